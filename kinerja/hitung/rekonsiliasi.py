"""The four quarters, the rule, the year, and the value a unit handed in for the year.

The year is always computed from the quarters; a value handed in is only held against it, at the
decimals it was written with. A contradiction is a finding, never a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import KONTEKS, round_desimal
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan
from kinerja.hitung.periksa_target import build_temuan
from kinerja.hitung.teks import format_operan
from kinerja.model import Keadaan, Masukan, Nilai, NilaiTahunan
from kinerja.periode import ROMAWI
from kinerja.skala import SkalaPredikat
from kinerja.temuan import Temuan, Tingkatan


@dataclass(frozen=True, slots=True)
class Rekonsiliasi:
    """One indicator from its quarters to the year.

    `triwulan` holds each quarter's own realisasi, None where the plan of that quarter has no such
    indicator. `serahan` is what the unit handed in for the year, None where it did not; `selisih`
    is serahan minus the computed year for numbers. `is_beda` is None where nothing was handed in.
    """

    hasil: HasilIndikator
    triwulan: tuple[Angka | None, ...]
    serahan: Angka | None = None
    selisih: Angka | None = None
    is_beda: bool | None = None
    penjelasan: str = ""


def build_rekonsiliasi(
    rekap: Rekap, rekap_per_triwulan: Sequence[Rekap], masukan: Masukan
) -> tuple[Rekonsiliasi, ...]:
    """Reconcile every indicator of a yearly recap, in the order of the plan.

    Args:
        rekap: The recap of the year.
        rekap_per_triwulan: The recaps of its quarters, in order.
        masukan: The inputs, which hold what the units handed in for the year.
    """
    per_triwulan = [
        {hasil.indikator.kode: hasil for hasil in satu.indikator} for satu in rekap_per_triwulan
    ]
    serahan = _map_serahan(masukan)
    hasil = []
    for satu in rekap.indikator:
        kode = satu.indikator.kode
        triwulan = tuple(isi[kode].tw.realisasi if kode in isi else None for isi in per_triwulan)
        hasil.append(_reconcile(satu, triwulan, serahan.get((satu.indikator.unit, kode)), rekap))
    return tuple(hasil)


def check_rekonsiliasi(daftar: Sequence[Rekonsiliasi]) -> Iterator[Temuan]:
    """Find the values handed in that contradict the quarters."""
    for satu in daftar:
        if not satu.is_beda or satu.serahan is None or satu.serahan.jejak is None:
            continue
        yield build_temuan(
            satu.hasil.indikator,
            "K-TAHUN-BEDA",
            "Realisasi setahun yang diserahkan berbeda dari gabungan triwulannya",
            Tingkatan.PERINGATAN,
            ditemukan=format_operan(satu.serahan.nilai),
            diharapkan=f"{satu.hasil.tahun.realisasi.teks} menurut aturan"
            f" {satu.hasil.indikator.agregasi.replace('_', ' ')}",
            saran="Betulkan isian triwulannya atau nilai setahunnya; laporan memakai gabungan"
            " triwulan."
            + (f" Penjelasan unit: {satu.penjelasan.rstrip('.')}." if satu.penjelasan else ""),
            alamat=satu.serahan.jejak.operan[0].alamat,
        )


def is_cocok(serahan: Nilai, hitung: Nilai | int | None, skala: SkalaPredikat | None) -> bool:
    """Tell whether a value handed in is the computed one, at the decimals it was written with.

    >>> is_cocok(Decimal("97.67"), Decimal("97.674418"), None)
    True
    >>> is_cocok(Decimal("97.6"), Decimal("97.674418"), None)
    False
    """
    if isinstance(serahan, Decimal) and isinstance(hitung, Decimal):
        eksponen = serahan.as_tuple().exponent
        desimal = -eksponen if isinstance(eksponen, int) and eksponen < 0 else 0
        return round_desimal(hitung, desimal) == serahan
    if isinstance(serahan, str) and isinstance(hitung, str):
        peringkat = [skala.compute_peringkat(satu) if skala else None for satu in (serahan, hitung)]
        if None not in peringkat:
            return peringkat[0] == peringkat[1]
        return serahan.casefold() == hitung.casefold()
    return serahan == hitung


def _map_serahan(masukan: Masukan) -> Mapping[tuple[str, str], NilaiTahunan]:
    return {
        (unit, satu.indikator_kode): satu
        for (unit, nomor), laporan in masukan.laporan_unit.items()
        if nomor == len(ROMAWI)
        for satu in laporan.nilai_tahunan
    }


def _reconcile(
    hasil: HasilIndikator,
    triwulan: tuple[Angka | None, ...],
    nilai: NilaiTahunan | None,
    rekap: Rekap,
) -> Rekonsiliasi:
    if nilai is None:
        return Rekonsiliasi(hasil, triwulan)
    indikator, hitung = hasil.indikator, hasil.tahun.realisasi
    serahan = Angka(
        f"ik.{indikator.kode}.tahun.serahan",
        nilai.nilai,
        "teks" if isinstance(nilai.nilai, str) else "angka",
        satuan=indikator.satuan,
        jejak=Jejak(
            f"Realisasi setahun {indikator.nama} menurut unit",
            "Diserahkan unit pada formulir Triwulan IV; tidak dipakai menghitung.",
            (Operan("Diserahkan", format_operan(nilai.nilai), nilai.alamat),),
        ),
    )
    if indikator.tahapan:
        # Steps done of steps due have no counterpart in one date.
        return Rekonsiliasi(hasil, triwulan, serahan, penjelasan=nilai.penjelasan)
    skala = rekap.kebijakan.skala_predikat.get(indikator.skala_predikat)
    is_ada = hitung.keadaan is Keadaan.TERISI
    return Rekonsiliasi(
        hasil,
        triwulan,
        serahan,
        _subtract(hasil, nilai.nilai) if is_ada else None,
        not (is_ada and is_cocok(nilai.nilai, hitung.nilai, skala)),
        nilai.penjelasan,
    )


def _subtract(hasil: HasilIndikator, serahan: Nilai) -> Angka | None:
    indikator, hitung = hasil.indikator, hasil.tahun.realisasi.nilai
    if not isinstance(serahan, Decimal) or not isinstance(hitung, Decimal):
        return None
    kiri, kanan = round_desimal(serahan), round_desimal(hitung)
    nilai = KONTEKS.subtract(kiri, kanan)
    bentuk: Bentuk = "poin" if indikator.is_persen else "angka"
    return Angka(
        f"ik.{indikator.kode}.tahun.selisih_serahan",
        nilai,
        bentuk,
        satuan="poin persentase" if indikator.is_persen else indikator.satuan,
        jejak=Jejak(
            f"Selisih nilai yang diserahkan, {indikator.nama}",
            "Nilai yang diserahkan dikurangi realisasi setahun, keduanya dibulatkan ke dua"
            " desimal.",
            (
                Operan("Diserahkan", format_operan(serahan)),
                Operan("Gabungan triwulan", hasil.tahun.realisasi.teks),
            ),
            (f"{format_operan(kiri)} − {format_operan(kanan)} = {format_operan(nilai)}",),
        ),
    )
