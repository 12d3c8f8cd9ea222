"""A snapshot of a period: everything its reports could depend on, told by size and time of change.

While nothing of it changed, nothing need be read to know that nothing must be made. It takes in
too much rather than too little: where it differs, the period is read and judged as ever. Kept
among the caches and never needed: without it everything is read.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256, format_json, write_singgahan
from kinerja.folder import Folder, build_folder_triwulan
from kinerja.periode import Periode
from kinerja.terbitan import BERKAS_HASIL

SKEMA: Final = 1
_RAGU_NS: Final = 2_000_000_000
"""What changed this shortly before a snapshot may change again unseen: file systems count coarsely.

Such a file is told by its content."""

Jejak = tuple[int, int, int, str]
"""Size, time of change of content and of the entry in nanoseconds, and SHA-256."""
ListJalur = Callable[[Folder, str, Periode], Iterable[Path] | None]


@dataclass(frozen=True, slots=True)
class Potret:
    """A snapshot; `kunci` stands for all that is no file, `hasil` is what became of the reports.

    Names are paths from the working folder. A file that was not there has no trace.
    """

    kunci: str
    bentuk: tuple[str, ...]
    waktu_ns: int
    masukan: Mapping[str, Jejak | None]
    keluaran: Mapping[str, Jejak | None] = field(default_factory=dict)
    hasil: Mapping[str, Any] = field(default_factory=dict)


def list_jalur_masukan(folder: Folder, opd: str, periode: Periode) -> list[Path] | None:
    """List every file that reading a period could look at; None where that cannot be told.

    Whole folders, so that a new file counts: the agency's parameters, the year's data up to the
    period, the notebooks, and for a year what its quarters published.
    """
    data = folder.data(opd)
    nanti = {build_folder_triwulan(data, Periode(periode.tahun, n)) for n in range(1, 5)}
    nanti -= {build_folder_triwulan(data, satu) for satu in periode.daftar_triwulan}
    hasil: list[Path] = []
    for induk in (folder.parameter(opd), data / str(periode.tahun), folder.akar / "notebooks"):
        isi = walk_berkas(induk, nanti)
        if isi is None:
            return None
        hasil += isi
    if periode.triwulan is None:
        hasil += [folder.keluaran(opd, satu) / BERKAS_HASIL for satu in periode.daftar_triwulan]
    return hasil


def walk_berkas(induk: Path, kecuali: Iterable[Path] = ()) -> list[Path] | None:
    """List the files below a folder; None where a link or a closed folder hides what is there."""
    lewati = {str(satu) for satu in kecuali}
    hasil: list[Path] = []
    antrean = [str(induk)] if induk.is_dir() else []
    while antrean:
        try:
            with os.scandir(antrean.pop()) as daftar:
                for satu in daftar:
                    if satu.is_symlink():
                        return None
                    if satu.is_dir():
                        antrean += [] if satu.path in lewati else [satu.path]
                    else:
                        hasil.append(Path(satu.path))
        except OSError:
            return None
    return hasil


class Pembanding:
    """Takes traces of files, and hashes only those that an earlier snapshot cannot vouch for."""

    def __init__(self, akar: Path, lama: Potret | None, *, is_teliti: bool = False) -> None:
        """Compare below `akar`; with `is_teliti` every file is hashed."""
        self.waktu_ns = time.time_ns()
        self.jumlah_dihitung = 0
        self._akar = akar
        self._lama = {} if lama is None or is_teliti else {**lama.masukan, **lama.keluaran}
        self._batas_ns = lama.waktu_ns - _RAGU_NS if lama else 0

    def take(self, daftar: Iterable[Path]) -> dict[str, Jejak | None]:
        """Take the traces of files by name."""
        awal = len(str(self._akar)) + 1
        return {
            str(jalur)[awal:].replace(os.sep, "/"): self._take_satu(str(jalur), awal)
            for jalur in daftar
        }

    def take_nama(self, daftar: Iterable[str]) -> dict[str, Jejak | None]:
        """Take the traces of files that are named from the working folder."""
        return self.take(self._akar / nama for nama in daftar)

    def _take_satu(self, jalur: str, awal: int) -> Jejak | None:
        try:
            stat = os.stat(jalur)  # noqa: PTH116 - thousands of them: a Path each is half the time
            kini = stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
            lama = self._lama.get(jalur[awal:].replace(os.sep, "/"))
            if lama and lama[:3] == kini and max(kini[1:]) < self._batas_ns:
                return lama
            self.jumlah_dihitung += 1
            return (*kini, compute_sha256(Path(jalur)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return (0, 0, 0, "tidak terbaca")


def list_beda(
    lama: Mapping[str, Jejak | None], kini: Mapping[str, Jejak | None]
) -> tuple[str, ...]:
    """Name the files that are not what they were: new, gone, or with other content.

    >>> list_beda({"a": (1, 2, 3, "x"), "b": (1, 2, 3, "x")}, {"a": (1, 9, 9, "x"), "c": None})
    ('b',)
    """
    return tuple(
        nama
        for nama in sorted(lama.keys() | kini.keys())
        if _get_sidik(lama, nama) != _get_sidik(kini, nama)
    )


def _get_sidik(daftar: Mapping[str, Jejak | None], nama: str) -> str:
    jejak = daftar.get(nama)
    return jejak[3] if jejak else ""


def build_jalur_potret(folder: Folder, opd: str, periode: Periode) -> Path:
    """`outputs/.kinerja/potret/<opd>/<periode>.json`."""
    return folder.kit / "potret" / opd / f"{periode.slug}.json"


def read_potret(jalur: Path) -> Potret | None:
    """Read a snapshot; None where there is none that can be used."""
    try:
        isi = json.loads(jalur.read_bytes())
        if isi["skema"] != SKEMA:
            return None
        return Potret(
            isi["kunci"],
            tuple(isi["bentuk"]),
            int(isi["waktu_ns"]),
            {nama: _parse(satu) for nama, satu in isi["masukan"].items()},
            {nama: _parse(satu) for nama, satu in isi["keluaran"].items()},
            dict(isi["hasil"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _parse(isi: list[Any] | None) -> Jejak | None:
    if isi is None:
        return None
    ukuran, isi_ns, entri_ns, sidik = isi
    return int(ukuran), int(isi_ns), int(entri_ns), str(sidik)


def write_potret(jalur: Path, potret: Potret) -> None:
    """Write a snapshot whole.

    Raises:
        LaporanError: where it cannot be written.
    """
    isi = {
        "skema": SKEMA,
        "kunci": potret.kunci,
        "bentuk": list(potret.bentuk),
        "waktu_ns": potret.waktu_ns,
        "masukan": dict(potret.masukan),
        "keluaran": dict(potret.keluaran),
        "hasil": dict(potret.hasil),
    }
    write_singgahan(jalur, format_json(isi))
