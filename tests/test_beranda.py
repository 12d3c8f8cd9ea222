"""The board read from a working folder: the sample, empty and broken folders, a quarter played."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from kinerja.beranda import buka_beranda, read_papan
from kinerja.cli.papan import LEBAR, format_papan
from kinerja.cli.utama import run
from kinerja.excel.masukan import NAMA_RENCANA
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.isi.blok import MIME_BLOK, Tabel
from kinerja.model import Butir
from kinerja.papan import KeadaanBerkas, KeadaanSetoran
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.disposisi import DisposisiBaru, record_lembar
from tests.bantuan_excel import set_sel
from tests.bantuan_papan import KINI, TAHUN, TW2
from tests.bantuan_terima import OPD, build_kiriman, remove_isian, run_json
from tests.test_papan_kepatuhan import find_opsi_asing
from tests.test_papan_langkah import keadaan


def test_the_sample_before_any_run(akar) -> None:
    """Forms lie in the folder, nothing is recorded or made; the first command makes the reports."""
    papan = read_papan(Folder(akar), OPD, TW2, KINI)
    assert keadaan(papan) == "~0000--0"
    assert {satu.keadaan for baris in papan.kepatuhan.baris for satu in baris} == {
        KeadaanSetoran.FOLDER
    }
    assert {satu.keadaan for _, satu in papan.laporan} == {KeadaanBerkas.BELUM}
    assert papan.langkah[3].kurang == ()
    isi = {butir.nama: butir.keterangan for butir in papan.langkah[3].kelengkapan}
    # Sheets of the sample's plan: 47 sub kegiatan, 27 indicators, 27 actions, 5 tujuan and sasaran.
    assert isi["Renja"] == "47 sub kegiatan"
    assert isi["Rencana Aksi"] == "27 rencana aksi"
    assert isi["Renstra"] == "5 tujuan dan sasaran"
    assert [satu.perintah for satu in papan.saran] == ["kinerja laporan 2026-tw2"]
    assert not (akar / "data" / OPD / "register.sqlite").exists()


def test_missing_folders_are_part_of_the_answer(akar) -> None:
    """No data, no outputs, no plan: a board that says where to begin."""
    shutil.rmtree(akar / "data")
    shutil.rmtree(akar / "outputs", ignore_errors=True)
    for periode in (TW2, TAHUN):
        papan = read_papan(Folder(akar), OPD, periode, KINI)
        assert papan.langkah[0].kurang == ("Renja", "Perjanjian Kinerja", "Rencana Aksi")
        assert [satu.perintah for satu in papan.saran] == ["kinerja baru bpkd 2026"]
        assert "Rencana kinerja tahun ini belum ada" in papan.catatan[0]
        assert max(map(len, format_papan(papan))) <= LEBAR


def test_a_refused_plan_is_told_and_the_board_stands(akar) -> None:
    """The plan's faults are named by the command that lists them."""
    (akar / "data" / OPD / "2026" / NAMA_RENCANA).write_bytes(b"bukan buku kerja")
    papan = read_papan(Folder(akar), OPD, TW2, KINI)
    assert papan.catatan == ("Rencana kinerja ditolak: 1 galat.",)
    assert papan.langkah[0].kelengkapan[0].keterangan == f"{NAMA_RENCANA} ditolak"
    assert [satu.perintah for satu in papan.saran] == ["kinerja periksa 2026-tw2"]


def test_a_refused_form_in_the_folder_is_named(akar) -> None:
    """A wrong cell in one unit's workbook: that unit is refused, the others are not."""
    jalur = akar / f"data/{OPD}/2026/tw2/sekretariat.xlsx"
    set_sel(jalur, "Indikator", "IKS-4.2", "Realisasi", "1.2o0")
    papan = read_papan(Folder(akar), OPD, TW2, KINI)
    per_unit = {satu.unit.slug: satu.keadaan for satu in papan.kepatuhan.list_triwulan(TW2)}
    assert per_unit.pop("sekretariat") is KeadaanSetoran.DITOLAK
    assert set(per_unit.values()) == {KeadaanSetoran.FOLDER}
    assert "kinerja periksa 2026-tw2 --xlsx" in [satu.perintah for satu in papan.saran]
    satu = read_papan(Folder(akar), OPD, Periode(2026, 1), KINI).kepatuhan.baris[0][0]
    assert satu.keadaan is KeadaanSetoran.FOLDER


def test_a_damaged_register_is_no_board(akar) -> None:
    """What was recorded is lost: no board that would look like a fresh start."""
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        register.append("uji", {})
    (akar / "data" / OPD / "register.sqlite").unlink()
    with pytest.raises(KeutuhanError):
        read_papan(Folder(akar), OPD, TW2, KINI)


def test_the_facade_shows_every_part(akar) -> None:
    """Each part gives blocks; the desk carries none and shows a widget."""
    beranda = buka_beranda(OPD, "2026-tw3", str(akar))
    nama = ("kop", "ringkasan", "berikutnya", "langkah", "kepatuhan", "laporan", "tindak_lanjut")
    semua = {satu: getattr(beranda, satu)() for satu in nama}
    assert all(len(satu) for satu in semua.values())
    (tabel,) = [b for b in semua["kepatuhan"] if isinstance(b, Tabel)]
    # One row a unit, one column a quarter beside the names.
    assert (len(tabel.baris), len(tabel.kolom)) == (5, 4)
    assert [s._repr_mimebundle_() for s in beranda._read_lain(OPD, "2026-tw3")][1:] == [
        s._repr_mimebundle_() for s in list(semua.values())[1:]
    ]
    isi = beranda.kendali()._repr_mimebundle_()
    assert isi[MIME_BLOK] == []
    assert "application/vnd.jupyter.widget-view+json" in isi


def make_disposisi(akar, *, is_dibaca: bool) -> None:
    """Put a sheet out, or read it back with one item."""
    with open_register(Folder(akar), OPD, is_tulis=True) as register:
        if not is_dibaca:
            record_lembar(register, TW2, "1" * 64, oleh="Staf")
            return
        butir = Butir(TW2, 1, 1, "laporan", "bidang-anggaran", "Lengkapi bukti", date(2026, 7, 31))
        baru = DisposisiBaru(
            periode=TW2,
            agenda=1,
            sha256="2" * 64,
            nama_berkas="disposisi.xlsx",
            tanggal=date(2026, 7, 10),
            sifat="biasa",
            dari="Kepala Badan",
            kepada=("bidang-anggaran",),
            butir=(butir,),
        )
        record_disposisi(register, baru, oleh="Sekretaris")


@pytest.mark.notebook
@pytest.mark.timeout(300)  # forms, two runs of six reports, and a dozen readings
def test_a_quarter_played_with_the_commands(asli, akar, capsys) -> None:
    """The board is right after each step, and each command it proposes is one that exists."""
    remove_isian(akar)

    def look():
        papan = read_papan(Folder(akar), OPD, TW2, KINI)
        assert [find_opsi_asing(satu.perintah) for satu in papan.saran] == [[]] * len(papan.saran)
        return papan

    def make(*args: str) -> None:
        assert run([*args, "--oleh", "Perencana"]) == 0, capsys.readouterr()

    assert keadaan(look()) == "00000--0"
    make("formulir", "2026-tw2")
    assert keadaan(look()) == "~0000--0"
    assert look().langkah[0].mulai is not None

    for jalur in sorted((asli / f"data/{OPD}/2026/tw2").glob("*.xlsx")):
        make("terima", str(jalur))
    papan = look()
    assert keadaan(papan) == "~0000--0"
    assert papan.langkah[0].keterangan[0] == "5 dari 5 unit tercatat"
    make("laporan", "2026-tw2", "--format", "html")
    papan = look()
    assert keadaan(papan) == "x0~00--0"
    assert {satu.keadaan for _, satu in papan.laporan} == {KeadaanBerkas.TERKINI}

    make_disposisi(akar, is_dibaca=False)
    assert keadaan(look()) == "x~~00--0"
    make_disposisi(akar, is_dibaca=True)
    papan = look()
    assert keadaan(papan) == "xx~00--0"
    assert [satu.butir.id for satu in papan.tindak_lanjut_terbuka] == ["2026-tw2/1.1"]

    # A correction of one unit makes every report out of date, and the board says why.
    kiriman = build_kiriman(akar)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    make("terima", str(kiriman), "--alasan", "salah ketik")
    papan = look()
    assert {satu.keadaan for _, satu in papan.laporan} == {KeadaanBerkas.USANG}
    berkas = f"data/{OPD}/2026/tw2/sekretariat.xlsx"
    assert f"masukan berubah: {berkas}" in papan.laporan[0][1].sebab
    make("laporan", "2026-tw2", "--format", "html")
    papan = look()
    assert keadaan(papan) == "xxx~0--0"
    sel = {satu.unit.slug: satu for satu in papan.kepatuhan.list_triwulan(TW2)}
    assert sel["sekretariat"].jumlah_revisi == 1

    for ke, jabatan in (
        ("diperiksa", "Sekretaris Badan"),
        ("disetujui", "Kepala Badan"),
        ("final", "Kepala Badan"),
    ):
        saran = look().saran[0].perintah
        assert f"--jadikan {ke}" in saran
        make("status", "2026-tw2", "--jadikan", ke, "--sebagai", find_jabatan(saran, jabatan))
    papan = look()
    assert keadaan(papan) == "xxxxx--0"
    assert papan.saran[-1].perintah == "kinerja status 2026-tw3"

    # A file damaged by hand is seen, whatever the register says.
    (akar / f"outputs/{OPD}/2026-tw2/laporan-triwulan.html").write_text("lain")
    assert look().laporan[0][1].keadaan is KeadaanBerkas.BERUBAH


def find_jabatan(perintah: str, bawaan: str) -> str:
    """Give the office that a proposed command names, or the only one there is."""
    return perintah.partition('--sebagai "')[2].rstrip('"') or bawaan


@pytest.mark.usefixtures("akar")
def test_status_prints_the_board_and_the_same_as_data(capsys) -> None:
    """Text of at most 100 columns; JSON with the exit code."""
    assert run(["status", "2026-tw2"]) == 0
    baris = capsys.readouterr().out.splitlines()
    assert baris[0].startswith("Papan SOP Triwulan II Tahun 2026")
    assert max(map(len, baris)) <= LEBAR
    kode, data = run_json(capsys, "status", "2026-tahunan")
    assert (kode, data["kode_keluar"], data["periode"]) == (0, 0, "2026-tahunan")
    assert [satu["nomor"] for satu in data["langkah"]] == list(range(1, 9))
    assert data["langkah"][0]["per_triwulan"].keys() == {f"2026-tw{n}" for n in range(1, 5)}


def test_a_changed_target_is_told_on_the_board(akar) -> None:
    """A target changed after it was recorded stops the plan; the board names the way out."""
    from kinerja.jalankan.rencana import show_rencana

    assert show_rencana(Folder(akar), OPD, TAHUN).temuan == ()
    assert run(["formulir", "2026-tw2"]) == 0
    set_sel(akar / "data" / OPD / "2026" / NAMA_RENCANA, "Indikator", "IKS-4.2", "Target Tahun", 7)
    papan = read_papan(Folder(akar), OPD, TW2, KINI)
    assert [satu.perintah for satu in papan.saran] == ["kinerja rencana 2026"]
    assert "IKS-4.2" in papan.catatan[0]
    # The documents are there all the same.
    assert papan.langkah[0].kurang == ()
