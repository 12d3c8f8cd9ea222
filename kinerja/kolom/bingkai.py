"""The registry of the frames an analyst gets from an opened report: rows, columns, types, units.

`kinerja.laporan.bingkai` builds exactly these columns in this order, docs/analis.md prints them. It
knows neither figures nor pandas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class TipeBingkai(StrEnum):
    """How a column is held; the value is the pandas type."""

    TEKS = "string"
    ANGKA = "float64"
    BULAT = "Int64"
    YA_TIDAK = "boolean"


@dataclass(frozen=True, slots=True)
class KolomBingkai:
    """One column: name, type, meaning, and the unit of a number."""

    nama: str
    tipe: TipeBingkai
    arti: str
    satuan: str = ""


@dataclass(frozen=True, slots=True)
class Bingkai:
    """One frame: what a row is, in which order, and its columns."""

    nama: str
    baris: str
    kolom: tuple[KolomBingkai, ...]


def _teks(nama: str, arti: str) -> KolomBingkai:
    return KolomBingkai(nama, TipeBingkai.TEKS, arti)


def _angka(nama: str, arti: str, satuan: str) -> KolomBingkai:
    return KolomBingkai(nama, TipeBingkai.ANGKA, arti, satuan)


def _bulat(nama: str, arti: str, satuan: str) -> KolomBingkai:
    return KolomBingkai(nama, TipeBingkai.BULAT, arti, satuan)


_IKUT: Final = "menurut kolom satuan"
_KEADAAN: Final = _teks(
    "keadaan", "terisi, belum_lapor, tidak_diukur, atau tidak_dapat_dihitung; keadaan capaiannya"
)
_ID: Final = _teks("angka_id", "id angka itu, untuk paspor() dan hasil.json")
_UNIT: Final = _teks("unit", "slug unit kerja pemilik")

INDIKATOR: Final = Bingkai(
    "indikator",
    "satu indikator, dari tujuan ke bawah, pada dasar utama (s.d. triwulan, atau setahun)",
    (
        _teks("indikator_kode", "kode indikator"),
        _teks("indikator_nama", "nama indikator"),
        _teks("tingkat", "tujuan, sasaran, program, kegiatan, atau sub_kegiatan"),
        _teks("sasaran_kode", "kode sasaran atau tujuan yang diukur atau didukung, dipisah koma"),
        _UNIT,
        _teks("satuan", "satuan target dan realisasi"),
        _teks("jenis", "angka, rentang, predikat, nihil, atau tonggak"),
        _teks("polaritas", "naik, turun, stabil; kosong bila jenisnya tidak memakainya"),
        _angka("target", "target s.d.; kosong bila bukan bilangan", _IKUT),
        _teks("target_teks", "target seperti yang tercetak"),
        _angka("realisasi", "realisasi s.d.; kosong bila bukan bilangan", _IKUT),
        _teks("realisasi_teks", "realisasi seperti yang tercetak"),
        _angka("capaian_persen", "capaian sebelum batas", "persen, 0–100"),
        _teks("capaian_teks", "capaian seperti yang tercetak"),
        _angka("capaian_tw_persen", "capaian triwulan itu saja", "persen, 0–100"),
        _angka("capaian_tahun_persen", "capaian terhadap target setahun", "persen, 0–100"),
        _KEADAAN,
        _teks("kategori", "kelas capaian menurut skala instansi"),
        KolomBingkai(
            "is_tercapai", TipeBingkai.YA_TIDAK, "target tercapai; kosong bila tak dinilai"
        ),
        _ID,
    ),
)

SASARAN: Final = Bingkai(
    "sasaran",
    "satu sasaran; pada laporan unit hanya yang memuat indikator unit itu",
    (
        _teks("sasaran_kode", "kode sasaran"),
        _teks("sasaran_uraian", "bunyi sasaran"),
        _angka("capaian_persen", "rata-rata capaian indikator tingkat sasaran", "persen, 0–100"),
        _teks("capaian_teks", "rata-rata seperti yang tercetak"),
        _KEADAAN,
        _teks("kategori", "kelas rata-rata itu"),
        _bulat("jumlah_terhitung", "indikator yang capaiannya terhitung (k)", "indikator"),
        _bulat("jumlah_bertarget", "indikator yang bertarget pada periode itu (n)", "indikator"),
        _bulat("jumlah_tidak_diukur", "indikator yang tidak diukur (m)", "indikator"),
        _ID,
    ),
)

ANGGARAN: Final = Bingkai(
    "anggaran",
    "satu sub kegiatan, belanja lebih dahulu, menurut kode",
    (
        _teks("sub_kegiatan_kode", "kode sub kegiatan"),
        _teks("sub_kegiatan_nama", "nama sub kegiatan"),
        _teks("program_kode", "kode program"),
        _UNIT,
        _teks("lingkup", "skpd atau skpkd"),
        _teks("jenis_anggaran", "belanja, pendapatan, atau pembiayaan"),
        _bulat("pagu_sen", "pagu yang berlaku pada akhir periode", "sen"),
        _bulat("kas_sd_sen", "anggaran kas s.d.", "sen"),
        _bulat("realisasi_tw_sen", "realisasi triwulan itu saja", "sen"),
        _bulat("realisasi_sd_sen", "realisasi s.d.", "sen"),
        _angka("serapan_persen", "realisasi s.d. ÷ pagu", "persen, 0–100"),
        _angka("deviasi_persen", "selisih realisasi s.d. dari anggaran kas s.d.", "persen"),
        _angka("fisik_persen", "kemajuan fisik s.d.", "persen, 0–100"),
        _teks("keadaan", "keadaan serapannya, dengan kata yang sama seperti pada indikator"),
        _teks("angka_id", "id serapan itu, untuk paspor()"),
    ),
)

UNIT_KERJA: Final = Bingkai(
    "unit_kerja",
    "satu unit kerja; pada laporan unit hanya unit itu",
    (
        _teks("unit", "slug unit kerja"),
        _teks("unit_nama", "nama unit kerja"),
        KolomBingkai("is_lapor", TipeBingkai.YA_TIDAK, "sudah melapor pada periode itu"),
        _bulat("jumlah_indikator", "indikator milik unit, semua tingkat", "indikator"),
        _bulat("pagu_sen", "pagu belanja unit", "sen"),
        _bulat("realisasi_sd_sen", "realisasi belanja s.d.", "sen"),
        _angka("serapan_persen", "realisasi s.d. ÷ pagu", "persen, 0–100"),
    ),
)

ISIAN: Final = Bingkai(
    "isian",
    "satu indikator pada satu triwulan, sampai triwulan laporan",
    (
        _teks("indikator_kode", "kode indikator"),
        _bulat("triwulan", "nomor triwulan", "1–4"),
        _UNIT,
        _teks("target_teks", "target triwulan itu menurut Rencana Aksi"),
        _angka("nilai", "isian sel realisasi; kosong bila bukan bilangan", _IKUT),
        _teks("nilai_teks", "isian seperti yang tercetak"),
        _angka("pembilang", "isian pembilang sebuah rasio", _IKUT),
        _angka("penyebut", "isian penyebut sebuah rasio", _IKUT),
        _teks("bukti", "bukti yang disebut unit"),
        _teks("kendala", "kendala yang ditulis unit"),
        _teks("berkas", "berkas asal isian"),
        _teks("lembar", "lembar asal isian"),
        _teks("sel", "sel asal isian"),
    ),
)

DAFTAR_BINGKAI: Final[Mapping[str, Bingkai]] = {
    satu.nama: satu for satu in (INDIKATOR, SASARAN, ANGGARAN, UNIT_KERJA, ISIAN)
}

_SEBUTAN_TIPE: Final = {
    TipeBingkai.TEKS: "teks",
    TipeBingkai.ANGKA: "bilangan",
    TipeBingkai.BULAT: "bilangan bulat",
    TipeBingkai.YA_TIDAK: "ya/tidak",
}


def build_daftar_kolom() -> str:
    """Build the part of docs/analis.md that lists every frame with its columns."""
    return "\n".join(baris for satu in DAFTAR_BINGKAI.values() for baris in _iter_baris(satu))


def _iter_baris(bingkai: Bingkai) -> Iterator[str]:
    yield f"### `laporan.{bingkai.nama}`\n"
    yield f"Satu baris: {bingkai.baris}.\n"
    yield "| kolom | tipe | satuan | arti |"
    yield "|---|---|---|---|"
    for kolom in bingkai.kolom:
        satuan = kolom.satuan or "–"
        yield f"| `{kolom.nama}` | {_SEBUTAN_TIPE[kolom.tipe]} | {satuan} | {kolom.arti} |"
    yield ""
