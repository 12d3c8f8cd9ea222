"""A final quarter: every command that would change it is refused with the way to open it again."""

from __future__ import annotations

import re
import shutil
import zipfile

import pytest

from kinerja.catatan import CatatanRegister
from kinerja.cli.utama import kinerja, run
from kinerja.data import read_data, read_masukan_data
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.jalankan import tetap
from kinerja.jalankan.pencatatan import PencatatJalan
from kinerja.periode import Periode
from kinerja.register import list_setoran, open_register
from kinerja.register.catat_status import record_status
from kinerja.register.kunci import TerkunciError, find_kunci
from kinerja.register.laporan import JENIS_LAPORAN, list_laporan_dibuat
from kinerja.register.status import StatusLaporan
from kinerja.register.target import record_versi_baru
from kinerja.sop import read_sop
from tests.bantuan_excel import set_sel
from tests.bantuan_jalankan import TW2, build_kantor
from tests.bantuan_terima import OPD, PERIODE, UNIT, build_kiriman, list_isi_folder, run_json

BUKA = 'kinerja status 2026-tw2 --buka --alasan "…" --oleh "…"'
PETA = ("--peta", f"parameters/{OPD}/peta-pok.yaml")
TABEL = f"data/{OPD}/2026/sumber/realisasi-pok-2026.csv"


def lock_periode(folder: Folder, opd: str = OPD, periode: Periode = PERIODE) -> None:
    """Record reports of unknown inputs as made, and take the agency's to final."""
    with open_register(folder, opd, is_tulis=True) as register:
        nama = "laporan-triwulan"
        if nama not in list_laporan_dibuat(register, periode):
            isi = {"laporan": {nama: {"a.pdf": "0" * 64}}, "versi": "1"}
            register.append(JENIS_LAPORAN, isi, periode=periode.slug)
        sidik = list_laporan_dibuat(register, periode)[nama].sidik
        for ke, sebagai in (
            (StatusLaporan.DIPERIKSA, "Sekban"),
            (StatusLaporan.DISETUJUI, "Kepala Badan"),
            (StatusLaporan.FINAL, "Sekban"),
        ):
            sop = read_sop(folder, opd)
            record_status(
                register, periode, nama, ke, oleh="Ani", sidik=sidik, sop=sop, sebagai=sebagai
            )


@pytest.fixture(scope="module")
def asli(asli, tmp_path_factory):
    """The sample with a final quarter, its targets recorded, and things to be handed in."""
    akar = tmp_path_factory.mktemp("contoh") / "kerja"
    shutil.copytree(asli, akar)
    folder = Folder(akar)
    with open_register(folder, OPD, is_tulis=True) as register:
        record_versi_baru(register, read_masukan_data(folder, OPD, PERIODE).rencana)
    lock_periode(folder)
    set_sel(build_kiriman(akar), "Indikator", "IKS-4.2", "Realisasi", 1.5)
    shutil.copy(akar / f"data/{OPD}/2026/tw2/{UNIT}.xlsx", akar / "kiriman/sama.xlsx")
    return akar


def prepare_impor(akar):
    """Let the import have something to change."""
    (akar / f"data/{OPD}/2026/tw2/anggaran.csv").unlink()


def prepare_rencana(akar):
    """Change an approved target that the quarter rests on."""
    set_sel(akar / f"data/{OPD}/2026/rencana.xlsx", "Indikator", "IKP-2.6", "Target TW II", 77)


def prepare_laporan(akar):
    """Give the recorded final other inputs than the present ones."""
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        isi = {"laporan": "laporan-triwulan", "dari": "disetujui", "ke": "final", "sidik": "1" * 64}
        isi["jabatan"] = "Sekban"
        register.append("status", isi, periode=PERIODE.slug, oleh="Ani")


PERINTAH = {
    "terima": (["terima", "kiriman/kiriman.xlsx", "--alasan", "ralat"], None),
    "impor": (["impor", "anggaran", TABEL, "2026-tw2", *PETA, "--terapkan"], prepare_impor),
    "lanjut": (["formulir", "2026-tw2", "--lanjut"], None),
    "laporan": (["laporan", "2026-tw2"], prepare_laporan),
    "rencana": (
        ["rencana", "2026", "--catat", "--dokumen", "SK", "--alasan", "ralat", "--oleh", "Ani"],
        prepare_rencana,
    ),
    "unit": (
        f"status 2026-tw2 --jadikan diperiksa --sebagai Sekban --oleh Ani --unit {UNIT}".split(),
        None,
    ),
    "turun": (["status", "2026-tw2", "--jadikan", "draf", "--oleh", "Ani"], None),
    "naik": (["status", "2026-tw2", "--jadikan", "disetujui", "--oleh", "Ani"], None),
    "disposisi": (["disposisi", "2026-tw2"], None),
    "baca": (["disposisi", "2026-tw2", "--baca", "kiriman/sama.xlsx", "--oleh", "Ani"], None),
}
BEBAS = {
    "contoh": "makes a new folder",
    "baru": "makes the files of a new year, never over those of one that is there",
    "register": "looks at the register, or builds one of its two files from the other",
    "periksa": "records nothing of a final quarter (below)",
    "beda": "looks",
    "templat": "writes the look of Word reports, never over a file",
    "verifikasi": "looks",
    "hitung": "computes a table of its own",
    "arsip": "keeps a copy",
    "batch": "runs the others",
    "bagikan": "renders what is there anew, into a folder of its own",
    "laporan-pemda": "reads what the agencies published",
    "tindaklanjut": "belongs to later quarters",
}
"""Commands that change no quarter, and why."""


def test_every_command_is_refused_or_known_to_change_nothing():
    """A new command must be put into one of the two tables."""
    diuji = {perintah[0] for perintah, _ in PERINTAH.values()}
    semua = set(kinerja.commands)
    assert semua <= diuji | BEBAS.keys(), semua - diuji - BEBAS.keys()
    assert diuji <= semua


@pytest.mark.parametrize("nama", PERINTAH)
def test_a_final_quarter_refuses_every_change(akar, capsys, nama):
    """Exit 2, the way to open it, and not a byte changed below data/."""
    perintah, siapkan = PERINTAH[nama]
    if siapkan:
        siapkan(akar)
    sebelum = list_isi_folder(akar)
    capsys.readouterr()
    assert run(perintah) == 2
    keluar, galat = capsys.readouterr()
    assert BUKA in keluar + galat
    assert re.search(r"final( untuk isi sebelumnya)? \(Ani, Sekban, \d+ \w+ 20", keluar + galat)
    assert list_isi_folder(akar) == sebelum


@pytest.mark.parametrize("nama", ["terima", "impor", "lanjut", "rencana", "unit"])
def test_an_opened_quarter_takes_them_again(akar, capsys, nama):
    """The same commands after opening; the reason is kept."""
    perintah, siapkan = PERINTAH[nama]
    if siapkan:
        siapkan(akar)
    assert run(["status", "2026-tw2", "--buka", "--alasan", "ralat BPK", "--oleh", "Budi"]) == 0
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        assert find_kunci(Folder(akar), OPD, PERIODE, register) is None
        akhir = register.list_peristiwa("status")[-1]
        assert (akhir.alasan, akhir.oleh, akhir.isi["ke"]) == ("ralat BPK", "Budi", "draf")
        isi = {"laporan": {f"bidang/{UNIT}": {"a.pdf": "0" * 64}}, "versi": "1"}
        register.append(JENIS_LAPORAN, isi, periode=PERIODE.slug)
    capsys.readouterr()
    assert run(perintah) == 0, capsys.readouterr()


def test_what_changes_nothing_is_not_refused(akar, capsys):
    """The bytes that stand, the same import, targets of later quarters, looking."""
    assert run(["terima", "kiriman/sama.xlsx"]) == 0
    assert run(["impor", "anggaran", TABEL, "2026-tw2", *PETA, "--terapkan"]) == 0
    assert run(["impor", "anggaran", TABEL, "2026-tw2", *PETA]) == 0
    assert run(["status", "2026-tw2"]) == 0
    assert run(["rencana", "2026"]) == 0
    assert run(["periksa", "2026-tw1"]) == 0
    rencana = akar / f"data/{OPD}/2026/rencana.xlsx"
    set_sel(rencana, "Indikator", "IKP-2.6", "Target TW IV", 77)
    capsys.readouterr()
    assert run(PERINTAH["rencana"][0]) == 0
    assert "Dicatat: target Triwulan IV IKP-2.6 pada versi murni" in capsys.readouterr().out


@pytest.mark.usefixtures("akar")
def test_other_quarters_stay_open(capsys):
    """The lock is that of one quarter."""
    kode, isi = run_json(capsys, "formulir", "2026-tw3", "--lanjut")
    assert (kode, isi["catatan"]) == (0, [])


@pytest.mark.usefixtures("akar")
def test_a_refused_form_is_answered_with_a_finding(capsys):
    """The verdict names the lock; the other file goes on."""
    kode, isi = run_json(
        capsys, "terima", "kiriman/kiriman.xlsx", "kiriman/sama.xlsx", "--alasan", "ralat"
    )
    assert kode == 2
    kunci, sama = isi["berkas"]
    assert [t["kode"] for t in kunci["temuan"] if t["tingkatan"] == "galat"] == ["K-TERKUNCI"]
    assert sama["keadaan"] != "ditolak"


def test_a_received_form_edited_in_its_place_is_refused(akar, capsys):
    """The folder holds other bytes than were received: handing those in changes the quarter."""
    assert run(["terima", "kiriman/sama.xlsx"]) == 0
    salinan = akar / f"data/{OPD}/2026/tw2/{UNIT}.xlsx"
    set_sel(salinan, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    shutil.copy(salinan, akar / "kiriman/sunting.xlsx")
    sebelum = list_isi_folder(akar)
    capsys.readouterr()
    kode, isi = run_json(capsys, "terima", "kiriman/sunting.xlsx", "--alasan", "ralat")
    (satu,) = isi["berkas"]
    assert (kode, satu["keadaan"]) == (2, "ditolak")
    assert [t["kode"] for t in satu["temuan"] if t["tingkatan"] == "galat"] == ["K-TERKUNCI"]
    assert list_isi_folder(akar) == sebelum


def test_a_declared_final_quarter_names_its_parameter_file(akar, capsys):
    """Triwulan I of the sample says final in its parameters."""
    kiriman = akar / "kiriman/tw1.xlsx"
    shutil.copy(akar / f"data/{OPD}/2026/tw1/{UNIT}.xlsx", kiriman)
    assert run(["terima", str(kiriman)]) == 0
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    for perintah in (
        ["terima", str(kiriman), "--alasan", "ralat"],
        ["formulir", "2026-tw1", "--lanjut"],
    ):
        capsys.readouterr()
        assert run(perintah) == 2
        keluar, galat = capsys.readouterr()
        assert "tulis status: draf" in keluar + galat
        assert f"parameters/{OPD}/2026-tw1.yaml" in keluar + galat
    jalur = akar / f"parameters/{OPD}/2026-tw1.yaml"
    jalur.write_text(jalur.read_text("utf-8").replace("status: final", "status: draf"), "utf-8")
    assert run(["terima", str(kiriman), "--alasan", "ralat"]) == 0


@pytest.mark.parametrize("ubah", ["isi", "hapus", "baru"])
def test_a_copy_changed_in_the_folder_of_a_final_quarter_never_counts(akar, capsys, ubah):
    """Every later check refuses it, again and again, and the register takes no submission."""
    jalur = akar / f"data/{OPD}/2026/tw2/{UNIT}.xlsx"
    semula = jalur.read_bytes()
    if ubah == "baru":
        jalur.unlink()
    assert run(["periksa", "2026-tw2"]) == 0
    with open_register(Folder(akar), OPD) as register:
        setoran = list_setoran(register, PERIODE)
    assert (UNIT in {satu.unit for satu in setoran}) is (ubah != "baru")
    if ubah == "hapus":
        jalur.unlink()
    else:
        jalur.write_bytes(semula)
        set_sel(jalur, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    for periode in ("2026-tw3", "2026-tw3", "2026-tw2", "2026-tahunan"):
        kode, isi = run_json(capsys, "periksa", periode)
        (kunci,) = [t for t in isi["temuan"] if t["kode"] == "K-TERKUNCI"]
        assert (kode, kunci["tingkatan"]) == (2, "galat")
        assert kunci["berkas"].endswith(f"tw2/{UNIT}.xlsx")
        assert BUKA in kunci["saran"]
    with open_register(Folder(akar), OPD) as register:
        assert list_setoran(register, PERIODE) == setoran
    if ubah != "baru":
        jalur.write_bytes(semula)
        assert run_json(capsys, "periksa", "2026-tw3")[0] == 0


def test_a_faulty_form_of_a_final_quarter_is_not_counted_either(akar, capsys):
    """It goes back with its faults; the quarter's count of returns is closed."""
    set_sel(akar / "kiriman/kiriman.xlsx", "Indikator", "IKS-4.2", "Realisasi", "separuh")
    sebelum = list_isi_folder(akar)
    kode, isi = run_json(capsys, "terima", "kiriman/kiriman.xlsx", "--alasan", "ralat")
    assert (kode, isi["berkas"][0]["keadaan"]) == (2, "ditolak")
    assert list_isi_folder(akar) == sebelum


def test_a_quarter_made_final_while_a_run_reads_takes_no_submission(akar):
    """What was read while it was open is not recorded once it is not; before that it is."""
    folder, tw3 = Folder(akar), Periode(2026, 3)
    unit = next(j.stem for j in sorted((akar / f"data/{OPD}/2026/tw3").glob("*.xlsx")))
    jalur = akar / f"data/{OPD}/2026/tw3/{unit}.xlsx"
    assert run(["periksa", "2026-tw3"]) == 0
    for nomor in (1, 2):
        with zipfile.ZipFile(jalur, "a") as berkas:
            berkas.comment = str(nomor).encode()
        data = read_data(folder, OPD, tw3)
        if nomor == 2:
            lock_periode(folder, OPD, tw3)
        PencatatJalan(folder, OPD, "Ani").record_masukan(data)
    with open_register(folder, OPD) as register:
        assert len(list_setoran(register, tw3, unit)) == 2


@pytest.fixture
def kantor(tmp_path, monkeypatch):
    """A working folder with two units and tiny notebooks, whose reader leaves the register out."""
    monkeypatch.setattr(tetap, "read_catatan_register", lambda *_: CatatanRegister())
    return build_kantor(tmp_path)


def run_kantor(kantor, **pilihan):
    """Make the reports of the quarter."""
    from kinerja.jalankan.jalan import run_laporan

    return run_laporan(kantor.folder, "contoh", TW2, perkakas=kantor.perkakas(), **pilihan)


def test_final_reports_are_made_again_from_the_same_inputs_only(kantor):
    """A lost file is made again; with another workbook nothing is touched."""
    run_kantor(kantor)
    lock_periode(kantor.folder, "contoh", TW2)
    (kantor.keluaran / "laporan-triwulan.html").unlink()
    assert {satu.keadaan for satu in run_kantor(kantor).laporan} == {"dibuat", "tetap"}
    (kantor.folder.akar / "data" / "anggaran.txt").write_text("isian baru")
    sebelum = kantor.snapshot()
    with pytest.raises(TerkunciError, match="--buka"):
        run_kantor(kantor)
    assert kantor.snapshot() == sebelum


def test_an_approval_that_lapsed_is_noted_by_the_run(kantor):
    """The inputs changed after diperiksa; the report is made and the note says so."""
    run_kantor(kantor)
    with open_register(kantor.folder, "contoh", is_tulis=True) as register:
        nama = "laporan-triwulan"
        sidik = list_laporan_dibuat(register, TW2)[nama].sidik
        assert len(sidik) == 64
        sop = read_sop(kantor.folder, "contoh")
        record_status(
            register,
            TW2,
            nama,
            StatusLaporan.DIPERIKSA,
            oleh="Ani",
            sidik=sidik,
            sop=sop,
            sebagai="Sekban",
        )
    assert not run_kantor(kantor).catatan
    (kantor.folder.akar / "data" / "anggaran.txt").write_text("isian baru")
    (catatan,) = run_kantor(kantor).catatan
    assert "diperiksa untuk isi sebelumnya (Ani, Sekban" in catatan


def test_a_declared_final_report_is_made_again_from_its_own_inputs_only(kantor):
    """What it was last made from while it was declared final."""
    run_kantor(kantor)
    (kantor.folder.parameter("contoh") / "2026-tw2.yaml").write_text("status: final\n")
    run_kantor(kantor)
    with open_register(kantor.folder, "contoh") as register:
        assert list_laporan_dibuat(register, TW2)["laporan-triwulan"].is_dinyatakan_final
    (kantor.folder.akar / "data" / "anggaran.txt").write_text("isian baru")
    with pytest.raises(TerkunciError, match="status: draf"):
        run_kantor(kantor)
    # Editing the file back is not enough: what was final is opened with a reason.
    (kantor.folder.parameter("contoh") / "2026-tw2.yaml").write_text("status: draf\n")
    with pytest.raises(TerkunciError, match=r"ketika laporannya dibuat\).*--buka"):
        run_kantor(kantor)
    sop = read_sop(kantor.folder, "contoh")
    ubah = {"oleh": "Budi", "sidik": "", "sop": sop}
    with open_register(kantor.folder, "contoh", is_tulis=True) as register:
        with pytest.raises(ParameterError, match="--alasan"):
            record_status(register, TW2, "laporan-triwulan", StatusLaporan.DRAF, **ubah)
        record_status(
            register, TW2, "laporan-triwulan", StatusLaporan.DRAF, alasan="temuan reviu", **ubah
        )
    assert run_kantor(kantor).kode_keluar == 0
