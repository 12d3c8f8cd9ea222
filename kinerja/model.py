"""The typed, frozen model of what an agency plans and reports.

Only shapes, names and validation of single values live here; nothing is read or computed. Money
is integer sen, percentages are 0-100, measured values are Decimal. `None` always means "not
reported"; 0 is a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.skala import SkalaKategori, SkalaPredikat


class Tingkat(StrEnum):
    """Level of an indicator in the performance tree; means never mix levels."""

    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


class Jenis(StrEnum):
    """What kind of target an indicator has."""

    ANGKA = "angka"
    RENTANG = "rentang"
    PREDIKAT = "predikat"
    NIHIL = "nihil"
    TONGGAK = "tonggak"


class Polaritas(StrEnum):
    """Which direction is better."""

    NAIK = "naik"
    TURUN = "turun"
    STABIL = "stabil"


class Agregasi(StrEnum):
    """How the quarters' cells become "s.d. triwulan" and the year (rumus.md section 2)."""

    JUMLAH = "jumlah"
    AKHIR = "akhir"
    RATA_RATA = "rata_rata"
    MAKSIMUM = "maksimum"
    MINIMUM = "minimum"
    RASIO_JUMLAH = "rasio_jumlah"
    RASIO_AKHIR = "rasio_akhir"


class RumusTurun(StrEnum):
    """The two published formulas for lower-is-better."""

    SELISIH = "selisih"
    RASIO = "rasio"


class Keadaan(StrEnum):
    """The states of a figure, never confused (rumus.md section 1)."""

    TERISI = "terisi"
    BELUM_LAPOR = "belum_lapor"
    TIDAK_DIUKUR = "tidak_diukur"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


class Lingkup(StrEnum):
    """Whether money is the agency's own (SKPD) or the treasury's (SKPKD/PPKD)."""

    SKPD = "skpd"
    SKPKD = "skpkd"


class JenisAnggaran(StrEnum):
    """The side of the budget."""

    BELANJA = "belanja"
    PENDAPATAN = "pendapatan"
    PEMBIAYAAN = "pembiayaan"


@dataclass(frozen=True, slots=True)
class Rentang:
    """A range target a-b with 0 <= a <= b and b > 0, in the indicator's unit.

    >>> Rentang(Decimal(80), Decimal(90)).atas
    Decimal('90')
    """

    bawah: Decimal
    atas: Decimal

    def __post_init__(self) -> None:
        """Refuse an inverted or negative range."""
        if not 0 <= self.bawah <= self.atas or self.atas <= 0:
            raise ParameterError(
                "Rentang target tidak sah",
                ditemukan=f"{self.bawah}-{self.atas}",
                saran="Tulis batas bawah lalu batas atas, mis. 80-90.",
            )


BELUM: Literal["belum"] = "belum"
"""The answer of a milestone that is not finished."""

Nilai = Decimal | Rentang | str | date
"""A target or a realisasi: number, range, predikat (or "belum"), or date of a milestone."""


@dataclass(frozen=True, slots=True)
class Berkas:
    """An input file as read: name relative to the working folder, SHA-256 and size in bytes."""

    nama: str
    sha256: str
    ukuran: int


@dataclass(frozen=True, slots=True)
class Alamat:
    """The source cell of a value."""

    berkas: str
    lembar: str
    sel: str
    sha256: str = ""

    @property
    def teks(self) -> str:
        """The address as printed in a passport."""
        return f'{self.berkas}, lembar "{self.lembar}", sel {self.sel}'


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
    `realisasi_lalu` maps a past year to its realisasi.
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
    target_renstra: Nilai | None = None
    standar_nasional: Nilai | None = None
    alamat: Alamat | None = None

    @property
    def is_persen(self) -> bool:
        """Whether the unit of measure is a percentage."""
        return self.satuan.strip().casefold() in {"persen", "%"}

    @property
    def is_rasio(self) -> bool:
        """Whether quarters hold a pembilang and a penyebut."""
        return self.agregasi in {Agregasi.RASIO_JUMLAH, Agregasi.RASIO_AKHIR}

    def version_at(self, tanggal: date) -> VersiTarget:
        """Give the targets in force on a day (the earliest version before any)."""
        berlaku = [v for v in self.versi_target if v.versi.berlaku_mulai <= tanggal]
        return berlaku[-1] if berlaku else self.versi_target[0]


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
    def kegiatan_kode(self) -> str:
        """Code of the kegiatan: the first five segments."""
        return ".".join(self.kode.split(".")[:5])

    @property
    def program_kode(self) -> str:
        """Code of the program: the first three segments."""
        return ".".join(self.kode.split(".")[:3])

    def version_at(self, tanggal: date) -> VersiPagu:
        """Give the budget in force on a day (the earliest version before any)."""
        berlaku = [v for v in self.versi_pagu if v.versi.berlaku_mulai <= tanggal]
        return berlaku[-1] if berlaku else self.versi_pagu[0]


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

    def version_at(self, tanggal: date) -> Versi:
        """Give the version of the plan in force on a day."""
        berlaku = [v for v in self.versi if v.berlaku_mulai <= tanggal]
        return berlaku[-1] if berlaku else self.versi[0]


@dataclass(frozen=True, slots=True)
class Isian:
    """What a unit answered for one indicator in one quarter; every field may be empty.

    `nilai` is the number, predikat or date (or "belum"); ratios use `pembilang` and `penyebut`;
    `tahap_selesai` maps the step numbers of a milestone to their date or None. `alamat` maps a
    field name to its source cell.
    """

    indikator_kode: str
    nilai: Nilai | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    tahap_selesai: Mapping[int, date | None] = field(default_factory=dict)
    tahun_data: int | None = None
    penjelasan: str = ""
    faktor_pendukung: str = ""
    kendala: str = ""
    tindak_lanjut: str = ""
    tindak_lanjut_tanggal: date | None = None
    bukti: str = ""
    alamat: Mapping[str, Alamat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RealisasiAnggaran:
    """What a unit answered for one sub kegiatan in one quarter.

    `realisasi_sen` is the quarter's own spending (an increment, negative for a pengembalian),
    `fisik_persen` the running physical progress, `keluaran` the quarter's own output.
    """

    sub_kegiatan_kode: str
    realisasi_sen: int | None = None
    fisik_persen: Decimal | None = None
    keluaran: Decimal | None = None
    catatan: str = ""
    alamat: Mapping[str, Alamat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LaporanUnit:
    """One unit's workbook of one quarter, as read."""

    unit: str
    periode: Periode
    berkas: Berkas
    isian: tuple[Isian, ...]
    anggaran: tuple[RealisasiAnggaran, ...]

    @property
    def is_kosong(self) -> bool:
        """Whether the workbook holds no answer at all (counted as not reported)."""
        return not any(_is_terisi(isian) for isian in self.isian) and not any(
            baris.realisasi_sen is not None
            or baris.fisik_persen is not None
            or baris.keluaran is not None
            for baris in self.anggaran
        )


def _is_terisi(isian: Isian) -> bool:
    return (
        isian.nilai is not None
        or isian.pembilang is not None
        or isian.penyebut is not None
        or any(tanggal is not None for tanggal in isian.tahap_selesai.values())
    )


@dataclass(frozen=True, slots=True)
class Unit:
    """A Sekretariat or Bidang of the agency."""

    slug: str
    nama: str
    singkatan: str = ""
    lingkup: Lingkup = Lingkup.SKPD
    has_indikator: bool = True


@dataclass(frozen=True, slots=True)
class Kebijakan:
    """Every calculation choice of an agency, printed in each report (rumus.md sections 2-6).

    Percent values are 0-100; `terlambat` is the capaian of a milestone done late (0-100).
    """

    kategori: SkalaKategori
    skala_predikat: Mapping[str, SkalaPredikat] = field(default_factory=dict)
    rumus_turun: RumusTurun = RumusTurun.SELISIH
    batas_bawah: Decimal | None = Decimal(0)
    batas_atas: Decimal | None = None
    predikat: Literal["bertingkat", "biner"] = "bertingkat"
    terlambat: Decimal = Decimal(0)
    is_belum_lapor_nol: bool = False
    is_target_nol_tidak_diukur: bool = True
    pembulatan_kategori: Literal["dua_desimal", "bulat"] = "dua_desimal"
    efisiensi: Literal["sisa_anggaran", "selisih_capaian_serapan", "rasio_capaian_serapan"] = (
        "sisa_anggaran"
    )

    def __post_init__(self) -> None:
        """Refuse rasio without a cap: T/R has no finite value at R = 0 (rumus.md section 3)."""
        if self.rumus_turun is RumusTurun.RASIO and self.batas_atas is None:
            raise ParameterError(
                "Rumus turun 'rasio' memerlukan batas_atas",
                tempat="kebijakan",
                saran="Isi batas_atas (mis. 120) atau pakai rumus_turun: selisih.",
            )
        if (
            self.batas_atas is not None
            and self.batas_bawah is not None
            and self.batas_bawah >= self.batas_atas
        ):
            raise ParameterError(
                "batas_bawah harus lebih kecil daripada batas_atas",
                tempat="kebijakan",
                ditemukan=f"{self.batas_bawah} dan {self.batas_atas}",
            )
        if not 0 <= self.terlambat <= 100:
            raise ParameterError(
                "Nilai terlambat di luar 0 sampai 100",
                tempat="kebijakan",
                ditemukan=str(self.terlambat),
            )


@dataclass(frozen=True, slots=True)
class Masukan:
    """All inputs of one agency and period: the plan and the units' quarters up to it.

    `laporan_unit` is keyed (unit slug, quarter number); a unit whose workbook is missing, empty
    or refused has no entry. `unit_ditolak` names the units refused in the period itself.
    """

    opd: str
    periode: Periode
    unit: tuple[Unit, ...]
    rencana: Rencana
    laporan_unit: Mapping[tuple[str, int], LaporanUnit]
    unit_ditolak: tuple[str, ...] = ()
