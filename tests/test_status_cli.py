"""`kinerja status`: approvals and declared steps from the command line."""

from __future__ import annotations

import re
import shutil

import pytest

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.jalankan.sidik import read_berkas_parameter
from kinerja.jalankan.sidik_isi import map_sidik_isi
from kinerja.jalankan.tetap import PenjagaMasukan
from kinerja.register import open_register
from kinerja.register.disposisi import record_lembar
from kinerja.register.laporan import JENIS_LAPORAN
from kinerja.register.status import read_status
from tests.bantuan_disposisi import fill_disposisi
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import OPD, PERIODE, UNIT, run_json

LAPORAN = "laporan-triwulan"
BIDANG = f"bidang/{UNIT}"
ANI = ("--oleh", "Ani")


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample; its reports are recorded as made from the present inputs."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    folder = Folder(akar)
    sidik = map_sidik_isi(folder, read_data(folder, OPD, PERIODE), (LAPORAN, BIDANG))
    with open_register(folder, OPD, is_tulis=True) as register:
        isi = {"laporan": {nama: {} for nama in sidik}, "sidik": sidik, "versi": "1"}
        register.append(JENIS_LAPORAN, isi, periode=PERIODE.slug)
    return akar


@pytest.fixture
def status(akar, capsys):
    """Run `kinerja status 2026-tw2 …`; give exit code and everything it printed."""
    del akar

    def jalan(*args):
        capsys.readouterr()
        kode = run(["status", "2026-tw2", *args])
        return kode, "".join(capsys.readouterr())

    return jalan


def test_a_report_goes_its_way_to_final_and_back(status) -> None:
    """Each step prints who, as what; final says that the quarter is locked."""
    jalan = {"diperiksa": "sekban", "disetujui": "Kepala Badan", "final": "Sekban"}
    for ke, jabatan in jalan.items():
        kode, teks = status("--jadikan", ke, "--sebagai", jabatan, *ANI)
        assert kode == 0, teks
        assert f"laporan-triwulan Triwulan II Tahun 2026: {ke} (Ani, " in teks
    assert "Triwulan II Tahun 2026 terkunci" in teks
    assert status("--buka", *ANI)[0] == 2
    kode, teks = status("--buka", "--alasan", "ralat", *ANI)
    assert (kode, "draf (Ani" in teks) == (0, True)


def test_what_another_unit_corrects_does_not_undo_a_units_approval(akar, status) -> None:
    """The agency's report lapses, the other unit's stands."""
    assert status("--jadikan", "diperiksa", "--sebagai", "Sekban", *ANI)[0] == 0
    assert status("--jadikan", "diperiksa", "--sebagai", "Sekban", "--unit", UNIT, *ANI)[0] == 0
    lain = akar / f"data/{OPD}/2026/tw2/bidang-aset.xlsx"
    set_sel(lain, "Indikator", "IKP-3.1", "Kendala", "Kendala lain")
    folder = Folder(akar)
    sidik = map_sidik_isi(folder, read_data(folder, OPD, PERIODE), (LAPORAN, BIDANG))
    with open_register(folder, OPD) as register:
        kini = {
            nama: read_status(register, PERIODE, nama, sidik=satu).status
            for nama, satu in sidik.items()
        }
    assert kini == {LAPORAN: "draf", BIDANG: "diperiksa"}
    kode, teks = status("--jadikan", "disetujui", *ANI)
    assert kode == 2
    assert "untuk isi sebelumnya" in teks


@pytest.mark.parametrize(
    ("args", "pesan"),
    [
        (("--jadikan", "selesai", *ANI), "seharusnya draf, diperiksa, disetujui, final"),
        (("--jadikan", "diperiksa", "--buka"), "Pilih salah satu"),
        (("--mulai", "1", "--selesai", "1"), "Pilih salah satu"),
        (("--jadikan", "diperiksa", "--unit", "bidang-x", *ANI), "Yang ada: sekretariat"),
        (("--jadikan", "diperiksa", "--sebagai", "Sekban"), "--oleh"),
        (("--jadikan", "diperiksa", *ANI), "Sebutkan jabatan"),
        (("--jadikan", "final", "--sebagai", "Sekban", *ANI), "--jadikan diperiksa"),
        (("--jadikan", "diperiksa", "--unit", "ppkd", "--sebagai", "Sekban", *ANI), "belum pernah"),
        (("--buka", "--alasan", "x", *ANI), "memang draf"),
        (("--buka", "--alasan", "a\x07b", *ANI), "Alasan tidak sah"),
        (("--mulai", "6", *ANI), "1, 2, 3, 4, 5, 8"),
        (("--mulai", "tiga", *ANI), "--mulai"),
        (("--mulai", "3"), "--oleh"),
    ],
)
def test_refusals_change_nothing(akar, status, args, pesan) -> None:
    """Exit 2, the remedy, no event."""
    with open_register(Folder(akar), OPD) as register:
        sebelum = register.kepala
    kode, teks = status(*args)
    assert kode == 2
    assert pesan in teks
    with open_register(Folder(akar), OPD) as register:
        assert register.kepala == sebelum


def test_steps_are_declared(akar, status, capsys) -> None:
    """Begin and end, each with its time; as JSON too."""
    kode, teks = status("--mulai", "3", *ANI)
    assert kode == 0
    assert re.search(r"Langkah 3 Triwulan II Tahun 2026: mulai \d.* WIB\n", teks)
    kode, isi = run_json(capsys, "status", "2026-tw2", "--selesai", "3", *ANI)
    assert (kode, isi["langkah"], isi["saat"]) == (0, 3, "selesai")
    assert run(["status", "2026-tahunan", "--mulai", "6", *ANI]) == 0
    with open_register(Folder(akar), OPD) as register:
        assert [satu.periode for satu in register.list_peristiwa("langkah")] == [
            "2026-tw2",
            "2026-tw2",
            "2026-tahunan",
        ]


def test_a_damaged_register_stops_it(akar, status) -> None:
    """Exit 5, nothing recorded."""
    (akar / f"data/{OPD}/jurnal.jsonl").unlink()
    for args in (("--jadikan", "diperiksa", "--sebagai", "Sekban"), ("--mulai", "3")):
        kode, teks = status(*args, *ANI)
        assert kode == 5
        assert "Jurnal hilang" in teks


def test_a_disposition_that_came_after_the_report_asks_for_another(akar, status) -> None:
    """Neither unread on the way nor read but not in the report; declared on paper it goes on."""
    folder = Folder(akar)
    with open_register(folder, OPD, is_tulis=True) as register:
        record_lembar(register, PERIODE, "0" * 64)
    for ke in ("diperiksa", "diperiksa"):
        kode, teks = status("--jadikan", ke, "--sebagai", "Sekban", *ANI)
        assert (kode, "nomor agenda 1/2026" in teks, "--selesai 2" in teks) == (2, True, True)
    assert status("--jadikan", "diperiksa", "--unit", UNIT, "--sebagai", "Sekban", *ANI)[0] == 0
    assert status("--selesai", "2", *ANI)[0] == 0
    assert status("--jadikan", "diperiksa", "--sebagai", "Sekban", *ANI)[0] == 0
    with open_register(folder, OPD, is_tulis=True) as register:
        fill_disposisi(register, PERIODE)
    kode, teks = status("--jadikan", "disetujui", *ANI)
    assert (kode, "diperiksa untuk isi sebelumnya" in teks) == (2, True)
    kode, teks = status("--jadikan", "diperiksa", "--sebagai", "Sekban", *ANI)
    assert (kode, "kinerja laporan 2026-tw2" in teks) == (2, True)
    assert status("--jadikan", "draf", "--alasan", "disposisi datang", *ANI)[0] == 0
    assert status("--jadikan", "draf", "--alasan", "lagi", *ANI)[0] == 2


def test_one_name_for_several_offices_and_units_left_behind_are_told(status) -> None:
    """Accepted, for names are declarations; the units' reports cannot follow any more."""
    assert "Satu nama" not in status("--jadikan", "diperiksa", "--sebagai", "Sekban", *ANI)[1]
    teks = status("--jadikan", "disetujui", "--oleh", "A n i.")[1]
    assert "Satu nama untuk 2 jabatan" in teks
    assert "Sekban, Kepala Badan" in teks
    assert "Bila hendak disahkan, lakukan sebelum laporan perangkat daerah dijadikan final" in teks
    kode, teks = status("--jadikan", "final", "--sebagai", "Sekban", "--oleh", "Budi")
    assert (kode, "Satu nama" in teks) == (0, False)
    assert "Laporan unit yang belum final tetap begitu: sekretariat (draf), bidang-" in teks


def test_the_registers_word_stands_above_the_parameters(akar, status) -> None:
    """Opened with the command, a report is a draf also where its parameters say final."""
    folder = Folder(akar)
    for ke, jabatan in (
        ("diperiksa", "Sekban"),
        ("disetujui", "Kepala Badan"),
        ("final", "Sekban"),
    ):
        assert status("--jadikan", ke, "--sebagai", jabatan, *ANI)[0] == 0
    assert status("--buka", "--alasan", "ralat", *ANI)[0] == 0
    sebelum = read_data(folder, OPD, PERIODE)
    jalur = akar / f"parameters/{OPD}/2026-tw2.yaml"
    teks = jalur.read_text(encoding="utf-8")
    jalur.write_text(teks.replace("status: draf", "status: final"), encoding="utf-8")
    data = read_data(folder, OPD, PERIODE)
    assert (data.parameter.status, data.catatan.dinyatakan) == ("draf", "draf")
    assert data.catatan.sidik_isi == sebelum.catatan.sidik_isi
    assert data.catatan.berkas != sebelum.catatan.berkas
    parameter = read_berkas_parameter(folder, OPD, PERIODE)
    assert PenjagaMasukan(folder, data, parameter).describe_perubahan() == ""


def test_a_unit_that_is_final_for_earlier_content_is_named(akar, status) -> None:
    """Its form changed after its report was approved; the agency's report becomes final."""
    folder = Folder(akar)
    jalan = ("diperiksa", "Sekban"), ("disetujui", "Kepala Badan"), ("final", "Sekban")
    for ke, _ in jalan:
        kode, teks = status("--jadikan", ke, "--unit", UNIT, "--sebagai", "Sekban", *ANI)
        assert kode == 0, teks
    formulir = akar / f"data/{OPD}/2026/tw2/{UNIT}.xlsx"
    set_sel(formulir, "Indikator", "IKP-1.1", "Kendala", "Kendala lain")
    sidik = map_sidik_isi(folder, read_data(folder, OPD, PERIODE), (LAPORAN, BIDANG))
    with open_register(folder, OPD, is_tulis=True) as register:
        isi = {"laporan": {nama: {} for nama in sidik}, "sidik": sidik, "versi": "1"}
        register.append(JENIS_LAPORAN, isi, periode=PERIODE.slug)
    for ke, jabatan in jalan:
        kode, teks = status("--jadikan", ke, "--sebagai", jabatan, *ANI)
        assert kode == 0, teks
    assert f"{UNIT} (final atas isi sebelumnya)" in teks


def test_a_report_is_opened_also_where_its_inputs_are_at_fault(akar, status) -> None:
    """The plan is gone: approving is refused, taking back is not."""
    assert status("--jadikan", "diperiksa", "--sebagai", "Sekban", *ANI)[0] == 0
    (akar / f"data/{OPD}/2026/rencana.xlsx").unlink()
    assert status("--jadikan", "disetujui", *ANI)[0] == 2
    assert status("--jadikan", "draf", "--alasan", "rencana hilang", *ANI)[0] == 0
