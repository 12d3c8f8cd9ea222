"""Tables in HTML: caption, grouped heads, row headers, group and total rows, notes.

Only markup; widths are left to the reader's screen. Cells have no end tag: HTML needs none, and a
report has two thousand of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import escape
from itertools import groupby
from typing import Final

from kinerja.isi.html_teks import Data, is_berangka, read_teks, render_teks, tone_class

KELAS_RATA: Final = {"kiri": "", "kanan": "r", "tengah": "c"}
_KODE: Final = re.compile(r"[A-Z0-9][A-Za-z0-9.-]{1,24}\Z")
BARIS_PANJANG: Final = 28
"""Characters beyond which a cell is given room to wrap well."""


def render_tabel(blok: Data, berjejak: Collection[str] = frozenset()) -> str:
    """Show an encoded table inside a region that scrolls sideways and can take the focus."""
    jangkar = f"tabel-{blok.get('nomor') or _slug(blok['id'])}"
    lanskap = "" if blok["orientasi"] == "tegak" else " lanskap"
    return (
        f'<div class="tb{lanskap}"><div class="g" role="region" aria-labelledby="{jangkar}" '
        f'tabindex="0"><table>{_caption(blok, jangkar)}{_thead(blok)}'
        f"{_tbody(blok, berjejak)}</table></div>{_kaki(blok)}</div>"
    )


def _slug(teks: str) -> str:
    return re.sub(r"[^0-9A-Za-z_-]+", "-", teks)


def _caption(blok: Data, jangkar: str) -> str:
    nomor = f"<b>Tabel {blok['nomor']}.</b> " if "nomor" in blok else ""
    satuan = f' <span class="sat">Satuan: {escape(blok["satuan"])}</span>' if blok["satuan"] else ""
    judul = f'<span class="cp">{nomor}{escape(blok["judul"])}{satuan}</span>'
    return f'<caption id="{jangkar}">{judul}</caption>'


def _kelas(*nama: str) -> str:
    """Give the class attribute; `n` stands for the pair that nearly every figure's cell has."""
    daftar = " ".join(satu for satu in nama if satu)
    daftar = "n" if daftar == "r x" else daftar
    if " " in daftar:
        return f' class="{daftar}"'
    return f" class={daftar}" if daftar else ""


def _thead(blok: Data) -> str:
    kolom: Sequence[Data] = blok["kolom"]
    has_grup = any(satu["grup"] for satu in kolom)
    atas: list[str] = []
    bawah: list[str] = []
    for grup, anggota_grup in groupby(kolom, key=lambda satu: satu["grup"]):
        anggota = list(anggota_grup)
        if grup:
            atas.append(f'<th colspan="{len(anggota)}" scope="colgroup" class="c">{escape(grup)}')
        tinggi = ' rowspan="2"' if has_grup and not grup else ""
        for satu in anggota:
            sel = f'<th scope="col"{tinggi}{_kelas(KELAS_RATA[satu["rata"]])}>'
            (bawah if grup else atas).append(f"{sel}{escape(satu['judul'])}")
    baris = f"<tr>{''.join(atas)}</tr>" + (f"<tr>{''.join(bawah)}</tr>" if bawah else "")
    if blok["is_kolom_bernomor"]:
        nomor = "".join(f"<td>({urutan})" for urutan in range(1, len(kolom) + 1))
        baris += f'<tr class="no">{nomor}</tr>'
    return f"<thead>{baris}</thead>"


def _tbody(blok: Data, berjejak: Collection[str]) -> str:
    keluaran = ["<tbody>"]
    for baris in blok["baris"]:
        if baris["jenis"] == "grup" and len(keluaran) > 1:
            keluaran.append("</tbody><tbody>")
        keluaran.append(_baris(blok, baris, berjejak))
    return "".join([*keluaran, "</tbody>"])


def _baris(blok: Data, baris: Data, berjejak: Collection[str]) -> str:
    jenis = baris["jenis"]
    posisi = 0
    sel_baris = []
    for sel in baris["sel"]:
        kolom = blok["kolom"][posisi]
        rata = "" if sel["rentang"] > 1 and posisi == 0 else KELAS_RATA[kolom["rata"]]
        rentang = f' colspan="{sel["rentang"]}"' if sel["rentang"] > 1 else ""
        isi = render_teks(sel["isi"], berjejak)
        kelas = _kelas(rata, tone_class(sel["nada"]), _lebar(sel))
        if posisi == 0 and jenis == "grup":
            sel_baris.append(f'<th scope="rowgroup"{rentang}{kelas}>{isi}')
        elif posisi < blok["kolom_kunci"] and read_teks(sel["isi"]).strip():
            sel_baris.append(f"<th scope=row{rentang}{kelas}>{isi}")
        else:
            sel_baris.append(f"<td{rentang}{kelas}>{isi}")
        posisi += sel["rentang"]
    # End tags that HTML lets a page leave out are left out: a report has a thousand cells.
    return f"<tr{_kelas({'grup': 'gp', 'jumlah': 'jm'}.get(jenis, ''))}>{''.join(sel_baris)}"


def _lebar(sel: Data) -> str:
    """Name the width a cell asks for: figures stay on one line, long texts get room."""
    teks = read_teks(sel["isi"])
    if sel["rentang"] > 1:
        return ""
    if (sel["isi"] and is_berangka(sel["isi"])) or _KODE.match(teks):
        return "x"
    return "p" if len(teks) > BARIS_PANJANG else ""


def _kaki(blok: Data) -> str:
    baris = [f"Sumber: {blok['sumber']}"] if blok["sumber"] else []
    baris += [f"Catatan: {catatan}" for catatan in blok["catatan"]]
    return "".join(f'<p class="s">{escape(satu)}</p>' for satu in baris)
