"""The made-up regency: seeded, believable, and readable but where it is faulty on purpose."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kinerja.cli.utama import run
from kinerja.contoh.pemda import susun_setoran
from kinerja.contoh.pemda.bentuk import BENTUK
from kinerja.contoh.pemda.buat import TAHUN, write_pemda
from kinerja.contoh.pemda.katalog import list_perangkat
from kinerja.contoh.pemda.peran import Peran, Undian, build_peran
from kinerja.contoh.pemda.susun_isian import Berjalan, build_laporan
from kinerja.contoh.pemda.susun_rencana import build_rencana
from kinerja.contoh.pemda.susun_setoran import build_setoran
from kinerja.contoh.sama import is_sama
from kinerja.excel.masukan import HasilBaca, read_masukan
from kinerja.folder import Folder, check_slug
from kinerja.galat import ParameterError
from kinerja.model import Lingkup, Rencana
from kinerja.parameter import read_instansi, read_parameter_periode, read_pejabat
from kinerja.periode import Periode
from kinerja.register import check_register, list_setoran, open_register
from kinerja.temuan import Tingkatan

AKHIR = Periode(TAHUN, 4)
TRIWULAN = AKHIR.daftar_triwulan


def make_pemda(akar: Path, jumlah: int, benih: int = 1) -> Folder:
    """Make a regency and give its folder."""
    folder = Folder(akar)
    write_pemda(folder, jumlah, benih, lambda _: None)
    return folder


def read(folder: Folder, opd: str) -> HasilBaca:
    """Read the whole year of an agency as reports do."""
    instansi = read_instansi(folder, opd)
    return read_masukan(
        folder.data(opd),
        opd=opd,
        periode=AKHIR,
        daftar_unit=instansi.daftar_unit,
        skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
        akar=folder.akar,
    )


def list_berkas(folder: Folder) -> dict[str, Path]:
    """List the files of a regency by name, but for the register's lock."""
    return {
        satu.relative_to(folder.akar).as_posix(): satu
        for satu in sorted(folder.akar.rglob("*"))
        if satu.is_file()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a regency of two agencies, none of whose forms is faulty on purpose."""
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(susun_setoran, "_CACAT", 0.0)
        return make_pemda(tmp_path_factory.mktemp("pemda") / "kerja", 2)


@pytest.fixture(scope="module")
def semua() -> dict[str, tuple[Peran, Rencana]]:
    """Return the parts and plans of fifty agencies, without any file."""
    return {
        satu.perangkat.slug: (
            satu,
            build_rencana(satu.perangkat, TAHUN, Undian(1, satu.perangkat.slug)),
        )
        for satu in build_peran(list_perangkat(50), 1)
    }


def test_every_form_is_read_without_a_fault(folder: Folder) -> None:
    """What the kit wrote, the kit reads."""
    for opd in folder.daftar_opd:
        hasil = read(folder, opd)
        assert [satu for satu in hasil.temuan if satu.tingkatan is Tingkatan.GALAT] == []
        assert hasil.masukan is not None
        berkas = list(folder.data(opd).glob(f"{TAHUN}/tw*/*.xlsx"))
        assert len(hasil.masukan.laporan_unit) == len(berkas) >= 20


def test_receipts_are_those_of_the_folder(folder: Folder) -> None:
    """Each form has one receipt with its own bytes, before the year's report, some late."""
    terlambat = 0
    for opd in folder.daftar_opd:
        check_register(folder, opd)
        hasil = read(folder, opd).masukan
        assert hasil is not None
        sidik = {kunci: satu.berkas.sha256 for kunci, satu in hasil.laporan_unit.items()}
        with open_register(folder, opd) as register:
            setoran = [x for satu in TRIWULAN for x in list_setoran(register, satu)]
        assert {(x.unit, x.periode.triwulan): x.sha256 for x in setoran} == sidik
        for x in setoran:
            tenggat = read_parameter_periode(folder, opd, x.periode).tenggat_setor
            assert tenggat is not None
            terlambat += x.waktu.date() > tenggat
            assert x.periode.akhir < x.waktu.date() < date(TAHUN + 1, 3, 1)
    assert terlambat


def test_same_seed_gives_same_cells(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An agency is the same whatever stands beside it; another seed gives another one."""
    monkeypatch.setattr(susun_setoran, "_CACAT", 0.0)
    lagi = list_berkas(make_pemda(tmp_path / "a", 1))
    asli = list_berkas(folder)
    buku = [nama for nama in lagi if nama.endswith(".xlsx") and "/terima/" not in nama]
    assert len(buku) > 20
    assert all(is_sama(lagi[nama], asli[nama]) for nama in lagi if nama.endswith(".yaml"))
    assert all(is_sama(lagi[nama], asli[nama]) for nama in buku)
    lain = build_rencana(list_perangkat(1)[0], TAHUN, Undian(2, "disdik"))
    assert lain != build_rencana(list_perangkat(1)[0], TAHUN, Undian(1, "disdik"))


def test_faulty_forms_are_refused_and_have_no_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words for numbers, half a file and another quarter's form: each is named by the reader."""
    monkeypatch.setattr(susun_setoran, "_CACAT", 0.5)
    folder = make_pemda(tmp_path / "kerja", 1, benih=1)
    hasil = read(folder, "disdik")
    assert hasil.masukan is not None
    ada = {
        (satu.stem, int(satu.parent.name[2:]))
        for satu in folder.data("disdik").glob(f"{TAHUN}/tw*/*.xlsx")
    }
    assert set(hasil.masukan.berkas_ditolak) == ada - set(hasil.masukan.laporan_unit)
    assert len(hasil.masukan.berkas_ditolak) > 6
    kode = {satu.kode for satu in hasil.temuan if satu.tingkatan is Tingkatan.GALAT}
    assert {"K-ANGKA", "K-BERKAS-RUSAK", "K-IDENTITAS"} <= kode
    with open_register(folder, "disdik") as register:
        tercatat = {
            (x.unit, x.periode.triwulan) for satu in TRIWULAN for x in list_setoran(register, satu)
        }
    assert tercatat == set(hasil.masukan.laporan_unit)


def test_fifty_agencies_are_a_regency(semua: dict[str, tuple[Peran, Rencana]]) -> None:
    """Names and codes are unique, every shape of indicator occurs, nearly all have six units."""
    perangkat = [satu.perangkat for satu, _ in semua.values()]
    assert len({satu.nama for satu in perangkat}) == len({check_slug(s) for s in semua}) == 50
    assert all(5 <= len({u.unit.slug for u in satu.unit}) <= 6 for satu in perangkat)
    assert {"Inspektur", "Camat", "Sekretaris Daerah", "Direktur"} <= {
        satu.susunan.kepala for satu in perangkat
    }
    bentuk = {ukuran.bentuk for p in perangkat for s in p.sasaran for ukuran in s.ukuran} | {
        unit.ukuran.bentuk for p in perangkat for unit in p.unit if unit.ukuran
    }
    assert bentuk == set(BENTUK)
    for satu, rencana in semua.values():
        kode = [x.kode for x in (*rencana.indikator, *rencana.sub_kegiatan)]
        assert len(kode) == len(set(kode)), satu.perangkat.slug


def test_budgets_add_up(semua: dict[str, tuple[Peran, Rencana]]) -> None:
    """Kas adds up to pagu in every version; a change moves money and leaves the total."""
    berubah = 0
    for satu, rencana in semua.values():
        for sub in rencana.sub_kegiatan:
            assert all(sum(v.kas_sen) == v.pagu_sen > 0 for v in sub.versi_pagu), sub.kode
        awal, akhir = (
            sum(sub.version_at(hari).pagu_sen for sub in rencana.sub_kegiatan)
            for hari in (TRIWULAN[0].akhir, AKHIR.akhir)
        )
        berubah += any(len(sub.versi_pagu) > 1 for sub in rencana.sub_kegiatan)
        assert awal == akhir, satu.perangkat.slug
        skpd = sum(
            sub.versi_pagu[0].pagu_sen
            for sub in rencana.sub_kegiatan
            if sub.lingkup is Lingkup.SKPD
        )
        rencana_sen = satu.perangkat.pagu_miliar * 10**11
        assert abs(skpd - rencana_sen) < 5 * 10**10, satu.perangkat.slug
    assert 10 <= berubah <= 25


def test_figures_stay_within_what_can_be(semua: dict[str, tuple[Peran, Rencana]]) -> None:
    """Money stays within pagu, physical progress never falls, no part is above its whole."""
    for peran, rencana in list(semua.values())[:12]:
        berjalan, undian = Berjalan(), Undian(1, "uji")
        laporan = [build_laporan(peran, rencana, n, berjalan, undian) for n in (1, 2, 3, 4)]
        for sub in rencana.sub_kegiatan:
            baris = [
                next(x for x in satu[sub.unit].anggaran if x.sub_kegiatan_kode == sub.kode)
                for satu in laporan
            ]
            sen = sum(x.realisasi_sen or 0 for x in baris)
            assert 0 < sen <= sub.version_at(AKHIR.akhir).pagu_sen
            fisik = [x.fisik_persen or 0 for x in baris]
            assert all(a <= b <= 100 for a, b in pairwise(fisik))
        for satu in laporan:
            for isian in (x for unit in satu.values() for x in unit.isian):
                if isian.penyebut is not None and isian.pembilang is not None:
                    assert 0 < isian.pembilang <= isian.penyebut
                if isian.nilai is None and isian.pembilang is None and isian.penjelasan:
                    assert not isian.bukti or isian.tahap_selesai


def test_parts_are_dealt_by_share(semua: dict[str, tuple[Peran, Rencana]]) -> None:
    """Among fifty, two are silent, two stop, five count otherwise; few forms lack."""
    peran = [satu for satu, _ in semua.values()]
    assert [sum(satu.triwulan_terakhir == n for satu in peran) for n in (0, 2, 4)] == [2, 2, 46]
    assert sum(satu.is_kebijakan_lain for satu in peran) == 5
    undian = Undian(1, "setoran")
    setoran = [x for p in peran for satu in TRIWULAN for x in build_setoran(p, satu, undian)]
    penuh = sum(len(p.perangkat.unit) * p.triwulan_terakhir for p in peran)
    assert 0.95 < len(setoran) / penuh < 1
    assert 0.005 < sum(x.cacat is not None for x in setoran) / penuh < 0.03
    telat = [x for x in setoran if x.waktu and (x.waktu.date() - x.periode.akhir).days > 8]
    assert 0.10 < len(telat) / penuh < 0.14
    assert [x.waktu is None for x in setoran] == [x.cacat is not None for x in setoran]


def test_people_and_places_are_fictional(folder: Folder) -> None:
    """No name of a person, and every agency says that it is made up."""
    for opd in folder.daftar_opd:
        instansi = read_instansi(folder, opd)
        assert instansi.label_contoh == "data contoh"
        assert "rekaan" in instansi.keterangan_contoh
        assert instansi.pemerintah == "Pemerintah Kabupaten Contoh"
        for satu in read_pejabat(folder, opd).values():
            assert satu.nama.endswith("(contoh)")
            assert set(satu.nip) <= set("0 ")


@pytest.mark.parametrize("jumlah", [0, 100])
def test_more_than_the_catalogue_holds_is_refused(tmp_path: Path, jumlah: int) -> None:
    """Nothing is written."""
    with pytest.raises(ParameterError, match="1 sampai 82"):
        make_pemda(tmp_path / "kerja", jumlah)
    assert not (tmp_path / "kerja").exists()


def test_a_folder_with_anything_in_it_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command writes nothing beside what is there, and says so."""
    (tmp_path / "milik-orang.txt").write_text("penting", encoding="utf-8")
    assert run(["contoh", str(tmp_path), "--opd", "2"]) == 2
    assert "hanya dibuat pada folder baru" in capsys.readouterr().err
    assert [satu.name for satu in tmp_path.iterdir()] == ["milik-orang.txt"]


def test_a_seed_without_a_count_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample agency is drawn by no lot, so the seed would be ignored; nothing is made."""
    tujuan = tmp_path / "kerja"
    assert run(["contoh", str(tujuan), "--benih", "5"]) == 2
    galat = capsys.readouterr().err
    assert "--benih hanya berlaku bersama --opd: --benih 5." in galat
    assert f"kinerja contoh {tujuan} --opd 8 --benih 5" in galat
    assert not tujuan.exists()


@pytest.mark.parametrize("argumen", [("--opd", "banyak"), ("--opd", "2", "--benih", "x")])
def test_counts_are_numbers(tmp_path: Path, argumen: tuple[str, ...]) -> None:
    """A word is refused before anything is made."""
    assert run(["contoh", str(tmp_path / "kerja"), *argumen]) == 2
    assert not (tmp_path / "kerja").exists()
