"""Hostile files handed in together, in a process of its own: refused, quickly, nobody else hurt.

One run takes all of them and, last, the sound form of another unit. Time is the processor's, by
file; memory is the peak of the whole run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kinerja.folder import Folder
from kinerja.register import check_register
from tests.bantuan_excel import rewrite_zip
from tests.bantuan_jahat import (
    JAHAT,
    PENGUKUR,
    atribut_raksasa,
    bom_lembar,
    entitas_berkas,
    sel_jauh,
)
from tests.bantuan_terima import (
    OPD,
    PERIODE,
    UNIT,
    build_jalur_kerja,
    build_kiriman,
    list_isi_folder,
    load_vonis,
    read_setoran,
    read_teks,
    remove_isian,
)

pytestmark = [
    pytest.mark.skipif(
        sys.platform != "linux", reason="puncak memori sebuah proses hanya terbaca di Linux (VmHWM)"
    ),
    pytest.mark.timeout(600),
]
AKAR = Path(__file__).resolve().parent.parent
BAIK, BERTAUT = "bidang-aset", "bidang-anggaran"
DETIK_MAKS, MEGABITA_MAKS = 2, 300


@dataclass(frozen=True)
class Hasil:
    """What one run gave, and the folder as it was before it."""

    akar: Path
    ukuran: dict[str, Any]
    berkas: dict[str, dict[str, Any]]
    detik: dict[str, float]
    sebelum: dict[str, bytes]
    di_luar: list[str]


def list_di_luar(akar: Path) -> list[str]:
    """Name everything beside the working folder and the senders' own files."""
    return sorted(
        jalur.relative_to(akar.parent).as_posix()
        for jalur in akar.parent.rglob("*")
        if not jalur.is_relative_to(akar)
    )


def run_ukur(akar: Path, *args: str) -> tuple[dict[str, Any], str]:
    """Run a command line that measures itself; give what it measured and its stdout."""
    jadi = subprocess.run(
        [sys.executable, "-c", PENGUKUR, *args],
        cwd=akar,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        start_new_session=True,  # no terminal to ask for a password on
        timeout=300,
    )
    return json.loads(jadi.stderr.splitlines()[-1]), jadi.stdout


@pytest.fixture(scope="module")
def hasil(asli, tmp_path_factory) -> Hasil:
    """All hostile files, then a form with links to outside and a sound one, in one run."""
    akar = tmp_path_factory.mktemp("jahat") / "kerja"
    shutil.copytree(asli, akar)
    urutan = []
    for rusak in JAHAT:
        jalur = build_kiriman(akar, f"{rusak.__name__}.xlsx")
        rusak(jalur)
        urutan.append(jalur)
    (akar / "kiriman" / "rahasia.txt").write_text("tidak untuk dibaca")
    bertaut = build_kiriman(akar, "bertaut.xlsx", BERTAUT)
    rewrite_zip(
        bertaut,
        tambah={
            "xl/externalLinks/externalLink1.xml": b"<x/>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                b'<Relationships><Relationship Id="r" Target="http://contoh.invalid/b.xlsx" '
                b'TargetMode="External"/></Relationships>'
            ),
            "xl/connections.xml": b"<connections/>",
        },
    )
    urutan += [bertaut, build_kiriman(akar, "baik.xlsx", BAIK)]
    remove_isian(akar)
    sebelum, di_luar = list_isi_folder(akar), list_di_luar(akar)
    ukuran, keluar = run_ukur(akar, "terima", *map(str, urutan), "--json")
    berkas = {Path(satu["berkas"]).stem: satu for satu in json.loads(keluar)["berkas"]}
    detik = dict(zip((jalur.stem for jalur in urutan), ukuran["detik"], strict=True))
    return Hasil(akar, ukuran, berkas, detik, sebelum, di_luar)


@pytest.mark.gangguan(4, 5, 6, 7, 8, 9)
@pytest.mark.parametrize(
    ("rusak", "kode"), JAHAT.items(), ids=lambda satu: getattr(satu, "__name__", "")
)
def test_each_is_refused_in_two_seconds_for_its_own_reason(hasil, rusak, kode) -> None:
    """Gangguan 4-9: with a verdict that can be opened."""
    satu = hasil.berkas[rusak.__name__]
    assert satu["keadaan"] == "ditolak"
    assert kode in {temuan["kode"] for temuan in satu["temuan"]}
    assert hasil.detik[rusak.__name__] < DETIK_MAKS
    vonis = hasil.akar / satu["salinan"]
    assert zipfile.ZipFile(vonis).testzip() is None
    assert not [nama for nama in zipfile.ZipFile(vonis).namelist() if "vba" in nama.casefold()]


@pytest.mark.gangguan(6, 7, 8)
def test_the_process_lives_in_little_memory(hasil) -> None:
    """Gangguan 6-8: exit 2 for all of them together, the peak below 300 MB."""
    assert hasil.ukuran["kode"] == 2
    assert hasil.ukuran["megabita"] < MEGABITA_MAKS


@pytest.mark.gangguan(6, 7, 8, 9)
def test_other_units_are_unharmed(hasil) -> None:
    """The sound forms of the same run are received; nothing of the refused unit is in data/."""
    assert hasil.berkas["baik"]["keadaan"] == "diterima"
    assert {satu.unit for satu in read_setoran(hasil.akar)} == {BAIK, BERTAUT}
    assert not build_jalur_kerja(hasil.akar, UNIT).exists()
    kini = list_isi_folder(hasil.akar)
    assert hasil.sebelum.items() <= kini.items()
    baru = {Path(nama).parts[2] for nama in kini.keys() - hasil.sebelum.keys()}
    assert baru == {"2026", "jurnal.jsonl", "register.sqlite", "terima"}
    check_register(Folder(hasil.akar), OPD)


@pytest.mark.gangguan(4, 5, 7, 9, 11)
def test_no_door_is_touched(hasil) -> None:
    """Gangguan 4, 5, 7, 9, 11: no network, program or file asked for, nothing written outside."""
    assert hasil.ukuran["pintu"] == []
    assert list_di_luar(hasil.akar) == hasil.di_luar
    simpanan = [isi for nama, isi in list_isi_folder(hasil.akar).items() if "/terima/" in nama]
    assert simpanan
    assert not any(b"vbaProject" in isi for isi in simpanan)


@pytest.mark.gangguan(6, 7, 8, 9)
@pytest.mark.parametrize(
    "rusak", [bom_lembar, entitas_berkas, sel_jauh, atribut_raksasa], ids=lambda satu: satu.__name__
)
def test_one_put_into_the_folder_by_hand_hurts_only_its_unit(hasil, tmp_path, rusak) -> None:
    """The check of the whole quarter goes on: the unit is refused, the others are recorded."""
    akar = tmp_path / "kerja"
    for nama in ("parameters", "data"):
        shutil.copytree(hasil.akar / nama, akar / nama)
    salinan = build_jalur_kerja(akar, UNIT)
    shutil.copy(hasil.akar / "kiriman" / f"{rusak.__name__}.xlsx", salinan)
    ukuran, keluar = run_ukur(akar, "periksa", PERIODE.slug, "--json")
    assert ukuran["kode"] == 2
    assert ukuran["megabita"] < MEGABITA_MAKS
    assert ukuran["pintu"] == []
    galat = [t for t in json.loads(keluar)["temuan"] if t["tingkatan"] == "galat"]
    assert [(t["unit"], t["kode"]) for t in galat] == [(UNIT, JAHAT[rusak])]
    assert {satu.unit for satu in read_setoran(akar)} == {BAIK, BERTAUT}
    check_register(Folder(akar), OPD)


@pytest.mark.gangguan(11)
def test_links_to_outside_are_a_warning_and_never_followed(hasil) -> None:
    """Gangguan 11: the form is received, and the sender is told."""
    satu = hasil.berkas["bertaut"]
    assert satu["keadaan"] == "diterima"
    (temuan,) = [t for t in satu["temuan"] if t["kode"] == "K-BERKAS-TAUTAN"]
    assert temuan["tingkatan"] == "peringatan"
    assert "tautan ke buku kerja lain, sambungan data" in temuan["ditemukan"]


@pytest.mark.gangguan(31)
def test_thousands_of_findings_are_cut_with_a_notice(hasil) -> None:
    """Gangguan 31: the first 200 of a kind are told one by one, then that there are more."""
    satu = hasil.berkas["temuan_banyak"]
    sejenis = [temuan for temuan in satu["temuan"] if temuan["kode"] == "K-KODE-ASING"]
    assert len(sejenis) == 201
    assert sejenis[-1]["masalah"].startswith("Masih ada temuan sejenis; hanya 200 pertama")
    teks = read_teks(load_vonis(hasil.akar / satu["salinan"]).worksheets[0])
    assert "Masih ada temuan sejenis; hanya 200 pertama" in teks
    assert teks.count("K-KODE-ASING") == 201


@pytest.mark.parametrize(
    ("kode", "pintu"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9), 1)", "socket.connect"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("open('rahasia.txt')", "open"),
    ],
)
def test_the_watch_sees_what_it_watches(tmp_path, kode, pintu) -> None:
    """Each kind of door, touched once on purpose."""
    (tmp_path / "rahasia.txt").touch()
    sisip = f"try:\n    {kode}\nexcept OSError:\n    pass\nkode = run("
    jadi = subprocess.run(
        [sys.executable, "-c", PENGUKUR.replace("kode = run(", sisip), "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(AKAR)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert pintu in {nama for nama, _ in json.loads(jadi.stderr.splitlines()[-1])["pintu"]}


def test_a_macro_that_would_be_kept_is_noticed(tmp_path) -> None:
    """The search in the stored bytes finds the name where it is."""
    jalur = tmp_path / "a.xlsx"
    with zipfile.ZipFile(jalur, "w") as arsip:
        arsip.writestr("xl/vbaProject.bin", b"x")
    shutil.copy(jalur, tmp_path / "b.xlsx")
    assert b"vbaProject" in (tmp_path / "b.xlsx").read_bytes()
