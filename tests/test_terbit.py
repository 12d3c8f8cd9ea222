"""Recomputing published tables: the two shipped tables row by row, and tables met elsewhere."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kinerja.galat import ParameterError, SumberError
from kinerja.hitung.terbit import parse_peta, run_hitung

DATA = Path(__file__).parent / "data"


def jalankan(jalur, peta=None, tanda=None):
    """Run over a file and give the rows of the CSV and what was said beside it."""
    keluar, catat = io.StringIO(), io.StringIO()
    assert run_hitung(jalur, peta or {}, tanda, keluar, catat) == 0
    return list(csv.DictReader(io.StringIO(keluar.getvalue()))), catat.getvalue()


@pytest.fixture
def tulis(tmp_path):
    """Write a small table and recompute it."""

    def jalan(teks, peta=None, tanda=None, pengodean="utf-8"):
        jalur = tmp_path / "tabel.csv"
        jalur.write_bytes(teks.encode(pengodean))
        return jalankan(jalur, peta, tanda)

    return jalan


def read_harap(nama):
    """Give what a shipped table expects, by line of the file."""
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return list(enumerate(csv.DictReader(berkas)))


@pytest.fixture(scope="module")
def hasil_tabel():
    """The shipped performance table, recomputed once."""
    return jalankan(DATA / "tabel_terbit.csv")[0]


@pytest.fixture(scope="module")
def hasil_anggaran():
    """The shipped budget table, recomputed once."""
    return jalankan(DATA / "anggaran_terbit.csv")[0]


@pytest.mark.parametrize(("nomor", "asli"), read_harap("tabel_terbit.csv"))
def test_each_published_row_of_performance_is_answered_as_expected(nomor, asli, hasil_tabel):
    """Status and, where nothing can be computed, the reason."""
    baris = hasil_tabel[nomor]
    jawaban = baris["status"]
    if jawaban == "tidak_dapat_dihitung":
        jawaban += f"/{baris['alasan']}"
    assert baris["indikator"] == asli["indikator"]
    assert jawaban == asli["harap_status"]


@pytest.mark.parametrize(("nomor", "asli"), read_harap("anggaran_terbit.csv"))
def test_each_published_row_of_budget_is_answered_as_expected(nomor, asli, hasil_anggaran):
    """Serapan and sisa each have their own status; nothing printed, nothing said."""
    baris = hasil_anggaran[nomor]
    assert baris["status_serapan"] == asli["harap_serapan"]
    assert baris["status_sisa"] == asli["harap_sisa"]


def test_the_answer_does_not_come_from_the_expected_columns(tmp_path):
    """Without harap_, note and formula columns every answer is the same."""
    with (DATA / "tabel_terbit.csv").open(encoding="utf-8", newline="") as berkas:
        baris = list(csv.DictReader(berkas))
    buang = {"harap_status", "note", "formula_reproducing"}
    jalur = tmp_path / "t.csv"
    with jalur.open("w", encoding="utf-8", newline="") as berkas:
        penulis = csv.DictWriter(berkas, [k for k in baris[0] if k not in buang])
        penulis.writeheader()
        penulis.writerows({k: v for k, v in satu.items() if k not in buang} for satu in baris)
    assert jalankan(jalur)[0] == jalankan(DATA / "tabel_terbit.csv")[0]


def test_the_printed_columns_alone_are_enough_where_they_agree(tulis):
    """Decimal commas throughout one column need no declaration."""
    baris, _ = tulis(
        "Indikator;Satuan;Target 2019;Realisasi 2019;Capaian (%);Polaritas\n"
        "AKI;per 1.000;9,20;9,53;96,54;negatif\n"
        "Jalan;km;21;25,478;121,32;positif\n"
    )
    assert [(b["status"], b["rumus"]) for b in baris] == [("cocok", "T/R"), ("cocok", "R/T")]


@pytest.mark.parametrize(
    ("isi", "status", "rumus"),
    [
        ("10,8,120,turun", "cocok", "(2T-R)/T"),
        ("10,8,125,minimize", "cocok", "T/R"),
        ("10,8,80,Positif", "cocok", "R/T"),
        ("10,12,80,stabilize", "cocok", "1-|R-T|/|T|"),
        ("3,5,166.66,maximize", "cocok_dipotong", "R/T"),  # 166.666...
        ("3,5,166.67,naik", "cocok", "R/T"),
        ("80-90,92,102.22,naik", "cocok", "rentang naik"),  # 92/90
        ("80–90,70,87.5,naik", "cocok", "rentang naik"),
        ("WTP,WDP,75,naik", "cocok", "peringkat R/peringkat T"),
        ("0.16,0.19,87.10,negatif", "cocok_dalam_pembulatan_operand", "(2T-R)/T | T/R"),
        ("0.64,0.18,72.52,negatif", "beda", "(2T-R)/T"),
        # a count of documents is no rounded measure: 5/3 is not 160
        ("3,5,160,naik", "beda", "R/T"),
        # blank polarity: the formula that reproduces the print is named
        ("10,8,120,", "cocok", "(2T-R)/T"),
        ("10,8,125,-", "cocok", "T/R"),
    ],
)
def test_the_formula_that_reproduces_the_print_is_named(tulis, isi, status, rumus):
    """Polarity words of both languages; cut and rounded prints told apart."""
    (baris,), _ = tulis(f"target,realisasi,capaian,polaritas\n{isi}\n")
    assert (baris["status"], baris["rumus"]) == (status, rumus)


@pytest.mark.parametrize(
    ("isi", "alasan"),
    [
        ("10,,,naik", "realisasi_kosong"),
        ("10,n/a,n/a,naik", "realisasi_kosong"),
        (",8,80,naik", "target_kosong"),
        ("0,8,100,naik", "target_nol"),
        ("< 49,45,100,turun", "kata_relasi"),
        ("abc,45,100,naik", "target_bukan_angka"),
        ("10,8,80,miring", "polaritas_tidak_dikenal"),
        ("135.304,100,80,naik", "target_angka_ragu"),
    ],
)
def test_what_cannot_be_computed_says_why(tulis, isi, alasan):
    """One reason code each, never a guess."""
    (baris,), _ = tulis(f"target,realisasi,capaian,polaritas\n{isi}\n")
    assert (baris["status"], baris["alasan"]) == ("tidak_dapat_dihitung", alasan)


def test_a_row_of_means_is_not_an_indicator(tulis):
    """Only without target and realisasi: "Rata-rata lama sekolah" is an indicator."""
    baris, _ = tulis(
        "indikator,target,realisasi,capaian,polaritas\n"
        "Rata-rata capaian sasaran,,,85.38,\n"
        "Rata-rata lama sekolah,8,8,100,naik\n"
    )
    assert [b["status"] for b in baris] == ["tidak_dapat_dihitung", "cocok"]
    assert baris[0]["alasan"] == "baris_rata_rata"


def test_a_table_without_printed_capaian_is_computed_all_the_same(tulis):
    """Nothing to compare with: an empty status, the figure is there."""
    (baris,), _ = tulis("goal,actual,polarity\n80,60,maximize\n", {"goal": "target"})
    assert (baris["capaian_hitung"], baris["status"], baris["alasan"]) == (
        "75",
        "",
        "capaian_kosong",
    )


def test_zero_realisasi_without_a_cap_keeps_its_reason(tulis):
    """(2T-R)/T gives 200; T/R gives nothing, and the row that differs says so."""
    baris, _ = tulis("target,realisasi,capaian,polaritas\n5,0,200,turun\n5,0,100,turun\n")
    assert [(b["status"], b["alasan"]) for b in baris] == [
        ("cocok", ""),
        ("beda", "realisasi_nol_tanpa_batas"),
    ]


def test_a_print_at_a_usual_cap_is_pointed_out(tulis):
    """125 printed as 100: beda by -25, with the likely cause."""
    (baris,), _ = tulis("target,realisasi,capaian,polaritas\n80,100,100,naik\n")
    assert (baris["status"], baris["selisih"], baris["alasan"]) == (
        "beda",
        "-25",
        "mungkin_dibatasi_100",
    )


def test_a_declared_mark_ends_the_ambiguity(tulis):
    """135.304 is a hundred and thirty-five, or a hundred and thirty-five thousand."""
    teks = "target,realisasi,capaian,polaritas\n135.304,135.304,100,naik\n"
    (ragu,), catat = tulis(teks)
    assert ragu["alasan"] == "target_angka_ragu"
    assert "K-ANGKA-RAGU" in catat
    assert "baris 2 kolom target" in catat
    assert tulis(teks, tanda=".")[0][0]["target"] == "135.304"
    assert tulis(teks, tanda=",")[0][0]["target"] == "135304"


def test_a_column_tells_its_own_mark(tulis):
    """95.56 shows that the point is decimal, so 25.478 in the same column is read."""
    baris, catat = tulis(
        "target,realisasi,capaian,polaritas\n95.56,93,97.32,naik\n21,25.478,121.32,naik\n"
        "20.500,25.625,125,naik\n"
    )
    assert [b["status"] for b in baris] == ["cocok", "tidak_dapat_dihitung", "tidak_dapat_dihitung"]
    # the column realisasi itself never tells, and another column does not speak for it
    assert "K-ANGKA-RAGU" in catat
    assert baris[2]["target"] == "20.5"


def test_mixed_marks_are_read_by_shape_and_noted(tulis):
    """81.4 beside 65,74: each shape is plain, the column is noted, 25.478 stays ambiguous."""
    baris, catat = tulis(
        'target,realisasi,capaian,polaritas\n70,81.4,"116,29",naik\n50,"65,74","131,48",naik\n'
        '21,25.478,"121,32",naik\n'
    )
    assert [b["status"] for b in baris] == ["cocok", "cocok", "tidak_dapat_dihitung"]
    assert "K-TANDA-CAMPUR" in catat


@pytest.mark.parametrize("pengodean", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("pisah", [",", ";", "\t"])
def test_files_as_offices_save_them(tulis, pengodean, pisah):
    """Byte order mark, semicolons, tabs, Windows encoding, a title above and (1) (2) (3) below."""
    teks = (
        "Tabel 3.1 Pengukuran Kinerja – Dinas\r\n\r\n"
        + pisah.join(["Indikator", "Target", "Realisasi", "Capaian", "Polaritas"])
        + "\r\n"
        + pisah.join(["(1)", "(2)", "(3)", "(4)", "(5)"])
        + "\r\n"
        + pisah.join(["Nilai A–B", "80", "60", "75", "naik"])
        + "\r\n"
    )
    (baris,), _ = tulis(teks, pengodean=pengodean)
    assert (baris["status"], baris["baris"]) == ("cocok", "5")


def test_percent_signs_and_thousands_are_read(tulis):
    """80.00% and Rp 1.004.422.800,00 and an amount in brackets."""
    (baris,), _ = tulis("target,realisasi,capaian,polaritas\n80.00%,63.89%,79.86,naik\n")
    assert baris["status"] == "cocok"
    (uang,), _ = tulis(
        "Uraian;Pagu;Realisasi;%;Sisa\n"
        "Program A;Rp 1.000.000,00;Rp 1.250.000,00;125,00;(250.000,00)\n"
    )
    assert (uang["status_serapan"], uang["status_sisa"]) == ("cocok", "cocok")
    assert uang["sisa_hitung"] == "-250000"


def test_a_budget_of_zero_is_not_divided(tulis):
    """Serapan cannot be computed, with its reason."""
    (baris,), _ = tulis("uraian,pagu,realisasi,persen,sisa\nA,0,0,0,0\n")
    assert (baris["status_serapan"], baris["alasan_anggaran"]) == (
        "tidak_dapat_dihitung",
        "pagu_nol",
    )


def test_one_table_may_hold_both(tulis):
    """Target and pagu: both parts are answered where both realisasi are named."""
    (baris,), _ = tulis(
        "indikator,target,realisasi,capaian,polaritas,pagu,realisasi_anggaran,serapan\n"
        "A,80,60,75,naik,1000,500,50\n"
    )
    assert (baris["status"], baris["status_serapan"]) == ("cocok", "cocok")


def test_headings_are_mapped_by_name(tulis):
    """`--peta` names what no list knows, in `a=b` or `a: b`."""
    teks = "Rencana Kerja,Hasil Kerja,Skor,Arah\n80,60,75,naik\n"
    peta = parse_peta("Rencana Kerja=target\nHasil Kerja: realisasi\nSkor=capaian")
    assert tulis(teks, peta)[0][0]["status"] == "cocok"


@pytest.mark.parametrize(
    ("teks", "peta", "pesan"),
    [
        ("a,b\n1,2\n", {}, "Kolom target dan realisasi, atau pagu dan realisasi, tidak ditemukan"),
        ("", {}, "Tabel kosong"),
        ("Target 2018,Target 2019,Realisasi\n1,2,3\n", {}, "Kolom target lebih dari satu"),
        ("target,realisasi\n1,2\n", {"x": "target"}, "Peta kolom menyebut yang tidak ada"),
        ("target,realisasi\n1,2\n", {"target": "sasaran"}, "Peta kolom menyebut yang tidak ada"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_a_remedy(tulis, teks, peta, pesan):
    """The message names the headings and the way out."""
    with pytest.raises((SumberError, ParameterError), match=pesan):
        tulis(teks, peta)


def test_a_map_picks_the_year(tulis):
    """Two targets: --peta says which one is meant."""
    teks = "Target 2018,Target 2019,Realisasi,Capaian\n10,80,60,75\n"
    assert tulis(teks, {"Target 2019": "target"})[0][0]["status"] == "cocok"


def test_a_row_split_by_a_decimal_comma_is_noticed(tulis):
    """0,16,0,19 unquoted gives more cells than headings: said, not shifted."""
    baris, catat = tulis("target,realisasi,capaian\n80,60,75\n0,16,0,19,87\n")
    assert [b["status"] for b in baris] == ["cocok", "tidak_dapat_dihitung"]
    assert (baris[1]["alasan"], baris[1]["target"]) == ("kolom_lebih", "")
    assert "K-KOLOM-LEBIH" in catat


def test_an_indicator_that_begins_with_jumlah_is_no_mean(tulis):
    """A row named like a sum of something is an indicator without target."""
    baris, _ = tulis(
        "indikator,target,realisasi,capaian,polaritas\n"
        "Jumlah dokumen tersusun,-,-,-,naik\nRata-rata lama sekolah,-,-,-,naik\n"
        "Jumlah,,,85,\n"
    )
    assert [b["alasan"] for b in baris] == ["target_kosong", "target_kosong", "baris_rata_rata"]


def test_a_range_is_not_guessed(tulis):
    """Its marks are the column's; where nothing tells, the cell is named."""
    kepala = "target,realisasi,capaian,polaritas\n"
    (baris,), catat = tulis(kepala + "1.200-1.500,1300,100,stabil\n")
    assert baris["alasan"] == "target_angka_ragu"
    assert "K-ANGKA-RAGU" in catat
    assert "baris 2 kolom target" in catat
    baris, _ = tulis(kepala + "1.200-1.500,1300,100,stabil\n1.200.000,1200000,100,naik\n")
    assert [b["status"] for b in baris] == ["cocok", "cocok"]


@pytest.mark.parametrize(
    ("target", "usul"),
    [
        ("maks 5", "tulis target 0-5 dengan polaritas turun"),
        ("tidak lebih dari 5", "tulis target 0-5 dengan polaritas turun"),
        ("minimal 80", "tulis target 80 dengan polaritas naik"),
    ],
)
def test_a_relation_in_words_proposes_a_target(tulis, target, usul):
    """What people print in words is told as the target it stands for."""
    (baris,), catat = tulis(f"target,realisasi,capaian\n{target},4,100\n")
    assert baris["alasan"] == "kata_relasi"
    assert usul in catat


def test_below_zero_the_formula_is_named_in_full(tulis):
    """R/T would give 80 where 120 is computed."""
    (baris,), _ = tulis("target,realisasi,capaian,polaritas\n-5,-4,120,naik\n")
    assert (baris["status"], baris["rumus"]) == ("cocok", "1+(R-T)/|T|")


def test_one_column_cannot_play_two_parts(tulis):
    """A map that gives one column two names is refused."""
    with pytest.raises(ParameterError, match="dua kali"):
        tulis("a,b,c\n1,2,3\n", {"a": "target", "A": "realisasi"})


def test_other_line_ends_and_other_files(tulis, tmp_path):
    """Old line ends are read; a workbook or a folder is refused with what to do."""
    assert tulis("target,realisasi,capaian\r80,60,75\r")[0][0]["status"] == "cocok"
    jalur = tmp_path / "tabel.xlsx"
    jalur.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(SumberError, match="simpan sebagai CSV"):
        jalankan(jalur)
    with pytest.raises(SumberError, match="sebuah folder"):
        jalankan(tmp_path)


def test_digits_apart_are_not_one_number(tulis):
    """Two numbers in a cell are no third."""
    (baris,), _ = tulis('target,realisasi,capaian,polaritas\n"80 90",60,75,naik\n')
    assert baris["alasan"] == "target_angka_ragu"


def test_the_csv_is_for_machines(tulis):
    """Decimal point, full precision, no thousands mark; the count stands on the other stream."""
    (baris,), catat = tulis("target,realisasi,capaian,polaritas\n3,5,166.67,naik\n")
    assert baris["capaian_hitung"].startswith("166.66666666666666666666666666")
    assert baris["selisih"].startswith("0.0033333333333333333333333333")
    assert catat == (
        "capaian: 1 baris: 1 cocok, 0 cocok_dipotong, 0 cocok_dalam_pembulatan_operand, 0 beda,"
        " 0 tidak_dapat_dihitung.\n"
    )


@pytest.mark.gangguan(30)
@pytest.mark.parametrize("nama", ["=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1+1", "'=1", "\t=1"])
def test_a_name_that_looks_like_a_formula_is_no_formula_in_the_answer(tulis, nama):
    """Gangguan 30: Excel opens the CSV; the name stays text, a negative number stays a number."""
    isi = io.StringIO()
    csv.writer(isi).writerows(
        [["indikator", "satuan", "target", "realisasi"], [nama, "=1+1", "-5", "=2+2"]]
    )
    (baris,), _ = tulis(isi.getvalue())
    assert baris["indikator"] in {f"'{nama}", f"'{nama.strip()}"}
    assert (baris["satuan"], baris["target"], baris["realisasi"]) == ("'=1+1", "-5", "'=2+2")
