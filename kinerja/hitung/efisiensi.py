"""Efficiency per sasaran, a figure of the whole year only (rumus.md section 6).

Money of a sasaran is the belanja of the programs whose indicators support it. Within a year the
report speaks of "belum terserap" and this module gives nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja.angka import KONTEKS, format_persen
from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.anggaran_baris import KepalaBaris, build_baris
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.hasil import (
    BarisAnggaran,
    HasilEfisiensi,
    HasilIndikator,
    HasilSasaran,
)
from kinerja.hitung.indikator import Konteks
from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan
from kinerja.hitung.pecahan import SERATUS
from kinerja.model import JenisAnggaran, Keadaan

_ATURAN = {
    "sisa_anggaran": "Efisiensi = (pagu − realisasi) / pagu × 100; disebut efisien hanya bila semua"
    " indikator terukur dari sasaran tercapai.",
    "selisih_capaian_serapan": "Efisiensi = capaian terhadap target tahunan − serapan setahun.",
    "rasio_capaian_serapan": "Efisiensi = capaian terhadap target tahunan / serapan setahun × 100.",
}


def build_daftar_efisiensi(
    daftar_sasaran: Sequence[HasilSasaran],
    daftar: Sequence[HasilIndikator],
    daftar_sel: Sequence[SelAnggaran],
    konteks: Konteks,
) -> tuple[HasilEfisiensi, ...]:
    """Give the efficiency of each sasaran that has supporting programs; nothing within a year."""
    if not konteks.is_tahunan:
        return ()
    hasil = []
    for satu in daftar_sasaran:
        program = _list_program(satu.sasaran.kode, daftar)
        isi = [sel for sel in daftar_sel if _is_didukung(sel, program)]
        if isi:
            bersama = _describe_bersama(satu.sasaran.kode, program, daftar)
            hasil.append(_build(satu, isi, bersama, konteks))
    return tuple(hasil)


def compute_efisiensi(capaian: Decimal, serapan: Decimal, cara: str) -> Decimal | None:
    """Give the efficiency in percent (or points) from capaian and serapan of the year, in percent.

    None for the ratio where nothing was spent.

    >>> compute_efisiensi(Decimal(100), Decimal(80), "sisa_anggaran")
    Decimal('20')
    >>> compute_efisiensi(Decimal(90), Decimal(80), "selisih_capaian_serapan")
    Decimal('10')
    >>> compute_efisiensi(Decimal(100), Decimal(80), "rasio_capaian_serapan")
    Decimal('125')
    """
    if cara == "sisa_anggaran":
        return KONTEKS.subtract(SERATUS, serapan)
    if cara == "selisih_capaian_serapan":
        return KONTEKS.subtract(capaian, serapan)
    return KONTEKS.divide(KONTEKS.multiply(capaian, SERATUS), serapan) if serapan else None


def _list_program(kode: str, daftar: Sequence[HasilIndikator]) -> tuple[str, ...]:
    milik = (h.indikator for h in daftar if kode in h.indikator.sasaran_kode)
    return tuple(sorted({i.program_kode for i in milik if i.program_kode}))


def _is_didukung(sel: SelAnggaran, program: Sequence[str]) -> bool:
    sub = sel.sub_kegiatan
    if sub.jenis_anggaran is not JenisAnggaran.BELANJA:
        return False
    return any(sub.kode == kode or sub.kode.startswith(f"{kode}.") for kode in program)


def _describe_bersama(
    kode: str, program: Sequence[str], daftar: Sequence[HasilIndikator]
) -> tuple[str, ...]:
    """Name programs that support other sasaran too: their money counts in each."""
    lain: dict[str, set[str]] = {}
    for hasil in daftar:
        milik = hasil.indikator
        if milik.program_kode in program:
            lain.setdefault(milik.program_kode, set()).update(milik.sasaran_kode)
    return tuple(
        f"program {satu} juga mendukung {', '.join(sorted(sasaran - {kode}))}"
        for satu, sasaran in sorted(lain.items())
        if sasaran - {kode}
    )


def _build(
    satu: HasilSasaran, isi: Sequence[SelAnggaran], bersama: tuple[str, ...], konteks: Konteks
) -> HasilEfisiensi:
    sasaran, cara = satu.sasaran, konteks.kebijakan.efisiensi
    dasar = f"{konteks.awalan}sas.{sasaran.kode}.anggaran"
    baris = build_baris(KepalaBaris(dasar, sasaran.kode, sasaran.uraian, "total"), isi)
    angka = _build_angka(satu, baris, f"{konteks.awalan}sas.{sasaran.kode}.efisiensi", cara)
    is_lengkap = not any(sel.is_rumpang for sel in isi)
    putusan = _judge(satu, angka, cara, is_lengkap=is_lengkap)
    return HasilEfisiensi(sasaran, cara, satu.rerata, baris, angka, putusan, bersama)


def _build_angka(satu: HasilSasaran, baris: BarisAnggaran, id_angka: str, cara: str) -> Angka:
    capaian, serapan = satu.rerata.angka, baris.serapan
    operan = (Operan("Capaian", capaian.teks), Operan("Serapan", serapan.teks))
    judul, aturan = f"Efisiensi {satu.sasaran.uraian}", _ATURAN[cara]
    bentuk: Bentuk = "poin" if cara == "selisih_capaian_serapan" else "persen"
    perlu = (serapan,) if cara == "sisa_anggaran" else (capaian, serapan)
    kurang = next((a for a in perlu if not isinstance(a.nilai, Decimal)), None)
    if kurang is not None:
        langkah = (describe_alasan(kurang.alasan),) if kurang.alasan else ()
        jejak = Jejak(judul, aturan, operan, langkah)
        return Angka(id_angka, None, bentuk, kurang.keadaan, "%", kurang.alasan, jejak)
    c = capaian.nilai if isinstance(capaian.nilai, Decimal) else Decimal(0)
    s = serapan.nilai if isinstance(serapan.nilai, Decimal) else Decimal(0)
    nilai = compute_efisiensi(c, s, cara)
    if nilai is None:
        kode, keadaan = alasan.REALISASI_NOL, Keadaan.TIDAK_DAPAT_DIHITUNG
        jejak = Jejak(judul, aturan, operan, (describe_alasan(kode),))
        return Angka(id_angka, None, bentuk, keadaan, "%", kode, jejak)
    jejak = Jejak(judul, aturan, operan, (f"Efisiensi = {format_persen(nilai)}",))
    return Angka(id_angka, nilai, bentuk, satuan="%", jejak=jejak)


def _judge(satu: HasilSasaran, angka: Angka, cara: str, *, is_lengkap: bool) -> bool | None:
    """Whether the word "efisien" may be used; None where something is still missing."""
    terukur = [h for h in satu.indikator if h.utama.keadaan is not Keadaan.TIDAK_DIUKUR]
    if not isinstance(angka.nilai, Decimal) or not terukur:
        return None
    if any(hasil.utama.keadaan is not Keadaan.TERISI for hasil in terukur):
        return None
    if not is_lengkap:
        return None
    if cara == "sisa_anggaran":
        return angka.nilai > 0 and all(hasil.utama.is_tercapai for hasil in terukur)
    return angka.nilai > (0 if cara == "selisih_capaian_serapan" else SERATUS)
