"""Finds the columns that a map names in the heading rows of a table.

A heading over several rows is joined by " / "; merged heads are filled first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kinerja.excel.batas import KOLOM_MAKS
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.sel import Sel, format_kolom, parse_alamat
from kinerja.impor.kisi import Kisi
from kinerja.impor.peta import Peta, PetaBesaran
from kinerja.kolom import normalise_judul

Posisi = tuple[Literal["bulan", "triwulan", "sd"], int]
"""What a column holds: one month, one quarter, or everything to the end of a month."""
_HURUF: Final = re.compile(r"#([A-Z]{1,3})\Z", re.IGNORECASE)
_CARI: Final = 30


@dataclass(frozen=True, slots=True)
class Letak:
    """The column numbers of a table."""

    kode: int
    nama: int
    unit: int | None
    pagu: int | None
    uang: Mapping[Posisi, int]
    fisik: Mapping[Posisi, int]
    keluaran: Mapping[Posisi, int]

    @property
    def daftar_angka(self) -> tuple[int, ...]:
        """The columns that hold numbers."""
        besaran = (self.uang, self.fisik, self.keluaran)
        return tuple(kolom for satu in besaran for kolom in satu.values())

    @property
    def daftar_kolom(self) -> tuple[int, ...]:
        """All columns that are read."""
        lain = (self.unit, self.pagu)
        ada = (kolom for kolom in lain if kolom is not None)
        return (self.kode, self.nama, *ada, *self.daftar_angka)


def find_letak(kisi: Kisi, peta: Peta, pencatat: Pencatat) -> Letak | None:
    """Find every heading that the map names; None, with a finding for each, where one is not."""
    judul = _build_judul(kisi, peta.daftar_baris_judul)
    hilang: list[str] = []

    def find(dicari: str) -> int:
        kolom = _find_kolom(kisi, peta, judul, dicari, pencatat)
        hilang.extend([] if kolom else [dicari])
        return kolom

    def find_besaran(besaran: PetaBesaran) -> dict[Posisi, int]:
        hasil: dict[Posisi, int] = {("bulan", n): find(j) for n, j in besaran.per_bulan.items()}
        hasil |= {("triwulan", n): find(j) for n, j in besaran.per_triwulan.items()}
        return hasil | {("sd", n): find(j) for n, j in besaran.per_sd.items()}

    letak = Letak(
        find(peta.kolom.kode),
        find(peta.kolom.nama),
        find(peta.kolom.unit) if peta.kolom.unit else None,
        find(peta.kolom.pagu) if peta.kolom.pagu else None,
        find_besaran(peta.realisasi),
        find_besaran(peta.fisik),
        find_besaran(PetaBesaran(triwulan=peta.keluaran.triwulan)),
    )
    terpakai = [kolom for kolom in letak.daftar_kolom if kolom]
    for kolom in sorted({satu for satu in terpakai if terpakai.count(satu) > 1}):
        hilang.append("")
        pencatat.galat(
            "K-KOLOM-GANDA",
            "Satu kolom dipetakan dua kali",
            (kisi.lembar, f"{format_kolom(kolom)}{peta.daftar_baris_judul[-1]}"),
            ditemukan=format_kutipan(judul.get(kolom, "")),
            saran="Betulkan peta: tiap kolom hanya untuk satu isi.",
        )
    return None if hilang else letak


def _build_judul(kisi: Kisi, daftar: tuple[int, ...]) -> dict[int, str]:
    """Give the heading of each column, upper rows before lower ones."""
    per_baris = []
    for nomor in daftar:
        teks = {kolom: sel.isi.strip() for kolom, sel in kisi.sel.get(nomor, {}).items()}
        for wilayah in kisi.gabungan:
            _fill(teks, wilayah, nomor, kisi.sel)
        if kisi.is_csv and nomor != daftar[-1]:
            _fill_kanan(teks, kisi.sel.get(daftar[-1], {}))
        per_baris.append(teks)
    kolom_ada = sorted({kolom for teks in per_baris for kolom in teks})
    return {
        kolom: " / ".join(dict.fromkeys(t[kolom] for t in per_baris if t.get(kolom)))
        for kolom in kolom_ada
    }


def _fill(
    teks: dict[int, str], wilayah: str, nomor: int, sel: Mapping[int, Mapping[int, Sel]]
) -> None:
    """Write the text of a merged head into all the columns of a row that it covers."""
    awal, _, akhir = wilayah.partition(":")
    try:
        (atas, kiri), (bawah, kanan) = parse_alamat(awal), parse_alamat(akhir or awal)
    except ValueError:
        return
    induk = sel.get(atas, {}).get(kiri)
    if atas <= nomor <= bawah and induk is not None:
        for kolom in range(kiri, min(kanan, KOLOM_MAKS) + 1):
            teks.setdefault(kolom, induk.isi.strip())


def _fill_kanan(teks: dict[int, str], bawah: Mapping[int, Sel]) -> None:
    """A CSV keeps only the first cell of a merged head: carry it over the headings below it."""
    terakhir = ""
    for kolom in sorted(set(teks) | set(bawah)):
        terakhir = teks.get(kolom, terakhir)
        if kolom not in teks and kolom in bawah and terakhir:
            teks[kolom] = terakhir


def _find_kolom(
    kisi: Kisi, peta: Peta, judul: Mapping[int, str], dicari: str, pencatat: Pencatat
) -> int:
    baris = peta.daftar_baris_judul[-1]
    huruf = _HURUF.match(dicari)
    if huruf:
        return parse_alamat(f"{huruf.group(1).upper()}1")[1]
    cocok = [n for n, teks in judul.items() if normalise_judul(teks) == normalise_judul(dicari)]
    if len(cocok) == 1:
        return cocok[0]
    if cocok:
        pencatat.galat(
            "K-KOLOM-GANDA",
            f"Judul kolom {format_kutipan(dicari)} muncul lebih dari sekali",
            (kisi.lembar, f"{format_kolom(cocok[1])}{baris}"),
            ditemukan=f"juga di sel {format_kolom(cocok[0])}{baris}",
            saran=f'Sebut kolomnya dengan huruf pada peta, mis. "#{format_kolom(cocok[0])}".',
        )
        return 0
    dekat = pencatat.describe_terdekat(dicari, list(judul.values()))
    lain = _find_baris_lain(kisi, dicari, baris)
    pencatat.galat(
        "K-KOLOM-HILANG",
        f"Kolom {format_kutipan(dicari)} pada peta tidak ada di berkas",
        (kisi.lembar, f"baris {baris}"),
        ditemukan=dekat or (f"ada pada baris {lain}" if lain else ""),
        saran=f"Ubah baris_judul pada peta menjadi {lain}."
        if lain and not dekat
        else "Samakan judul pada peta dengan judul pada berkas.",
    )
    return 0


def _find_baris_lain(kisi: Kisi, dicari: str, baris: int) -> int | None:
    for nomor in sorted(kisi.sel)[:_CARI]:
        isi = (normalise_judul(sel.isi) for sel in kisi.sel[nomor].values())
        if nomor != baris and normalise_judul(dicari) in isi:
            return nomor
    return None
