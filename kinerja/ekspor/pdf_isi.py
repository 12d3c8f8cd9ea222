"""`Dokumen` → the JSON data that the Typst template lays out; writes no Typst markup.

Groups the nodes by paper, measures tables and cards, and gives long words places to break. What
it writes is data only: every text reaches the template as a string and is shown literally.
"""

from __future__ import annotations

from typing import Any, Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.huruf import (
    break_kata,
    measure_teks,
    replace_tak_terbaca,
    shorten_teks,
)
from kinerja.ekspor.kertas import group_kertas
from kinerja.ekspor.letak import A4_TEGAK
from kinerja.ekspor.pdf_blok import BATAS_ISI_EM, build_blok
from kinerja.ekspor.prosa import Simpul
from kinerja.isi.html import TEKS_STATUS
from kinerja.isi.html_teks import Data

UKURAN_LARI: Final = 8.0
"""Type size of the running lines, in points."""


def build_isi(dokumen: Dokumen) -> Data:
    """Build everything the template needs, in document order."""
    judul = dokumen.judul
    tanggal = dokumen.tanggal
    slug = {kepala["slug"] for kepala in dokumen.daftar_isi}
    utama = [kepala["slug"] for kepala in dokumen.daftar_isi if kepala["tingkat"] == 1]
    penulis = dokumen.penulis
    data = {
        "judul": judul["judul"],
        "anak_judul": judul["anak_judul"],
        "penulis": penulis,
        "lari": _lari(judul),
        "kaki": shorten_teks(_satu_baris(penulis), _lebar_lari("halaman 888 dari 888")),
        "tanggal": [tanggal.year, tanggal.month, tanggal.day],
        "tanda": TEKS_STATUS.get(judul["status"], ""),
        "label": judul["label"],
        "kepala_pertama": utama[0] if utama else "",
        "banyak_kepala": len(dokumen.daftar_isi),
        "is_lembar": judul["gaya"] == "lembar",
        "bagian": [
            {
                "kertas": kertas.nama,
                "is_lanskap": kertas.is_lanskap,
                "simpul": [_simpul(satu, dokumen.berjejak, slug) for satu in simpul],
            }
            for kertas, simpul in group_kertas(dokumen.simpul)
        ],
    }
    return {kunci: _replace(nilai) for kunci, nilai in data.items()}


def _lari(judul: Data) -> str:
    """Give the running head: title and subtitle, cut to what the marks beside it leave."""
    bagian = [judul[nama] for nama in ("judul", "anak_judul") if judul[nama]]
    tanda = "  ".join([judul["label"], TEKS_STATUS.get(judul["status"], "")])
    return shorten_teks(_satu_baris(" · ".join(bagian)), _lebar_lari(tanda))


def _lebar_lari(samping: str) -> float:
    """Give the em left on an upright page beside a text; marks are framed and spaced."""
    return A4_TEGAK.lebar_pt / UKURAN_LARI - measure_teks(samping) - 3.2


def _satu_baris(teks: str) -> str:
    return " ".join(teks.split())


def _replace(data: Any) -> Any:  # noqa: ANN401 - JSON
    """Replace unshowable characters everywhere but in drawings and ids."""
    if isinstance(data, dict):
        return {k: v if k in {"svg", "id", "m"} else _replace(v) for k, v in data.items()}
    if isinstance(data, list):
        return [_replace(satu) for satu in data]
    return replace_tak_terbaca(data) if isinstance(data, str) else data


def _simpul(simpul: Simpul, berjejak: frozenset[str], slug: set[str]) -> Data:
    if simpul["jenis"] != "blok":
        return _prosa(simpul, slug)
    return {"jenis": "blok"} | build_blok(simpul["blok"], berjejak)


def _prosa(simpul: Simpul, slug: set[str]) -> Data:
    """Copy prose with breakable words; a link inside the document must lead to a heading."""
    hasil: Data = {}
    for kunci, nilai in simpul.items():
        if isinstance(nilai, list):
            hasil[kunci] = _prosa_banyak(nilai, slug)
        elif kunci == "teks":
            hasil[kunci] = break_kata(nilai, BATAS_ISI_EM)
        else:
            hasil[kunci] = nilai
    if simpul["jenis"] == "taut" and simpul["url"].startswith("#"):
        hasil["rujuk"] = simpul["url"][1:] if simpul["url"][1:] in slug else ""
    return hasil


def _prosa_banyak(daftar: list[Any], slug: set[str]) -> list[Any]:
    return [
        _prosa_banyak(satu, slug)
        if isinstance(satu, list)
        else _prosa(satu, slug)
        if isinstance(satu, dict)
        else satu
        for satu in daftar
    ]
