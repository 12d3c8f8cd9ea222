"""Moving finished files from staging into the output folder; the parent process alone does it.

A report changes as a whole or not at all: the files before are set aside into staging, the new
ones take their places, and where one cannot, every move is taken back in reverse. A file of the
report before that the new one does not bring along (a format that failed or was not asked for)
goes to `lama/`, so that no two formats beside each other disagree.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import (
    build_galat_tulis,
    compute_sha256,
    describe_sebab,
    name_samping,
    replace_berkas,
)
from kinerja.ekspor.bentuk import BENTUK_TERBACA
from kinerja.galat import LaporanError
from kinerja.jalankan.manifes import Catatan
from kinerja.jalankan.pindahan import Pindahan
from kinerja.jalankan.rancang import FOLDER_DISPOSISI, FOLDER_PERUBAHAN
from kinerja.jalankan.sisih import move_disunting
from kinerja.jalankan.tugas import BERKAS_JEJAK, HasilTugas, Tugas

FOLDER_GAGAL: Final = "gagal"
FOLDER_LAMA: Final = "lama"
_FOLDER_SISIH: Final = "sisih"
_SUNTINGAN: Final = ".docx"

IsiKeluaran = dict[str, dict[str, Any]]
"""Files of a report as the manifest lists them: path to format, SHA-256 and size."""


def write_keluaran(
    tugas: Tugas, hasil: HasilTugas, folder: Path, lama: Catatan | None
) -> IsiKeluaran:
    """Promote a finished report; gives its files as the manifest lists them.

    A target that another program holds open (Windows) stays, and the new file stands beside it
    as `<nama>-baru.<akhiran>`.

    Raises:
        LaporanError: where a staged file is not what the worker measured, or one cannot be moved;
            then the output folder is as before.
    """
    for berkas in hasil.berkas:
        sumber = tugas.giliran / berkas.tujuan
        if not sumber.is_file() or compute_sha256(sumber) != berkas.sha256:
            raise LaporanError(
                "Berkas di giliran berubah sebelum dipindahkan", tempat=berkas.tujuan
            )
    pindahan = Pindahan(folder, tugas.giliran / _FOLDER_SISIH)
    try:
        keluaran = _promote(pindahan, tugas, hasil, lama.keluaran if lama else {})
        pindahan.finish()
    except OSError as galat:
        ukuran = sum(berkas.ukuran for berkas in hasil.berkas)
        sebab = build_galat_tulis(galat, pindahan.kini, ukuran)
        tinggal = pindahan.undo()
        if tinggal:
            sebab.saran += f" Berkas lama yang tidak dapat dikembalikan: {', '.join(tinggal)}."
        raise sebab from galat
    finally:
        for nama in ("bidang", FOLDER_DISPOSISI, FOLDER_PERUBAHAN, "notebook", ""):
            _remove_kosong(folder / FOLDER_LAMA / nama)
    return keluaran


def drop_terhalang(hasil: HasilTugas, folder: Path) -> HasilTugas:
    """Take out the formats whose place a folder occupies: each fails alone, in words.

    The figures and the notebook are no choice of format; without a place for them there is no
    report, which `write_keluaran` then says.
    """
    sebab = describe_sebab(IsADirectoryError(errno.EISDIR, ""))
    gagal = {
        berkas.bentuk: f"Berkas tidak dapat ditulis. Tempat: {berkas.tujuan}. Ditemukan: {sebab}. "
        "Pindahkan atau ganti nama folder itu, lalu jalankan lagi."
        for berkas in hasil.berkas
        if berkas.bentuk in BENTUK_TERBACA and (folder / berkas.tujuan).is_dir()
    }
    if not gagal:
        return hasil
    return replace(
        hasil,
        berkas=tuple(berkas for berkas in hasil.berkas if berkas.bentuk not in gagal),
        gagal_bentuk=dict(hasil.gagal_bentuk) | gagal,
    )


def _promote(pindahan: Pindahan, tugas: Tugas, hasil: HasilTugas, lama: IsiKeluaran) -> IsiKeluaran:
    """Set aside what stands, then place what is new; gives the files of the report."""
    keluaran: IsiKeluaran = {}
    jalur_per_nama: dict[str, Path] = {}
    pergi: set[str] = set()
    for berkas in hasil.berkas:
        jadi, tergusur = _free_tujuan(pindahan, berkas.tujuan)
        pergi |= tergusur
        jalur_per_nama[jadi] = tugas.giliran / berkas.tujuan
        keluaran[jadi] = {
            "bentuk": berkas.bentuk,
            "sha256": berkas.sha256,
            "ukuran": berkas.ukuran,
        }
        if jadi != berkas.tujuan and berkas.tujuan in lama:
            # It stays beside the new one, so it is listed, as old.
            keluaran[berkas.tujuan] = lama[berkas.tujuan] | {"bentuk": FOLDER_LAMA}
    sisa = {nama: isi for nama, isi in lama.items() if nama not in keluaran.keys() | pergi}
    keluaran |= {nama: isi for nama, isi in sisa.items() if _is_lama(nama) and pindahan.has(nama)}
    for nama in [nama for nama in sisa if not _is_lama(nama) and pindahan.has(nama)]:
        pindahan.set_aside(nama)
        baru = f"{FOLDER_LAMA}/{nama}"
        pindahan.set_aside(baru)
        pindahan.place_sisih(nama, baru)
        keluaran[baru] = sisa[nama] | {"bentuk": FOLDER_LAMA}
    for jadi, jalur in jalur_per_nama.items():
        pindahan.place(jalur, jadi)
    return keluaran


def _free_tujuan(pindahan: Pindahan, tujuan: str) -> tuple[str, set[str]]:
    """Free the place of a new file; gives its name there, and the other names that were freed."""
    samping = name_samping(Path(tujuan)).as_posix()
    try:
        pindahan.set_aside(tujuan)
        jadi = tujuan
    except PermissionError:
        jadi = samping
    lain = (samping, f"{FOLDER_LAMA}/{tujuan}")
    return jadi, {nama for nama in lain if pindahan.set_aside(nama)}


def _is_lama(nama: str) -> bool:
    return nama.startswith(f"{FOLDER_LAMA}/")


def keep_suntingan(
    tugas: Tugas, hasil: HasilTugas, folder: Path, lama: IsiKeluaran
) -> tuple[str, ...]:
    """Move Word reports that somebody edited out of the way of the new ones; says where to.

    Reports in the other formats are read, not edited.
    """
    baru = {berkas.tujuan: tugas.giliran / berkas.tujuan for berkas in hasil.berkas}
    kalimat: list[str] = []
    for nama in sorted(nama for nama in {*baru, *lama} if nama.endswith(_SUNTINGAN)):
        jalur = folder / nama
        tercatat = lama.get(nama, {}).get("sha256")
        if _is_lama(nama) or not jalur.is_file() or compute_sha256(jalur) == tercatat:
            continue
        from kinerja.word.simpan import is_disunting

        isi = baru[nama].read_bytes() if nama in baru else b""
        disisihkan = move_disunting(jalur, isi, lambda satu: is_disunting(satu.read_bytes()))
        kalimat += [
            f"{nama} yang sudah disunting disimpan sebagai {kini.name}." for kini in disisihkan
        ]
    return tuple(kalimat)


def describe_samping(hasil: HasilTugas, keluaran: IsiKeluaran) -> tuple[str, ...]:
    """Say which files stand under another name because theirs is open in another program."""
    return tuple(
        f"{berkas.tujuan} sedang dibuka program lain; yang baru bernama "
        f"{name_samping(Path(berkas.tujuan)).name}."
        for berkas in hasil.berkas
        if keluaran.get(berkas.tujuan, {}).get("sha256") != berkas.sha256
    )


def write_gagal(tugas: Tugas, hasil: HasilTugas, folder: Path) -> str:
    """Keep under `gagal/` what helps to find a fault; gives the executed notebook, or nothing.

    Raises:
        LaporanError: where the folder cannot be written.
    """
    remove_gagal(tugas, folder)
    gagal = folder / FOLDER_GAGAL
    jejak = tugas.giliran / BERKAS_JEJAK
    tujuan = gagal / f"{tugas.nama_datar}.ipynb"
    try:
        if hasil.notebook_gagal or jejak.exists():
            gagal.mkdir(parents=True, exist_ok=True)
        if jejak.exists():
            replace_berkas(jejak, tujuan.with_suffix(".txt"), is_samping=True)
        if not hasil.notebook_gagal:
            return ""
        jadi = replace_berkas(tugas.giliran / hasil.notebook_gagal, tujuan, is_samping=True)
    except OSError as galat:
        raise build_galat_tulis(galat, tujuan, 0) from galat
    return jadi.relative_to(folder).as_posix()


def remove_gagal(tugas: Tugas, folder: Path) -> None:
    """Remove what an earlier failure of a job left; what somebody has open stays."""
    gagal = folder / FOLDER_GAGAL
    for akhiran in ("ipynb", "txt"):
        with contextlib.suppress(OSError):
            (gagal / f"{tugas.nama_datar}.{akhiran}").unlink(missing_ok=True)
    _remove_kosong(gagal)


def remove_giliran(giliran: Path) -> None:
    """Remove staging, also what a killed run left."""
    shutil.rmtree(giliran, ignore_errors=True)


def _remove_kosong(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
