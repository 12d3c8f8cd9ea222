"""Capaian of one indicator from one target and one realisasi, and the value used after the cap.

States come first (no target, no answer), then the formula of `rumus.RUMUS`. It does not know
quarters, weights or categories; milestones are judged in `tonggak`.
"""

from __future__ import annotations

from decimal import Decimal

from kinerja.angka import format_persen
from kinerja.galat import ParameterError
from kinerja.hitung import alasan
from kinerja.hitung.hasil_capaian import BAWAAN, HasilCapaian, Pilihan
from kinerja.hitung.pecahan import compute_persen
from kinerja.hitung.rumus import RUMUS, Rumus
from kinerja.hitung.tonggak import compute_capaian_tonggak
from kinerja.model import Jenis, Keadaan, Kebijakan, Nilai, Polaritas, Rentang, RumusTurun
from kinerja.skala import SkalaPredikat


def compute_capaian(
    target: Nilai | int | None,
    realisasi: Nilai | int | None,
    *,
    jenis: Jenis | str,
    polaritas: Polaritas | str | None = None,
    rumus_turun: RumusTurun | str = RumusTurun.SELISIH,
    pilihan: Pilihan = BAWAAN,
) -> HasilCapaian:
    """Compute the raw capaian of one indicator (rumus.md section 3).

    Args:
        target: Number, range, predikat or date; None where there is none.
        realisasi: Number, predikat, date or "belum"; None where nothing was reported.
        jenis: Kind of target.
        polaritas: Direction, for angka and rentang only.
        rumus_turun: Which of the two published formulas serves turun.
        pilihan: Cap, tolerance, scale, lateness and the period's last day.

    Raises:
        ParameterError: where jenis, polaritas and rumus make no rule.

    >>> compute_capaian(10, 8, jenis="angka", polaritas="turun").persen
    Decimal('120')
    >>> compute_capaian(10, 8, jenis="angka", polaritas="turun", rumus_turun="rasio").persen
    Decimal('125')
    >>> compute_capaian(10, None, jenis="angka", polaritas="naik").keadaan.value
    'belum_lapor'
    """
    if jenis == Jenis.TONGGAK:
        return compute_capaian_tonggak(target, realisasi, pilihan)
    rumus = find_rumus(jenis, polaritas, rumus_turun, pilihan.predikat)
    if target is None:
        return _without_persen(rumus, alasan.TANPA_TARGET, Keadaan.TIDAK_DIUKUR)
    if realisasi is None:
        return _without_persen(rumus, alasan.REALISASI_KOSONG, Keadaan.BELUM_LAPOR)
    pasangan = _convert_pair(target, realisasi, jenis, pilihan.skala)
    if isinstance(pasangan, str):
        return _without_persen(rumus, pasangan, Keadaan.TIDAK_DAPAT_DIHITUNG)
    t, r = pasangan
    hitungan = rumus.hitung(t, r, pilihan.batas_atas)
    is_tercapai = rumus.tercapai(t, r, pilihan.toleransi)
    if hitungan.alasan:
        return _without_persen(
            rumus, hitungan.alasan, Keadaan.TIDAK_DAPAT_DIHITUNG, is_tercapai=is_tercapai
        )
    return HasilCapaian(
        compute_persen(hitungan),
        Keadaan.TERISI,
        "",
        is_tercapai,
        rumus.aturan,
        rumus.nama,
        t if jenis == Jenis.PREDIKAT else target,
        r if jenis == Jenis.PREDIKAT else realisasi,
        hitungan,
    )


def find_rumus(
    jenis: Jenis | str,
    polaritas: Polaritas | str | None,
    rumus_turun: RumusTurun | str,
    predikat: str = "bertingkat",
) -> Rumus:
    """Find the one formula of a combination, or refuse it.

    >>> find_rumus("angka", "stabil", "selisih").nama
    '1-|R-T|/|T|'
    """
    kunci = ""
    if polaritas == Polaritas.TURUN:
        kunci = rumus_turun
    elif jenis == Jenis.PREDIKAT:
        kunci = predikat
    rumus = RUMUS.get((jenis, polaritas or None, kunci))  # type: ignore[arg-type]
    if rumus is None:
        raise ParameterError(
            "Gabungan jenis, polaritas, dan rumus tidak dikenal",
            ditemukan=f"{jenis}, {polaritas or 'tanpa polaritas'}, {kunci or 'tanpa rumus'}",
            saran="Polaritas hanya untuk angka dan rentang: naik, turun, atau stabil.",
        )
    return rumus


def apply_batas(persen: Decimal, kebijakan: Kebijakan) -> tuple[Decimal, str]:
    """Give the value used in means and category, and the sentence of what floor or cap did.

    >>> from kinerja.skala import build_skala_kategori
    >>> dua = build_skala_kategori("dua", [(">=100", "Ya", "hijau"), ("", "Tidak", "merah")])
    >>> apply_batas(Decimal(150), Kebijakan(dua, batas_atas=Decimal(120)))
    (Decimal('120'), 'Dibatasi atas: 150,00% dipakai sebagai 120,00%.')
    """
    atas, bawah = kebijakan.batas_atas, kebijakan.batas_bawah
    if atas is not None and persen > atas:
        teks = f"Dibatasi atas: {format_persen(persen)} dipakai sebagai {format_persen(atas)}."
        return atas, teks
    if bawah is not None and persen < bawah:
        teks = f"Dibatasi bawah: {format_persen(persen)} dipakai sebagai {format_persen(bawah)}."
        return bawah, teks
    return persen, ""


def _without_persen(
    rumus: Rumus, kode: str, keadaan: Keadaan, *, is_tercapai: bool | None = None
) -> HasilCapaian:
    return HasilCapaian(None, keadaan, kode, is_tercapai, rumus.aturan, rumus.nama)


def _convert_pair(
    target: Nilai | int, realisasi: Nilai | int, jenis: Jenis | str, skala: SkalaPredikat | None
) -> tuple[Decimal | Rentang, Decimal] | str:
    """Bring both values to what the formula takes, or name the reason why they do not fit."""
    if jenis == Jenis.PREDIKAT:
        if not isinstance(target, str) or not isinstance(realisasi, str):
            return alasan.JENIS_TIDAK_SESUAI
        t = skala.compute_peringkat(target) if skala else None
        r = skala.compute_peringkat(realisasi) if skala else None
        if t is None or r is None:
            return alasan.SKALA_TIDAK_MEMUAT_NILAI
        return Decimal(t), Decimal(r)
    angka = _to_desimal(realisasi)
    pokok = target if isinstance(target, Rentang) else _to_desimal(target)
    if angka is None or pokok is None or isinstance(pokok, Rentang) != (jenis == Jenis.RENTANG):
        return alasan.JENIS_TIDAK_SESUAI
    return pokok, angka


def _to_desimal(nilai: Nilai | int) -> Decimal | None:
    if isinstance(nilai, Decimal):
        return nilai if nilai.is_finite() else None
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        return Decimal(nilai)
    return None
