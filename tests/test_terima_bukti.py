"""Evidence: what Bukti cells name, what is there, and what is stored of it."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import datetime

import pytest

from kinerja.bukti.sel import JenisBukti, parse_bukti
from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.register import open_register
from kinerja.terima.simpan import Penyimpan
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import (
    OPD,
    UNIT,
    build_jalur_vonis,
    build_kiriman,
    list_isian_folder,
    load_vonis,
    read_teks,
    remove_isian,
    run_json,
)

KODE = "IKS-4.2"


@pytest.fixture
def akar(asli, tmp_path, monkeypatch):
    """A fresh copy of the sample's working folder, with an evidence folder, nothing handed in."""
    shutil.copytree(asli, tmp_path / "kerja")
    monkeypatch.chdir(tmp_path / "kerja")
    (tmp_path / f"kerja/data/{OPD}/2026/tw2/bukti/{UNIT}").mkdir(parents=True)
    return tmp_path / "kerja"


def write_bukti(akar, nama, isi=b"%PDF-1.7 isi", hari=(2026, 6, 15), unit=UNIT):
    """Put an evidence file in a unit's folder, dated."""
    jalur = akar / f"data/{OPD}/2026/tw2/bukti/{unit}/{nama}"
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_bytes(isi)
    saat = datetime(*hari, 12).astimezone().timestamp()
    os.utime(jalur, (saat, saat))
    return jalur


def terima_bukti(akar, capsys, *isi):
    """Receive the sample form with these Bukti cells; give code and verdict."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    for kode, teks in zip((KODE, "IKS-4.3", "IKP-1.1"), isi, strict=False):
        set_sel(kiriman, "Indikator", kode, "Bukti", teks)
    kode, data = run_json(capsys, "terima", str(kiriman))
    return kode, data["berkas"][0]


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("LHP.pdf", [JenisBukti.BERKAS]),
        ("sub/foto 1.JPG; LRA Juni 2026", [JenisBukti.BERKAS, JenisBukti.TEKS]),
        ("https://contoh.go.id/a?b=1", [JenisBukti.TAUTAN]),
        ("http://localhost/x", [JenisBukti.TAUTAN_RUSAK]),
        ("https://contoh go.id", [JenisBukti.TAUTAN_RUSAK]),
        ("file:///etc/passwd", [JenisBukti.TAUTAN_RUSAK]),
        ("Keputusan No. 12/2026", [JenisBukti.TEKS]),
        ("tidak dapat dipenuhi: arsip terbakar", [JenisBukti.TIDAK_DAPAT]),
        ("", []),
    ],
)
def test_kinds_of_evidence(teks, jenis):
    """Told by their form alone."""
    assert [satu.jenis for satu in parse_bukti(teks)] == jenis


@pytest.mark.parametrize("teks", ["-", "Tidak ada", "n/a", "nihil.", "ok", "belum ada"])
def test_words_that_name_no_document_are_no_evidence(teks):
    """A dash in the cell is as good as a blank."""
    assert [satu.jenis for satu in parse_bukti(teks)] == [JenisBukti.KOSONG]


@pytest.mark.parametrize(
    ("teks", "jenis", "isi"),
    [
        ("LRA.pdf hal. 3", JenisBukti.BERKAS, "LRA.pdf"),
        ("./LRA.pdf", JenisBukti.BERKAS, "LRA.pdf"),
        ("javascript:alert(1)", JenisBukti.TAUTAN_RUSAK, "javascript:alert(1)"),
        ("LRA.pdfx", JenisBukti.TEKS, "LRA.pdfx"),
        ("../LRA.pdf hal 2", JenisBukti.BERKAS, "../LRA.pdf hal 2"),
    ],
)
def test_a_file_name_is_found_in_what_was_written(teks, jenis, isi):
    """Page numbers behind the name and a leading dot do not hide a file."""
    assert [(satu.jenis, satu.isi) for satu in parse_bukti(teks)] == [(jenis, isi)]


def test_the_same_form_without_its_evidence_folder_keeps_the_evidence(akar, capsys):
    """Evidence that was received stays received, also while its folder is away."""
    write_bukti(akar, "LHP.pdf")
    kiriman = build_kiriman(akar)
    set_sel(kiriman, "Indikator", KODE, "Bukti", "LHP.pdf")
    remove_isian(akar, UNIT)
    assert run_json(capsys, "terima", str(kiriman))[0] == 0
    shutil.rmtree(akar / f"data/{OPD}/2026/tw2/bukti/{UNIT}")
    assert run_json(capsys, "terima", str(kiriman))[0] == 0
    with open_register(Folder(akar), OPD) as register:
        bukti = [satu.isi["berkas"] for satu in register.list_peristiwa("bukti")]
    assert [[satu["nama"] for satu in daftar] for daftar in bukti] == [["LHP.pdf"]]


def test_evidence_is_stored_and_recorded(akar, capsys):
    """Under its hash, unchanged, and the register says for which figure."""
    jalur = write_bukti(akar, "LHP.pdf")
    kode, satu = terima_bukti(akar, capsys, "LHP.pdf")
    assert (kode, satu["temuan"]) == (0, [])
    sidik = hashlib.sha256(jalur.read_bytes()).hexdigest()
    simpanan = akar / f"data/{OPD}/bukti/{sidik[:2]}/{sidik}.pdf"
    assert simpanan.read_bytes() == jalur.read_bytes()
    with open_register(Folder(akar), OPD) as register:
        (peristiwa,) = register.list_peristiwa("bukti")
    assert (peristiwa.unit, peristiwa.isi["formulir"]) == (UNIT, satu["sha256"])
    assert [(b["kode"], b["nama"], b["sha256"]) for b in peristiwa.isi["berkas"]] == [
        (KODE, "LHP.pdf", sidik)
    ]


def test_evidence_that_comes_later_is_stored_with_the_same_form(akar, capsys):
    """The form is a no-op, its evidence is not."""
    terima_bukti(akar, capsys, "LHP.pdf")
    write_bukti(akar, "LHP.pdf")
    kode, data = run_json(capsys, "terima", str(akar / "kiriman/kiriman.xlsx"))
    assert (kode, data["berkas"][0]["keadaan"]) == (0, "sama")
    assert list((akar / f"data/{OPD}/bukti").rglob("*.pdf"))


@pytest.mark.parametrize("is_hapus", [True, False])
@pytest.mark.parametrize(("teks", "berbukti"), [("LHP.pdf", 3), ("LHP.pdf; LRA Juni 2026", 4)])
def test_evidence_that_changes_while_it_is_received_is_told(
    akar, capsys, monkeypatch, is_hapus, teks, berbukti
):
    """Gangguan 12: named, neither stored nor recorded nor counted; the same form again mends it."""
    jalur = write_bukti(akar, "LHP.pdf")
    asli = Penyimpan.accept

    def accept(*args, **lain):
        if is_hapus:
            jalur.unlink()
        else:
            jalur.write_bytes(b"lain")
        return asli(*args, **lain)

    monkeypatch.setattr(Penyimpan, "accept", accept)
    kode, satu = terima_bukti(akar, capsys, teks)
    assert (kode, satu["keadaan"]) == (0, "diterima")
    assert [(t["kode"], t["tingkatan"]) for t in satu["temuan"]] == [
        ("K-BUKTI-BERUBAH", "peringatan")
    ]
    assert satu["temuan"][0]["sel"][0] == "R"
    assert satu["bukti"]["jumlah_berbukti"] == berbukti
    assert not [j for j in (akar / f"data/{OPD}/bukti").rglob("*") if j.is_file()]
    write_bukti(akar, "LHP.pdf", b"lain")
    _, data = run_json(capsys, "terima", str(akar / "kiriman/kiriman.xlsx"))
    assert data["berkas"][0]["temuan"] == []
    with open_register(Folder(akar), OPD) as register:
        (peristiwa,) = register.list_peristiwa("bukti")
    (berkas,) = peristiwa.isi["berkas"]
    assert berkas["sha256"] == hashlib.sha256(b"lain").hexdigest()


@pytest.mark.parametrize(
    ("teks", "temuan"),
    [
        (None, "K-BUKTI-KOSONG"),
        ("tidak-ada.pdf", "K-BUKTI-HILANG"),
        ("https:/contoh.go.id//x://", None),
        ("ftp://contoh.go.id/a", "K-BUKTI-TAUTAN"),
        ("tidak dapat dipenuhi", "K-BUKTI-ALASAN"),
        ("kosong.pdf", "K-BUKTI-BESAR"),
    ],
)
def test_weak_evidence_is_a_warning(akar, capsys, teks, temuan):
    """The form is received; the cell is named."""
    write_bukti(akar, "kosong.pdf", b"")
    kode, satu = terima_bukti(akar, capsys, teks)
    assert kode == 0
    assert [t["kode"] for t in satu["temuan"]] == ([temuan] if temuan else [])
    assert all(t["tingkatan"] == "peringatan" and t["sel"][0] == "R" for t in satu["temuan"])


def test_impossible_evidence_is_counted_apart(akar, capsys):
    """Said with a reason, it is neither evidence nor a finding."""
    kode, satu = terima_bukti(akar, capsys, "Tidak dapat dipenuhi: arsip terbakar")
    assert (kode, satu["temuan"]) == (0, [])
    assert satu["bukti"] == {"jumlah_angka": 4, "jumlah_berbukti": 3, "jumlah_tidak_dapat": 1}


def test_one_file_for_two_figures(akar, capsys):
    """Equal bytes under two names are one piece of evidence."""
    write_bukti(akar, "a.pdf")
    write_bukti(akar, "b.pdf")
    _, satu = terima_bukti(akar, capsys, "a.pdf", "b.pdf")
    (temuan,) = satu["temuan"]
    assert temuan["kode"] == "K-BUKTI-GANDA"
    assert KODE in temuan["ditemukan"]


@pytest.mark.parametrize(
    ("nama", "hari", "is_tercatat"),
    [
        ("a.pdf", (2026, 6, 15), False),
        ("a.pdf", (2026, 7, 20), False),
        ("a.pdf", (2025, 12, 31), True),
        ("LHP 2026-06-30.pdf", (2020, 1, 1), False),
        ("LHP 20250630.pdf", (2026, 6, 15), True),
    ],
)
def test_date_outside_the_period_is_only_noted(akar, capsys, nama, hari, is_tercatat):
    """By the name, else by the file; it proves nothing."""
    write_bukti(akar, nama, hari=hari)
    _, satu = terima_bukti(akar, capsys, nama)
    assert [(t["kode"], t["tingkatan"]) for t in satu["temuan"]] == (
        [("K-BUKTI-TANGGAL", "catatan")] if is_tercatat else []
    )


@pytest.mark.gangguan(35)
@pytest.mark.parametrize(
    "teks", ["../bidang-aset/a.pdf", "/etc/passwd", "C:\\rahasia.pdf", "\\\\server\\a.pdf"]
)
def test_path_out_of_the_folder_is_refused(akar, capsys, teks):
    """Gangguan 35: neither read nor stored, and the form is refused with its cell."""
    write_bukti(akar, "a.pdf", unit="bidang-aset")
    sebelum = list_isian_folder(akar)
    del sebelum[f"data/{OPD}/2026/tw2/{UNIT}.xlsx"]  # taken away before it is handed in
    kode, satu = terima_bukti(akar, capsys, teks)
    assert kode == 2
    assert [t["kode"] for t in satu["temuan"]] == ["K-BUKTI-JALUR"]
    assert list_isian_folder(akar) == sebelum


@pytest.mark.parametrize("tingkat", ["berkas", "folder"])
def test_link_is_refused(akar, capsys, tmp_path, tingkat):
    """A symbolic link is not followed, wherever on the way it stands."""
    luar = tmp_path / "luar"
    luar.mkdir()
    (luar / "a.pdf").write_bytes(b"rahasia")
    folder = akar / f"data/{OPD}/2026/tw2/bukti/{UNIT}"
    if tingkat == "folder":
        folder.rmdir()
        folder.symlink_to(luar)
    else:
        (folder / "a.pdf").symlink_to(luar / "a.pdf")
    kode, satu = terima_bukti(akar, capsys, "a.pdf")
    assert kode == 2
    assert [t["kode"] for t in satu["temuan"]] == ["K-BUKTI-JALUR"]


def test_periksa_lists_coverage_and_writes_the_workbook(akar, capsys):
    """Per unit k dari n, one sheet each, links to the cells, printable."""
    berkas = akar / f"data/{OPD}/2026/tw2/{UNIT}.xlsx"
    alamat = set_sel(berkas, "Indikator", KODE, "Bukti", None)
    assert run(["periksa", "2026-tw2", "--xlsx"]) == 0
    keluar = capsys.readouterr().out
    assert "Sekretariat: 3 dari 4 angka berbukti" in keluar
    assert "K-BUKTI-KOSONG" in keluar
    buku = load_vonis(akar / f"outputs/{OPD}/2026-tw2/temuan.xlsx")
    assert buku.sheetnames[:3] == ["Ringkasan", "Kelengkapan", "Sekretariat"]
    assert len(buku.sheetnames) == 7
    assert "Sekretariat | 0 | 1 | 0 | 3 dari 4 angka berbukti" in read_teks(buku["Ringkasan"])
    lembar = buku["Sekretariat"]
    (tautan,) = [sel.hyperlink for baris in lembar for sel in baris if sel.hyperlink]
    assert tautan.target == f"../../../data/{OPD}/2026/tw2/{UNIT}.xlsx"
    assert tautan.location == f"'Indikator'!{alamat}"
    assert (akar / "outputs" / OPD / "2026-tw2" / tautan.target).resolve() == berkas
    assert lembar.print_title_rows
    assert lembar.page_setup.orientation == "landscape"


def test_periksa_writes_the_findings_of_a_refused_plan(akar, capsys):
    """No unit can be read then; the plan's own findings are told."""
    (akar / f"data/{OPD}/2026/rencana.xlsx").write_bytes(b"")
    kode, data = run_json(capsys, "periksa", "2026-tw2", "--xlsx")
    assert (kode, data["bukti"]) == (2, {})
    buku = load_vonis(akar / data["xlsx"])
    assert "K-BERKAS-KOSONG" in read_teks(buku.worksheets[2])
    assert "Sekretariat | Triwulan II Tahun 2026 | tidak diperiksa" in read_teks(
        buku["Kelengkapan"]
    )


def test_verdict_tells_the_coverage(akar, capsys):
    """On the first sheet."""
    terima_bukti(akar, capsys, None)
    teks = read_teks(load_vonis(build_jalur_vonis(akar)).worksheets[0])
    assert "Bukti | 3 dari 4 angka berbukti" in teks
