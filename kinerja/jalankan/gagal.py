"""What a batch could not make, one line each: where, why, and what to do about it.

Stands in `outputs/gagal.csv` for as long as there is any. Makes nothing again.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

from kinerja.berkas import name_samping, write_berkas
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, compose_pesan, describe_tak_terduga
from kinerja.jalankan.hasil_jalan import HasilJalan, HasilLaporan, KeadaanLaporan
from kinerja.jalankan.kelompok import HasilPeriode
from kinerja.jalankan.pilihan import Permintaan
from kinerja.sel_csv import format_sel_csv

NAMA_GAGAL: Final = "gagal.csv"
BELUM_DIBUAT: Final = "Belum dibuat; batch dihentikan"
_LANJUT: Final = "Lanjutkan dengan: kinerja batch --lanjut"


@dataclass(frozen=True, slots=True)
class BarisGagal:
    """One report or format that is missing; `laporan` is empty where a whole period is."""

    opd: str
    periode: str
    laporan: str
    format: str
    sebab: str
    tindakan: str


def list_gagal(satu: HasilPeriode) -> tuple[BarisGagal, ...]:
    """List what of a period could not be made."""
    if satu.galat is not None:
        return (_build_periode(satu.minta, *_describe_galat(satu.galat, satu.minta)),)
    if satu.hasil is None:
        return (_build_periode(satu.minta, BELUM_DIBUAT, _LANJUT),)
    return tuple(_iter_laporan(satu.minta, satu.hasil))


def write_gagal_csv(folder: Folder, daftar: Iterable[BarisGagal]) -> Path | None:
    """Write the list whole, or remove it where nothing failed; gives its place.

    Raises:
        LaporanError: where it cannot be written.
    """
    jalur = folder.akar / "outputs" / NAMA_GAGAL
    baris = sorted(daftar, key=astuple)
    if not baris:
        for lama in (jalur, name_samping(jalur)):
            with contextlib.suppress(PermissionError):  # somebody reads it just now
                lama.unlink(missing_ok=True)
        return None
    wadah = io.StringIO(newline="")
    penulis = csv.writer(wadah, lineterminator="\n")
    penulis.writerow([bidang.name for bidang in fields(BarisGagal)])
    penulis.writerows([_format_sel(teks) for teks in astuple(satu)] for satu in baris)
    # With a mark of its encoding: Excel would take it for another one.
    return write_berkas(jalur, wadah.getvalue().encode("utf-8-sig"), is_samping=True)


def _format_sel(teks: str) -> str:
    return format_sel_csv(" ".join(teks.split()))


def _build_periode(minta: Permintaan, sebab: str, tindakan: str) -> BarisGagal:
    return BarisGagal(minta.opd, minta.periode.slug, "", "", sebab, tindakan)


def _describe_galat(galat: Exception, minta: Permintaan) -> tuple[str, str]:
    ulang = f"Jalankan lagi: kinerja laporan {minta.periode.slug} --opd {minta.opd} --jejak"
    if not isinstance(galat, KinerjaError):
        return f"{describe_tak_terduga(galat)}.", ulang
    sebab = compose_pesan(galat.masalah, galat.tempat, galat.ditemukan, galat.diharapkan)
    return sebab, galat.saran or ulang


def _iter_laporan(minta: Permintaan, hasil: HasilJalan) -> Iterator[BarisGagal]:
    opd, periode = minta.opd, minta.periode.slug
    ulang = f"kinerja laporan {periode} --opd {opd}"
    for satu in hasil.laporan:
        match satu.keadaan:
            case KeadaanLaporan.GAGAL:
                tindakan = _describe_notebook(hasil, satu) or f"Jalankan lagi: {ulang}"
                yield BarisGagal(opd, periode, satu.nama, "", satu.pesan, tindakan)
            case KeadaanLaporan.DITOLAK:
                tindakan = f"Lihat galatnya: kinerja periksa {periode} --opd {opd}"
                yield BarisGagal(opd, periode, satu.nama, "", satu.pesan, tindakan)
            case KeadaanLaporan.DIHENTIKAN:
                yield BarisGagal(opd, periode, satu.nama, "", BELUM_DIBUAT, _LANJUT)
        for bentuk, pesan in satu.gagal_bentuk:
            yield BarisGagal(opd, periode, satu.nama, bentuk, pesan, f"Jalankan lagi: {ulang}")


def _describe_notebook(hasil: HasilJalan, satu: HasilLaporan) -> str:
    """Name the executed notebook of a failed report, where one was kept."""
    jalur = hasil.folder / "gagal" / f"{satu.nama.replace('/', '-')}.ipynb"
    if not jalur.is_file():
        return ""
    return f"Buka outputs/{hasil.opd}/{hasil.periode.slug}/gagal/{jalur.name}, lalu jalankan lagi"
