"""Reading YAML without its traps: every fault names file and line, in Indonesian.

Refuses duplicate keys, aliases and anchors, tabs, text that is not UTF-8, and top levels that are
no mapping. A byte-order mark is accepted. Types are judged by the models that read the result.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from kinerja.galat import ParameterError

_BATAS_UKURAN: Final = 1_000_000


class _Pemuat(yaml.SafeLoader):
    """A safe loader that refuses aliases and duplicate keys, and keeps leading-zero text."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        if self.check_event(yaml.AliasEvent):
            tanda = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=tanda)
        return super().compose_node(parent, index)

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


_MASALAH: Final = {
    "alias": ("Alias (*) tidak dipakai di sini", "Tulis isinya langsung."),
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
    try:
        mentah = jalur.read_bytes()
    except FileNotFoundError:
        raise ParameterError(
            "Berkas parameter tidak ada", tempat=nama, saran="Buat berkas itu atau periksa namanya."
        ) from None
    except OSError as galat:
        raise ParameterError(
            "Berkas parameter tidak dapat dibaca", tempat=nama, ditemukan=str(galat.strerror)
        ) from None
    if len(mentah) > _BATAS_UKURAN:
        raise ParameterError("Berkas parameter terlalu besar", tempat=nama)
    try:
        teks = mentah.decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        baris = mentah.count(b"\n", 0, galat.start) + 1
        raise ParameterError(
            "Berkas bukan UTF-8",
            tempat=f"{nama}, baris {baris}",
            saran="Simpan ulang sebagai UTF-8.",
        ) from None
    try:
        isi = yaml.load(teks, _Pemuat)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as galat:
        raise _describe(galat, nama) from None
    except (yaml.YAMLError, ValueError, RecursionError) as galat:
        raise ParameterError("YAML tidak dapat dibaca", tempat=nama, ditemukan=str(galat)) from None
    if isi is None:
        return {}
    if not isinstance(isi, dict):
        raise ParameterError(
            "Isi berkas bukan pasangan kunci dan nilai",
            tempat=nama,
            saran='Tulis baris seperti "nama: isi".',
        )
    return isi


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
