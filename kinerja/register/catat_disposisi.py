"""Recording a filled disposition sheet: what may be recorded, and what a revision may not change.

An item that has follow-up events keeps its subject, unit, instruction and due date: proof and
verification were given for those.
"""

from __future__ import annotations

from typing import Final

from kinerja.galat import ParameterError
from kinerja.register.banding_disposisi import PerubahanDisposisi, compare_disposisi
from kinerja.register.buku import Register
from kinerja.register.disposisi import (
    JENIS_DISPOSISI,
    JENIS_LEMBAR,
    Disposisi,
    DisposisiBaru,
    build_isi,
    find_disposisi,
)
from kinerja.register.tindak_lanjut import JENIS_TINDAK_LANJUT

SARAN_TERIKAT: Final = (
    "Kembalikan seperti yang tercatat; pekerjaan atau batas waktu baru ditulis sebagai butir baru."
)


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


def list_perubahan(register: Register, baru: DisposisiBaru) -> tuple[PerubahanDisposisi, ...]:
    """List what a sheet changes of the one recorded under its number; nothing where there is none.

    The same bytes change nothing.
    """
    lama = find_disposisi(register, baru.periode, baru.agenda)
    return compare_disposisi(lama, baru) if lama and lama.sha256 != baru.sha256 else ()


def list_terikat_berubah(register: Register, baru: DisposisiBaru) -> tuple[PerubahanDisposisi, ...]:
    """List what a revision drops or changes of items that have follow-up events.

    Proof and verification were given for that subject, unit, instruction and due date.
    """
    dikerjakan = {
        str(satu.isi["butir"])
        for satu in register.list_peristiwa(JENIS_TINDAK_LANJUT, baru.periode.slug)
    }
    return tuple(
        satu
        for satu in list_perubahan(register, baru)
        if satu.butir is not None and satu.butir.id in dikerjakan
    )
