"""Open items in the next quarter's form, what a unit answers there, and what becomes of it."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from types import SimpleNamespace

import openpyxl
import pytest

from kinerja.cli.utama import run
from kinerja.excel.pencatat import Pencatat
from kinerja.gudang import open_bukti
from kinerja.jalankan.formulir import run_formulir
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.model import Butir, JawabanTindakLanjut, Unit
from kinerja.periode import Periode
from kinerja.register import list_setoran, open_register
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.disposisi import DisposisiBaru, record_lembar
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, list_tindak_lanjut
from kinerja.terima.jalan import run_terima
from kinerja.terima.tindak_lanjut import build_langkah_formulir
from tests.bantuan_lembar import OPD, TW1, TW2, copy_contoh

UNIT = "bidang-aset"
SIDIK = "0" * 64


@pytest.fixture
def kerja(tmp_path):
    """A copy of the sample with a disposition on Triwulan I: two items of one unit, one of another.

    The unit's form of Triwulan II has not come back yet.
    """
    folder = copy_contoh(tmp_path)
    butir = [
        Butir(TW1, 1, 1, "IKS-3.1", UNIT, "Selesaikan mediasi", date(2026, 6, 15)),
        Butir(TW1, 1, 2, "laporan", UNIT, "Lengkapi bukti", date(2026, 7, 31)),
        Butir(TW1, 1, 3, "IKS-1.2", "bidang-anggaran", "Percepat kontrak", date(2026, 5, 31)),
    ]
    with open_register(folder, OPD, is_tulis=True) as register:
        record_lembar(register, TW1, SIDIK)
        baru = DisposisiBaru(
            TW1, 1, SIDIK, "l.xlsx", date(2026, 4, 15), "segera", "Kepala Badan", (UNIT,),
            tuple(butir),
        )  # fmt: skip
        record_disposisi(register, baru)
    return folder


def make_formulir(kerja, periode=TW2):
    """Make the unit's form, with the answers that the sample's unit has given."""
    hasil = run_formulir(kerja, OPD, periode, unit=UNIT, is_lanjut=True)
    assert hasil.unit[0].formulir is not None
    return hasil.unit[0].formulir


def open_lembar(jalur):
    """Open a form; gives the workbook and its sheet of follow-ups, None where there is none."""
    buku = openpyxl.load_workbook(jalur)
    return buku, buku["Tindak Lanjut"] if "Tindak Lanjut" in buku.sheetnames else None


def answer(kerja, jalur, *daftar, nama="jawaban.xlsx"):
    """Answer items as (line, {heading: text}) and save the form beside the folder."""
    buku, lembar = open_lembar(jalur)
    kolom = {sel.value: sel.column for sel in lembar[4]}
    for nomor, isi in daftar:
        for judul, teks in isi.items():
            lembar.cell(4 + nomor, kolom[judul]).value = teks
    tujuan = kerja.akar / nama
    buku.save(tujuan)
    return tujuan


def read_keadaan(kerja):
    """Give the state of each item by its id."""
    with open_register(kerja, OPD) as register:
        return {s.butir.id: s.keadaan.value for s in list_tindak_lanjut(register)}


def list_jenis(kerja):
    """Give the kinds of all events with how many follow in their commit."""
    with open_register(kerja, OPD) as register:
        return [(satu.jenis, satu.sisa) for satu in register.list_peristiwa()]


USUL = (1, {"Keadaan": "selesai diusulkan", "Kemajuan": "Damai 3 Juni", "Bukti": "ba.pdf"})
JALAN = (2, {"Keadaan": "berjalan", "Kemajuan": "Separuh terkumpul"})


def receive(kerja, jalur, **lain):
    """Hand a form in; gives the verdict on it."""
    return run_terima(kerja, OPD, [jalur], alasan="tindak lanjut", **lain).berkas[0]


# --- the form --------------------------------------------------------------------------------


def test_open_items_enter_the_next_form_with_their_age(kerja):
    """The unit's own items only, as old as they are on the quarter's last day, with a list."""
    _, lembar = open_lembar(make_formulir(kerja))
    baris = [[sel.value for sel in satu] for satu in lembar.iter_rows(min_row=5)]
    assert [satu[0] for satu in baris] == ["2026-tw1/1.1", "2026-tw1/1.2"]
    assert baris[0][1].startswith("IKS-3.1 ")
    assert [satu[2] for satu in baris] == ["Selesaikan mediasi", "Lengkapi bukti"]
    assert baris[0][4:7] == [76, 15, "baru"]  # 15 April and 15 June to 30 June
    assert baris[1][4:7] == [76, None, "baru"]
    (aturan,) = [d for d in lembar.data_validations.dataValidation if d.type == "list"]
    assert aturan.formula1 == '"berjalan,selesai diusulkan,tidak dapat dipenuhi"'
    assert not lembar["H5"].protection.locked
    assert lembar["C5"].protection.locked


def test_a_unit_without_open_items_gets_the_form_it_always_got(kerja):
    """No sheet without lines: bytes of other units' forms do not change."""
    hasil = run_formulir(kerja, OPD, TW2, unit="sekretariat", is_lanjut=True)
    assert open_lembar(hasil.unit[0].formulir)[1] is None
    assert open_lembar(make_formulir(kerja, TW1))[1] is None  # its own quarter is not "next"


def test_a_proposal_waits_and_a_closed_item_is_gone(kerja):
    """While somebody must verify, the unit has nothing to say; after that the line is away."""
    langkah = {"kemajuan": "x", "bukti": "ba.pdf", "oleh": "Kabid"}
    with open_register(kerja, OPD, is_tulis=True) as register:
        record_tindak_lanjut(register, "2026-tw1/1.1", KeadaanTindakLanjut.DIUSULKAN, **langkah)
    _, lembar = open_lembar(make_formulir(kerja))
    assert lembar["G5"].value == "selesai diusulkan"
    assert lembar["H5"].protection.locked
    assert not lembar["H6"].protection.locked
    with open_register(kerja, OPD, is_tulis=True) as register:
        ke = KeadaanTindakLanjut.DIVERIFIKASI
        record_tindak_lanjut(register, "2026-tw1/1.1", ke, oleh="Sekretaris")
    _, lembar = open_lembar(make_formulir(kerja))
    assert lembar["A5"].value == "2026-tw1/1.2"
    assert lembar["A6"].value is None


# --- read back -------------------------------------------------------------------------------


def test_answers_are_recorded_in_the_commit_of_their_submission(kerja):
    """Setoran and both steps stand or fall together; the unit's name stands for a proposer."""
    jalur = answer(kerja, make_formulir(kerja), USUL, JALAN)
    hasil = receive(kerja, jalur)
    assert hasil.keadaan == "diterima", [t.pesan for t in hasil.temuan]
    assert hasil.tindak_lanjut == ("2026-tw1/1.1: selesai diusulkan", "2026-tw1/1.2: berjalan")
    assert read_keadaan(kerja) == {
        "2026-tw1/1.1": "diusulkan", "2026-tw1/1.2": "berjalan", "2026-tw1/1.3": "baru",
    }  # fmt: skip
    assert list_jenis(kerja)[-3:] == [("setoran", 2), ("tindak_lanjut", 1), ("tindak_lanjut", 0)]
    with open_register(kerja, OPD) as register:
        satu = list_tindak_lanjut(register)[0]
        assert len(list_setoran(register, TW2)) == 2  # the copy in the folder came first
    assert (satu.pengusul, satu.bukti) == ("Bidang Pengelolaan Aset Daerah", "ba.pdf")
    assert satu.langkah[-1].asal == "formulir"


def test_the_same_answers_are_recorded_once(kerja):
    """The same file, and a revision with the same answers, add no step."""
    jalur = answer(kerja, make_formulir(kerja), JALAN)
    receive(kerja, jalur)
    sebelum = list_jenis(kerja).count(("tindak_lanjut", 0))
    assert receive(kerja, jalur).keadaan == "sama"
    buku, _ = open_lembar(jalur)
    buku["Indikator"]["M5"].value = "Penjelasan yang lebih lengkap"
    buku.save(kerja.akar / "revisi.xlsx")
    hasil = receive(kerja, kerja.akar / "revisi.xlsx")
    assert hasil.keadaan == "diterima", [t.pesan for t in hasil.temuan]
    assert hasil.tindak_lanjut == ()
    assert list_jenis(kerja).count(("tindak_lanjut", 0)) == sebelum


def test_a_form_alone_closes_no_item(kerja):
    """That it cannot be met is a proposal: open, and waiting for another person."""
    batal = (1, {"Keadaan": "tidak dapat dipenuhi", "Alasan": "Bukti hilang"})
    hasil = receive(kerja, answer(kerja, make_formulir(kerja), batal))
    assert hasil.tindak_lanjut == ("2026-tw1/1.1: tidak dapat dipenuhi diusulkan",)
    with open_register(kerja, OPD) as register:
        satu = list_tindak_lanjut(register)[0]
    assert satu.is_terbuka
    assert satu.pengusul == "Bidang Pengelolaan Aset Daerah"


def test_the_same_words_count_once_a_period(kerja):
    """In the same quarter they are told and left out; in the next they are a step of their own."""
    jawaban = JawabanTindakLanjut("2026-tw1/1.2", "berjalan", "Konsep disusun", "", "", {})
    unit = Unit(UNIT, "Aset", "Aset")
    for periode, jumlah in ((TW2, 1), (TW2, 0), (Periode(2026, 3), 1), (TW2, 0)):
        laporan = SimpleNamespace(periode=periode, unit=UNIT, tindak_lanjut=(jawaban,))
        pencatat = Pencatat("f.xlsx", UNIT)
        with open_register(kerja, OPD, is_tulis=True) as register:
            hasil = build_langkah_formulir(register, laporan, unit, "Kabid", pencatat)
            register.append_semua(list(hasil.catatan))
        assert len(hasil.catatan) == jumlah
        kode = [s.kode for s in pencatat.temuan if s.kode != "K-TINDAK-LANJUT-DIAM"]
        assert kode == ([] if jumlah else ["K-TINDAK-LANJUT-SAMA"])


def test_a_refused_form_records_no_step(kerja):
    """A revision without a reason is not received, and neither are its answers."""
    jalur = answer(kerja, make_formulir(kerja), JALAN)
    hasil = run_terima(kerja, OPD, [jalur]).berkas[0]
    assert hasil.keadaan == "ditolak"
    assert hasil.tindak_lanjut == ()
    assert read_keadaan(kerja)["2026-tw1/1.2"] == "baru"


@pytest.mark.parametrize(
    ("jawaban", "kode", "sel"),
    [
        ((1, {"Keadaan": "selesai diusulkan"}), "K-WAJIB", "J5"),
        ((1, {"Keadaan": "selesai diusulkan", "Bukti": "ada"}), "K-TINDAK-LANJUT", "J5"),
        ((1, {"Keadaan": "selesai diusulkan", "Bukti": "../x.pdf"}), "K-BUKTI-JALUR", "J5"),
        ((1, {"Keadaan": "berjalan"}), "K-WAJIB", "I5"),
        ((1, {"Keadaan": "tidak dapat dipenuhi"}), "K-WAJIB", "K5"),
        ((1, {"Kemajuan": "sudah"}), "K-WAJIB", "H5"),
        ((1, {"Keadaan": "selesai"}), "K-PILIHAN", "H5"),
        ((1, {"Butir": "2026-tw1/9.9", "Keadaan": "berjalan", "Kemajuan": "x"}),
         "K-TINDAK-LANJUT", "A5"),
        ((1, {"Butir": "2026-tw1/1.3", "Keadaan": "berjalan", "Kemajuan": "x"}),
         "K-TINDAK-LANJUT", "A5"),
        ((1, {"Butir": "2026-tw1/1.2"}), "K-KODE-GANDA", "A6"),
    ],
)  # fmt: skip
def test_a_fault_in_an_answer_names_its_cell(kerja, jawaban, kode, sel):
    """No proof, no reason, an unknown state or item, another unit's item, a line twice."""
    hasil = receive(kerja, answer(kerja, make_formulir(kerja), jawaban))
    assert hasil.keadaan == "ditolak"
    assert ("Tindak Lanjut", sel) in {
        (t.lembar, t.sel) for t in hasil.temuan if (t.kode, t.tingkatan.value) == (kode, "galat")
    }, [t.pesan for t in hasil.temuan]
    assert read_keadaan(kerja)["2026-tw1/1.1"] == "baru"
    lembar = openpyxl.load_workbook(kerja.akar / hasil.salinan)["Tindak Lanjut"]
    assert lembar[sel].fill.fgColor.rgb == "FFF4B0B0"


def test_an_answer_on_an_item_closed_meanwhile_is_told_and_the_form_received(kerja):
    """The figures are good; what cannot be recorded is a warning with its cell."""
    jalur = answer(kerja, make_formulir(kerja), JALAN)
    with open_register(kerja, OPD, is_tulis=True) as register:
        ke = KeadaanTindakLanjut.TIDAK_DAPAT
        record_tindak_lanjut(register, "2026-tw1/1.2", ke, oleh="Kabid", alasan="dibatalkan")
    hasil = receive(kerja, jalur)
    assert hasil.keadaan == "diterima"
    (satu,) = [t for t in hasil.temuan if t.kode == "K-TINDAK-LANJUT-TUTUP"]
    assert (satu.tingkatan.value, satu.sel) == ("peringatan", "H6")
    assert read_keadaan(kerja)["2026-tw1/1.2"] == "tidak_dapat"


def test_a_form_made_before_the_disposition_stays_readable(kerja, tmp_path_factory):
    """Forms that went out without the sheet come back without a finding about it."""
    polos = copy_contoh(tmp_path_factory.mktemp("polos"))
    jalur = make_formulir(polos)
    assert open_lembar(jalur)[1] is None
    buku, _ = open_lembar(jalur)
    buku["Indikator"]["M5"].value = "Penjelasan lain"
    buku.save(kerja.akar / "lama.xlsx")
    hasil = receive(kerja, kerja.akar / "lama.xlsx")
    assert hasil.keadaan == "diterima", [t.pesan for t in hasil.temuan]
    (diam,) = [t for t in hasil.temuan if "TINDAK-LANJUT-DIAM" in t.kode]
    assert diam.tingkatan.value == "peringatan"
    assert diam.ditemukan == "2026-tw1/1.1 (lewat 15 hari), 2026-tw1/1.2"


def test_what_the_form_leaves_open_is_told(kerja):
    """Unanswered lines are named; answered ones, and what waits for another person, are not."""
    hasil = receive(kerja, answer(kerja, make_formulir(kerja), USUL))
    (diam,) = [t for t in hasil.temuan if t.kode == "K-TINDAK-LANJUT-DIAM"]
    assert diam.ditemukan == "2026-tw1/1.2"
    hasil = receive(kerja, answer(kerja, make_formulir(kerja), JALAN))
    assert not [t for t in hasil.temuan if t.kode == "K-TINDAK-LANJUT-DIAM"]


def test_the_proof_of_an_item_is_kept_like_that_of_a_figure(kerja):
    """Under its hash, recorded with the item; one that is missing is told."""
    folder = kerja.data(OPD) / f"2026/tw2/bukti/{UNIT}"
    folder.mkdir(parents=True, exist_ok=True)
    jalur = answer(kerja, make_formulir(kerja), USUL)
    hilang = [t.sel for t in receive(kerja, jalur).temuan if t.kode == "K-BUKTI-HILANG"]
    assert "J5" in hilang
    (folder / "ba.pdf").write_bytes(b"berita acara mediasi")
    hasil = receive(kerja, jalur)
    assert "J5" not in [t.sel for t in hasil.temuan if t.kode == "K-BUKTI-HILANG"]
    with open_register(kerja, OPD) as register:
        berkas = register.list_peristiwa("bukti")[-1].isi["berkas"]
    (satu,) = [isi for isi in berkas if isi["kode"] == "2026-tw1/1.1"]
    assert satu["sha256"] == hashlib.sha256(b"berita acara mediasi").hexdigest()
    simpanan = open_bukti(kerja.data(OPD)).build_jalur(satu["sha256"], ".pdf")
    assert simpanan.read_bytes() == b"berita acara mediasi"


def test_answers_already_given_are_carried_into_a_new_form(kerja):
    """`--lanjut` takes what stands in the submission along, follow-ups too."""
    receive(kerja, answer(kerja, make_formulir(kerja), JALAN))
    _, lembar = open_lembar(make_formulir(kerja))
    assert [lembar[f"{huruf}6"].value for huruf in "GHI"] == [
        "berjalan", "berjalan", "Separuh terkumpul",
    ]  # fmt: skip


def test_a_form_with_answers_only_is_not_thrown_away(kerja):
    """Somebody answered an item in the output folder: a new form moves that one aside."""
    jalur = run_formulir(kerja, OPD, Periode(2026, 4), unit=UNIT).unit[0].formulir
    answer(kerja, jalur, JALAN, nama="isi.xlsx")
    (kerja.akar / "isi.xlsx").replace(jalur)
    hasil = run_formulir(kerja, OPD, Periode(2026, 4), unit=UNIT)
    assert hasil.unit[0].disisihkan is not None


def test_the_differences_of_a_revision_name_the_answers(kerja):
    """What changed since the form before, item by item."""
    receive(kerja, answer(kerja, make_formulir(kerja), JALAN))
    lagi = (2, {"Keadaan": "selesai diusulkan", "Bukti": "daftar.pdf"})
    hasil = receive(kerja, answer(kerja, make_formulir(kerja), lagi, nama="lagi.xlsx"))
    pesan = [satu.pesan for satu in hasil.perbedaan]
    assert any("2026-tw1/1.2, Keadaan" in satu for satu in pesan), pesan
    assert read_keadaan(kerja)["2026-tw1/1.2"] == "diusulkan"


@pytest.mark.notebook
def test_answers_found_in_the_folder_wait_for_terima(kerja, capsys):
    """`laporan` says that they are not recorded; handing the same file in records them."""
    jalur = answer(kerja, make_formulir(kerja), JALAN)
    tujuan = kerja.data(OPD) / "2026" / "tw2" / f"{UNIT}.xlsx"
    tujuan.write_bytes(jalur.read_bytes())
    hasil = run_laporan(kerja, OPD, TW2, bentuk=("html",), daftar_jenis=(JENIS_TRIWULAN,))
    assert any("2026-tw1/1.2" in teks and "terima" in teks for teks in hasil.catatan)
    assert read_keadaan(kerja)["2026-tw1/1.2"] == "baru"
    assert receive(kerja, jalur).keadaan == "sama"
    assert read_keadaan(kerja)["2026-tw1/1.2"] == "berjalan"
    capsys.readouterr()
    assert run(["terima", str(jalur), "--folder", str(kerja.akar)]) == 0
    assert "Tindak lanjut dicatat" not in capsys.readouterr().out


def test_the_form_says_what_the_sheet_is_for(kerja):
    """The instructions mention it only where it is there."""
    isi = io.BytesIO(make_formulir(kerja).read_bytes())
    petunjuk = openpyxl.load_workbook(isi)["Petunjuk"]
    assert any("Lembar Tindak Lanjut" in str(sel.value) for sel in petunjuk["A"])
