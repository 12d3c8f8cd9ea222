"""Blocks as an HTML fragment: the one way a block looks in HTML.

Takes encoded blocks (plain dicts, see `kinerja.isi.blok.encode_blok`), escapes every text and
gives markup with a small style that is confined to the class `kb`. Notebooks show this fragment;
`kinerja.ekspor.html` builds whole documents from the same functions. Knows nothing about pages,
contents or files, and formats no number.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape
from importlib.resources import files
from typing import Final

from kinerja.isi.html_disposisi import render_lembar
from kinerja.isi.html_tabel import render_tabel
from kinerja.isi.html_teks import Data, read_teks, render_teks, tone_class
from kinerja.model import Alamat

GAYA_BLOK: Final = (files("kinerja.isi") / "blok.css").read_text(encoding="utf-8")
"""The style of all blocks; every rule stands under `.kb`."""

TEKS_STATUS: Final = {"draf": "DRAF", "sementara": "SEMENTARA"}
"""The mark a document wears until it is final."""

PANJANG_NILAI_BESAR: Final = 9
"""Characters up to which a card's value is set in large type; longer ones must fit the card."""


def render_blok_html(daftar_blok: Iterable[Data]) -> str:
    """Show encoded blocks as one self-contained fragment, as a notebook cell needs it.

    >>> blok = {"jenis_blok": "Paragraf", "isi": ["a < b"], "nada": ""}
    >>> render_blok_html([blok]).rpartition("</style>")[2]
    '<div class="kb"><p>a &lt; b</p></div>'
    """
    isi = "".join(render_blok(blok) for blok in daftar_blok)
    return f'<style>{GAYA_BLOK}</style><div class="kb">{isi}</div>'


def render_blok(blok: Data, berjejak: Collection[str] = frozenset()) -> str:
    """Show one encoded block; figures whose id is in `berjejak` link to their passport."""
    return PERENDER[blok["jenis_blok"]](blok, berjejak)


def _subjudul(blok: Data, _: Collection[str]) -> str:
    tag = f"h{blok['tingkat'] + 1}"
    return f"<{tag}>{escape(blok['teks'])}</{tag}>"


def _paragraf(blok: Data, berjejak: Collection[str]) -> str:
    kelas = f' class="pn {tone_class(blok["nada"])}"' if blok["nada"] else ""
    return f"<p{kelas}>{render_teks(blok['isi'], berjejak)}</p>"


def _panel(blok: Data, berjejak: Collection[str]) -> str:
    isi = "".join(f"<p>{render_teks(satu, berjejak)}</p>" for satu in blok["isi"])
    kelas = f"pn {tone_class(blok['nada'])}".strip()
    return f'<div class="{kelas}"><p><b>{escape(blok["judul"])}</b></p>{isi}</div>'


def _selesai(_blok: Data, _: Collection[str]) -> str:
    return ""


def _baris(daftar_baris: Iterable[str], kelas: str = "") -> str:
    atribut = f' class="{kelas}"' if kelas else ""
    return "".join(f"<p{atribut}>{escape(baris)}</p>" for baris in daftar_baris)


def _kop(blok: Data, _: Collection[str]) -> str:
    return f'<div class="kop">{_baris(blok["baris"])}{_baris(blok["alamat"], "al")}</div>'


def _judul(blok: Data, _: Collection[str]) -> str:
    tanda = TEKS_STATUS.get(blok["status"], "")
    cap = f'<span class="cap">{tanda}</span>' if tanda else ""
    label = f'<span class="lbl">{escape(blok["label"])}</span>' if blok["label"] else ""
    atas = f'<p class="atas">{cap}{label}</p>' if cap or label else ""
    is_lembar = blok["gaya"] == "lembar"
    has_anak = blok["anak_judul"] and not is_lembar
    anak = f'<p class="anak">{escape(blok["anak_judul"])}</p>' if has_anak else ""
    keterangan = _baris(blok["keterangan"], "ket")
    kelas = "jdl tg" if is_lembar else "jdl"
    return f'<div class="{kelas}">{atas}<h1>{escape(blok["judul"])}</h1>{anak}{keterangan}</div>'


def _daftar(blok: Data, berjejak: Collection[str]) -> str:
    tag = "ol" if blok["is_bernomor"] else "ul"
    butir = "".join(f"<li>{render_teks(satu, berjejak)}</li>" for satu in blok["butir"])
    judul = f'<p class="ld"><b>{escape(blok["judul"])}</b></p>' if blok["judul"] else ""
    return f"{judul}<{tag}>{butir}</{tag}>"


def _kartu(blok: Data, berjejak: Collection[str]) -> str:
    kartu = []
    for satu in blok["kartu"]:
        isi = render_teks(satu["isi"], berjejak)
        keterangan = render_teks(satu["keterangan"], berjejak)
        ukuran = "v" if len(read_teks(satu["isi"])) <= PANJANG_NILAI_BESAR else "v w"
        kelas = f"k {tone_class(satu['nada'])}".strip()
        kartu.append(
            f'<div class="{kelas}">'
            f'<p class="l">{escape(satu["label"])}</p><p class="{ukuran}">{isi}</p>'
            + (f'<p class="d">{keterangan}</p>' if keterangan else "")
            + "</div>"
        )
    return f'<div class="krt">{"".join(kartu)}</div>'


def _grafik(blok: Data, _: Collection[str]) -> str:
    gambar = b64encode(blok["svg"].encode()).decode("ascii")
    nomor = f"<b>Gambar {blok['nomor']}.</b> " if "nomor" in blok else ""
    sumber = f'<p class="s">Sumber: {escape(blok["sumber"])}</p>' if blok["sumber"] else ""
    return (
        f'<figure class="gr"><div class="g" role="region" aria-label="{escape(blok["judul"])}" '
        f'tabindex="0"><img src="data:image/svg+xml;base64,{gambar}" '
        f'alt="{escape(blok["alt"])}"></div><figcaption>{nomor}{escape(blok["judul"])}{sumber}'
        "</figcaption></figure>"
    )


def _pengesahan(blok: Data, _: Collection[str]) -> str:
    paraf = ""
    if blok["paraf"]:
        baris = "".join(
            f'<tr><th scope="row">{escape(satu["jabatan"])}</th>'
            f"<td>{escape(satu['nama'])}</td><td></td></tr>"
            for satu in blok["paraf"]
        )
        paraf = (
            '<table class="prf"><caption>Paraf koordinasi</caption><thead><tr>'
            '<th scope="col">Jabatan</th><th scope="col">Nama</th><th scope="col">Paraf</th>'
            f"</tr></thead><tbody>{baris}</tbody></table>"
        )
    nip = [f"NIP {blok['nip']}"] if blok["nip"] else []
    pangkat = [blok["pangkat"]] if blok["pangkat"] else []
    return (
        f'<div class="sah">{paraf}<div class="ttd">{_baris([blok["tempat_tanggal"]])}'
        f'{_baris(blok["sebutan"])}<div class="tte">ruang TTE / tanda tangan</div>'
        f"{_baris([blok['nama']], 'nm')}{_baris(pangkat + nip)}</div></div>"
    )


def _buku_kerja(blok: Data, _: Collection[str]) -> str:
    """Only notebooks show this line: a document has the workbook beside it."""
    nama = ", ".join(escape(lembar["nama"]) for lembar in blok["lembar"])
    return f'<p class="s">Buku kerja rekap.xlsx memuat lembar {nama}.</p>'


def _daftar_jejak(blok: Data, berjejak: Collection[str]) -> str:
    entri = "".join(_jejak(angka, berjejak) for angka in blok["angka"])
    judul = f'<p class="ld"><b>{escape(blok["judul"])}</b></p>' if blok["judul"] else ""
    return f'<div class="jj">{judul}{entri}</div>'


def _jejak(angka: Data, berjejak: Collection[str]) -> str:
    jangkar = angka.get("is_jangkar", False) and angka["id"] in berjejak
    atribut = f' id="jejak-{escape(angka["id"])}"' if jangkar else ""
    jejak = angka["jejak"] or {}
    judul = escape(jejak.get("judul", "") or angka["id"])
    bagian = [f"<p><b>{judul}</b> = {render_teks([angka])}{escape(describe_satuan(angka))}</p>"]
    if jejak:
        bagian.append(f"<p>{escape(jejak['aturan'])}</p>" if jejak["aturan"] else "")
        bagian.append(_butir("ul", [_operan(operan) for operan in jejak["operan"]]))
        bagian.append(_butir("ol", [escape(langkah) for langkah in jejak["langkah"]]))
        bagian.append(_baris(jejak[bidang] for bidang in ("batas", "kategori") if jejak[bidang]))
    return f'<div class="e"{atribut}>{"".join(bagian)}</div>'


def _butir(tag: str, butir: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{satu}</li>' for satu in butir)}</{tag}>" if butir else ""


def _operan(operan: Data) -> str:
    alamat = describe_alamat(operan["alamat"])
    asal = f" <i>{escape(alamat)}</i>" if alamat else ""
    return f"{escape(operan['nama'])}: {escape(operan['teks'])}{asal}"


def describe_satuan(angka: Data) -> str:
    """Write the unit behind a figure's text; nothing where the text says it or has no value.

    >>> describe_satuan({"satuan": "poin", "bentuk": "angka", "keadaan": "terisi"})
    ' poin'
    >>> describe_satuan({"satuan": "%", "bentuk": "persen", "keadaan": "terisi"})
    ''
    """
    is_terucap = angka["bentuk"] in {"persen", "rupiah"} or angka["keadaan"] != "terisi"
    return "" if is_terucap or not angka["satuan"] else f" {angka['satuan']}"


def describe_alamat(alamat: Data | None) -> str:
    """Write an encoded source cell the way a passport prints it; nothing when there is none.

    >>> describe_alamat({"berkas": "a.xlsx", "lembar": "Indikator", "sel": "C7", "sha256": ""})
    'a.xlsx, lembar "Indikator", sel C7'
    """
    return Alamat(alamat["berkas"], alamat["lembar"], alamat["sel"]).teks if alamat else ""


PERENDER: Final[Mapping[str, Callable[[Data, Collection[str]], str]]] = {
    "Kop": _kop,
    "Judul": _judul,
    "Subjudul": _subjudul,
    "Paragraf": _paragraf,
    "Daftar": _daftar,
    "Panel": _panel,
    "KartuRingkas": _kartu,
    "Tabel": render_tabel,
    "Grafik": _grafik,
    "Pengesahan": _pengesahan,
    "LembarDisposisi": render_lembar,
    "BukuKerja": _buku_kerja,
    "DaftarJejak": _daftar_jejak,
    "Selesai": _selesai,
}
"""How each block looks; a block without an entry does not exist."""
