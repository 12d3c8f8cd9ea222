"""The regency's charts: capaian beside absorption by agency, a page's worth of agencies each.

Every mark has its number, shape tells what colour does. Computes no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja.hitung.jejak import Angka
from kinerja.hitung.pemda.hasil import BarisOpd, RekapPemda
from kinerja.isi.blok import Blok, Grafik, Paragraf
from kinerja.isi.gaya_grafik import (
    ABU,
    BIRU,
    JINGGA,
    TINTA,
    build_figure,
    read_float,
    use_gaya,
    wrap,
    write_svg,
)
from kinerja.isi.pemda.cakupan import mark_kurang
from kinerja.model import Keadaan

_PER_GAMBAR: Final = 27
"""So many agencies fit on one page."""
_BATAS_GAMBAR: Final = 150.0
"""Marks stand here at most, with their true value written beside them."""
_TINGGI_CM: Final = 0.76
_KOLOM_TEKS: Final = (158, 180)
"""Where the numbers stand, right of all marks: capaian, then absorption."""


def draw_capaian(rekap: RekapPemda, sumber: str) -> list[Blok]:
    """Draw each agency's capaian and absorption on one line, highest capaian first."""
    terisi = [
        satu
        for satu in rekap.urut_capaian
        if Keadaan.TERISI in {satu.capaian.keadaan, satu.skpd.serapan.keadaan}
    ]
    if not terisi:
        return [Paragraf(("Belum ada capaian yang dapat digambarkan.",), "abu")]
    banyak = -(-len(terisi) // _PER_GAMBAR)
    per_gambar = -(-len(terisi) // banyak)
    bagian = [terisi[i : i + per_gambar] for i in range(0, len(terisi), per_gambar)]
    judul = f"Rata-rata capaian dan serapan belanja SKPD, {rekap.periode.judul}"
    return [
        _draw(nomor, f"{judul} ({nomor} dari {banyak})" if banyak > 1 else judul, isi, sumber)
        for nomor, isi in enumerate(bagian, start=1)
    ]


@use_gaya()
def _draw(nomor: int, judul: str, daftar: Sequence[BarisOpd], sumber: str) -> Grafik:
    import seaborn as sns

    figure, axes = build_figure(2.4 + _TINGGI_CM * len(daftar))
    nama = [wrap(_name(satu), 44) for satu in daftar]
    deret = (
        ("Capaian", [satu.capaian for satu in daftar], BIRU, "o", 0.16),
        ("Serapan", [satu.skpd.serapan for satu in daftar], JINGGA, "D", -0.16),
    )
    for (label, angka, warna, tanda, geser), kolom in zip(deret, _KOLOM_TEKS, strict=True):
        titik = [(i, a) for i, a in enumerate(angka) if a.keadaan is Keadaan.TERISI]
        letak = [min(read_float(a), _BATAS_GAMBAR) for _, a in titik]
        tinggi = [i - geser for i, _ in titik]
        axes.hlines(tinggi, 0, letak, color=ABU, linewidth=0.6, zorder=1)
        sns.scatterplot(
            x=letak, y=tinggi, ax=axes, color=warna, marker=tanda, s=22, label=label, zorder=2
        )
        axes.text(kolom, -0.8, label, fontsize=7, fontweight="bold")
        for i, (satu, baris) in enumerate(zip(angka, daftar, strict=True)):
            axes.text(kolom, i, _write_teks(baris, satu), va="center", fontsize=7)
    axes.axvline(100, color=TINTA, linewidth=0.8, linestyle=(0, (4, 3)), zorder=0)
    axes.set_yticks(range(len(nama)), nama, fontsize=7)
    axes.set(xlim=(0, 206), ylim=(len(nama) - 0.4, -0.6), ylabel="")
    lain = [] if all(satu.is_sebanding for satu in daftar) else ["* kebijakan hitung lain"]
    kurang = ["† sebagian belum dilaporkan"] if any(x.is_kurang for x in daftar) else []
    tanda = "; ".join(lain + kurang)
    axes.set_xlabel(f"Persen; di atas 150 digambar pada 150\n{tanda}".rstrip())
    axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    axes.legend(loc="lower center", bbox_to_anchor=(0.37, 1.0), ncols=2, frameon=False, title=None)
    rinci = "; ".join(
        f"{_name(satu)} capaian {_write_teks(satu, satu.capaian)},"
        f" serapan {_write_teks(satu, satu.skpd.serapan)}"
        for satu in daftar
    )
    return Grafik(f"grafik-pemda-{nomor}", judul, write_svg(figure), f"{judul}: {rinci}.", sumber)


def _name(satu: BarisOpd) -> str:
    tanda = "" if satu.is_sebanding else " *"
    return f"{satu.bahan.nama}{tanda}"


def _write_teks(baris: BarisOpd, satu: Angka) -> str:
    """Write a figure with its mark where part of it was not reported."""
    is_kurang = bool(baris.skpd.sebagian)
    if satu is baris.capaian:
        is_kurang = baris.is_capaian_kurang
    return f"{satu.teks}{mark_kurang(is_kurang=is_kurang)}"
