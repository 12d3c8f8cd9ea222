"""Declared steps and forms that went out; and registers of other versions of the kit."""

from __future__ import annotations

import pytest

from kinerja.galat import ParameterError
from kinerja.register import check_register, open_register
from kinerja.register.disposisi import list_disposisi
from kinerja.register.langkah import (
    list_formulir,
    list_langkah,
    record_formulir,
    record_langkah,
)
from kinerja.register.laporan import list_laporan_dibuat
from kinerja.register.status import read_status
from kinerja.register.target import list_versi_tercatat
from kinerja.register.tindak_lanjut import list_tindak_lanjut
from kinerja.sop import read_sop
from tests.bantuan_disposisi import TW1, TW2, hash_teks
from tests.bantuan_register import OPD, build_folder, fill_register


@pytest.fixture
def folder(tmp_path):
    """A working folder."""
    return build_folder(tmp_path)


@pytest.fixture
def register(folder):
    """An empty register, open for writing."""
    with open_register(folder, OPD, is_tulis=True) as buku:
        yield buku


@pytest.fixture
def langkah(folder):
    """Step 3 of the procedure."""
    return read_sop(folder, OPD).find_langkah(3, TW2)


def test_a_step_begins_ends_and_begins_again_with_a_reason(register, langkah) -> None:
    """Each declaration once; after its end only with a reason."""
    record_langkah(register, TW2, langkah, "mulai", oleh="Ani")
    with pytest.raises(ParameterError, match="sudah dinyatakan mulai"):
        record_langkah(register, TW2, langkah, "mulai", oleh="Budi", alasan="x")
    record_langkah(register, TW2, langkah, "selesai", oleh="Ani")
    with pytest.raises(ParameterError, match="sudah dinyatakan selesai"):
        record_langkah(register, TW2, langkah, "selesai", oleh="Ani")
    with pytest.raises(ParameterError, match="--alasan"):
        record_langkah(register, TW2, langkah, "mulai", oleh="Ani")
    record_langkah(register, TW2, langkah, "mulai", oleh="Budi", alasan="ada koreksi")
    daftar = list_langkah(register, TW2)
    assert [(s.nomor, s.saat, s.oleh) for s in daftar] == [
        (3, "mulai", "Ani"),
        (3, "selesai", "Ani"),
        (3, "mulai", "Budi"),
    ]
    assert list_langkah(register, TW1) == ()


def test_a_step_may_end_without_a_declared_beginning_but_not_without_a_name(
    register, langkah
) -> None:
    """Other events may show when it began."""
    with pytest.raises(ParameterError, match="--oleh"):
        record_langkah(register, TW2, langkah, "selesai", oleh=" ")
    assert record_langkah(register, TW2, langkah, "selesai", oleh="Ani").saat == "selesai"


def test_forms_are_recorded_where_they_are_new(register) -> None:
    """The same forms again are no event; one that changed is recorded alone."""
    dua = {"sekretariat": hash_teks("s"), "bidang-aset": hash_teks("b")}
    assert record_formulir(register, TW2, dua, oleh="Ani")
    assert not record_formulir(register, TW2, dua)
    assert not record_formulir(register, TW2, {"sekretariat": hash_teks("s")})
    assert record_formulir(register, TW2, dua | {"bidang-aset": hash_teks("b2")})
    assert [dict(satu.sidik_per_unit) for satu in list_formulir(register, TW2)] == [
        dua,
        {"bidang-aset": hash_teks("b2")},
    ]
    assert list_formulir(register, TW1) == ()


def test_a_register_with_other_events_stays_readable(folder) -> None:
    """Kinds that this version does not know, and a register from before any of these kinds."""
    fill_register(folder)
    with open_register(folder, OPD, is_tulis=True) as register:
        register.append("dari_masa_depan", {"apa": ["pun"]}, periode=TW2.slug)
    check_register(folder, OPD)
    with open_register(folder, OPD) as register:
        assert list_disposisi(register) == ()
        assert list_tindak_lanjut(register) == ()
        assert list_langkah(register, TW2) == ()
        assert list_formulir(register, TW2) == ()
        assert list_laporan_dibuat(register, TW2) == {}
        assert list_versi_tercatat(register, 2026) == {}
        assert read_status(register, TW2, "laporan-triwulan").status == "draf"
