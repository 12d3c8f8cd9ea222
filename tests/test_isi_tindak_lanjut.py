"""What the reports say of dispositions: states, effect in figures, repeats, delays, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from kinerja.catatan import CatatanRegister
from kinerja.data import read_data
from kinerja.ekspor.periksa import check_satu_kebenaran, iter_angka
from kinerja.folder import Folder
from kinerja.hitung.pokok import JenisPokok, pick_pokok
from kinerja.hitung.rekap import build_rekap
from kinerja.isi.blok import Daftar, Paragraf, Tabel, encode_blok
from kinerja.isi.disposisi import describe_ditunjukkan, describe_pokok, read_teks
from kinerja.jalankan.disposisi import build_bahan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.rancang import JENIS_TRIWULAN
from kinerja.laporan import LaporanBidang, LaporanDisposisi, LaporanPerangkatDaerah
from kinerja.model import Butir
from kinerja.periode import Periode
from kinerja.register import open_register
from kinerja.register.banding_disposisi import compare_butir
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.catat_tindak_lanjut import record_tindak_lanjut
from kinerja.register.disposisi import Disposisi, DisposisiBaru, record_lembar
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, LangkahTindakLanjut, TindakLanjut
from tests.bantuan_hitung import KEBIJAKAN, buat_indikator, buat_isian, buat_masukan
from tests.bantuan_lembar import AKAR, OPD, TW1, TW2, copy_contoh

TW3 = Periode(2026, 3)
SIDIK = "0" * 64
HARI_LAIN = datetime(2026, 9, 2, 9, tzinfo=UTC)
KOSONG = "Belum ada disposisi atas laporan ini dan tidak ada tindak lanjut dari periode sebelumnya."


@pytest.fixture(scope="module")
def contoh(tmp_path_factory):
    """The sample, read only."""
    return copy_contoh(tmp_path_factory.mktemp("contoh"))


def build_langkah(keadaan, **isi):
    """Build one step of an item, taken on 1 July 2026."""
    dasar = {"kemajuan": "", "bukti": "", "oleh": "Kabid", "alasan": ""} | isi
    waktu = datetime(2026, 7, 1, 9, tzinfo=UTC)
    return LangkahTindakLanjut(KeadaanTindakLanjut(keadaan), waktu=waktu, asal="perintah", **dasar)


def build_butir(nomor, tentang="IKS-3.1", unit="bidang-aset", periode=TW1, tenggat=None):
    """Build an item."""
    tenggat = tenggat or date(2026, 6, 15)
    return Butir(periode, 1, nomor, tentang, unit, f"Arahan {nomor}", tenggat)


SELESAI = TindakLanjut(
    build_butir(1),
    date(2026, 4, 15),
    (
        build_langkah("diusulkan", bukti="BA 12", kemajuan="Damai"),
        build_langkah("diverifikasi", oleh="Sekretaris"),
    ),
)
BARU = TindakLanjut(build_butir(2, "IKS-1.2", "bidang-anggaran"), date(2026, 4, 15))
BATAL = TindakLanjut(
    build_butir(3, "laporan", "sekretariat"),
    date(2026, 4, 15),
    (build_langkah("tidak_dapat", alasan="Kewenangan provinsi"),),
)
NANTI = TindakLanjut(
    build_butir(4, "laporan", "sekretariat", tenggat=date(2026, 12, 31)), date(2026, 4, 15)
)


def build_laporan(contoh, periode=TW2, unit="", disposisi=(), tindak_lanjut=()):
    """Open a report whose register says this."""
    data = read_data(contoh, OPD, periode, is_tanpa_register=True)
    data = replace(data, catatan=CatatanRegister(tuple(disposisi), tuple(tindak_lanjut)))
    if not unit:
        return LaporanPerangkatDaerah(data)
    return LaporanBidang(data, next(u for u in data.masukan.unit if u.slug == unit))


def list_teks(blok):
    """Give every paragraph and list item as text."""
    hasil = []
    for satu in blok:
        if isinstance(satu, Paragraf):
            hasil.append(read_teks(satu.isi))
        elif isinstance(satu, Daftar):
            hasil += [satu.judul, *(read_teks(butir) for butir in satu.butir)]
    return hasil


def read_tabel(blok, id_tabel):
    """Give the rows of a table as texts."""
    tabel = next(satu for satu in blok if isinstance(satu, Tabel) and satu.id == id_tabel)
    return [[read_teks(sel.isi) for sel in baris.sel] for baris in tabel.baris]


def test_an_empty_register_is_one_sentence(contoh):
    """Nothing was given and nothing is open: the section says so and shows no table."""
    for unit in ("", "bidang-aset"):
        blok = build_laporan(contoh, unit=unit).tindak_lanjut()
        assert list_teks(blok) == [KOSONG]
        assert len(blok) == 1


def test_states_counts_and_the_share_closed(contoh):
    """Four items: one closed, one given up, two open of which one is late."""
    laporan = build_laporan(contoh, tindak_lanjut=[SELESAI, BARU, BATAL, NANTI])
    blok = laporan.tindak_lanjut()
    kalimat = list_teks(blok)[0]
    assert kalimat == (
        "Dari 4 butir disposisi periode sebelumnya, 1 selesai diverifikasi (25,00%) dan 2 masih"
        " terbuka; 1 tidak dapat dipenuhi; 1 lewat batas waktu (keadaan per 13 Juli 2026)."
    )
    angka = {a["id"]: a["teks"] for a in iter_angka(encode_blok(blok))}
    assert angka["tl.selesai_persen"] == "25,00%"
    assert angka["tl.jumlah"] == "4"
    assert angka["tl.2026-tw1.1.2.lewat"] == "28"  # 15 June to 13 July
    baris = read_tabel(blok, "tindak-lanjut")
    assert [satu[5] for satu in baris] == [
        "selesai diverifikasi", "baru", "tidak dapat dipenuhi", "baru",
    ]  # fmt: skip
    assert baris[0][6] == "Damai. Bukti: BA 12. Diusulkan Kabid, diverifikasi Sekretaris."
    assert baris[0][4] == "16"  # closed on 1 July
    assert baris[2][6] == "Alasan: Kewenangan provinsi."
    assert baris[3][4] == "–"
    lewat = list_teks(blok)[-1]
    assert lewat.startswith("2026-tw1/1.2 Bidang Anggaran: Arahan 2")
    assert "lewat 28 hari" in lewat


def test_a_step_after_the_day_of_the_report_is_told_with_its_day(contoh):
    """The report holds what was recorded until it was approved, which may be later."""
    langkah = replace(build_langkah("berjalan", kemajuan="Rapat"), waktu=HARI_LAIN)
    blok = build_laporan(contoh, tindak_lanjut=[replace(BARU, langkah=(langkah,))]).tindak_lanjut()
    akhir = "(keadaan per 13 Juli 2026; langkah terakhir yang tercatat 2 September 2026)."
    assert list_teks(blok)[0].endswith(akhir)


def test_what_a_revision_changed_stands_in_the_section(contoh):
    """The withdrawn item, for the agency and for its unit; other units see nothing of it."""
    baru = DisposisiBaru(
        TW2, 1, SIDIK, "a.xlsx", date(2026, 7, 14), "biasa", "Kepala", ("bidang-aset",),
        (build_butir(1, periode=TW2),),
    )  # fmt: skip
    dua = build_butir(2, "laporan", "sekretariat", TW2)
    perubahan = compare_butir((baru.butir[0], dua), baru.butir)
    nama = baru.__dataclass_fields__
    satu = Disposisi(**{n: getattr(baru, n) for n in nama}, revisi=1, perubahan=perubahan)
    for unit, ada in (("", True), ("sekretariat", True), ("bidang-anggaran", False)):
        teks = "\n".join(
            list_teks(build_laporan(contoh, unit=unit, disposisi=[satu]).tindak_lanjut())
        )
        kata = "Butir 2026-tw2/1.2 ditarik: laporan, sekretariat: Arahan 2 (sampai 15 Juni 2026)."
        assert (kata in teks) is ada
        assert ("tidak memuat arahan untuk unit ini" in teks) is not ada


def test_a_closed_item_shows_the_figure_before_and_after(contoh):
    """98,65% in Triwulan I, 99,58% in Triwulan II: 0,93 points, each with its own id."""
    blok = build_laporan(contoh, tindak_lanjut=[SELESAI]).tindak_lanjut()
    (baris,) = read_tabel(blok, "akibat-tindak-lanjut")
    assert baris[3:7] == ["98,65%", "99,58%", "0,93", "BA 12"]
    angka = {a["id"]: a["teks"] for a in iter_angka(encode_blok(blok))}
    assert angka["2026-tw1.ik.IKS-3.1.sd.capaian"] == "98,65%"
    assert angka["tl.2026-tw1.1.1.perubahan"] == "0,93"


def test_the_figure_before_is_that_of_the_items_own_quarter(contoh):
    """In Triwulan III an item of Triwulan I is compared with Triwulan I, and no id says two."""
    laporan = build_laporan(contoh, TW3, tindak_lanjut=[SELESAI])
    (baris,) = read_tabel(laporan.tindak_lanjut(), "akibat-tindak-lanjut")
    assert baris[3] == "98,65%"
    semua = [*laporan.tindak_lanjut(), *laporan.ringkasan(), *laporan.capaian_sasaran()]
    check_satu_kebenaran(iter_angka(encode_blok(semua)))


def test_an_item_of_last_year_points_to_its_report(contoh):
    """Its quarter is not read here, so no figure is claimed for it."""
    lama = replace(SELESAI, butir=build_butir(1, periode=Periode(2025, 4)))
    (baris,) = read_tabel(
        build_laporan(contoh, TW1, tindak_lanjut=[lama]).tindak_lanjut(), "akibat-tindak-lanjut"
    )
    assert baris[3] == "lihat laporan Triwulan IV Tahun 2025"
    assert baris[5] == "–"


def test_a_problem_that_comes_back_is_named_even_where_its_item_was_closed(contoh):
    """IKS-3.1 was closed and is still below its target; IKS-1.1 was closed and is reached."""
    tercapai = replace(SELESAI, butir=build_butir(5, "IKS-1.1", "bidang-anggaran"))
    blok = build_laporan(contoh, tindak_lanjut=[SELESAI, tercapai]).tindak_lanjut()
    berulang = [teks for teks in list_teks(blok) if "(2026-tw1/" in teks]
    assert len(berulang) == 1
    assert berulang[0].startswith("IKS-3.1 ")
    assert "2026-tw1/1.1 selesai diverifikasi" in berulang[0]
    assert "kini target belum tercapai, 64,23% dari target 64,50%" in berulang[0]


def test_the_disposition_on_this_report_is_printed_with_its_items(contoh):
    """Number, date, sifat, from, to, and each instruction with its state."""
    disposisi = Disposisi(
        TW2, 2, SIDIK, "x.xlsx", date(2026, 7, 14), "segera", "Kepala Badan", ("bidang-aset",),
        (replace(build_butir(1, periode=TW2), agenda=2),), (), "",
        waktu=datetime(2026, 7, 15, 8, tzinfo=UTC), oleh="Sekretaris",
    )  # fmt: skip
    laporan = build_laporan(contoh, disposisi=[disposisi])
    blok = laporan.tindak_lanjut()
    assert list_teks(blok)[0] == (
        "Disposisi nomor agenda 2/2026, segera, dari Kepala Badan tanggal 14 Juli 2026, diteruskan"
        " kepada Bidang Pengelolaan Aset Daerah. Dicatat pada register 15 Juli 2026, dinyatakan"
        " oleh Sekretaris."
    )
    (baris,) = read_tabel(blok, "disposisi")
    assert baris[0] == "2026-tw2/2.1"
    assert baris[3:] == ["Arahan 1", "15 Juni 2026", "baru"]
    ringkas = " ".join(list_teks(laporan.ringkasan()))
    assert "Disposisi pimpinan atas laporan ini: nomor agenda 2/2026, 1 butir arahan." in ringkas
    lain = build_laporan(contoh, unit="ppkd", disposisi=[disposisi]).tindak_lanjut()
    assert "tidak memuat arahan untuk unit ini" in list_teks(lain)[0]
    milik = build_laporan(contoh, unit="bidang-aset", disposisi=[disposisi]).tindak_lanjut()
    assert len(read_tabel(milik, "disposisi")) == 1


def test_a_units_report_shows_its_own_items_only(contoh):
    """Counts, tables and lists are the unit's."""
    laporan = build_laporan(contoh, unit="bidang-aset", tindak_lanjut=[SELESAI, BARU])
    blok = laporan.tindak_lanjut()
    assert [baris[0] for baris in read_tabel(blok, "tindak-lanjut")] == ["2026-tw1/1.1"]
    assert "Dari 1 butir" in list_teks(blok)[0]
    angka = {a["id"] for a in iter_angka(encode_blok(blok))}
    assert "tl.bidang-aset.selesai_persen" in angka


def test_what_calls_for_a_disposition_is_picked_gravest_first():
    """Targets missed, lowest first and sasaran before others, then what was not reported."""
    rekap = read_data(Folder(AKAR), OPD, TW2, is_tanpa_register=True).rekap
    pokok = pick_pokok(rekap)
    assert [satu.hasil.indikator.kode for satu in pokok][:3] == ["IKS-1.3", "IKS-1.2", "IKS-2.2"]
    assert (pokok[-1].jenis, pokok[-1].hasil.indikator.kode) == (JenisPokok.BELUM_LAPOR, "IKS-2.3")
    kode = {satu.hasil.indikator.kode for satu in pokok}
    tercapai = {h.indikator.kode for h in rekap.indikator if h.utama.is_tercapai}
    assert kode
    assert not kode & tercapai


def test_an_answer_that_contradicts_itself_calls_for_a_disposition_too():
    """A running count that falls, on an indicator whose target is reached."""
    isian = {
        ("anggaran", 1): [buat_isian(30)],
        ("anggaran", 2): [buat_isian(20, triwulan=2, kendala="Salah ketik")],
    }
    indikator = [buat_indikator((5, 10, 15, 20), 20)]
    rekap = build_rekap(buat_masukan(indikator, isian, periode=TW2), KEBIJAKAN)
    (satu,) = pick_pokok(rekap)
    assert satu.jenis is JenisPokok.BERTENTANGAN
    assert [temuan.kode for temuan in satu.temuan] == ["K-KUMULATIF-TURUN"]
    teks = read_teks(describe_pokok(satu, TW2))
    assert teks.startswith("20 dokumen dari target 10 dokumen (capaian 200,00%).")
    assert "Sebab: Salah ketik." in teks
    assert "Isian bertentangan: Nilai kumulatif turun pada Triwulan II (IK-1): 20 sesudah" in teks


def test_a_cause_has_room_on_the_sheet_and_is_whole_in_the_workbook(contoh):
    """300 letters on the page, cut between words and marked; every letter in the cell."""
    kendala = " ".join(f"sebab{nomor:03d}" for nomor in range(100))
    isian = {("anggaran", 1): [buat_isian(1, kendala=kendala)]}
    rekap = build_rekap(
        buat_masukan([buat_indikator((5, 10, 15, 20), 20)], isian, periode=TW1), KEBIJAKAN
    )
    (satu,) = pick_pokok(rekap)
    cetak = read_teks(describe_pokok(satu, TW1)).partition("Sebab: ")[2]
    assert 280 < len(cetak) <= 300
    assert cetak.endswith(" …")
    assert kendala.startswith(cetak.removesuffix(" …") + " ")
    bahan = replace(LaporanDisposisi(read_data(contoh, OPD, TW1)).bahan, rekap=rekap)
    utuh = read_teks(describe_ditunjukkan(satu, bahan, is_utuh=True))
    assert utuh.endswith(f"Sebab: {kendala}.")
    (baris,) = build_bahan(read_data(contoh, OPD, TW1), bahan, 1).baris
    assert baris.ditunjukkan == utuh


@pytest.mark.notebook
@pytest.mark.timeout(300)
def test_the_whole_report_with_follow_ups_in_every_format(tmp_path):
    """Written out, closed and printed: HTML light, PDF with its summary on one page."""
    folder = copy_contoh(tmp_path)
    butir = tuple(
        build_butir(nomor, kode, unit)
        for nomor, (kode, unit) in enumerate(
            [("IKS-3.1", "bidang-aset"), ("IKS-1.2", "bidang-anggaran"), ("laporan", "ppkd")], 1
        )
    )
    with open_register(folder, OPD, is_tulis=True) as register:
        record_lembar(register, TW1, SIDIK)
        record_disposisi(
            register,
            DisposisiBaru(
                TW1, 1, SIDIK, "x.xlsx", date(2026, 4, 15), "segera", "Kepala", ("ppkd",), butir
            ),
        )
        for ke, oleh in (("diusulkan", "Kabid"), ("diverifikasi", "Sekretaris")):
            record_tindak_lanjut(
                register, "2026-tw1/1.1", KeadaanTindakLanjut(ke), oleh=oleh, bukti="BA 12"
            )
    hasil = run_laporan(folder, OPD, TW2, daftar_jenis=(JENIS_TRIWULAN,))
    assert {str(satu.keadaan) for satu in hasil.laporan} == {"dibuat"}
    induk = folder.keluaran(OPD, TW2)
    mentah = (induk / "laporan-triwulan.html").read_bytes()
    html = BeautifulSoup(mentah, "lxml")
    assert html.select_one('[data-id="tl.selesai_persen"]').get_text() == "33,33%"
    assert "register" in html.get_text()
    assert len(re.sub(rb"data:image/svg[^\"']+", b"", mentah)) <= 300_000
    pdf = PdfReader(induk / "laporan-triwulan.pdf")
    halaman = {
        satu.title: pdf.get_destination_page_number(satu)
        for satu in pdf.outline
        if not isinstance(satu, list)
    }
    assert halaman["Bab I Pendahuluan"] - halaman["Ringkasan"] == 1
