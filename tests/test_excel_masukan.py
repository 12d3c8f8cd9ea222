"""All inputs of a period: what is missing, empty, refused, foreign or linked from outside."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kinerja.excel.masukan import HasilBaca, read_masukan
from kinerja.galat import SumberError
from kinerja.hitung.sementara import describe_sementara_unit
from kinerja.periode import Periode
from kinerja.temuan import Tingkatan
from tests.bantuan_excel import (
    DAFTAR_UNIT,
    OPD,
    PERIODE,
    SKALA,
    UNIT_LAIN,
    list_kode,
    only,
    set_sel,
    write_contoh_rencana,
    write_contoh_unit,
)

TW1 = Periode(2026, 1)


@pytest.fixture
def folder(tmp_path):
    """Give a folder with the plan and both quarters of the first unit."""
    write_contoh_rencana(tmp_path)
    for periode in (TW1, PERIODE):
        write_contoh_unit(tmp_path, periode=periode)
    return tmp_path


def read(folder: Path, periode: Periode = PERIODE) -> HasilBaca:
    """Read the sample agency's inputs."""
    return read_masukan(
        folder / "data",
        opd=OPD,
        periode=periode,
        daftar_unit=DAFTAR_UNIT,
        skala_predikat=SKALA,
        akar=folder,
    )


def test_quarters_up_to_the_period_are_read(folder):
    """Both quarters of the unit that reported; the other unit is named as missing."""
    hasil = read(folder)
    assert set(hasil.masukan.laporan_unit) == {("sekretariat", 1), ("sekretariat", 2)}
    assert hasil.masukan.berkas_ditolak == ()
    assert [b.nama for b in hasil.berkas] == [
        "data/2026/rencana.xlsx",
        "data/2026/tw1/sekretariat.xlsx",
        "data/2026/tw2/sekretariat.xlsx",
    ]
    assert [(t.tingkatan, t.unit, t.pesan) for t in hasil.temuan] == [
        (
            Tingkatan.CATATAN,
            UNIT_LAIN.slug,
            (
                f"Bidang Anggaran belum lapor untuk {judul} Tahun 2026 "
                f"(data/2026/{tw}/bidang-anggaran.xlsx). Minta unit itu mengirim formulirnya."
            ),
        )
        for judul, tw in (("Triwulan I", "tw1"), ("Triwulan II", "tw2"))
    ]


def test_later_quarters_are_not_looked_at(folder):
    """A report on Triwulan I knows nothing of Triwulan II."""
    assert set(read(folder, TW1).masukan.laporan_unit) == {("sekretariat", 1)}


def test_rencana_belum_ada(tmp_path):
    """Without a plan there is nothing to measure against; the way out is told."""
    with pytest.raises(SumberError) as galat:
        read(tmp_path)
    assert galat.value.pesan == (
        "Rencana kinerja tahun ini belum ada (data/2026/rencana.xlsx). Buat dengan perintah: "
        "kinerja baru contoh 2026, lalu isi."
    )


def test_rencana_ditolak(folder):
    """A plan with a fault gives no inputs, but all its findings and its file."""
    set_sel(folder / "data/2026/rencana.xlsx", "Indikator", "IK-1", "Jenis", "lain")
    hasil = read(folder)
    assert hasil.masukan is None
    assert list_kode(hasil.temuan) == ["K-PILIHAN"]
    assert [b.nama for b in hasil.berkas] == ["data/2026/rencana.xlsx"]


@pytest.mark.gangguan(17)
def test_unit_ditolak_lain_jalan_terus(folder):
    """A refused workbook keeps its unit out and nobody else."""
    write_contoh_unit(folder, (), (), unit=UNIT_LAIN)
    jalur = write_contoh_unit(folder)
    set_sel(jalur, "Indikator", "IK-1", "Realisasi", "n/a")
    hasil = read(folder)
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 2),)
    assert set(hasil.masukan.laporan_unit) == {("sekretariat", 1)}
    satu = only(hasil.temuan, "K-ANGKA")
    assert (satu.unit, satu.berkas) == ("sekretariat", "data/2026/tw2/sekretariat.xlsx")
    assert only(hasil.temuan, "K-DATA-KOSONG").unit == UNIT_LAIN.slug


def test_earlier_quarter_refused_refuses_the_unit(folder):
    """Its figures s.d. would be too small; the form at fault is named, not called missing."""
    set_sel(folder / "data/2026/tw1/sekretariat.xlsx", "Indikator", "IK-1", "Realisasi", "n/a")
    hasil = read(folder)
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 1),)
    assert hasil.masukan.unit_ditolak == ("sekretariat",)
    assert set(hasil.masukan.laporan_unit) == {("sekretariat", 2)}
    kalimat = describe_sementara_unit(DAFTAR_UNIT[0], hasil.masukan, (), None)
    assert kalimat[0] == "Formulir Triwulan I ditolak dan belum diperbaiki."
    assert not any("Belum melapor" in satu for satu in kalimat)
    assert only(hasil.temuan, "K-ANGKA").berkas == "data/2026/tw1/sekretariat.xlsx"


def test_in_a_year_every_quarter_is_the_period(folder):
    """For the yearly report a refused quarter refuses the unit, once."""
    for tw in ("tw1", "tw2"):
        jalur = folder / f"data/2026/{tw}/sekretariat.xlsx"
        set_sel(jalur, "Indikator", "IK-1", "Realisasi", "n/a")
    hasil = read(folder, Periode(2026))
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 1), ("sekretariat", 2))
    assert hasil.masukan.list_ditolak("sekretariat") == (1, 2)
    assert hasil.masukan.unit_ditolak == ("sekretariat",)
    assert hasil.masukan.laporan_unit == {}


@pytest.mark.gangguan(27)
def test_salah_folder(folder):
    """Gangguan 27: the form of one quarter lying in the folder of another."""
    shutil.copy(
        folder / "data/2026/tw1/sekretariat.xlsx", folder / "data/2026/tw2/sekretariat.xlsx"
    )
    hasil = read(folder)
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 2),)
    assert only(hasil.temuan, "K-IDENTITAS").ditemukan == '"1"'


@pytest.mark.gangguan(1)
def test_berkas_kosong_satu_unit(folder):
    """Gangguan 1: the refusal names the unit."""
    (folder / "data/2026/tw2/sekretariat.xlsx").write_bytes(b"")
    hasil = read(folder)
    assert only(hasil.temuan, "K-BERKAS-KOSONG").unit == "sekretariat"
    assert [(b.nama, b.ukuran) for b in hasil.berkas][-1] == ("data/2026/tw2/sekretariat.xlsx", 0)
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 2),)


@pytest.mark.gangguan(10)
@pytest.mark.parametrize("nama", ["~$sekretariat.xlsx", ".~lock.sekretariat.xlsx#"])
def test_berkas_kunci(folder, nama):
    """Gangguan 10: what Excel and LibreOffice leave while a workbook is open is skipped."""
    (folder / "data/2026/tw2" / nama).write_bytes(b"x")
    hasil = read(folder)
    assert only(hasil.temuan, "K-BERKAS-KUNCI").pesan == (
        f"Berkas kunci sementara dilewati (data/2026/tw2/{nama}). Tutup buku kerja itu di Excel "
        "bila isinya sudah lengkap."
    )
    assert ("sekretariat", 2) in hasil.masukan.laporan_unit


def test_berkas_asing(folder):
    """A file that belongs to no unit is named, with the nearest unit; the kit's own are known."""
    shutil.copy(
        folder / "data/2026/tw2/sekretariat.xlsx", folder / "data/2026/tw2/sekretariat (1).xlsx"
    )
    for nama in ("disposisi.xlsx", ".gitkeep"):
        (folder / "data/2026/tw2" / nama).write_bytes(b"")
    satu = only(read(folder).temuan, "K-BERKAS-ASING")
    assert satu.tingkatan is Tingkatan.CATATAN
    assert satu.pesan == (
        "Berkas tidak dikenal dilewati (data/2026/tw2/sekretariat (1).xlsx): "
        '"sekretariat (1).xlsx" (yang terdekat: "sekretariat.xlsx"). Beri nama sesuai slug unit, '
        "mis. sekretariat.xlsx, bila ini formulir unit."
    )


@pytest.mark.skipif(os.name == "nt", reason="tautan simbolik memerlukan izin khusus di Windows")
def test_tautan_ke_luar(folder, tmp_path_factory):
    """A link that leaves the data folder is refused; one inside it is followed."""
    luar = tmp_path_factory.mktemp("luar") / "sekretariat.xlsx"
    jalur = folder / "data/2026/tw2/sekretariat.xlsx"
    shutil.move(jalur, luar)
    jalur.symlink_to(luar)
    hasil = read(folder)
    assert hasil.masukan.berkas_ditolak == (("sekretariat", 2),)
    assert only(hasil.temuan, "K-BERKAS-LUAR").pesan == (
        "Berkas adalah tautan ke luar folder data (data/2026/tw2/sekretariat.xlsx). Ganti tautan "
        "itu dengan berkasnya sendiri."
    )
    jalur.unlink()
    dalam = folder / "data/2026/kiriman.xlsx"
    shutil.copy(luar, dalam)
    jalur.symlink_to(dalam)
    assert ("sekretariat", 2) in read(folder).masukan.laporan_unit
    rencana = folder / "data/2026/rencana.xlsx"
    shutil.move(rencana, luar.with_name("rencana.xlsx"))
    rencana.symlink_to(luar.with_name("rencana.xlsx"))
    with pytest.raises(SumberError, match="tautan ke luar folder data"):
        read(folder)


def test_dangling_link_is_refused_and_not_missing(folder):
    """A link to nothing is a fault of the folder, not a unit that has not reported."""
    jalur = folder / "data/2026/tw2/sekretariat.xlsx"
    jalur.unlink()
    try:
        jalur.symlink_to(folder / "data/2026/hilang.xlsx")
    except OSError:
        pytest.skip("sistem ini tidak mengizinkan tautan simbolik")
    assert only(read(folder).temuan, "K-BERKAS-HILANG").unit == "sekretariat"


def test_reading_changes_no_file(folder):
    """Inputs are read, never touched, and nothing is left beside them."""
    sebelum = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
    read(folder)
    sesudah = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in folder.rglob("*") if p.is_file()}
    assert sesudah == sebelum
