"""What the home notebook does on a click: check a period, make its reports, list the files to open.

The functions of the command line, with what they give turned into blocks. Draws no widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kinerja.ekspor.bentuk import BENTUK_BAWAAN, is_terbaca
from kinerja.ekspor.html_lain import NAMA_PORTAL
from kinerja.folder import Folder
from kinerja.isi.blok import Baris, Blok, Daftar, Kolom, Panel, Paragraf, Sel, Tabel
from kinerja.isi.lampiran import build_temuan
from kinerja.jalankan.hasil_jalan import HasilJalan, Lapor
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.manifes import read_catatan, read_manifes
from kinerja.jalankan.pemeriksaan import run_periksa
from kinerja.periode import Periode
from kinerja.portal import write_portal


@dataclass(frozen=True, slots=True)
class Tautan:
    """A file to open: what it is, its format, and its path below the working folder."""

    judul: str
    bentuk: str
    jalur: str


def check_periode(folder: Folder, opd: str, periode: Periode, oleh: str = "") -> list[Blok]:
    """Check everything handed in, as `kinerja periksa` does; gives who reported and the findings.

    Raises:
        KinerjaError: where parameters or plan cannot be used.
    """
    hasil = run_periksa(folder, opd, periode, oleh=oleh)
    kelengkapan = tuple(
        (f"{satu.unit.nama}, {satu.penerimaan.periode.judul_triwulan}: {satu.kalimat}",)
        for satu in hasil.kelengkapan
    )
    blok: list[Blok] = []
    if kelengkapan:
        blok.append(Daftar(kelengkapan, judul=f"Kelengkapan {periode.judul}"))
    blok += build_temuan(hasil.temuan)
    return [*blok, *(Paragraf((f"Catatan: {teks}",), "abu") for teks in hasil.catatan)]


def make_laporan(
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    bentuk: tuple[str, ...] = BENTUK_BAWAAN,
    oleh: str = "",
    lapor: Lapor = lambda _: None,
) -> list[Blok]:
    """Make all reports of a period and the list of all, as `kinerja laporan` does.

    Gives what became of each.

    Raises:
        KinerjaError: where nothing can be made; SibukError where another run is under way.
    """
    hasil = run_laporan(folder, opd, periode, bentuk=bentuk, oleh=oleh, lapor=lapor)
    portal = write_portal(folder)
    masalah = [f"Peringatan: {satu}." for satu in portal.masalah]
    if portal.gagal:
        masalah.append(f"Daftar laporan tidak ditulis: {portal.gagal}")
    return [*build_hasil(hasil), *(Paragraf((satu,), "kuning") for satu in masalah)]


def build_hasil(hasil: HasilJalan) -> list[Blok]:
    """Build the blocks of a finished run."""
    baris = tuple(
        Baris(tuple(Sel((teks,)) for teks in (satu.judul, satu.keadaan.value, satu.pesan)))
        for satu in hasil.laporan
    )
    kolom = (Kolom("Laporan", "kiri", 3.0), Kolom("Keadaan"), Kolom("Keterangan", "kiri", 3.0))
    blok: list[Blok] = [
        Tabel("hasil-jalan", f"Laporan {hasil.periode.judul} yang disusun", kolom, baris)
    ]
    if hasil.alasan_sementara:
        isi = tuple((f"{teks.rstrip('.')}.",) for teks in hasil.alasan_sementara)
        blok.append(Panel("Laporan ini sementara", isi))
    catatan: Sequence[str] = (*hasil.peringatan, *hasil.catatan)
    return [*blok, *(Paragraf((f"Catatan: {teks}",), "abu") for teks in catatan)]


def list_tautan(folder: Folder, opd: str, periode: Periode) -> tuple[Tautan, ...]:
    """List the files of a period's reports that are for people, the agency's first."""
    keluaran = folder.keluaran(opd, periode)
    catatan, _ = read_catatan(read_manifes(keluaran))
    portal = folder.akar / "outputs" / NAMA_PORTAL
    semua = (Tautan("Semua laporan", "HTML", portal.relative_to(folder.akar).as_posix()),)
    return (semua if portal.is_file() else ()) + tuple(
        Tautan(
            satu.judul,
            PurePosixPath(nama).suffix.removeprefix(".").upper(),
            (keluaran / nama).relative_to(folder.akar).as_posix(),
        )
        for _, satu in sorted(catatan.items(), key=lambda isi: ("/" in isi[0], isi[0]))
        for nama in sorted(satu.keluaran)
        if is_terbaca(nama) and (keluaran / nama).is_file()
    )
