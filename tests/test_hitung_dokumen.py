"""The worked examples of docs/rumus.md are what the program computes."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.angka import format_persen, parse_angka
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil_capaian import Pilihan
from kinerja.hitung.kategori import compute_kategori
from kinerja.hitung.terbit import run_hitung
from kinerja.model import Rentang
from tests.bantuan_hitung import OPINI, buat_indikator, buat_isian, buat_kebijakan, hitung

DOKUMEN = Path(__file__).parents[1] / "docs" / "rumus.md"


def read_tabel(kolom_pertama, kolom_kedua):
    """Give the rows of every table in the page that starts with these two headings."""
    daftar, is_di_dalam = [], False
    for baris in DOKUMEN.read_text(encoding="utf-8").splitlines():
        if not baris.startswith("|"):
            is_di_dalam = False
            continue
        bersih = baris.replace("\\|", "\0").strip("|").split("|")
        sel = [satu.strip().replace("\0", "|") for satu in bersih]
        if sel[:2] == [kolom_pertama, kolom_kedua]:
            is_di_dalam = True
        elif is_di_dalam and not baris.startswith("|---"):
            daftar.append(tuple(sel))
    assert daftar
    return daftar


def baca(teks):
    """Read a value as the page writes it: 0,16 or 80-90 or WTP."""
    bawah, tanda, atas = teks.partition("-")
    if tanda and bawah.isdigit():
        return Rentang(Decimal(bawah), Decimal(atas))
    return parse_angka(teks).nilai if any(huruf.isdigit() for huruf in teks) else teks


@pytest.mark.parametrize("baris", read_tabel("jenis", "polaritas"), ids=" ".join)
def test_each_example_of_capaian_holds(baris):
    """Percent or reason code, and tercapai."""
    jenis, polaritas, rumus, target, realisasi, capaian, tercapai = baris
    hasil = compute_capaian(
        baca(target),
        baca(realisasi),
        jenis=jenis,
        polaritas=None if polaritas == "–" else polaritas,
        rumus_turun=rumus,
        pilihan=Pilihan(batas_atas=Decimal(120), skala=OPINI),
    )
    assert capaian == (hasil.alasan if hasil.persen is None else format_persen(hasil.persen))
    assert tercapai == {True: "ya", False: "tidak", None: "–"}[hasil.is_tercapai]


@pytest.mark.parametrize("baris", read_tabel("agregasi", "target triwulan"), ids=" ".join)
def test_each_example_of_agregasi_holds(baris):
    """Target, realisasi and capaian s.d. with the note."""
    agregasi, target, isi, target_sd, realisasi_sd, capaian, catatan = baris
    jawaban = [
        None if satu == "." else buat_isian(tuple(satu.split("/")) if "/" in satu else satu)
        for satu in isi.split("; ")
    ]
    daftar = [None if satu == "-" else satu for satu in target.split("; ")]
    sd = hitung(buat_indikator(daftar, 100, agregasi=agregasi), jawaban).sd
    assert (sd.target.teks, sd.realisasi.teks, sd.capaian.teks) == (
        target_sd,
        realisasi_sd,
        capaian,
    )
    assert catatan == ("; ".join(sd.catatan) or "–")


@pytest.mark.parametrize("baris", read_tabel("capaian", "pembulatan"), ids=" ".join)
def test_each_example_of_kategori_holds(baris):
    """The class after rounding."""
    capaian, cara, kategori = baris
    kebijakan = buat_kebijakan(pembulatan_kategori=cara)
    assert compute_kategori(parse_angka(capaian, ",").nilai, kebijakan).kelas.label == kategori


def test_each_example_of_a_published_table_holds(tmp_path):
    """Status and formula per row, in one run over all of them."""
    daftar = read_tabel("target", "realisasi")
    jalur = tmp_path / "t.csv"
    isi = "\n".join(",".join(satu[:4]) for satu in daftar)
    jalur.write_text(f"target,realisasi,capaian,polaritas\n{isi}\n", encoding="utf-8")
    keluar = io.StringIO()
    run_hitung(jalur, {}, None, keluar, io.StringIO())
    hasil = [baris.split(",") for baris in keluar.getvalue().splitlines()[1:]]
    assert [(satu[9], satu[8]) for satu in hasil] == [(satu[4], satu[5]) for satu in daftar]
