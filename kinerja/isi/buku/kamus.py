"""Sheets Parameter, Kamus Data, Rekonsiliasi and Temuan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from kinerja.hitung.rekonsiliasi import Rekonsiliasi
from kinerja.isi.buku.bahan import (
    INDIKATOR,
    KAMUS,
    PARAMETER,
    REKONSILIASI,
    TEMUAN,
    BahanBuku,
    open_isian,
)
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    NamaBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
)
from kinerja.isi.buku.gabung import Gabung
from kinerja.isi.rekonsiliasi import describe_keterangan
from kinerja.isi.susun import SEBUTAN_AGREGASI
from kinerja.model import Jenis, Kebijakan
from kinerja.periode import ROMAWI, Periode
from kinerja.skala import SkalaKategori, SkalaPredikat
from kinerja.temuan import sort_temuan

_KOLOM_PARAMETER = (
    KolomBuku("kelompok", "Kelompok", "Apa yang diatur", lebar=22),
    KolomBuku("nama", "Nama", "Nama pilihan, kelas, atau predikat", lebar=40),
    KolomBuku("nilai", "Nilai", "Nilai yang dipakai rumus", "isian", "angka", 20),
    KolomBuku("arti", "Keterangan", "Arti nilainya", lebar=64),
)


def build_parameter(bahan: BahanBuku) -> tuple[LembarBuku, list[NamaBuku]]:
    """Build the sheet of choices and scales, and the names by which formulas know them."""
    kebijakan = bahan.kebijakan
    baris = [*_iter_batas(kebijakan), *_iter_kategori(kebijakan.kategori)]
    nama = [NamaBuku(satu.kunci, Tempat(PARAMETER, satu.kunci)("nilai")) for satu in baris[:3]]
    akhir = len(kebijakan.kategori.kelas) - 1
    for kunci, kolom in (("batas_kategori", "nilai"), ("label_kategori", "nama")):
        nama.append(NamaBuku(kunci, f"⟦{PARAMETER}|k0|{kolom}|k{akhir}|{kolom}⟧"))
    for nomor, skala in enumerate(kebijakan.skala_predikat.values(), start=1):
        isi = list(_iter_skala(nomor, skala))
        baris += isi
        rujukan = f"⟦{PARAMETER}|{isi[0].kunci}|nama|{isi[-1].kunci}|nilai⟧"
        nama.append(NamaBuku(f"skala_{nomor}", rujukan))
    kalender = list(_iter_kalender(bahan.rekap.periode.tahun))
    nama += [NamaBuku(satu.kunci, Tempat(PARAMETER, satu.kunci)("nilai")) for satu in kalender]
    lembar = LembarBuku(
        PARAMETER,
        "Parameter hitung",
        "Pilihan instansi yang dipakai rumus; sel kuning boleh diubah.",
        _KOLOM_PARAMETER,
        (*baris, *kalender),
    )
    return lembar, nama


def _build_pilihan(kunci: str, kelompok: str, nama: str, nilai: NilaiBuku, arti: str) -> BarisBuku:
    isi: dict[str, SelBuku] = {"kelompok": kelompok, "nama": nama, "nilai": nilai, "arti": arti}
    return build_baris(kunci, _KOLOM_PARAMETER, isi)


def _isian(nilai: Decimal | None) -> NilaiBuku:
    return NilaiBuku("" if nilai is None else nilai, "angka", is_isian=True)


def _iter_batas(kebijakan: Kebijakan) -> Iterator[BarisBuku]:
    tanpa = "kosong berarti tanpa batas"
    for kunci, sebutan, nilai, arti in (
        ("batas_atas", "Batas atas (%)", kebijakan.batas_atas, tanpa),
        ("batas_bawah", "Batas bawah (%)", kebijakan.batas_bawah, tanpa),
        ("nilai_terlambat", "Tonggak terlambat (%)", kebijakan.terlambat, "capaian bila terlambat"),
    ):
        yield _build_pilihan(kunci, "Batas capaian", sebutan, _isian(nilai), arti)


def _iter_kategori(skala: SkalaKategori) -> Iterator[BarisBuku]:
    for nomor, kelas in enumerate(skala.kelas):
        if kelas.batas is None:
            arti = "kelas terakhir, tanpa batas bawah"
        else:
            arti = f"batas bawah, {'termasuk' if kelas.is_termasuk else 'tidak termasuk'} batasnya"
        kelompok = f"Kategori {skala.nama}"
        yield _build_pilihan(f"k{nomor}", kelompok, kelas.label, _isian(kelas.batas), arti)


def _iter_skala(nomor: int, skala: SkalaPredikat) -> Iterator[BarisBuku]:
    """A scale with its aliases, each name with its rank."""
    for i, nama in enumerate((*skala.urutan, *skala.alias)):
        peringkat = _isian(Decimal(skala.compute_peringkat(nama) or 0))
        arti = "peringkat, 1 yang terendah"
        yield _build_pilihan(f"p{nomor}.{i}", f"Skala {skala.nama}", nama, peringkat, arti)


def _iter_kalender(tahun: int) -> Iterator[BarisBuku]:
    for i, romawi in enumerate(ROMAWI, start=1):
        for kata, hari in (("awal", date(tahun, 3 * i - 2, 1)), ("akhir", Periode(tahun, i).akhir)):
            nilai, nama = NilaiBuku(hari, "tanggal"), f"{kata} Triwulan {romawi}"
            yield _build_pilihan(f"{kata}_tw{i}", "Kalender", nama, nilai, "menilai tonggak")


def build_rekonsiliasi(bahan: BahanBuku) -> LembarBuku | None:
    """Build the sheet that leads from four quarters to the year; None within a year."""
    if not bahan.rekonsiliasi:
        return None
    kolom = (
        KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
        KolomBuku("nama", "Indikator", "Nama indikator", lebar=40),
        *(
            KolomBuku(f"r{i}", romawi, f"Realisasi Triwulan {romawi}", "rumus", "angka", 12, "TW")
            for i, romawi in enumerate(ROMAWI, start=1)
        ),
        KolomBuku("aturan", "Aturan", "Cara triwulan menjadi setahun", lebar=24),
        KolomBuku("tahun", "Setahun", "Realisasi setahun", "rumus", "angka", 13),
        KolomBuku("serahan", "Diserahkan unit", "Nilai tahunan unit", "isian", "angka", 13),
        KolomBuku("selisih", "Selisih", "Diserahkan − setahun, dua desimal", "rumus", "poin", 11),
        KolomBuku("keterangan", "Keterangan", "Catatan saat laporan disusun", lebar=44),
    )
    per_kode = {satu.hasil.indikator.kode: satu for satu in bahan.rekonsiliasi}
    baris = [
        _build_baris(bahan, nomor, per_kode[hasil.indikator.kode], kolom)
        for nomor, hasil in enumerate(bahan.daftar)
        if hasil.indikator.kode in per_kode
    ]
    return LembarBuku(
        REKONSILIASI,
        f"Rekonsiliasi triwulan ke {bahan.rekap.periode.judul}",
        "Angka setahun dihitung dari isian triwulan, bukan dari nilai yang diserahkan.",
        kolom,
        tuple(baris),
    )


def _build_baris(
    bahan: BahanBuku, nomor: int, satu: Rekonsiliasi, kolom: Sequence[KolomBuku]
) -> BarisBuku:
    hasil, tempat = satu.hasil, Tempat(REKONSILIASI, f"i{nomor}")
    tahun = Tempat(INDIKATOR, f"i{nomor}")("tahun_realisasi")
    isi: dict[str, SelBuku] = {
        "kode": hasil.indikator.kode,
        "nama": hasil.indikator.nama,
        "aturan": SEBUTAN_AGREGASI[hasil.indikator.agregasi],
        "tahun": RumusBuku(tahun, bare(hasil.tahun.realisasi)),
        "keterangan": describe_keterangan(satu),
    }
    diukur = [sel.is_diukur for sel in bahan.list_sel(hasil)]
    for i, angka in enumerate(satu.triwulan, start=1):
        if angka is None:
            continue
        isi[f"r{i}"] = bare(angka)
        dulu = next(
            h
            for h in bahan.rekap_per_triwulan[i - 1].indikator
            if h.indikator.kode == hasil.indikator.kode
        )
        is_sama = (dulu.tw.target.nilai is not None) == diukur[i - 1]
        if hasil.indikator.jenis is not Jenis.TONGGAK and is_sama:
            gabung = Gabung(hasil.indikator, open_isian(nomor), i)
            isi[f"r{i}"] = RumusBuku(gabung.realisasi_tw(), bare(angka))
    if satu.serahan is not None:
        isi["serahan"] = bare(satu.serahan)
    if satu.selisih is not None:
        rumus = f"ROUND({tempat('serahan')},2)-ROUND({tempat('tahun')},2)"
        isi["selisih"] = RumusBuku(f"ROUND({rumus},2)", bare(satu.selisih))
    return build_baris(tempat.baris, kolom, isi)


def build_temuan(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of findings, gravest first."""
    kolom = (
        KolomBuku("no", "No", "Nomor urut", bentuk="cacah", lebar=6),
        KolomBuku("tingkatan", "Tingkatan", "Galat, peringatan, atau catatan", lebar=13),
        KolomBuku("kode", "Kode", "Kode temuan", lebar=24),
        KolomBuku("tempat", "Tempat", "Berkas, lembar, dan sel", lebar=40),
        KolomBuku("masalah", "Masalah", "Apa yang ditemukan", lebar=52),
        KolomBuku("ditemukan", "Ditemukan", "Isi yang ditemukan", lebar=26),
        KolomBuku("diharapkan", "Seharusnya", "Isi yang diharapkan", lebar=26),
        KolomBuku("saran", "Yang harus dilakukan", "Cara memperbaiki", lebar=56),
    )
    baris = [
        build_baris(
            f"t{nomor}",
            kolom,
            {
                "no": NilaiBuku(Decimal(nomor), "cacah"),
                "tingkatan": satu.tingkatan.value,
                "kode": satu.kode,
                "tempat": satu.tempat or satu.unit,
                "masalah": satu.masalah,
                "ditemukan": satu.ditemukan,
                "diharapkan": satu.diharapkan,
                "saran": satu.saran,
            },
        )
        for nomor, satu in enumerate(sort_temuan(bahan.temuan), start=1)
    ]
    arti = "Temuan pada data masukan saat laporan disusun." if baris else "Tidak ada temuan."
    return LembarBuku(TEMUAN, "Temuan data", arti, kolom, tuple(baris), kolom_beku=3)


def build_kamus(daftar: Iterable[LembarBuku]) -> LembarBuku:
    """Build the data dictionary: every column of every sheet, its meaning and its role."""
    kolom = (
        KolomBuku("lembar", "Lembar", "Nama lembar", lebar=18),
        KolomBuku("judul", "Kolom", "Judul kolom", lebar=40),
        KolomBuku("arti", "Arti", "Isi kolom", lebar=64),
        KolomBuku("peran", "Peran", "Keterangan, isian, rumus, atau bantu", lebar=13),
        KolomBuku("bentuk", "Bentuk", "Bentuk isinya", lebar=12),
    )
    baris = [
        build_baris(
            f"d{lembar.nama}.{satu.kunci}",
            kolom,
            {
                "lembar": lembar.nama,
                "judul": f"{satu.grup}: {satu.judul}" if satu.grup else satu.judul,
                "arti": satu.arti,
                "peran": satu.peran,
                "bentuk": satu.bentuk,
            },
        )
        for lembar in daftar
        for satu in lembar.kolom
    ]
    arti = (
        "Isian boleh diubah, rumus dan bantu dihitung dari isian; “–” tidak diukur, “belum lapor”"
        " ada target tetapi belum diisi, “t.d.h.” tidak dapat dihitung."
    )
    return LembarBuku(KAMUS, "Kamus data", arti, kolom, tuple(baris))
