"""Builds the plan of one agency of a made-up regency: indicators, targets, actions, budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from kinerja.angka import round_desimal
from kinerja.contoh.pemda.bentuk import BENTUK, build_target, compute_gerak, count_desimal
from kinerja.contoh.pemda.katalog import Perangkat, Ukuran
from kinerja.contoh.pemda.peran import Undian
from kinerja.contoh.pemda.susun_anggaran import build_kode_program, build_nama, build_sub_kegiatan
from kinerja.contoh.pemda.umum import build_umum
from kinerja.contoh.sumber import LABEL
from kinerja.model import (
    Indikator,
    Jenis,
    Polaritas,
    Rencana,
    RencanaAksi,
    Sasaran,
    Tahap,
    Tingkat,
    Versi,
    VersiTarget,
)
from kinerja.parameter import describe_pimpinan

_AKUNTABEL: Final = "Meningkatnya akuntabilitas kinerja perangkat daerah"
_TAHAP: Final = (
    ("Tim dan jadwal ditetapkan", "0.15", (2, 27)),
    ("Data dan bahan terkumpul", "0.25", (5, 30)),
    ("Rancangan selesai dibahas", "0.30", (9, 12)),
    ("Hasil akhir ditetapkan", "0.30", (12, 15)),
)
_TOLERANSI: Final = Decimal(5)


def build_rencana(perangkat: Perangkat, tahun: int, undian: Undian) -> Rencana:
    """Build the plan; a third of the agencies has a budget change in August."""
    murni = Versi("murni", "Murni", date(tahun, 1, 1), f"PK dan DPA Tahun {tahun} ({LABEL})", 0)
    versi = [murni]
    if undian.is_kena(1 / 3):
        dasar = f"DPPA Tahun {tahun} tanggal 21 Agustus {tahun} ({LABEL})"
        versi.append(Versi("perubahan", "Perubahan", date(tahun, 8, 21), dasar, 1))
    indikator = _list_indikator(perangkat, murni, undian)
    sub_kegiatan = build_sub_kegiatan(perangkat, tuple(versi), undian)
    sub_per_unit = {satu.unit: satu.kode for satu in reversed(sub_kegiatan)}
    uraian = [*(satu.uraian for satu in perangkat.sasaran), _AKUNTABEL]
    return Rencana(
        perangkat.slug,
        tahun,
        tuple(versi),
        (
            Sasaran("T1", Tingkat.TUJUAN, perangkat.tujuan),
            *(
                Sasaran(f"S{nomor}", Tingkat.SASARAN, satu, "T1")
                for nomor, satu in enumerate(uraian, start=1)
            ),
        ),
        indikator,
        sub_kegiatan,
        build_nama(perangkat),
        tuple(
            RencanaAksi(
                satu.kode,
                f"Melaksanakan dan memantau {satu.nama[0].lower()}{satu.nama[1:]}",
                "Laporan pelaksanaan",
                (1, 2, 3, 4),
                sub_per_unit[satu.unit],
                satu.pemilik_pk,
            )
            for satu in indikator
        ),
    )


def _list_indikator(perangkat: Perangkat, versi: Versi, undian: Undian) -> tuple[Indikator, ...]:
    """List them by level; the units below the first share the agency's own sasaran."""
    pertama, *pelaksana = perangkat.unit
    kepala = perangkat.susunan.kepala
    beruntun = [satu for satu in pelaksana if satu.ukuran is not None]

    umum = build_umum(perangkat, undian)
    build = partial(_build_satu, versi, undian)
    satu_unit = pertama.unit.slug
    hasil = [
        build("IKT-1", umum.tujuan, Tingkat.TUJUAN, sasaran="T1", unit=satu_unit, pemilik=kepala)
    ]
    urut = 0
    for nomor, sasaran in enumerate(perangkat.sasaran, start=1):
        for anak, ukuran in enumerate(sasaran.ukuran, start=1):
            hasil.append(
                build(
                    f"IKS-{nomor}.{anak}",
                    ukuran,
                    Tingkat.SASARAN,
                    sasaran=f"S{nomor}",
                    unit=beruntun[urut % len(beruntun)].unit.slug,
                    pemilik=kepala,
                )
            )
            urut += 1
    akhir = len(perangkat.sasaran) + 1
    for anak, ukuran in enumerate((umum.sakip, umum.temuan), start=1):
        kode, milik = f"IKS-{akhir}.{anak}", f"S{akhir}"
        hasil.append(
            build(kode, ukuran, Tingkat.SASARAN, sasaran=milik, unit=satu_unit, pemilik=kepala)
        )
    for nomor, satu in enumerate(perangkat.unit, start=1):
        program = umum.penunjang if nomor == 1 else satu.ukuran
        if program is None:
            continue
        dukung = akhir if nomor == 1 else (nomor - 2) % len(perangkat.sasaran) + 1
        hasil.append(
            build(
                f"IKP-{nomor}.1",
                program,
                Tingkat.PROGRAM,
                sasaran=f"S{dukung}",
                unit=satu.unit.slug,
                pemilik=describe_pimpinan(satu.unit.nama),
                program=build_kode_program(perangkat, nomor),
            )
        )
    return tuple(hasil)


def _build_satu(  # noqa: PLR0913 - the fields that differ between the levels
    versi: Versi,
    undian: Undian,
    kode: str,
    ukuran: Ukuran,
    tingkat: Tingkat,
    *,
    sasaran: str,
    unit: str,
    pemilik: str,
    program: str = "",
) -> Indikator:
    bentuk = BENTUK[ukuran.bentuk]
    tahunan, triwulan = build_target(bentuk, ukuran.nilai, versi.berlaku_mulai.year)
    lalu = versi.berlaku_mulai.year - 1
    is_angka = isinstance(tahunan, Decimal) and bentuk.jenis is Jenis.ANGKA
    is_turun = bentuk.polaritas is Polaritas.TURUN
    desimal = count_desimal(tahunan)
    kali = undian.draw("1.02", "1.10") if is_turun else undian.draw("0.90", "0.98")
    if isinstance(tahunan, Decimal):
        kali = 1 + (kali - 1) * compute_gerak(ukuran.satuan, tahunan)
    return Indikator(
        kode=kode,
        nama=ukuran.nama,
        tingkat=tingkat,
        sasaran_kode=(sasaran,),
        unit=unit,
        pemilik_pk=pemilik,
        satuan=ukuran.satuan,
        jenis=bentuk.jenis,
        polaritas=bentuk.polaritas,
        agregasi=bentuk.agregasi,
        versi_target=(VersiTarget(versi, tahunan, triwulan),),
        program_kode=program,
        skala_predikat=bentuk.skala,
        toleransi=_TOLERANSI if bentuk.polaritas is Polaritas.STABIL and is_angka else Decimal(0),
        definisi=f"{ukuran.nama} menurut pencatatan unit pemilik ({LABEL}).",
        rumus="Dihitung dari register unit pada akhir triwulan.",
        sumber_data=f"Register unit ({LABEL})",
        tahapan=_build_tahapan(kode, versi.berlaku_mulai.year)
        if bentuk.jenis is Jenis.TONGGAK
        else (),
        realisasi_lalu={lalu: round_desimal(tahunan * kali, desimal)}
        if isinstance(tahunan, Decimal) and is_angka
        else {},
        capaian_lalu={lalu: round_desimal(undian.draw("92", "104"))} if is_angka else {},
    )


def _build_tahapan(kode: str, tahun: int) -> tuple[Tahap, ...]:
    return tuple(
        Tahap(kode, nomor, uraian, Decimal(bobot), date(tahun, *hari))
        for nomor, (uraian, bobot, hari) in enumerate(_TAHAP, start=1)
    )
