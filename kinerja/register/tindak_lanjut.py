"""Follow-ups: the states that an item of a disposition goes through, and who took each step.

Reads items from the dispositions, keeps none of its own; which step may be taken is known in
`catat_tindak_lanjut`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal, cast

from kinerja.galat import ParameterError
from kinerja.model import Butir
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.register.disposisi import list_disposisi
from kinerja.register.peristiwa import Peristiwa

JENIS_TINDAK_LANJUT: Final = "tindak_lanjut"
Asal = Literal["perintah", "formulir"]


class KeadaanTindakLanjut(StrEnum):
    """The states of an item."""

    BARU = "baru"
    BERJALAN = "berjalan"
    DIUSULKAN = "diusulkan"
    DIVERIFIKASI = "diverifikasi"
    TIDAK_DAPAT_DIUSULKAN = "tidak_dapat_diusulkan"
    TIDAK_DAPAT = "tidak_dapat"

    @property
    def label(self) -> str:
        """The state as people read it."""
        return _LABEL[self]

    @property
    def is_usulan(self) -> bool:
        """Whether somebody other than the proposer has to decide."""
        return self in {KeadaanTindakLanjut.DIUSULKAN, KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN}

    @property
    def is_terbuka(self) -> bool:
        """Whether somebody still has to do something."""
        return self not in {KeadaanTindakLanjut.DIVERIFIKASI, KeadaanTindakLanjut.TIDAK_DAPAT}


_LABEL: Final = {
    KeadaanTindakLanjut.BARU: "baru",
    KeadaanTindakLanjut.BERJALAN: "berjalan",
    KeadaanTindakLanjut.DIUSULKAN: "selesai diusulkan",
    KeadaanTindakLanjut.DIVERIFIKASI: "selesai diverifikasi",
    KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN: "tidak dapat dipenuhi diusulkan",
    KeadaanTindakLanjut.TIDAK_DAPAT: "tidak dapat dipenuhi",
}


@dataclass(frozen=True, slots=True)
class LangkahTindakLanjut:
    """One recorded step of an item; `formulir` is the period of the form it came by, if any.

    `nomor` is that of its event: it orders steps of the same second.
    """

    keadaan: KeadaanTindakLanjut
    kemajuan: str
    bukti: str
    oleh: str
    alasan: str
    waktu: datetime
    asal: Asal
    formulir: str = ""
    nomor: int = 0


@dataclass(frozen=True, slots=True)
class TindakLanjut:
    """An item with its steps; `tanggal` is the date of its disposition."""

    butir: Butir
    tanggal: date
    langkah: tuple[LangkahTindakLanjut, ...] = ()

    @property
    def keadaan(self) -> KeadaanTindakLanjut:
        """The present state."""
        return self.langkah[-1].keadaan if self.langkah else KeadaanTindakLanjut.BARU

    @property
    def is_terbuka(self) -> bool:
        """Whether somebody still has to do something."""
        return self.keadaan.is_terbuka

    @property
    def bukti(self) -> str:
        """The proof named last."""
        return next((satu.bukti for satu in reversed(self.langkah) if satu.bukti), "")

    @property
    def kemajuan(self) -> str:
        """The progress told last."""
        return next((satu.kemajuan for satu in reversed(self.langkah) if satu.kemajuan), "")

    @property
    def pengusul(self) -> str:
        """Who made the last proposal, as done or as impossible; empty where nobody did."""
        usul = [s for s in self.langkah if s.keadaan.is_usulan]
        return usul[-1].oleh if usul else ""

    @property
    def tutup(self) -> date | None:
        """The day it was closed; None while it is open."""
        return None if self.is_terbuka else self.langkah[-1].waktu.date()

    def hari_lewat(self, per: date) -> int:
        """Count the days past the due date: until today while open, else until it was closed."""
        return max(0, (min(self.tutup or per, per) - self.butir.tenggat).days)

    def umur(self, per: date) -> int:
        """Count the days since the disposition, until today or until the item was closed."""
        return max(0, (min(self.tutup or per, per) - self.tanggal).days)


def list_tindak_lanjut(
    register: Register, sampai: Periode | None = None
) -> tuple[TindakLanjut, ...]:
    """List the items of dispositions about periods up to one, with their states as of now."""
    langkah: dict[str, list[LangkahTindakLanjut]] = {}
    for satu in register.list_peristiwa(JENIS_TINDAK_LANJUT):
        langkah.setdefault(str(satu.isi["butir"]), []).append(_parse(satu))
    return tuple(
        TindakLanjut(butir, disposisi.tanggal, tuple(langkah.get(butir.id, ())))
        for disposisi in list_disposisi(register)
        if sampai is None or disposisi.periode <= sampai
        for butir in disposisi.butir
    )


def find_tindak_lanjut(register: Register, butir_id: str) -> TindakLanjut:
    """Find an item by its id.

    Raises:
        ParameterError: where there is none.
    """
    semua = list_tindak_lanjut(register)
    for satu in semua:
        if satu.butir.id == butir_id.strip():
            return satu
    terbuka = [satu.butir.id for satu in semua if satu.is_terbuka]
    raise ParameterError(
        "Butir tidak dikenal",
        ditemukan=repr(butir_id),
        diharapkan=f"salah satu dari {', '.join(terbuka[:10])}" if terbuka else "",
        saran="Lihat daftarnya: kinerja tindaklanjut",
    )


def filter_terbuka(daftar: Iterable[TindakLanjut], unit: str = "") -> tuple[TindakLanjut, ...]:
    """Keep what is open, of one unit where it is named."""
    return tuple(s for s in daftar if s.is_terbuka and unit in {"", s.butir.unit})


def _parse(peristiwa: Peristiwa) -> LangkahTindakLanjut:
    isi = peristiwa.isi
    return LangkahTindakLanjut(
        KeadaanTindakLanjut(isi["ke"]),
        str(isi["kemajuan"]),
        str(isi["bukti"]),
        peristiwa.oleh,
        peristiwa.alasan,
        peristiwa.saat,
        cast("Asal", isi["asal"]),
        str(isi.get("formulir", "")),
        peristiwa.nomor,
    )
