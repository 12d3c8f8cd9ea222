"""Receiving forms under force: killed at any moment, hostile files, areas that explode."""

from __future__ import annotations

import json
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
from kinerja.terima.jalan import run_terima
from kinerja.terima.pulih import repair_salinan, write_tanda
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
POSIX = pytest.mark.skipif(os.name == "nt", reason="sinyal dan ukuran proses POSIX")
MASUK = "from kinerja.cli.utama import run; import sys; sys.exit(run(sys.argv[1:]))"
UKUR = (
    # ru_maxrss would be that of the tests' own process where it is larger.
    "import json,pathlib,re,sys,time; from kinerja.cli.utama import run; m=time.process_time();"
    "k=run(sys.argv[1:]); s=pathlib.Path('/proc/self/status');"
    "c=re.search(r'VmHWM:\\s+(\\d+)', s.read_text()) if s.exists() else None;"
    "p=int(c[1])/1024 if c else None;"
    "print(json.dumps([k, time.process_time()-m, p]), file=sys.stderr)"
)


@pytest.fixture(scope="module")
def asli(tmp_path_factory):
    """The sample's working folder, made once, with a received form and a revision to hand in."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    write_contoh(Folder(akar))
    remove_isian(akar, "bidang-aset", "bidang-anggaran", "bidang-perbendaharaan", "ppkd")
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman), "--folder", str(akar)])
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    return akar


@pytest.fixture
def akar(asli, tmp_path):
    """A fresh copy of that folder."""
    shutil.copytree(asli, tmp_path / "kerja")
    return tmp_path / "kerja"


def start_terima(akar, kiriman, kode=MASUK):
    """Start a command line of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", kode, "terima", str(kiriman), "--alasan", "ralat"],
        cwd=akar,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def kill_sekali(akar, tunda):
    """Kill a run after a while; what stands then is whole, and the next run completes it."""
    kiriman = akar / "kiriman/kiriman.xlsx"
    semula = build_jalur_kerja(akar).read_bytes()
    with start_terima(akar, kiriman) as proses:
        time.sleep(tunda)
        proses.send_signal(signal.SIGKILL)
        proses.communicate()
    salinan = build_jalur_kerja(akar)
    assert salinan.read_bytes() in {semula, kiriman.read_bytes()}
    vonis = build_jalur_vonis(akar)
    assert not vonis.exists() or zipfile.ZipFile(vonis).testzip() is None
    repair_salinan(Folder(akar), OPD, PERIODE)
    tercatat = len(read_setoran(akar))
    assert salinan.read_bytes() == (kiriman.read_bytes() if tercatat == 2 else semula)
    assert run(["terima", str(kiriman), "--alasan", "ralat", "--folder", str(akar)]) == 0
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1]
    assert salinan.read_bytes() == kiriman.read_bytes()
    assert not [j for j in salinan.parent.iterdir() if j.name.startswith(".")]
    check_register(Folder(akar), OPD)
    return tercatat


@POSIX
@pytest.mark.parametrize(
    "jumlah",
    [
        pytest.param(15, marks=pytest.mark.timeout(400)),
        pytest.param(100, marks=[pytest.mark.panjang, pytest.mark.timeout(3600)]),
    ],
)
def test_killed_at_random_moments(asli, tmp_path, jumlah):
    """Gangguan 41: received whole or not at all; a second run always ends the same."""
    mulai = time.perf_counter()
    shutil.copytree(asli, tmp_path / "ukur")
    with start_terima(tmp_path / "ukur", tmp_path / "ukur/kiriman/kiriman.xlsx") as proses:
        proses.communicate()
    assert proses.returncode == 0
    lama = time.perf_counter() - mulai
    acak = random.Random(20261122)  # noqa: S311 - the same moments each time, not a secret
    for nomor in range(jumlah):
        folder = tmp_path / f"k{nomor}"
        shutil.copytree(asli, folder)
        kill_sekali(folder, acak.uniform(0.2, 1.05) * lama)
        shutil.rmtree(folder)


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


def bom_zip(jalur):
    """Let a part swell to 300 MB."""
    with (
        zipfile.ZipFile(jalur, "a", zipfile.ZIP_DEFLATED) as arsip,
        arsip.open("xl/media/bom.bin", "w", force_zip64=True) as aliran,
    ):
        for _ in range(300):
            aliran.write(b"\0" * 1024**2)


def sel_jauh(jalur):
    """Put a cell at the far corner."""
    isi = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c>'
        b"</row></sheetData></worksheet>"
    )
    rewrite_zip(jalur, {"xl/worksheets/sheet3.xml": lambda _: isi})


def gabung_raksasa(jalur):
    """Merge the whole sheet."""
    tanda = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    rewrite_zip(
        jalur, {"xl/worksheets/sheet3.xml": lambda isi: isi.replace(b"</sheetData>", tanda)}
    )


def entitas(jalur):
    """Add entities that would laugh."""
    isi = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    rewrite_zip(jalur, {"xl/worksheets/sheet3.xml": lambda _: isi})


@POSIX
@pytest.mark.parametrize("rusak", [bom_zip, sel_jauh, gabung_raksasa, entitas])
def test_hostile_file_is_refused_quickly_in_little_memory(akar, rusak):
    """Gangguan 6-8: under 2 seconds and 300 MB in a process of its own."""
    kiriman = akar / "kiriman/kiriman.xlsx"
    rusak(kiriman)
    with start_terima(akar, kiriman, UKUR) as proses:
        _, galat = proses.communicate()
    kode, detik, megabita = json.loads(galat.splitlines()[-1])
    assert kode == 2
    assert detik < 2
    assert build_jalur_vonis(akar).exists() or list((akar / f"outputs/{OPD}/terima").iterdir())
    if megabita is None:
        pytest.skip("puncak memori sebuah proses hanya dapat dibaca di Linux (VmHWM)")
    assert megabita < 300


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
