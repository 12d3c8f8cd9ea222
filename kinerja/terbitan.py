"""The quarters' reports as they were published, held against what the inputs give today.

A stored hasil.json is only compared, never computed from. A difference means the inputs, the plan
or the way of counting changed after publication; which of them, the stored policy tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256
from kinerja.folder import Folder
from kinerja.hitung.hasil import Rekap
from kinerja.hitung.jejak import Angka
from kinerja.model import Berkas
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan

BERKAS_HASIL: Final = "hasil.json"
IDENTITAS_KEBIJAKAN: Final = "kebijakan"
_DISEBUT: Final = 3


@dataclass(frozen=True, slots=True)
class Terbitan:
    """A published quarter: its file, the text of each figure by id, the policy it was made with."""

    periode: Periode
    berkas: Berkas
    angka: Mapping[str, str]
    kebijakan: str = ""


def read_terbitan(folder: Folder, opd: str, periode: Periode) -> tuple[Terbitan, ...]:
    """Read the published figures of each quarter of a year that has any; none within a year.

    A file that cannot be read as such is left out: publishing again mends it.
    """
    if periode.triwulan is not None:
        return ()
    hasil = (_read_satu(folder, opd, satu) for satu in periode.daftar_triwulan)
    return tuple(satu for satu in hasil if satu is not None)


def _read_satu(folder: Folder, opd: str, periode: Periode) -> Terbitan | None:
    jalur = folder.keluaran(opd, periode) / BERKAS_HASIL
    if not jalur.is_file():
        return None
    try:
        data = json.loads(jalur.read_text(encoding="utf-8"))
        angka = {str(kunci): str(isi["teks"]) for kunci, isi in data["angka"].items()}
        kebijakan = str(data["identitas"].get(IDENTITAS_KEBIJAKAN, ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Terbitan(periode, _build_berkas(folder, jalur), angka, kebijakan)


def _build_berkas(folder: Folder, jalur: Path) -> Berkas:
    nama = jalur.relative_to(folder.akar).as_posix()
    return Berkas(nama, compute_sha256(jalur), jalur.stat().st_size)


def check_terbitan(terbitan: Terbitan, rekap: Rekap) -> Iterator[Temuan]:
    """Find what a published quarter says otherwise than its inputs do today."""
    kini = rekap.kebijakan.uraian
    if terbitan.kebijakan and terbitan.kebijakan != kini:
        yield Temuan(
            "K-KEBIJAKAN-BERUBAH",
            Tingkatan.PERINGATAN,
            f"Cara menghitung berubah sesudah laporan {terbitan.periode.judul} terbit",
            terbitan.berkas.nama,
            ditemukan="; ".join(_list_beda(terbitan.kebijakan, kini)),
            saran="Laporan tahunan memakai cara yang berlaku sekarang untuk keempat triwulan;"
            " susun ulang laporan triwulan itu, atau kembalikan kebijakannya.",
        )
    beda = [
        f"{kunci} {terbitan.angka[kunci]} → {angka.teks}"
        for kunci, angka in iter_angka(rekap)
        if kunci in terbitan.angka and terbitan.angka[kunci] != angka.teks
    ]
    if beda:
        sisa = len(beda) - _DISEBUT
        lain = f", dan {sisa} angka lain" if sisa > 0 else ""
        yield Temuan(
            "K-LAPORAN-USANG",
            Tingkatan.PERINGATAN,
            f"Laporan {terbitan.periode.judul} yang terbit tidak lagi sama dengan hitungannya",
            terbitan.berkas.nama,
            ditemukan="; ".join(beda[:_DISEBUT]) + lain,
            saran=f"Susun ulang: kinerja laporan {terbitan.periode.slug}",
        )


def iter_angka(rekap: Rekap) -> Iterator[tuple[str, Angka]]:
    """Walk over the headline figures of a recap by the id they have in their own report."""
    daftar = [rekap.rerata.angka, *(satu.rerata.angka for satu in rekap.sasaran)]
    for hasil in rekap.indikator:
        for ukuran in (hasil.tw, hasil.sd, hasil.tahun):
            daftar += [ukuran.target, ukuran.realisasi, ukuran.capaian]
    for baris in (rekap.anggaran.total, *rekap.anggaran.lingkup):
        daftar += [baris.pagu, baris.realisasi_sd, baris.serapan]
    awalan = f"{rekap.periode.slug}."
    return ((satu.id.removeprefix(awalan), satu) for satu in daftar)


def _list_beda(dulu: str, kini: str) -> list[str]:
    """Name the choices that differ between two policies.

    >>> _list_beda("batas_atas: –; rumus_turun: selisih", "batas_atas: 120; rumus_turun: selisih")
    ['batas_atas: – → 120']
    """
    lama = dict(satu.split(": ", 1) for satu in dulu.split("; ") if ": " in satu)
    baru = dict(satu.split(": ", 1) for satu in kini.split("; ") if ": " in satu)
    return [
        f"{nama}: {lama.get(nama, '–')} → {baru.get(nama, '–')}"
        for nama in [*lama, *(satu for satu in baru if satu not in lama)]
        if lama.get(nama) != baru.get(nama)
    ]
