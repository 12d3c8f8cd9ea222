"""Reads the versions of the targets of an indicator, each filled up from the one before.

Blank = unchanged; 0 on the year of a rising indicator, or the word "dihapus", = dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from kinerja.excel.konteks import Konteks, check_dikenal, check_ganda
from kinerja.excel.konversi_nilai import Ukuran, parse_target
from kinerja.excel.sel import JenisSel, Sel
from kinerja.excel.tabel import Baris
from kinerja.model import Alamat, Jenis, Nilai, Polaritas, Versi, VersiTarget

HAPUS: Final = "dihapus"
KUNCI_TARGET: Final = ("tahunan", "tw1", "tw2", "tw3", "tw4")
KOLOM_TARGET: Final = ("target_tahunan", "target_tw1", "target_tw2", "target_tw3", "target_tw4")
_LEMBAR: Final = "Indikator"
_PERUBAHAN: Final = "Perubahan Target"
_TANPA_NOL: Final = frozenset({Jenis.RENTANG, Jenis.PREDIKAT, Jenis.TONGGAK})


@dataclass(slots=True)
class _Target:
    """The targets of one indicator under one version while the versions are filled up."""

    versi: Versi
    nilai: list[Nilai | None] = field(default_factory=lambda: [None] * len(KUNCI_TARGET))
    alamat: dict[str, Alamat] = field(default_factory=dict)
    is_dihapus: bool = False

    def freeze(self) -> VersiTarget:
        tahunan, tw1, tw2, tw3, tw4 = self.nilai
        return VersiTarget(
            self.versi, tahunan, (tw1, tw2, tw3, tw4), self.is_dihapus, dict(self.alamat)
        )


def read_perubahan(
    konteks: Konteks, daftar_versi: tuple[Versi, ...], dikenal: Mapping[str, Jenis | None] | None
) -> dict[str, dict[str, Baris]]:
    """Map the indicators to the rows of their later versions, by version code."""
    konversi = konteks.build_konversi(_PERUBAHAN)
    kode_versi = [versi.kode for versi in daftar_versi[1:]]
    hasil: dict[str, dict[str, Baris]] = {}
    kunci: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_PERUBAHAN):
        sel = baris.sel
        versi = konversi.parse_kode(sel["versi"])
        kode = konversi.parse_kode(sel["indikator_kode"])
        if "Versi" in konteks.tabel:
            check_dikenal(konversi, sel["versi"], versi, kode_versi, "versi perubahan")
        check_dikenal(konversi, sel["indikator_kode"], kode, dikenal, "indikator")
        kunci.append((f"{versi} / {kode}" if versi and kode else "", sel["indikator_kode"]))
        if all(sel[nama].is_kosong for nama in KOLOM_TARGET):
            konversi.peringatan(
                sel["indikator_kode"],
                "K-TAK-BERUBAH",
                "Baris perubahan tidak mengubah apa pun",
                saran="Isi target yang baru, atau hapus baris ini.",
            )
        hasil.setdefault(kode, {})[versi] = baris
    check_ganda(konteks, _PERUBAHAN, kunci, "Perubahan target")
    return hasil


def read_versi_target(
    konteks: Konteks,
    daftar_versi: tuple[Versi, ...],
    baris: Baris,
    perubahan: Mapping[str, Baris],
    ukuran: tuple[Ukuran, Polaritas | None],
) -> tuple[VersiTarget, ...]:
    """Read the targets of one indicator, version by version."""
    target = _Target(daftar_versi[0])
    _fill(konteks, _LEMBAR, target, baris, ukuran)
    hasil = [target.freeze()]
    for versi in daftar_versi[1:]:
        if versi.kode in perubahan:
            target = _Target(versi, target.nilai, target.alamat, target.is_dihapus)
            _fill(konteks, _PERUBAHAN, target, perubahan[versi.kode], ukuran)
            hasil.append(target.freeze())
    return tuple(hasil)


def _fill(
    konteks: Konteks,
    lembar: str,
    target: _Target,
    baris: Baris,
    ukuran: tuple[Ukuran, Polaritas | None],
) -> None:
    """Lay the filled cells of a row over the targets of the version before."""
    konversi = konteks.build_konversi(lembar)
    for i, (kunci, nama) in enumerate(zip(KUNCI_TARGET, KOLOM_TARGET, strict=True)):
        sel = baris.sel[nama]
        if sel.is_kosong:
            continue
        target.alamat[kunci] = konteks.build_alamat(lembar, sel)
        if lembar == _PERUBAHAN and _is_hapus(sel, ukuran, is_tahunan=i == 0):
            target.nilai[i] = None
            if i == 0:
                target.is_dihapus = True
        else:
            target.nilai[i] = parse_target(konversi, sel, ukuran[0])
            if i == 0:
                target.is_dihapus = False
    if target.is_dihapus:
        target.nilai = [None] * len(KUNCI_TARGET)


def _is_hapus(sel: Sel, ukuran: tuple[Ukuran, Polaritas | None], *, is_tahunan: bool) -> bool:
    """Tell whether a cell drops its target: the word, or a 0 that can be no target."""
    if sel.jenis is JenisSel.TEKS and sel.isi.strip().casefold() == HAPUS:
        return True
    try:
        is_nol = sel.jenis is JenisSel.ANGKA and Decimal(sel.isi) == 0
    except InvalidOperation:
        return False
    jenis, polaritas = ukuran[0].jenis, ukuran[1]
    is_naik = jenis is Jenis.ANGKA and polaritas is Polaritas.NAIK
    return is_nol and (jenis in _TANPA_NOL or (is_naik and is_tahunan))
