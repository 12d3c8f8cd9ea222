"""The charts of reports: seaborn on bare Figures, with a text alternative from the same numbers.

Every bar is labelled, colour is never the only carrier. Computes no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, Rekap
from kinerja.isi.blok import Blok, Grafik, Paragraf
from kinerja.isi.capaian import name_basis
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
from kinerja.model import Keadaan

_KEJENUHAN: Final = 0.75
"""How much of a colour seaborn leaves to a bar."""
_BATAS_GAMBAR: Final = 150.0
"""Bars are cut at this capaian, with their true value written beside them."""

_GARIS_TARGET: Final = 100.0
"""Labels stand right of this line, or of a bar that passes it, so neither crosses the other."""


@use_gaya()
def draw_capaian(rekap: Rekap, daftar: Sequence[HasilIndikator], sumber: str) -> Blok:
    """Draw the capaian of each computed indicator as a bar against the line of 100%."""
    terisi = [hasil for hasil in daftar if hasil.utama.keadaan is Keadaan.TERISI]
    judul = f"Capaian indikator {name_basis(rekap)}"
    if not terisi:
        return Paragraf((f"{judul}: belum ada capaian yang dapat digambarkan.",), "abu")
    import seaborn as sns

    figure, axes = build_figure(1.6 + 0.85 * len(terisi))
    nama = [wrap(f"{h.indikator.kode} {h.indikator.nama}") for h in terisi]
    nilai = [min(read_float(h.utama.capaian), _BATAS_GAMBAR) for h in terisi]
    warna = [BIRU if h.utama.is_tercapai else JINGGA for h in terisi]
    sns.barplot(
        x=nilai,
        y=nama,
        color=BIRU,
        orient="h",
        ax=axes,
        width=0.62,
        errorbar=None,
    )
    for batang, satu in zip(axes.patches, warna, strict=True):
        batang.set_facecolor(sns.desaturate(satu, _KEJENUHAN))
    for baris, hasil in enumerate(terisi):
        tanda = "tercapai" if hasil.utama.is_tercapai else "belum tercapai"
        axes.text(
            max(nilai[baris], _GARIS_TARGET) + 2,
            baris,
            f"{hasil.utama.capaian.teks} · {tanda}",
            va="center",
            fontsize=8,
        )
        if not hasil.utama.is_tercapai:
            axes.patches[baris].set_hatch("////")
            axes.patches[baris].set_edgecolor("white")
    axes.axvline(_GARIS_TARGET, color=TINTA, linewidth=1, linestyle=(0, (4, 3)))
    is_dipotong = any(read_float(hasil.utama.capaian) > _BATAS_GAMBAR for hasil in terisi)
    sumbu = "Capaian (%); batang di atas 150 dipotong" if is_dipotong else "Capaian (%)"
    axes.set(xlim=(0, _BATAS_GAMBAR + 45), xlabel=sumbu, ylabel="")
    axes.set_xticks([0, 25, 50, 75, 100, 125, 150])
    rinci = "; ".join(
        f"{h.indikator.kode} {h.utama.capaian.teks}"
        f" ({'tercapai' if h.utama.is_tercapai else 'belum tercapai'})"
        for h in terisi
    )
    alt = f"{judul}, {len(terisi)} batang dengan garis target 100%: {rinci}."
    return Grafik("grafik-capaian", judul, write_svg(figure), alt, sumber)


@use_gaya()
def draw_tren(rekap_per_triwulan: Sequence[Rekap], sumber: str) -> Blok:
    """Draw mean capaian and absorption by quarter; hollow marks where figures may still change."""
    judul = f"Perkembangan antar triwulan {rekap_per_triwulan[-1].periode.tahun}"
    baris = [
        ("Rata-rata capaian sasaran", [r.rerata.angka for r in rekap_per_triwulan], BIRU, "o"),
        ("Serapan anggaran", [r.anggaran.total.serapan for r in rekap_per_triwulan], JINGGA, "s"),
    ]
    if not any(a.keadaan is Keadaan.TERISI for _, deret, _, _ in baris for a in deret):
        return Paragraf((f"{judul}: belum ada angka yang dapat digambarkan.",), "abu")
    import seaborn as sns

    figure, axes = build_figure(6.2)
    sementara = [" (sementara)" if r.is_sementara else "" for r in rekap_per_triwulan]
    sumbu = [f"s.d. {r.periode.judul_triwulan}" for r in rekap_per_triwulan]
    kalimat = []
    for urutan, (nama, deret, warna, tanda) in enumerate(baris):
        titik = [(i, a) for i, a in enumerate(deret) if a.keadaan is Keadaan.TERISI]
        if not titik:
            continue
        sns.lineplot(
            x=[i for i, _ in titik],
            y=[read_float(a) for _, a in titik],
            ax=axes,
            color=warna,
            marker=tanda,
            label=nama,
            estimator=None,
        )
        belum = [(i, read_float(a)) for i, a in titik if sementara[i]]
        for x, y in belum:
            axes.plot(x, y, tanda, color=warna, markerfacecolor="white", zorder=3)
        for i, angka in titik:
            axes.annotate(
                angka.teks,
                (i, read_float(angka)),
                xytext=(0, 6) if urutan == 0 else (0, -13),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        nilai = ", ".join(f"{sumbu[i]} {angka.teks}{sementara[i]}" for i, angka in titik)
        kalimat.append(f"{nama}: {nilai}")
    axes.set(ylabel="Persen", xlabel="")
    label = [f"{satu}\n{tanda.strip()}" for satu, tanda in zip(sumbu, sementara, strict=True)]
    axes.set_xticks(range(len(sumbu)), label)
    axes.set_xlim(-0.4, max(len(sumbu) - 0.6, 0.6))
    axes.set_ylim(0, axes.get_ylim()[1] * 1.15)
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False)
    return Grafik(
        "grafik-tren", judul, write_svg(figure), f"{judul}. {'; '.join(kalimat)}.", sumber
    )


@use_gaya()
def draw_serapan(daftar: Sequence[BarisAnggaran], basis: str, sumber: str) -> Blok:
    """Draw absorption and physical progress of each row beside the planned anggaran kas share."""
    judul = f"Serapan dan fisik {basis}"
    terisi = [baris for baris in daftar if baris.serapan.keadaan is Keadaan.TERISI]
    if not terisi:
        return Paragraf((f"{judul}: belum ada realisasi anggaran yang dilaporkan.",), "abu")
    import seaborn as sns

    figure, axes = build_figure(2.2 + 1.15 * len(terisi))
    nama = [wrap(f"{b.kode} {b.nama}" if b.tingkat == "program" else b.nama) for b in terisi]
    deret = [("Serapan", "serapan", BIRU), ("Fisik", "fisik", ABU)]
    x, y, hue = [], [], []
    for label, besaran, _ in deret:
        for satu, baris in zip(nama, terisi, strict=True):
            x.append(min(read_float(getattr(baris, besaran)), _BATAS_GAMBAR))
            y.append(satu)
            hue.append(label)
    sns.barplot(
        x=x,
        y=y,
        hue=hue,
        orient="h",
        ax=axes,
        palette={label: warna for label, _, warna in deret},
        width=0.72,
        errorbar=None,
    )
    rencana = [read_float(baris.kas_persen) for baris in terisi]
    for wadah, (_, besaran, _) in zip(axes.containers, deret, strict=True):
        for batang, baris, kas in zip(wadah, terisi, rencana, strict=True):
            axes.text(
                max(batang.get_width(), kas) + 2,
                batang.get_y() + batang.get_height() / 2,
                getattr(baris, besaran).teks,
                va="center",
                fontsize=8,
            )
    axes.scatter(
        rencana,
        range(len(terisi)),
        marker="D",
        s=26,
        color=JINGGA,
        edgecolor=TINTA,
        zorder=3,
        label="Anggaran kas s.d.",
    )
    axes.set(xlim=(0, max(100, *x) * 1.12), xlabel="Persen dari pagu", ylabel="")
    axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, frameon=False, title=None)
    rinci = "; ".join(
        f"{b.nama} serapan {b.serapan.teks}, fisik {b.fisik.teks}, anggaran kas {b.kas_persen.teks}"
        for b in terisi
    )
    return Grafik("grafik-serapan", judul, write_svg(figure), f"{judul}: {rinci}.", sumber)
