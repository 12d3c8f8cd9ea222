"""`kinerja disposisi` and `kinerja tindaklanjut` from end to end, in a copy of the sample."""

from __future__ import annotations

import json
import shutil
from datetime import date

import openpyxl
import pytest
from pypdf import PdfReader

from kinerja.cli.utama import run
from kinerja.data import read_data
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.jalankan.disposisi import build_jalur_lembar
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.rancang import build_jenis_disposisi
from kinerja.jalankan.sidik_isi import compute_sidik_isi
from kinerja.periode import Periode
from kinerja.register import check_diterima, open_register, read_berkas
from kinerja.register.disposisi import list_disposisi
from kinerja.register.tindak_lanjut import list_tindak_lanjut
from tests.bantuan_lembar import OPD, TW1, TW2, copy_contoh, fill

pytestmark = [pytest.mark.notebook, pytest.mark.timeout(300)]
HARI = date(2026, 4, 15)
VONIS = "lembar-1-hasil-periksa.xlsx"


@pytest.fixture
def kerja(tmp_path, monkeypatch):
    """A working folder with the sample, Triwulan I still open; commands run inside it."""
    folder = copy_contoh(tmp_path)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def tanpa_halaman(monkeypatch):
    """Leave the page out where a test is about the register and the sheet only."""
    monkeypatch.setattr("kinerja.jalankan.disposisi._Halaman.make", lambda *_: (None, ""))


def jalankan(capsys, *args):
    """Run a command; give exit code, what it printed and what it complained."""
    capsys.readouterr()
    kode = run(list(args))
    keluar = capsys.readouterr()
    return kode, keluar.out, keluar.err


def isi_arahan(lembar):
    """Fill the sheet of Triwulan I: date, one recipient, one instruction on IKS-3.1."""
    lembar.set(lembar.kepala("Tanggal disposisi"), HARI)
    lembar.set(lembar.kepada(3), "v")
    lembar.arahkan(3, "Selesaikan mediasi batas tanah", date(2026, 6, 15))


def write_terisi(kerja, *ubah, agenda=1):
    """Fill the sheet that was given out; gives the copy's path as a leader hands it back."""
    jalur = kerja.akar / "terisi.xlsx"
    jalur.write_bytes(fill(build_jalur_lembar(kerja, OPD, TW1, agenda).read_bytes(), *ubah))
    return jalur


def list_tercatat(kerja):
    """List the recorded dispositions."""
    with open_register(kerja, OPD) as register:
        return list_disposisi(register)


def test_the_sheet_goes_out_comes_back_and_stands_in_the_register(kerja, capsys):
    """Out with number 1 as Excel, HTML and PDF; back with its items; the page shows them."""
    kode, teks, galat = jalankan(capsys, "disposisi", "2026-tw1", "--oleh", "Staf")
    assert (kode, galat) == (0, "")
    assert "nomor agenda 1/2026" in teks
    induk = kerja.keluaran(OPD, TW1) / "disposisi"
    kosong = PdfReader(induk / "lembar-1.pdf").pages[0].extract_text()
    assert "LEMBAR DISPOSISI" in kosong
    assert "IKS-3.1" in kosong
    assert "98,65%" in kosong
    jalur = write_terisi(kerja, isi_arahan)
    kode, teks, galat = jalankan(
        capsys, "disposisi", "2026-tw1", "--baca", str(jalur), "--oleh", "Sekretaris"
    )
    assert (kode, galat) == (0, "")
    assert "DICATAT" in teks
    (satu,) = list_tercatat(kerja)
    assert (satu.agenda, satu.tanggal, satu.kepada) == (1, HARI, ("bidang-aset",))
    assert [b.id for b in satu.butir] == ["2026-tw1/1.3"]
    assert satu.oleh == "Sekretaris"
    assert read_berkas(kerja, OPD, satu.sha256) == jalur.read_bytes()
    terisi = PdfReader(induk / "lembar-1.pdf").pages[0].extract_text()
    assert "Selesaikan mediasi batas" in terisi
    assert "15 Juni 2026" in terisi
    assert "dinyatakan oleh Sekretaris" in terisi
    assert "15 Juni 2026" in (induk / "lembar-1.html").read_text(encoding="utf-8")
    assert check_diterima(kerja, OPD) == ()
    # the same file again changes nothing
    kepala = len(list_peristiwa(kerja))
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(jalur))
    assert (kode, len(list_peristiwa(kerja))) == (0, kepala)
    assert "SAMA" in teks
    (simpanan,) = kerja.data(OPD).glob(f"terima/*/{satu.sha256}.xlsx")
    simpanan.unlink()
    with pytest.raises(KeutuhanError, match="hilang atau berubah"):
        check_diterima(kerja, OPD)


def list_peristiwa(kerja):
    """List every event."""
    with open_register(kerja, OPD) as register:
        return register.list_peristiwa()


@pytest.mark.usefixtures("tanpa_halaman")
def test_an_unknown_format_is_refused_before_a_number_is_given_out(kerja, capsys):
    """Exit 2 with the formats there are; no sheet, no register."""
    kode, _, galat = jalankan(capsys, "disposisi", "2026-tw1", "--format", "pdf,odt")
    assert kode == 2
    assert "odt" in galat
    assert "docx" in galat
    assert not build_jalur_lembar(kerja, OPD, TW1, 1).exists()
    assert not list(kerja.akar.rglob("register.sqlite"))


def test_a_number_is_used_again_until_its_sheet_is_back(kerja, capsys):
    """1 and 1 again, then, after it was read, 2."""
    for _ in range(2):
        assert "nomor agenda 1/" in jalankan(capsys, "disposisi", "2026-tw1")[1]
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    assert "nomor agenda 2/" in jalankan(capsys, "disposisi", "2026-tw1")[1]
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw2", "--json")
    data = json.loads(teks)
    assert (kode, data["agenda"], data["periode"]) == (0, 3, "2026-tw2")


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_sheet_filled_in_where_it_lies_is_never_written_over(kerja, capsys):
    """Giving it out again moves what was typed aside, once."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalur = build_jalur_lembar(kerja, OPD, TW1, 1)
    terisi = fill(jalur.read_bytes(), isi_arahan)
    jalur.write_bytes(terisi)
    _, teks, _ = jalankan(capsys, "disposisi", "2026-tw1")
    assert "lembar-1.lama-1.xlsx" in teks
    assert jalur.with_name("lembar-1.lama-1.xlsx").read_bytes() == terisi
    jalankan(capsys, "disposisi", "2026-tw1")
    assert not jalur.with_name("lembar-1.lama-2.xlsx").exists()


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_refused_sheet_records_nothing_and_is_answered_with_its_cells(kerja, capsys):
    """No due date: exit 2, a marked copy, an untouched register."""
    jalankan(capsys, "disposisi", "2026-tw1")
    sebelum = list_peristiwa(kerja)
    jalur = write_terisi(kerja, isi_arahan, lambda b: b.set(b.butir(3, "Batas waktu"), None))
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(jalur))
    assert kode == 2
    assert "DITOLAK" in teks
    assert "K-WAJIB" in teks
    assert VONIS in teks
    assert list_peristiwa(kerja) == sebelum


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_sheet_before_its_report_is_given_out_with_a_warning(kerja, capsys):
    """None was made, or it is not what would be made now; of one that is nothing is said."""
    assert "belum pernah dibuat" in jalankan(capsys, "disposisi", "2026-tw1")[1]
    nama = "laporan-triwulan"
    for isi, kata in (("", ""), ("x", "bukan lagi yang akan dibuat sekarang")):
        with open_register(kerja, OPD, is_tulis=True) as register:
            sidik = compute_sidik_isi(kerja, read_data(kerja, OPD, TW1), nama) + isi
            peristiwa = {"laporan": {nama: {}}, "sidik": {nama: sidik}, "versi": "1"}
            register.append("laporan", peristiwa, periode="2026-tw1")
        teks = json.loads(jalankan(capsys, "disposisi", "2026-tw1", "--json")[1])["peringatan"]
        assert kata in teks
        assert bool(teks) is bool(kata)


@pytest.mark.usefixtures("tanpa_halaman")
def test_an_order_given_before_and_an_odd_day_are_told(kerja, capsys):
    """The next sheet shows what is open on an indicator; repeated it is a warning, and recorded."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    jalankan(capsys, "disposisi", "2026-tw1")
    lembar = openpyxl.load_workbook(build_jalur_lembar(kerja, OPD, TW1, 2))["Disposisi"]
    kata = [s.value for b in lembar for s in b if "Sudah didisposisi" in str(s.value)]
    assert [teks.partition(" Sudah ")[2] for teks in kata] == ["didisposisi: 2026-tw1/1.3, baru."]

    for hari, masalah in ((date(1990, 1, 1), "mendahului akhir"), (date(2099, 1, 1), "belum tiba")):
        jalur = write_terisi(
            kerja,
            lambda b, hari=hari: b.set(b.kepala("Tanggal disposisi"), hari),
            lambda b: b.set(b.kepada(3), "v"),
            lambda b, hari=hari: b.arahkan(3, f"Mediasi {hari}", date(2099, 6, 15)),
            agenda=2,
        )
        kode, teks, _ = jalankan(
            capsys, "disposisi", "2026-tw1", "--baca", str(jalur), "--alasan", "x", "--json"
        )
        temuan = {t["kode"]: t for t in json.loads(teks)["baca"]["temuan"]}
        assert kode == 0, teks
        assert masalah in temuan["K-DISPOSISI-TANGGAL"]["masalah"]
        assert temuan["K-DISPOSISI-TANGGAL"]["sel"].startswith("C")
        assert temuan["K-DISPOSISI-ULANG"]["ditemukan"] == "2026-tw1/1.3, baru"
        assert temuan["K-DISPOSISI-ULANG"]["sel"].startswith("E")
    assert len(list_tercatat(kerja)) == 2


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_revision_needs_a_reason_and_keeps_the_items_that_are_worked_on(kerja, capsys):
    """Other contents under the same number: refused, then recorded with a reason."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    lain = write_terisi(
        kerja, isi_arahan, lambda b: b.arahkan(1, "Percepat kontrak", date(2026, 5, 31))
    )
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(lain))
    assert kode == 2
    assert "--alasan" in teks
    assert "K-DISPOSISI-BEDA: Berbeda dari yang tercatat: butir 2026-tw1/1.1 ditambah" in teks
    assert "lembar-1-revisi-hasil-periksa.xlsx" in teks
    dicatat = openpyxl.load_workbook(kerja.akar / "outputs/bpkd/2026-tw1/disposisi" / VONIS)
    assert "DICATAT" in str([s.value for b in dicatat["Hasil Periksa"] for s in b])
    argumen = ("disposisi", "2026-tw1", "--baca", str(lain), "--alasan", "tambahan arahan")
    assert jalankan(capsys, *argumen)[0] == 0
    (satu,) = list_tercatat(kerja)
    assert (satu.revisi, len(satu.butir), satu.alasan) == (1, 2, "tambahan arahan")
    butir = ("--butir", "2026-tw1/1.1", "--jadikan", "berjalan", "--kemajuan", "Rapat")
    assert jalankan(capsys, "tindaklanjut", *butir, "--oleh", "Kabid")[0] == 0
    hapus = write_terisi(kerja, isi_arahan, lambda b: b.set(b.kepala("Sifat"), "segera"))
    kode, teks, _ = jalankan(
        capsys, "disposisi", "2026-tw1", "--baca", str(hapus), "--alasan", "dihapus"
    )
    assert kode == 2
    assert "2026-tw1/1.1" in teks
    ganti = write_terisi(
        kerja, isi_arahan, lambda b: b.arahkan(1, "Bangun gedung", date(2027, 12, 31))
    )
    kode, teks, _ = jalankan(
        capsys, "disposisi", "2026-tw1", "--baca", str(ganti), "--alasan", "ubah"
    )
    assert (kode, teks.count("K-DISPOSISI-TERIKAT")) == (2, 2)
    revisi = VONIS.replace("-hasil", "-revisi-hasil")
    lembar = openpyxl.load_workbook(kerja.akar / "outputs/bpkd/2026-tw1/disposisi" / revisi)
    sel = [s for baris in lembar["Disposisi"] for s in baris if s.value == "Bangun gedung"]
    assert [s.fill.fgColor.rgb for s in sel] == ["FFF4B0B0"]
    assert list_tercatat(kerja) == (satu,)


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_number_that_was_never_given_out_is_refused(kerja, capsys, tmp_path_factory):
    """A sheet of another folder carries a number this register does not know."""
    lain = copy_contoh(tmp_path_factory.mktemp("lain"))
    jalankan(capsys, "disposisi", "2026-tw1", "--folder", str(lain.akar))
    isi = fill(build_jalur_lembar(lain, OPD, TW1, 1).read_bytes(), isi_arahan)
    jalur = kerja.akar / "asing.xlsx"
    jalur.write_bytes(isi)
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(jalur))
    assert kode == 2
    assert "tidak pernah dikeluarkan" in teks
    assert list_tercatat(kerja) == ()
    # Kept without an event it would look like a register that was lost.
    assert check_diterima(kerja, OPD) == ()


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_final_quarter_refuses_both_ways(kerja, capsys):
    """Neither a new sheet nor a filled one, with the way to open the quarter."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalur = write_terisi(kerja, isi_arahan)
    parameter = kerja.parameter(OPD) / "2026-tw1.yaml"
    teks = parameter.read_text(encoding="utf-8").replace("status: draf", "status: final")
    parameter.write_text(teks, encoding="utf-8")
    sebelum = list_peristiwa(kerja)
    for argumen in (("disposisi", "2026-tw1"), ("disposisi", "2026-tw1", "--baca", str(jalur))):
        kode, _, galat = jalankan(capsys, *argumen)
        assert kode == 2
        assert "terkunci" in galat
        assert "status: draf" in galat
    assert list_peristiwa(kerja) == sebelum


def test_a_year_and_a_missing_file_are_refused(kerja, capsys):
    """Dispositions are given on quarters; a file that is not there is said so."""
    assert kerja
    assert jalankan(capsys, "disposisi", "2026-tahunan")[0] == 2
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1", "--baca", "tidak-ada.xlsx")
    assert kode == 2
    assert "K-BERKAS-HILANG" in teks


def test_without_its_notebook_the_sheet_still_goes_out(kerja, capsys):
    """An older working folder has no such notebook: Excel and number stand, exit 1 says why."""
    kerja.notebook("lembar_disposisi").unlink()
    kode, teks, _ = jalankan(capsys, "disposisi", "2026-tw1")
    assert kode == 1
    assert "notebooks/lembar_disposisi.ipynb" in teks
    assert build_jalur_lembar(kerja, OPD, TW1, 1).is_file()


def test_a_disposition_makes_the_reports_anew_and_a_sheet_given_out_does_not(kerja, capsys):
    """What is printed is what counts: a number given out changes no report."""
    run_laporan(kerja, OPD, TW1, pekerja=2, bentuk=("html",))
    jalankan(capsys, "disposisi", "2026-tw1")

    def buat():
        hasil = run_laporan(kerja, OPD, TW1, pekerja=2, bentuk=("html",))
        return {satu.nama: (str(satu.keadaan), satu.perubahan) for satu in hasil.laporan}

    assert {keadaan for keadaan, _ in buat().values()} == {"tetap"}
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    keadaan, perubahan = buat()["laporan-triwulan"]
    assert (keadaan, perubahan) == (
        "dibuat",
        ("masukan baru: disposisi, tindak lanjut, atau status final",),
    )
    manifes = json.loads((kerja.keluaran(OPD, TW1) / "manifes.json").read_text(encoding="utf-8"))
    assert "register" in {satu["nama"] for satu in manifes["masukan"]}
    assert manifes["tugas"]["disposisi/lembar-1"]["keadaan"] == "dibuat"
    assert {keadaan for keadaan, _ in buat().values()} == {"tetap"}
    teks = (kerja.keluaran(OPD, TW1) / "laporan-triwulan.html").read_text(encoding="utf-8")
    assert "nomor agenda 1/2026, 1 butir arahan" in teks
    assert "Selesaikan mediasi batas tanah" in teks
    lain = (kerja.keluaran(OPD, TW1) / "bidang" / "sekretariat.html").read_text(encoding="utf-8")
    assert "tidak memuat arahan untuk unit ini" in lain


@pytest.mark.usefixtures("tanpa_halaman")
def test_the_to_do_text_and_the_steps_of_an_item(kerja, capsys):
    """Listed by unit, proposed with proof, not closed by the proposer, closed by another."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    kode, teks, _ = jalankan(capsys, "tindaklanjut", "--unit", "bidang-aset")
    assert kode == 0
    assert teks.startswith("Kepada Yth. Bidang Pengelolaan Aset Daerah\n")
    assert "Selesaikan mediasi batas tanah (indikator IKS-3.1; butir 2026-tw1/1.3)" in teks
    assert "Batas waktu 15 Juni 2026" in teks
    assert "keadaan: baru" in teks
    assert "Tidak ada butir" in jalankan(capsys, "tindaklanjut", "--unit", "ppkd")[1]
    langkah = ("tindaklanjut", "--butir", "2026-tw1/1.3", "--jadikan")
    tanpa = (*langkah, "diusulkan", "--bukti", "ada", "--oleh", "Kabid")
    assert "tanpa dokumen yang disebut" in jalankan(capsys, *tanpa)[2]
    kode, _, galat = jalankan(capsys, *langkah, "diusulkan", "--oleh", "Kabid Aset")
    assert kode == 2
    assert "bukti" in galat
    usul = (*langkah, "selesai diusulkan", "--bukti", "BA 12", "--oleh", "Kabid Aset")
    assert jalankan(capsys, *usul)[0] == 0
    kode, _, galat = jalankan(capsys, *langkah, "diverifikasi", "--oleh", " kabid  ASET")
    assert kode == 2
    assert "pengusulnya sendiri" in galat
    assert jalankan(capsys, *langkah, "diverifikasi", "--oleh", "Sekretaris")[0] == 0
    assert "Tidak ada butir" in jalankan(capsys, "tindaklanjut")[1]
    kode, teks, _ = jalankan(capsys, "tindaklanjut", "2026-tw1", "--semua", "--json")
    (satu,) = json.loads(teks)["butir"]
    assert (satu["id"], satu["keadaan"], satu["bukti"]) == ("2026-tw1/1.3", "diverifikasi", "BA 12")


@pytest.mark.parametrize(
    "argumen",
    [
        ("--butir", "2026-tw1/1.3"),
        ("--jadikan", "berjalan"),
        ("--butir", "2026-tw1/1.3", "--jadikan", "baru", "--oleh", "A"),
        ("--butir", "2026-tw1/9.9", "--jadikan", "berjalan", "--kemajuan", "x", "--oleh", "A"),
        ("2026-tw1", "--butir", "2026-tw1/1.3", "--jadikan", "berjalan"),
        ("--unit", "bidang-tidak-ada"),
        ("--bukti", "x"),
        ("2026-tw9",),
    ],
)
def test_wrong_arguments_are_refused(kerja, capsys, argumen):
    """Half a step, an unknown item, state, unit or period."""
    assert kerja
    kode, _, galat = jalankan(capsys, "tindaklanjut", *argumen)
    assert kode == 2
    assert galat


def test_the_notebook_of_a_folder_without_register_shows_a_blank_sheet(tmp_path):
    """Run All on the sample: no number yet, everything the report shows is there."""
    folder = copy_contoh(tmp_path)
    shutil.rmtree(folder.akar / "outputs", ignore_errors=True)
    hasil = run_laporan(folder, OPD, TW2, daftar_jenis=(build_jenis_disposisi(0),))
    assert str(hasil.laporan[0].keadaan) == "dibuat"
    teks = PdfReader(folder.keluaran(OPD, TW2) / "disposisi" / "lembar-0.pdf").pages[0]
    assert "....../2026" in teks.extract_text()


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_final_report_does_not_take_steps_made_after_it(kerja, capsys):
    """Declared final on 13 April: a step of today belongs to the reports that follow."""
    jalankan(capsys, "disposisi", "2026-tw1")
    jalankan(capsys, "disposisi", "2026-tw1", "--baca", str(write_terisi(kerja, isi_arahan)))
    langkah = ("--butir", "2026-tw1/1.3", "--jadikan", "berjalan", "--kemajuan", "Rapat")
    jalankan(capsys, "tindaklanjut", *langkah, "--oleh", "Kabid")
    assert read_keadaan(kerja, TW1) == ["berjalan"]
    parameter = kerja.parameter(OPD) / "2026-tw1.yaml"
    teks = parameter.read_text(encoding="utf-8").replace("status: draf", "status: final")
    parameter.write_text(teks, encoding="utf-8")
    assert read_keadaan(kerja, TW1) == ["baru"]
    assert read_keadaan(kerja, TW2) == ["berjalan"]
    with open_register(kerja, OPD) as register:
        assert [s.keadaan.value for s in list_tindak_lanjut(register)] == ["berjalan"]


def read_keadaan(kerja: Folder, periode: Periode) -> list[str]:
    """Give the states as a period's report sees them."""
    return [s.keadaan.value for s in read_data(kerja, OPD, periode).catatan.tindak_lanjut]


@pytest.mark.usefixtures("tanpa_halaman")
def test_a_report_made_final_in_the_register_says_so(kerja):
    """Title without DRAF, with the day and the name; the others stay drafts."""
    from kinerja.laporan import LaporanBidang, LaporanPerangkatDaerah

    with open_register(kerja, OPD, is_tulis=True) as register:
        isi = {"laporan": "laporan-triwulan", "dari": "disetujui", "ke": "final", "sidik": "x"}
        register.append("status", isi, periode="2026-tw1", oleh="Kepala Badan")
    data = read_data(kerja, OPD, TW1)
    judul = LaporanPerangkatDaerah(data).kop()[1]
    assert judul.status == "final"
    assert any(baris.startswith("Final: ") for baris in judul.keterangan)
    assert judul.keterangan[-2].endswith("dinyatakan oleh Kepala Badan")
    unit = next(u for u in data.masukan.unit if u.slug == "bidang-aset")
    assert LaporanBidang(data, unit).kop()[1].status == "draf"
