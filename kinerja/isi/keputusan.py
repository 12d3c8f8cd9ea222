"""What goes well and what needs a decision: the two lists a leader reads first.

Picks and orders computed results; computes nothing and proposes no decision of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from kinerja.hitung.banding import Perubahan
from kinerja.hitung.hasil import BarisAnggaran, BarisSubKegiatan, HasilIndikator, RekapAnggaran
from kinerja.hitung.penjaga_keterangan import find_sebab, find_tindak_lanjut, is_merah
from kinerja.isi.blok import Daftar, Teks
from kinerja.isi.narasi import (
    describe_tanpa_penyebab,
    describe_tenggat,
    describe_tonggak,
)
from kinerja.isi.susun import format_bersatuan, join_teks
from kinerja.model import Jenis, Keadaan, Tingkat
from kinerja.periode import Periode

_PALING_BAIK: Final = 3
_PALING_BURUK: Final = 3
_ANGGARAN_TERJAUH: Final = 3
_PANJANG_KUTIPAN: Final = 85
_PANJANG_NAMA: Final = 60


def build_baik(daftar: Iterable[HasilIndikator]) -> Daftar:
    """The best reached targets, highest capaian first."""
    tercapai = [hasil for hasil in daftar if hasil.utama.is_tercapai]
    terpilih = sorted(tercapai, key=_sort_key, reverse=True)[:_PALING_BAIK]
    butir: tuple[Teks, ...] = tuple(_describe_singkat(hasil) for hasil in terpilih)
    return Daftar(
        butir or (("Belum ada target yang tercapai pada periode ini.",),),
        judul="Yang berjalan baik",
    )


def build_keputusan(
    daftar: Iterable[HasilIndikator],
    anggaran: Iterable[BarisAnggaran],
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
    periode: Periode,
    catatan_unit: Mapping[str, str],
) -> Daftar:
    """What needs a decision, gravest first.

    Targets missed (sasaran before program, lowest first) with cause and follow-up, then budgets
    beyond the policy's deviation. What was not reported stands in the notice above the cards.
    """
    daftar = tuple(daftar)
    butir: list[Teks] = []
    merah = sorted((h for h in daftar if is_merah(h)), key=lambda h: (_urutan(h), *_sort_key(h)))
    for hasil in merah[:_PALING_BURUK]:
        lalu = perubahan.get(hasil.indikator.kode)
        sebab = _describe_sebab(hasil, nama_unit[hasil.indikator.unit], periode)
        butir.append((*_describe_singkat(hasil, lalu), " ", *sebab))
    if len(merah) > _PALING_BURUK:
        sisa = [
            f"{hasil.indikator.kode} {shorten(hasil.indikator.nama, _PANJANG_NAMA)}"
            for hasil in merah[_PALING_BURUK:]
        ]
        butir.append((f"Target lain yang belum tercapai: {'; '.join(sisa)}.",))
    menyimpang = list(anggaran)
    butir += [_describe_deviasi(baris, catatan_unit) for baris in menyimpang[:_ANGGARAN_TERJAUH]]
    if len(menyimpang) > _ANGGARAN_TERJAUH:
        butir.append(_describe_deviasi_lain(menyimpang[_ANGGARAN_TERJAUH:]))
    return Daftar(
        tuple(butir) or ((_describe_tanpa_butir(daftar),),),
        judul="Yang memerlukan keputusan",
    )


def _describe_tanpa_butir(daftar: Iterable[HasilIndikator]) -> str:
    """Nothing was missed; only where nothing is owed either may that be the last word."""
    if any(hasil.utama.keadaan is Keadaan.BELUM_LAPOR for hasil in daftar):
        return "Belum ada target yang terlewat menurut isian yang ada; sisanya belum dilaporkan."
    return "Tidak ada target yang terlewat dan tidak ada isian indikator yang kurang."


def pick_menyimpang(daftar: Iterable[BarisAnggaran], batas: Decimal) -> list[BarisAnggaran]:
    """The rows whose deviation from anggaran kas is beyond the policy's limit, widest first."""
    jauh = [
        (abs(baris.deviasi.nilai), baris)
        for baris in daftar
        if isinstance(baris.deviasi.nilai, Decimal) and abs(baris.deviasi.nilai) > batas
    ]
    return [baris for _, baris in sorted(jauh, key=lambda satu: (-satu[0], satu[1].nama))]


def collect_catatan(anggaran: RekapAnggaran) -> dict[str, str]:
    """For each unit its own note, shortened, on the largest sub kegiatan that has one."""
    hasil: dict[str, str] = {}
    for slug, program in anggaran.program_per_unit:
        sub = [
            satu
            for kelompok in program
            for anak in kelompok.kelompok
            for satu in anak.sub_kegiatan
            if satu.isian is not None and satu.isian.catatan
        ]
        if sub:
            terbesar = max(sub, key=_pagu)
            catatan = terbesar.isian.catatan if terbesar.isian else ""
            nama = shorten(terbesar.sub_kegiatan.nama, _PANJANG_NAMA)
            hasil[slug] = f"{nama}: {shorten(catatan)}"
    return hasil


def _pagu(satu: BarisSubKegiatan) -> int:
    nilai = satu.anggaran.pagu.nilai
    return nilai if isinstance(nilai, int) else 0


def _describe_deviasi(baris: BarisAnggaran, catatan_unit: Mapping[str, str]) -> Teks:
    catatan = catatan_unit.get(baris.unit, "")
    return (
        f"Anggaran {baris.nama}: realisasi ",
        baris.realisasi_sd,
        " dari anggaran kas ",
        baris.kas_sd,
        " (deviasi ",
        baris.deviasi,
        ").",
        f" Catatan unit – {close_kalimat(catatan)}" if catatan else "",
    )


def _describe_deviasi_lain(daftar: Iterable[BarisAnggaran]) -> Teks:
    """Name the others with their deviation only: the summary keeps to one page."""
    bagian: list[Teks] = [(baris.nama, " ", baris.deviasi) for baris in daftar]
    return ("Deviasi anggaran unit lain: ", *join_teks(bagian, "; "), ".")


def _describe_sebab(hasil: HasilIndikator, nama_unit: str, periode: Periode) -> Teks:
    sebab, isian = find_sebab(hasil), find_tindak_lanjut(hasil)
    if not sebab:
        return describe_tanpa_penyebab(hasil, nama_unit)
    teks = f"Sebab: {close_kalimat(shorten(sebab))}"
    if isian is not None:
        tenggat = describe_tenggat(isian, periode)
        teks += (
            f" Tindak lanjut {nama_unit}: {close_kalimat(shorten(isian.tindak_lanjut) + tenggat)}"
        )
    return (teks,)


def shorten(teks: str, panjang: int = _PANJANG_KUTIPAN) -> str:
    """Cut a unit's words for a page that must stay one; they stand in full beside the indicator."""
    return textwrap.shorten(teks.rstrip("."), panjang, placeholder=" …")


def _describe_singkat(hasil: HasilIndikator, lalu: Perubahan | None = None) -> Teks:
    return (f"{hasil.indikator.nama}: ", *describe_posisi(hasil, lalu))


def describe_posisi(hasil: HasilIndikator, lalu: Perubahan | None = None) -> Teks:
    """Say what was realised of what target, with the capaian and where it stood before."""
    ukuran, satuan = hasil.utama, hasil.indikator.satuan
    if hasil.indikator.jenis is Jenis.TONGGAK:
        isi = describe_tonggak(ukuran)
    else:
        isi = (
            *format_bersatuan(ukuran.realisasi, satuan),
            " dari target ",
            *format_bersatuan(ukuran.target, satuan),
        )
    gerak: Teks = ()
    if lalu is not None and lalu.selisih is not None and lalu.arah:
        gerak = (", triwulan lalu ", lalu.lalu)
    return (*isi, " (capaian ", ukuran.capaian, *gerak, ").")


def _urutan(hasil: HasilIndikator) -> int:
    return 0 if hasil.indikator.tingkat is Tingkat.SASARAN else 1


def _sort_key(hasil: HasilIndikator) -> tuple[object, str]:
    return (hasil.utama.capaian_pakai.nilai, hasil.indikator.kode)


def close_kalimat(teks: str) -> str:
    """End a sentence with a full stop, unless the words were cut there.

    >>> close_kalimat("Gedung berkontrak pada Mei"), close_kalimat("Sebelas paket jalan …")
    ('Gedung berkontrak pada Mei.', 'Sebelas paket jalan …')
    """
    return teks if teks.endswith("…") else f"{teks}."
