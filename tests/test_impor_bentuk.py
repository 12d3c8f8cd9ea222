"""Budget by import: records of the wrong width, cut files, hidden rows, sums, giant tables."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from kinerja.impor.anggaran import preview_impor
from kinerja.impor.peta import read_peta
from kinerja.temuan import Tingkatan
from tests.test_impor_anggaran import BAIK, KEPALA, PETA, A, B, build_masukan, coba, find_satu
from tests.test_impor_anggaran import list_kode as kode

__all__ = ["coba"]
AKAR = Path(__file__).resolve().parent.parent
POLOS = """\
kolom: {kode: Kode, nama: Uraian}
realisasi:
  bulanan: {januari: Jan, februari: Feb, maret: Mar}
"""
UKUR = (
    "import io,json,re,sys,time,contextlib; from kinerja.cli.utama import run\n"
    "for nama in sys.argv[2:]:\n"
    "    m, keluar = time.process_time(), io.StringIO()\n"
    "    with contextlib.redirect_stdout(keluar):\n"
    "        kode = run(['impor', 'anggaran', nama, '2026-tw2', '--peta', sys.argv[1], '--json'])\n"
    "    detik = time.process_time() - m\n"
    "    p = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024\n"
    "    print(json.dumps([kode, detik, p, keluar.getvalue()]), flush=True)\n"
)


def test_thousand_marks_without_quotes_are_refused(coba):
    """`600,000,000` shifts the row: it is named with its line and never stored as Rp600."""
    hasil = coba(f"Kode,Uraian,Jan,Feb,Mar\n{A},Gaji,600,000,000,1,2\n{B},Listrik,1,2,3\n", POLOS)
    satu = find_satu(hasil, "K-CSV-LEBAR")
    assert (satu.sel, satu.tingkatan) == ("baris 2", Tingkatan.GALAT)
    assert satu.pesan == (
        "Banyaknya kolom pada baris berbeda dari baris judul (pok.csv, sel baris 2): 7 kolom, "
        "seharusnya 5 kolom. Ekspor ulang: barisnya terpotong, atau pemisah kolom terpakai di "
        "dalam angka atau teks tanpa tanda kutip (mis. 600,000,000)."
    )
    assert hasil.is_ditolak
    assert [baris.kode for baris in hasil.per_triwulan[1]] == [B]


@pytest.mark.parametrize("baris", [f"{A},Gaji,1000,10", f"{A},Gaji,1000,10,20,30,60,25,"])
def test_short_and_long_records_are_refused(coba, baris):
    """A record cut off, and one with a cell more."""
    hasil = coba(f"{KEPALA}{baris}\n{B},Listrik,500,1,2,3,6,50\n")
    assert find_satu(hasil, "K-CSV-LEBAR").sel == "baris 2"
    assert hasil.is_ditolak


def test_titles_notes_and_blank_lines_may_have_any_width(coba):
    """Only rows that are read must be as wide as their headings."""
    isi = f"Laporan realisasi\n\n{BAIK}\n,,,,,,,,\n,Dicetak oleh sistem\n"
    hasil = coba(isi, f"baris_judul: 3\n{PETA}")
    assert kode(hasil) == []
    assert hasil.sum_realisasi(1) == 66_00


def test_download_that_broke_off_inside_a_number(coba):
    """All records but the last end with a line end: 6 may have been 650."""
    assert kode(coba(BAIK)) == []
    hasil = coba(BAIK[:-3])
    satu = find_satu(hasil, "K-CSV-UJUNG")
    assert (satu.sel, satu.tingkatan) == ("baris 3", Tingkatan.PERINGATAN)
    assert satu.ditemukan.endswith(',Listrik,500,1,2,3,6,"')
    assert "K-CSV-LEBAR" not in kode(coba(BAIK[:-1]))


def build_buku(jalur, sembunyi_baris=(), sembunyi_kolom=()):
    """Write the sound table as a workbook with hidden rows and columns."""
    buku = openpyxl.Workbook()
    for baris in BAIK.splitlines():
        buku.active.append([int(s) if s.isdigit() else s for s in baris.split(",")])
    for nomor in sembunyi_baris:
        buku.active.row_dimensions[nomor].hidden = True
    for huruf in sembunyi_kolom:
        buku.active.column_dimensions[huruf].hidden = True
    buku.save(jalur)


def test_filtered_rows_of_a_workbook_are_told(tmp_path):
    """Gangguan 25: read all the same, and warned of with their numbers."""
    (tmp_path / "p.yaml").write_text(PETA, encoding="utf-8")
    peta = read_peta(tmp_path / "p.yaml")
    build_buku(tmp_path / "a.xlsx")
    assert preview_impor(tmp_path / "a.xlsx", peta, build_masukan()).temuan == ()
    build_buku(tmp_path / "a.xlsx", [3, 7], ["F", "Z"])
    hasil = preview_impor(tmp_path / "a.xlsx", peta, build_masukan())
    assert [(t.kode, t.sel) for t in hasil.temuan] == [
        ("K-BARIS-TERSEMBUNYI", "baris 3"),
        ("K-KOLOM-TERSEMBUNYI", "kolom F"),
    ]
    assert hasil.sum_realisasi(1) == 66_00


def test_a_return_larger_than_all_that_was_spent_is_refused(coba):
    """10 + 20 - 1.000 = -970 since January: no return can be that large."""
    hasil = coba(BAIK.replace(",30,60,", ",-1000,-970,"))
    satu = find_satu(hasil, "K-IMPOR-MINUS")
    assert (satu.sel, satu.ditemukan, satu.tingkatan) == ("D2+E2+F2", "-Rp970", Tingkatan.GALAT)
    assert hasil.is_ditolak
    kembali = coba(BAIK.replace(",30,60,", ",-30,0,"))
    assert kode(kembali) == ["K-IMPOR-KEMBALI"]


def test_spending_above_the_pagu_is_told(coba):
    """1.001 of 1.000; exactly the pagu is nothing to tell."""
    hasil = coba(BAIK.replace(",30,60,", ",971,1001,"))
    satu = find_satu(hasil, "K-IMPOR-LEBIH")
    assert (satu.ditemukan, satu.diharapkan) == ("Rp1.001", "paling banyak Rp1.000")
    assert not hasil.is_ditolak
    assert kode(coba(BAIK.replace(",30,60,", ",970,1000,"))) == []


def test_parents_are_held_against_all_their_children(coba):
    """Sums by prefix: a program over both, and a kegiatan padded otherwise."""
    induk = "5.02.01,Program,1500,11,22,33,66,\n5.02.1.2.01,Kegiatan,1500,11,22,33,67,\n"
    hasil = coba(KEPALA + induk + BAIK.removeprefix(KEPALA))
    satu = find_satu(hasil, "K-IMPOR-INDUK")
    assert (satu.sel, satu.ditemukan, satu.diharapkan) == ("G3", "Rp67", "Rp66")


def test_totals_stand_for_all_or_for_what_is_above_them(coba):
    """A subtotal, and the total of everything; a wrong one is named."""
    daftar = BAIK.removeprefix(KEPALA).splitlines()
    isi = (
        f"{KEPALA}{daftar[0]}\n,Jumlah A,1000,10,20,30,60,\n{daftar[1]}\n"
        ",Jumlah B,500,1,2,3,6,\n,Jumlah semua,1500,11,22,33,66,\n"
    )
    assert kode(coba(isi)) == []
    assert find_satu(coba(isi.replace(",2,3,6,\n", ",2,3,7,\n")), "K-IMPOR-JUMLAH").sel == "G5"


@pytest.fixture(scope="module")
def contoh(asli, tmp_path_factory):
    """The sample's working folder."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    return akar


def _ganti(sel, **ubah):
    return ",".join(ubah.get(f"k{n}", isi) for n, isi in enumerate(sel))


JAHAT = {
    "spasi": lambda kepala, sel: f"{kepala}\n{_ganti(sel, k7='1' + ' ' * 120_000 + 'x')}\n",
    "kode asing": lambda kepala, sel: "\n".join(
        [kepala, *(_ganti(sel, k0=f"9.99.01.2.01.{n:04d}", k4="5") for n in range(9_000)), ""]
    ),
    "kode ganda": lambda kepala, sel: "\n".join([kepala, *[",".join(sel)] * 9_000, ""]),
    "induk": lambda kepala, sel: "\n".join(
        [kepala, ",".join(sel), *(_ganti(sel, k0=f"9.{n}") for n in range(9_000)), ""]
    ),
    "sel": lambda kepala, _: kepala + "\n" + ("1," * 15 + "1\n") * 60_000,
    "koma": lambda kepala, _: kepala + "\n" + "," * 9_000_000,
    "kutip": lambda kepala, _: kepala + '\n"' + '""' * 4_000_000 + '"\n',
    "satu sel": lambda kepala, _: kepala + "\n" + "a" * 9_000_000,
    "terlalu besar": lambda kepala, _: kepala + "\n" * 11_000_000,
}


@pytest.fixture(scope="module")
def ukuran(contoh, tmp_path_factory):
    """Hand in all of them to one process; give code, seconds, megabytes so far and answer."""
    asal = (contoh / "data/bpkd/2026/sumber/realisasi-pok-2026.csv").read_text(encoding="utf-8")
    kepala, pertama = asal.splitlines()[:2]
    induk, daftar = tmp_path_factory.mktemp("jahat"), []
    for nama, buat in JAHAT.items():
        daftar.append(induk / f"{nama}.csv")
        daftar[-1].write_text(buat(kepala, pertama.split(",")), encoding="utf-8")
    proses = subprocess.run(
        [sys.executable, "-c", UKUR, "parameters/bpkd/peta-pok.yaml", *map(str, daftar)],
        cwd=contoh,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    return dict(zip(JAHAT, map(json.loads, proses.stdout.splitlines()), strict=True))


@pytest.mark.skipif(os.name == "nt", reason="ukuran proses dari /proc")
@pytest.mark.parametrize("nama", JAHAT)
def test_hostile_table_costs_little(ukuran, nama):
    """Refused in a few seconds of the processor and 300 MB, whatever it holds."""
    hasil, detik, megabita, keluar = ukuran[nama]
    assert hasil == 2
    assert detik < 6
    assert megabita < 300
    assert 0 < keluar.count('"kode": "K-') < 1_000
