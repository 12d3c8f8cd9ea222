"""What runs and checks write into the register, and that neither depends on it."""

from __future__ import annotations

import json

import pytest

from kinerja.cli.utama import run
from kinerja.galat import HanyaBacaError, KeutuhanError
from kinerja.jalankan.jalan import run_laporan
from kinerja.register import buku, check_register, list_setoran, open_register, read_berkas
from tests.bantuan_jalankan import TW2, build_kantor


@pytest.fixture
def kantor(tmp_path):
    """A working folder with two units."""
    return build_kantor(tmp_path)


def run_kantor(kantor, **pilihan):
    """Make the reports of the quarter."""
    return run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas(), **pilihan)


def list_peristiwa(kantor, jenis=None):
    """List the events."""
    with open_register(kantor.folder, "contoh") as register:
        return register.list_peristiwa(jenis)


def test_a_run_records_inputs_and_reports_once(kantor) -> None:
    """First run: each workbook with its bytes, then the reports; a second run adds nothing."""
    run_kantor(kantor, oleh="Petugas")
    sekretariat, anggaran, laporan = sorted(
        list_peristiwa(kantor),
        key=lambda satu: (satu.jenis != "setoran", satu.unit != "sekretariat"),
    )
    assert (sekretariat.unit, anggaran.unit, laporan.jenis) == (
        "sekretariat",
        "anggaran",
        "laporan",
    )
    assert sekretariat.isi["cara"] == "folder"
    isi = read_berkas(kantor.folder, "contoh", sekretariat.isi["sha256"])
    assert isi == b"isian sekretariat"
    assert laporan.oleh == "Petugas"
    manifes = kantor.manifes
    assert laporan.isi["laporan"] == {
        nama: {jalur: isi["sha256"] for jalur, isi in catatan["keluaran"].items()}
        for nama, catatan in manifes["tugas"].items()
    }
    assert manifes["kepala_register"] == laporan.hash
    sebelum = kantor.snapshot()
    run_kantor(kantor, oleh="Petugas")
    assert len(list_peristiwa(kantor)) == 3
    assert kantor.snapshot() == sebelum
    check_register(kantor.folder, "contoh")


def test_a_changed_workbook_is_a_revision_and_a_new_run(kantor) -> None:
    """The changed unit gets revision 1; only what was made anew is recorded."""
    run_kantor(kantor)
    (kantor.folder.akar / "data" / "anggaran.txt").write_text("isian baru")
    run_kantor(kantor)
    with open_register(kantor.folder, "contoh") as register:
        assert [(satu.unit, satu.revisi) for satu in list_setoran(register, TW2)][2:] == [
            ("anggaran", 1)
        ]
    assert len(list_peristiwa(kantor, "laporan")) == 2


@pytest.mark.gangguan(41)
def test_a_run_killed_before_recording_is_recorded_by_the_next(kantor, monkeypatch) -> None:
    """Reports that stand but that no event names are recorded although nothing is made."""
    from kinerja.jalankan import pencatatan

    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as tambalan:
        tambalan.setattr(pencatatan.PencatatJalan, "record_laporan", die)
        with pytest.raises(KeyboardInterrupt):
            run_kantor(kantor)
    assert list_peristiwa(kantor, "laporan") == ()
    hasil = run_kantor(kantor)
    assert {satu.keadaan for satu in hasil.laporan} == {"tetap"}
    (laporan,) = list_peristiwa(kantor, "laporan")
    assert kantor.manifes["kepala_register"] == laporan.hash


def test_a_run_works_where_nothing_can_be_recorded(kantor, monkeypatch) -> None:
    """A read-only data folder: reports as ever, with a note in the result."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as tambalan:
        tambalan.setattr(buku, "hold_gembok", refuse)
        hasil = run_kantor(kantor)
    assert hasil.kode_keluar == 0
    assert any("tidak dicatat: folder data tidak dapat ditulis" in satu for satu in hasil.catatan)
    assert {satu.keadaan for satu in hasil.laporan} == {"dibuat"}
    assert list_peristiwa(kantor) == ()
    run_kantor(kantor)
    assert len(list_peristiwa(kantor)) == 3


def test_a_spoilt_register_stops_the_run_before_anything_is_made(kantor) -> None:
    """Exit code 5; the reports that stand are not touched."""
    run_kantor(kantor)
    sebelum = kantor.snapshot()
    jalur = kantor.folder.data("contoh") / "register.sqlite"
    jalur.unlink()
    with pytest.raises(KeutuhanError, match="--bangun"):
        run_kantor(kantor, paksa=True)
    assert kantor.snapshot() == sebelum
    assert not jalur.exists()


def test_checking_the_sample_records_its_workbooks(tmp_path, monkeypatch, capsys) -> None:
    """`periksa` records once; without write access it says so; a spoilt register gives 5."""
    assert run(["contoh", str(tmp_path / "k")]) == 0
    monkeypatch.chdir(tmp_path / "k")
    data = tmp_path / "k" / "data" / "bpkd"

    def refuse(*_, **__):
        raise HanyaBacaError("Register tidak dapat ditulis")

    with monkeypatch.context() as tambalan:
        tambalan.setattr(buku, "hold_gembok", refuse)
        assert run(["periksa", "2026-tw2"]) == 0
    assert "Catatan: Berkas isian yang diterima tidak dicatat" in capsys.readouterr().out
    for _ in range(2):
        assert run(["periksa", "2026-tw2", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["catatan"] == []
        baris = [json.loads(satu) for satu in (data / "jurnal.jsonl").read_bytes().splitlines()]
        jenis = [satu["jenis"] for satu in baris]
        assert jenis == ["setoran"] * 10 + ["impor_anggaran"] * 2
        assert len(list((data / "terima").glob("*/*.xlsx"))) == 10
    (data / "jurnal.jsonl").unlink()
    assert run(["periksa", "2026-tw2"]) == 5
    assert "Jurnal hilang" in capsys.readouterr().out
