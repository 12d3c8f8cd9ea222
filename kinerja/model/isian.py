"""What the units reported, and all inputs of one period together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kinerja.model.istilah import KeadaanFormulir, Lingkup
from kinerja.model.nilai import Alamat, Berkas, Nilai
from kinerja.model.rencana import Rencana
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class Isian:
    """What a unit answered for one indicator in one quarter; every field may be empty.

    `nilai` is the number, predikat or date (or "belum"); ratios use `pembilang` and `penyebut`;
    `tahap_selesai` maps the step numbers of a milestone to their date, "belum", or None for a blank
    cell, which says nothing: what an earlier quarter reported still holds. `alamat` maps a field
    name to its source cell.
    """

    indikator_kode: str
    nilai: Nilai | None = None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    tahap_selesai: Mapping[int, date | str | None] = field(default_factory=dict)
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
class JawabanTindakLanjut:
    """What a unit answered on one item of a disposition; `keadaan` is the word it chose."""

    butir: str
    keadaan: str = ""
    kemajuan: str = ""
    bukti: str = ""
    alasan: str = ""
    alamat: Mapping[str, Alamat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NilaiTahunan:
    """The realisasi of a whole year as a unit hands it in, with its words on any difference."""

    indikator_kode: str
    nilai: Nilai
    penjelasan: str = ""
    alamat: Alamat | None = None


@dataclass(frozen=True, slots=True)
class LaporanUnit:
    """One unit's workbook of one quarter, as read.

    `tindak_lanjut` holds the answered items only; figures never depend on it.
    `nilai_tahunan` is only in the form of Triwulan IV and only compared: no figure depends on it.
    """

    unit: str
    periode: Periode
    berkas: Berkas
    isian: tuple[Isian, ...]
    anggaran: tuple[RealisasiAnggaran, ...]
    tindak_lanjut: tuple[JawabanTindakLanjut, ...] = ()
    nilai_tahunan: tuple[NilaiTahunan, ...] = ()

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
        or any(jawaban is not None for jawaban in isian.tahap_selesai.values())
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
class Masukan:
    """All inputs of one agency and period: the plan and the units' quarters up to it.

    `laporan_unit` is keyed (unit slug, quarter number); a unit whose workbook is missing, empty
    or refused has no entry. `berkas_ditolak` holds those keys whose workbook was refused,
    `berkas_hilang` those of them where a form was received and its working copy is gone.
    `anggaran_impor` holds the money that came by import, by the same key, form or no form; the
    forms in `laporan_unit` carry it already.
    """

    opd: str
    periode: Periode
    unit: tuple[Unit, ...]
    rencana: Rencana
    laporan_unit: Mapping[tuple[str, int], LaporanUnit]
    berkas_ditolak: tuple[tuple[str, int], ...] = ()
    anggaran_impor: Mapping[tuple[str, int], tuple[RealisasiAnggaran, ...]] = field(
        default_factory=dict
    )
    berkas_hilang: tuple[tuple[str, int], ...] = ()

    @property
    def unit_ditolak(self) -> tuple[str, ...]:
        """The units with a refused workbook in any quarter: their figures s.d. are too small."""
        return tuple(dict.fromkeys(slug for slug, _ in self.berkas_ditolak))

    def find_keadaan(self, unit: str, triwulan: int) -> KeadaanFormulir:
        """Tell what became of a unit's form of a quarter."""
        if (unit, triwulan) in self.laporan_unit:
            return KeadaanFormulir.LAPOR
        if (unit, triwulan) in self.berkas_hilang:
            return KeadaanFormulir.HILANG
        is_ditolak = (unit, triwulan) in self.berkas_ditolak
        return KeadaanFormulir.DITOLAK if is_ditolak else KeadaanFormulir.BELUM

    def list_ditolak(self, unit: str) -> tuple[int, ...]:
        """List the quarters of a unit whose workbook was refused."""
        return tuple(sorted(nomor for slug, nomor in self.berkas_ditolak if slug == unit))
