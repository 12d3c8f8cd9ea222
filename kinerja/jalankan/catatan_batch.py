"""What is remembered of the last batch, so that `--lanjut` takes it up where it ended.

The request is written once, each finished period appended to a list of lines. Neither is an output:
without them a batch is only asked for anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import format_json, write_berkas
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.pilihan import Permintaan, Pilihan
from kinerja.periode import parse_periode

_NAMA: Final = "batch.json"
_NAMA_SELESAI: Final = "batch-selesai.txt"
_SEBAGIAN: Final = " ada yang ditolak"
"""Stands behind a period that is looked at once more, for its refused forms, but not by force."""
_DIINGAT: Final[dict[str, Callable[[Any], Any]]] = {
    "mesin": str,
    "oleh": str,
    "paksa": bool,
    "teliti": bool,
}
"""The options that say what is made; workers and limits belong to the machine of the moment."""


@dataclass(frozen=True, slots=True)
class BatchTercatat:
    """A batch that was begun: all it asked for, how, and what of it is not finished."""

    semua: tuple[Permintaan, ...]
    sisa: tuple[Permintaan, ...]
    pilihan: Pilihan


class CatatanBatch:
    """Keeps the request and the progress of the batch under way."""

    def __init__(self, folder: Folder) -> None:
        self._jalur = folder.kit / _NAMA
        self._selesai = folder.kit / _NAMA_SELESAI

    def start(self, daftar: Iterable[Permintaan], pilihan: Pilihan) -> None:
        """Note a new batch; what was finished of the one before does not count for it.

        Raises:
            LaporanError: where it cannot be written.
        """
        self._selesai.unlink(missing_ok=True)
        isi = [
            {"opd": satu.opd, "periode": satu.periode.slug, "bentuk": list(satu.bentuk)}
            for satu in daftar
        ]
        cara = {nama: getattr(pilihan, nama) for nama in _DIINGAT}
        write_berkas(self._jalur, format_json({"pilihan": cara, "permintaan": isi}))

    def finish(self, minta: Permintaan, *, is_penuh: bool) -> None:
        """Note a period of which everything was made, or all that its forms allow."""
        with self._selesai.open("a", encoding="utf-8") as berkas:
            berkas.write(f"{_format_kunci(minta)}{'' if is_penuh else _SEBAGIAN}\n")
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
            cara = {nama: jenis(isi["pilihan"][nama]) for nama, jenis in _DIINGAT.items()}
            pilihan = Pilihan(ingat=True, **cara)
        except FileNotFoundError:
            raise _build_galat("Belum ada batch yang dapat dilanjutkan", self._jalur) from None
        except (ValueError, KeyError, TypeError, ParameterError):
            raise _build_galat("Catatan batch terakhir rusak", self._jalur) from None
        selesai: frozenset[str] = frozenset()
        if self._selesai.is_file():
            teks = self._selesai.read_text(encoding="utf-8", errors="replace")
            # Half a line is what a power cut leaves: that period is made once more.
            selesai = frozenset(teks[: teks.rfind("\n") + 1].splitlines())
        sisa = tuple(
            replace(satu, is_sudah=f"{_format_kunci(satu)}{_SEBAGIAN}" in selesai)
            for satu in semua
            if _format_kunci(satu) not in selesai
        )
        return BatchTercatat(semua, sisa, pilihan)


def _format_kunci(minta: Permintaan) -> str:
    return f"{minta.opd} {minta.periode.slug}"


def _parse(isi: dict[str, Any]) -> Permintaan:
    bentuk = tuple(str(satu) for satu in isi["bentuk"])
    return Permintaan(str(isi["opd"]), parse_periode(str(isi["periode"])), bentuk)


def _build_galat(masalah: str, jalur: Path) -> ParameterError:
    return ParameterError(
        masalah, tempat=jalur.name, saran="Mulai dari awal: kinerja batch --semua, atau daftarnya."
    )
