"""The sample agency: its figures add up, cover every case, and are what the repository holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.angka import format_desimal, round_desimal
from kinerja.contoh.buat import write_contoh
from kinerja.contoh.sama import is_sama
from kinerja.contoh.sumber import OPD, filter_tahun, read_csv
from kinerja.contoh.susun_rencana import build_rencana
from kinerja.excel.masukan import HasilBaca, read_masukan
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.hitung.rekap import build_rekap
from kinerja.model import Agregasi, Jenis, Keadaan, Lingkup, Masukan, Polaritas, Tingkat
from kinerja.notebook_kit import read_notebook
from kinerja.parameter import read_instansi, read_parameter_periode, read_pejabat
from kinerja.periode import Periode, parse_periode
from kinerja.temuan import Tingkatan

AKAR = Path(__file__).resolve().parent.parent
DAFTAR_PERIODE = ("2026-tw1", "2026-tw2", "2026-tw3", "2026-tw4", "2025-tahunan")
Baca = Callable[[str], HasilBaca]


@pytest.fixture(scope="module")
def folder(asli: Path) -> Folder:
    """Return a fresh working folder with the sample; never to be changed."""
    return Folder(asli)


@pytest.fixture(scope="module")
def baca(folder: Folder) -> Baca:
    """Return a reader of the sample's periods."""
    instansi = read_instansi(folder, OPD)
    skala = instansi.kebijakan.build_kebijakan().skala_predikat
    tersimpan: dict[str, HasilBaca] = {}

    def read(slug: str) -> HasilBaca:
        if slug not in tersimpan:
            tersimpan[slug] = read_masukan(
                folder.data(OPD),
                opd=OPD,
                periode=parse_periode(slug),
                daftar_unit=instansi.daftar_unit,
                skala_predikat=skala,
                akar=folder.akar,
            )
        return tersimpan[slug]

    return read


@pytest.fixture(scope="module")
def masukan(baca: Baca) -> Callable[[str], Masukan]:
    """Return the inputs of a period, which must have been readable."""

    def read(slug: str) -> Masukan:
        hasil = baca(slug).masukan
        assert hasil is not None
        return hasil

    return read


def sum_pagu(isi: Masukan, hari: date, lingkup: Lingkup | None = None) -> int:
    """Return the pagu in force on a day, in rupiah."""
    sen = sum(
        sub.version_at(hari).pagu_sen
        for sub in isi.rencana.sub_kegiatan
        if lingkup in {None, sub.lingkup}
    )
    return sen // 100


def sum_realisasi(isi: Masukan, lingkup: Lingkup | None = None) -> int:
    """Return the realisasi of all quarters read, in rupiah."""
    milik = {sub.kode: sub.lingkup for sub in isi.rencana.sub_kegiatan}
    sen = sum(
        baris.realisasi_sen or 0
        for laporan in isi.laporan_unit.values()
        for baris in laporan.anggaran
        if lingkup in {None, milik[baris.sub_kegiatan_kode]}
    )
    return sen // 100


# --- budget ----------------------------------------------------------------------------------


def test_published_totals_come_back(masukan: Callable[[str], Masukan]) -> None:
    """Pagu and realisasi read from the workbooks are those of the published data set."""
    assert sum_pagu(masukan("2026-tw2"), date(2026, 6, 30)) == 371_860_787_429
    assert sum_realisasi(masukan("2026-tw1")) == 73_532_850_000
    assert sum_realisasi(masukan("2026-tw2")) == 170_616_384_690


@pytest.mark.parametrize(
    ("lingkup", "serapan"), [(None, "45,88"), (Lingkup.SKPD, "35,70"), (Lingkup.SKPKD, "46,24")]
)
def test_serapan_per_lingkup(
    masukan: Callable[[str], Masukan], lingkup: Lingkup | None, serapan: str
) -> None:
    """At Triwulan II the treasury dwarfs the agency: three figures, all as published."""
    isi = masukan("2026-tw2")
    pagu = sum_pagu(isi, date(2026, 6, 30), lingkup)
    assert format_desimal(Decimal(100 * sum_realisasi(isi, lingkup)) / pagu) == serapan


def test_source_runs_to_august() -> None:
    """The published months add up to the published total, whoever handed in."""
    jumlah = sum(
        int(nilai)
        for baris in read_csv("sub_kegiatan_2026")
        for kolom, nilai in baris.items()
        if kolom.startswith("realisasi_")
    )
    assert jumlah == 182_371_442_488


def test_change_of_july_leaves_old_quarters(masukan: Callable[[str], Masukan]) -> None:
    """Rp500.000.000 leaves the treasury's pagu on 15 July; the agency's only moves around."""
    isi = masukan("2026-tw3")
    assert sum_pagu(isi, date(2026, 7, 14)) == 371_860_787_429
    assert sum_pagu(isi, date(2026, 7, 15)) == 371_360_787_429
    assert sum_pagu(isi, date(2026, 7, 15), Lingkup.SKPD) == sum_pagu(
        isi, date(2026, 7, 14), Lingkup.SKPD
    )
    indikator = {satu.kode: satu for satu in isi.rencana.indikator}["IKP-3.1"]
    assert indikator.version_at(date(2026, 6, 30)).tahunan == Decimal(120)
    assert indikator.version_at(date(2026, 9, 30)).tahunan == Decimal(100)
    assert indikator.version_at(date(2026, 9, 30)).triwulan[:2] == (Decimal(20), Decimal(35))


@pytest.mark.parametrize("tahun", [2025, 2026])
def test_anggaran_kas_adds_up_to_pagu(tahun: int) -> None:
    """In every version the four quarters of anggaran kas are the pagu, none below zero."""
    for sub in build_rencana(tahun).sub_kegiatan:
        for versi in sub.versi_pagu:
            assert sum(versi.kas_sen) == versi.pagu_sen, sub.kode
            assert min(versi.kas_sen) >= 0, sub.kode


def test_realisasi_stays_within_pagu(masukan: Callable[[str], Masukan]) -> None:
    """No sub kegiatan spends more than its pagu, in the published year and in the made-up one."""
    for slug in ("2026-tw3", "2025-tahunan"):
        isi = masukan(slug)
        jumlah = Counter[str]()
        for laporan in isi.laporan_unit.values():
            for baris in laporan.anggaran:
                jumlah[baris.sub_kegiatan_kode] += baris.realisasi_sen or 0
        for sub in isi.rencana.sub_kegiatan:
            assert jumlah[sub.kode] <= sub.version_at(isi.periode.akhir).pagu_sen, sub.kode


# --- coverage --------------------------------------------------------------------------------


def test_every_kind_of_indicator_occurs(masukan: Callable[[str], Masukan]) -> None:
    """All jenis, polaritas and agregasi, three levels, weighted steps and weights of a sasaran."""
    indikator = masukan("2026-tw2").rencana.indikator
    assert len(indikator) >= 18
    assert {satu.jenis for satu in indikator} == set(Jenis)
    assert {satu.polaritas for satu in indikator} == {*Polaritas, None}
    assert {satu.agregasi for satu in indikator} == set(Agregasi)
    assert {satu.tingkat for satu in indikator} == {
        Tingkat.TUJUAN,
        Tingkat.SASARAN,
        Tingkat.PROGRAM,
    }
    assert any(satu.tahapan for satu in indikator)
    assert any(satu.jenis is Jenis.TONGGAK and not satu.tahapan for satu in indikator)
    assert any(satu.bobot for satu in indikator)
    assert {satu.unit for satu in indikator} == {
        "sekretariat",
        "bidang-anggaran",
        "bidang-perbendaharaan",
        "bidang-aset",
    }


def test_units_hand_in_as_told(masukan: Callable[[str], Masukan]) -> None:
    """2026: all five twice, then three of five, then none; 2025: all five four times."""
    per_triwulan = Counter(triwulan for _, triwulan in masukan("2026-tw4").laporan_unit)
    assert per_triwulan == {1: 5, 2: 5, 3: 3}
    assert len(masukan("2025-tahunan").laporan_unit) == 20


def test_story_of_triwulan_dua(folder: Folder, masukan: Callable[[str], Masukan]) -> None:
    """The cases that a report must tell apart stand in Triwulan II."""
    kebijakan = read_instansi(folder, OPD).kebijakan.build_kebijakan()
    per_kode = {
        satu.indikator.kode: satu for satu in build_rekap(masukan("2026-tw2"), kebijakan).indikator
    }
    # (20 - 15.2) / 10 = 48: red, and nobody wrote why.
    merah = per_kode["IKS-1.3"]
    assert (merah.sd.capaian.nilai, merah.sd.is_tercapai) == (Decimal(48), False)
    assert merah.isian is not None
    assert (merah.isian.kendala, merah.isian.tindak_lanjut) == ("", "")
    # The slowest SP2D of Triwulan I stays the year's: (4 - 3) / 2 = 50, with its cause.
    terlama = per_kode["IKP-2.6"]
    assert terlama.sd.capaian.nilai == Decimal(50)
    assert terlama.isian is not None
    assert "24–27 Maret" in terlama.isian.kendala
    # Weighted steps: 0.15 in time and 0.20 late, of 0.35 due.
    assert per_kode["IKP-3.2"].sd.capaian.teks == "42,86%"
    # 53 of 58 complaints: above the range 80-90, so above 100.
    assert per_kode["IKS-4.3"].sd.capaian.teks == "101,53%"  # (5300 / 58) / 90
    assert per_kode["IKS-2.1"].sd.realisasi.teks == "WTP"
    assert per_kode["IKS-2.3"].sd.keadaan is Keadaan.BELUM_LAPOR
    assert per_kode["IKS-4.1"].sd.keadaan is Keadaan.TIDAK_DIUKUR
    assert (per_kode["IKS-2.4"].tw.realisasi.nilai, per_kode["IKS-2.4"].sd.is_tercapai) == (0, True)
    assert per_kode["IKT-2"].isian is not None
    assert per_kode["IKT-2"].isian.tahun_data == 2025


def test_past_year_is_the_year_before(folder: Folder, masukan: Callable[[str], Masukan]) -> None:
    """Realisasi 2025 in the plan of 2026 is what the four quarters of 2025 give."""
    kebijakan = read_instansi(folder, OPD).kebijakan.build_kebijakan()
    rekap = build_rekap(masukan("2025-tahunan"), kebijakan)
    hasil = {satu.indikator.kode: satu for satu in rekap.indikator if not satu.indikator.tahapan}
    for satu in masukan("2026-tw2").rencana.indikator:
        if satu.kode not in hasil:
            assert not satu.realisasi_lalu, satu.kode
            continue
        lalu, angka = satu.realisasi_lalu[2025], hasil[satu.kode].tahun.realisasi
        if isinstance(lalu, Decimal) and isinstance(angka.nilai, Decimal):
            assert round_desimal(angka.nilai) == round_desimal(lalu), satu.kode
        else:
            assert lalu in {angka.nilai, angka.teks}, satu.kode
        capaian = hasil[satu.kode].tahun.capaian.nilai
        assert isinstance(capaian, Decimal)
        assert satu.capaian_lalu == {2024: satu.capaian_lalu[2024], 2025: round_desimal(capaian)}


def test_causes_are_written_one_by_one() -> None:
    """No kendala and no tindak lanjut is copied from another quarter or indicator."""
    for kolom in ("kendala", "tindak_lanjut", "penjelasan"):
        teks = [baris[kolom] for baris in read_csv("realisasi_indikator") if baris[kolom]]
        assert [kalimat for kalimat, banyak in Counter(teks).items() if banyak > 1] == []


@pytest.mark.parametrize("tahun", [2025, 2026])
def test_a_cause_comes_with_a_follow_up_and_a_date(tahun: int) -> None:
    """Whoever names a kendala says what is done about it and until when, after the quarter."""
    for baris in filter_tahun("realisasi_indikator", tahun):
        terisi = {
            bool(baris[kolom]) for kolom in ("kendala", "tindak_lanjut", "tindak_lanjut_tanggal")
        }
        assert len(terisi) == 1, baris
        if baris["tindak_lanjut_tanggal"]:
            awal = Periode(tahun, int(baris["triwulan"])).sebelumnya.akhir
            assert date.fromisoformat(baris["tindak_lanjut_tanggal"]) > awal


# --- reading back ----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", DAFTAR_PERIODE)
def test_read_back_without_faults(baca: Baca, folder: Folder, slug: str) -> None:
    """Every period is read without galat or peringatan; only missing forms are noted."""
    hasil = baca(slug)
    assert [
        temuan.pesan for temuan in hasil.temuan if temuan.tingkatan is not Tingkatan.CATATAN
    ] == []
    assert {temuan.kode for temuan in hasil.temuan} <= {"K-BERKAS-BELUM"}
    read_parameter_periode(folder, OPD, parse_periode(slug))


def test_plan_read_back_is_the_plan_built(masukan: Callable[[str], Masukan]) -> None:
    """Names, targets and versions survive the way through the workbook."""
    for tahun, slug in ((2025, "2025-tahunan"), (2026, "2026-tw2")):
        dibuat, dibaca = build_rencana(tahun), masukan(slug).rencana
        assert dibaca.versi == dibuat.versi
        assert dibaca.rencana_aksi == dibuat.rencana_aksi
        assert dibaca.nama_program == dibuat.nama_program
        for satu, lain in zip(dibuat.indikator, dibaca.indikator, strict=True):
            assert (satu.kode, satu.definisi, satu.realisasi_lalu, satu.capaian_lalu) == (
                lain.kode,
                lain.definisi,
                lain.realisasi_lalu,
                lain.capaian_lalu,
            )
            assert [(v.tahunan, v.triwulan) for v in satu.versi_target] == [
                (v.tahunan, v.triwulan) for v in lain.versi_target
            ]


def test_made_up_figures_say_so(folder: Folder, masukan: Callable[[str], Masukan]) -> None:
    """The agency carries the label, and each indicator says where its target comes from."""
    instansi = read_instansi(folder, OPD)
    assert instansi.label_contoh == "data contoh"
    assert "rekaan" in instansi.keterangan_contoh
    for satu in masukan("2026-tw2").rencana.indikator:
        assert "Realisasi: data contoh." in satu.sumber_data
    for laporan in masukan("2026-tw3").laporan_unit.values():
        assert all(satu.bukti.endswith("(data contoh)") for satu in laporan.isian if satu.bukti)
    assert all("(data contoh)" in versi.dasar for versi in masukan("2026-tw2").rencana.versi)


def test_people_are_fictional(folder: Folder) -> None:
    """Every name says that it is a sample, every NIP is zeros, and every signature has a person."""
    pejabat = read_pejabat(folder, OPD)
    assert all(satu.nama.endswith("(contoh)") for satu in pejabat.values())
    assert {satu.nip for satu in pejabat.values()} == {"00000000 000000 0 000"}
    for jalur in folder.parameter(OPD).glob("20*.yaml"):
        parameter = read_parameter_periode(folder, OPD, parse_periode(jalur.stem))
        assert parameter.penanda_tangan is not None
        for satu in (
            parameter.penanda_tangan,
            *parameter.penanda_tangan_unit.values(),
            *parameter.paraf,
        ):
            assert satu.pejabat in pejabat, (jalur.name, satu)


# --- making ----------------------------------------------------------------------------------


def test_made_twice_the_bytes_are_equal(folder: Folder, tmp_path: Path) -> None:
    """Nothing in the files depends on the moment or the place."""
    lain = Folder(tmp_path / "lain")
    for jalur in write_contoh(lain):
        nama = jalur.relative_to(lain.akar)
        assert jalur.read_bytes() == (folder.akar / nama).read_bytes(), nama


def test_repository_holds_what_is_made(folder: Folder) -> None:
    """What stands in parameters/bpkd and data/bpkd is a fresh generation."""
    for induk in (f"parameters/{OPD}", f"data/{OPD}"):
        dibuat = sorted(
            jalur.relative_to(folder.akar)
            for jalur in (folder.akar / induk).rglob("*")
            if jalur.is_file()
        )
        assert len(dibuat) > 10
        for nama in dibuat:
            assert (AKAR / nama).is_file(), f"{nama} belum ada; jalankan write_contoh"
            assert is_sama(AKAR / nama, folder.akar / nama), f"{nama} bukan hasil write_contoh"


def test_notebooks_go_along(folder: Folder) -> None:
    """A working folder has its own copy of the notebooks, as they stand in the repository."""
    disalin = {jalur.name: jalur.read_bytes() for jalur in (folder.akar / "notebooks").iterdir()}
    assert disalin == read_notebook()
    assert set(disalin) == {jalur.name for jalur in (AKAR / "notebooks").glob("*.ipynb")}


def test_making_again_changes_nothing(tmp_path: Path) -> None:
    """A folder that holds the sample already is accepted as it is; what is missing comes back."""
    tujuan = Folder(tmp_path)
    daftar = write_contoh(tujuan)
    waktu = {jalur: jalur.stat().st_mtime_ns for jalur in daftar}
    daftar[0].unlink()
    assert write_contoh(tujuan) == daftar
    assert daftar[0].exists()
    assert all(jalur.stat().st_mtime_ns == waktu[jalur] for jalur in daftar[1:])


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("parameters/bpkd/instansi.yaml", b"nama: Badan Lain\n"),
        ("data/bpkd/2026/tw2/sekretariat.xlsx", b"bukan buku kerja"),
    ],
)
def test_other_content_is_never_overwritten(tmp_path: Path, nama: str, isi: bytes) -> None:
    """A file of somebody else's stops the whole thing, is named, and stays as it was."""
    jalur = tmp_path / nama
    jalur.parent.mkdir(parents=True)
    jalur.write_bytes(isi)
    with pytest.raises(ParameterError) as tangkapan:
        write_contoh(Folder(tmp_path))
    assert nama in tangkapan.value.ditemukan
    assert jalur.read_bytes() == isi
    assert [satu for satu in tmp_path.rglob("*") if satu.is_file()] == [jalur]


def test_a_changed_workbook_is_never_overwritten(tmp_path: Path) -> None:
    """A real workbook with one other figure differs, though it is a workbook of the sample."""
    jalur = tmp_path / "data" / OPD / "2026" / "rencana.xlsx"
    write_rencana(jalur, build_rencana(2025))
    with pytest.raises(ParameterError, match=r"tidak ditimpa .*2026/rencana\.xlsx"):
        write_contoh(Folder(tmp_path))


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """A folder that has the name of a file of the sample is told, not crashed into."""
    (tmp_path / "parameters" / OPD / "instansi.yaml").mkdir(parents=True)
    with pytest.raises(ParameterError, match=r"instansi\.yaml"):
        write_contoh(Folder(tmp_path))


def test_many_conflicts_are_counted(tmp_path: Path) -> None:
    """Beyond five names only the number of the rest is told."""
    for nama in (
        "2025-tw1",
        "2025-tw2",
        "2025-tw3",
        "2025-tw4",
        "2026-tw1",
        "2026-tw2",
        "2026-tw3",
    ):
        jalur = tmp_path / "parameters" / OPD / f"{nama}.yaml"
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_text("status: draf\n", encoding="utf-8")
    with pytest.raises(ParameterError, match="dan 2 berkas lain"):
        write_contoh(Folder(tmp_path))
