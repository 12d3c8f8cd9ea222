"""Dispositions in the register: numbers, revisions, and items that may not vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.disposisi import (
    Butir,
    find_butir_terikat,
    list_disposisi,
    next_agenda,
    record_disposisi,
    record_lembar,
)
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, record_tindak_lanjut
from tests.bantuan_disposisi import (
    BUTIR,
    TW1,
    TW2,
    build_disposisi,
    fill_disposisi,
    hash_teks,
)
from tests.bantuan_register import OPD, build_folder


@pytest.fixture
def register(tmp_path):
    """An empty register, open for writing."""
    with open_register(build_folder(tmp_path), OPD, is_tulis=True) as buku:
        yield buku


def test_numbers_run_through_the_year_and_start_anew(register) -> None:
    """1 and 2 in two quarters of 2026, 1 again for 2025."""
    assert fill_disposisi(register, TW1).agenda == 1
    assert fill_disposisi(register, TW2).agenda == 2
    assert fill_disposisi(register, Periode(2025, 4)).agenda == 1
    assert next_agenda(register, TW1) == 3


def test_a_sheet_not_read_back_keeps_its_number(register) -> None:
    """Written again it is recorded anew only where its bytes changed."""
    assert record_lembar(register, TW2, hash_teks("a")) == 1
    assert record_lembar(register, TW2, hash_teks("a")) == 1
    assert register.jumlah == 1
    assert record_lembar(register, TW2, hash_teks("b")) == 1
    assert register.jumlah == 2
    assert record_lembar(register, TW1, hash_teks("c")) == 2


def test_what_was_recorded_is_read_back(register) -> None:
    """Every field of sheet and items."""
    baru = build_disposisi(tembusan=("Inspektorat",), ringkasan="Dua indikator merah")
    record_lembar(register, TW2, hash_teks("lembar"))
    hasil = record_disposisi(register, baru, oleh="Kepala")
    (terbaca,) = list_disposisi(register)
    assert terbaca == hasil
    assert (terbaca.revisi, terbaca.oleh, terbaca.alasan) == (0, "Kepala", "")
    for nama in baru.__dataclass_fields__:
        assert getattr(terbaca, nama) == getattr(baru, nama), nama
    assert [satu.id for satu in terbaca.butir] == [BUTIR, "2026-tw2/1.2"]
    assert list_disposisi(register, TW1) == ()


def test_the_same_bytes_again_record_nothing(register) -> None:
    """None, and no event."""
    fill_disposisi(register)
    sebelum = register.jumlah
    assert record_disposisi(register, build_disposisi()) is None
    assert register.jumlah == sebelum


def test_other_content_is_a_revision_with_a_reason(register) -> None:
    """Refused without one; the latest revision alone is listed."""
    fill_disposisi(register)
    with pytest.raises(ParameterError, match="--alasan"):
        record_disposisi(register, build_disposisi(isi="lain"))
    hasil = record_disposisi(register, build_disposisi(isi="lain", butir=3), alasan="salah ketik")
    assert hasil is not None
    assert (hasil.revisi, len(hasil.butir)) == (1, 3)
    assert list_disposisi(register) == (hasil,)


def test_an_item_worked_on_may_not_vanish_or_change_hands(register) -> None:
    """Item 1 has a step: dropping it or giving it away is refused, item 2 may go."""
    fill_disposisi(register)
    record_tindak_lanjut(
        register, BUTIR, KeadaanTindakLanjut.BERJALAN, oleh="Ani", kemajuan="mulai"
    )
    satu, dua = build_disposisi().butir
    tanpa = replace(build_disposisi(isi="x"), butir=(dua,))
    pindah = replace(build_disposisi(isi="x"), butir=(replace(satu, unit="bidang-aset"), dua))
    for baru in (tanpa, pindah):
        assert [butir.id for butir in find_butir_terikat(register, baru)] == [BUTIR]
        with pytest.raises(ParameterError, match=r"2026-tw2/1\.1 \(sekretariat\)"):
            record_disposisi(register, baru, alasan="ubah")
    boleh = replace(build_disposisi(isi="x"), butir=(replace(satu, tenggat=date(2026, 9, 1)),))
    assert find_butir_terikat(register, boleh) == ()
    assert record_disposisi(register, boleh, alasan="ubah") is not None


def test_a_number_that_was_never_given_out_is_refused(register) -> None:
    """Nor one of another quarter."""
    with pytest.raises(ParameterError, match="tidak pernah dikeluarkan"):
        record_disposisi(register, build_disposisi())
    record_lembar(register, TW1, hash_teks("a"))
    with pytest.raises(ParameterError, match="kinerja disposisi 2026-tw2"):
        record_disposisi(register, build_disposisi())


def test_a_broken_sheet_cannot_be_built() -> None:
    """Numbers that stand twice, items of another sheet, and items without content."""
    satu = build_disposisi().butir[0]
    with pytest.raises(ParameterError, match="Nomor butir berulang"):
        replace(build_disposisi(), butir=(satu, satu))
    with pytest.raises(ParameterError, match="disposisi lain"):
        replace(build_disposisi(), agenda=2)
    with pytest.raises(ParameterError, match="tanpa isi"):
        replace(satu, isi=" ")
    with pytest.raises(ParameterError, match="Nama unit"):
        Butir(TW2, 1, 1, "laporan", "../x", "isi", date(2026, 8, 1))
    with pytest.raises(ParameterError, match="Nama unit"):
        replace(build_disposisi(), kepada=("Bidang Aset",))
