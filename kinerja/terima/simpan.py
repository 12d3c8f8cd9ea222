"""Keeping an accepted form: bytes, evidence, register event, working copy, in this order.

A crash between any two leaves a form that is simply not received, or one whose working copy the
next run puts in its place (see `pulih`). A working copy that was changed by hand is recorded
before anything goes over it, so that nothing is ever lost. Judges no content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256, write_berkas
from kinerja.excel.masukan import is_ke_luar
from kinerja.excel.preflight import UKURAN_BERKAS_MAKS
from kinerja.folder import Folder
from kinerja.galat import SumberError
from kinerja.model import LaporanUnit, Unit
from kinerja.periode import Periode
from kinerja.register import (
    Catatan,
    Register,
    Setoran,
    list_setoran,
    read_berkas,
    record_setoran,
    store_berkas,
)
from kinerja.terima.bukti_hasil import BerkasBukti
from kinerja.terima.pulih import (
    build_jalur_kerja,
    place_salinan,
    place_tertinggal,
    write_tanda,
)

JENIS_BUKTI: Final = "bukti"
FOLDER_SIMPANAN_BUKTI: Final = "bukti"


@dataclass(frozen=True, slots=True)
class Dasar:
    """What stands for a unit and period now: the last receipt, and what the folder holds.

    `isi` is what a new form is compared with; `is_asing` where that is a working copy no receipt
    knows.
    """

    terakhir: Setoran | None = None
    isi: bytes | None = None
    is_asing: bool = False


@dataclass(frozen=True, slots=True)
class Kiriman:
    """A form without a fault: whose and for when, its name and bytes, what it says, evidence."""

    periode: Periode
    unit: Unit
    nama: str
    isi: bytes
    laporan: LaporanUnit
    bukti: tuple[BerkasBukti, ...] = ()

    @property
    def sidik(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.isi).hexdigest()


@dataclass(slots=True)
class Penyimpan:
    """Stores forms of one agency into an open register; remembers the receipts it has seen."""

    folder: Folder
    opd: str
    register: Register
    oleh: str = ""
    _setoran: dict[str, dict[str, list[Setoran]]] = field(default_factory=dict)

    def find_dasar(self, periode: Periode, unit: str) -> Dasar:
        """Find what a new form of this unit and period is compared with."""
        daftar = self._list_setoran(periode, unit)
        terakhir = daftar[-1] if daftar else None
        salinan = _read_salinan(self._build_jalur(periode, unit))
        if salinan is not None:
            sidik = hashlib.sha256(salinan).hexdigest()
            if all(satu.sha256 != sidik for satu in daftar):
                return Dasar(terakhir, salinan, is_asing=True)
        if terakhir is None:
            return Dasar()
        return Dasar(terakhir, read_berkas(self.folder, self.opd, terakhir.sha256))

    def find_terakhir(self, dasar: Dasar) -> Dasar:
        """Give the last receipt alone, for a working copy that is itself handed in."""
        if dasar.terakhir is None:
            return Dasar()
        return Dasar(dasar.terakhir, read_berkas(self.folder, self.opd, dasar.terakhir.sha256))

    def accept(
        self, kiriman: Kiriman, dasar: Dasar, alasan: str, sekomit: Sequence[Catatan] = ()
    ) -> Setoran:
        """Store, record and place a form; gives its receipt. `sekomit` are events of its commit.

        Raises:
            KinerjaError: where disk, register or file fail; then it is not received, or the next
                run completes it.
        """
        periode, unit, isi = kiriman.periode, kiriman.unit, kiriman.isi
        jalur = self._build_jalur(periode, unit.slug)
        store_berkas(self.folder, self.opd, isi)
        if dasar.is_asing and dasar.isi is not None and dasar.isi != isi:
            store_berkas(self.folder, self.opd, dasar.isi)
            nama_lama = jalur.relative_to(self.folder.akar).as_posix()
            self._record(periode, unit, nama_lama, dasar.isi, cara_folder=True)
        self._record_bukti(kiriman)
        write_tanda(jalur, kiriman.sidik)
        setoran = self._record(periode, unit, kiriman.nama, isi, alasan=alasan, sekomit=sekomit)
        place_salinan(jalur, isi)
        return setoran

    def keep(self, kiriman: Kiriman, catatan: Sequence[Catatan]) -> None:
        """Settle a form that was received before: evidence, working copy, and what it answered.

        Where it was found in the folder, its answers on follow-ups were not recorded then.
        """
        self.register.append_semua(catatan)
        self._record_bukti(kiriman)
        place_salinan(self._build_jalur(kiriman.periode, kiriman.unit.slug), kiriman.isi)

    def _record_bukti(self, kiriman: Kiriman) -> None:
        """Store evidence files under their hash and record which figure each belongs to."""
        periode, unit = kiriman.periode, kiriman.unit
        daftar = [
            {"kode": satu.kode, "nama": satu.nama, "sha256": satu.sha256, "ukuran": satu.ukuran}
            for satu in kiriman.bukti
            if self._store_bukti(satu)
        ]
        lama = self.register.list_peristiwa(JENIS_BUKTI, periode.slug, unit.slug)
        isi = {"formulir": kiriman.sidik, "berkas": daftar}
        if (daftar or lama) and not (lama and dict(lama[-1].isi) == isi):
            self.register.append(
                JENIS_BUKTI, isi, periode=periode.slug, unit=unit.slug, oleh=self.oleh
            )

    def repair(self, periode: Periode) -> tuple[str, ...]:
        """Put working copies in place that a killed run had recorded; gives their units."""
        return place_tertinggal(self.folder, self.opd, self.register, periode)

    def _record(
        self,
        periode: Periode,
        unit: Unit,
        nama: str,
        isi: bytes,
        *,
        alasan: str = "",
        cara_folder: bool = False,
        sekomit: Sequence[Catatan] = (),
    ) -> Setoran:
        setoran = record_setoran(
            self.register,
            periode=periode,
            unit=unit.slug,
            sha256=hashlib.sha256(isi).hexdigest(),
            nama_berkas=nama,
            ukuran=len(isi),
            cara="folder" if cara_folder else "perintah",
            oleh=self.oleh,
            alasan=alasan,
            sekomit=sekomit,
        )
        daftar = self._list_setoran(periode, unit.slug)
        if setoran is None:
            return daftar[-1]
        self._setoran[periode.slug].setdefault(unit.slug, []).append(setoran)
        return setoran

    def _list_setoran(self, periode: Periode, unit: str) -> list[Setoran]:
        self._load(periode)
        return self._setoran[periode.slug].get(unit, [])

    def _load(self, periode: Periode) -> None:
        if periode.slug in self._setoran:
            return
        per_unit = self._setoran.setdefault(periode.slug, {})
        for satu in list_setoran(self.register, periode):
            per_unit.setdefault(satu.unit, []).append(satu)

    def _build_jalur(self, periode: Periode, unit: str) -> Path:
        data = self.folder.data(self.opd)
        jalur = build_jalur_kerja(data, periode, unit)
        if is_ke_luar(jalur, data):
            raise SumberError(
                "Tempat formulir unit adalah tautan ke luar folder data",
                tempat=jalur.relative_to(self.folder.akar).as_posix(),
                saran="Ganti tautan itu dengan folder atau berkasnya sendiri.",
            )
        return jalur

    def _store_bukti(self, bukti: BerkasBukti) -> bool:
        """Store one evidence file as it is now; False where it changed since it was hashed."""
        akhiran = bukti.jalur.suffix.casefold()
        folder = self.folder.data(self.opd) / FOLDER_SIMPANAN_BUKTI / bukti.sha256[:2]
        tujuan = folder / f"{bukti.sha256}{akhiran}"
        if tujuan.is_file() and compute_sha256(tujuan) == bukti.sha256:
            return True
        try:
            isi = bukti.jalur.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(isi).hexdigest() != bukti.sha256:
            return False
        write_berkas(tujuan, isi)
        return True


def _read_salinan(jalur: Path) -> bytes | None:
    if not jalur.is_file() or jalur.stat().st_size > UKURAN_BERKAS_MAKS:
        return None
    return jalur.read_bytes()
