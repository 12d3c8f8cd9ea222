"""`Dokumen` → the JSON data that the Typst template lays out; writes no Typst markup.

Groups the nodes by paper, measures tables and cards, and gives long words places to break. What
it writes is data only: every text reaches the template as a string and is shown literally.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.pdf_blok import BATAS_ISI_EM, build_blok
from kinerja.ekspor.pdf_huruf import (
    break_kata,
    measure_teks,
    replace_tak_terbaca,
    shorten_teks,
)
from kinerja.ekspor.pdf_tabel import A4_TEGAK, Kertas, fit_tabel
from kinerja.ekspor.prosa import Simpul
from kinerja.isi.html import TEKS_STATUS
from kinerja.isi.html_teks import Data

TANGGAL_IDENTITAS: Final = ("tanggal_laporan", "posisi")
"""Identities that hold the document's date, the first filled one counting."""
TANGGAL_UMUM: Final = date(2000, 1, 1)
"""Document date when the title block names none: always the same, so bytes are too."""
UKURAN_LARI: Final = 8.0
"""Type size of the running lines, in points."""
PENGIRING: Final = frozenset({"Paragraf", "Daftar", "Panel", "KartuRingkas"})
"""Blocks that may stand on a landscape page beside their table."""


def build_isi(dokumen: Dokumen) -> Data:
    """Build everything the template needs, in document order."""
    judul = dokumen.judul
    kop = [s["blok"] for s in dokumen.simpul if _jenis(s) == "Kop"]
    identitas = dokumen.identitas
    tanggal = find_tanggal(dokumen)
    slug = {kepala["slug"] for kepala in dokumen.daftar_isi}
    utama = [kepala["slug"] for kepala in dokumen.daftar_isi if kepala["tingkat"] == 1]
    penulis = kop[0]["baris"][-1] if kop and kop[0]["baris"] else identitas.get("opd", "")
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
        "bagian": [
            {
                "kertas": kertas.nama,
                "is_lanskap": kertas.is_lanskap,
                "simpul": [_simpul(satu, dokumen.berjejak, slug) for satu in simpul],
            }
            for kertas, simpul in _group_kertas(dokumen.simpul)
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


def find_tanggal(dokumen: Dokumen) -> date:
    """Give the report's own date, else that of its figures, else a fixed one."""
    identitas = dokumen.identitas
    for nama in TANGGAL_IDENTITAS:
        try:
            return date.fromisoformat(identitas.get(nama, ""))
        except ValueError:
            continue
    return TANGGAL_UMUM


def _replace(data: Any) -> Any:  # noqa: ANN401 - JSON
    """Replace unshowable characters everywhere but in drawings and ids."""
    if isinstance(data, dict):
        return {k: v if k in {"svg", "id", "m"} else _replace(v) for k, v in data.items()}
    if isinstance(data, list):
        return [_replace(satu) for satu in data]
    return replace_tak_terbaca(data) if isinstance(data, str) else data


def _jenis(simpul: Simpul) -> str:
    return str(simpul["blok"]["jenis_blok"]) if simpul["jenis"] == "blok" else simpul["jenis"]


def _group_kertas(simpul: Sequence[Simpul]) -> list[tuple[Kertas, list[Simpul]]]:
    """Split the nodes by paper; a wide table takes its heading and the words around it along."""
    kertas = [A4_TEGAK] * len(simpul)
    for i, satu in enumerate(simpul):
        if _jenis(satu) == "Tabel":
            kertas[i] = fit_tabel(satu["blok"]).kertas
    for i in [i for i, satu in enumerate(kertas) if satu.is_lanskap]:
        awal = i
        while awal and _is_pengiring(simpul[awal - 1]) and not kertas[awal - 1].is_lanskap:
            awal -= 1
        kepala = [j for j in range(awal, i) if simpul[j]["jenis"] == "kepala"]
        akhir = i + 1
        while akhir < len(simpul) and _jenis(simpul[akhir]) in PENGIRING | {"paragraf", "daftar"}:
            akhir += 1
        mulai = _first_kepala(kepala, i)
        kertas[mulai:akhir] = [kertas[i]] * (akhir - mulai)
    pasangan = groupby(zip(kertas, simpul, strict=True), key=lambda satu: satu[0])
    return [(satu, [s for _, s in anggota]) for satu, anggota in pasangan]


def _first_kepala(kepala: list[int], tabel: int) -> int:
    """Give where the run of headings nearest above the table begins (the table, if none)."""
    if not kepala:
        return tabel
    mulai = kepala[-1]
    while mulai - 1 in kepala:
        mulai -= 1
    return mulai


def _is_pengiring(simpul: Simpul) -> bool:
    return simpul["jenis"] != "blok" or _jenis(simpul) in PENGIRING


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
