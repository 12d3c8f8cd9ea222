"""Moves that can be taken back: files of the output folder into staging, new ones into place.

Renames only, on one disk. Knows no report; what moves where is decided in `promosi`.
"""

from __future__ import annotations

import errno
from pathlib import Path

from kinerja.berkas import sync_folder


class Pindahan:
    """Moves between the output folder and staging, each of which can be taken back."""

    def __init__(self, folder: Path, sisih: Path) -> None:
        self._folder = folder
        self._sisih = sisih
        self._jurnal: list[tuple[Path, Path]] = []
        self.kini = folder
        """The file in the output folder that is being moved, for messages."""

    def has(self, nama: str) -> bool:
        """Tell whether a file lies in the output folder."""
        return (self._folder / nama).is_file()

    def set_aside(self, nama: str) -> bool:
        """Move a file of the output folder into staging; tell whether there was one."""
        self.kini = self._folder / nama
        if self.kini.is_dir():
            raise IsADirectoryError(errno.EISDIR, "ada folder dengan nama berkas ini")
        if not (self.kini.exists() or self.kini.is_symlink()):
            return False
        self._move(self.kini, self._sisih / nama)
        return True

    def place(self, sumber: Path, nama: str) -> None:
        """Move a file of staging to its free place in the output folder."""
        self.kini = self._folder / nama
        self._move(sumber, self.kini)

    def place_sisih(self, nama: str, baru: str) -> None:
        """Move a file that was set aside to another place in the output folder."""
        self.place(self._sisih / nama, baru)

    def finish(self) -> None:
        """Make the moves last through a power cut."""
        for folder in {ke.parent for _, ke in self._jurnal if not ke.is_relative_to(self._sisih)}:
            sync_folder(folder)

    def undo(self) -> list[str]:
        """Take all moves back, the last one first; gives the names of those that stayed."""
        tinggal = []
        for dari, ke in reversed(self._jurnal):
            try:
                ke.replace(dari)
            except OSError:
                tinggal.append(dari.name)
        self._jurnal.clear()
        return tinggal

    def _move(self, dari: Path, ke: Path) -> None:
        ke.parent.mkdir(parents=True, exist_ok=True)
        dari.replace(ke)
        self._jurnal.append((dari, ke))
