"""The money of sheet Matriks: of a program or of all, by quarter and s.d."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja.hitung.anggaran_sel import sum_kas
from kinerja.hitung.hasil import BarisAnggaran, KelompokAnggaran, Rekap
from kinerja.isi.buku.anggaran import list_uang
from kinerja.isi.buku.bahan import ANGGARAN, ISIAN_ANGGARAN, BahanBuku
from kinerja.isi.buku.blok import RumusBuku, SelBuku, Tempat, bare, list_jangkauan
from kinerja.isi.buku.indikator import find_rekap
from kinerja.isi.buku.isian_anggaran import sen
from kinerja.isi.buku.rumus import BELUM, KOSONG, round_rumus


@dataclass(frozen=True, slots=True)
class Uang:
    """Money of a program or of all: its rows among the inputs, and its row of each quarter."""

    baris: BarisAnggaran
    anggota: tuple[int, ...]
    lembar: Tempat
    triwulan: tuple[BarisAnggaran | None, ...]


def map_uang(bahan: BahanBuku) -> dict[str, Uang]:
    """Map each program and kegiatan to its money; the empty code is the total."""
    per_triwulan = [_map_baris(bahan, find_rekap(bahan, i)) for i in range(1, bahan.n + 1)]
    hasil: dict[str, Uang] = {}
    for nomor, satu in enumerate(list_uang(bahan)):
        tingkat = satu.baris.tingkat
        if nomor == 0:
            kunci = ""
        elif tingkat in {"program", "kegiatan"}:
            kunci = satu.baris.kode
        else:
            continue
        baris = tuple(isi.get(kunci) for isi in per_triwulan)
        hasil[kunci] = Uang(satu.baris, satu.anggota, Tempat(ANGGARAN, f"u{nomor}"), baris)
    return hasil


def _map_baris(bahan: BahanBuku, rekap: Rekap) -> dict[str, BarisAnggaran]:
    if bahan.unit is None:
        total, pohon = rekap.anggaran.total, rekap.anggaran.program
    else:
        slug = bahan.unit.unit.slug
        milik = next((u.anggaran for u in rekap.unit if u.unit.slug == slug), None)
        if milik is None:
            return {}
        total, pohon = milik, dict(rekap.anggaran.program_per_unit).get(slug, ())
    return {"": total} | {baris.kode: baris for baris in _walk(pohon)}


def _walk(pohon: Sequence[KelompokAnggaran]) -> Iterator[BarisAnggaran]:
    for kelompok in pohon:
        yield kelompok.baris
        yield from _walk(kelompok.kelompok)


def build_uang(bahan: BahanBuku, uang: Uang, tempat: Tempat) -> dict[str, SelBuku]:
    """Build the money cells of a row: planned and spent by quarter, and s.d. the period."""
    urut = bahan.urut_sel
    milik = [urut[i] for i in uang.anggota]
    isi: dict[str, SelBuku] = {
        f"kas{i}": RumusBuku(f"ROUND({_sum(f'kas{i}', uang.anggota)},2)", sen(sum_kas(milik, i)))
        for i in range(1, 5)
    }
    for i, baris in enumerate(uang.triwulan, start=1):
        if baris is not None:
            isi |= _build_triwulan(uang, baris, tempat, i)
    isi["uang"] = RumusBuku(uang.lembar("realisasi_sd"), bare(uang.baris.realisasi_sd))
    isi["serap"] = RumusBuku(uang.lembar("serapan"), bare(uang.baris.serapan))
    return isi


def _build_triwulan(uang: Uang, baris: BarisAnggaran, tempat: Tempat, i: int) -> dict[str, SelBuku]:
    """One quarter's money; fixed figures where pagu was another then."""
    isi: dict[str, SelBuku] = {
        f"uang{i}": bare(baris.realisasi_tw),
        f"serap{i}": bare(baris.serapan),
    }
    if baris.pagu.nilai != uang.baris.pagu.nilai:
        return isi
    deret = list_jangkauan(ISIAN_ANGGARAN, "b", f"uang{i}", uang.anggota)
    pagu_sub = list_jangkauan(ISIAN_ANGGARAN, "b", "pagu", uang.anggota)
    pasangan = list(zip(deret, pagu_sub, strict=True))
    wajib = "+".join(f"SUMPRODUCT((({p}<>0)+({u}<>0)>0)*1)" for u, p in pasangan)
    lapor = "+".join(f"SUMPRODUCT((({p}<>0)+({u}<>0)>0)*ISNUMBER({u}))" for u, p in pasangan)
    jumlah = f"ROUND({_sum(f'uang{i}', uang.anggota)},2)"
    tanpa = f"IF(COUNT({','.join(deret)})>0,{jumlah},{KOSONG})"
    kini, pagu = tempat(f"uang{i}"), uang.lembar("pagu")
    isi[f"uang{i}"] = RumusBuku(
        f"IF({wajib}>0,IF({lapor}>0,{jumlah},{BELUM}),{tanpa})", bare(baris.realisasi_tw)
    )
    semua = "+".join(_sum(f"uang{j}", uang.anggota) for j in range(1, i + 1))
    bagian = round_rumus(f"({semua})/{pagu}*100")
    isi[f"serap{i}"] = RumusBuku(
        f"IF({pagu}=0,{KOSONG},IF(ISTEXT({kini}),{kini},{bagian}))", bare(baris.serapan)
    )
    return isi


def _sum(kolom: str, anggota: Sequence[int]) -> str:
    deret = list_jangkauan(ISIAN_ANGGARAN, "b", kolom, anggota)
    return "+".join(f"SUM({satu})" for satu in deret) or "0"
