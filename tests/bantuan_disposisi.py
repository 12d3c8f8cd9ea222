"""What the tests of dispositions, follow-ups, status and targets share."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kinerja.model import (
    Agregasi,
    Butir,
    Indikator,
    Jenis,
    Lingkup,
    Polaritas,
    Rencana,
    SubKegiatan,
    Tingkat,
    Versi,
    VersiPagu,
    VersiTarget,
)
from kinerja.periode import Periode
from kinerja.register import Register
from kinerja.register.catat_disposisi import record_disposisi
from kinerja.register.disposisi import Disposisi, DisposisiBaru, record_lembar

TW1, TW2, TW3 = (Periode(2026, nomor) for nomor in (1, 2, 3))
BUTIR = "2026-tw2/1.1"
MURNI = Versi("murni", "Murni", date(2026, 1, 1), "PK 2026", 0)
PERUBAHAN = Versi("p1", "Perubahan", date(2026, 7, 20), "PK Perubahan 2026", 1)


def hash_teks(teks: str) -> str:
    """Give a SHA-256 to stand for a file."""
    return hashlib.sha256(teks.encode()).hexdigest()


def build_disposisi(
    periode: Periode = TW2, agenda: int = 1, isi: str = "isi", butir: int = 2, **lain: Any
) -> DisposisiBaru:
    """Build a filled sheet with some items, all for the sekretariat."""
    return DisposisiBaru(
        periode,
        agenda,
        hash_teks(isi),
        "disposisi.xlsx",
        date(2026, 7, 15),
        "segera",
        "Kepala Badan",
        ("sekretariat", "bidang-aset"),
        tuple(
            Butir(
                periode, agenda, nomor, f"IKU-{nomor}", "sekretariat", "Lengkapi", date(2026, 8, 1)
            )
            for nomor in range(1, butir + 1)
        ),
        **lain,
    )


def fill_disposisi(register: Register, periode: Periode = TW2) -> Disposisi:
    """Write a sheet out and read it back."""
    agenda = record_lembar(register, periode, hash_teks(f"lembar {periode.slug}"))
    hasil = record_disposisi(register, build_disposisi(periode, agenda))
    assert hasil is not None
    return hasil


def build_rencana(
    target: int = 50, pagu_sen: int = 1_000_00, versi: tuple[Versi, ...] = (MURNI,)
) -> Rencana:
    """Build a plan of one indicator and one sub kegiatan; later versions change only the year."""
    nilai = Decimal(target)
    daftar = tuple(
        VersiTarget(satu, nilai * 2 + satu.urutan, (nilai, nilai, nilai, nilai)) for satu in versi
    )
    indikator = Indikator(
        "IKU-1",
        "Indeks",
        Tingkat.SASARAN,
        ("S1",),
        "sekretariat",
        "Sekretaris",
        "nilai",
        Jenis.ANGKA,
        Polaritas.NAIK,
        Agregasi.AKHIR,
        daftar,
    )
    pagu = (VersiPagu(MURNI, pagu_sen, (pagu_sen, 0, 0, 0)),)
    sub = SubKegiatan("5.02.01.2.01.0001", "Sub", "sekretariat", Lingkup.SKPD, pagu)
    return Rencana("bpkd", 2026, versi, (), (indikator,), (sub,), {})


def set_target(rencana: Rencana, versi: str, **bagian: Any) -> Rencana:
    """Give the plan with other targets of the indicator in one version."""
    (indikator,) = rencana.indikator
    daftar = tuple(
        replace(satu, **bagian) if satu.versi.kode == versi else satu
        for satu in indikator.versi_target
    )
    return replace(rencana, indikator=(replace(indikator, versi_target=daftar),))
