"""Whether what people wrote about each sasaran finds its place in the yearly report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja.hitung.hasil import Rekap
from kinerja.temuan import Temuan, Tingkatan


def check_analisis(
    rekap: Rekap, analisis: Mapping[str, Sequence[str]], berkas: str
) -> Iterator[Temuan]:
    """Find texts about a sasaran that the plan does not have, and sasaran without a text.

    Args:
        rekap: The figures of a year; a quarter's report prints no such text.
        analisis: Paragraphs by the code of their sasaran.
        berkas: The parameter file, as it is named in findings.
    """
    ada = [satu.sasaran.kode for satu in rekap.sasaran]
    asing = [kode for kode in analisis if kode not in ada]
    if asing:
        yield Temuan(
            "K-ANALISIS-ASING",
            Tingkatan.PERINGATAN,
            "Analisis untuk sasaran yang tidak ada pada rencana tidak tercetak",
            berkas,
            sel="analisis",
            ditemukan=", ".join(asing),
            diharapkan=", ".join(ada),
            saran="Betulkan kode sasarannya.",
        )
    kosong = [
        satu.sasaran.kode
        for satu in rekap.sasaran
        if satu.indikator and not any(analisis.get(satu.sasaran.kode, ()))
    ]
    if kosong:
        yield Temuan(
            "K-ANALISIS-KOSONG",
            Tingkatan.PERINGATAN,
            "Analisis sasaran belum ditulis",
            berkas,
            sel="analisis",
            ditemukan=", ".join(kosong),
            saran="Tulis penilaian atas sasaran itu pada kunci analisis, satu butir satu paragraf.",
        )
