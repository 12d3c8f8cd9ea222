"""Tables in Word: caption, repeated heads, group and total rows, source and notes below."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.letak import TataLetak, fit_tabel, is_terbelah
from kinerja.ekspor.prosa import Simpul
from kinerja.isi.html_teks import Data
from kinerja.word.alinea import Garis
from kinerja.word.gaya import MUDA, PINGGIR, PUDAR, TINTA, TUA
from kinerja.word.tabel import Baris, Sel, Tabel
from kinerja.word.unsur import Huruf, Unsur, build_bidang, build_rangkai

KEPALA_TABEL: Final = "E4EAF0"
LATAR: Final = {
    "": "",
    "hijau_tua": "D3ECDC",
    "hijau": "E6F4E4",
    "kuning": "FDF3CF",
    "jingga": "FDE6D0",
    "merah": "FBDEDB",
    "abu": "ECEFF1",
}
"""Backgrounds of the tones, as in the PDF."""
PENDEK: Final = 12
"""Rows that a table may have to stay whole; a longer one may break, and then repeats its head."""
_TIPIS: Final = Garis(0.5, PINGGIR)
_BATAS: Final = Garis(1, TUA)


def build_tabel(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build a table with its caption above and its source and notes below."""
    letak = fit_tabel(blok, naskah.ruang)
    is_utuh = len(blok["baris"]) <= PENDEK
    kepala = _build_kepala(blok, naskah, letak)
    badan = [
        _build_baris(satu, blok, naskah, letak, is_ikut=is_utuh or satu["jenis"] == "grup")
        for satu in blok["baris"]
    ]
    tabel = Tabel(
        letak.lebar,
        (*kepala, *badan),
        judul=blok["judul"],
        uraian=". ".join(f"{a}: {blok[b]}" for a, b in _URAIAN if blok[b]),
        garis=(("top", _BATAS), ("bottom", _BATAS), ("insideH", _TIPIS)),
        sisi=letak.inset,
        has_kepala_baris=blok["kolom_kunci"] > 0,
    )
    return [
        build_judul("Tabel", blok, naskah, blok["satuan"]),
        tabel.build(),
        *_build_bawah(blok, naskah),
    ]


_URAIAN: Final = (("Satuan", "satuan"), ("Sumber", "sumber"))


def build_judul(
    sebutan: str, blok: Data, naskah: NaskahLaporan, satuan: str = "", *, is_ikut: bool = True
) -> Unsur:
    """Build a caption with a number that Word renews when tables or charts are added."""
    tebal = Huruf(tebal=True, warna=TUA)
    nomor = build_bidang(f"SEQ {sebutan} \\* ARABIC", str(blok["nomor"]), tebal)
    isi = [build_rangkai(f"{sebutan} ", tebal), *nomor, build_rangkai(". ", tebal)]
    isi.append(build_rangkai(blok["judul"]))
    if satuan:
        isi.append(build_rangkai(f" (satuan: {satuan})", Huruf(ukuran=8.5, warna=PUDAR)))
    return naskah.alinea("caption", isi, ikut=is_ikut)


def _build_kepala(blok: Data, naskah: NaskahLaporan, letak: TataLetak) -> list[Baris]:
    """Build the rows of headings: groups, columns, and the column numbers a form carries."""
    huruf = Huruf(tebal=True, ukuran=letak.ukuran)

    def sel(teks: str, rata: str, **lain: object) -> Sel:
        isi = [build_rangkai(teks, huruf)] if teks else []
        alinea = naskah.alinea("Kinerja Sel", isi, rata=rata, ikut=True)
        return Sel((alinea,), latar=KEPALA_TABEL, tegak="bottom", **lain)  # type: ignore[arg-type]

    has_grup = any(satu["grup"] for satu in blok["kolom"])
    atas, bawah = [], []
    for grup, anggota in groupby(blok["kolom"], key=lambda satu: satu["grup"]):
        kolom = list(anggota)
        if grup:
            garis = (("bottom", Garis(0.5, "A9B7C4")),)
            atas.append(sel(grup, "tengah", rentang=len(kolom), garis=garis))
            bawah += [sel(satu["judul"], satu["rata"]) for satu in kolom]
        else:
            sambung = "restart" if has_grup else ""
            atas += [sel(satu["judul"], satu["rata"], sambung=sambung) for satu in kolom]
            bawah += [sel("", satu["rata"], sambung="continue") for satu in kolom]
    hasil = [tuple(atas), tuple(bawah)] if has_grup else [tuple(atas)]
    if blok["is_kolom_bernomor"]:
        kecil = Huruf(ukuran=letak.ukuran * 0.85, warna=PUDAR)
        hasil.append(
            tuple(
                Sel(
                    (
                        naskah.alinea(
                            "Kinerja Sel",
                            [build_rangkai(f"({nomor})", kecil)],
                            rata="tengah",
                            ikut=True,
                        ),
                    ),
                    latar=MUDA,
                )
                for nomor in range(1, len(blok["kolom"]) + 1)
            )
        )
    return [Baris(satu, is_kepala=True) for satu in hasil]


def _build_baris(
    baris: Data, blok: Data, naskah: NaskahLaporan, letak: TataLetak, *, is_ikut: bool
) -> Baris:
    jenis = baris["jenis"]
    warna = {"grup": TUA, "jumlah": TINTA}.get(jenis, "")
    huruf = Huruf(tebal=True if warna else None, warna=warna, ukuran=letak.ukuran)
    garis = (("top", Garis(1, TUA)),) if jenis == "jumlah" else ()
    hasil = []
    kolom = 0
    for satu in baris["sel"]:
        rata = blok["kolom"][kolom]["rata"]
        rata = "kiri" if satu["rentang"] > 1 and kolom == 0 else rata
        alinea = naskah.alinea(
            "Kinerja Sel", naskah.teks(satu["isi"], huruf), rata=rata, ikut=is_ikut
        )
        latar = LATAR[satu["nada"]] or (MUDA if warna else "")
        hasil.append(Sel((alinea,), rentang=satu["rentang"], latar=latar, garis=garis))
        kolom += satu["rentang"]
    return Baris(tuple(hasil), is_utuh=not is_terbelah(baris, letak))


def _build_bawah(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build source and notes; without any a narrow line keeps two tables apart."""
    teks = [f"Sumber: {blok['sumber']}"] if blok["sumber"] else []
    teks += [f"Catatan: {satu}" for satu in blok["catatan"]]
    if not teks:
        return [naskah.sela(sesudah=8)]
    return [
        naskah.alinea(
            "Kinerja Sumber",
            [build_rangkai(satu)],
            ikut=nomor < len(teks),
            sesudah=10 if nomor == len(teks) else 2,
        )
        for nomor, satu in enumerate(teks, start=1)
    ]


def build_tabel_prosa(
    simpul: Simpul,
    kepala: Iterable[list[Unsur]],
    naskah: NaskahLaporan,
    baris: Iterable[Iterable[list[Unsur]]],
) -> list[Unsur]:
    """Build a table typed in Markdown: columns of one width, its texts already built."""
    rata = [{"right": "kanan", "center": "tengah"}.get(satu, "kiri") for satu in simpul["rata"]]

    def sel(isi: list[Unsur], arah: str, latar: str) -> Sel:
        return Sel((naskah.alinea("Kinerja Sel", isi, rata=arah),), latar=latar)

    atas = tuple(sel(isi, arah, KEPALA_TABEL) for isi, arah in zip(kepala, rata, strict=True))
    badan = [
        Baris(tuple(sel(isi, arah, "") for isi, arah in zip(satu, rata, strict=True)))
        for satu in baris
    ]
    lebar = (naskah.lebar / len(rata),) * len(rata)
    garis = (("top", _BATAS), ("bottom", _BATAS), ("insideH", _TIPIS))
    tabel = Tabel(lebar, (Baris(atas, is_kepala=True), *badan), garis=garis)
    return [tabel.build(), naskah.sela(sesudah=8)]
