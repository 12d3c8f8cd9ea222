"""Findings of the calculation about words: a target missed without its cause or its follow-up.

The rule stands here once, for the form's door, the list of findings and the report alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.hitung.hasil import HasilIndikator, KeteranganUnit
from kinerja.hitung.periksa_target import build_temuan
from kinerja.model import Isian, Keadaan
from kinerja.temuan import Temuan, Tingkatan


def is_merah(hasil: HasilIndikator) -> bool:
    """Whether an indicator calls for a cause: computed, and its target not reached."""
    return hasil.utama.keadaan is Keadaan.TERISI and hasil.utama.is_tercapai is False


def find_sebab(hasil: HasilIndikator) -> str:
    """The cause in the unit's words: its kendala, or at least an explanation; empty if none.

    In a year the last obstacle of an earlier quarter goes before a mere explanation.
    """
    kendala = [satu.isian.kendala for satu in _list_keterangan(hasil) if satu.isian.kendala]
    if kendala:
        return kendala[0]
    return hasil.keterangan.isian.penjelasan if hasil.keterangan else ""


def find_tindak_lanjut(hasil: HasilIndikator) -> Isian | None:
    """The unit's latest answer that says what will be done; None where none does."""
    semua = (satu.isian for satu in _list_keterangan(hasil))
    return next((isian for isian in semua if isian.tindak_lanjut), None)


def _list_keterangan(hasil: HasilIndikator) -> list[KeteranganUnit]:
    """The words on the headline figure, then those of earlier quarters, the latest first."""
    utama = [hasil.keterangan] if hasil.keterangan else []
    return [*utama, *reversed(hasil.kendala_lalu)]


def check_keterangan(hasil: HasilIndikator) -> Iterator[Temuan]:
    """Warn of a missed target that the unit says nothing about, where its row takes an answer."""
    if hasil.isian is None or hasil.tw.keadaan is Keadaan.TIDAK_DIUKUR or not is_merah(hasil):
        return
    if not find_sebab(hasil):
        kode, kolom, apa = "K-KENDALA-KOSONG", "kendala", "kendala"
        apa += "" if find_tindak_lanjut(hasil) else " dan rencana tindak lanjut"
    elif find_tindak_lanjut(hasil) is None:
        kode, kolom = "K-TINDAK-LANJUT-KOSONG", "tindak_lanjut"
        apa = "rencana tindak lanjut"
    else:
        return
    yield build_temuan(
        hasil.indikator,
        kode,
        f"Target belum tercapai tanpa {apa}",
        Tingkatan.PERINGATAN,
        ditemukan=f"capaian {hasil.utama.capaian.teks}",
        saran=f"Isi {apa}; tanpa itu laporan mencetak bahwa keterangannya belum lengkap.",
        alamat=hasil.isian.alamat.get(kolom),
    )
