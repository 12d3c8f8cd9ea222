"""hasil.json: canonical, complete, as its schema page says."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from nbconvert.exporters import Exporter

from kinerja.ekspor.hasil import HasilExporter
from kinerja.ekspor.html import HtmlExporter
from kinerja.ekspor.pdf import PdfExporter
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import DaftarJejak, Paragraf
from tests.bantuan_ekspor import build_laporan, build_notebook

SKEMA = Path(__file__).parents[1] / "docs" / "hasil-skema.md"


@pytest.fixture(scope="module")
def teks():
    """The JSON of a short report."""
    return HasilExporter().from_notebook_node(build_notebook(build_laporan(panjang=5)))[0]


def test_the_text_is_canonical(teks) -> None:
    """Sorted keys, UTF-8, one final newline, no floats; the same twice."""
    data = json.loads(teks, parse_float=pytest.fail)
    assert teks == json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    ulang = HasilExporter().from_notebook_node(build_notebook(build_laporan(panjang=5)))[0]
    assert teks == ulang


def test_the_schema_page_names_every_key(teks) -> None:
    """Keys of the file and keys of docs/hasil-skema.md are the same."""
    halaman = SKEMA.read_text(encoding="utf-8")
    utama, angka = (
        {k for baris in re.findall(r"^\| (`.*?) \|", bagian, re.MULTILINE) for k in _kunci(baris)}
        for bagian in halaman.split("Setiap angka:")
    )
    data = json.loads(teks)
    assert utama == set(data)
    for satu in data["angka"].values():
        assert set(satu) == angka
        if satu["jejak"]:
            assert {f"`{k}`" for k in satu["jejak"]} <= set(re.findall(r"`\w+`", halaman))
    assert f"`{data['skema']}`" in halaman


def _kunci(teks: str) -> list[str]:
    return re.findall(r"`(\w+)`", teks)


def test_identity_and_status_come_from_the_title(teks) -> None:
    """Who, which period, which status."""
    data = json.loads(teks)
    assert data["identitas"] == {
        "opd": "contoh",
        "periode": "2026-tw2",
        "tanggal_laporan": "2026-06-30",
    }
    assert data["status"] == "sementara"


def test_a_passport_is_kept_wherever_it_was_given() -> None:
    """A figure shown first without and later with its passport is stored with it."""
    polos = Angka("s.x", Decimal(5), "angka")
    (_, (kop, judul)), *_, (_, (daftar,)), _ = build_laporan(panjang=1)
    assert isinstance(daftar, DaftarJejak)
    lengkap = Angka("s.x", Decimal(5), "angka", jejak=daftar.angka[0].jejak)
    nb = build_notebook(
        [("# T", [kop, judul, Paragraf((polos,)), DaftarJejak("j", "J", (lengkap,))])]
    )
    hasil = json.loads(HasilExporter().from_notebook_node(nb)[0])
    assert hasil["angka"]["s.x"]["jejak"]["aturan"].startswith("Polaritas naik")


@pytest.mark.parametrize(
    ("kelas", "akhiran", "menu"),
    [
        (HtmlExporter, ".html", "Kinerja HTML"),
        (PdfExporter, ".pdf", "Kinerja PDF"),
        (HasilExporter, ".json", "Kinerja JSON"),
    ],
)
def test_exporters_fit_nbconvert(kelas, akhiran, menu) -> None:
    """They are nbconvert exporters with an extension and an entry in JupyterLab's menu."""
    assert issubclass(kelas, Exporter)
    assert kelas().file_extension == akhiran
    assert kelas.export_from_notebook == menu
