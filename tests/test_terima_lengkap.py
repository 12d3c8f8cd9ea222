"""The door says at once all that a form holds, and what `kinerja periksa` will say of it."""

from __future__ import annotations

import pytest

from kinerja.cli.utama import run
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import OPD, UNIT, build_jalur_kerja, build_kiriman, remove_isian, run_json

SUB = "5.02.01.2.06.02"
REALISASI, FISIK, KELUARAN = "Realisasi Triwulan Ini (Rp)", "Fisik s.d. (%)", "Realisasi Keluaran"


def fill_sub(kiriman, **isi):
    """Type figures of one sub kegiatan; pagu 111.565.000, TW I 16.000.000 and 15 percent."""
    judul = {"realisasi": REALISASI, "fisik": FISIK, "keluaran": KELUARAN}
    return {nama: set_sel(kiriman, "Sub Kegiatan", SUB, judul[nama], n) for nama, n in isi.items()}


def list_temuan(daftar, *kode):
    """List code, sheet and cell of the findings with these codes."""
    return sorted((t["kode"], t["lembar"], t["sel"]) for t in daftar if t["kode"] in kode)


@pytest.mark.parametrize("has_impor", [False, True], ids=["formulir", "impor"])
def test_the_door_says_what_periksa_says(akar, capsys, has_impor):
    """TW I came by import: fisik 14 after 15, and 16 + 95,6 million above the pagu of 111,565.

    Where this quarter was imported too, the form's figures are not used, but their difference is
    told.
    """
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    if not has_impor:
        (akar / f"data/{OPD}/2026/tw2/anggaran.csv").unlink()
    sel = fill_sub(kiriman, fisik=14, realisasi=95_600_000, keluaran=9999)
    kode, pintu = run_json(capsys, "terima", str(kiriman))
    assert kode == 0
    _, periksa = run_json(capsys, "periksa", "2026-tw2")
    kini = build_jalur_kerja(akar).relative_to(akar).as_posix()
    dari_periksa = [t for t in periksa["temuan"] if t["berkas"] == kini]
    dari_pintu = pintu["berkas"][0]["temuan"]
    semua = {t["kode"] for t in (*dari_periksa, *dari_pintu)}
    assert list_temuan(dari_pintu, *semua) == list_temuan(dari_periksa, *semua)
    ada = {(t["kode"], t["sel"]) for t in dari_pintu}
    assert ("K-KELUARAN-LEBIH", sel["keluaran"]) in ada
    if has_impor:
        beda = {("K-IMPOR-BEDA", sel["fisik"]), ("K-IMPOR-BEDA", sel["realisasi"])}
        assert beda <= ada
    else:
        assert ("K-FISIK-TURUN", sel["fisik"]) in ada
        assert ("K-LEBIH-PAGU", sel["realisasi"]) in ada


def test_all_checks_in_one_round(akar, capsys):
    """Cell faults, evidence, pairs, money and words are told together; mended, none is new."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    (akar / f"data/{OPD}/2026/tw2/anggaran.csv").unlink()
    letak = {
        "K-ANGKA": set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "7,5 jam"),
        # the figure cannot be read, yet it stands there and wants evidence
        "K-BUKTI-KOSONG": set_sel(kiriman, "Indikator", "IKS-4.2", "Bukti", None),
        "K-BUKTI-JALUR": set_sel(kiriman, "Indikator", "IKP-1.1", "Bukti", "../rahasia.pdf"),
        "K-PASANGAN": set_sel(kiriman, "Indikator", "IKS-4.3", "Penyebut", None),
        "K-KISARAN": fill_sub(kiriman, keluaran=-5)["keluaran"],
        "K-FISIK-TURUN": fill_sub(kiriman, fisik=14)["fisik"],
    }
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 2
    pertama = data["berkas"][0]["temuan"]
    for satu, sel in letak.items():
        assert [t["sel"] for t in pertama if t["kode"] == satu] == [sel], satu
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.12)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Bukti", "Kertas kerja penilaian")
    set_sel(kiriman, "Indikator", "IKP-1.1", "Bukti", "Laporan pembinaan")
    set_sel(kiriman, "Indikator", "IKS-4.3", "Penyebut", 32)
    fill_sub(kiriman, keluaran=1, fisik=16)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 0
    sudah = {(t["kode"], t["sel"]) for t in pertama}
    assert {(t["kode"], t["sel"]) for t in data["berkas"][0]["temuan"]} <= sudah


def test_a_faulty_half_is_no_missing_half(akar, capsys):
    """A pembilang that cannot be read is one fault, not also an empty pembilang."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    sel = set_sel(kiriman, "Indikator", "IKS-4.3", "Pembilang", "31 buah")
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 2
    assert [t["kode"] for t in data["berkas"][0]["temuan"] if t["sel"] == sel] == ["K-ANGKA"]


def test_a_missed_target_wants_its_cause(akar, capsys):
    """Warned of at the door and by periksa, at the cell to fill; a cause and a plan end it."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 0.5)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Penjelasan", None)
    kendala = set_sel(kiriman, "Indikator", "IKS-4.2", "Kendala", None)
    tindak = set_sel(kiriman, "Indikator", "IKS-4.2", "Tindak Lanjut", None)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 0
    dua = ("K-KENDALA-KOSONG", "K-TINDAK-LANJUT-KOSONG")
    harapan = [(dua[0], "Indikator", kendala)]
    assert list_temuan(data["berkas"][0]["temuan"], *dua) == harapan
    _, data = run_json(capsys, "periksa", "2026-tw2")
    milik = [t for t in data["temuan"] if t["unit"] == UNIT]
    assert list_temuan(milik, *dua) == harapan
    set_sel(kiriman, "Indikator", "IKS-4.2", "Kendala", "Dua aspek belum dinilai")
    _, data = run_json(capsys, "terima", str(kiriman))
    sisa = list_temuan(data["berkas"][0]["temuan"], *dua)
    assert sisa == [(dua[1], "Indikator", tindak)]
    set_sel(kiriman, "Indikator", "IKS-4.2", "Tindak Lanjut", "Penilaian ulang")
    assert run(["terima", str(kiriman), "--alasan", "ralat"]) == 0
    _, data = run_json(capsys, "periksa", "2026-tw2")
    assert list_temuan([t for t in data["temuan"] if t["unit"] == UNIT], *dua) == []


def test_the_register_lists_who_handed_in_what(akar, capsys):
    """One line an event: when, whose, which submission, by whom, and the reason of a revision."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    assert run(["terima", str(kiriman), "--oleh", "Petugas Satu"]) == 0
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.3)
    assert run(["terima", str(kiriman), "--alasan", "salah ketik", "--oleh", "Petugas Dua"]) == 0
    capsys.readouterr()
    assert run(["register", "--daftar", "2026-tw2"]) == 0
    baris = capsys.readouterr().out.splitlines()
    assert baris[0] == "Triwulan II Tahun 2026"
    pertama, revisi = (satu for satu in baris if "| setoran |" in satu)
    assert pertama.startswith("  3. ")  # after the two versions of the plan
    assert pertama.endswith(
        "Sekretariat | kiriman pertama, diterima: kiriman.xlsx | dinyatakan oleh Petugas Satu"
    )
    assert revisi.endswith("revisi ke-1, diterima: kiriman.xlsx | dinyatakan oleh Petugas Dua")
    assert baris[baris.index(revisi) + 1].strip() == "alasan: salah ketik"
    kode, data = run_json(capsys, "register", "--daftar")
    assert kode == 0
    assert [(s["nomor"], s["jenis"], s["unit"], s["alasan"]) for s in data["daftar"]] == [
        (1, "rencana", "", ""),
        (2, "rencana", "", ""),
        (3, "setoran", UNIT, ""),
        (4, "setoran", UNIT, "salah ketik"),
    ]
    assert data["daftar"][0]["uraian"].startswith("versi murni: ")
    assert run(["register", "--daftar", "2026-tw1"]) == 0
    assert "Belum ada peristiwa." in capsys.readouterr().out
    assert run(["register", "2026-tw2"]) == 2
