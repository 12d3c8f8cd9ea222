"""Which tenggat and which answer of a milestone hold on a basis; what is done stays done.

A step that an earlier quarter reported finished stays finished over blank cells; only the word
"belum" takes it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinerja.hitung.agregasi import Gabungan
from kinerja.hitung.sel import Sel
from kinerja.hitung.tonggak import describe_realisasi_tahapan, describe_target_tahapan
from kinerja.model import BELUM, Indikator, Isian, Keadaan, Nilai, VersiTarget
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class GabunganTonggak:
    """Tenggat and answer in force, and the dates of the steps (None: no answer at all)."""

    gabungan: Gabungan
    tahap_selesai: Mapping[int, date | None] | None


def compute_gabungan_tonggak(
    indikator: Indikator,
    versi: VersiTarget,
    daftar_sel: Sequence[Sel],
    periode: Periode,
    *,
    is_setahun: bool,
) -> GabunganTonggak:
    """Choose the tenggat and the last answer up to the period.

    The tenggat is that of the last quarter with one, else the year's. A finished milestone needs no
    new answer; an unfinished one that is due in this very quarter does.
    """
    terukur = tuple(sel for sel in daftar_sel if sel.is_diukur)
    is_tahunan = is_setahun or not terukur
    target = versi.tahunan if is_tahunan else terukur[-1].target
    if versi.is_dihapus:
        target = None
    sumber = next((sel for sel in reversed(daftar_sel) if _is_jawab(sel)), None)
    kini = daftar_sel[-1]
    tahap = collect_tahap([sel.isian for sel in daftar_sel], periode.tahun)
    selesai = {nomor: hari for nomor, (_, hari) in tahap.items()}
    is_usang = (
        sumber is not None and sumber is not kini and not _is_selesai(indikator, sumber, selesai)
    )
    if is_usang and _is_jatuh(indikator, target, kini, periode):
        sumber = None
    gabungan = Gabungan(
        target,
        _find_jawaban(indikator, sumber, selesai, periode.akhir),
        Keadaan.TERISI,
        catatan=() if sumber is None or sumber is kini else (f"dilaporkan {sumber.nama}",),
        dipakai=_list_dipakai(indikator, sumber, daftar_sel, tahap),
        tahap_dipakai={} if sumber is None else _list_tahap(indikator, daftar_sel, tahap),
        target_dipakai=() if is_tahunan else terukur[-1:],
        is_target_tahunan=is_tahunan and target is not None,
        aturan_target="Tenggat menurut rencana yang berlaku.",
        aturan_realisasi="Jawaban terakhir; yang sudah selesai tidak perlu dijawab lagi.",
        target_teks=_describe_target(indikator, versi, periode, is_setahun=is_setahun),
    )
    return GabunganTonggak(gabungan, selesai if sumber is not None else None)


def collect_tahap(
    isian_per_triwulan: Sequence[Isian | None], tahun: int
) -> dict[int, tuple[int, date | None]]:
    """Give of each step that was answered the quarter that says so last, and its date.

    A blank cell says nothing. A date after the end of an earlier quarter was a plan, not a result.

    >>> dulu = Isian("A", tahap_selesai={1: date(2026, 2, 20), 2: date(2026, 8, 1), 3: None})
    >>> kini = Isian("A", tahap_selesai={1: None, 2: None, 3: BELUM})
    >>> collect_tahap([dulu, kini], 2026)
    {1: (1, datetime.date(2026, 2, 20)), 3: (2, None)}
    """
    hasil: dict[int, tuple[int, date | None]] = {}
    for triwulan, isian in enumerate(isian_per_triwulan, start=1):
        akhir = Periode(tahun, triwulan).akhir
        is_kini = triwulan == len(isian_per_triwulan)
        for nomor, jawaban in isian.tahap_selesai.items() if isian is not None else ():
            if jawaban == BELUM:
                hasil[nomor] = (triwulan, None)
            elif isinstance(jawaban, date) and (is_kini or jawaban <= akhir):
                hasil[nomor] = (triwulan, jawaban)
    return hasil


def _list_dipakai(
    indikator: Indikator,
    sumber: Sel | None,
    daftar_sel: Sequence[Sel],
    tahap: Mapping[int, tuple[int, date | None]],
) -> tuple[Sel, ...]:
    """The quarters whose answers the figure rests on; of steps, each one that still speaks."""
    if sumber is None:
        return ()
    dipakai = {triwulan for triwulan, _ in tahap.values()} if indikator.tahapan else set[int]()
    return tuple(sel for sel in daftar_sel if sel is sumber or sel.triwulan in dipakai)


def _list_tahap(
    indikator: Indikator, daftar_sel: Sequence[Sel], tahap: Mapping[int, tuple[int, date | None]]
) -> dict[int, Sel]:
    """The quarter that speaks of each step; of one without any answer, the last."""
    return {
        satu.nomor: daftar_sel[tahap[satu.nomor][0] - 1] if satu.nomor in tahap else daftar_sel[-1]
        for satu in sorted(indikator.tahapan, key=lambda satu: satu.nomor)
    }


def describe_tahap_triwulan(indikator: Indikator, tahun: int) -> tuple[str, str, str, str]:
    """Name the steps due in each quarter of a year, for the Rencana Aksi; "" where none is.

    >>> from types import SimpleNamespace as Contoh
    >>> from decimal import Decimal
    >>> from kinerja.model import Tahap
    >>> hari = (date(2026, 2, 27), date(2026, 3, 31), date(2026, 9, 30))
    >>> tahap = [Tahap("A", n, "x", Decimal(1), h) for n, h in enumerate(hari, start=1)]
    >>> describe_tahap_triwulan(Contoh(tahapan=tahap), 2026)
    ('tahap 1, 2', '', 'tahap 3', '')
    """
    per_triwulan: tuple[list[int], list[int], list[int], list[int]] = ([], [], [], [])
    for tahap in sorted(indikator.tahapan, key=lambda tahap: tahap.nomor):
        if tahap.tenggat.year == tahun:
            per_triwulan[(tahap.tenggat.month - 1) // 3].append(tahap.nomor)
    satu, dua, tiga, empat = (
        f"tahap {', '.join(map(str, nomor))}" if nomor else "" for nomor in per_triwulan
    )
    return satu, dua, tiga, empat


def _describe_target(
    indikator: Indikator, versi: VersiTarget, periode: Periode, *, is_setahun: bool
) -> str:
    """What is due of a milestone in steps; a milestone in one piece shows its tenggat."""
    if not indikator.tahapan or versi.is_dihapus:
        return ""
    return describe_target_tahapan(indikator.tahapan, periode.akhir, is_setahun=is_setahun)


def _find_jawaban(
    indikator: Indikator, sumber: Sel | None, selesai: Mapping[int, date | None], akhir: date
) -> Nilai | None:
    """The answer to show; of a milestone in steps, how many are done."""
    if sumber is None or not indikator.tahapan or sumber.isian is None:
        return None if sumber is None else sumber.nilai
    return describe_realisasi_tahapan(indikator.tahapan, selesai, akhir)


def _is_jawab(sel: Sel) -> bool:
    return sel.is_terisi or (sel.isian is not None and any(sel.isian.tahap_selesai.values()))


def _is_selesai(indikator: Indikator, sel: Sel, selesai: Mapping[int, date | None]) -> bool:
    if not indikator.tahapan:
        return isinstance(sel.nilai, date)
    return all(selesai.get(tahap.nomor) is not None for tahap in indikator.tahapan)


def _is_jatuh(indikator: Indikator, target: Nilai | None, kini: Sel, periode: Periode) -> bool:
    """Whether something of the milestone is due in the period's last quarter."""
    tenggat = [tahap.tenggat for tahap in indikator.tahapan]
    if isinstance(target, date):
        tenggat.append(target)
    return kini.is_diukur or any(_is_dalam(tanggal, periode.akhir) for tanggal in tenggat)


def _is_dalam(tanggal: date, akhir: date) -> bool:
    return tanggal.year == akhir.year and (tanggal.month - 1) // 3 == (akhir.month - 1) // 3
