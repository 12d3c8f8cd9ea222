"""The regency's figures as frozen data; ids begin with `pemda.` and name the agency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanTerbit
from kinerja.periode import Periode
from kinerja.skala import KelasKategori, WarnaKategori


@dataclass(frozen=True, slots=True)
class BarisLiga:
    """An agency's place by completeness, then timeliness; agencies that are equal share it.

    Of an agency whose forms are not known only `wajib` and `tak_diketahui` are filled; of one whose
    units are not known, nothing.
    """

    bahan: BahanOpd
    peringkat: int
    wajib: Angka
    lapor: Angka
    kelengkapan: Angka
    tepat: Angka
    terlambat: Angka
    tercatat: Angka
    belum: Angka
    tak_diketahui: Angka
    hari_terlama: int


@dataclass(frozen=True, slots=True)
class BarisLingkup:
    """Money of a lingkup: of one agency, or summed over them.

    `tanpa_realisasi` names the agencies whose realisasi is not known, `sebagian` those of which
    part is not; the whole pagu of both is in the sum. `terhitung` names
    those whose realisasi is in the sum, all or part of it.
    """

    lingkup: str
    nama: str
    pagu: Angka
    realisasi: Angka
    serapan: Angka
    tanpa_realisasi: tuple[str, ...] = ()
    sebagian: tuple[str, ...] = ()
    terhitung: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisOpd:
    """An agency's published results; without a usable report every figure says so.

    `is_sebanding` tells whether it counts by the policy that most agencies share.
    """

    bahan: BahanOpd
    capaian: Angka
    tercapai: Angka
    bertarget: Angka
    skpd: BarisLingkup
    skpkd: BarisLingkup
    kategori: KelasKategori | None = None
    is_sebanding: bool = True

    @property
    def is_kategori_lain(self) -> bool:
        """Whether it has a capaian whose class today's policy does not tell any more."""
        return self.capaian.nilai is not None and self.kategori is None

    @property
    def is_capaian_kurang(self) -> bool:
        """Whether its mean capaian lacks indicators that were not reported."""
        return self.capaian.nilai is not None and self.bahan.laporan.belum_lapor > 0

    @property
    def is_kurang(self) -> bool:
        """Whether its capaian or absorption lacks what was not reported."""
        return self.is_capaian_kurang or bool(self.skpd.sebagian)


@dataclass(frozen=True, slots=True)
class KelompokKategori:
    """One class of a scale: how many agencies, and which."""

    label: str
    warna: WarnaKategori
    jumlah: Angka
    opd: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SebaranKategori:
    """The classes of one scale in their order; agencies with another scale stand in another."""

    skala: str
    kelompok: tuple[KelompokKategori, ...]


@dataclass(frozen=True, slots=True)
class Sebaran:
    """Quartiles of a figure over the agencies, and the fences beyond which one is an outlier.

    The quartiles lie between ordered values as Excel's QUARTILE.INC has them; the fences stand one
    and a half times the distance of the quartiles away from them (Tukey), at least a few points;
    where the quartiles are the same there is none and no outlier. Without enough agencies
    there is none of it, and `median` says why. `kurang` names those that were left out because
    part of what their figure is made of was not reported.
    """

    besaran: str
    jumlah: int
    median: Angka
    bawah: Angka
    atas: Angka
    pagar_bawah: Angka
    pagar_atas: Angka
    pencilan: tuple[tuple[str, Angka], ...] = ()
    kurang: tuple[str, ...] = ()

    def list_pencilan(self, *, is_bawah: bool) -> list[tuple[str, Angka]]:
        """List the outliers below the lower fence, or those above the upper one."""
        tengah = self.median.nilai
        return [
            (opd, angka)
            for opd, angka in self.pencilan
            if isinstance(angka.nilai, Decimal)
            and isinstance(tengah, Decimal)
            and (angka.nilai < tengah) == is_bawah
        ]


@dataclass(frozen=True, slots=True)
class RekapPemda:
    """All figures of the regency's report, in the order of the league."""

    periode: Periode
    jumlah_opd: Angka
    jumlah_lengkap: Angka
    jumlah_terpakai: Angka
    jumlah_unit: BarisLiga
    liga: tuple[BarisLiga, ...]
    baris: tuple[BarisOpd, ...]
    lingkup: tuple[BarisLingkup, ...]
    kategori: tuple[SebaranKategori, ...]
    sebaran_capaian: Sebaran
    sebaran_serapan: Sebaran
    kebijakan: str = ""
    laporan: tuple[tuple[str, Angka], ...] = ()
    """How many reports are final, draf, sementara, or not to be used, by that word."""

    @property
    def tanpa_unit(self) -> tuple[BarisLiga, ...]:
        """The agencies whose units are not known: no sum of forms holds them."""
        return tuple(satu for satu in self.liga if not satu.wajib.nilai)

    @property
    def tak_diketahui(self) -> tuple[BarisLiga, ...]:
        """The agencies whose units are known and owe a form, but not whether they handed it in."""
        return tuple(satu for satu in self.liga if satu.wajib.nilai and satu.lapor.nilai is None)

    @property
    def tanpa_angka(self) -> tuple[BarisOpd, ...]:
        """The agencies whose report cannot be used."""
        return tuple(satu for satu in self.baris if not satu.bahan.laporan.keadaan.is_dipakai)

    @property
    def berkebijakan_lain(self) -> tuple[BarisOpd, ...]:
        """The agencies that count by another policy than most."""
        return tuple(
            satu
            for satu in self.baris
            if satu.bahan.laporan.keadaan.is_dipakai and not satu.is_sebanding
        )

    @property
    def urut_capaian(self) -> tuple[BarisOpd, ...]:
        """The agencies by capaian, highest first; those without one by name, at the end."""
        return tuple(sorted(self.baris, key=_rank_capaian))

    @property
    def hilang(self) -> tuple[BarisOpd, ...]:
        """The agencies of which something is missing, sementara or cannot be used, by name."""
        daftar = (
            satu
            for satu in self.baris
            if satu.bahan.laporan.keadaan is not KeadaanTerbit.TERKINI
            or satu.bahan.laporan.is_sementara
            or any(not setor.keadaan.is_lapor for setor in satu.bahan.setoran)
        )
        return tuple(sorted(daftar, key=lambda satu: satu.bahan.nama))


def _rank_capaian(satu: BarisOpd) -> tuple[Decimal, str]:
    nilai = satu.capaian.nilai
    return -nilai if isinstance(nilai, Decimal) else Decimal("Infinity"), satu.bahan.nama
