"""Checks of one line of the kamus indikator: what its fields may be together (rumus.md section 2).

Refuses impossible combinations and warns of fields that have no effect. Whether quarter targets
reconcile with the year's is asked by `kinerja.hitung`. Reads no cells and changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kinerja.angka import format_apa_adanya
from kinerja.excel.konteks import check_dikenal
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Sel
from kinerja.model import (
    Agregasi,
    Indikator,
    Jenis,
    Polaritas,
    Tingkat,
)
from kinerja.skala import SkalaPredikat

_AGREGASI_BOLEH: Final[Mapping[Jenis, frozenset[Agregasi]]] = {
    Jenis.ANGKA: frozenset(Agregasi),
    Jenis.RENTANG: frozenset(Agregasi),
    Jenis.PREDIKAT: frozenset({Agregasi.AKHIR, Agregasi.MAKSIMUM, Agregasi.MINIMUM}),
    Jenis.NIHIL: frozenset({Agregasi.AKHIR}),
    Jenis.TONGGAK: frozenset({Agregasi.AKHIR}),
}
_BANDING: Final = re.compile(r"\b(?:persen(?:tase)?|indeks|rasio|rata-rata)\b|%|‰", re.IGNORECASE)
_BERPOLARITAS: Final = frozenset({Jenis.ANGKA, Jenis.RENTANG})


def check_indikator(
    konversi: Konversi,
    sel: Mapping[str, Sel],
    indikator: Indikator,
    skala: Mapping[str, SkalaPredikat],
) -> None:
    """Check one line: jenis x polaritas x agregasi, scale, numbers, and fields without effect."""
    _check_kombinasi(konversi, sel, indikator)
    if indikator.jenis is Jenis.PREDIKAT and indikator.skala_predikat not in skala:
        konversi.galat(
            sel["skala_predikat"],
            "K-PREDIKAT",
            "Skala predikat tidak dikenal",
            ditemukan=format_kutipan(indikator.skala_predikat)
            if indikator.skala_predikat
            else "kosong",
            diharapkan=", ".join(skala) or "skala pada instansi.yaml",
            saran="Tulis nama skala seperti pada instansi.yaml.",
        )
    for nama, nilai, is_boleh, diharapkan in (
        ("pengali", indikator.pengali, indikator.pengali > 0, "lebih dari 0"),
        ("bobot", indikator.bobot, (indikator.bobot or 1) >= 0, "0 atau lebih"),
        ("toleransi", indikator.toleransi, indikator.toleransi >= 0, "0 atau lebih"),
    ):
        if nilai is not None and not is_boleh:
            konversi.galat(
                sel[nama],
                "K-KISARAN",
                f"{nama.capitalize()} di luar yang mungkin",
                ditemukan=format_apa_adanya(nilai),
                diharapkan=diharapkan,
                saran="Betulkan angkanya.",
            )
    _check_tanpa_guna(konversi, sel, indikator)
    _check_jumlah(konversi, sel["agregasi"], indikator)


def _check_kombinasi(konversi: Konversi, sel: Mapping[str, Sel], indikator: Indikator) -> None:
    if (indikator.polaritas is None) == (indikator.jenis in _BERPOLARITAS):
        konversi.galat(
            sel["polaritas"],
            "K-KOMBINASI",
            f"Polaritas tidak cocok dengan jenis {indikator.jenis}",
            ditemukan=indikator.polaritas or "kosong",
            diharapkan="naik, turun, atau stabil" if indikator.jenis in _BERPOLARITAS else "kosong",
            saran="Polaritas hanya diisi, dan wajib diisi, untuk jenis angka dan rentang.",
        )
    boleh = _AGREGASI_BOLEH[indikator.jenis]
    if indikator.agregasi not in boleh:
        konversi.galat(
            sel["agregasi"],
            "K-KOMBINASI",
            f"Agregasi tidak cocok dengan jenis {indikator.jenis}",
            ditemukan=indikator.agregasi,
            diharapkan=" atau ".join(satu for satu in Agregasi if satu in boleh),
            saran="Pilih agregasi yang sesuai dengan jenisnya.",
        )


def _check_tanpa_guna(konversi: Konversi, sel: Mapping[str, Sel], indikator: Indikator) -> None:
    for nama, is_terpakai, syarat in (
        ("toleransi", indikator.polaritas is Polaritas.STABIL, "polaritas stabil"),
        ("rumus_turun", indikator.polaritas is Polaritas.TURUN, "polaritas turun"),
        ("skala_predikat", indikator.jenis is Jenis.PREDIKAT, "jenis predikat"),
        ("pengali", indikator.is_rasio, "agregasi rasio"),
    ):
        if not sel[nama].is_kosong and not is_terpakai:
            konversi.peringatan(
                sel[nama],
                "K-KOMBINASI",
                "Isian tidak berpengaruh",
                ditemukan=format_kutipan(sel[nama].isi),
                diharapkan=f"kosong, karena hanya dipakai untuk {syarat}",
                saran="Kosongkan selnya.",
            )


def _check_jumlah(konversi: Konversi, sel: Sel, indikator: Indikator) -> None:
    """Refuse to add up percentages whose denominator changes, unless a reason is signed for."""
    is_banding = _BANDING.search(f"{indikator.satuan} {indikator.nama.partition(' ')[0]}")
    if indikator.agregasi is not Agregasi.JUMLAH or not is_banding or indikator.is_penyebut_tetap:
        return
    catat = konversi.peringatan if indikator.alasan_agregasi else konversi.galat
    catat(
        sel,
        "K-AGREGASI",
        "Persentase, indeks, atau rasio dijumlahkan antartriwulan",
        ditemukan=f"jumlah dengan satuan {indikator.satuan}",
        diharapkan="akhir atau rasio_jumlah",
        saran="Ganti agregasinya, nyatakan Penyebut Tetap ya, atau isi Alasan Agregasi.",
    )


def check_sasaran(
    konversi: Konversi,
    sel: Sel,
    daftar_kode: tuple[str, ...],
    tingkat: Tingkat,
    dikenal: Mapping[str, Tingkat],
) -> None:
    """Check that an indicator names tujuan or sasaran of its own level."""
    for kode in daftar_kode:
        if not check_dikenal(konversi, sel, kode, dikenal, "sasaran"):
            continue
        if tingkat in {Tingkat.TUJUAN, Tingkat.SASARAN} and dikenal[kode] is not tingkat:
            konversi.galat(
                sel,
                "K-KODE-ASING",
                f'Kode "{kode}" adalah {dikenal[kode]}, sedangkan indikatornya tingkat {tingkat}',
                saran="Betulkan kode sasaran atau tingkat indikatornya.",
            )


def check_program(konversi: Konversi, sel: Sel, kode: str, dikenal: Mapping[str, str]) -> None:
    """Check that the program, kegiatan or sub kegiatan of an indicator is in the plan."""
    check_dikenal(konversi, sel, kode, dikenal, "program")


def check_target_versi(konversi: Konversi, sel: Sel, indikator: Indikator) -> None:
    """Note an indicator that no version gives a target for the year."""
    if sel.is_kosong and all(v.tahunan is None for v in indikator.versi_target):
        konversi.galat(
            sel,
            "K-TARGET-HILANG",
            "Indikator tanpa target tahun",
            ditemukan="kosong",
            saran="Isi Target Tahun di sini atau pada lembar Perubahan Target.",
        )
