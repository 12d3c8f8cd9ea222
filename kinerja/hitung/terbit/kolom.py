"""Which column of a published table is which: known headings, years in headings, a declared map."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kinerja.galat import ParameterError, SumberError

# For each name the headings it answers to, best first.
ALIAS: Final[Mapping[str, tuple[str, ...]]] = {
    "target": (
        "target",
        "target_kinerja",
        "target_tahunan",
        "target_tahun",
        "target_pk",
        "rencana",
        "planned",
        "plan",
    ),
    "realisasi": (
        "realisasi",
        "realisasi_kinerja",
        "realisasi_tahun",
        "realization",
        "realisation",
        "realized",
        "actual",
        "hasil",
    ),
    "capaian": (
        "capaian",
        "capaian_kinerja",
        "persen_capaian",
        "capaian_persen",
        "persentase_capaian",
        "tingkat_capaian",
        "capaian_target",
        "achievement",
        "performance",
        "achieved",
    ),
    "polaritas": ("polaritas", "polarity", "arah", "sifat", "polaritas_indikator", "trend", "tren"),
    "indikator": (
        "indikator",
        "indikator_kinerja",
        "indikator_sasaran",
        "indicator",
        "uraian",
        "nama",
        "nama_indikator",
        "program",
        "kegiatan",
        "program_kegiatan",
        "sub_kegiatan",
        "description",
        "name",
    ),
    "satuan": ("satuan", "uom", "unit_of_measure"),
    "pagu": (
        "pagu",
        "pagu_anggaran",
        "anggaran",
        "alokasi",
        "alokasi_anggaran",
        "pagu_rp",
        "anggaran_rp",
        "budget",
        "allocation",
    ),
    "realisasi_anggaran": (
        "realisasi_anggaran",
        "realisasi_keuangan",
        "realisasi_rp",
        "realisasi_belanja",
        "spending",
        "spent",
        "expenditure",
    ),
    "serapan": (
        "serapan",
        "persen_serapan",
        "serapan_persen",
        "serapan_anggaran",
        "penyerapan",
        "persen",
        "persentase",
        "percent",
        "percentage",
        "absorption",
        "persen_realisasi",
        "capaian_keuangan",
        "capaian_anggaran",
    ),
    "sisa": ("sisa", "sisa_anggaran", "sisa_pagu", "sisa_rp", "remaining", "remainder", "balance"),
}
_POLA_POLARITAS: Final = re.compile(r"(polaritas|polarity)_\w+\Z")
_POLA_CETAK: Final = re.compile(r"_(printed|print|tercetak|cetak)\Z")
_POLA_TERBIT: Final = re.compile(r"_(published|terbit|publikasi)\Z")
_POLA_TAHUN: Final = re.compile(r"_(19|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Kolom:
    """Column numbers of one table: the value's, and the one that holds it as printed."""

    nilai: Mapping[str, int] = field(default_factory=dict)
    cetak: Mapping[str, int] = field(default_factory=dict)

    def has(self, nama: str) -> bool:
        """Whether a column of that name exists in either form."""
        return nama in self.nilai or nama in self.cetak


def parse_peta(teks: str) -> dict[str, str]:
    """Read a map of headings to names: `a=b` or YAML-like `a: b`, by line or comma.

    >>> parse_peta('Rencana Kinerja=target, "Hasil 2019": realisasi  # tahun ini')
    {'Rencana Kinerja': 'target', 'Hasil 2019': 'realisasi'}
    """
    peta = {}
    for potong in re.split(r"[,;\n]", re.sub(r"#.*", "", teks)):
        if not potong.strip():
            continue
        judul, tanda, nama = potong.partition("=" if "=" in potong else ":")
        if not tanda or not judul.strip() or not nama.strip():
            raise ParameterError(
                "Peta kolom tidak dapat dibaca",
                ditemukan=repr(potong.strip()),
                saran="Tulis judul=nama, mis. 'Hasil 2019=realisasi'.",
            )
        peta[judul.strip().strip("\"'")] = nama.strip().strip("\"'")
    return peta


def find_kolom(judul: Sequence[str], peta: Mapping[str, str]) -> Kolom:
    """Find the known columns; a declared map goes before any heading.

    Raises:
        ParameterError: where the map names a heading or a name that does not exist.
        SumberError: where two headings claim one name, e.g. Target 2018 and Target 2019.

    >>> kolom = find_kolom(["Indikator", "Target 2019", "Realisasi 2019", "Capaian (%)"], {})
    >>> sorted(kolom.nilai.items())
    [('capaian', 3), ('indikator', 0), ('realisasi', 2), ('target', 1)]
    """
    nilai: dict[str, int] = {}
    cetak: dict[str, int] = {}
    dipetakan = _apply_peta(judul, peta, nilai, cetak)
    calon: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for nomor, satu in enumerate(judul):
        kunci, is_cetak = _normalise(satu)
        nama, urutan = _find_nama(kunci)
        if nomor not in dipetakan and nama:
            calon.setdefault((nama, is_cetak), []).append((urutan, nomor))
    for (nama, is_cetak), daftar in calon.items():
        tujuan = cetak if is_cetak else nilai
        if nama in tujuan:
            continue
        terbaik = sorted(daftar)
        sama = [nomor for urutan, nomor in terbaik if urutan == terbaik[0][0]]
        if len(sama) > 1 and nama != "indikator":
            raise SumberError(
                f"Kolom {nama} lebih dari satu",
                ditemukan=", ".join(repr(judul[nomor]) for nomor in sama),
                saran=f"Pilih satu dengan --peta, mis. --peta '{judul[sama[-1]]}={nama}'.",
            )
        tujuan[nama] = sama[0]
    return _borrow(Kolom(nilai, cetak))


def _borrow(kolom: Kolom) -> Kolom:
    """A column headed only "persen" or "capaian" is read for what the table is about."""
    nilai, cetak = dict(kolom.nilai), dict(kolom.cetak)
    for tujuan, asal, syarat in (("capaian", "serapan", "target"), ("serapan", "capaian", "pagu")):
        if kolom.has(tujuan) or not kolom.has(syarat) or not kolom.has(asal):
            continue
        if kolom.has("target") and kolom.has("pagu"):
            continue
        for kotak in (nilai, cetak):
            if asal in kotak:
                kotak[tujuan] = kotak.pop(asal)
    return Kolom(nilai, cetak)


def _apply_peta(
    judul: Sequence[str], peta: Mapping[str, str], nilai: dict[str, int], cetak: dict[str, int]
) -> set[int]:
    nomor_per_judul = {satu.strip().casefold(): nomor for nomor, satu in enumerate(judul)}
    dipakai = set()
    for kiri, kanan in peta.items():
        satu, nama = kiri.strip().casefold(), kanan.strip().casefold()
        if satu not in nomor_per_judul and nama in nomor_per_judul:
            satu, nama = nama, satu
        pokok = _POLA_CETAK.sub("", nama)
        if satu not in nomor_per_judul or pokok not in ALIAS:
            raise ParameterError(
                "Peta kolom menyebut yang tidak ada",
                ditemukan=f"{kiri}={kanan}",
                diharapkan=f"judul ({', '.join(judul)}) = nama ({', '.join(ALIAS)})",
            )
        if nomor_per_judul[satu] in dipakai or pokok in (cetak if pokok != nama else nilai):
            raise ParameterError(
                "Peta kolom menyebut satu kolom atau satu nama dua kali",
                ditemukan=f"{kiri}={kanan}",
                saran="Beri tiap kolom satu nama, dan tiap nama satu kolom.",
            )
        (cetak if pokok != nama else nilai)[pokok] = nomor_per_judul[satu]
        dipakai.add(nomor_per_judul[satu])
    return dipakai


def _normalise(judul: str) -> tuple[str, bool]:
    """Bring a heading to its bare words, and tell whether it holds the print."""
    teks = unicodedata.normalize("NFKC", judul).casefold().replace("%", " persen ")
    kunci = re.sub(r"[^a-z0-9]+", "_", teks).strip("_")
    is_cetak = bool(_POLA_CETAK.search(kunci))
    kunci = _POLA_TERBIT.sub("", _POLA_CETAK.sub("", kunci))
    return _POLA_TAHUN.sub("", f"_{kunci}").strip("_"), is_cetak


def _find_nama(kunci: str) -> tuple[str, int]:
    if _POLA_POLARITAS.match(kunci):
        return "polaritas", 0
    for nama, daftar in ALIAS.items():
        if kunci in daftar:
            return nama, daftar.index(kunci)
    return "", 0
