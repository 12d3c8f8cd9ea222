"""Reads two states of a period from the register's store and compares them.

A state is a run that made reports, known by the number of its event; its inputs and figures lie in
the store by hash. Forms and plan are compared value by value, other inputs as whole files.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from kinerja.angka import format_tanggal
from kinerja.excel.beda import build_perbedaan
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.preflight import parse_berkas
from kinerja.folder import Folder
from kinerja.galat import ParameterError
from kinerja.gudang import Gudang, open_terima
from kinerja.parameter import read_instansi
from kinerja.periode import ROMAWI, Periode
from kinerja.register import Setoran, list_setoran, open_register
from kinerja.register.laporan import AKHIRAN_HASIL, JalanTercatat, list_jalan
from kinerja.riwayat.hasil import BedaAngka, BedaBerkas, BedaIsian, HasilBeda, compare_angka
from kinerja.riwayat.rencana import compare_rencana

_FORMULIR: Final = re.compile(r"data/[^/]+/([0-9]{4})/tw([1-4])/([a-z0-9-]+)\.xlsx\Z", re.ASCII)
_RENCANA: Final = "/rencana.xlsx"
_TANGGAL: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def choose_jalan(
    daftar: Sequence[JalanTercatat], acuan: str, periode: Periode, opsi: str
) -> JalanTercatat:
    """Choose a run by the number of its event, or the last one up to a day.

    Raises:
        ParameterError: naming the runs there are.
    """
    dikenal = [satu for satu in daftar if satu.hasil]
    calon: list[JalanTercatat] = []
    if _TANGGAL.match(acuan):
        try:
            hari = date.fromisoformat(acuan)
        except ValueError:
            hari = date.min
        calon = [satu for satu in dikenal if satu.waktu.date() <= hari]
    elif acuan.isdecimal():
        calon = [satu for satu in dikenal if str(satu.nomor) == acuan]
    if calon:
        return calon[-1]
    ada = ", ".join(f"{satu.nomor} ({format_saat(satu)})" for satu in dikenal)
    raise ParameterError(
        f"Laporan {periode.judul} yang dimaksud tidak ada",
        tempat=opsi,
        ditemukan=repr(acuan),
        diharapkan=f"nomor peristiwa atau tanggal; yang ada: {ada or 'belum ada'}",
    )


def format_saat(jalan: JalanTercatat) -> str:
    """Say when a run was, as people read it."""
    return f"{format_tanggal(jalan.waktu.date())} {jalan.waktu:%H.%M}"


def compare_jalan(
    folder: Folder, opd: str, periode: Periode, dari: str = "", ke: str = ""
) -> HasilBeda:
    """Compare two runs of a period.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter or year.
        dari: The earlier run; empty for the last one before `ke` that differs from it.
        ke: The later run; empty for the last.

    Raises:
        ParameterError: where there is no such run, or only one.
        KeutuhanError: where what was kept is gone or altered.
    """
    with open_register(folder, opd) as register:
        daftar = list_jalan(register, periode)
    ada = [satu for satu in daftar if satu.hasil]
    if len(ada) < 2:
        raise ParameterError(
            f"Belum ada dua laporan {periode.judul} untuk dibandingkan",
            ditemukan=f"{len(ada)} kali dibuat",
            saran=f"Buat dengan: kinerja laporan {periode.slug}",
        )
    akhir = choose_jalan(daftar, ke or str(ada[-1].nomor), periode, "--ke")
    if dari:
        return _compare(
            folder, opd, periode, ada, choose_jalan(daftar, dari, periode, "--dari"), akhir
        )
    sebelum = [satu for satu in ada if satu.nomor < akhir.nomor] or [akhir]
    for awal in reversed(sebelum):
        hasil = _compare(folder, opd, periode, ada, awal, akhir)
        if not hasil.is_sama:
            return hasil
    return hasil


def _compare(
    folder: Folder,
    opd: str,
    periode: Periode,
    ada: Sequence[JalanTercatat],
    awal: JalanTercatat,
    akhir: JalanTercatat,
) -> HasilBeda:
    gudang = open_terima(folder.data(opd))
    lama, baru = _find_hasil(ada, awal), _find_hasil(ada, akhir)
    isian, catatan = _compare_masukan(gudang, awal.masukan, akhir.masukan)
    berkas = [
        gudang.build_jalur(satu.masukan[nama], ".xlsx")
        for satu in (awal, akhir)
        for nama in satu.masukan
        if nama.endswith(_RENCANA)
    ]
    rencana = (
        compare_rencana(berkas[0], berkas[1], opd, periode, read_instansi(folder, opd))
        if len(set(berkas)) == 2
        else ()
    )
    return HasilBeda(
        _name_jalan(awal),
        _name_jalan(akhir),
        str(awal.nomor),
        str(akhir.nomor),
        tuple(_compare_hasil(gudang, lama, baru)),
        tuple(isian),
        tuple(rencana),
        tuple(_compare_berkas(awal.masukan, akhir.masukan)),
        tuple(catatan),
    )


def _find_hasil(daftar: Sequence[JalanTercatat], sampai: JalanTercatat) -> dict[str, str]:
    """Find each report's figures as they stood after a run: a run makes only what changed."""
    hasil: dict[str, str] = {}
    for satu in daftar:
        if satu.nomor <= sampai.nomor:
            hasil |= satu.hasil
    return hasil


def _compare_hasil(
    gudang: Gudang, lama: Mapping[str, str], baru: Mapping[str, str]
) -> Iterator[BedaAngka]:
    for laporan in sorted(lama.keys() | baru.keys(), key=lambda nama: ("/" in nama, nama)):
        if lama.get(laporan) != baru.get(laporan):
            yield from compare_angka(
                laporan,
                _read_angka(gudang, lama.get(laporan)),
                _read_angka(gudang, baru.get(laporan)),
            )


def _read_angka(gudang: Gudang, sha256: str | None) -> dict[str, Any]:
    if sha256 is None:
        return {}
    angka: dict[str, Any] = json.loads(gzip.decompress(gudang.read(sha256, AKHIRAN_HASIL)))["angka"]
    return angka


def _compare_masukan(
    gudang: Gudang, lama: Mapping[str, str], baru: Mapping[str, str]
) -> tuple[list[BedaIsian], list[str]]:
    """Compare the forms that both states have and that differ; notes on those that cannot be."""
    isian: list[BedaIsian] = []
    catatan: list[str] = []
    for nama in sorted(lama.keys() & baru.keys()):
        cocok = _FORMULIR.match(nama)
        if cocok is None or lama[nama] == baru[nama]:
            continue
        dulu, kini = (gudang.read(sidik[nama], ".xlsx") for sidik in (lama, baru))
        sumber = f"{cocok[3]}, Triwulan {ROMAWI[int(cocok[2]) - 1]} {cocok[1]}"
        beda = compare_formulir(dulu, kini, sumber)
        isian += beda or ()
        if beda is None:
            catatan.append(f"{nama} berubah, tetapi tidak dapat dibandingkan sel demi sel.")
    return isian, catatan


def compare_formulir(lama: bytes, baru: bytes, sumber: str) -> list[BedaIsian] | None:
    """Compare two forms cell by cell; None where one cannot be read."""
    dulu, kini = (parse_berkas(isi, Pencatat("")) for isi in (lama, baru))
    perbedaan = build_perbedaan(dulu, kini) if dulu and kini else None
    if perbedaan is None:
        return None
    return [
        BedaIsian(sumber, f"{satu.lembar}, {satu.kode}, {satu.judul}", satu.lama, satu.baru)
        for satu in perbedaan
    ]


def _compare_berkas(lama: Mapping[str, str], baru: Mapping[str, str]) -> Iterator[BedaBerkas]:
    for nama in sorted(lama.keys() | baru.keys()):
        if lama.get(nama) != baru.get(nama):
            keadaan = "baru" if nama not in lama else "hilang" if nama not in baru else "berubah"
            yield BedaBerkas(nama, keadaan)


def compare_kiriman(
    folder: Folder, opd: str, periode: Periode, unit: str, dari: str = "", ke: str = ""
) -> HasilBeda:
    """Compare two submissions of a unit, by the number of the revision; 0 is the first.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter.
        unit: The unit.
        dari: The earlier one; empty for the one before `ke`.
        ke: The later one; empty for the last.

    Raises:
        ParameterError: where there is no such submission, or only one.
        KeutuhanError: where a stored form is gone or altered.
    """
    with open_register(folder, opd) as register:
        daftar = list_setoran(register, periode, unit)
    if len(daftar) < 2:
        raise ParameterError(
            f"Belum ada dua kiriman {unit} untuk {periode.judul}",
            ditemukan=f"{len(daftar)} kiriman",
        )
    akhir = _choose_kiriman(daftar, ke or str(daftar[-1].revisi), "--ke")
    awal = _choose_kiriman(daftar, dari or str(max(0, akhir.revisi - 1)), "--dari")
    gudang = open_terima(folder.data(opd))
    isi = [gudang.read(satu.sha256, ".xlsx") for satu in (awal, akhir)]
    isian = compare_formulir(isi[0], isi[1], unit)
    catatan = ("Salah satu kiriman tidak dapat dibandingkan sel demi sel.",)
    return HasilBeda(
        _name_kiriman(awal),
        _name_kiriman(akhir),
        str(awal.revisi),
        str(akhir.revisi),
        isian=tuple(isian or ()),
        catatan=() if isian is not None else catatan,
    )


def _choose_kiriman(daftar: Sequence[Setoran], acuan: str, opsi: str) -> Setoran:
    for satu in daftar:
        if str(satu.revisi) == acuan:
            return satu
    raise ParameterError(
        "Kiriman itu tidak ada",
        tempat=opsi,
        ditemukan=repr(acuan),
        diharapkan="nomor revisi: " + ", ".join(str(satu.revisi) for satu in daftar),
    )


def _name_jalan(jalan: JalanTercatat) -> str:
    return f"laporan {format_saat(jalan)} (peristiwa {jalan.nomor})"


def _name_kiriman(satu: Setoran) -> str:
    sebutan = "kiriman pertama" if satu.revisi == 0 else f"revisi ke-{satu.revisi}"
    alasan = f", alasan: {satu.alasan}" if satu.alasan else ""
    return f"{sebutan} ({format_tanggal(satu.waktu.date())}{alasan})"
