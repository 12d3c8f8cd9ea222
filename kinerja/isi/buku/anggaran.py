"""Sheet Anggaran: totals, lingkup, units, programs, kegiatan and sub kegiatan as live formulas.

Mirrors `kinerja.hitung.anggaran_baris`: every row, also of one sub kegiatan, adds up the rows of
sheet Isian Anggaran that belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.hitung.hasil import BarisAnggaran, BarisSubKegiatan, KelompokAnggaran
from kinerja.hitung.jejak import Angka
from kinerja.isi.buku import rumus
from kinerja.isi.buku.bahan import ANGGARAN, ISIAN_ANGGARAN, BahanBuku
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
    cacah,
    list_jangkauan,
)
from kinerja.isi.buku.isian_anggaran import open_sub
from kinerja.isi.buku.rumus import BELUM, KOSONG, TDH, round_rumus
from kinerja.model import Jenis, JenisAnggaran, Polaritas

_KELUARAN = ("target_keluaran", "keluaran_tw", "keluaran_sd", "capaian_keluaran")


@dataclass(frozen=True, slots=True)
class BarisUang:
    """A row of the sheet: the computed row, the inputs that it adds up, and its output."""

    baris: BarisAnggaran
    anggota: tuple[int, ...]
    sub: BarisSubKegiatan | None = None


def list_uang(bahan: BahanBuku) -> list[BarisUang]:
    """List the rows in order: totals, then the tree of programs, then what is no belanja."""
    urut = bahan.urut_sel
    belanja = [
        nomor
        for nomor, sel in enumerate(urut)
        if sel.sub_kegiatan.jenis_anggaran is JenisAnggaran.BELANJA
    ]
    letak = {
        (sel.sub_kegiatan.kode, sel.sub_kegiatan.unit): nomor for nomor, sel in enumerate(urut)
    }
    rekap = bahan.rekap.anggaran
    if bahan.unit is not None:
        if bahan.unit.anggaran is None:
            return []
        pohon = dict(rekap.program_per_unit).get(bahan.unit.unit.slug, ())
        return [BarisUang(bahan.unit.anggaran, tuple(belanja)), *_walk(pohon, letak)]
    hasil = [BarisUang(rekap.total, tuple(belanja))]
    for satu in (*rekap.lingkup, *rekap.unit):
        isi = [i for i in belanja if _is_milik(urut[i].sub_kegiatan, satu)]
        hasil.append(BarisUang(satu, tuple(isi)))
    return [*hasil, *_walk(rekap.program, letak), *_walk(rekap.selain_belanja, letak)]


def _is_milik(sub: object, baris: BarisAnggaran) -> bool:
    kunci = "lingkup" if baris.tingkat == "lingkup" else "unit"
    return str(getattr(sub, kunci)) == baris.kode


def _walk(
    pohon: Sequence[KelompokAnggaran], letak: dict[tuple[str, str], int]
) -> Iterator[BarisUang]:
    for kelompok in pohon:
        yield BarisUang(kelompok.baris, tuple(_list_anggota(kelompok, letak)))
        yield from _walk(kelompok.kelompok, letak)
        for sub in kelompok.sub_kegiatan:
            kunci = (sub.sub_kegiatan.kode, sub.sub_kegiatan.unit)
            yield BarisUang(sub.anggaran, (letak[kunci],), sub)


def _list_anggota(kelompok: KelompokAnggaran, letak: dict[tuple[str, str], int]) -> list[int]:
    milik = [letak[s.sub_kegiatan.kode, s.sub_kegiatan.unit] for s in kelompok.sub_kegiatan]
    return sorted(milik + [i for anak in kelompok.kelompok for i in _list_anggota(anak, letak)])


def _build_kolom(bahan: BahanBuku) -> tuple[KolomBuku, ...]:
    periode = bahan.rekap.periode
    kini = "Triwulan IV" if bahan.is_tahunan else periode.judul_triwulan
    sd = f"s.d. {kini}"
    kolom = {
        "pagu": ("Pagu", "Pagu yang berlaku", "rupiah", 19, "Rp"),
        "pagu_murni": ("Pagu murni", "Pagu murni", "rupiah", 19, "Rp"),
        "kas_sd": (f"Anggaran kas {sd}", "Anggaran kas s.d. periode", "rupiah", 19, "Rp"),
        "realisasi_tw": (f"Realisasi {kini}", "Realisasi triwulan saja", "rupiah", 19, "Rp"),
        "realisasi_sd": (f"Realisasi {sd}", "Realisasi s.d. periode", "rupiah", 19, "Rp"),
        "sisa": ("Sisa", "Pagu dikurangi realisasi s.d.", "rupiah", 19, "Rp"),
        "kas_persen": ("Rencana", "Anggaran kas s.d. terhadap pagu", "persen", 10, "Persen"),
        "serapan": ("Serapan", "Realisasi s.d. terhadap pagu", "persen", 10, "Persen"),
        "deviasi": ("Deviasi", "Penyimpangan dari anggaran kas s.d.", "persen", 11, "Persen"),
        "belum_terserap": ("Belum terserap", "Sisa anggaran kas s.d.", "persen", 11, "Persen"),
        "fisik": ("Fisik", "Kemajuan fisik berbobot pagu", "persen", 10, "Persen"),
        "target_keluaran": ("Target", "Target keluaran setahun", "angka", 10, "Keluaran"),
        "keluaran_tw": ("Triwulan", "Keluaran triwulan saja", "angka", 10, "Keluaran"),
        "keluaran_sd": ("s.d.", "Keluaran s.d. periode", "angka", 10, "Keluaran"),
        "capaian_keluaran": ("Capaian", "Keluaran terhadap target", "persen", 11, "Keluaran"),
    }
    bantu = {
        "k": ("Lapor (k)", "Sub kegiatan yang wajib dan sudah lapor"),
        "n": ("Wajib (n)", "Sub kegiatan yang wajib lapor"),
        "lapor": ("Terisi", "Sub kegiatan yang realisasi triwulan berjalannya terisi"),
        "dikenal": ("Dikenal", "Sub kegiatan yang realisasinya pernah terisi"),
        "rumpang": ("Rumpang", "Sub kegiatan dengan triwulan yang belum lapor"),
    }
    return (
        KolomBuku("kode", "Kode", "Kode program, kegiatan, sub kegiatan, atau unit", lebar=18),
        KolomBuku("nama", "Uraian", "Nama baris", lebar=46),
        KolomBuku("tingkat", "Tingkat", "Tingkat baris", lebar=13),
        *(
            KolomBuku(kunci, judul, arti, "rumus", bentuk, lebar, grup)  # type: ignore[arg-type]
            for kunci, (judul, arti, bentuk, lebar, grup) in kolom.items()
        ),
        KolomBuku("satuan", "Satuan", "Satuan keluaran", lebar=12, grup="Keluaran"),
        *(
            KolomBuku(kunci, judul, arti, "bantu", "cacah", 9, "Sub kegiatan")
            for kunci, (judul, arti) in bantu.items()
        ),
        KolomBuku("catatan", "Catatan", "Catatan saat laporan disusun", lebar=40),
    )


def build_anggaran(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of the budget."""
    kolom = _build_kolom(bahan)
    return LembarBuku(
        ANGGARAN,
        f"Realisasi anggaran dan fisik {bahan.rekap.periode.judul}",
        "Semua angkanya rumus atas lembar Isian Anggaran.",
        kolom,
        tuple(
            _build_baris(bahan, nomor, satu, kolom) for nomor, satu in enumerate(list_uang(bahan))
        ),
        is_a3=True,
    )


def _build_baris(
    bahan: BahanBuku, nomor: int, satu: BarisUang, kolom: tuple[KolomBuku, ...]
) -> BarisBuku:
    baris, tempat = satu.baris, Tempat(ANGGARAN, f"u{nomor}")
    isi: dict[str, SelBuku] = {
        "kode": baris.kode,
        "nama": baris.nama,
        "tingkat": baris.tingkat.replace("_", " "),
        "catatan": "; ".join(baris.catatan),
    }
    for kunci, formula in _write(tempat, satu.anggota, bahan.n).items():
        hasil = getattr(baris, kunci, None)
        if isinstance(hasil, Angka):
            isi[kunci] = RumusBuku(formula, bare(hasil))
    urut = bahan.urut_sel
    milik = [urut[i] for i in satu.anggota]
    for kunci, banyak in {
        "k": baris.k,
        "n": baris.n,
        "lapor": sum(sel.is_lapor for sel in milik),
        "dikenal": sum(sel.is_dikenal for sel in milik),
        "rumpang": sum(sel.is_rumpang for sel in milik),
    }.items():
        asal = {"k": "hadir", "n": "dihitung"}.get(kunci, kunci)
        isi[kunci] = RumusBuku(_sum(asal, satu.anggota), cacah(banyak))
    if satu.sub is not None:
        isi |= _build_keluaran(tempat, open_sub(satu.anggota[0]), satu.sub, bahan.n)
    jenis = "isi" if satu.sub is not None else "jumlah" if baris.tingkat == "total" else "grup"
    return build_baris(tempat.baris, kolom, isi, jenis)  # type: ignore[arg-type]


def _deret(kolom: str, anggota: Sequence[int]) -> list[str]:
    return list_jangkauan(ISIAN_ANGGARAN, "b", kolom, anggota)


def _sum(kolom: str, anggota: Sequence[int]) -> str:
    return "+".join(f"SUM({satu})" for satu in _deret(kolom, anggota)) or "0"


def _write(tempat: Tempat, anggota: Sequence[int], n: int) -> dict[str, str]:
    """Write the formulas of a row: states first, then sums and shares."""
    pagu, kas, sd = tempat("pagu"), tempat("kas_sd"), tempat("realisasi_sd")
    k, wajib = tempat("k"), tempat("n")
    keadaan = f"IF({tempat('dikenal')}>0,1,0)"

    def uang(kolom: str, *, is_kini: bool = False) -> str:
        isi = f"ROUND({_sum(kolom, anggota)},2)"
        tanpa = f"IF({keadaan}=1,{isi},{KOSONG})"
        if is_kini:
            tanpa = f"IF(AND({tempat('lapor')}>0,{keadaan}=1),{isi},{KOSONG})"
        return f"IF({wajib}>0,IF({k}>0,{isi},{BELUM}),{tanpa})"

    def bagian(atas: str, bawah: str, *, is_lengkap: bool = False) -> str:
        isi = round_rumus(f"{atas}/{bawah}*100")
        if is_lengkap:
            isi = f"IF({tempat('rumpang')}>0,{TDH},{isi})"
        return f"IF({bawah}=0,{KOSONG},IF(ISTEXT({sd}),{sd},{isi}))"

    return {
        "pagu": f"ROUND({_sum('pagu', anggota)},2)",
        "pagu_murni": f"ROUND({_sum('murni', anggota)},2)",
        "kas_sd": f"ROUND({_sum('kas_sd', anggota)},2)",
        "realisasi_tw": uang(f"uang{n}", is_kini=True),
        "realisasi_sd": uang("uang_sd"),
        "sisa": f"IF(ISTEXT({sd}),{sd},ROUND({pagu}-{sd},2))",
        "kas_persen": f"IF({pagu}=0,{KOSONG},{round_rumus(f'{kas}/{pagu}*100')})",
        "serapan": bagian(sd, pagu),
        "deviasi": bagian(f"({sd}-{kas})", kas, is_lengkap=True),
        "belum_terserap": bagian(f"({kas}-{sd})", kas, is_lengkap=True),
        "fisik": _write_fisik(anggota),
    }


def _write_fisik(anggota: Sequence[int]) -> str:
    """Physical progress weighted by pagu; without any of this quarter it is not reported."""
    pembagi = _sum("pagu_fisik", anggota)
    pasangan = zip(_deret("pagu_fisik", anggota), _deret("fisik", anggota), strict=True)
    atas = "+".join(f"SUMPRODUCT({satu},{dua})" for satu, dua in pasangan) or "0"
    kosong = f"IF({_sum('berpagu', anggota)}>0,{BELUM},{KOSONG})"
    uji = f"OR({_sum('fisik_kini', anggota)}=0,{pembagi}=0)"
    return f"IF({uji},{kosong},{round_rumus(f'({atas})/({pembagi})')})"


def _build_keluaran(
    tempat: Tempat, isian: Tempat, sub: BarisSubKegiatan, n: int
) -> dict[str, SelBuku]:
    """The output of a sub kegiatan; one dropped to pagu 0 without an answer shows a dash."""
    kini, target, pagu = isian(f"hasil{n}"), isian("target"), isian("pagu")
    deret = isian.span("hasil1", f"hasil{n}")
    gugur = f'AND({kini}="",{pagu}=0)'
    kosong = f'IF(OR({pagu}=0,{target}=""),{KOSONG},{BELUM})'
    jumlah = round_rumus(f"SUM({deret})")
    sd = tempat("keluaran_sd")
    naik = rumus.build_capaian(rumus.RUMUS[Jenis.ANGKA, Polaritas.NAIK, ""], target, "", sd)
    isi = f'IF({kini}="",{BELUM},{naik})'
    formula = {
        "target_keluaran": f'IF(OR({target}="",AND({gugur},{target}=0)),{KOSONG},{target})',
        "keluaran_tw": f'IF({kini}<>"",{kini},{kosong})',
        "keluaran_sd": f'IF(OR({kini}<>"",AND({gugur},COUNT({deret})>0)),{jumlah},{kosong})',
        "capaian_keluaran": f'IF(OR({gugur},{target}=""),{KOSONG},{isi})',
    }
    sel: dict[str, SelBuku] = {
        kunci: RumusBuku(formula[kunci], bare(getattr(sub, kunci))) for kunci in _KELUARAN
    }
    return sel | {"satuan": sub.sub_kegiatan.satuan_keluaran}
