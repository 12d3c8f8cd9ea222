"""Tables and sentences of budget and physical progress. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinerja.hitung.hasil import (
    BarisAnggaran,
    KelompokAnggaran,
    RekapAnggaran,
)
from kinerja.isi.blok import Baris, JenisBaris, Kolom, Paragraf, Tabel, Teks
from kinerja.isi.susun import build_sel
from kinerja.model import Keadaan

_SATUAN = "Rupiah; serapan, deviasi dan fisik dalam persen"
_CATATAN = (
    "Serapan = realisasi s.d. ÷ pagu; deviasi = (realisasi s.d. − anggaran kas s.d.) ÷ anggaran kas"
    " s.d.; fisik dirata-rata dengan bobot pagu. “–”: pagu atau anggaran kas 0."
)

_KOLOM = (
    Kolom("Uraian", "kiri", 2.8),
    Kolom("Pagu", "kanan", 1.6),
    Kolom("Anggaran kas s.d.", "kanan", 1.6),
    Kolom("Realisasi s.d.", "kanan", 1.6),
    Kolom("Serapan", "kanan", 0.9),
    Kolom("Deviasi", "kanan", 0.9),
    Kolom("Fisik", "kanan", 0.9),
)


def _build_baris(baris: BarisAnggaran, jenis: JenisBaris = "isi", awalan: str = "") -> Baris:
    return Baris(
        (
            build_sel(f"{awalan}{baris.nama}"),
            build_sel(baris.pagu),
            build_sel(baris.kas_sd),
            build_sel(baris.realisasi_sd),
            build_sel(baris.serapan),
            build_sel(baris.deviasi),
            build_sel(baris.fisik),
        ),
        jenis,
    )


def build_tabel_lingkup(anggaran: RekapAnggaran, basis: str, sumber: str) -> Tabel:
    """Belanja SKPD, Belanja SKPKD/PPKD and the total, since one dwarfs the other."""
    return Tabel(
        "anggaran-lingkup",
        f"Realisasi anggaran {basis} menurut lingkup",
        _KOLOM,
        (
            *(_build_baris(baris) for baris in anggaran.lingkup),
            _build_baris(anggaran.total, "jumlah"),
        ),
        satuan=_SATUAN,
        sumber=sumber,
        catatan=(_CATATAN, *collect_catatan((*anggaran.lingkup, anggaran.total))),
    )


def build_tabel_program_unit(anggaran: RekapAnggaran, basis: str, sumber: str) -> Tabel:
    """One row per program below its unit, the total at the foot."""
    program = dict(anggaran.program_per_unit)
    baris: list[Baris] = []
    for unit in anggaran.unit:
        baris.append(_build_baris(unit, "grup"))
        baris += [
            _build_baris(satu.baris, "isi", f"{satu.baris.kode} ")
            for satu in program.get(unit.unit, ())
        ]
    baris.append(_build_baris(anggaran.total, "jumlah"))
    return Tabel(
        "anggaran-program",
        f"Realisasi anggaran {basis} menurut unit kerja dan program",
        _KOLOM,
        tuple(baris),
        satuan=_SATUAN,
        sumber=sumber,
        catatan=(_CATATAN, *collect_catatan(anggaran.unit)),
    )


def build_tabel_program(
    program: Sequence[KelompokAnggaran],
    jumlah: BarisAnggaran,
    basis: str,
    sumber: str,
) -> Tabel:
    """One row per program with its kegiatan below, the total at the foot."""
    baris: list[Baris] = []
    for kelompok in program:
        baris.append(_build_baris(kelompok.baris, "grup", f"{kelompok.baris.kode} "))
        baris += [
            _build_baris(anak.baris, "isi", f"{anak.baris.kode} ") for anak in kelompok.kelompok
        ]
    baris.append(_build_baris(jumlah, "jumlah"))
    return Tabel(
        "anggaran-program",
        f"Realisasi anggaran {basis} menurut program dan kegiatan",
        _KOLOM,
        tuple(baris),
        satuan=_SATUAN,
        sumber=sumber,
        catatan=(_CATATAN, *collect_catatan([*(k.baris for k in program), jumlah])),
    )


def build_tabel_selain_belanja(anggaran: RekapAnggaran, basis: str, sumber: str) -> list[Tabel]:
    """Pendapatan and pembiayaan, each a group of its own; no table where the plan has none."""
    if not anggaran.selain_belanja:
        return []
    baris: list[Baris] = []
    for kelompok in anggaran.selain_belanja:
        baris.append(_build_baris(kelompok.baris, "grup"))
        baris += [
            _build_baris(s.anggaran, "isi", f"{s.sub_kegiatan.kode} ")
            for s in kelompok.sub_kegiatan
        ]
    return [
        Tabel(
            "anggaran-selain-belanja",
            f"Pendapatan dan pembiayaan {basis}",
            _KOLOM,
            tuple(baris),
            satuan=_SATUAN,
            sumber=sumber,
            catatan=(_CATATAN,),
        )
    ]


def collect_catatan(daftar: Iterable[BarisAnggaran]) -> tuple[str, ...]:
    """The notes of budget rows, each with the row's name."""
    return tuple(f"{baris.nama}: {catatan}" for baris in daftar for catatan in baris.catatan)


def describe_anggaran(baris: BarisAnggaran, basis: str) -> Teks:
    """Say one row of the budget in a sentence; never calls unspent money efficient."""
    if baris.realisasi_sd.keadaan is not Keadaan.TERISI:
        return (
            f"{baris.nama}: pagu ",
            baris.pagu,
            f"; realisasi {basis} belum dilaporkan.",
        )
    teks: Teks = (
        f"{baris.nama}: realisasi {basis} ",
        baris.realisasi_sd,
        " dari pagu ",
        baris.pagu,
    )
    if baris.serapan.keadaan is Keadaan.TERISI:
        teks += (", serapan ", baris.serapan)
    if baris.belum_terserap.keadaan is Keadaan.TERISI:
        if isinstance(baris.belum_terserap.nilai, Decimal) and baris.belum_terserap.nilai < 0:
            teks += ("; melampaui anggaran kas dengan deviasi ", baris.deviasi)
        else:
            kata = "belum" if basis.startswith("s.d.") else "tidak"
            teks += (f"; {kata} terserap ", baris.belum_terserap, " dari anggaran kas")
    if baris.k < baris.n:
        teks += (f"; dilaporkan {baris.k} dari {baris.n} sub kegiatan",)
    return (*teks, ".")


def build_narasi_anggaran(anggaran: RekapAnggaran, basis: str) -> list[Paragraf]:
    """The total and each lingkup in sentences."""
    return [
        Paragraf(describe_anggaran(baris, basis)) for baris in (anggaran.total, *anggaran.lingkup)
    ]
