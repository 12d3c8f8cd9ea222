"""Set up what the tests in a real browser need, where this machine can.

    python3 alat/peramban.py

Responsible for: finding chromium, node, npm and java, and putting the three packages pinned in
``tests/peramban/package.json`` into ``.peramban`` beside the repository's files, once for each
content of that file. Never fails a build: where something is missing it says so, and those tests
say it again when they are skipped. Uses the standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
DAFTAR_PAKET = AKAR / "tests" / "peramban" / "package.json"
SIMPANAN = AKAR / ".peramban"
STEMPEL = SIMPANAN / "siap.txt"
DAFTAR_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BATAS_DETIK = 180


@dataclass(frozen=True)
class Perkakas:
    """Where the tools stand."""

    chromium: str
    node: str
    java: str
    modul: Path

    @property
    def vnu(self) -> Path:
        """The Nu HTML checker."""
        return self.modul / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def compute_sidik() -> str:
    """Return the SHA-256 of the list of packages, line ends normalised."""
    return sha256(DAFTAR_PAKET.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def is_terpasang() -> bool:
    """Tell whether the packages of this very list stand in their folder."""
    return STEMPEL.is_file() and STEMPEL.read_text(encoding="utf-8") == compute_sidik()


def find_program() -> dict[str, str]:
    """Return the programs by name, empty where one is missing."""
    chromium = next(filter(None, map(shutil.which, DAFTAR_CHROMIUM)), "")
    lain = {nama: shutil.which(nama) or "" for nama in ("node", "npm", "java")}
    return {"chromium": chromium, **lain}


def find_perkakas() -> Perkakas | str:
    """Return the tools, or the sentence that says which of them are missing."""
    program = find_program()
    kurang = [nama for nama in ("chromium", "node", "java") if not program[nama]]
    if kurang:
        return f"tidak terpasang: {', '.join(kurang)}"
    if not is_terpasang():
        return "paket peramban belum disiapkan (python3 alat/peramban.py)"
    return Perkakas(program["chromium"], program["node"], program["java"], SIMPANAN)


def install_paket(npm: str) -> str:
    """Install the pinned packages, without running any of their scripts; return what failed."""
    shutil.rmtree(SIMPANAN, ignore_errors=True)
    SIMPANAN.mkdir()
    shutil.copy(DAFTAR_PAKET, SIMPANAN)
    pilihan = ("--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    try:
        hasil = subprocess.run(
            [npm, "install", *pilihan],
            cwd=SIMPANAN,
            env=dict(os.environ, NO_UPDATE_NOTIFIER="1"),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=BATAS_DETIK,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"npm belum selesai sesudah {BATAS_DETIK} detik"
    if hasil.returncode:
        return " ".join((hasil.stderr or hasil.stdout).split())[-300:] or "npm gagal"
    STEMPEL.write_text(compute_sidik(), encoding="utf-8")
    return ""


def main() -> int:
    """Install where possible and say what is missing; always 0, as these tests are optional."""
    program = find_program()
    kurang = [nama for nama, jalur in program.items() if not jalur]
    sebab = f"tidak terpasang: {', '.join(kurang)}" if kurang else ""
    if not sebab and not is_terpasang():
        sebab = install_paket(program["npm"])
    if sebab:
        sys.stderr.write(f"Pengujian di peramban dilewati; {sebab}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
