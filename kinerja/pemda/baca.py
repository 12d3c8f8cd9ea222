"""Reads all agencies of a working folder for the regency's report; one that fails is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kinerja.berkas import compute_sha256, compute_sha256_isi, format_json
from kinerja.catatan import read_catatan_register
from kinerja.excel.masukan import NAMA_RENCANA
from kinerja.folder import PEMDA, Folder
from kinerja.galat import KinerjaError, ParameterError
from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanTerbit, LaporanTerbit
from kinerja.hitung.pemda.hasil import RekapPemda
from kinerja.hitung.pemda.rekap import build_rekap_pemda
from kinerja.model import Berkas
from kinerja.parameter import Instansi, Pejabat, read_instansi, read_parameter_periode
from kinerja.parameter.pemda import (
    NAMA_PEJABAT_PEMDA,
    NAMA_PEMDA,
    ParameterPemda,
    read_parameter_pemda,
    read_pejabat_pemda,
)
from kinerja.pemda.setor import list_setor, list_tak_diketahui
from kinerja.pemda.terbit import read_terbit
from kinerja.periode import Periode
from kinerja.register import open_register

_TANPA_LAPORAN: Final = LaporanTerbit(KeadaanTerbit.RUSAK)


@dataclass(frozen=True)
class DataPemda:
    """Everything read for the regency's report; figures are computed when first asked for.

    `berkas` are its inputs: the parameters, each agency's figures, and what else was seen of it.
    """

    folder: Folder
    periode: Periode
    parameter: ParameterPemda
    pejabat: Mapping[str, Pejabat]
    bahan: tuple[BahanOpd, ...]
    berkas: tuple[Berkas, ...]

    @cached_property
    def rekap(self) -> RekapPemda:
        """The figures."""
        return build_rekap_pemda(self.periode, self.bahan)


def read_pemda(folder: Folder, periode: Periode) -> DataPemda:
    """Read the regency's parameters and every agency under `parameters/`.

    Raises:
        ParameterError: where there is no agency, one has the name that the regency's report uses,
            the regency's own parameters are missing or wrong, or no agency has a plan of the year.
    """
    parameter = read_parameter_pemda(folder)
    daftar = folder.daftar_opd
    if not daftar or PEMDA in daftar:
        raise ParameterError(
            "Nama perangkat daerah dipakai laporan gabungan" if daftar else "Belum ada OPD",
            tempat="parameters/",
            ditemukan=PEMDA if daftar else "",
            saran="Ganti nama folder OPD itu."
            if daftar
            else "Mulai dengan: kinerja baru OPD TAHUN",
        )
    _check_tahun(folder, periode)
    bahan: list[BahanOpd] = []
    berkas = [
        Berkas(f"parameters/{nama}", compute_sha256(jalur), jalur.stat().st_size)
        for nama in (NAMA_PEMDA, *NAMA_PEJABAT_PEMDA)
        if (jalur := folder.akar / "parameters" / nama).is_file()
    ]
    for opd in daftar:
        satu, asal = _read_opd(folder, opd, periode)
        bahan.append(satu)
        berkas += [*([asal] if asal else []), _build_keadaan(satu)]
    return DataPemda(
        folder, periode, parameter, read_pejabat_pemda(folder), tuple(bahan), tuple(berkas)
    )


def _check_tahun(folder: Folder, periode: Periode) -> None:
    """Refuse a year of which no agency has a plan: there is nothing to put together."""
    tahun = {
        jalur.parent.name
        for opd in folder.daftar_opd
        for jalur in (folder.akar / "data" / opd).glob(f"[0-9][0-9][0-9][0-9]/{NAMA_RENCANA}")
    }
    if str(periode.tahun) not in tahun:
        raise ParameterError(
            "Belum ada rencana kinerja tahun itu pada satu pun perangkat daerah",
            tempat=f"data/*/{periode.tahun}/{NAMA_RENCANA}",
            ditemukan=periode.slug,
            saran=f"Tahun yang ada: {', '.join(sorted(tahun)) or 'belum ada'}.",
        )


def _read_opd(folder: Folder, opd: str, periode: Periode) -> tuple[BahanOpd, Berkas | None]:
    """Read one agency; where its parameters or register are wrong, that is what is told of it."""
    try:
        instansi = read_instansi(folder, opd)
    except KinerjaError as galat:
        return BahanOpd(opd, opd, opd, _TANPA_LAPORAN, masalah=galat.pesan), None
    try:
        return _read_isi(folder, opd, periode, instansi)
    except KinerjaError as galat:
        bahan = BahanOpd(
            opd,
            instansi.nama,
            instansi.singkatan,
            _TANPA_LAPORAN,
            setoran=tuple(list_tak_diketahui(periode, instansi)),
            masalah=galat.pesan,
        )
        return bahan, None


def _read_isi(
    folder: Folder, opd: str, periode: Periode, instansi: Instansi
) -> tuple[BahanOpd, Berkas | None]:
    parameter = read_parameter_periode(folder, opd, periode)
    catatan = read_catatan_register(folder, opd, periode, parameter)
    unit = [satu.slug for satu in instansi.daftar_unit]
    laporan, berkas = read_terbit(folder, opd, periode, unit, catatan.berkas)
    with open_register(folder, opd) as register:
        setoran = tuple(list_setor(folder, opd, periode, instansi, register))
    kebijakan = instansi.kebijakan.build_kebijakan()
    return BahanOpd(opd, instansi.nama, instansi.singkatan, laporan, kebijakan, setoran), berkas


def _build_keadaan(bahan: BahanOpd) -> Berkas:
    """Give what was seen of an agency beside its figures as one more input of the report."""
    laporan = bahan.laporan
    isi = format_json(
        {
            "nama": bahan.nama,
            "masalah": bahan.masalah,
            "laporan": [laporan.keadaan.value, laporan.sebab, *laporan.alasan],
            "kebijakan": bahan.kebijakan.uraian if bahan.kebijakan else "",
            "setoran": [
                [satu.unit, satu.nama, satu.periode.slug, satu.keadaan.value, satu.hari]
                for satu in bahan.setoran
            ],
        }
    )
    return Berkas(f"keadaan {bahan.slug}", compute_sha256_isi(isi), len(isi))
