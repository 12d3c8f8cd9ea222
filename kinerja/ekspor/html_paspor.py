"""The passports of a document's figures as one inert JSON block for the HTML report's script.

Every figure that has a passport is in it, once, whole; the printed annex holds only the main
ones. Writes data, no markup: the script shows it as text.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from typing import Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.isi.html import describe_alamat, describe_satuan
from kinerja.isi.html_teks import Data

KEMAS: Final = "deflate"
"""How `isi` is packed: RFC 1950, which browsers unpack with DecompressionStream."""


def build_paspor(dokumen: Dokumen) -> str:
    """Give the JSON text of all passports, packed: plain, they would treble the report.

    The packed content is a mapping of ids to [title, unit, rule, [[name, value, cell] ...],
    [step ...], [remark ...]]. Base64 holds no character that could end the element.
    """
    paspor: dict[str, list[object]] = {}
    for angka in dokumen.iter_angka():
        if angka["jejak"] and angka["id"] not in paspor:
            paspor[angka["id"]] = _paspor(angka)
    teks = json.dumps(paspor, ensure_ascii=False, separators=(",", ":"))
    isi = b64encode(zlib.compress(teks.encode(), 9)).decode("ascii")
    return json.dumps({"kemas": KEMAS, "isi": isi}, separators=(",", ":"))


def _paspor(angka: Data) -> list[object]:
    jejak = angka["jejak"]
    return [
        jejak["judul"] or angka["id"],
        describe_satuan(angka),
        jejak["aturan"],
        [[o["nama"], o["teks"], describe_alamat(o["alamat"])] for o in jejak["operan"]],
        jejak["langkah"],
        [jejak[nama] for nama in ("batas", "kategori") if jejak[nama]],
    ]
