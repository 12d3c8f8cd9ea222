"""Makes a public edition: final reports of all agencies rendered anew, looked through, then placed.

Everything is made beside the target and takes its place whole, or not at all: where one file still
holds something that is not for everybody, nothing is published. What was left out is told per
report and stands in no file of the edition.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kinerja.berkas import compute_sha256, compute_sha256_isi, format_json, write_berkas
from kinerja.ekspor.bentuk import BENTUK_HASIL
from kinerja.ekspor.html_lain import NAMA_PORTAL
from kinerja.folder import Folder
from kinerja.galat import KeutuhanError
from kinerja.portal.baca import iter_folder, read_isi
from kinerja.portal.butir import Butir, read_butir
from kinerja.portal.halaman import render_halaman
from kinerja.portal.model import IsiPortal, StatusPortal
from kinerja.portal.simpanan import Simpanan
from kinerja.publik.nama import read_nama
from kinerja.publik.pindai import scan_berkas
from kinerja.publik.pola import Penyaring
from kinerja.publik.saring import build_publik
from kinerja.publik.tempat import NAMA_DAFTAR, check_tujuan_publik, place_edisi
from kinerja.register.laporan import is_laporan

if TYPE_CHECKING:
    from kinerja.ekspor.dokumen import Dokumen

FINAL: Final = "final"
SKEMA: Final = 1


@dataclass(frozen=True, slots=True)
class LaporanPublik:
    """A report of the edition: its files, and what was left out of it by kind."""

    judul: str
    tempat: str
    berkas: tuple[str, ...]
    dihapus: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HasilPublik:
    """An edition as placed; `dilewati` pairs each report that is not in it with the reason."""

    tujuan: Path
    laporan: tuple[LaporanPublik, ...]
    dilewati: tuple[tuple[str, str], ...]
    jumlah_berkas: int = 0


@dataclass(slots=True)
class _Edisi:
    """An edition in the making."""

    giliran: Path
    laporan: list[LaporanPublik] = field(default_factory=list)
    dilewati: list[tuple[str, str]] = field(default_factory=list)
    pembuat: set[str] = field(default_factory=set)


def run_publik(folder: Folder, tujuan: Path) -> HasilPublik:
    """Make the public edition of a working folder.

    Raises:
        ParameterError: where the target is not a folder of an edition's own.
        KeutuhanError: where something is left that is not for everybody, or an executed notebook
            is not what its manifest says. Then the target is as before.
        KinerjaError: where a format cannot be made, or the disk fails.
    """
    tujuan = check_tujuan_publik(folder, tujuan)
    penyaring = Penyaring(read_nama(folder))
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    giliran = Path(tempfile.mkdtemp(prefix=f".{tujuan.name}.", dir=tujuan.parent))
    try:
        edisi = _Edisi(giliran)
        for opd, periode, keluaran in iter_folder(folder, []):
            for butir in read_butir(keluaran)[0]:
                _add(edisi, f"{opd}/{periode.slug}", keluaran, butir, penyaring)
        _write_daftar(folder, edisi)
        berkas = sorted(satu for satu in giliran.rglob("*") if satu.is_file())
        _check(giliran, berkas, penyaring, edisi.pembuat)
        isi = {satu.relative_to(giliran).as_posix(): compute_sha256(satu) for satu in berkas}
        write_berkas(giliran / NAMA_DAFTAR, format_json({"skema": SKEMA, "berkas": isi}))
        giliran.chmod(0o755)  # a folder for everybody; mkdtemp's is its owner's
        place_edisi(giliran, tujuan)
    finally:
        shutil.rmtree(giliran, ignore_errors=True)
    return HasilPublik(tujuan, tuple(edisi.laporan), tuple(edisi.dilewati), len(berkas) + 1)


def _add(edisi: _Edisi, tempat: str, keluaran: Path, butir: Butir, penyaring: Penyaring) -> None:
    """Add one report, or note why it is not in the edition."""
    nama = f"{tempat}/{butir['nama']}"
    if not is_laporan(butir["nama"]):
        edisi.dilewati.append((nama, "bukan laporan"))
        return
    if butir["status"] != FINAL:
        edisi.dilewati.append((nama, f"belum final ({butir['status'] or 'tidak utuh'})"))
        return
    dokumen, jumlah = build_publik(_read_notebook(keluaran, butir, nama), penyaring)
    edisi.pembuat.add(dokumen.penulis)
    berkas = []
    for bentuk, jalur in sorted(butir["berkas"].items()):
        isi = _list_pengekspor()[bentuk](dokumen)
        write_berkas(edisi.giliran / tempat / jalur, isi.encode() if isinstance(isi, str) else isi)
        berkas.append(f"{tempat}/{jalur}")
    edisi.laporan.append(LaporanPublik(butir["judul"], nama, tuple(berkas), dict(jumlah)))


def _read_notebook(keluaran: Path, butir: Butir, nama: str) -> Any:  # noqa: ANN401 - nbformat's node
    import nbformat

    berkas, sidik = butir["notebook"] or ("", "")
    try:
        isi = (keluaran / berkas).read_bytes()
    except OSError:
        isi = b""
    if not berkas or compute_sha256_isi(isi) != sidik:
        raise KeutuhanError(
            "Notebook laporan hilang atau berubah sejak dibuat",
            tempat=nama,
            saran="Pulihkan foldernya dari cadangan atau arsip, lalu ulangi.",
        )
    return nbformat.reads(isi.decode("utf-8"), as_version=4)


def _list_pengekspor() -> Mapping[str, Callable[[Dokumen], str | bytes]]:
    """List how each format is made: Word without the agency's template, which may hold more."""
    from kinerja.ekspor.csv_rekap import export_csv
    from kinerja.ekspor.docx import export_docx
    from kinerja.ekspor.hasil import export_hasil
    from kinerja.ekspor.html import export_html
    from kinerja.ekspor.pdf import export_pdf
    from kinerja.ekspor.xlsx import export_xlsx

    return {
        "html": export_html,
        "pdf": export_pdf,
        "docx": export_docx,
        "xlsx": export_xlsx,
        "csv": export_csv,
        BENTUK_HASIL: export_hasil,
    }


def _write_daftar(folder: Folder, edisi: _Edisi) -> None:
    """Write the edition's own list of reports."""
    ada = {jalur for satu in edisi.laporan for jalur in satu.berkas}
    laporan = tuple(
        replace(satu, status=StatusPortal.FINAL, keterangan="", lain=())
        for satu in read_isi(folder, Simpanan()).laporan
        if satu.utama in ada
    )
    write_berkas(edisi.giliran / NAMA_PORTAL, render_halaman(IsiPortal(laporan)).encode())


def _check(giliran: Path, daftar: list[Path], penyaring: Penyaring, pembuat: set[str]) -> None:
    """Refuse an edition in which anything is left."""
    temuan = [
        satu
        for jalur in daftar
        for satu in scan_berkas(jalur, jalur.relative_to(giliran).as_posix(), penyaring, pembuat)
    ]
    if temuan:
        raise KeutuhanError(
            "Edisi publik tidak dibuat: masih ada yang bukan untuk umum",
            ditemukan="; ".join(f"{s.berkas}: {s.jumlah} {s.jenis}" for s in temuan[:10])
            + (f"; dan {len(temuan) - 10} lagi" if len(temuan) > 10 else ""),
            saran="Perbaiki pada isian atau parameter, buat lagi laporannya, lalu ulangi.",
        )
