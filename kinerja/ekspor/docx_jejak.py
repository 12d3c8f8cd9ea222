"""Passports of figures in Word: small type, each under a rule, the figure's links leading to it."""

from __future__ import annotations

from typing import Final

from kinerja.ekspor.docx_naskah import NaskahLaporan
from kinerja.ekspor.letak import BARIS_TERBELAH
from kinerja.isi.html import describe_alamat, describe_satuan
from kinerja.isi.html_teks import Data
from kinerja.word.alinea import Garis
from kinerja.word.gaya import PINGGIR, PUDAR
from kinerja.word.unsur import Huruf, Unsur, build_rangkai

_TEBAL: Final = Huruf(tebal=True)
_PUDAR: Final = Huruf(warna=PUDAR)
_GANTUNG: Final = 9.0


def build_daftar_jejak(blok: Data, naskah: NaskahLaporan) -> list[Unsur]:
    """Build the list; the columns it stands in are its section's."""
    judul = []
    if blok["judul"]:
        judul = [naskah.alinea(isi=[build_rangkai(blok["judul"], _TEBAL)], ikut=True)]
    return judul + [satu for angka in blok["angka"] for satu in _build_jejak(angka, naskah)]


def _build_jejak(angka: Data, naskah: NaskahLaporan) -> list[Unsur]:
    jejak = angka["jejak"] or {}
    kepala = [build_rangkai(f"{jejak.get('judul') or angka['id']} = ", _TEBAL)]
    kepala += naskah.angka(angka, _TEBAL, is_tertaut=False)
    kepala += [build_rangkai(describe_satuan(angka))]
    isi: list[tuple[list[Unsur], float]] = [(naskah.jangkar_jejak(angka, kepala), 0)]
    if jejak:
        isi += [([build_rangkai(jejak["aturan"])], 0)] if jejak["aturan"] else []
        isi += [(_operan(satu), _GANTUNG) for satu in jejak["operan"]]
        isi += [
            ([build_rangkai(f"{nomor}.\t{satu}")], _GANTUNG)
            for nomor, satu in enumerate(jejak["langkah"], start=1)
        ]
        isi += [([build_rangkai(jejak[n])], 0) for n in ("batas", "kategori") if jejak[n]]
    return _susun(isi, naskah)


def _susun(isi: list[tuple[list[Unsur], float]], naskah: NaskahLaporan) -> list[Unsur]:
    """Give the lines their shape; they stay together unless there are very many."""
    akhir = len(isi) - 1
    is_utuh = len(isi) <= BARIS_TERBELAH
    hasil = []
    for nomor, (satu, gantung) in enumerate(isi):
        garis = (("top", Garis(0.5, PINGGIR, jarak=3)),) if nomor == 0 else ()
        bentuk = {"kiri": gantung, "gantung": gantung, "tab": ((gantung, "kiri"),) * bool(gantung)}
        hasil.append(
            naskah.alinea(
                "Kinerja Jejak",
                satu,
                garis=garis,
                utuh=is_utuh,
                ikut=is_utuh and nomor < akhir,
                sesudah=6 if nomor == akhir else 1,
                **bentuk,
            )
        )
    return hasil


def _operan(operan: Data) -> list[Unsur]:
    isi = [build_rangkai(f"•\t{operan['nama']}: {operan['teks']}")]
    alamat = describe_alamat(operan["alamat"])
    return [*isi, build_rangkai(f" {alamat}", _PUDAR)] if alamat else isi
