"""Markdown cells → a small closed tree of headings and prose.

Every format knows this tree and nothing of Markdown. Raw HTML, images and unsafe links arrive as
the text that was typed. Lays nothing out.

Blocks: paragraf, daftar, kutipan, kode, garis, tabel (and kepala for headings).
Inline: teks, tebal, miring, kode, taut, baris.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from typing import Any, Final

import mistune

from kinerja.ekspor.periksa import clean_teks

Simpul = dict[str, Any]

TAUT_AMAN: Final = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
TINGKAT_TERDALAM: Final = 4


def parse_prosa(teks: str) -> list[Simpul]:
    """Turn a Markdown text into the nodes of the closed tree.

    >>> parse_prosa("# A *b*")[0]["tingkat"], read_teks(parse_prosa("a <b>c</b>")[0]["isi"])
    (1, 'a <b>c</b>')
    """
    urai = mistune.create_markdown(renderer=None, plugins=["table"])
    pohon = urai(clean_teks(teks))
    return _blok_banyak(pohon if isinstance(pohon, list) else [])


def read_teks(isi: Iterable[Simpul]) -> str:
    """Give the bare text of inline nodes."""
    return "".join(
        read_teks(satu["isi"]) if "isi" in satu else satu.get("teks", " ") for satu in isi
    )


def build_slug(teks: str, terpakai: set[str]) -> str:
    """Make an anchor from a heading, unlike all those used before.

    >>> build_slug("Ringkasan & Capaian", {"ringkasan-capaian"})
    'ringkasan-capaian-2'
    """
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode("ascii").lower()
    dasar = re.sub(r"[^a-z0-9]+", "-", polos).strip("-") or "bagian"
    slug, urutan = dasar, 1
    while slug in terpakai:
        urutan += 1
        slug = f"{dasar}-{urutan}"
    terpakai.add(slug)
    return slug


def _blok_banyak(pohon: Iterable[Simpul]) -> list[Simpul]:
    return [simpul for token in pohon for simpul in _blok(token)]


def _blok(token: Simpul) -> list[Simpul]:
    anak = token.get("children", [])
    match token["type"]:
        case "heading":
            tingkat = min(token["attrs"]["level"], TINGKAT_TERDALAM)
            return [{"jenis": "kepala", "tingkat": tingkat, "isi": _inline_banyak(anak)}]
        case "paragraph" | "block_text":
            return [_paragraf(_inline_banyak(anak))]
        case "list":
            atribut = token["attrs"]
            return [
                {
                    "jenis": "daftar",
                    "is_bernomor": atribut["ordered"],
                    "mulai": atribut.get("start", 1),
                    "butir": [_blok_banyak(butir["children"]) for butir in anak],
                }
            ]
        case "block_quote":
            return [{"jenis": "kutipan", "isi": _blok_banyak(anak)}]
        case "block_code":
            return [{"jenis": "kode", "teks": token["raw"].rstrip("\n")}]
        case "block_html":
            return [_paragraf([_teks(token["raw"].strip())])]
        case "table":
            return [_tabel(anak)]
        case _:
            return [{"jenis": "garis"}] if token["type"] == "thematic_break" else []


def _paragraf(isi: list[Simpul]) -> Simpul:
    return {"jenis": "paragraf", "isi": isi}


def _tabel(anak: list[Simpul]) -> Simpul:
    kepala, *badan = anak
    return {
        "jenis": "tabel",
        "rata": [sel["attrs"]["align"] or "left" for sel in kepala["children"]],
        "kepala": [_inline_banyak(sel["children"]) for sel in kepala["children"]],
        "baris": [
            [_inline_banyak(sel["children"]) for sel in baris["children"]]
            for bagian in badan
            for baris in bagian["children"]
        ],
    }


def _teks(teks: str) -> Simpul:
    return {"jenis": "teks", "teks": teks}


def _inline_banyak(pohon: Iterable[Simpul]) -> list[Simpul]:
    return [simpul for token in pohon for simpul in _inline(token)]


def _inline(token: Simpul) -> list[Simpul]:
    anak = token.get("children", [])
    match token["type"]:
        case "text":
            return [_teks(clean_teks(unescape(token["raw"])))]
        case "strong" | "emphasis":
            jenis = "tebal" if token["type"] == "strong" else "miring"
            return [{"jenis": jenis, "isi": _inline_banyak(anak)}]
        case "codespan":
            return [{"jenis": "kode", "teks": token["raw"]}]
        case "linebreak":
            return [{"jenis": "baris"}]
        case "softbreak":
            return [_teks(" ")]
        case "link":
            return _taut(token["attrs"]["url"], _inline_banyak(anak))
        case "image":
            return [_teks(f"![{read_teks(_inline_banyak(anak))}]({token['attrs']['url']})")]
        case _:
            return [_teks(token.get("raw", ""))]


def _taut(url: str, isi: list[Simpul]) -> list[Simpul]:
    if TAUT_AMAN.match(url):
        return [{"jenis": "taut", "url": url, "isi": isi}]
    return [*isi, _teks(f" ({url})")]
