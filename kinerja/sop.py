"""The procedure an agency follows: its steps with needs, minutes and output, and who may approve.

`parameters/<opd>/sop.yaml` where there is one, else the shipped procedure. Reads and checks;
knows nothing of what was done.
"""

from __future__ import annotations

import difflib
from importlib import resources
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter.baca import read_atau_bawaan
from kinerja.parameter.dasar import Kata, ModelKetat
from kinerja.periode import Periode

NAMA_SOP: Final = "sop.yaml"


class LangkahSop(ModelKetat):
    """One step: what it needs, how long it may take, what comes out, who does it.

    `periode` says whether it belongs to the report of a quarter, of the year, or to both.
    """

    nomor: Annotated[int, Field(strict=True, ge=1, le=99)]
    uraian: Kata
    kelengkapan: tuple[Kata, ...] = ()
    waktu_menit: Annotated[int, Field(strict=True, ge=1)]
    keluaran: Kata
    pelaksana: tuple[Kata, ...] = Field(min_length=1)
    periode: Literal["triwulan", "tahunan", "keduanya"] = "keduanya"

    def is_untuk(self, periode: Periode) -> bool:
        """Tell whether the step belongs to a quarter, or to a year."""
        return self.periode in {"keduanya", "triwulan" if periode.triwulan else "tahunan"}


class PeranLaporan(ModelKetat):
    """The offices that may take a report to each status; the first is the usual one."""

    diperiksa: tuple[Kata, ...] = Field(min_length=1)
    disetujui: tuple[Kata, ...] = Field(min_length=1)
    final: tuple[Kata, ...] = Field(min_length=1)


class PeranSop(ModelKetat):
    """The roles for the agency's report and for that of a unit."""

    badan: PeranLaporan
    bidang: PeranLaporan


class Sop(ModelKetat):
    """The whole procedure (`sop.yaml`)."""

    nomor: str = ""
    judul: Kata
    pelaksana: tuple[Kata, ...] = Field(min_length=1)
    langkah: tuple[LangkahSop, ...] = Field(min_length=1)
    peran: PeranSop

    @model_validator(mode="after")
    def _check_isi(self) -> Self:
        nomor = [satu.nomor for satu in self.langkah]
        if nomor != list(range(1, len(nomor) + 1)):
            raise ParameterError(
                "Nomor langkah tidak berurutan",
                tempat="langkah",
                ditemukan=", ".join(map(str, nomor)),
                diharapkan=f"1 sampai {len(nomor)}",
            )
        disebut = [(f"langkah.{satu.nomor - 1}.pelaksana", satu.pelaksana) for satu in self.langkah]
        for lingkup in PeranSop.model_fields:
            peran: PeranLaporan = getattr(self.peran, lingkup)
            disebut += [
                (f"peran.{lingkup}.{satu}", getattr(peran, satu))
                for satu in PeranLaporan.model_fields
            ]
        for tempat, daftar in disebut:
            for jabatan in daftar:
                if jabatan not in self.pelaksana:
                    raise self._build_galat(jabatan, tempat)
        return self

    def find_langkah(self, nomor: int, periode: Periode) -> LangkahSop:
        """Find a step of the period by its number.

        Raises:
            ParameterError: where there is none, or it belongs to the other kind of period.
        """
        milik = [satu for satu in self.langkah if satu.is_untuk(periode)]
        for satu in milik:
            if satu.nomor == nomor:
                return satu
        raise ParameterError(
            f"Langkah itu bukan bagian dari {periode.judul}",
            ditemukan=str(nomor),
            diharapkan=", ".join(str(satu.nomor) for satu in milik),
        )

    def find_jabatan(self, nama: str) -> str:
        """Find an office by its name, letter case and spaces aside.

        Raises:
            ParameterError: naming the nearest one.
        """
        for satu in self.pelaksana:
            if " ".join(nama.split()).casefold() == satu.casefold():
                return satu
        raise self._build_galat(nama, "--sebagai")

    def _build_galat(self, jabatan: str, tempat: str) -> ParameterError:
        dekat = difflib.get_close_matches(jabatan, self.pelaksana, n=1, cutoff=0.5)
        return ParameterError(
            "Jabatan tidak ada dalam SOP",
            tempat=tempat,
            ditemukan=repr(jabatan),
            diharapkan=f"salah satu dari {', '.join(self.pelaksana)}",
            saran=f"Maksud Anda {dekat[0]}?" if dekat else "",
        )


def read_sop_bawaan() -> bytes:
    """Read the text of the shipped procedure, for a new agency to change."""
    return (resources.files("kinerja") / "bawaan" / NAMA_SOP).read_bytes()


def read_sop(folder: Folder, opd: str) -> Sop:
    """Read the agency's procedure, or the shipped one where it has none of its own.

    Raises:
        ParameterError: with every fault of the file.
    """
    return read_atau_bawaan(Sop, folder, opd, NAMA_SOP)
