"""Charts for exploring: money against results in quadrants, and who reported when.

Each comes with the table of the figures it shows. Computes no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Baris, Blok, Grafik, Kolom, Paragraf, Tabel
from kinerja.isi.gaya_grafik import (
    JINGGA,
    TINTA,
    WARNA_DERET,
    build_figure,
    read_float,
    use_gaya,
    wrap,
    write_svg,
)
from kinerja.isi.lampiran import build_kelengkapan
from kinerja.isi.susun import build_sel
from kinerja.model import Keadaan, KeadaanFormulir, Masukan
from kinerja.periode import ROMAWI

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BATAS_GAMBAR: Final = 150.0
_DEKAT_X, _DEKAT_Y = 4.0, 4.5
"""Distances, in percent, below which two points share a label."""
Pasangan = tuple[HasilIndikator, BarisAnggaran]
"""An indicator and the money of the program it stands under."""


@use_gaya()
def draw_kuadran(daftar: Sequence[Pasangan], rencana: Angka, basis: str, sumber: str) -> list[Blok]:
    """Draw each program indicator by its program's absorption and its own capaian.

    Quadrants meet at the target and at the planned absorption, `rencana`.
    """
    judul = f"Serapan program dan capaian indikatornya {basis}"
    terisi = [
        (hasil, baris)
        for hasil, baris in daftar
        if hasil.utama.keadaan is Keadaan.TERISI and baris.serapan.keadaan is Keadaan.TERISI
    ]
    if not terisi:
        return [
            Paragraf((f"{judul}: belum ada indikator program dengan capaian dan serapan.",), "abu")
        ]
    import seaborn as sns

    figure, axes = build_figure(9.5)
    x = [min(read_float(baris.serapan), 120.0) for _, baris in terisi]
    y = [min(read_float(hasil.utama.capaian), _BATAS_GAMBAR) for hasil, _ in terisi]
    unit = [hasil.indikator.unit for hasil, _ in terisi]
    daftar_unit = sorted(set(unit))
    sns.scatterplot(
        x=x,
        y=y,
        hue=unit,
        hue_order=daftar_unit,
        style=unit,
        style_order=daftar_unit,
        palette=[WARNA_DERET[i % len(WARNA_DERET)] for i in range(len(daftar_unit))],
        s=70,
        ax=axes,
    )
    _label_titik(axes, x, y, [hasil.indikator.kode for hasil, _ in terisi])
    tengah = read_float(rencana)
    axes.set(
        xlim=(0, max(100.0, *x) + 8),
        ylim=(max(0.0, min(90.0, *y) - 12), max(110.0, *y) + 12),
        xlabel=f"Serapan program (%); garis: anggaran kas s.d. {rencana.teks}",
        ylabel="Capaian indikator (%); garis: target",
    )
    axes.axhline(100, color=TINTA, linewidth=1, linestyle=(0, (4, 3)))
    axes.axvline(tengah, color=TINTA, linewidth=1, linestyle=(0, (4, 3)))
    for (datar, tegak), kata in _KUADRAN.items():
        axes.text(
            datar,
            tegak,
            kata,
            transform=axes.transAxes,
            fontsize=8,
            color="#555555",
            ha="left" if datar < 0.5 else "right",
            va="top" if tegak > 0.5 else "bottom",
        )
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, title=None)
    rinci = [
        f"{hasil.indikator.kode} capaian {hasil.utama.capaian.teks}, serapan {baris.serapan.teks}"
        for hasil, baris in terisi
    ]
    grafik = Grafik(
        "jelajah-kuadran", judul, write_svg(figure), f"{judul}: {'; '.join(rinci)}.", sumber
    )
    return [grafik, _build_tabel_kuadran(judul, terisi, sumber)]


_KUADRAN: Final = {
    (0.01, 0.99): "capaian baik, serapan di bawah rencana",
    (0.99, 0.99): "capaian baik, serapan sesuai rencana",
    (0.01, 0.01): "capaian kurang, serapan di bawah rencana",
    (0.99, 0.01): "capaian kurang, serapan sesuai rencana",
}


def _label_titik(axes: Axes, x: Sequence[float], y: Sequence[float], nama: Sequence[str]) -> None:
    """Name the points; those that stand too close to be named apart share one label."""
    kelompok: list[list[int]] = []
    for i in sorted(range(len(nama)), key=lambda i: (round(x[i] / _DEKAT_X), y[i])):
        akhir = kelompok[-1][-1] if kelompok else None
        is_dekat = akhir is not None and (
            abs(x[i] - x[akhir]) < _DEKAT_X and y[i] - y[akhir] < _DEKAT_Y
        )
        if is_dekat:
            kelompok[-1].append(i)
        else:
            kelompok.append([i])
    for isi in kelompok:
        axes.annotate(
            wrap(", ".join(nama[i] for i in isi), 60),
            (max(x[i] for i in isi), sum(y[i] for i in isi) / len(isi)),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=7,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        )


def _build_tabel_kuadran(judul: str, daftar: Sequence[Pasangan], sumber: str) -> Tabel:
    kolom = (
        Kolom("Indikator", "kiri", 3.0),
        Kolom("Program", "kiri", 3.0),
        Kolom("Capaian", "kanan", 1.0),
        Kolom("Serapan", "kanan", 1.0),
    )
    baris = tuple(
        Baris(
            (
                build_sel(f"{hasil.indikator.kode} {hasil.indikator.nama}"),
                build_sel(f"{uang.kode} {uang.nama}"),
                build_sel(hasil.utama.capaian),
                build_sel(uang.serapan),
            )
        )
        for hasil, uang in daftar
    )
    return Tabel("jelajah-kuadran-data", judul, kolom, baris, satuan="Persen", sumber=sumber)


_KEADAAN: Final[Mapping[KeadaanFormulir, tuple[int, str]]] = {
    KeadaanFormulir.BELUM: (0, "belum"),
    KeadaanFormulir.HILANG: (1, "hilang"),
    KeadaanFormulir.DITOLAK: (1, "ditolak"),
    KeadaanFormulir.LAPOR: (2, "lapor"),
}


@use_gaya()
def draw_kelengkapan(rekap: Rekap, masukan: Masukan, sumber: str) -> list[Blok]:
    """Draw units by quarters as a heat map in three shades, each field with its word."""
    kini = masukan.periode.triwulan or len(ROMAWI)
    judul = f"Kelengkapan isian sampai {masukan.periode.judul}"
    isi = [
        [_KEADAAN[masukan.find_keadaan(satu.unit.slug, nomor)] for nomor in range(1, kini + 1)]
        for satu in rekap.unit
    ]
    import seaborn as sns

    figure, axes = build_figure(1.6 + 0.95 * len(isi))
    warna: Any = ["#f0f0f0", JINGGA, "#7fb2d9"]
    sns.heatmap(
        [[nilai for nilai, _ in baris] for baris in isi],
        annot=[[kata for _, kata in baris] for baris in isi],
        fmt="",
        cmap=warna,
        vmin=0,
        vmax=2,
        cbar=False,
        linewidths=2,
        linecolor="white",
        annot_kws={"color": TINTA, "fontsize": 9},
        xticklabels=[f"Triwulan {romawi}" for romawi in ROMAWI[:kini]],
        yticklabels=[wrap(satu.unit.nama, 34) for satu in rekap.unit],
        ax=axes,
    )
    axes.tick_params(axis="y", rotation=0)
    alt = "; ".join(
        f"{satu.unit.nama}: {', '.join(kata for _, kata in baris)}"
        for satu, baris in zip(rekap.unit, isi, strict=True)
    )
    grafik = Grafik("jelajah-kelengkapan", judul, write_svg(figure), f"{judul}. {alt}.", sumber)
    return [grafik, build_kelengkapan(rekap, masukan)]
