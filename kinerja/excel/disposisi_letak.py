"""Finds the parts of a lembar disposisi: stamp, head and foot by their labels, and the table.

Cells only; what they say is read in `disposisi_baca`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kinerja.excel.batas import PANJANG_KALIMAT_MAKS
from kinerja.excel.buku import Buku, PenjagaBuku
from kinerja.excel.isi_lembar import IsiLembar, read_isi
from kinerja.excel.konteks import Konteks
from kinerja.excel.lembar import build_tabel, read_tabel_semua
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.excel.sel import JenisSel, Sel, format_kolom
from kinerja.kolom import (
    BUTIR_DISPOSISI,
    KEPALA_DISPOSISI,
    NAMA_DISPOSISI,
    NAMA_PILIHAN,
    PETUNJUK_CENTANG,
    STEMPEL,
    normalise_judul,
)

KOLOM_LABEL, KOLOM_ISI, KOLOM_CENTANG = 1, 3, 4
_JUDUL_TERKENAL: Final = 3
_KAKI: Final = frozenset({"tembusan", "paraf"})
_NAMA_PER_LABEL: Final = {
    normalise_judul(kolom.judul): kolom.nama for kolom in KEPALA_DISPOSISI.kolom
}


@dataclass(frozen=True, slots=True)
class LetakDisposisi:
    """The opened sheet: its tables, and the cells of head and foot by name.

    `kepada` pairs the cell of each recipient's name with the cell of its tick.
    """

    konteks: Konteks
    lembar: str
    sel: Mapping[str, Sel]
    kepada: tuple[tuple[Sel, Sel], ...]


def open_letak(terbaca: BerkasTerbaca, pencatat: Pencatat) -> LetakDisposisi | None:
    """Open a checked workbook as a lembar disposisi; None where it is none, with the reason."""
    with PenjagaBuku(pencatat):
        return _read(terbaca.open_buku(), terbaca, pencatat)
    return None


def _read(buku: Buku, terbaca: BerkasTerbaca, pencatat: Pencatat) -> LetakDisposisi | None:
    milik = normalise_judul(NAMA_DISPOSISI)
    asal = next((satu for satu in buku.lembar if normalise_judul(satu.nama) == milik), None)
    if asal is None:
        pencatat.galat(
            "K-LEMBAR-HILANG",
            f'Lembar "{NAMA_DISPOSISI}" tidak ada',
            saran="Pakai lembar disposisi yang ditulis kinerja; nama lembarnya jangan diubah.",
        )
        return None
    isi = read_isi(buku, asal)
    lewati = {milik, normalise_judul(NAMA_PILIHAN)}
    lain = tuple(satu for satu in buku.lembar if normalise_judul(satu.nama) not in lewati)
    tabel = dict(read_tabel_semua(replace(buku, lembar=lain), (STEMPEL,), pencatat))
    judul = _find_judul(isi)
    akhir = max(isi.sel, default=0) + 1
    kaki = next(
        (nomor for nomor in sorted(isi.sel) if nomor > judul and _read_label(isi, nomor) in _KAKI),
        akhir,
    )
    baris_tabel = {nomor: sel for nomor, sel in isi.sel.items() if judul <= nomor < kaki}
    bagian = IsiLembar(baris_tabel, isi.gabungan, isi.baris_tersembunyi, isi.kolom_tersembunyi)
    butir = build_tabel(asal.nama, bagian, BUTIR_DISPOSISI, pencatat)
    if butir is None:
        return None
    tabel[BUTIR_DISPOSISI.nama] = butir
    konteks = Konteks(terbaca.berkas, pencatat, tabel, buku.is_1904)
    luar = {nomor: sel for nomor, sel in isi.sel.items() if nomor not in baris_tabel}
    return _build_letak(konteks, asal.nama, luar)


def _find_judul(isi: IsiLembar) -> int:
    """Find the row of the table's headings; 0 where there is none."""
    for nomor in sorted(isi.sel):
        cocok = {
            kolom.nama
            for sel in isi.sel[nomor].values()
            for kolom in BUTIR_DISPOSISI.kolom
            if sel.jenis is JenisSel.TEKS
            and len(sel.isi) <= PANJANG_KALIMAT_MAKS
            and kolom.match_judul(sel.isi)
        }
        if len(cocok) >= _JUDUL_TERKENAL:
            return nomor
    return 0


def _read_label(isi: IsiLembar, nomor: int) -> str:
    sel = isi.sel[nomor].get(KOLOM_LABEL)
    return normalise_judul(sel.isi) if sel is not None and sel.jenis is JenisSel.TEKS else ""


def _build_letak(
    konteks: Konteks, lembar: str, luar: Mapping[int, Mapping[int, Sel]]
) -> LetakDisposisi:
    """Sort the cells outside the table to their labels; what has none is noted."""
    per_nama: dict[str, Sel] = {}
    kepada: list[tuple[Sel, Sel]] = []
    nama = ""
    for nomor in sorted(luar):
        sel = luar[nomor]
        label = sel.get(KOLOM_LABEL)
        if label is not None:
            nama = _NAMA_PER_LABEL.get(normalise_judul(label.isi), "")
        isi = sel.get(KOLOM_ISI) or Sel(f"{format_kolom(KOLOM_ISI)}{nomor}")
        terbaca = {KOLOM_LABEL}
        if nama == "kepada":
            kosong = Sel(f"{format_kolom(KOLOM_CENTANG)}{nomor}")
            kepada.append((isi, sel.get(KOLOM_CENTANG) or kosong))
            terbaca |= {KOLOM_ISI, KOLOM_CENTANG}
        elif nama:
            terbaca |= {KOLOM_ISI} if per_nama.setdefault(nama, isi) is isi else set()
        for kolom, satu in sel.items():
            if kolom not in terbaca and satu.isi.strip() not in {"", PETUNJUK_CENTANG}:
                konteks.pencatat.peringatan(
                    "K-KOLOM-LEBIH",
                    "Isi di luar tempatnya tidak dibaca",
                    (lembar, satu.alamat),
                    ditemukan=format_kutipan(satu.isi),
                    saran="Pindahkan ke sel kuning di baris itu.",
                )
    return LetakDisposisi(konteks, lembar, per_nama, tuple(kepada))
