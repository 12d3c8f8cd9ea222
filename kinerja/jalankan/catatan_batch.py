"""What is remembered of the last batch, so that `--lanjut` takes it up where it ended.

The request is written once, each finished period appended to a list of lines. Neither is an output:
without them a batch is only asked for anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import format_json, write_berkas
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.pilihan import Permintaan
from kinerja.periode import parse_periode

_NAMA: Final = "batch.json"
_NAMA_SELESAI: Final = "batch-selesai.txt"


@dataclass(frozen=True, slots=True)
class BatchTercatat:
    """A batch that was begun: all it asked for, how, and what of it is not finished."""

    semua: tuple[Permintaan, ...]
    sisa: tuple[Permintaan, ...]
    paksa: bool
    mesin: str


class CatatanBatch:
    """Keeps the request and the progress of the batch under way."""

    def __init__(self, folder: Folder) -> None:
        self._jalur = folder.kit / _NAMA
        self._selesai = folder.kit / _NAMA_SELESAI

    def start(self, daftar: Iterable[Permintaan], *, paksa: bool, mesin: str) -> None:
        """Note a new batch; what was finished of the one before does not count for it.

        Raises:
            LaporanError: where it cannot be written.
        """
        self._selesai.unlink(missing_ok=True)
        isi = [
            {"opd": satu.opd, "periode": satu.periode.slug, "bentuk": list(satu.bentuk)}
            for satu in daftar
        ]
        write_berkas(self._jalur, format_json({"mesin": mesin, "paksa": paksa, "permintaan": isi}))

    def finish(self, minta: Permintaan) -> None:
        """Note a period of which everything was made."""
        with self._selesai.open("a", encoding="utf-8") as berkas:
            berkas.write(f"{_format_kunci(minta)}\n")
            berkas.flush()
            os.fsync(berkas.fileno())

    def read(self) -> BatchTercatat:
        """Read the last batch.

        Raises:
            ParameterError: where there is none, or its note is damaged.
        """
        try:
            isi = json.loads(self._jalur.read_bytes())
            semua = tuple(_parse(satu) for satu in isi["permintaan"])
            paksa, mesin = bool(isi["paksa"]), str(isi["mesin"])
        except FileNotFoundError:
            raise _build_galat("Belum ada batch yang dapat dilanjutkan", self._jalur) from None
        except (ValueError, KeyError, TypeError, ParameterError):
            raise _build_galat("Catatan batch terakhir rusak", self._jalur) from None
        selesai: frozenset[str] = frozenset()
        if self._selesai.is_file():
            teks = self._selesai.read_text(encoding="utf-8", errors="replace")
            # Half a line is what a power cut leaves: that period is made once more.
            selesai = frozenset(teks[: teks.rfind("\n") + 1].splitlines())
        sisa = tuple(satu for satu in semua if _format_kunci(satu) not in selesai)
        return BatchTercatat(semua, sisa, paksa, mesin)


def _format_kunci(minta: Permintaan) -> str:
    return f"{minta.opd} {minta.periode.slug}"


def _parse(isi: dict[str, Any]) -> Permintaan:
    bentuk = tuple(str(satu) for satu in isi["bentuk"])
    return Permintaan(str(isi["opd"]), parse_periode(str(isi["periode"])), bentuk)


def _build_galat(masalah: str, jalur: Path) -> ParameterError:
    return ParameterError(
        masalah, tempat=jalur.name, saran="Mulai dari awal: kinerja batch --semua, atau daftarnya."
    )
