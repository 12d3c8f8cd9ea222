"""Jobs: parameters cannot carry code, the success rule, formats that fail alone."""

from __future__ import annotations

import hashlib
import importlib
import json

import nbformat
import pytest

from kinerja.ekspor.bentuk import check_bentuk
from kinerja.galat import ParameterError
from kinerja.jalankan.kerja import SumberEkspor, run_tugas
from kinerja.jalankan.periksa import check_notebook
from kinerja.jalankan.tugas import Keluaran, check_parameter, check_tujuan, read_nama_parameter
from tests.bantuan_ekspor import build_laporan
from tests.bantuan_ekspor import build_notebook as build_laporan_nb
from tests.bantuan_jalankan import SELESAI, build_bidang, build_triwulan, build_tugas

NAMA = ("opd", "periode", "unit")


@pytest.mark.gangguan(34)
@pytest.mark.parametrize(
    "nama",
    ["x=1;import os#", "unit\nimport os", "__import__('os')", "Unit", "", "unit ", "pm", "class"],
)
def test_a_parameter_name_cannot_be_code(nama) -> None:
    """Only the names of the parameters cell pass; papermill would write any name as it is."""
    with pytest.raises(ParameterError, match="Parameter tidak dikenal"):
        check_parameter({"opd": "a", "periode": "b", "unit": "c", nama: 1}, NAMA, "uji")


@pytest.mark.gangguan(33)
def test_the_nearest_name_is_proposed_and_missing_ones_are_named() -> None:
    """A misspelt name gets its neighbour; an absent one is listed."""
    with pytest.raises(ParameterError, match=r"'perode'. Maksud Anda periode\?"):
        check_parameter({"perode": "x"}, NAMA, "uji")
    with pytest.raises(ParameterError, match=r"belum diisi .*: periode, unit"):
        check_parameter({"opd": "x"}, NAMA, "uji")


@pytest.mark.gangguan(34)
@pytest.mark.parametrize(
    "nilai", [["a"], {"a": 1}, object(), float("nan"), float("inf"), "x" * 201, "a\0b", b"a"]
)
def test_a_value_is_a_plain_literal(nilai) -> None:
    """Lists, objects, infinities, overlong and NUL text are refused."""
    with pytest.raises(ParameterError, match="Nilai parameter tidak sah"):
        check_parameter({"opd": nilai}, ("opd",), "uji")


@pytest.mark.gangguan(35)
@pytest.mark.parametrize(
    "tujuan",
    [
        "../a.html",
        "/a",
        "a/../../b",
        "C:\\a",
        "a\\b",
        "\\\\server\\bagi\\a.html",
        "//server/bagi",
        "{unit}.html",
        "http://a",
        "",
        ".",
        "a\nb",
    ],
)
def test_an_output_path_cannot_leave_its_folder(tujuan) -> None:
    """Traversal, drives, templates and addresses are refused."""
    with pytest.raises(ParameterError, match="Jalur keluaran tidak sah"):
        check_tujuan(tujuan)


@pytest.mark.parametrize(
    "sumber",
    ["", "{}", "[]", '{"cells": 1}', build_triwulan().replace('"parameters"', '"lain"')],
)
def test_a_notebook_without_its_parameters_cell_is_refused(sumber) -> None:
    """What is no notebook, or declares no parameters, is no job."""
    with pytest.raises(ParameterError, match=r"Notebook rusak|tepat satu sel"):
        read_nama_parameter(sumber, "uji")


@pytest.mark.gangguan(34)
@pytest.mark.parametrize(
    "nilai",
    [
        '"; import os; os._exit(1) #',
        "'''\nraise SystemExit\n'''",
        "{opd}{{7*7}}",
        "\\",
        'a\\"b',
        "baris\nbaru\r\t",
        "\u202eterbalik \N{GRINNING FACE}",
        "{0.__class__}",
    ],
)
def test_a_value_arrives_as_it_was_given(tmp_path, nilai) -> None:
    """Quotes, braces and newlines reach the notebook as text and do nothing."""
    sumber = build_triwulan("import json\nprint(json.dumps(opd))")
    tugas = build_tugas(tmp_path, sumber, parameter={"opd": nilai, "periode": "2026-tw2"})
    hasil = run_tugas(tugas)
    assert hasil.gagal == ""
    html = (tugas.giliran / "uji.html").read_text(encoding="utf-8")
    assert json.loads(html.removeprefix("<pre>").removesuffix("\n</pre>")) == nilai


def test_a_finished_job_tells_sizes_and_hashes(tmp_path) -> None:
    """Notebook and formats lie in staging as told, without times or machine paths."""
    tugas = build_tugas(tmp_path, build_triwulan())
    hasil = run_tugas(tugas)
    assert {satu.tujuan: satu.bentuk for satu in hasil.berkas} == {
        "notebook/uji.ipynb": "ipynb",
        "uji.html": "html",
    }
    for satu in hasil.berkas:
        isi = (tugas.giliran / satu.tujuan).read_bytes()
        assert (len(isi), hashlib.sha256(isi).hexdigest()) == (satu.ukuran, satu.sha256)
    teks = (tugas.giliran / "notebook/uji.ipynb").read_text(encoding="utf-8")
    assert str(tmp_path) not in teks
    assert "start_time" not in teks
    assert json.loads(teks)["metadata"]["papermill"] == {"parameters": dict(tugas.parameter)}


def test_a_job_run_twice_gives_equal_bytes(tmp_path) -> None:
    """Nothing of time, place or chance is in the files."""
    satu, dua = (
        run_tugas(build_tugas(tmp_path / nama, build_triwulan())).berkas for nama in ("a", "b")
    )
    assert satu == dua


@pytest.mark.parametrize(
    ("sumber", "pesan"),
    [
        (
            build_triwulan("opd", "1 / 0"),
            'Gagal pada langkah "Bagian 2" (sel 6): ZeroDivisionError: division by zero.',
        ),
        (
            build_triwulan("from kinerja.galat import SumberError\nraise SumberError('Rusak')"),
            'Gagal pada langkah "Bagian 1" (sel 4): Rusak.',
        ),
        (build_triwulan("raise SystemExit(0)"), "SystemExit"),
        (build_triwulan(penutup=""), "tidak menyatakan laporannya selesai"),
        (build_triwulan(penutup=SELESAI.replace("Selesai", "Tabel")), "tidak menyatakan"),
        (build_triwulan(penutup=SELESAI + "\n1/0"), "ZeroDivisionError"),
    ],
)
def test_an_unfinished_notebook_is_no_report(tmp_path, sumber, pesan) -> None:
    """An error or a missing sentinel fails the job, names the step and keeps the notebook."""
    tugas = build_tugas(tmp_path, sumber)
    hasil = run_tugas(tugas)
    assert pesan in hasil.gagal
    assert hasil.berkas == ()
    nb = nbformat.read(tugas.giliran / hasil.notebook_gagal, as_version=4)
    assert nb.cells[0].source == f"**Laporan ini tidak jadi dibuat.** {hasil.gagal}"
    assert "papermill" not in nb.cells[1].source


def test_a_cell_without_its_number_is_no_report(tmp_path) -> None:
    """A dead kernel leaves cells that were never run but no error."""
    tugas = build_tugas(tmp_path, build_triwulan())
    run_tugas(tugas)
    nb = nbformat.read(tugas.giliran / "notebook/uji.ipynb", as_version=4)
    assert check_notebook(nb, tugas) == ""
    nb.cells[4].execution_count = None
    assert check_notebook(nb, tugas) == (
        'Notebook berhenti sebelum langkah "Bagian 1" (sel 4) dijalankan.'
    )


def test_the_kits_own_formats_come_out_as_through_nbconvert() -> None:
    """The document is read once for all formats; nbconvert's way gives the same bytes."""
    nb = build_laporan_nb(build_laporan())
    sumber = SumberEkspor(nb, "uji")
    for modul, kelas in (
        ("html", "HtmlExporter"),
        ("pdf", "PdfExporter"),
        ("hasil", "HasilExporter"),
    ):
        nama = f"kinerja.ekspor.{modul}"
        jadi = sumber.export_bentuk(Keluaran(modul, f"{nama}:{kelas}", "uji.x"))
        isi, _ = getattr(importlib.import_module(nama), kelas)().from_notebook_node(nb)
        assert jadi == (isi.encode() if isinstance(isi, str) else isi)


@pytest.mark.gangguan(51)
@pytest.mark.parametrize(
    ("kelas", "pesan"),
    [
        ("RusakTerduga", "PDF tidak dibuat. Pasang ulang paket typst."),
        ("RusakMendadak", "RusakMendadak: panik"),
        ("TidakAda", "AttributeError"),
    ],
)
def test_a_format_that_fails_does_not_take_the_others_along(tmp_path, kelas, pesan) -> None:
    """The PDF is missing with its reason; HTML and notebook are there."""
    pdf = Keluaran("pdf", f"tests.bantuan_jalankan:{kelas}", "uji.pdf")
    html = Keluaran("html", "tests.bantuan_jalankan:HtmlPalsu", "uji.html")
    hasil = run_tugas(build_tugas(tmp_path, build_triwulan(), keluaran=(pdf, html)))
    assert [satu.bentuk for satu in hasil.berkas] == ["ipynb", "html"]
    assert list(hasil.gagal_bentuk) == ["pdf"]
    assert pesan in hasil.gagal_bentuk["pdf"]
    assert hasil.gagal == ""


@pytest.mark.gangguan(35)
def test_a_folder_with_braces_is_no_template(tmp_path) -> None:
    """The engine sees no path that it could fill in, whatever the working folder is called."""
    akar = tmp_path / "{opd}"
    akar.mkdir()
    assert run_tugas(build_tugas(akar, build_triwulan())).gagal == ""
    assert sorted(jalur.name for jalur in tmp_path.iterdir()) == ["{opd}"]


def test_a_unit_notebook_needs_its_unit(tmp_path) -> None:
    """The job is refused before anything runs."""
    with pytest.raises(ParameterError, match="Parameter belum diisi"):
        build_tugas(tmp_path, build_bidang())


def test_papermill_writes_no_notebook_of_its_own(tmp_path, monkeypatch) -> None:
    """Its saving costs a quarter of a long report, and takes braces in a path for parameters."""
    from papermill import iorw

    ditulis = []
    monkeypatch.setattr(
        iorw.papermill_io, "write", lambda isi, jalur: ditulis.append((len(isi), jalur))
    )
    akar = tmp_path / "kerja"
    akar.mkdir()
    tugas = build_tugas(tmp_path / "{opd}", build_triwulan(), folder_kerja=akar)
    assert run_tugas(tugas).gagal == ""
    # What it was given, before it ran.
    assert [jalur for _, jalur in ditulis] == [None]


@pytest.mark.parametrize("daftar", [[], ["odt"], ["html", ""]])
def test_a_run_without_a_known_format_is_refused(daftar) -> None:
    """`--format ,` would make no report and put the old ones away; it is refused instead."""
    with pytest.raises(ParameterError, match="--format"):
        check_bentuk(daftar)
