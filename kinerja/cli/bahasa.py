"""Click in Indonesian: headings of the help and the messages of wrong arguments.

Composes text from click's own fields; nothing of click is replaced from outside.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from kinerja.angka import TandaDesimal
from kinerja.cli.tampil import print_baris
from kinerja.galat import ParameterError

_TANDA: Final[dict[str, TandaDesimal]] = {",": ",", "koma": ",", ".": ".", "titik": "."}
_KURUNG: Final = re.compile(r"\((.*)\)\s*\.?$")


def show_lalu_keluar(
    ctx: click.Context, build_teks: Callable[[], str], *, is_diminta: bool
) -> None:
    """Print a text and end the command, where its option was given."""
    if is_diminta and not ctx.resilient_parsing:
        print_baris(build_teks())
        ctx.exit()


class Perintah(click.Command):
    """A command whose help reads Indonesian."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Write [OPSI] where click writes [OPTIONS]."""
        return ["[OPSI]" if p == "[OPTIONS]" else p for p in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Head the usage line."""
        potongan = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, potongan, prefix="Pemakaian: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under their heading."""
        daftar = [
            (isi[0], isi[1].replace("[required]", "[wajib]"))
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option)
            and (isi := parameter.get_help_record(ctx)) is not None
        ]
        with formatter.section("Opsi"):
            formatter.write_dl(
                [(nama, arti.replace("[required]", "[wajib]")) for nama, arti in daftar]
            )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say what --help does, and let it print as all commands do."""
        opsi = super().get_help_option(ctx)
        if opsi is not None:
            opsi.help = "Tampilkan bantuan ini."
            opsi.callback = lambda konteks, _, is_diminta: show_lalu_keluar(
                konteks, konteks.get_help, is_diminta=is_diminta
            )
        return opsi


class KumpulanPerintah(Perintah, click.Group):
    """The group of all commands."""

    command_class = Perintah

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands before the options: they are what one looks for."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in the order of work."""
        daftar = [
            (f"{nama} {' '.join(perintah.collect_usage_pieces(ctx)[1:])}", perintah.help or "")
            for nama, perintah in self.commands.items()
        ]
        with formatter.section("Perintah"):
            formatter.write_dl([(nama, bantuan.split("\n\n")[0]) for nama, bantuan in daftar])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command with the nearest known one."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            dekat = difflib.get_close_matches(args[0], list(self.commands), n=1)
            raise ParameterError(
                "Perintah tidak dikenal",
                ditemukan=repr(args[0]),
                saran=f"Maksud Anda {dekat[0]}?"
                if dekat
                else f"Yang ada: {', '.join(self.commands)}.",
            )
        return super().resolve_command(ctx, args)


def parse_bilangan(teks: str | None, opsi: str) -> int | None:
    """Read a positive whole number given to an option, or refuse it in words.

    >>> parse_bilangan("2", "--pekerja")
    2
    """
    if teks is None:
        return None
    if not (teks.isascii() and teks.isdigit()) or int(teks) < 1:
        raise ParameterError(
            f"Nilai {opsi} tidak sah", ditemukan=repr(teks), diharapkan="angka 1 atau lebih"
        )
    return int(teks)


def parse_tanda(teks: str | None) -> TandaDesimal | None:
    """Read a decimal mark by sign or by name.

    >>> parse_tanda("koma"), parse_tanda(".")
    (',', '.')
    """
    if teks is None:
        return None
    tanda = _TANDA.get(teks)
    if tanda is None:
        raise ParameterError(
            "Nilai --tanda-desimal tidak sah", ditemukan=repr(teks), diharapkan="koma atau titik"
        )
    return tanda


def read_peta(isi: str) -> str:
    """Give the text of a column map: that of a file of this name, or the words themselves."""
    jalur = Path(isi)
    try:
        return jalur.read_text(encoding="utf-8-sig") if jalur.is_file() else isi
    except (OSError, UnicodeDecodeError):
        raise ParameterError(
            "Berkas peta tidak dapat dibaca", tempat=isi, saran="Simpan sebagai teks UTF-8."
        ) from None


def describe_click(galat: click.ClickException) -> str:
    """Tell a fault that click found in the arguments."""
    konteks = galat.ctx.command_path if isinstance(galat, click.UsageError) and galat.ctx else ""
    saran = f" Lihat: {konteks} --help" if konteks else ""
    return f"{_describe(galat)}{saran}"


def _describe(galat: click.ClickException) -> str:
    match galat:
        case click.NoSuchOption():
            dekat = f" Maksud Anda {galat.possibilities[0]}?" if galat.possibilities else ""
            return f"Opsi tidak dikenal: {galat.option_name}.{dekat}"
        case click.MissingParameter() if galat.param is not None:
            return f"{galat.param.metavar or galat.param.human_readable_name} belum diisi."
        case click.BadOptionUsage():
            memerlukan = "requires" in galat.message
            kata = "memerlukan nilai" if memerlukan else "tidak menerima nilai"
            return f"Opsi {galat.option_name} {kata}."
        case click.UsageError() if "extra argument" in galat.message:
            cocok = _KURUNG.search(galat.message)
            return f"Terlalu banyak argumen: {cocok.group(1) if cocok else ''}."
        case _:
            return galat.format_message()
