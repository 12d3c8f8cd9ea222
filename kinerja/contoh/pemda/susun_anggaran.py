"""Builds the budget of one agency of a made-up regency: programs, sub kegiatan, pagu and kas.

All amounts are whole thousands of rupiah, and what belongs together adds up exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from kinerja.contoh.pemda.katalog import Perangkat, UnitKatalog
from kinerja.contoh.pemda.peran import Undian
from kinerja.model import Lingkup, SubKegiatan, Versi, VersiPagu

_SERIBU_SEN: Final = 1000 * 100
_MILIAR_RIBU: Final = 1_000_000
_PENUNJANG: Final = "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"
_KEGIATAN: Final = {
    "2.01": "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
    "2.02": "Administrasi Keuangan Perangkat Daerah",
    "2.06": "Administrasi Umum Perangkat Daerah",
    "2.09": "Pemeliharaan Barang Milik Daerah",
}


class _Baris(NamedTuple):
    """A sub kegiatan of every agency; its weight is a share of the money there is for its group."""

    kode: str
    nama: str
    satuan: str
    target: int
    bobot: str
    pola: int


_SUB_PENUNJANG: Final[tuple[_Baris, ...]] = (
    _Baris(
        "2.01.0001", "Penyusunan Dokumen Perencanaan Perangkat Daerah", "dokumen", 3, "0.002", 1
    ),
    _Baris(
        "2.01.0006", "Koordinasi dan Penyusunan Laporan Capaian Kinerja", "laporan", 5, "0.002", 1
    ),
    _Baris("2.02.0001", "Penyediaan Gaji dan Tunjangan ASN", "orang/bulan", 480, "0.45", 2),
    _Baris("2.06.0002", "Penyediaan Peralatan dan Perlengkapan Kantor", "paket", 4, "0.015", 1),
    _Baris("2.06.0009", "Penyelenggaraan Rapat Koordinasi SKPD", "laporan", 12, "0.012", 1),
    _Baris("2.09.0002", "Pemeliharaan Kendaraan Dinas Operasional", "unit", 12, "0.01", 1),
)
_SUB_PELAKSANA: Final[tuple[_Baris, ...]] = (
    _Baris("2.01.0001", "Koordinasi dan Sinkronisasi {}", "dokumen", 4, "0.15", 1),
    _Baris("2.01.0002", "Penyelenggaraan {}", "kegiatan", 12, "0.65", 0),
    _Baris("2.01.0003", "Pembinaan dan Pengawasan {}", "laporan", 4, "0.20", 1),
)
_SUB_PPKD: Final[tuple[_Baris, ...]] = (
    _Baris("2.01.0001", "Belanja Hibah", "penerima", 60, "0.30", 1),
    _Baris("2.01.0002", "Belanja Bantuan Keuangan", "desa", 198, "0.60", 0),
    _Baris("2.01.0003", "Belanja Tidak Terduga", "kejadian", 8, "0.10", 1),
)
_ACAK_RIBU: Final = 480_000
_PPKD_MILIAR: Final = 420
_KAS: Final = (("0.12", "0.24", "0.30"), ("0.18", "0.26", "0.27"), ("0.23", "0.28", "0.25"))
"""How the first three quarters share a year's budget: slow works, offices, salaries."""


def build_kode_program(perangkat: Perangkat, nomor: int) -> str:
    """Build the code of the program of an agency's n-th unit."""
    return f"{perangkat.urusan}.{nomor:02d}"


def build_nama(perangkat: Perangkat) -> Mapping[str, str]:
    """Map the codes of all programs and kegiatan to their names."""
    hasil: dict[str, str] = {}
    for nomor, satu in enumerate(perangkat.unit, start=1):
        kode = build_kode_program(perangkat, nomor)
        if nomor == 1:
            hasil[kode] = _PENUNJANG
            hasil |= {f"{kode}.{anak}": nama for anak, nama in _KEGIATAN.items()}
        else:
            hasil[kode] = satu.program
            hasil[f"{kode}.2.01"] = f"Pengelolaan {_capitalize(satu.topik)}"
    return hasil


def build_sub_kegiatan(
    perangkat: Perangkat, versi: Sequence[Versi], undian: Undian
) -> tuple[SubKegiatan, ...]:
    """Build all sub kegiatan; a change moves money between two of them and leaves the total."""
    ribu = Decimal(
        perangkat.pagu_miliar * _MILIAR_RIBU + undian.draw_bulat(-_ACAK_RIBU, _ACAK_RIBU)
    )
    bobot = {
        satu.unit.slug: undian.draw_bulat(5, 15)
        for satu in perangkat.unit[1:]
        if satu.unit.lingkup is Lingkup.SKPD
    }
    sisa = ribu * (1 - sum(Decimal(satu.bobot) for satu in _SUB_PENUNJANG))
    hasil: list[SubKegiatan] = []
    for nomor, satu in enumerate(perangkat.unit, start=1):
        if nomor == 1:
            daftar, milik = _SUB_PENUNJANG, ribu
        elif satu.unit.lingkup is Lingkup.SKPKD:
            daftar, milik = _SUB_PPKD, Decimal(_PPKD_MILIAR * _MILIAR_RIBU)
        else:
            daftar, milik = (
                _SUB_PELAKSANA,
                sisa * bobot[satu.unit.slug] / sum(bobot.values()),
            )
        kode = build_kode_program(perangkat, nomor)
        hasil += [_build_satu(kode, baris, satu, milik, versi[0]) for baris in daftar]
    return _move(hasil, versi[1], undian) if len(versi) > 1 else tuple(hasil)


def _build_satu(
    program: str, baris: _Baris, milik: UnitKatalog, ribu: Decimal, versi: Versi
) -> SubKegiatan:
    pagu = int(ribu * Decimal(baris.bobot)) * _SERIBU_SEN
    satu, dua, tiga = (
        int(pagu * Decimal(bagian)) // _SERIBU_SEN * _SERIBU_SEN for bagian in _KAS[baris.pola]
    )
    kas = (satu, dua, tiga, pagu - satu - dua - tiga)
    nama = baris.nama.format(_capitalize(milik.topik))
    return SubKegiatan(
        f"{program}.{baris.kode}",
        nama,
        milik.unit.slug,
        milik.unit.lingkup,
        (VersiPagu(versi, pagu, kas, Decimal(baris.target)),),
        keluaran=f"{nama} yang terlaksana",
        satuan_keluaran=baris.satuan,
    )


def _move(daftar: list[SubKegiatan], versi: Versi, undian: Undian) -> tuple[SubKegiatan, ...]:
    """Move a part of the last quarter's money of one sub kegiatan to another one of the agency."""
    dapat = [
        i
        for i, satu in enumerate(daftar)
        if satu.kode.endswith(".2.01.0002") and satu.lingkup is Lingkup.SKPD
    ]
    dari, ke = dapat[0], dapat[-1]
    sen = daftar[dari].versi_pagu[0].kas_sen[3] // 100 * undian.draw_bulat(15, 40)
    sen -= sen % _SERIBU_SEN
    for i, jumlah in ((dari, -sen), (ke, sen)):
        murni = daftar[i].versi_pagu[0]
        satu, dua, tiga, empat = murni.kas_sen
        baru = VersiPagu(
            versi, murni.pagu_sen + jumlah, (satu, dua, tiga, empat + jumlah), murni.target_keluaran
        )
        daftar[i] = replace(daftar[i], versi_pagu=(murni, baru))
    return tuple(daftar)


def _capitalize(topik: str) -> str:
    """Write a field of work as a name.

    >>> _capitalize("guru dan tenaga kependidikan")
    'Guru dan Tenaga Kependidikan'
    """
    return " ".join(
        kata if kata in {"dan", "dari", "untuk"} else kata[0].upper() + kata[1:]
        for kata in topik.split()
    )
