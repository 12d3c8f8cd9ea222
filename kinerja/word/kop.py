"""The letterhead: the lines of government and agency, the address, the double rule below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kinerja.word.alinea import Alinea, Garis
from kinerja.word.unsur import Huruf, Unsur, build_rangkai

_UKURAN_AKHIR: Final = 14.0
_GARIS: Final = (("bottom", Garis(3, jenis="thinThickSmallGap", jarak=4)),)


def build_kop(baris: Sequence[str], alamat: Sequence[str], gaya: Mapping[str, str]) -> list[Unsur]:
    """Build a letterhead; the last line names the agency and is set larger.

    Args:
        baris: Lines from the government down to the agency.
        alamat: Address lines.
        gaya: The ids of a document's styles by name.
    """
    bentuk = Alinea(gaya["Kinerja Kop"])
    isi = [
        (bentuk, teks, Huruf(ukuran=_UKURAN_AKHIR if teks == baris[-1] else 0)) for teks in baris
    ]
    isi += [(Alinea(gaya["Kinerja Alamat Kop"]), teks, Huruf()) for teks in alamat]
    hasil = []
    for nomor, (alinea, teks, huruf) in enumerate(isi, 1):
        akhir = replace(alinea, garis=_GARIS, sesudah=8) if nomor == len(isi) else alinea
        hasil.append(akhir.build(build_rangkai(teks, huruf)))
    return hasil
