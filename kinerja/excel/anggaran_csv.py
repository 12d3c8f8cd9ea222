"""The stored budget of one quarter (`anggaran.csv`): its columns, its bytes, and reading it back.

One line per sub kegiatan, with the cells of the source that each figure came from. The same
content gives the same bytes. A line edited by hand into something else is a finding.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import read_isi_berkas
from kinerja.model import Alamat, Berkas, RealisasiAnggaran, SubKegiatan

NAMA_ANGGARAN: Final = "anggaran.csv"
KOLOM: Final = (
    "kode",
    "nama",
    "unit",
    "realisasi_rp",
    "fisik_persen",
    "keluaran",
    "sumber_berkas",
    "sumber_lembar",
    "sumber_sel",
    "sumber_sha256",
)
_RUPIAH: Final = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{2})?\Z", re.ASCII)
_ANGKA: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,12})?\Z", re.ASCII)
_SIDIK: Final = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)
_AWAL_RUMUS: Final = ("=", "+", "-", "@", "'", "\t")
_BIDANG: Final = {"realisasi": "realisasi_sen", "fisik": "fisik_persen", "keluaran": "keluaran"}
_SARAN: Final = "Jangan menyunting anggaran.csv; ulangi: kinerja impor anggaran … --terapkan."


@dataclass(frozen=True, slots=True)
class BarisTersimpan:
    """One imported line: figures of a quarter, and for each the cells of the source."""

    kode: str
    nama: str
    unit: str
    realisasi_sen: int | None
    fisik_persen: Decimal | None
    keluaran: Decimal | None
    sumber: Berkas
    sumber_lembar: str
    sumber_sel: Mapping[str, str] = field(default_factory=dict)

    def build_realisasi(self) -> RealisasiAnggaran:
        """Give the line as the calculation takes it, its passports leading to the source."""
        return RealisasiAnggaran(
            self.kode,
            self.realisasi_sen,
            self.fisik_persen,
            self.keluaran,
            alamat={
                _BIDANG[nama]: Alamat(self.sumber.nama, self.sumber_lembar, sel, self.sumber.sha256)
                for nama, sel in self.sumber_sel.items()
            },
        )


@dataclass(frozen=True, slots=True)
class AnggaranTersimpan:
    """A stored budget as read."""

    berkas: Berkas
    baris: tuple[BarisTersimpan, ...]


def format_anggaran(daftar: Sequence[BarisTersimpan]) -> bytes:
    """Write the lines in order of code, as UTF-8 with LF; texts can be no formula of Excel."""
    wadah = io.StringIO(newline="")
    penulis = csv.writer(wadah, lineterminator="\n")
    penulis.writerow(KOLOM)
    for satu in sorted(daftar, key=lambda baris: baris.kode):
        penulis.writerow(
            (
                satu.kode,
                _jaga(satu.nama),
                satu.unit,
                _format_rupiah(satu.realisasi_sen),
                _format_angka(satu.fisik_persen),
                _format_angka(satu.keluaran),
                _jaga(satu.sumber.nama),
                _jaga(satu.sumber_lembar),
                "; ".join(f"{nama}={sel}" for nama, sel in satu.sumber_sel.items()),
                satu.sumber.sha256,
            )
        )
    return wadah.getvalue().encode()


def read_anggaran_csv(
    jalur: Path, pencatat: Pencatat, sub_per_kode: Mapping[str, SubKegiatan]
) -> AnggaranTersimpan | None:
    """Read a stored budget; None, with findings that name the lines, where it is damaged."""
    isi = read_isi_berkas(jalur, pencatat)
    if isi is None:
        return None
    berkas = Berkas(pencatat.berkas, compute_sha256_isi(isi), len(isi))
    try:
        daftar = list(csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        _catat(pencatat, 1, "K-CSV-RUSAK", "bukan CSV UTF-8 yang utuh")
        return None
    if not daftar or tuple(daftar[0]) != KOLOM:
        ditemukan = format_kutipan(",".join(daftar[0])) if daftar else "kosong"
        _catat(pencatat, 1, "K-JUDUL-HILANG", ditemukan, diharapkan=",".join(KOLOM))
        return None
    baris: dict[str, BarisTersimpan] = {}
    for nomor, sel in enumerate(daftar[1:], start=2):
        satu = _parse_baris(sel, nomor, pencatat, sub_per_kode)
        if satu is None:
            continue
        if satu.kode in baris:
            _catat(pencatat, nomor, "K-KODE-GANDA", format_kutipan(satu.kode))
        baris.setdefault(satu.kode, satu)
    return None if pencatat.is_ditolak else AnggaranTersimpan(berkas, tuple(baris.values()))


def _parse_baris(
    sel: Sequence[str], nomor: int, pencatat: Pencatat, sub_per_kode: Mapping[str, SubKegiatan]
) -> BarisTersimpan | None:
    if len(sel) != len(KOLOM):
        _catat(
            pencatat,
            nomor,
            "K-CSV-RUSAK",
            f"{len(sel)} kolom",
            diharapkan=f"{len(KOLOM)} kolom",
        )
        return None
    isi = dict(zip(KOLOM, sel, strict=True))
    pola_angka = (("realisasi_rp", _RUPIAH), ("fisik_persen", _ANGKA), ("keluaran", _ANGKA))
    salah = [nama for nama, pola in pola_angka if isi[nama] and not pola.match(isi[nama])]
    for nama in salah:
        _catat(pencatat, nomor, "K-ANGKA", f"{nama} {format_kutipan(isi[nama])}")
    fisik = Decimal(isi["fisik_persen"]) if isi["fisik_persen"] and not salah else None
    if fisik is not None and not 0 <= fisik <= 100:
        _catat(pencatat, nomor, "K-KISARAN", isi["fisik_persen"], diharapkan="0 sampai 100")
    sub = sub_per_kode.get(isi["kode"])
    if sub is None:
        _catat(
            pencatat,
            nomor,
            "K-KODE-ASING",
            format_kutipan(isi["kode"]),
            diharapkan="kode pada rencana",
        )
    if not _SIDIK.match(isi["sumber_sha256"]) or not isi["sumber_berkas"]:
        _catat(pencatat, nomor, "K-IMPOR-SUMBER", "sumber tidak lengkap")
    pasangan = [satu.partition("=") for satu in isi["sumber_sel"].split("; ") if satu]
    if any(nama not in _BIDANG for nama, _, _ in pasangan):
        _catat(pencatat, nomor, "K-IMPOR-SUMBER", format_kutipan(isi["sumber_sel"]))
    if salah or sub is None or pencatat.is_ditolak:
        return None
    return BarisTersimpan(
        isi["kode"],
        _lepas(isi["nama"]),
        sub.unit,
        int(Decimal(isi["realisasi_rp"]).scaleb(2)) if isi["realisasi_rp"] else None,
        fisik,
        Decimal(isi["keluaran"]) if isi["keluaran"] else None,
        Berkas(_lepas(isi["sumber_berkas"]), isi["sumber_sha256"], 0),
        _lepas(isi["sumber_lembar"]),
        {nama: letak for nama, _, letak in pasangan},
    )


def _catat(
    pencatat: Pencatat, nomor: int, kode: str, ditemukan: str, *, diharapkan: str = ""
) -> None:
    pencatat.galat(
        kode,
        "Anggaran hasil impor rusak",
        ("", f"baris {nomor}"),
        ditemukan=ditemukan,
        diharapkan=diharapkan,
        saran=_SARAN,
    )


def _jaga(teks: str) -> str:
    """Keep a text from being taken for a formula when the CSV is opened in Excel."""
    return f"'{teks}" if teks.startswith(_AWAL_RUMUS) else teks


def _lepas(teks: str) -> str:
    return teks.removeprefix("'")


def _format_rupiah(sen: int | None) -> str:
    if sen is None:
        return ""
    return str(sen // 100) if sen % 100 == 0 else f"{Decimal(sen).scaleb(-2):.2f}"


def _format_angka(nilai: Decimal | None) -> str:
    if nilai is None:
        return ""
    teks = f"{nilai:f}"
    return teks.rstrip("0").rstrip(".") if "." in teks else teks
