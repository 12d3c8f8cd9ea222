"""The narrative guard: fifty sentences that must or must not be flagged, and where it tells."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja.hitung.rekap import build_rekap, narrow_masukan
from kinerja.isi.narasi import describe_tanpa_penyebab
from kinerja.model import (
    Agregasi,
    Alamat,
    Berkas,
    Indikator,
    Isian,
    Jenis,
    Kebijakan,
    LaporanUnit,
    Masukan,
    Polaritas,
    Rencana,
    Sasaran,
    Tingkat,
    Unit,
    Versi,
    VersiTarget,
)
from kinerja.periode import Periode
from kinerja.skala import build_skala_kategori
from kinerja.telaah import build_bahan, check_parameter, check_uraian

SKALA = build_skala_kategori("dua", [(">=76", "Baik", "hijau"), ("", "Kurang", "merah")])
MURNI = Versi("murni", "Murni", date(2026, 1, 1), "PK 2026", 0)
SALINAN = (
    "Kontrak konstruksi terlambat ditandatangani karena lelang diulang dua kali.",
    "Dokumen pendukung dari perangkat daerah belum lengkap, sehingga SP2D tertunda.",
)
with (Path(__file__).parent / "data" / "narasi.csv").open(encoding="utf-8") as berkas:
    KALIMAT = [tuple(baris.values()) for baris in csv.DictReader(berkas)]


def build_indikator(kode, nama, target):
    """Build an indicator of a running position with the same target each quarter."""
    empat = (Decimal(target),) * 4
    return Indikator(
        kode,
        nama,
        Tingkat.SASARAN,
        ("S1",),
        "aset",
        "Kepala",
        "persen",
        Jenis.ANGKA,
        Polaritas.NAIK,
        Agregasi.AKHIR,
        (VersiTarget(MURNI, Decimal(target), empat),),
    )


def build_rekap_dua(isian, lalu=None):
    """Compute two quarters: IKS-1 fell from 50 to 47.53 of 55, IKS-2 rose from 80 to 90 of 100."""
    indikator = (
        build_indikator("IKS-1", "Persentase penyerapan anggaran", 55),
        build_indikator("IKS-2", "Opini BPK", 100),
    )
    rencana = Rencana(
        "opd", 2026, (MURNI,), (Sasaran("S1", Tingkat.SASARAN, "Satu"),), indikator, (), {}
    )
    asal = Alamat("aset.xlsx", "Indikator", "N9")
    satu = Isian("IKS-1", Decimal("47.53"), alamat=dict.fromkeys(("penjelasan", "kendala"), asal))
    dulu = Isian("IKS-1", Decimal(50))
    laporan = {
        ("aset", nomor): LaporanUnit(
            "aset",
            Periode(2026, nomor),
            Berkas("aset.xlsx", "0" * 64, 1),
            (isi, Isian("IKS-2", Decimal(80 if nomor == 1 else 90))),
            (),
        )
        for nomor, isi in ((1, replace(dulu, **(lalu or {}))), (2, replace(satu, **isian)))
    }
    masukan = Masukan("opd", Periode(2026, 2), (Unit("aset", "Bidang Aset"),), rencana, laporan)
    kebijakan = Kebijakan(SKALA)
    return [
        build_rekap(narrow_masukan(masukan, Periode(2026, 1)), kebijakan, awalan="tw1."),
        build_rekap(masukan, kebijakan),
    ]


def test_the_fixture_holds_fifty_sentences():
    """25 that must be flagged and 25 that must not, none twice."""
    assert [sum(satu[0] == kata for satu in KALIMAT) for kata in ("ya", "tidak")] == [25, 25]
    assert len({satu[1:] for satu in KALIMAT}) == 50


@pytest.mark.parametrize(("harus", "bidang", "teks"), KALIMAT)
def test_each_sentence_is_judged_right(harus, bidang, teks):
    """A sentence is flagged for what it claims wrongly, and for nothing else."""
    if bidang == "sebab":
        rekap = build_rekap_dua({"kendala": teks, "tindak_lanjut": "Lelang cepat" if teks else ""})
        hasil = next(h for h in rekap[-1].indikator if h.indikator.kode == "IKS-1")
        assert bool(describe_tanpa_penyebab(hasil, "Bidang Aset")) is (harus == "ya")
        return
    lalu = {"penjelasan": teks if bidang == "salin" and harus == "ya" else SALINAN[0]}
    temuan = check_uraian(build_bahan(build_rekap_dua({"penjelasan": teks}, lalu)))
    kode = {"arah": "K-NARASI-ARAH", "angka": "K-NARASI-ANGKA", "salin": "K-NARASI-SALIN"}[bidang]
    assert [satu.kode for satu in temuan] == ([kode] if harus == "ya" else [])
    assert all((satu.berkas, satu.sel) == ("aset.xlsx", "N9") for satu in temuan)
    assert all(satu.tingkatan.value == "peringatan" and satu.saran for satu in temuan)


def test_what_planners_wrote_is_held_against_the_whole_report():
    """A figure in the foreword that no longer matches is named with its place."""
    rekap = build_bahan(build_rekap_dua({}))
    daftar = {"simpulan": ["Capaian penyerapan anggaran 86,42%.", "Penyerapan hanya 70,00%."]}
    (temuan,) = check_parameter(rekap, daftar, "parameters/opd/2026-tw2.yaml")
    assert (temuan.kode, temuan.sel, temuan.ditemukan) == (
        "K-NARASI-ANGKA",
        "simpulan butir 2",
        "70,00%",
    )


def test_a_claim_about_a_named_indicator_in_the_parameters_is_judged():
    """Text about the agency is judged where it names an indicator."""
    daftar = {"simpulan": ["Persentase penyerapan anggaran meningkat.", "Pelayanan meningkat."]}
    (temuan,) = check_parameter(build_bahan(build_rekap_dua({})), daftar, "a.yaml")
    assert temuan.kode == "K-NARASI-ARAH"
    assert "turun 2,47" in temuan.diharapkan
