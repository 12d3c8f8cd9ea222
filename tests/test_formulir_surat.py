"""The letters that go with the forms, and the command that makes everything."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest

from kinerja.cli.utama import run
from kinerja.jalankan.formulir import run_formulir
from tests.bantuan_formulir import BUTUH_SOFFICE, OPD, PERIODE, convert, copy_contoh


def read_teks(jalur: Path) -> str:
    """Read all text of a letter, tables included."""
    dokumen = docx.Document(str(jalur))
    tabel = [s.text for t in dokumen.tables for baris in t.rows for s in baris.cells]
    return "\n".join([*(p.text for p in dokumen.paragraphs), *tabel])


def test_nota_dinas_asks_every_unit(tmp_path: Path) -> None:
    """Letterhead, sifat, hal, deadline, units with their forms, signature with the local name."""
    hasil = run_formulir(copy_contoh(tmp_path), OPD, PERIODE)
    assert hasil.nota_dinas is not None
    teks = read_teks(hasil.nota_dinas)
    for kata in (
        "PEMERINTAH KABUPATEN CONTOH",
        "NOTA DINAS",
        "Segera",
        "Permintaan Data Kinerja Triwulan II Tahun 2026",
        "8 Juli 2026",
        "bidang-aset.xlsx",
        "Plt. Kepala Bidang Pengelolaan Aset Daerah",
        "Nama Kepala Badan (contoh)",
    ):
        assert kata in teks, kata


def test_surat_pengantar_is_the_unit_s_own(tmp_path: Path) -> None:
    """Each unit's letter names its form and is signed by its own head."""
    hasil = run_formulir(copy_contoh(tmp_path), OPD, PERIODE, unit="bidang-aset")
    assert hasil.nota_dinas is None
    pengantar = hasil.unit[0].pengantar
    assert pengantar is not None
    teks = read_teks(pengantar)
    assert "Formulir data kinerja Bidang Pengelolaan Aset Daerah" in teks
    assert "Nama Pelaksana Tugas Kepala Bidang Aset (contoh)" in teks


def test_without_officials_and_deadline_there_are_dots(tmp_path: Path) -> None:
    """Nothing is made up: what is not configured is left to fill in by hand."""
    folder = copy_contoh(tmp_path)
    (folder.parameter(OPD) / "pejabat.contoh.yaml").unlink()
    (folder.parameter(OPD) / "2026-tw2.yaml").unlink()
    hasil = run_formulir(folder, OPD, PERIODE)
    assert hasil.nota_dinas is not None
    teks = read_teks(hasil.nota_dinas)
    assert "(contoh)" not in teks
    assert "paling lambat tanggal ......" in teks
    assert "Sekretaris" in teks
    assert "Kepala Pejabat" not in teks
    assert "Kepala Sekretariat" not in teks
    assert hasil.tanpa_penanda[:2] == ("Kepala Badan", "Sekretariat")


@pytest.mark.parametrize("has_nomor", [True, False])
@pytest.mark.parametrize("has_tanggal", [True, False])
def test_number_and_date_of_the_nota_dinas(
    tmp_path: Path, *, has_nomor: bool, has_tanggal: bool
) -> None:
    """What the parameters hold is written, at head and signature; dots stand for the rest."""
    folder = copy_contoh(tmp_path)
    jalur = folder.parameter(OPD) / "2026-tw2.yaml"
    tambahan = 'nomor_nota_dinas: "000.1/17/BPKD/2026"\n' * has_nomor
    tambahan += "tanggal_nota_dinas: 2026-06-24\n" * has_tanggal
    jalur.write_text(jalur.read_text(encoding="utf-8") + tambahan, encoding="utf-8")
    nota = run_formulir(folder, OPD, PERIODE).nota_dinas
    assert nota is not None
    teks = read_teks(nota)
    assert teks.count("000.1/17/BPKD/2026") == has_nomor
    assert teks.count("24 Juni 2026") == 2 * has_tanggal
    assert teks.count("." * 24) == (not has_nomor) + 2 * (not has_tanggal)


def test_a_nota_dinas_after_the_deadline_is_refused(tmp_path: Path, capsys) -> None:
    """Exit code 2 names the key, before anything is written."""
    folder = copy_contoh(tmp_path)
    jalur = folder.parameter(OPD) / "2026-tw2.yaml"
    isi = jalur.read_text(encoding="utf-8") + "tanggal_nota_dinas: 2026-07-09\n"
    jalur.write_text(isi, encoding="utf-8")
    assert run(["formulir", "2026-tw2", "--folder", str(folder.akar)]) == 2
    assert "sesudah tenggat setor" in (galat := capsys.readouterr().err)
    assert "tanggal_nota_dinas" in galat
    assert not folder.keluaran(OPD, PERIODE).exists()


def test_letters_are_indonesian_and_clean(tmp_path: Path) -> None:
    """Language id-ID, fixed times, no picture of the library's template."""
    hasil = run_formulir(copy_contoh(tmp_path), OPD, PERIODE)
    assert hasil.nota_dinas is not None
    with zipfile.ZipFile(hasil.nota_dinas) as arsip:
        assert b'w:lang w:val="id-ID"' in arsip.read("word/styles.xml")
        assert b"2000-01-01" in arsip.read("docProps/core.xml")
        assert not [nama for nama in arsip.namelist() if "thumbnail" in nama]
        assert b"thumbnail" not in arsip.read("_rels/.rels")


@BUTUH_SOFFICE
@pytest.mark.timeout(240)
def test_nota_dinas_fits_on_one_page(tmp_path: Path) -> None:
    """Opened in LibreOffice the sample's nota dinas is one page."""
    import pypdf

    hasil = run_formulir(copy_contoh(tmp_path / "kerja"), OPD, PERIODE)
    assert hasil.nota_dinas is not None
    assert len(pypdf.PdfReader(convert(hasil.nota_dinas, tmp_path, "pdf")).pages) == 1


def test_command_tells_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The summary names the forms and the deadline."""
    folder = copy_contoh(tmp_path)
    assert run(["formulir", "2026-tw2", "--lanjut", "--folder", str(folder.akar)]) == 0
    keluar = capsys.readouterr().out
    assert "Tenggat setor: 8 Juli 2026" in keluar
    assert "ppkd.xlsx: 0 indikator, 3 sub kegiatan; isian yang sudah disetor ikut terbawa" in keluar
    assert "Surat: nota-dinas.docx, surat-pengantar/" in keluar
    assert run(["formulir", "2026-tw3", "--folder", str(folder.akar), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [satu["dibuat"] for satu in data["unit"]] == [True] * 5


@pytest.mark.parametrize(
    ("argumen", "kata"),
    [
        (["formulir", "2026-tahunan"], "Formulir hanya ada untuk triwulan"),
        (["formulir", "2026-tw2", "--unit", "bidang-lain"], "Unit tidak dikenal"),
        (["formulir", "2026-tw5"], "Triwulan tidak dikenal"),
        (["formulir", "2027-tw1"], "Rencana kinerja tahun ini belum ada"),
    ],
)
def test_wrong_arguments_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argumen: list[str], kata: str
) -> None:
    """Exit 2 and one message."""
    folder = copy_contoh(tmp_path)
    assert run([*argumen, "--folder", str(folder.akar)]) == 2
    assert kata in capsys.readouterr().err


def test_an_edited_letter_is_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number typed by hand is never lost; a letter of ours is simply renewed."""
    folder = copy_contoh(tmp_path)
    hasil = run_formulir(folder, OPD, PERIODE)
    assert hasil.nota_dinas is not None
    pengantar = next(satu.pengantar for satu in hasil.unit if satu.pengantar)
    ulang = run_formulir(folder, OPD, PERIODE)
    assert ulang.nota_disisihkan == ()
    parameter = folder.parameter(OPD) / "2026-tw2.yaml"
    isi = parameter.read_text(encoding="utf-8")
    parameter.write_text(isi.replace("tenggat_setor: 2026-07-08", "tenggat_setor: 2026-07-09"))
    ulang = run_formulir(folder, OPD, PERIODE)
    assert "9 Juli 2026" in read_teks(hasil.nota_dinas)
    assert ulang.nota_disisihkan == ()
    sunting = {}
    for jalur in (hasil.nota_dinas, pengantar):
        dokumen = docx.Document(str(jalur))
        dokumen.add_paragraph("Nomor 900/12/2026")
        dokumen.save(str(jalur))
        sunting[jalur] = jalur.read_bytes()
    assert run(["formulir", PERIODE.slug, "--folder", str(tmp_path)]) == 0
    for jalur, lama in sunting.items():
        assert jalur.with_name(f"{jalur.stem}.lama-1.docx").read_bytes() == lama
        assert "900/12" not in read_teks(jalur)
    keluar = capsys.readouterr().out
    assert "nota-dinas.lama-1.docx" in keluar
    assert f"{pengantar.stem}.lama-1.docx" in keluar
    ketiga = run_formulir(folder, OPD, PERIODE)
    assert ketiga.nota_disisihkan == ()


def test_nobody_writes_to_himself(tmp_path: Path) -> None:
    """The head of the agency is also PPKD: his unit's form is listed, he is not addressed."""
    hasil = run_formulir(copy_contoh(tmp_path), OPD, PERIODE)
    assert hasil.nota_dinas is not None
    teks = read_teks(hasil.nota_dinas)
    assert "ppkd.xlsx" in teks
    assert "4. " in teks
    assert ". Pejabat Pengelola Keuangan Daerah" not in teks
