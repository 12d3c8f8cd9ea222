"""What an archive says of itself: `arsip.json` for programs, `bag-info.txt` for archivists."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kinerja.arsip.bag import MUATAN
from kinerja.folder import Folder
from kinerja.parameter import read_instansi, read_parameter_arsip
from kinerja.periode import Periode
from kinerja.register.arsip import Arsip
from kinerja.versi import __version__

BERKAS_ARSIP: Final = "arsip.json"
SKEMA: Final = 1


def name_arsip(opd: str, periode: Periode, revisi: int) -> str:
    """Name an archive; the first has no number.

    >>> name_arsip("bpkd", Periode(2026, 2), 2)
    'bpkd_2026-tw2-rev2'
    """
    return f"{opd}_{periode.slug}" + (f"-rev{revisi}" if revisi > 1 else "")


def build_keterangan(
    folder: Folder,
    opd: str,
    periode: Periode,
    baru: dict[str, Any],
    semula: tuple[Arsip, ...],
    alasan: str,
) -> dict[str, Any]:
    """Build `arsip.json`: the archive, its report, who approved, and the archivist's fields."""
    instansi = read_instansi(folder, opd)
    return baru | {
        "skema": SKEMA,
        "opd": opd,
        "instansi": instansi.nama,
        "pemerintah": instansi.pemerintah,
        "label_contoh": instansi.label_contoh,
        "periode": periode.slug,
        "judul": f"Laporan kinerja {periode.judul}",
        "diarsipkan": datetime.now().astimezone().isoformat(timespec="seconds"),
        "perbaikan_dari": semula[-1].nama if semula else "",
        "alasan": alasan,
        "bidang": dict(read_parameter_arsip(folder, opd, periode).daftar),
        "versi": __version__,
    }


def build_info(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Build the lines of `bag-info.txt`."""
    info = [
        ("Source-Organization", f"{data['instansi']}, {data['pemerintah']}"),
        ("External-Description", data["judul"]),
        ("External-Identifier", data["nama"]),
        ("Bagging-Date", data["diarsipkan"][:10]),
        ("Bag-Software-Agent", f"kinerja {data['versi']}"),
        ("Revisi", str(data["revisi"])),
        ("Pengesah", " / ".join(filter(None, (data["pengesah"], data["jabatan"])))),
        *data["bidang"].items(),
    ]
    if data["perbaikan_dari"]:
        info += [("Perbaikan dari", data["perbaikan_dari"]), ("Alasan", data["alasan"])]
    return info


def read_data_arsip(jalur: Path) -> dict[str, Any]:
    """Read what a checked archive says of itself."""
    with zipfile.ZipFile(jalur) as wadah:
        (nama,) = {satu.partition("/")[0] for satu in wadah.namelist()}
        hasil: dict[str, Any] = json.loads(wadah.read(f"{nama}/{MUATAN}{BERKAS_ARSIP}"))
    return hasil
