"""What changed between two runs of a period's reports, or two submissions: a leader's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from kinerja.data import DataLaporan
from kinerja.isi.blok import Baris, Blok, Daftar, Judul, Kolom, Paragraf, Sel, Tabel
from kinerja.isi.kepala import build_kop
from kinerja.isi.tampilan import Tampilan
from kinerja.laporan.dasar import Laporan
from kinerja.register.laporan import AWALAN_BIDANG, name_laporan
from kinerja.riwayat import BedaAngka, BedaIsian, HasilBeda, compare_jalan, compare_kiriman
from kinerja.versi import __version__

_SUMBER: Final = "berkas dan angka yang disimpan saat laporan dibuat, menurut register"
_UTAMA: Final = ("pd.", "sas.", "ang.total.", "ang.skpd.", "ang.skpkd.")


class LaporanPerubahan(Laporan):
    """One comparison; `kiriman` names the unit where two submissions are compared."""

    nama = "perubahan"

    def __init__(self, data: DataLaporan, dari: str = "", ke: str = "", kiriman: str = "") -> None:
        """Take the two states by their numbers; empty for the last two."""
        super().__init__(data)
        self._dari = dari
        self._ke = ke
        self._kiriman = kiriman

    @cached_property
    def beda(self) -> HasilBeda:
        """The comparison itself."""
        data = self.data
        opd, periode = data.masukan.opd, data.masukan.periode
        if self._kiriman:
            unit = data.instansi.find_unit(self._kiriman).slug
            return compare_kiriman(data.folder, opd, periode, unit, self._dari, self._ke)
        return compare_jalan(data.folder, opd, periode, self._dari, self._ke)

    def kop(self) -> Tampilan:
        """Letterhead and title."""
        data = self.data
        periode = data.masukan.periode
        apa = f"Isian {self._name_unit(self._kiriman)}" if self._kiriman else "Laporan Kinerja"
        judul = Judul(
            judul=f"Perubahan {apa} {periode.judul}",
            anak_judul=f"{data.instansi.nama}, {data.instansi.pemerintah}",
            status="final" if data.catatan.describe_final(name_laporan(periode)) else "draf",
            gaya="lembar",
            label=data.instansi.label_contoh.upper(),
            identitas=(
                ("opd", data.masukan.opd),
                ("periode", periode.slug),
                ("kinerja", __version__),
            ),
        )
        return Tampilan([build_kop(data.instansi), judul])

    def ringkasan(self) -> Tampilan:
        """How much changed, and the headline figures before and after."""
        beda = self.beda
        utama = [satu for satu in beda.angka if _is_utama(satu)]
        awal = f"Dari {beda.dari} ke {beda.ke}. {describe_jumlah(beda)}"
        blok: list[Blok] = [Paragraf((awal,))]
        if utama:
            blok.append(_build_angka("perubahan-utama", "Angka pokok", utama))
        return Tampilan(blok)

    def isian(self) -> Tampilan:
        """What people filled in otherwise, targets and pagu included."""
        blok: list[Blok] = []
        if self.beda.isian:
            daftar = [
                replace(satu, sumber=self._name_sumber(satu.sumber)) for satu in self.beda.isian
            ]
            blok.append(_build_isian("perubahan-isian", "Isian unit", daftar, "Unit"))
        if self.beda.rencana:
            blok.append(
                _build_isian("perubahan-target", "Target dan pagu", self.beda.rencana, "Jenis")
            )
        return Tampilan([*blok, *(Paragraf((satu,)) for satu in self.beda.catatan)])

    def angka(self) -> Tampilan:
        """All other figures of the agency's report, then how many differ in those of the units."""
        lain = [satu for satu in self.beda.angka if _is_badan(satu) and not _is_utama(satu)]
        blok: list[Blok] = []
        if lain:
            blok.append(_build_angka("perubahan-angka", "Angka lain", lain))
        unit = sorted({satu.laporan for satu in self.beda.angka if not _is_badan(satu)})
        if unit:
            butir = tuple((self._describe_unit(nama),) for nama in unit)
            blok.append(Daftar(butir, judul="Laporan unit yang angkanya berubah"))
        return Tampilan(blok)

    def berkas(self) -> Tampilan:
        """The input files that are new, gone or other ones."""
        if not self.beda.berkas:
            return Tampilan([])
        butir = tuple((f"{satu.nama}: {satu.keadaan}",) for satu in self.beda.berkas)
        return Tampilan([Daftar(butir)])

    def _name_unit(self, slug: str) -> str:
        return self._nama_unit.get(slug, slug)

    def _name_sumber(self, sumber: str) -> str:
        slug, koma, sisa = sumber.partition(",")
        return f"{self._name_unit(slug)}{koma}{sisa}"

    def _describe_unit(self, laporan: str) -> str:
        jumlah = sum(satu.laporan == laporan for satu in self.beda.angka)
        return f"{self._name_unit(laporan.removeprefix(AWALAN_BIDANG))}: {jumlah} angka"


def describe_jumlah(beda: HasilBeda) -> str:
    """Say in one sentence how much changed.

    >>> describe_jumlah(HasilBeda("a", "b", isian=(BedaIsian("sekretariat", "x", "1", "2"),)))
    'Berubah: 1 isian dari 1 sumber.'
    """
    bagian = []
    if badan := sum(_is_badan(satu) for satu in beda.angka):
        bagian.append(f"{badan} angka laporan perangkat daerah")
    if lain := len(beda.angka) - badan:
        bagian.append(f"{lain} angka laporan unit")
    if beda.isian:
        jumlah = len({satu.sumber for satu in beda.isian})
        bagian.append(f"{len(beda.isian)} isian dari {jumlah} sumber")
    if beda.rencana:
        bagian.append(f"{len(beda.rencana)} target atau pagu")
    if beda.berkas:
        bagian.append(f"{len(beda.berkas)} berkas masukan")
    return f"Berubah: {', '.join(bagian)}." if bagian else "Tidak ada yang berubah."


def _is_badan(satu: BedaAngka) -> bool:
    return not satu.laporan.startswith(AWALAN_BIDANG)


def _is_utama(satu: BedaAngka) -> bool:
    is_capaian = satu.id.startswith("ik.") and satu.id.endswith(".capaian")
    return _is_badan(satu) and (satu.id.startswith(_UTAMA) or is_capaian)


def _build_isian(nama: str, judul: str, daftar: Sequence[BedaIsian], kepala: str) -> Tabel:
    kolom = (Kolom(kepala, "kiri", 2.2), Kolom("Sebelum", "kiri", 2.0), Kolom("Sesudah", "kiri", 2))
    baris = [(f"{satu.sumber}: {satu.tempat}", satu.lama, satu.baru) for satu in daftar]
    return _build_tabel(nama, judul, kolom, baris)


def _build_angka(nama: str, judul: str, daftar: Sequence[BedaAngka]) -> Tabel:
    kolom = (Kolom("Angka", "kiri", 5.0), *(Kolom(k, "kanan", 1.2) for k in ("Sebelum", "Sesudah")))
    baris = [(satu.sebutan, satu.lama, satu.baru) for satu in daftar]
    return _build_tabel(nama, judul, kolom, baris)


def _build_tabel(
    nama: str, judul: str, kolom: tuple[Kolom, ...], baris: Sequence[tuple[str, ...]]
) -> Tabel:
    return Tabel(
        nama,
        f"{judul} yang berubah",
        kolom,
        tuple(Baris(tuple(Sel((teks,)) for teks in satu)) for satu in baris),
        sumber=_SUMBER,
    )
