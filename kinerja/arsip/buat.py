"""Archives a final period: builds the bag beside its place, checks it, moves it there, records it.

What was archived once is never written over; a correction becomes the next revision, with the
reason. A process that dies between moving and recording leaves a whole archive, which the next
run recognises and records.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kinerja.arsip.bag import build_bag
from kinerja.arsip.daftar import NAMA_DAFTAR, write_daftar_arsip
from kinerja.arsip.keterangan import (
    BERKAS_ARSIP,
    build_info,
    build_keterangan,
    name_arsip,
    read_data_arsip,
)
from kinerja.arsip.muatan import Muatan, build_muatan
from kinerja.arsip.periksa_bag import check_bag
from kinerja.arsip.wadah import Entri, write_wadah
from kinerja.berkas import build_galat_tulis, compute_sha256, format_json, place_berkas
from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, KinerjaError, ParameterError
from kinerja.gembok import hold_gembok
from kinerja.periode import Periode
from kinerja.register import Register, check_register, open_register
from kinerja.register.arsip import Arsip, ArsipBaru, list_arsip, record_arsip
from kinerja.register.kunci import find_kunci
from kinerja.register.status import StatusTercatat

_AWALAN: Final = ".arsip."


@dataclass(frozen=True, slots=True)
class HasilArsip:
    """The archive that stands, whether this run made it, and notes for people."""

    arsip: Arsip
    jalur: Path
    is_baru: bool
    catatan: tuple[str, ...] = ()


def build_folder_arsip(folder: Folder, opd: str) -> Path:
    """`outputs/arsip/<opd>`."""
    return folder.akar / "outputs" / "arsip" / opd


def run_arsip(
    folder: Folder, opd: str, periode: Periode, *, oleh: str = "", alasan: str = ""
) -> HasilArsip:
    """Archive a period.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: A quarter or a year whose report is final.
        oleh: Who archives, as declared.
        alasan: Why there is another revision; needed from the second on.

    Raises:
        ParameterError: where the report is not final, not current, or the reason is missing.
        KeutuhanError: where a kept file is not what was recorded.
        KinerjaError: where disk or register fail; what was archived before stays as it is.
    """
    kunci_kit = folder.kit / "kunci"
    induk = build_folder_arsip(folder, opd)
    with (
        hold_gembok(
            kunci_kit / f"{opd}_{periode.slug}.kunci",
            masalah="Laporan periode ini sedang dibuat atau diarsipkan",
        ),
        hold_gembok(kunci_kit / f"{opd}_arsip.kunci", masalah="Arsip lain sedang dibuat"),
    ):
        _remove_sisa(induk)
        check_register(folder, opd)
        with open_register(folder, opd, is_tulis=True) as register:
            pengesahan = _find_pengesahan(folder, opd, periode, register)
            semula = list_arsip(register, periode)
            _check_semula(induk, semula)
            muatan = build_muatan(folder, opd, periode, register)
            if semula and semula[-1].sidik_isi == muatan.sidik:
                # A killed run may have left the list behind.
                catatan = write_daftar_arsip(folder, opd, register, induk)
                jalur = induk / f"{semula[-1].nama}.zip"
                catatan = (*_describe_kurang(muatan, periode), *catatan)
                return HasilArsip(semula[-1], jalur, is_baru=False, catatan=catatan)
            revisi = len(semula) + 1
            if revisi > 1 and not alasan:
                raise ParameterError(
                    f"{periode.judul} sudah diarsipkan, dan isinya kini lain",
                    tempat="--alasan",
                    ditemukan=semula[-1].nama,
                    saran=f'Buat revisi ke-{revisi} dengan: --alasan "…"',
                )
            baru = _build_baru(opd, periode, revisi, muatan, pengesahan)
            tujuan = induk / f"{baru['nama']}.zip"
            if not _is_tertunda(tujuan, muatan):
                data = build_keterangan(folder, opd, periode, baru, semula, alasan)
                berkas = {**muatan.berkas, BERKAS_ARSIP: format_json(data)}
                write_arsip(tujuan, build_bag(data["nama"], berkas, build_info(data)))
            arsip = _record(register, periode, tujuan, baru, oleh, alasan)
            catatan = write_daftar_arsip(folder, opd, register, induk)
            catatan = (*_describe_kurang(muatan, periode), *catatan)
            return HasilArsip(arsip, tujuan, is_baru=True, catatan=catatan)


def _describe_kurang(muatan: Muatan, periode: Periode) -> tuple[str, ...]:
    """Say which formats were never made; they are not made here, where nothing may change any more.

    A signed report must stay the very file that was signed.
    """
    if not muatan.kurang:
        return ()
    teks = (
        f"Tidak memuat {', '.join(muatan.kurang)}: format itu belum pernah dibuat. Bila harus "
        f"ikut, buat dahulu: kinerja laporan {periode.slug} --format {','.join(BENTUK_TERBACA)}, "
        "lalu arsipkan lagi."
    )
    return (teks,)


def _find_pengesahan(
    folder: Folder, opd: str, periode: Periode, register: Register
) -> StatusTercatat:
    kunci = find_kunci(folder, opd, periode, register)
    if kunci is None:
        raise ParameterError(
            f"Laporan {periode.judul} belum final",
            saran=f"Yang diarsipkan hanya yang final. Keadaannya: kinerja status {periode.slug}",
        )
    return kunci


def _check_semula(induk: Path, semula: tuple[Arsip, ...]) -> None:
    """Refuse to go on where an earlier archive is missing or altered."""
    for satu in semula:
        jalur = induk / f"{satu.nama}.zip"
        if not jalur.is_file() or compute_sha256(jalur) != satu.sha256:
            sebab = "berubah" if jalur.is_file() else "hilang"
            raise KeutuhanError(
                f"Arsip {sebab} (peristiwa nomor {satu.nomor})",
                tempat=f"outputs/arsip/{induk.name}/{jalur.name}",
                saran="Pulihkan dari cadangan.",
            )


def _build_baru(
    opd: str, periode: Periode, revisi: int, muatan: Muatan, pengesahan: StatusTercatat
) -> dict[str, Any]:
    akhir = pengesahan.akhir
    return {
        "nama": name_arsip(opd, periode, revisi),
        "revisi": revisi,
        "sidik_isi": muatan.sidik,
        "pengesah": akhir.oleh if akhir else "",
        "jabatan": akhir.jabatan if akhir else "",
    }


def write_arsip(tujuan: Path, daftar: tuple[Entri, ...]) -> None:
    """Write an archive beside its place, check it there, and move it; overwrites nothing."""
    ukuran = sum(satu.ukuran for satu in daftar)
    try:
        with _stage(tujuan.parent) as sementara:
            with sementara.open("wb") as berkas:
                write_wadah(berkas.write, daftar)
                berkas.flush()
                os.fsync(berkas.fileno())
            if cacat := check_bag(sementara).cacat:
                raise KeutuhanError(
                    "Arsip yang baru ditulis tidak terbaca utuh",
                    tempat=tujuan.name,
                    ditemukan=f"{cacat[0].tempat}: {cacat[0].masalah}",
                    saran="Periksa disk, lalu jalankan lagi.",
                )
            place_berkas(sementara, tujuan)
    except FileExistsError as galat:
        raise _build_asing(tujuan) from galat
    except OSError as galat:
        raise build_galat_tulis(galat, tujuan, ukuran) from galat


@contextlib.contextmanager
def _stage(induk: Path) -> Iterator[Path]:
    induk.mkdir(parents=True, exist_ok=True)
    pegangan, nama = tempfile.mkstemp(prefix=_AWALAN, dir=induk)
    os.close(pegangan)
    try:
        yield Path(nama)
    finally:
        Path(nama).unlink(missing_ok=True)


def _remove_sisa(induk: Path) -> None:
    """Remove what a killed run left beside the archives."""
    for satu in (*induk.glob(f"{_AWALAN}*"), *induk.glob(f".{NAMA_DAFTAR}.*")):
        with contextlib.suppress(OSError):
            satu.unlink()


def _is_tertunda(tujuan: Path, muatan: Muatan) -> bool:
    """Tell whether a killed run left the very archive in its place, unrecorded.

    Raises:
        KeutuhanError: where something else stands there.
    """
    if not tujuan.exists():
        return False
    if check_bag(tujuan).cacat or read_data_arsip(tujuan).get("sidik_isi") != muatan.sidik:
        raise _build_asing(tujuan)
    return True


def _build_asing(tujuan: Path) -> KinerjaError:
    return KeutuhanError(
        "Di tempat arsip sudah ada berkas yang tidak dicatat register",
        tempat=f"outputs/arsip/{tujuan.parent.name}/{tujuan.name}",
        saran="Pindahkan berkas itu, lalu jalankan lagi; arsip tidak pernah ditimpa.",
    )


def _record(
    register: Register,
    periode: Periode,
    tujuan: Path,
    baru: dict[str, Any],
    oleh: str,
    alasan: str,
) -> Arsip:
    ukuran = tujuan.stat().st_size
    return record_arsip(
        register,
        ArsipBaru(
            periode, sha256=compute_sha256(tujuan), ukuran=ukuran, oleh=oleh, alasan=alasan, **baru
        ),
    )
