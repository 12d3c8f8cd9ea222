"""One printed row of performance: its capaian recomputed by each named formula that may apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from kinerja.angka import KONTEKS
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil_capaian import HasilCapaian, Pilihan
from kinerja.hitung.terbit.baca import Lembar
from kinerja.hitung.terbit.bilangan import Bilangan
from kinerja.hitung.terbit.cetak import (
    URUTAN,
    Operand,
    Status,
    compute_status,
    is_dalam_pembulatan,
)
from kinerja.hitung.terbit.soal import Soal, read_polaritas, read_soal
from kinerja.model import Jenis, Nilai, Polaritas, RumusTurun

_BATAS_LAZIM: Final = frozenset({100, 110, 120, 150})
_RUMUS_NEGATIF: Final = {"R/T": "1+(R-T)/|T|", "(2T-R)/T": "1+(T-R)/|T|"}
Cara = tuple[Polaritas | None, RumusTurun]


@dataclass(frozen=True, slots=True)
class HasilKinerja:
    """The answer for one printed row: figures, the formula that gives them, status and reason.

    `status` is None where nothing was printed to compare with.
    """

    polaritas: str = ""
    tercetak: Decimal | None = None
    hitung: Decimal | None = None
    rumus: str = ""
    status: Status | None = None
    alasan: str = ""

    @property
    def selisih(self) -> Decimal | None:
        """The print minus the computed figure."""
        if self.tercetak is None or self.hitung is None:
            return None
        return KONTEKS.subtract(self.tercetak, self.hitung)


def recompute_kinerja(lembar: Lembar, nomor: int, sel: Sequence[str]) -> HasilKinerja:
    """Recompute the capaian of one row; where the polarity is blank every formula is tried."""
    polaritas, sebab = read_polaritas(lembar, nomor, sel)
    cetak = None if nomor in lembar.rancu else lembar.read_bilangan(nomor, sel, "capaian")
    tercetak = cetak.nilai if isinstance(cetak, Bilangan) else None
    soal = read_soal(lembar, nomor, sel)
    if isinstance(soal, str) or sebab:
        alasan = soal if isinstance(soal, str) else sebab
        status = Status.TIDAK_DAPAT_DIHITUNG
        return HasilKinerja(polaritas or "", tercetak, status=status, alasan=alasan)
    daftar = [(cara, _compute_cara(soal, cara)) for cara in _list_cara(soal, polaritas)]
    terhitung = [(cara, hasil) for cara, hasil in daftar if hasil.persen is not None]
    if not terhitung:
        status, alasan = Status.TIDAK_DAPAT_DIHITUNG, daftar[0][1].alasan
        return HasilKinerja(polaritas or "", tercetak, status=status, alasan=alasan)
    utama = terhitung[0][1]
    if not isinstance(cetak, Bilangan):
        alasan = f"capaian_{cetak or 'kosong'}"
        return HasilKinerja(polaritas or "", None, utama.persen, _name(soal, utama), None, alasan)
    dinilai = [(_judge(soal, cara, hasil, cetak), hasil) for cara, hasil in terhitung]
    status = min((satu for satu, _ in dinilai), key=URUTAN.index)
    if status is Status.BEDA:
        alasan = _explain_beda([hasil for _, hasil in daftar], utama, cetak)
        nama = _name(soal, utama)
        return HasilKinerja(polaritas or "", tercetak, utama.persen, nama, status, alasan)
    cocok = [hasil for satu, hasil in dinilai if satu is status]
    rumus = " | ".join(dict.fromkeys(_name(soal, hasil) for hasil in cocok))
    return HasilKinerja(polaritas or "", tercetak, cocok[0].persen, rumus, status)


def _name(soal: Soal, hasil: HasilCapaian) -> str:
    """Name the formula that was used: below zero the short forms give another figure."""
    is_negatif = isinstance(soal.target, Bilangan) and soal.target.nilai < 0
    return _RUMUS_NEGATIF.get(hasil.rumus, hasil.rumus) if is_negatif else hasil.rumus


def _list_cara(soal: Soal, polaritas: Polaritas | None) -> list[Cara]:
    """The named formulas a row may follow; both published ones for turun, T / R without a cap."""
    if soal.jenis is Jenis.PREDIKAT:
        return [(None, RumusTurun.SELISIH)]
    return [
        (satu, rumus)
        for satu in ([polaritas] if polaritas else list(Polaritas))
        for rumus in (list(RumusTurun) if satu is Polaritas.TURUN else [RumusTurun.SELISIH])
    ]


def _compute_cara(soal: Soal, cara: Cara) -> HasilCapaian:
    return _compute_nilai(soal, cara, _unwrap(soal.target), _unwrap(soal.realisasi))


def _compute_nilai(soal: Soal, cara: Cara, target: Nilai, realisasi: Nilai) -> HasilCapaian:
    return compute_capaian(
        target,
        realisasi,
        jenis=soal.jenis,
        polaritas=cara[0],
        rumus_turun=cara[1],
        pilihan=Pilihan(skala=soal.skala),
    )


def _compute_persen(soal: Soal, cara: Cara, target: Decimal, realisasi: Decimal) -> Decimal | None:
    return _compute_nilai(soal, cara, target, realisasi).persen


def _unwrap(nilai: Bilangan | Nilai) -> Nilai:
    return nilai.nilai if isinstance(nilai, Bilangan) else nilai


def _judge(soal: Soal, cara: Cara, hasil: HasilCapaian, cetak: Bilangan) -> Status:
    if hasil.persen is None:
        return Status.TIDAK_DAPAT_DIHITUNG
    status = compute_status(hasil.persen, cetak)
    operan = [satu for satu in (soal.target, soal.realisasi) if isinstance(satu, Bilangan)]
    if status is not Status.BEDA or soal.jenis is not Jenis.ANGKA:
        return status
    daftar = [Operand(satu, is_dibulatkan=soal.is_ukur or satu.desimal > 0) for satu in operan]
    if is_dalam_pembulatan(partial(_compute_persen, soal, cara), daftar, cetak):
        return Status.COCOK_DALAM_PEMBULATAN_OPERAND
    return status


def _explain_beda(daftar: Sequence[HasilCapaian], utama: HasilCapaian, cetak: Bilangan) -> str:
    """Name a formula that could not be tried, or a usual cap that the print stands at."""
    gagal = next((hasil.alasan for hasil in daftar if hasil.persen is None), "")
    if gagal:
        return gagal
    is_batas = utama.persen is not None and utama.persen > cetak.nilai
    if is_batas and cetak.nilai in _BATAS_LAZIM:
        return f"mungkin_dibatasi_{int(cetak.nilai)}"
    return ""
