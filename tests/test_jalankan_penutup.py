"""The sentinel: a report is that of the job, from the bytes the run began with."""

from __future__ import annotations

import hashlib
import importlib
import json
import pickle
import tomllib
from pathlib import Path

import pytest

from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.ekspor.pengekspor import Pengekspor
from kinerja.galat import KeutuhanError
from kinerja.isi.blok import MIME_BLOK, Judul, encode_blok
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.kerja import run_tugas
from kinerja.jalankan.periksa import check_penutup, list_keluarga
from kinerja.jalankan.tugas import Keluaran
from kinerja.temuan import Temuan, TemuanError, Tingkatan
from tests.bantuan_ekspor import build_laporan, build_notebook
from tests.bantuan_jalankan import (
    TW2,
    build_bidang,
    build_kantor,
    build_triwulan,
    build_tugas,
)

AKAR = Path(__file__).resolve().parent.parent
PENUTUP = {"laporan": "laporan-triwulan", "opd": "contoh", "periode": "2026-tw2", "unit": ""}
BERUBAH = "Masukan berubah selagi laporan disusun; jalankan lagi."


@pytest.fixture
def kantor(tmp_path):
    """A working folder with two units."""
    return build_kantor(tmp_path / "kerja")


def run_kantor(kantor):
    """Run the quarter; give state and message by report."""
    hasil = run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas())
    return {satu.nama: (satu.keadaan.value, satu.pesan) for satu in hasil.laporan}


@pytest.mark.parametrize(
    ("kode", "pesan"),
    [
        ("periode = '2025-tw4'", "periode 2025-tw4, seharusnya 2026-tw2"),
        ("opd = 'lain'", "opd lain, seharusnya contoh"),
        ("unit = 'anggaran'", "unit anggaran, seharusnya sekretariat"),
        ("unit = ''", "laporan laporan-triwulan, seharusnya laporan-bidang"),
    ],
)
def test_a_report_of_something_else_is_refused(kantor, kode, pesan) -> None:
    """A notebook that opens another period, agency, unit or kind than asked fails its job."""
    kantor.unit = kantor.unit[:1]
    kantor.write_notebook("laporan_bidang", build_bidang(kode))
    keadaan, kalimat = run_kantor(kantor)["bidang/sekretariat"]
    assert keadaan == "gagal"
    assert kalimat.startswith("Notebook menyusun laporan lain daripada yang diminta: ")
    assert pesan in kalimat


@pytest.mark.parametrize("isi", [{}, {"masukan": None}, {"masukan": ["abc"]}, {"masukan": [1]}])
def test_a_sentinel_that_does_not_say_what_was_read_is_refused(tmp_path, isi) -> None:
    """Whatever its shape: what is not proved to be the same input is not."""
    tugas = build_tugas(tmp_path, build_triwulan(), masukan={"data/a.xlsx": "0"})
    assert check_penutup(PENUTUP | isi, tugas) == f"{BERUBAH} Berkas: data/a.xlsx."


def test_an_input_changed_in_between_fails_the_report(kantor) -> None:
    """A workbook saved after the run read it: the report would not fit its manifest."""
    kantor.write_notebook(
        "laporan_triwulan",
        build_triwulan(
            "from pathlib import Path\nPath('../data/anggaran.txt').write_text('lain');"
        ),
    )
    hasil = run_kantor(kantor)
    assert hasil["laporan-triwulan"] == ("gagal", f"{BERUBAH} Berkas: data/anggaran.txt.")
    assert not (kantor.keluaran / "laporan-triwulan.html").exists()


def test_a_parameter_file_changed_in_between_fails_the_report(kantor) -> None:
    """The same for what the sentinel does not list."""
    kantor.write_notebook(
        "laporan_triwulan",
        build_triwulan(
            "from pathlib import Path",
            "Path('../parameters/contoh/2026-tw2.yaml').write_text('x: 1');",
        ),
    )
    hasil = run_kantor(kantor)
    assert set(hasil.values()) == {("gagal", f"{BERUBAH} Berkas: parameters/contoh/2026-tw2.yaml.")}


def test_text_that_is_in_no_format_is_told(tmp_path) -> None:
    """What a cell printed is lost to the readers, so the result says so."""
    blok = json.dumps({MIME_BLOK: encode_blok([Judul("Laporan", "", "final")]), "text/plain": ""})
    sumber = build_triwulan(f"import json\ndisplay(json.loads({blok!r}), raw=True)", "print('x')")
    keluaran = Keluaran("json", "kinerja.ekspor.hasil:HasilExporter", "uji.json")
    hasil = run_tugas(build_tugas(tmp_path, sumber, keluaran=(keluaran,)))
    assert (hasil.gagal, dict(hasil.gagal_bentuk)) == ("", {})
    assert hasil.catatan == ("sel ke-7 notebook: teks stdout tidak dimuat dalam laporan",)


@pytest.mark.parametrize(
    "galat",
    [
        KeutuhanError("Rusak", tempat="a", ditemukan="b", diharapkan="c", saran="D."),
        TemuanError("Ditolak", [Temuan("K-ANGKA", Tingkatan.GALAT, "Bukan angka")]),
    ],
)
def test_an_error_travels_between_processes(galat) -> None:
    """With class, fields and message, whatever its constructor takes."""
    lain = pickle.loads(pickle.dumps(galat))  # noqa: S301 - made in this line
    assert (type(lain), lain.__dict__, str(lain)) == (type(galat), galat.__dict__, str(galat))


@pytest.mark.parametrize("grup", ["nbconvert.exporters"])
def test_every_exporter_says_how_it_writes(grup) -> None:
    """The root refuses instead of giving nothing; each entry point has its own."""
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for titik in proyek["entry-points"][grup].values():
        modul, _, nama = titik.partition(":")
        kelas = getattr(importlib.import_module(modul), nama)
        assert kelas.export_dokumen is not Pengekspor.export_dokumen
    with pytest.raises(NotImplementedError):
        Pengekspor().export_dokumen(build_dokumen(build_notebook(build_laporan())))


def test_the_sample_says_for_whom_and_from_what() -> None:
    """The facade's sentinel lists agency, period, unit and the workbooks it read."""
    from kinerja.laporan import buka_laporan

    laporan = buka_laporan("bpkd", "2026-tw2", "sekretariat", folder=str(AKAR))
    (penutup,) = laporan.selesai()
    assert (penutup.laporan, penutup.opd, penutup.periode, penutup.unit) == (
        "laporan-bidang",
        "bpkd",
        "2026-tw2",
        "sekretariat",
    )
    for nama, sidik in penutup.masukan:
        assert hashlib.sha256((AKAR / nama).read_bytes()).hexdigest() == sidik
    assert "data/bpkd/2026/rencana.xlsx" in dict(penutup.masukan)


def test_the_document_date_is_the_reports_own() -> None:
    """Another identity that reads as a date, such as a version, is not taken for it."""
    for identitas, tanggal in (
        ({"versi": "2026-01-01", "posisi": "2026-06-30", "tanggal_laporan": ""}, "2026-06-30"),
        ({"posisi": "2026-06-30", "tanggal_laporan": "2026-07-10"}, "2026-07-10"),
        ({"versi": "2026-01-01"}, "2000-01-01"),
    ):
        dokumen = Dokumen({"identitas": list(identitas.items())}, (), frozenset())
        assert dokumen.tanggal.isoformat() == tanggal


def test_every_error_of_the_kit_belongs_to_the_family() -> None:
    """Also those that other modules derive, such as TemuanError."""
    assert {"KinerjaError", "ParameterError", "TemuanError", "KeutuhanError"} <= list_keluarga()
