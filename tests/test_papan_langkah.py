"""The steps of the board: each state after each event, declared and recorded times, lateness."""

from __future__ import annotations

import pytest

from kinerja.papan import (
    BahanPeriode,
    Dokumen,
    KeadaanBerkas,
    KeadaanLangkah,
    build_papan,
)
from tests.bantuan_papan import (
    DOKUMEN,
    TAHUN,
    TW2,
    A,
    B,
    at,
    build,
    build_bahan,
    build_laporan,
    build_periode,
    build_status,
    catat,
    lapor,
    read_sop_bawaan,
    setor,
    tell,
    with_status,
)

FORMULIR = catat("formulir", at(1, bulan=7), unit={"sekretariat": "x"})
SETOR_A, SETOR_B = setor(A, at(6)), setor(B, at(7))
LEMBAR = catat("lembar_disposisi", at(9, 8), agenda=1)
DISPOSISI = catat("disposisi", at(9, 8, 20), agenda=1)
LAGI = catat("lembar_disposisi", at(9, 12), agenda=2)


@pytest.fixture(scope="module")
def sop(tmp_path_factory):
    """The shipped procedure."""
    return read_sop_bawaan(tmp_path_factory.mktemp("sop"))


def keadaan(papan):
    """Give the state of each step in a letter: - not yet due, 0 not begun, ~ begun, x finished."""
    huruf = {
        KeadaanLangkah.BELUM_WAKTUNYA: "-",
        KeadaanLangkah.BELUM: "0",
        KeadaanLangkah.BERJALAN: "~",
        KeadaanLangkah.SELESAI: "x",
    }
    return "".join(huruf[satu.keadaan] for satu in papan.langkah)


@pytest.mark.parametrize(
    ("catatan", "diharapkan"),
    [
        ((), "00000--0"),
        ((FORMULIR,), "~0000--0"),
        ((FORMULIR, SETOR_A), "~0000--0"),
        ((FORMULIR, SETOR_A, SETOR_B), "~0000--0"),
        # A report made before the unit handed in is not its report.
        ((FORMULIR, SETOR_A, lapor(at(6, 10)), SETOR_B), "~0~00--0"),
        ((FORMULIR, SETOR_A, SETOR_B, lapor(at(8))), "x0~00--0"),
        ((FORMULIR, SETOR_A, SETOR_B, lapor(at(8)), LEMBAR), "x~~00--0"),
        # The draft is older than the disposition: the recap has to be made again.
        ((FORMULIR, SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI), "xx~00--0"),
        ((SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI, lapor(at(9))), "xxx~0--0"),
        # A second sheet is out: the first one's answer does not finish the step.
        ((SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI, lapor(at(9)), LAGI), "x~x~0--0"),
    ],
)
def test_each_event_moves_the_board(sop, catatan, diharapkan) -> None:
    """Steps 1 to 3 follow from forms, submissions, reports and the disposition."""
    assert keadaan(build(sop, *catatan)) == diharapkan


def test_a_second_sheet_is_asked_for_by_its_number(sop) -> None:
    """The board names it and proposes to read it back."""
    papan = build(sop, SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI, lapor(at(9)), LAGI)
    assert papan.langkah[1].keterangan == ("lembar nomor 2/2026 keluar, belum dibaca kembali",)
    assert "kinerja disposisi 2026-tw2 --baca BERKAS" in [satu.perintah for satu in papan.saran]


def test_the_recap_begins_when_the_disposition_came(sop) -> None:
    """Its minutes are those until the report that holds it."""
    rekap = build(sop, SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI, lapor(at(9))).langkah[2]
    assert (rekap.mulai.waktu, rekap.selesai.waktu) == (at(9, 8, 20), at(9))
    assert rekap.menit == 40


def test_a_beginning_declared_after_the_end_is_not_used(sop) -> None:
    """The register's own stands, and that is told."""
    nanti = catat("langkah", at(11), nomor=2, saat="mulai")
    langkah = build(sop, SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI, nanti).langkah[1]
    assert (langkah.mulai.waktu, langkah.selesai.waktu) == (at(9, 8), at(9, 8, 20))
    assert "dinyatakan mulai sesudah selesai; waktu itu tidak dipakai" in langkah.keterangan


@pytest.mark.parametrize(
    ("ke", "is_sesuai", "diharapkan"),
    [
        (["diperiksa"], True, "xxxx~--0"),
        (["diperiksa", "disetujui"], True, "xxxx~--0"),
        (["diperiksa", "disetujui", "final"], True, "xxxxx--0"),
        # The content changed after the approval: it no longer counts, but a final report stays.
        (["diperiksa", "disetujui"], False, "xxx~~--0"),
        (["diperiksa", "disetujui", "final"], False, "xxxxx--0"),
        # Sent back: what was approved before does not count either.
        (["diperiksa", "draf"], True, "xxx~0--0"),
        (["diperiksa", "disetujui", "final", "draf", "diperiksa"], True, "xxxx~--0"),
    ],
)
def test_approvals_finish_steps_four_and_five(sop, ke, is_sesuai, diharapkan) -> None:
    """Checked finishes step 4, final step 5; an approval of other content finishes nothing."""
    status = [
        catat("status", at(10, 8 + n), laporan="laporan-triwulan", ke=satu, dari="draf")
        for n, satu in enumerate(ke)
    ]
    peristiwa = tell(SETOR_A, SETOR_B, DISPOSISI, lapor(at(9)), *status)
    milik = with_status(build_periode(peristiwa), build_status(ke[-1], is_sesuai=is_sesuai))
    papan = build_papan(build_bahan(sop, milik))
    assert keadaan(papan) == diharapkan
    if ke[-1] == "final" and is_sesuai:
        assert papan.langkah[4].selesai.waktu == at(10, 10)
        assert (papan.langkah[3].mulai.waktu, papan.langkah[3].menit) == (at(9), 23 * 60)


def test_a_report_signed_outside_counts_without_a_time(sop) -> None:
    """`status: final` of the parameters finishes what led to it; nobody knows when."""
    milik = with_status(build_periode(), build_status("final", asal="parameter"))
    papan = build_papan(build_bahan(sop, milik, kini=at(30)))
    assert keadaan(papan) == "xxxxx--0"
    for satu in papan.langkah[:5]:
        assert (satu.selesai, satu.hari_terlambat) == (None, None)
        assert "parameter" in satu.keterangan[0]
    # What the register does know of it keeps its times.
    milik = with_status(build_periode(tell(LEMBAR, DISPOSISI)), milik.laporan[0].status)
    satu = build_papan(build_bahan(sop, milik)).langkah[1]
    assert (satu.menit, satu.keterangan) == (20, ())


def test_before_the_quarter_ends_nothing_is_due(sop) -> None:
    """On its last day a quarter is not yet to be reported; the day after it is."""
    assert keadaan(build(sop, kini=at(30, bulan=6))) == "--------"
    assert keadaan(build(sop, kini=at(1))) == "00000--0"
    assert keadaan(build(sop, FORMULIR, kini=at(30, bulan=6)))[0] == "~"


def test_lateness_counts_days_past_the_deadline(sop) -> None:
    """Step 1 by the last unit's form, the others by the report's date; its own day is in time."""
    langkah = build(sop, SETOR_A, SETOR_B, lapor(at(12)), kini=at(13)).langkah
    assert [satu.hari_terlambat for satu in langkah[:5]] == [0, 0, 0, 0, 0]
    terlambat = setor(B, at(11))
    langkah = build(sop, SETOR_A, terlambat, lapor(at(12)), kini=at(20)).langkah
    assert [satu.hari_terlambat for satu in langkah[:5]] == [3, 7, 7, 7, 7]
    assert langkah[0].label == "selesai, terlambat 3 hari"
    assert langkah[1].label == "belum, lewat tenggat 7 hari"
    diam = build(sop, SETOR_A, kini=at(10)).langkah[0]
    assert (diam.hari_terlambat, diam.label) == (2, "berjalan, lewat tenggat 2 hari")
    assert build(sop, tenggat_setor=None, kini=at(20)).langkah[0].hari_terlambat is None


def test_folder_work_is_not_called_late(sop) -> None:
    """Workbooks found in the folder after the deadline: nobody knows when they came."""
    isi = [setor(satu, at(20), cara="folder") for satu in (A, B)]
    satu = build(sop, *isi, lapor(at(20, 10)), kini=at(21)).langkah[0]
    assert (satu.keadaan, satu.hari_terlambat) == (KeadaanLangkah.SELESAI, None)


def test_declared_times_go_before_recorded_ones(sop) -> None:
    """Only times that a person declared at both ends are held against the standard."""
    dasar = (SETOR_A, SETOR_B, lapor(at(8)), LEMBAR, DISPOSISI)
    tercatat = build(sop, *dasar).langkah[1]
    # 08.00 to 08.20 by the register, 15 minutes by the procedure; waiting is part of it.
    assert (tercatat.menit, tercatat.is_melampaui) == (20, None)
    assert not tercatat.mulai.is_dinyatakan
    mulai = catat("langkah", at(9, 8, 6), nomor=2, saat="mulai")
    selesai = catat("langkah", at(9, 8, 21), nomor=2, saat="selesai")
    satu = build(sop, *dasar, mulai, selesai).langkah[1]
    assert (satu.menit, satu.is_melampaui) == (15, False)
    assert satu.selesai.is_dinyatakan
    assert satu.selesai.oleh == "Petugas"
    lewat = catat("langkah", at(9, 8, 22), nomor=2, saat="selesai")
    assert build(sop, *dasar, mulai, lewat).langkah[1].is_melampaui is True
    # One end declared is no comparison.
    assert build(sop, *dasar, lewat).langkah[1].is_melampaui is None


def test_a_declared_end_counts_without_output(sop) -> None:
    """A disposition on paper: the step is finished, the board says that its output lacks."""
    selesai = catat("langkah", at(9), nomor=2, saat="selesai")
    # Paper changes no input, so the draft of before is the recap; it is finished with the paper.
    papan = build(sop, SETOR_A, SETOR_B, lapor(at(8)), selesai)
    assert keadaan(papan) == "xxx~0--0"
    assert papan.langkah[2].selesai.waktu == at(9)
    assert papan.langkah[1].keterangan == ("keluarannya belum tercatat di kinerja",)
    lagi = catat("langkah", at(10), nomor=2, saat="mulai")
    papan = build(sop, SETOR_A, SETOR_B, lapor(at(8)), selesai, lagi)
    assert papan.langkah[1].keadaan is KeadaanLangkah.BERJALAN
    assert papan.langkah[1].selesai is None


def test_one_event_is_no_span(sop) -> None:
    """Where begin and end are the same event no minutes are told."""
    satu = build(sop, SETOR_A, SETOR_B, DISPOSISI, lapor(at(9))).langkah[1]
    assert satu.mulai == satu.selesai
    assert satu.menit is None


def test_needs_are_present_or_missing(sop) -> None:
    """Planning documents by their sheet, outputs by the steps before; what nobody knows is said."""
    dokumen = DOKUMEN | {"rencana aksi": Dokumen(is_ada=False, keterangan="lembar kosong")}
    bahan = build_bahan(sop, build_periode(tell(SETOR_A)), dokumen=dokumen)
    langkah = build_papan(bahan).langkah
    assert langkah[0].kurang == ("Rencana Aksi",)
    assert langkah[1].kurang == ("Laporan Kinerja",)
    assert langkah[2].kurang == ("Disposisi", "Rencana Aksi")
    assert langkah[5].kurang == ("Laporan Kinerja Triwulan",)
    assert langkah[5].kelengkapan[0].keterangan == "0 dari 4 triwulan selesai"
    assert langkah[7].kurang == ("Laporan Kinerja Triwulan",)
    dasar = (SETOR_A, SETOR_B, lapor(at(8)), DISPOSISI)
    assert build(sop, *dasar).langkah[1].kurang == ()
    assert build(sop, *dasar).langkah[2].kurang == ()


def test_an_agency_words_its_own_procedure(sop) -> None:
    """Steps are known by their output; one the kit cannot see is known by declarations only."""
    isi = sop.model_dump()
    isi["langkah"] = [
        isi["langkah"][1] | {"nomor": 1, "kelengkapan": ["Berita Acara"]},
        isi["langkah"][0] | {"nomor": 2, "keluaran": "Risalah Rapat"},
    ]
    lain = type(sop).model_validate(isi)
    papan = build(lain, DISPOSISI)
    assert keadaan(papan) == "x0"
    assert papan.langkah[0].kelengkapan[0].label == "periksa sendiri"
    assert "pernyataan" in papan.langkah[1].keterangan[0]
    assert papan.langkah[1].tenggat is None
    selesai = catat("langkah", at(9), nomor=2, saat="selesai")
    papan = build(lain, DISPOSISI, selesai)
    assert keadaan(papan) == "xx"
    assert papan.langkah[1].keterangan == ()


def test_an_outdated_report_is_said_at_its_step(sop) -> None:
    """The recap stays finished; that its report is out of date stands beside it."""
    usang = build_laporan("laporan-triwulan", KeadaanBerkas.USANG, sebab=("masukan berubah: x",))
    isi = (SETOR_A, SETOR_B, DISPOSISI, lapor(at(9)))
    satu = build(sop, *isi, laporan=(usang,)).langkah[2]
    assert satu.keadaan is KeadaanLangkah.SELESAI
    assert satu.keterangan == ("laporan yang ada usang",)


def build_tahun(sop, tahun, *triwulan):
    """Give the board of the year, looked at in January after it."""
    kini = at(20, bulan=1).replace(year=2027)
    return build_papan(build_bahan(sop, tahun, *triwulan, periode=TAHUN, kini=kini))


def test_a_year_sums_its_quarters_and_shows_steps_six_to_eight(sop) -> None:
    """Steps 1 to 5 from the four quarters, 6 to 8 from the year's own events."""
    jadi = with_status(
        build_periode(tell(SETOR_A, SETOR_B, DISPOSISI, lapor(at(9)))), build_status("final")
    )
    papan = build_tahun(sop, BahanPeriode(TAHUN), jadi)
    assert keadaan(papan) == "~~~~~000"
    satu = papan.langkah[0]
    assert dict(satu.per_triwulan)[TW2] is KeadaanLangkah.SELESAI
    assert satu.keterangan[0] == "selesai pada 1 dari 4 triwulan"
    assert (satu.mulai.waktu, satu.selesai) == (at(6), None)
    assert papan.langkah[5].kelengkapan[0].keterangan == "1 dari 4 triwulan selesai"

    buat = lapor(at(20), "laporan-tahunan", periode=TAHUN)
    final = catat("status", at(21), TAHUN, laporan="laporan-tahunan", ke="final", dari="draf")
    arsip = catat("arsip", at(22), TAHUN)
    status = build_status("final")
    utama = build_laporan("laporan-tahunan", status=status)
    for catatan, diharapkan in (
        ((buat,), "x00"),
        ((buat, final), "xx0"),
        ((buat, final, arsip), "xxx"),
    ):
        laporan = utama if final in catatan else build_laporan("laporan-tahunan")
        tahun = BahanPeriode(TAHUN, peristiwa=tell(*catatan), laporan=(laporan,))
        assert keadaan(build_tahun(sop, tahun, jadi))[5:] == diharapkan
