"""Starting a real agency and a new year of it."""

import re

import pytest

from kinerja.cli.utama import run
from kinerja.contoh.baru import write_baru
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter import (
    ParameterPeriode,
    read_instansi,
    read_parameter_periode,
    read_pejabat,
)
from kinerja.periode import Periode, parse_periode
from kinerja.temuan import TemuanError


def test_a_new_agency_has_parameters_notebooks_and_an_empty_plan(tmp_path):
    """What is made reads back, and the only thing wrong is that the plan is still empty."""
    folder = Folder(tmp_path)
    nama = {b.relative_to(tmp_path).as_posix() for b in write_baru(folder, "dinkes", 2027)}
    assert "parameters/dinkes/instansi.yaml" in nama
    assert "data/dinkes/2027/rencana.xlsx" in nama
    assert "notebooks/laporan_triwulan.ipynb" in nama
    assert read_instansi(folder, "dinkes").daftar_unit[0].slug == "sekretariat"
    with pytest.raises(TemuanError) as galat:
        read_data(folder, "dinkes", Periode(2027, 1))
    assert [temuan.kode for temuan in galat.value.daftar_temuan] == ["K-GANTI", "K-DATA-KOSONG"]


def test_a_new_year_keeps_the_agency_as_it_is(tmp_path):
    """A second year adds a plan only and leaves edited parameters alone."""
    folder = Folder(tmp_path)
    write_baru(folder, "dinkes", 2026)
    instansi = folder.parameter("dinkes") / "instansi.yaml"
    instansi.write_text(instansi.read_text().replace("Kepala Badan", "Kepala Dinas"))
    dibuat = write_baru(folder, "dinkes", 2027)
    assert [b.name for b in dibuat] == [
        *(f"2027-{periode}.yaml" for periode in ("tw1", "tw2", "tw3", "tw4", "tahunan")),
        "rencana.xlsx",
    ]
    assert read_instansi(folder, "dinkes").kepala == "Kepala Dinas"


@pytest.mark.parametrize(("opd", "tahun"), [("../x", 2026), ("dinkes", 26)])
def test_names_and_years_are_checked_before_anything_is_written(tmp_path, opd, tahun):
    """Nothing is written for a name that leads out or a year that is none."""
    with pytest.raises(ParameterError):
        write_baru(Folder(tmp_path), opd, tahun)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_plan_is_never_overwritten(tmp_path):
    """The second call for the same year is refused and changes nothing."""
    folder = Folder(tmp_path)
    write_baru(folder, "dinkes", 2026)
    rencana = folder.data("dinkes") / "2026" / "rencana.xlsx"
    isi = rencana.read_bytes()
    with pytest.raises(ParameterError, match="tidak ditimpa"):
        write_baru(folder, "dinkes", 2026)
    assert rencana.read_bytes() == isi


def uncomment(teks):
    """Take the mark away from every key, as a planner would."""
    return re.sub(r"^#(?! [^ ])", "", teks, flags=re.MULTILINE)


def test_period_files_offer_every_key_and_set_none(tmp_path):
    """As written nothing is decided; with the marks taken away each key is read."""
    folder = Folder(tmp_path)
    write_baru(folder, "dinkes", 2027)
    for slug in ("2027-tw1", "2027-tw4", "2027-tahunan"):
        periode = parse_periode(slug)
        jalur = folder.parameter("dinkes") / f"{slug}.yaml"
        assert read_parameter_periode(folder, "dinkes", periode) == ParameterPeriode()
        jalur.write_text(uncomment(jalur.read_text(encoding="utf-8")), encoding="utf-8")
        terbaca = read_parameter_periode(folder, "dinkes", periode)
        assert terbaca.model_fields_set == set(ParameterPeriode.model_fields)
        assert terbaca.penanda_tangan_unit["sekretariat"].jabatan == "Sekretaris"


def test_the_file_of_officials_holds_no_name(tmp_path):
    """It shows the keys, stays out of the repository, and reads as empty."""
    folder = Folder(tmp_path)
    write_baru(folder, "dinkes", 2027)
    jalur = folder.parameter("dinkes") / "pejabat.lokal.yaml"
    assert read_pejabat(folder, "dinkes") == {}
    jalur.write_text(uncomment(jalur.read_text(encoding="utf-8")), encoding="utf-8")
    assert read_pejabat(folder, "dinkes")["kepala"].nama == "nama dan gelar"


def test_a_new_year_of_the_sample_keeps_its_officials(akar):
    """A local file would hide the sample's own."""
    folder = Folder(akar)
    write_baru(folder, "bpkd", 2027)
    assert not (folder.parameter("bpkd") / "pejabat.lokal.yaml").exists()
    assert (folder.parameter("bpkd") / "2027-tw1.yaml").exists()


def test_what_is_still_to_be_replaced_is_told(akar, capsys):
    """By periksa and in the report's list, each key named; filled in, it is gone."""
    folder = Folder(akar)
    jalur = folder.parameter("bpkd") / "instansi.yaml"
    semula = jalur.read_text(encoding="utf-8")
    isi = semula.replace("Pemerintah Kabupaten Contoh", '"GANTI: Pemerintah Kabupaten/Kota"', 1)
    assert isi != semula
    jalur.write_text(isi, encoding="utf-8")
    (temuan,) = [t for t in read_data(folder, "bpkd", Periode(2026, 2)).temuan if "GANTI" in t.kode]
    assert (temuan.tingkatan, temuan.ditemukan) == ("peringatan", "pemerintah")
    assert temuan.berkas == "parameters/bpkd/instansi.yaml"
    assert run(["periksa", "2026-tw2"]) == 0
    assert "K-GANTI" in capsys.readouterr().out
    jalur.write_text(semula, encoding="utf-8")
    data = read_data(folder, "bpkd", Periode(2026, 2))
    assert not [t for t in data.temuan if "GANTI" in t.kode]
