"""Every way a register can be spoilt is found, named and, where the mirror is whole, mended."""

from __future__ import annotations

import contextlib
import errno
import random
import sqlite3
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.register import check_register, rebuild_register
from tests.bantuan_register import (
    OPD,
    build_folder,
    fill_register,
    jurnal_di,
    list_peristiwa,
    open_paksa,
    set_jangkar,
    sqlite_di,
    write_manifes,
)


@pytest.fixture
def folder(tmp_path) -> Folder:
    """A folder with a register of six events."""
    folder = build_folder(tmp_path)
    fill_register(folder)
    return folder


def change_baris(folder: Folder, ubah) -> None:
    """Change the lines of the mirror."""
    baris = jurnal_di(folder).read_bytes().splitlines(keepends=True)
    jurnal_di(folder).write_bytes(b"".join(ubah(baris)))


def run_sql(*perintah: str):
    """Spoil the SQLite file with commands, guards off."""

    def damage(folder: Folder) -> None:
        with open_paksa(folder) as sambungan:
            for satu in perintah:
                sambungan.execute(satu)

    return damage


def drop_penjaga(folder: Folder) -> None:
    """Take a trigger away."""
    with contextlib.closing(sqlite3.connect(sqlite_di(folder))) as sambungan:
        sambungan.execute("DROP TRIGGER peristiwa_tetap")


def append_sampah(folder: Folder) -> None:
    """Append a page of garbage to the file."""
    with sqlite_di(folder).open("ab") as berkas:
        berkas.write(b"sampah" * 700)


def cut_berkas(folder: Folder) -> None:
    """Cut the file in the middle of a page."""
    isi = sqlite_di(folder).read_bytes()
    sqlite_di(folder).write_bytes(isi[: len(isi) - 5000])


RUSAK_SQLITE = {
    "edited": (
        run_sql("UPDATE peristiwa SET alasan = 'x' WHERE nomor = 3"),
        "nomor 3 berubah sejak dicatat",
    ),
    "edited content": (
        run_sql("UPDATE peristiwa SET isi = replace(isi, 'baris', 'garis') WHERE nomor = 2"),
        "nomor 2 berubah sejak dicatat",
    ),
    "no longer JSON": (
        run_sql("UPDATE peristiwa SET isi = 'x' WHERE nomor = 2"),
        "nomor 2 berubah sejak dicatat",
    ),
    "removed": (run_sql("DELETE FROM peristiwa WHERE nomor = 4"), "nomor 4 hilang"),
    "removed and closed up": (
        run_sql(
            "DELETE FROM peristiwa WHERE nomor = 4",
            "UPDATE peristiwa SET nomor = 4 WHERE nomor = 5",
            "UPDATE peristiwa SET nomor = 5 WHERE nomor = 6",
        ),
        "nomor 4 berubah",
    ),
    "reordered": (
        run_sql(
            "UPDATE peristiwa SET nomor = 99 WHERE nomor = 2",
            "UPDATE peristiwa SET nomor = 2 WHERE nomor = 3",
            "UPDATE peristiwa SET nomor = 3 WHERE nomor = 99",
        ),
        "nomor 2 berubah",
    ),
    "cut tail": (
        run_sql("DELETE FROM peristiwa WHERE nomor > 4"),
        "nomor 5 hilang; jurnal masih memuatnya",
    ),
    "no guard": (drop_penjaga, "penjaga register diubah"),
    "garbage": (append_sampah, "Sampah di akhir"),
    "cut file": (cut_berkas, "rusak"),
    "no database": (lambda f: sqlite_di(f).write_bytes(b"bukan basis data" * 99), "rusak"),
    "deleted": (lambda f: sqlite_di(f).unlink(), "Register hilang"),
    "emptied": (lambda f: sqlite_di(f).write_bytes(b""), "Register hilang"),
}
RUSAK_JURNAL = {
    "edited": (lambda b: [*b[:2], b[2].replace(b"uji", b"uju"), *b[3:]], "nomor 3 berbeda"),
    "removed": (lambda b: [*b[:3], *b[4:]], "nomor 4 berbeda"),
    "reordered": (lambda b: [b[1], b[0], *b[2:]], "nomor 1 berbeda"),
    "cut tail": (lambda b: b[:3], "nomor 4 dan sesudahnya hilang dari jurnal"),
    "garbage": (lambda b: [*b, b"sampah"], "Sampah sesudah baris 6"),
    "garbage line": (lambda b: [*b, b"sampah\n"], "nomor 7 hilang"),
}


@pytest.mark.gangguan(54)
@pytest.mark.parametrize("nama", RUSAK_SQLITE)
def test_a_spoilt_register_is_named_and_rebuilt_equal(folder, nama, capsys, monkeypatch) -> None:
    """The check names the first bad event with exit code 5; rebuilding gives the same events."""
    semula, isi_jurnal = list_peristiwa(folder), jurnal_di(folder).read_bytes()
    damage, pesan = RUSAK_SQLITE[nama]
    damage(folder)
    with pytest.raises(KeutuhanError, match=pesan):
        check_register(folder, OPD)
    monkeypatch.chdir(folder.akar)
    assert run(["register", "--periksa"]) == 5
    rusak = sqlite_di(folder).read_bytes() if sqlite_di(folder).exists() else None
    assert run(["register", "--bangun"]) == 0
    assert "utuh, 6 peristiwa" in capsys.readouterr().out
    check_register(folder, OPD)
    assert list_peristiwa(folder) == semula
    assert jurnal_di(folder).read_bytes() == isi_jurnal
    lama = folder.data(OPD) / "register.rusak-1.sqlite"
    assert (lama.read_bytes() if lama.exists() else None) == rusak


@pytest.mark.gangguan(55)
@pytest.mark.parametrize("nama", RUSAK_JURNAL)
def test_a_spoilt_mirror_is_named_and_rebuilt_equal(folder, nama) -> None:
    """The same for the mirror, from the register."""
    semula = jurnal_di(folder).read_bytes()
    ubah, pesan = RUSAK_JURNAL[nama]
    change_baris(folder, ubah)
    rusak = jurnal_di(folder).read_bytes()
    with pytest.raises(KeutuhanError, match=pesan):
        check_register(folder, OPD)
    assert rebuild_register(folder, OPD) == 6
    check_register(folder, OPD)
    assert jurnal_di(folder).read_bytes() == semula
    assert (folder.data(OPD) / "jurnal.rusak-1.jsonl").read_bytes() == rusak


def test_a_missing_mirror_is_named_and_rebuilt(folder) -> None:
    """A deleted mirror comes back from the register."""
    semula = jurnal_di(folder).read_bytes()
    jurnal_di(folder).unlink()
    with pytest.raises(KeutuhanError, match="Jurnal hilang"):
        check_register(folder, OPD)
    assert rebuild_register(folder, OPD) == 6
    assert jurnal_di(folder).read_bytes() == semula


def test_a_chain_forged_throughout_differs_from_the_mirror(folder, tmp_path_factory) -> None:
    """Who rewrites every hash after a changed event is found by the mirror."""
    lain = build_folder(tmp_path_factory.mktemp("lain") / "kerja")
    fill_register(lain, 7)
    sqlite_di(folder).write_bytes(sqlite_di(lain).read_bytes())
    with pytest.raises(KeutuhanError, match="nomor 5 berbeda"):
        check_register(folder, OPD)
    with pytest.raises(KeutuhanError, match="sama-sama utuh tetapi berbeda"):
        rebuild_register(folder, OPD)


def test_a_tail_cut_from_both_files_shows_by_the_manifest(folder) -> None:
    """The head that a manifest or the caller names must be among the events; rebuild refuses."""
    kepala = list_peristiwa(folder)[-1].hash
    run_sql("DELETE FROM peristiwa WHERE nomor > 4")(folder)
    change_baris(folder, lambda baris: baris[:4])
    with pytest.raises(KeutuhanError, match=r"kepala pada data/bpkd/terima/kepala\.txt tidak ada"):
        check_register(folder, OPD)
    set_jangkar(folder)
    check_register(folder, OPD)
    with pytest.raises(KeutuhanError, match="Ekor hilang sesudah peristiwa nomor 4"):
        check_register(folder, OPD, kepala)
    write_manifes(folder, kepala)
    with pytest.raises(KeutuhanError, match=r"sesudah peristiwa nomor 4.*manifes 2026-tw2"):
        check_register(folder, OPD)
    with pytest.raises(KeutuhanError, match="juga tidak ada di jurnal"):
        rebuild_register(folder, OPD)


@pytest.mark.gangguan(54)
def test_any_flipped_bit_is_found_or_harmless(tmp_path) -> None:
    """After a flip the register is refused, or every event still reads as it was recorded."""
    folder = build_folder(tmp_path)
    fill_register(folder, 60)
    semula, isi = list_peristiwa(folder), sqlite_di(folder).read_bytes()
    benih = 20260722
    acak = random.Random(benih)  # noqa: S311 - a fault, not a secret
    ditemukan = 0
    for ke in range(300):
        rusak = bytearray(isi)
        tempat = acak.randrange(len(isi)) if ke % 3 else acak.randrange(1024)
        rusak[tempat] ^= 1 << acak.randrange(8)
        sqlite_di(folder).write_bytes(rusak)
        for sisa in ("-journal", "-wal", "-shm"):
            sqlite_di(folder).with_name(f"register.sqlite{sisa}").unlink(missing_ok=True)
        try:
            check_register(folder, OPD)
        except KeutuhanError:
            ditemukan += 1
            continue
        assert list_peristiwa(folder) == semula, (benih, ke, tempat)
    # About half of a small file is free space.
    assert ditemukan > 80


@pytest.mark.gangguan(55)
def test_any_flipped_bit_of_the_mirror_is_found(folder) -> None:
    """The mirror has no byte without meaning."""
    isi = jurnal_di(folder).read_bytes()
    acak = random.Random(7)  # noqa: S311 - a fault, not a secret
    for _ in range(60):
        rusak = bytearray(isi)
        rusak[acak.randrange(len(isi) - 1)] ^= 1 << acak.randrange(8)
        jurnal_di(folder).write_bytes(rusak)
        with pytest.raises(KeutuhanError):
            check_register(folder, OPD)


def test_two_damaged_files_are_not_built_upon(folder) -> None:
    """With both spoilt, rebuilding says where the mirror breaks and changes nothing."""
    run_sql("UPDATE peristiwa SET alasan = 'x' WHERE nomor = 3")(folder)
    change_baris(folder, lambda baris: [*baris[:4], *baris[5:]])
    isi = sqlite_di(folder).read_bytes(), jurnal_di(folder).read_bytes()
    with pytest.raises(KeutuhanError, match=r"nomor 5 hilang atau tertukar \(jurnal"):
        rebuild_register(folder, OPD)
    assert isi == (sqlite_di(folder).read_bytes(), jurnal_di(folder).read_bytes())


def test_half_a_commit_in_the_mirror_is_not_rebuilt(folder) -> None:
    """Of a commit of two only one line came through: never acknowledged, hence left out."""
    semula = list_peristiwa(folder)
    change_baris(folder, lambda baris: [*baris[:5], baris[5][:20]])
    sqlite_di(folder).unlink()
    set_jangkar(folder, semula[3].hash)
    assert rebuild_register(folder, OPD) == 4
    assert list_peristiwa(folder) == semula[:4]


def test_the_command_tells_what_is_there(folder, capsys, monkeypatch) -> None:
    """Number and head, as text and as JSON; the two switches exclude each other."""
    monkeypatch.chdir(folder.akar)
    kepala = list_peristiwa(folder)[-1].hash
    assert run(["register"]) == 0
    assert f"6 peristiwa.\nSidik kepala: {kepala}" in capsys.readouterr().out
    assert run(["register", "--periksa", "--json"]) == 0
    assert f'"kepala": "{kepala}"' in capsys.readouterr().out
    assert run(["register", "--periksa", "--bangun"]) == 2


@pytest.mark.parametrize("isi", [b"{", b"[]", b'{"kepala_register": 1}', b"\xff"])
def test_an_unreadable_manifest_is_told(folder, monkeypatch, capsys, isi) -> None:
    """The guard of the tail rests on it: a note with its period, never silence."""
    monkeypatch.chdir(folder.akar)
    write_manifes(folder, list_peristiwa(folder)[-1].hash)
    assert run(["register", "--periksa"]) == 0
    assert "Catatan" not in capsys.readouterr().out
    (folder.akar / "outputs" / OPD / "2026-tw2" / "manifes.json").write_bytes(isi)
    assert run(["register", "--periksa"]) == 0
    assert "Catatan: Manifes 2026-tw2 tidak terbaca" in capsys.readouterr().out


@pytest.mark.parametrize("nama", ["register.sqlite", "jurnal.jsonl"])
def test_rebuilding_beside_an_open_file_is_told(folder, monkeypatch, capsys, nama) -> None:
    """As on Windows, where a file that is open cannot be moved: one message, exit 1, all stands."""
    monkeypatch.chdir(folder.akar)
    rusak = folder.data(OPD) / nama
    rusak.write_bytes(rusak.read_bytes()[:-9])
    sebelum = {jalur.name: jalur.read_bytes() for jalur in folder.data(OPD).glob("*.*l*")}
    asli = Path.replace

    def refuse(sumber, ke):
        if sumber == rusak:
            raise PermissionError(errno.EACCES, "open")
        return asli(sumber, ke)

    with monkeypatch.context() as tambalan:
        tambalan.setattr(Path, "replace", refuse)
        assert run(["register", "--bangun"]) == 1
    assert "Register tidak dapat ditulis" in capsys.readouterr().err
    assert {jalur.name: jalur.read_bytes() for jalur in folder.data(OPD).glob("*.*l*")} == sebelum
    assert run(["register", "--bangun"]) == 0
