"""The output folders → `IsiPortal`: every report ever made, the latest first.

Reads a folder anew only where its manifest changed. A damaged manifest is named and stops
nothing. Whether a report is out of date is told from the inputs its manifest names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from kinerja.ekspor.bentuk import BENTUK_HASIL
from kinerja.ekspor.html_lain import SEBUTAN_BENTUK
from kinerja.folder import PEMDA, Folder
from kinerja.galat import ParameterError
from kinerja.jalankan.hasil_jalan import KeadaanLaporan
from kinerja.jalankan.manifes import NAMA_MANIFES
from kinerja.periode import Periode, parse_periode
from kinerja.portal.butir import Butir, read_butir
from kinerja.portal.model import AngkaPokok, IsiPortal, LaporanPortal, StatusPortal, TautPortal
from kinerja.portal.simpanan import Simpanan, stamp
from kinerja.register.laporan import is_laporan

FOLDER_ARSIP: Final = "arsip"
SEBUTAN_BERKAS: Final = {"html": "HTML", **SEBUTAN_BENTUK, BENTUK_HASIL: "Data"}
_GAGAL: Final = {KeadaanLaporan.GAGAL, KeadaanLaporan.DITOLAK}


def read_isi(folder: Folder, simpanan: Simpanan) -> IsiPortal:
    """Read all output folders of the working folder."""
    akar = folder.akar / "outputs"
    masalah: list[str] = []
    ada: list[tuple[str, Periode, list[Butir]]] = []
    terpakai = {}
    for opd, periode, keluaran in iter_folder(folder, masalah):
        tempat = keluaran.relative_to(akar).as_posix()
        simpan = _read_folder(keluaran, simpanan.folder.get(tempat))
        if simpan is None:
            continue
        terpakai[tempat] = simpan
        pilihan = f"-pemda {periode.slug}" if opd == PEMDA else f" {periode.slug} --opd {opd}"
        saran = f"buat lagi dengan: kinerja laporan{pilihan}"
        masalah += [f"outputs/{tempat}: {satu}; {saran}" for satu in simpan["masalah"]]
        ada.append((opd, periode, simpan["butir"]))
    simpanan.folder = terpakai
    nama = _map_nama(ada)
    laporan = [satu for bagian in ada for satu in _build_folder(folder, simpanan, nama, *bagian)]
    laporan.sort(key=lambda satu: (satu.nama_opd, satu.opd, bool(satu.unit), satu.judul))
    laporan.sort(key=lambda satu: satu.periode, reverse=True)
    return IsiPortal(tuple(laporan), tuple(masalah))


def iter_folder(folder: Folder, masalah: list[str]) -> Iterator[tuple[str, Periode, Path]]:
    """Give each output folder with a manifest; one that has no such name is named."""
    for jalur in sorted((folder.akar / "outputs").glob(f"*/*/{NAMA_MANIFES}")):
        opd, slug = jalur.parts[-3:-1]
        try:
            periode = parse_periode(slug)
            yield opd, periode, folder.keluaran(opd, periode)
        except ParameterError as galat:
            masalah.append(f"outputs/{opd}/{slug}: {galat.masalah}")


def _read_folder(keluaran: Path, lama: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give the entries of a folder as kept, or read them anew."""
    try:
        cap = stamp(keluaran / NAMA_MANIFES)
    except OSError:  # taken away since it was listed
        return None
    if lama is not None and lama.get("cap") == cap:
        return lama
    butir, masalah = read_butir(keluaran)
    return {"cap": cap, "butir": butir, "masalah": masalah}


def _map_nama(ada: list[tuple[str, Periode, list[Butir]]]) -> dict[str, str]:
    """Map each agency to its name on its latest report, else to its slug."""
    nama = {opd: opd for opd, _, _ in ada}
    for opd, _, daftar in sorted(ada, key=lambda bagian: bagian[1]):
        for satu in daftar:
            if is_laporan(satu["nama"]) and satu["instansi"]:
                nama[opd] = str(satu["instansi"]).rpartition(", ")[0] or str(satu["instansi"])
    return nama


def _build_folder(
    folder: Folder,
    simpanan: Simpanan,
    nama: Mapping[str, str],
    opd: str,
    periode: Periode,
    daftar: list[Butir],
) -> Iterator[LaporanPortal]:
    lain = [satu for satu in daftar if not is_laporan(satu["nama"])]
    for satu in daftar:
        if is_laporan(satu["nama"]):
            usang = _describe_usang(folder.akar, simpanan, satu)
            awalan = f"{opd}/{periode.slug}/"
            berkas = [
                TautPortal(SEBUTAN_BERKAS[bentuk], awalan + satu["berkas"][bentuk])
                for bentuk in SEBUTAN_BERKAS
                if bentuk in satu["berkas"] and _is_ada(folder, awalan + satu["berkas"][bentuk])
            ]
            yield LaporanPortal(
                opd,
                nama[opd],
                periode,
                satu["unit"],
                satu["judul"],
                _judge(satu, usang),
                satu["keterangan"] or usang,
                datetime.fromisoformat(satu["dibuat"]) if satu["dibuat"] else None,
                _read_angka(satu["capaian"]),
                _read_angka(satu["serapan"]),
                berkas[0].jalur if berkas else "",
                tuple(berkas),
                () if satu["unit"] else tuple(_list_lain(folder, opd, periode, lain)),
            )


def _judge(butir: Butir, usang: str) -> StatusPortal:
    """Judge how far a report may be relied on: a failure first, then what is out of date."""
    if butir["keadaan"] in _GAGAL or not butir["berkas"]:
        return StatusPortal.GAGAL
    if usang or not butir["status"]:
        return StatusPortal.USANG
    return StatusPortal(butir["status"])


def _describe_usang(akar: Path, simpanan: Simpanan, butir: Butir) -> str:
    berubah = [
        PurePosixPath(nama).name
        for nama, sidik in butir["masukan"].items()
        if simpanan.find_sidik(akar, nama) != sidik
    ]
    if not berubah:
        return ""
    lain = f" dan {len(berubah) - 1} berkas lain" if len(berubah) > 1 else ""
    return f"{berubah[0]}{lain} berubah sejak dibuat"


def _list_lain(
    folder: Folder, opd: str, periode: Periode, daftar: list[Butir]
) -> Iterator[TautPortal]:
    """List what goes with a period: comparisons, disposition sheets, archives."""
    for satu in daftar:
        nama = satu["berkas"].get("html") or satu["berkas"].get("pdf")
        jalur = f"{opd}/{periode.slug}/{nama}"
        if nama and _is_ada(folder, jalur):
            jenis, _, ekor = satu["nama"].partition("/")
            sebutan = {"perubahan": "Perubahan {}", "disposisi": "Disposisi {}"}[jenis]
            yield TautPortal(sebutan.format(ekor.removeprefix("lembar-")), jalur)
    induk = folder.akar / "outputs" / FOLDER_ARSIP / opd
    for zip_arsip in sorted(induk.glob(f"{opd}_{periode.slug}*.zip")):
        revisi = zip_arsip.stem.removeprefix(f"{opd}_{periode.slug}").removeprefix("-rev")
        teks = f"Arsip revisi {revisi}" if revisi else "Arsip"
        yield TautPortal(teks, f"{FOLDER_ARSIP}/{opd}/{zip_arsip.name}")


def _is_ada(folder: Folder, jalur: str) -> bool:
    return (folder.akar / "outputs" / jalur).is_file()


def _read_angka(satu: list[str] | None) -> AngkaPokok | None:
    if satu is None:
        return None
    teks, nilai = satu
    return AngkaPokok(teks, float(nilai) if nilai else None)
