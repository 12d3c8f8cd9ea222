"""Follow-ups: every allowed step, every refused one, ages and days past the due date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest

from kinerja.galat import ParameterError
from kinerja.register import open_register
from kinerja.register.catat_tindak_lanjut import build_catatan_tindak_lanjut, record_tindak_lanjut
from kinerja.register.tindak_lanjut import (
    KeadaanTindakLanjut,
    LangkahTindakLanjut,
    TindakLanjut,
    filter_terbuka,
    find_tindak_lanjut,
    list_tindak_lanjut,
)
from tests.bantuan_disposisi import BUTIR, TW1, TW2, build_disposisi, fill_disposisi
from tests.bantuan_register import OPD, build_folder

K = KeadaanTindakLanjut
LENGKAP = {"kemajuan": "surat dikirim", "bukti": "surat.pdf", "alasan": "sebab"}
JALAN = {
    K.BARU: (),
    K.BERJALAN: (K.BERJALAN,),
    K.DIUSULKAN: (K.DIUSULKAN,),
    K.DIVERIFIKASI: (K.DIUSULKAN, K.DIVERIFIKASI),
    K.TIDAK_DAPAT_DIUSULKAN: (K.TIDAK_DAPAT_DIUSULKAN,),
    K.TIDAK_DAPAT: (K.TIDAK_DAPAT,),
}
BOLEH = {
    (K.BARU, K.BERJALAN),
    (K.BARU, K.DIUSULKAN),
    (K.BARU, K.TIDAK_DAPAT_DIUSULKAN),
    (K.BARU, K.TIDAK_DAPAT),
    (K.BERJALAN, K.BERJALAN),
    (K.BERJALAN, K.DIUSULKAN),
    (K.BERJALAN, K.TIDAK_DAPAT_DIUSULKAN),
    (K.BERJALAN, K.TIDAK_DAPAT),
    (K.DIUSULKAN, K.DIVERIFIKASI),
    (K.DIUSULKAN, K.BERJALAN),
    (K.DIUSULKAN, K.TIDAK_DAPAT),
    (K.TIDAK_DAPAT_DIUSULKAN, K.TIDAK_DAPAT),
    (K.TIDAK_DAPAT_DIUSULKAN, K.BERJALAN),
    (K.DIVERIFIKASI, K.BERJALAN),
    (K.TIDAK_DAPAT, K.BERJALAN),
}


@pytest.fixture
def register(tmp_path):
    """A register with one disposition of two items."""
    with open_register(build_folder(tmp_path), OPD, is_tulis=True) as buku:
        fill_disposisi(buku)
        yield buku


def bring_ke(register, keadaan):
    """Bring item 1 to a state; Ani proposes, Budi verifies."""
    for ke in JALAN[keadaan]:
        oleh = "Budi" if ke is K.DIVERIFIKASI else "Ani"
        record_tindak_lanjut(register, BUTIR, ke, oleh=oleh, **LENGKAP)
    assert find_tindak_lanjut(register, BUTIR).keadaan is keadaan


@pytest.mark.parametrize(("dari", "ke"), list(product(K, K)))
def test_each_step_is_allowed_or_refused(register, dari, ke) -> None:
    """Of 36 pairs with everything given 15 pass; the others say which would, and record nothing."""
    bring_ke(register, dari)
    sebelum = register.jumlah
    if (dari, ke) in BOLEH:
        hasil = record_tindak_lanjut(register, BUTIR, ke, oleh="Citra", **LENGKAP)
        assert hasil.keadaan is ke
        assert hasil.langkah[-1].oleh == "Citra"
        return
    with pytest.raises(ParameterError, match=r"Dari keadaan itu hanya: \w+"):
        record_tindak_lanjut(register, BUTIR, ke, oleh="Citra", **LENGKAP)
    assert register.jumlah == sebelum


@pytest.mark.parametrize(
    ("dari", "ke", "kurang", "pesan"),
    [
        (K.BARU, K.BERJALAN, ("kemajuan", "alasan"), "--kemajuan"),
        (K.BERJALAN, K.BERJALAN, ("kemajuan", "alasan"), "--kemajuan"),
        (K.BARU, K.DIUSULKAN, ("bukti",), "--bukti"),
        (K.BERJALAN, K.DIUSULKAN, ("bukti",), "--bukti"),
        (K.BARU, K.TIDAK_DAPAT, ("alasan",), "--alasan"),
        (K.DIUSULKAN, K.TIDAK_DAPAT, ("alasan",), "--alasan"),
        (K.DIUSULKAN, K.BERJALAN, ("alasan",), "--alasan"),
        (K.DIVERIFIKASI, K.BERJALAN, ("alasan",), "--alasan"),
        (K.TIDAK_DAPAT, K.BERJALAN, ("alasan",), "--alasan"),
        *((dari, ke, ("oleh",), "--oleh") for dari, ke in sorted(BOLEH)),
    ],
)
def test_what_a_step_needs_is_asked_for(register, dari, ke, kurang, pesan) -> None:
    """Progress, proof, reason and name; blanks count as missing."""
    bring_ke(register, dari)
    sebelum = register.jumlah
    isi = LENGKAP | {"oleh": "Citra"} | dict.fromkeys(kurang, " \n")
    with pytest.raises(ParameterError, match=pesan):
        record_tindak_lanjut(register, BUTIR, ke, **isi)
    assert register.jumlah == sebelum


@pytest.mark.parametrize("oleh", ["Ani", "ANI", " a n i ", "Ani.", "A\u200bni", "Ａｎｉ", "-Ani-"])
def test_nobody_verifies_their_own_proposal(register, oleh) -> None:
    """Letter case, spaces, marks and what cannot be seen make no other person."""
    bring_ke(register, K.DIUSULKAN)
    with pytest.raises(ParameterError, match="pengusulnya sendiri"):
        record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh=oleh)
    assert record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh="Ania").pengusul == "Ani"


def test_nobody_gives_up_an_item_on_their_own_proposal(register) -> None:
    """Proposed as impossible it stays open until another person decides."""
    bring_ke(register, K.TIDAK_DAPAT_DIUSULKAN)
    assert find_tindak_lanjut(register, BUTIR).is_terbuka
    with pytest.raises(ParameterError, match="pengusulnya sendiri"):
        record_tindak_lanjut(register, BUTIR, K.TIDAK_DAPAT, oleh="ani", alasan="hilang")
    hasil = record_tindak_lanjut(register, BUTIR, K.TIDAK_DAPAT, oleh="Budi", alasan="benar hilang")
    assert not hasil.is_terbuka


def test_a_name_and_a_proof_need_a_letter_or_a_digit(register) -> None:
    """A dash is neither."""
    with pytest.raises(ParameterError, match="--oleh"):
        record_tindak_lanjut(register, BUTIR, K.BERJALAN, oleh="-", kemajuan="x")
    with pytest.raises(ParameterError, match="--bukti"):
        record_tindak_lanjut(register, BUTIR, K.DIUSULKAN, oleh="Ani", bukti=" - ")


def test_the_same_step_given_again_is_recorded_once(register) -> None:
    """As after a command that was killed; other words or another name are a step."""
    isi = {"oleh": "Ani", "kemajuan": "Rapat  satu"}
    satu = record_tindak_lanjut(register, BUTIR, K.BERJALAN, **isi)
    assert record_tindak_lanjut(register, BUTIR, K.BERJALAN, **isi) == satu
    assert (
        len(record_tindak_lanjut(register, BUTIR, K.BERJALAN, **isi | {"oleh": "B"}).langkah) == 2
    )
    usul = {"oleh": "Ani", "bukti": "ba.pdf"}
    record_tindak_lanjut(register, BUTIR, K.DIUSULKAN, **usul)
    jumlah = register.jumlah
    record_tindak_lanjut(register, BUTIR, K.DIUSULKAN, **usul)
    record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh="Budi")
    record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh="Budi")
    assert register.jumlah == jumlah + 1


def test_the_last_proposer_counts(register) -> None:
    """Sent back and proposed again by Budi, it is Budi who may not verify."""
    bring_ke(register, K.DIUSULKAN)
    record_tindak_lanjut(register, BUTIR, K.BERJALAN, oleh="Budi", alasan="kurang")
    record_tindak_lanjut(register, BUTIR, K.DIUSULKAN, oleh="Budi", bukti="b.pdf")
    with pytest.raises(ParameterError, match="sendiri"):
        record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh="budi")
    assert record_tindak_lanjut(register, BUTIR, K.DIVERIFIKASI, oleh="Ani").bukti == "b.pdf"


def test_an_unknown_item_is_refused_with_those_that_are_open(register) -> None:
    """The message lists them."""
    with pytest.raises(ParameterError, match=r"2026-tw2/1\.1, 2026-tw2/1\.2"):
        record_tindak_lanjut(register, "2026-tw2/1.9", K.BERJALAN, oleh="Ani", kemajuan="x")


def test_a_form_may_tell_progress_without_a_name_but_not_propose(register) -> None:
    """The event says where it came from; several can be committed together."""
    lama = find_tindak_lanjut(register, BUTIR)
    catatan = build_catatan_tindak_lanjut(lama, K.BERJALAN, oleh="", kemajuan="jalan", formulir=TW2)
    assert (catatan.unit, catatan.periode) == ("sekretariat", "2026-tw2")
    register.append_semua([catatan])
    assert find_tindak_lanjut(register, BUTIR).langkah[-1].asal == "formulir"
    with pytest.raises(ParameterError, match="--oleh"):
        build_catatan_tindak_lanjut(lama, K.DIUSULKAN, oleh="", bukti="b", formulir=TW2)


def test_items_are_listed_up_to_a_period(register) -> None:
    """Those about later periods are left out; closed ones are not open."""
    fill_disposisi(register, TW1)
    assert len(list_tindak_lanjut(register)) == 4
    assert {satu.butir.periode for satu in list_tindak_lanjut(register, TW1)} == {TW1}
    assert len(list_tindak_lanjut(register, TW2)) == 4
    bring_ke(register, K.TIDAK_DAPAT)
    semua = list_tindak_lanjut(register, TW2)
    assert BUTIR not in {satu.butir.id for satu in filter_terbuka(semua)}
    assert len(filter_terbuka(semua, "sekretariat")) == 3
    assert filter_terbuka(semua, "bidang-aset") == ()


def test_age_and_days_past_due_stop_when_closed() -> None:
    """Disposition of 15 July, due 1 August: by hand.

    Open on 11 August: age 27, 10 days late. Closed on 4 August: age 20, 3 days late, for good.
    """
    butir = build_disposisi().butir[0]
    terbuka = TindakLanjut(butir, date(2026, 7, 15))
    assert (terbuka.umur(date(2026, 8, 11)), terbuka.hari_lewat(date(2026, 8, 11))) == (27, 10)
    assert terbuka.hari_lewat(date(2026, 8, 1)) == 0
    waktu = datetime(2026, 8, 4, 9, tzinfo=UTC)
    langkah = LangkahTindakLanjut(K.DIVERIFIKASI, "", "", "Budi", "", waktu, "perintah")
    tutup = TindakLanjut(butir, date(2026, 7, 15), (langkah,))
    assert (tutup.umur(date(2026, 12, 1)), tutup.hari_lewat(date(2026, 12, 1))) == (20, 3)
    assert tutup.tutup == date(2026, 8, 4)


def test_every_state_has_its_words() -> None:
    """As the SOP's people read them."""
    assert [satu.label for satu in K] == [
        "baru",
        "berjalan",
        "selesai diusulkan",
        "selesai diverifikasi",
        "tidak dapat dipenuhi diusulkan",
        "tidak dapat dipenuhi",
    ]
