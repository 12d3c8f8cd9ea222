"""Submissions: revisions, no-ops, lateness, and the bytes as received."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.periode import Periode
from kinerja.register import (
    Ketepatan,
    Setoran,
    SetoranBaru,
    compute_ketepatan,
    isi_simpanan,
    list_setoran,
    list_setoran_ditolak,
    open_register,
    read_berkas,
    record_daftar_setoran,
    record_setoran,
    record_setoran_ditolak,
    store_berkas,
)
from tests.bantuan_register import OPD, build_folder

TW1, TW2 = Periode(2026, 1), Periode(2026, 2)
WIB = timezone(timedelta(hours=7))
TENGGAT = date(2026, 7, 8)


@pytest.fixture
def folder(tmp_path) -> Folder:
    """An empty working folder."""
    return build_folder(tmp_path)


def hand_in(register, isi: str, *, unit: str = "sekretariat", periode=TW2, **lain):
    """Record a workbook whose bytes are `isi`."""
    sha256 = hashlib.sha256(isi.encode()).hexdigest()
    return record_setoran(
        register,
        periode=periode,
        unit=unit,
        sha256=sha256,
        nama_berkas=f"{unit}.xlsx",
        ukuran=len(isi),
        cara="perintah",
        **lain,
    )


def build_setoran(nomor: int, tanggal: str) -> Setoran:
    """Build a submission at a local time."""
    return Setoran(
        nomor,
        TW2,
        "sekretariat",
        nomor - 1,
        datetime.fromisoformat(tanggal),
        "0" * 64,
        "sekretariat.xlsx",
        1,
        "perintah",
    )


@pytest.mark.gangguan(13)
def test_the_same_workbook_twice_is_a_no_op(folder) -> None:
    """Only other bytes make a revision, counted for each unit and period; reason and name stay."""
    with open_register(folder, OPD, is_tulis=True) as register:
        satu = hand_in(register, "a", oleh="Petugas")
        assert satu is not None
        assert (satu.revisi, satu.oleh, satu.cara) == (0, "Petugas", "perintah")
        assert hand_in(register, "a") is None
        dua = hand_in(register, "b", alasan="salah ketik sel E7")
        assert dua is not None
        assert (dua.revisi, dua.alasan) == (1, "salah ketik sel E7")
        for lain in (
            hand_in(register, "b", unit="bidang-aset"),
            hand_in(register, "b", periode=TW1),
        ):
            assert lain is not None
            assert lain.revisi == 0
        # Going back to earlier bytes is a change like any other.
        kembali = hand_in(register, "a")
        assert kembali is not None
        assert kembali.revisi == 2
        assert [(satu.unit, satu.revisi) for satu in list_setoran(register, TW2)] == [
            ("sekretariat", 0),
            ("sekretariat", 1),
            ("bidang-aset", 0),
            ("sekretariat", 2),
        ]
        assert [satu.periode for satu in list_setoran(register, TW1)] == [TW1]
        assert register.jumlah == 5


def test_recording_reads_no_other_submission(folder, monkeypatch) -> None:
    """However many there are: the unit's last one and their number are asked for, nothing else."""
    dibaca = []
    asli = isi_simpanan._parse

    def parse(baris, zona):
        dibaca.append(baris)
        return asli(baris, zona)

    with open_register(folder, OPD, is_tulis=True) as register:
        for nomor in range(8):
            hand_in(register, f"isi {nomor}")
        monkeypatch.setattr(isi_simpanan, "_parse", parse)
        satu = hand_in(register, "isi 8")
        assert satu is not None
        assert satu.revisi == 8
    # The unit's last receipt, and the head that the new event is chained to.
    assert len(dibaca) == 2


def test_two_of_one_unit_in_one_commit_follow_each_other(folder) -> None:
    """The second is compared with the first, and numbered after it."""
    daftar = [
        SetoranBaru(TW2, unit, satu * 64, "a.xlsx", 1, "folder")
        for unit, satu in (("a", "1"), ("b", "1"), ("a", "1"), ("a", "2"), ("b", "1"))
    ]
    with open_register(folder, OPD, is_tulis=True) as register:
        hand_in(register, "dulu", unit="a")
        hasil = record_daftar_setoran(register, daftar)
        assert [(satu.unit, satu.revisi, satu.sha256[0]) for satu in hasil] == [
            ("a", 1, "1"),
            ("b", 0, "1"),
            ("a", 2, "2"),
        ]
        assert list_setoran(register, TW2)[1:] == hasil


@pytest.mark.parametrize(
    ("daftar", "hasil"),
    [
        ([], Ketepatan(None, None)),
        (["2026-07-08T23:59:59+07:00"], Ketepatan(0, True)),
        (["2026-07-01T08:00:00+07:00"], Ketepatan(0, True)),
        # One second into the next day, where it was handed in.
        (["2026-07-09T00:00:00+07:00"], Ketepatan(1, False)),
        (["2026-07-20T08:00:00+07:00"], Ketepatan(12, False)),
        # Corrections are counted apart and make nobody late.
        (
            ["2026-07-07T08:00:00+07:00", "2026-07-08T08:00:00+07:00", "2026-07-10T08:00:00+07:00"],
            Ketepatan(0, True, 1),
        ),
        (["2026-07-10T08:00:00+07:00", "2026-07-12T08:00:00+07:00"], Ketepatan(2, False, 1)),
    ],
)
def test_the_first_submission_keeps_or_misses_the_deadline(daftar, hasil) -> None:
    """Days by the calendar where it was handed in; the deadline's own day is in time."""
    setoran = [build_setoran(nomor, tanggal) for nomor, tanggal in enumerate(daftar, 1)]
    assert compute_ketepatan(setoran, TENGGAT) == hasil
    assert compute_ketepatan(list(reversed(setoran)), TENGGAT) == hasil
    assert compute_ketepatan(setoran, None) == Ketepatan(None, None)


def test_the_time_of_receipt_can_be_told(folder) -> None:
    """A given time is kept with its offset."""
    with open_register(folder, OPD, is_tulis=True) as register:
        waktu = datetime(2026, 7, 9, 0, 30, tzinfo=WIB)
        satu = hand_in(register, "a", waktu=waktu)
        assert satu is not None
        assert satu.waktu == waktu
        assert compute_ketepatan([satu], TENGGAT) == Ketepatan(1, False)


def test_bytes_are_stored_under_their_hash_once(folder) -> None:
    """Storing twice leaves one file; a changed or missing one is named, and mended by storing."""
    isi = b"PK\x03\x04 buku kerja"
    sha256 = hashlib.sha256(isi).hexdigest()
    jalur = store_berkas(folder, OPD, isi)
    assert jalur == folder.data(OPD) / "terima" / sha256[:2] / f"{sha256}.xlsx"
    waktu = jalur.stat().st_mtime_ns
    assert store_berkas(folder, OPD, isi) == jalur
    assert jalur.stat().st_mtime_ns == waktu
    assert [satu.name for satu in jalur.parent.iterdir()] == [jalur.name]
    assert read_berkas(folder, OPD, sha256) == isi
    jalur.write_bytes(b"lain")
    with pytest.raises(KeutuhanError, match="berubah"):
        read_berkas(folder, OPD, sha256)
    assert read_berkas(folder, OPD, store_berkas(folder, OPD, isi).stem) == isi
    jalur.unlink()
    with pytest.raises(KeutuhanError, match="hilang") as galat:
        read_berkas(folder, OPD, sha256)
    assert galat.value.kode_keluar == 5


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_hash_is_never_a_path(folder, sha256) -> None:
    """Only lower-case SHA-256 names a stored file or a submission."""
    with pytest.raises(ParameterError, match="Sidik berkas tidak sah"):
        read_berkas(folder, OPD, sha256)


def test_a_workbook_found_late_in_the_folder_is_not_called_late() -> None:
    """Nobody knows when it was put there; found by the deadline it was in time for certain."""
    pertama = replace(build_setoran(1, "2026-07-20T08:00:00+07:00"), cara="folder")
    assert compute_ketepatan([pertama], TENGGAT) == Ketepatan(None, None)
    tepat = replace(build_setoran(1, "2026-07-08T08:00:00+07:00"), cara="folder")
    assert compute_ketepatan([tepat], TENGGAT) == Ketepatan(0, True)
    # The first correction came between 8 and 20 July, the second after 20 July.
    kedua = replace(build_setoran(2, "2026-07-20T08:00:00+07:00"), cara="folder")
    ketiga = replace(build_setoran(3, "2026-07-25T08:00:00+07:00"), cara="folder")
    assert compute_ketepatan([tepat, kedua], TENGGAT) == Ketepatan(0, True, 0)
    assert compute_ketepatan([tepat, kedua, ketiga], TENGGAT) == Ketepatan(0, True, 1)


def test_forms_sent_back_count_once_by_their_bytes(folder) -> None:
    """The same file again is no second return; other bytes and other units are."""
    a, b = "a" * 64, "b" * 64
    with open_register(folder, OPD, is_tulis=True) as register:

        def send_back(unit: str, sha256: str, periode: Periode = TW2) -> bool:
            return record_setoran_ditolak(
                register,
                periode=periode,
                unit=unit,
                sha256=sha256,
                nama_berkas=f"{unit}.xlsx",
                kode=["K-SEL", "K-ANGKA", "K-SEL"],
            )

        assert [send_back("sekretariat", a), send_back("sekretariat", a)] == [True, False]
        assert send_back("sekretariat", b)
        assert send_back("bidang-aset", a)
        assert send_back("sekretariat", a, TW1)
        daftar = list_setoran_ditolak(register, TW2)
    assert [(satu.unit, satu.sha256) for satu in daftar] == [
        ("sekretariat", a),
        ("sekretariat", b),
        ("bidang-aset", a),
    ]
    assert daftar[0].kode == ("K-ANGKA", "K-SEL")
