"""Triwulan I and II played in order by the command line; after each step the board is right."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from kinerja.zona import ZONA
from tests.bantuan_jam import Jam
from tests.bantuan_main import DAFTAR_UNIT, OPD, Kantor, build_kantor
from tests.bantuan_terima import list_isi_folder

pytestmark = [pytest.mark.notebook, pytest.mark.timeout(600)]
TW1, TW2, TAHUN = "2026-tw1", "2026-tw2", "2026-tahunan"
ARSIP = "outputs/arsip/bpkd/bpkd_{}.zip"
ANGGARAN, ASET = f"{TW1}/1.1", f"{TW1}/1.3"
LAPORAN = ("--format", "html", "--pekerja", "2", "--oleh", "Perencana")


@pytest.fixture
def jam(monkeypatch):
    """The clock, on the morning of 1 April 2026."""
    return Jam(monkeypatch, datetime(2026, 4, 1, 8, tzinfo=ZONA["WIB"]))


@pytest.fixture
def kantor(tmp_path, capsys, monkeypatch):
    """The office on that day; commands run in its folder."""
    kantor = build_kantor(tmp_path, capsys)
    monkeypatch.chdir(kantor.akar)
    return kantor


def check(kantor: Kantor, periode: str, langkah: str, *berikutnya: str):
    """Check what the board says of the steps, and every command it proposes; give the board."""
    papan = kantor.papan(periode)
    assert papan.langkah == langkah
    assert papan.berikutnya == [f"kinerja {satu}" for satu in berikutnya]
    return papan


def arahkan(lembar) -> None:
    """The leader's hand: date, two recipients, an instruction to each."""
    lembar.set(lembar.kepala("Tanggal disposisi"), date(2026, 4, 14))
    lembar.set(lembar.kepada(1), "v")
    lembar.set(lembar.kepada(3), "v")
    lembar.arahkan(1, "Percepat kontrak", date(2026, 5, 31))
    lembar.arahkan(3, "Selesaikan mediasi batas tanah", date(2026, 6, 15))


def approve(kantor: Kantor, periode: str, *lain: str) -> None:
    """Take the report up to final by the commands the board proposes."""
    jabatan = {
        "diperiksa": ' --sebagai "Sekban"',
        "disetujui": "",
        "final": ' --sebagai "Kepala Badan"',
    }
    for ke, langkah in (
        ("diperiksa", "xxx~0--0"),
        ("disetujui", "xxxx~--0"),
        ("final", "xxxx~--0"),
    ):
        perintah = f"status {periode} --jadikan {ke} --oleh NAMA{jabatan[ke]}"
        papan = check(kantor, periode, langkah, perintah, *lain)
        kantor.ikut(papan.berikutnya[0], NAMA="Sekretaris")
        assert kantor.papan(periode).status == ke


def test_two_quarters_in_order(kantor, jam) -> None:
    """Forms, receipt, report, disposition, follow-up, proposal, verification, effect, lock."""
    play_formulir_tw1(kantor, jam)
    play_disposisi_tw1(kantor, jam)
    play_final_tw1(kantor, jam)
    play_arsip_tw1(kantor)
    play_formulir_tw2(kantor, jam)
    play_tindak_lanjut(kantor, jam)
    play_laporan_tw2(kantor, jam)
    play_buka(kantor, jam)
    play_revisi_arsip(kantor, jam)
    play_tahun(kantor)


def play_formulir_tw1(kantor: Kantor, jam: Jam) -> None:
    """Step 1 of Triwulan I: forms out, one comes back wrong and late, all drafts made."""
    papan = check(kantor, TW1, "00000--0", f"formulir {TW1}")
    assert papan.laporan == {"belum dibuat"}
    kantor.ikut(papan.berikutnya[0])
    check(kantor, TW1, "~0000--0", "terima BERKAS")

    jam.set(4, 7)
    for unit in DAFTAR_UNIT[:-1]:
        kantor.run("terima", str(kantor.isi(TW1, unit)), "--oleh", f"Staf {unit}")
    salah = kantor.isi(TW1, "ppkd")
    buku = openpyxl.load_workbook(salah)
    buku["Sub Kegiatan"]["L5"].value = "separuh"
    buku.save(salah)
    kantor.run("terima", str(salah), kode=2)
    papan = check(kantor, TW1, "~0000--0", "terima BERKAS", f"laporan {TW1}")
    assert papan.find_langkah(1)["keterangan"][0] == "4 dari 5 unit tercatat"
    assert papan.find_unit("ppkd", TW1)["keadaan"] == "belum lapor"

    jam.set(4, 9)
    assert check(kantor, TW1, "~0000--0", "terima BERKAS", f"laporan {TW1}").find_unit(
        "ppkd", TW1
    ) | {"catatan": ""} == {
        "unit": "ppkd", "periode": TW1, "keadaan": "belum lapor", "hari": 1, "diterima": None,
        "jumlah_kembali": 1, "jumlah_revisi": 0, "jumlah_koreksi_terlambat": 0, "catatan": "",
    }  # fmt: skip
    kantor.ikut(papan.berikutnya[0], BERKAS=str(kantor.isi(TW1, "ppkd")))
    papan = check(kantor, TW1, "~0000--0", f"laporan {TW1}")
    sel = {unit: papan.find_unit(unit, TW1) for unit in DAFTAR_UNIT}
    assert [satu["keadaan"] for satu in sel.values()] == ["tepat waktu"] * 4 + ["terlambat"]
    assert (sel["ppkd"]["hari"], sel["ppkd"]["jumlah_kembali"]) == (1, 1)

    jam.set(4, 10)
    kantor.ikut(papan.berikutnya[0] + " --format html --pekerja 2")
    papan = check(kantor, TW1, "x0~00--0", f"disposisi {TW1}")
    assert papan.laporan == {"terkini"}
    satu = papan.find_langkah(1)
    assert (satu["hari_terlambat"], satu["keterangan"][1]) == (1, "5 laporannya sudah dibuat")
    assert satu["mulai"]["waktu"].startswith("2026-04-01T08:00")
    assert satu["selesai"]["waktu"].startswith("2026-04-10T09:00")


def play_disposisi_tw1(kantor: Kantor, jam: Jam) -> None:
    """Steps 2 and 3: the sheet out, back with a fault, back without; the report carries it."""
    jam.set(4, 13)
    kantor.ikut(kantor.papan(TW1).berikutnya[0])
    check(kantor, TW1, "x~~00--0", f"disposisi {TW1} --baca BERKAS")
    jam.set(4, 14)
    tanpa_tenggat = kantor.isi_disposisi(
        TW1, 1, arahkan, lambda lembar: lembar.set(lembar.butir(1, "Batas waktu"), None)
    )
    assert "K-WAJIB" in kantor.run("disposisi", TW1, "--baca", str(tanpa_tenggat), kode=2)
    papan = check(kantor, TW1, "x~~00--0", f"disposisi {TW1} --baca BERKAS")
    assert papan.tindak_lanjut == {}
    terisi = kantor.isi_disposisi(TW1, 1, arahkan)
    kantor.ikut(papan.berikutnya[0], BERKAS=str(terisi))
    papan = check(kantor, TW1, "xx~00--0", f"laporan {TW1}")
    assert papan.tindak_lanjut == {ANGGARAN: ("baru", 0), ASET: ("baru", 0)}
    assert papan.laporan == {"usang"}
    assert "buat lagi" in papan.find_langkah(3)["keterangan"][0]

    kantor.ikut(papan.berikutnya[0] + " --format html --pekerja 2")
    papan = kantor.papan(TW1)
    assert papan.laporan == {"terkini"}
    # The deadline of the report was 13 April.
    assert [papan.find_langkah(n)["hari_terlambat"] for n in (2, 3, 4)] == [1, 1, 1]
    halaman = (kantor.akar / f"outputs/{OPD}/{TW1}/laporan-triwulan.html").read_text("utf-8")
    assert "nomor agenda 1/2026, 2 butir arahan" in halaman


def play_final_tw1(kantor: Kantor, jam: Jam) -> None:
    """Steps 4 and 5: approved one by one, then nothing changes the quarter any more."""
    jam.set(4, 15)
    approve(kantor, TW1)
    papan = check(kantor, TW1, "xxxxx--0", f"laporan {TW1}", f"status {TW2}")
    # The quarter that follows has only begun: nothing of it is due.
    check(kantor, TW2, "--------", f"formulir {TW2}")
    check_terkunci(kantor, TW1)
    assert kantor.papan(TW1).langkah == papan.langkah


def play_arsip_tw1(kantor: Kantor) -> None:
    """Step 8: made once more as final, kept, and proved; nothing of it is kept twice."""
    kantor.ikut(kantor.papan(TW1).berikutnya[0] + " --pekerja 2")
    papan = check(kantor, TW1, "xxxxx--0", f"arsip {TW1}", f"status {TW2}")
    assert "revisi 1" in kantor.ikut(papan.berikutnya[0])
    check(kantor, TW1, "xxxxx--x", f"status {TW2}")
    assert "UTUH" in kantor.run("verifikasi", ARSIP.format(TW1))
    assert "tidak ada yang berubah" in kantor.run("arsip", TW1)


def check_terkunci(kantor: Kantor, periode: str) -> None:
    """Every command that would change a final quarter is refused, with the way to open it."""
    ralat = revise(kantor, periode)
    sebelum = list_isi_folder(kantor.akar)
    for perintah in (
        ("terima", str(ralat), "--alasan", "ralat"),
        ("formulir", periode, "--lanjut"),
        ("disposisi", periode),
        ("disposisi", periode, "--baca", str(kantor.akar / "kiriman/disposisi-1.xlsx")),
        ("status", periode, "--jadikan", "draf", "--oleh", "Sekretaris"),
    ):
        pesan = kantor.run(*perintah, kode=2)
        assert f"kinerja status {periode} --buka" in pesan, perintah
    assert list_isi_folder(kantor.akar) == sebelum


def revise(kantor: Kantor, periode: str):
    """Two more pieces of land have their certificate: a correction of the form sent in."""
    asal = kantor.akar / "kiriman" / f"{periode}-bidang-aset.xlsx"
    buku = openpyxl.load_workbook(asal)
    baris = {str(b[0].value): b[0].row for b in buku["Indikator"].iter_rows()}["IKS-3.1"]
    buku["Indikator"].cell(baris, 10).value += 2
    tujuan = asal.with_name(f"{periode}-ralat.xlsx")
    buku.save(tujuan)
    return tujuan


def play_formulir_tw2(kantor: Kantor, jam: Jam) -> None:
    """Open items stand in the forms of Triwulan II with their age; units answer them."""
    jam.set(7, 1)
    papan = check(kantor, TW2, "00000--0", f"formulir {TW2}", f"tindaklanjut {TW2}")
    assert papan.tindak_lanjut == {ANGGARAN: ("baru", 31), ASET: ("baru", 16)}
    pesan = kantor.ikut(papan.berikutnya[1])
    assert "Kepada Yth. Bidang Pengelolaan Aset Daerah" in pesan
    assert "Batas waktu 15 Juni 2026, lewat 16 hari; keadaan: baru." in pesan
    kantor.ikut(papan.berikutnya[0])
    check(kantor, TW2, "~0000--0", "terima BERKAS", f"tindaklanjut {TW2}")

    lembar = openpyxl.load_workbook(kantor.akar / f"outputs/{OPD}/{TW2}/formulir/bidang-aset.xlsx")[
        "Tindak Lanjut"
    ]
    isi = [[sel.value for sel in baris[:7]] for baris in lembar.iter_rows(min_row=5)]
    assert len(isi) == 1
    # From 14 April, and from 15 June, to 30 June.
    assert (isi[0][0], *isi[0][4:]) == (ASET, 77, 15, "baru")
    assert isi[0][2] == "Selesaikan mediasi batas tanah"

    jam.set(7, 6)
    jalan = {"Keadaan": "berjalan", "Kemajuan": "Tiga dari empat batas disepakati"}
    for unit in DAFTAR_UNIT:
        jawaban = {"bidang-aset": {ASET: jalan}, "bidang-anggaran": {ANGGARAN: jalan}}.get(unit)
        pesan = kantor.run("terima", str(kantor.isi(TW2, unit, jawaban)), "--oleh", f"Staf {unit}")
        assert ("Tindak lanjut dicatat" in pesan) is (jawaban is not None)
    papan = check(kantor, TW2, "~0000--0", f"laporan {TW2}", f"tindaklanjut {TW2}")
    assert papan.tindak_lanjut == {ANGGARAN: ("berjalan", 36), ASET: ("berjalan", 21)}
    assert {papan.find_unit(u, TW2)["keadaan"] for u in DAFTAR_UNIT} == {"tepat waktu"}


def play_tindak_lanjut(kantor: Kantor, jam: Jam) -> None:
    """Proposed as done, not without proof; verified, not by who proposed it."""
    jam.set(7, 8)
    usul = {"Keadaan": "selesai diusulkan", "Kemajuan": "Keempat batas disepakati"}
    tanpa_bukti = kantor.isi(TW2, "bidang-aset", {ASET: usul})
    terima = ("--alasan", "mediasi selesai", "--oleh", "Kabid Aset")
    assert "K-WAJIB" in kantor.run("terima", str(tanpa_bukti), *terima, kode=2)
    assert kantor.papan(TW2).tindak_lanjut[ASET] == ("berjalan", 23)
    kiriman = kantor.isi(TW2, "bidang-aset", {ASET: usul | {"Bukti": "BA mediasi 12/2026"}})
    kantor.run("terima", str(kiriman), *terima)
    verifikasi = f"tindaklanjut --butir {ASET} --jadikan diverifikasi --oleh NAMA"
    papan = check(kantor, TW2, "~0000--0", f"laporan {TW2}", verifikasi, f"tindaklanjut {TW2}")
    assert papan.tindak_lanjut[ASET] == ("diusulkan", 23)
    sel = papan.find_unit("bidang-aset", TW2)
    assert (sel["jumlah_revisi"], sel["jumlah_koreksi_terlambat"], sel["jumlah_kembali"]) == (
        1,
        0,
        1,
    )
    assert "bukti: BA mediasi 12/2026" in kantor.run("tindaklanjut", "--unit", "bidang-aset")

    jam.set(7, 9)
    assert "pengusulnya sendiri" in kantor.ikut(papan.berikutnya[1], NAMA="kabid aset", kode=2)
    assert kantor.papan(TW2).tindak_lanjut[ASET] == ("diusulkan", 24)
    kantor.ikut(papan.berikutnya[1], NAMA="Sekretaris")
    papan = check(kantor, TW2, "~0000--0", f"laporan {TW2}", f"tindaklanjut {TW2}")
    assert papan.tindak_lanjut == {ANGGARAN: ("berjalan", 39), ASET: ("diverifikasi", 24)}


def play_laporan_tw2(kantor: Kantor, jam: Jam) -> None:
    """The report shows the figure before and after; its disposition was given on paper."""
    jam.set(7, 10)
    sisa = f"tindaklanjut {TW2}"
    kantor.ikut(kantor.papan(TW2).berikutnya[0] + " --format html --pekerja 2")
    papan = check(kantor, TW2, "x0~00--0", f"disposisi {TW2}", sisa)
    assert papan.find_langkah(1)["hari_terlambat"] == 0
    check_akibat(kantor)

    kantor.run("status", TW2, "--selesai", "2", "--oleh", "Sekretaris")
    papan = kantor.papan(TW2)
    assert papan.find_langkah(2)["keterangan"] == ["keluarannya belum tercatat di kinerja"]
    assert papan.find_langkah(2)["selesai"]["asal"] == "dinyatakan"
    approve(kantor, TW2, sisa)
    check(kantor, TW2, "xxxxx--0", f"laporan {TW2}", "status 2026-tw3", sisa)
    check_terkunci(kantor, TW2)


def check_akibat(kantor: Kantor) -> None:
    """The closed item's figure of then and now, and the difference of what is shown.

    IKS-3.1: 1148 of 1862 against 62.5%, then 1196 of 1862 against 64.5%.
    """
    angka = kantor.angka(TW2)
    lalu, kini = angka[f"{TW1}.ik.IKS-3.1.sd.capaian"], angka["ik.IKS-3.1.sd.capaian"]
    assert (lalu["teks"], kini["teks"]) == ("98,65%", "99,58%")
    beda = angka[f"tl.{TW1}.1.3.perubahan"]
    assert beda["teks"] == "0,93"
    assert "nilai Triwulan I Tahun 2026" in beda["jejak"]["aturan"]
    assert angka["tl.selesai"]["nilai"] == 1
    assert angka["tl.lewat"]["nilai"] == 1
    assert f"tl.{TW1}.1.1.perubahan" not in angka


def play_buka(kantor: Kantor, jam: Jam) -> None:
    """Opened with a reason only; what rests on the corrected quarter is told to be out of date."""
    jam.set(7, 20)
    buka = ("status", TW1, "--buka", "--oleh", "Kepala Badan")
    assert "--alasan" in kantor.run(*buka, kode=2)
    assert kantor.papan(TW1).langkah == "xxxxx--x"
    kantor.run(*buka, "--alasan", "temuan reviu")
    assert kantor.papan(TW1).langkah == "xxx~0--~"
    assert kantor.papan(TW2).langkah == "xxxxx--0"
    kantor.run("terima", str(kantor.akar / f"kiriman/{TW1}-ralat.xlsx"), "--alasan", "ralat")
    papan = check(kantor, TW1, "xxx~0--~", f"laporan {TW1}", f"tindaklanjut {TW1}")
    assert papan.laporan == {"usang"}
    sel = papan.find_unit("bidang-aset", TW1)
    assert (sel["jumlah_revisi"], sel["jumlah_koreksi_terlambat"]) == (1, 1)

    papan = kantor.papan(TW2)
    assert papan.laporan == {"usang"}
    assert papan.langkah == "xxxxx--0"
    assert papan.berikutnya[0] == f'kinerja status {TW2} --buka --alasan "ALASAN" --oleh NAMA'
    assert f"kinerja status {TW2} --buka" in kantor.run("laporan", TW2, kode=2)
    kantor.ikut(papan.berikutnya[0], ALASAN="Triwulan I diralat", NAMA="Kepala Badan")
    papan = check(kantor, TW2, "xxx~0--0", f"laporan {TW2}", f"tindaklanjut {TW2}")
    assert papan.status == "draf"


def finish(kantor: Kantor, periode: str) -> None:
    """Make the report, take it up to final, and make it once more as final."""
    kantor.run("laporan", periode, "--format", "html", "--pekerja", "2")
    for ke, jabatan in (("diperiksa", "Sekban"), ("disetujui", ""), ("final", "Kepala Badan")):
        sebagai = ("--sebagai", jabatan) if jabatan else ()
        kantor.run("status", periode, "--jadikan", ke, "--oleh", "Sekretaris", *sebagai)
    kantor.run("laporan", periode, "--pekerja", "2")


def play_revisi_arsip(kantor: Kantor, jam: Jam) -> None:
    """The late correction is archived as a revision, with its reason; the first one stays."""
    jam.set(7, 22)
    finish(kantor, TW1)
    papan = kantor.papan(TW1)
    assert papan.langkah == "xxxxx--~"
    assert papan.berikutnya[0] == f'kinerja arsip {TW1} --alasan "ALASAN"'
    assert "--alasan" in kantor.run("arsip", TW1, kode=2)
    assert "revisi 2" in kantor.ikut(papan.berikutnya[0], ALASAN="temuan reviu")
    assert kantor.papan(TW1).langkah == "xxxxx--x"
    for akhiran in ("", "-rev2"):
        assert "UTUH" in kantor.run("verifikasi", ARSIP.format(TW1 + akhiran))
    assert "Perbaikan dari bpkd_2026-tw1: temuan reviu" in kantor.run(
        "verifikasi", ARSIP.format(f"{TW1}-rev2"), "--hitung-ulang"
    )
    assert "IKS-3.1" in kantor.run("beda", TW1)


def play_tahun(kantor: Kantor) -> None:
    """The year, still without two quarters, is sementara and says so; signed, it is archived."""
    finish(kantor, TAHUN)
    assert "revisi 1" in kantor.run("arsip", TAHUN)
    assert "semuanya sama" in kantor.run("verifikasi", ARSIP.format(TAHUN), "--hitung-ulang")
