"""Judges what a form answers on items of dispositions, and turns it into events of the register.

Only for the unit's own items. An answer that stands in the register already is not recorded again;
one on an item that was closed meanwhile is told and left out, for the figures are good all the
same. Records nothing itself: the events go into the commit of the submission.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.excel.pencatat import Pencatat, describe_terdekat, format_kutipan
from kinerja.galat import ParameterError
from kinerja.kolom import JAWABAN_TINDAK_LANJUT
from kinerja.model import Alamat, JawabanTindakLanjut, LaporanUnit, Unit
from kinerja.register import Catatan, Register
from kinerja.register.tindak_lanjut import (
    KeadaanTindakLanjut,
    TindakLanjut,
    build_catatan_tindak_lanjut,
    list_tindak_lanjut,
)

# A form only proposes: what it says closes no item by itself.
_KEADAAN: Final = dict(
    zip(
        JAWABAN_TINDAK_LANJUT,
        (
            KeadaanTindakLanjut.BERJALAN,
            KeadaanTindakLanjut.DIUSULKAN,
            KeadaanTindakLanjut.TIDAK_DAPAT_DIUSULKAN,
        ),
        strict=True,
    )
)
_DIKERJAKAN: Final = (KeadaanTindakLanjut.BARU, KeadaanTindakLanjut.BERJALAN)


@dataclass(frozen=True, slots=True)
class LangkahFormulir:
    """The events of a form, and each in words."""

    catatan: tuple[Catatan, ...] = ()
    uraian: tuple[str, ...] = ()


def build_langkah_formulir(
    register: Register, laporan: LaporanUnit, unit: Unit, oleh: str, pencatat: Pencatat
) -> LangkahFormulir:
    """Turn the answers of a form into events; what cannot be recorded is noted with its cell.

    Args:
        register: The open register.
        laporan: The form.
        unit: Whose form it is; its name stands where nobody declared one.
        oleh: Who hands it in, as declared.
        pencatat: Collects the findings; with a galat nothing may be recorded.
    """
    if not laporan.tindak_lanjut:
        return LangkahFormulir()
    per_id = {satu.butir.id: satu for satu in list_tindak_lanjut(register)}
    catatan: list[Catatan] = []
    uraian: list[str] = []
    for jawaban in laporan.tindak_lanjut:
        satu = per_id.get(jawaban.butir)
        if satu is None or satu.butir.unit != unit.slug:
            milik = [b.butir.id for b in per_id.values() if b.butir.unit == unit.slug]
            _note_asing(pencatat, jawaban, satu, milik)
            continue
        if is_tercatat(satu, jawaban):
            continue
        langkah = _build_satu(satu, jawaban, oleh or unit.nama, pencatat)
        if langkah is not None:
            catatan.append(langkah)
            uraian.append(f"{jawaban.butir}: {_KEADAAN[jawaban.keadaan].label}")
    return LangkahFormulir(tuple(catatan), tuple(uraian))


def list_belum_tercatat(register: Register, daftar: Sequence[LaporanUnit]) -> tuple[str, ...]:
    """List the items that forms answer and whose answer the register does not hold."""
    if not any(satu.tindak_lanjut for satu in daftar):
        return ()
    per_id = {satu.butir.id: satu for satu in list_tindak_lanjut(register)}
    return tuple(
        jawaban.butir
        for laporan in daftar
        for jawaban in laporan.tindak_lanjut
        if (satu := per_id.get(jawaban.butir)) is not None
        and satu.butir.unit == laporan.unit
        and satu.keadaan in _DIKERJAKAN
        and not is_tercatat(satu, jawaban)
    )


def is_tercatat(satu: TindakLanjut, jawaban: JawabanTindakLanjut) -> bool:
    """Tell whether the last step that came by a form is this answer."""
    formulir = [langkah for langkah in satu.langkah if langkah.asal == "formulir"]
    if not formulir:
        return False
    akhir = formulir[-1]
    return (akhir.keadaan, akhir.kemajuan, akhir.bukti, akhir.alasan) == (
        _KEADAAN[jawaban.keadaan],
        *(_rapikan(teks) for teks in (jawaban.kemajuan, jawaban.bukti, jawaban.alasan)),
    )


def _build_satu(
    satu: TindakLanjut, jawaban: JawabanTindakLanjut, oleh: str, pencatat: Pencatat
) -> Catatan | None:
    try:
        return build_catatan_tindak_lanjut(
            satu,
            _KEADAAN[jawaban.keadaan],
            oleh=oleh,
            kemajuan=jawaban.kemajuan,
            bukti=jawaban.bukti,
            alasan=jawaban.alasan,
            asal="formulir",
        )
    except ParameterError as galat:
        tempat = _find_tempat(jawaban.alamat.get("keadaan"))
        if satu.keadaan in _DIKERJAKAN:
            pencatat.galat("K-TINDAK-LANJUT", galat.masalah, tempat, saran=galat.saran)
        else:
            pencatat.peringatan(
                "K-TINDAK-LANJUT-TUTUP",
                f"Jawaban atas butir {jawaban.butir} tidak dicatat",
                tempat,
                ditemukan=f"{jawaban.keadaan}; pada register sudah {satu.keadaan.label}",
                saran="Bila masih ada yang perlu dicatat, pakai: kinerja tindaklanjut "
                f"--butir {jawaban.butir}",
            )
        return None


def _note_asing(
    pencatat: Pencatat,
    jawaban: JawabanTindakLanjut,
    satu: TindakLanjut | None,
    milik: Sequence[str],
) -> None:
    dekat = describe_terdekat(jawaban.butir, milik)
    pencatat.galat(
        "K-TINDAK-LANJUT",
        "Butir disposisi tidak dikenal" if satu is None else "Butir disposisi milik unit lain",
        _find_tempat(jawaban.alamat.get("butir")),
        ditemukan=format_kutipan(jawaban.butir)
        + (f" milik {satu.butir.unit}" if satu is not None else f" ({dekat})" if dekat else ""),
        saran="Kembalikan nomor butirnya, atau kosongkan jawaban pada baris itu.",
    )


def _find_tempat(alamat: Alamat | None) -> tuple[str, str]:
    return (alamat.lembar, alamat.sel) if alamat else ("", "")


def _rapikan(teks: str) -> str:
    return " ".join(teks.split())
