"""A row of the budget: of one sub kegiatan or of a group, with the same rules for both.

Rules of rumus.md section 6; money is integer sen, ratios are percent in Decimal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from kinerja.angka import KONTEKS, format_persen, format_rupiah
from kinerja.hitung import alasan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.fisik import build_fisik
from kinerja.hitung.hasil import BarisAnggaran
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


def build_baris(kepala: KepalaBaris, daftar: Sequence[SelAnggaran]) -> BarisAnggaran:
    """Add up sub kegiatan and compute serapan, deviasi, belum terserap and physical progress.

    A blank current quarter is belum_lapor. A group with some blank children is the sum of all money
    known to date, k of n, and says so; with none reported it is belum_lapor. Pagu 0 or anggaran kas
    0 gives no ratio.

    >>> from datetime import date
    >>> from kinerja.model import RealisasiAnggaran, SubKegiatan, Versi, VersiPagu
    >>> murni = Versi("murni", "Murni", date(2026, 1, 1), "DPA", 0)
    >>> pagu = VersiPagu(murni, 1000_00, (500_00, 0, 0, 500_00))
    >>> sub = SubKegiatan("5.02.01.2.01.0001", "Rapat", "aset", Lingkup.SKPD, (pagu,))
    >>> sel = SelAnggaran(sub, pagu, pagu, (RealisasiAnggaran(sub.kode, 300_00),))
    >>> baris = build_baris(KepalaBaris("ang.total", "", "Total", "total"), [sel])
    >>> baris.serapan.teks, baris.deviasi.teks, baris.sisa.teks
    ('30,00%', '-40,00%', 'Rp700')
    """
    dihitung = [sel for sel in daftar if sel.is_dihitung]
    lapor = [sel for sel in dihitung if sel.is_lapor]
    k, n = len(lapor), len(dihitung)
    keadaan = _judge(daftar, k, n)
    pagu = sum(sel.pagu_sen for sel in daftar)
    kas = sum(sel.kas_sd_sen for sel in daftar)
    realisasi = sum(sel.realisasi_sd_sen for sel in daftar)
    kini = sum(sel.realisasi_tw_sen or 0 for sel in daftar)
    tulis = _Penulis(kepala, keadaan, tuple(daftar))
    return BarisAnggaran(
        kepala.kode,
        kepala.nama,
        kepala.tingkat,
        tulis.money("pagu", pagu, "Pagu yang berlaku pada akhir periode.", is_rencana=True),
        tulis.money(
            "pagu_murni", sum(s.murni.pagu_sen for s in daftar), "Pagu murni.", is_rencana=True
        ),
        tulis.money("kas_sd", kas, "Anggaran kas sampai dengan periode.", is_rencana=True),
        tulis.ratio(
            "kas_persen",
            (kas, pagu),
            "Rencana = anggaran kas s.d. / pagu × 100.",
            alasan.PAGU_NOL,
            is_rencana=True,
        ),
        tulis.money("realisasi_tw", kini, "Realisasi triwulan ini saja."),
        tulis.money("realisasi_sd", realisasi, "Jumlah realisasi triwulan yang dilaporkan."),
        tulis.money("sisa", pagu - realisasi, "Sisa = pagu − realisasi s.d."),
        tulis.ratio(
            "serapan", (realisasi, pagu), "Serapan = realisasi s.d. / pagu × 100.", alasan.PAGU_NOL
        ),
        tulis.ratio(
            "deviasi",
            (realisasi - kas, kas),
            "Deviasi = (realisasi s.d. − anggaran kas s.d.) / anggaran kas s.d. × 100.",
            alasan.KAS_NOL,
        ),
        tulis.ratio(
            "belum_terserap",
            (kas - realisasi, kas),
            "Belum terserap = (anggaran kas s.d. − realisasi s.d.) / anggaran kas s.d. × 100.",
            alasan.KAS_NOL,
        ),
        build_fisik(kepala.id, kepala.nama, daftar),
        k,
        n,
        kepala.unit,
        kepala.lingkup,
        _describe_catatan(daftar, k, n),
    )


def _judge(daftar: Sequence[SelAnggaran], k: int, n: int) -> Keadaan:
    if k or any(sel.is_lapor for sel in daftar):
        return Keadaan.TERISI if k or not n else Keadaan.BELUM_LAPOR
    return Keadaan.BELUM_LAPOR if n else Keadaan.TIDAK_DIUKUR


def _describe_catatan(daftar: Sequence[SelAnggaran], k: int, n: int) -> tuple[str, ...]:
    if len(daftar) == 1:
        isi = daftar[0].uang_per_triwulan
        ada = sum(uang is not None for uang in isi)
        return (f"{ada} dari {len(isi)} triwulan",) if 0 < ada < len(isi) else ()
    if 0 < k < n:
        return (f"sebagian: {k} dari {n} sub kegiatan berpagu sudah lapor",)
    rumpang = [sel for sel in daftar if sel.is_lapor and None in sel.uang_per_triwulan]
    if rumpang:
        return (f"{len(rumpang)} sub kegiatan belum lengkap pada triwulan sebelumnya",)
    return ()


@dataclass(frozen=True, slots=True)
class _Penulis:
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
    ) -> Angka:
        """Write a percentage, or `–` where there is nothing to divide by."""
        atas, bawah = pecahan
        keadaan = Keadaan.TERISI if is_rencana else self.keadaan
        sebab = self._alasan(keadaan)
        if bawah == 0:
            keadaan, sebab = Keadaan.TIDAK_DIUKUR, kode
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
