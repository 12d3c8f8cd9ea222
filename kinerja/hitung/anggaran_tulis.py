"""Writes the figures of one budget row with their passports; decides no state of a row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from kinerja.angka import KONTEKS, format_persen, format_rupiah
from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.model import Alamat, Keadaan, Lingkup

_SEBUTAN: Final = {
    "pagu": "Pagu",
    "pagu_murni": "Pagu murni",
    "kas_sd": "Anggaran kas s.d.",
    "kas_persen": "Anggaran kas s.d. terhadap pagu",
    "realisasi_tw": "Realisasi triwulan",
    "realisasi_sd": "Realisasi s.d.",
    "sisa": "Sisa",
    "serapan": "Serapan",
    "deviasi": "Deviasi",
    "belum_terserap": "Belum terserap",
}
TingkatBaris = Literal["sub_kegiatan", "kegiatan", "program", "unit", "lingkup", "total"]


@dataclass(frozen=True, slots=True)
class KepalaBaris:
    """Who a row is about."""

    id: str
    kode: str
    nama: str
    tingkat: TingkatBaris
    unit: str = ""
    lingkup: Lingkup | None = None


@dataclass(frozen=True, slots=True)
class Penulis:
    """Writes figures of one row with their passports."""

    kepala: KepalaBaris
    keadaan: Keadaan
    daftar: tuple[SelAnggaran, ...]

    def money(self, besaran: str, sen: int, aturan: str, *, is_rencana: bool = False) -> Angka:
        """Write an amount; planned money is always there, spent money has the row's state."""
        keadaan = Keadaan.TERISI if is_rencana else self.keadaan
        langkah = f"{len(self.daftar)} sub kegiatan = {format_rupiah(sen)}"
        jejak = self._jejak(besaran, aturan, langkah, self._operan(besaran))
        nilai = sen if keadaan is Keadaan.TERISI else None
        return Angka(
            self._id(besaran), nilai, "rupiah", keadaan, "Rp", self._alasan(keadaan), jejak
        )

    def ratio(
        self,
        besaran: str,
        pecahan: tuple[int, int],
        aturan: str,
        kode: str,
        *,
        is_rencana: bool = False,
        is_lengkap: bool = True,
    ) -> Angka:
        """Write a percentage, or `–` where there is nothing to divide by.

        One that would take money not reported for money not spent (`is_lengkap` false) is t.d.h.
        """
        atas, bawah = pecahan
        keadaan = Keadaan.TERISI if is_rencana else self.keadaan
        sebab = self._alasan(keadaan)
        if bawah == 0:
            keadaan, sebab = Keadaan.TIDAK_DIUKUR, kode
        elif keadaan is Keadaan.TERISI and not is_lengkap:
            keadaan, sebab = Keadaan.TIDAK_DAPAT_DIHITUNG, alasan.KUARTAL_BELUM_LENGKAP
        if keadaan is not Keadaan.TERISI:
            jejak = self._jejak(besaran, aturan, describe_alasan(sebab), ())
            return Angka(self._id(besaran), None, "persen", keadaan, "%", sebab, jejak)
        nilai = compute_bagian(atas, bawah)
        langkah = f"{format_rupiah(atas)} / {format_rupiah(bawah)} × 100 = {format_persen(nilai)}"
        jejak = self._jejak(besaran, aturan, langkah, ())
        return Angka(self._id(besaran), nilai, "persen", satuan="%", jejak=jejak)

    def _id(self, besaran: str) -> str:
        return f"{self.kepala.id}.{besaran}"

    def _alasan(self, keadaan: Keadaan) -> str:
        kosong = {
            Keadaan.BELUM_LAPOR: alasan.REALISASI_KOSONG,
            Keadaan.TIDAK_DIUKUR: alasan.PAGU_NOL,
        }
        return kosong.get(keadaan, "")

    def _jejak(self, besaran: str, aturan: str, langkah: str, operan: tuple[Operan, ...]) -> Jejak:
        judul = f"{_SEBUTAN[besaran]} {self.kepala.nama}"
        return Jejak(judul, aturan, operan, (langkah,) if langkah else ())

    def _operan(self, besaran: str) -> tuple[Operan, ...]:
        if len(self.daftar) == 1:
            return _list_operan(self.daftar[0], besaran)
        pilih = {"pagu": "pagu_sen", "kas_sd": "kas_sd_sen", "realisasi_sd": "realisasi_sd_sen"}
        if besaran not in pilih:
            return ()
        return tuple(
            Operan(
                f"{sel.sub_kegiatan.kode} {sel.sub_kegiatan.nama}",
                format_rupiah(getattr(sel, pilih[besaran])),
                sel.versi.alamat.get("pagu_sen") if besaran == "pagu" else None,
            )
            for sel in self.daftar
        )


def _list_operan(sel: SelAnggaran, besaran: str) -> tuple[Operan, ...]:
    """Name the source cells of one sub kegiatan's amount."""
    tempat = sel.versi.alamat
    match besaran:
        case "pagu":
            return (Operan("Pagu", format_rupiah(sel.pagu_sen), tempat.get("pagu_sen")),)
        case "kas_sd":
            return tuple(
                Operan(f"Anggaran kas TW {i}", format_rupiah(uang), tempat.get(f"kas_tw{i}"))
                for i, uang in enumerate(sel.versi.kas_sen[: len(sel.isian)], start=1)
            )
        case "realisasi_sd" | "realisasi_tw":
            mulai = len(sel.isian) if besaran == "realisasi_tw" else 1
            return tuple(
                Operan(f"Realisasi TW {i}", format_rupiah(uang), _find_alamat(sel, i))
                for i, uang in enumerate(sel.uang_per_triwulan, start=1)
                if uang is not None and i >= mulai
            )
        case _:
            return ()


def _find_alamat(sel: SelAnggaran, nomor: int) -> Alamat | None:
    baris = sel.isian[nomor - 1]
    return None if baris is None else baris.alamat.get("realisasi_sen")


def compute_bagian(atas: int, bawah: int) -> Decimal:
    """Give a share of money in percent.

    >>> compute_bagian(25, 200)
    Decimal('12.5')
    """
    return KONTEKS.divide(Decimal(atas * 100), Decimal(bawah))
