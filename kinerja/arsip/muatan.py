"""What goes into the archive of a period: its reports, what they were made from, what was received.

The working folder's own paths are kept below `kerja/`, so that the same figures can be computed
from an archive alone. Every file is taken only with the hash that manifest or register names.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from kinerja.arsip.bertanda import list_bertanda
from kinerja.beranda.berkas import read_berkas_laporan
from kinerja.berkas import compute_sha256, compute_sha256_isi, format_json
from kinerja.data import read_data
from kinerja.ekspor.bentuk import BENTUK_BAWAAN, BENTUK_HASIL, DAFTAR_BENTUK
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError, ParameterError
from kinerja.gudang import open_bukti, open_terima
from kinerja.jalankan.manifes import NAMA_MANIFES, Catatan, read_catatan, read_manifes
from kinerja.jalankan.rancang import FOLDER_PERUBAHAN, find_jenis, list_jenis
from kinerja.papan import KeadaanBerkas
from kinerja.periode import Periode
from kinerja.register import Register
from kinerja.register.diterima import list_tersimpan
from kinerja.register.jurnal import NAMA_JURNAL, format_daftar
from kinerja.register.laporan import is_laporan, list_laporan_dibuat

FOLDER_LAPORAN: Final = "laporan"
FOLDER_KERJA: Final = "kerja"
BERKAS_LINGKUNGAN: Final = "lingkungan.json"
FOLDER_MASUKAN: Final = ("data/", "outputs/", "parameters/")
"""Where inputs stand that are files; a year also rests on the quarters' published figures."""
BENTUK_WAJIB: Final = frozenset({*BENTUK_BAWAAN, BENTUK_HASIL})


@dataclass(frozen=True, slots=True)
class Muatan:
    """The payload: path in the archive to bytes or file; `sidik` hashes all but the register.

    `kurang` names the formats in which a report could have been made and was not.
    """

    berkas: Mapping[str, Path | bytes]
    sidik: str
    kurang: tuple[str, ...] = ()


def build_muatan(folder: Folder, opd: str, periode: Periode, register: Register) -> Muatan:
    """Build the payload of a period whose reports are final.

    Raises:
        ParameterError: where a report is missing, failed, or made from other inputs.
        KeutuhanError: where a file is not what manifest or register say.
    """
    manifes = _read_lengkap(folder, opd, periode, register)
    _check_tercatat(manifes, periode, register)
    laporan = dict(_list_laporan(folder.keluaran(opd, periode), manifes))
    sumber: dict[str, tuple[Path, str]] = {
        **laporan,
        **dict(_list_bertanda(folder.keluaran(opd, periode), laporan)),
        **dict(_list_masukan(folder, manifes)),
        **dict(_list_notebook(folder, periode)),
        **dict(_list_diterima(folder, opd, periode, register)),
    }
    lingkungan = format_json(build_lingkungan(manifes))
    sidik = {nama: sha256 for nama, (_, sha256) in sorted(sumber.items())}
    # The manifest names the register's head and the times of runs: what is kept is the same
    # whether or not the run was repeated without a change.
    del sidik[f"{FOLDER_LAPORAN}/{NAMA_MANIFES}"]
    berkas: dict[str, Path | bytes] = {nama: jalur for nama, (jalur, _) in sumber.items()}
    berkas[BERKAS_LINGKUNGAN] = lingkungan
    jurnal = f"{FOLDER_KERJA}/data/{opd}/{NAMA_JURNAL}"
    berkas[jurnal] = format_daftar(register.list_peristiwa())
    return Muatan(berkas, compute_sha256_isi(format_json(sidik)), _list_kurang(manifes))


def _read_lengkap(
    folder: Folder, opd: str, periode: Periode, register: Register
) -> Mapping[str, Any]:
    """Read the manifest, or refuse one whose reports are not whole and current.

    A unit whose workbook is refused has no report, as the agency's report says.
    """
    keluaran = folder.keluaran(opd, periode)
    manifes = read_manifes(keluaran)
    data = read_data(folder, opd, periode)
    for satu in read_berkas_laporan(
        folder, opd, periode, data.instansi.daftar_unit, register, lambda: data
    ):
        if satu.keadaan not in {KeadaanBerkas.TERKINI, KeadaanBerkas.DITOLAK}:
            raise ParameterError(
                f"{satu.judul} tidak dapat diarsipkan",
                tempat=(keluaran / NAMA_MANIFES).relative_to(folder.akar).as_posix(),
                ditemukan="; ".join((satu.keadaan.value, *satu.sebab)),
                saran=f"Buat dahulu: kinerja laporan {periode.slug}",
            )
    catatan = _read_tugas(manifes)
    for nama, isi in catatan.items():
        kurang = BENTUK_WAJIB - {str(berkas["bentuk"]) for berkas in isi.keluaran.values()}
        if isi.keluaran and kurang:
            raise ParameterError(
                f"{isi.judul} belum lengkap",
                tempat=nama,
                ditemukan=f"tanpa {', '.join(sorted(kurang))}",
                saran=f"Buat dahulu: kinerja laporan {periode.slug}",
            )
    return manifes


def _list_kurang(manifes: Mapping[str, Any]) -> tuple[str, ...]:
    kurang = {
        bentuk
        for nama, isi in _read_tugas(manifes).items()
        if isi.keluaran and is_laporan(nama)
        for bentuk, satu in DAFTAR_BENTUK.items()
        if satu.is_untuk(find_jenis(nama).laporan)
        and bentuk not in {str(berkas["bentuk"]) for berkas in isi.keluaran.values()}
    }
    return tuple(bentuk for bentuk in DAFTAR_BENTUK if bentuk in kurang)


def _check_tercatat(manifes: Mapping[str, Any], periode: Periode, register: Register) -> None:
    """Refuse reports that are not the ones the register says were made last."""
    catatan = _read_tugas(manifes)
    for nama, dibuat in list_laporan_dibuat(register, periode).items():
        ada = catatan.get(nama)
        if ada and {k: v["sha256"] for k, v in ada.keluaran.items()} != dict(dibuat.berkas):
            raise KeutuhanError(
                f"{ada.judul} bukan yang dicatat register",
                tempat=nama,
                saran=f"Buat lagi: kinerja laporan {periode.slug} --paksa",
            )


def _read_tugas(manifes: Mapping[str, Any]) -> dict[str, Catatan]:
    """Read the jobs of a manifest, without pages on what changed: they belong to no report."""
    catatan, _ = read_catatan(manifes)
    return {k: satu for k, satu in catatan.items() if not k.startswith(f"{FOLDER_PERUBAHAN}/")}


def _list_laporan(
    keluaran: Path, manifes: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Path, str]]]:
    catatan = _read_tugas(manifes)
    for satu in catatan.values():
        for nama, isi in satu.keluaran.items():
            yield f"{FOLDER_LAPORAN}/{nama}", (keluaran / nama, str(isi["sha256"]))
    jalur = keluaran / NAMA_MANIFES
    yield f"{FOLDER_LAPORAN}/{NAMA_MANIFES}", (jalur, compute_sha256(jalur))


def _list_bertanda(
    keluaran: Path, laporan: Mapping[str, tuple[Path, str]]
) -> Iterator[tuple[str, tuple[Path, str]]]:
    pdf = {
        nama.removeprefix(f"{FOLDER_LAPORAN}/"): jalur.read_bytes()
        for nama, (jalur, _) in laporan.items()
        if nama.endswith(".pdf")
    }
    for nama, sumber in list_bertanda(keluaran, pdf):
        yield f"{FOLDER_LAPORAN}/{nama}", sumber


def _list_masukan(
    folder: Folder, manifes: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Path, str]]]:
    """List the files that the reports rest on; what is no file of the folder is in the register."""
    catatan = _read_tugas(manifes)
    masukan = {
        (str(nama), str(sha256))
        for laporan, satu in catatan.items()
        if is_laporan(laporan)
        for nama, sha256 in satu.sidik.get("masukan", {}).items()
        if str(nama).startswith(FOLDER_MASUKAN)
    }
    for nama, sha256 in sorted(masukan):
        jalur = folder.akar / nama
        if not jalur.is_file() or compute_sha256(jalur) != sha256:
            raise KeutuhanError(
                f"Masukan laporan {'berubah' if jalur.exists() else 'hilang'}",
                tempat=nama,
                saran="Kembalikan berkas itu seperti saat laporan dibuat.",
            )
        yield f"{FOLDER_KERJA}/{nama}", (jalur, sha256)


def _list_notebook(folder: Folder, periode: Periode) -> Iterator[tuple[str, tuple[Path, str]]]:
    for jenis in list_jenis(periode):
        jalur = folder.notebook(jenis.notebook)
        yield f"{FOLDER_KERJA}/notebooks/{jalur.name}", (jalur, compute_sha256(jalur))


def _list_diterima(
    folder: Folder, opd: str, periode: Periode, register: Register
) -> Iterator[tuple[str, tuple[Path, str]]]:
    """List what was received for the period, every revision of it, as it came."""
    data = folder.data(opd)
    terima, bukti = open_terima(data), open_bukti(data)
    for peristiwa in register.list_peristiwa(periode=periode.slug):
        for gudang, sha256, akhiran in list_tersimpan(peristiwa, terima, bukti):
            jalur = gudang.build_jalur(sha256, akhiran)
            nama = jalur.relative_to(folder.akar).as_posix()
            if not gudang.has(sha256, akhiran):
                raise KeutuhanError(
                    f"Berkas yang diterima hilang atau berubah (peristiwa nomor {peristiwa.nomor})",
                    tempat=nama,
                    saran="Pulihkan dari cadangan, lalu arsipkan lagi.",
                )
            yield f"{FOLDER_KERJA}/{nama}", (jalur, sha256)


def build_lingkungan(manifes: Mapping[str, Any]) -> dict[str, Any]:
    """Build the list of program versions: those of the run, and all that is installed now."""
    return {
        "program": manifes.get("program", {}),
        "python": platform.python_version(),
        "versi_saat_dibuat": manifes.get("versi", {}),
        "paket_terpasang": {
            str(satu.metadata["Name"]): satu.version for satu in metadata.distributions()
        },
    }
