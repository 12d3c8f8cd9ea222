"""What units handed in: the record of each workbook, its revisions, and the bytes as received.

A submission is an event of the register; its bytes lie under their hash and are never changed.
Judges no content: whether a workbook is accepted is settled before it comes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal, cast

from kinerja.folder import Folder
from kinerja.gudang import check_sha256, open_terima
from kinerja.periode import Periode, parse_periode
from kinerja.register.buku import Register
from kinerja.register.peristiwa import Catatan, Peristiwa

JENIS_SETORAN: Final = "setoran"
AKHIRAN_FORMULIR: Final = ".xlsx"
Cara = Literal["perintah", "folder"]


@dataclass(frozen=True, slots=True)
class SetoranBaru:
    """A workbook to be recorded: whose, its hash, name and size, and how it came."""

    periode: Periode
    unit: str
    sha256: str
    nama_berkas: str
    ukuran: int
    cara: Cara
    oleh: str = ""
    alasan: str = ""
    waktu: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what is no SHA-256."""
        check_sha256(self.sha256)


@dataclass(frozen=True, slots=True)
class Setoran:
    """A recorded submission; `revisi` 0 is the unit's first of the period."""

    nomor: int
    periode: Periode
    unit: str
    revisi: int
    waktu: datetime
    sha256: str
    nama_berkas: str
    ukuran: int
    cara: Cara
    oleh: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Ketepatan:
    """How a unit kept the deadline; None where nothing was handed in or no deadline is set.

    None also where the first workbook was found in the folder after the deadline: nobody knows
    when it was put there. `jumlah_koreksi_terlambat` counts revisions that certainly came after
    the deadline, which do not make the first submission late.
    """

    hari_terlambat: int | None
    is_tepat: bool | None
    jumlah_koreksi_terlambat: int = 0


def record_setoran(  # noqa: PLR0913 - the fields of a submission
    register: Register,
    *,
    periode: Periode,
    unit: str,
    sha256: str,
    nama_berkas: str,
    ukuran: int,
    cara: Cara,
    oleh: str = "",
    alasan: str = "",
    waktu: datetime | None = None,
    sekomit: Sequence[Catatan] = (),
) -> Setoran | None:
    """Record a submission; None where the unit's latest has the same bytes.

    A form received with a reason is recorded also where the same bytes were found in the folder.

    `sekomit` are events that stand in the same commit, or not at all.
    """
    baru = SetoranBaru(
        periode, unit, sha256, nama_berkas, ukuran, cara, oleh=oleh, alasan=alasan, waktu=waktu
    )
    hasil = record_daftar_setoran(register, [baru], sekomit)
    return hasil[0] if hasil else None


def record_daftar_setoran(
    register: Register, daftar: Iterable[SetoranBaru], sekomit: Sequence[Catatan] = ()
) -> tuple[Setoran, ...]:
    """Record submissions in one commit, without those that change nothing; gives the new ones.

    One that gives the reason for what was found in the folder changes that it is accepted.

    `sekomit` are events that stand in the same commit; without a new submission they do not.
    """
    terakhir: dict[tuple[str, str], tuple[str, str]] = {}
    revisi: dict[tuple[str, str], int] = {}
    catatan: list[Catatan] = []
    for baru in daftar:
        kunci = (baru.periode.slug, baru.unit)
        if kunci not in terakhir:
            lama = register.find_terakhir(JENIS_SETORAN, *kunci)
            terakhir[kunci] = (str(lama.isi["sha256"]), str(lama.isi["cara"])) if lama else ("", "")
            revisi[kunci] = register.count(JENIS_SETORAN, *kunci)
        sidik, cara = terakhir[kunci]
        is_menegaskan = bool(baru.alasan) and (cara, baru.cara) == ("folder", "perintah")
        if sidik != baru.sha256 or is_menegaskan:
            terakhir[kunci] = (baru.sha256, baru.cara)
            catatan.append(_build_catatan(baru))
    if not catatan:
        return ()
    dicatat = register.append_semua((*catatan, *sekomit))
    return _build_setoran(dicatat[: len(catatan)], revisi)


def list_setoran(
    register: Register, periode: Periode, unit: str | None = None
) -> tuple[Setoran, ...]:
    """List the submissions of a period, or of one unit, as they came, with revision numbers."""
    return _build_setoran(register.list_peristiwa(JENIS_SETORAN, periode.slug, unit))


def compute_ketepatan(setoran: Sequence[Setoran], tenggat: date | None) -> Ketepatan:
    """Compute how the submissions of one unit and period kept the deadline.

    The first submission counts, by its date on the agency's clock (see `zona`), to which its time
    was brought; the day of the deadline is in time. A workbook found in the folder (`cara` folder)
    was put there some time between the submission before it and the moment it was recorded, and is
    called late only where the whole span is.

    Args:
        setoran: The submissions of one unit and period, in any order.
        tenggat: The last day, `tenggat_setor` of the period's parameters.

    >>> compute_ketepatan((), date(2026, 7, 8))
    Ketepatan(hari_terlambat=None, is_tepat=None, jumlah_koreksi_terlambat=0)
    """
    if tenggat is None or not setoran:
        return Ketepatan(None, None)
    pertama, *koreksi = sorted(setoran, key=lambda satu: satu.nomor)
    terlambat = sum(
        (lalu if satu.cara == "folder" else satu).waktu.date() > tenggat
        for lalu, satu in pairwise([pertama, *koreksi])
    )
    hari = max(0, (pertama.waktu.date() - tenggat).days)
    if hari and pertama.cara == "folder":
        return Ketepatan(None, None, terlambat)
    return Ketepatan(hari, hari == 0, terlambat)


def find_berlaku(setoran: Sequence[Setoran]) -> Setoran:
    """Find what was accepted last of one unit and period: received, or the first in the folder.

    A workbook that was changed in the folder later is recorded too, but nobody gave a reason for
    it: it is not accepted until it is received.
    """
    return next((satu for satu in reversed(setoran) if satu.cara == "perintah"), setoran[0])


def describe_urutan(revisi: int) -> str:
    """Say which submission it is.

    >>> describe_urutan(0), describe_urutan(2)
    ('kiriman pertama', 'revisi ke-2')
    """
    return f"revisi ke-{revisi}" if revisi else "kiriman pertama"


def store_berkas(folder: Folder, opd: str, isi: bytes, akhiran: str = AKHIRAN_FORMULIR) -> Path:
    """Store bytes as received under their hash; storing them again changes nothing.

    Raises:
        KeutuhanError: where what was written does not read back the same.
    """
    return open_terima(folder.data(opd)).put(isi, akhiran)


def read_berkas(folder: Folder, opd: str, sha256: str, akhiran: str = AKHIRAN_FORMULIR) -> bytes:
    """Read stored bytes.

    Raises:
        KeutuhanError: where they are missing or no longer have that hash.
    """
    return open_terima(folder.data(opd)).read(sha256, akhiran)


def _build_catatan(baru: SetoranBaru) -> Catatan:
    isi = {
        "sha256": baru.sha256,
        "nama_berkas": baru.nama_berkas,
        "ukuran": baru.ukuran,
        "cara": baru.cara,
    }
    return Catatan(
        JENIS_SETORAN, isi, baru.periode.slug, baru.unit, baru.oleh, baru.alasan, baru.waktu
    )


def _build_setoran(
    daftar: Iterable[Peristiwa], sebelum: Mapping[tuple[str, str], int] | None = None
) -> tuple[Setoran, ...]:
    """Build submissions of events; `sebelum` counts those of a period and unit before them."""
    revisi = dict(sebelum or {})
    hasil: list[Setoran] = []
    for satu in daftar:
        kunci = (satu.periode, satu.unit)
        nomor = revisi.get(kunci, 0)
        revisi[kunci] = nomor + 1
        hasil.append(
            Setoran(
                nomor=satu.nomor,
                periode=parse_periode(satu.periode),
                unit=satu.unit,
                revisi=nomor,
                waktu=satu.saat,
                sha256=str(satu.isi["sha256"]),
                nama_berkas=str(satu.isi["nama_berkas"]),
                ukuran=int(satu.isi["ukuran"]),
                cara=cast("Cara", satu.isi["cara"]),
                oleh=satu.oleh,
                alasan=satu.alasan,
            )
        )
    return tuple(hasil)
