"""The pages in a real browser, from the disk: quiet, usable by eye, mouse, keyboard and paper.

Debian's chromium opens each page once, in light, dark, on a narrow screen and for the printer;
axe-core and the Nu HTML checker judge. Where they are missing these tests are skipped.
"""

from __future__ import annotations

import re
import shutil
from base64 import b64decode
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from alat.peramban import find_perkakas
from tests.bantuan_peramban import make_halaman, open_semua

PERKAKAS = find_perkakas()
pytestmark = [
    pytest.mark.notebook,
    pytest.mark.timeout(300),
    pytest.mark.skipif(isinstance(PERKAKAS, str), reason=f"tanpa peramban: {PERKAKAS}"),
]
LAPORAN = ("triwulan", "unit", "tahunan")
SEMUA = (*LAPORAN, "disposisi", "perubahan", "papan", "portal")
KONTRAS_FOKUS = 3


@pytest.fixture(scope="module")
def halaman(asli, tmp_path_factory):
    """One page of every kind of the sample."""
    akar = tmp_path_factory.mktemp("peramban") / "kerja"
    shutil.copytree(asli, akar)
    return make_halaman(akar)


@pytest.fixture(scope="module")
def terbuka(halaman):
    """What the browser found and what the checker says."""
    return open_semua(PERKAKAS, halaman)


@pytest.fixture(params=SEMUA)
def satu(request, terbuka):
    """What the browser found on one page."""
    return terbuka[0][request.param]


def test_the_pages_are_valid_html(terbuka) -> None:
    """The Nu HTML checker has no error."""
    galat = [(s["url"].rpartition("/")[2], s["message"]) for s in terbuka[1]]
    assert [satu for satu in galat if satu[0] != "rusak.html"] == []
    assert any("uplicate" in pesan for _, pesan in galat)


def test_a_page_asks_for_nothing_and_complains_of_nothing(satu) -> None:
    """No request beside the page itself, no message in the console, light, dark or in print."""
    assert satu["minta"] == []
    assert satu["keluhan"] == []


def test_every_guard_notices_its_fault(terbuka) -> None:
    """A page with all of the faults fails each of the checks on this page."""
    rusak = terbuka[0]["rusak"]
    assert [url.rpartition("/")[2] for url in rusak["minta"]] == ["gambar.png"]
    assert "keluh" in rusak["keluhan"]
    for rupa, aturan in (
        ("terang", "image-alt"),
        ("gelap", "color-contrast"),
        ("sempit", "image-alt"),
    ):
        assert aturan in {temuan["aturan"] for temuan in rusak["axe"][rupa]}
    assert rusak["latar"]["terang"] == rusak["latar"]["gelap"]
    assert rusak["lebar"] > 360
    assert "hanya" in rusak["teks"]
    assert "hanya" not in rusak["tanpa_skrip"]
    assert rusak["tik"]["lewat"] == ["A dua", "BUTTON Tekan"]
    assert rusak["tik"]["jejak"][0]["garis"] == 0
    assert rusak["cetak"]["tampak"] == 2


def test_axe_finds_no_violation(satu) -> None:
    """In light, in dark, and on a screen of 360 pixels."""
    assert set(satu["axe"]) == {"terang", "gelap", "sempit"}
    assert {rupa: temuan for rupa, temuan in satu["axe"].items() if temuan} == {}


def test_dark_is_dark_and_narrow_fits(satu) -> None:
    """The page follows the reader's choice of colours; only tables scroll sideways."""
    terang, gelap = (
        sum(map(int, re.findall(r"\d+", satu["latar"][rupa])[:3])) for rupa in ("terang", "gelap")
    )
    assert terang > 700
    assert gelap < 150
    assert satu["lebar"] == 360


def test_everything_is_readable_without_a_script(satu) -> None:
    """The words are the same with and without; only the list's search needs one."""
    assert len(satu["teks"]) > 500
    assert satu["tanpa_skrip"].split() == satu["teks"].split()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(satu) -> None:
    """Each stop of Tab is visited, and framed in a line that stands out from its background."""
    tik = satu["tik"]
    assert tik["jumlah"] >= 3
    assert tik["lewat"] == []
    assert [j for j in tik["jejak"] if j["garis"] < 2 or j["kontras"] < KONTRAS_FOKUS] == []


def test_print_shows_the_report_alone(satu) -> None:
    """On paper there is no contents, button or link to other reports; pages are numbered."""
    assert satu["cetak"]["tampak"] == 0
    pdf = PdfReader(BytesIO(b64decode(satu["cetak"]["pdf"])))
    teks = pdf.pages[-1].extract_text()
    assert f"halaman {len(pdf.pages)} dari {len(pdf.pages)}" in teks


@pytest.mark.parametrize("nama", [*LAPORAN, "disposisi"])
def test_a_click_on_a_figure_opens_its_passport(terbuka, halaman, nama) -> None:
    """The dialog names the figure and its value; Escape closes it where the reader was."""
    paspor = terbuka[0][nama]["paspor"]
    sup = BeautifulSoup(halaman[nama].read_text(encoding="utf-8"), "lxml")
    assert paspor["teks"] in {s.get_text() for s in sup.select(f"main [data-id='{paspor['id']}']")}
    assert paspor["terbuka"]
    assert f" = {paspor['teks']}" in paspor["isi"]
    assert paspor["axe"] == []
    assert paspor["sesudah"] == {"terbuka": False, "fokus": paspor["id"]}


@pytest.mark.parametrize("nama", [*LAPORAN, "portal"])
def test_a_heading_sorts_its_column(terbuka, nama) -> None:
    """Up, down, and back; totals and group headings keep their places, empty cells come last."""
    asal, naik, turun, kembali = terbuka[0][nama]["urut"]
    assert [satu["arah"] for satu in (asal, naik, turun)] == ["", "ascending", "descending"]
    assert kembali == asal
    assert asal["isi"] not in (naik["isi"], turun["isi"])
    for satu, tanda in ((naik, 1), (turun, -1)):
        for sebelum, sesudah in zip(asal["isi"], satu["isi"], strict=True):
            assert [k for k, _ in sebelum] == [k for k, _ in sesudah]
            angka = [_read_angka(teks) for kelas, teks in sesudah if not kelas]
            terisi = [a for a in angka if a is not None]
            assert angka[: len(terisi)] == terisi
            assert [tanda * a for a in terisi] == sorted(tanda * a for a in terisi)


def _read_angka(teks):
    """Read the number of a cell as a person does; None where it has none."""
    cocok = re.search(r"-?[0-9.]+(,[0-9]+)?", teks)
    return float(cocok[0].replace(".", "").replace(",", ".")) if cocok else None


def test_the_links_to_other_reports_show_where_the_page_lies_in_its_folder(terbuka) -> None:
    """Quarters before and after and the formats are offered there, and nowhere else."""
    jejak = {
        nama: [langkah["unsur"].removeprefix("A ") for langkah in temuan["tik"]["jejak"]]
        for nama, temuan in terbuka[0].items()
    }
    tetangga = {"Semua laporan", "← Triwulan I Tahun 2026", "Triwulan III Tahun 2026 →", "PDF"}
    assert tetangga <= set(jejak["triwulan"])
    assert "Laporan badan" in jejak["unit"]
    assert "← Tahun 2024" in jejak["tahunan"]
    assert "Semua laporan" in jejak["disposisi"]
    assert "Semua laporan" not in jejak["papan"]


def test_the_list_is_searched_and_filtered(terbuka) -> None:
    """By words and by choices; clearing shows all again, and the count is told."""
    daftar = terbuka[0]["portal"]["daftar"]
    assert len(daftar["semua"]) == 8
    baris, kabar = daftar["cari"]
    assert [b[0].partition(" bidang-aset")[0] for b in baris] == [
        "Laporan Bidang Pengelolaan Aset Daerah"
    ]
    assert kabar == "1 dari 8 laporan."
    baris, kabar = daftar["pilih"]
    assert [b[1] for b in baris] == ["Triwulan I 2026"]
    assert daftar["hapus"] == [daftar["semua"], ""]


def test_the_list_opens_what_is_asked_for_or_says_that_it_is_not_made(terbuka) -> None:
    """`#buka=` leads on to the report at once; of one that is not there the reader is told."""
    daftar = terbuka[0]["portal"]["daftar"]
    assert daftar["ada"] == "bpkd/2026-tw2/laporan-triwulan.html"
    assert daftar["sampai"].endswith(f"/outputs/{daftar['ada']}")
    alamat, kabar = daftar["belum"]
    assert alamat.endswith("/outputs/index.html#buka=bpkd/2030-tw1/laporan-triwulan.html")
    assert "Belum ada: bpkd/2030-tw1/laporan-triwulan.html" in kabar
