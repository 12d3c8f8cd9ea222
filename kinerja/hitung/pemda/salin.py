"""An agency's published figures taken over as they are, with the way to where they stand.

Which figures those are stands in `ID_DIPERLUKAN`; nothing is computed here.
"""

from __future__ import annotations

from typing import Final

from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan
from kinerja.hitung.pemda.bahan import AngkaTerbit, BahanOpd, LaporanTerbit
from kinerja.model import Alamat, Keadaan

LINGKUP: Final = {"skpd": "Belanja SKPD", "skpkd": "Belanja SKPKD/PPKD"}
ID_DIPERLUKAN: Final = (
    "pd.rerata",
    "pd.jumlah.tercapai",
    "pd.jumlah.bertarget",
    "pd.jumlah.belum_lapor",
    *(f"ang.{satu}.{apa}" for satu in LINGKUP for apa in ("pagu", "realisasi_sd", "deviasi")),
)
"""What of an agency's published figures the regency's are made of, or are judged by."""


def copy_angka(bahan: BahanOpd, asal: str, nama: str, bentuk: Bentuk) -> Angka:
    """Take a published figure over as it is, with the way to where it stands."""
    kunci, laporan = f"pemda.{bahan.slug}.{nama}", bahan.laporan
    terbit = laporan.angka.get(asal)
    if terbit is None:
        # An agency without a treasury has no such money; anything else is missing.
        is_tanpa = laporan.keadaan.is_dipakai and asal.startswith("ang.skpkd.")
        keadaan = Keadaan.TIDAK_DIUKUR if is_tanpa else Keadaan.TIDAK_DAPAT_DIHITUNG
        return Angka(kunci, None, bentuk, keadaan)
    nilai = int(terbit.nilai) if terbit.nilai is not None and bentuk != "persen" else terbit.nilai
    jejak = Jejak(
        f"{bahan.nama}: {_SEBUTAN[nama]}",
        "disalin dari laporan perangkat daerah yang terbit, tanpa dihitung lagi",
        (_build_operan(terbit, _SEBUTAN[nama]),),
        (f"{terbit.id} = {terbit.teks}{_describe_usang(laporan)}.",),
    )
    return Angka(kunci, nilai, bentuk, terbit.keadaan, "", terbit.alasan, jejak)


_SEBUTAN: Final = {
    "capaian": "rata-rata capaian",
    "tercapai": "indikator sasaran yang mencapai target",
    "bertarget": "indikator sasaran yang bertarget",
    **{
        f"{lingkup}.{apa}": f"{kata} {sebutan}"
        for lingkup, sebutan in LINGKUP.items()
        for apa, kata in (("pagu", "pagu"), ("realisasi", "realisasi"))
    },
}


def _build_operan(terbit: AngkaTerbit, nama: str) -> Operan:
    return Operan(nama, terbit.teks, terbit.alamat)


def _describe_usang(laporan: LaporanTerbit) -> str:
    return f" ({laporan.keadaan.value}: {laporan.sebab})" if laporan.sebab else ""


def find_alamat(satu: Angka) -> Alamat | None:
    """Find where a figure stands that has one operand; a sum stands nowhere."""
    return satu.jejak.operan[0].alamat if satu.jejak and len(satu.jejak.operan) == 1 else None
