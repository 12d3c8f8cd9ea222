"""Findings of the calculation about indicators: values that contradict the plan or each other.

Checks never edit: the figure is computed from what was answered, and the doubt is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kinerja.hitung import alasan
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.penjaga_anggaran import check_anggaran
from kinerja.hitung.penjaga_keterangan import check_keterangan
from kinerja.hitung.periksa_target import build_temuan, check_penyebut, check_target
from kinerja.hitung.rerata import is_bobot_sebagian
from kinerja.hitung.teks import format_operan
from kinerja.model import (
    BELUM,
    Agregasi,
    Alamat,
    Indikator,
    Isian,
    Jenis,
    Masukan,
    Polaritas,
    Rentang,
    Tingkat,
    VersiTarget,
)
from kinerja.periode import ROMAWI, Periode
from kinerja.temuan import Temuan, Tingkatan

_BATAS_PECAHAN: Final = 5
_BERJALAN: Final = frozenset({Agregasi.AKHIR, Agregasi.RASIO_AKHIR})
_POLA_DEVIASI: Final = re.compile(r"\bdeviasi\b", re.IGNORECASE)


def check_rekap(
    masukan: Masukan, daftar: Sequence[HasilIndikator], daftar_sel: Sequence[SelAnggaran]
) -> tuple[Temuan, ...]:
    """Collect every finding of one recap, in order of the plan; money last."""
    temuan: list[Temuan] = []
    for hasil in daftar:
        temuan += check_target(hasil.indikator)
        temuan += check_penyebut(hasil.indikator)
        temuan += check_isian(hasil, akhir=masukan.periode.akhir)
        temuan += check_keterangan(hasil)
    temuan += _check_bobot(masukan, daftar)
    temuan += check_anggaran(masukan, daftar_sel)
    return tuple(temuan)


def check_isian(hasil: HasilIndikator, akhir: date) -> Iterator[Temuan]:
    """Find doubtful answers of one indicator in the quarters up to the period."""
    indikator = hasil.indikator
    for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1):
        if isian is None:
            continue
        yield from _check_pecahan(indikator, hasil.versi, nomor, isian)
        yield from _check_deviasi(indikator, nomor, isian)
        yield from _check_pasangan(indikator, nomor, isian)
        yield from _check_tanggal(indikator, nomor, isian, akhir)
    yield from _check_turun(hasil)
    yield from _check_selesai(hasil, akhir.year)
    if hasil.utama.capaian.alasan == alasan.SKALA_TIDAK_MEMUAT_NILAI:
        yield build_temuan(
            indikator,
            "K-PREDIKAT",
            "Predikat tidak ada dalam skalanya",
            Tingkatan.PERINGATAN,
            ditemukan=hasil.utama.realisasi.teks,
            saran=f"Pakai kelas pada skala {indikator.skala_predikat or '(belum disebut)'}.",
            alamat=_find_alamat(hasil.isian, "nilai"),
        )


def _check_pecahan(
    indikator: Indikator, versi: VersiTarget, nomor: int, isian: Isian
) -> Iterator[Temuan]:
    """Suspect 0,85 typed for 85 percent; propose, never multiply."""
    nilai = isian.nilai
    target = versi.triwulan[nomor - 1] or versi.tahunan
    pokok = target.atas if isinstance(target, Rentang) else target
    if (
        indikator.is_persen
        and isinstance(nilai, Decimal)
        and isinstance(pokok, Decimal)
        and 0 < nilai <= 1
        and pokok > _BATAS_PECAHAN
    ):
        seratus = format_operan(nilai.scaleb(2))
        yield build_temuan(
            indikator,
            "K-PERSEN-PECAHAN",
            f"Persentase Triwulan {ROMAWI[nomor - 1]} tertulis sebagai pecahan",
            Tingkatan.PERINGATAN,
            ditemukan=format_operan(nilai),
            diharapkan=f"skala 0 sampai 100 (target {format_operan(pokok)})",
            saran=f"Bila maksudnya {seratus}%, tulis {seratus}.",
            alamat=_find_alamat(isian, "nilai"),
        )


def _check_deviasi(indikator: Indikator, nomor: int, isian: Isian) -> Iterator[Temuan]:
    """Refuse to read a signed deviation as better than none: it is entered as absolute value."""
    is_deviasi = _POLA_DEVIASI.search(indikator.nama) or (
        indikator.jenis is Jenis.RENTANG and indikator.polaritas is Polaritas.TURUN
    )
    if is_deviasi and isinstance(isian.nilai, Decimal) and isian.nilai < 0:
        yield build_temuan(
            indikator,
            "K-DEVIASI-NEGATIF",
            f"Deviasi Triwulan {ROMAWI[nomor - 1]} bernilai negatif",
            Tingkatan.PERINGATAN,
            ditemukan=format_operan(isian.nilai),
            diharapkan="nilai mutlak",
            saran=f"Tulis {format_operan(isian.nilai.copy_abs())}.",
            alamat=_find_alamat(isian, "nilai"),
        )


def _check_pasangan(indikator: Indikator, nomor: int, isian: Isian) -> Iterator[Temuan]:
    if not indikator.is_rasio:
        return
    p, q = isian.pembilang, isian.penyebut
    nama = f"Triwulan {ROMAWI[nomor - 1]}"
    if (p is None) != (q is None):
        kurang = "penyebut" if q is None else "pembilang"
        yield build_temuan(
            indikator,
            "K-PASANGAN",
            f"{kurang.capitalize()} {nama} kosong",
            Tingkatan.PERINGATAN,
            saran="Isi keduanya; sampai itu indikator dihitung belum lapor.",
            alamat=_find_alamat(isian, kurang)
            or _find_alamat(isian, "pembilang")
            or _find_alamat(isian, "penyebut"),
        )
    elif p is None and isian.nilai is not None:
        yield build_temuan(
            indikator,
            "K-PASANGAN",
            f"Nilai rasio {nama} diisi tanpa pembilang dan penyebut",
            Tingkatan.PERINGATAN,
            ditemukan=format_operan(isian.nilai),
            saran="Isi pembilang dan penyebut; nilai jadi tidak dipakai.",
            alamat=_find_alamat(isian, "nilai"),
        )
    elif q is not None and q <= 0:
        yield build_temuan(
            indikator,
            "K-PENYEBUT",
            f"Penyebut {nama} 0 atau negatif",
            Tingkatan.CATATAN if q == 0 and p == 0 else Tingkatan.PERINGATAN,
            ditemukan=f"{format_operan(p)} / {format_operan(q)}",
            saran="Periksa penyebutnya; rasio triwulan itu tidak dapat dihitung.",
            alamat=_find_alamat(isian, "penyebut"),
        )


def _check_tanggal(indikator: Indikator, nomor: int, isian: Isian, akhir: date) -> Iterator[Temuan]:
    """A date after the period's last day is a plan, not yet a result."""
    tanggal = [("nilai", isian.nilai)]
    tanggal += [(f"tahap_{tahap}", hari) for tahap, hari in isian.tahap_selesai.items()]
    for kunci, hari in tanggal:
        if isinstance(hari, date) and hari > akhir:
            yield build_temuan(
                indikator,
                "K-TANGGAL-DEPAN",
                f"Tanggal selesai Triwulan {ROMAWI[nomor - 1]} sesudah akhir periode",
                Tingkatan.PERINGATAN,
                ditemukan=format_operan(hari),
                diharapkan=f"paling lambat {format_operan(akhir)}",
                saran='Tulis "belum"; sampai tanggal itu tonggak dihitung belum selesai.',
                alamat=_find_alamat(isian, kunci),
            )


def _check_selesai(hasil: HasilIndikator, tahun: int) -> Iterator[Temuan]:
    """What was reported finished stays so; taking it back, or giving it another day, is told.

    A day after its own quarter was only planned, and another may take its place.
    """
    if hasil.indikator.jenis is not Jenis.TONGGAK:
        return
    dulu: dict[str, tuple[str, date]] = {}
    for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1):
        if isian is None:
            continue
        jawaban = {"nilai": isian.nilai}
        jawaban |= {f"tahap_{tahap}": isi for tahap, isi in isian.tahap_selesai.items()}
        nama = f"Triwulan {ROMAWI[nomor - 1]}"
        for kunci, isi in jawaban.items():
            semula = dulu.get(kunci)
            if semula and isi is not None and isi != semula[1]:
                apa = "Tonggak" if kunci == "nilai" else f"Tahap {kunci.partition('_')[2]}"
                ubah = "ditarik kembali" if isi == BELUM else "diberi tanggal lain"
                yield build_temuan(
                    hasil.indikator,
                    "K-SELESAI-UBAH",
                    f"{apa} yang sudah dilaporkan selesai {ubah} pada {nama}",
                    Tingkatan.PERINGATAN,
                    ditemukan=isi if isinstance(isi, str) else format_operan(isi),
                    diharapkan=f"{format_operan(semula[1])} seperti pada {semula[0]}",
                    saran="Kosongkan selnya bila tidak berubah; bila memang berubah, jelaskan pada"
                    " kolom Penjelasan.",
                    alamat=_find_alamat(isian, kunci),
                )
            if isinstance(isi, date):
                if isi <= Periode(tahun, nomor).akhir:
                    dulu[kunci] = (nama, isi)
            elif isi is not None:
                dulu.pop(kunci, None)


def _check_turun(hasil: HasilIndikator) -> Iterator[Temuan]:
    """A running count cannot fall; a running pembilang neither."""
    indikator = hasil.indikator
    if indikator.agregasi not in _BERJALAN or not _is_hitungan(indikator, hasil.versi):
        return
    kunci = "pembilang" if indikator.is_rasio else "nilai"
    deret = [
        (nomor, isian, nilai)
        for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1)
        if isian is not None and isinstance(nilai := getattr(isian, kunci), Decimal)
    ]
    for (dulu, _, lama), (kini, isian, baru) in pairwise(deret):
        if baru < lama:
            yield build_temuan(
                indikator,
                "K-KUMULATIF-TURUN",
                f"{kunci.capitalize()} kumulatif turun pada Triwulan {ROMAWI[kini - 1]}",
                Tingkatan.PERINGATAN,
                ditemukan=f"{format_operan(baru)} sesudah {format_operan(lama)}"
                f" pada Triwulan {ROMAWI[dulu - 1]}",
                saran="Isi posisi sampai dengan triwulan, atau ganti agregasi menjadi jumlah.",
                alamat=_find_alamat(isian, kunci),
            )


def _is_hitungan(indikator: Indikator, versi: VersiTarget) -> bool:
    """Whether the answers are a count that grows through the year, by the plan's own targets."""
    if indikator.agregasi is Agregasi.RASIO_AKHIR:
        return True
    target = [nilai for nilai in versi.triwulan if isinstance(nilai, Decimal)]
    is_tumbuh = len(target) > 1 and all(a <= b for a, b in pairwise(target))
    is_naik = indikator.jenis is Jenis.ANGKA and indikator.polaritas is Polaritas.NAIK
    return is_naik and is_tumbuh and target[0] < target[-1]


def _check_bobot(masukan: Masukan, daftar: Sequence[HasilIndikator]) -> Iterator[Temuan]:
    for sasaran in masukan.rencana.sasaran:
        if sasaran.tingkat is not Tingkat.SASARAN:
            continue
        milik = [
            hasil
            for hasil in daftar
            if hasil.indikator.tingkat is Tingkat.SASARAN
            and sasaran.kode in hasil.indikator.sasaran_kode
        ]
        if is_bobot_sebagian(milik):
            tanpa = [h.indikator.kode for h in milik if h.indikator.bobot is None]
            yield build_temuan(
                milik[0].indikator,
                "K-BOBOT-SEBAGIAN",
                f"Sebagian indikator sasaran {sasaran.kode} tanpa bobot; semua dihitung 1",
                Tingkatan.PERINGATAN,
                ditemukan=f"tanpa bobot: {', '.join(tanpa)}",
                saran="Isi bobot semuanya atau kosongkan semuanya.",
                alamat=sasaran.alamat,
            )


def _find_alamat(isian: Isian | None, kunci: str) -> Alamat | None:
    return isian.alamat.get(kunci) if isian is not None else None
