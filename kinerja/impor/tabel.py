"""The rows of an exported table by the column map: what each row is, and its numbers.

Finds the headings, tells sub kegiatan from parents and totals, and notes every cell that cannot
be read. Compares nothing with the plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from kinerja.excel.isi_lembar import IsiLembar
from kinerja.excel.sel import JenisSel, Sel, format_kolom, parse_alamat
from kinerja.excel.tabel import check_tersembunyi
from kinerja.impor.angka_sel import Pembaca
from kinerja.impor.judul import Letak, Posisi, find_letak
from kinerja.impor.kisi import Kisi
from kinerja.impor.peta import Peta

_BENTUK: Final = re.compile(r"[0-9X]+(?:\.[0-9X]+)*\Z", re.ASCII)
_BAGIAN_SUB: Final = 6
_NOMOR_KOLOM: Final = re.compile(r"\(?[0-9]{1,2}\)?\Z", re.ASCII)


class JenisBaris(Enum):
    """What a row of the table is."""

    SUB = auto()
    INDUK = auto()
    JUMLAH = auto()


@dataclass(frozen=True, slots=True)
class Angka:
    """A number (money in sen) and the cell it stands in."""

    nilai: Decimal
    sel: Sel


@dataclass(frozen=True, slots=True)
class BarisSumber:
    """One row as read; numbers by position (kind and number of the month or quarter)."""

    nomor: int
    jenis: JenisBaris
    kode: str
    nama: str
    unit: str
    sel: Sel
    pagu: Angka | None
    uang: Mapping[Posisi, Angka]
    fisik: Mapping[Posisi, Angka]
    keluaran: Mapping[Posisi, Angka]


@dataclass(frozen=True, slots=True)
class TabelSumber:
    """A table as read: where its columns stand and its rows in order."""

    kisi: Kisi
    letak: Letak
    baris: tuple[BarisSumber, ...]
    pembaca: Pembaca = field(repr=False)

    @property
    def sub(self) -> tuple[BarisSumber, ...]:
        """The rows that are sub kegiatan."""
        return tuple(satu for satu in self.baris if satu.jenis is JenisBaris.SUB)


def read_tabel_sumber(kisi: Kisi, peta: Peta, pembaca: Pembaca) -> TabelSumber | None:
    """Read the rows below the headings; None where a mapped heading is missing or doubled."""
    letak = find_letak(kisi, peta, pembaca.pencatat)
    if letak is None:
        return None
    awal = peta.daftar_baris_judul[-1]
    _check_gabungan(kisi, letak, awal, pembaca)
    nomor_baris = [nomor for nomor in sorted(kisi.sel) if nomor > awal]
    _check_tersembunyi(kisi, letak, nomor_baris, pembaca)
    daftar = [_read_baris(kisi, peta, pembaca, letak, nomor) for nomor in nomor_baris]
    baris = tuple(satu for satu in daftar if satu is not None)
    if not any(satu.jenis is JenisBaris.SUB for satu in baris):
        pembaca.pencatat.galat(
            "K-DATA-KOSONG",
            "Tidak ada satu pun baris sub kegiatan di bawah judul",
            (kisi.lembar, f"baris {awal}"),
            diharapkan="kode enam bagian, mis. 5.02.01.2.01.0006",
            saran="Periksa baris_judul dan kolom kode pada peta.",
        )
    return TabelSumber(kisi, letak, baris, pembaca)


def _read_baris(
    kisi: Kisi, peta: Peta, pembaca: Pembaca, letak: Letak, nomor: int
) -> BarisSumber | None:
    isi = kisi.sel[nomor]

    def pick(kolom: int) -> Sel:
        return isi.get(kolom) or Sel(pembaca.format_alamat(kolom, nomor))

    sel_kode, sel_nama = pick(letak.kode), pick(letak.nama)
    mentah, nama = sel_kode.isi.strip(), sel_nama.isi.strip()
    angka = [kolom for kolom in letak.daftar_angka if kolom in isi]
    if peta.match_lewati(mentah, nama) or not (mentah or angka):
        return None
    if _NOMOR_KOLOM.match(mentah) and _NOMOR_KOLOM.match(nama):
        return None
    if not _check_lebar(kisi, peta, pembaca, nomor):
        return None
    if peta.match_jumlah(mentah, nama):
        jenis, kode = JenisBaris.JUMLAH, ""
    else:
        terbaca = _read_kode(pembaca, sel_kode, peta)
        if terbaca is None:
            return None
        jenis, kode = terbaca
        nama = pembaca.konversi.parse_teks(sel_nama)
    pagu = None if letak.pagu is None else pembaca.parse_rupiah(pick(letak.pagu))
    return BarisSumber(
        nomor,
        jenis,
        kode,
        " ".join(nama.split()),
        "" if letak.unit is None else " ".join(pick(letak.unit).isi.split()),
        sel_kode if mentah else sel_nama,
        None if pagu is None or letak.pagu is None else Angka(Decimal(pagu), pick(letak.pagu)),
        _read_angka(letak.uang, pick, pembaca.parse_rupiah),
        _read_angka(letak.fisik, pick, pembaca.parse_persen) if jenis is JenisBaris.SUB else {},
        _read_angka(letak.keluaran, pick, pembaca.parse_angka) if jenis is JenisBaris.SUB else {},
    )


def _read_angka(
    kolom_per_posisi: Mapping[Posisi, int],
    pick: Callable[[int], Sel],
    parse: Callable[[Sel], Decimal | int | None],
) -> dict[Posisi, Angka]:
    hasil: dict[Posisi, Angka] = {}
    for posisi, kolom in kolom_per_posisi.items():
        sel = pick(kolom)
        nilai = parse(sel)
        if nilai is not None:
            hasil[posisi] = Angka(Decimal(nilai), sel)
    return hasil


def _read_kode(pembaca: Pembaca, sel: Sel, peta: Peta) -> tuple[JenisBaris, str] | None:
    """Tell a sub kegiatan from its parents by the parts of the code; None with a finding."""
    if sel.is_kosong:
        pembaca.konversi.galat(
            sel,
            "K-WAJIB",
            "Baris berisi angka tetapi tanpa kode",
            ditemukan="kosong",
            saran="Isi kodenya; bila ini baris jumlah, sebut namanya pada peta, kunci"
            " baris_jumlah atau lewati.",
        )
        return None
    kode = pembaca.konversi.parse_kode(sel)
    if not kode:
        return None
    bagian = kode.count(".") + 1
    if not _BENTUK.match(kode.upper()) or bagian > _BAGIAN_SUB:
        pembaca.konversi.galat(
            sel,
            "K-KODE-BENTUK",
            "Kode tidak berbentuk kode nomenklatur",
            ditemukan=pembaca.format_kutipan(kode),
            diharapkan="paling banyak enam bagian angka dipisah titik",
            saran="Betulkan kodenya; bila ini baris jumlah atau rincian, sebut polanya pada peta,"
            " kunci baris_jumlah atau lewati.",
        )
        return None
    if bagian == _BAGIAN_SUB or peta.baris_induk == "tidak_ada":
        return JenisBaris.SUB, kode
    return None if peta.baris_induk == "abaikan" else (JenisBaris.INDUK, kode)


def _check_lebar(kisi: Kisi, peta: Peta, pembaca: Pembaca, nomor: int) -> bool:
    """Tell whether a record is as wide as the headings; where not, its cells stand elsewhere."""
    if not kisi.lebar:
        return True
    judul = max(kisi.lebar.get(satu, 0) for satu in peta.daftar_baris_judul)
    if kisi.lebar[nomor] == judul:
        return True
    pembaca.pencatat.galat(
        "K-CSV-LEBAR",
        "Banyaknya kolom pada baris berbeda dari baris judul",
        ("", f"baris {nomor}"),
        ditemukan=f"{kisi.lebar[nomor]} kolom",
        diharapkan=f"{judul} kolom",
        saran="Ekspor ulang: barisnya terpotong, atau pemisah kolom terpakai di dalam angka atau"
        " teks tanpa tanda kutip (mis. 600,000,000).",
    )
    return False


def _check_tersembunyi(
    kisi: Kisi, letak: Letak, nomor_baris: Sequence[int], pembaca: Pembaca
) -> None:
    """Note rows and columns that are hidden or filtered away; they are read all the same."""
    isi = IsiLembar(
        kisi.sel,
        baris_tersembunyi=set(kisi.baris_tersembunyi),
        kolom_tersembunyi=set(kisi.kolom_tersembunyi),
    )
    kolom = {format_kolom(satu): satu for satu in letak.daftar_kolom}
    check_tersembunyi(kisi.lembar, isi, nomor_baris, kolom, pembaca.pencatat)


def _check_gabungan(kisi: Kisi, letak: Letak, awal: int, pembaca: Pembaca) -> None:
    """Refuse merged cells over the columns that are read, below the headings."""
    kolom_terpakai = letak.daftar_kolom
    for wilayah in kisi.gabungan:
        kiri_atas, _, kanan_bawah = wilayah.partition(":")
        try:
            atas, kiri = parse_alamat(kiri_atas)
            bawah, kanan = parse_alamat(kanan_bawah or kiri_atas)
        except ValueError:
            continue
        kena = [kolom for kolom in kolom_terpakai if kiri <= kolom <= kanan]
        isi = kisi.sel.get(atas, {}).get(kiri)
        is_teks = isi is None or (isi.jenis is JenisSel.TEKS and atas == bawah)
        if bawah <= awal or not kena or is_teks:
            continue
        pembaca.pencatat.galat(
            "K-GABUNG",
            "Sel digabung pada baris data",
            (kisi.lembar, wilayah),
            saran="Pisahkan gabungan sel itu (Unmerge) dan isi tiap baris sendiri-sendiri.",
        )
