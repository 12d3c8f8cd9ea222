"""Tables and sentences of budget and physical progress. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja.hitung.hasil import (
    BarisAnggaran,
    BarisSubKegiatan,
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
        catatan=(_CATATAN, *_collect_catatan((*anggaran.lingkup, anggaran.total))),
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
        catatan=(_CATATAN, *_collect_catatan(anggaran.unit)),
    )


def build_tabel_program(
    program: Iterable[KelompokAnggaran],
    jumlah: BarisAnggaran,
    basis: str,
    sumber: str,
    id_tabel: str = "anggaran-program",
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
        id_tabel,
        f"Realisasi anggaran {basis} menurut program dan kegiatan",
        _KOLOM,
        tuple(baris),
        satuan=_SATUAN,
        sumber=sumber,
        catatan=(_CATATAN,),
    )


def _collect_catatan(daftar: Iterable[BarisAnggaran]) -> tuple[str, ...]:
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
        if baris.belum_terserap.teks.startswith("-"):
            teks += ("; melampaui anggaran kas dengan deviasi ", baris.deviasi)
        else:
            teks += ("; belum terserap ", baris.belum_terserap, " dari anggaran kas")
    if baris.k < baris.n:
        teks += (f"; dilaporkan {baris.k} dari {baris.n} sub kegiatan",)
    return (*teks, ".")


def build_narasi_anggaran(anggaran: RekapAnggaran, basis: str) -> list[Paragraf]:
    """The total and each lingkup in sentences."""
    return [
        Paragraf(describe_anggaran(baris, basis)) for baris in (anggaran.total, *anggaran.lingkup)
    ]


def build_tabel_renja(
    program: Iterable[KelompokAnggaran], jumlah: BarisAnggaran, basis: str, sumber: str
) -> Tabel:
    """Evaluasi hasil Renja: program, kegiatan and sub kegiatan with output and money."""
    keluaran, uang = "Keluaran", "Anggaran (Rp)"
    kolom = (
        Kolom("Kode", "kiri", 1.7),
        Kolom("Program, kegiatan, sub kegiatan", "kiri", 3.0),
        Kolom("Keluaran dan satuan", "kiri", 1.9),
        Kolom("Target", "kanan", 0.8, keluaran),
        Kolom("Realisasi TW", "kanan", 0.9, keluaran),
        Kolom("Realisasi s.d.", "kanan", 0.9, keluaran),
        Kolom("Capaian", "kanan", 1.0, keluaran),
        Kolom("Pagu", "kanan", 1.6, uang),
        Kolom("Realisasi TW", "kanan", 1.6, uang),
        Kolom("Realisasi s.d.", "kanan", 1.6, uang),
        Kolom("Serapan", "kanan", 0.9, uang),
        Kolom("Fisik", "kanan", 0.9),
    )
    baris: list[Baris] = []
    for kelompok in program:
        baris.append(_build_baris_kelompok(kelompok.baris, "jumlah"))
        for anak in kelompok.kelompok:
            baris.append(_build_baris_kelompok(anak.baris, "grup"))
            baris += [_build_baris_sub(satu) for satu in anak.sub_kegiatan]
    baris.append(_build_baris_kelompok(jumlah, "jumlah"))
    return Tabel(
        "evaluasi-renja",
        f"Evaluasi hasil Renja {basis}",
        kolom,
        tuple(baris),
        satuan="Keluaran menurut satuannya; uang dalam rupiah; selebihnya persen",
        sumber=sumber,
        catatan=(
            (
                "“–” pada keluaran: tidak ada target keluaran; pada serapan: pagu 0. “belum lapor”:"
                " unit belum menyampaikan isian triwulan ini."
            ),
        ),
        orientasi="lanskap",
        is_kolom_bernomor=True,
        kolom_kunci=2,
    )


def _build_baris_kelompok(baris: BarisAnggaran, jenis: JenisBaris) -> Baris:
    return Baris(
        (
            build_sel(baris.kode if baris.tingkat in {"program", "kegiatan"} else ""),
            build_sel(baris.nama, rentang=6),
            build_sel(baris.pagu),
            build_sel(baris.realisasi_tw),
            build_sel(baris.realisasi_sd),
            build_sel(baris.serapan),
            build_sel(baris.fisik),
        ),
        jenis,
    )


def _build_baris_sub(satu: BarisSubKegiatan) -> Baris:
    sub, anggaran = satu.sub_kegiatan, satu.anggaran
    keluaran = f"{sub.keluaran} ({sub.satuan_keluaran})" if sub.keluaran else "–"
    return Baris(
        (
            build_sel(sub.kode),
            build_sel(sub.nama),
            build_sel(keluaran),
            build_sel(satu.target_keluaran),
            build_sel(satu.keluaran_tw),
            build_sel(satu.keluaran_sd),
            build_sel(satu.capaian_keluaran),
            build_sel(anggaran.pagu),
            build_sel(anggaran.realisasi_tw),
            build_sel(anggaran.realisasi_sd),
            build_sel(anggaran.serapan),
            build_sel(anggaran.fisik),
        )
    )
