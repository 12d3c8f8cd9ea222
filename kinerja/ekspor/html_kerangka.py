"""What every page of the kit has around its content: style, script, security policy, templates.

The policy allows the page's one style and one script by their hashes, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kinerja.isi.html import GAYA_BLOK

TEMPLAT: Final = Path(__file__).parent / "templat"


def build_kerangka(gaya: str, skrip: str) -> dict[str, Markup]:
    """Build what a template needs of style and script: `csp`, `gaya` and `skrip`.

    `gaya` stands after the style that all pages share, `skrip` after the functions they share.
    """
    semua_gaya = GAYA_BLOK + read_templat("dokumen.css") + gaya
    semua_skrip = _compact(read_templat("umum.js") + skrip)
    csp = (
        f"default-src 'none'; img-src data:; style-src '{_hash(semua_gaya)}'; "
        f"script-src '{_hash(semua_skrip)}'; base-uri 'none'; form-action 'none'"
    )
    bagian = {"csp": csp, "gaya": semua_gaya, "skrip": semua_skrip}
    return {nama: Markup(teks) for nama, teks in bagian.items()}  # noqa: S704 - our own files


def _compact(skrip: str) -> str:
    """Drop the indentation and whole-line comments of our script: every report carries it."""
    baris = (satu.strip() for satu in skrip.splitlines())
    return "\n".join(satu for satu in baris if satu and not satu.startswith("//"))


def _hash(teks: str) -> str:
    return f"sha256-{b64encode(sha256(teks.encode()).digest()).decode('ascii')}"


def read_templat(nama: str, folder: Path = TEMPLAT) -> str:
    """Read a style or script as it is stored."""
    return (folder / nama).read_text(encoding="utf-8")


@cache
def open_templat(folder: Path = TEMPLAT) -> Environment:
    """Open a folder of templates: texts are escaped, and a name that is missing is a fault."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
