"""The list of all reports: complete, safe, quick, and not stopped by what is damaged."""

from __future__ import annotations

import json
import time

import pytest
from bs4 import BeautifulSoup

from kinerja.berkas import compute_sha256
from kinerja.portal import baca, butir, write_portal
from tests.bantuan_chromium import CHROMIUM, run_skrip
from tests.bantuan_portal import build_hasil, make_folder, write_laporan, write_periode

PANJANG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga"
UKUR = """addEventListener("load", () => {
  const sel = [...document.querySelectorAll("main tbody tr > *")];
  const kanan = Math.max(...sel.map((satu) => satu.getBoundingClientRect().right));
  const batas = document.querySelector("main .g").getBoundingClientRect().right;
  document.title = JSON.stringify([innerWidth, sel.length, kanan - batas]);
});"""
UNIT = tuple(f"unit-{nomor}" for nomor in range(1, 7))


@pytest.fixture
def folder(tmp_path):
    """Two quarters and a year of one agency, one quarter of another."""
    folder = make_folder(tmp_path)
    for slug, capaian, status in (("2026-tw1", "80", "final"), ("2026-tw2", "90.5", "sementara")):
        write_periode(
            tmp_path,
            "aaa",
            slug,
            {
                "laporan-triwulan": build_hasil(status, capaian),
                "bidang/satu": build_hasil("draf", "", "satu"),
            },
        )
    write_periode(tmp_path, "aaa", "2025-tahunan", {"laporan-tahunan": build_hasil()})
    write_periode(tmp_path, "bbb", "2026-tw2", {"laporan-triwulan": build_hasil(nama="Dinas B")})
    return folder


def read_baris(folder):
    """Write the list and read its rows as [report, period, agency, status, figures, files]."""
    hasil = write_portal(folder)
    assert hasil.gagal == ""
    sup = BeautifulSoup(hasil.jalur.read_text(encoding="utf-8"), "lxml")
    return sup, [
        [sel.get_text(" ", strip=True) for sel in baris.find_all(["th", "td"])]
        for baris in sup.select("main tbody tr")
    ]


def test_every_report_is_listed_the_latest_first(folder) -> None:
    """Period, agency, status, key figures as published, day, and links to each format."""
    sup, baris = read_baris(folder)
    assert [(b[0], b[1], b[2], b[3]) for b in baris] == [
        ("Laporan laporan-triwulan", "Triwulan II 2026", "Badan A", "Sementara"),
        ("Laporan bidang/satu", "Triwulan II 2026", "Badan A", "Draf"),
        ("Laporan laporan-triwulan", "Triwulan II 2026", "Dinas B", "Final"),
        ("Laporan laporan-triwulan", "Triwulan I 2026", "Badan A", "Final"),
        ("Laporan bidang/satu", "Triwulan I 2026", "Badan A", "Draf"),
        ("Laporan laporan-tahunan", "Tahun 2025", "Badan A", "Final"),
    ]
    assert baris[0][4:] == ["90,5%", "45,25%", "13 Juli 2026", "PDF Data"]
    assert baris[1][4] == "–"
    for taut in sup.select("main a"):
        assert (folder.akar / "outputs" / taut["href"]).is_file()
    assert sup.select_one("tr#aaa-2026-tw2 th a")["href"] == "aaa/2026-tw2/laporan-triwulan.html"
    assert len(sup.select("tr#aaa-2026-tw2 svg.sp")) == 2
    assert sup.select("tr#aaa-2026-tw1 svg.sp") == []


def test_a_report_whose_inputs_changed_is_out_of_date(folder) -> None:
    """Told from the files that its manifest names; gone is changed too."""
    akar = folder.akar
    isian = akar / "data/aaa/2026/tw2/satu.xlsx"
    isian.parent.mkdir(parents=True)
    isian.write_bytes(b"lama")
    masukan = {"data/aaa/2026/tw2/satu.xlsx": compute_sha256(isian), "register": "x"}
    keluaran = akar / "outputs/aaa/2026-tw2"
    satu = write_laporan(keluaran, "laporan-triwulan", build_hasil(), sidik={"masukan": masukan})
    write_periode(akar, "aaa", "2026-tw2", {"laporan-triwulan": satu})
    assert read_baris(folder)[1][0][3] == "Final"
    isian.write_bytes(b"baru!")
    baris = read_baris(folder)[1][0]
    assert baris[3] == "Usang"
    assert "satu.xlsx berubah sejak dibuat" in baris[0]
    isian.unlink()
    assert read_baris(folder)[1][0][3] == "Usang"


def test_a_failed_report_says_why_and_links_what_is_left(folder) -> None:
    """A failure shows before everything else; a file that is gone has no link."""
    keluaran = folder.akar / "outputs/aaa/2026-tw2"
    gagal = write_laporan(
        keluaran, "laporan-triwulan", build_hasil(), keadaan="gagal", pesan="Sel ke-3 gagal"
    )
    write_periode(folder.akar, "aaa", "2026-tw2", {"laporan-triwulan": gagal})
    (keluaran / "laporan-triwulan.pdf").unlink()
    baris = read_baris(folder)[1][0]
    assert baris[0] == "Laporan laporan-triwulan Sel ke-3 gagal"
    assert (baris[3], baris[7]) == ("Gagal", "Data")


def test_figures_changed_since_are_not_shown(folder) -> None:
    """Only the very hasil.json that the manifest lists is believed."""
    jalur = folder.akar / "outputs/aaa/2026-tw2/hasil.json"
    jalur.write_text(jalur.read_text().replace("90,5%", "99,9%"))
    baris = read_baris(folder)[1][0]
    assert (baris[3], baris[4]) == ("Usang", "–")
    assert "berubah sejak dibuat" in baris[0]


def test_damaged_manifests_are_named_and_stop_nothing(folder) -> None:
    """Not JSON, made by a newer kit, an entry of another shape, a folder of another name."""
    outputs = folder.akar / "outputs"
    (outputs / "aaa/2026-tw1/manifes.json").write_text("{")
    (outputs / "aaa/2025-tahunan/manifes.json").write_text(json.dumps({"skema": 99}))
    (outputs / "bbb/2026-tw2/manifes.json").write_text(
        json.dumps({"skema": 1, "tugas": {"laporan-triwulan": {"judul": 3}}})
    )
    (outputs / "bbb/catatan").mkdir()
    (outputs / "bbb/catatan/manifes.json").write_text("{}")
    hasil = write_portal(folder)
    for teks in (
        "aaa/2026-tw1: manifes.json rusak; buat lagi dengan: kinerja laporan 2026-tw1 --opd aaa",
        "aaa/2025-tahunan: Manifes dibuat versi kinerja yang lebih baru",
        "bbb/2026-tw2: catatan laporan-triwulan di manifes.json rusak",
        "bbb/catatan: Periode tidak dikenal",
    ):
        assert any(f"outputs/{teks}" in masalah for masalah in hasil.masalah), teks
    sup, baris = read_baris(folder)
    assert [b[1] for b in baris] == ["Triwulan II 2026"] * 2
    assert len(sup.select(".pn.m p")) == 5


def test_names_are_shown_literally(folder) -> None:
    """Markup from a manifest or a report is text, and a file name cannot leave the folder."""
    keluaran = folder.akar / "outputs/ccc/2026-tw2"
    jahat = "<img src=x onerror=alert(1)>"
    satu = write_laporan(keluaran, "laporan-triwulan", build_hasil(nama=jahat), judul=jahat)
    keluar = {"judul": "x", "keadaan": "dibuat"} | {
        "keluaran": {"../../rahasia.html": {"bentuk": "html", "sha256": "", "ukuran": 1}}
    }
    write_periode(folder.akar, "ccc", "2026-tw2", {"laporan-triwulan": satu, "bidang/luar": keluar})
    sup, baris = read_baris(folder)
    assert sup.select("img") == []
    assert jahat in {sel for b in baris for sel in b}
    assert all(".." not in taut["href"] for taut in sup.select("main a"))


def test_comparisons_sheets_and_archives_go_with_their_period(folder) -> None:
    """They stand beside the agency's report, not among the reports."""
    akar = folder.akar
    keluaran = akar / "outputs/aaa/2026-tw2"
    nama = ("laporan-triwulan", "perubahan/12-40", "disposisi/lembar-1")
    write_periode(akar, "aaa", "2026-tw2", {satu: build_hasil() for satu in nama})
    arsip = akar / "outputs/arsip/aaa"
    arsip.mkdir(parents=True)
    for berkas in ("aaa_2026-tw2.zip", "aaa_2026-tw2-rev2.zip", "aaa_2026-tw1.zip"):
        (arsip / berkas).write_bytes(b"zip")
    baris = read_baris(folder)[1]
    akhir = "Perubahan 12-40 Disposisi 1 Arsip revisi 2 Arsip"
    assert set(baris[0][7].removeprefix("PDF Data ").split()) == set(akhir.split())
    assert len(baris) == 5
    assert keluaran.is_dir()


def test_the_report_over_all_agencies_is_listed_with_its_own_figures(folder) -> None:
    """Under its own name, with absorption of all budgets, and as CSV too."""
    hasil = build_hasil("sementara", nama="Kabupaten Contoh")
    hasil["angka"] = {f"pemda.{kunci}": nilai for kunci, nilai in hasil["angka"].items()}
    keluaran = folder.akar / "outputs/pemda/2026-tw2"
    satu = write_laporan(keluaran, "laporan-pemda", hasil)
    (keluaran / "rekap.csv").write_text("a,b\n")
    satu["keluaran"]["rekap.csv"] = {"bentuk": "csv", "sha256": "", "ukuran": 4}
    write_periode(folder.akar, "pemda", "2026-tw2", {"laporan-pemda": satu})
    (baris,) = [b for b in read_baris(folder)[1] if b[0] == "Laporan laporan-pemda"]
    assert baris[2:6] == ["Kabupaten Contoh", "Sementara", "–", "45,25%"]
    assert baris[7] == "PDF CSV Data"
    assert "dari 2 perangkat daerah" in read_baris(folder)[0].select_one("p.ket").text
    (keluaran / "manifes.json").write_text("{")
    (masalah,) = write_portal(folder).masalah
    assert masalah.endswith("buat lagi dengan: kinerja laporan-pemda 2026-tw2")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium tidak terpasang: lebar tidak diukur")
@pytest.mark.parametrize("lebar", [1366, 1280, 500])
def test_every_column_is_within_sight(folder, tmp_path, lebar) -> None:
    """A long name wraps; on a narrow screen each report is a card. Nothing scrolls sideways."""
    write_periode(folder.akar, "ccc", "2026-tw2", {"laporan-triwulan": build_hasil(nama=PANJANG)})
    html = write_portal(folder).jalur.read_text(encoding="utf-8")
    argumen = ("--virtual-time-budget=2000", f"--window-size={lebar},900")
    dalam, sel, lewat = run_skrip(html, UKUR, tmp_path, *argumen)
    assert lebar - 20 <= dalam <= lebar
    assert sel == 7 * 8
    assert lewat <= 0.5


def test_only_what_changed_is_read_again(folder, monkeypatch) -> None:
    """Folders whose manifest is the same come from the store; a damaged store is built anew."""
    dibaca = []

    def read(keluaran):
        dibaca.append(keluaran.name)
        return butir.read_butir(keluaran)

    monkeypatch.setattr(baca, "read_butir", read)
    awal = read_baris(folder)[1]
    assert len(dibaca) == 4
    assert read_baris(folder)[1] == awal
    assert len(dibaca) == 4
    write_periode(
        folder.akar, "aaa", "2026-tw1", {"laporan-triwulan": build_hasil("sementara", "81.25")}
    )
    assert "81,25%" in {b[4] for b in read_baris(folder)[1]}
    assert dibaca[4:] == ["2026-tw1"]
    for rusak in ("", "[]", '{"skema": 1, "folder": [], "sidik": {}}'):
        (folder.kit / "portal.json").write_text(rusak)
        assert len(read_baris(folder)[1]) == 5
    assert len(dibaca) == 5 + 3 * 4


def test_a_list_that_cannot_be_written_is_said(folder) -> None:
    """The run before it stands; nothing is raised."""
    (folder.akar / "outputs/index.html").mkdir()
    hasil = write_portal(folder)
    assert "index.html" in hasil.gagal


def test_nothing_made_yet_is_a_page_too(tmp_path) -> None:
    """An empty list says so."""
    hasil = write_portal(make_folder(tmp_path))
    assert "Belum ada laporan." in hasil.jalur.read_text(encoding="utf-8")


def test_fifty_agencies_are_a_page_of_bounded_size_written_quickly(tmp_path) -> None:
    """1,450 reports: below 1.5 MB, and well below a second of processor time once they are kept."""
    folder = make_folder(tmp_path)
    tahunan = {"laporan-tahunan": build_hasil()}
    triwulan = {"laporan-triwulan": build_hasil("sementara")}
    triwulan |= {f"bidang/{u}": build_hasil("draf", "88.25", u) for u in UNIT}
    for nomor in range(1, 51):
        for slug, isi in (
            *((f"2026-tw{k}", triwulan) for k in range(1, 5)),
            ("2026-tahunan", tahunan),
        ):
            write_periode(tmp_path, f"dinas-{nomor}", slug, isi)
    hasil = write_portal(folder)
    assert hasil.jalur.read_text(encoding="utf-8").count("<tr ") == 1450
    assert hasil.jalur.stat().st_size < 1_500_000
    write_periode(tmp_path, "dinas-7", "2026-tw2", triwulan)
    mulai = time.process_time()
    write_portal(folder)
    assert time.process_time() - mulai < 2
