"""Reads the weighted steps of milestones; the weights of one indicator add up to 1."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.angka import format_apa_adanya
from kinerja.excel.konteks import Konteks, check_dikenal, check_ganda
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.sel import Sel
from kinerja.model import Jenis, Tahap

_LEMBAR: Final = "Tahapan"
NOMOR_MAKS: Final = 999


def read_tahapan(
    konteks: Konteks, dikenal: Mapping[str, Jenis | None] | None
) -> dict[str, tuple[Tahap, ...]]:
    """Read the steps by indicator, in order of their numbers."""
    konversi = konteks.build_konversi(_LEMBAR)
    hasil: dict[str, list[Tahap]] = {}
    sel_bobot: dict[str, Sel] = {}
    kunci: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_LEMBAR):
        sel = baris.sel
        kode = konversi.parse_kode(sel["indikator_kode"])
        nomor = konversi.parse_bulat(sel["nomor"], 1, NOMOR_MAKS)
        uraian = konversi.parse_teks(sel["uraian"])
        bobot = konversi.parse_angka(sel["bobot"], is_bagian=True)
        tenggat = parse_tanggal(konversi, sel["tenggat"])
        check_dikenal(konversi, sel["indikator_kode"], kode, dikenal, "indikator")
        if dikenal and dikenal.get(kode) not in {None, Jenis.TONGGAK}:
            konversi.galat(
                sel["indikator_kode"],
                "K-KOMBINASI",
                "Hanya indikator jenis tonggak yang bertahap",
                ditemukan=f"jenis {dikenal[kode]}",
                saran="Hapus tahapnya, atau ganti jenis indikator menjadi tonggak.",
            )
        if bobot is not None and not 0 < bobot <= 1:
            konversi.galat(
                sel["bobot"],
                "K-BOBOT",
                "Bobot tahap di luar 0 sampai 1",
                ditemukan=format_apa_adanya(bobot),
                diharapkan="lebih dari 0 dan paling banyak 1",
                saran="Tulis bagian dari 1, mis. 0,25.",
            )
        kunci.append((f"{kode} / {nomor}" if kode and nomor else "", sel["nomor"]))
        sel_bobot.setdefault(kode, sel["bobot"])
        hasil.setdefault(kode, []).append(
            Tahap(
                kode,
                nomor or 0,
                uraian,
                bobot or Decimal(0),
                tenggat or date.min,
                konteks.build_alamat(_LEMBAR, sel["nomor"]),
            )
        )
    check_ganda(konteks, _LEMBAR, kunci, "Tahap")
    for kode, daftar in hasil.items():
        jumlah = sum((tahap.bobot for tahap in daftar), Decimal(0))
        if jumlah != 1:
            konversi.galat(
                sel_bobot[kode],
                "K-BOBOT",
                f'Bobot tahap indikator "{kode}" tidak berjumlah 1',
                ditemukan=format_apa_adanya(jumlah),
                diharapkan="1",
                saran="Betulkan bobotnya, mis. 0,25 + 0,25 + 0,50.",
            )
    return {
        kode: tuple(sorted(daftar, key=lambda tahap: tahap.nomor)) for kode, daftar in hasil.items()
    }
