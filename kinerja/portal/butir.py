"""One output folder → entries for the list: what its manifest says and its key figures.

Plain data that can be kept as JSON, so that a folder that did not change is not read again.
Figures come from the hasil.json a manifest lists, and only if it is the very file listed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import compute_sha256_isi
from kinerja.ekspor.bentuk import BENTUK_HASIL, DAFTAR_BENTUK
from kinerja.galat import KinerjaError
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.manifes import NAMA_MANIFES, Catatan, read_catatan, read_manifes
from kinerja.jalankan.rancang import FOLDER_LAIN
from kinerja.register.laporan import AWALAN_BIDANG, LAPORAN_PEMDA, is_laporan

CAPAIAN: Final = ("pd.rerata", "unit.{unit}.sasaran.rerata")
"""The figure of achievement: the agency's, a unit's."""
SERAPAN: Final = ("ang.total.serapan", "ang.unit.{unit}.serapan")
"""The figure of absorption: the agency's, a unit's."""
AWALAN_PEMDA: Final = "pemda."
"""What stands before the figures over all agencies."""
BENTUK_NOTEBOOK: Final = "ipynb"
_TERISI: Final = "terisi"
_BERUBAH: Final = "berubah sejak dibuat"

Butir = dict[str, Any]
"""One entry as kept: what it is, its status, figures, files, notebook and inputs."""


def read_butir(folder: Path) -> tuple[list[Butir], list[str]]:
    """Read the entries of an output folder, and what of it is damaged."""
    try:
        manifes = read_manifes(folder)
    except KinerjaError as galat:
        return [], [galat.pesan]
    if not manifes:
        return [], [f"{NAMA_MANIFES} rusak"]
    semua, rusak = read_catatan(manifes)
    masalah = [f"catatan {nama} di {NAMA_MANIFES} rusak" for nama in rusak]
    daftar = [_build(folder, nama, satu) for nama, satu in semua.items() if is_tampil(nama)]
    return daftar, masalah


def is_tampil(nama: str) -> bool:
    """Tell whether an entry of a manifest is a report, or a page that goes with one."""
    return is_laporan(nama) or nama.startswith(FOLDER_LAIN)


def _build(folder: Path, nama: str, catatan: Catatan) -> Butir:
    unit = nama.removeprefix(AWALAN_BIDANG) if nama.startswith(AWALAN_BIDANG) else ""
    berkas = dict(_list_berkas(catatan))
    hasil = _read_hasil(folder, catatan)
    awalan = AWALAN_PEMDA if nama == LAPORAN_PEMDA else ""
    keterangan = catatan.pesan
    if hasil is None and catatan.keluaran:
        keterangan = _BERUBAH
    angka = (hasil or {}).get("angka", {})
    return {
        "nama": nama,
        "unit": unit,
        "judul": catatan.judul,
        "instansi": str((hasil or {}).get("anak_judul", "")) if not unit else "",
        "status": str((hasil or {}).get("status", "")),
        "keadaan": catatan.keadaan,
        "keterangan": keterangan or _describe_kurang(catatan),
        "dibuat": catatan.dibuat,
        "capaian": _find_angka(angka, CAPAIAN[bool(unit)].format(unit=unit)),
        "serapan": _find_angka(angka, awalan + SERAPAN[bool(unit)].format(unit=unit)),
        "berkas": berkas,
        "notebook": _find_notebook(catatan),
        "masukan": _list_masukan(catatan),
    }


def _describe_kurang(catatan: Catatan) -> str:
    if catatan.keadaan == KeadaanLaporan.LAMA:
        return "tidak dibuat lagi"
    kurang = ", ".join(satu.upper() for satu in sorted(catatan.gagal_bentuk))
    return f"{kurang} tidak dibuat" if kurang else ""


def _list_berkas(catatan: Catatan) -> Iterator[tuple[str, str]]:
    """Give each file for people by its format, and the figures for programs."""
    for nama, isi in catatan.keluaran.items():
        if isi["bentuk"] in DAFTAR_BENTUK:
            yield isi["bentuk"], nama


def _find_notebook(catatan: Catatan) -> list[str] | None:
    """Find the executed notebook as [name, hash]."""
    for nama, isi in catatan.keluaran.items():
        if isi["bentuk"] == BENTUK_NOTEBOOK:
            return [nama, isi["sha256"]]
    return None


def _read_hasil(folder: Path, catatan: Catatan) -> Mapping[str, Any] | None:
    for nama, isi in catatan.keluaran.items():
        if isi["bentuk"] != BENTUK_HASIL:
            continue
        try:
            bita = (folder / nama).read_bytes()
            data = json.loads(bita)
        except (OSError, ValueError):
            return None
        if compute_sha256_isi(bita) == isi["sha256"] and isinstance(data.get("angka"), dict):
            return dict(data)
    return None


def _find_angka(angka: Mapping[str, Any], kunci: str) -> list[str] | None:
    """Find a figure as [text, value]; the value is empty where it is not filled in."""
    satu = angka.get(kunci)
    if not isinstance(satu, dict):
        return None
    return [str(satu["teks"]), str(satu["nilai"]) if satu["keadaan"] == _TERISI else ""]


def _list_masukan(catatan: Catatan) -> dict[str, str]:
    """List the inputs that are files of the working folder, with their hashes."""
    masukan = catatan.sidik.get("masukan", {})
    return {
        nama: str(sidik)
        for nama, sidik in masukan.items()
        if "/" in nama and ".." not in nama.split("/") and not Path(nama).is_absolute()
    }
