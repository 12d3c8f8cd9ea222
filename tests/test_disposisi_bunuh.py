"""The commands that record dispositions and steps, killed: whole or not at all, and then again."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.periode import Periode
from kinerja.register import check_register, open_register, read_berkas
from kinerja.register.disposisi import list_disposisi
from kinerja.register.tindak_lanjut import list_tindak_lanjut
from tests.bantuan_bunuh import start_pembunuh
from tests.bantuan_lembar import fill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sinyal dan fork POSIX")
OPD, SLUG, BUTIR = "bpkd", "2026-tw1", "2026-tw1/1.3"
HALAMAN = f"outputs/{OPD}/{SLUG}/disposisi"
NOTEBOOK = "notebooks/lembar_disposisi.ipynb"
BACA = (
    "disposisi", SLUG, "--baca", "terisi.xlsx", "--oleh", "Sekretaris", "--alasan", "tambahan",
)  # fmt: skip
USUL = (
    "tindaklanjut", "--butir", BUTIR, "--jadikan", "diusulkan", "--bukti", "BA 12",
    "--oleh", "Kabid",
)  # fmt: skip
TENGGAT = date(2026, 6, 15)
LAMA, BARU = "Selesaikan mediasi", "Selesaikan mediasi batas tanah"


def arahkan(lembar, isi) -> None:
    """Fill the sheet: date, one recipient, one instruction."""
    lembar.set(lembar.kepala("Tanggal disposisi"), date(2026, 4, 15))
    lembar.set(lembar.kepada(3), "v")
    lembar.arahkan(3, isi, TENGGAT)


@dataclass(frozen=True, slots=True)
class Asal:
    """Working folders before a command: a revised sheet to be read, an item waiting for a step."""

    baca: Path
    usul: Path


@pytest.fixture(scope="module")
def asal(tmp_path_factory):
    """The sample with a sheet read back, and its revision that was refused without a reason.

    The page of a sheet needs its notebook, which is put aside: most runs are about the register.
    """
    induk = tmp_path_factory.mktemp("asal")
    hasil = Asal(induk / "baca", induk / "usul")
    akar = hasil.baca
    assert run(["contoh", str(akar)]) == 0
    parameter = akar / f"parameters/{OPD}/{SLUG}.yaml"
    teks = parameter.read_text(encoding="utf-8")
    parameter.write_text(teks.replace("status: final", "status: draf"), encoding="utf-8")
    (akar / NOTEBOOK).rename(akar / "lembar_disposisi.ipynb")
    assert run(["disposisi", SLUG, "--folder", str(akar)]) == 1
    kosong = (akar / f"{HALAMAN}/lembar-1.xlsx").read_bytes()
    for isi, kode in ((LAMA, 1), (BARU, 2)):
        (akar / "terisi.xlsx").write_bytes(fill(kosong, lambda b, isi=isi: arahkan(b, isi)))
        assert run(build_perintah(BACA[:-2], akar)) == kode
    assert read_vonis(akar, "lembar-1-revisi") == "DITOLAK"
    shutil.copytree(akar, hasil.usul)
    return hasil


def build_perintah(perintah, akar):
    """Give a command line for a working folder."""
    kata = [str(akar / satu) if satu.endswith(".xlsx") else satu for satu in perintah]
    return [*kata, "--folder", str(akar)]


def read_isi(akar):
    """Give what is recorded, each checked: the revision of the sheet, and how many steps."""
    check_register(Folder(akar), OPD)
    with open_register(Folder(akar), OPD) as register:
        daftar = list_disposisi(register, Periode(2026, 1))
        langkah = [langkah for satu in list_tindak_lanjut(register) for langkah in satu.langkah]
    (satu,) = daftar
    (butir,) = satu.butir
    isi = (BARU if satu.revisi else LAMA, "tambahan" if satu.revisi else "")
    assert (butir.id, butir.tenggat, butir.isi, satu.alasan) == (BUTIR, TENGGAT, *isi)
    assert (satu.agenda, satu.oleh) == (1, "Sekretaris")
    tersimpan = read_berkas(Folder(akar), OPD, satu.sha256)
    assert (tersimpan == (akar / "terisi.xlsx").read_bytes()) is bool(satu.revisi)
    assert [(s.keadaan.value, s.bukti, s.oleh) for s in langkah] in (
        [],
        [("diusulkan", "BA 12", "Kabid")],
    )
    return satu.revisi, len(langkah)


def check_simpanan(akar):
    """Every stored file is whole: it has the hash it is named by."""
    for jalur in (akar / f"data/{OPD}/terima").rglob("*.xlsx"):
        if not jalur.name.startswith("."):
            assert hashlib.sha256(jalur.read_bytes()).hexdigest() == jalur.stem


def read_vonis(akar, nama="lembar-1"):
    """Give what the verdict beside the sheet says of the decision."""
    buku = openpyxl.load_workbook(akar / f"{HALAMAN}/{nama}-hasil-periksa.xlsx")
    isi = {b[0].value: b[3].value for b in buku["Hasil Periksa"].iter_rows()}
    return str(isi["Keputusan"]).split(":")[0]


def check_sesudah_baca(akar, akhir, *, is_halaman):
    """A sheet was read or was not; the same command again ends as if nothing had happened."""
    tercatat, _ = read_isi(akar)
    assert tercatat or "DICATAT" not in akhir.keluar
    check_simpanan(akar)
    assert read_vonis(akar) == "DICATAT"
    assert read_vonis(akar, "lembar-1-revisi") == "DITOLAK"
    assert run(build_perintah(BACA, akar)) == (0 if is_halaman else 1)
    assert read_isi(akar) == (1, 0)
    check_simpanan(akar)
    assert read_vonis(akar) == "DICATAT"
    if is_halaman:
        assert BARU in (akar / f"{HALAMAN}/lembar-1.html").read_text(encoding="utf-8")
        json.loads((akar / f"outputs/{OPD}/{SLUG}/manifes.json").read_bytes())
    return tercatat


def check_sesudah_usul(akar, akhir):
    """The step stands or does not; given again it stands once."""
    _, tercatat = read_isi(akar)
    assert tercatat or "Dinyatakan" not in akhir.keluar
    assert run(build_perintah(USUL, akar)) == 0
    assert read_isi(akar) == (0, 1)
    return tercatat


def kill_sekali(pembunuh, asal, tmp_path, perintah, *, is_halaman=False, **saat):
    """Kill a command in a fresh folder; gives how it ended and whether its event stood."""
    is_baca = perintah is BACA
    # A folder of its own each time: workers of a killed run may still be about to end.
    akar = Path(tempfile.mkdtemp(dir=tmp_path)) / "kerja"
    shutil.copytree(asal.baca if is_baca else asal.usul, akar)
    if is_halaman:
        (akar / "lembar_disposisi.ipynb").rename(akar / NOTEBOOK)
    akhir = pembunuh.run(build_perintah(perintah, akar), **saat)
    if is_baca:
        tercatat = check_sesudah_baca(akar, akhir, is_halaman=is_halaman)
    else:
        tercatat = check_sesudah_usul(akar, akhir)
    shutil.rmtree(akar, ignore_errors=True)
    return akhir, bool(tercatat)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("perintah", "langkah"),
    [(BACA, 4), pytest.param(BACA, 1, marks=pytest.mark.panjang), (USUL, 1)],
    ids=["baca", "baca-semua", "usul"],
)
def test_killed_before_writing_calls(asal, tmp_path, perintah, langkah):
    """At the n-th fsync, rename or commit, n = 1, 1 + langkah, … until a run comes through."""
    keadaan, panggilan = [], set()
    with start_pembunuh() as pembunuh:
        for nomor in range(1, 100, langkah):
            akhir, tercatat = kill_sekali(pembunuh, asal, tmp_path, perintah, nomor=nomor)
            if not akhir.is_mati:
                break
            keadaan.append(tercatat)
            panggilan.add(akhir.panggilan)
    assert akhir.kode == (1 if perintah is BACA else 0)
    # Once recorded it stays so, and both ways were met.
    assert keadaan == sorted(keadaan)
    assert set(keadaan) == {False, True}, panggilan
    assert langkah > 1 or {"fsync", "BEGIN IMMEDIATE", "COMMIT"} <= panggilan


@pytest.mark.panjang
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("perintah", "jumlah", "is_halaman"),
    [(BACA, 100, False), (USUL, 100, False), (BACA, 10, True)],
    ids=["baca", "usul", "halaman"],
)
def test_killed_at_random_moments(asal, tmp_path, perintah, jumlah, is_halaman):
    """At any time since the first writing call; with the page also while it is made."""
    benih = random.randrange(10**6)  # noqa: S311 - moments of death, not a secret
    print(f"benih {benih}")  # noqa: T201 - to repeat a failure
    acak = random.Random(benih)  # noqa: S311
    keadaan = set()
    with start_pembunuh() as pembunuh:
        pilihan = {"is_halaman": is_halaman}
        utuh, _ = kill_sekali(pembunuh, asal, tmp_path, perintah, **pilihan)
        assert not utuh.is_mati
        for _ in range(jumlah):
            tunda = acak.uniform(0, utuh.lama)
            akhir, tercatat = kill_sekali(
                pembunuh, asal, tmp_path, perintah, tunda=tunda, **pilihan
            )
            keadaan.add((akhir.is_mati, tercatat))
    assert (True, True) in keadaan
