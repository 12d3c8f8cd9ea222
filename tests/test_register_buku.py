"""Appending to the register and listing it; what a crash leaves is made good."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.folder import Folder
from kinerja.galat import HanyaBacaError, KeutuhanError, ParameterError, SibukError
from kinerja.register import Catatan, buku, check_register, jurnal, open_register, simpanan
from kinerja.register.peristiwa import compute_hash, format_kanonik
from tests.bantuan_register import (
    LINGKUNGAN,
    OPD,
    PYTHON,
    build_catatan,
    build_folder,
    fill_register,
    jurnal_di,
    list_peristiwa,
    open_paksa,
    set_jangkar,
    sqlite_di,
    write_manifes,
)

TEKS = st.text(max_size=20)
ISI = st.dictionaries(
    TEKS,
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEKS,
        lambda anak: st.lists(anak, max_size=3) | st.dictionaries(TEKS, anak, max_size=3),
        max_leaves=5,
    ),
    max_size=4,
)
CATATAN = st.builds(
    Catatan,
    st.sampled_from(["setoran", "laporan", "tindak_lanjut"]),
    ISI,
    st.sampled_from(["", "2026-tw1", "2026-tahunan"]),
    st.sampled_from(["", "sekretariat"]),
    oleh=TEKS,
    alasan=TEKS,
)
PEGANG = """
import sys, time, pathlib
from kinerja.folder import Folder
from kinerja.register import open_register
with open_register(Folder(pathlib.Path(sys.argv[1])), "bpkd", is_tulis=True) as register:
    print("dipegang", flush=True)
    time.sleep(float(sys.argv[2]))
    register.append("uji", {})
"""


@pytest.fixture
def folder(tmp_path) -> Folder:
    """An empty working folder."""
    return build_folder(tmp_path)


def test_an_empty_register_is_read_without_making_one(folder) -> None:
    """Reading a register that never was gives no event and leaves no file."""
    with open_register(folder, OPD) as register:
        assert (register.list_peristiwa(), register.kepala, register.jumlah) == ((), "", 0)
        with pytest.raises(HanyaBacaError):
            register.append("uji", {})
    assert list(folder.data(OPD).iterdir()) == []


def test_an_event_stands_in_both_files_when_it_is_given_back(folder) -> None:
    """The same event is in SQLite and, as canonical JSON, in the mirror, with a true hash."""
    with open_register(folder, OPD, is_tulis=True) as register:
        satu = register.append(
            "uji", {"b": (1, "é"), "a": None}, periode="2026-tw2", unit="sekretariat", oleh="A"
        )
        assert register.list_peristiwa() == (satu,)
        data = json.loads(jurnal_di(folder).read_bytes())
        assert jurnal_di(folder).read_text(encoding="utf-8") == format_kanonik(data) + "\n"
    assert (satu.nomor, satu.hash_lalu, satu.sisa) == (1, "", 0)
    assert satu.isi == {"a": None, "b": [1, "é"]}
    assert data.pop("hash") == satu.hash == compute_hash(data) == register_kepala(folder)
    assert datetime.fromisoformat(satu.waktu).utcoffset() is not None


def register_kepala(folder: Folder) -> str:
    """Read the head."""
    with open_register(folder, OPD) as register:
        return register.kepala


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CATATAN, max_size=3), max_size=4))
def test_what_is_appended_is_listed(daftar_komit) -> None:
    """Any commits come back whole, in order, filtered as asked, and the register checks."""
    with TemporaryDirectory() as akar:
        folder = build_folder(Path(akar) / "kerja")
        semua = []
        for komit in daftar_komit:
            with open_register(folder, OPD, is_tulis=True) as register:
                semua += register.append_semua(komit)
        check_register(folder, OPD)
        with open_register(folder, OPD) as register:
            assert register.list_peristiwa() == tuple(semua)
            assert [satu.nomor for satu in semua] == list(range(1, len(semua) + 1))
            assert [satu.isi for satu in semua] == [
                json.loads(json.dumps(satu.isi)) for komit in daftar_komit for satu in komit
            ]
            for jenis, periode, unit in (("setoran", None, None), (None, "2026-tw1", "")):
                assert register.list_peristiwa(jenis, periode, unit) == tuple(
                    satu
                    for satu in semua
                    if jenis in {None, satu.jenis}
                    and periode in {None, satu.periode}
                    and unit in {None, satu.unit}
                )


@pytest.mark.parametrize(
    "isi", [{"a": 1.5}, {"a": {1: "x"}}, {"a": [object()]}, {"a": "\ud800"}, {"a": b"x"}]
)
def test_content_without_canonical_text_is_refused(folder, isi) -> None:
    """Floats, odd keys and bytes never reach the file, nor do the events beside them."""
    with open_register(folder, OPD, is_tulis=True) as register:
        with pytest.raises(ParameterError):
            register.append_semua([build_catatan(1), Catatan("uji", isi)])
        assert register.jumlah == 0
    assert jurnal_di(folder).read_bytes() == b""


@pytest.mark.parametrize(
    "salah",
    [
        {"jenis": "Uji 1"},
        {"periode": "2026-tw5"},
        {"unit": "../x"},
        {"waktu": datetime(2026, 7, 8, 9)},  # noqa: DTZ001 - the fault
    ],
)
def test_a_bad_name_or_time_is_refused(salah) -> None:
    """What could not be found again, or not placed in time, is no event."""
    with pytest.raises(ParameterError):
        Catatan(**({"jenis": "uji", "isi": {}} | salah))


@pytest.mark.parametrize(
    ("perintah", "pesan"),
    [
        ("UPDATE peristiwa SET oleh = 'x'", "tidak boleh diubah"),
        ("DELETE FROM peristiwa", "tidak boleh dihapus"),
        ("INSERT OR REPLACE INTO peristiwa SELECT * FROM peristiwa WHERE nomor = 1", "menyambung"),
    ],
)
def test_the_table_guards_itself(folder, perintah, pesan) -> None:
    """Even another program can neither change nor remove nor replace an event."""
    fill_register(folder)
    with (
        contextlib.closing(sqlite3.connect(sqlite_di(folder))) as sambungan,
        pytest.raises(sqlite3.IntegrityError, match=pesan),
    ):
        sambungan.execute(perintah)
    check_register(folder, OPD)


def test_a_lagging_mirror_is_completed_by_the_next_writer(folder) -> None:
    """After a crash between the files, the last commit is added, at whatever byte it broke off."""
    fill_register(folder)
    utuh = jurnal_di(folder).read_bytes()
    awal = len(b"".join(utuh.splitlines(keepends=True)[:-2]))
    for panjang in (*range(awal, len(utuh), 37), len(utuh) - 1):
        jurnal_di(folder).write_bytes(utuh[:panjang])
        check_register(folder, OPD)
        with open_register(folder, OPD, is_tulis=True):
            assert jurnal_di(folder).read_bytes() == utuh
    jurnal_di(folder).write_bytes(utuh[:awal] + b"\0" * 40)
    with open_register(folder, OPD, is_tulis=True):
        assert jurnal_di(folder).read_bytes() == utuh


def test_a_mirror_cut_by_more_than_a_commit_is_no_crash(folder) -> None:
    """A writer refuses to complete what no crash can have left out."""
    fill_register(folder)
    baris = jurnal_di(folder).read_bytes().splitlines(keepends=True)
    jurnal_di(folder).write_bytes(b"".join(baris[:-3]))
    with (
        pytest.raises(KeutuhanError, match="nomor 4 dan sesudahnya hilang dari jurnal"),
        open_register(folder, OPD, is_tulis=True),
    ):
        pass


@pytest.mark.gangguan(54)
@pytest.mark.parametrize("is_tulis", [False, True])
@pytest.mark.parametrize("hilang", ["sqlite", "kosong", "jurnal", "keduanya"])
def test_never_silently_an_empty_register(folder, is_tulis, hilang) -> None:
    """A lost file, an emptied one, or both lost while a manifest remembers: refused, untouched."""
    kepala = fill_register(folder)[-1].hash
    if hilang == "keduanya":
        write_manifes(folder, kepala)
    if hilang in {"sqlite", "keduanya"}:
        sqlite_di(folder).unlink()
    if hilang == "kosong":
        sqlite_di(folder).write_bytes(b"")
    if hilang in {"jurnal", "keduanya"}:
        jurnal_di(folder).unlink()
    with (
        pytest.raises(KeutuhanError, match=r"--bangun|dari cadangan") as galat,
        open_register(folder, OPD, is_tulis=is_tulis),
    ):
        pass
    assert galat.value.kode_keluar == 5


def test_a_fresh_file_in_place_of_the_old_is_refused(folder) -> None:
    """A valid but empty SQLite file beside a filled mirror is a lost register."""
    fill_register(folder)
    isi = jurnal_di(folder).read_bytes()
    sqlite_di(folder).unlink()
    jurnal_di(folder).unlink()
    set_jangkar(folder)
    with open_register(folder, OPD, is_tulis=True):
        pass
    jurnal_di(folder).write_bytes(isi)
    with (
        pytest.raises(KeutuhanError, match="nomor 1 hilang"),
        open_register(folder, OPD, is_tulis=True),
    ):
        pass


def test_an_older_backup_of_both_files_is_refused(folder) -> None:
    """Nothing is appended where a manifest names an event that is gone."""
    fill_register(folder)
    lama = {jalur: jalur.read_bytes() for jalur in (sqlite_di(folder), jurnal_di(folder))}
    with open_register(folder, OPD, is_tulis=True) as register:
        write_manifes(folder, register.append("uji", {}).hash)
    for jalur, isi in lama.items():
        jalur.write_bytes(isi)
    with (
        pytest.raises(KeutuhanError, match="manifes 2026-tw2"),
        open_register(folder, OPD, is_tulis=True),
    ):
        pass


@pytest.mark.gangguan(60)
def test_a_newer_schema_is_refused_untouched(folder) -> None:
    """A register of a later version is neither read nor written."""
    fill_register(folder)
    with contextlib.closing(sqlite3.connect(sqlite_di(folder))) as sambungan:
        sambungan.execute(f"PRAGMA user_version={simpanan.SKEMA + 1}")
    isi = sqlite_di(folder).read_bytes()
    for is_tulis in (False, True):
        with (
            pytest.raises(KeutuhanError, match=r"versi kinerja yang lebih baru.*skema 3"),
            open_register(folder, OPD, is_tulis=is_tulis),
        ):
            pass
    with pytest.raises(KeutuhanError, match="lebih baru"):
        check_register(folder, OPD)
    assert sqlite_di(folder).read_bytes() == isi


def make_skema_1(folder):
    """Turn a register into one of the first version, which had no index."""
    with contextlib.closing(sqlite3.connect(sqlite_di(folder), isolation_level=None)) as sambungan:
        sambungan.execute("DROP INDEX peristiwa_pilah")
        sambungan.execute("PRAGMA user_version=1")


@pytest.mark.gangguan(60)
def test_an_older_schema_is_read_as_it_is_and_completed_by_a_writer(folder) -> None:
    """Reading changes no byte; the first writer adds the index, and no event changes."""
    semula = fill_register(folder)
    make_skema_1(folder)
    isi = sqlite_di(folder).read_bytes()
    check_register(folder, OPD)
    assert list_peristiwa(folder) == semula
    assert sqlite_di(folder).read_bytes() == isi
    with open_register(folder, OPD, is_tulis=True) as register:
        baru = register.append("uji", {})
    assert list_peristiwa(folder) == (*semula, baru)
    check_register(folder, OPD)
    with contextlib.closing(sqlite3.connect(sqlite_di(folder))) as sambungan:
        assert sambungan.execute("PRAGMA user_version").fetchone() == (simpanan.SKEMA,)
        ddl = {sql for (sql,) in sambungan.execute("SELECT sql FROM sqlite_schema") if sql}
    assert ddl == set(simpanan.DAFTAR_DDL)


@pytest.mark.gangguan(60)
def test_an_older_schema_stays_whole_where_completing_it_fails(folder, monkeypatch) -> None:
    """A full disk in the middle leaves the old file, which the next writer completes."""
    semula = fill_register(folder)
    make_skema_1(folder)
    asli = simpanan.run_sql

    def run_sql(sambungan, perintah, nilai=()):
        if perintah.startswith("PRAGMA user_version="):
            raise sqlite3.OperationalError("disk penuh")
        return asli(sambungan, perintah, nilai)

    with monkeypatch.context() as tambalan:
        tambalan.setattr(simpanan, "run_sql", run_sql)
        with pytest.raises(KeutuhanError, match="disk penuh"), _open_tulis(folder):
            pass
    assert list_peristiwa(folder) == semula
    with _open_tulis(folder):
        pass
    check_register(folder, OPD)


def _open_tulis(folder):
    return open_register(folder, OPD, is_tulis=True)


@pytest.mark.parametrize(
    "perintah",
    ["DROP INDEX peristiwa_pilah", "DROP TRIGGER peristiwa_kekal", "PRAGMA user_version=1"],
)
def test_a_schema_that_is_not_its_version_is_refused(folder, perintah) -> None:
    """An index or guard gone, or a version that does not fit, is damage."""
    fill_register(folder)
    with contextlib.closing(sqlite3.connect(sqlite_di(folder), isolation_level=None)) as sambungan:
        sambungan.execute(perintah)
    for is_tulis in (False, True):
        with (
            pytest.raises(KeutuhanError, match="Tabel atau penjaga register diubah"),
            open_register(folder, OPD, is_tulis=is_tulis),
        ):
            pass


def test_the_last_event_and_the_count_come_through_the_index(folder, monkeypatch) -> None:
    """Neither walks over the other events, and both see only what fits."""
    with open_register(folder, OPD, is_tulis=True) as register:
        for unit in ("a", "b", "a"):
            register.append("uji", {}, periode="2026-tw2", unit=unit)
        register.append("lain", {}, periode="2026-tw2", unit="a")
    rencana = []
    asli = simpanan.run_sql

    def run_sql(sambungan, perintah, nilai=()):
        if "WHERE" in perintah:
            rencana.append(str(asli(sambungan, f"EXPLAIN QUERY PLAN {perintah}", nilai)))
        return asli(sambungan, perintah, nilai)

    with open_register(folder, OPD) as register:
        monkeypatch.setattr(simpanan, "run_sql", run_sql)
        akhir = register.find_terakhir("uji", "2026-tw2", "a")
        assert akhir is not None
        assert akhir.nomor == 3
        assert register.count("uji", "2026-tw2", "a") == 2
        assert register.find_terakhir("uji", "2026-tw3", "a") is None
        assert register.count("uji", "2026-tw2", "c") == 0
    assert len(rencana) == 4
    for satu in rencana:
        assert "INDEX peristiwa_pilah" in satu
        assert "SCAN" not in satu
        assert "TEMP B-TREE" not in satu


def test_an_empty_register_has_no_last_event(folder) -> None:
    """Neither where there is no file, nor where a writer just made one."""
    with open_register(folder, OPD) as register:
        assert (register.find_terakhir("uji", "", ""), register.count("uji", "", "")) == (None, 0)
    with open_register(folder, OPD, is_tulis=True) as register:
        assert (register.find_terakhir("uji", "", ""), register.count("uji", "", "")) == (None, 0)


def test_a_writer_refuses_a_changed_last_event(folder) -> None:
    """Nothing is chained to an event that is not what was recorded."""
    fill_register(folder)
    with open_paksa(folder) as sambungan:
        sambungan.execute("UPDATE peristiwa SET oleh = 'x' WHERE nomor = 6")
    with (
        pytest.raises(KeutuhanError, match="nomor 6 berubah"),
        open_register(folder, OPD, is_tulis=True),
    ):
        pass


@pytest.mark.gangguan(44)
def test_a_second_writer_waits_or_is_told_who_writes(folder, monkeypatch) -> None:
    """Within the wait the second follows the first; beyond it, it is busy and names the holder."""
    perintah = [PYTHON, "-c", PEGANG, str(folder.akar)]
    for detik, tunggu in (("0.5", 20.0), ("30", 0.2)):
        monkeypatch.setattr(buku, "TUNGGU_DETIK", tunggu)
        with subprocess.Popen([*perintah, detik], stdout=subprocess.PIPE, env=LINGKUNGAN) as proses:
            assert proses.stdout is not None
            assert proses.stdout.readline() == b"dipegang\n"
            if tunggu > 1:
                with open_register(folder, OPD, is_tulis=True) as register:
                    assert register.append("uji", {}).nomor == 2
            else:
                with (
                    pytest.raises(SibukError, match=rf"proses {proses.pid} di komputer") as galat,
                    open_register(folder, OPD, is_tulis=True),
                ):
                    pass
                assert galat.value.kode_keluar == 4
                # Readers are not kept waiting.
                assert len(list_peristiwa(folder)) == 2
            proses.kill() if tunggu < 1 else None
    check_register(folder, OPD)


def test_a_folder_that_cannot_be_written_is_read_all_the_same(folder, monkeypatch) -> None:
    """Listing and checking work; opening to write says what right is missing."""
    semua = fill_register(folder)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(buku, "hold_gembok", refuse)
    assert list_peristiwa(folder) == semua
    check_register(folder, OPD)
    with (
        pytest.raises(HanyaBacaError, match="Minta hak tulis"),
        open_register(folder, OPD, is_tulis=True),
    ):
        pass


def test_only_one_door_leads_to_each_file() -> None:
    """What the failing tests replace is what the register calls."""
    assert callable(simpanan.run_sql)
    assert callable(jurnal.append_isi)
    assert callable(jurnal.cut_isi)
