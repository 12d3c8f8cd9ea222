"""Charts: the same on every machine and in every session; no label crosses the target line."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from kinerja.isi import grafik
from kinerja.isi.blok import Grafik, Paragraf
from tests.bantuan_isi import build_indikator, build_rekap_contoh, isi

USIL = {
    "axes.grid": True,
    "axes.facecolor": "#ff0000",
    "figure.facecolor": "#00ff00",
    "font.size": 30,
    "font.family": ["monospace"],
    "lines.linewidth": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "lain",
}
"""What a session may have set before it draws a report."""

NILAI = ("38.4", "70.08", "76.28", "79.999", "80", "200")
"""Of target 80: 48%, 87,60%, 95,35%, just below, at and far beyond the line."""


@pytest.fixture(scope="module")
def rekap():
    """A quarter with a bar of every length."""
    kode = [f"I{i}" for i in range(len(NILAI))]
    indikator = tuple(build_indikator(satu, Decimal(80)) for satu in kode)
    daftar = [isi(satu, nilai) for satu, nilai in zip(kode, NILAI, strict=True)]
    return build_rekap_contoh([daftar], indikator=indikator)


def draw(rekap):
    """Draw all three charts."""
    return [
        grafik.draw_capaian(rekap, rekap.indikator, "diolah"),
        grafik.draw_tren([rekap], "diolah"),
        grafik.draw_serapan(rekap.anggaran.unit, "unit kerja", "diolah"),
    ]


def test_session_settings_are_neither_read_nor_changed(rekap) -> None:
    """Hostile settings give the same bytes, and stand as they were afterwards."""
    biasa = draw(rekap)
    assert all(isinstance(satu, Grafik) for satu in biasa)
    with mpl.rc_context():
        mpl.rcParams.update(USIL)
        sebelum = dict(mpl.rcParams)
        assert draw(rekap) == biasa
        assert dict(mpl.rcParams) == sebelum


def test_the_guard_on_settings_is_tripped(rekap, monkeypatch) -> None:
    """Without going back to the defaults the charts do differ."""
    biasa = draw(rekap)
    monkeypatch.setattr(mpl, "rcdefaults", lambda: None)
    with mpl.rc_context():
        mpl.rcParams.update(USIL)
        assert draw(rekap) != biasa


def test_labels_never_cross_the_target_line(rekap, monkeypatch) -> None:
    """Each label lies wholly right of the line of 100% and of its own bar, inside the axes."""
    tertangkap = []
    tulis = grafik.write_svg

    def tangkap(figure):
        hasil = tulis(figure)
        (axes,) = figure.axes
        ke_data = axes.transData.inverted()
        kotak = [ke_data.transform_bbox(t.get_window_extent()) for t in axes.texts]
        tertangkap.extend(zip(kotak, axes.patches, strict=True))
        return hasil

    monkeypatch.setattr(grafik, "write_svg", tangkap)
    grafik.draw_capaian(rekap, rekap.indikator, "diolah")
    assert len(tertangkap) == len(NILAI)
    for kotak, batang in tertangkap:
        assert kotak.x0 > max(100, batang.get_width())
        assert kotak.x1 < 195


def test_a_partial_quarter_is_hollow_and_said(rekap) -> None:
    """Where figures may still change the mark is hollow, and words say so."""
    sementara = replace(rekap, alasan_sementara=("PPKD belum lapor",))
    tetap = replace(rekap, alasan_sementara=())
    pasti, belum = (grafik.draw_tren([tetap, satu], "diolah") for satu in (tetap, sementara))
    assert isinstance(pasti, Grafik)
    assert isinstance(belum, Grafik)
    assert "sementara" not in pasti.alt
    assert len(re.findall(r"% \(sementara\)", belum.alt)) == 2
    assert belum.svg != pasti.svg


def test_the_alternative_text_names_every_figure(rekap) -> None:
    """What the bars show can be read aloud."""
    blok = grafik.draw_capaian(rekap, rekap.indikator, "diolah")
    assert isinstance(blok, Grafik)
    for hasil in rekap.indikator:
        assert f"{hasil.indikator.kode} {hasil.utama.capaian.teks} (" in blok.alt


def test_nothing_to_draw_is_a_sentence() -> None:
    """Without a single capaian there is no empty chart."""
    kosong = build_rekap_contoh([[]])
    assert isinstance(grafik.draw_capaian(kosong, kosong.indikator, "diolah"), Paragraf)


def test_a_chart_is_drawn_once_and_holds_nothing_empty(rekap, monkeypatch) -> None:
    """Drawing is the floor of what a report costs: not for a layout, nor for invisible bars."""
    digambar = []
    gambar = Figure.draw

    def count(figure, pelukis) -> None:
        digambar.append(figure)
        gambar(figure, pelukis)

    monkeypatch.setattr(Figure, "draw", count)
    daftar_grafik = draw(rekap)
    assert len(digambar) == len(set(digambar)) == len(daftar_grafik)
    for satu in daftar_grafik:
        assert not re.search(r'<path (?!d=|id=)[^>]*/>|<g id="[^"]*"/>', satu.svg)


def test_bars_are_drawn_together_however_many(rekap, monkeypatch) -> None:
    """One call for all bars: one for each would go through all the data each time."""
    panggilan = []
    batang = Axes.barh

    def count(axes, *isi, **pilihan):
        panggilan.append(axes)
        return batang(axes, *isi, **pilihan)

    monkeypatch.setattr(Axes, "barh", count)
    for banyak in (1, len(NILAI)):
        panggilan.clear()
        grafik.draw_capaian(rekap, rekap.indikator[:banyak], "diolah")
        # One for the bars; seaborn asks one of its own for the common colour, without any.
        assert len(panggilan) <= 2
