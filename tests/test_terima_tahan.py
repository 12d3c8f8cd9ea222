"""Receiving forms under force: killed at any moment, two at once, areas that explode."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from kinerja.bukti import build_folder_bukti
from kinerja.cli.utama import run
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.salinan_wajar import is_wajar
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.folder import Folder
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.pilihan import Perkakas
from kinerja.register import JENIS_BUKTI, check_register, open_register, store_berkas
from kinerja.register import buku as buku_register
from kinerja.register.tanda import write_tanda
from kinerja.terima.pulih import repair_salinan
from tests.bantuan_bunuh import start_pembunuh
from tests.bantuan_excel import rewrite_zip, set_sel
from tests.bantuan_terima import (
    OPD,
    PERIODE,
    UNIT,
    build_jalur_kerja,
    build_jalur_vonis,
    build_kiriman,
    list_isi_folder,
    read_setoran,
    remove_isian,
)

AKAR = Path(__file__).resolve().parent.parent
NAMA_BUKTI, ISI_BUKTI = "penilaian mandiri.pdf", b"%PDF-1.7 bukti"
POSIX = pytest.mark.skipif(os.name == "nt", reason="sinyal dan ukuran proses POSIX")
FASE = {
    (1, "lama", False),
    (1, "lama", True),
    (2, "lama", True),
    (2, "tidak ada", True),
    (2, "baru", True),
    (2, "baru", False),
}
"""What may stand between two steps: receipts, working copy, mark."""


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample's working folder, made once, with a received form and a revision to hand in.

    The revision names an evidence file, so that every kind of writing takes part.
    """
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    remove_isian(akar, "bidang-aset", "bidang-anggaran", "bidang-perbendaharaan", "ppkd")
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman), "--folder", str(akar)])
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Bukti", NAMA_BUKTI)
    bukti = build_folder_bukti(Folder(akar).data(OPD), PERIODE, UNIT) / NAMA_BUKTI
    bukti.parent.mkdir(parents=True)
    bukti.write_bytes(ISI_BUKTI)
    return akar


@pytest.fixture
def akar(asli, tmp_path):
    """A fresh copy of that folder."""
    shutil.copytree(asli, tmp_path / "kerja")
    return tmp_path / "kerja"


def read_fase(akar, semula):
    """Say what a killed run left: receipts, the working copy, the mark."""
    salinan, baru = build_jalur_kerja(akar), (akar / "kiriman/kiriman.xlsx").read_bytes()
    isi = salinan.read_bytes() if salinan.exists() else None
    assert isi in {None, semula, baru}
    nama = {None: "tidak ada", semula: "lama", baru: "baru"}[isi]
    tanda = (salinan.parent / f".{salinan.name}.terima").exists()
    return len(read_setoran(akar)), nama, tanda


def check_simpanan(akar):
    """Give the names of what is stored; every file there is whole, it has the hash it is named by.

    What a killed write leaves has a name of its own, with a dot before it, and is never read.
    """
    jalur = [j for nama in ("terima", "bukti") for j in (akar / f"data/{OPD}/{nama}").glob("*/*.*")]
    utuh = [satu for satu in jalur if not satu.name.startswith(".")]
    assert all(hashlib.sha256(satu.read_bytes()).hexdigest() == satu.stem for satu in utuh)
    return {satu.stem for satu in utuh}


def check_sesudah(akar, semula, *, is_diakui):
    """Check what a killed run left, that a repair settles it, and that a second run completes it.

    Gives the phase in which it died; what was acknowledged before must have been recorded.
    """
    kiriman = akar / "kiriman/kiriman.xlsx"
    salinan = build_jalur_kerja(akar)
    fase = read_fase(akar, semula)
    assert fase in FASE, fase
    vonis = build_jalur_vonis(akar)
    assert not vonis.exists() or zipfile.ZipFile(vonis).testzip() is None
    # As the next reader finds it, before anyone mends anything.
    check_register(Folder(akar), OPD)
    setoran = read_setoran(akar)
    assert len(setoran) == 2 or not is_diakui
    simpanan = check_simpanan(akar)
    assert {satu.sha256 for satu in setoran} <= simpanan
    repair_salinan(Folder(akar), OPD, PERIODE)
    assert salinan.read_bytes() == (kiriman.read_bytes() if fase[0] == 2 else semula)
    assert [j.name for j in salinan.parent.iterdir() if j.name.endswith(".terima")] == []
    assert run(["terima", str(kiriman), "--alasan", "ralat", "--folder", str(akar)]) == 0
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1]
    assert salinan.read_bytes() == kiriman.read_bytes()
    assert not [j for j in salinan.parent.iterdir() if j.name.startswith(".")]
    check_register(Folder(akar), OPD)
    with open_register(Folder(akar), OPD) as register:
        bukti = register.find_terakhir(JENIS_BUKTI, PERIODE.slug, UNIT)
    sidik = hashlib.sha256(ISI_BUKTI).hexdigest()
    assert [satu["sha256"] for satu in bukti.isi["berkas"]] == [sidik]
    assert sidik in check_simpanan(akar)
    return fase


def kill_sekali(pembunuh, asli, tmp_path, **saat):
    """Kill a run in a fresh folder; gives how it ended and the phase it left."""
    akar = tmp_path / "kerja"
    shutil.copytree(asli, akar)
    perintah = ["terima", str(akar / "kiriman/kiriman.xlsx"), "--alasan", "ralat"]
    akhir = pembunuh.run([*perintah, "--folder", str(akar)], **saat)
    semula = build_jalur_kerja(asli).read_bytes()
    fase = check_sesudah(akar, semula, is_diakui="DITERIMA" in akhir.keluar)
    shutil.rmtree(akar)
    return akhir, fase


@POSIX
@pytest.mark.timeout(600)
@pytest.mark.parametrize("langkah", [3, pytest.param(1, marks=pytest.mark.panjang)])
def test_killed_before_writing_calls(asli, tmp_path, langkah):
    """Gangguan 41: at the n-th fsync, rename or commit, n = 1, 1 + langkah, … until one goes by.

    Where what is left changes, also at the calls between.
    """
    fase, panggilan = [], set()
    with start_pembunuh() as pembunuh:

        def kill(nomor):
            akhir, satu = kill_sekali(pembunuh, asli, tmp_path, nomor=nomor)
            panggilan.add(akhir.panggilan)
            return akhir, satu

        for nomor in range(1, 200, langkah):
            akhir, satu = kill(nomor)
            if fase and satu != fase[-1]:
                fase += [kill(lewat)[1] for lewat in range(nomor - langkah + 1, nomor)]
            fase.append(satu)
            if not akhir.is_mati:
                break
    assert akhir.kode == 0
    assert "DITERIMA" in akhir.keluar
    assert set(fase) == FASE
    assert panggilan - {""} == {
        "fsync",
        "replace",
        "rename",
        "link",
        "unlink",
        "BEGIN IMMEDIATE",
        "COMMIT",
    }


@POSIX
@pytest.mark.panjang
@pytest.mark.timeout(3600)
def test_killed_at_a_hundred_random_moments(asli, tmp_path):
    """Gangguan 41: at any time since it began to write, also within a commit; seed printed."""
    benih = random.SystemRandom().randrange(10**6)
    acak = random.Random(benih)  # noqa: S311 - moments of death, not a secret
    fase = Counter()
    with start_pembunuh() as pembunuh:
        akhir, _ = kill_sekali(pembunuh, asli, tmp_path)
        lama = akhir.lama
        for _ in range(100):
            fase[kill_sekali(pembunuh, asli, tmp_path, tunda=acak.uniform(0.001, lama))[1]] += 1
    print(f"benih {benih}, {lama:.2f} detik, {dict(fase)}")  # noqa: T201 - to repeat a failure
    assert sum(fase.values()) == 100
    assert len(fase) > 1


def test_report_places_what_a_killed_run_recorded(akar):
    """`laporan` never takes the old working copy for a newer revision."""
    kiriman = akar / "kiriman/kiriman.xlsx"
    semula = build_jalur_kerja(akar).read_bytes()
    run(["terima", str(kiriman), "--alasan", "ralat", "--folder", str(akar)])
    build_jalur_kerja(akar).write_bytes(semula)
    write_tanda(build_jalur_kerja(akar), read_setoran(akar)[-1].sha256)

    class BerhentiError(Exception):
        pass

    def read_data(*_):
        raise BerhentiError

    with pytest.raises(BerhentiError):
        run_laporan(Folder(akar), OPD, PERIODE, perkakas=Perkakas(read_data=read_data))
    assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()


def test_mark_of_a_form_that_was_not_recorded_is_dropped(akar):
    """Not received: the working copy stays."""
    semula = build_jalur_kerja(akar).read_bytes()
    store_berkas(Folder(akar), OPD, b"lain")
    write_tanda(build_jalur_kerja(akar), "0" * 64)
    assert repair_salinan(Folder(akar), OPD, PERIODE).ditempatkan == ()
    assert build_jalur_kerja(akar).read_bytes() == semula
    assert not list(build_jalur_kerja(akar).parent.glob(".*"))


@pytest.mark.parametrize(
    "tanda",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
        b'<hyperlinks><hyperlink ref="A1:&#88;FD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_areas_that_would_explode_are_not_copied(akar, tanda):
    """The findings come in a plain workbook instead."""
    kiriman = akar / "kiriman/kiriman.xlsx"
    rewrite_zip(
        kiriman,
        {
            "xl/worksheets/sheet3.xml": lambda isi: isi.replace(
                b"</sheetData>", b"</sheetData>" + tanda
            )
        },
    )
    isi = kiriman.read_bytes()
    assert not is_wajar(isi)
    buku, is_salinan = build_hasil_periksa(isi, IsiPeriksa("Hasil Periksa", [("a", "b")], []))
    assert buku
    assert not is_salinan


def test_formulas_are_carried_along_as_text(akar, capsys):
    """A copy holds the same formulas and never their computed results."""
    kiriman = akar / "kiriman/kiriman.xlsx"
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "=1+1")
    run(["terima", str(kiriman), "--folder", str(akar)])
    capsys.readouterr()
    buku = openpyxl.load_workbook(build_jalur_vonis(akar))
    assert "=1+1" in [sel.value for baris in buku["Indikator"] for sel in baris]


def test_second_run_at_the_same_time_is_told_who_holds_it(akar, capsys, monkeypatch):
    """Gangguan 44: exit 4, and the first one's form is not touched."""
    monkeypatch.setattr(buku_register, "TUNGGU_DETIK", 0.1)
    kiriman = akar / "kiriman/kiriman.xlsx"
    sebelum, setoran = list_isi_folder(akar), read_setoran(akar)
    with open_register(Folder(akar), OPD, is_tulis=True):
        kode = run(["terima", str(kiriman), "--alasan", "x", "--folder", str(akar)])
    assert kode == 4
    assert list_isi_folder(akar) == sebelum
    assert read_setoran(akar) == setoran
    galat = capsys.readouterr().err
    assert "Register sedang ditulis" in galat
    assert f"proses {os.getpid()} di komputer" in galat
