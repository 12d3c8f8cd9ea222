"""Keeping an accepted form: bytes, evidence, mark, register event, working copy, in this order.

A crash between any two leaves a form that is simply not received, or one whose working copy the
next run puts in its place (see `pulih`). A working copy that was changed by hand is recorded
before anything goes over it, so that nothing is ever lost. Judges no content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinerja.berkas import compute_sha256
from kinerja.bukti import BerkasBukti
from kinerja.excel.batas import UKURAN_BERKAS_MAKS
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.folder import Folder
from kinerja.gudang import open_bukti
from kinerja.model import LaporanUnit, Unit
from kinerja.periode import Periode
from kinerja.register import (
    JENIS_BUKTI,
    Catatan,
    Register,
    Setoran,
    SetoranBaru,
    list_setoran,
    read_berkas,
    record_daftar_setoran,
    store_berkas,
)
from kinerja.register.setoran import find_berlaku
from kinerja.register.tanda import is_isi, write_tanda
from kinerja.terima.baca import Bacaan
from kinerja.terima.pulih import HasilPulih, place_tertinggal
from kinerja.terima.salinan import (
    build_galat_baca,
    build_jalur_salinan,
    replace_salinan,
    store_asing,
)


@dataclass(frozen=True, slots=True)
class Dasar:
    """What stands for a unit and period now: the last receipt, and what the folder holds.

    `sidik` and `isi` are what a new form is compared with; `isi` is None where that is too large
    to be read. `is_asing` where it is a working copy no receipt knows. `berlaku` is the receipt
    that was accepted last; another than `terakhir` where the copy was changed in the folder.
    """

    terakhir: Setoran | None = None
    sidik: str = ""
    isi: bytes | None = None
    is_asing: bool = False
    berlaku: Setoran | None = None

    @property
    def is_tanpa_alasan(self) -> bool:
        """Whether the last receipt is a change in the folder that nobody gave a reason for."""
        if self.terakhir is None or self.berlaku is None:
            return False
        return self.terakhir.sha256 != self.berlaku.sha256


@dataclass(frozen=True, slots=True)
class Kiriman:
    """A form without a fault: whose and for when, its name and bytes, what it says, evidence."""

    periode: Periode
    unit: Unit
    nama: str
    terbaca: BerkasTerbaca
    laporan: LaporanUnit
    bukti: tuple[BerkasBukti, ...] = ()

    @property
    def isi(self) -> bytes:
        """Its bytes as received."""
        return self.terbaca.isi

    @property
    def sidik(self) -> str:
        """The hash of its bytes."""
        return self.terbaca.berkas.sha256


@dataclass(slots=True)
class Penyimpan:
    """Stores forms of one agency into an open register."""

    folder: Folder
    opd: str
    register: Register
    oleh: str = ""

    def find_dasar(self, periode: Periode, unit: str) -> Dasar:
        """Find what a new form of this unit and period is compared with."""
        daftar = list_setoran(self.register, periode, unit)
        dasar = Dasar(daftar[-1], berlaku=find_berlaku(daftar)) if daftar else Dasar()
        jalur = build_jalur_salinan(self.folder, self.opd, periode, unit)
        try:
            sidik = compute_sha256(jalur) if jalur.is_file() else ""
            if sidik and all(satu.sha256 != sidik for satu in daftar):
                is_besar = jalur.stat().st_size > UKURAN_BERKAS_MAKS
                isi = None if is_besar else jalur.read_bytes()
                return replace(dasar, sidik=sidik, isi=isi, is_asing=True)
        except OSError as galat:
            raise build_galat_baca(galat, jalur) from galat
        return self._compare_with(dasar, dasar.terakhir)

    def find_berlaku(self, dasar: Dasar) -> Dasar:
        """Compare with what was accepted last, for a working copy that is itself handed in."""
        return self._compare_with(dasar, dasar.berlaku)

    def _compare_with(self, dasar: Dasar, setoran: Setoran | None) -> Dasar:
        if setoran is None:
            return dasar
        isi = read_berkas(self.folder, self.opd, setoran.sha256)
        return replace(dasar, sidik=setoran.sha256, isi=isi, is_asing=False)

    def accept(
        self, kiriman: Kiriman, alasan: str, sekomit: Sequence[Catatan] = ()
    ) -> tuple[Setoran, tuple[BerkasBukti, ...]]:
        """Store and record a form; gives its receipt, and evidence that changed meanwhile.

        `sekomit` are events of its commit. The working copy is placed by `place`.

        Raises:
            KinerjaError: where disk, register or file fail; then it is not received, or the next
                run completes it.
        """
        periode, unit, sidik = kiriman.periode, kiriman.unit, kiriman.sidik
        jalur = build_jalur_salinan(self.folder, self.opd, periode, unit.slug)
        store_berkas(self.folder, self.opd, kiriman.isi)
        asing = store_asing(self.folder, self.opd, self.register, periode, unit.slug, kecuali=sidik)
        berubah = self._record_bukti(kiriman)
        write_tanda(jalur, sidik)
        baru = SetoranBaru(
            periode,
            unit.slug,
            sidik,
            kiriman.nama,
            len(kiriman.isi),
            "perintah",
            oleh=self.oleh,
            alasan=alasan,
        )
        daftar = [replace(asing, oleh=self.oleh), baru] if asing else [baru]
        record_daftar_setoran(self.register, daftar, sekomit)
        return list_setoran(self.register, periode, unit.slug)[-1], berubah

    def keep(self, kiriman: Kiriman, catatan: Sequence[Catatan]) -> tuple[BerkasBukti, ...]:
        """Settle a form that was received before: evidence, and what it answered.

        Where it was found in the folder, its answers on follow-ups were not recorded then. Gives
        evidence that changed meanwhile.
        """
        self.register.append_semua(catatan)
        return self._record_bukti(kiriman)

    def _record_bukti(self, kiriman: Kiriman) -> tuple[BerkasBukti, ...]:
        """Store evidence files under their hash and record which figure each belongs to.

        Gives those that are no longer what was checked; they are neither stored nor recorded.
        """
        periode, unit = kiriman.periode, kiriman.unit
        per_hasil: dict[bool, list[BerkasBukti]] = {True: [], False: []}
        for satu in kiriman.bukti:
            per_hasil[self._store_bukti(satu)].append(satu)
        daftar = [
            {"kode": satu.kode, "nama": satu.nama, "sha256": satu.sha256, "ukuran": satu.ukuran}
            for satu in per_hasil[True]
        ]
        lama = self.register.find_terakhir(JENIS_BUKTI, periode.slug, unit.slug)
        if lama and lama.isi["formulir"] == kiriman.sidik:
            # The same form again: evidence that is away now was received all the same.
            ada = {(satu["kode"], satu["nama"]) for satu in daftar}
            daftar += [s for s in lama.isi["berkas"] if (s["kode"], s["nama"]) not in ada]
        daftar.sort(key=lambda satu: (str(satu["kode"]), str(satu["nama"])))
        isi = {"formulir": kiriman.sidik, "berkas": daftar}
        if (daftar or lama) and not (lama and _sort_isi(lama.isi) == isi):
            self.register.append(
                JENIS_BUKTI, isi, periode=periode.slug, unit=unit.slug, oleh=self.oleh
            )
        return tuple(per_hasil[False])

    def is_di_tempat(self, setoran: Setoran) -> bool:
        """Tell whether the working copy of a receipt is where reports read it."""
        jalur = build_jalur_salinan(self.folder, self.opd, setoran.periode, setoran.unit)
        return is_isi(jalur, setoran.sha256)

    def place(self, setoran: Setoran) -> Setoran:
        """Put the working copy of a receipt where reports read it (see `replace_salinan`)."""
        return replace_salinan(self.folder, self.opd, self.register, setoran)

    def repair(self, periode: Periode) -> HasilPulih:
        """Put working copies in place that a killed or hindered run had recorded."""
        return place_tertinggal(self.folder, self.opd, self.register, periode)

    def _store_bukti(self, bukti: BerkasBukti) -> bool:
        """Store one evidence file; False where it is no longer what was checked."""
        gudang = open_bukti(self.folder.data(self.opd))
        akhiran = bukti.jalur.suffix.casefold()
        if gudang.has(bukti.sha256, akhiran):
            return True
        try:
            sidik, _ = gudang.put_berkas(bukti.jalur, akhiran, bukti.sha256)
        except OSError:
            return False
        return sidik == bukti.sha256


def _sort_isi(isi: Mapping[str, Any]) -> dict[str, Any]:
    daftar = sorted(isi["berkas"], key=lambda satu: (str(satu["kode"]), str(satu["nama"])))
    return {"formulir": isi["formulir"], "berkas": daftar}


def build_kiriman(bacaan: Bacaan) -> Kiriman | None:
    """Give what of an accepted form is stored; None where it was refused."""
    unit, periode, terbaca = bacaan.unit, bacaan.periode, bacaan.terbaca
    if bacaan.is_ditolak or bacaan.laporan is None:
        return None
    if unit is None or periode is None or terbaca is None:
        return None
    bukti = bacaan.bukti.berkas if bacaan.bukti else ()
    return Kiriman(periode, unit, Path(bacaan.nama).name, terbaca, bacaan.laporan, bukti)
