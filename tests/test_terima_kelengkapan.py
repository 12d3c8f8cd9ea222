"""Completeness and timeliness in `kinerja periksa`: text, JSON and sheet, from the register."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.periode import Periode
from kinerja.register import (
    SetoranBaru,
    describe_ketepatan,
    list_penerimaan,
    open_register,
    record_daftar_setoran,
)
from tests.bantuan_terima import (
    OPD,
    build_jalur_kerja,
    build_kiriman,
    load_vonis,
    read_teks,
    remove_isian,
    run_json,
)

TW2 = Periode(2026, 2)
WIB = timezone(timedelta(hours=7))


def record(akar: Path, unit: str, hari: int, *, jam: int = 9, cara: str = "perintah") -> None:
    """Record that a unit's form came on a day of July 2026; each has other bytes."""
    waktu = datetime(2026, 7, hari, jam, 30, tzinfo=WIB)
    sidik = f"{hari:02}{jam:02}".ljust(64, "a")
    setoran = SetoranBaru(TW2, unit, sidik, "x.xlsx", 1, cara, waktu=waktu)
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        assert record_daftar_setoran(register, [setoran])


def find_baris(data: dict, unit: str) -> dict:
    """Give the line of a unit."""
    (satu,) = [baris for baris in data["kelengkapan"] if baris["unit"] == unit]
    return satu


def test_each_unit_with_date_lateness_and_revisions(akar, capsys):
    """The deadline is 8 July: in time, two days late, late corrections, and nothing at all."""
    remove_isian(akar)
    record(akar, "sekretariat", 8, jam=23)
    record(akar, "bidang-aset", 10)
    for hari in (7, 8, 9):
        record(akar, "bidang-anggaran", hari)
    kode, data = run_json(capsys, "periksa", "2026-tw2")
    assert kode == 2  # the forms themselves were never put into the folder
    assert [baris["unit"] for baris in data["kelengkapan"]] == [
        "sekretariat",
        "bidang-anggaran",
        "bidang-perbendaharaan",
        "bidang-aset",
        "ppkd",
    ]
    assert find_baris(data, "bidang-anggaran") == {
        "unit": "bidang-anggaran",
        "periode": "2026-tw2",
        "keadaan": "sudah diterima, salinan kerjanya hilang",
        "tenggat": "2026-07-08",
        "diterima": "2026-07-07T09:30:00+07:00",
        "lewat_folder": False,
        "tepat_waktu": True,
        "hari_terlambat": 0,
        "jumlah_revisi": 2,
        "koreksi_terlambat": 1,
        "diterima_terakhir": "2026-07-09T09:30:00+07:00",
    }
    aset, sekretariat = find_baris(data, "bidang-aset"), find_baris(data, "sekretariat")
    assert (aset["tepat_waktu"], aset["hari_terlambat"]) == (False, 2)
    assert (sekretariat["tepat_waktu"], sekretariat["hari_terlambat"]) == (True, 0)
    kosong = find_baris(data, "ppkd")
    assert {kosong[nama] for nama in ("diterima", "tepat_waktu", "hari_terlambat")} == {None}
    assert run(["periksa", "2026-tw2"]) == 2
    keluar = capsys.readouterr().out
    assert "Kelengkapan Triwulan II Tahun 2026 (tenggat setor 8 Juli 2026):" in keluar
    for baris in (
        "  Sekretariat: {}; diterima 8 Juli 2026; tepat waktu",
        "  Bidang Pengelolaan Aset Daerah: {}; diterima 10 Juli 2026; terlambat 2 hari",
        "  Bidang Anggaran: {}; diterima 7 Juli 2026; tepat waktu; {}; terakhir 9 Juli 2026",
        "  Pejabat Pengelola Keuangan Daerah: belum lapor",
    ):
        hilang = "sudah diterima, salinan kerjanya hilang"
        assert baris.format(hilang, "2 revisi, 1 sesudah tenggat") + "\n" in keluar


def test_a_form_received_by_command_says_so(akar, capsys):
    """State, way and time of a real receipt agree with what `terima` answered."""
    kiriman = build_kiriman(akar)
    remove_isian(akar)
    _, terima = run_json(capsys, "terima", str(kiriman))
    _, data = run_json(capsys, "periksa", "2026-tw2")
    satu = find_baris(data, "sekretariat")
    assert (satu["keadaan"], satu["lewat_folder"]) == ("sudah lapor", False)
    assert satu["diterima"] == satu["diterima_terakhir"] == terima["berkas"][0]["waktu"]


def test_a_form_found_in_the_folder_is_marked_and_not_called_late(akar, capsys):
    """Only the first reading is known; past the deadline it is told as recorded, not as late."""
    remove_isian(akar)
    record(akar, "sekretariat", 18, cara="folder")
    record(akar, "ppkd", 6, cara="folder")
    assert run(["periksa", "2026-tw2"]) == 2
    keluar = capsys.readouterr().out
    assert "lewat folder, pertama dibaca 18 Juli 2026; tercatat sesudah tenggat" in keluar
    assert "lewat folder, pertama dibaca 6 Juli 2026; tepat waktu" in keluar
    assert "terlambat" not in keluar
    _, data = run_json(capsys, "periksa", "2026-tw2")
    assert find_baris(data, "sekretariat")["lewat_folder"] is True


def test_a_refused_form_keeps_its_receipts(akar, capsys):
    """The state is today's, the receipts are what was accepted before."""
    record(akar, "sekretariat", 7)
    build_jalur_kerja(akar).write_bytes(b"")
    kode, data = run_json(capsys, "periksa", "2026-tw2")
    satu = find_baris(data, "sekretariat")
    assert (kode, satu["keadaan"], satu["tepat_waktu"]) == (2, "berkas ditolak", True)


def test_without_a_deadline_nothing_is_late(akar, capsys):
    """The dates are told, the judgement is not made."""
    remove_isian(akar)
    (akar / f"parameters/{OPD}/2026-tw2.yaml").unlink()
    record(akar, "sekretariat", 30)
    assert run(["periksa", "2026-tw2"]) == 2
    keluar = capsys.readouterr().out
    assert "Kelengkapan Triwulan II Tahun 2026 (tanpa tenggat setor):" in keluar
    assert "diterima 30 Juli 2026; tenggat belum ditetapkan" in keluar


@pytest.mark.usefixtures("akar")
def test_a_year_lists_its_quarters(capsys):
    """Four quarters, each against its own deadline."""
    _, data = run_json(capsys, "periksa", "2025-tahunan")
    baris = data["kelengkapan"]
    assert [satu["periode"] for satu in baris[::5]] == [f"2025-tw{n}" for n in (1, 2, 3, 4)]
    assert [satu["tenggat"] for satu in baris[::5]] == [
        "2025-04-08",
        "2025-07-08",
        "2025-10-08",
        "2026-01-08",
    ]


def test_the_sheet_says_the_same(akar):
    """Second sheet of temuan.xlsx, headed and ready to print."""
    remove_isian(akar)
    record(akar, "bidang-aset", 10)
    record(akar, "bidang-aset", 11)
    assert run(["periksa", "2026-tw2", "--xlsx"]) == 2
    lembar = load_vonis(akar / f"outputs/{OPD}/2026-tw2/temuan.xlsx").worksheets[1]
    assert lembar.title == "Kelengkapan"
    teks = read_teks(lembar)
    assert (
        "Bidang Pengelolaan Aset Daerah | Triwulan II Tahun 2026 | "
        "sudah diterima, salinan kerjanya hilang | 8 Juli 2026 | "
        "10 Juli 2026 pukul 09.30 WIB | terlambat 2 hari | kinerja terima | "
        "1 revisi, 1 sesudah tenggat | 11 Juli 2026 pukul 09.30 WIB"
    ) in teks
    assert "Sekretariat | Triwulan II Tahun 2026 | belum lapor | 8 Juli 2026 | – | – | –" in teks
    assert lembar.print_title_rows


def test_the_same_register_says_the_same(akar, capsys, monkeypatch):
    """Asked again in another time zone: not a byte differs."""
    record(akar, "bidang-aset", 10, jam=23)
    run(["periksa", "2026-tw2"])
    capsys.readouterr()
    keluar = []
    for zona in ("Asia/Jakarta", "America/Lima"):
        monkeypatch.setenv("TZ", zona)
        assert run(["periksa", "2026-tw2"]) == 0
        keluar.append(capsys.readouterr().out)
    assert keluar[0] == keluar[1]
    assert "diterima 10 Juli 2026" in keluar[0]


@pytest.mark.parametrize(
    ("zona", "hari", "tertulis"),
    [
        ("WIB", 0, "8 Juli 2026 pukul 22.30 WIB"),
        ("WITA", 0, "8 Juli 2026 pukul 23.30 WITA"),
        ("WIT", 1, "9 Juli 2026 pukul 00.30 WIT"),
        (None, 0, "8 Juli 2026 pukul 22.30 WIB"),
    ],
)
def test_the_deadline_is_kept_by_the_agencys_clock(akar, capsys, zona, hari, tertulis):
    """22.30 in Jakarta is the day after the deadline in Jayapura, whoever's computer took it."""
    berkas = akar / f"parameters/{OPD}/instansi.yaml"
    baris = "" if zona is None else f"zona: {zona}\n"
    berkas.write_text(berkas.read_text().replace("zona: WIB\n", baris))
    remove_isian(akar)
    waktu = datetime(2026, 7, 8, 15, 30, tzinfo=UTC)
    setoran = SetoranBaru(TW2, "ppkd", "a" * 64, "x.xlsx", 1, "perintah", waktu=waktu)
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        assert record_daftar_setoran(register, [setoran])
    _, data = run_json(capsys, "periksa", "2026-tw2", "--xlsx")
    assert find_baris(data, "ppkd")["hari_terlambat"] == hari
    assert tertulis in read_teks(load_vonis(akar / data["xlsx"]).worksheets[1])


def test_a_form_is_received_by_the_agencys_clock(akar, capsys, monkeypatch):
    """A computer set to another zone records and prints the agency's time."""
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    try:
        assert run(["terima", str(build_kiriman(akar)), "--json"]) == 0
        (satu,) = json.loads(capsys.readouterr().out)["berkas"]
        assert satu["waktu"].endswith("+07:00")
        assert run(["register", "--daftar"]) == 0
        assert " WIB | setoran" in capsys.readouterr().out
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_spoilt_register_leaves_the_findings(akar, capsys):
    """Exit code 5, no completeness, everything else is told."""
    assert run(["periksa", "2026-tw2"]) == 0
    (akar / f"data/{OPD}/jurnal.jsonl").unlink()
    kode, data = run_json(capsys, "periksa", "2026-tw2")
    assert (kode, data["kelengkapan"]) == (5, [])
    assert "Jurnal hilang" in data["catatan"][0]
    assert data["bukti"]


def test_a_unit_without_events_has_an_entry(akar):
    """Board and tables get one entry a unit, whatever came."""
    with open_register(Folder(akar), OPD) as register:
        (satu,) = list_penerimaan(register, TW2, ["aset"], None)
    assert (satu.pertama, satu.terakhir, satu.jumlah_revisi) == (None, None, 0)
    assert describe_ketepatan(satu) == ""
