"""Makes a working folder with a made-up regency: parameters, plans, forms, receipts, notebooks.

Everything goes through the kit's own writers and register, so that its readers take it as they
take real files. The folder is made beside its place and moved there when it is whole.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from kinerja.berkas import compute_sha256_isi
from kinerja.contoh.pemda.katalog import list_perangkat
from kinerja.contoh.pemda.peran import Peran, Undian, build_peran
from kinerja.contoh.pemda.susun_isian import Berjalan, build_laporan
from kinerja.contoh.pemda.susun_parameter import (
    build_instansi,
    build_pejabat,
    build_pejabat_pemda,
    build_pemda,
    build_periode,
)
from kinerja.contoh.pemda.susun_rencana import build_rencana
from kinerja.contoh.pemda.susun_setoran import Cacat, SetoranContoh, build_setoran
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.folder import Folder, build_jalur_isian
from kinerja.formulir import build_tampilan
from kinerja.galat import ParameterError
from kinerja.model import Isian, Jenis, Kebijakan, LaporanUnit, Masukan, Rencana
from kinerja.notebook_kit import read_notebook
from kinerja.parameter import Instansi, read_instansi
from kinerja.parameter.pemda import NAMA_PEJABAT_PEMDA, NAMA_PEMDA
from kinerja.periode import Periode
from kinerja.register import SetoranBaru, open_register, record_daftar_setoran, store_berkas

TAHUN: Final = 2025
_KATA: Final = "dua puluh lima"

Lapor = Callable[[str], None]


def write_pemda(tujuan: Folder, jumlah: int, benih: int, lapor: Lapor) -> None:
    """Make the working folder of a regency with so many agencies; the same seed, the same cells.

    Args:
        tujuan: The working folder; it does not exist yet, or is empty.
        jumlah: How many agencies.
        benih: The seed.
        lapor: Is told each agency's name when it is about to be made.

    Raises:
        ParameterError: where the folder holds anything, or there are not so many agencies.
    """
    daftar = build_peran(list_perangkat(jumlah), benih)
    akar = tujuan.akar
    if akar.exists() and (not akar.is_dir() or any(akar.iterdir())):
        raise ParameterError(
            "Kabupaten contoh hanya dibuat pada folder baru",
            tempat=str(akar),
            ditemukan="folder yang sudah berisi" if akar.is_dir() else "sebuah berkas",
            saran="Sebutkan nama folder lain, atau kosongkan dahulu folder itu.",
        )
    akar.parent.mkdir(parents=True, exist_ok=True)
    sementara = Path(tempfile.mkdtemp(prefix=f".{akar.name}-", dir=akar.parent))
    try:
        folder = Folder(sementara)
        _write(sementara / "parameters" / NAMA_PEMDA, build_pemda(TAHUN))
        _write(sementara / "parameters" / NAMA_PEJABAT_PEMDA[-1], build_pejabat_pemda())
        for nama, isi in read_notebook().items():
            _write(sementara / "notebooks" / nama, isi)
        for peran in daftar:
            lapor(peran.perangkat.nama)
            _write_opd(folder, peran, benih)
        sementara.chmod(0o755)
        if akar.exists():
            akar.rmdir()
        sementara.rename(akar)
    finally:
        shutil.rmtree(sementara, ignore_errors=True)


def _write_opd(folder: Folder, peran: Peran, benih: int) -> None:
    """Make one agency; one without data has parameters only."""
    opd = peran.perangkat.slug
    parameter = folder.parameter(opd)
    _write(parameter / "instansi.yaml", build_instansi(peran))
    _write(parameter / "pejabat.contoh.yaml", build_pejabat(peran.perangkat))
    for periode in (*Periode(TAHUN).daftar_triwulan, Periode(TAHUN)):
        _write(parameter / f"{periode.slug}.yaml", build_periode(peran, periode))
    if not peran.triwulan_terakhir:
        return
    undian = Undian(benih, opd)
    rencana = build_rencana(peran.perangkat, TAHUN, undian)
    instansi = read_instansi(folder, opd)
    kebijakan = instansi.kebijakan.build_kebijakan()
    jalur = folder.data(opd) / str(TAHUN) / "rencana.xlsx"
    jalur.parent.mkdir(parents=True)
    write_rencana(
        jalur,
        rencana,
        daftar_unit=instansi.daftar_unit,
        nama_skala=sorted(kebijakan.skala_predikat),
    )
    _record(folder, opd, _write_formulir(folder, peran, rencana, (instansi, kebijakan), undian))


def _write_formulir(
    folder: Folder,
    peran: Peran,
    rencana: Rencana,
    dasar: tuple[Instansi, Kebijakan],
    undian: Undian,
) -> list[tuple[SetoranBaru, bytes]]:
    """Write the forms of four quarters; gives those that were received, with their bytes."""
    instansi, kebijakan = dasar
    sah: dict[tuple[str, int], LaporanUnit] = {}
    lalu: dict[str, bytes] = {}
    berjalan = Berjalan()
    diterima: list[tuple[SetoranBaru, bytes]] = []
    for periode in Periode(TAHUN).daftar_triwulan:
        triwulan = periode.triwulan or 0
        laporan = build_laporan(peran, rencana, triwulan, berjalan, undian)
        masukan = Masukan(rencana.opd, periode, instansi.daftar_unit, rencana, dict(sah))
        for setoran in build_setoran(peran, periode, undian):
            slug = setoran.unit.slug
            isi = _build_isi(setoran, laporan[slug], masukan, kebijakan, lalu)
            jalur = build_jalur_isian(folder.data(rencana.opd), periode, slug)
            _write(jalur, isi)
            if setoran.waktu is None:
                continue
            sah[slug, triwulan] = laporan[slug]
            lalu[slug] = isi
            diterima.append((_build_setoran(setoran, isi, setoran.waktu), isi))
    return diterima


def _build_isi(
    setoran: SetoranContoh,
    laporan: LaporanUnit,
    masukan: Masukan,
    kebijakan: Kebijakan,
    lalu: Mapping[str, bytes],
) -> bytes:
    """Build the bytes of a form, faulty where it is to be."""
    slug = setoran.unit.slug
    if setoran.cacat is Cacat.PERIODE and slug in lalu:
        return lalu[slug]
    isian = laporan.isian
    if setoran.cacat is Cacat.TEKS:
        isian = _spoil(isian, masukan.rencana)
    wadah = io.BytesIO()
    write_laporan_unit(
        wadah,
        opd=masukan.opd,
        unit=setoran.unit,
        periode=setoran.periode,
        rencana=masukan.rencana,
        isian=isian,
        anggaran=laporan.anggaran,
        skala_predikat=kebijakan.skala_predikat,
        tampilan=build_tampilan(masukan, slug, kebijakan),
    )
    isi = wadah.getvalue()
    if setoran.cacat is None or isian != laporan.isian:
        return isi
    return isi[: len(isi) // 2]


def _spoil(daftar: tuple[Isian, ...], rencana: Rencana) -> tuple[Isian, ...]:
    """Write a word where a number belongs; a form without a number stays as it is."""
    angka = {satu.kode for satu in rencana.indikator if satu.jenis is Jenis.ANGKA}
    return tuple(
        replace(satu, nilai=_KATA)
        if satu.indikator_kode in angka and satu.nilai is not None
        else satu
        for satu in daftar
    )


def _build_setoran(setoran: SetoranContoh, isi: bytes, waktu: datetime) -> SetoranBaru:
    return SetoranBaru(
        setoran.periode,
        setoran.unit.slug,
        compute_sha256_isi(isi),
        f"{setoran.unit.slug}.xlsx",
        len(isi),
        "perintah",
        oleh="Petugas (contoh)",
        waktu=waktu,
    )


def _record(folder: Folder, opd: str, diterima: list[tuple[SetoranBaru, bytes]]) -> None:
    """Record the receipts as if each form had come in on its day."""
    with open_register(folder, opd, is_tulis=True) as register:
        for _, isi in diterima:
            store_berkas(folder, opd, isi)
        urut = sorted(
            (baru for baru, _ in diterima),
            key=lambda baru: (baru.waktu.isoformat() if baru.waktu else "", baru.unit),
        )
        record_daftar_setoran(register, urut)


def _write(jalur: Path, isi: bytes) -> None:
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_bytes(isi)
