"""Working copies against what was received: changed by hand, lost, and evidence in the report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.laporan import buka_laporan
from tests.bantuan_excel import edit_buku, set_sel
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

KODE, JUDUL = "IKS-4.2", "Realisasi"
NAMA = f"data/{OPD}/2026/tw2/{UNIT}.xlsx"


@pytest.fixture
def lembar(akar: Path) -> Path:
    """Give a form that is about to be handed in; the folder holds none of that unit."""
    jalur = build_kiriman(akar)
    remove_isian(akar, UNIT)
    return jalur


def change(jalur: Path, nilai: int) -> Path:
    """Type a value into the form."""
    set_sel(jalur, "Indikator", KODE, JUDUL, nilai)
    return jalur


def place(asal: Path, akar: Path) -> None:
    """Put a form into the folder by hand."""
    shutil.copy(asal, build_jalur_kerja(akar))


def list_temuan(capsys, kode: str) -> tuple[int, list[dict]]:
    """Run `periksa`; give its exit code and the findings of this code."""
    keluar, data = run_json(capsys, "periksa", PERIODE.slug)
    return keluar, [satu for satu in data["temuan"] if satu["kode"] == kode]


def read_laporan(akar: Path, bagian: str, unit: str = "") -> str:
    """Give all that a part of a report holds."""
    laporan = buka_laporan(OPD, PERIODE.slug, unit, folder=str(akar))
    return "".join(map(repr, getattr(laporan, bagian)()))


# --- changed by hand -------------------------------------------------------------------------


def test_a_copy_changed_by_hand_is_told_until_it_is_received(akar, lembar, capsys) -> None:
    """File, revision and cell, in `periksa` and in the report; a receipt with a reason ends it."""
    assert run(["terima", str(lembar)]) == 0
    assert run(["terima", str(change(lembar, 61)), "--alasan", "ralat"]) == 0
    assert list_temuan(capsys, "K-SALINAN-BEDA") == (0, [])
    sel = set_sel(lembar, "Indikator", KODE, JUDUL, 52)
    place(lembar, akar)
    for _ in range(2):  # also once the copy has been recorded as found in the folder
        kode, (satu,) = list_temuan(capsys, "K-SALINAN-BEDA")
        assert (kode, satu["tingkatan"], satu["berkas"]) == (0, "peringatan", NAMA)
        assert "(revisi ke-1)" in satu["masalah"]
        assert satu["ditemukan"] == f"1 sel: Indikator, {KODE}, {JUDUL}: 61 → 52 (sel {sel})"
        assert "K-SALINAN-BEDA" in read_laporan(akar, "temuan", UNIT)
        assert "61 → 52" in read_laporan(akar, "temuan")
    _, data = run_json(capsys, "terima", NAMA)
    assert [t["kode"] for t in data["berkas"][0]["temuan"]] == ["K-REVISI-ALASAN"]
    assert [b["baru"] for b in data["berkas"][0]["perbedaan"]] == ["52"]
    kode, data = run_json(capsys, "terima", NAMA, "--alasan", "salah ketik")
    assert (kode, data["berkas"][0]["keadaan"]) == (0, "diterima")
    assert list_temuan(capsys, "K-SALINAN-BEDA") == (0, [])
    akhir = read_setoran(akar)[-1]
    assert (akhir.cara, akhir.alasan) == ("perintah", "salah ketik")


def test_an_older_receipt_put_back_by_hand_is_told(akar, lembar, capsys) -> None:
    """Its bytes are known to the register, and it is not what was accepted last."""
    lama = shutil.copy(lembar, lembar.with_name("lama.xlsx"))
    assert run(["terima", str(lembar)]) == 0
    assert run(["terima", str(change(lembar, 61)), "--alasan", "ralat"]) == 0
    place(lama, akar)
    for _ in range(2):
        _, (satu,) = list_temuan(capsys, "K-SALINAN-BEDA")
        assert "61 → " in satu["ditemukan"]
    assert run(["terima", str(lama)]) == 2
    assert run(["terima", str(lembar), "--alasan", "yang benar"]) == 0
    assert list_temuan(capsys, "K-SALINAN-BEDA") == (0, [])


def test_the_first_form_in_the_folder_counts_and_its_change_is_told(akar, lembar, capsys) -> None:
    """Nobody needs a reason to begin with; from then on a change wants one."""
    place(lembar, akar)
    for _ in range(2):
        assert list_temuan(capsys, "K-SALINAN-BEDA") == (0, [])
    (baris,) = [
        b for b in run_json(capsys, "periksa", PERIODE.slug)[1]["kelengkapan"] if b["unit"] == UNIT
    ]
    assert baris["lewat_folder"] is True
    place(change(lembar, 52), akar)
    _, (satu,) = list_temuan(capsys, "K-SALINAN-BEDA")
    assert "pertama dibaca di folder" in satu["masalah"]
    assert run(["terima", NAMA, "--alasan", "ralat"]) == 0
    assert list_temuan(capsys, "K-SALINAN-BEDA") == (0, [])


def test_a_copy_only_saved_again_is_no_warning(akar, lembar, capsys) -> None:
    """Other bytes, the same answers: noted, not printed."""
    assert run(["terima", str(lembar)]) == 0
    edit_buku(build_jalur_kerja(akar), lambda _: None)
    _, (satu,) = list_temuan(capsys, "K-SALINAN-BEDA")
    assert (satu["tingkatan"], satu["ditemukan"]) == ("catatan", "")
    assert "K-SALINAN-BEDA" not in read_laporan(akar, "temuan")


# --- lost ------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_dikosongkan", [False, True])
def test_a_lost_copy_is_not_called_unreported(akar, lembar, capsys, is_dikosongkan) -> None:
    """The register holds the form: said with its date, in the report too, and it can come back."""
    assert run(["terima", str(lembar)]) == 0
    jalur = build_jalur_kerja(akar)
    isi = jalur.read_bytes()
    jalur.unlink()
    if is_dikosongkan:
        place(lembar, akar)
        edit_buku(jalur, clear_isian)
    kode, (satu,) = list_temuan(capsys, "K-SALINAN-HILANG")
    assert (kode, satu["tingkatan"], satu["unit"]) == (2, "galat", UNIT)
    assert "Formulir yang diterima " in satu["masalah"]
    assert " WIB (kiriman pertama)" in satu["masalah"]
    rekap = read_data(Folder(akar), OPD, PERIODE).rekap
    sementara = " ".join(rekap.alasan_sementara)
    assert "Belum melapor" not in sementara
    assert (
        "Formulir Triwulan II sudah diterima tetapi salinan kerjanya hilang dan belum diperbaiki:"
        " Sekretariat." in sementara
    )
    assert "sudah diterima, salinan kerjanya hilang" in read_laporan(akar, "kelengkapan")
    assert "K-SALINAN-HILANG" in read_laporan(akar, "temuan")
    perintah = satu["saran"].partition("kinerja ")[2].split()
    capsys.readouterr()
    kembali = run([*perintah, *(["--alasan", "dikosongkan"] if is_dikosongkan else [])])
    assert kembali == 0
    assert "salinan kerjanya di folder" in capsys.readouterr().out or is_dikosongkan
    assert jalur.read_bytes() == isi
    assert list_temuan(capsys, "K-SALINAN-HILANG") == (0, [])


def clear_isian(buku) -> None:
    """Take every answer away."""
    for judul in ("Realisasi", "Pembilang", "Penyebut"):
        clear_kolom(buku["Indikator"], judul)
    for judul in ("Realisasi Triwulan Ini (Rp)", "Fisik s.d. (%)", "Realisasi Keluaran"):
        clear_kolom(buku["Sub Kegiatan"], judul)


def clear_kolom(lembar, judul: str) -> None:
    """Empty the cells below a heading."""
    (kolom,) = [sel.column for sel in lembar[4] if sel.value == judul]
    for nomor in range(5, lembar.max_row + 1):
        lembar.cell(nomor, kolom).value = None


def test_a_unit_that_never_reported_is_still_unreported(akar, lembar, capsys) -> None:
    """Without a receipt there is nothing to bring back."""
    assert lembar.is_file()
    assert list_temuan(capsys, "K-SALINAN-HILANG") == (0, [])
    assert "Belum melapor" in " ".join(read_data(Folder(akar), OPD, PERIODE).rekap.alasan_sementara)


# --- evidence --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (None, "K-BUKTI-KOSONG"),
        ("tidak-ada.pdf", "K-BUKTI-HILANG"),
        ("ftp://contoh.go.id/a", "K-BUKTI-TAUTAN"),
        ("a.pdf; b.pdf", "K-BUKTI-HILANG"),
    ],
)
def test_evidence_warnings_are_printed_in_the_report(akar, isi, kode) -> None:
    """Missing and dead evidence of a figure stands where its reader looks, in both reports."""
    set_sel(build_jalur_kerja(akar), "Indikator", KODE, "Bukti", isi)
    for unit in ("", UNIT):
        teks = read_laporan(akar, "temuan", unit)
        assert kode in teks
        for nama in (isi or "").split("; ") if kode == "K-BUKTI-HILANG" else ():
            assert nama in teks


def test_one_file_for_two_figures_is_printed_in_the_report(akar) -> None:
    """Also where two units claim it."""
    for unit, kode in ((UNIT, KODE), ("bidang-aset", "IKP-3.1")):
        jalur = akar / f"data/{OPD}/2026/tw2/bukti/{unit}/a.pdf"
        jalur.parent.mkdir(parents=True)
        jalur.write_bytes(b"%PDF-1.7 isi")
        set_sel(build_jalur_kerja(akar, unit), "Indikator", kode, "Bukti", "a.pdf")
    teks = read_laporan(akar, "temuan")
    assert "K-BUKTI-GANDA" in teks
    assert "K-BUKTI-GANDA" in read_laporan(akar, "temuan", UNIT)


def test_evidence_replaced_after_the_receipt_is_told(akar, lembar, capsys) -> None:
    """The stored one stays what was received; the one in the folder is told, in the report too."""
    bukti = akar / f"data/{OPD}/2026/tw2/bukti/{UNIT}/LRA.pdf"
    bukti.parent.mkdir(parents=True)
    bukti.write_bytes(b"%PDF-1.7 semula")
    set_sel(lembar, "Indikator", KODE, "Bukti", "LRA.pdf")
    assert run(["terima", str(lembar)]) == 0
    assert list_temuan(capsys, "K-BUKTI-LAIN") == (0, [])
    bukti.write_bytes(b"%PDF-1.7 lain")
    _, (satu,) = list_temuan(capsys, "K-BUKTI-LAIN")
    assert (satu["tingkatan"], satu["ditemukan"]) == ("peringatan", '"LRA.pdf"')
    assert "K-BUKTI-LAIN" in read_laporan(akar, "temuan", UNIT)


def test_evidence_outside_its_folder_keeps_the_form_out(akar, capsys) -> None:
    """What the door refuses is no isian either when it is put into the folder by hand."""
    set_sel(build_jalur_kerja(akar), "Indikator", KODE, "Bukti", "../../rahasia.pdf")
    kode, temuan = list_temuan(capsys, "K-BUKTI-JALUR")
    assert (kode, len(temuan)) == (2, 1)
    assert read_data(Folder(akar), OPD, PERIODE).masukan.unit_ditolak == (UNIT,)
    assert UNIT not in {satu.unit for satu in read_setoran(akar)}
