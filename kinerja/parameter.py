"""The parameters of an agency and of a period: YAML in, validated frozen models out.

`instansi.yaml` says who the agency is and how it counts; `<periode>.yaml` what people decide for
one run; `pejabat.lokal.yaml` holds names and NIP and stays out of git. Unknown keys are refused
with the nearest known one. Calculates nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Annotated, Final, Literal, Self

import pydantic
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from kinerja.folder import Folder, check_dalam, check_slug
from kinerja.galat import ParameterError
from kinerja.model import Kebijakan, Lingkup, RumusTurun, Unit
from kinerja.periode import Periode
from kinerja.skala import (
    SkalaKategori,
    SkalaPredikat,
    WarnaKategori,
    build_skala_kategori,
)
from kinerja.validasi import ModelT, validate
from kinerja.yaml_ketat import read_yaml

_ANGKA: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z", re.ASCII)
_TANGGAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def _read_desimal(nilai: object) -> object:
    """Take numbers as they were typed: 0.1 in YAML is Decimal("0.1"), not a float's digits."""
    if isinstance(nilai, str) and not _ANGKA.match(nilai.strip()):
        raise ValueError("harus angka")
    return Decimal(repr(nilai)) if type(nilai) in {int, float} else nilai


def _read_tanggal(nilai: object) -> object:
    """Take a date only as a date: 0 or 20260710 would be read as seconds since 1970."""
    if nilai is None or type(nilai) is date:
        return nilai
    if isinstance(nilai, str) and _TANGGAL.match(nilai):
        return nilai
    raise ValueError("harus tanggal, mis. 2026-07-10")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Kata = Annotated[str, Field(strict=True, min_length=1)]
Bilangan = Annotated[Decimal, BeforeValidator(_read_desimal), Field(allow_inf_nan=False)]
Tanggal = Annotated[date, BeforeValidator(_read_tanggal)]
Slug = Annotated[Kata, pydantic.AfterValidator(check_slug)]


class ParameterUnit(_Model):
    """A Sekretariat or Bidang as configured."""

    slug: Slug
    nama: Kata
    singkatan: str = ""
    lingkup: Lingkup = Lingkup.SKPD
    punya_indikator: StrictBool = True


class ParameterKelas(_Model):
    """One class of a category scale."""

    batas: str
    label: Kata
    warna: WarnaKategori
    tercetak_sampai: Bilangan | None = None


class ParameterSkala(_Model):
    """A category scale with its source."""

    sumber: str = ""
    kelas: tuple[ParameterKelas, ...]


class ParameterPredikat(_Model):
    """An ordinal scale, worst first."""

    urutan: tuple[Kata, ...]
    alias: dict[str, str] = {}


class ParameterKebijakan(_Model):
    """The calculation choices; see docs/rumus.md for what each one does."""

    kategori: Kata | ParameterSkala = "regional"
    skala_predikat: dict[str, ParameterPredikat] = {}
    rumus_turun: RumusTurun = RumusTurun.SELISIH
    batas_bawah: Bilangan | None = Decimal(0)
    batas_atas: Bilangan | None = None
    predikat: Literal["bertingkat", "biner"] = "bertingkat"
    terlambat: Bilangan = Decimal(0)
    belum_lapor_sebagai_nol: StrictBool = False
    target_nol_tidak_diukur: StrictBool = True
    pembulatan_kategori: Literal["dua_desimal", "bulat"] = "dua_desimal"
    batas_deviasi: Annotated[Bilangan, Field(ge=0)] = Decimal(10)
    efisiensi: Literal["sisa_anggaran", "selisih_capaian_serapan", "rasio_capaian_serapan"] = (
        "sisa_anggaran"
    )

    def build_kebijakan(self) -> Kebijakan:
        """Build the policy the calculation works with."""
        bawaan = _BerkasSkala.model_validate(
            read_yaml(Path(str(resources.files("kinerja") / "bawaan" / "skala.yaml")))
        )
        predikat = bawaan.predikat | self.skala_predikat
        return Kebijakan(
            kategori=_build_kategori(self.kategori, bawaan.kategori),
            skala_predikat={
                nama: SkalaPredikat(nama, skala.urutan, skala.alias)
                for nama, skala in predikat.items()
            },
            rumus_turun=self.rumus_turun,
            batas_bawah=self.batas_bawah,
            batas_atas=self.batas_atas,
            predikat=self.predikat,
            terlambat=self.terlambat,
            is_belum_lapor_nol=self.belum_lapor_sebagai_nol,
            is_target_nol_tidak_diukur=self.target_nol_tidak_diukur,
            pembulatan_kategori=self.pembulatan_kategori,
            batas_deviasi=self.batas_deviasi,
            efisiensi=self.efisiensi,
        )


class _BerkasSkala(_Model):
    kategori: dict[str, ParameterSkala]
    predikat: dict[str, ParameterPredikat]


def _build_kategori(
    pilihan: str | ParameterSkala, bawaan: Mapping[str, ParameterSkala]
) -> SkalaKategori:
    if isinstance(pilihan, str):
        if pilihan not in bawaan:
            raise ParameterError(
                "Skala kategori tidak dikenal",
                tempat="kebijakan.kategori",
                ditemukan=repr(pilihan),
                diharapkan=f"salah satu dari {', '.join(bawaan)}, atau skala yang ditulis sendiri",
            )
        nama, skala = pilihan, bawaan[pilihan]
    else:
        nama, skala = "instansi", pilihan
    return build_skala_kategori(
        nama,
        [(kelas.batas, kelas.label, kelas.warna) for kelas in skala.kelas],
        {k.label: k.tercetak_sampai for k in skala.kelas if k.tercetak_sampai is not None},
        skala.sumber,
    )


class Instansi(_Model):
    """Identity, units, law and policy of one agency (`instansi.yaml`).

    `label_contoh`, where given, is printed wherever a figure shows: the data are made up.
    """

    nama: Kata
    singkatan: Kata
    pemerintah: Kata
    alamat: tuple[Kata, ...] = ()
    tempat: Kata
    label_contoh: str = ""
    keterangan_contoh: str = ""
    kepala: Kata = "Kepala Badan"
    dasar_hukum: tuple[Kata, ...] = ()
    gambaran: tuple[Kata, ...] = ()
    unit: tuple[ParameterUnit, ...] = Field(min_length=1)
    kebijakan: ParameterKebijakan = ParameterKebijakan()

    @model_validator(mode="after")
    def _check_unit(self) -> Self:
        slug = [unit.slug for unit in self.unit]
        ganda = sorted({satu for satu in slug if slug.count(satu) > 1})
        if ganda:
            raise ParameterError("Slug unit berulang", tempat="unit", ditemukan=", ".join(ganda))
        nama = [" ".join(unit.nama.split()).casefold() for unit in self.unit]
        kembar = sorted({u.nama for u, n in zip(self.unit, nama, strict=True) if nama.count(n) > 1})
        if kembar:
            raise ParameterError("Nama unit berulang", tempat="unit", ditemukan=", ".join(kembar))
        return self

    @property
    def daftar_unit(self) -> tuple[Unit, ...]:
        """The units as the calculation knows them."""
        return tuple(
            Unit(satu.slug, satu.nama, satu.singkatan, satu.lingkup, satu.punya_indikator)
            for satu in self.unit
        )


class PenandaTangan(_Model):
    """Who signs: the office, how it is held, and the key of the person in pejabat.lokal.yaml."""

    jabatan: Kata
    cara: Literal["definitif", "plt", "plh"] = "definitif"
    pejabat: str = ""


class ParameterPeriode(_Model):
    """What people decide for one run (`2026-tw2.yaml`); everything has a default.

    `analisis` holds what people write about a sasaran, by its code.
    `status` draf or final; a report with something missing says sementara by itself.
    """

    status: Literal["draf", "final"] = "draf"
    tanggal_laporan: Tanggal | None = None
    tenggat_setor: Tanggal | None = None
    nomor: str = ""
    penanda_tangan: PenandaTangan | None = None
    penanda_tangan_unit: dict[Slug, PenandaTangan] = {}
    paraf: tuple[PenandaTangan, ...] = ()
    kata_pengantar: tuple[Kata, ...] = ()
    analisis: dict[Kata, tuple[Kata, ...]] = {}
    simpulan: tuple[Kata, ...] = ()
    rekomendasi: tuple[Kata, ...] = ()


class Pejabat(_Model):
    """A person who signs; kept in a local file only."""

    nama: Kata
    pangkat: str = ""
    nip: str = ""


class _DaftarPejabat(_Model):
    pejabat: dict[str, Pejabat] = {}


def read_instansi(folder: Folder, opd: str) -> Instansi:
    """Read `parameters/<opd>/instansi.yaml`."""
    return _read(Instansi, folder.parameter(opd) / "instansi.yaml", folder)


def read_parameter_periode(folder: Folder, opd: str, periode: Periode) -> ParameterPeriode:
    """Read `parameters/<opd>/<periode>.yaml`; the defaults where it does not exist."""
    jalur = folder.parameter(opd) / f"{periode.slug}.yaml"
    if not jalur.exists() and not jalur.is_symlink():
        return ParameterPeriode()
    parameter = _read(ParameterPeriode, jalur, folder)
    tempat = jalur.relative_to(folder.akar).as_posix()
    if parameter.penanda_tangan_unit and (folder.parameter(opd) / "instansi.yaml").exists():
        slug = [unit.slug for unit in read_instansi(folder, opd).unit]
        for satu in parameter.penanda_tangan_unit:
            _check_dikenal(satu, slug, f"{tempat}, penanda_tangan_unit", "Unit")
    pejabat = read_pejabat(folder, opd)
    daftar = (parameter.penanda_tangan, *parameter.penanda_tangan_unit.values(), *parameter.paraf)
    for orang in daftar:
        if pejabat and orang is not None and orang.pejabat:
            _check_dikenal(orang.pejabat, list(pejabat), f"{tempat}, pejabat", "Pejabat")
    return parameter


def _check_dikenal(nama: str, dikenal: list[str], tempat: str, apa: str) -> None:
    if nama in dikenal:
        return
    dekat = difflib.get_close_matches(nama, dikenal, n=1, cutoff=0.5)
    raise ParameterError(
        f"{apa} tidak dikenal",
        tempat=tempat,
        ditemukan=repr(nama),
        diharapkan=", ".join(dikenal),
        saran=f"Maksud Anda {dekat[0]}?" if dekat else "Betulkan penulisannya.",
    )


def read_pejabat(folder: Folder, opd: str) -> dict[str, Pejabat]:
    """Read the people who sign: `pejabat.lokal.yaml`, the sample's, or none."""
    for nama in ("pejabat.lokal.yaml", "pejabat.contoh.yaml"):
        jalur = folder.parameter(opd) / nama
        if jalur.exists() or jalur.is_symlink():
            return _read(_DaftarPejabat, jalur, folder).pejabat
    return {}


def _read(model: type[ModelT], jalur: Path, folder: Folder) -> ModelT:
    nama = check_dalam(jalur, folder.akar).relative_to(folder.akar).as_posix()
    return validate(model, read_yaml(jalur, nama), nama)
