"""What the parent read, handed to the workers: the same report, never another's, never unproved."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from kinerja import bekal as modul
from kinerja.bekal import hold_bekal, open_data, write_bekal
from kinerja.berkas import write_berkas
from kinerja.catatan import CatatanRegister
from kinerja.data import DataLaporan, read_data
from kinerja.ekspor.bentuk import check_bentuk
from kinerja.folder import Folder, find_folder
from kinerja.galat import LaporanError
from kinerja.jalankan import tetap
from kinerja.jalankan.kerja import run_tugas
from kinerja.jalankan.rancang import JENIS_BIDANG, Rancangan, build_daftar_tugas
from kinerja.jalankan.sidik import map_sidik, read_berkas_parameter
from kinerja.jalankan.tetap import PenjagaMasukan
from kinerja.periode import Periode

TW1, TW2 = Periode(2026, 1), Periode(2026, 2)
BERUBAH = "Masukan berubah selagi laporan disusun; jalankan lagi. Berkas: "


@pytest.fixture(scope="module")
def folder(asli) -> Folder:
    """The sample's working folder as a notebook finds it."""
    return find_folder(asli)


@pytest.fixture(scope="module")
def data(folder) -> DataLaporan:
    """What the parent read."""
    return read_data(folder, "bpkd", TW2)


@pytest.fixture
def bekal(data, tmp_path):
    """The hand-over of it."""
    return write_bekal(tmp_path / "bekal", data)


@pytest.fixture
def dibaca(monkeypatch) -> list[tuple[str, str]]:
    """Collect what is read although something was handed over."""
    daftar = []

    def read(folder, opd, periode) -> DataLaporan:
        daftar.append((opd, periode.slug))
        return read_data(folder, opd, periode)

    monkeypatch.setattr(modul, "read_data", read)
    return daftar


def test_what_was_handed_over_is_what_was_read(folder, data, bekal, dibaca) -> None:
    """Data and figures are equal, and no workbook is opened for them."""
    with hold_bekal(bekal):
        sama = open_data(folder, "bpkd", TW2)
    assert dibaca == []
    assert sama == data
    assert {"rekap", "rekap_per_triwulan", "banding", "temuan_uraian"} <= sama.__dict__.keys()
    assert sama.rekap == data.rekap
    assert sama.banding == data.banding
    assert sama.temuan == data.temuan


def test_another_period_or_folder_is_read(folder, data, bekal, dibaca, tmp_path) -> None:
    """A notebook that opens something else gets that, not what lies ready."""
    with hold_bekal(bekal):
        assert open_data(folder, "bpkd", TW1).masukan.periode == TW1
    lain = write_bekal(tmp_path / "lain", replace(data, folder=Folder(tmp_path)))
    with hold_bekal(lain):
        assert open_data(folder, "bpkd", TW2).folder == folder
    assert dibaca == [("bpkd", "2026-tw1"), ("bpkd", "2026-tw2")]


def test_a_report_leaves_nothing_to_the_next(folder, bekal, dibaca) -> None:
    """Each opening has objects of its own, and after a job nothing lies ready."""
    with hold_bekal(bekal):
        satu, dua = (open_data(folder, "bpkd", TW2) for _ in range(2))
        satu.__dict__["rekap"] = "dirusak notebook"
        assert dua.rekap != "dirusak notebook"
        assert open_data(folder, "bpkd", TW2).rekap == dua.rekap
        with hold_bekal(None):
            open_data(folder, "bpkd", TW2)
        assert len(dibaca) == 1
        open_data(folder, "bpkd", TW2)
        assert len(dibaca) == 1
    open_data(folder, "bpkd", TW2)
    assert len(dibaca) == 2


def test_a_hand_over_that_is_not_the_parents_is_refused(folder, bekal, dibaca) -> None:
    """Nothing of it is unpacked, and it is told in words."""
    write_berkas(bekal.jalur, pickle.dumps(pytest.fail))
    with hold_bekal(bekal), pytest.raises(LaporanError, match="tidak dapat dipakai") as galat:
        open_data(folder, "bpkd", TW2)
    assert galat.value.ditemukan == "isinya lain daripada yang ditulis proses induk"
    bekal.jalur.unlink()
    with hold_bekal(bekal), pytest.raises(LaporanError, match="tidak dapat dipakai"):
        open_data(folder, "bpkd", TW2)
    assert dibaca == []


def test_reports_are_the_same_bytes_with_and_without(folder, data, bekal, tmp_path, dibaca) -> None:
    """Executed notebook, HTML and figures of a unit's report; a damaged hand-over fails it."""
    bentuk = check_bentuk(["html"])
    rancangan = Rancangan(folder, "bpkd", TW2, tmp_path, "kinerja", bentuk, map_sidik(data.berkas))
    unit = [satu for satu in data.instansi.daftar_unit if satu.slug == "ppkd"]
    (tugas,) = build_daftar_tugas(rancangan, unit, [JENIS_BIDANG])
    hasil = {}
    for nama, isi in (("tanpa", None), ("dengan", bekal), ("rusak", replace(bekal, sha256="0"))):
        giliran = tmp_path / nama
        giliran.mkdir()
        hasil[nama] = run_tugas(replace(tugas, giliran=giliran, bekal=isi))
    assert dibaca == [("bpkd", "2026-tw2")]
    assert len(hasil["tanpa"].berkas) == 3
    assert hasil["dengan"] == hasil["tanpa"]
    assert hasil["rusak"].gagal.startswith("Gagal pada langkah ")
    assert (
        "Data yang disiapkan untuk laporan ini tidak dapat dipakai (bekal)" in hasil["rusak"].gagal
    )


def _change(akar, nama: str) -> None:
    (akar / nama).write_bytes(b"lain")


def _remove(akar, nama: str) -> None:
    (akar / nama).unlink()


@pytest.mark.parametrize(
    ("ubah", "nama"),
    [
        (_change, "data/bpkd/2026/rencana.xlsx"),
        (_change, "data/bpkd/2026/tw1/ppkd.xlsx"),
        (_remove, "data/bpkd/2026/tw2/ppkd.xlsx"),
        (_change, "data/bpkd/2026/tw2/anggaran.csv"),
        (_change, "parameters/bpkd/instansi.yaml"),
    ],
)
def test_inputs_that_change_meanwhile_are_named(akar, ubah, nama) -> None:
    """Before a report is promoted: its worker saw only the hand-over."""
    folder = find_folder(akar)
    data = read_data(folder, "bpkd", TW2)
    penjaga = PenjagaMasukan(folder, data, read_berkas_parameter(folder, "bpkd", TW2))
    assert penjaga.describe_perubahan() == ""
    ubah(folder.akar, nama)
    assert penjaga.describe_perubahan() == f"{BERUBAH}{nama}."


def test_an_input_that_comes_meanwhile_is_named(akar, monkeypatch) -> None:
    """A form that is handed in after the reading, and the register's say."""
    jalur = akar / "data/bpkd/2026/tw2/ppkd.xlsx"
    isi = jalur.read_bytes()
    jalur.unlink()
    folder = find_folder(akar)
    data = read_data(folder, "bpkd", TW2)
    penjaga = PenjagaMasukan(folder, data, read_berkas_parameter(folder, "bpkd", TW2))
    assert penjaga.describe_perubahan() == ""
    jalur.write_bytes(isi)
    assert penjaga.describe_perubahan() == f"{BERUBAH}data/bpkd/2026/tw2/ppkd.xlsx."
    (akar / "data/bpkd/2026/tw2/asing.xlsx").write_bytes(isi)
    jalur.unlink()
    assert penjaga.describe_perubahan() == ""
    catatan = CatatanRegister(final=(("laporan-triwulan", TW2.akhir, "Uji"),))
    monkeypatch.setattr(tetap, "read_catatan_register", lambda *_: catatan)
    assert penjaga.describe_perubahan() == f"{BERUBAH}register."
