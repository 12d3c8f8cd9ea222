"""Findings of the calculation about words: a target missed without its cause or its follow-up.

The rule stands here once, for the form's door, the list of findings and the report alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.periksa_target import build_temuan
from kinerja.model import Keadaan
from kinerja.temuan import Temuan, Tingkatan


def is_merah(hasil: HasilIndikator) -> bool:
    """Whether an indicator calls for a cause: computed, and its target not reached."""
    return hasil.utama.keadaan is Keadaan.TERISI and hasil.utama.is_tercapai is False


def find_sebab(hasil: HasilIndikator) -> str:
    """The cause in the unit's words: its kendala, or at least an explanation; empty if none."""
    keterangan = hasil.keterangan
    if keterangan is None:
        return ""
    return keterangan.isian.kendala or keterangan.isian.penjelasan


def has_tindak_lanjut(hasil: HasilIndikator) -> bool:
    """Whether the unit says what will be done."""
    return hasil.keterangan is not None and bool(hasil.keterangan.isian.tindak_lanjut)


def check_keterangan(hasil: HasilIndikator) -> Iterator[Temuan]:
    """Warn of a missed target that the unit says nothing about, where its row takes an answer."""
    if hasil.isian is None or hasil.tw.keadaan is Keadaan.TIDAK_DIUKUR or not is_merah(hasil):
        return
    if not find_sebab(hasil):
        kode, kolom, apa = "K-KENDALA-KOSONG", "kendala", "kendala"
        apa += "" if has_tindak_lanjut(hasil) else " dan rencana tindak lanjut"
    elif not has_tindak_lanjut(hasil):
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
