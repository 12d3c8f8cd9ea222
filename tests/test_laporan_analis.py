"""The analyst's frames, passports, and the state of the inputs when a day ended."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.kolom.bingkai import DAFTAR_BINGKAI, build_daftar_kolom
from kinerja.laporan import buka_laporan
from kinerja.laporan.analis import LaporanAnalis
from kinerja.laporan.angka import collect_angka
from kinerja.periode import Periode
from kinerja.register import open_register, record_setoran, store_berkas
from tests.bantuan_excel import set_sel
from tests.bantuan_terima import list_isi_folder
from tests.test_docs import AKAR
from tests.test_riwayat import RENCANA, record_jalan

TW2 = Periode(2026, 2)
UNIT = "sekretariat"
JALUR = f"data/bpkd/2026/tw2/{UNIT}.xlsx"


@pytest.fixture(scope="module")
def laporan(asli):
    """The sample's quarterly report."""
    return buka_laporan("bpkd", "2026-tw2", folder=str(asli))


@pytest.mark.parametrize(
    ("periode", "unit"), [("2026-tw2", ""), ("2026-tw2", "ppkd"), ("2025-tahunan", "")]
)
def test_frames_have_the_columns_and_types_of_the_registry(asli, periode, unit):
    """Also where there is no row, as the indicators of a unit that only reports money."""
    laporan = buka_laporan("bpkd", periode, unit, str(asli))
    for nama, bingkai in DAFTAR_BINGKAI.items():
        df = getattr(laporan, nama)
        assert list(df.columns) == [satu.nama for satu in bingkai.kolom]
        assert [str(tipe) for tipe in df.dtypes] == [satu.tipe.value for satu in bingkai.kolom]
        assert len(df) or (unit and nama in {"indikator", "isian", "sasaran"})


@pytest.mark.parametrize("nama", ["indikator", "sasaran", "anggaran", "unit_kerja"])
def test_a_docstring_counts_its_columns(nama):
    """The shape that a docstring states is the registry's."""
    teks = getattr(LaporanAnalis, nama).__doc__
    assert f"{len(DAFTAR_BINGKAI[nama].kolom)} columns" in teks


def test_a_frame_says_what_the_report_says(laporan):
    """Rows, order and figures are the recap's; the states stay apart."""
    df = laporan.indikator
    rekap = laporan.data.rekap
    assert sorted(df["indikator_kode"]) == sorted(h.indikator.kode for h in rekap.indikator)
    per_kode = {h.indikator.kode: h for h in rekap.indikator}
    for baris in df.itertuples():
        utama = per_kode[baris.indikator_kode].utama
        assert baris.capaian_teks == utama.capaian.teks
        assert baris.angka_id == utama.capaian.id
        is_ada = utama.capaian.nilai is not None
        assert pd.notna(baris.capaian_persen) == is_ada
        if is_ada:
            assert baris.capaian_persen == float(utama.capaian.nilai)
    assert {"terisi", "belum_lapor", "tidak_diukur"} <= set(df["keadaan"])
    # Sen stay whole: the sum of the rows is the total of the report, to the sen.
    uang = laporan.anggaran.query("jenis_anggaran == 'belanja'")
    assert int(uang["realisasi_sd_sen"].sum()) == rekap.anggaran.total.realisasi_sd.nilai
    assert int(uang["pagu_sen"].sum()) == rekap.anggaran.total.pagu.nilai


def test_a_frame_is_the_callers_own(laporan):
    """What an analyst does to a frame reaches neither the next one nor the report."""
    df = laporan.sasaran
    df.loc[:, "capaian_persen"] = 0.0
    assert laporan.sasaran["capaian_persen"].min() > 0


def test_a_unit_sees_its_own_rows(asli, laporan):
    """Indicators and money of the unit; the mean of a sasaran stays that of all units."""
    unit = buka_laporan("bpkd", "2026-tw2", UNIT, str(asli))
    assert set(unit.indikator["unit"]) == {UNIT}
    assert set(unit.anggaran["unit"]) == {UNIT}
    assert unit.unit_kerja["unit"].tolist() == [UNIT]
    semua = laporan.sasaran.set_index("sasaran_kode")["capaian_teks"]
    milik = unit.sasaran.set_index("sasaran_kode")["capaian_teks"]
    assert 0 < len(milik) < len(semua)
    assert all(semua[kode] == teks for kode, teks in milik.items())


def test_every_figure_is_found_and_shows_where_it_came_from(laporan):
    """The ids of the frames lead to passports with source cells; a wrong id names the nearest."""
    semua = collect_angka(laporan.data.rekap)
    for df in (laporan.indikator, laporan.sasaran, laporan.anggaran):
        assert set(df["angka_id"]) <= semua.keys()
    (blok,) = laporan.paspor("ik.IKS-1.2.sd.capaian")
    alamat = [operan.alamat for operan in blok.angka[0].jejak.operan if operan.alamat]
    assert {satu.berkas for satu in alamat} == {
        "data/bpkd/2026/rencana.xlsx",
        "data/bpkd/2026/tw2/bidang-anggaran.xlsx",
    }
    with pytest.raises(ParameterError, match=r"misalnya .*ik\.IKS-1\.2\.sd\.capaian"):
        laporan.paspor("ik.IKS-1.2.sd.capain")


def read_angka(laporan, kode="IKS-4.2"):
    """Give an indicator's realisasi as printed."""
    return laporan.indikator.set_index("indikator_kode").loc[kode, "realisasi_teks"]


def record(akar, waktu):
    """Record the unit's working copy as handed in at a moment."""
    isi = (akar / JALUR).read_bytes()
    with open_register(Folder(akar), "bpkd", is_tulis=True) as register:
        sha256 = store_berkas(Folder(akar), "bpkd", isi).stem
        record_setoran(
            register,
            periode=TW2,
            unit=UNIT,
            sha256=sha256,
            nama_berkas=JALUR,
            ukuran=len(isi),
            cara="perintah",
            waktu=waktu,
            alasan="salah ketik",
        )


@pytest.fixture
def dua_kiriman(akar):
    """A unit that handed in on 6 July and corrected an hour into 12 July, by its clock."""
    record(akar, datetime(2026, 7, 6, 2, 0, tzinfo=UTC))
    set_sel(akar / JALUR, "Indikator", "IKS-4.2", "Realisasi", 1.5)
    record(akar, datetime(2026, 7, 11, 18, 0, tzinfo=UTC))  # 01.00 WIB
    return akar


@pytest.mark.parametrize(
    ("per", "realisasi"),
    [
        ("2026-07-06", "1,12"),
        ("2026-07-11", "1,12"),
        ("2026-07-12", "1,50"),
        ("2026-12-31", "1,50"),
    ],
)
def test_a_recap_as_known_when_a_day_ended(dua_kiriman, per, realisasi):
    """The last form up to the day's end counts; who handed in nothing by then has not reported."""
    laporan = buka_laporan("bpkd", "2026-tw2")
    sebelum = list_isi_folder(dua_kiriman)
    lama = laporan.rekap(per=per)
    assert read_angka(lama) == realisasi
    assert lama.per == date.fromisoformat(per)
    lapor = lama.unit_kerja.set_index("unit")["is_lapor"]
    assert lapor[UNIT]
    assert not lapor.drop(UNIT).any()
    assert "Rencana pada" in lama.catatan_per[0]
    assert "Keadaan pada" in lama.kop()[-1].judul
    assert lama.kop()[-1].isi[1] == lama.catatan_per
    # The passport names the file as people know it, not where it was put together.
    (blok,) = lama.paspor("ik.IKS-4.2.sd.capaian")
    assert {operan.alamat.berkas for operan in blok.angka[0].jejak.operan if operan.alamat} == {
        RENCANA,
        JALUR,
    }
    unit = buka_laporan("bpkd", "2026-tw2", UNIT).rekap(per=per)
    assert (read_angka(unit), unit.unit.slug) == (realisasi, UNIT)
    assert list_isi_folder(dua_kiriman) == sebelum
    assert read_angka(laporan) == "1,50"
    assert laporan.per is None
    assert len(laporan.kop()) == len(lama.kop()) - 1


def test_a_day_before_anything_was_recorded_is_refused(dua_kiriman):
    """With the day from which something is known; so is what is no day."""
    laporan = buka_laporan("bpkd", "2026-tw2", folder=str(dua_kiriman))
    with pytest.raises(ParameterError, match="yang pertama 6 Juli 2026"):
        laporan.rekap(per="2026-07-05")
    with pytest.raises(ParameterError, match="Tulis tahun-bulan-hari"):
        laporan.rekap(per="6 Juli")


def test_the_plan_is_the_one_of_that_day(dua_kiriman):
    """A run keeps the plan it used; a target changed since does not reach back."""
    record_jalan(dua_kiriman, {}, (RENCANA,))
    set_sel(dua_kiriman / RENCANA, "Indikator", "IKS-4.2", "Target TW II", 2)
    hari = datetime.now(UTC).date().replace(year=2099).isoformat()
    lama = buka_laporan("bpkd", "2026-tw2").rekap(per=hari)
    assert lama.catatan_per == ()
    assert lama.indikator.set_index("indikator_kode").loc["IKS-4.2", "target_teks"] == "1,07"


def test_a_form_that_is_gone_from_the_store_is_told(dua_kiriman):
    """Nothing else stands in for what was kept and is lost."""
    for jalur in (dua_kiriman / "data/bpkd/terima").glob("??/*.xlsx"):
        jalur.unlink()
    with pytest.raises(KeutuhanError, match="hilang"):
        buka_laporan("bpkd", "2026-tw2").rekap(per="2026-07-06")


def test_another_period_opens_from_a_report(laporan, asli):
    """The same kind of report of the quarter before, with its own figures."""
    lain = laporan.rekap("2026-tw1")
    assert lain.data.masukan.periode == Periode(2026, 1)
    langsung = buka_laporan("bpkd", "2026-tw1", folder=str(asli))
    pd.testing.assert_frame_equal(lain.indikator, langsung.indikator)


def test_the_guide_lists_every_column():
    """docs/analis.md carries the registry as it is."""
    teks = (AKAR / "docs" / "analis.md").read_text(encoding="utf-8")
    assert build_daftar_kolom().strip() in teks
