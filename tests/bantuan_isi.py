"""A small agency in memory for tests of wording and blocks: two units, four indicators."""

from datetime import date
from decimal import Decimal

from kinerja.hitung.rekap import build_rekap
from kinerja.model import (
    Agregasi,
    Berkas,
    Indikator,
    Isian,
    Jenis,
    Kebijakan,
    LaporanUnit,
    Lingkup,
    Masukan,
    Polaritas,
    RealisasiAnggaran,
    Rencana,
    Sasaran,
    SubKegiatan,
    Tingkat,
    Unit,
    Versi,
    VersiPagu,
    VersiTarget,
)
from kinerja.parameter import ParameterKebijakan
from kinerja.periode import Periode

MURNI = Versi("murni", "murni", date(2026, 1, 1), "DPA 2026", 0)
UNIT = (Unit("sekretariat", "Sekretariat"), Unit("ppkd", "PPKD", "", Lingkup.SKPKD, False))
KEBIJAKAN: Kebijakan = ParameterKebijakan().build_kebijakan()


def build_indikator(kode, target, **lain):
    """Give an indicator of tingkat sasaran with the same target in the quarters given."""
    triwulan = lain.pop("triwulan", (target,) * 4)
    isi = {
        "nama": f"Indikator {kode}",
        "tingkat": Tingkat.SASARAN,
        "sasaran_kode": ("S1",),
        "unit": "sekretariat",
        "pemilik_pk": "Sekretaris",
        "satuan": "persen",
        "jenis": Jenis.ANGKA,
        "polaritas": Polaritas.NAIK,
        "agregasi": Agregasi.AKHIR,
    } | lain
    return Indikator(kode=kode, versi_target=(VersiTarget(MURNI, target, triwulan),), **isi)


def build_masukan(isian, indikator=None, triwulan=1, anggaran=True):
    """Give the inputs of a quarter from the answers of each quarter so far."""
    indikator = indikator or (build_indikator("A", Decimal(80)), build_indikator("B", Decimal(50)))
    sub = tuple(
        SubKegiatan(
            f"5.02.0{nomor}.2.01.01",
            f"Sub {unit.nama}",
            unit.slug,
            unit.lingkup,
            (VersiPagu(MURNI, 1_000_00, (250_00,) * 4),),
        )
        for nomor, unit in enumerate(UNIT, start=1)
    )
    laporan = {}
    for nomor, daftar in enumerate(isian, start=1):
        for unit in UNIT:
            milik = daftar if unit.slug == "sekretariat" else ()
            if daftar is None:
                continue
            uang = tuple(
                RealisasiAnggaran(satu.kode, 200_00, Decimal(20 * nomor))
                for satu in sub
                if satu.unit == unit.slug and anggaran
            )
            laporan[unit.slug, nomor] = LaporanUnit(
                unit.slug, Periode(2026, nomor), Berkas("x.xlsx", "0" * 64, 1), tuple(milik), uang
            )
    rencana = Rencana(
        "bc",
        2026,
        (MURNI,),
        (Sasaran("S1", Tingkat.SASARAN, "Sasaran satu"),),
        tuple(indikator),
        sub,
        {f"5.02.0{nomor}": f"Program {nomor}" for nomor in (1, 2)},
    )
    return Masukan("bc", Periode(2026, triwulan), UNIT, rencana, laporan)


def build_rekap_contoh(isian, **lain):
    """Compute the recap of `build_masukan`."""
    return build_rekap(build_masukan(isian, **lain), KEBIJAKAN)


def isi(kode, nilai, **lain):
    """Give one answer; numbers as people write them in a test."""
    return Isian(kode, None if nilai is None else Decimal(str(nilai)), **lain)


def read_teks(teks):
    """Join running text to what a reader sees."""
    return "".join(satu if isinstance(satu, str) else satu.teks for satu in teks)
