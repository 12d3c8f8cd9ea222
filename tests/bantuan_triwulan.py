"""A quarter as people live it: forms filled in Excel's way, the clock, and what must agree.

`check_saat` compares register, findings and report with what a step should have led to, and with
each other; the expected values are worked by hand in the test.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl

from kinerja.berkas import compute_sha256
from kinerja.data import DataLaporan, read_data
from kinerja.folder import Folder
from kinerja.hitung.jejak import Angka
from kinerja.periode import Periode
from kinerja.register import (
    Setoran,
    check_register,
    list_setoran,
    open_register,
    read_berkas,
)
from tests.bantuan_excel import find_sel
from tests.bantuan_terima import OPD, run_json

WIB = timezone(timedelta(hours=7))
KEPALA = 4
"""The row of the headings on every sheet of a form."""


class Jam(datetime):
    """The register's clock, set by hand."""

    sekarang = datetime(2026, 10, 1, 12, tzinfo=WIB)

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        """Give the time that was set."""
        del tz
        return cls.sekarang


@dataclass(frozen=True)
class Isi:
    """What a unit types: rows by code and heading, dates of steps by number, money by code.

    Every other sub kegiatan with a pagu gets 0 spent; all get fisik 100.
    """

    indikator: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    tahap: Mapping[int, date] = field(default_factory=dict)
    uang: Mapping[str, int] = field(default_factory=dict)


def fill_formulir(asal: Path, tujuan: Path, isi: Isi) -> Path:
    """Fill a form that was sent out, into a file of the sender's own."""
    buku = openpyxl.load_workbook(asal)
    for kode, baris in isi.indikator.items():
        for judul, nilai in baris.items():
            lembar = buku["Indikator"]
            lembar[find_sel(lembar, kode, judul)].value = nilai
    for nomor, hari in isi.tahap.items():
        buku["Tahapan"][find_tahap(buku["Tahapan"], nomor)].value = hari
    _fill_uang(buku["Sub Kegiatan"], isi.uang)
    tujuan.parent.mkdir(exist_ok=True)
    buku.save(tujuan)
    return tujuan


def find_tahap(lembar: Any, nomor: int) -> str:
    """Give the address of the cell for the day on which a step was done."""
    kepala = {sel.value: sel.column_letter for sel in lembar[KEPALA]}
    for baris in lembar.iter_rows(min_row=KEPALA + 1):
        if baris[1].value == nomor:
            return f"{kepala['Tanggal Selesai']}{baris[0].row}"
    raise LookupError(nomor)


def _fill_uang(lembar: Any, uang: Mapping[str, int]) -> None:
    kepala = {sel.value: sel.column - 1 for sel in lembar[KEPALA]}
    for baris in lembar.iter_rows(min_row=KEPALA + 1):
        if baris[kepala["Pagu (Rp)"]].value:
            baris[kepala["Realisasi Triwulan Ini (Rp)"]].value = uang.get(baris[0].value, 0)
            baris[kepala["Fisik s.d. (%)"]].value = 100


@dataclass(frozen=True)
class Saat:
    """What must hold after a step.

    Attributes:
        setoran: Receipts of the quarter in their order: unit, revision, way, day.
        temuan: Findings of the quarter's forms: unit, code, cell (empty where it names none).
        ditolak: Units whose working copy is refused.
        angka: Figures of the report by id, as printed.
        kode: Exit code of `periksa`, and of `laporan` with it.
    """

    setoran: tuple[tuple[str, int, str, date], ...]
    temuan: frozenset[tuple[str, str, str]]
    angka: Mapping[str, str]
    ditolak: tuple[str, ...] = ()
    kode: int = 0


def check_saat(akar: Path, periode: Periode, saat: Saat, capsys: Any) -> DataLaporan:
    """Compare register, findings and figures with what is expected and with one another."""
    folder = Folder(akar)
    kode, periksa = run_json(capsys, "periksa", periode.slug)
    assert (kode, periksa["kode_keluar"]) == (saat.kode, saat.kode)
    check_register(folder, OPD)
    with open_register(folder, OPD) as register:
        setoran = list_setoran(register, periode)
    data = read_data(folder, OPD, periode)
    assert [(s.unit, s.revisi, s.cara, s.waktu.date()) for s in setoran] == list(saat.setoran)
    _check_temuan(periksa, data, saat)
    _check_unit(folder, data, setoran, periksa, saat)
    angka = {satu.id: satu for satu in iter_angka((data.rekap, data.banding))}
    assert {id_angka: angka[id_angka].teks for id_angka in saat.angka} == dict(saat.angka)
    _check_asal(periode, setoran, angka)
    return data


def _check_temuan(periksa: dict[str, Any], data: DataLaporan, saat: Saat) -> None:
    """The command tells all findings of reading and calculation, and those expected."""
    daftar = [
        (satu["unit"], satu["kode"], satu["sel"])
        for satu in periksa["temuan"]
        if satu["kode"] != "K-BERKAS-BELUM"
    ]
    assert sorted(daftar) == sorted(saat.temuan)
    dari_data = {satu.pesan for satu in data.temuan}
    assert dari_data <= {satu["pesan"] for satu in periksa["temuan"]}


def _check_unit(
    folder: Folder,
    data: DataLaporan,
    setoran: tuple[Setoran, ...],
    periksa: dict[str, Any],
    saat: Saat,
) -> None:
    """Each unit is received, refused or missing, and everyone says the same of it."""
    periode = data.masukan.periode
    terakhir = {satu.unit: satu for satu in setoran}
    belum = {
        satu["unit"]
        for satu in periksa["temuan"]
        if satu["kode"] == "K-BERKAS-BELUM" and f"/tw{periode.triwulan}/" in satu["berkas"]
    }
    semua = {unit.slug for unit in data.masukan.unit}
    assert set(data.masukan.unit_ditolak) == set(saat.ditolak)
    assert belum == semua - terakhir.keys() - set(saat.ditolak)
    lapor = {satu.unit.slug for satu in data.rekap.unit if satu.is_lapor}
    assert lapor == terakhir.keys() - set(saat.ditolak)
    for slug in terakhir.keys() - set(saat.ditolak):
        salinan = folder.data(OPD) / str(periode.tahun) / f"tw{periode.triwulan}" / f"{slug}.xlsx"
        assert compute_sha256(salinan) == terakhir[slug].sha256
        assert salinan.read_bytes() == read_berkas(folder, OPD, terakhir[slug].sha256)
        assert data.masukan.laporan_unit[slug, periode.triwulan].berkas.sha256 == (
            terakhir[slug].sha256
        )


def _check_asal(periode: Periode, setoran: tuple[Setoran, ...], angka: Mapping[str, Angka]) -> None:
    """Every cell that a figure names lies in the bytes that the register holds for that unit."""
    terakhir = {satu.unit: satu.sha256 for satu in setoran}
    awal = f"data/{OPD}/{periode.tahun}/tw{periode.triwulan}/"
    for satu in angka.values():
        for operan in satu.jejak.operan if satu.jejak else ():
            letak = operan.alamat
            if letak is not None and letak.berkas.startswith(awal):
                unit = letak.berkas.removeprefix(awal).removesuffix(".xlsx")
                assert letak.sha256 == terakhir[unit], (satu.id, letak)


def check_hasil(akar: Path, data: DataLaporan, saat: Saat, capsys: Any) -> None:
    """Make the reports and compare every figure they print with the computed one."""
    periode = data.masukan.periode
    kode, jalan = run_json(capsys, "laporan", periode.slug, "--format", "json")
    assert (kode, sorted(jalan["ditolak"])) == (saat.kode, sorted(saat.ditolak))
    hitungan = {satu.id: satu for satu in iter_angka((data.rekap_per_triwulan, data.banding))}
    keluaran = Folder(akar).keluaran(OPD, periode)
    for jalur in (keluaran / "hasil.json", *sorted(keluaran.glob("bidang/*.hasil.json"))):
        if jalur.name.removesuffix(".hasil.json") in saat.ditolak:
            continue  # the report from before, left as it was
        hasil = json.loads(jalur.read_text(encoding="utf-8"))["angka"]
        bersama = hasil.keys() & hitungan.keys()
        assert len(bersama) > 10
        assert {satu: hasil[satu]["teks"] for satu in bersama} == {
            satu: hitungan[satu].teks for satu in bersama
        }
        if jalur.name == "hasil.json":
            assert {satu: hasil[satu]["teks"] for satu in saat.angka} == dict(saat.angka)


def iter_angka(isi: object) -> Iterator[Angka]:
    """Give every figure with an id within computed results."""
    if isinstance(isi, Angka):
        yield isi
    elif isinstance(isi, tuple | list):
        for satu in isi:
            yield from iter_angka(satu)
    elif isinstance(isi, Mapping):
        yield from iter_angka(tuple(isi.values()))
    elif is_dataclass(isi) and type(isi).__module__.startswith("kinerja.hitung"):
        for bidang in fields(isi):
            yield from iter_angka(getattr(isi, bidang.name))


def list_tanda(jalur: Path, is_bertanda: Callable[[Any], bool]) -> set[tuple[str, str]]:
    """List the cells of a workbook that fit, by sheet and address."""
    return {
        (lembar.title, sel.coordinate)
        for lembar in openpyxl.load_workbook(jalur)
        for baris in lembar.iter_rows()
        for sel in baris
        if is_bertanda(sel)
    }
