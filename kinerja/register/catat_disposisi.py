"""Recording a filled disposition sheet: what may be recorded, and what a revision may not change.

An item that has follow-up events keeps its subject, unit, instruction and due date: proof and
verification were given for those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinerja.galat import ParameterError
from kinerja.register.buku import Register
from kinerja.register.disposisi import (
    JENIS_DISPOSISI,
    JENIS_LEMBAR,
    JENIS_TINDAK_LANJUT,
    Butir,
    Disposisi,
    DisposisiBaru,
    build_isi,
    find_disposisi,
)

SARAN_TERIKAT: Final = (
    "Kembalikan seperti yang tercatat; pekerjaan atau batas waktu baru ditulis sebagai butir baru."
)
_BAGIAN_TERIKAT: Final = ("tentang", "unit", "isi", "tenggat")
_SEBUTAN: Final = {
    "tentang": "perihal",
    "unit": "unit pelaksana",
    "isi": "isi disposisi",
    "tenggat": "batas waktu",
}


@dataclass(frozen=True, slots=True)
class TerikatBerubah:
    """What a revision changes of an item with follow-ups; `bagian` is empty where it is dropped."""

    butir: Butir
    bagian: str
    lama: str
    baru: str

    @property
    def uraian(self) -> str:
        """The change in one clause."""
        if not self.bagian:
            return f"{self.butir.id} ({self.butir.unit}) dihapus"
        return f"{self.butir.id} {_SEBUTAN[self.bagian]}: {self.lama} menjadi {self.baru}"


def record_disposisi(
    register: Register, baru: DisposisiBaru, *, oleh: str = "", alasan: str = ""
) -> Disposisi | None:
    """Record a filled sheet, first or revised; None where the latest has the same bytes.

    Raises:
        ParameterError: as `check_disposisi`.
    """
    if not check_disposisi(register, baru, alasan=alasan):
        return None
    register.append(
        JENIS_DISPOSISI, build_isi(baru), periode=baru.periode.slug, oleh=oleh, alasan=alasan
    )
    return find_disposisi(register, baru.periode, baru.agenda)


def check_disposisi(register: Register, baru: DisposisiBaru, *, alasan: str = "") -> bool:
    """Check whether a filled sheet may be recorded; False where the latest has the same bytes.

    Raises:
        ParameterError: for an agenda number that was never given out for this period, a revision
            without a reason, and one that drops or changes an item with follow-ups.
    """
    lembar = register.list_peristiwa(JENIS_LEMBAR, baru.periode.slug)
    nomor = sorted({int(satu.isi["agenda"]) for satu in lembar})
    if baru.agenda not in nomor:
        raise ParameterError(
            f"Nomor agenda tidak pernah dikeluarkan untuk {baru.periode.judul}",
            tempat=baru.nama_berkas,
            ditemukan=str(baru.agenda),
            diharapkan=", ".join(map(str, nomor)) if nomor else "",
            saran=f"Buat lembarnya dahulu: kinerja disposisi {baru.periode.slug}",
        )
    lama = find_disposisi(register, baru.periode, baru.agenda)
    if lama is not None:
        if lama.sha256 == baru.sha256:
            return False
        if not alasan.strip():
            raise ParameterError(
                f"Disposisi nomor {baru.agenda} sudah tercatat, dan isinya lain",
                tempat=baru.nama_berkas,
                saran='Periksa perubahannya, lalu ulangi dengan --alasan "…".',
            )
        terikat = list_terikat_berubah(register, baru)
        if terikat:
            raise ParameterError(
                "Butir yang sudah ditindaklanjuti berubah",
                tempat=baru.nama_berkas,
                ditemukan="; ".join(satu.uraian for satu in terikat),
                saran=SARAN_TERIKAT,
            )
    return True


def list_terikat_berubah(register: Register, baru: DisposisiBaru) -> tuple[TerikatBerubah, ...]:
    """List what a revision drops or changes of items that have follow-up events.

    Proof and verification were given for that subject, unit, instruction and due date.
    """
    lama = find_disposisi(register, baru.periode, baru.agenda)
    if lama is None or lama.sha256 == baru.sha256:
        return ()
    dikerjakan = {
        str(satu.isi["butir"])
        for satu in register.list_peristiwa(JENIS_TINDAK_LANJUT, baru.periode.slug)
    }
    per_id = {satu.id: satu for satu in baru.butir}
    hasil: list[TerikatBerubah] = []
    for satu in lama.butir:
        if satu.id not in dikerjakan:
            continue
        kini = per_id.get(satu.id)
        if kini is None:
            hasil.append(TerikatBerubah(satu, "", "", ""))
            continue
        for bagian in _BAGIAN_TERIKAT:
            semula, sekarang = (_format_bagian(butir, bagian) for butir in (satu, kini))
            if semula != sekarang:
                hasil.append(TerikatBerubah(satu, bagian, semula, sekarang))
    return tuple(hasil)


def _format_bagian(butir: Butir, bagian: str) -> str:
    """Format a field of an item so that spacing alone is no change."""
    return " ".join(str(getattr(butir, bagian)).split())
