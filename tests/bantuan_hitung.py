"""Small plans and answers for the tests of the calculation; every builder has a usual default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kinerja.hitung.indikator import Konteks, build_hasil_indikator
from kinerja.model import (
    Agregasi,
    Alamat,
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
    Rentang,
    Sasaran,
    SubKegiatan,
    Tingkat,
    Unit,
    Versi,
    VersiPagu,
    VersiTarget,
)
from kinerja.periode import Periode
from kinerja.skala import SkalaPredikat, build_skala_kategori

MURNI = Versi("murni", "Murni", date(2026, 1, 1), "PK 2026", 0)
PERUBAHAN = Versi("perubahan", "Perubahan", date(2026, 8, 1), "PK perubahan 2026", 1)
SKALA = build_skala_kategori(
    "bawaan",
    [
        (">=91", "Sangat Tinggi", "hijau_tua"),
        (">=76", "Tinggi", "hijau"),
        (">=66", "Sedang", "kuning"),
        (">=51", "Rendah", "jingga"),
        ("", "Sangat Rendah", "merah"),
    ],
    {"Tinggi": Decimal(90)},
)
OPINI = SkalaPredikat("opini", ("TMP", "TW", "WDP", "WTP"), {"WTP-DPP": "WTP"})
SAKIP = SkalaPredikat("sakip", ("D", "C", "CC", "B", "BB", "A", "AA"))
KEBIJAKAN = Kebijakan(SKALA, {"opini": OPINI, "sakip": SAKIP})


def angka(nilai: Any) -> Any:
    """Turn what a case writes ("12.5", 3, (80, 90), None, a date) into a model value."""
    match nilai:
        case None | date() | Rentang() | Decimal():
            return nilai
        case (bawah, atas):
            return Rentang(Decimal(str(bawah)), Decimal(str(atas)))
        case int():
            return Decimal(nilai)
        case str() if nilai.replace("-", "").replace(".", "").isdigit() and "-" not in nilai[1:]:
            return Decimal(nilai)
        case _:
            return nilai


def buat_kebijakan(**ubah: Any) -> Kebijakan:
    """Give the usual policy with some choices changed."""
    return Kebijakan(**({"kategori": SKALA, "skala_predikat": KEBIJAKAN.skala_predikat} | ubah))


def buat_target(
    triwulan: Sequence[Any], tahunan: Any = None, versi: Versi = MURNI, **ubah: Any
) -> VersiTarget:
    """Give the targets of one version with their cells."""
    satu, dua, tiga, empat = (angka(nilai) for nilai in triwulan)
    alamat = {
        kunci: Alamat("rencana.xlsx", "Indikator", sel)
        for kunci, sel in (("tahunan", "M5"), ("tw1", "N5"), ("tw2", "O5"), ("tw3", "P5"))
    }
    return VersiTarget(versi, angka(tahunan), (satu, dua, tiga, empat), alamat=alamat, **ubah)


def buat_indikator(
    triwulan: Sequence[Any] = (None, None, None, None),
    tahunan: Any = None,
    *,
    kode: str = "IK-1",
    jenis: str = "angka",
    polaritas: str | None = "naik",
    agregasi: str = "akhir",
    **ubah: Any,
) -> Indikator:
    """Give an indicator: angka, naik, akhir unless told otherwise."""
    dasar: dict[str, Any] = {
        "nama": f"Indikator {kode}",
        "tingkat": Tingkat.SASARAN,
        "sasaran_kode": ("S-1",),
        "unit": "anggaran",
        "pemilik_pk": "Kepala Badan",
        "satuan": "dokumen",
        "versi_target": (buat_target(triwulan, tahunan),),
    }
    return Indikator(
        kode=kode,
        jenis=Jenis(jenis),
        polaritas=Polaritas(polaritas) if polaritas else None,
        agregasi=Agregasi(agregasi),
        **(dasar | ubah),
    )


def buat_isian(nilai: Any = None, *, kode: str = "IK-1", triwulan: int = 1, **ubah: Any) -> Isian:
    """Give an answer with its cells; a pair is pembilang and penyebut."""
    alamat = {
        kunci: Alamat(f"tw{triwulan}/anggaran.xlsx", "Indikator", f"{huruf}5")
        for kunci, huruf in (("nilai", "E"), ("pembilang", "F"), ("penyebut", "G"))
    }
    alamat |= {
        f"tahap_{nomor}": Alamat(f"tw{triwulan}/anggaran.xlsx", "Tahapan", f"H{4 + nomor}")
        for nomor in ubah.get("tahap_selesai", ())
    }
    if isinstance(nilai, tuple):
        p, q = nilai
        return Isian(kode, None, angka(p), angka(q), alamat=alamat, **ubah)
    return Isian(kode, angka(nilai), alamat=alamat, **ubah)


def hitung(
    indikator: Indikator,
    daftar_nilai: Sequence[Any],
    *,
    kebijakan: Kebijakan = KEBIJAKAN,
    is_tahunan: bool = False,
) -> Any:
    """Compute one indicator; the count of answers is the quarter (None: cell left blank)."""
    periode = Periode(2026) if is_tahunan else Periode(2026, len(daftar_nilai))
    isian = [
        nilai
        if isinstance(nilai, Isian)
        else (None if nilai is None else buat_isian(nilai, kode=indikator.kode, triwulan=nomor))
        for nomor, nilai in enumerate(daftar_nilai, start=1)
    ]
    return build_hasil_indikator(indikator, isian, Konteks(periode, kebijakan))


def buat_sub(
    kode: str = "5.02.01.2.01.0001",
    pagu: int = 1000_00,
    kas: Sequence[int] = (250_00, 250_00, 250_00, 250_00),
    **ubah: Any,
) -> SubKegiatan:
    """Give a sub kegiatan with pagu and kas in sen."""
    satu, dua, tiga, empat = kas
    versi = VersiPagu(MURNI, pagu, (satu, dua, tiga, empat), ubah.pop("target_keluaran", None))
    dasar = {
        "nama": f"Sub {kode[-4:]}",
        "unit": "anggaran",
        "lingkup": Lingkup.SKPD,
        "versi_pagu": (versi,),
    }
    return SubKegiatan(kode, **(dasar | ubah))


def buat_masukan(
    indikator: Sequence[Indikator] = (),
    isian: Mapping[tuple[str, int], Sequence[Isian]] | None = None,
    sub_kegiatan: Sequence[SubKegiatan] = (),
    anggaran: Mapping[tuple[str, int], Sequence[RealisasiAnggaran]] | None = None,
    *,
    periode: Periode,
    **ubah: Any,
) -> Masukan:
    """Put a plan and answers keyed (unit, quarter) together."""
    isian, anggaran = isian or {}, anggaran or {}
    laporan = {
        (unit, nomor): LaporanUnit(
            unit,
            Periode(periode.tahun, nomor),
            Berkas(f"tw{nomor}/{unit}.xlsx", "0" * 64, 1),
            tuple(isian.get((unit, nomor), ())),
            tuple(anggaran.get((unit, nomor), ())),
        )
        for unit, nomor in {**isian, **anggaran}
    }
    slug = dict.fromkeys([*(i.unit for i in indikator), *(s.unit for s in sub_kegiatan)])
    sasaran = dict.fromkeys(k for i in indikator for k in i.sasaran_kode)
    rencana = Rencana(
        "bkd",
        periode.tahun,
        (MURNI, PERUBAHAN),
        tuple(
            Sasaran(kode, Tingkat.TUJUAN if kode.startswith("T") else Tingkat.SASARAN, kode)
            for kode in sasaran
        ),
        tuple(indikator),
        tuple(sub_kegiatan),
        {"5.02.01": "Program Penunjang"},
        induk_pagu_sen=ubah.pop("induk_pagu_sen", {}),
    )
    unit = tuple(Unit(satu, f"Bidang {satu.capitalize()}") for satu in slug)
    return Masukan("bkd", periode, unit, rencana, laporan, **ubah)
