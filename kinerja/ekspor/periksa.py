"""Encoded blocks coming from a notebook: cleaned, checked, and searched for figures.

Knows the shape of the blocks (from `kinerja.isi.blok`), not their looks. A block that no format
could show, or that would show two truths, is refused here, before any format is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from kinerja.galat import EksporError
from kinerja.isi import blok as isi
from kinerja.isi.buku import blok as buku
from kinerja.isi.html_teks import Data

BIDANG: Final[Mapping[str, tuple[str, ...]]] = {
    kelas.__name__: tuple(bidang.name for bidang in fields(kelas))
    for kelas in (
        *(isi.Kop, isi.Judul, isi.Subjudul, isi.Paragraf, isi.Daftar, isi.Panel),
        *(isi.Kartu, isi.KartuRingkas, isi.Kolom, isi.Sel, isi.Baris, isi.Tabel),
        *(isi.Grafik, isi.Paraf, isi.Pengesahan, isi.DaftarJejak, isi.Selesai),
        *(isi.LembarDisposisi, isi.Rincian, isi.Centang, isi.BarisDisposisi),
        *(buku.BukuKerja, buku.LembarBuku, buku.KolomBuku, buku.BarisBuku),
        *(buku.NilaiBuku, buku.RumusBuku, buku.NamaBuku, buku.WarnaBuku),
    )
} | {
    "Angka": ("id", "teks", "nilai", "bentuk", "keadaan", "satuan", "alasan", "jejak"),
    "Jejak": ("judul", "aturan", "operan", "langkah", "batas", "kategori"),
    "Operan": ("nama", "teks", "alamat"),
    "Alamat": ("berkas", "lembar", "sel"),
}
"""The fields of every encoded object, in the order in which they are read and shown."""
_BIDANG_ADA: Final = {jenis: frozenset(bidang) for jenis, bidang in BIDANG.items()}

BLOK: Final = frozenset(kelas.__name__ for kelas in isi.Blok.__subclasses__())
"""The classes that may stand on their own in a document."""

TAK_TAMPIL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, direction overrides, lone surrogates: nothing that a reader can see."""


def clean_teks(teks: str) -> str:
    r"""Put U+FFFD where a character cannot be seen or would reorder its neighbours.

    >>> clean_teks("a\x00b\u202ec")
    'a�b�c'
    """
    if TAK_TAMPIL.search(teks) is None:  # also of a carriage return
        return teks
    return TAK_TAMPIL.sub("\ufffd", teks.replace("\r\n", "\n").replace("\r", "\n"))


def clean_data(data: Any) -> Any:  # noqa: ANN401 - any JSON value goes through
    """Copy JSON data to plain dicts and lists with every text cleaned."""
    if isinstance(data, str):
        return clean_teks(data)
    if isinstance(data, dict):
        return {str(kunci): clean_data(nilai) for kunci, nilai in data.items()}
    if isinstance(data, list | tuple):
        return [clean_data(satu) for satu in data]
    return data


def check_blok(blok: Any, tempat: str) -> None:  # noqa: ANN401 - comes from a file
    """Refuse an unknown, incomplete or unshowable block, naming its class and its cell."""
    jenis = blok.get("jenis_blok") if isinstance(blok, dict) else None
    if jenis not in BLOK:
        raise EksporError(
            "Blok tidak dikenal",
            tempat=tempat,
            ditemukan=str(jenis),
            diharapkan=f"salah satu dari {', '.join(sorted(BLOK))}",
            saran="Jalankan ulang notebook dengan versi kit yang sama.",
        )
    _check_data(blok, f"{tempat}, blok {jenis}")


def _check_data(data: Any, tempat: str) -> None:  # noqa: ANN401 - JSON
    if isinstance(data, dict):
        _check_objek(data, tempat)
        for nilai in data.values():
            _check_data(nilai, tempat)
    elif isinstance(data, list):
        for satu in data:
            _check_data(satu, tempat)


def _check_objek(objek: Data, tempat: str) -> None:
    jenis = str(objek.get("jenis_blok"))
    if jenis not in BIDANG:
        raise EksporError("Isi blok tidak dikenal", tempat=tempat, ditemukan=jenis)
    if not objek.keys() >= _BIDANG_ADA[jenis]:
        hilang = [nama for nama in BIDANG[jenis] if nama not in objek]
        raise EksporError(
            f"Isi blok tidak lengkap: {jenis} tanpa {', '.join(hilang)}",
            tempat=tempat,
            saran="Jalankan ulang notebook dengan versi kit yang sama.",
        )
    if jenis == "Angka" and not objek["id"]:
        raise EksporError(
            "Angka tanpa id",
            tempat=tempat,
            ditemukan=str(objek["teks"]),
            saran="Setiap angka harus punya id agar sama di semua format.",
        )
    if jenis == "Grafik" and not str(objek["alt"]).strip():
        raise EksporError(
            "Grafik tanpa teks alternatif",
            tempat=tempat,
            ditemukan=str(objek["judul"]),
            saran="Isi alt dengan kalimat yang menyebut angka-angka pokoknya.",
        )


def iter_angka(blok: Any) -> Iterator[Data]:  # noqa: ANN401 - JSON
    """Give every figure of a block in the order in which the formats show them."""
    hasil: list[Data] = []
    _collect_angka(blok, hasil)
    return iter(hasil)


def _collect_angka(blok: Any, hasil: list[Data]) -> None:  # noqa: ANN401 - JSON
    if isinstance(blok, list):
        for satu in blok:
            _collect_angka(satu, hasil)
    elif isinstance(blok, dict):
        jenis = blok["jenis_blok"]
        if jenis == "Angka":
            hasil.append(blok)
        else:
            for nama in BIDANG[jenis]:
                _collect_angka(blok[nama], hasil)


def check_satu_kebenaran(daftar_angka: Iterable[Data]) -> None:
    """Refuse a document in which one id stands for two different figures."""
    dikenal: dict[str, Data] = {}
    for angka in daftar_angka:
        lama = dikenal.setdefault(angka["id"], angka)
        if any(lama[nama] != angka[nama] for nama in ("teks", "nilai", "keadaan")):
            raise EksporError(
                f"Satu id, dua angka: {angka['id']}",
                ditemukan=" dan ".join(f"{a['teks']} ({a['nilai']})" for a in (lama, angka)),
                saran="Pakai hasil dari satu perhitungan yang sama di seluruh laporan.",
            )
