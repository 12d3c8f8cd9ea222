"""The reference template: an empty A4 document with every style, made by code alone.

No file of it lies in the kit; `build_dasar` gives the same bytes every time, for reports, letters,
and whoever wants a template of their own to start from.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Final

from docx.opc.oxml import serialize_part_xml

from kinerja.word.gaya import BAHASA, build_daftar_gaya
from kinerja.word.unsur import Unsur, twip, unsur

MM: Final = 72 / 25.4
A4_MM: Final = (210.0, 297.0)
WAKTU_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_KEPALA: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_JENIS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PAKET: Final = "http://schemas.openxmlformats.org/package/2006"
_KANTOR: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BAGIAN: Final = ("document.main", "styles", "settings")


@cache
def build_dasar() -> bytes:
    """Give the reference template as the bytes of a docx."""
    tubuh = unsur(
        "document",
        unsur(
            "body",
            unsur(
                "sectPr",
                unsur("pgSz", w=twip(A4_MM[0] * MM), h=twip(A4_MM[1] * MM)),
                build_pinggir(22, 20, 19, 20),
            ),
        ),
    )
    bagian = {
        "[Content_Types].xml": _jenis_isi(),
        "_rels/.rels": _hubungan("officeDocument", ("word/document.xml",)),
        "word/document.xml": _tulis(tubuh),
        "word/styles.xml": _tulis(build_daftar_gaya()),
        "word/settings.xml": _tulis(_pengaturan()),
        "word/_rels/document.xml.rels": _hubungan("", ("styles.xml", "settings.xml")),
    }
    return write_wadah(bagian)


def build_pinggir(atas: float, kanan: float, bawah: float, kiri: float) -> Unsur:
    """Build the margins of a page, given in millimetres."""
    daftar = {"top": atas, "right": kanan, "bottom": bawah, "left": kiri}
    jarak = {nama: twip(nilai * MM) for nama, nilai in daftar.items()}
    return unsur("pgMar", **jarak, header=twip(11 * MM), footer=twip(10 * MM), gutter=0)


def write_wadah(bagian: dict[str, bytes]) -> bytes:
    """Write a zip container with fixed times: the same parts, the same bytes."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama, isi in bagian.items():
            info = zipfile.ZipInfo(nama, WAKTU_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            tujuan.writestr(info, isi, compresslevel=6)
    return hasil.getvalue()


def _tulis(akar: Unsur) -> bytes:
    return bytes(serialize_part_xml(akar))


def _pengaturan() -> Unsur:
    """Build the settings: today's Word without its compatibility mode, decimals with a comma."""
    uri = "http://schemas.microsoft.com/office/word"
    nama = "compatibilityMode"
    cocok = unsur("compat", unsur("compatSetting", name=nama, uri=uri, val=15))
    return unsur(
        "settings",
        unsur("zoom", percent=100),
        unsur("defaultTabStop", val=720),
        unsur("characterSpacingControl", val="doNotCompress"),
        cocok,
        unsur("themeFontLang", val=BAHASA),
        unsur("decimalSymbol", val=","),
        unsur("listSeparator", val=";"),
    )


def _jenis_isi() -> bytes:
    daftar = "".join(
        f'<Override PartName="/word/{nama.partition(".")[0]}.xml" '
        f'ContentType="{_JENIS}.{nama}+xml"/>'
        for nama in _BAGIAN
    )
    relasi = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_KEPALA}<Types xmlns="{_PAKET}/content-types">'
        f'<Default Extension="rels" ContentType="{relasi}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{daftar}</Types>'
    ).encode()


def _hubungan(jenis: str, daftar: tuple[str, ...]) -> bytes:
    isi = "".join(
        f'<Relationship Id="rId{nomor}" '
        f'Type="{_KANTOR}/{jenis or nama.removesuffix(".xml")}" Target="{nama}"/>'
        for nomor, nama in enumerate(daftar, 1)
    )
    return f'{_KEPALA}<Relationships xmlns="{_PAKET}/relationships">{isi}</Relationships>'.encode()
