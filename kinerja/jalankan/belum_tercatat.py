"""What a run found or made that the register does not know yet; `pencatatan` records it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.jalankan.buku import Buku
from kinerja.periode import Periode
from kinerja.register import ImporBaru, Register, SetoranBaru, find_impor, list_setoran
from kinerja.register.laporan import JENIS_LAPORAN

if TYPE_CHECKING:
    from kinerja.data import DataLaporan


def list_setoran_baru(data: DataLaporan, oleh: str) -> list[SetoranBaru]:
    """List the accepted workbooks of the run as what was found in the folder."""
    masukan = data.masukan
    return [
        SetoranBaru(
            laporan.periode,
            slug,
            laporan.berkas.sha256,
            laporan.berkas.nama,
            laporan.berkas.ukuran,
            "folder",
            oleh=oleh,
        )
        for (slug, _), laporan in sorted(masukan.laporan_unit.items(), key=lambda isi: isi[0][::-1])
    ]


def list_anggaran(data: DataLaporan, oleh: str) -> list[ImporBaru]:
    """List the stored budgets that were read, as what was found in the folder."""
    masukan = data.masukan
    jumlah: dict[int, int] = {}
    for (_, triwulan), baris in masukan.anggaran_impor.items():
        jumlah[triwulan] = jumlah.get(triwulan, 0) + len(baris)
    return [
        ImporBaru(Periode(masukan.periode.tahun, nomor), berkas.sha256, n, "folder", oleh=oleh)
        for nomor, n in sorted(jumlah.items())
        for berkas in data.berkas
        if berkas.nama.endswith(f"/{masukan.periode.tahun}/tw{nomor}/{NAMA_ANGGARAN}")
    ]


def list_asing(register: Register, daftar: list[ImporBaru]) -> list[ImporBaru]:
    """List the budgets of quarters without any recorded import."""
    return [satu for satu in daftar if find_impor(register, satu.periode) is None]


def list_belum(register: Register, daftar: list[SetoranBaru]) -> list[SetoranBaru]:
    """List what differs from each unit's latest recorded submission."""
    terakhir = {
        (satu.periode, satu.unit): satu.sha256
        for periode in {baru.periode for baru in daftar}
        for satu in list_setoran(register, periode)
    }
    return [baru for baru in daftar if terakhir.get((baru.periode, baru.unit)) != baru.sha256]


def list_laporan_baru(
    register: Register, buku: Buku, periode: Periode
) -> dict[str, dict[str, str]]:
    """List the reports made in this run, and those whose files no event names."""
    tercatat: dict[str, dict[str, str]] = {}
    for satu in register.list_peristiwa(JENIS_LAPORAN, periode.slug):
        tercatat |= satu.isi["laporan"]
    return {
        nama: berkas
        for nama, berkas in buku.sidik_per_laporan.items()
        if nama in buku.daftar_dibuat or tercatat.get(nama) != berkas
    }
