"""Sheets Isian Indikator and Tahapan: what units and plan gave, to be changed and watched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.hitung.agregasi_tonggak import collect_tahap
from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.sel import Sel
from kinerja.hitung.tonggak import judge_tahap
from kinerja.isi.buku.bahan import ISIAN, TAHAPAN, BahanBuku, name_triwulan, open_isian
from kinerja.isi.buku.blok import (
    BarisBuku,
    BentukKolom,
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    PeranKolom,
    RumusBuku,
    SelBuku,
    Tempat,
    build_baris,
    cacah,
    teks,
)
from kinerja.isi.buku.rumus import TDH, round_rumus
from kinerja.isi.buku.tonggak import build_nilai, build_selesai
from kinerja.isi.susun import SEBUTAN_AGREGASI
from kinerja.model import Jenis, Nilai, Polaritas, Rentang, Tahap
from kinerja.periode import ROMAWI, Periode

BENTUK_ISIAN: Final[Mapping[Jenis, BentukKolom]] = {
    Jenis.PREDIKAT: "teks",
    Jenis.TONGGAK: "tanggal",
}
"""What is typed for an indicator, where it is no number; a milestone also takes the word belum."""


def build_isian(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of targets and answers, one row an indicator."""
    kolom = _build_kolom(bahan)
    return LembarBuku(
        ISIAN,
        "Isian indikator",
        "Sel kuning boleh diubah; semua lembar lain ikut dihitung ulang. Sel kosong berarti belum"
        " diisi, bukan 0.",
        kolom,
        tuple(_build_baris(bahan, nomor, hasil, kolom) for nomor, hasil in enumerate(bahan.daftar)),
        kolom_beku=2,
        is_a3=True,
    )


def _build_kolom(bahan: BahanBuku) -> tuple[KolomBuku, ...]:
    has_rentang = any(h.indikator.jenis is Jenis.RENTANG for h in bahan.daftar)
    has_rasio = any(h.indikator.is_rasio for h in bahan.daftar)
    kolom = [
        KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
        KolomBuku("nama", "Indikator", "Nama indikator", lebar=36),
        KolomBuku("jenis", "Jenis", "Jenis target dan arahnya", lebar=15),
        KolomBuku("agregasi", "Aturan", "Cara triwulan menjadi s.d. triwulan", lebar=18),
        KolomBuku("tahun", "Target", "Target setahun", "isian", "angka", 11, "Setahun"),
    ]
    if has_rentang:
        kolom.append(_atas("tahun_a", "Setahun"))
    for nomor, romawi in enumerate(ROMAWI, start=1):
        arti = f"Target Triwulan {romawi} menurut rencana yang berlaku"
        kolom.append(KolomBuku(f"t{nomor}", romawi, arti, "isian", "angka", 11, "Target triwulan"))
    if has_rentang:
        kolom += [_atas(f"a{i}", "Batas atas target", ROMAWI[i - 1]) for i in range(1, 5)]
    deret = [("r", "Realisasi", True)]
    if has_rasio:
        deret += [("p", "Pembilang", True), ("q", "Penyebut", True)]
    for huruf, judul, _ in deret:
        kolom += [
            KolomBuku(
                f"{huruf}{i}",
                ROMAWI[i - 1],
                f"{judul} {name_triwulan(i)}"
                + ("; pada indikator rasio dihitung" if huruf == "r" else ""),
                "isian",
                "angka",
                11,
                judul,
            )
            for i in range(1, bahan.n + 1)
        ]
    if has_rasio:
        arti = "Pengali rasio: 100 untuk persen"
        kolom.append(KolomBuku("pengali", "Pengali", arti, "isian", "angka", 9))
    arti = "Selisih dari target yang masih disebut tercapai (indikator stabil)"
    kolom.append(KolomBuku("toleransi", "Toleransi", arti, "isian", "angka", 10))
    kolom.append(
        KolomBuku("bobot", "Bobot", "Bobot indikator dalam sasarannya", "isian", "angka", 8)
    )
    for huruf, judul, arti in (
        ("d", "Diukur", "1 bila triwulan itu bertarget dan dinilai"),
        ("f", "Terisi", "1 bila realisasinya (atau kedua bagian rasio) terisi"),
    ):
        kolom += [
            KolomBuku(f"{huruf}{i}", ROMAWI[i - 1], arti, "bantu", "cacah", 5, judul)
            for i in range(1, bahan.n + 1)
        ]
    return tuple(kolom)


def _atas(kunci: str, grup: str, judul: str = "Batas atas") -> KolomBuku:
    return KolomBuku(kunci, judul, "Batas atas target rentang", "isian", "angka", 11, grup)


def _build_baris(
    bahan: BahanBuku, nomor: int, hasil: HasilIndikator, kolom: tuple[KolomBuku, ...]
) -> BarisBuku:
    indikator, versi = hasil.indikator, hasil.versi
    isi: dict[str, SelBuku] = {
        "kode": indikator.kode,
        "nama": indikator.nama,
        "jenis": indikator.jenis + (f", {indikator.polaritas}" if indikator.polaritas else ""),
        "agregasi": SEBUTAN_AGREGASI[indikator.agregasi],
    }
    target = {"tahun": versi.tahunan} | {
        f"t{i}": nilai for i, nilai in enumerate(versi.triwulan, start=1)
    }
    for kunci, nilai in target.items():
        # A dropped indicator has no targets any more, whatever its cells hold.
        isi |= _build_target(kunci, None if versi.is_dihapus else nilai, indikator.jenis)
    if indikator.jenis is Jenis.ANGKA and indikator.polaritas is Polaritas.STABIL:
        isi["toleransi"] = _masukan(indikator.toleransi)
    if indikator.bobot is not None:
        isi["bobot"] = _masukan(indikator.bobot)
    if indikator.is_rasio:
        isi["pengali"] = _masukan(indikator.pengali)
    tempat = open_isian(nomor)
    for sel in bahan.list_sel(hasil):
        isi |= _build_triwulan(bahan, hasil, tempat, sel)
    return build_baris(tempat.baris, kolom, isi)


def _build_target(kunci: str, nilai: Nilai | None, jenis: Jenis) -> dict[str, SelBuku]:
    atas = "tahun_a" if kunci == "tahun" else f"a{kunci[1:]}"
    if jenis is Jenis.RENTANG:
        if isinstance(nilai, Rentang):
            return {kunci: _masukan(nilai.bawah), atas: _masukan(nilai.atas)}
        return {kunci: _masukan(None), atas: _masukan(None)}
    return {kunci: _masukan(nilai, jenis)}


def _masukan(nilai: Nilai | None, jenis: Jenis = Jenis.ANGKA) -> NilaiBuku:
    """An input cell; a blank one stays blank and takes what its kind of indicator is given in."""
    match nilai:
        case None:
            return NilaiBuku("", BENTUK_ISIAN.get(jenis, "angka"), is_isian=True)
        case date():
            return NilaiBuku(nilai, "tanggal", is_isian=True)
        case str():
            return NilaiBuku(nilai, "teks", is_isian=True)
        case Rentang():
            return NilaiBuku(f"{nilai.bawah}-{nilai.atas}", "teks", is_isian=True)
        case _:
            return NilaiBuku(nilai, "angka", is_isian=True)


def _build_triwulan(
    bahan: BahanBuku, hasil: HasilIndikator, tempat: Tempat, sel: Sel
) -> Iterator[tuple[str, SelBuku]]:
    i, indikator = sel.triwulan, hasil.indikator
    t, r, p, q = (tempat(f"{huruf}{i}") for huruf in "trpq")
    diukur = f'IF({t}="",0,1)'
    is_nol = bahan.kebijakan.is_target_nol_tidak_diukur
    if is_nol and indikator.jenis is Jenis.ANGKA and indikator.polaritas is Polaritas.NAIK:
        diukur = f'IF({t}="",0,IF(AND({t}=0,N({tempat("tahun")})>0),0,1))'
    yield f"d{i}", RumusBuku(diukur, cacah(int(sel.is_diukur)))
    if not indikator.is_rasio:
        yield f"r{i}", _masukan(sel.nilai, indikator.jenis)
        yield f"f{i}", RumusBuku(f'IF({r}="",0,1)', cacah(int(sel.is_terisi)))
        return
    yield f"p{i}", _masukan(sel.pembilang)
    yield f"q{i}", _masukan(sel.penyebut)
    # A word or a space is no part of a ratio: one slip must not become an error in every total.
    terisi = f"IF(AND(ISNUMBER({p}),ISNUMBER({q})),1,0)"
    yield f"f{i}", RumusBuku(terisi, cacah(int(sel.is_terisi)))
    bagi = round_rumus(f"{p}*{tempat('pengali')}/{q}")
    rumus = f'IF({tempat(f"f{i}")}=0,"",IF({q}<=0,{TDH},{bagi}))'
    if isinstance(sel.nilai, Decimal):
        yield f"r{i}", RumusBuku(rumus, NilaiBuku(sel.nilai, "angka"))
    else:
        yield f"r{i}", RumusBuku(rumus, teks("t.d.h." if sel.is_terisi else ""))


def build_tahapan(bahan: BahanBuku) -> LembarBuku | None:
    """Build the sheet of milestones in steps; None where there are none."""
    letak = bahan.letak_tahapan
    if not letak:
        return None
    kolom = (
        KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
        KolomBuku("nomor", "Tahap", "Nomor tahap", bentuk="cacah", lebar=7),
        KolomBuku("uraian", "Uraian", "Uraian tahap", lebar=44),
        KolomBuku("bobot", "Bobot", "Bobot tahap", "isian", "angka", 8),
        KolomBuku("tenggat", "Tenggat", "Tenggat tahap", "isian", "tanggal", 18),
        *(
            KolomBuku(
                f"j{i}",
                ROMAWI[i - 1],
                f"Jawaban {name_triwulan(i)}: tanggal selesai, atau kata belum",
                "isian",
                "tanggal",
                18,
                "Jawaban",
            )
            for i in range(1, bahan.n + 1)
        ),
        *(satu for i in range(1, bahan.n + 1) for satu in _list_nilai(bahan, i)),
    )
    baris = [
        satu
        for nomor, (mulai, _) in letak.items()
        for satu in _build_tahap(bahan, bahan.daftar[nomor], mulai, kolom)
    ]
    arti = "Tonggak bertahap; sel kuning boleh diubah."
    return LembarBuku(TAHAPAN, "Tahapan tonggak", arti, kolom, tuple(baris), kolom_beku=3)


def _list_nilai(bahan: BahanBuku, i: int) -> tuple[KolomBuku, KolomBuku]:
    """What the answers up to a quarter make of a step; earlier quarters are folded away."""
    peran: PeranKolom = "rumus" if i == bahan.n else "bantu"
    grup, arti = f"s.d. {name_triwulan(i)}", "Tanggal selesai yang berlaku"
    return (
        KolomBuku(f"selesai{i}", "Selesai", arti, peran, "tanggal", 18, grup),
        KolomBuku(f"nilai{i}", "Nilai", "Nilai tahap dari 0 sampai 1", peran, "angka", 8, grup),
    )


def _build_tahap(
    bahan: BahanBuku, hasil: HasilIndikator, mulai: int, kolom: tuple[KolomBuku, ...]
) -> Iterator[BarisBuku]:
    urut = sorted(hasil.indikator.tahapan, key=lambda tahap: tahap.nomor)
    for nomor, tahap in enumerate(urut, start=mulai):
        tempat = Tempat(TAHAPAN, f"h{nomor}")
        isi: dict[str, SelBuku] = {
            "kode": hasil.indikator.kode,
            "nomor": NilaiBuku(Decimal(tahap.nomor), "cacah"),
            "uraian": tahap.uraian,
            "bobot": _masukan(tahap.bobot),
            "tenggat": _masukan(tahap.tenggat, Jenis.TONGGAK),
        }
        for i, isian in enumerate(hasil.isian_per_triwulan, start=1):
            jawaban = None if isian is None else isian.tahap_selesai.get(tahap.nomor)
            isi[f"j{i}"] = _masukan(jawaban, Jenis.TONGGAK)
            isi |= _build_nilai_tahap(bahan, hasil, tahap, tempat, i)
        yield build_baris(tempat.baris, kolom, isi)


def _build_nilai_tahap(
    bahan: BahanBuku, hasil: HasilIndikator, tahap: Tahap, tempat: Tempat, i: int
) -> dict[str, SelBuku]:
    tahun = bahan.rekap.periode.tahun
    selesai = collect_tahap(hasil.isian_per_triwulan[:i], tahun)
    hari = selesai[tahap.nomor][1] if tahap.nomor in selesai else None
    nilai = judge_tahap(tahap, hari, bahan.kebijakan.terlambat, Periode(tahun, i).akhir)
    return {
        f"selesai{i}": RumusBuku(
            build_selesai(tempat, i), teks("") if hari is None else NilaiBuku(hari, "tanggal")
        ),
        f"nilai{i}": RumusBuku(
            build_nilai(tempat, i), teks("") if nilai is None else NilaiBuku(nilai, "angka")
        ),
    }
