"""Starting a real agency and a new year of it."""

import pytest

from kinerja.contoh.baru import write_baru
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
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
    assert [temuan.kode for temuan in galat.value.daftar_temuan] == ["K-DATA-KOSONG"]


def test_a_new_year_keeps_the_agency_as_it_is(tmp_path):
    """A second year adds a plan only and leaves edited parameters alone."""
    folder = Folder(tmp_path)
    write_baru(folder, "dinkes", 2026)
    instansi = folder.parameter("dinkes") / "instansi.yaml"
    instansi.write_text(instansi.read_text().replace("Kepala Badan", "Kepala Dinas"))
    dibuat = write_baru(folder, "dinkes", 2027)
    assert [b.name for b in dibuat] == ["rencana.xlsx"]
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
