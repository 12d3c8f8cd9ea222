"""Reads what a unit answered on the items of dispositions; whose items they are is not known here.

The register judges whether a step is allowed (`terima.tindak_lanjut`). A form without the sheet,
or with an item that is closed by now, is as good as any.
"""

from __future__ import annotations

from typing import Final

from kinerja.excel.konteks import Konteks, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.sel import Sel
from kinerja.excel.tabel import Baris
from kinerja.kolom import JAWABAN_TINDAK_LANJUT, TINDAK_LANJUT
from kinerja.model import JawabanTindakLanjut

_BERJALAN, _DIUSULKAN, _TIDAK_DAPAT = JAWABAN_TINDAK_LANJUT
_TEKS: Final = ("kemajuan", "bukti", "alasan")
_WAJIB: Final = {_BERJALAN: "kemajuan", _DIUSULKAN: "bukti", _TIDAK_DAPAT: "alasan"}
_KOLOM: Final = TINDAK_LANJUT.kolom_per_nama


def read_tindak_lanjut(konteks: Konteks) -> tuple[JawabanTindakLanjut, ...]:
    """Read the answered items, in the order of the sheet; none where there is no such sheet."""
    konversi = konteks.build_konversi(TINDAK_LANJUT.nama)
    hasil: list[JawabanTindakLanjut] = []
    butir_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris(TINDAK_LANJUT.nama):
        butir = konversi.parse_kode(baris.sel["butir"])
        butir_sel.append((butir, baris.sel["butir"]))
        jawaban = _read_satu(konteks, konversi, baris, butir)
        if jawaban is not None:
            hasil.append(jawaban)
    check_ganda(konteks, TINDAK_LANJUT.nama, butir_sel, "Butir")
    return tuple(hasil)


def _read_satu(
    konteks: Konteks, konversi: Konversi, baris: Baris, butir: str
) -> JawabanTindakLanjut | None:
    sel = baris.sel
    keadaan = konversi.parse_pilihan(sel["keadaan"], JAWABAN_TINDAK_LANJUT)
    teks = {nama: konversi.parse_teks(sel[nama]) for nama in _TEKS}
    if not keadaan:
        if any(teks.values()) and sel["keadaan"].is_kosong:
            konversi.galat(
                sel["keadaan"],
                "K-WAJIB",
                f'Kolom "{_KOLOM["keadaan"].judul}" belum dipilih, padahal barisnya diisi',
                ditemukan="kosong",
                diharapkan=", ".join(JAWABAN_TINDAK_LANJUT),
                saran="Pilih dari daftar pada selnya.",
            )
        return None
    perlu = _WAJIB[keadaan]
    if not teks[perlu] and sel[perlu].is_kosong:
        konversi.galat(
            sel[perlu],
            "K-WAJIB",
            f'Kolom "{_KOLOM[perlu].judul}" wajib diisi bila keadaannya {keadaan}',
            ditemukan="kosong",
            saran=f"Isi dengan {_KOLOM[perlu].arti}.",
        )
    alamat = {
        nama: konteks.build_alamat(TINDAK_LANJUT.nama, sel[nama])
        for nama in ("butir", "keadaan", *_TEKS)
    }
    return JawabanTindakLanjut(butir, keadaan, **teks, alamat=alamat)
