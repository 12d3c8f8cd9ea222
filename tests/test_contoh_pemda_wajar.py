"""What a planner would not believe in the made-up regency, stated as ranges it stays within."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kinerja.contoh.pemda import susun_isian
from kinerja.contoh.pemda.buat import TAHUN
from kinerja.contoh.pemda.katalog import SUSUNAN, list_perangkat
from kinerja.contoh.pemda.peran import Peran, Undian, build_peran
from kinerja.contoh.pemda.susun_isian import Berjalan, build_laporan
from kinerja.contoh.pemda.susun_rencana import build_rencana
from kinerja.contoh.pemda.susun_setoran import build_setoran
from kinerja.model import (
    Indikator,
    Isian,
    Jenis,
    LaporanUnit,
    Lingkup,
    Polaritas,
    Rencana,
    SubKegiatan,
)
from kinerja.periode import Periode

JUTA_SEN = 10**6 * 100
GAJI = ".2.02.0001"


@dataclass(frozen=True)
class Contoh:
    """An agency with its plan and its four quarters."""

    peran: Peran
    rencana: Rencana
    laporan: tuple[Mapping[str, LaporanUnit], ...]

    def list_jawaban(self) -> Iterator[tuple[int, Indikator, Decimal, Isian]]:
        """Give the answers in numbers with quarter, indicator and target."""
        per_kode = {satu.kode: satu for satu in self.rencana.indikator}
        for triwulan, per_unit in enumerate(self.laporan, start=1):
            for isian in (x for unit in per_unit.values() for x in unit.isian):
                satu = per_kode[isian.indikator_kode]
                target = satu.versi_target[0].triwulan[triwulan - 1]
                if satu.jenis is Jenis.ANGKA and isinstance(target, Decimal):
                    yield triwulan, satu, target, isian


def build_contoh(benih: int) -> tuple[Contoh, ...]:
    """Build fifty agencies as the command does, without any file."""
    hasil = []
    for peran in build_peran(list_perangkat(50), benih):
        undian = Undian(benih, peran.perangkat.slug)
        rencana = build_rencana(peran.perangkat, TAHUN, undian)
        berjalan = Berjalan()
        laporan = tuple(build_laporan(peran, rencana, n, berjalan, undian) for n in (1, 2, 3, 4))
        hasil.append(Contoh(peran, rencana, laporan))
    return tuple(hasil)


@pytest.fixture(scope="module", params=[1, 7])
def semua(request: pytest.FixtureRequest) -> tuple[Contoh, ...]:
    """Return the regency of a seed."""
    return build_contoh(request.param)


def compute_biaya(sub: SubKegiatan) -> float:
    """Compute what one of the output costs, in million rupiah."""
    pagu = sub.versi_pagu[0]
    assert pagu.target_keluaran
    return float(pagu.pagu_sen / pagu.target_keluaran / JUTA_SEN)


def compute_nilai(isian: Isian) -> Decimal | None:
    """Compute the figure of an answer; None where there is none."""
    if isian.pembilang is not None and isian.penyebut:
        return isian.pembilang / isian.penyebut * 100
    return isian.nilai if isinstance(isian.nilai, Decimal) else None


def test_a_person_month_costs_what_it_costs(semua: tuple[Contoh, ...]) -> None:
    """Rp5 to 9 million, for whole people, and as many of them as the agency's size asks for."""
    orang = {}
    for satu in semua:
        (gaji,) = (sub for sub in satu.rencana.sub_kegiatan if sub.kode.endswith(GAJI))
        assert 5 <= compute_biaya(gaji) <= 9, satu.peran.perangkat.slug
        target = gaji.versi_pagu[0].target_keluaran
        assert target is not None
        assert target % 12 == 0
        orang[satu.peran.perangkat.slug] = int(target) // 12
    assert orang["disdik"] > 3000
    assert 900 < orang["dinkes"] < 2500
    lain = [isi for slug, isi in orang.items() if slug not in {"disdik", "dinkes", "rsud"}]
    assert min(lain) >= 20
    assert max(lain) < 450
    assert len(set(orang.values())) > 25


@pytest.mark.parametrize(
    ("akhir", "satuan", "bawah", "atas"),
    [
        ("2.01.0001", "dokumen", 3, 95),
        ("2.01.0002", "paket", 15, 500),
        ("2.01.0003", "laporan", 3, 95),
        ("2.01.0006", "laporan", 5, 20),
        ("2.06.0002", "paket", 10, 70),
        ("2.06.0009", "laporan", 4, 20),
        ("2.09.0002", "unit", 8, 25),
        ("2.01.0002", "desa", 500, 2000),
        ("2.01.0001", "penerima", 100, 1000),
    ],
)
def test_outputs_cost_what_they_may(
    semua: tuple[Contoh, ...], akhir: str, satuan: str, bawah: int, atas: int
) -> None:
    """Million rupiah for each document, report, vehicle: the largest agency's too."""
    biaya = [
        compute_biaya(sub)
        for satu in semua
        for sub in satu.rencana.sub_kegiatan
        if sub.kode.endswith(akhir) and sub.satuan_keluaran == satuan
    ]
    assert biaya
    assert bawah <= min(biaya)
    assert max(biaya) <= atas


def test_no_two_of_an_agency_cost_the_same(semua: tuple[Contoh, ...]) -> None:
    """Neither sub kegiatan nor programs; and the next seed shares the money otherwise."""
    for satu in semua:
        pagu = [sub.versi_pagu[0].pagu_sen for sub in satu.rencana.sub_kegiatan]
        assert len(pagu) == len(set(pagu)), satu.peran.perangkat.slug
        per_unit: dict[str, int] = {}
        for sub in satu.rencana.sub_kegiatan:
            per_unit[sub.unit] = per_unit.get(sub.unit, 0) + sub.versi_pagu[0].pagu_sen
        assert len(set(per_unit.values())) == len(per_unit)
    disdik = list_perangkat(1)[0]
    satu, lain = (build_rencana(disdik, TAHUN, Undian(n, "disdik")) for n in (101, 102))
    pasangan = zip(satu.sub_kegiatan, lain.sub_kegiatan, strict=True)
    assert all(a.versi_pagu[0] != b.versi_pagu[0] for a, b in pasangan)


def test_money_is_where_it_would_be(semua: tuple[Contoh, ...]) -> None:
    """Salaries have the agency's share; what a unit does most has more than half of its money."""
    for satu in semua:
        skpd = [sub for sub in satu.rencana.sub_kegiatan if sub.lingkup is Lingkup.SKPD]
        jumlah = sum(sub.versi_pagu[0].pagu_sen for sub in skpd)
        gaji = next(sub.versi_pagu[0].pagu_sen for sub in skpd if sub.kode.endswith(GAJI))
        assert abs(gaji / jumlah * 100 - satu.peran.perangkat.gaji_persen) < 3
        for unit in {sub.unit for sub in skpd[6:]}:
            milik = [sub.versi_pagu[0].pagu_sen for sub in skpd if sub.unit == unit]
            assert milik[1] == max(milik)
            assert milik[1] > sum(milik) / 2


def test_a_change_moves_what_can_be_spent(semua: tuple[Contoh, ...]) -> None:
    """Neither the one that gives nor the one that gets changes by more than a third."""
    berubah = [
        sub.versi_pagu
        for satu in semua
        for sub in satu.rencana.sub_kegiatan
        if len(sub.versi_pagu) > 1
    ]
    assert len(berubah) >= 20
    for awal, akhir in berubah:
        assert 0 < abs(akhir.pagu_sen / awal.pagu_sen - 1) <= 1 / 3


def test_old_forms_are_mended_by_the_end(semua: tuple[Contoh, ...]) -> None:
    """The last quarter lacks more forms than any before it."""
    kurang = []
    for periode in Periode(TAHUN).daftar_triwulan:
        undian = Undian(1, f"setoran {periode.slug}")
        ada = [x for satu in semua for x in build_setoran(satu.peran, periode, undian)]
        wajib = sum(
            len(satu.peran.perangkat.unit)
            for satu in semua
            if satu.peran.triwulan_terakhir >= (periode.triwulan or 0)
        )
        kurang.append(1 - sum(x.waktu is not None for x in ada) / wajib)
    assert max(kurang[:3]) < kurang[3] < 0.12
    assert sum(kurang[:3]) / 3 < 0.03


def test_shared_indicators_differ_by_kind(semua: tuple[Contoh, ...]) -> None:
    """All have a SAKIP value and a satisfaction index, worded and set as their kind does."""
    nama: dict[str, set[str]] = {}
    sakip: dict[str, list[Decimal]] = {}
    for satu in semua:
        jenis = satu.peran.perangkat.jenis
        per_kode = {x.kode: x for x in satu.rencana.indikator}
        nama.setdefault(jenis, set()).add(per_kode["IKT-1"].nama)
        ikm = per_kode["IKT-1"].versi_target[0].tahunan
        assert isinstance(ikm, Decimal)
        assert 78 <= ikm <= 90
        nilai = next(x for x in satu.rencana.indikator if "SAKIP" in x.nama).versi_target[0].tahunan
        assert isinstance(nilai, Decimal)
        assert 60 <= nilai <= 86
        sakip.setdefault(jenis, []).append(nilai)
    assert set(nama) == set(SUSUNAN)
    assert all(len(satu) == 1 for satu in nama.values())
    assert len(set.union(*nama.values())) >= 6
    assert nama["rsud"] == {"Indeks kepuasan pasien"}
    assert max(sakip["kecamatan"]) < min(sakip["inspektorat"])
    assert len({x for daftar in sakip.values() for x in daftar}) >= 15


def test_most_targets_are_met_and_some_are_missed(semua: tuple[Contoh, ...]) -> None:
    """Between half and four fifths of the last quarter's targets; few agencies meet all or none."""
    bagian = []
    for satu in semua:
        penuh = []
        for triwulan, indikator, target, isian in satu.list_jawaban():
            nilai = compute_nilai(isian)
            if triwulan == 4 and nilai is not None and indikator.polaritas is not Polaritas.STABIL:
                naik = indikator.polaritas is Polaritas.NAIK
                penuh.append(nilai >= target if naik else nilai <= target)
        bagian.append(sum(penuh) / len(penuh))
    assert 0.5 < sum(bagian) / len(bagian) < 0.8
    assert sum(x in {0, 1} for x in bagian) <= 10


def test_figures_near_their_ceiling_move_little(semua: tuple[Contoh, ...]) -> None:
    """A large whole is never reached to the last one, marks stay near their target."""
    for satu in semua:
        for _, indikator, target, isian in satu.list_jawaban():
            nilai = compute_nilai(isian)
            if nilai is None:
                continue
            if indikator.is_persen and indikator.polaritas is Polaritas.NAIK:
                assert nilai <= 100
                if target >= 95:
                    assert nilai >= target - 20
            if indikator.satuan in {"indeks", "poin", "skor"}:
                assert abs(nilai / target - 1) < Decimal("0.21"), indikator.nama
            if isian.penyebut and isian.penyebut > 1000:
                assert isian.pembilang != isian.penyebut


def test_a_ratio_keeps_its_size(semua: tuple[Contoh, ...]) -> None:
    """What is counted out of differs little between quarters; a regency has its children."""
    for satu in semua:
        penyebut: dict[str, list[Decimal]] = {}
        for _, indikator, _, isian in satu.list_jawaban():
            if isian.penyebut is not None:
                penyebut.setdefault(indikator.nama, []).append(isian.penyebut)
        for nama, daftar in penyebut.items():
            assert max(daftar) <= min(daftar) * Decimal("1.3") + 2, nama
        if satu.peran.perangkat.slug == "dukcapil":
            assert min(penyebut["Persentase anak yang memiliki akta kelahiran"]) > 100_000


def test_reasons_stand_where_targets_are_missed(semua: tuple[Contoh, ...]) -> None:
    """And what is done about it belongs to the reason."""
    awal = {
        kendala.split(" {}", 1)[0]: tindak.split(" {}", 1)[0]
        for kendala, tindak in susun_isian._KENDALA.items()
    }
    kena = 0
    for satu in semua:
        for _, indikator, target, isian in satu.list_jawaban():
            nilai = compute_nilai(isian)
            if nilai is None or indikator.polaritas is Polaritas.STABIL:
                continue
            naik = indikator.polaritas is Polaritas.NAIK
            is_kurang = nilai < target if naik else nilai > target
            assert bool(isian.kendala) == is_kurang, (indikator.nama, nilai, target)
            if is_kurang:
                kena += 1
                (tindak,) = (t for k, t in awal.items() if isian.kendala.startswith(k))
                assert isian.tindak_lanjut.startswith(tindak)
    assert kena > 200


def test_salaries_are_paid_every_month(semua: tuple[Contoh, ...]) -> None:
    """A quarter of the person-months in each quarter, while the money is spent nearly in full."""
    for satu in semua[:12]:
        (gaji,) = (sub for sub in satu.rencana.sub_kegiatan if sub.kode.endswith(GAJI))
        baris = [
            next(x for x in per[gaji.unit].anggaran if x.sub_kegiatan_kode == gaji.kode)
            for per in satu.laporan
        ]
        pagu = gaji.versi_pagu[0]
        assert pagu.target_keluaran is not None
        assert {x.keluaran for x in baris} == {pagu.target_keluaran / 4}
        sen = sum(x.realisasi_sen or 0 for x in baris)
        assert 0.96 < sen / pagu.pagu_sen <= 1
        assert all((x.realisasi_sen or 0) % 100 == 0 for x in baris)
