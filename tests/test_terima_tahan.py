"""Receiving forms under force: killed at any moment, two at once, areas that explode."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.contoh.buat import write_contoh
from kinerja.excel.salinan import build_hasil_periksa, is_wajar
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.folder import Folder
from kinerja.jalankan.jalan import Perkakas, run_laporan
from kinerja.register import buku as buku_register
from kinerja.register import check_register, open_register, store_berkas
from kinerja.terima import simpan
from kinerja.terima.bukti import build_folder_bukti
from kinerja.terima.jalan import run_terima
from kinerja.terima.pulih import repair_salinan, write_tanda
from kinerja.terima.simpan import JENIS_BUKTI
from tests.bantuan_excel import rewrite_zip, set_sel
from tests.bantuan_terima import (
    OPD,
    PERIODE,
    UNIT,
    build_jalur_kerja,
    build_jalur_vonis,
    build_kiriman,
    read_setoran,
    remove_isian,
)

AKAR = Path(__file__).resolve().parent.parent
NAMA_BUKTI, ISI_BUKTI = "penilaian mandiri.pdf", b"%PDF-1.7 bukti"
POSIX = pytest.mark.skipif(os.name == "nt", reason="sinyal dan ukuran proses POSIX")
MASUK = "from kinerja.cli.utama import run; import sys; sys.exit(run(sys.argv[1:]))"


@pytest.fixture(scope="module")
def asli(tmp_path_factory):
    """The sample's working folder, made once, with a received form and a revision to hand in.

    The revision names an evidence file, so that every kind of writing takes part.
    """
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    write_contoh(Folder(akar))
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


def start_terima(akar, kiriman):
    """Start a command line of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", MASUK, "terima", str(kiriman), "--alasan", "ralat"],
        cwd=akar,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def check_simpanan(akar):
    """Give the names of what is stored; every file there is whole, it has the hash it is named by.

    What a killed write leaves has a name of its own, with a dot before it, and is never read.
    """
    jalur = [j for nama in ("terima", "bukti") for j in (akar / f"data/{OPD}/{nama}").rglob("*.*")]
    utuh = [satu for satu in jalur if not satu.name.startswith(".")]
    assert all(hashlib.sha256(satu.read_bytes()).hexdigest() == satu.stem for satu in utuh)
    return {satu.stem for satu in utuh}


def kill_sekali(akar, tunda):
    """Kill a run after a while; what stands then is whole, and the next run completes it.

    Gives whether the run had said that the form is received, and whether the register had it.
    """
    kiriman = akar / "kiriman/kiriman.xlsx"
    semula = build_jalur_kerja(akar).read_bytes()
    with start_terima(akar, kiriman) as proses:
        time.sleep(tunda)
        proses.send_signal(signal.SIGKILL)
        keluar, _ = proses.communicate()
    is_diakui = b"DITERIMA" in keluar
    salinan = build_jalur_kerja(akar)
    assert salinan.read_bytes() in {semula, kiriman.read_bytes()}
    vonis = build_jalur_vonis(akar)
    assert not vonis.exists() or zipfile.ZipFile(vonis).testzip() is None
    # As the next reader finds it, before anyone mends anything.
    check_register(Folder(akar), OPD)
    setoran = read_setoran(akar)
    is_tercatat = len(setoran) == 2
    assert is_tercatat or not is_diakui
    simpanan = check_simpanan(akar)
    assert {satu.sha256 for satu in setoran} <= simpanan
    repair_salinan(Folder(akar), OPD, PERIODE)
    assert salinan.read_bytes() == (kiriman.read_bytes() if is_tercatat else semula)
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
    return is_diakui, is_tercatat


def run_pembunuhan(asli, tujuan, jumlah, benih):
    """Kill a run of its own again and again; give how many were acknowledged and how many recorded.

    The moments are spread over the time that whole runs take just now.
    """
    print(f"benih {benih}")  # noqa: T201 - to repeat a failure
    acak = random.Random(benih)  # noqa: S311 - moments of death, not a secret
    lama = sorted(measure_terima(asli, tujuan / f"ukur{ke}") for ke in range(3))[1]
    hasil = []
    for nomor in range(jumlah):
        folder = tujuan / f"k{nomor}"
        shutil.copytree(asli, folder)
        hasil.append(kill_sekali(folder, acak.uniform(0.4, 1.2) * lama))
        shutil.rmtree(folder)
    diakui, tercatat = (sum(satu) for satu in zip(*hasil, strict=True))
    print(f"{jumlah} kali: {tercatat} sudah tercatat, {diakui} sudah diakui")  # noqa: T201 - result
    return diakui, tercatat


def measure_terima(asli, folder):
    """Give the seconds that a whole run takes."""
    shutil.copytree(asli, folder)
    mulai = time.perf_counter()
    with start_terima(folder, folder / "kiriman/kiriman.xlsx") as proses:
        keluar, _ = proses.communicate()
    assert (proses.returncode, b"DITERIMA" in keluar) == (0, True)
    lama = time.perf_counter() - mulai
    shutil.rmtree(folder)
    return lama


@POSIX
@pytest.mark.timeout(600)
def test_killed_at_random_moments(asli, tmp_path):
    """Gangguan 41: received whole or not at all; a second run always ends the same."""
    run_pembunuhan(asli, tmp_path, 12, 20261122)


@POSIX
@pytest.mark.panjang
@pytest.mark.timeout(3600)
def test_killed_at_a_hundred_random_moments(asli, tmp_path):
    """Other moments each time; the seed is printed. Deaths before and after the record occur."""
    diakui, tercatat = run_pembunuhan(asli, tmp_path, 100, random.SystemRandom().randrange(10**6))
    assert 0 < diakui <= tercatat < 100


@pytest.mark.parametrize("langkah", range(1, 5))
def test_crash_between_any_two_steps(akar, monkeypatch, langkah):
    """Bytes, mark, event, copy: after each the next run or the next report completes it."""
    dipanggil = []

    def hancur(nama, asli):
        def panggil(*args, **lain):
            dipanggil.append(nama)
            if len(dipanggil) == langkah:
                raise KeyboardInterrupt
            return asli(*args, **lain)

        return panggil

    for nama in ("store_berkas", "write_tanda", "record_setoran", "place_salinan"):
        monkeypatch.setattr(simpan, nama, hancur(nama, getattr(simpan, nama)))
    kiriman = akar / "kiriman/kiriman.xlsx"
    semula = build_jalur_kerja(akar).read_bytes()
    perintah = ["terima", str(kiriman), "--alasan", "ralat", "--folder", str(akar)]
    with pytest.raises(KeyboardInterrupt):
        run_terima(Folder(akar), OPD, [kiriman], alasan="ralat")
    monkeypatch.undo()
    assert build_jalur_kerja(akar).read_bytes() == semula
    if langkah == 4:
        assert len(read_setoran(akar)) == 2
        run(["periksa", PERIODE.slug, "--folder", str(akar)])
        assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()
    assert run(perintah) == 0
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1]
    assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()


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
    assert repair_salinan(Folder(akar), OPD, PERIODE) == ()
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
    with open_register(Folder(akar), OPD, is_tulis=True):
        kode = run(["terima", str(kiriman), "--alasan", "x", "--folder", str(akar)])
    assert kode == 4
    assert UNIT in build_jalur_kerja(akar).name
    assert "Register sedang ditulis" in capsys.readouterr().err
