"""The planning workbook: round trip, versions, and every check of rumus.md sections 2 and 6."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja.excel.tulis_rencana import write_rencana
from kinerja.galat import ParameterError
from kinerja.model import (
    Alamat,
    Jenis,
    Polaritas,
    Rencana,
    Rentang,
    VersiPagu,
    VersiTarget,
)
from kinerja.temuan import Tingkatan
from tests.bantuan_excel import (
    MURNI,
    PERUBAHAN,
    SUB,
    angka,
    build_indikator,
    build_rencana,
    build_target,
    edit_buku,
    find_sel,
    list_kode,
    only,
    read_contoh_rencana,
    set_sel,
    write_contoh_rencana,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BERKAS = "data/2026/rencana.xlsx"


@pytest.fixture
def buku(tmp_path):
    """Give a sound planning workbook."""
    return write_contoh_rencana(tmp_path)


def tanpa_alamat(satu: object) -> object:
    """Strip addresses and the file from a plan, all the way down."""
    if dataclasses.is_dataclass(satu) and not isinstance(satu, type):
        return {
            bagian.name: tanpa_alamat(getattr(satu, bagian.name))
            for bagian in dataclasses.fields(satu)
            if bagian.name not in {"alamat", "berkas"}
        }
    return [tanpa_alamat(isi) for isi in satu] if isinstance(satu, tuple) else satu


def galat(jalur, akar, kode: str) -> str:
    """Read a plan that must be refused for one reason; give the whole message."""
    rencana, temuan = read_contoh_rencana(jalur, akar)
    assert rencana is None
    assert list_kode(temuan) == [kode]
    assert temuan[0].tingkatan is Tingkatan.GALAT
    return temuan[0].pesan


def peringatan(jalur, akar, kode: str) -> str:
    """Read a plan that is taken with one warning; give the whole message."""
    rencana, temuan = read_contoh_rencana(jalur, akar)
    assert rencana is not None
    assert list_kode(temuan) == [kode]
    assert temuan[0].tingkatan is Tingkatan.PERINGATAN
    return temuan[0].pesan


def test_round_trip(buku, tmp_path):
    """The plan written is the plan read: every jenis, both versions, steps, actions, money."""
    rencana, temuan = read_contoh_rencana(buku, tmp_path)
    assert temuan == []
    assert tanpa_alamat(rencana) == tanpa_alamat(build_rencana())


def test_addresses_follow_the_version_that_set_the_value(buku, tmp_path):
    """A target kept from murni points into Indikator, a changed one into Perubahan Target."""
    rencana, _ = read_contoh_rencana(buku, tmp_path)
    sidik = rencana.berkas.sha256
    murni, perubahan = rencana.indikator[0].versi_target
    assert murni.alamat["tahunan"].lembar == "Indikator"
    assert perubahan.alamat["tw2"] == murni.alamat["tw2"]
    assert perubahan.alamat["tahunan"] == Alamat(BERKAS, "Perubahan Target", "C5", sidik)
    lama, baru = rencana.sub_kegiatan[0].versi_pagu
    assert lama.alamat["pagu_sen"].lembar == "Sub Kegiatan"
    assert baru.alamat["pagu_sen"].lembar == "Perubahan Pagu"
    assert baru.alamat["kas_tw1"] == lama.alamat["kas_tw1"]
    assert rencana.berkas.nama == BERKAS


def test_a_new_agency_starts_with_an_empty_workbook(tmp_path):
    """`kinerja baru` writes a plan without lines; read back it says that it is empty."""
    kosong = build_rencana(
        versi=(), sasaran=(), indikator=(), sub_kegiatan=(), nama_program={}, rencana_aksi=(),
        induk_pagu_sen={},
    )  # fmt: skip
    _, temuan = read_contoh_rencana(write_contoh_rencana(tmp_path, kosong), tmp_path)
    assert [t.pesan for t in temuan] == [
        (
            f'Lembar Versi belum berisi ({BERKAS}, lembar "Versi"). Isi paling sedikit satu baris '
            "untuk rencana murni."
        )
    ]
    tanpa_isi = dataclasses.replace(kosong, versi=(MURNI,))
    _, temuan = read_contoh_rencana(write_contoh_rencana(tmp_path, tanpa_isi), tmp_path)
    assert [t.pesan for t in temuan] == [
        (
            f"Rencana belum berisi indikator atau sub kegiatan ({BERKAS}). Isi lembar Indikator "
            "dan Sub Kegiatan."
        )
    ]


TARGET = st.decimals(-(10**9), 10**9, places=2)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(
    murni=st.tuples(TARGET, *[st.none() | TARGET] * 4),
    baru=st.tuples(TARGET, *[st.none() | TARGET] * 4),
    pagu=st.lists(st.integers(0, 10**13), min_size=10, max_size=10),
)
def test_round_trip_of_versions(tmp_path, murni, baru, pagu):
    """Whatever a version changes, and also a quarter that loses its target, comes back."""
    indikator = build_indikator(
        "IK-1",
        polaritas=Polaritas.TURUN,
        versi_target=(
            build_target(murni[0], murni[1:]),
            build_target(baru[0], baru[1:], PERUBAHAN),
        ),
    )
    sub = dataclasses.replace(
        build_rencana().sub_kegiatan[0],
        versi_pagu=(
            VersiPagu(MURNI, pagu[0], tuple(pagu[1:5])),
            VersiPagu(PERUBAHAN, pagu[5], tuple(pagu[6:]), Decimal(3)),
        ),
    )
    asal = build_rencana(indikator=(indikator,), sub_kegiatan=(sub,))
    rencana, temuan = read_contoh_rencana(write_contoh_rencana(tmp_path, asal), tmp_path)
    assert {t.kode for t in temuan} <= {"K-KAS", "K-TAK-BERUBAH"}
    assert tanpa_alamat(rencana) == tanpa_alamat(asal)


def test_dropped_and_taken_up_again(tmp_path):
    """An indicator dropped by one version may return with the next."""
    lagi = dataclasses.replace(PERUBAHAN, kode="lagi", berlaku_mulai=date(2026, 9, 1), urutan=2)
    asal = build_rencana(
        versi=(MURNI, PERUBAHAN, lagi),
        rencana_aksi=(),
        indikator=(
            build_indikator(
                "IK-1",
                versi_target=(
                    build_target(angka("10"), [angka("1")] * 4),
                    VersiTarget(PERUBAHAN, None, (None,) * 4, is_dihapus=True),
                    build_target(angka("12"), [None, None, None, angka("12")], lagi),
                ),
            ),
        ),
    )
    rencana, temuan = read_contoh_rencana(write_contoh_rencana(tmp_path, asal), tmp_path)
    assert temuan == []
    assert tanpa_alamat(rencana) == tanpa_alamat(asal)


@pytest.mark.parametrize(
    ("kode", "is_dihapus", "tahunan"),
    [("IK-1", True, None), ("IK-2", True, None), ("IK-3", True, None), ("IK-4", False, 0)],
)
def test_zero_in_a_change_drops_what_cannot_be_zero(buku, tmp_path, kode, is_dihapus, tahunan):
    """0 drops a rising number, a range and a predikat; for nihil it is the target itself."""

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Perubahan Target"]
        lembar["B5"], lembar["C5"], lembar["G5"] = kode, 0, None

    rencana, temuan = read_contoh_rencana(edit_buku(buku, ubah), tmp_path)
    assert temuan == []
    versi = next(i for i in rencana.indikator if i.kode == kode).versi_target[-1]
    assert (versi.versi.kode, versi.is_dihapus, versi.tahunan) == ("perubahan", is_dihapus, tahunan)


def test_versions_are_ordered_by_time(buku, tmp_path):
    """The rows of Versi may stand in any order; the first in force is murni."""

    def tukar(b: openpyxl.Workbook) -> None:
        lembar = b["Versi"]
        for kolom in "ABCD":
            atas, bawah = lembar[f"{kolom}5"], lembar[f"{kolom}6"]
            atas.value, bawah.value = bawah.value, atas.value

    rencana, temuan = read_contoh_rencana(edit_buku(buku, tukar), tmp_path)
    assert temuan == []
    assert [(v.kode, v.urutan) for v in rencana.versi] == [("murni", 0), ("perubahan", 1)]
    assert rencana.version_at(date(2026, 7, 14)).kode == "murni"


def test_changes_that_a_sheet_cannot_tell_are_refused_by_the_writer(tmp_path):
    """Blank means unchanged and 0 means dropped, so these two cannot be written."""
    dasar = build_target(angka("10"))
    for baru in (build_target(None, versi=PERUBAHAN), build_target(angka("0"), versi=PERUBAHAN)):
        asal = build_rencana(indikator=(build_indikator("IK-1", versi_target=(dasar, baru)),))
        with pytest.raises(ParameterError, match=r"Perubahan rencana tidak dapat ditulis.*IK-1"):
            write_contoh_rencana(tmp_path, asal)


# --- faults ----------------------------------------------------------------------------------

AWALAN = f'({BERKAS}, lembar "'
FAULTS = [
    (
        ("Indikator", "IK-1", "Unit", "Sekretariatt"),
        "K-UNIT-ASING",
        (
            'Unit tidak dikenal (@): "Sekretariatt" (yang terdekat: "sekretariat"), seharusnya '
            "bidang-anggaran, sekretariat. Tulis slug atau nama unit seperti pada instansi.yaml."
        ),
    ),
    (
        ("Indikator", "IK-1", "Kode Sasaran", "S1; S9"),
        "K-KODE-ASING",
        (
            'Kode sasaran tidak dikenal (@): "S9" (yang terdekat: "S1"). Betulkan kodenya, atau '
            "tambahkan sasaran itu ke rencana."
        ),
    ),
    (
        ("Indikator", "IK-1", "Kode Sasaran", "T1"),
        "K-KODE-ASING",
        (
            'Kode "T1" adalah tujuan, sedangkan indikatornya tingkat sasaran (@). Betulkan kode '
            "sasaran atau tingkat indikatornya."
        ),
    ),
    (
        ("Indikator", "IK-1", "Kode Program", "5.02.09"),
        "K-KODE-ASING",
        (
            'Kode program tidak dikenal (@): "5.02.09" (yang terdekat: "5.02.02"). Betulkan '
            "kodenya, atau tambahkan program itu ke rencana."
        ),
    ),
    (
        ("Indikator", "IK-1", "Jenis", "angkaa"),
        "K-PILIHAN",
        (
            'Bukan salah satu pilihan (@): "angkaa" (yang terdekat: "angka"), seharusnya angka, '
            "rentang, predikat, nihil, tonggak. Pilih dari daftar pada selnya."
        ),
    ),
    (
        ("Indikator", "IK-1", "Satuan", None),
        "K-WAJIB",
        (
            'Kolom "Satuan" wajib diisi (@): kosong. Isi dengan satuan ukuran, atau kosongkan '
            "seluruh baris."
        ),
    ),
    (
        ("Indikator", "IK-1", "Polaritas", None),
        "K-KOMBINASI",
        (
            "Polaritas tidak cocok dengan jenis angka (@): kosong, seharusnya naik, turun, atau "
            "stabil. Polaritas hanya diisi, dan wajib diisi, untuk jenis angka dan rentang."
        ),
    ),
    (
        ("Indikator", "IK-4", "Polaritas", "naik"),
        "K-KOMBINASI",
        (
            "Polaritas tidak cocok dengan jenis nihil (@): naik, seharusnya kosong. Polaritas "
            "hanya diisi, dan wajib diisi, untuk jenis angka dan rentang."
        ),
    ),
    (
        ("Indikator", "IK-3", "Agregasi", "jumlah"),
        "K-KOMBINASI",
        (
            "Agregasi tidak cocok dengan jenis predikat (@): jumlah, seharusnya akhir atau "
            "maksimum atau minimum. Pilih agregasi yang sesuai dengan jenisnya."
        ),
    ),
    (
        ("Indikator", "IK-5", "Agregasi", "maksimum"),
        "K-KOMBINASI",
        (
            "Agregasi tidak cocok dengan jenis tonggak (@): maksimum, seharusnya akhir. Pilih "
            "agregasi yang sesuai dengan jenisnya."
        ),
    ),
    (
        ("Indikator", "IK-1", "Agregasi", "jumlah"),
        "K-AGREGASI",
        (
            "Persentase, indeks, atau rasio dijumlahkan antartriwulan (@): jumlah dengan satuan "
            "persen, seharusnya akhir atau rasio_jumlah. Ganti agregasinya, nyatakan Penyebut "
            "Tetap ya, atau isi Alasan Agregasi."
        ),
    ),
    (
        ("Indikator", "IK-3", "Skala Predikat", "sakip"),
        "K-PREDIKAT",
        (
            'Skala predikat tidak dikenal (@): "sakip", seharusnya opini. Tulis nama skala seperti '
            "pada instansi.yaml."
        ),
    ),
    (
        ("Indikator", "IK-3", "Target Tahun", "Baik"),
        "K-PREDIKAT",
        (
            'Predikat tidak ada pada skala "opini" (@): "Baik", seharusnya TMP < TW < WDP < WTP. '
            "Pilih salah satu kelas pada skala itu."
        ),
    ),
    (
        ("Indikator", "IK-4", "Target TW I", 2),
        "K-NIHIL",
        (
            "Target indikator nihil harus 0 (@): 2, seharusnya 0. Tulis 0, atau ganti jenis "
            "indikatornya menjadi angka."
        ),
    ),
    (
        ("Indikator", "IK-7", "Target Tahun", None),
        "K-TARGET-HILANG",
        (
            "Indikator tanpa target tahun (@): kosong. Isi Target Tahun di sini atau pada lembar "
            "Perubahan Target."
        ),
    ),
    (
        ("Indikator", "IK-6", "Pengali", 0),
        "K-KISARAN",
        "Pengali di luar yang mungkin (@): 0, seharusnya lebih dari 0. Betulkan angkanya.",
    ),
    (
        ("Indikator", "IK-1", "Kode", 5.02),
        "K-KODE-ANGKA",
        (
            "Kode tersimpan sebagai angka (@): 5.02, seharusnya teks. Ubah format sel menjadi Teks "
            "(Text), lalu ketik ulang kodenya."
        ),
    ),
    (
        ("Program Kegiatan", "5.02.01", "Pagu (Rp)", -1),
        "K-KISARAN",
        (
            "Pagu dan anggaran kas tidak boleh negatif (@): -Rp1, seharusnya Rp0 atau lebih. "
            "Betulkan jumlahnya."
        ),
    ),
    (
        ("Sub Kegiatan", SUB, "Lingkup", "dinas"),
        "K-PILIHAN",
        (
            'Bukan salah satu pilihan (@): "dinas", seharusnya skpd, skpkd. Pilih dari daftar pada '
            "selnya."
        ),
    ),
    (
        ("Tujuan Sasaran", "S1", "Kode Tujuan", "T9"),
        "K-KODE-ASING",
        (
            'Kode tujuan tidak dikenal (@): "T9" (yang terdekat: "T1"). Betulkan kodenya, atau '
            "tambahkan tujuan itu ke rencana."
        ),
    ),
    (
        ("Perubahan Target", "perubahan", "Versi", "pergeseran"),
        "K-KODE-ASING",
        (
            'Kode versi perubahan tidak dikenal (@): "pergeseran" (yang terdekat: "perubahan"). '
            "Betulkan kodenya, atau tambahkan versi perubahan itu ke rencana."
        ),
    ),
    (
        ("Perubahan Target", "perubahan", "Kode Indikator", "IK-99"),
        "K-KODE-ASING",
        (
            'Kode indikator tidak dikenal (@): "IK-99" (yang terdekat: "IK-7"). Betulkan kodenya, '
            "atau tambahkan indikator itu ke rencana."
        ),
    ),
    (
        ("Rencana Aksi", "IK-1", "Triwulan", "5"),
        "K-PILIHAN",
        (
            'Daftar triwulan tidak dikenal (@): "5", seharusnya angka 1 sampai 4 dipisah titik '
            "koma. Tulis misalnya 1;2 untuk Triwulan I dan II."
        ),
    ),
    (
        ("Rencana Aksi", "IK-1", "Kode Sub Kegiatan", "5.02"),
        "K-KODE-ASING",
        (
            'Kode sub kegiatan tidak dikenal (@): "5.02". Betulkan kodenya, atau tambahkan sub '
            "kegiatan itu ke rencana."
        ),
    ),
    (
        ("Tahapan", "IK-5", "Bobot", 0.35),
        "K-BOBOT",
        (
            'Bobot tahap indikator "IK-5" tidak berjumlah 1 (@): 1,10, seharusnya 1. Betulkan '
            "bobotnya, mis. 0,25 + 0,25 + 0,50."
        ),
    ),
]


@pytest.mark.parametrize(("isi", "kode", "harapan"), FAULTS, ids=lambda satu: str(satu)[:60])
def test_fault_in_one_cell(buku, tmp_path, isi, kode, harapan):
    """Each fault of the plan: its code, its cell and its whole message."""
    sel = set_sel(buku, *isi)
    lembar = isi[0]
    _, temuan = read_contoh_rencana(buku, tmp_path)
    satu = next(t for t in temuan if t.kode == kode)
    assert satu.tingkatan is Tingkatan.GALAT
    assert satu.pesan == harapan.replace("(@)", f'({BERKAS}, lembar "{lembar}", sel {sel})')
    akibat = {"K-KODE-ASING"} if kode in {"K-KODE-ANGKA", "K-PILIHAN"} else set()
    assert set(list_kode(temuan)) <= {kode, *akibat}
    assert read_contoh_rencana(buku, tmp_path)[0] is None


WARNINGS = [
    (
        ("Indikator", "IK-1", "Toleransi", 2),
        "K-KOMBINASI",
        (
            'Isian tidak berpengaruh (@): "2", seharusnya kosong, karena hanya dipakai untuk '
            "polaritas stabil. Kosongkan selnya."
        ),
    ),
    (
        ("Indikator", "IK-1", "Rumus Turun", "rasio"),
        "K-KOMBINASI",
        (
            'Isian tidak berpengaruh (@): "rasio", seharusnya kosong, karena hanya dipakai untuk '
            "polaritas turun. Kosongkan selnya."
        ),
    ),
    (
        ("Sub Kegiatan", SUB, "Anggaran Kas TW I (Rp)", 24_000_000),
        "K-KAS",
        (
            "Jumlah anggaran kas empat triwulan berbeda dari pagu pada versi murni (@): "
            "Rp99.000.000, seharusnya Rp100.000.000. Betulkan anggaran kas atau pagunya."
        ),
    ),
    (
        ("Perubahan Target", "perubahan", "Kode Indikator", None),
        "K-WAJIB",
        (
            'Kolom "Kode Indikator" wajib diisi (@): kosong. Isi dengan kode pada lembar '
            "Indikator, atau kosongkan seluruh baris."
        ),
    ),
]


@pytest.mark.parametrize(("isi", "kode", "harapan"), WARNINGS, ids=lambda satu: str(satu)[:60])
def test_doubt_in_one_cell(buku, tmp_path, isi, kode, harapan):
    """Each doubtful cell: its code, its cell and its whole message."""
    sel = set_sel(buku, *isi)
    if kode == "K-KAS":
        # the change repeats the murni kas of TW I, so that only murni is doubtful
        set_sel(buku, "Perubahan Pagu", "perubahan", "Anggaran Kas TW I (Rp)", 25_000_000)
        sel = find_sel(openpyxl.load_workbook(buku)[isi[0]], SUB, "Pagu (Rp)")
    _, temuan = read_contoh_rencana(buku, tmp_path)
    assert [t.pesan for t in temuan] == [
        harapan.replace("(@)", f'({BERKAS}, lembar "{isi[0]}", sel {sel})')
    ]
    assert list_kode(temuan) == [kode]


def test_pagu_blank_in_a_change_is_unchanged_and_zero_is_zero(buku, tmp_path):
    """The blank kas of Perubahan Pagu keeps murni's; a 0 takes the money away."""

    def ubah(b: openpyxl.Workbook) -> None:
        lembar = b["Perubahan Pagu"]
        for kolom, nilai in zip("CDEFG", (0, 0, 0, 0, 0), strict=True):
            lembar[f"{kolom}5"] = nilai

    rencana, temuan = read_contoh_rencana(edit_buku(buku, ubah), tmp_path)
    assert temuan == []
    akhir = rencana.sub_kegiatan[0].versi_pagu[-1]
    assert (akhir.pagu_sen, akhir.kas_sen, akhir.target_keluaran) == (0, (0, 0, 0, 0), 4)


def test_reason_makes_a_refused_sum_a_warning(buku, tmp_path):
    """A signed plan may add up percentages if it says why; a fixed denominator needs no reason."""
    set_sel(buku, "Indikator", "IK-1", "Agregasi", "jumlah")
    set_sel(buku, "Indikator", "IK-1", "Alasan Agregasi", "Tertulis dalam PK yang ditandatangani")
    assert "dijumlahkan antartriwulan" in peringatan(buku, tmp_path, "K-AGREGASI")
    set_sel(buku, "Indikator", "IK-1", "Alasan Agregasi", None)
    set_sel(buku, "Indikator", "IK-1", "Penyebut Tetap", "Ya")
    rencana, temuan = read_contoh_rencana(buku, tmp_path)
    assert temuan == []
    assert rencana.indikator[0].is_penyebut_tetap


@pytest.mark.parametrize(
    ("lembar", "kolom", "kode"),
    [
        ("Versi", "A", "murni"),
        ("Tujuan Sasaran", "A", "T1"),
        ("Indikator", "A", "IK-1"),
        ("Program Kegiatan", "A", "5.02.01"),
        ("Sub Kegiatan", "A", SUB),
    ],
)
def test_kode_ganda(buku, tmp_path, lembar, kolom, kode):
    """A code that stands twice is told with both cells."""
    edit_buku(buku, lambda b: setattr(b[lembar][f"{kolom}6"], "value", kode))
    _, temuan = read_contoh_rencana(buku, tmp_path)
    satu = only(temuan, "K-KODE-GANDA")
    assert (satu.lembar, satu.sel) == (lembar, f"{kolom}6")
    assert satu.ditemukan == f'"{kode}", juga di sel {kolom}5'


def test_two_versions_on_one_day(buku, tmp_path):
    """Which of them is in force could not be told."""
    edit_buku(buku, lambda b: setattr(b["Versi"]["C6"], "value", date(2026, 1, 1)))
    assert galat(buku, tmp_path, "K-KODE-GANDA") == (
        f'Hari mulai berlaku muncul lebih dari sekali ({BERKAS}, lembar "Versi", sel C6): '
        '"2026-01-01", juga di sel C5. Hapus baris yang berlebih atau betulkan kodenya.'
    )


@pytest.mark.parametrize("kode", ["5.02.01.2.01", "5.02.01.2.01.06a", "lain"])
def test_bentuk_kode(buku, tmp_path, kode):
    """A sub kegiatan has six parts of digits."""
    edit_buku(buku, lambda b: setattr(b["Sub Kegiatan"]["A6"], "value", kode))
    _, temuan = read_contoh_rencana(buku, tmp_path)
    assert only(temuan, "K-KODE-BENTUK").pesan == (
        f'Kode tidak berbentuk kode nomenklatur ({BERKAS}, lembar "Sub Kegiatan", sel A6): '
        f'"{kode}", seharusnya 6 bagian dipisah titik. Tulis kodenya lengkap, mis. '
        "5.02.01.2.01.0006."
    )


def test_induk_tidak_tercantum(buku, tmp_path):
    """A parent without a name is printed by its code only, so it is asked for."""
    edit_buku(buku, lambda b: b["Program Kegiatan"].delete_rows(8))
    assert peringatan(buku, tmp_path, "K-INDUK-HILANG") == (
        f'Program atau kegiatan induk tidak tercantum ({BERKAS}, lembar "Sub Kegiatan", sel A6): '
        '"5.02.02.2.01". Tambahkan kode dan namanya pada lembar Program Kegiatan.'
    )


def test_tahap_pada_jenis_lain(buku, tmp_path):
    """Only a milestone has steps, each number once."""

    def ubah(b: openpyxl.Workbook) -> None:
        b["Tahapan"]["A5"], b["Tahapan"]["D5"], b["Tahapan"]["D6"] = "IK-1", 1, 1

    assert galat(edit_buku(buku, ubah), tmp_path, "K-KOMBINASI") == (
        f'Hanya indikator jenis tonggak yang bertahap ({BERKAS}, lembar "Tahapan", sel A5): jenis '
        "angka. Hapus tahapnya, atau ganti jenis indikator menjadi tonggak."
    )


def test_bobot_tahap_dalam_persen(buku, tmp_path):
    """A share formatted as percent is the same share."""
    set_sel(buku, "Tahapan", "IK-5", "Bobot", 0.25, "0%")
    assert read_contoh_rencana(buku, tmp_path)[1] == []


def test_perubahan_tanpa_isi(buku, tmp_path):
    """A row of Perubahan Target without a target says nothing."""

    def ubah(b: openpyxl.Workbook) -> None:
        b["Perubahan Target"]["C5"] = b["Perubahan Target"]["G5"] = None

    assert peringatan(edit_buku(buku, ubah), tmp_path, "K-TAK-BERUBAH") == (
        f'Baris perubahan tidak mengubah apa pun ({BERKAS}, lembar "Perubahan Target", sel B5). '
        "Isi target yang baru, atau hapus baris ini."
    )


@pytest.mark.parametrize("judul", ["Realisasi {}", "Capaian {} (%)"])
def test_realisasi_tahun_yang_belum_lampau(buku, tmp_path, judul):
    """A past year lies before the year of the plan."""
    lama, baru = judul.format(2025), judul.format(2026)
    edit_buku(buku, lambda b: _ganti_judul(b["Indikator"], lama, baru))
    _, temuan = read_contoh_rencana(buku, tmp_path)
    assert {t.kode for t in temuan} == {"K-KISARAN"}
    assert temuan[0].diharapkan == "sebelum 2026"


def _ganti_judul(lembar: Worksheet, lama: str, baru: str) -> None:
    for sel in lembar[4]:
        if sel.value == lama:
            sel.value = baru


@pytest.mark.parametrize(("baris", "kunci"), [(5, "OPD"), (6, "Tahun")])
def test_identitas(buku, tmp_path, baris, kunci):
    """A plan of another agency or year is refused here."""
    edit_buku(buku, lambda b: setattr(b["Identitas"][f"B{baris}"], "value", "lain"))
    assert galat(buku, tmp_path, "K-IDENTITAS").startswith(f"{kunci} pada buku kerja tidak cocok")


def test_missing_sheet_brings_no_flood_of_unknown_codes(buku, tmp_path):
    """Where Indikator is gone, the codes that refer to it cannot be judged."""
    edit_buku(buku, lambda b: b.remove(b["Indikator"]))
    assert list_kode(read_contoh_rencana(buku, tmp_path)[1]) == ["K-LEMBAR-HILANG"]


@pytest.mark.parametrize(
    ("sunting", "kode"),
    [
        (lambda b: b.remove(b["Tujuan Sasaran"]), "K-LEMBAR-HILANG"),
        (lambda b: b.remove(b["Versi"]), "K-LEMBAR-HILANG"),
        (lambda b: b.remove(b["Program Kegiatan"]), "K-LEMBAR-HILANG"),
        (lambda b: b.remove(b["Sub Kegiatan"]), "K-LEMBAR-HILANG"),
    ],
)
def test_one_missing_sheet_is_one_finding(
    buku, tmp_path, sunting: Callable[[openpyxl.Workbook], None], kode: str
):
    """The rest is read on and not blamed for it."""
    assert list_kode(read_contoh_rencana(edit_buku(buku, sunting), tmp_path)[1]) == [kode]


def test_target_yang_tidak_cocok_dengan_jenis(buku, tmp_path):
    """A range where a number should be, and the reverse."""
    set_sel(buku, "Indikator", "IK-1", "Target Tahun", "80-90")
    set_sel(buku, "Indikator", "IK-2", "Target Tahun", 80)
    set_sel(buku, "Indikator", "IK-5", "Target Tahun", "besok")
    _, temuan = read_contoh_rencana(buku, tmp_path)
    assert list_kode(temuan) == ["K-ANGKA", "K-RENTANG", "K-TANGGAL"]


def test_unit_by_name_or_abbreviation(buku, tmp_path):
    """A planner may write the unit as people call it."""
    set_sel(buku, "Indikator", "IK-7", "Unit", "bidang  ANGGARAN")
    set_sel(buku, "Sub Kegiatan", SUB, "Unit", "Set")
    rencana, temuan = read_contoh_rencana(buku, tmp_path)
    assert temuan == []
    assert rencana.indikator[6].unit == "bidang-anggaran"
    assert rencana.sub_kegiatan[0].unit == "sekretariat"


def test_writer_makes_the_same_bytes(tmp_path):
    """Two writings of one plan are one file."""
    satu = write_contoh_rencana(tmp_path / "a").read_bytes()
    assert write_contoh_rencana(tmp_path / "b").read_bytes() == satu


def test_written_workbook_guides_the_hand(buku):
    """Lists for choices, text format for codes, frozen headings, numbers as numbers."""
    lembar = openpyxl.load_workbook(buku)["Indikator"]
    daftar = {v.formula1 for v in lembar.data_validations.dataValidation if v.type == "list"}
    assert '"naik,turun,stabil"' in daftar
    assert '"sekretariat,bidang-anggaran"' in daftar
    assert '"opini"' in daftar
    assert lembar.freeze_panes == "C5"
    assert lembar["A5"].number_format == "@"
    assert lembar.column_dimensions["A"].number_format == "@"
    alamat = find_sel(lembar, "IK-1", "Realisasi 2024")
    assert (lembar[alamat].data_type, lembar[alamat].number_format) == ("n", "#,##0.00")


def build_rencana_besar(jumlah: int) -> Rencana:
    """Build a plan with as many indicators, half of them of ranges, and sub kegiatan."""
    target = {
        Jenis.ANGKA: build_target(angka("9"), [angka("9")] * 4),
        Jenis.RENTANG: build_target(
            Rentang(Decimal(80), Decimal(90)), [Rentang(Decimal(80), Decimal(90))] * 4
        ),
    }
    sub = build_rencana().sub_kegiatan[0]
    return build_rencana(
        indikator=tuple(
            build_indikator(f"IK-{i}-{jenis}", jenis=jenis, versi_target=(target[jenis],))
            for i in range(jumlah // 2)
            for jenis in target
        ),
        rencana_aksi=(),
        sub_kegiatan=tuple(
            dataclasses.replace(sub, kode=f"5.02.01.2.01.{i:04d}") for i in range(jumlah)
        ),
    )


def test_reading_a_large_plan_is_linear(tmp_path):
    """Eight times the lines take at most twelve times the processor (best of three each)."""
    terbaik = {}
    for jumlah in (100, 800):
        jalur = tmp_path / f"rencana-{jumlah}.xlsx"
        write_rencana(jalur, build_rencana_besar(jumlah))
        lama = []
        for _ in range(3):
            mulai = time.process_time()
            rencana, _ = read_contoh_rencana(jalur, tmp_path)
            lama.append(time.process_time() - mulai)
        assert rencana is not None
        terbaik[jumlah] = min(lama)
    assert terbaik[800] < 12 * terbaik[100]


@pytest.mark.parametrize("is_sama", [True, False])
def test_one_sub_kegiatan_twice_by_its_zeros(tmp_path, is_sama):
    """The same name is the same line counted twice; another name is only pointed at."""
    jalur = write_contoh_rencana(tmp_path)

    def tambah(buku: openpyxl.Workbook) -> None:
        lembar = buku["Sub Kegiatan"]
        nomor = next(sel.row for sel in lembar["A"] if sel.value == SUB)
        baris = [sel.value for sel in lembar[nomor]]
        baris[0] = "5.02.01.2.01.6"
        if not is_sama:
            baris[1] = "Nama lain sama sekali"
        lembar.append(baris)

    edit_buku(jalur, tambah)
    rencana, temuan = read_contoh_rencana(jalur, tmp_path)
    satu = only(temuan, "K-KODE-GANDA")
    assert (rencana is None) == is_sama
    assert SUB in satu.ditemukan
