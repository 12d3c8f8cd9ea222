"""What the remaining quarters must deliver to reach the year's target, and the pace that takes.

A projection is arithmetic on the target, never a forecast and never a reported figure: its ids
start with `proy.` and it enters no mean. Nothing is projected in Triwulan IV or for a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinerja.hitung.gabung import TERAKHIR
from kinerja.hitung.hasil import HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.kebutuhan import Arah, Bahan, Putusan, compute_kebutuhan
from kinerja.hitung.pecahan import NOL
from kinerja.hitung.sel import build_daftar_sel
from kinerja.model import Agregasi, Jenis, Keadaan, Polaritas, Rentang
from kinerja.periode import ROMAWI


@dataclass(frozen=True, slots=True)
class Proyeksi:
    """One indicator on its way to the year's target.

    `sisa` is what is still to come in all, `laju` what each quarter left must bring (its own value
    where the rule takes a mean or an extreme), `laju_kini` the same so far; None where the rule
    has no such thing. `alasan` says why nothing can be told.
    """

    hasil: HasilIndikator
    putusan: Putusan
    arah: Arah
    triwulan_sisa: tuple[int, ...]
    sisa: Angka | None = None
    laju: Angka | None = None
    laju_kini: Angka | None = None
    alasan: str = ""

    @property
    def is_laju_cukup(self) -> bool | None:
        """Whether the pace so far would do; None where there is nothing to compare."""
        perlu = self.laju.nilai if self.laju else None
        kini = self.laju_kini.nilai if self.laju_kini else None
        if not isinstance(perlu, Decimal) or not isinstance(kini, Decimal):
            return None
        if self.arah == "tepat":
            return None
        return kini <= perlu if self.arah == "banyak" else kini >= perlu


def build_proyeksi(rekap: Rekap) -> tuple[Proyeksi, ...]:
    """Project every indicator of a quarter that has a target for the year, in plan order."""
    kini = rekap.periode.triwulan
    if kini is None or kini >= len(ROMAWI):
        return ()
    return tuple(
        _project(satu, rekap, kini)
        for satu in rekap.indikator
        if not satu.versi.is_dihapus and satu.versi.tahunan is not None
    )


def _project(hasil: HasilIndikator, rekap: Rekap, kini: int) -> Proyeksi:
    indikator, versi = hasil.indikator, hasil.versi
    daftar = build_daftar_sel(
        indikator,
        versi,
        (*hasil.isian_per_triwulan, *(None,) * (len(ROMAWI) - kini)),
        rekap.kebijakan,
    )
    sisa = tuple(sel.triwulan for sel in daftar[kini:] if sel.is_diukur)
    isi = [sel for sel in daftar[:kini] if sel.is_terisi]
    target, arah = _choose_target(hasil)
    if indikator.jenis is Jenis.TONGGAK:
        return Proyeksi(hasil, "tercapai" if _is_selesai(hasil) else "perlu", arah, sisa)
    if hasil.sd.keadaan is Keadaan.BELUM_LAPOR:
        return Proyeksi(hasil, "belum", arah, sisa, alasan="isian triwulan ini belum lengkap")
    if not sisa:
        return Proyeksi(hasil, "selesai", arah, sisa)
    if target is None:
        return _project_predikat(hasil, rekap, arah, sisa)
    nilai = hasil.tahun.realisasi.nilai
    if not isi or not isinstance(nilai, Decimal):
        if hasil.tahun.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG:
            return Proyeksi(hasil, "belum", arah, sisa, alasan="realisasinya tidak dapat dihitung")
        nilai = NOL if indikator.agregasi is Agregasi.JUMLAH else target
        isi = []
    bahan = Bahan(target, arah, isi, nilai, len(sisa), indikator.pengali, indikator.toleransi)
    butuh = compute_kebutuhan(indikator.agregasi, bahan)
    return Proyeksi(
        hasil,
        butuh.putusan,
        arah,
        sisa,
        _build(hasil, "sisa", "Yang masih diperlukan", butuh.sisa, butuh.langkah),
        _build(hasil, "laju", "Yang diperlukan tiap triwulan sisa", butuh.laju, butuh.langkah),
        _build(hasil, "laju_kini", "Sejauh ini tiap triwulan", butuh.laju_kini, ()),
    )


def _choose_target(hasil: HasilIndikator) -> tuple[Decimal | None, Arah]:
    """Give the number that must be reached and from which side; of a range its nearest bound."""
    indikator, target = hasil.indikator, hasil.versi.tahunan
    polaritas = indikator.polaritas
    if indikator.jenis is Jenis.NIHIL:
        return NOL, "banyak"
    if isinstance(target, Rentang):
        nilai = hasil.tahun.realisasi.nilai
        is_lebih = isinstance(nilai, Decimal) and nilai > target.bawah
        if polaritas is Polaritas.TURUN or (polaritas is Polaritas.STABIL and is_lebih):
            return target.atas, "banyak"
        return target.bawah, "sedikit"
    if not isinstance(target, Decimal):
        return None, "sedikit"
    if polaritas is Polaritas.STABIL:
        return target, "tepat"
    return target, "banyak" if polaritas is Polaritas.TURUN else "sedikit"


def _is_selesai(hasil: HasilIndikator) -> bool:
    """Whether a milestone is finished, late or not: its day, or that of every step, is there."""
    tahapan = hasil.indikator.tahapan
    if not tahapan:
        return isinstance(hasil.tahun.realisasi.nilai, date)
    selesai: set[int] = set()
    for isian in hasil.isian_per_triwulan:
        if isian is not None:
            selesai |= {nomor for nomor, hari in isian.tahap_selesai.items() if hari is not None}
    return {tahap.nomor for tahap in tahapan} <= selesai


def _project_predikat(
    hasil: HasilIndikator, rekap: Rekap, arah: Arah, sisa: tuple[int, ...]
) -> Proyeksi:
    skala = rekap.kebijakan.skala_predikat.get(hasil.indikator.skala_predikat)
    pasangan = [
        skala.compute_peringkat(str(nilai)) if skala and nilai is not None else None
        for nilai in (hasil.tahun.realisasi.nilai, hasil.versi.tahunan)
    ]
    kini, harap = pasangan
    is_cukup = kini is not None and harap is not None and kini >= harap
    return Proyeksi(hasil, "pertahankan" if is_cukup else "perlu", arah, sisa)


def is_posisi(agregasi: Agregasi) -> bool:
    """Whether the pace of a rule is a move of a running position."""
    return agregasi in TERAKHIR


def _build(
    hasil: HasilIndikator,
    besaran: str,
    judul: str,
    nilai: Decimal | None,
    langkah: tuple[str, ...],
) -> Angka | None:
    if nilai is None:
        return None
    indikator = hasil.indikator
    return Angka(
        f"proy.{indikator.kode}.{besaran}",
        nilai,
        "angka",
        satuan=indikator.satuan,
        jejak=Jejak(
            f"{judul}, {indikator.nama}",
            "Hitungan mundur dari target setahun; bukan capaian dan bukan ramalan.",
            (
                Operan("Target setahun", hasil.tahun.target.teks),
                Operan("Realisasi s.d.", hasil.tahun.realisasi.teks),
            ),
            langkah,
        ),
    )
