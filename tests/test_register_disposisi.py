"""Dispositions in the register: numbers, revisions, and items that may not vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja.galat import ParameterError
from kinerja.model import Butir
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.catat_disposisi import (
    list_perubahan,
    list_terikat_berubah,
    record_disposisi,
)
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.disposisi import list_disposisi, next_agenda, record_lembar
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut
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


@pytest.mark.parametrize(
    ("ubah", "uraian"),
    [
        (None, "butir 2026-tw2/1.1 ditarik: IKU-1, sekretariat: Lengkapi (sampai 1 Agustus 2026)"),
        ({"tentang": "IKU-9"}, "butir 2026-tw2/1.1 perihal: IKU-1 menjadi IKU-9"),
        (
            {"unit": "bidang-aset"},
            "butir 2026-tw2/1.1 unit pelaksana: sekretariat menjadi bidang-aset",
        ),
        (
            {"isi": "Bangun gedung"},
            "butir 2026-tw2/1.1 isi disposisi: Lengkapi menjadi Bangun gedung",
        ),
        (
            {"tenggat": date(2027, 12, 31)},
            "butir 2026-tw2/1.1 batas waktu: 1 Agustus 2026 menjadi 31 Desember 2027",
        ),
    ],
)
def test_an_item_worked_on_stays_what_was_worked_on(register, ubah, uraian) -> None:
    """Item 1 has a step: dropped or changed in any field it is refused, item 2 may be both."""
    fill_disposisi(register)
    record_tindak_lanjut(
        register, BUTIR, KeadaanTindakLanjut.BERJALAN, oleh="Ani", kemajuan="mulai"
    )
    satu, dua = build_disposisi().butir
    butir = (dua,) if ubah is None else (replace(satu, **ubah), dua)
    baru = replace(build_disposisi(isi="x"), butir=butir)
    assert [terikat.uraian for terikat in list_terikat_berubah(register, baru)] == [uraian]
    with pytest.raises(ParameterError, match="ditulis sebagai butir baru"):
        record_disposisi(register, baru, alasan="ubah")
    lain = () if ubah is None else (replace(dua, **ubah),)
    boleh = replace(build_disposisi(isi="x"), butir=(replace(satu, isi=" Lengkapi "), *lain))
    assert list_terikat_berubah(register, boleh) == ()
    assert record_disposisi(register, boleh, alasan="ubah") is not None


def test_what_a_revision_changes_is_listed_and_kept(register) -> None:
    """Head and items; an item withdrawn stays known through every later revision."""
    fill_disposisi(register)
    satu, dua = build_disposisi().butir
    tiga = replace(dua, nomor=3, unit="bidang-aset", isi="Ukur ulang.")
    kedua = replace(
        build_disposisi(isi="x"), sifat="biasa", tembusan=("Bupati",), butir=(satu, tiga)
    )
    uraian = [ubah.uraian for ubah in list_perubahan(register, kedua)]
    assert uraian == [
        "sifat: segera menjadi biasa",
        "tembusan: kosong menjadi Bupati",
        "butir 2026-tw2/1.2 ditarik: IKU-2, sekretariat: Lengkapi (sampai 1 Agustus 2026)",
        "butir 2026-tw2/1.3 ditambah: IKU-2, bidang-aset: Ukur ulang (sampai 1 Agustus 2026)",
    ]
    record_disposisi(register, kedua, alasan="satu")
    assert list_perubahan(register, kedua) == ()
    ketiga = replace(kedua, sha256=hash_teks("y"), butir=(replace(satu, isi="Lekas"), tiga))
    record_disposisi(register, ketiga, alasan="dua")
    (kini,) = list_disposisi(register)
    assert (kini.revisi, len(kini.butir)) == (2, 2)
    assert [ubah.uraian for ubah in kini.perubahan] == [
        *uraian[2:],
        "butir 2026-tw2/1.1 isi disposisi: Lengkapi menjadi Lekas",
    ]


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
