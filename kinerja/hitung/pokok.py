"""What in a report calls for a disposition: targets missed, not reported, contradictory.

Picks and orders computed results; computes nothing and judges nothing beyond their states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.penjaga_keterangan import is_merah
from kinerja.model import Alamat, Keadaan, Tingkat
from kinerja.temuan import Temuan, Tingkatan


class JenisPokok(StrEnum):
    """Why an indicator is put before the leader."""

    MERAH = "target belum tercapai"
    BELUM_LAPOR = "belum lapor"
    TIDAK_DAPAT_DIHITUNG = "tidak dapat dihitung"
    BERTENTANGAN = "isian bertentangan"


@dataclass(frozen=True, slots=True)
class PokokLaporan:
    """One indicator that calls for a disposition; `temuan` are the contradictions in its answer."""

    jenis: JenisPokok
    hasil: HasilIndikator
    temuan: tuple[Temuan, ...] = ()


_URUTAN = tuple(JenisPokok)
_PER_KEADAAN = {
    Keadaan.BELUM_LAPOR: JenisPokok.BELUM_LAPOR,
    Keadaan.TIDAK_DAPAT_DIHITUNG: JenisPokok.TIDAK_DAPAT_DIHITUNG,
}


def pick_pokok(rekap: Rekap) -> tuple[PokokLaporan, ...]:
    """Pick the indicators that call for a disposition, gravest first.

    Targets missed (tingkat sasaran before others, lowest capaian first), then what was not
    reported or cannot be computed, then answers that contradict each other.
    """
    semua = (pokok for hasil in rekap.indikator if (pokok := _judge(hasil, rekap.temuan)))
    return tuple(sorted(semua, key=_sort_key))


def _judge(hasil: HasilIndikator, temuan: Iterable[Temuan]) -> PokokLaporan | None:
    milik = tuple(_pick_temuan(hasil, temuan))
    if is_merah(hasil):
        return PokokLaporan(JenisPokok.MERAH, hasil, milik)
    jenis = _PER_KEADAAN.get(hasil.utama.keadaan)
    if jenis is None and milik:
        jenis = JenisPokok.BERTENTANGAN
    return PokokLaporan(jenis, hasil, milik) if jenis else None


def _pick_temuan(hasil: HasilIndikator, temuan: Iterable[Temuan]) -> Iterator[Temuan]:
    """Pick the warnings of the calculation that stand at a cell of this indicator's answers."""
    letak = {
        (alamat.berkas, alamat.lembar, alamat.sel)
        for isian in hasil.isian_per_triwulan
        if isian is not None
        for alamat in isian.alamat.values()
        if isinstance(alamat, Alamat)
    }
    for satu in temuan:
        if (
            satu.tingkatan is not Tingkatan.CATATAN
            and (satu.berkas, satu.lembar, satu.sel) in letak
        ):
            yield satu


def _sort_key(pokok: PokokLaporan) -> tuple[int, int, object, str]:
    hasil = pokok.hasil
    is_lain = hasil.indikator.tingkat is not Tingkat.SASARAN
    # Only a target missed has a number to sort by.
    nilai = hasil.utama.capaian_pakai.nilai if pokok.jenis is JenisPokok.MERAH else 0
    return (_URUTAN.index(pokok.jenis), int(is_lain), nilai, hasil.indikator.kode)
