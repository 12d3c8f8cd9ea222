"""The registry of workbook columns: name, type, heading, unit and meaning, per sheet in order.

Readers, writers and docs/buku-kerja.md all follow this list. It knows nothing of files, cells or
the model; a test keeps its choices equal to the model's. May import nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

VERSI_FORMULIR: Final = "1"
"""Version of the sheets below; a workbook that names another one is refused."""

PETUNJUK: Final = "Petunjuk"
"""The sheet with instructions that every written workbook carries; readers leave it alone."""


class Tipe(StrEnum):
    """How the cells of a column are read."""

    TEKS = "teks"
    KODE = "kode"
    DAFTAR_KODE = "daftar kode"
    DAFTAR_TRIWULAN = "daftar triwulan"
    ANGKA = "angka"
    BULAT = "bilangan bulat"
    RUPIAH = "rupiah"
    PERSEN = "persen"
    TANGGAL = "tanggal"
    PILIHAN = "pilihan"
    YA_TIDAK = "ya/tidak"
    NILAI = "nilai menurut jenis"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column; a heading with `<tahun>` stands for any number of columns, one per year.

    >>> Kolom("realisasi_lalu", "Realisasi <tahun>", Tipe.NILAI, "").match_judul("realisasi  2025")
    'realisasi_lalu_2025'
    """

    nama: str
    judul: str
    tipe: Tipe
    arti: str
    satuan: str = ""
    is_wajib: bool = False
    pilihan: tuple[str, ...] = ()
    lebar: int = 14
    is_tampilan: bool = False
    """Shown for the reader's orientation; a unit does not fill it in."""

    @property
    def is_berulang(self) -> bool:
        """Whether the heading stands for one column per year."""
        return "<tahun>" in self.judul

    def match_judul(self, judul: str) -> str | None:
        """Give the name of the column that a heading found in a sheet stands for, if it does."""
        dicari, milik = normalise_judul(judul), normalise_judul(self.judul)
        if not self.is_berulang:
            return self.nama if dicari == milik else None
        cocok = re.fullmatch(re.escape(milik).replace("<tahun>", "([0-9]{4})"), dicari)
        return f"{self.nama}_{cocok.group(1)}" if cocok else None


@dataclass(frozen=True, slots=True)
class Lembar:
    """One sheet: its name, what it holds, and its columns in order."""

    nama: str
    arti: str
    kolom: tuple[Kolom, ...]

    @property
    def kolom_per_nama(self) -> Mapping[str, Kolom]:
        """The columns by name."""
        return {kolom.nama: kolom for kolom in self.kolom}


def normalise_judul(teks: str) -> str:
    r"""Bring a heading or sheet name to the form in which it is compared.

    >>> normalise_judul("  Target\\u00a0TW\\n I *")
    'target tw i'
    """
    return " ".join(teks.split()).strip(" *:").casefold()


_ROMAWI: Final = ("I", "II", "III", "IV")
_TINGKAT: Final = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan")
_JENIS: Final = ("angka", "rentang", "predikat", "nihil", "tonggak")
_POLARITAS: Final = ("naik", "turun", "stabil")
_AGREGASI: Final = (
    "jumlah",
    "akhir",
    "rata_rata",
    "maksimum",
    "minimum",
    "rasio_jumlah",
    "rasio_akhir",
)

IDENTITAS: Final = Lembar(
    "Identitas",
    "Menyatakan buku kerja ini milik siapa dan untuk kapan. Jangan diubah.",
    (
        Kolom("kunci", "Keterangan", Tipe.TEKS, "nama keterangan", is_wajib=True, lebar=24),
        Kolom("isi", "Isi", Tipe.TEKS, "isi keterangan", lebar=48),
    ),
)


def _per_triwulan(
    nama: str, judul: str, tipe: Tipe, arti: str, satuan: str, lebar: int
) -> tuple[Kolom, ...]:
    return tuple(
        Kolom(f"{nama}_tw{i}", f"{judul} TW {r}", tipe, f"{arti} Triwulan {r}", satuan, lebar=lebar)
        for i, r in enumerate(_ROMAWI, start=1)
    )


_TARGET_TW: Final = _per_triwulan(
    "target", "Target", Tipe.NILAI, "target Rencana Aksi", "satuan indikator", 12
)
_KAS_TW: Final = tuple(
    Kolom(k.nama, f"{k.judul} (Rp)", k.tipe, k.arti, k.satuan, lebar=k.lebar)
    for k in _per_triwulan("kas", "Anggaran Kas", Tipe.RUPIAH, "anggaran kas", "Rp", 18)
)
_KODE_INDIKATOR: Final = Kolom(
    "indikator_kode", "Kode Indikator", Tipe.KODE, "kode pada lembar Indikator", is_wajib=True
)
_KODE_VERSI: Final = Kolom(
    "versi", "Versi", Tipe.KODE, "kode pada lembar Versi", is_wajib=True, lebar=16
)

LEMBAR_RENCANA: Final = (
    IDENTITAS,
    Lembar(
        "Versi",
        "Versi rencana. Baris pertama (yang paling awal berlaku) adalah rencana murni.",
        (
            Kolom("kode", "Kode Versi", Tipe.KODE, "kode singkat, mis. murni", is_wajib=True),
            Kolom("nama", "Nama Versi", Tipe.TEKS, "nama versi", is_wajib=True, lebar=36),
            Kolom(
                "berlaku_mulai",
                "Berlaku Mulai",
                Tipe.TANGGAL,
                "hari pertama versi ini berlaku",
                is_wajib=True,
                lebar=20,
            ),
            Kolom("dasar", "Dasar", Tipe.TEKS, "dokumen yang menetapkannya", lebar=60),
        ),
    ),
    Lembar(
        "Tujuan Sasaran",
        "Tujuan dan sasaran perangkat daerah.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode tujuan atau sasaran", is_wajib=True),
            Kolom(
                "tingkat",
                "Tingkat",
                Tipe.PILIHAN,
                "tujuan atau sasaran",
                is_wajib=True,
                pilihan=("tujuan", "sasaran"),
            ),
            Kolom("uraian", "Uraian", Tipe.TEKS, "bunyinya", is_wajib=True, lebar=80),
            Kolom("tujuan_kode", "Kode Tujuan", Tipe.KODE, "tujuan yang didukung sebuah sasaran"),
        ),
    ),
    Lembar(
        "Indikator",
        "Kamus indikator beserta target murni. Ditetapkan sebelum Triwulan I.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode indikator, unik", is_wajib=True),
            Kolom("nama", "Indikator", Tipe.TEKS, "nama indikator", is_wajib=True, lebar=48),
            Kolom(
                "tingkat",
                "Tingkat",
                Tipe.PILIHAN,
                "tingkat pada pohon kinerja",
                is_wajib=True,
                pilihan=_TINGKAT,
            ),
            Kolom(
                "sasaran_kode",
                "Kode Sasaran",
                Tipe.DAFTAR_KODE,
                "sasaran atau tujuan yang diukur atau didukung; lebih dari satu dipisah titik koma",
                is_wajib=True,
            ),
            Kolom("program_kode", "Kode Program", Tipe.KODE, "kode pada lembar Program Kegiatan"),
            Kolom("unit", "Unit", Tipe.TEKS, "unit pemilik", is_wajib=True, lebar=22),
            Kolom("pemilik_pk", "Pemilik PK", Tipe.TEKS, "jabatan penanda tangan PK", lebar=28),
            Kolom("satuan", "Satuan", Tipe.TEKS, "satuan ukuran", is_wajib=True),
            Kolom("jenis", "Jenis", Tipe.PILIHAN, "jenis target", is_wajib=True, pilihan=_JENIS),
            Kolom(
                "polaritas",
                "Polaritas",
                Tipe.PILIHAN,
                "arah yang lebih baik; hanya untuk jenis angka dan rentang",
                pilihan=_POLARITAS,
            ),
            Kolom(
                "agregasi",
                "Agregasi",
                Tipe.PILIHAN,
                "cara triwulan menjadi s.d. triwulan dan tahun",
                is_wajib=True,
                pilihan=_AGREGASI,
            ),
            Kolom("skala_predikat", "Skala Predikat", Tipe.TEKS, "nama skala untuk jenis predikat"),
            Kolom("pengali", "Pengali", Tipe.ANGKA, "pengali rasio; kosong berarti 100", lebar=10),
            Kolom("bobot", "Bobot", Tipe.ANGKA, "bobot dalam rata-rata sasaran", lebar=10),
            Kolom(
                "toleransi",
                "Toleransi",
                Tipe.ANGKA,
                "selisih yang masih disebut tercapai pada polaritas stabil; kosong berarti 0",
                "satuan indikator",
                lebar=10,
            ),
            Kolom(
                "rumus_turun",
                "Rumus Turun",
                Tipe.PILIHAN,
                "rumus polaritas turun bila berbeda dari kebijakan",
                pilihan=("selisih", "rasio"),
            ),
            Kolom(
                "is_penyebut_tetap",
                "Penyebut Tetap",
                Tipe.YA_TIDAK,
                "penyebut persentase sama sepanjang tahun",
                lebar=12,
            ),
            Kolom(
                "alasan_agregasi",
                "Alasan Agregasi",
                Tipe.TEKS,
                "alasan bila aturan agregasi menyimpang",
                lebar=30,
            ),
            Kolom("definisi", "Definisi", Tipe.TEKS, "definisi operasional", lebar=40),
            Kolom("rumus", "Rumus", Tipe.TEKS, "rumus dalam kata-kata", lebar=40),
            Kolom("sumber_data", "Sumber Data", Tipe.TEKS, "asal data", lebar=28),
            Kolom(
                "target_tahunan",
                "Target Tahun",
                Tipe.NILAI,
                "target Perjanjian Kinerja; untuk jenis tonggak tanggal tenggatnya",
                "satuan indikator",
            ),
            *_TARGET_TW,
            Kolom(
                "realisasi_lalu",
                "Realisasi <tahun>",
                Tipe.NILAI,
                "realisasi tahun lampau; satu kolom untuk tiap tahun",
                "satuan indikator",
            ),
            Kolom(
                "target_renstra",
                "Target Akhir Renstra",
                Tipe.NILAI,
                "target pada akhir Renstra",
                "satuan indikator",
            ),
            Kolom(
                "standar_nasional",
                "Standar Nasional",
                Tipe.NILAI,
                "standar nasional bila ada",
                "satuan indikator",
            ),
        ),
    ),
    Lembar(
        "Perubahan Target",
        "Target yang diubah oleh sebuah versi. Kosong = tidak berubah; 0 pada Target Tahun "
        "indikator naik atau kata dihapus = indikator dihapus.",
        (
            _KODE_VERSI,
            _KODE_INDIKATOR,
            Kolom(
                "target_tahunan",
                "Target Tahun",
                Tipe.NILAI,
                "target tahun yang baru",
                "satuan indikator",
            ),
            *_TARGET_TW,
        ),
    ),
    Lembar(
        "Tahapan",
        "Tahap berbobot dari indikator jenis tonggak; bobot tiap indikator berjumlah 1.",
        (
            _KODE_INDIKATOR,
            Kolom("nomor", "Nomor", Tipe.BULAT, "nomor urut tahap", is_wajib=True, lebar=10),
            Kolom("uraian", "Uraian", Tipe.TEKS, "isi tahap", is_wajib=True, lebar=60),
            Kolom("bobot", "Bobot", Tipe.ANGKA, "bagian dari 1", "0–1", is_wajib=True, lebar=10),
            Kolom("tenggat", "Tenggat", Tipe.TANGGAL, "batas selesai", is_wajib=True, lebar=20),
        ),
    ),
    Lembar(
        "Rencana Aksi",
        "Apa yang dikerjakan untuk sebuah indikator, dan pada triwulan berapa.",
        (
            _KODE_INDIKATOR,
            Kolom(
                "uraian",
                "Rencana Aksi",
                Tipe.TEKS,
                "apa yang dikerjakan",
                "",
                is_wajib=True,
                lebar=60,
            ),
            Kolom("keluaran", "Keluaran", Tipe.TEKS, "hasil langsungnya", lebar=36),
            Kolom("triwulan", "Triwulan", Tipe.DAFTAR_TRIWULAN, "triwulan pelaksanaan, mis. 1;2"),
            Kolom(
                "sub_kegiatan_kode",
                "Kode Sub Kegiatan",
                Tipe.KODE,
                "sub kegiatan yang membiayai",
                lebar=24,
            ),
            Kolom("penanggung_jawab", "Penanggung Jawab", Tipe.TEKS, "jabatan", lebar=28),
        ),
    ),
    Lembar(
        "Program Kegiatan",
        "Nama program dan kegiatan, dan pagunya bila ingin dicocokkan dengan jumlah anaknya.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode program atau kegiatan", is_wajib=True, lebar=20),
            Kolom("nama", "Nama", Tipe.TEKS, "nomenklatur", is_wajib=True, lebar=70),
            Kolom(
                "pagu_rp", "Pagu (Rp)", Tipe.RUPIAH, "pagu murni untuk dicocokkan", "Rp", lebar=22
            ),
        ),
    ),
    Lembar(
        "Sub Kegiatan",
        "Sub kegiatan dengan keluaran, pagu, dan anggaran kas murni.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode enam bagian", is_wajib=True, lebar=24),
            Kolom("nama", "Sub Kegiatan", Tipe.TEKS, "nomenklatur", is_wajib=True, lebar=56),
            Kolom("unit", "Unit", Tipe.TEKS, "unit pelaksana", is_wajib=True, lebar=22),
            Kolom(
                "lingkup",
                "Lingkup",
                Tipe.PILIHAN,
                "anggaran SKPD atau SKPKD (PPKD)",
                is_wajib=True,
                pilihan=("skpd", "skpkd"),
            ),
            Kolom(
                "jenis_anggaran",
                "Jenis Anggaran",
                Tipe.PILIHAN,
                "sisi anggaran",
                is_wajib=True,
                pilihan=("belanja", "pendapatan", "pembiayaan"),
            ),
            Kolom("keluaran", "Keluaran", Tipe.TEKS, "keluaran sub kegiatan", lebar=40),
            Kolom("satuan_keluaran", "Satuan", Tipe.TEKS, "satuan keluaran"),
            Kolom(
                "target_keluaran",
                "Target Keluaran",
                Tipe.ANGKA,
                "target keluaran setahun",
                "satuan keluaran",
            ),
            Kolom(
                "pagu_rp", "Pagu (Rp)", Tipe.RUPIAH, "pagu setahun", "Rp", is_wajib=True, lebar=22
            ),
            *_KAS_TW,
        ),
    ),
    Lembar(
        "Perubahan Pagu",
        "Pagu dan anggaran kas yang diubah oleh sebuah versi. Kosong = tidak berubah, 0 = nol.",
        (
            _KODE_VERSI,
            Kolom(
                "kode",
                "Kode Sub Kegiatan",
                Tipe.KODE,
                "kode pada lembar Sub Kegiatan",
                is_wajib=True,
                lebar=24,
            ),
            Kolom("pagu_rp", "Pagu (Rp)", Tipe.RUPIAH, "pagu yang baru", "Rp", lebar=22),
            *_KAS_TW,
            Kolom(
                "target_keluaran",
                "Target Keluaran",
                Tipe.ANGKA,
                "target keluaran yang baru",
                "satuan keluaran",
            ),
        ),
    ),
)

LEMBAR_UNIT: Final = (
    IDENTITAS,
    Lembar(
        "Indikator",
        "Realisasi indikator milik unit. Kosong = belum lapor; 0 adalah nilai.",
        (
            Kolom("kode", "Kode", Tipe.KODE, "kode indikator", is_wajib=True, is_tampilan=True),
            Kolom("nama", "Indikator", Tipe.TEKS, "nama indikator", lebar=44, is_tampilan=True),
            Kolom("satuan", "Satuan", Tipe.TEKS, "satuan ukuran", is_tampilan=True),
            Kolom(
                "target",
                "Target Triwulan",
                Tipe.NILAI,
                "target triwulan ini menurut rencana",
                "satuan indikator",
                is_tampilan=True,
            ),
            Kolom(
                "nilai",
                "Realisasi",
                Tipe.NILAI,
                "realisasi; jenis tonggak: tanggal selesai atau kata belum",
                "satuan indikator",
                lebar=16,
            ),
            Kolom("pembilang", "Pembilang", Tipe.ANGKA, "pembilang rasio", lebar=16),
            Kolom("penyebut", "Penyebut", Tipe.ANGKA, "penyebut rasio", lebar=16),
            Kolom(
                "tahun_data",
                "Tahun Data",
                Tipe.BULAT,
                "tahun data bila bukan tahun laporan",
                lebar=10,
            ),
            Kolom("penjelasan", "Penjelasan", Tipe.TEKS, "uraian capaian", lebar=40),
            Kolom("faktor_pendukung", "Faktor Pendukung", Tipe.TEKS, "yang membantu", lebar=36),
            Kolom("kendala", "Kendala", Tipe.TEKS, "yang menghambat", lebar=36),
            Kolom("tindak_lanjut", "Tindak Lanjut", Tipe.TEKS, "yang akan dilakukan", lebar=36),
            Kolom(
                "tindak_lanjut_tanggal",
                "Tenggat Tindak Lanjut",
                Tipe.TANGGAL,
                "batas tindak lanjut",
                lebar=20,
            ),
            Kolom("bukti", "Bukti", Tipe.TEKS, "dokumen pendukung", lebar=36),
        ),
    ),
    Lembar(
        "Tahapan",
        "Tanggal selesai tahap indikator jenis tonggak. Kosong = belum selesai.",
        (
            Kolom(
                "indikator_kode",
                "Kode Indikator",
                Tipe.KODE,
                "kode indikator",
                is_wajib=True,
                is_tampilan=True,
            ),
            Kolom(
                "nomor",
                "Nomor",
                Tipe.BULAT,
                "nomor tahap",
                is_wajib=True,
                lebar=10,
                is_tampilan=True,
            ),
            Kolom("uraian", "Uraian", Tipe.TEKS, "isi tahap", lebar=60, is_tampilan=True),
            Kolom(
                "tanggal_selesai", "Tanggal Selesai", Tipe.TANGGAL, "hari tahap selesai", lebar=20
            ),
        ),
    ),
    Lembar(
        "Sub Kegiatan",
        "Realisasi anggaran, fisik, dan keluaran sub kegiatan milik unit.",
        (
            Kolom(
                "kode",
                "Kode",
                Tipe.KODE,
                "kode sub kegiatan",
                is_wajib=True,
                lebar=24,
                is_tampilan=True,
            ),
            Kolom("nama", "Sub Kegiatan", Tipe.TEKS, "nomenklatur", lebar=56, is_tampilan=True),
            Kolom(
                "pagu_rp",
                "Pagu (Rp)",
                Tipe.RUPIAH,
                "pagu yang berlaku",
                "Rp",
                lebar=22,
                is_tampilan=True,
            ),
            Kolom(
                "realisasi_rp",
                "Realisasi Triwulan Ini (Rp)",
                Tipe.RUPIAH,
                "realisasi triwulan ini saja; minus untuk pengembalian",
                "Rp",
                lebar=22,
            ),
            Kolom(
                "fisik_persen",
                "Fisik s.d. (%)",
                Tipe.PERSEN,
                "kemajuan fisik sampai triwulan ini",
                "0–100",
            ),
            Kolom(
                "keluaran",
                "Realisasi Keluaran",
                Tipe.ANGKA,
                "keluaran triwulan ini saja",
                "satuan keluaran",
                lebar=16,
            ),
            Kolom("catatan", "Catatan", Tipe.TEKS, "penjelasan singkat", lebar=48),
        ),
    ),
)


def build_buku_kerja(daftar_kode: Iterable[tuple[str, str]]) -> str:
    """Build docs/buku-kerja.md: every sheet and column, and the codes of the findings.

    Args:
        daftar_kode: Pairs of finding code and meaning, from `kinerja.excel.kode`.
    """
    baris = [
        "# Buku kerja",
        "",
        "Halaman ini dibuat dari `kinerja/kolom.py`; jangan disunting dengan tangan. Judul kolom",
        "dikenali tanpa membedakan huruf besar dan spasi; urutan kolom bebas. Lembar `Petunjuk`",
        "tidak dibaca. Sel kosong berarti *tidak diisi*; angka 0 adalah nilai.",
    ]
    for berkas, daftar in (
        ("rencana.xlsx: rencana kinerja satu tahun", LEMBAR_RENCANA),
        ("<unit>.xlsx: isian satu unit untuk satu triwulan", LEMBAR_UNIT),
    ):
        baris += ["", f"## {berkas.replace('<', '‹').replace('>', '›')}"]
        for lembar in daftar:
            baris += ["", f"### Lembar {lembar.nama}", "", lembar.arti, ""]
            baris += ["| kolom | jenis isi | satuan | wajib | arti |", "|---|---|---|---|---|"]
            baris += [_describe_kolom(kolom) for kolom in lembar.kolom]
    baris += ["", "## Kode temuan", "", "| kode | arti |", "|---|---|"]
    baris += [f"| `{kode}` | {arti} |" for kode, arti in daftar_kode]
    return "\n".join(baris) + "\n"


def _describe_kolom(kolom: Kolom) -> str:
    tipe = f"{kolom.tipe}: {', '.join(kolom.pilihan)}" if kolom.pilihan else str(kolom.tipe)
    judul = kolom.judul.replace("<", "‹").replace(">", "›")
    arti = f"{kolom.arti} (hanya ditampilkan)" if kolom.is_tampilan else kolom.arti
    return (
        f"| {judul} | {tipe} | {kolom.satuan or '–'} | {'ya' if kolom.is_wajib else ''} | {arti} |"
    )
