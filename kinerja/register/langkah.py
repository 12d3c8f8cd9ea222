"""Steps of the procedure that a person declares begun or finished, and forms that were sent out.

What can be seen from other events (submissions, reports, dispositions) is not declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, cast

from kinerja.galat import ParameterError
from kinerja.periode import Periode
from kinerja.register.buku import Register
from kinerja.sop import LangkahSop
from kinerja.zona import format_waktu

JENIS_LANGKAH: Final = "langkah"
JENIS_FORMULIR: Final = "formulir"
Saat = Literal["mulai", "selesai"]


@dataclass(frozen=True, slots=True)
class PernyataanLangkah:
    """A declared beginning or end of a step."""

    nomor: int
    saat: Saat
    waktu: datetime
    oleh: str
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class FormulirKeluar:
    """Forms sent out: the hash of each by unit."""

    sidik_per_unit: Mapping[str, str]
    waktu: datetime
    oleh: str


def record_langkah(
    register: Register,
    periode: Periode,
    langkah: LangkahSop,
    saat: Saat,
    *,
    oleh: str,
    alasan: str = "",
) -> PernyataanLangkah:
    """Record that a step begins or is finished.

    A step may be declared finished without a declared beginning: other events may show it.

    Raises:
        ParameterError: for a declaration that stands already, and for one without a name. A
            finished step begins again only with a reason.
    """
    if not oleh.strip():
        raise ParameterError("Langkah dicatat tanpa nama", tempat="--oleh", saran="Sebutkan nama.")
    milik = [s for s in list_langkah(register, periode) if s.nomor == langkah.nomor]
    akhir = milik[-1] if milik else None
    if akhir is not None and akhir.saat == saat:
        raise ParameterError(
            f"Langkah {langkah.nomor} sudah dinyatakan {saat}",
            ditemukan=f"{format_waktu(akhir.waktu)} oleh {akhir.oleh}",
        )
    if akhir is not None and akhir.saat == "selesai" and not alasan.strip():
        raise ParameterError(
            f"Langkah {langkah.nomor} sudah dinyatakan selesai",
            ditemukan=f"{format_waktu(akhir.waktu)} oleh {akhir.oleh}",
            saran='Bila memang dimulai lagi, ulangi dengan --alasan "…".',
        )
    isi = {"nomor": langkah.nomor, "saat": saat}
    register.append(JENIS_LANGKAH, isi, periode=periode.slug, oleh=oleh, alasan=alasan)
    return list_langkah(register, periode)[-1]


def list_langkah(register: Register, periode: Periode) -> tuple[PernyataanLangkah, ...]:
    """List the declarations of a period in their order."""
    return tuple(
        PernyataanLangkah(
            int(satu.isi["nomor"]),
            cast("Saat", satu.isi["saat"]),
            satu.saat,
            satu.oleh,
            satu.alasan,
        )
        for satu in register.list_peristiwa(JENIS_LANGKAH, periode.slug)
    )


def record_formulir(
    register: Register, periode: Periode, sidik_per_unit: Mapping[str, str], *, oleh: str = ""
) -> bool:
    """Record the forms that went out; False where they are those that went out before."""
    baru = list_formulir_baru(register, periode, sidik_per_unit)
    if baru:
        register.append(JENIS_FORMULIR, {"unit": baru}, periode=periode.slug, oleh=oleh)
    return bool(baru)


def list_formulir_baru(
    register: Register, periode: Periode, sidik_per_unit: Mapping[str, str]
) -> dict[str, str]:
    """List the forms that are not those a unit got last."""
    lama: dict[str, str] = {}
    for satu in list_formulir(register, periode):
        lama |= satu.sidik_per_unit
    return {unit: sidik for unit, sidik in sidik_per_unit.items() if lama.get(unit) != sidik}


def list_formulir(register: Register, periode: Periode) -> tuple[FormulirKeluar, ...]:
    """List when forms of a period went out, in their order."""
    return tuple(
        FormulirKeluar(
            {str(unit): str(sidik) for unit, sidik in satu.isi["unit"].items()},
            satu.saat,
            satu.oleh,
        )
        for satu in register.list_peristiwa(JENIS_FORMULIR, periode.slug)
    )
