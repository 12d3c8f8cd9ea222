"""Saves a view as HTML, PNG or Excel under outputs/<opd>/jelajah, always beside what is there.

The same blocks and exporters as for reports; a report is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kinerja.berkas import place_berkas, stage_berkas
from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.ekspor.html import export_html
from kinerja.ekspor.huruf import FON
from kinerja.ekspor.pdf import TEMPLAT, build_masukan
from kinerja.ekspor.xlsx import export_xlsx
from kinerja.folder import Folder
from kinerja.galat import EksporError, ParameterError
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import (
    MIME_BLOK,
    Baris,
    Blok,
    DaftarJejak,
    KartuRingkas,
    Kolom,
    Sel,
    Tabel,
    encode_blok,
)
from kinerja.isi.buku.blok import BarisBuku, BukuKerja, KolomBuku, LembarBuku, SelBuku

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER_JELAJAH: Final = "jelajah"
DAFTAR_BENTUK: Final = ("html", "png", "xlsx")
_TITIK_PER_INCI: Final = 150
_LEBAR_SATUAN: Final = 16
_KOLOM_JEJAK: Final = ("Angka", "Nilai", "Operan", "Nilai operan", "Berkas, lembar, sel", "Langkah")


def save_bagian(
    folder: Folder, opd: str, nama: str, bentuk: str, blok: Sequence[Blok]
) -> tuple[Path, ...]:
    """Save blocks, the first of which is the title; gives the files, one a page for PNG.

    A name that is taken gets a number behind it.

    Raises:
        ParameterError: for another format.
        EksporError: where the format cannot show the view.
        LaporanError: where the folder cannot be written.
    """
    if bentuk not in DAFTAR_BENTUK:
        raise ParameterError(
            "Format tidak dikenal", ditemukan=repr(bentuk), diharapkan=", ".join(DAFTAR_BENTUK)
        )
    lengkap = [*blok, _build_buku(blok)] if bentuk == "xlsx" else blok
    dokumen = build_dokumen(_build_notebook(lengkap))
    tujuan = folder.hasil(opd) / FOLDER_JELAJAH
    isi = list(_export(dokumen, bentuk))
    akhiran = [f"-hal{nomor}" if len(isi) > 1 else "" for nomor in range(1, len(isi) + 1)]
    return tuple(
        _write_baru(tujuan, f"{nama}{satu}", bentuk, data)
        for satu, data in zip(akhiran, isi, strict=True)
    )


def _export(dokumen: Dokumen, bentuk: str) -> Iterator[bytes]:
    match bentuk:
        case "html":
            yield export_html(dokumen).encode()
        case "xlsx":
            yield export_xlsx(dokumen)
        case _:
            yield from _export_png(dokumen)


def _export_png(dokumen: Dokumen) -> Iterator[bytes]:
    import typst

    hasil = typst.compile(
        TEMPLAT,
        sys_inputs=build_masukan(dokumen),
        font_paths=[FON],
        ignore_system_fonts=True,
        format="png",
        ppi=_TITIK_PER_INCI,
    )
    yield from [hasil] if isinstance(hasil, bytes) else hasil


def _build_notebook(blok: Iterable[Blok]) -> NotebookNode:
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    data = {MIME_BLOK: encode_blok(blok)}
    keluaran = new_output("display_data", data=data)
    sel = new_code_cell("", execution_count=1, outputs=[keluaran])
    nb: NotebookNode = new_notebook(cells=[sel])
    return nb


def _build_buku(blok: Iterable[Blok]) -> BukuKerja:
    """Put every table of a view on a sheet of its own; cards and passports become tables too.

    Raises:
        EksporError: where the view has none.
    """
    tabel = [tabel for satu in blok if (tabel := _build_tabel(satu))]
    if not tabel:
        raise EksporError(
            "Tampilan ini tidak memuat angka",
            saran="Simpan sebagai html atau png, atau pilih tampilan lain.",
        )
    return BukuKerja(
        tuple(_build_lembar(nomor, satu) for nomor, satu in enumerate(tabel, start=1)), (), ()
    )


def _build_tabel(blok: Blok) -> Tabel | None:
    match blok:
        case Tabel():
            return blok
        case KartuRingkas(kartu):
            baris = [Baris((Sel((k.label,)), Sel(k.isi), Sel(k.keterangan))) for k in kartu]
            kolom = (Kolom("Hal", "kiri", 2.0), Kolom("Angka"), Kolom("Keterangan", "kiri", 3.0))
            return Tabel("kartu", "Kartu", kolom, tuple(baris))
        case DaftarJejak(angka=daftar):
            judul = tuple(Kolom(satu, "kiri", 2.0) for satu in _KOLOM_JEJAK)
            return Tabel("asal", "Asal angka", judul, tuple(_iter_jejak(daftar)))
        case _:
            return None


def _iter_jejak(daftar: Iterable[Angka]) -> Iterator[Baris]:
    """One row for each operand, under its figure."""
    for angka in daftar:
        if angka.jejak is None:
            continue
        langkah = "; ".join(angka.jejak.langkah)
        for operan in angka.jejak.operan:
            asal = operan.alamat.teks if operan.alamat else ""
            isi = (angka.jejak.judul, angka, operan.nama, operan.teks, asal, langkah)
            yield Baris(tuple(Sel((satu,)) for satu in isi))


def _build_lembar(nomor: int, tabel: Tabel) -> LembarBuku:
    kolom = tuple(
        KolomBuku(f"k{i}", satu.judul, satu.judul, lebar=round(_LEBAR_SATUAN * max(1, satu.lebar)))
        for i, satu in enumerate(tabel.kolom)
    )
    baris = tuple(
        BarisBuku(f"b{i}", tuple(_iter_sel(satu.sel)), satu.jenis)
        for i, satu in enumerate(tabel.baris)
    )
    return LembarBuku(
        f"Tabel {nomor}",
        tabel.judul,
        f"Satuan: {tabel.satuan or '–'}. Sumber: {tabel.sumber or '–'}.",
        kolom,
        baris,
        kolom_beku=1,
        catatan=tabel.catatan,
    )


def _iter_sel(daftar: Iterable[Sel]) -> Iterator[SelBuku]:
    for sel in daftar:
        match sel.isi:
            case (Angka() as angka,) if isinstance(angka.nilai, Decimal | int):
                yield angka
            case isi:
                yield "".join(satu if isinstance(satu, str) else satu.teks for satu in isi)
        yield from [None] * (sel.rentang - 1)


def _write_baru(folder: Path, nama: str, bentuk: str, isi: bytes) -> Path:
    """Write a file under a name that is free; what stands there stays."""
    nomor = 1
    while True:
        tujuan = folder / f"{nama}{f'-{nomor}' if nomor > 1 else ''}.{bentuk}"
        nomor += 1
        if tujuan.exists():
            continue
        with stage_berkas(tujuan, isi) as sementara:
            try:
                place_berkas(sementara, tujuan)
            except FileExistsError:
                continue
            return tujuan
