"""The agency's own template: opened only when it is safe and holds every style.

Macros, parts that lead out of the file, and containers that swell are refused before anything is
parsed. Says what is missing; repairs nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from kinerja.galat import EksporError
from kinerja.word.gaya import DAFTAR_GAYA
from kinerja.word.simpan import open_naskah

if TYPE_CHECKING:
    from docx.document import Document as Naskah

UKURAN_MAKS: Final = 10 * 1024 * 1024
INFLASI_MAKS: Final = 64 * 1024 * 1024
BAGIAN_MAKS: Final = 500
LEBAR_TERSEMPIT: Final = 340.0
"""Points of text width, 120 mm, below which no report fits."""
PENGALI: Final[Mapping[str, float]] = {
    "": 1.12,  # a theme's font: Calibri, Cambria, or Aptos
    "aptos": 1.12,
    "arial": 1.12,
    "arial narrow": 0.95,
    "bookman old style": 1.32,
    "calibri": 1.02,
    "cambria": 1.12,
    "carlito": 1.02,
    "georgia": 1.3,
    "liberation sans": 1.12,
    "liberation serif": 1.06,
    "segoe ui": 1.15,
    "source sans 3": 1.0,
    "tahoma": 1.25,
    "times new roman": 1.06,
    "verdana": 1.42,
}
"""How much wider than the bundled font a text is set, in bold, by the fonts offices use."""
PENGALI_LAIN: Final = 1.42
"""The widest of them, for a font not listed: a table may get more room than it needs."""
_SARAN: Final = (
    "Perbaiki templat itu di Word; atau ganti namanya, lalu mulai lagi dari templat rujukan: "
    "kinerja templat."
)
_UTAMA: Final = "wordprocessingml.document.main+xml"
_BAHAYA: Final = (
    ("vbaproject", "makro"),
    ("/activex/", "kendali ActiveX"),
    ("/embeddings/", "objek tertanam"),
    ("/afchunk", "potongan dokumen lain"),
)
_ASING: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_KE_LUAR: Final = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_TAUT_BIASA: Final = b"/relationships/hyperlink"


def open_templat(jalur: Path | None) -> Naskah:
    """Open the agency's template; without one, the reference template.

    Raises:
        EksporError: saying what the template is or what it lacks.
    """
    if jalur is None:
        return open_naskah()
    tempat = "/".join(jalur.parts[-3:])
    isi = _read_isi(jalur, tempat)
    _check_wadah(isi, tempat)
    try:
        naskah = open_naskah(isi)
    except (KeyError, ValueError, SyntaxError, AttributeError) as galat:
        raise _tolak(tempat, "dokumen Word yang rusak", "dokumen .docx yang utuh") from galat
    _check_gaya(naskah, tempat)
    _check_halaman(naskah, tempat)
    return naskah


def map_gaya(naskah: Naskah) -> dict[str, str]:
    """Map the styles we use to their ids, which differ from one language of Word to another."""
    ada = {}
    for gaya in naskah.styles.element.findall(qn("w:style")):
        nama = gaya.find(qn("w:name"))
        if nama is not None:
            ada[str(nama.get(qn("w:val"))).casefold()] = str(gaya.get(qn("w:styleId")))
    return {
        satu.nama: ada[satu.nama.casefold()] for satu in DAFTAR_GAYA if satu.nama.casefold() in ada
    }


def measure_huruf(naskah: Naskah) -> float:
    """Give how much wider than the bundled font the template sets the text of tables."""
    nama = naskah.styles["Kinerja Sel"].font.name or naskah.styles["Normal"].font.name or ""
    return PENGALI.get(nama.casefold(), PENGALI_LAIN)


def _tolak(tempat: str, ditemukan: str, diharapkan: str) -> EksporError:
    return EksporError(
        "Templat Word tidak dapat dipakai",
        tempat=tempat,
        ditemukan=ditemukan,
        diharapkan=diharapkan,
        saran=_SARAN,
    )


def _read_isi(jalur: Path, tempat: str) -> bytes:
    try:
        if jalur.stat().st_size > UKURAN_MAKS:
            besar = f"paling besar {UKURAN_MAKS // 1024**2} MB"
            raise _tolak(tempat, f"{jalur.stat().st_size // 1024**2} MB", besar)
        return jalur.read_bytes()
    except OSError as galat:
        raise _tolak(tempat, "berkas yang tidak dapat dibaca", "berkas .docx") from galat


def _check_wadah(isi: bytes, tempat: str) -> None:
    """Look the container over while inflating it within bounds."""
    if not isi:
        raise _tolak(tempat, "berkas kosong (0 bita)", "dokumen .docx")
    if not isi.startswith(b"PK"):
        raise _tolak(tempat, "berkas yang bukan dokumen .docx", "dokumen .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
            if len(daftar) > BAGIAN_MAKS:
                raise _tolak(tempat, f"{len(daftar)} bagian", f"paling banyak {BAGIAN_MAKS} bagian")
            _check_nama([info.filename for info in daftar], tempat)
            sisa = INFLASI_MAKS
            for info in daftar:
                if info.flag_bits & 0x1:
                    raise _tolak(tempat, "berkas bersandi", "berkas tanpa kata sandi")
                with arsip.open(info) as aliran:
                    bagian = aliran.read(sisa + 1)
                sisa -= len(bagian)
                if sisa < 0:
                    besar = f"paling besar {INFLASI_MAKS // 1024**2} MB sesudah dibuka"
                    raise _tolak(tempat, "berkas yang mengembang", besar)
                _check_bagian(info.filename, bagian, tempat)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as galat:
        raise _tolak(tempat, "dokumen Word yang rusak", "dokumen .docx yang utuh") from galat


def _check_nama(daftar: list[str], tempat: str) -> None:
    for nama in daftar:
        rata = nama.replace("\\", "/").casefold()
        if rata.startswith("/") or ":" in rata or ".." in rata.split("/"):
            raise _tolak(tempat, "bagian yang menunjuk ke luar berkas", "dokumen .docx biasa")
        for tanda, arti in _BAHAYA:
            if tanda in f"/{rata}":
                raise _tolak(tempat, arti, f"templat tanpa {arti}")
    if len(set(daftar)) < len(daftar):
        raise _tolak(tempat, "bagian bernama ganda", "dokumen .docx biasa")
    if "[Content_Types].xml" not in daftar or "word/document.xml" not in daftar:
        raise _tolak(tempat, "arsip zip yang bukan dokumen Word", "dokumen .docx")


def _check_bagian(nama: str, isi: bytes, tempat: str) -> None:
    if not nama.endswith((".xml", ".rels")):
        return
    if _ASING.search(isi) or b"\0" in isi[:4]:
        raise _tolak(tempat, "XML dengan definisi sendiri", "dokumen .docx biasa")
    if nama == "[Content_Types].xml" and _UTAMA.encode() not in isi:
        jenis = "makro" if b"macroEnabled" in isi else "jenis berkas lain (misalnya .dotx)"
        raise _tolak(tempat, jenis, "dokumen .docx tanpa makro")
    if any(_TAUT_BIASA not in satu for satu in _KE_LUAR.findall(isi)):
        raise _tolak(tempat, "bagian yang diambil dari luar berkas", "gambar dan templat tersimpan")


def _check_gaya(naskah: Naskah, tempat: str) -> None:
    ada = map_gaya(naskah)
    hilang = [f"“{satu.nama}” ({satu.arti})" for satu in DAFTAR_GAYA if satu.nama not in ada]
    if hilang:
        raise _tolak(tempat, f"tanpa gaya {', '.join(hilang)}", "semua gaya laporan")


def _check_halaman(naskah: Naskah, tempat: str) -> None:
    if len(naskah.sections) != 1:
        banyak = f"{len(naskah.sections)} bagian halaman"
        raise _tolak(tempat, banyak, "satu bagian halaman (tanpa pemisah bagian)")
    bagian = naskah.sections[0]
    ukuran = (bagian.page_width, bagian.page_height, bagian.left_margin, bagian.right_margin)
    lebar, tinggi, kiri, kanan = (satu.pt if satu is not None else 0.0 for satu in ukuran)
    if lebar > tinggi or lebar - kiri - kanan < LEBAR_TERSEMPIT:
        sempit = f"lebar teks {(lebar - kiri - kanan) / 72 * 25.4:.0f} mm"
        raise _tolak(tempat, sempit, "halaman tegak dengan lebar teks paling sedikit 120 mm")
