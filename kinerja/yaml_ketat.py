"""Reading YAML without its traps: every fault names file and line, in Indonesian.

Refuses duplicate keys, aliases and anchors, tabs, tags, text that is not UTF-8, and top levels
that are no mapping. Without quotes only plain decimals, true, false, null and dates are more than
text; what YAML 1.1 would read as something else (012, 1:30, 0x1F, yes) is refused. A byte-order
mark is accepted. Types are judged by the models that read the result.
"""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from kinerja.galat import ParameterError

_BATAS_UKURAN: Final = 1_000_000
_TAG: Final = "tag:yaml.org,2002:"
_POLA: Final = {
    "null": re.compile(r"(?:~|null|Null|NULL|)\Z"),
    "bool": re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"),
    "int": re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z", re.ASCII),
    "float": re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]+|\.inf|\.nan)\Z", re.ASCII),
    "timestamp": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII),
}
_MIRIP_ANGKA: Final = re.compile(
    r"[-+]?(?:0[0-9]+(?:\.[0-9]*)?|0o[0-7]+|[0-9]+(?:\.[0-9]*)?e[-+]?[0-9]+)\Z",
    re.ASCII | re.IGNORECASE,
)
_MENIPU: Final = frozenset({f"{_TAG}{satu}" for satu in ("int", "float", "bool", "timestamp")})


class _Pemuat(yaml.SafeLoader):
    """A safe loader that refuses aliases, tags, duplicate keys and scalars read otherwise."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        if self.check_event(yaml.AliasEvent):
            tanda = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=tanda)
        acara = self.peek_event()  # type: ignore[no-untyped-call]
        self._letak = acara.start_mark
        if getattr(acara, "tag", None) not in {None, "!"}:
            raise yaml.MarkedYAMLError(
                context=str(acara.tag), problem="tanda", problem_mark=acara.start_mark
            )
        return super().compose_node(parent, index)

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ANN401
        if kind is not yaml.ScalarNode or not implicit[0]:
            return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        for nama, pola in _POLA.items():
            if pola.match(value):
                return f"{_TAG}{nama}"
        biasa = str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]
        if biasa in _MENIPU or _MIRIP_ANGKA.match(value):
            raise yaml.MarkedYAMLError(context=value, problem="rancu", problem_mark=self._letak)
        return f"{_TAG}str"

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        terlihat = set()
        for simpul, _ in node.value:
            kunci = self.construct_object(simpul, deep=True)
            if not isinstance(kunci, str | int):
                raise yaml.MarkedYAMLError(problem="kunci", problem_mark=simpul.start_mark)
            if kunci in terlihat:
                raise yaml.MarkedYAMLError(
                    context=str(kunci), problem="ganda", problem_mark=simpul.start_mark
                )
            terlihat.add(kunci)
        return super().construct_mapping(node, deep=deep)


def _build_tanggal(_: yaml.SafeLoader, simpul: yaml.Node) -> date:
    try:
        return date.fromisoformat(simpul.value)
    except ValueError:
        raise yaml.MarkedYAMLError(
            context=str(simpul.value), problem="tanggal", problem_mark=simpul.start_mark
        ) from None


_Pemuat.add_constructor(f"{_TAG}timestamp", _build_tanggal)

_MASALAH: Final = {
    "alias": ("Alias (*) tidak dipakai di sini", "Tulis isinya langsung."),
    "tanda": ("Penanda jenis (!) tidak dipakai di sini", "Tulis nilainya langsung."),
    "rancu": (
        "Nilai tanpa tanda kutip ini dapat dibaca sebagai nilai lain",
        "Tulis angka biasa (mis. 12 atau 0.5), true atau false, atau teks dalam tanda kutip.",
    ),
    "tanggal": ("Tanggal tidak ada di kalender", "Betulkan tanggalnya, mis. 2026-02-28."),
    "kunci": ("Kunci bukan teks", "Tulis kunci sebagai kata, atau dalam tanda kutip."),
    "ganda": ("Kunci ditulis dua kali", "Hapus salah satunya."),
}


def read_yaml(jalur: Path, nama: str = "") -> dict[str, Any]:
    """Read a mapping from a YAML file.

    Args:
        jalur: The file.
        nama: How messages call the file (default: its name).

    Raises:
        ParameterError: with file and line for every fault named in the module's first lines.
    """
    nama = nama or jalur.name
    return parse_yaml(read_mentah(jalur, nama), nama)


def parse_yaml(mentah: bytes, nama: str) -> dict[str, Any]:
    """Read a mapping from the bytes of a YAML file.

    Raises:
        ParameterError: as `read_yaml` does.
    """
    isi = _parse(_decode(mentah, nama), nama)
    if isi is None:
        return {}
    if not isinstance(isi, dict):
        raise ParameterError(
            "Isi berkas bukan pasangan kunci dan nilai",
            tempat=nama,
            saran='Tulis baris seperti "nama: isi".',
        )
    return isi


def read_mentah(jalur: Path, nama: str) -> bytes:
    """Read the bytes of a parameter file.

    Raises:
        ParameterError: where it is missing, cannot be read, or is too large to be one.
    """
    try:
        mentah = jalur.read_bytes()
    except FileNotFoundError:
        raise ParameterError(
            "Berkas parameter tidak ada", tempat=nama, saran="Buat berkas itu atau periksa namanya."
        ) from None
    except OSError as galat:
        raise ParameterError(
            "Berkas parameter tidak dapat dibaca",
            tempat=nama,
            ditemukan="sebuah folder" if isinstance(galat, IsADirectoryError) else "",
            saran="Periksa nama, letak dan izin berkas itu.",
        ) from None
    if len(mentah) > _BATAS_UKURAN:
        raise ParameterError("Berkas parameter terlalu besar", tempat=nama)
    return mentah


def _decode(mentah: bytes, nama: str) -> str:
    try:
        return mentah.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        baris = mentah.count(b"\n", 0, galat.start) + 1
        raise ParameterError(
            "Berkas bukan UTF-8",
            tempat=f"{nama}, baris {baris}",
            saran="Simpan ulang sebagai UTF-8.",
        ) from None


@lru_cache(maxsize=64)
def _load(teks: str) -> object:
    """Load a text once: the same few files are asked for again and again."""
    return yaml.load(teks, _Pemuat)  # noqa: S506 - a SafeLoader


def _parse(teks: str, nama: str) -> object:
    try:
        return deepcopy(_load(teks))
    except yaml.MarkedYAMLError as galat:
        raise _describe(galat, nama) from None
    except yaml.reader.ReaderError as galat:
        baris = teks.count("\n", 0, galat.position) + 1
        raise ParameterError(
            "Berkas memuat karakter kendali",
            tempat=f"{nama}, baris {baris}",
            saran="Hapus karakter itu, lalu ketik ulang barisnya.",
        ) from None
    except RecursionError:
        raise ParameterError(
            "YAML bersarang terlalu dalam", tempat=nama, saran="Periksa kurung dan lekukannya."
        ) from None
    except (yaml.YAMLError, ValueError):
        raise ParameterError(
            "YAML tidak dapat dibaca", tempat=nama, saran="Periksa penulisannya."
        ) from None


def _describe(galat: yaml.MarkedYAMLError, nama: str) -> ParameterError:
    baris = galat.problem_mark.line + 1 if galat.problem_mark else 1
    tempat = f"{nama}, baris {baris}"
    if galat.problem in _MASALAH:
        masalah, saran = _MASALAH[galat.problem]
        return ParameterError(masalah, tempat=tempat, ditemukan=galat.context or "", saran=saran)
    saran = "Periksa lekukan, titik dua dan tanda kutip di sekitar baris itu."
    if "\\t" in (galat.problem or ""):
        saran = "Ganti karakter tab dengan spasi."
    return ParameterError("YAML tidak dapat dibaca", tempat=tempat, saran=saran)
