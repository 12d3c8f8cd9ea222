"""Helpers of the Office tests: a small complete plan, its forms, and ways to break a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from kinerja.excel.rencana import read_rencana
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.excel.unit import read_laporan_unit
from kinerja.model import (
    Agregasi,
    Indikator,
    Isian,
    Jenis,
    LaporanUnit,
    Lingkup,
    Polaritas,
    RealisasiAnggaran,
    Rencana,
    RencanaAksi,
    Rentang,
    Sasaran,
    SubKegiatan,
    Tahap,
    Tingkat,
    Unit,
    Versi,
    VersiPagu,
    VersiTarget,
)
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat
from kinerja.temuan import Temuan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OPD = "contoh"
TAHUN = 2026
PERIODE = Periode(TAHUN, 2)
UNIT = Unit("sekretariat", "Sekretariat", "Set")
UNIT_LAIN = Unit("bidang-anggaran", "Bidang Anggaran", "Anggaran")
DAFTAR_UNIT = (UNIT, UNIT_LAIN)
SKALA = {"opini": SkalaPredikat("opini", ("TMP", "TW", "WDP", "WTP"), {"WTP-DPP": "WTP"})}
MURNI = Versi("murni", "Murni", date(2026, 1, 1), "DPA", 0)
PERUBAHAN = Versi("perubahan", "Perubahan", date(2026, 7, 15), "DPPA", 1)
SUB = "5.02.01.2.01.0006"


def angka(teks: str) -> Decimal:
    """Shorten Decimal in tables of cases."""
    return Decimal(teks)


def build_target(
    tahunan: object, triwulan: Iterable[object] = (None, None, None, None), versi: Versi = MURNI
) -> VersiTarget:
    """Give the targets of one version."""
    return VersiTarget(versi, tahunan, tuple(triwulan))  # type: ignore[arg-type]


def build_indikator(kode: str, **ubah: object) -> Indikator:
    """Give a plain indicator (angka, naik, akhir, percent) with some fields changed."""
    dasar: dict[str, object] = {
        "nama": f"Indikator {kode}",
        "tingkat": Tingkat.SASARAN,
        "sasaran_kode": ("S1",),
        "unit": UNIT.slug,
        "pemilik_pk": "Kepala Badan",
        "satuan": "persen",
        "jenis": Jenis.ANGKA,
        "polaritas": Polaritas.NAIK,
        "agregasi": Agregasi.AKHIR,
        "versi_target": (build_target(angka("90"), [angka("40"), angka("50"), None, angka("90")]),),
    }
    return Indikator(kode, **{**dasar, **ubah})  # type: ignore[arg-type]


def build_rencana(**ubah: object) -> Rencana:
    """Give a plan with one indicator of every jenis, a ratio, and two versions."""
    rentang = Rentang(angka("80"), angka("90"))
    indikator = (
        build_indikator(
            "IK-1",
            versi_target=(
                build_target(angka("90"), [angka("40"), angka("50"), None, angka("90")]),
                build_target(
                    angka("92.5"), [angka("40"), angka("50"), None, angka("92.5")], PERUBAHAN
                ),
            ),
            realisasi_lalu={2024: angka("81.25"), 2025: angka("84")},
            capaian_lalu={2025: angka("93.33")},
            target_renstra=angka("95"),
            bobot=angka("2"),
        ),
        build_indikator(
            "IK-2",
            jenis=Jenis.RENTANG,
            versi_target=(build_target(rentang, [rentang] * 4),),
            standar_nasional=angka("85"),
        ),
        build_indikator(
            "IK-3",
            jenis=Jenis.PREDIKAT,
            polaritas=None,
            satuan="opini",
            skala_predikat="opini",
            versi_target=(build_target("WTP", [None, "WTP", None, None]),),
            realisasi_lalu={2025: "WDP"},
        ),
        build_indikator(
            "IK-4",
            jenis=Jenis.NIHIL,
            polaritas=None,
            satuan="temuan",
            versi_target=(build_target(angka("0"), [angka("0")] * 4),),
        ),
        build_indikator(
            "IK-5",
            jenis=Jenis.TONGGAK,
            polaritas=None,
            satuan="dokumen",
            tingkat=Tingkat.PROGRAM,
            program_kode="5.02.01",
            versi_target=(build_target(date(2026, 11, 30)),),
            tahapan=(
                Tahap("IK-5", 1, "Rancangan", angka("0.25"), date(2026, 3, 31)),
                Tahap("IK-5", 2, "Penetapan", angka("0.75"), date(2026, 11, 30)),
            ),
        ),
        build_indikator(
            "IK-6",
            agregasi=Agregasi.RASIO_JUMLAH,
            versi_target=(
                build_target(angka("80"), [angka("20"), angka("40"), None, angka("80")]),
            ),
        ),
        build_indikator("IK-7", unit=UNIT_LAIN.slug),
    )
    dasar: dict[str, object] = {
        "opd": OPD,
        "tahun": TAHUN,
        "versi": (MURNI, PERUBAHAN),
        "sasaran": (
            Sasaran("T1", Tingkat.TUJUAN, "Keuangan daerah yang tertib"),
            Sasaran("S1", Tingkat.SASARAN, "Laporan yang tepat waktu", "T1"),
        ),
        "indikator": indikator,
        "sub_kegiatan": (
            SubKegiatan(
                SUB,
                "Penyusunan Laporan",
                UNIT.slug,
                Lingkup.SKPD,
                (
                    VersiPagu(
                        MURNI,
                        100_000_000_00,
                        (25_000_000_00,) * 4,
                        angka("4"),
                    ),
                    VersiPagu(
                        PERUBAHAN,
                        90_000_000_50,
                        (25_000_000_00, 25_000_000_00, 20_000_000_00, 20_000_000_50),
                        angka("4"),
                    ),
                ),
                keluaran="Laporan",
                satuan_keluaran="dokumen",
            ),
            SubKegiatan(
                "5.02.02.2.01.0001",
                "Koordinasi Anggaran",
                UNIT_LAIN.slug,
                Lingkup.SKPKD,
                (VersiPagu(MURNI, 5_000_00, (5_000_00, 0, 0, 0)),),
            ),
        ),
        "nama_program": {
            "5.02.01": "Program Penunjang",
            "5.02.01.2.01": "Perencanaan",
            "5.02.02": "Program Keuangan",
            "5.02.02.2.01": "Anggaran",
        },
        "rencana_aksi": (
            RencanaAksi("IK-1", "Menyusun jadwal", "Jadwal", (1, 2), SUB, "Sekretaris"),
        ),
        "induk_pagu_sen": {"5.02.01": 100_000_000_00},
    }
    return Rencana(**{**dasar, **ubah})  # type: ignore[arg-type]


def write_contoh_rencana(folder: Path, rencana: Rencana | None = None) -> Path:
    """Write the plan below a folder as `data/<tahun>/rencana.xlsx` and give its path."""
    jalur = folder / "data" / str(TAHUN) / "rencana.xlsx"
    write_rencana(
        jalur, rencana or build_rencana(), daftar_unit=DAFTAR_UNIT, nama_skala=list(SKALA)
    )
    return jalur


def read_contoh_rencana(jalur: Path, akar: Path) -> tuple[Rencana | None, list[Temuan]]:
    """Read a plan as the sample agency's."""
    return read_rencana(
        jalur, opd=OPD, tahun=TAHUN, daftar_unit=DAFTAR_UNIT, skala_predikat=SKALA, akar=akar
    )


ISIAN = (
    Isian("IK-1", angka("52.75"), penjelasan="Sesuai jadwal.", tahun_data=2025),
    Isian("IK-2", angka("85"), kendala="Tidak ada"),
    Isian("IK-3", "WTP", bukti="LHP"),
    Isian("IK-4", angka("0")),
    Isian("IK-5", "belum", tahap_selesai={1: date(2026, 3, 20), 2: None}),
    Isian(
        "IK-6",
        None,
        angka("12"),
        angka("30"),
        tindak_lanjut="Menambah petugas",
        tindak_lanjut_tanggal=date(2026, 8, 1),
    ),
)
ANGGARAN = (RealisasiAnggaran(SUB, 24_500_000_25, angka("48.5"), angka("2"), "Lancar"),)


def write_contoh_unit(
    folder: Path,
    isian: Iterable[Isian] = ISIAN,
    anggaran: Iterable[RealisasiAnggaran] = ANGGARAN,
    periode: Periode = PERIODE,
    unit: Unit = UNIT,
) -> Path:
    """Write a unit's form below a folder as `data/<tahun>/tw<k>/<unit>.xlsx`."""
    jalur = folder / "data" / str(periode.tahun) / f"tw{periode.triwulan}" / f"{unit.slug}.xlsx"
    write_laporan_unit(
        jalur,
        opd=OPD,
        unit=unit,
        periode=periode,
        rencana=build_rencana(),
        isian=tuple(isian),
        anggaran=tuple(anggaran),
        skala_predikat=SKALA,
    )
    return jalur


def read_contoh_unit(
    jalur: Path, akar: Path, periode: Periode = PERIODE, unit: str = UNIT.slug
) -> tuple[LaporanUnit | None, list[Temuan]]:
    """Read a unit's form as the sample agency's."""
    return read_laporan_unit(
        jalur,
        opd=OPD,
        unit=unit,
        periode=periode,
        rencana=build_rencana(),
        akar=akar,
        skala_predikat=SKALA,
    )


def edit_buku(jalur: Path, ubah: Callable[[openpyxl.Workbook], object]) -> Path:
    """Change a workbook the way a person would, in a library that is not ours."""
    buku = openpyxl.load_workbook(jalur)
    ubah(buku)
    buku.save(jalur)
    return jalur


def find_sel(lembar: Worksheet, kode: str, judul: str) -> str:
    """Give the address of the cell in the row of a code and the column of a heading."""
    kepala = {str(sel.value): sel.column_letter for sel in lembar[4] if sel.value}
    for baris in lembar.iter_rows(min_row=5):
        if baris[0].value == kode:
            return f"{kepala[judul]}{baris[0].row}"
    raise LookupError(kode)


def set_sel(
    jalur: Path, lembar: str, kode: str, judul: str, nilai: object, format_: str = ""
) -> str:
    """Put a value into one cell of a workbook and give the cell's address."""
    buku = openpyxl.load_workbook(jalur)
    alamat = find_sel(buku[lembar], kode, judul)
    sel = buku[lembar][alamat]
    sel.number_format = format_ or "General"
    sel.value = nilai
    buku.save(jalur)
    return alamat


def rewrite_zip(
    jalur: Path,
    ganti: Mapping[str, Callable[[bytes], bytes]] | None = None,
    tambah: Mapping[str, bytes] | None = None,
    hapus: Iterable[str] = (),
) -> Path:
    """Rewrite the parts of a workbook: change, add or drop them by name."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(jalur) as asal, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in asal.namelist():
            if nama in set(hapus):
                continue
            isi = asal.read(nama)
            baru.writestr(nama, (ganti or {}).get(nama, bytes)(isi))
        for nama, isi in (tambah or {}).items():
            baru.writestr(nama, isi)
    jalur.write_bytes(hasil.getvalue())
    return jalur


def list_kode(temuan: Iterable[Temuan]) -> list[str]:
    """Give the codes of findings in order."""
    return [satu.kode for satu in temuan]


def only(temuan: Iterable[Temuan], kode: str) -> Temuan:
    """Give the one finding with a code."""
    (satu,) = [t for t in temuan if t.kode == kode]
    return satu
