"""Charts for exploring: capaian over quarters and years, and by sasaran.

Each comes with the table of the figures it shows, so that nothing is known by colour or place
alone. Computes no figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja.hitung.hasil import HasilSasaran, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import Baris, Blok, Grafik, Kolom, Nada, Paragraf, Tabel
from kinerja.isi.capaian import build_tabel_sasaran, name_basis
from kinerja.isi.gaya_grafik import (
    ABU,
    TINTA,
    WARNA_DERET,
    build_figure,
    read_float,
    use_gaya,
    wrap,
    write_svg,
)
from kinerja.isi.susun import build_sel
from kinerja.model import Keadaan
from kinerja.periode import ROMAWI

_SETAHUN: Final = len(ROMAWI)
"""Place of a whole year on the axis of quarters: after the fourth."""
_TANDA: Final = ("o", "s", "D", "^", "v", "P")
_WARNA: Final[Mapping[Nada, str]] = {
    "hijau_tua": "#01665e",
    "hijau": "#5ab4ac",
    "kuning": "#dfc27d",
    "jingga": "#bf812d",
    "merah": "#8c510a",
    "abu": ABU,
    "": ABU,
}
_BATAS: Final = 150.0
Deret = Mapping[int, Sequence[Angka | None]]
"""By year: the figure of each quarter, then of the year; None where there is none."""


@use_gaya()
def draw_tren_tahun(judul: str, deret: Deret, sumber: str) -> list[Blok]:
    """Draw one line a year over its quarters, the year itself as a point apart."""
    titik = {
        tahun: [(i, a) for i, a in enumerate(isi) if a and a.keadaan is Keadaan.TERISI]
        for tahun, isi in deret.items()
    }
    if not any(titik.values()):
        return [Paragraf((f"{judul}: belum ada angka yang dapat digambarkan.",), "abu")]
    import seaborn as sns

    figure, axes = build_figure(7.2)
    for urutan, (tahun, isi) in enumerate(sorted(titik.items(), reverse=True)):
        if not isi:
            continue
        warna = WARNA_DERET[urutan % len(WARNA_DERET)]
        tanda = _TANDA[urutan % len(_TANDA)]
        triwulan = [(i, a) for i, a in isi if i < _SETAHUN]
        sns.lineplot(
            x=[i for i, _ in triwulan],
            y=[read_float(a) for _, a in triwulan],
            ax=axes,
            color=warna,
            marker=tanda,
            label=str(tahun),
            errorbar=None,
        )
        for i, angka in isi:
            if i == _SETAHUN:
                axes.plot(i, read_float(angka), tanda, color=warna, markersize=8)
            axes.annotate(
                angka.teks,
                (i, read_float(angka)),
                xytext=(0, 7) if _is_teratas(titik, i, angka) else (0, -14),
                textcoords="offset points",
                ha="center",
                fontsize=8,
                color=warna,
            )
    axes.axhline(100, color=TINTA, linewidth=1, linestyle=(0, (4, 3)))
    sumbu = [f"s.d. TW {romawi}" for romawi in ROMAWI] + ["Setahun"]
    axes.set_xticks(range(len(sumbu)), sumbu)
    axes.set(xlim=(-0.4, _SETAHUN + 0.4), xlabel="", ylabel="Capaian (%)")
    axes.margins(y=0.2)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, frameon=False)
    alt = "; ".join(
        f"{tahun}: " + ", ".join(f"{sumbu[i]} {a.teks}" for i, a in isi)
        for tahun, isi in sorted(titik.items())
        if isi
    )
    grafik = Grafik("jelajah-tren", judul, write_svg(figure), f"{judul}. {alt}.", sumber)
    baris = tuple(
        Baris((build_sel(str(tahun)), *(build_sel(a or "–") for a in isi)))
        for tahun, isi in sorted(deret.items(), reverse=True)
    )
    kolom = (Kolom("Tahun"), *(Kolom(satu, "kanan") for satu in sumbu))
    return [grafik, Tabel("jelajah-tren-data", judul, kolom, baris, satuan="Persen", sumber=sumber)]


def _is_teratas(titik: Mapping[int, Sequence[tuple[int, Angka]]], i: int, angka: Angka) -> bool:
    """Tell whether a point is the highest of its quarter: its label stands above, others below."""
    semua = [read_float(satu) for isi in titik.values() for j, satu in isi if j == i]
    return read_float(angka) >= max(semua)


@use_gaya()
def draw_sasaran(rekap: Rekap, sumber: str) -> list[Blok]:
    """Draw the mean of each sasaran in the colour of its category, with its words beside it."""
    judul = f"Rata-rata capaian sasaran {name_basis(rekap)}"
    tabel = build_tabel_sasaran(rekap, sumber)
    terisi = [satu for satu in rekap.sasaran if satu.rerata.angka.keadaan is Keadaan.TERISI]
    if not terisi:
        return [
            Paragraf((f"{judul}: belum ada capaian yang dapat digambarkan.",), "abu"),
            tabel,
        ]
    import seaborn as sns

    figure, axes = build_figure(1.8 + 1.05 * len(terisi))
    nama = [wrap(f"{satu.sasaran.kode} {satu.sasaran.uraian}") for satu in terisi]
    nilai = [min(read_float(satu.rerata.angka), _BATAS) for satu in terisi]
    warna = [_WARNA[satu.rerata.kategori.warna if satu.rerata.kategori else ""] for satu in terisi]
    sns.barplot(
        x=nilai,
        y=nama,
        hue=nama,
        palette=dict(zip(nama, warna, strict=True)),
        orient="h",
        ax=axes,
        legend=False,
        width=0.6,
    )
    for baris, satu in enumerate(terisi):
        axes.text(
            max(nilai[baris], 100) + 2, baris, _describe_rerata(satu), va="center", fontsize=8
        )
    axes.axvline(100, color=TINTA, linewidth=1, linestyle=(0, (4, 3)))
    axes.set(xlim=(0, _BATAS + 55), xlabel="Capaian (%)", ylabel="")
    axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    rinci = "; ".join(f"{satu.sasaran.kode} {_describe_rerata(satu)}" for satu in terisi)
    alt = f"{judul}: {rinci}; rata-rata perangkat daerah {rekap.rerata.angka.teks}."
    grafik = Grafik("jelajah-sasaran", judul, write_svg(figure), alt, sumber)
    return [grafik, tabel]


def _describe_rerata(satu: HasilSasaran) -> str:
    kategori = satu.rerata.kategori.label if satu.rerata.kategori else "tanpa kategori"
    return f"{satu.rerata.angka.teks} · {kategori}"
