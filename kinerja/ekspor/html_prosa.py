"""The closed prose tree as HTML; headings stand one level below the document's title."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kinerja.ekspor.prosa import Simpul

RATA = {"right": ' class="r"', "center": ' class="c"'}


def render_prosa(simpul: Simpul) -> str:
    """Show a heading or one block of prose.

    >>> render_prosa({"jenis": "paragraf", "isi": [{"jenis": "teks", "teks": "<b>"}]})
    '<p>&lt;b&gt;</p>'
    """
    match simpul["jenis"]:
        case "kepala":
            tag = f"h{simpul['tingkat'] + 1}"
            return f'<{tag} id="{simpul["slug"]}">{_inline(simpul["isi"])}</{tag}>'
        case "paragraf":
            return f"<p>{_inline(simpul['isi'])}</p>"
        case "daftar":
            return _daftar(simpul)
        case "kutipan":
            return f"<blockquote>{_banyak(simpul['isi'])}</blockquote>"
        case "kode":
            return f"<pre>{escape(simpul['teks'])}</pre>"
        case "tabel":
            return _tabel(simpul)
        case _:
            return "<hr>"


def _banyak(daftar: Iterable[Simpul]) -> str:
    return "".join(render_prosa(satu) for satu in daftar)


def _daftar(simpul: Simpul) -> str:
    butir = []
    for isi in simpul["butir"]:
        tunggal = len(isi) == 1 and isi[0]["jenis"] == "paragraf"
        butir.append(f"<li>{_inline(isi[0]['isi']) if tunggal else _banyak(isi)}</li>")
    if not simpul["is_bernomor"]:
        return f"<ul>{''.join(butir)}</ul>"
    mulai = f' start="{simpul["mulai"]}"' if simpul["mulai"] != 1 else ""
    return f"<ol{mulai}>{''.join(butir)}</ol>"


def _tabel(simpul: Simpul) -> str:
    rata = [RATA.get(satu, "") for satu in simpul["rata"]]
    kepala = "".join(
        f'<th scope="col"{kelas}>{_inline(sel)}</th>'
        for kelas, sel in zip(rata, simpul["kepala"], strict=True)
    )
    badan = "".join(
        "<tr>"
        + "".join(f"<td{kelas}>{_inline(sel)}</td>" for kelas, sel in zip(rata, baris, strict=True))
        + "</tr>"
        for baris in simpul["baris"]
    )
    return (
        '<div class="tb g" role="region" aria-label="Tabel keterangan" tabindex="0"><table>'
        f"<thead><tr>{kepala}</tr></thead><tbody>{badan}</tbody></table></div>"
    )


def _inline(daftar: Iterable[Simpul]) -> str:
    return "".join(_satu(simpul) for simpul in daftar)


def _satu(simpul: Simpul) -> str:
    match simpul["jenis"]:
        case "tebal":
            return f"<strong>{_inline(simpul['isi'])}</strong>"
        case "miring":
            return f"<em>{_inline(simpul['isi'])}</em>"
        case "kode":
            return f"<code>{escape(simpul['teks'])}</code>"
        case "taut":
            return f'<a href="{escape(simpul["url"])}">{_inline(simpul["isi"])}</a>'
        case "baris":
            return "<br>"
        case _:
            return escape(simpul["teks"])
