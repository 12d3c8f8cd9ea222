"""The plan: versions, indicators, sasaran, actions and budget. Nothing is read or computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from kinerja.model.istilah import (
    Agregasi,
    Jenis,
    JenisAnggaran,
    Lingkup,
    Polaritas,
    RumusTurun,
    Tingkat,
)
from kinerja.model.nilai import Alamat, Berkas, Nilai

T = TypeVar("T")


def is_satuan_persen(satuan: str) -> bool:
    """Tell whether a unit of measure is a percentage.

    >>> [is_satuan_persen(satuan) for satuan in ("Persen", " % ", "poin persen", "")]
    [True, True, False, False]
    """
    return satuan.strip().casefold() in {"persen", "%"}


@dataclass(frozen=True, slots=True)
class Versi:
    """One version of the plan: `murni` or a later change with its document."""

    kode: str
    nama: str
    berlaku_mulai: date
    dasar: str
    urutan: int


@dataclass(frozen=True, slots=True)
class VersiTarget:
    """The targets of one indicator under one version, already filled up from the version before.

    `triwulan` holds four entries; None means no target in that quarter. `is_dihapus` marks an
    indicator dropped by this version.
    """

    versi: Versi
    tahunan: Nilai | None
    triwulan: tuple[Nilai | None, Nilai | None, Nilai | None, Nilai | None]
    is_dihapus: bool = False
    alamat: Mapping[str, Alamat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tahap:
    """One weighted step of a milestone; weights are shares that add up to 1."""

    indikator_kode: str
    nomor: int
    uraian: str
    bobot: Decimal
    tenggat: date
    alamat: Alamat | None = None


@dataclass(frozen=True, slots=True)
class Indikator:
    """One line of the kamus indikator; fixed before Triwulan I (rumus.md section 2).

    `sasaran_kode` names the sasaran (or tujuan) an indicator measures or, for a program, supports.
    `pengali` is the multiplier of a ratio (100 for percent). `versi_target` is in order of time.
    `realisasi_lalu` and `capaian_lalu` map a past year to its realisasi and to the capaian, in
    percent, that the report of that year gave.
    """

    kode: str
    nama: str
    tingkat: Tingkat
    sasaran_kode: tuple[str, ...]
    unit: str
    pemilik_pk: str
    satuan: str
    jenis: Jenis
    polaritas: Polaritas | None
    agregasi: Agregasi
    versi_target: tuple[VersiTarget, ...]
    program_kode: str = ""
    skala_predikat: str = ""
    pengali: Decimal = Decimal(100)
    bobot: Decimal | None = None
    toleransi: Decimal = Decimal(0)
    rumus_turun: RumusTurun | None = None
    is_penyebut_tetap: bool = False
    alasan_agregasi: str = ""
    definisi: str = ""
    rumus: str = ""
    sumber_data: str = ""
    tahapan: tuple[Tahap, ...] = ()
    realisasi_lalu: Mapping[int, Nilai] = field(default_factory=dict)
    capaian_lalu: Mapping[int, Decimal] = field(default_factory=dict)
    target_renstra: Nilai | None = None
    standar_nasional: Nilai | None = None
    alamat: Alamat | None = None

    @property
    def is_persen(self) -> bool:
        """Whether the unit of measure is a percentage."""
        return is_satuan_persen(self.satuan)

    @property
    def is_rasio(self) -> bool:
        """Whether quarters hold a pembilang and a penyebut."""
        return self.agregasi in {Agregasi.RASIO_JUMLAH, Agregasi.RASIO_AKHIR}

    def version_at(self, tanggal: date) -> VersiTarget:
        """Give the targets in force on a day (the earliest version before any)."""
        return _pick_berlaku(self.versi_target, tanggal, lambda satu: satu.versi)


@dataclass(frozen=True, slots=True)
class Sasaran:
    """A tujuan or sasaran of the plan; a sasaran names the tujuan it serves."""

    kode: str
    tingkat: Literal[Tingkat.TUJUAN, Tingkat.SASARAN]
    uraian: str
    tujuan_kode: str = ""
    alamat: Alamat | None = None


@dataclass(frozen=True, slots=True)
class RencanaAksi:
    """One line of the Rencana Aksi: what is done for an indicator in which quarters."""

    indikator_kode: str
    uraian: str
    keluaran: str
    triwulan: tuple[int, ...]
    sub_kegiatan_kode: str = ""
    penanggung_jawab: str = ""


@dataclass(frozen=True, slots=True)
class VersiPagu:
    """Budget of one sub kegiatan under one version: sen, and four quarters of anggaran kas."""

    versi: Versi
    pagu_sen: int
    kas_sen: tuple[int, int, int, int]
    target_keluaran: Decimal | None = None
    alamat: Mapping[str, Alamat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubKegiatan:
    """A sub kegiatan with its output and its versions of pagu; codes are text."""

    kode: str
    nama: str
    unit: str
    lingkup: Lingkup
    versi_pagu: tuple[VersiPagu, ...]
    jenis_anggaran: JenisAnggaran = JenisAnggaran.BELANJA
    keluaran: str = ""
    satuan_keluaran: str = ""
    alamat: Alamat | None = None

    @property
    def is_keluaran_persen(self) -> bool:
        """Whether the output is measured as a percentage."""
        return is_satuan_persen(self.satuan_keluaran)

    @property
    def kegiatan_kode(self) -> str:
        """Code of the kegiatan: the first five segments."""
        return ".".join(self.kode.split(".")[:5])

    @property
    def program_kode(self) -> str:
        """Code of the program: the first three segments."""
        return ".".join(self.kode.split(".")[:3])

    def version_at(self, tanggal: date) -> VersiPagu:
        """Give the budget in force on a day (the earliest version before any)."""
        return _pick_berlaku(self.versi_pagu, tanggal, lambda satu: satu.versi)

    def is_dihentikan(self, tanggal: date) -> bool:
        """Tell whether spending was planned and the version in force on a day took it all away.

        One that never had money but has an output to reach is not: its output is still awaited.
        """
        kini = self.version_at(tanggal)
        lalu = self.versi_pagu[: self.versi_pagu.index(kini)]
        return (
            self.jenis_anggaran is JenisAnggaran.BELANJA
            and kini.pagu_sen == 0
            and any(satu.pagu_sen for satu in lalu)
        )


@dataclass(frozen=True, slots=True)
class Rencana:
    """The planning workbook of one agency and year.

    `nama_program` maps a program or kegiatan code to its name; `induk_pagu_sen` a program or
    kegiatan code to the pagu the workbook states for it (checked against the children).
    """

    opd: str
    tahun: int
    versi: tuple[Versi, ...]
    sasaran: tuple[Sasaran, ...]
    indikator: tuple[Indikator, ...]
    sub_kegiatan: tuple[SubKegiatan, ...]
    nama_program: Mapping[str, str]
    rencana_aksi: tuple[RencanaAksi, ...] = ()
    berkas: Berkas | None = None
    induk_pagu_sen: Mapping[str, int] = field(default_factory=dict)

    def version_at(self, tanggal: date) -> Versi:
        """Give the version of the plan in force on a day."""
        return _pick_berlaku(self.versi, tanggal, lambda satu: satu)


def _pick_berlaku(daftar: Sequence[T], tanggal: date, versi: Callable[[T], Versi]) -> T:
    """The last of what is in force on a day; what stands in order of time, the first by default."""
    berlaku = [satu for satu in daftar if versi(satu).berlaku_mulai <= tanggal]
    return berlaku[-1] if berlaku else daftar[0]
