"""The lembar disposisi in HTML: a form of boxes and lines, as on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import Final

from kinerja.isi.html_teks import Data, render_teks

_KOTAK: Final = {True: "☒", False: "☐"}
_KEPALA: Final = ("No", "Perihal", "Yang ditunjukkan laporan", "Unit pelaksana", "Isi disposisi")


def render_lembar(blok: Data, berjejak: Collection[str] = frozenset()) -> str:
    """Show an encoded sheet: head, recipients, what the report shows, instructions, paraf."""
    kepala = "".join(
        f'<tr><th scope="row">{escape(satu["label"])}</th>'
        f"<td>{render_teks(satu['isi'], berjejak)}</td></tr>"
        for satu in blok["rincian"]
    )
    ringkasan = "".join(f"<p>{render_teks(satu, berjejak)}</p>" for satu in blok["ringkasan"])
    kepala += _baris("Sifat", _centang(blok["sifat"], " sb"))
    kepala += _baris("Diteruskan kepada", _centang(blok["kepada"], ""))
    kepala += _baris("Ringkasan laporan", ringkasan)
    butir = "".join(_butir(satu, berjejak) for satu in blok["butir"])
    judul = "".join(f'<th scope="col">{teks}</th>' for teks in (*_KEPALA, "Batas waktu"))
    tembusan = "".join(f"<li>{escape(satu)}</li>" for satu in blok["tembusan"])
    kaki = f"<p><b>Tembusan</b></p>{f'<ol>{tembusan}</ol>' if tembusan else '<p>–</p>'}"
    paraf = "".join(f"<p>{escape(satu)}</p>" for satu in blok["paraf"])
    catatan = f'<p class="s">{escape(blok["catatan"])}</p>' if blok["catatan"] else ""
    return (
        f'<div class="lbr"><table><caption>Kepala disposisi</caption><tbody>{kepala}</tbody>'
        f'</table><div class="g" role="region" aria-label="Isi disposisi" tabindex="0">'
        f'<table class="but"><caption>Isi disposisi</caption><thead><tr>{judul}</tr></thead>'
        f'<tbody>{butir}</tbody></table></div><div class="kk"><div>{kaki}</div>'
        f'<div class="pf"><p><b>Paraf dan tanggal</b></p><div></div>{paraf}</div></div></div>'
        f"{catatan}"
    )


def _baris(label: str, isi: str) -> str:
    return f'<tr><th scope="row">{label}</th><td>{isi}</td></tr>'


def _centang(daftar: Iterable[Data], kelas: str) -> str:
    butir = "".join(
        f"<li>{_KOTAK[satu['is_dipilih']]} {escape(satu['label'])}</li>" for satu in daftar
    )
    return f'<ul class="ct{kelas}">{butir}</ul>'


def _butir(satu: Data, berjejak: Collection[str]) -> str:
    sel = (
        escape(satu["perihal"]),
        render_teks(satu["ditunjukkan"], berjejak),
        escape(satu["unit"]),
        escape(satu["isi"]).replace("\n", "<br>"),
        escape(satu["tenggat"]),
    )
    isi = "".join(f"<td>{teks}</td>" for teks in sel)
    return f'<tr><th scope="row">{escape(satu["nomor"])}</th>{isi}</tr>'
