"""The working copy of a form: open in Excel, edited by hand, too large; never lost, never stale."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil

import pytest

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import HanyaBacaError
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.register import buku as buku_register
from kinerja.register import check_register
from kinerja.terima import jalan, salinan, simpan
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import (
    OPD,
    PERIODE,
    UNIT,
    build_jalur_kerja,
    build_kiriman,
    read_setoran,
    remove_isian,
    run_json,
)


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample's folder with one received form, and a revision of it to hand in."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    remove_isian(akar, "bidang-aset", "bidang-anggaran", "bidang-perbendaharaan", "ppkd")
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman), "--folder", str(akar)])
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    return akar


def hold_terbuka(tambalan, jalur):
    """Let nobody rename a file or move one over it, as Windows does while Excel has it open."""
    for nama in ("rename", "replace", "link"):
        asli = getattr(os, nama)

        def panggil(dari, ke, *args, asli=asli, **lain):
            if os.fspath(jalur) in {os.fspath(dari), os.fspath(ke)}:
                raise PermissionError(errno.EACCES, "terbuka")
            return asli(dari, ke, *args, **lain)

        tambalan.setattr(os, nama, panggil)


def terima(capsys, akar):
    """Hand the revision in; give the exit code and the whole answer."""
    return run_json(capsys, "terima", str(akar / "kiriman/kiriman.xlsx"), "--alasan", "ralat")


def list_kode(data):
    """List the codes of findings."""
    return [satu["kode"] for satu in data["temuan"]]


def is_disimpan(akar, isi):
    """Whether these bytes stand in the store under their hash."""
    sidik = hashlib.sha256(isi).hexdigest()
    jalur = akar / f"data/{OPD}/terima/{sidik[:2]}/{sidik}.xlsx"
    return jalur.is_file() and jalur.read_bytes() == isi


def list_titik(akar):
    """List marks and files aside beside the working copy."""
    return [j.name for j in build_jalur_kerja(akar).parent.iterdir() if j.name.startswith(".")]


def list_sama(akar):
    """List (kind, is it the revision that was handed in) of each receipt."""
    sidik = hashlib.sha256((akar / "kiriman/kiriman.xlsx").read_bytes()).hexdigest()
    return [(satu.cara, satu.sha256 == sidik) for satu in read_setoran(akar)]


DITERIMA = [("perintah", False), ("perintah", True)]


def test_open_in_excel_is_received_and_told_to_wait(akar, capsys, monkeypatch):
    """Gangguan 50: recorded, exit 1 with what to do; nothing beside the copy, the mark stays."""
    jalur = build_jalur_kerja(akar)
    semula = jalur.read_bytes()
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, jalur)
        kode, data = terima(capsys, akar)
    (satu,) = data["berkas"]
    assert (kode, satu["keadaan"], satu["revisi"]) == (1, "diterima", 1)
    assert "tertunda" in satu["tertunda"]
    assert "tutup berkas" in satu["tertunda"]
    assert jalur.read_bytes() == semula
    assert [j.name for j in jalur.parent.glob("*.xlsx")] == [jalur.name]
    assert list_titik(akar) == [f".{UNIT}.xlsx.terima"]


def test_open_copy_is_never_recorded_over_the_received_form(akar, capsys, monkeypatch):
    """While it is open `periksa` refuses the unit and records nothing; closed, it is placed."""
    jalur = build_jalur_kerja(akar)
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, jalur)
        terima(capsys, akar)
        kode, data = run_json(capsys, "periksa", PERIODE.slug)
        assert kode == 2
        assert "K-BERKAS-TERTUNDA" in list_kode(data)
        assert any("sedang dibuka program lain" in satu for satu in data["catatan"])
        assert list_sama(akar) == DITERIMA
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert kode == 0
    assert "K-BERKAS-TERTUNDA" not in list_kode(data)
    assert jalur.read_bytes() == (akar / "kiriman/kiriman.xlsx").read_bytes()
    assert list_sama(akar) == DITERIMA
    assert list_titik(akar) == []


def test_form_received_while_it_is_checked_is_not_recorded_over(akar, capsys, monkeypatch):
    """Read by `periksa`, then replaced by a form whose copy waits: what was read is no isian."""
    data = read_data(Folder(akar), OPD, PERIODE)
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, build_jalur_kerja(akar))
        terima(capsys, akar)
    PencatatJalan(Folder(akar), OPD, "").record_masukan(data)
    assert list_sama(akar) == DITERIMA


def test_next_form_tells_of_a_copy_that_still_waits(akar, capsys, monkeypatch):
    """Receiving another unit's form tries again, says why it fails and gives exit 1."""
    lain = build_kiriman(akar, "lain.xlsx", "sekretariat")
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, build_jalur_kerja(akar))
        terima(capsys, akar)
        kode, data = terima(capsys, akar)
    assert (kode, data["berkas"][0]["keadaan"]) == (1, "sama")
    assert data["tertunda"][0]["berkas"] == f"{PERIODE.slug}/{UNIT}"
    kode, data = run_json(capsys, "terima", str(lain))
    assert (kode, data["dipulihkan"], data["tertunda"]) == (2, [f"{PERIODE.slug}/{UNIT}"], [])


def test_waiting_form_survives_a_second_one_that_dies(akar, capsys, monkeypatch):
    """The mark of the first is not lost when a later form dies before it is recorded."""
    jalur = build_jalur_kerja(akar)
    pertama = (akar / "kiriman/kiriman.xlsx").read_bytes()

    class MatiError(BaseException):
        pass

    def die(*_, **__):
        raise MatiError

    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, jalur)
        terima(capsys, akar)
        set_sel(akar / "kiriman/kiriman.xlsx", "Indikator", "IKS-4.2", "Realisasi", 1.7)
        tambalan.setattr(simpan, "record_daftar_setoran", die)
        with pytest.raises(MatiError):
            jalan.run_terima(Folder(akar), OPD, [akar / "kiriman/kiriman.xlsx"], alasan="x")
    run(["periksa", PERIODE.slug])
    assert jalur.read_bytes() == pertama
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1]


def test_hand_edit_after_a_crash_is_kept(akar, monkeypatch):
    """Killed between event and copy, then somebody edits the old copy: stored and recorded."""

    class MatiError(BaseException):
        pass

    def die(*_):
        raise MatiError

    with monkeypatch.context() as tambalan:
        tambalan.setattr(jalan, "_place", die)
        with pytest.raises(MatiError):
            jalan.run_terima(Folder(akar), OPD, [akar / "kiriman/kiriman.xlsx"], alasan="x")
    jalur = build_jalur_kerja(akar)
    set_sel(jalur, "Indikator", "IKS-4.2", "Realisasi", 1.9)
    tangan = jalur.read_bytes()
    assert run(["periksa", PERIODE.slug]) == 0
    assert jalur.read_bytes() == (akar / "kiriman/kiriman.xlsx").read_bytes()
    assert is_disimpan(akar, tangan)
    assert list_sama(akar) == [*DITERIMA, ("folder", False), ("perintah", True)]
    assert read_setoran(akar)[2].sha256 == hashlib.sha256(tangan).hexdigest()
    assert list_titik(akar) == []
    assert run(["periksa", PERIODE.slug]) == 0
    assert len(read_setoran(akar)) == 4
    check_register(Folder(akar), OPD)


def test_copy_of_any_size_is_kept(akar, capsys):
    """Over the 50 MB that a form may have: stored before the next form goes over it."""
    jalur = build_jalur_kerja(akar)
    jalur.write_bytes(jalur.read_bytes() + os.urandom(51 * 1024**2))
    besar = jalur.read_bytes()
    kode, data = run_json(capsys, "terima", str(akar / "kiriman/kiriman.xlsx"))
    assert (kode, data["berkas"][0]["temuan"][-1]["kode"]) == (2, "K-REVISI-ALASAN")
    kode, data = terima(capsys, akar)
    assert (kode, data["berkas"][0]["keadaan"]) == (0, "diterima")
    assert is_disimpan(akar, besar)
    assert [satu.cara for satu in read_setoran(akar)] == ["perintah", "folder", "perintah"]


@pytest.mark.parametrize("nama", ["accept", "place_berkas"])
def test_hand_edit_while_a_form_is_received_is_kept(akar, capsys, monkeypatch, nama):
    """Saved by Excel after the comparison, or in the instant before the new copy is placed."""
    jalur = build_jalur_kerja(akar)
    diubah = akar / "kiriman/tangan.xlsx"
    shutil.copy(jalur, diubah)
    set_sel(diubah, "Indikator", "IKS-4.2", "Realisasi", 1.7)
    tangan = diubah.read_bytes()
    modul = jalan.Penyimpan if nama == "accept" else salinan
    asli = getattr(modul, nama)

    def panggil(*args, **lain):
        if diubah.exists():
            diubah.replace(jalur)
        return asli(*args, **lain)

    monkeypatch.setattr(modul, nama, panggil)
    kode, data = terima(capsys, akar)
    assert (kode, data["berkas"][0]["keadaan"]) == (0, "diterima")
    assert is_disimpan(akar, tangan)
    assert jalur.read_bytes() == (akar / "kiriman/kiriman.xlsx").read_bytes()
    assert read_setoran(akar)[-1].revisi == data["berkas"][0]["revisi"]
    assert {satu.sha256 for satu in read_setoran(akar)} >= {hashlib.sha256(tangan).hexdigest()}
    assert list_sama(akar)[-1] == ("perintah", True)
    assert list_titik(akar) == []


def test_file_aside_of_a_killed_run_is_settled(akar, monkeypatch):
    """Killed between moving the edited copy aside and placing the new one."""
    jalur = build_jalur_kerja(akar)

    class MatiError(BaseException):
        pass

    def die(*_):
        raise MatiError

    def edit_lalu_sisihkan(*args, asli=salinan._swap):
        set_sel(jalur, "Indikator", "IKS-4.2", "Realisasi", 1.9)
        edit_lalu_sisihkan.isi = jalur.read_bytes()
        asli(*args)

    with monkeypatch.context() as tambalan:
        tambalan.setattr(salinan, "_swap", edit_lalu_sisihkan)
        tambalan.setattr(salinan, "place_berkas", die)
        with pytest.raises(MatiError):
            jalan.run_terima(Folder(akar), OPD, [akar / "kiriman/kiriman.xlsx"], alasan="x")
    assert not jalur.exists()
    assert run(["periksa", PERIODE.slug]) == 0
    assert jalur.read_bytes() == (akar / "kiriman/kiriman.xlsx").read_bytes()
    assert is_disimpan(akar, edit_lalu_sisihkan.isi)
    assert list_titik(akar) == []


def test_read_only_folder_with_a_mark_left_behind(akar, capsys, monkeypatch):
    """`periksa` and `laporan` go on: the unit is refused with its reason, a note says why."""
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, build_jalur_kerja(akar))
        terima(capsys, akar)

    def refuse(*_, **__):
        raise HanyaBacaError("Register tidak dapat ditulis")

    monkeypatch.setattr(buku_register, "hold_gembok", refuse)
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert kode == 2
    assert "K-BERKAS-TERTUNDA" in list_kode(data)
    assert any("folder data tidak dapat ditulis" in satu for satu in data["catatan"])


def test_mark_without_a_receipt_does_not_keep_the_unit_out(akar, capsys, monkeypatch):
    """Killed before the event in a folder that is read-only now: the copy is what counts."""
    jalur = build_jalur_kerja(akar)
    salinan.write_tanda(jalur, "0" * 64)

    def refuse(*_, **__):
        raise HanyaBacaError("Register tidak dapat ditulis")

    monkeypatch.setattr(buku_register, "hold_gembok", refuse)
    kode, data = run_json(capsys, "periksa", PERIODE.slug)
    assert (kode, "K-BERKAS-TERTUNDA" in list_kode(data)) == (0, False)


def test_a_renewed_form_never_carries_answers_that_were_replaced(akar, capsys, monkeypatch):
    """`formulir --lanjut` refuses the unit while its received form waits."""
    perintah = ["formulir", PERIODE.slug, "--unit", UNIT, "--lanjut"]
    with monkeypatch.context() as tambalan:
        hold_terbuka(tambalan, build_jalur_kerja(akar))
        terima(capsys, akar)
        assert run(perintah) == 2
        assert "K-BERKAS-TERTUNDA" in capsys.readouterr().out
    run(["periksa", PERIODE.slug])
    assert run(perintah) == 0


def test_folder_in_the_place_of_the_copy_is_told(akar, capsys):
    """Nothing is moved or removed."""
    jalur = build_jalur_kerja(akar)
    jalur.unlink()
    jalur.mkdir()
    kode, data = terima(capsys, akar)
    assert (kode, "ada folder dengan nama itu" in data["berkas"][0]["tertunda"]) == (1, True)
    assert jalur.is_dir()
