"""Judges what a form answers on items of dispositions, and turns it into events of the register.

Only for the unit's own items. An answer that stands in the register already is not recorded again;
one on an item that was closed meanwhile is told and left out, for the figures are good all the
same. Records nothing itself: the events go into the commit of the submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.bukti.sel import has_bukti
from kinerja.excel.pencatat import Pencatat, describe_terdekat, format_kutipan
from kinerja.galat import ParameterError
from kinerja.kolom import JAWABAN_TINDAK_LANJUT, TINDAK_LANJUT
from kinerja.model import Alamat, JawabanTindakLanjut, LaporanUnit, Unit
from kinerja.periode import Periode
from kinerja.register import Catatan, Register
from kinerja.register.catat_tindak_lanjut import build_catatan_tindak_lanjut
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, TindakLanjut, list_tindak_lanjut

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
_USUL: Final = JAWABAN_TINDAK_LANJUT[1]
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
    per_id = {satu.butir.id: satu for satu in list_tindak_lanjut(register)}
    _note_tanpa_jawaban(per_id.values(), laporan, unit, pencatat)
    catatan: list[Catatan] = []
    uraian: list[str] = []
    for jawaban in laporan.tindak_lanjut:
        satu = per_id.get(jawaban.butir)
        if satu is None or satu.butir.unit != unit.slug:
            milik = [b.butir.id for b in per_id.values() if b.butir.unit == unit.slug]
            _note_asing(pencatat, jawaban, satu, milik)
            continue
        if is_tercatat(satu, jawaban, laporan.periode):
            pencatat.catatan(
                "K-TINDAK-LANJUT-SAMA",
                f"Jawaban atas butir {jawaban.butir} sudah tercatat; tidak dicatat lagi",
                _find_tempat(jawaban.alamat.get("keadaan")),
            )
            continue
        if jawaban.keadaan == _USUL and not has_bukti(jawaban.bukti):
            _note_tanpa_bukti(pencatat, jawaban)
            continue
        langkah = _build_satu(satu, jawaban, laporan.periode, oleh or unit.nama, pencatat)
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
        and not is_tercatat(satu, jawaban, laporan.periode)
    )


def is_tercatat(satu: TindakLanjut, jawaban: JawabanTindakLanjut, periode: Periode) -> bool:
    """Tell whether the last step that came by a form of this period is this answer.

    The same words in a later period are news: nothing has moved since.
    """
    formulir = [langkah for langkah in satu.langkah if langkah.formulir == periode.slug]
    if not formulir:
        return False
    akhir = formulir[-1]
    return (akhir.keadaan, akhir.kemajuan, akhir.bukti, akhir.alasan) == (
        _KEADAAN[jawaban.keadaan],
        *(_rapikan(teks) for teks in (jawaban.kemajuan, jawaban.bukti, jawaban.alasan)),
    )


def _build_satu(
    satu: TindakLanjut,
    jawaban: JawabanTindakLanjut,
    periode: Periode,
    oleh: str,
    pencatat: Pencatat,
) -> Catatan | None:
    try:
        return build_catatan_tindak_lanjut(
            satu,
            _KEADAAN[jawaban.keadaan],
            oleh=oleh,
            kemajuan=jawaban.kemajuan,
            bukti=jawaban.bukti,
            alasan=jawaban.alasan,
            formulir=periode,
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


def _note_tanpa_jawaban(
    daftar: Iterable[TindakLanjut], laporan: LaporanUnit, unit: Unit, pencatat: Pencatat
) -> None:
    """Warn of the unit's own work of earlier periods on which the form says nothing."""
    dijawab = {satu.butir for satu in laporan.tindak_lanjut}
    diam = [
        satu
        for satu in daftar
        if satu.butir.unit == unit.slug
        and satu.butir.periode < laporan.periode
        and satu.keadaan in _DIKERJAKAN
        and satu.butir.id not in dijawab
        and not any(langkah.formulir == laporan.periode.slug for langkah in satu.langkah)
    ]
    if not diam:
        return
    akhir = laporan.periode.akhir
    lewat = [satu.hari_lewat(akhir) for satu in diam]
    disebut = [
        satu.butir.id + (f" (lewat {hari} hari)" if hari else "")
        for satu, hari in zip(diam, lewat, strict=True)
    ]
    pencatat.peringatan(
        "K-TINDAK-LANJUT-DIAM",
        "Butir disposisi unit ini belum dijawab",
        (TINDAK_LANJUT.nama, ""),
        ditemukan=", ".join(disebut),
        saran="Jawab pada lembar Tindak Lanjut (formulir baru: kinerja formulir"
        f" {laporan.periode.slug} --unit {unit.slug} --lanjut).",
    )


def _note_tanpa_bukti(pencatat: Pencatat, jawaban: JawabanTindakLanjut) -> None:
    pencatat.galat(
        "K-TINDAK-LANJUT",
        f"Butir {jawaban.butir} diusulkan selesai tanpa dokumen yang disebut",
        _find_tempat(jawaban.alamat.get("bukti")),
        ditemukan=format_kutipan(jawaban.bukti),
        saran="Tulis nama berkas, tautan, atau nama dokumennya.",
    )


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
