"""The facade of the home: `buka_beranda(opd, periode)` gives the board, and a widget to work with.

Right of everything that makes reports: it looks at what they left behind. What a board says is
decided in `kinerja.papan`, how it looks in `kinerja.isi.papan`.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kinerja.beranda.baca import read_bahan
from kinerja.beranda.kendali import Kendali
from kinerja.folder import Folder, find_folder
from kinerja.isi import papan as isi
from kinerja.isi import papan_tabel
from kinerja.isi.tampilan import Tampilan
from kinerja.papan import Papan, build_papan
from kinerja.parameter import read_instansi, read_zona
from kinerja.periode import Periode, parse_periode


class Beranda:
    """The board of one period, part by part."""

    def __init__(self, folder: Folder, papan: Papan) -> None:
        """Take a computed board."""
        self.folder = folder
        self.papan = papan

    def kop(self) -> Tampilan:
        """Letterhead and title, with the moment the board is of."""
        instansi = read_instansi(self.folder, self.papan.opd)
        return Tampilan(isi.build_kepala(instansi, self.papan))

    def ringkasan(self) -> Tampilan:
        """How far the period is, in four cards."""
        return Tampilan(isi.build_ringkasan(self.papan))

    def berikutnya(self) -> Tampilan:
        """What to do next, as commands."""
        return Tampilan(isi.build_berikutnya(self.papan))

    def langkah(self) -> Tampilan:
        """The steps of the procedure."""
        return Tampilan(isi.build_langkah(self.papan))

    def kepatuhan(self) -> Tampilan:
        """Completeness and timeliness of the units."""
        return Tampilan(papan_tabel.build_kepatuhan(self.papan))

    def laporan(self) -> Tampilan:
        """The reports, their status, and which of them are out of date."""
        return Tampilan(papan_tabel.build_laporan(self.papan))

    def tindak_lanjut(self) -> Tampilan:
        """The open follow-ups."""
        return Tampilan(isi.build_tindak_lanjut(self.papan))

    def semua(self) -> list[Tampilan]:
        """Every part, in the order of the notebook."""
        return [
            self.kop(),
            self.ringkasan(),
            self.berikutnya(),
            self.langkah(),
            self.kepatuhan(),
            self.laporan(),
            self.tindak_lanjut(),
        ]

    def kendali(self) -> Kendali:
        """The widget to choose a period, check it, make its reports and open them."""
        return Kendali(self.folder, self.papan.opd, self.papan.periode, self._read_lain)

    def _read_lain(self, opd: str, slug: str) -> list[Tampilan]:
        papan = read_papan(self.folder, opd, parse_periode(slug))
        return Beranda(self.folder, papan).semua()


def buka_beranda(opd: str, periode: str, folder: str = "") -> Beranda:
    """Open the board of a period for showing.

    Args:
        opd: The agency's slug, a folder under `parameters/`.
        periode: A quarter or a year, such as `2026-tw2` or `2026-tahunan`.
        folder: The working folder; the nearest parent holding `parameters/` by default.
    """
    kerja = find_folder(Path(folder) if folder else None)
    return Beranda(kerja, read_papan(kerja, opd, parse_periode(periode)))


def read_papan(folder: Folder, opd: str, periode: Periode, kini: datetime | None = None) -> Papan:
    """Read and compute the board of a period, as of now or of another moment."""
    return build_papan(
        read_bahan(folder, opd, periode, kini or datetime.now(read_zona(folder, opd)))
    )


__all__ = ["Beranda", "buka_beranda", "read_papan"]
