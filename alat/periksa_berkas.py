"""Check the stored files: size, UTF-8, LF, no machine path, no registry host name.

Used by the pre-commit hook and by ``tests/test_gaya_repo.py``, so there is one rule. Reads only;
repairs nothing. The forbidden words are put together from halves, so that this file passes too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
BATAS_BYTE = 1_500_000
BATAS_BARIS_MODUL = 300
AKHIRAN_BINER = {".docx", ".otf", ".pdf", ".png", ".ttf", ".xlsx", ".xz", ".zip"}
FOLDER_LUAR = {".git", ".peramban", ".venv", "__pycache__", "build", "dist", "outputs"}

_FOLDER_MESIN = ("wo" + "rk", "ro" + "ot", "op" + "t", "tm" + "p", "ho" + "me", "Us" + "ers")
JALUR_MESIN = re.compile(
    rf"(?<![\w.~/}}-])(?:[A-Za-z]:)?[/\\]+(?:{'|'.join(_FOLDER_MESIN)})[/\\]\w"
)
HOST_PAKET = tuple(
    kiri + kanan
    for kiri, kanan in (
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("registry.", "npmjs"),
        ("anaconda", ".org"),
        ("anaconda", ".com"),
        ("deb.", "debian"),
        ("archive.", "ubuntu"),
        ("prefix", ".dev"),
    )
)


def read_daftar_berkas(akar: Path = AKAR) -> list[Path]:
    """Return the files that are stored or about to be: git's list, else a walk of the folder."""
    git = shutil.which("git")
    if git and (akar / ".git").exists():
        hasil = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=akar,
            capture_output=True,
            check=True,
        )
        nama = [bagian for bagian in hasil.stdout.decode("utf-8").split("\0") if bagian]
        daftar = [akar / bagian for bagian in nama]
    else:
        daftar = [
            path
            for path in akar.rglob("*")
            if not any(
                bagian in FOLDER_LUAR or bagian.endswith("_cache")
                for bagian in path.relative_to(akar).parts
            )
        ]
    return sorted(path for path in daftar if path.is_file())


def check_teks(teks: str) -> list[str]:
    """Return what a text says about one machine or one package registry."""
    masalah = []
    for nomor, baris in enumerate(teks.splitlines(), start=1):
        if cocok := JALUR_MESIN.search(baris):
            masalah.append(f"baris {nomor}: jalur mesin {cocok[0]!r}; tulis jalur relatif")
        masalah += [
            f"baris {nomor}: nama host {host!r}; sebut nama paketnya saja"
            for host in HOST_PAKET
            if host in baris.lower()
        ]
    return masalah


def check_isi(nama: str, isi: bytes) -> list[str]:
    """Return what is wrong with one stored file, given its name and bytes."""
    masalah = []
    if len(isi) > BATAS_BYTE:
        masalah.append(f"{len(isi)} byte, batasnya {BATAS_BYTE}; simpan di luar repositori")
    if Path(nama).suffix.lower() in AKHIRAN_BINER:
        return masalah
    try:
        teks = isi.decode("utf-8")
    except UnicodeDecodeError as galat:
        return [*masalah, f"bukan UTF-8 (byte {galat.start}); simpan ulang sebagai UTF-8"]
    if teks.startswith("\ufeff"):
        masalah.append("berawalan BOM; simpan ulang sebagai UTF-8 tanpa BOM")
    if "\r" in teks:
        masalah.append("akhir baris CRLF; simpan ulang dengan LF")
    if "\0" in teks:
        masalah.append("berisi byte nol; bila berkas biner, daftarkan akhirannya")
    return masalah + check_teks(teks)


def check_panjang_modul(teks: str) -> list[str]:
    """Return a line when a module is too long to hold one subject."""
    jumlah_baris = len(teks.splitlines())
    if jumlah_baris <= BATAS_BARIS_MODUL:
        return []
    return [f"{jumlah_baris} baris, batasnya {BATAS_BARIS_MODUL}; pecah menurut pokoknya"]


def check_berkas(path: Path, akar: Path = AKAR) -> list[str]:
    """Return everything wrong with one stored file, each line starting with its name."""
    nama = path.relative_to(akar).as_posix()
    isi = path.read_bytes()
    masalah = check_isi(nama, isi)
    if nama.startswith("kinerja/") and path.suffix == ".py":
        masalah += check_panjang_modul(isi.decode("utf-8", errors="replace"))
    return [f"{nama}: {baris}" for baris in masalah]


def main(argumen: list[str]) -> int:
    """Check the named files, or all stored ones."""
    daftar = [Path(nama).resolve() for nama in argumen] or read_daftar_berkas()
    masalah = [baris for path in daftar for baris in check_berkas(path)]
    sys.stderr.writelines(baris + "\n" for baris in masalah)
    return 1 if masalah else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
