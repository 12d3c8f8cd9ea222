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
    """A sub kegiatan of every agency: how many, and what one of them costs in thousand rupiah.

    `bagian` is the largest share of its group's money.
    """

    kode: str
    nama: str
    satuan: str
    banyak: tuple[int, int]
    biaya: tuple[int, int]
    pola: int
    bagian: str = "1"


_GAJI: Final = _Baris(
    "2.02.0001", "Penyediaan Gaji dan Tunjangan ASN", "orang/bulan", (0, 0), (5_600, 8_400), 2
)
_SUB_PENUNJANG: Final[tuple[_Baris, ...]] = (
    _Baris(
        "2.01.0001",
        "Penyusunan Dokumen Perencanaan Perangkat Daerah",
        "dokumen",
        (3, 6),
        (12_000, 40_000),
        1,
    ),
    _Baris(
        "2.01.0006",
        "Koordinasi dan Penyusunan Laporan Capaian Kinerja",
        "laporan",
        (4, 8),
        (6_000, 18_000),
        1,
    ),
    _GAJI,
    _Baris(
        "2.06.0002",
        "Penyediaan Peralatan dan Perlengkapan Kantor",
        "paket",
        (4, 10),
        (15_000, 60_000),
        1,
    ),
    _Baris(
        "2.06.0009",
        "Penyelenggaraan Rapat Koordinasi SKPD",
        "laporan",
        (10, 24),
        (5_000, 16_000),
        1,
    ),
    _Baris(
        "2.09.0002",
        "Pemeliharaan Kendaraan Dinas Operasional",
        "unit",
        (5, 14),
        (9_000, 22_000),
        1,
    ),
)
_POKOK: Final = _Baris("2.01.0002", "Penyelenggaraan {}", "paket", (0, 0), (40_000, 350_000), 0)
"""What a unit does most; it takes what the other two leave of the unit's money."""
_SUB_PELAKSANA: Final[tuple[_Baris, ...]] = (
    _Baris(
        "2.01.0001",
        "Koordinasi dan Sinkronisasi {}",
        "dokumen",
        (3, 6),
        (20_000, 90_000),
        1,
        "0.15",
    ),
    _POKOK,
    _Baris(
        "2.01.0003",
        "Pembinaan dan Pengawasan {}",
        "laporan",
        (4, 8),
        (20_000, 90_000),
        1,
        "0.20",
    ),
)
_BANTUAN: Final = _Baris("2.01.0002", "Belanja Bantuan Keuangan", "desa", (198, 198), (0, 0), 0)
_SUB_PPKD: Final[tuple[_Baris, ...]] = (
    _Baris("2.01.0001", "Belanja Hibah", "penerima", (180, 320), (300_000, 600_000), 1, "0.30"),
    _BANTUAN,
    _Baris("2.01.0003", "Belanja Tidak Terduga", "kejadian", (6, 14), (400_000, 1_200_000), 1),
)
_ACAK_RIBU: Final = 480_000
_PPKD_MILIAR: Final = 420
_BULAN: Final = 12
_PAKET_SEDIKIT: Final = 4
_Bagian = tuple[int, int]
"""Thousand rupiah, and how many of the output."""
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
    ribu = perangkat.pagu_miliar * _MILIAR_RIBU + undian.draw_bulat(-_ACAK_RIBU, _ACAK_RIBU)
    gaji = int(ribu * Decimal(perangkat.gaji_persen) / 100 * undian.draw("0.96", "1.04"))
    pertama, *pelaksana = perangkat.unit
    bagi = [_draw_satu(baris, gaji, undian) for baris in _SUB_PENUNJANG]
    milik = {pertama.unit.slug: list(zip(_SUB_PENUNJANG, bagi, strict=True))}
    sisa = ribu - sum(pagu for pagu, _ in bagi)
    bobot = [_draw_bobot(satu, undian) for satu in pelaksana]
    for nomor, satu in enumerate(pelaksana):
        if satu.unit.lingkup is Lingkup.SKPKD:
            daftar, ada = _SUB_PPKD, _PPKD_MILIAR * _MILIAR_RIBU
        else:
            daftar, ada = _SUB_PELAKSANA, sisa * bobot[nomor] // sum(bobot[nomor:])
            sisa -= ada
        milik[satu.unit.slug] = _share(daftar, ada, undian)
    hasil = [
        _build_satu(build_kode_program(perangkat, nomor), baris, satu, bagian, versi[0])
        for nomor, satu in enumerate(perangkat.unit, start=1)
        for baris, bagian in milik[satu.unit.slug]
    ]
    return _move(hasil, versi[1], undian) if len(versi) > 1 else tuple(hasil)


def _draw_bobot(satu: UnitKatalog, undian: Undian) -> int:
    """Draw the weight of a unit's money beside the others; none for the regency's own money."""
    if satu.unit.lingkup is Lingkup.SKPKD:
        return 0
    return undian.draw_bulat(850, 1150) * satu.porsi or undian.draw_bulat(5000, 15_000)


def _share(daftar: Sequence[_Baris], ribu: int, undian: Undian) -> list[tuple[_Baris, _Bagian]]:
    """Share money among sub kegiatan: what each costs, and the rest to the one that is left."""
    pokok = next(baris for baris in daftar if baris in {_POKOK, _BANTUAN})
    bagi = {
        baris: _draw_satu(baris, int(ribu * Decimal(baris.bagian)), undian)
        for baris in daftar
        if baris is not pokok
    }
    sisa = ribu - sum(pagu for pagu, _ in bagi.values())
    return [(baris, bagi.get(baris) or _draw_satu(baris, sisa, undian)) for baris in daftar]


def _draw_satu(baris: _Baris, ribu: int, undian: Undian) -> _Bagian:
    """Draw how many and at what cost, up to so much; a sub kegiatan without a count takes it all.

    Salaries are counted in person-months of whole people.
    """
    biaya = undian.draw_bulat(*baris.biaya)
    banyak = undian.draw_bulat(*baris.banyak)
    if baris is _GAJI:
        return ribu, max(1, round(ribu / (biaya * _BULAN))) * _BULAN
    if baris is _POKOK:
        return ribu, max(_PAKET_SEDIKIT, round(ribu / biaya))
    return (min(banyak * biaya, ribu) if biaya else ribu), banyak


def _build_satu(
    program: str, baris: _Baris, milik: UnitKatalog, bagian: _Bagian, versi: Versi
) -> SubKegiatan:
    ribu, banyak = bagian
    pagu = ribu * _SERIBU_SEN
    satu, dua, tiga = (
        int(pagu * Decimal(kas)) // _SERIBU_SEN * _SERIBU_SEN for kas in _KAS[baris.pola]
    )
    kas = (satu, dua, tiga, pagu - satu - dua - tiga)
    nama = baris.nama.format(_capitalize(milik.topik))
    return SubKegiatan(
        f"{program}.{baris.kode}",
        nama,
        milik.unit.slug,
        milik.unit.lingkup,
        (VersiPagu(versi, pagu, kas, Decimal(banyak)),),
        keluaran=f"{nama} yang terlaksana",
        satuan_keluaran=baris.satuan,
    )


def _move(daftar: list[SubKegiatan], versi: Versi, undian: Undian) -> tuple[SubKegiatan, ...]:
    """Move a part of the last quarter's money of one sub kegiatan to another one of the agency.

    The one that gets it grows by a third at most.
    """
    dapat = [
        i
        for i, satu in enumerate(daftar)
        if satu.kode.endswith(".2.01.0002") and satu.lingkup is Lingkup.SKPD
    ]
    dari, ke = dapat[0], dapat[-1]
    sen = daftar[dari].versi_pagu[0].kas_sen[3] // 100 * undian.draw_bulat(15, 40)
    sen = min(sen, daftar[ke].versi_pagu[0].pagu_sen // 100 * undian.draw_bulat(10, 33))
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
