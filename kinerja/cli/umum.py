"""The options that all commands share, before or behind the command, and what they settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kinerja.ekspor.bentuk import BENTUK_BAWAAN, BENTUK_TERBACA
from kinerja.folder import Folder, check_slug, find_folder
from kinerja.galat import ParameterError
from kinerja.periode import Periode, parse_periode

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Umum:
    """The options that stand before or behind any command."""

    opd: str = ""
    folder: str = ""
    oleh: str = ""
    jejak: bool = False
    json: bool = False

    def find_folder(self) -> Folder:
        """Find the working folder."""
        self.check_folder()
        return find_folder(Path(self.folder) if self.folder else None)

    def check_folder(self) -> None:
        """Refuse a folder that is named but not there: a mistyped one is never made."""
        if self.folder and not Path(self.folder).is_dir():
            raise ParameterError(
                "Folder tidak ada",
                tempat="--folder",
                ditemukan=self.folder,
                saran="Periksa namanya, atau buat foldernya dahulu.",
            )

    def choose_opd(self, folder: Folder) -> str:
        """Choose the agency: the one named, or the only one there is."""
        daftar = folder.daftar_opd
        if self.opd:
            if check_slug(self.opd, "Nama OPD") not in daftar:
                raise ParameterError(
                    "OPD tidak ada di folder kerja",
                    tempat="--opd",
                    ditemukan=self.opd,
                    saran=f"Yang ada: {', '.join(daftar) or 'belum ada'}.",
                )
            return self.opd
        if len(daftar) != 1:
            raise ParameterError(
                "Sebutkan OPD dengan --opd" if daftar else "Belum ada OPD di folder kerja",
                tempat=str(folder.akar / "parameters"),
                ditemukan=f"{', '.join(daftar)}" if daftar else "",
                saran="" if daftar else "Mulai dengan: kinerja baru OPD TAHUN",
            )
        return daftar[0]


_PANJANG_OLEH: Final = 200


def parse_oleh(teks: str) -> str:
    """Give a declared name as one line, or refuse one that cannot be printed.

    >>> parse_oleh("  Petugas   Perencanaan ")
    'Petugas Perencanaan'
    """
    rapi = " ".join(teks.split())
    if not rapi.isprintable() or len(rapi) > _PANJANG_OLEH:
        raise ParameterError(
            "Nama tidak sah",
            tempat="--oleh",
            ditemukan=ascii(rapi)[:80],
            diharapkan=f"teks biasa, paling banyak {_PANJANG_OLEH} karakter",
        )
    return rapi


def _store(ctx: click.Context, param: click.Parameter, nilai: Any) -> None:  # noqa: ANN401
    if nilai and param.name == "oleh":
        nilai = parse_oleh(nilai)
    if nilai and param.name:
        setattr(ctx.ensure_object(Umum), param.name, nilai)


def opsi_umum(fungsi: F) -> F:
    """Add the common options to a command."""
    for nama, metavar, bantuan in (
        ("--json", None, "Cetak hasil sebagai JSON."),
        ("--jejak", None, "Tampilkan rincian teknis bila terjadi kesalahan."),
        ("--oleh", "NAMA", "Nama yang menjalankan; dicatat sebagai dinyatakan."),
        ("--folder", "FOLDER", "Folder kerja (bawaan: folder ini atau induknya)."),
        ("--opd", "OPD", "Perangkat daerah (bawaan: satu-satunya yang ada)."),
    ):
        bentuk: dict[str, Any] = {"metavar": metavar} if metavar else {"is_flag": True}
        fungsi = click.option(nama, help=bantuan, expose_value=False, callback=_store, **bentuk)(
            fungsi
        )
    return fungsi


def opsi_format(fungsi: F) -> F:
    """Add the choice of formats to a command that makes reports."""
    return click.option(
        "--format",
        "bentuk",
        default=",".join(BENTUK_BAWAAN),
        metavar="DAFTAR",
        help=f"Pilihan: {', '.join(BENTUK_TERBACA)}, dipisah koma (bawaan: "
        f"{','.join(BENTUK_BAWAAN)}).",
    )(fungsi)


def open_kerja(umum: Umum, periode: str) -> tuple[Periode, Folder, str]:
    """Settle period, folder and agency before anything heavy is loaded."""
    pilihan = parse_periode(periode)
    folder = umum.find_folder()
    return pilihan, folder, umum.choose_opd(folder)
