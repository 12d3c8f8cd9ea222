"""Approved targets: recorded by themselves, changed only with document and reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.target import (
    check_target,
    list_catatan_target,
    list_perubahan_target,
    list_triwulan_terdampak,
    list_versi_tercatat,
    record_perubahan_target,
    record_versi_baru,
)
from tests.bantuan_disposisi import (
    MURNI,
    PERUBAHAN,
    TW1,
    TW2,
    TW3,
    build_rencana,
    set_target,
)
from tests.bantuan_register import OPD, build_folder

CATAT = {"dokumen": "Ralat PK", "alasan": "salah ketik", "oleh": "Ani"}
DUA = build_rencana(versi=(MURNI, PERUBAHAN))


@pytest.fixture
def register(tmp_path):
    """An empty register, open for writing."""
    with open_register(build_folder(tmp_path), OPD, is_tulis=True) as buku:
        yield buku


def list_beda(register, rencana):
    """List changes as short rows."""
    return [
        (s.versi, s.kode, s.bagian, s.lama, s.baru)
        for s in list_perubahan_target(register, rencana)
    ]


def test_a_version_with_a_document_records_itself_once(register) -> None:
    """Its targets and pagu; one without a document is not approved and is left alone."""
    konsep = replace(PERUBAHAN, dasar=" ")
    rencana = build_rencana(versi=(MURNI, konsep))
    assert check_target(register, rencana) == ()
    assert record_versi_baru(register, rencana, oleh="Ani") == (MURNI,)
    assert record_versi_baru(register, rencana) == ()
    assert register.jumlah == 1
    (satu,) = list_versi_tercatat(register, 2026).values()
    assert (satu.kode, satu.dokumen, satu.oleh, satu.alasan) == ("murni", "PK 2026", "Ani", "")
    assert satu.isi.target == {"IKU-1": {"tahunan": "100"} | {f"tw{n}": "50" for n in range(1, 5)}}
    assert satu.isi.pagu_sen == {"5.02.01.2.01.0001": 1_000_00}
    assert record_versi_baru(register, DUA) == (PERUBAHAN,)
    assert check_target(register, DUA) == ()


def test_a_version_without_a_document_is_never_in_force(register) -> None:
    """A draft may wait for its day; once the period reaches it, it stops the plan."""
    record_versi_baru(register, build_rencana())
    konsep = build_rencana(versi=(MURNI, replace(PERUBAHAN, dasar=" ")))
    assert check_target(register, konsep, sampai=TW2) == ()
    assert check_target(register, konsep) == ()
    for sampai in (TW3, Periode(2026)):
        (temuan,) = check_target(register, konsep, sampai=sampai)
        assert (temuan.kode, temuan.tingkatan) == ("K-TARGET-DASAR", "galat")
        assert "Versi p1 berlaku tanpa dasar" in temuan.pesan
    kosong = build_rencana(versi=(replace(MURNI, dasar=""),))
    assert [t.kode for t in check_target(register, kosong, sampai=TW1)] == ["K-TARGET-DASAR"]


@pytest.mark.parametrize(
    ("rencana", "beda"),
    [
        (
            set_target(build_rencana(), "murni", tahunan=Decimal("99.50")),
            ("murni", "IKU-1", "tahunan", "100", "99.5"),
        ),
        (
            set_target(
                build_rencana(), "murni", triwulan=(Decimal(50), Decimal(50), None, Decimal(50))
            ),
            ("murni", "IKU-1", "tw3", "50", "tanpa target"),
        ),
        (
            build_rencana(pagu_sen=2_000_00),
            ("murni", "5.02.01.2.01.0001", "pagu", "Rp1.000", "Rp2.000"),
        ),
        (
            replace(build_rencana(), sub_kegiatan=()),
            ("murni", "5.02.01.2.01.0001", "pagu", "Rp1.000", "tidak ada"),
        ),
    ],
)
def test_a_changed_value_stops_the_plan(register, rencana, beda) -> None:
    """Each kind of value; the finding says what was recorded and what to do."""
    record_versi_baru(register, build_rencana())
    assert check_target(register, build_rencana()) == ()
    assert list_beda(register, rencana) == [beda]
    (temuan,) = check_target(register, rencana)
    assert (temuan.kode, temuan.tingkatan) == ("K-TARGET-DISAHKAN", "galat")
    assert f"{beda[4]}, seharusnya {beda[3]}, seperti tercatat" in temuan.pesan
    assert "kinerja rencana 2026 --catat" in temuan.pesan


def test_the_same_number_written_otherwise_is_no_change(register) -> None:
    """100 and 100,0 are one target."""
    record_versi_baru(register, build_rencana())
    sama = set_target(build_rencana(), "murni", tahunan=Decimal("1.000E+2"))
    assert list_beda(register, sama) == []


def test_a_dropped_indicator_a_vanished_version_and_another_day_are_changes(register) -> None:
    """Dropping within a recorded version; the version itself; from when it is in force."""
    record_versi_baru(register, DUA)
    hapus = set_target(DUA, "p1", is_dihapus=True)
    assert ("p1", "IKU-1", "tahunan", "101", "dihapus") in list_beda(register, hapus)
    hilang = build_rencana()
    assert ("p1", "IKU-1", "tahunan", "101", "tanpa target") in list_beda(register, hilang)
    lain = build_rencana(versi=(MURNI, replace(PERUBAHAN, berlaku_mulai=date(2026, 10, 1))))
    assert list_beda(register, lain) == [("p1", "", "versi", "2026-07-20", "2026-10-01")]
    assert "Hari mulai berlaku versi p1" in check_target(register, lain)[0].pesan


def test_a_value_taken_over_by_a_later_version_is_told_once(register) -> None:
    """The quarters of `p1` are those of `murni`."""
    record_versi_baru(register, DUA)
    lain = DUA
    for versi in ("murni", "p1"):
        lain = set_target(lain, versi, triwulan=(Decimal(50), Decimal(50), Decimal(50), Decimal(9)))
    assert list_beda(register, lain) == [("murni", "IKU-1", "tw4", "50", "9")]
    record_perubahan_target(register, lain, **CATAT)
    assert list_beda(register, lain) == []


def test_a_recorded_change_is_no_finding_any_more(register) -> None:
    """Document, reason and name stand beside the values; going back is a change again."""
    record_versi_baru(register, build_rencana())
    baru = build_rencana(pagu_sen=2_000_00)
    assert len(record_perubahan_target(register, baru, **CATAT)) == 1
    assert check_target(register, baru) == ()
    assert list_beda(register, build_rencana()) != []
    akhir = list_catatan_target(register, 2026)[-1]
    assert {nama: getattr(akhir, nama) for nama in CATAT} == CATAT
    sebelum = register.jumlah
    assert record_perubahan_target(register, baru, **CATAT) == ()
    assert register.jumlah == sebelum


def test_a_vanished_version_can_be_recorded(register) -> None:
    """It then says nothing, and coming back is a change."""
    record_versi_baru(register, DUA)
    record_perubahan_target(register, build_rencana(), **CATAT)
    assert check_target(register, build_rencana()) == ()
    assert list_triwulan_terdampak(register, build_rencana()) == ()
    assert record_versi_baru(register, DUA) == ()
    assert check_target(register, DUA) != ()


@pytest.mark.parametrize("kosong", list(CATAT))
def test_a_change_needs_document_reason_and_name(register, kosong) -> None:
    """Each of them, and blanks are none."""
    record_versi_baru(register, build_rencana())
    with pytest.raises(ParameterError, match=f"--{kosong}"):
        record_perubahan_target(register, build_rencana(1), **(CATAT | {kosong: " "}))
    assert register.jumlah == 1


def test_only_quarters_that_rest_on_a_value_are_touched(register) -> None:
    """The target of Triwulan III touches III and IV; the pagu of `murni` all before the change."""
    assert list_triwulan_terdampak(register, build_rencana()) == ()
    record_versi_baru(register, build_rencana())
    empat = [Decimal(50)] * 4
    empat[2] = Decimal(9)
    tw3 = set_target(build_rencana(), "murni", triwulan=tuple(empat))
    assert [s.triwulan for s in list_triwulan_terdampak(register, tw3)] == [3, 4]
    tahunan = set_target(build_rencana(), "murni", tahunan=Decimal(9))
    assert [s.triwulan for s in list_triwulan_terdampak(register, tahunan)] == [1, 2, 3, 4]
    assert [s.triwulan for s in list_triwulan_terdampak(register, DUA)] == [3, 4]


def test_a_new_version_may_not_reach_back_into_a_final_quarter(register) -> None:
    """In force from 20 July it touches III; from June also II, which is final."""
    record_versi_baru(register, build_rencana())
    assert check_target(register, DUA, (TW1, TW2)) == ()
    (temuan,) = check_target(register, DUA, (TW3,))
    assert temuan.kode == "K-TARGET-SURUT"
    surut = build_rencana(versi=(MURNI, replace(PERUBAHAN, berlaku_mulai=date(2026, 6, 20))))
    (temuan,) = check_target(register, surut, (TW1, TW2))
    assert "Triwulan II Tahun 2026 yang sudah final" in temuan.pesan
    assert "kinerja status 2026-tw2 --buka" in temuan.pesan
    assert check_target(register, surut) == ()
