"""Documents tell the truth: links resolve, commands exist, terms in code are in the glossary."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
DOKUMEN = sorted([AKAR / "README.md", AKAR / "CHANGELOG.md", *(AKAR / "docs").glob("*.md")])
_TAUTAN = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def find_tautan_putus(jalur, teks):
    """Name the relative links of a document that lead nowhere."""
    return [
        tujuan
        for tujuan in _TAUTAN.findall(teks)
        if "://" not in tujuan and not (jalur.parent / tujuan).exists()
    ]


@pytest.mark.parametrize("jalur", DOKUMEN, ids=lambda jalur: jalur.name)
def test_every_link_leads_somewhere(jalur):
    """A link to a file that does not exist is found."""
    assert find_tautan_putus(jalur, jalur.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_found(tmp_path):
    """The guard is tripped once."""
    assert find_tautan_putus(tmp_path / "x.md", "[a](tidak-ada.md)") == ["tidak-ada.md"]


def read_perintah(teks):
    """Give the kinerja subcommands that a document's code shows."""
    kode = "\n".join(_pick_kode(teks))
    return set(re.findall(r"(?:^|[`/ ])kinerja ([a-z]+(?:-[a-z]+)*)\b", kode, re.MULTILINE))


def _pick_kode(teks):
    yield from re.findall(r"^ {4}(.*)$", teks, re.MULTILINE)
    yield from re.findall(r"`([^`\n]+)`", teks)


@pytest.mark.parametrize("nama", ["README.md", "docs/panduan.md"])
def test_commands_shown_exist_and_all_are_shown(nama):
    """What a document tells people to type is a command, and the guide shows every command."""
    from kinerja.cli.utama import kinerja

    perintah = read_perintah((AKAR / nama).read_text(encoding="utf-8"))
    assert perintah <= set(kinerja.commands)
    if nama.endswith("panduan.md"):
        assert set(kinerja.commands) <= perintah


def test_the_terms_of_the_model_are_in_the_glossary():
    """Every identifier that the glossary names exists in the package."""
    sumber = "\n".join(
        jalur.read_text(encoding="utf-8") for jalur in (AKAR / "kinerja").rglob("*.py")
    )
    for baris in (AKAR / "docs" / "istilah.md").read_text(encoding="utf-8").splitlines():
        kolom = [sel.strip() for sel in baris.split("|")]
        if len(kolom) > 4 and kolom[4].startswith("`"):
            nama = kolom[4].strip("`").split(".")[-1]
            assert re.search(rf"\b{re.escape(nama)}\b", sumber), nama


def list_istilah():
    """Give each term of the glossary with the name it has in code."""
    teks = (AKAR / "docs" / "istilah.md").read_text(encoding="utf-8")
    tabel = [baris.split("|") for baris in teks.splitlines() if baris.startswith("| ")]
    return [(baris[1].strip(), baris[4].strip(" `")) for baris in tabel[1:]]


def test_the_nouns_of_the_register_are_in_the_glossary():
    """What other parts take from the register is explained; terms stand in order, each once."""
    from kinerja import register

    istilah = list_istilah()
    nama = {satu.split(".")[0] for _, satu in istilah}
    kelas = {satu for satu in register.__all__ if satu[0].isupper() and not satu.isupper()}
    assert {satu.removesuffix("Baru") for satu in kelas} - nama == set()
    urut = [satu.casefold().replace(".", "") for satu, _ in istilah]
    assert urut == sorted(set(urut))


def read_blok(teks, judul):
    """Give the lines of the code block under a heading, without their comments."""
    bagian = teks.split(f"## {judul}\n", 1)[1].split("\n## ", 1)[0]
    kode = re.findall(r"^ {4}(.*)$", bagian, re.MULTILINE)
    return [shlex.split(baris, comments=True) for baris in kode]


@pytest.mark.notebook
def test_the_readme_runs_as_printed(tmp_path):
    """The section on one's own quarter, line by line, in a folder beside a clone."""
    sini = tmp_path / "klon"
    sini.mkdir()
    tabel = AKAR / "docs" / "contoh" / "tabel-terbit.csv"
    lingkungan = os.environ | {"PYTHONPATH": str(AKAR)}
    daftar = read_blok((AKAR / "README.md").read_text(encoding="utf-8"), "Your own quarter")
    assert daftar[0] == [".", ".venv/bin/activate"]
    keluaran = {}
    for perintah, *argumen in daftar[1:]:
        if perintah == "cd":
            sini = (sini / argumen[0]).resolve(strict=True)
            continue
        assert perintah == "kinerja"
        (sini / "tabel.csv").write_bytes(tabel.read_bytes())
        hasil = subprocess.run(
            [sys.executable, "-m", "kinerja.cli", *argumen],
            cwd=sini,
            env=lingkungan,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert hasil.returncode == 0, (argumen, hasil.stdout, hasil.stderr)
        keluaran[argumen[0]] = hasil.stdout
    assert (sini / "outputs/bpkd/2026-tw2/laporan-triwulan.pdf").is_file()
    assert (sini / "data/dinkes/2026/rencana.xlsx").is_file()
    assert keluaran["hitung"].count(",cocok,") == 5


def find_janji_word(teks):
    """Give the words that promise a report in Word; a required library, quoted, promises none."""
    for syarat in tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "dependencies"
    ]:
        teks = teks.replace(f'"{syarat}"', "")
    return re.findall(r"\b(?:Word|docx)\b", teks)


@pytest.mark.parametrize("nama", ["README.md", "pyproject.toml", "docs/hasil-skema.md"])
def test_no_format_is_promised_that_is_not_made(nama):
    """Word is not made yet; what is promised must be in the table of exporters."""
    from kinerja.ekspor.bentuk import DAFTAR_BENTUK

    teks = (AKAR / nama).read_text(encoding="utf-8")
    assert "docx" in DAFTAR_BENTUK or find_janji_word(teks) == []


@pytest.mark.parametrize(
    ("teks", "janji"),
    [
        ("reports as HTML, PDF and Word", ["Word"]),
        ("laporan.docx", ["docx"]),
        ("made with python-docx", ["docx"]),
        ('"python-docx>=0.1",', ["docx"]),
        ('    "python-docx>=1.2",', []),
        ("Words", []),
    ],
)
def test_a_promise_of_word_is_found(teks, janji):
    """The guard is tripped; only the requirement as it stands in pyproject.toml is none."""
    assert find_janji_word(teks) == janji
