"""Hostile blocks: one of each class, every text of it unlike all others and full of markup."""

from __future__ import annotations

import sys
import typing
from dataclasses import fields, is_dataclass
from itertools import count
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kinerja.hitung.jejak import Angka, Jejak
from kinerja.isi import blok as isi_blok
from kinerja.isi.blok import Blok, Grafik, Judul, Subjudul
from kinerja.isi.buku import blok as _buku  # noqa: F401 - its block counts among the classes
from tests.bantuan_ekspor import SVG

RACUN = '"\'><x-suntik a="&lt;'
"""Ends an attribute in either quote and a tag, opens an element, and would decode if unescaped."""

TAK_TAMPIL = {
    "Judul.status": "a code; only draf and sementara have a mark",
    "Judul.identitas": "metadata for hasil.json",
    "Tabel.id": "becomes the anchor, of safe characters only",
    "Grafik.id": "names the drawing in the data",
    "DaftarJejak.id": "names the list in the data",
    "Angka.satuan": "shown in a passport only",
    "Angka.alasan": "a code for programs",
    "Alamat.sha256": "stands with the source files",
    "Selesai": "the sentinel shows nothing",
    **dict.fromkeys(
        ("BukuKerja", "LembarBuku", "KolomBuku", "BarisBuku", "NamaBuku", "WarnaBuku"),
        "the workbook stands beside the document, not in it",
    ),
}
"""Fields that no reader sees, each with its reason; every other text must be visible."""

KELAS_BLOK = [
    getattr(sys.modules[modul], nama)
    for nama, modul in sorted({(k.__name__, k.__module__) for k in Blok.__subclasses__()})
]


class Penabur:
    """Builds a block whose every text is hostile and unlike all others; remembers the texts."""

    def __init__(self) -> None:
        self._urutan = count()
        self.teks: dict[str, str] = {}

    def build(self, kelas: type[Any], *, is_berjejak: bool = False, **tetap: Any) -> Any:
        """Build one instance, descending into nested dataclasses."""
        petunjuk = get_type_hints(kelas)
        nilai: dict[str, Any] = dict(tetap)
        for bidang in fields(kelas):
            if bidang.name in nilai:
                continue
            nama = f"{kelas.__name__}.{bidang.name}"
            nilai[bidang.name] = self._nilai(petunjuk[bidang.name], nama, is_berjejak=is_berjejak)
        return kelas(**nilai)

    def _nilai(self, tipe: Any, nama: str, *, is_berjejak: bool) -> Any:
        asal, bagian = get_origin(tipe), get_args(tipe)
        if asal is Literal:
            return bagian[0]
        if tipe is str:
            teks = f"{nama}-{next(self._urutan)}-{RACUN}"
            self.teks[teks] = nama
            return teks
        if tipe in {bool, int, float}:
            return tipe(1)
        if tipe is Angka:
            return self._angka(is_berjejak=is_berjejak)
        if asal is tuple:
            if bagian[0] == isi_blok.Potongan:
                return self._nilai(str, nama, is_berjejak=False), self._angka(
                    is_berjejak=is_berjejak
                )
            tetap = tuple(b for b in bagian if b is not Ellipsis)
            return tuple(self._nilai(satu, nama, is_berjejak=is_berjejak) for satu in tetap)
        if asal in {typing.Union, UnionType}:
            return self._nilai(bagian[0], nama, is_berjejak=is_berjejak)
        if is_dataclass(tipe):
            return self.build(tipe, is_berjejak=is_berjejak)  # type: ignore[arg-type]
        raise TypeError(nama, tipe)

    def _angka(self, *, is_berjejak: bool) -> Angka:
        dasar = self.build(
            Angka,
            nilai=self._nilai(str, "Angka.nilai", is_berjejak=False),
            bentuk="teks",
            keadaan=isi_blok.Angka.__dataclass_fields__["keadaan"].default,
            jejak=self.build(Jejak) if is_berjejak else None,
        )
        assert isinstance(dasar, Angka)
        return dasar


def build_racun(penabur: Penabur, kelas: type[Any]) -> Any:
    """Give a hostile block of a class, with what must be a code or a drawing left as it is."""
    tetap = {
        Subjudul: {"tingkat": 3},
        Grafik: {"svg": SVG},
        Judul: {"status": "draf", "identitas": ()},
    }.get(kelas, {})
    return penabur.build(kelas, is_berjejak=kelas is isi_blok.DaftarJejak, **tetap)


def is_tampak(nama: str) -> bool:
    """Tell whether a field must be seen by a reader."""
    return nama not in TAK_TAMPIL and nama.partition(".")[0] not in TAK_TAMPIL
