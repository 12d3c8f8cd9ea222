"""Builds what the units of a made-up agency report in a quarter: indicators, money, output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kinerja.angka import NAMA_BULAN, round_desimal
from kinerja.contoh.pemda.bentuk import count_desimal, soften
from kinerja.contoh.pemda.peran import Peran, Undian
from kinerja.contoh.sumber import LABEL
from kinerja.model import (
    Agregasi,
    Berkas,
    Indikator,
    Isian,
    Jenis,
    LaporanUnit,
    Nilai,
    Polaritas,
    RealisasiAnggaran,
    Rencana,
    Rentang,
    SubKegiatan,
)
from kinerja.periode import Periode

_PELUANG_KOSONG: Final = 0.03
_PELUANG_LEMAH: Final = 0.07
_LEMAH: Final = ("0.72", "0.88")
_BIASA: Final = ("0.94", "1.10")
_PENYEBUT: Final = (40, 400)
_KENDALA: Final = {
    "Sebagian dokumen pendukung bulan {} baru diterima sesudah akhir triwulan.": (
        "Menyepakati jadwal pengumpulan data mulai {} dengan pelaksana."
    ),
    "Pelaksana kegiatan berganti pada bulan {}.": (
        "Menunjuk petugas pengganti dan menyerahkan daftar pekerjaan pada bulan {}."
    ),
    "Kegiatan di lapangan pada bulan {} tertunda.": "Memajukan pekerjaan lapangan ke bulan {}.",
    "Kegiatan bulan {} berjalan dengan tenaga yang kurang.": (
        "Menambah tenaga dari unit lain mulai {}."
    ),
    "Pencatatan di lapangan pada bulan {} belum memakai formulir yang sama.": (
        "Menyamakan formulir pencatatan dan memeriksa isinya mulai {}."
    ),
    "Jadwal mitra pada bulan {} berubah sehingga kegiatan digeser.": (
        "Menetapkan jadwal bersama mitra paling lambat bulan {}."
    ),
}
"""What went wrong, each with what is done about it."""
_PENDUKUNG: Final = (
    "Pelaksana lengkap sejak awal triwulan.",
    "Data dikumpulkan setiap bulan sehingga kekurangan cepat diketahui.",
    "Mitra menyediakan tenaga tambahan.",
)
_KOSONG: Final = (
    "Data belum diterbitkan instansi penyedia.",
    "Hasil survei belum selesai diolah.",
    "Pengukuran ditunda ke triwulan berikutnya.",
)
_PENUH: Final = Decimal(100)


@dataclass(slots=True)
class Berjalan:
    """What has been reached so far in the year: positions by indicator, money by sub kegiatan.

    `mutu` is how well an indicator does all year; its quarters differ little from that.
    """

    mutu: dict[str, Decimal] = field(default_factory=dict)
    nilai: dict[str, Decimal] = field(default_factory=dict)
    penyebut: dict[str, Decimal] = field(default_factory=dict)
    sen: dict[str, int] = field(default_factory=dict)
    fisik: dict[str, Decimal] = field(default_factory=dict)
    keluaran: dict[str, int] = field(default_factory=dict)


def build_laporan(
    peran: Peran, rencana: Rencana, triwulan: int, berjalan: Berjalan, undian: Undian
) -> Mapping[str, LaporanUnit]:
    """Build the answers of all units; `berjalan` is carried from quarter to quarter."""
    periode = Periode(rencana.tahun, triwulan)
    isian: dict[str, list[Isian]] = {}
    for satu in rencana.indikator:
        isian.setdefault(satu.unit, []).append(_build_isian(satu, peran, periode, berjalan, undian))
    anggaran: dict[str, list[RealisasiAnggaran]] = {}
    for sub in rencana.sub_kegiatan:
        anggaran.setdefault(sub.unit, []).append(
            _build_anggaran(sub, peran, periode, berjalan, undian)
        )
    return {
        unit: LaporanUnit(
            unit, periode, Berkas("", "", 0), tuple(isian.get(unit, ())), tuple(milik)
        )
        for unit, milik in anggaran.items()
    }


def _build_isian(
    satu: Indikator, peran: Peran, periode: Periode, berjalan: Berjalan, undian: Undian
) -> Isian:
    if satu.kode not in berjalan.mutu:
        is_lemah = undian.is_kena(_PELUANG_LEMAH)
        berjalan.mutu[satu.kode] = undian.draw(*(_LEMAH if is_lemah else _BIASA))
    mutu = peran.mutu * berjalan.mutu[satu.kode] * undian.draw("0.98", "1.02")
    if satu.jenis is Jenis.TONGGAK:
        return _build_tonggak(satu, mutu, periode, undian)
    target = satu.version_at(periode.akhir).triwulan[(periode.triwulan or 4) - 1]
    if target is None:
        return Isian(satu.kode)
    if undian.is_kena(_PELUANG_KOSONG):
        return Isian(satu.kode, penjelasan=undian.choose(_KOSONG))
    if isinstance(target, Decimal):
        mutu = soften(mutu, satu.satuan, target)
    isian = _build_nilai(satu, target, mutu, peran, berjalan, undian)
    if _is_kurang(satu, target, isian):
        tenggat = periode.akhir + timedelta(days=undian.draw_bulat(20, 75))
        kendala = undian.choose(tuple(_KENDALA))
        isian = replace(
            isian,
            kendala=kendala.format(_name_bulan(periode.akhir)),
            tindak_lanjut=_KENDALA[kendala].format(_name_bulan(tenggat)),
            tindak_lanjut_tanggal=tenggat,
        )
    else:
        isian = replace(isian, faktor_pendukung=undian.choose(_PENDUKUNG))
    return replace(isian, bukti=f"Rekapitulasi register unit {periode.judul} ({LABEL})")


def _name_bulan(hari: date) -> str:
    return NAMA_BULAN[hari.month - 1]


def _is_kurang(satu: Indikator, target: Nilai, isian: Isian) -> bool:
    """Tell whether an answer misses the quarter's target, so that it needs a reason."""
    nilai = isian.nilai
    if isian.pembilang is not None and isian.penyebut:
        nilai = isian.pembilang / isian.penyebut * _PENUH
    if not isinstance(nilai, Decimal):
        return nilai != target
    if isinstance(target, Rentang):
        return not target.bawah <= nilai <= target.atas
    if not isinstance(target, Decimal):
        return False
    if satu.polaritas is Polaritas.STABIL:
        return abs(nilai - target) > satu.toleransi
    return nilai < target if satu.polaritas is Polaritas.NAIK else nilai > target


def _build_nilai(
    satu: Indikator,
    target: Nilai,
    mutu: Decimal,
    peran: Peran,
    berjalan: Berjalan,
    undian: Undian,
) -> Isian:
    if satu.is_rasio and isinstance(target, Decimal):
        biasa = peran.perangkat.find_penyebut(satu.nama) or undian.draw_bulat(*_PENYEBUT)
        return _build_rasio(satu, target, mutu, (berjalan, biasa), undian)
    match satu.jenis:
        case Jenis.NIHIL:
            nilai: Nilai = Decimal(undian.draw_bulat(1, 3) if mutu < Decimal("0.88") else 0)
        case Jenis.PREDIKAT:
            nilai = target if mutu > Decimal("0.80") else "WDP"
        case Jenis.RENTANG if isinstance(target, Rentang):
            is_luar = mutu < Decimal("0.92")
            dalam = target.bawah + (target.atas - target.bawah) * undian.draw("0.3", "0.95")
            nilai = round_desimal(target.atas * (2 - mutu) if is_luar else dalam, 1)
        case _:
            if not isinstance(target, Decimal):
                raise TypeError(satu.kode)
            nilai = _build_angka(satu, target, mutu, berjalan)
    return Isian(satu.kode, nilai=nilai)


def _build_angka(satu: Indikator, target: Decimal, mutu: Decimal, berjalan: Berjalan) -> Decimal:
    """Give a figure near its target: never above 100 percent, a running one never falling."""
    is_turun = satu.polaritas is Polaritas.TURUN
    is_halus = satu.is_persen or satu.agregasi is Agregasi.RATA_RATA
    desimal = max(count_desimal(target), 1 if is_halus else 0)
    nilai = round_desimal(target * (2 - mutu if is_turun else mutu), desimal)
    if satu.is_persen and satu.polaritas is Polaritas.NAIK:
        nilai = min(nilai, _PENUH)
    if satu.agregasi is Agregasi.AKHIR and satu.polaritas is Polaritas.NAIK:
        nilai = max(nilai, berjalan.nilai.get(satu.kode, nilai))
        berjalan.nilai[satu.kode] = nilai
    return nilai


def _build_rasio(
    satu: Indikator,
    target: Decimal,
    mutu: Decimal,
    jalan: tuple[Berjalan, int],
    undian: Undian,
) -> Isian:
    """Count a part of a whole: the same whole all year, or one that differs little by quarter."""
    berjalan, biasa = jalan
    is_berjalan = satu.agregasi is Agregasi.RASIO_AKHIR
    penyebut = berjalan.penyebut.setdefault(satu.kode, biasa * undian.draw("0.85", "1.15"))
    penyebut = round_desimal(penyebut * (1 if is_berjalan else undian.draw("0.9", "1.1")), 0)
    pembilang = min(round_desimal(penyebut * target * mutu / _PENUH, 0), penyebut)
    if is_berjalan:
        pembilang = max(pembilang, berjalan.nilai.get(satu.kode, pembilang))
        berjalan.nilai[satu.kode] = pembilang
    return Isian(satu.kode, pembilang=pembilang, penyebut=penyebut)


def _build_tonggak(satu: Indikator, mutu: Decimal, periode: Periode, undian: Undian) -> Isian:
    """Finish the steps due in the quarter, some of them late but before the quarter ends."""
    awal = date(periode.tahun, 3 * (periode.triwulan or 4) - 2, 1)
    selesai: dict[int, date | str | None] = {}
    for tahap in satu.tahapan:
        if not awal <= tahap.tenggat <= periode.akhir:
            continue
        if mutu < Decimal("0.80"):
            selesai[tahap.nomor] = "belum"
            continue
        geser = undian.draw_bulat(3, 12) if mutu < Decimal("0.93") else -undian.draw_bulat(1, 9)
        selesai[tahap.nomor] = min(tahap.tenggat + timedelta(days=geser), periode.akhir)
    if not selesai:
        return Isian(satu.kode)
    return Isian(
        satu.kode,
        tahap_selesai=selesai,
        penjelasan="Kemajuan dicatat menurut tahap yang jatuh tempo.",
        bukti=f"Berita acara tahapan {periode.judul} ({LABEL})",
    )


def _build_anggaran(
    satu: SubKegiatan, peran: Peran, periode: Periode, berjalan: Berjalan, undian: Undian
) -> RealisasiAnggaran:
    """Spend near the planned cash, later quarters making up for earlier ones, never above pagu."""
    triwulan = periode.triwulan or 4
    pagu = satu.version_at(periode.akhir)
    lalu = berjalan.sen.get(satu.kode, 0)
    rencana = sum(pagu.kas_sen[:triwulan])
    is_gaji = "Gaji" in satu.nama
    serapan = undian.draw("0.97", "0.995") if is_gaji else peran.serapan
    mulai = Decimal(1) if is_gaji else Decimal("0.82") + Decimal(triwulan) * Decimal("0.045")
    goyang = 1 if is_gaji else undian.draw("0.95", "1.02")
    capai = min(int(rencana * serapan * mulai * goyang), pagu.pagu_sen)
    sen = max(0, capai - lalu)
    sen -= sen % 100
    berjalan.sen[satu.kode] = lalu + sen
    fisik = _PENUH * triwulan / 4 if is_gaji else _PENUH
    if pagu.pagu_sen and not is_gaji:
        bagian = Decimal(lalu + sen) / pagu.pagu_sen
        fisik = round_desimal(min(_PENUH, bagian * 100 * undian.draw("1.0", "1.06")), 1)
    fisik = berjalan.fisik[satu.kode] = max(fisik, berjalan.fisik.get(satu.kode, Decimal(0)))
    target = int(pagu.target_keluaran or 0)
    sudah = berjalan.keluaran.get(satu.kode, 0)
    kini = max(sudah, int(round_desimal(target * fisik / _PENUH, 0)))
    berjalan.keluaran[satu.kode] = kini
    catatan = "Belanja bergeser ke triwulan berikutnya." if sen == 0 else ""
    return RealisasiAnggaran(satu.kode, sen, fisik, Decimal(kini - sudah), catatan)
