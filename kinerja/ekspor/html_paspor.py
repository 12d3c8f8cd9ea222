"""The passports of a document's figures as one inert JSON block for the HTML report's script.

Every figure that has a passport is in it, once, whole; the printed annex holds only the main
ones. Writes data, no markup: the script shows it as text.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from typing import Any, Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.isi.html import describe_alamat, describe_satuan
from kinerja.isi.html_teks import Data

KEMAS: Final = "deflate"
"""How `isi` is packed: RFC 1950, which browsers unpack with DecompressionStream."""


def build_paspor(dokumen: Dokumen) -> str:
    """Give the JSON text of all passports, packed: plain, they would treble the report.

    The packed content is [texts, passports]: a list of distinct texts, and a mapping of ids to
    [title, unit, rule, [[name, value, cell] ...], [step ...], [remark ...]] in which each text is
    its place in that list. Base64 holds no character that could end the element.
    """
    daftar_teks: dict[str, int] = {}
    paspor: dict[str, Any] = {}
    for angka in dokumen.iter_angka():
        if angka["jejak"] and angka["id"] not in paspor:
            paspor[angka["id"]] = _number_teks(_paspor(angka), daftar_teks)
    isi = zlib.compress(_format_json([list(daftar_teks), paspor]).encode(), 9)
    return _format_json({"kemas": KEMAS, "isi": b64encode(isi).decode("ascii")})


def read_paspor(teks: str) -> dict[str, list[Any]]:
    """Unpack what `build_paspor` gives, as the page's script does.

    Raises:
        ValueError: it is packed in a way this version does not know.
    """
    kemasan = json.loads(teks)
    if kemasan["kemas"] != KEMAS:
        raise ValueError(kemasan["kemas"])
    daftar_teks, paspor = json.loads(zlib.decompress(b64decode(kemasan["isi"])))

    def expand(nilai: Any) -> Any:  # noqa: ANN401 - JSON
        return [expand(n) for n in nilai] if isinstance(nilai, list) else daftar_teks[nilai]

    return {id_angka: expand(nilai) for id_angka, nilai in paspor.items()}


def _format_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _number_teks(nilai: Any, daftar_teks: dict[str, int]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(nilai, str):
        return daftar_teks.setdefault(nilai, len(daftar_teks))
    return [_number_teks(satu, daftar_teks) for satu in nilai]


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
