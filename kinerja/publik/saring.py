"""An executed notebook → the document that everybody may read, and what was left out of it.

Internal parts go as whole cells: those that show dispositions, findings, completeness and sources,
and every cell tagged `internal`. In what stays, the address of a figure's source is dropped, who
signed is said by position, and personal data in a text is replaced. Renders nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.isi.buku.bahan import TEMUAN
from kinerja.isi.tindak_lanjut import AWALAN_SINGKAT
from kinerja.publik.pola import NAMA, PENGGANTI, Penyaring

if TYPE_CHECKING:
    from nbformat import NotebookNode

TAG_INTERNAL: Final = "internal"
BAGIAN_INTERNAL: Final = re.compile(
    r"\.(?:tindak_lanjut|kelengkapan|temuan|sumber|reviu)\(", re.ASCII
)
"""Parts of a report that speak to the office: a cell that calls one of them is left out."""
LEMBAR_INTERNAL: Final = frozenset({TEMUAN})
"""Sheets of the workbook that speak to the office."""
BAGIAN: Final = "bagian internal"
DITANDATANGANI: Final = "ditandatangani"
_UTUH: Final = frozenset({"jenis", "jenis_blok", "id", "slug", "nilai", "bentuk"})
"""Fields that programs read: never changed, only looked through afterwards."""
_KOMENTAR: Final = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)

Jumlah = Counter[str]
"""What was taken out, by kind."""


def build_publik(nb: NotebookNode, penyaring: Penyaring) -> tuple[Dokumen, Jumlah]:
    """Build the public document of a report.

    Raises:
        EksporError: the notebook did not run cleanly.
    """
    nb = deepcopy(nb)
    jumlah: Jumlah = Counter()
    semula = len(nb.cells)
    nb.cells = [sel for sel in nb.cells if not _is_internal(sel)]
    jumlah[BAGIAN] += semula - len(nb.cells)
    dokumen = build_dokumen(nb)
    saring = _Saring(penyaring, jumlah)
    simpul = [saring.clean(satu) for satu in dokumen.simpul if not saring.is_dibuang(satu)]
    judul = next(s["blok"] for s in simpul if s["jenis"] == "blok" and _is(s["blok"], "Judul"))
    buku = saring.clean(dokumen.buku) if dokumen.buku else None
    hasil = replace(dokumen, judul=judul, simpul=tuple(simpul), buku=buku, is_publik=True)
    return hasil, +jumlah


def _is_internal(sel: NotebookNode) -> bool:
    is_bagian = sel.cell_type == "code" and BAGIAN_INTERNAL.search(sel.source) is not None
    return is_bagian or TAG_INTERNAL in sel.metadata.get("tags", ())


def _is(data: dict[str, Any], jenis: str) -> bool:
    return data.get("jenis_blok") == jenis


class _Saring:
    """Goes through encoded blocks and prose, counting what it takes out."""

    def __init__(self, penyaring: Penyaring, jumlah: Jumlah) -> None:
        self._penyaring = penyaring
        self._jumlah = jumlah

    def is_dibuang(self, simpul: dict[str, Any]) -> bool:
        """Tell whether a node goes as a whole.

        That is a paragraph with nothing but a name, as below a foreword, and the summary's
        sentence on dispositions.
        """
        if simpul["jenis"] != "blok" or not _is(simpul["blok"], "Paragraf"):
            return False
        teks = "".join(satu for satu in simpul["blok"]["isi"] if isinstance(satu, str))
        is_nama = self._penyaring.replace(teks)[0].strip() == PENGGANTI
        is_internal = teks.startswith(AWALAN_SINGKAT)
        self._jumlah[NAMA] += is_nama
        self._jumlah[BAGIAN] += is_internal
        return is_nama or is_internal

    def clean(self, data: Any) -> Any:  # noqa: ANN401 - JSON
        """Give data without what does not belong in public."""
        if isinstance(data, str):
            return self._replace(data)
        if isinstance(data, list):
            return [self.clean(satu) for satu in data]
        if not isinstance(data, dict):
            return data
        if _is(data, "Pengesahan"):
            data = self._sign(data)
        elif _is(data, "BukuKerja"):
            data = data | {
                "lembar": [s for s in data["lembar"] if s["nama"] not in LEMBAR_INTERNAL]
            }
        elif _is(data, "Operan") and data["alamat"] is not None:
            data = data | {"alamat": None}
            self._jumlah["alamat sel"] += 1
        elif _is(data, "KolomBuku") and data["peran"] == "bantu":
            data = data | {"peran": "rumus"}
            self._jumlah["kolom tersembunyi"] += 1
        return {nama: self._clean_bidang(data, nama, nilai) for nama, nilai in data.items()}

    def _clean_bidang(self, data: dict[str, Any], nama: str, nilai: Any) -> Any:  # noqa: ANN401 - JSON
        if nama == "svg":
            return _KOMENTAR.sub("", nilai)
        if nama in _UTUH or (nama == "isi" and _is(data, "RumusBuku")):
            return nilai if isinstance(nilai, str) else self.clean(nilai)
        return self.clean(nilai)

    def _sign(self, data: dict[str, Any]) -> dict[str, Any]:
        """Say by position who signed; nobody's name, rank and number, and no paraf."""
        self._jumlah[NAMA] += bool(data["nama"]) + len(data["paraf"])
        self._jumlah["NIP"] += bool(data["nip"])
        return data | {"nama": DITANDATANGANI, "pangkat": "", "nip": "", "paraf": []}

    def _replace(self, teks: str) -> str:
        baru, jumlah = self._penyaring.replace(teks)
        self._jumlah.update(jumlah)
        return baru
