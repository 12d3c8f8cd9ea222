"""What the commands print: summaries, findings, progress.

Results go to stdout, progress and errors to stderr. A pipe that was closed early ends the
printing, not the work. Decides nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

import click

from kinerja.berkas import describe_sebab
from kinerja.ekspor.bentuk import is_terbaca
from kinerja.galat import LaporanError
from kinerja.jalankan.hasil_jalan import BELUM_DIBUAT
from kinerja.temuan import JUDUL_UMUM, Temuan, Tingkatan, describe_daftar

if TYPE_CHECKING:
    from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, Kabar


def print_baris(teks: str = "", *, is_galat: bool = False) -> None:
    """Print a line; where nobody reads any more, print nothing from there on.

    Raises:
        LaporanError: where a result cannot be written down, as on a full disk. A message that
            cannot is lost, and changes nothing of what it tells.
    """
    tujuan = sys.stderr if is_galat else sys.stdout
    try:
        tujuan.write(f"{teks}\n")
        tujuan.flush()
    except BrokenPipeError:
        close_aliran(tujuan)
    except UnicodeEncodeError:
        sandi = tujuan.encoding or "ascii"
        tujuan.write(f"{teks.encode(sandi, 'replace').decode(sandi)}\n")
    except OSError as galat:
        close_aliran(tujuan)
        if not is_galat:
            raise LaporanError(
                "Hasil tidak dapat dicetak",
                ditemukan=describe_sebab(galat),
                saran="Perintahnya mungkin sudah selesai; ulangi dengan keluaran yang lain.",
            ) from galat


def open_aliran() -> None:
    """Give a process that was started without input or output nowhere to read from and write to.

    Otherwise the next file that is opened would take its place, and get what is printed.
    """
    for nomor, nama in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(nomor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
        if getattr(sys, nama) is None:
            setattr(sys, nama, open(nomor, "r" if nomor == 0 else "w", closefd=False))  # noqa: SIM115 - for as long as the process lives


def close_aliran(tujuan: TextIO) -> None:
    """Send what a closed pipe would have got nowhere, also the flush at exit."""
    hampa = os.open(os.devnull, os.O_WRONLY)
    os.dup2(hampa, tujuan.fileno())
    os.close(hampa)


def print_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object."""
    print_baris(json.dumps(data, ensure_ascii=False, indent=2))


def print_temuan(
    daftar: Iterable[Temuan], nama_unit: Mapping[str, str], indentasi: str = "  "
) -> None:
    """Print findings by unit, gravest first, with place and remedy; many of a kind in one line."""
    per_unit: dict[str, list[Temuan]] = {}
    for temuan in daftar:
        per_unit.setdefault(temuan.unit, []).append(temuan)
    for slug in sorted(per_unit, key=lambda satu: [*nama_unit, satu].index(satu)):
        print_baris(nama_unit.get(slug, slug) if slug else JUDUL_UMUM)
        for baris in describe_daftar(per_unit[slug]):
            print_baris(f"{indentasi}{baris}")


def print_hasil(hasil: HasilJalan) -> None:
    """Print what a run made: where it is, what is missing, refused or failed, and why."""
    print_baris(f"Laporan kinerja {hasil.periode.judul} – {hasil.opd}")
    print_baris(f"Folder: {format_jalur(hasil.folder)}")
    _print_status(hasil)
    sebab = Counter(satu for laporan in hasil.laporan for satu in laporan.gagal_bentuk)
    sebab_bersama = {satu: jumlah for satu, jumlah in sebab.items() if jumlah > 1}
    for keadaan, judul in (
        ("dibuat", "Dibuat"),
        ("sebagian", "Dibuat sebagian"),
        ("tetap", "Tidak berubah, tidak dibuat ulang"),
        ("gagal", "Gagal; laporan sebelumnya tidak diubah"),
        ("ditolak", "Ditolak"),
        ("dihentikan", "Dihentikan sebelum selesai"),
        ("lama", "Tidak dibuat lagi"),
    ):
        daftar = [satu for satu in hasil.laporan if satu.keadaan == keadaan]
        if daftar:
            print_baris()
            print_baris(f"{judul} ({len(daftar)}):")
            for satu in daftar:
                _print_laporan(satu, sebab_bersama)
    for (bentuk, pesan), jumlah in sebab_bersama.items():
        print_baris()
        print_baris(f"{bentuk.upper()} tidak dibuat pada {jumlah} laporan: {pesan}")
    galat = [temuan for temuan in hasil.temuan if temuan.tingkatan is Tingkatan.GALAT]
    if galat:
        print_baris()
        print_baris("Yang harus diperbaiki:")
        print_temuan(galat, dict(hasil.unit_ditolak))
    for catatan in hasil.catatan:
        print_baris()
        print_baris(f"Catatan: {catatan}")
    sisa = sum(temuan.tingkatan is Tingkatan.PERINGATAN for temuan in hasil.temuan)
    if sisa:
        print_baris()
        print_baris(f"{sisa} peringatan; lihat: kinerja periksa {hasil.periode.slug}")


def _print_status(hasil: HasilJalan) -> None:
    if hasil.is_sementara:
        print_baris("Status: SEMENTARA")
        for alasan in hasil.alasan_sementara:
            print_baris(f"  - {alasan}")
        sudah_disebut = " ".join(hasil.alasan_sementara)
        belum = [nama for nama in hasil.belum_lapor if nama not in sudah_disebut]
        if belum:
            print_baris(f"  - Belum melapor: {', '.join(belum)}")
    else:
        print_baris("Status: lengkap")
    for peringatan in hasil.peringatan:
        print_baris(f"PERINGATAN: {peringatan}")


def _print_laporan(satu: HasilLaporan, sebab_bersama: Container[tuple[str, str]]) -> None:
    print_baris(f"  {satu.judul}")
    if satu.pesan:
        print_baris(f"    {satu.pesan}")
    for bentuk, pesan in satu.gagal_bentuk:
        sebab = "sebabnya di bawah" if (bentuk, pesan) in sebab_bersama else pesan
        print_baris(f"    {bentuk.upper()} tidak dibuat: {sebab}")
    for peringatan in satu.peringatan:
        print_baris(f"    PERINGATAN: {peringatan}")
    terbaca = [nama for nama in satu.berkas if is_terbaca(nama)]
    if terbaca and satu.keadaan in {"dibuat", "sebagian"}:
        print_baris(f"    {', '.join(terbaca)}")
    for perubahan in satu.perubahan:
        if perubahan != BELUM_DIBUAT:
            print_baris(f"    karena: {perubahan}")


def format_jalur(jalur: Path) -> str:
    """Name a path from the current folder where it lies below it."""
    sini = Path.cwd()
    return str(jalur.relative_to(sini) if jalur.is_relative_to(sini) else jalur)


class Kemajuan:
    """Shows a run in progress: a bar that names the reports in a terminal, lines elsewhere."""

    def __init__(self, *, is_diam: bool) -> None:
        self._is_diam = is_diam
        self._is_terminal = sys.stderr.isatty()
        self._batang: Any = None
        self._berjalan: dict[str, str] = {}

    def __enter__(self) -> Self:
        """Show nothing yet: how much there is to do comes with the first news."""
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        nilai: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._batang is not None:
            self._batang.render_finish()

    def __call__(self, kabar: Kabar) -> None:
        """Take news of a report."""
        if kabar.keadaan is None:
            self._berjalan[kabar.nama] = kabar.judul
        else:
            self._berjalan.pop(kabar.nama, None)
        if self._is_diam:
            return
        if self._is_terminal:
            self._draw(kabar)
        elif kabar.keadaan is not None:
            baris = f"[{kabar.ke}/{kabar.jumlah}] {kabar.judul}: {kabar.keadaan.value}"
            print_baris(baris, is_galat=True)

    def _draw(self, kabar: Kabar) -> None:
        if self._batang is None:
            self._batang = click.progressbar(
                length=kabar.jumlah,
                file=sys.stderr,
                show_eta=False,
                show_pos=True,
                bar_template="%(info)s [%(bar)s] %(label)s",
                width=20,
            )
        self._batang.label = "; ".join(self._berjalan.values())
        self._batang.update(kabar.ke - self._batang.pos)
        self._batang.render_progress()
