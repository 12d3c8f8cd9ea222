"""Computes an archive's figures again from the inputs in it, and holds them against its reports.

A working folder is laid out from the payload in a temporary place, with the register as it was
before the reports were made; the kit's own notebooks run there, never those of the archive: what
somebody else's file says is data, not a program.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kinerja.arsip.muatan import FOLDER_KERJA, FOLDER_LAPORAN, FOLDER_MASUKAN
from kinerja.arsip.verifikasi import HasilVerifikasi, Isi
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, KinerjaError
from kinerja.jalankan import manifes as manifes_jalan
from kinerja.jalankan.jalan import run_laporan
from kinerja.notebook_kit import read_notebook
from kinerja.periode import Periode, parse_periode
from kinerja.register import Peristiwa, rebuild_register
from kinerja.register.jurnal import NAMA_JURNAL, format_daftar
from kinerja.register.laporan import JENIS_LAPORAN, is_laporan, name_laporan
from kinerja.register.status import JENIS_STATUS, StatusLaporan
from kinerja.riwayat.hasil import BedaAngka, compare_angka

_BENTUK: Final = ("html",)


@dataclass(frozen=True, slots=True)
class HasilHitungUlang:
    """How many figures were computed again, and which differ."""

    jumlah: int
    beda: tuple[BedaAngka, ...]


def recompute(isi: Isi, verifikasi: HasilVerifikasi) -> HasilHitungUlang:
    """Compute the figures of a verified archive again.

    Raises:
        KeutuhanError: where the archive holds no report that can be computed, and why.
    """
    try:
        return _recompute(isi, verifikasi)
    except KinerjaError as galat:
        if isinstance(galat, KeutuhanError):
            raise
        raise _build_galat(galat.pesan) from galat
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as galat:
        raise _build_galat("satu nama dipakai sebagai berkas dan sebagai folder") from galat


def _build_galat(sebab: str, tempat: str = "") -> KeutuhanError:
    return KeutuhanError(
        "Laporan tidak dapat dihitung ulang dari masukan arsip", tempat=tempat, ditemukan=sebab
    )


def _recompute(isi: Isi, verifikasi: HasilVerifikasi) -> HasilHitungUlang:
    periode = parse_periode(str(verifikasi.keterangan["periode"]))
    opd = str(verifikasi.keterangan["opd"])
    with tempfile.TemporaryDirectory(prefix="kinerja-") as sementara:
        folder = Folder(Path(sementara))
        _unpack(isi, folder.akar)
        _write_register(folder, opd, _cut(verifikasi.peristiwa, periode))
        hasil = run_laporan(folder, opd, periode, bentuk=_BENTUK)
        gagal = [satu for satu in hasil.laporan if satu.keadaan not in {"dibuat", "tetap"}]
        if gagal:
            raise _build_galat(gagal[0].pesan, gagal[0].judul)
        jumlah = 0
        beda: list[BedaAngka] = []
        for nama in _list_hasil(isi):
            lama = _read_angka(isi.read(f"{FOLDER_LAPORAN}/{nama}"))
            jalur = hasil.folder / nama
            baru = _read_angka(jalur.read_bytes()) if jalur.is_file() else {}
            jumlah += len(lama)
            beda += compare_angka(nama, lama, baru)
    return HasilHitungUlang(jumlah, tuple(beda))


def _unpack(isi: Isi, akar: Path) -> None:
    """Lay out the working folder; the names were judged when the archive was checked."""
    for nama in isi.daftar:
        bagian = PurePosixPath(nama).parts
        if len(bagian) > 2 and bagian[0] == FOLDER_KERJA and f"{bagian[1]}/" in FOLDER_MASUKAN:
            tujuan = akar.joinpath(*bagian[1:])
            tujuan.parent.mkdir(parents=True, exist_ok=True)
            tujuan.write_bytes(isi.read(nama))
    (akar / "notebooks").mkdir()
    for nama, teks in read_notebook().items():
        (akar / "notebooks" / nama).write_bytes(teks)


def _cut(daftar: Sequence[Peristiwa], periode: Periode) -> tuple[Peristiwa, ...]:
    """Cut the events to those on which the reports rest.

    These are the ones before the report was approved first, since it was last a draft: what is
    approved says nothing later, and its lock would refuse to make it again. Without an approval
    they are those before it was made last.
    """
    batas: int | None = None
    dibuat = 0
    for satu in daftar:
        if satu.periode != periode.slug:
            continue
        if satu.jenis == JENIS_LAPORAN:
            dibuat = satu.nomor
            if satu.isi.get("dinyatakan_final"):
                batas = batas or satu.nomor
        elif satu.jenis == JENIS_STATUS and satu.isi["laporan"] == name_laporan(periode):
            batas = None if satu.isi["ke"] == StatusLaporan.DRAF else batas or satu.nomor
    if not dibuat:
        raise KeutuhanError("Arsip tidak memuat peristiwa pembuatan laporannya")
    return tuple(satu for satu in daftar if satu.nomor < (batas or dibuat))


def _write_register(folder: Folder, opd: str, daftar: Sequence[Peristiwa]) -> None:
    jalur = folder.data(opd) / NAMA_JURNAL
    jalur.unlink()
    if daftar:
        jalur.write_bytes(format_daftar(daftar))
        rebuild_register(folder, opd)


def _list_hasil(isi: Isi) -> list[str]:
    """List the files of figures that the archived run made."""
    data = json.loads(isi.read(f"{FOLDER_LAPORAN}/{manifes_jalan.NAMA_MANIFES}"))
    catatan, _ = manifes_jalan.read_catatan(data)
    return [
        nama
        for tugas, satu in catatan.items()
        for nama, berkas in satu.keluaran.items()
        if berkas["bentuk"] == "json" and is_laporan(tugas)
    ]


def _read_angka(isi: bytes) -> dict[str, dict[str, Any]]:
    hasil: dict[str, dict[str, Any]] = json.loads(isi)["angka"]
    return hasil
