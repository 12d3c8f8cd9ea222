"""The procedure: the shipped one, one's own, and what is refused in it."""

from __future__ import annotations

from importlib import resources

import pytest

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.sop import read_sop
from tests.bantuan_register import OPD, build_folder

BAWAAN = (resources.files("kinerja") / "bawaan" / "sop.yaml").read_text(encoding="utf-8")
TW2, TAHUN = Periode(2026, 2), Periode(2026)


def test_the_shipped_procedure_is_that_of_the_office(tmp_path) -> None:
    """Eight steps, 60 + 15 + 30 + 60 + 60 + 60 + 60 + 5 = 350 minutes, 1 to 5 each quarter."""
    sop = read_sop(build_folder(tmp_path), OPD)
    assert [satu.nomor for satu in sop.langkah] == list(range(1, 9))
    assert sum(satu.waktu_menit for satu in sop.langkah) == 350
    assert [satu.nomor for satu in sop.langkah if satu.is_untuk(TW2)] == [1, 2, 3, 4, 5, 8]
    assert [satu.nomor for satu in sop.langkah if satu.is_untuk(TAHUN)] == [6, 7, 8]
    assert sop.find_langkah(2, TW2).keluaran == "Disposisi"
    assert sop.peran.badan.disetujui == ("Kepala Badan",)


def test_ones_own_procedure_wins(tmp_path) -> None:
    """The agency's sop.yaml is read instead, whole."""
    folder = build_folder(tmp_path)
    jalur = folder.parameter(OPD) / "sop.yaml"
    jalur.write_text(BAWAAN.replace("waktu_menit: 15", "waktu_menit: 20"), encoding="utf-8")
    assert read_sop(folder, OPD).find_langkah(2, TW2).waktu_menit == 20


@pytest.mark.parametrize(
    ("lama", "baru", "pesan"),
    [
        ("waktu_menit: 5\n", "waktu_mnt: 5\n", "maksud Anda waktu_menit"),
        ("waktu_menit: 5\n", "waktu_menit: 0\n", "terlalu kecil"),
        ("nomor: 8", "nomor: 9", "Nomor langkah tidak berurutan"),
        ("pelaksana: [Perencana Muda]", "pelaksana: [Perencana Mudah]", "Maksud Anda Perencana M"),
        ("disetujui: [Kepala Badan]", "disetujui: [Kepala Baden]", r"peran\.badan\.disetujui"),
        ("disetujui: [Kepala Badan]", "disetujui: []", "tidak boleh kosong"),
        ("periode: keduanya", "periode: bulanan", "seharusnya 'triwulan'"),
    ],
)
def test_a_wrong_procedure_is_refused_by_key(tmp_path, lama, baru, pesan) -> None:
    """Naming file, key and the nearest known word."""
    folder = build_folder(tmp_path)
    assert lama in BAWAAN
    isi = BAWAAN.replace(lama, baru)
    (folder.parameter(OPD) / "sop.yaml").write_text(isi, encoding="utf-8")
    with pytest.raises(ParameterError, match=pesan) as galat:
        read_sop(folder, OPD)
    assert "parameters/bpkd/sop.yaml" in galat.value.pesan


def test_a_step_of_the_other_kind_of_period_is_refused(tmp_path) -> None:
    """Step 6 belongs to the year."""
    sop = read_sop(build_folder(tmp_path), OPD)
    with pytest.raises(ParameterError, match="1, 2, 3, 4, 5, 8"):
        sop.find_langkah(6, TW2)


def test_an_office_is_found_whatever_its_letters(tmp_path) -> None:
    """Case and spaces aside; a wrong one names the nearest."""
    sop = read_sop(build_folder(tmp_path), OPD)
    assert sop.find_jabatan(" kepala  BADAN") == "Kepala Badan"
    with pytest.raises(ParameterError, match="Maksud Anda Sekban"):
        sop.find_jabatan("Sekbann")
