"""From an exported table to the budget of a quarter: read, match, check, and compare.

`preview_impor` writes nothing; `simpan.write_impor` stores what it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kinerja.angka import NAMA_BULAN, format_rupiah
from kinerja.excel.anggaran_csv import BarisTersimpan
from kinerja.excel.pencatat import Pencatat
from kinerja.galat import ParameterError
from kinerja.impor.angka_sel import Pembaca
from kinerja.impor.deret import build_deret
from kinerja.impor.kisi import Kisi, read_kisi
from kinerja.impor.padan import Padan, match_rencana
from kinerja.impor.periksa import check_tabel
from kinerja.impor.peta import Peta
from kinerja.impor.posisi import check_posisi
from kinerja.impor.tabel import TabelSumber, read_tabel_sumber
from kinerja.impor.triwulan import (
    Tersimpan,
    build_tersimpan,
    compute_fisik,
    compute_keluaran,
    compute_uang,
    list_triwulan,
)
from kinerja.model import Masukan, RealisasiAnggaran
from kinerja.periode import ROMAWI, Periode
from kinerja.temuan import Temuan, has_galat

_LUBANG_MAKS: Final = 5
Perbedaan = Literal["baru", "berubah", "tetap", "hilang"]


@dataclass(frozen=True, slots=True)
class BarisBanding:
    """One sub kegiatan of a quarter: what is stored now and what the import would store."""

    triwulan: int
    kode: str
    nama: str
    lama: RealisasiAnggaran | None
    baru: BarisTersimpan | None

    @property
    def perbedaan(self) -> Perbedaan:
        """How the line would change."""
        if self.baru is None:
            return "hilang"
        lama, baru = self.lama, self.baru
        if lama is None or (lama.realisasi_sen, lama.fisik_persen) == (None, None):
            return "baru"
        # A table without an output column leaves the form's output as it is.
        is_sama = (lama.realisasi_sen, lama.fisik_persen) == (
            baru.realisasi_sen,
            baru.fisik_persen,
        ) and baru.keluaran in {None, lama.keluaran}
        return "tetap" if is_sama else "berubah"


@dataclass(frozen=True, slots=True)
class HasilImpor:
    """A preview: the lines of each quarter, the comparison with what is stored, findings."""

    periode: Periode
    kisi: Kisi | None
    per_triwulan: dict[int, tuple[BarisTersimpan, ...]]
    banding: tuple[BarisBanding, ...]
    padan: Padan
    temuan: tuple[Temuan, ...]

    @property
    def is_ditolak(self) -> bool:
        """Whether a finding keeps the table from being stored."""
        return self.kisi is None or has_galat(self.temuan) or not self.per_triwulan

    def sum_realisasi(self, triwulan: int) -> int:
        """Add the money of a quarter in sen."""
        return sum(baris.realisasi_sen or 0 for baris in self.per_triwulan.get(triwulan, ()))


def preview_impor(jalur: Path, peta: Peta, masukan: Masukan) -> HasilImpor:
    """Read a table by its map and say what storing it would do; nothing is written.

    Args:
        jalur: The exported table, CSV or .xlsx.
        peta: The column map.
        masukan: The plan, and what is stored, up to the period: a quarter, or the year, which
            takes every quarter that the map holds.

    Raises:
        ParameterError: where the map names no column of the quarter.
    """
    daftar = list_triwulan(peta, masukan.periode)
    if not daftar:
        raise ParameterError(
            f"Peta tidak memuat kolom realisasi {masukan.periode.judul}",
            tempat="realisasi",
            saran="Tambahkan bulan, triwulan, atau posisi s.d. triwulan itu pada peta.",
        )
    pencatat = Pencatat(jalur.name)
    kisi = read_kisi(jalur, peta.lembar, peta.pemisah, pencatat)
    tabel = None if kisi is None else read_tabel_sumber(kisi, peta, Pembaca(kisi, peta, pencatat))
    if kisi is None or tabel is None:
        kosong = Padan((), (), ())
        return HasilImpor(masukan.periode, None, {}, (), kosong, _collect(pencatat))
    check_tabel(tabel, peta)
    padan = match_rencana(tabel, masukan, peta.unit)
    tersimpan = build_tersimpan(masukan)
    _check_lalu(tabel, padan, tersimpan, daftar[0])
    hasil: dict[int, tuple[BarisTersimpan, ...]] = {}
    for triwulan in daftar:
        satu = Periode(masukan.periode.tahun, triwulan)
        hasil[triwulan] = _build_triwulan(tabel, padan, tersimpan, satu)
        _check_lengkap(tabel, peta, triwulan)
        _check_lubang(tabel, triwulan)
    return HasilImpor(
        masukan.periode,
        kisi,
        hasil,
        _build_banding(tersimpan, hasil, masukan),
        padan,
        _collect(pencatat),
    )


def _build_triwulan(
    tabel: TabelSumber, padan: Padan, tersimpan: Tersimpan, periode: Periode
) -> tuple[BarisTersimpan, ...]:
    triwulan = periode.triwulan or 4
    daftar = []
    for sub, baris in padan.pasangan:
        lalu = tersimpan.sum_sd(sub.kode, triwulan - 1)
        uang = compute_uang(baris, triwulan, lalu, tabel.pembaca.konversi)
        fisik, keluaran = compute_fisik(baris, triwulan), compute_keluaran(baris, triwulan)
        sel = {
            nama: isi[1]
            for nama, isi in (("fisik", fisik), ("keluaran", keluaran))
            if isi is not None
        }
        if uang is not None:
            check_posisi(tabel, (sub, baris), uang, periode, lalu)
            sel = {"realisasi": uang.alamat} | sel
        if not sel:
            continue
        daftar.append(
            BarisTersimpan(
                sub.kode,
                sub.nama,
                sub.unit,
                uang.sen if uang else None,
                fisik[0] if fisik else None,
                keluaran[0] if keluaran else None,
                tabel.kisi.berkas,
                tabel.kisi.lembar,
                sel,
            )
        )
    return tuple(daftar)


def _build_banding(
    tersimpan: Tersimpan,
    hasil: dict[int, tuple[BarisTersimpan, ...]],
    masukan: Masukan,
) -> tuple[BarisBanding, ...]:
    daftar: list[BarisBanding] = []
    for triwulan, baris in hasil.items():
        baru = {satu.kode: satu for satu in baris}
        for sub in sorted(masukan.rencana.sub_kegiatan, key=lambda satu: satu.kode):
            lama = tersimpan.per_kunci.get((sub.kode, triwulan))
            is_impor = (sub.kode, triwulan) in tersimpan.dari_impor
            if sub.kode in baru or is_impor:
                satu = baru.get(sub.kode)
                daftar.append(BarisBanding(triwulan, sub.kode, sub.nama, lama, satu))
    return tuple(daftar)


def _check_lalu(tabel: TabelSumber, padan: Padan, tersimpan: Tersimpan, awal: int) -> None:
    """Note where the table tells an earlier quarter otherwise than it is stored."""
    for sub, baris in padan.pasangan:
        for triwulan in range(1, awal):
            lama = tersimpan.per_kunci.get((sub.kode, triwulan))
            lalu = tersimpan.sum_sd(sub.kode, triwulan - 1)
            kini = compute_uang(baris, triwulan, lalu, None)
            if kini is None or lama is None or lama.realisasi_sen in {None, kini.sen}:
                continue
            tabel.pembaca.pencatat.peringatan(
                "K-IMPOR-LALU",
                f"Realisasi Triwulan {ROMAWI[triwulan - 1]} {sub.kode} pada berkas berbeda dari"
                " yang tersimpan",
                (tabel.kisi.lembar, kini.alamat),
                ditemukan=format_rupiah(kini.sen),
                diharapkan=format_rupiah(lama.realisasi_sen or 0),
                saran="Bila berkas ini yang benar, impor juga triwulan itu.",
            )


def _check_lengkap(tabel: TabelSumber, peta: Peta, triwulan: int) -> None:
    """Warn where a quarter rests on some of its months only."""
    akhir = 3 * triwulan
    if triwulan in peta.realisasi.per_triwulan or akhir in peta.realisasi.per_sd:
        return
    bulan = range(akhir - 2, akhir + 1)
    ada = [
        nomor
        for nomor in bulan
        if any(posisi in baris.uang for baris in tabel.sub for posisi in (("bulan", nomor),))
    ]
    terakhir = max([*ada, *(n for n in peta.realisasi.per_sd if n in bulan)], default=0)
    if len(ada) == 3 or (terakhir == akhir and not ada):
        return
    isi = ", ".join(NAMA_BULAN[n - 1] for n in ada) or f"s.d. {NAMA_BULAN[terakhir - 1]}"
    tabel.pembaca.pencatat.peringatan(
        "K-IMPOR-BULAN",
        f"Triwulan {ROMAWI[triwulan - 1]} belum lengkap pada berkas sumber",
        (tabel.kisi.lembar, ""),
        ditemukan=isi if terakhir else "tidak ada bulan yang terisi",
        diharapkan=", ".join(NAMA_BULAN[n - 1] for n in bulan),
        saran="Impor ulang bila triwulannya sudah tutup buku.",
    )


def _check_lubang(tabel: TabelSumber, triwulan: int) -> None:
    """Warn of months left blank before a filled one, where nothing else tells what they hold."""
    awal, akhir = 3 * triwulan - 3, 3 * triwulan
    lubang: list[tuple[int, str]] = []
    for baris in tabel.sub:
        terisi = [n for n in range(awal + 1, akhir + 1) if ("bulan", n) in baris.uang]
        kosong = [n for n in range(awal + 1, max(terisi, default=awal)) if n not in terisi]
        if kosong and build_deret(baris.uang).find(awal, max(terisi)) is None:
            nama = ", ".join(NAMA_BULAN[n - 1] for n in kosong)
            lubang.append((baris.nomor, f"{baris.kode}: {nama} kosong"))
    if not lubang:
        return
    sisa = f"; dan {len(lubang) - _LUBANG_MAKS} baris lagi" if len(lubang) > _LUBANG_MAKS else ""
    tabel.pembaca.pencatat.peringatan(
        "K-IMPOR-BULAN",
        f"Bulan kosong di tengah Triwulan {ROMAWI[triwulan - 1]} tidak menambah realisasi",
        (tabel.kisi.lembar, f"baris {lubang[0][0]}"),
        ditemukan="; ".join(teks for _, teks in lubang[:_LUBANG_MAKS]) + sisa,
        diharapkan="angka, atau 0 bila memang tidak ada realisasi",
        saran="Periksa ekspornya; kosong tidak sama dengan 0.",
    )


def _collect(pencatat: Pencatat) -> tuple[Temuan, ...]:
    """Give the findings, gravest first."""
    urutan = {"galat": 0, "peringatan": 1, "catatan": 2}
    return tuple(sorted(pencatat.temuan, key=lambda satu: urutan[satu.tingkatan.value]))
