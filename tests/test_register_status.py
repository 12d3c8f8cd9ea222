"""Status of a report: one step forward by its office, back with a reason, and the lock."""

from __future__ import annotations

from itertools import product

import pytest

from kinerja.galat import ParameterError
from kinerja.register import open_register
from kinerja.register.catat_status import record_status
from kinerja.register.kunci import TerkunciError, find_kunci, refuse_isi_lain, refuse_terkunci
from kinerja.register.laporan import JENIS_LAPORAN, list_laporan_dibuat, name_laporan
from kinerja.register.status import StatusLaporan, read_status
from kinerja.sop import read_sop
from tests.bantuan_disposisi import TW1, TW2, hash_teks
from tests.bantuan_register import OPD, build_folder

S = StatusLaporan
LAPORAN = name_laporan(TW2)
SIDIK = hash_teks("isi")
JABATAN = {S.DRAF: "", S.DIPERIKSA: "Sekban", S.DISETUJUI: "Kepala Badan", S.FINAL: "Sekban"}


@pytest.fixture
def folder(tmp_path):
    """A working folder; its agency's name is all it has."""
    return build_folder(tmp_path)


@pytest.fixture
def register(folder):
    """A register in which the reports of the quarter were made."""
    with open_register(folder, OPD, is_tulis=True) as buku:
        record_dibuat(buku)
        yield buku


def record_dibuat(register, sidik=SIDIK, **lain):
    """Record that the reports were made from some inputs."""
    nama = (LAPORAN, "bidang/sekretariat")
    isi = {"laporan": {n: {f"{n}.pdf": sidik} for n in nama}, "versi": "1"} | lain
    isi["sidik"] = dict.fromkeys(nama, sidik)
    register.append(JENIS_LAPORAN, isi, periode=TW2.slug)


@pytest.fixture
def ubah(register, folder):
    """Change the status with everything given; what is named replaces it."""

    def run(ke, laporan=LAPORAN, **lain):
        pilihan = {"oleh": "Ani", "sidik": SIDIK, "sebagai": JABATAN[ke], "alasan": "sebab"}
        sop = read_sop(folder, OPD)
        return record_status(register, TW2, laporan, ke, sop=sop, **(pilihan | lain))

    return run


def bring_ke(ubah, status):
    """Go forward to a status."""
    for satu in list(S)[1 : status.urutan + 1]:
        ubah(satu)


@pytest.mark.parametrize(("dari", "ke"), list(product(S, S)))
def test_each_change_is_allowed_or_refused(folder, register, ubah, dari, ke) -> None:
    """One forward; back from diperiksa and disetujui to anything before; final only to draf."""
    bring_ke(ubah, dari)
    maju = ke.urutan == dari.urutan + 1
    mundur = ke.urutan < dari.urutan and (dari is not S.FINAL or ke is S.DRAF)
    sebelum = register.jumlah
    if maju or mundur:
        hasil = ubah(ke)
        assert (hasil.status, hasil.oleh, hasil.asal) == (ke, "Ani", "register")
        assert hasil.akhir.dari is dari
        assert (find_kunci(folder, OPD, TW2, register) is not None) is (ke is S.FINAL)
        return
    with pytest.raises(ParameterError):
        ubah(ke)
    assert register.jumlah == sebelum


def test_a_leap_is_told_the_next_step(ubah) -> None:
    """From draf only diperiksa."""
    with pytest.raises(ParameterError, match="--jadikan diperiksa"):
        ubah(S.FINAL)


@pytest.mark.parametrize(
    ("dari", "ke"), [(S.DIPERIKSA, S.DRAF), (S.DISETUJUI, S.DIPERIKSA), (S.FINAL, S.DRAF)]
)
def test_back_only_with_a_reason(ubah, dari, ke) -> None:
    """Blanks are none."""
    bring_ke(ubah, dari)
    with pytest.raises(ParameterError, match="--alasan"):
        ubah(ke, alasan=" ")
    assert ubah(ke, alasan="ralat").akhir.alasan == "ralat"


def test_nobody_is_refused(ubah) -> None:
    """A name is needed both ways."""
    with pytest.raises(ParameterError, match="--oleh"):
        ubah(S.DIPERIKSA, oleh=" ")
    ubah(S.DIPERIKSA)
    with pytest.raises(ParameterError, match="--oleh"):
        ubah(S.DRAF, oleh="")


def test_the_office_must_be_the_one_of_the_procedure(ubah) -> None:
    """Wrong, unknown and missing; it may be left out where there is only one."""
    with pytest.raises(ParameterError, match="Kabid, seharusnya Sekban atau Perencana Muda"):
        ubah(S.DIPERIKSA, sebagai="Kabid")
    with pytest.raises(ParameterError, match="Maksud Anda Sekban"):
        ubah(S.DIPERIKSA, sebagai="Sekbann")
    with pytest.raises(ParameterError, match="Sebutkan jabatan"):
        ubah(S.DIPERIKSA, sebagai="")
    assert ubah(S.DIPERIKSA, sebagai="SEKBAN").akhir.jabatan == "Sekban"
    assert ubah(S.DISETUJUI, sebagai="").akhir.jabatan == "Kepala Badan"


def test_a_units_report_has_its_own_status_and_offices(folder, register, ubah) -> None:
    """The agency's report and the lock are not touched by it."""
    bidang = name_laporan(TW2, "sekretariat")
    ubah(S.DIPERIKSA, bidang, sebagai="Perencana Muda")
    with pytest.raises(ParameterError, match="Kabid atau Sekban"):
        ubah(S.DISETUJUI, bidang, sebagai="Kepala Badan")
    ubah(S.DISETUJUI, bidang, sebagai="Kabid")
    ubah(S.FINAL, bidang, sebagai="Kabid")
    assert read_status(register, TW2, LAPORAN).status is S.DRAF
    assert find_kunci(folder, OPD, TW2, register) is None
    assert register.list_peristiwa("status")[-1].unit == "sekretariat"


def test_an_approval_of_other_inputs_counts_as_draf(register, ubah) -> None:
    """It says so, and has to be given anew from the start; final stays final and says so."""
    bring_ke(ubah, S.DISETUJUI)
    lain = hash_teks("lain")
    kini = read_status(register, TW2, LAPORAN, sidik=lain)
    assert (kini.status, kini.is_sesuai) == (S.DRAF, False)
    assert "disetujui untuk isi sebelumnya (Ani, Kepala Badan" in kini.keterangan
    record_dibuat(register, lain)
    with pytest.raises(ParameterError, match="--jadikan diperiksa"):
        ubah(S.FINAL, sidik=lain)
    ubah(S.DIPERIKSA, sidik=lain)
    ubah(S.DISETUJUI, sidik=lain)
    ubah(S.FINAL, sidik=lain)
    kini = read_status(register, TW2, LAPORAN, sidik=SIDIK)
    assert (kini.status, kini.is_sesuai) == (S.FINAL, False)
    assert "final untuk isi sebelumnya" in kini.keterangan


def test_what_was_not_made_from_these_inputs_is_not_approved(register, ubah) -> None:
    """Neither a report that does not exist nor one that is older than its inputs."""
    with pytest.raises(ParameterError, match="belum pernah dibuat"):
        ubah(S.DIPERIKSA, name_laporan(TW2, "bidang-aset"))
    with pytest.raises(ParameterError, match="bukan lagi yang akan dibuat"):
        ubah(S.DIPERIKSA, sidik=hash_teks("lain"))
    isi = {"laporan": {LAPORAN: {"a.pdf": SIDIK}}, "versi": "1"}
    register.append(JENIS_LAPORAN, isi, periode=TW2.slug)
    assert list_laporan_dibuat(register, TW2)[LAPORAN].sidik == ""
    assert ubah(S.DIPERIKSA).status is S.DIPERIKSA  # as earlier versions recorded it


def test_the_declared_status_counts_until_the_register_has_a_word(register, ubah) -> None:
    """`final` in the parameters locks; a change is refused with the file to edit."""
    kini = read_status(register, TW2, LAPORAN, dinyatakan="final")
    assert (kini.status, kini.asal, kini.oleh, kini.waktu) == (S.FINAL, "parameter", "", None)
    with pytest.raises(ParameterError, match=r"2026-tw2\.yaml"):
        ubah(S.DRAF, dinyatakan="final")
    ubah(S.DIPERIKSA)
    assert read_status(register, TW2, LAPORAN, dinyatakan="final").status is S.DIPERIKSA


def test_a_final_quarter_is_locked_and_tells_how_to_open_it(folder, register, ubah) -> None:
    """Naming who made it final; after opening it is free again."""
    refuse_terkunci(folder, OPD, TW2, "Formulir", register)
    bring_ke(ubah, S.FINAL)
    with pytest.raises(TerkunciError) as galat:
        refuse_terkunci(folder, OPD, TW2, "Formulir", register)
    assert galat.value.kode_keluar == 2
    assert "Triwulan II Tahun 2026 terkunci: final (Ani, Sekban, " in galat.value.pesan
    assert 'kinerja status 2026-tw2 --buka --alasan "…"' in galat.value.pesan
    assert find_kunci(folder, OPD, TW1, register) is None
    ubah(S.DRAF)
    assert find_kunci(folder, OPD, TW2) is None


def test_a_declared_final_quarter_is_locked_too(folder) -> None:
    """The way to open it is the parameter file; no register is needed."""
    (folder.parameter(OPD) / "2026-tw2.yaml").write_text("status: final\n")
    with pytest.raises(TerkunciError, match=r"status: draf .*parameters/bpkd/2026-tw2\.yaml"):
        refuse_terkunci(folder, OPD, TW2, "Formulir")
    assert not folder.data(OPD).joinpath("register.sqlite").exists()


def test_only_the_final_inputs_may_be_made_into_reports_again(folder, register, ubah) -> None:
    """Of a final report those approved; of a declared one those it was last made from."""
    lain = hash_teks("lain")
    refuse_isi_lain(folder, OPD, TW2, {LAPORAN: lain}, register)
    (folder.parameter(OPD) / "2026-tw2.yaml").write_text("status: final\n")
    refuse_isi_lain(folder, OPD, TW2, {LAPORAN: lain}, register)  # was not declared final when made
    record_dibuat(register, dinyatakan_final=True)
    refuse_isi_lain(folder, OPD, TW2, {LAPORAN: SIDIK}, register)
    with pytest.raises(TerkunciError, match="tidak ada yang dibuat ulang"):
        refuse_isi_lain(folder, OPD, TW2, {LAPORAN: lain}, register)
    (folder.parameter(OPD) / "2026-tw2.yaml").unlink()
    with pytest.raises(TerkunciError, match="--buka"):
        refuse_isi_lain(folder, OPD, TW2, {LAPORAN: lain}, register)
    ubah(S.DRAF)
    bring_ke(ubah, S.FINAL)
    refuse_isi_lain(folder, OPD, TW2, {LAPORAN: SIDIK, "bidang/bidang-aset": lain}, register)
    with pytest.raises(TerkunciError, match="Isi bidang/sekretariat akan lain"):
        refuse_isi_lain(folder, OPD, TW2, {LAPORAN: SIDIK, "bidang/sekretariat": lain}, register)
    with pytest.raises(TerkunciError, match="--buka"):
        refuse_isi_lain(folder, OPD, TW2, {LAPORAN: lain}, register)
