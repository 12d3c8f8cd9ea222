"""Imports of the budget and the register: recorded, locked, and a later edit by hand noticed."""

from __future__ import annotations

import hashlib
import json
import shutil

import pytest

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.impor import simpan
from kinerja.jalankan.sidik import build_sidik, describe_perbedaan
from kinerja.model import Berkas
from kinerja.periode import Periode
from kinerja.register import ImporBaru, find_impor, open_register, record_impor
from kinerja.register import buku as buku_register
from kinerja.temuan import Temuan, Tingkatan

OPD = "bpkd"
TW2 = Periode(2026, 2)
TABEL = "data/bpkd/2026/sumber/realisasi-pok-2026.csv"
PETA = "parameters/bpkd/peta-pok.yaml"
TERAPKAN = ["impor", "anggaran", TABEL, "2026-tw2", "--peta", PETA, "--terapkan"]


@pytest.fixture(scope="module")
def asal(asli):
    """Return the sample's working folder, not to be changed."""
    return Folder(asli)


@pytest.fixture
def contoh(asal, tmp_path, monkeypatch):
    """Return a copy of the sample's working folder, as the current folder."""
    shutil.copytree(asal.akar, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    return Folder(tmp_path / "kerja")


def anggaran_di(folder):
    """Give the stored budget of the quarter."""
    return folder.data(OPD) / "2026" / "tw2" / "anggaran.csv"


def list_impor(folder):
    """List the events of imports."""
    with open_register(folder, OPD) as register:
        return register.list_peristiwa("impor_anggaran")


def hash_isi(jalur):
    """Hash a file."""
    return hashlib.sha256(jalur.read_bytes()).hexdigest()


def change_angka(folder):
    """Change one figure as somebody with a text editor would: the file stays well formed."""
    jalur = anggaran_di(folder)
    isi = jalur.read_text(encoding="utf-8")
    assert "1800000000" in isi
    jalur.write_text(isi.replace("1800000000", "1800000001", 1), encoding="utf-8")


def list_ubah(folder):
    """List the findings of a changed budget."""
    return [t for t in read_data(folder, OPD, TW2).temuan if t.kode == "K-IMPOR-UBAH"]


def test_an_import_is_recorded_with_its_source_and_map(contoh, capsys):
    """One event: hashes of table, map and result, period, lines, by whom; both kept as received."""
    anggaran_di(contoh).unlink()
    assert run([*TERAPKAN, "--oleh", "Petugas Anggaran"]) == 0
    assert "Dicatat di register." in capsys.readouterr().out
    (satu,) = list_impor(contoh)
    tabel, peta = contoh.akar / TABEL, contoh.akar / PETA
    assert (satu.periode, satu.oleh, satu.unit) == ("2026-tw2", "Petugas Anggaran", "")
    assert dict(satu.isi) == {
        "cara": "perintah",
        "jumlah_baris": 47,
        "peta": {"nama": "peta-pok.yaml", "sha256": hash_isi(peta)},
        "sha256": hash_isi(anggaran_di(contoh)),
        "sumber": {"nama": "realisasi-pok-2026.csv", "sha256": hash_isi(tabel)},
    }
    terima = contoh.data(OPD) / "terima"
    for jalur, akhiran in ((tabel, ".csv"), (peta, ".yaml")):
        sidik = hash_isi(jalur)
        assert (terima / sidik[:2] / f"{sidik}{akhiran}").read_bytes() == jalur.read_bytes()


def test_the_same_import_again_records_nothing(contoh, capsys):
    """No second event; another map that gives the same figures is one."""
    assert run(TERAPKAN) == 0
    assert run([*TERAPKAN, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.split("register.\n")[-1])["dicatat"] is False
    assert len(list_impor(contoh)) == 1
    peta = contoh.akar / PETA
    peta.write_text(peta.read_text(encoding="utf-8") + "# catatan\n", encoding="utf-8")
    assert run(TERAPKAN) == 0
    assert [satu.isi["sha256"] for satu in list_impor(contoh)] == [
        hash_isi(anggaran_di(contoh))
    ] * 2


def test_a_year_is_recorded_quarter_by_quarter(contoh):
    """Every quarter of the map gets its own event, in one commit."""
    peta = contoh.akar / PETA
    assert run(["impor", "anggaran", TABEL, "2026-tahunan", "--peta", str(peta), "--terapkan"]) == 0
    daftar = list_impor(contoh)
    assert [satu.periode for satu in daftar] == ["2026-tw1", "2026-tw2", "2026-tw3"]
    assert [satu.sisa for satu in daftar] == [2, 1, 0]


def test_a_preview_takes_no_lock_and_records_nothing(contoh):
    """Without --terapkan there is no register afterwards either."""
    assert run(TERAPKAN[:-1]) == 0
    assert not (contoh.data(OPD) / "register.sqlite").exists()


def test_an_import_waits_for_the_writer_and_names_it(contoh, monkeypatch, capsys):
    """While another command writes, the import gives up with exit code 4 and stores nothing."""
    isi = "lain"
    anggaran_di(contoh).write_text(isi)
    monkeypatch.setattr(buku_register, "TUNGGU_DETIK", 0.1)
    with open_register(contoh, OPD, is_tulis=True):
        assert run(TERAPKAN) == 4
    assert "Register sedang ditulis" in capsys.readouterr().err
    assert anggaran_di(contoh).read_text() == isi
    assert run(TERAPKAN) == 0
    assert anggaran_di(contoh).read_text() != isi


def test_an_import_killed_before_storing_is_told_and_mended(contoh, monkeypatch):
    """The event stands, the old budget too: reading says so, the same import again mends it."""
    change_angka(contoh)
    asli = simpan.write_berkas

    def die(jalur, isi):
        if jalur.name == "anggaran.csv":
            raise KeyboardInterrupt
        return asli(jalur, isi)

    with monkeypatch.context() as tambalan:
        tambalan.setattr(simpan, "write_berkas", die)
        assert run(TERAPKAN) == 130
    assert len(list_impor(contoh)) == 1
    assert [satu.tingkatan for satu in list_ubah(contoh)] == [Tingkatan.PERINGATAN]
    assert run(TERAPKAN) == 0
    assert len(list_impor(contoh)) == 1
    assert list_ubah(contoh) == []


def test_an_edit_by_hand_is_told_with_file_and_remedy(contoh, capsys):
    """A peringatan, never a stop: the figure counts, and everybody is told."""
    assert run(TERAPKAN) == 0
    assert list_ubah(contoh) == []
    semula = hash_isi(anggaran_di(contoh))
    change_angka(contoh)
    (satu,) = list_ubah(contoh)
    assert satu.berkas == "data/bpkd/2026/tw2/anggaran.csv"
    assert satu.tingkatan is Tingkatan.PERINGATAN
    assert satu.ditemukan == f"sidik {hash_isi(anggaran_di(contoh))[:12]}…"
    assert satu.diharapkan == f"sidik {semula[:12]}… dari impor realisasi-pok-2026.csv"
    assert "kinerja impor anggaran … --terapkan" in satu.saran
    assert read_data(contoh, OPD, TW2).rekap.anggaran.total.realisasi_sd.nilai == 17_061_638_469_100
    capsys.readouterr()
    assert run(["periksa", "2026-tw2"]) == 0
    assert "PERINGATAN K-IMPOR-UBAH" in capsys.readouterr().out
    assert run(TERAPKAN) == 0
    assert list_ubah(contoh) == []


def test_a_budget_that_went_missing_is_told(contoh):
    """Also in the year and in later quarters, whose figures s.d. rest on it."""
    assert run(TERAPKAN) == 0
    anggaran_di(contoh).unlink()
    (satu,) = list_ubah(contoh)
    assert "Anggaran hasil impor Triwulan II Tahun 2026 hilang" in satu.masalah
    temuan = read_data(contoh, OPD, Periode(2026, 3)).temuan
    assert [t.kode for t in temuan if t.kode == "K-IMPOR-UBAH"] == ["K-IMPOR-UBAH"]


def test_a_budget_found_in_the_folder_is_noted_once_and_watched(contoh, capsys):
    """`periksa` notes what no import recorded; an edit afterwards does not become the new truth."""
    assert run(["periksa", "2026-tw2", "--oleh", "Petugas"]) == 0
    satu = list_impor(contoh)[-1]
    assert (satu.periode, satu.isi["cara"], satu.oleh) == ("2026-tw2", "folder", "Petugas")
    assert satu.isi["jumlah_baris"] == 47
    change_angka(contoh)
    for _ in range(2):
        capsys.readouterr()
        assert run(["periksa", "2026-tw2"]) == 0
        keluaran = capsys.readouterr().out
        assert "K-IMPOR-UBAH" in keluaran
        assert "dari yang pertama dibaca di folder" in keluaran
    assert len(list_impor(contoh)) == 2


def test_a_damaged_budget_is_not_noted(contoh):
    """A budget with a galat is nothing to compare with."""
    anggaran_di(contoh).write_text("rusak")
    assert run(["periksa", "2026-tw2"]) == 2
    assert [satu.periode for satu in list_impor(contoh)] == ["2026-tw1"]


def test_an_unreadable_register_is_a_catatan_of_reading(contoh):
    """Who reads without the register goes on; who records says what is wrong."""
    assert run(TERAPKAN) == 0
    (contoh.data(OPD) / "register.sqlite").unlink()
    with pytest.raises(KeutuhanError, match="Register hilang"):
        read_data(contoh, OPD, TW2)
    data = read_data(contoh, OPD, TW2, is_tanpa_register=True)
    (satu,) = [t for t in data.temuan if t.kode == "K-REGISTER"]
    assert satu.tingkatan is Tingkatan.CATATAN
    assert "Register hilang" in satu.saran


def test_an_import_into_a_spoilt_register_is_refused(contoh, capsys):
    """Exit code 5, and nothing is stored."""
    assert run(TERAPKAN) == 0
    change_angka(contoh)
    isi = anggaran_di(contoh).read_bytes()
    (contoh.data(OPD) / "register.sqlite").unlink()
    assert run(TERAPKAN) == KeutuhanError.kode_keluar
    assert "--bangun" in capsys.readouterr().err
    assert anggaran_di(contoh).read_bytes() == isi


def test_the_last_import_of_a_quarter_counts(tmp_path):
    """Two imports: the second is found; the first stays in the register."""
    folder = Folder(tmp_path)
    (tmp_path / "data" / OPD).mkdir(parents=True)
    with open_register(folder, OPD, is_tulis=True) as register:
        for sidik in ("a" * 64, "b" * 64, "a" * 64):
            assert record_impor(register, [ImporBaru(TW2, sidik, 1, "perintah")])
        assert record_impor(register, [ImporBaru(TW2, "a" * 64, 1, "perintah")]) == ()
        akhir = find_impor(register, TW2)
        assert akhir is not None
        assert (akhir.nomor, akhir.sha256) == (3, "a" * 64)
        assert find_impor(register, Periode(2026, 1)) is None


def test_a_finding_that_reports_print_makes_them_anew():
    """A catatan is printed nowhere and changes no key."""
    berkas = [Berkas("a.csv", "1", 1)]
    sumber = '{"cells": []}'

    def build(*tingkatan):
        temuan = [Temuan("K-X", satu, "Ada") for satu in tingkatan]
        return build_sidik(sumber, {}, berkas, temuan, "kinerja")

    kosong = build()
    assert build(Tingkatan.CATATAN) == kosong
    beda = build(Tingkatan.PERINGATAN)
    assert describe_perbedaan(kosong, beda) == ("temuan pada data berubah",)
