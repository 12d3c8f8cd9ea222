"""Single cells: what is read, with which finding, and what is never guessed (gangguan 17-23)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.excel.format_sel import parse_pola
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, format_nilai, parse_realisasi, parse_target
from kinerja.excel.konversi_tanggal import parse_serial, parse_tanggal
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.model import Jenis, Rentang
from kinerja.temuan import Tingkatan
from tests.bantuan_excel import SKALA, list_kode

KETIK = "Ketik angka saja, mis. 1.200,5; kosongkan bila belum ada."
UBAH = "Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya."
RENTANG = "Ubah format sel menjadi Teks (Text), lalu tulis batas bawah dan batas atas, mis. 80-90."


def teks(isi: str) -> Sel:
    """Give a text cell E7."""
    return Sel("E7", JenisSel.TEKS, isi)


def bilangan(isi: str, format_: Format = Format.UMUM) -> Sel:
    """Give a number cell E7."""
    return Sel("E7", JenisSel.ANGKA, isi, format_)


def konversi(*, is_1904: bool = False) -> Konversi:
    """Give a converter that collects its findings."""
    return Konversi(Pencatat("a.xlsx"), "Indikator", is_1904)


def pesan(alat: Konversi) -> str:
    """Give the message of the one finding."""
    (satu,) = alat.pencatat.temuan
    return satu.pesan.replace('(a.xlsx, lembar "Indikator", sel E7)', "(@)")


@pytest.mark.gangguan(17)
def test_blank_is_not_zero():
    """A blank cell gives nothing and says nothing; 0 is a value."""
    alat = konversi()
    kosong = Sel("E7")
    assert alat.parse_angka(kosong) is None
    assert alat.parse_rupiah(kosong) is None
    assert alat.parse_teks(kosong) == ""
    assert parse_tanggal(alat, kosong) is None
    assert alat.parse_angka(bilangan("0")) == 0
    assert alat.pencatat.temuan == []


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        ("85.25", "85.25"),
        ("-3", "-3"),
        ("-0", "0"),
        ("1.5E-3", "0.0015"),
        ("0.30000000000000004", "0.3"),
        ("8.5299999999999994", "8.53"),
    ],
)
def test_stored_number_is_read_to_excels_15_digits(isi, nilai):
    """What Excel stores beyond 15 digits is binary noise: 0,1 + 0,2 is 0,3."""
    alat = konversi()
    assert str(alat.parse_angka(bilangan(isi))) == nilai
    assert alat.pencatat.temuan == []


@pytest.mark.gangguan(17, 18)
@pytest.mark.parametrize(
    ("isi", "harapan"),
    [
        ("1.2o0", f'Bukan angka (@): "1.2o0", seharusnya angka. {KETIK}'),
        ("n/a", f'Bukan angka (@): "n/a", seharusnya angka. {KETIK}'),
        ("-", f'Bukan angka (@): "-", seharusnya angka. {KETIK}'),
        (
            "1.5",
            (
                'Angka berupa teks dapat dibaca sebagai dua angka yang berbeda (@): "1.5", '
                f"seharusnya sel angka. {UBAH}"
            ),
        ),
        (
            "1,234.5",
            (
                'Angka berupa teks dapat dibaca sebagai dua angka yang berbeda (@): "1,234.5", '
                f"seharusnya sel angka. {UBAH}"
            ),
        ),
        (
            "135.304",
            (
                'Angka berupa teks dapat dibaca sebagai dua angka yang berbeda (@): "135.304", '
                f"seharusnya sel angka. {UBAH}"
            ),
        ),
        (
            "< 49",
            (
                'Kata atau tanda pembanding pada kolom angka (@): "< 49", seharusnya angka. Tulis '
                "angka hasilnya; bila target memang demikian, pakai jenis rentang dengan target "
                "0-49 dan polaritas turun."
            ),
        ),
        (
            "Kurang dari 49",
            (
                'Kata atau tanda pembanding pada kolom angka (@): "Kurang dari 49", seharusnya '
                "angka. Tulis angka hasilnya; bila target memang demikian, pakai jenis rentang "
                "dengan target 0-49 dan polaritas turun."
            ),
        ),
        (
            "≥ 80",
            (
                'Kata atau tanda pembanding pada kolom angka (@): "≥ 80", seharusnya angka. Tulis '
                "angka hasilnya; bila target memang demikian, pakai jenis angka dengan target 80 "
                "dan polaritas naik."
            ),
        ),
    ],
)
def test_text_that_is_no_number_is_never_guessed(isi, harapan):
    """Gangguan 17 and 18: text in a number cell is a fault with cell and remedy."""
    alat = konversi()
    assert alat.parse_angka(teks(isi)) is None
    assert alat.pencatat.temuan[0].tingkatan is Tingkatan.GALAT
    assert pesan(alat) == harapan


@pytest.mark.gangguan(17, 19)
@pytest.mark.parametrize(
    ("isi", "nilai", "dibaca"),
    [
        ("\u00a095,5\u00a0", "95.5", '" 95,5 ", dibaca 95,5'),
        ("'1200", "1200", '"\'1200", dibaca 1200'),
        ("95 %", "95", '"95 %", dibaca 95'),
        ("95%", "95", '"95%", dibaca 95'),
        ("Rp 548.000.000,-", "548000000", '"Rp 548.000.000,-", dibaca 548000000'),
    ],
)
def test_number_stored_as_text_is_read_with_a_warning(isi, nilai, dibaca):
    """Gangguan 19: apostrophe, non-breaking space, percent sign and rupiah are tidied and told."""
    alat = konversi()
    assert alat.parse_angka(teks(isi)) == Decimal(nilai)
    assert pesan(alat) == f"Angka tersimpan sebagai teks (@): {dibaca.strip()}. {UBAH}".replace(
        '" 95,5 "', '"95,5"'
    )
    assert alat.pencatat.temuan[0].tingkatan is Tingkatan.PERINGATAN


@pytest.mark.gangguan(20)
@pytest.mark.parametrize("galat", ["#DIV/0!", "#REF!", "#N/A"])
def test_error_cell_is_a_fault_in_every_kind_of_column(galat):
    """Gangguan 20: an Excel error is never a blank and never NaN."""
    for baca in ("parse_angka", "parse_rupiah", "parse_teks", "parse_kode"):
        alat = konversi()
        assert not getattr(alat, baca)(Sel("E7", JenisSel.GALAT, galat))
        assert pesan(alat) == (
            f"Sel berisi galat Excel (@): {galat}. Perbaiki rumusnya atau ketik nilainya."
        )


@pytest.mark.gangguan(21)
def test_formula_without_value_is_a_fault():
    """Gangguan 21: a program wrote the formula and Excel never computed it."""
    alat = konversi()
    assert alat.parse_angka(Sel("E7", JenisSel.RUMUS_KOSONG)) is None
    assert pesan(alat) == (
        "Rumus tanpa nilai tersimpan (@). Buka dan simpan ulang di Excel, atau ketik nilainya."
    )


@pytest.mark.gangguan(22)
@pytest.mark.parametrize("isi", ["NaN", "INF", "-inf", "1e308", "1E18", "9" * 19, "1E-31", "1.2o0"])
def test_number_beyond_reason_is_a_fault(isi):
    """Gangguan 22: NaN, infinity and 10^18 or more are slips of a program or a keyboard."""
    alat = konversi()
    assert alat.parse_angka(bilangan(isi)) is None
    assert pesan(alat) == (
        f"Angka tidak masuk akal (@): {isi}, seharusnya 0, atau angka antara 10^-30 dan 10^18. "
        f"{KETIK}"
    )


@pytest.mark.gangguan(23)
@pytest.mark.parametrize(
    ("sel", "ditemukan"),
    [
        (Sel("E7", JenisSel.LOGIS, "BENAR"), "BENAR"),
        (bilangan("46112", Format.TANGGAL), "sel berformat tanggal"),
    ],
)
def test_boolean_or_date_in_a_number_cell_is_a_fault(sel, ditemukan):
    """Gangguan 23: TRUE is not 1 and a date is not its serial number."""
    alat = konversi()
    assert alat.parse_angka(sel) is None
    assert pesan(alat) == f"Sel seharusnya angka (@): {ditemukan}, seharusnya angka. {UBAH}"


def test_percent_format_is_multiplied_with_a_note():
    """A cell shown as 85,25% holds 0,8525; a share of one stays as it is."""
    alat = konversi()
    assert alat.parse_angka(bilangan("0.85250000000000004", Format.PERSEN)) == Decimal("85.25")
    assert pesan(alat) == "Sel berformat persen dibaca pada skala 0–100 (@): 0,8525, dibaca 85,25."
    assert alat.pencatat.temuan[0].tingkatan is Tingkatan.CATATAN
    alat = konversi()
    assert alat.parse_angka(bilangan("0.25", Format.PERSEN), is_bagian=True) == Decimal("0.25")
    assert alat.pencatat.temuan == []


@pytest.mark.parametrize(
    ("isi", "sen"), [("1234567", 123456700), ("0.5", 50), ("-25.25", -2525), ("0", 0)]
)
def test_rupiah_becomes_sen(isi, sen):
    """Money is integer sen from the cell on."""
    assert konversi().parse_rupiah(bilangan(isi)) == sen


def test_rupiah_finer_than_sen_or_in_percent_is_a_fault():
    """A third of a rupiah is nobody's money."""
    alat = konversi()
    assert alat.parse_rupiah(bilangan("0.333")) is None
    assert pesan(alat) == (
        "Jumlah rupiah lebih halus daripada sen (@): 0,333, seharusnya paling banyak dua desimal. "
        "Bulatkan jumlahnya, mis. dengan =ROUND(…;0)."
    )
    alat = konversi()
    assert alat.parse_rupiah(bilangan("0.3", Format.PERSEN)) is None
    assert list_kode(alat.pencatat.temuan) == ["K-ANGKA-JENIS"]


@pytest.mark.parametrize(
    ("isi", "kode"), [("-1", "K-KISARAN"), ("100.01", "K-KISARAN"), ("100", ""), ("0", "")]
)
def test_physical_progress_lies_between_0_and_100(isi, kode):
    """Fisik is a percentage of work."""
    alat = konversi()
    assert (alat.parse_persen(bilangan(isi)) is None) == bool(kode)
    assert list_kode(alat.pencatat.temuan) == ([kode] if kode else [])


@pytest.mark.parametrize("isi", ["2026.5", "1999", "2027"])
def test_whole_number_within_bounds(isi):
    """A year of data is a whole number up to the year of the report."""
    alat = konversi()
    assert alat.parse_bulat(bilangan(isi), 2000, 2026) is None
    assert pesan(alat) == (
        f"Bukan bilangan bulat yang mungkin (@): {isi.replace('.', ',')}, seharusnya bilangan "
        "bulat 2000 sampai 2026. Ketik angkanya tanpa desimal."
    )
    assert konversi().parse_bulat(bilangan("2026"), 2000, 2026) == 2026


@pytest.mark.gangguan(23)
@pytest.mark.parametrize(
    ("sel", "hari"),
    [
        (bilangan("46112", Format.TANGGAL), date(2026, 3, 31)),
        (bilangan("46112.75", Format.TANGGAL), date(2026, 3, 31)),
    ],
)
def test_serial_date(sel, hari):
    """Excel counts days; a time of day is dropped."""
    alat = konversi()
    assert parse_tanggal(alat, sel) == hari
    assert alat.pencatat.temuan == []


@pytest.mark.gangguan(23)
def test_1904_date_system_is_read_rightly():
    """Gangguan 23: workbooks from old Macs count from another day."""
    assert parse_tanggal(konversi(is_1904=True), bilangan("44650", Format.TANGGAL)) == date(
        2026, 3, 31
    )


@pytest.mark.parametrize("serial", ["-1", "abc", "1e9", "NaN", "0", "100001"])
def test_serial_outside_the_calendar(serial):
    """A day number that no report can mean is a fault."""
    assert parse_serial(serial, is_1904=False) is None
    alat = konversi()
    assert parse_tanggal(alat, bilangan(serial, Format.TANGGAL)) is None
    assert list_kode(alat.pencatat.temuan) == ["K-TANGGAL"]


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("31/03/2026", "K-TANGGAL-TEKS"),
        ("31-3-2026", "K-TANGGAL-TEKS"),
        ("2026-03-31", "K-TANGGAL-TEKS"),
        ("31 Maret 2026", "K-TANGGAL-TEKS"),
        ("31 mar 2026", "K-TANGGAL-TEKS"),
    ],
)
def test_date_as_text_with_one_meaning_is_read(isi, kode):
    """Text that can mean one day is read with a warning."""
    alat = konversi()
    assert parse_tanggal(alat, teks(isi)) == date(2026, 3, 31)
    assert list_kode(alat.pencatat.temuan) == [kode]


@pytest.mark.gangguan(23)
@pytest.mark.parametrize("isi", ["31/02/2026", "besok", "32/1/2026", "30 Februari 2026", "1/1/26"])
def test_date_that_does_not_exist_is_a_fault(isi):
    """Gangguan 23: 31 February."""
    alat = konversi()
    assert parse_tanggal(alat, teks(isi)) is None
    assert pesan(alat) == (
        f'Bukan tanggal yang ada di kalender (@): "{isi}", seharusnya tanggal. Ketik tanggal yang '
        "benar, mis. 31/03/2026, pada sel berformat tanggal."
    )


def test_date_that_two_settings_read_differently_is_a_fault():
    """05/03 is March in one Excel and May in another; 05/05 is the same in both."""
    alat = konversi()
    assert parse_tanggal(alat, teks("05/03/2026")) is None
    assert pesan(alat) == (
        'Tanggal berupa teks dapat dibaca dua macam (@): "05/03/2026", seharusnya sel berformat '
        "tanggal. Tulis bulannya dengan huruf, mis. 5 Maret 2026."
    )
    assert parse_tanggal(konversi(), teks("05/05/2026")) == date(2026, 5, 5)


def test_plain_number_in_a_date_cell_is_a_fault():
    """46112 without a date format may be anything."""
    alat = konversi()
    assert parse_tanggal(alat, bilangan("46112")) is None
    assert pesan(alat) == (
        "Sel seharusnya tanggal (@): angka 46112, seharusnya tanggal. Ketik tanggal yang benar, "
        "mis. 31/03/2026, pada sel berformat tanggal."
    )


@pytest.mark.gangguan(30)
@pytest.mark.parametrize(
    ("isi", "nama"),
    [("a\x00b", "U+0000"), ("a\x07", "U+0007"), ("a\ud800", "U+D800"), ("\x85a", "U+0085")],
)
def test_control_character_is_refused(isi, nama):
    """Gangguan 30: NUL and its kind are refused; tabs and line breaks are fine."""
    alat = konversi()
    assert alat.parse_teks(teks(isi)) == ""
    assert pesan(alat) == (
        f"Teks memuat karakter kendali (@): {nama}. Hapus isi sel lalu ketik ulang (jangan tempel "
        "dari aplikasi lain)."
    )
    assert konversi().parse_teks(teks("a\tb\nc")) == "a\tb\nc"


@pytest.mark.gangguan(30)
@pytest.mark.parametrize(
    "isi",
    [
        "=cmd|' /C calc'!A0",
        "@SUM(1)",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "#set page()",
        "\\input{x}",
        "a\u202eb",
    ],
)
def test_markup_in_text_is_just_text(isi):
    """Gangguan 30: whatever a name looks like, it is kept to the letter."""
    alat = konversi()
    assert alat.parse_teks(teks(isi)) == isi
    assert alat.pencatat.temuan == []


@pytest.mark.gangguan(31)
def test_longest_text():
    """Gangguan 31: a full cell is read, one character more is a fault."""
    assert len(konversi().parse_teks(teks("x" * 32_767))) == 32_767
    alat = konversi()
    assert alat.parse_teks(teks("x" * 32_768)) == ""
    assert pesan(alat) == (
        "Teks terlalu panjang (@): 32768 karakter, seharusnya paling banyak 32767 karakter. "
        "Ringkas teksnya dan lampirkan uraian lengkap sebagai bukti."
    )


def test_code_stored_as_number_is_a_fault():
    """Excel has made 5.10 into 5.1 before we see it."""
    alat = konversi()
    assert alat.parse_kode(bilangan("5.02")) == ""
    assert pesan(alat) == (
        "Kode tersimpan sebagai angka (@): 5.02, seharusnya teks. Ubah format sel menjadi Teks "
        "(Text), lalu ketik ulang kodenya."
    )
    assert konversi().parse_kode(teks("\u00a05.02  01 ")) == "5.02 01"
    assert konversi().parse_daftar_kode(teks("S1; S2;;S1")) == ("S1", "S2")


def test_quarters_of_an_action():
    """One number or several texts; anything else is a fault."""
    assert konversi().parse_daftar_triwulan(teks("2; 1")) == (1, 2)
    assert konversi().parse_daftar_triwulan(bilangan("3")) == (3,)
    for salah in (teks("1-3"), bilangan("5"), bilangan("1.2"), bilangan("2", Format.TANGGAL)):
        alat = konversi()
        assert alat.parse_daftar_triwulan(salah) == ()
        assert list_kode(alat.pencatat.temuan) == ["K-PILIHAN"]


def test_a_count_in_a_percent_cell_is_asked_about():
    """31 in a cell that shows 3100% may be either: a fault for what is no percentage."""
    alat = konversi()
    assert alat.parse_angka(bilangan("31", Format.PERSEN), is_persen=False) is None
    assert pesan(alat) == (
        "Sel berformat persen, padahal satuannya bukan persen (@): 31, tampil 3100%, seharusnya "
        "sel berformat angka. Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya."
    )
    assert alat.pencatat.is_ditolak
    assert konversi().parse_bulat(bilangan("20.25", Format.PERSEN), 2000, 2026) is None
    for jenis in (Jenis.ANGKA, Jenis.NIHIL, Jenis.RENTANG):
        for ukuran, nilai in ((Ukuran(jenis), 50), (Ukuran(jenis, is_persen=False), None)):
            assert parse_realisasi(konversi(), bilangan("0.5", Format.PERSEN), ukuran) == nilai


@pytest.mark.parametrize(
    ("kode", "isi", "format_"),
    [
        ("General;-0%", "57.1", Format.UMUM),
        ("General;-0%", "-57.1", Format.PERSEN),
        ("0%;0", "-1", Format.UMUM),
        ("0%;0", "0", Format.PERSEN),
        ("0;0;0%", "0.000", Format.PERSEN),
        ('0;0;0;"%"@', "1", Format.UMUM),
        ("0;0;0;%", "1", Format.UMUM),
        ("[<=1]0%;#,##0", "0.5", Format.PERSEN),
        ("[<=1]0%;#,##0", "31", Format.UMUM),
        ("#,##0;[<0]0%", "31", Format.UMUM),
        ("#,##0;[<0]0%", "-31", Format.PERSEN),
        ("[>100]0;[>10]0%;0.0", "50", Format.PERSEN),
        ("[>100]0;[>10]0%;0.0", "5", Format.UMUM),
        ("[>100]0;[>10]0%", "5", Format.PERSEN),
        ('0" ;%";0%', "5", Format.UMUM),
        (r"0\;\%;0%", "5", Format.UMUM),
        ("[Red]0%;[Blue]0", "-5", Format.UMUM),
        ("0%;0", "NaN", Format.PERSEN),
        ("0%", "bukan", Format.PERSEN),
    ],
)
def test_the_section_that_shows_a_number_decides(kode, isi, format_):
    """A percent sign in another section says nothing of this number."""
    assert parse_pola(164, kode).find_format(isi, is_angka=True) is format_


def test_choice_and_nearest():
    """Case, spaces and underscores do not matter; the nearest choice is proposed."""
    assert konversi().parse_pilihan(teks(" Rasio  jumlah"), ("rasio_jumlah",)) == "rasio_jumlah"
    assert konversi().parse_ya_tidak(teks("YA")) is True
    alat = konversi()
    assert alat.parse_pilihan(teks("naikk"), ("naik", "turun")) == ""
    assert pesan(alat) == (
        'Bukan salah satu pilihan (@): "naikk" (yang terdekat: "naik"), seharusnya naik, turun. '
        "Pilih dari daftar pada selnya."
    )


@pytest.mark.parametrize(
    "isi", ["80-90", "80 – 90", "80 s.d. 90", "80 sd 90", "80 sampai dengan 90", "80,0-90"]
)
def test_range_target(isi):
    """A range is written as people write it."""
    alat = konversi()
    assert parse_target(alat, teks(isi), Ukuran(Jenis.RENTANG)) == Rentang(Decimal(80), Decimal(90))
    assert alat.pencatat.temuan == []


@pytest.mark.parametrize(
    ("sel", "sebab"),
    [
        (bilangan("46150", Format.TANGGAL), "Excel telah mengubahnya menjadi tanggal"),
        (bilangan("80"), "bukan rentang"),
        (teks("90-80"), "batas bawah harus angka yang tidak melebihi batas atas"),
        (teks("1.5-2.5"), "dapat dibaca sebagai dua angka yang berbeda"),
        (teks("a-b"), "batas bawah harus angka yang tidak melebihi batas atas"),
    ],
)
def test_range_that_cannot_be_read(sel, sebab):
    """Excel makes a date of 5-10; the remedy is a text format."""
    alat = konversi()
    assert parse_target(alat, sel, Ukuran(Jenis.RENTANG)) is None
    assert pesan(alat) == (
        f'Rentang tidak dapat dibaca: {sebab} (@): "{sel.isi}", seharusnya rentang. {RENTANG}'
    )


@pytest.mark.gangguan(22)
def test_values_of_other_jenis():
    """Predikat by its scale, nihil only 0 as target, tonggak a date or "belum"."""
    opini = Ukuran(Jenis.PREDIKAT, SKALA["opini"])
    assert parse_realisasi(konversi(), teks("wtp-dpp"), opini) == "wtp-dpp"
    alat = konversi()
    assert parse_realisasi(alat, teks("Baik"), opini) is None
    assert pesan(alat) == (
        'Predikat tidak ada pada skala "opini" (@): "Baik", seharusnya TMP < TW < WDP < WTP. '
        "Pilih salah satu kelas pada skala itu."
    )
    alat = konversi()
    assert parse_target(alat, bilangan("2"), Ukuran(Jenis.NIHIL)) == 2
    assert pesan(alat) == (
        "Target indikator nihil harus 0 (@): 2, seharusnya 0. Tulis 0, atau ganti jenis "
        "indikatornya menjadi angka."
    )
    alat = konversi()
    assert parse_realisasi(alat, teks("Nihil"), Ukuran(Jenis.NIHIL)) == 0
    assert list_kode(alat.pencatat.temuan) == ["K-ANGKA-TEKS"]
    assert parse_realisasi(konversi(), teks(" Belum "), Ukuran(Jenis.TONGGAK)) == "belum"


@given(
    st.decimals(0, 10**6, places=3),
    st.decimals(0, 10**6, places=3).filter(lambda nilai: nilai > 0),
)
def test_written_range_is_read_back(satu, dua):
    """What is written as a range is read as the same range, whatever its decimals."""
    rentang = Rentang(min(satu, dua), max(satu, dua))
    alat = konversi()
    assert parse_target(alat, teks(str(format_nilai(rentang))), Ukuran(Jenis.RENTANG)) == rentang
    assert alat.pencatat.temuan == []


@given(st.text())
def test_any_text_gives_a_value_or_a_finding(isi):
    """No text makes the reader stumble."""
    for jenis in Jenis:
        alat = konversi()
        nilai = parse_target(alat, teks(isi), Ukuran(jenis, SKALA["opini"]))
        assert nilai is not None or alat.pencatat.temuan or not isi.strip()
