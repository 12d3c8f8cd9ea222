"""What would change: the same figures computed once more by the same functions, on changed inputs.

Nothing is stored, and the changed answers carry no source cell. Knows no widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, cast

from kinerja.angka import AngkaError, format_apa_adanya, parse_angka
from kinerja.data import DataLaporan
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, parse_realisasi
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.sel import JenisSel, Sel
from kinerja.galat import ParameterError
from kinerja.hitung.hasil import Rekap
from kinerja.hitung.jejak import Angka
from kinerja.hitung.rekap import build_rekap
from kinerja.jelajah.andaian import Andaian, check_kode
from kinerja.laporan.angka import collect_angka, name_angka
from kinerja.model import (
    Berkas,
    Indikator,
    Isian,
    Kebijakan,
    LaporanUnit,
    Masukan,
    Nilai,
    RumusTurun,
)
from kinerja.periode import ROMAWI, Periode
from kinerja.riwayat.hasil import DIBANDINGKAN

TEMPAT: Final = "andaian"
_BERKAS: Final = Berkas("simulasi", "", 0)


@dataclass(frozen=True, slots=True)
class Beda:
    """A figure that would be another one: before and after, None where it would not exist."""

    sebutan: str
    lama: Angka | None
    baru: Angka | None


@dataclass(frozen=True, slots=True)
class BedaKategori:
    """A class that would be another one."""

    sebutan: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class HasilSimulasi:
    """The figures as they are and as they would be, and all that differs."""

    andaian: Andaian
    lama: Rekap
    baru: Rekap
    angka: tuple[Beda, ...]
    kategori: tuple[BedaKategori, ...]


def simulate(data: DataLaporan, andaian: Andaian) -> HasilSimulasi:
    """Compute the period once more on changed inputs; the data stays as it is.

    Args:
        data: The opened period. In a year the answers of Triwulan IV are changed.
        andaian: What is supposed.

    Raises:
        ParameterError: for an indicator, value or choice that does not exist or contradicts itself.
    """
    indikator = {satu.kode: satu for satu in data.masukan.rencana.indikator}
    check_kode(andaian, indikator)
    masukan = data.masukan
    for kode, teks in andaian.realisasi.items():
        masukan = _replace_isian(masukan, data.kebijakan, indikator[kode], teks)
    kebijakan = _replace_kebijakan(data, andaian)
    baru = build_rekap(masukan, kebijakan, status_triwulan=dict(data.catatan.status_triwulan))
    return HasilSimulasi(
        andaian,
        data.rekap,
        baru,
        tuple(_compare(collect_angka(data.rekap), collect_angka(baru))),
        tuple(_compare_kategori(data.rekap, baru)),
    )


def find_isian(data: DataLaporan, kode: str) -> str:
    """Give what an indicator's form holds now, as a what-if would write it."""
    hasil = next((h for h in data.rekap.indikator if h.indikator.kode == kode), None)
    isian = hasil.isian if hasil else None
    if hasil is None or isian is None:
        return ""
    if hasil.indikator.is_rasio:
        bagian = (isian.pembilang, isian.penyebut)
        return (
            "" if None in bagian else "/".join(_format(satu) for satu in bagian if satu is not None)
        )
    return "" if isian.nilai is None else _format(isian.nilai)


def _format(nilai: Nilai) -> str:
    """Write a value so that it is read back as the same one: no separator of thousands."""
    return format_apa_adanya(nilai) if isinstance(nilai, Decimal) else str(nilai)


def _replace_isian(
    masukan: Masukan, kebijakan: Kebijakan, indikator: Indikator, teks: str
) -> Masukan:
    nomor = masukan.periode.triwulan or len(ROMAWI)
    kunci = (indikator.unit, nomor)
    laporan = masukan.laporan_unit.get(kunci) or LaporanUnit(
        indikator.unit, Periode(masukan.periode.tahun, nomor), _BERKAS, (), ()
    )
    lama = {satu.indikator_kode: satu for satu in laporan.isian}
    isian = parse_isian(teks, indikator, kebijakan, lama.get(indikator.kode))
    baru = replace(laporan, isian=tuple({**lama, indikator.kode: isian}.values()))
    return replace(masukan, laporan_unit={**masukan.laporan_unit, kunci: baru})


def parse_isian(teks: str, indikator: Indikator, kebijakan: Kebijakan, lama: Isian | None) -> Isian:
    """Read a supposed answer by the rules of the form; what the unit wrote beside it stays.

    Raises:
        ParameterError: for what the form would not take, in the words of its finding.
    """
    dasar = lama or Isian(indikator.kode)
    alamat = {
        nama: letak
        for nama, letak in dasar.alamat.items()
        if nama not in {"nilai", "pembilang", "penyebut"}
    }
    if indikator.tahapan:
        raise ParameterError(
            "Tonggak bertahap tidak dapat diandaikan di sini",
            tempat=indikator.kode,
            saran="Ubah tanggal tahapnya pada salinan formulir.",
        )
    if indikator.is_rasio:
        atas, tanda, bawah = teks.partition("/")
        if teks and not tanda:
            raise ParameterError(
                "Realisasi rasio ditulis pembilang/penyebut",
                tempat=indikator.kode,
                ditemukan=repr(teks),
                saran="Tulis misalnya 41/43.",
            )
        pembilang, penyebut = (_parse(satu.strip(), indikator, kebijakan) for satu in (atas, bawah))
        return replace(
            dasar,
            pembilang=cast("Decimal | None", pembilang),
            penyebut=cast("Decimal | None", penyebut),
            alamat=alamat,
        )
    return replace(dasar, nilai=_parse(teks, indikator, kebijakan), alamat=alamat)


def _parse(teks: str, indikator: Indikator, kebijakan: Kebijakan) -> Nilai | None:
    pencatat = Pencatat(TEMPAT)
    ukuran = Ukuran(
        indikator.jenis,
        kebijakan.skala_predikat.get(indikator.skala_predikat),
        indikator.is_persen,
    )
    sel = Sel(indikator.kode, JenisSel.TEKS if teks else JenisSel.KOSONG, teks)
    nilai = parse_realisasi(Konversi(pencatat, TEMPAT, tanda_desimal=","), sel, ukuran)
    if pencatat.is_ditolak:
        satu = next(t for t in pencatat.temuan if t.tingkatan == "galat")
        raise ParameterError(
            satu.masalah,
            tempat=f"{TEMPAT}, {indikator.kode}",
            ditemukan=satu.ditemukan,
            diharapkan=satu.diharapkan,
            saran=satu.saran,
        )
    return nilai


def _replace_kebijakan(data: DataLaporan, andaian: Andaian) -> Kebijakan:
    kebijakan = data.kebijakan
    if andaian.kategori:
        parameter = data.instansi.kebijakan.model_copy(update={"kategori": andaian.kategori})
        kebijakan = replace(kebijakan, kategori=parameter.build_kebijakan().kategori)
    batas = kebijakan.batas_atas
    if andaian.batas_atas:
        batas = _parse_batas(andaian.batas_atas)
    rumus = kebijakan.rumus_turun
    if andaian.rumus_turun:
        try:
            rumus = RumusTurun(andaian.rumus_turun)
        except ValueError:
            raise ParameterError(
                "Rumus turun tidak dikenal",
                ditemukan=repr(andaian.rumus_turun),
                diharapkan=" atau ".join(RumusTurun),
            ) from None
    return replace(kebijakan, batas_atas=batas, rumus_turun=rumus)


def _parse_batas(teks: str) -> Decimal:
    try:
        nilai = parse_angka(teks, ",").nilai
    except AngkaError as galat:
        raise ParameterError(
            "Batas atas tidak dapat dibaca",
            tempat=TEMPAT,
            ditemukan=f"{teks!r}, {galat}",
            saran="Tulis persennya saja, mis. 120.",
        ) from None
    if nilai <= 0:
        raise ParameterError(
            "Batas atas harus di atas 0",
            tempat=TEMPAT,
            ditemukan=repr(teks),
            saran="Tulis mis. 120.",
        )
    return nilai


def _compare(lama: Mapping[str, Angka], baru: Mapping[str, Angka]) -> Iterator[Beda]:
    for kunci in [*lama, *(satu for satu in baru if satu not in lama)]:
        dulu, kini = lama.get(kunci), baru.get(kunci)
        if _pick(dulu) != _pick(kini):
            satu = kini or dulu
            yield Beda(name_angka(satu) if satu else kunci, dulu, kini)


def _pick(angka: Angka | None) -> tuple[object, ...] | None:
    return None if angka is None else tuple(getattr(angka, nama) for nama in DIBANDINGKAN)


def _compare_kategori(lama: Rekap, baru: Rekap) -> Iterator[BedaKategori]:
    """Compare the classes of indicators, sasaran and the agency."""
    dulu, kini = dict(_iter_kategori(lama)), dict(_iter_kategori(baru))
    for sebutan, label in kini.items():
        if dulu.get(sebutan, "–") != label:
            yield BedaKategori(sebutan, dulu.get(sebutan, "–"), label)


def _iter_kategori(rekap: Rekap) -> Iterator[tuple[str, str]]:
    yield "perangkat daerah", rekap.rerata.kategori.label if rekap.rerata.kategori else "–"
    for satu in rekap.sasaran:
        kelas = satu.rerata.kategori
        yield f"sasaran {satu.sasaran.kode}", kelas.label if kelas else "–"
    for hasil in rekap.indikator:
        kode = f"indikator {hasil.indikator.kode}"
        yield kode, hasil.kategori.label if hasil.kategori else "–"
