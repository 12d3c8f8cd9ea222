"""Dispositions: the numbered sheets that went out, what came back on them, item by item.

Agenda numbers run per year of the period. The filled sheet's bytes lie under their hash like
those of a submission. Knows no workbook: what a sheet says is read and judged before it comes here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from kinerja.folder import check_slug
from kinerja.galat import ParameterError
from kinerja.gudang import check_sha256
from kinerja.model import Butir
from kinerja.periode import Periode, parse_periode
from kinerja.register.banding_disposisi import PerubahanDisposisi, compare_butir
from kinerja.register.buku import Register
from kinerja.register.peristiwa import Peristiwa

JENIS_LEMBAR: Final = "lembar_disposisi"
JENIS_DISPOSISI: Final = "disposisi"


@dataclass(frozen=True, slots=True)
class DisposisiBaru:
    """A filled sheet to be recorded; `kepada` holds slugs of units, `tembusan` any text."""

    periode: Periode
    agenda: int
    sha256: str
    nama_berkas: str
    tanggal: date
    sifat: str
    dari: str
    kepada: tuple[str, ...]
    butir: tuple[Butir, ...]
    tembusan: tuple[str, ...] = ()
    ringkasan: str = ""

    def __post_init__(self) -> None:
        """Refuse items of another sheet, and numbers that stand twice."""
        check_sha256(self.sha256)
        for slug in self.kepada:
            check_slug(slug, "Nama unit")
        ganda = [n for n, kali in Counter(satu.nomor for satu in self.butir).items() if kali > 1]
        if ganda:
            raise ParameterError("Nomor butir berulang", ditemukan=", ".join(map(str, ganda)))
        for satu in self.butir:
            if (satu.periode, satu.agenda) != (self.periode, self.agenda):
                raise ParameterError("Butir milik disposisi lain", ditemukan=satu.id)


@dataclass(frozen=True, slots=True)
class Disposisi(DisposisiBaru):
    """A recorded disposition; `revisi` 0 is what was read back first.

    `perubahan` is what all revisions changed of its items, in their order.
    """

    revisi: int = 0
    waktu: datetime = datetime.min  # noqa: DTZ901 - always given by the register
    oleh: str = ""
    alasan: str = ""
    perubahan: tuple[PerubahanDisposisi, ...] = ()


def next_agenda(register: Register, periode: Periode) -> int:
    """Give the agenda number of the next sheet: that of a sheet not yet read back is used again."""
    menunggu = find_menunggu(register, periode)
    if menunggu is not None:
        return int(menunggu.isi["agenda"])
    return (
        max((int(satu.isi["agenda"]) for satu in _list_setahun(register, periode)), default=0) + 1
    )


def record_lembar(register: Register, periode: Periode, sha256: str, oleh: str = "") -> int:
    """Record that a sheet was written out; gives its agenda number.

    The same bytes again before the sheet came back record nothing.
    """
    check_sha256(sha256)
    agenda = next_agenda(register, periode)
    menunggu = find_menunggu(register, periode)
    if menunggu is None or menunggu.isi["sha256"] != sha256:
        isi = {"agenda": agenda, "sha256": sha256}
        register.append(JENIS_LEMBAR, isi, periode=periode.slug, oleh=oleh)
    return agenda


def find_disposisi(register: Register, periode: Periode, agenda: int) -> Disposisi | None:
    """Find the latest revision of a disposition."""
    for satu in list_disposisi(register, periode):
        if satu.agenda == agenda:
            return satu
    return None


def list_disposisi(register: Register, periode: Periode | None = None) -> tuple[Disposisi, ...]:
    """List the latest revision of each disposition, by period and agenda number."""
    daftar = register.list_peristiwa(JENIS_DISPOSISI, periode.slug if periode else None)
    per_kunci: dict[tuple[Periode, int], Disposisi] = {}
    for satu in daftar:
        milik, agenda = parse_periode(satu.periode), int(satu.isi["agenda"])
        lama, kini = per_kunci.get((milik, agenda)), _parse(satu, milik)
        if lama is not None:
            perubahan = (*lama.perubahan, *compare_butir(lama.butir, kini.butir))
            kini = replace(kini, revisi=lama.revisi + 1, perubahan=perubahan)
        per_kunci[milik, agenda] = kini
    return tuple(per_kunci[kunci] for kunci in sorted(per_kunci))


def find_menunggu(register: Register, periode: Periode) -> Peristiwa | None:
    """Find the giving out of the period's last sheet, if it has not been read back."""
    lembar = register.list_peristiwa(JENIS_LEMBAR, periode.slug)
    kembali = {
        int(satu.isi["agenda"]) for satu in register.list_peristiwa(JENIS_DISPOSISI, periode.slug)
    }
    return lembar[-1] if lembar and int(lembar[-1].isi["agenda"]) not in kembali else None


def _list_setahun(register: Register, periode: Periode) -> Sequence[Peristiwa]:
    return [
        satu
        for jenis in (JENIS_LEMBAR, JENIS_DISPOSISI)
        for satu in register.list_peristiwa(jenis)
        if parse_periode(satu.periode).tahun == periode.tahun
    ]


def build_isi(baru: DisposisiBaru) -> dict[str, Any]:
    """Build what the event of a filled sheet holds."""
    langsung = ("agenda", "sha256", "nama_berkas", "sifat", "dari", "ringkasan")
    isi: dict[str, Any] = {nama: getattr(baru, nama) for nama in langsung}
    return isi | {
        "tanggal": baru.tanggal.isoformat(),
        "kepada": list(baru.kepada),
        "tembusan": list(baru.tembusan),
        "butir": [
            {
                "nomor": satu.nomor,
                "tentang": satu.tentang,
                "unit": satu.unit,
                "isi": satu.isi,
                "tenggat": satu.tenggat.isoformat(),
            }
            for satu in baru.butir
        ],
    }


def _parse(peristiwa: Peristiwa, periode: Periode) -> Disposisi:
    isi = peristiwa.isi
    agenda = int(isi["agenda"])
    return Disposisi(
        periode=periode,
        agenda=agenda,
        sha256=str(isi["sha256"]),
        nama_berkas=str(isi["nama_berkas"]),
        tanggal=date.fromisoformat(isi["tanggal"]),
        sifat=str(isi["sifat"]),
        dari=str(isi["dari"]),
        kepada=tuple(isi["kepada"]),
        butir=tuple(_parse_butir(satu, periode, agenda) for satu in isi["butir"]),
        tembusan=tuple(isi["tembusan"]),
        ringkasan=str(isi["ringkasan"]),
        waktu=peristiwa.saat,
        oleh=peristiwa.oleh,
        alasan=peristiwa.alasan,
    )


def _parse_butir(isi: dict[str, Any], periode: Periode, agenda: int) -> Butir:
    return Butir(
        periode,
        agenda,
        int(isi["nomor"]),
        str(isi["tentang"]),
        str(isi["unit"]),
        str(isi["isi"]),
        date.fromisoformat(isi["tenggat"]),
    )
