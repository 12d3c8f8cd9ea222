"""Milestones: one tenggat, or weighted steps each with its own, judged on the period's last day.

A date after that day is not yet done on it, so an old quarter re-run gives its old figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.hitung import alasan
from kinerja.hitung.hasil_capaian import HasilCapaian, Pilihan
from kinerja.hitung.pecahan import LUAS, NOL, SATU, Hitungan, compute_persen
from kinerja.hitung.teks import format_operan
from kinerja.model import BELUM, Keadaan, Nilai, Tahap

ATURAN_TONGGAK: Final = (
    "Tonggak: selesai tepat waktu 100, terlambat memakai nilai kebijakan, belum selesai pada"
    " tenggat 0; sebelum tenggat tidak diukur kecuali sudah selesai."
)
ATURAN_TAHAPAN: Final = (
    "Tonggak bertahap: Σ(bobot × nilai) / Σ bobot, atas tahap yang sudah jatuh tenggat atau"
    " sudah selesai."
)
ATURAN_TAHAPAN_SETAHUN: Final = (
    "Tonggak bertahap terhadap setahun: Σ(bobot × nilai) tahap yang selesai / Σ bobot semua tahap."
)


def compute_capaian_tonggak(
    tenggat: Nilai | int | None, jawaban: Nilai | int | None, pilihan: Pilihan
) -> HasilCapaian:
    """Judge one milestone (rumus.md section 3).

    >>> tenggat = date(2026, 6, 30)
    >>> compute_capaian_tonggak(tenggat, "belum", Pilihan(per_tanggal=date(2026, 3, 31))).alasan
    'belum_tenggat'
    >>> compute_capaian_tonggak(tenggat, "belum", Pilihan(per_tanggal=tenggat)).persen
    Decimal('0')
    """
    if tenggat is None:
        return _without_persen(alasan.TANPA_TARGET, Keadaan.TIDAK_DIUKUR)
    if not isinstance(tenggat, date) or not (
        jawaban is None or jawaban == BELUM or isinstance(jawaban, date)
    ):
        return _without_persen(alasan.JENIS_TIDAK_SESUAI, Keadaan.TIDAK_DAPAT_DIHITUNG)
    tanggal = jawaban if isinstance(jawaban, date) else None
    nilai = _judge(tenggat, tanggal, pilihan)
    if nilai is None:
        return _without_persen(alasan.BELUM_TENGGAT, Keadaan.TIDAK_DIUKUR)
    if jawaban is None:
        return _without_persen(alasan.REALISASI_KOSONG, Keadaan.BELUM_LAPOR)
    persen, pola, is_tercapai = nilai
    hitungan = Hitungan(persen, SATU, pola)
    return HasilCapaian(
        compute_persen(hitungan),
        Keadaan.TERISI,
        "",
        is_tercapai,
        ATURAN_TONGGAK,
        "tonggak",
        tenggat,
        jawaban,
        hitungan,
    )


def compute_capaian_tahapan(
    tahapan: Sequence[Tahap],
    tahap_selesai: Mapping[int, date | None] | None,
    pilihan: Pilihan,
    *,
    is_setahun: bool = False,
) -> HasilCapaian:
    """Judge a milestone of weighted steps; an answered sheet with an empty step means "belum".

    In a quarter and s.d. only steps due or done count; on the year's basis all of them do.

    Args:
        tahapan: The steps with their weights.
        tahap_selesai: Step number to date done; None where nothing was answered at all.
        pilihan: Value of a late step and the day of judgement.
        is_setahun: Whether all steps of the year stand in the denominator.

    >>> tahap = [Tahap("IK-1", 1, "Rancangan", Decimal("0.4"), date(2026, 3, 31)),
    ...          Tahap("IK-1", 2, "Penetapan", Decimal("0.6"), date(2026, 9, 30))]
    >>> pada = Pilihan(per_tanggal=date(2026, 9, 30))
    >>> compute_capaian_tahapan(tahap, {1: date(2026, 3, 2), 2: None}, pada).persen
    Decimal('40')
    """
    aturan = ATURAN_TAHAPAN_SETAHUN if is_setahun else ATURAN_TAHAPAN
    pembilang = penyebut = NOL
    rincian: list[str] = []
    is_tercapai, is_jatuh = True, False
    for tahap in sorted(tahapan, key=lambda tahap: tahap.nomor):
        tanggal = (tahap_selesai or {}).get(tahap.nomor)
        nilai = _judge(tahap.tenggat, tanggal, pilihan)
        is_jatuh = is_jatuh or nilai is not None
        if nilai is None and not is_setahun:
            continue
        persen, pola, is_tepat = nilai or (NOL, "belum jatuh tenggat", False)
        is_tercapai = is_tercapai and is_tepat
        pembilang = LUAS.fma(tahap.bobot, persen, pembilang)
        penyebut = LUAS.add(penyebut, tahap.bobot)
        rincian.append(
            f"Tahap {tahap.nomor} {tahap.uraian} (tenggat {format_tanggal(tahap.tenggat)}): {pola},"
            f" {format_operan(tahap.bobot)} × {format_operan(persen)}"
        )
    if not is_jatuh and (tahap_selesai is None or not is_setahun):
        return _without_persen(alasan.BELUM_TENGGAT, Keadaan.TIDAK_DIUKUR, aturan)
    if tahap_selesai is None:
        return _without_persen(alasan.REALISASI_KOSONG, Keadaan.BELUM_LAPOR, aturan)
    if penyebut == 0:
        return _without_persen(alasan.BOBOT_NOL, Keadaan.TIDAK_DAPAT_DIHITUNG, aturan)
    hitungan = Hitungan(pembilang, penyebut, "Σ(bobot × nilai) / Σ bobot")
    capaian = compute_persen(hitungan)
    rincian.append(
        f"capaian = {format_operan(pembilang)} / {format_operan(penyebut)} × 100"
        f" = {format_operan(capaian)}%"
    )
    return HasilCapaian(
        capaian,
        Keadaan.TERISI,
        "",
        is_tercapai,
        aturan,
        "tonggak bertahap",
        hitungan=hitungan,
        rincian=tuple(rincian),
    )


def describe_target_tahapan(tahapan: Sequence[Tahap], hari: date, *, is_setahun: bool) -> str:
    """Say what is due of a milestone in steps: by a day, or in the whole year.

    >>> tahap = [Tahap("IK-1", 1, "Rancangan", Decimal("0.4"), date(2026, 3, 31)),
    ...          Tahap("IK-1", 2, "Penetapan", Decimal("0.6"), date(2026, 9, 30))]
    >>> describe_target_tahapan(tahap, date(2026, 6, 30), is_setahun=False)
    '1 dari 2 tahap jatuh tempo'
    """
    if is_setahun:
        return f"{len(tahapan)} tahap"
    jatuh = sum(tahap.tenggat <= hari for tahap in tahapan)
    return f"{jatuh} dari {len(tahapan)} tahap jatuh tempo"


def describe_realisasi_tahapan(
    tahapan: Sequence[Tahap], tahap_selesai: Mapping[int, date | None], hari: date
) -> str:
    """Say how many steps were done by a day, and how many of those late.

    >>> tahap = [Tahap("IK-1", 1, "Rancangan", Decimal(1), date(2026, 3, 31))]
    >>> describe_realisasi_tahapan(tahap, {1: date(2026, 4, 2)}, date(2026, 6, 30))
    '1 dari 1 tahap (1 terlambat)'
    """
    selesai = [
        (tahap, tanggal)
        for tahap in tahapan
        if (tanggal := tahap_selesai.get(tahap.nomor)) is not None and tanggal <= hari
    ]
    lambat = sum(tanggal > tahap.tenggat for tahap, tanggal in selesai)
    teks = f"{len(selesai)} dari {len(tahapan)} tahap"
    return f"{teks} ({lambat} terlambat)" if lambat else teks


def judge_tahap(
    tahap: Tahap, tanggal: date | None, terlambat: Decimal, hari: date
) -> Decimal | None:
    """Give the worth of one step (0 to 1) on a day; None before its time.

    >>> tahap = Tahap("IK-1", 1, "Rancangan", Decimal(1), date(2026, 3, 31))
    >>> judge_tahap(tahap, date(2026, 4, 2), Decimal(50), date(2026, 6, 30))
    Decimal('0.50')
    """
    nilai = _judge(tahap.tenggat, tanggal, Pilihan(terlambat=terlambat, per_tanggal=hari))
    return None if nilai is None else nilai[0]


def _judge(
    tenggat: date, tanggal: date | None, pilihan: Pilihan
) -> tuple[Decimal, str, bool] | None:
    """Give value (0 to 1), words and verdict of what is due or done; None before its time."""
    hari = pilihan.per_tanggal
    if tanggal is not None and (hari is None or tanggal <= hari):
        if tanggal <= tenggat:
            return SATU, "selesai tepat waktu", True
        return pilihan.terlambat.scaleb(-2), "selesai terlambat", False
    if hari is not None and hari < tenggat:
        return None
    return NOL, "belum selesai", False


def _without_persen(kode: str, keadaan: Keadaan, aturan: str = ATURAN_TONGGAK) -> HasilCapaian:
    return HasilCapaian(None, keadaan, kode, None, aturan, "tonggak")
