"""Writes the verdict on a form: a copy of the sender's workbook headed by what was found.

Says accepted or not, when, which revision; the copy itself is made in `excel.salinan`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import astuple
from pathlib import Path, PurePath
from typing import Final

from kinerja.berkas import write_berkas
from kinerja.excel.salinan import build_hasil_periksa
from kinerja.excel.tulis_temuan import IsiPeriksa
from kinerja.folder import Folder
from kinerja.register.setoran import describe_urutan
from kinerja.temuan import Tingkatan
from kinerja.terima.hasil import HasilBerkas, KeadaanTerima
from kinerja.zona import format_waktu

FOLDER_VONIS: Final = "terima"
AKHIRAN_VONIS: Final = "-hasil-periksa.xlsx"
_PANJANG_NAMA: Final = 32


def write_vonis(
    folder: Folder, opd: str, hasil: HasilBerkas, isi: bytes | None, urutan: int = 1
) -> str:
    """Write the verdict and give its path relative to the working folder.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        hasil: The verdict.
        isi: The workbook as received, or None where it did not pass the preflight.
        urutan: Which of the files that share a verdict path in one command this is.
    """
    buku, _ = build_hasil_periksa(isi, _build_isi(hasil))
    jalur = build_jalur_vonis(folder, opd, hasil)
    if urutan > 1:
        awal = jalur.name.removesuffix(AKHIRAN_VONIS)
        jalur = jalur.with_name(f"{awal}-{urutan}{AKHIRAN_VONIS}")
    jadi = write_berkas(jalur, buku, is_samping=True)
    return jadi.relative_to(folder.akar).as_posix()


def build_jalur_vonis(folder: Folder, opd: str, hasil: HasilBerkas) -> Path:
    """`outputs/<opd>/<periode>/terima/<unit>-hasil-periksa.xlsx`.

    Without a readable Identitas sheet: `outputs/<opd>/terima/<nama>-<sidik>-hasil-periksa.xlsx`.
    """
    if hasil.unit is not None and hasil.periode is not None:
        induk = folder.keluaran(opd, hasil.periode)
        return induk / FOLDER_VONIS / f"{hasil.unit.slug}{AKHIRAN_VONIS}"
    induk = folder.hasil(opd)
    return induk / FOLDER_VONIS / f"{build_slug(hasil.nama)}{AKHIRAN_VONIS}"


def build_slug(nama: str) -> str:
    """Make a file name of any name: plain letters, and a piece of the hash of the whole.

    >>> build_slug("Isian/Bidang Àset 📊.xlsx")
    'bidang-aset-feec3676'
    """
    polos = unicodedata.normalize("NFKD", PurePath(nama).stem).encode("ascii", "ignore").decode()
    kata = re.sub(r"[^a-z0-9]+", "-", polos.casefold())[:_PANJANG_NAMA].strip("-")
    sidik = hashlib.sha256(nama.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kata or 'berkas'}-{sidik}"


def _build_isi(hasil: HasilBerkas) -> IsiPeriksa:
    kepala = [("Berkas", hasil.nama)]
    if hasil.unit is not None:
        kepala.append(("Unit", hasil.unit.nama))
    if hasil.periode is not None:
        kepala.append(("Periode", hasil.periode.judul))
    kepala.append(("Keputusan", _describe_keputusan(hasil)))
    if hasil.waktu is not None and hasil.revisi is not None:
        kepala.append(("Diterima", f"{format_waktu(hasil.waktu)}, {describe_urutan(hasil.revisi)}"))
    jumlah = {
        tingkatan: sum(satu.tingkatan is tingkatan for satu in hasil.temuan)
        for tingkatan in Tingkatan
    }
    kepala.append(("Temuan", ", ".join(f"{n} {tingkatan}" for tingkatan, n in jumlah.items())))
    if hasil.bukti is not None:
        kepala.append(("Bukti", hasil.bukti.kalimat))
    if hasil.tindak_lanjut:
        kepala.append(("Tindak lanjut", "; ".join(hasil.tindak_lanjut)))
    if hasil.pesan:
        kepala.append(("Keterangan", hasil.pesan))
    perbedaan = [
        (nama, kode, judul, sel, lama, baru)
        for nama, kode, judul, sel, lama, baru in map(astuple, hasil.perbedaan)
    ]
    return IsiPeriksa("Hasil Periksa", kepala, hasil.temuan, perbedaan)


def _describe_keputusan(hasil: HasilBerkas) -> str:
    if hasil.keadaan is KeadaanTerima.DITERIMA:
        return "DITERIMA"
    kode = {satu.kode for satu in hasil.temuan if satu.tingkatan is Tingkatan.GALAT}
    if kode == {"K-REVISI-ALASAN"}:
        return "BELUM DITERIMA: sebutkan alasan perubahannya"
    return "DITOLAK: perbaiki sel merah di buku kerja ini, lalu kirim kembali"
