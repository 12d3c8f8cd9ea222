"""The targets and pagu of a plan as plain text, and how two states of one version differ.

Values are those in force from the version's first day, taken over from earlier versions where it
says nothing of its own. Knows no register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import format_rupiah
from kinerja.model import Alamat, Nilai, Rencana, Rentang
from kinerja.periode import ROMAWI

BAGIAN_TARGET: Final = ("tahunan", "tw1", "tw2", "tw3", "tw4")
BAGIAN_PAGU: Final = "pagu"
BAGIAN_VERSI: Final = "versi"
TANPA_TARGET: Final = "tanpa target"
_DIHAPUS: Final = "dihapus"
_TANPA_PAGU: Final = "tidak ada"
_SEBUTAN: Final = {
    "tahunan": "target tahunan",
    BAGIAN_PAGU: "pagu",
    **{f"tw{nomor}": f"target Triwulan {romawi}" for nomor, romawi in enumerate(ROMAWI, 1)},
}


@dataclass(frozen=True, slots=True)
class IsiVersi:
    """What a version of the plan says.

    `target` maps an indicator to its parts (`tahunan`, `tw1` … `tw4`), without those that have no
    target; `pagu_sen` a sub kegiatan to its pagu.
    """

    berlaku_mulai: date
    target: Mapping[str, Mapping[str, str]]
    pagu_sen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PerubahanTarget:
    """One value that is not what was recorded.

    `bagian` is `tahunan`, `tw1` … `tw4`, `pagu`, or `versi` for the day from which it is in force.
    """

    versi: str
    kode: str
    bagian: str
    lama: str
    baru: str
    alamat: Alamat | None = None

    @property
    def sebutan(self) -> str:
        """What changed, as people read it.

        >>> PerubahanTarget("murni", "IKU-1", "tw2", "50", "45").sebutan
        'target Triwulan II IKU-1 pada versi murni'
        """
        if self.bagian == BAGIAN_VERSI:
            return f"hari mulai berlaku versi {self.versi}"
        return f"{_SEBUTAN[self.bagian]} {self.kode} pada versi {self.versi}"


def build_isi(rencana: Rencana, tanggal: date) -> IsiVersi:
    """Build what the version in force on a day says."""
    target: dict[str, dict[str, str]] = {}
    for indikator in rencana.indikator:
        satu = indikator.version_at(tanggal)
        nilai = dict(zip(BAGIAN_TARGET, (satu.tahunan, *satu.triwulan), strict=True))
        target[indikator.kode] = (
            {"tahunan": _DIHAPUS}
            if satu.is_dihapus
            else {bagian: format_nilai(isi) for bagian, isi in nilai.items() if isi is not None}
        )
    pagu = {sub.kode: sub.version_at(tanggal).pagu_sen for sub in rencana.sub_kegiatan}
    return IsiVersi(rencana.version_at(tanggal).berlaku_mulai, target, pagu)


def build_alamat(rencana: Rencana, tanggal: date) -> dict[tuple[str, str], Alamat]:
    """Map indicator or sub kegiatan and part to the cell of the value in force on a day."""
    hasil: dict[tuple[str, str], Alamat] = {}
    for indikator in rencana.indikator:
        alamat = indikator.version_at(tanggal).alamat
        hasil |= {(indikator.kode, bagian): satu for bagian, satu in alamat.items()}
    for sub in rencana.sub_kegiatan:
        if satu := sub.version_at(tanggal).alamat.get("pagu_sen"):
            hasil[sub.kode, BAGIAN_PAGU] = satu
    return hasil


def compare_isi(
    versi: str,
    lama: IsiVersi,
    baru: IsiVersi,
    *,
    bagian: Iterable[str] = BAGIAN_TARGET,
    alamat: Mapping[tuple[str, str], Alamat] | None = None,
) -> Iterator[PerubahanTarget]:
    """Give what differs between two states: targets by code and part, then pagu by code."""
    tempat = alamat or {}
    for kode in sorted(lama.target.keys() | baru.target.keys()):
        dulu, kini = lama.target.get(kode, {}), baru.target.get(kode, {})
        for satu in bagian:
            sebelum, sesudah = dulu.get(satu, TANPA_TARGET), kini.get(satu, TANPA_TARGET)
            if sebelum != sesudah:
                yield PerubahanTarget(versi, kode, satu, sebelum, sesudah, tempat.get((kode, satu)))
    for kode in sorted(lama.pagu_sen.keys() | baru.pagu_sen.keys()):
        dulu_sen, kini_sen = lama.pagu_sen.get(kode), baru.pagu_sen.get(kode)
        if dulu_sen != kini_sen:
            yield PerubahanTarget(
                versi,
                kode,
                BAGIAN_PAGU,
                _format_pagu(dulu_sen),
                _format_pagu(kini_sen),
                tempat.get((kode, BAGIAN_PAGU)),
            )


def format_nilai(nilai: Nilai) -> str:
    """Format a target as the one text that equal targets share.

    >>> format_nilai(Decimal("90.50")), format_nilai(Rentang(Decimal(80), Decimal("9E+1")))
    ('90.5', '80-90')
    """
    if isinstance(nilai, Rentang):
        return f"{format_nilai(nilai.bawah)}-{format_nilai(nilai.atas)}"
    if isinstance(nilai, Decimal):
        return format(nilai.normalize(), "f")
    return nilai.isoformat() if isinstance(nilai, date) else " ".join(nilai.split())


def _format_pagu(sen: int | None) -> str:
    return _TANPA_PAGU if sen is None else format_rupiah(sen)
