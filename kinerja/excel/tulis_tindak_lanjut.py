"""Builds the sheet Tindak Lanjut of a unit's form: its open items, to be answered by choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kinerja.excel.tampilan_unit import TampilanTindakLanjut
from kinerja.excel.tulis import LembarTulis
from kinerja.excel.tulis_sel import NilaiSel
from kinerja.kolom import TINDAK_LANJUT
from kinerja.model import JawabanTindakLanjut

_ISIAN: Final = tuple(kolom.nama for kolom in TINDAK_LANJUT.kolom if not kolom.is_tampilan)


def build_lembar_tindak_lanjut(
    daftar: Sequence[TampilanTindakLanjut], jawaban: Mapping[str, JawabanTindakLanjut]
) -> LembarTulis:
    """Build the sheet, with the answers that are carried along."""
    baris: list[dict[str, NilaiSel]] = []
    terbuka: set[tuple[int, str]] = set()
    for nomor, satu in enumerate(daftar):
        isi = jawaban.get(satu.butir, JawabanTindakLanjut(satu.butir))
        if satu.is_menunggu:
            isi = JawabanTindakLanjut(satu.butir)
        baris.append(
            {
                "butir": satu.butir,
                "perihal": satu.perihal,
                "isi": satu.isi,
                "tenggat": satu.tenggat,
                "umur": satu.umur,
                "lewat": satu.lewat or None,
                "keadaan_kini": satu.keadaan,
                "keadaan": isi.keadaan,
                "kemajuan": isi.kemajuan,
                "bukti": isi.bukti,
                "alasan": isi.alasan,
            }
        )
        terbuka |= {(nomor, nama) for nama in _ISIAN if not satu.is_menunggu}
    gelap = {(nomor, nama) for nomor in range(len(baris)) for nama in _ISIAN} - terbuka
    return LembarTulis(
        TINDAK_LANJUT,
        TINDAK_LANJUT.kolom,
        baris,
        frozenset(terbuka),
        gelap=frozenset(gelap),
        kolom_beku=1,
    )
