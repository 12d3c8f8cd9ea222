"""`kinerja terima`: exit codes, receipts, revisions; nothing half written, the others go on."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.folder import Folder
from kinerja.galat import SibukError, SumberError
from kinerja.register import list_setoran_ditolak, open_register
from kinerja.terima import jalan
from kinerja.terima.baca import Pembaca
from tests.bantuan_excel import edit_buku, rewrite_zip, set_sel
from tests.bantuan_terima import (
    MERAH,
    OPD,
    PERIODE,
    UNIT,
    build_jalur_kerja,
    build_jalur_vonis,
    build_kiriman,
    list_isi_folder,
    list_isian_folder,
    load_vonis,
    read_setoran,
    read_teks,
    remove_isian,
    run_json,
)


def test_first_form_is_received(akar, capsys):
    """Stored under its hash, recorded once, placed byte for byte, answered."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    assert run(["terima", str(kiriman), "--oleh", "Petugas"]) == 0
    keluar = capsys.readouterr().out
    assert "kiriman/kiriman.xlsx: DITERIMA" in keluar
    assert "Triwulan II Tahun 2026, kiriman pertama" in keluar
    (setoran,) = read_setoran(akar)
    assert (setoran.unit, setoran.revisi, setoran.cara) == (UNIT, 0, "perintah")
    assert (setoran.oleh, setoran.nama_berkas) == ("Petugas", "kiriman.xlsx")
    assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()
    simpanan = akar / f"data/{OPD}/terima/{setoran.sha256[:2]}/{setoran.sha256}.xlsx"
    assert simpanan.read_bytes() == kiriman.read_bytes()
    depan = load_vonis(build_jalur_vonis(akar)).worksheets[0]
    assert depan.title == "Hasil Periksa"
    assert "Keputusan | DITERIMA" in read_teks(depan)
    assert "kiriman pertama" in read_teks(depan)


@pytest.mark.gangguan(13)
def test_same_file_twice_is_a_no_op(akar, capsys):
    """Gangguan 13: said so, nothing written, exit 0."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    run(["terima", str(kiriman)])
    sebelum = list_isi_folder(akar)
    vonis = build_jalur_vonis(akar).read_bytes()
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 0
    assert data["berkas"][0]["keadaan"] == "sama"
    assert "sudah diterima" in data["berkas"][0]["pesan"]
    assert list_isi_folder(akar) == sebelum
    assert build_jalur_vonis(akar).read_bytes() == vonis


def test_money_that_differs_from_the_import_is_told_at_the_door(akar, capsys):
    """The form is received; its answer and `periksa` name the same cell and both figures."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    kode = "5.02.01.2.02.01"
    alamat = set_sel(kiriman, "Sub Kegiatan", kode, "Realisasi Triwulan Ini (Rp)", 1)
    hasil, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (hasil, satu["keadaan"]) == (0, "diterima")
    (beda,) = [t for t in satu["temuan"] if t["kode"] == "K-IMPOR-BEDA"]
    assert (beda["tingkatan"], beda["sel"], beda["ditemukan"]) == ("peringatan", alamat, "Rp1")
    assert beda["diharapkan"].endswith("(realisasi-pok-2026.csv, sel H5+I5+J5)")
    assert load_vonis(build_jalur_vonis(akar))["Sub Kegiatan"][alamat].comment is not None
    _, periksa = run_json(capsys, "periksa", "2026-tw2")
    (lagi,) = [t for t in periksa["temuan"] if t["kode"] == "K-IMPOR-BEDA"]
    assert (lagi["sel"], lagi["masalah"], lagi["diharapkan"]) == (
        beda["sel"],
        beda["masalah"],
        beda["diharapkan"],
    )


def test_a_damaged_import_is_no_fault_of_the_form(akar, capsys):
    """Who sends a form is not told of another office's table."""
    kiriman = build_kiriman(akar)
    (akar / f"data/{OPD}/2026/tw2/anggaran.csv").write_text("rusak")
    hasil, data = run_json(capsys, "terima", str(kiriman))
    assert (hasil, data["berkas"][0]["temuan"]) == (0, [])


def test_working_copy_of_the_folder_can_be_received_in_place(akar):
    """The form that already stands in data/ is received without a copy being made."""
    jalur = build_jalur_kerja(akar)
    isi = jalur.read_bytes()
    assert run(["terima", str(jalur)]) == 0
    assert jalur.read_bytes() == isi
    assert [satu.revisi for satu in read_setoran(akar)] == [0]


@pytest.mark.gangguan(13)
def test_revision_wants_a_reason_and_tells_each_cell(akar, capsys):
    """Gangguan 13: other content is refused with the differences, then received as revision 1."""
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman)])
    alamat = set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    set_sel(kiriman, "Indikator", "IKS-4.3", "Kendala", "Petugas terbatas")
    sebelum = list_isi_folder(akar)
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["keadaan"]) == (2, "ditolak")
    assert satu["temuan"][-1]["kode"] == "K-REVISI-ALASAN"
    assert "--alasan" in satu["temuan"][-1]["saran"]
    assert list_isi_folder(akar) == sebelum
    beda = {(b["lembar"], b["kode"], b["judul"]): (b["lama"], b["baru"]) for b in satu["perbedaan"]}
    assert beda == {
        ("Indikator", "IKS-4.2", "Realisasi"): ("1,12", "1,5"),
        ("Indikator", "IKS-4.3", "Kendala"): ("kosong", '"Petugas terbatas"'),
    }
    assert run(["terima", str(kiriman), "--alasan", "salah ketik"]) == 0
    keluar = capsys.readouterr().out
    assert f"Indikator, IKS-4.2, Realisasi: 1,12 → 1,5 (sel {alamat})" in keluar
    assert "revisi ke-1" in keluar
    assert [(s.revisi, s.alasan) for s in read_setoran(akar)] == [(0, ""), (1, "salah ketik")]
    teks = read_teks(load_vonis(build_jalur_vonis(akar)).worksheets[0])
    assert "Perubahan dari kiriman sebelumnya" in teks
    assert "revisi ke-1" in teks


@pytest.mark.parametrize("panjang", [0, 59, 60, 61, 400])
def test_long_texts_are_compared_whole(akar, capsys, panjang):
    """What differs after any number of equal characters is told, and the difference is shown."""
    kiriman = build_kiriman(akar)
    awal = ("Lelang ulang tertunda. " * 20)[:panjang]
    set_sel(kiriman, "Indikator", "IKS-4.3", "Kendala", f"{awal}5 juta rupiah")
    run(["terima", str(kiriman), "--alasan", "a"])
    set_sel(kiriman, "Indikator", "IKS-4.3", "Kendala", f"{awal}900 miliar rupiah")
    _, data = run_json(capsys, "terima", str(kiriman))
    (beda,) = data["berkas"][0]["perbedaan"]
    assert "5 juta rupiah" in beda["lama"]
    assert "900 miliar rupiah" in beda["baru"]
    assert max(len(beda["lama"]), len(beda["baru"])) <= 64
    assert beda["lama"].startswith('"…') == bool(panjang)


def test_text_that_only_grew_is_told(akar, capsys):
    """A long text with something added at its end."""
    kiriman = build_kiriman(akar)
    awal = "Lelang ulang tertunda. " * 20
    set_sel(kiriman, "Indikator", "IKS-4.3", "Kendala", awal)
    run(["terima", str(kiriman), "--alasan", "a"])
    set_sel(kiriman, "Indikator", "IKS-4.3", "Kendala", f"{awal} Kerugian 5 juta.")
    _, data = run_json(capsys, "terima", str(kiriman))
    (beda,) = data["berkas"][0]["perbedaan"]
    assert beda["baru"].endswith('Kerugian 5 juta."')
    assert beda["lama"].endswith('tertunda."')


def test_back_to_an_older_form_is_a_revision_too(akar):
    """Only the latest counts as the same."""
    kiriman = build_kiriman(akar)
    pertama = kiriman.read_bytes()
    run(["terima", str(kiriman)])
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    run(["terima", str(kiriman), "--alasan", "a"])
    kiriman.write_bytes(pertama)
    assert run(["terima", str(kiriman)]) == 2
    assert run(["terima", str(kiriman), "--alasan", "b"]) == 0
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1, 2]
    assert build_jalur_kerja(akar).read_bytes() == pertama


def test_working_copy_changed_by_hand_is_never_lost(akar):
    """What nobody received is stored and recorded before the next form goes over it."""
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman)])
    tangan = build_jalur_kerja(akar)
    set_sel(tangan, "Indikator", "IKS-4.2", "Realisasi", 1.4)
    diubah = tangan.read_bytes()
    assert run(["terima", str(kiriman)]) == 2
    assert tangan.read_bytes() == diubah
    assert run(["terima", str(kiriman), "--alasan", "kembali"]) == 0
    assert [satu.cara for satu in read_setoran(akar)] == ["perintah", "folder", "perintah"]
    sidik = read_setoran(akar)[1].sha256
    assert (akar / f"data/{OPD}/terima/{sidik[:2]}/{sidik}.xlsx").read_bytes() == diubah


def test_copy_edited_in_place_is_compared_with_its_receipt(akar, capsys):
    """Handing in the working copy itself after an edit is a revision, not a first form."""
    jalur = build_jalur_kerja(akar)
    run(["terima", str(jalur)])
    set_sel(jalur, "Indikator", "IKS-4.2", "Realisasi", 1.4)
    kode, data = run_json(capsys, "terima", str(jalur))
    assert kode == 2
    assert [beda["baru"] for beda in data["berkas"][0]["perbedaan"]] == ["1,4"]
    assert run(["terima", str(jalur), "--alasan", "ralat"]) == 0
    assert [satu.revisi for satu in read_setoran(akar)] == [0, 1]


def test_missing_working_copy_is_put_back(akar):
    """The same file again makes good what was deleted."""
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman)])
    build_jalur_kerja(akar).unlink()
    assert run(["terima", str(kiriman)]) == 0
    assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()


def test_the_stamp_decides_not_the_name(akar, capsys):
    """A form named after another unit is filed by its Identitas, with a warning."""
    kiriman = build_kiriman(akar, "bidang-aset.xlsx")
    remove_isian(akar)
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["unit"]) == (0, UNIT)
    assert [temuan["kode"] for temuan in satu["temuan"]] == ["K-BERKAS-NAMA"]
    assert build_jalur_kerja(akar).exists()
    assert not build_jalur_kerja(akar, "bidang-aset").exists()


DELAPAN = {
    "K-ANGKA",
    "K-ANGKA-RAGU",
    "K-TARGET-BERUBAH",
    "K-SEL-GALAT",
    "K-RUMUS",
    "K-KISARAN",
    "K-KODE-ASING",
    "K-TANGGAL",
}


def test_eight_faults_are_told_then_corrected_then_received(akar, capsys):  # noqa: C901 - one way
    """Each with its cell; the copy coloured and commented; mended in the copy, it is received."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    asli = openpyxl.load_workbook(kiriman)
    lembar = "Indikator"
    salah = {
        set_sel(kiriman, lembar, "IKS-4.2", "Realisasi", "1.2o0"): "K-ANGKA",
        set_sel(kiriman, lembar, "IKP-1.1", "Realisasi", "1.5"): "K-ANGKA-RAGU",
        set_sel(kiriman, lembar, "IKS-4.2", "Target Triwulan", 77): "K-TARGET-BERUBAH",
        set_sel(kiriman, lembar, "IKS-4.3", "Pembilang", "#DIV/0!"): "K-SEL-GALAT",
        set_sel(kiriman, lembar, "IKS-4.3", "Penyebut", "=A1+1"): "K-RUMUS",
        set_sel(kiriman, lembar, "IKS-4.2", "Tenggat Tindak Lanjut", "31/02/2026"): "K-TANGGAL",
    }

    def ubah(buku):
        sub = buku["Sub Kegiatan"]
        sub["L5"] = 140
        sub.cell(sub.max_row + 1, 1).value = "TIDAK-ADA"

    edit_buku(kiriman, ubah)
    sebelum = list_isian_folder(akar)
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["keadaan"], satu["revisi"]) == (2, "ditolak", None)
    galat = [temuan for temuan in satu["temuan"] if temuan["tingkatan"] == "galat"]
    assert {temuan["kode"] for temuan in galat} >= DELAPAN
    assert all(temuan["lembar"] and temuan["sel"] for temuan in galat)
    assert list_isian_folder(akar) == sebelum
    assert read_setoran(akar) == ()

    vonis = load_vonis(build_jalur_vonis(akar))
    for alamat, kode_temuan in salah.items():
        sel = vonis[lembar][alamat]
        assert sel.fill.fgColor.rgb == MERAH
        assert kode_temuan in sel.comment.text
    depan = vonis.worksheets[0]
    assert "DITOLAK" in read_teks(depan)
    tautan = {sel.hyperlink.location for baris in depan for sel in baris if sel.hyperlink}
    assert tautan >= {f"'Indikator'!{alamat}" for alamat in salah}
    for nama in ("Identitas", "Petunjuk"):
        assert list(vonis[nama].values) == list(asli[nama].values)
    for baris in asli[lembar].iter_rows():
        for sel in baris:
            if sel.coordinate not in salah:
                assert vonis[lembar][sel.coordinate].value == sel.value
                warna = vonis[lembar][sel.coordinate].fill.fgColor.rgb
                assert warna == sel.fill.fgColor.rgb

    def perbaiki(buku):
        for nama in ("Indikator", "Sub Kegiatan"):
            for baris in list(buku[nama].iter_rows(min_row=5)):
                for sel in baris:
                    semula = asli[nama][sel.coordinate]
                    sel.value = semula.value
                    sel.number_format = semula.number_format

    perbaikan = akar / "kiriman" / "diperbaiki.xlsx"
    shutil.copy(build_jalur_vonis(akar), perbaikan)
    edit_buku(perbaikan, perbaiki)
    kode, data = run_json(capsys, "terima", str(perbaikan))
    assert kode == 0, data["berkas"][0]["temuan"]
    assert data["berkas"][0]["temuan"] == []
    bersih = load_vonis(build_jalur_vonis(akar))
    assert bersih.sheetnames.count("Hasil Periksa") == 1
    for alamat in salah:
        assert bersih[lembar][alamat].comment is None
        assert bersih[lembar][alamat].fill.fgColor.rgb != MERAH


def test_misspelt_unit_still_gets_all_its_faults(akar, capsys):
    """An unknown unit is refused with the nearest name, and the cells are checked all the same."""
    kiriman = build_kiriman(akar)
    edit_buku(kiriman, lambda buku: buku["Identitas"].__setitem__("B6", "sekretaris"))
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "abc")
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["unit"]) == (2, "")
    assert [temuan["kode"] for temuan in satu["temuan"]] == ["K-UNIT-ASING", "K-ANGKA"]
    assert '"sekretariat"' in satu["temuan"][0]["ditemukan"]


@pytest.mark.gangguan(27)
@pytest.mark.parametrize(
    ("sel", "isi", "kode_temuan"),
    [
        ("B5", "dinas-lain", "K-IDENTITAS"),
        ("B8", "duapuluh", "K-IDENTITAS"),
        ("B9", 7, "K-IDENTITAS"),
        ("B8", "2031", "K-RENCANA"),
        ("B10", "0", "K-VERSI-FORMULIR"),
    ],
)
def test_wrong_stamp(akar, capsys, sel, isi, kode_temuan):
    """Gangguan 27: agency, year, quarter, plan and version of the form."""
    kiriman = build_kiriman(akar)
    edit_buku(kiriman, lambda buku: buku["Identitas"].__setitem__(sel, isi))
    sebelum = list_isian_folder(akar)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 2
    assert kode_temuan in [temuan["kode"] for temuan in data["berkas"][0]["temuan"]]
    assert list_isian_folder(akar) == sebelum


@pytest.mark.gangguan(32)
def test_empty_form_is_refused(akar, capsys):
    """Gangguan 32: a form without any answer is no submission."""
    kiriman = build_kiriman(akar)

    def kosongkan(buku):
        for nama, kolom in (("Indikator", "IJK"), ("Sub Kegiatan", "JLM")):
            for huruf in kolom:
                for sel in buku[nama][huruf][4:]:
                    sel.value = None

    edit_buku(kiriman, kosongkan)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 2
    assert data["berkas"][0]["temuan"][0]["kode"] == "K-DATA-KOSONG"


@pytest.mark.gangguan(28)
def test_falling_running_count_is_warned_of_at_the_door(akar, capsys):
    """Gangguan 28: the quarters before are looked at; a warning does not keep the form out."""
    kiriman = build_kiriman(akar, unit="bidang-aset")
    remove_isian(akar, "bidang-aset")
    # 1.148 in Triwulan I, so 1.147 is a fall; what is added up over quarters (IKP-3.1) may fall.
    sel = set_sel(kiriman, "Indikator", "IKS-3.1", "Pembilang", 1147)
    set_sel(kiriman, "Indikator", "IKP-3.1", "Realisasi", 0)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert kode == 0
    (temuan,) = data["berkas"][0]["temuan"]
    assert (temuan["kode"], temuan["tingkatan"], temuan["sel"]) == (
        "K-KUMULATIF-TURUN",
        "peringatan",
        sel,
    )
    set_sel(kiriman, "Indikator", "IKS-3.1", "Pembilang", 1148)
    _, data = run_json(capsys, "terima", str(kiriman), "--alasan", "betul")
    assert data["berkas"][0]["temuan"] == []


@pytest.mark.gangguan(2, 10)
def test_the_others_go_on(akar, capsys):
    """One refused, one missing, one lock file: the two good ones are received, exit 2."""
    baik = [build_kiriman(akar, f"{u}.xlsx", u) for u in (UNIT, "bidang-aset")]
    buruk = build_kiriman(akar, "x.xlsx", "bidang-anggaran")
    buruk.write_bytes(buruk.read_bytes()[:500])
    kunci = akar / "kiriman" / "~$sekretariat.xlsx"
    kunci.write_bytes(b"x")
    remove_isian(akar)
    kode, data = run_json(
        capsys, "terima", str(buruk), str(kunci), str(baik[0]), "tidak-ada.xlsx", str(baik[1])
    )
    assert kode == 2
    assert [satu["keadaan"] for satu in data["berkas"]] == [
        "ditolak",
        "dilewati",
        "diterima",
        "ditolak",
        "diterima",
    ]
    assert {satu.unit for satu in read_setoran(akar)} == {UNIT, "bidang-aset"}
    assert sorted(j.name for j in build_jalur_kerja(akar).parent.glob("*.xlsx")) == [
        "bidang-aset.xlsx",
        "sekretariat.xlsx",
    ]
    assert (akar / data["berkas"][0]["salinan"]).is_file()


def test_two_files_of_one_unit_get_a_verdict_each(akar, capsys):
    """Refused and accepted in one command: two copies, each with its own decision."""
    salah = build_kiriman(akar, "salah.xlsx")
    set_sel(salah, "Indikator", "IKS-4.2", "Realisasi", "abc")
    baik = build_kiriman(akar, "baik.xlsx")
    _, data = run_json(capsys, "terima", str(salah), str(baik))
    teks = [read_teks(load_vonis(akar / satu["salinan"]).worksheets[0]) for satu in data["berkas"]]
    assert [satu["keadaan"] for satu in data["berkas"]] == ["ditolak", "diterima"]
    assert ["Keputusan | DITERIMA" in satu for satu in teks] == [False, True]
    assert [
        f"Berkas | kiriman/{nama}.xlsx" in satu
        for nama, satu in zip(("salah", "baik"), teks, strict=True)
    ] == [True, True]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(akar, capsys, monkeypatch):
    """A fault while reading is that file's own."""
    buruk, baik = build_kiriman(akar, "buruk.xlsx"), build_kiriman(akar, "baik.xlsx")
    asli = Pembaca.read

    def read(pembaca, jalur):
        if jalur == buruk:
            raise galat
        return asli(pembaca, jalur)

    monkeypatch.setattr(Pembaca, "read", read)
    for galat in (SumberError("Uji"), PermissionError(errno.EACCES, "terkunci")):
        kode, data = run_json(capsys, "terima", str(buruk), str(baik))
        assert data["berkas"][0]["keadaan"] == "gagal"
        assert data["berkas"][0]["pesan"]
        assert kode == (2 if isinstance(galat, SumberError) else 1)
        assert data["berkas"][1]["keadaan"] in {"diterima", "sama"}


def test_a_register_that_cannot_be_opened_keeps_the_answers_so_far(akar, capsys, monkeypatch):
    """Exit 4: what was refused before stays told, the others are named as not received."""
    salah = build_kiriman(akar, "salah.xlsx")
    set_sel(salah, "Indikator", "IKS-4.2", "Realisasi", "abc")
    baik = build_kiriman(akar, "baik.xlsx")
    lain = build_kiriman(akar, "lain.xlsx", "bidang-aset")

    def refuse(*_, **__):
        raise SibukError("Register sedang ditulis")

    monkeypatch.setattr(jalan, "open_register", refuse)
    kode, data = run_json(capsys, "terima", str(salah), str(baik), str(lain))
    assert (kode, data["kode_keluar"]) == (4, 4)
    assert "Register sedang ditulis" in data["galat"]
    assert [satu["keadaan"] for satu in data["berkas"]] == ["ditolak", "dilewati", "dilewati"]
    assert (akar / data["berkas"][0]["salinan"]).is_file()
    assert read_setoran(akar) == ()
    assert run(["terima", str(baik)]) == 4
    keluar = capsys.readouterr()
    assert "kiriman/baik.xlsx: DILEWATI" in keluar.out
    assert "Register sedang ditulis" in keluar.err


def rusak_makro(jalur):
    """Put a macro in."""
    rewrite_zip(jalur, tambah={"xl/vbaProject.bin": b"makro"})


def rusak_keluar(jalur):
    """Add a part that points outside."""
    rewrite_zip(jalur, tambah={"../jahat.xml": b"x"})


def rusak_entitas(jalur):
    """Add a document type."""
    isi = b'<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'
    rewrite_zip(jalur, {"xl/worksheets/sheet3.xml": lambda _: isi})


def rusak_lembar(jalur):
    """Rename a sheet."""
    edit_buku(jalur, lambda buku: setattr(buku["Indikator"], "title", "Indikatr"))


def rusak_judul(jalur):
    """Translate a heading."""
    edit_buku(jalur, lambda buku: buku["Indikator"].__setitem__("I4", "Actual"))


def rusak_kode_ganda(jalur):
    """Repeat a code."""

    def ubah(buku):
        buku["Indikator"]["A6"] = buku["Indikator"]["A5"].value

    edit_buku(jalur, ubah)


def rusak_gabung(jalur):
    """Merge two rows."""
    edit_buku(jalur, lambda buku: buku["Indikator"].merge_cells("I5:I6"))


@pytest.mark.gangguan(1, 2, 3, 5, 7, 9, 15, 16, 24, 26)
@pytest.mark.parametrize(
    ("rusak", "kode_temuan"),
    [
        (lambda jalur: jalur.write_bytes(b""), "K-BERKAS-KOSONG"),
        (lambda jalur: jalur.write_bytes(jalur.read_bytes()[:900]), "K-BERKAS-RUSAK"),
        (lambda jalur: jalur.write_bytes(b"kode;isi\n"), "K-BERKAS-JENIS"),
        (rusak_makro, "K-BERKAS-MAKRO"),
        (rusak_keluar, "K-BERKAS-ENTRI"),
        (rusak_entitas, "K-BERKAS-XML"),
        (rusak_lembar, "K-LEMBAR-HILANG"),
        (rusak_judul, "K-KOLOM-HILANG"),
        (rusak_kode_ganda, "K-KODE-GANDA"),
        (rusak_gabung, "K-GABUNG"),
    ],
)
def test_refused_forms_leave_only_their_verdict(akar, capsys, rusak, kode_temuan):
    """Gangguan 1-9, 15, 16, 24, 26: exit 2, nothing in data/, a verdict that can be opened."""
    kiriman = build_kiriman(akar)
    rusak(kiriman)
    sebelum = list_isian_folder(akar)
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["keadaan"]) == (2, "ditolak")
    assert kode_temuan in [temuan["kode"] for temuan in satu["temuan"]]
    assert list_isian_folder(akar) == sebelum
    assert kode_temuan in read_teks(load_vonis(akar / satu["salinan"]).worksheets[0])
    assert not zipfile.ZipFile(akar / satu["salinan"]).testzip()


@pytest.mark.gangguan(14, 30)
@pytest.mark.parametrize("nama", ["CON.xlsx", "📊 làporan.xlsx", "n" * 200 + ".xlsx", "=1+1.xlsx"])
def test_any_name_is_answered_under_a_plain_one(akar, capsys, nama):
    """Gangguan 14, 30: outputs are slugged, names shown literally."""
    kiriman = build_kiriman(akar, nama)
    kiriman.write_bytes(b"bukan")
    _, data = run_json(capsys, "terima", str(kiriman))
    salinan = akar / data["berkas"][0]["salinan"]
    assert salinan.name.isascii()
    depan = load_vonis(salinan).worksheets[0]
    assert all(sel.data_type != "f" for baris in depan for sel in baris)


@pytest.mark.gangguan(14)
@pytest.mark.parametrize(
    "nama",
    [
        "laporan  TW 2.xlsx",
        "anggàran é.xlsx",
        "📊.xlsx",
        "CON.xlsx",
        "n" * 245 + ".xlsx",
        "a'b.XLSX",
    ],
)
def test_a_sound_form_of_any_name_is_received(akar, capsys, nama):
    """Gangguan 14: stored and answered under the unit's own plain name; the register keeps its."""
    kiriman = build_kiriman(akar, nama)
    remove_isian(akar, UNIT)
    kode, data = run_json(capsys, "terima", str(kiriman))
    assert (kode, data["berkas"][0]["keadaan"]) == (0, "diterima")
    assert [satu.nama_berkas for satu in read_setoran(akar)] == [nama]
    assert build_jalur_kerja(akar).read_bytes() == kiriman.read_bytes()
    assert data["berkas"][0]["salinan"].endswith(f"/terima/{UNIT}-hasil-periksa.xlsx")


@pytest.mark.gangguan(14)
def test_a_name_that_no_disk_holds_is_refused(akar, capsys):
    """Gangguan 14: longer than any file name, and with a NUL in it; the others go on."""
    kiriman = build_kiriman(akar)
    kode, data = run_json(capsys, "terima", "n" * 300 + ".xlsx", str(kiriman))
    assert kode == 2
    assert [satu["keadaan"] for satu in data["berkas"]] == ["ditolak", "diterima"]
    assert data["berkas"][0]["temuan"][0]["kode"] == "K-BERKAS-HILANG"


def list_rumus(jalur):
    """List the cells that hold a formula; a form has the kit's own."""
    buku = openpyxl.load_workbook(jalur)
    semua = (sel for lembar in buku for baris in lembar for sel in baris)
    return {(sel.parent.title, sel.coordinate) for sel in semua if sel.data_type == "f"}


@pytest.mark.gangguan(30)
def test_hostile_text_in_a_finding_stays_text(akar, capsys):
    """Gangguan 30: what was found is quoted, never a formula, control characters written out."""
    kiriman = build_kiriman(akar)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "'=cmd|' /C calc'!A0")
    _, data = run_json(capsys, "terima", str(kiriman))
    assert list_rumus(akar / data["berkas"][0]["salinan"]) == list_rumus(kiriman)


@pytest.mark.parametrize("alasan", ["a\x07b", "x" * 1001])
def test_reason_that_cannot_be_printed_is_refused(akar, alasan):
    """Before any file is opened."""
    assert run(["terima", str(build_kiriman(akar)), "--alasan", alasan]) == 2
    assert read_setoran(akar) == ()


def test_tampered_register_stops_the_door(akar, capsys):
    """Exit 5 before anything is received."""
    kiriman = build_kiriman(akar)
    run(["terima", str(kiriman)])
    jurnal = akar / f"data/{OPD}/jurnal.jsonl"
    jurnal.write_bytes(jurnal.read_bytes().replace(b"perintah", b"perintih"))
    capsys.readouterr()
    assert run(["terima", str(kiriman)]) == 5


def test_disk_full_refuses_cleanly(akar, capsys, monkeypatch):
    """Gangguan 49: at every write in turn; the form is received whole or not at all."""
    kiriman = build_kiriman(akar)
    remove_isian(akar, UNIT)
    sejati, hitung = os.fsync, [0]
    for ke in range(1, 40):
        hitung[0] = 0

        def fsync(pegangan, ke=ke):
            hitung[0] += 1
            if hitung[0] == ke:
                raise OSError(errno.ENOSPC, "No space left on device")
            return sejati(pegangan)

        monkeypatch.setattr(os, "fsync", fsync)
        kode = run(["terima", str(kiriman)])
        monkeypatch.setattr(os, "fsync", sejati)
        capsys.readouterr()
        if hitung[0] < ke:
            break
        salinan = build_jalur_kerja(akar)
        assert not salinan.exists() or salinan.read_bytes() == kiriman.read_bytes()
        assert kode in {0, 1}
        assert run(["terima", str(kiriman)]) == 0
        assert salinan.read_bytes() == kiriman.read_bytes()
        assert len(read_setoran(akar)) == 1
        for jalur in (akar / f"data/{OPD}").glob("register.*"):
            jalur.unlink()
        (akar / f"data/{OPD}/jurnal.jsonl").unlink()
        shutil.rmtree(akar / f"data/{OPD}/terima")
        salinan.unlink()
    assert ke > 5


def list_ditolak(akar):
    """List the forms of the quarter that were sent back."""
    with open_register(Folder(akar), OPD) as register:
        return list_setoran_ditolak(register, PERIODE)


def test_forms_sent_back_are_counted(akar, capsys):
    """Each refused file of a unit once, with what refused it; what is no unit's fault is not."""
    kiriman = build_kiriman(akar)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "1.2o0")
    for _ in range(2):
        assert run(["terima", str(kiriman)]) == 2
    (satu,) = list_ditolak(akar)
    assert (satu.unit, satu.kode, satu.nama_berkas) == (UNIT, ("K-ANGKA",), "kiriman.xlsx")
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "n/a")
    run(["terima", str(kiriman)])
    assert len(list_ditolak(akar)) == 2
    for sel, isi in (("B5", "dinas-lain"), ("B8", "2031")):
        edit_buku(kiriman, lambda buku, s=sel, i=isi: buku["Identitas"].__setitem__(s, i))
        run(["terima", str(kiriman)])
    assert len(list_ditolak(akar)) == 2
    capsys.readouterr()


def test_a_return_that_cannot_be_recorded_keeps_its_verdict(akar, capsys, monkeypatch):
    """Another writer took the register: refused all the same, and the note says what lacks."""
    kiriman = build_kiriman(akar)
    set_sel(kiriman, "Indikator", "IKS-4.2", "Realisasi", "1.2o0")

    def refuse(*_, **__):
        raise SibukError("Register sedang ditulis")

    monkeypatch.setattr("kinerja.terima.jalan.open_register", refuse)
    kode, data = run_json(capsys, "terima", str(kiriman))
    (satu,) = data["berkas"]
    assert (kode, satu["keadaan"]) == (SibukError.kode_keluar, "ditolak")
    assert satu["pesan"].startswith("Pengembaliannya tidak tercatat. Register sedang ditulis")
    assert load_vonis(akar / satu["salinan"]).sheetnames[0] == "Hasil Periksa"
    assert list_ditolak(akar) == ()
