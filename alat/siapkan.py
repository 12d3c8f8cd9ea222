"""Prepare ``.venv`` from the lock file and, when asked, run a command in it.

Responsible for: making the environment once, bringing it up to date when the lock or the
project file changes, and returning at once when nothing changed. Uses the standard library
only, because it runs before anything is installed. Does not build reports or run tests.

    python3 alat/siapkan.py                          runtime packages
    python3 alat/siapkan.py --uji                    runtime and test packages
    python3 alat/siapkan.py [--uji] -- PERINTAH …    prepare, then run PERINTAH from .venv

``.venv/kinerja-siap.json`` is written last. Without it the folder is an interrupted build and
is made anew; where only the lock differs, the packages are brought up to date in place.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

AKAR = Path(__file__).resolve().parent.parent
VENV = AKAR / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON_VENV = BIN / ("python.exe" if os.name == "nt" else "python")
STEMPEL = VENV / "kinerja-siap.json"
BERKAS_GILIRAN = AKAR / ".venv.giliran"
KUNCI = {"laporan": "kunci.txt", "uji": "kunci-uji.txt"}
PYTHON_TERENDAH = (3, 11)
BATAS_TUNGGU_DETIK = 1800
KODE_LINGKUNGAN = 3  # the exit code of `kinerja` for "environment"

TANDA_JARINGAN = (
    "dns error",
    "name resolution",
    "failed to establish",
    "connection refused",
    "network is unreachable",
    "connection timed out",
    "error sending request",
    "max retries exceeded",
    "newconnectionerror",
    "could not find a version that satisfies",
)


class SiapkanError(Exception):
    """Say what failed, where, and what to do about it, in Indonesian."""


def tulis(pesan: str) -> None:
    """Write one line for the person at the keyboard."""
    sys.stderr.write(pesan + "\n")
    sys.stderr.flush()


# --- state -----------------------------------------------------------------------------------


def hash_berkas(path: Path) -> str:
    """Return the SHA-256 of a file, line ends normalised so that a CRLF checkout agrees."""
    from hashlib import sha256

    try:
        isi = path.read_bytes()
    except FileNotFoundError:
        pesan = f"Berkas {path.name} tidak ada di {path.parent}. Unduh ulang salinan proyek ini."
        raise SiapkanError(pesan) from None
    return sha256(isi.replace(b"\r\n", b"\n")).hexdigest()


def keadaan_diharapkan() -> dict[str, str]:
    """Return what the stamp must say: both locks, project file, Python and place."""
    return {
        "kunci.txt": hash_berkas(AKAR / "kunci.txt"),
        "kunci-uji.txt": hash_berkas(AKAR / "kunci-uji.txt"),
        "pyproject.toml": hash_berkas(AKAR / "pyproject.toml"),
        "python": sys.version,
        "akar": str(AKAR),
    }


def read_stempel() -> dict[str, str]:
    """Return the stamp, or an empty mapping when it is missing or unreadable."""
    try:
        isi = json.loads(STEMPEL.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return isi if isinstance(isi, dict) and PYTHON_VENV.exists() else {}


def is_siap(stempel: dict[str, str], diharapkan: dict[str, str], tingkat: str) -> bool:
    """Tell whether the stamp covers `tingkat`; a test environment also covers reports."""
    cukup = stempel.get("tingkat") in ({"uji"} if tingkat == "uji" else {"uji", "laporan"})
    return cukup and all(stempel.get(nama) == nilai for nama, nilai in diharapkan.items())


# --- one builder at a time -------------------------------------------------------------------


class Giliran:
    """Hold the builder's turn through a lock of the operating system.

    The system drops the lock when its holder ends, killed or not, so nothing goes stale and
    nobody has to judge whether a process number written down earlier is still the same process.
    """

    def __init__(self, path: Path) -> None:
        """Remember where the lock file stands."""
        self.path = path
        self.fd = -1

    def coba(self) -> bool:
        """Take the lock if it is free."""
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(self.fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def __enter__(self) -> Self:
        """Wait for the turn and say so once."""
        self.fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        # The installer inherits the lock: if this program is killed, the next builder waits for
        # the orphan to end instead of deleting the folder under it.
        os.set_inheritable(self.fd, os.name != "nt")
        batas = time.monotonic() + BATAS_TUNGGU_DETIK
        bicara = False
        while not self.coba():
            if not bicara:
                tulis("Lingkungan sedang disiapkan oleh perintah lain; menunggu gilirannya …")
                bicara = True
            if time.monotonic() > batas:
                pesan = (
                    f"Perintah lain masih menyiapkan {VENV} setelah {BATAS_TUNGGU_DETIK // 60} "
                    "menit. Hentikan perintah itu, lalu ulangi."
                )
                raise SiapkanError(pesan)
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        """Give the turn back; the file itself stays, since removing it would race."""
        os.close(self.fd)


# --- building --------------------------------------------------------------------------------


def run(perintah: list[str]) -> tuple[int, str]:
    """Run one installer command and return its exit code and everything it printed."""
    import subprocess

    env = dict(os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1")
    env.pop("PYTHONPATH", None)
    env.pop("PYTHONHOME", None)
    # Folders of another environment must not draw the packages elsewhere.
    for nama in ("VIRTUAL_ENV", "CONDA_PREFIX", "PIP_TARGET", "PIP_PREFIX", "PIP_USER"):
        env.pop(nama, None)
    hasil = subprocess.run(
        perintah,
        cwd=AKAR,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        close_fds=os.name == "nt",
    )
    return hasil.returncode, hasil.stdout.decode("utf-8", errors="replace")


def describe_kegagalan(langkah: str, keluaran: str) -> str:
    """Return the message for a failed step: what, where, what to do, then the last lines."""
    teks = keluaran.lower()
    if "no space left" in teks or "disk quota" in teks:
        saran = f"Ruang simpan habis. Sediakan sekitar 1 GB di {AKAR}, lalu ulangi."
    elif "permission denied" in teks:
        saran = f"Tidak ada izin menulis di {AKAR}. Pindahkan salinan proyek ke folder Anda."
    elif "hash" in teks and ("mismatch" in teks or "do not match" in teks):
        saran = (
            "Paket yang diunduh tidak sama dengan yang dikunci. Ulangi; bila tetap terjadi, "
            "jangan dipasang dan laporkan kepada pengelola jaringan."
        )
    elif any(tanda in teks for tanda in TANDA_JARINGAN):
        saran = (
            "Paket tidak dapat diunduh. Periksa sambungan internet, proxy, atau cermin paket "
            "kantor (pengaturan pip), lalu ulangi."
        )
    else:
        saran = "Ulangi perintahnya; bila tetap gagal, kirimkan baris di bawah ini."
    akhir = "\n".join("    " + baris[:200] for baris in keluaran.strip().splitlines()[-6:])
    return f"Gagal {langkah} di {VENV}.\n{saran}\n{akhir}"


def build_venv() -> None:
    """Make a bare environment at ``.venv``, with pip, from the running Python."""
    from importlib.util import find_spec

    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        versi = f"{sys.version_info[0]}.{sys.version_info[1]}"
        pesan = (
            f"Python {versi} ini ({sys.executable}) tidak membawa ensurepip, sehingga .venv tidak "
            f"dapat dibuat.\nDi Debian atau Ubuntu jalankan:  apt-get install python3-venv\n"
            "Di sistem lain pasang Python dari penyedianya secara lengkap. Lalu ulangi."
        )
        raise SiapkanError(pesan)
    kode, keluaran = run([sys.executable, "-m", "venv", str(VENV)])
    if kode != 0:
        if "ensurepip" in keluaran:
            keluaran += "\nDi Debian atau Ubuntu jalankan:  apt-get install python3-venv"
        raise SiapkanError(describe_kegagalan("membuat lingkungan Python", keluaran))


def parse_kunci_paket(teks: str, nama: str) -> str:
    """Return the lines of a lock that pin `nama`, with its hashes."""
    baris_paket: list[str] = []
    for baris in teks.splitlines():
        if not baris.startswith((" ", "\t")):
            if baris_paket:
                break
            if baris.split("==")[0].strip() != nama:
                continue
        elif not baris_paket:
            continue
        baris_paket.append(baris)
    return "\n".join(baris_paket) + "\n" if baris_paket else ""


def install_uv() -> bool:
    """Install the locked uv into ``.venv``; False sends the caller to plain pip."""
    kunci_uv = parse_kunci_paket((AKAR / KUNCI["laporan"]).read_text(encoding="utf-8"), "uv")
    if not kunci_uv:
        return False
    berkas = VENV / "kunci-uv.txt"
    berkas.write_text(kunci_uv, encoding="utf-8")
    pip = [str(PYTHON_VENV), "-m", "pip", "install", "--quiet", "--no-deps", "--retries", "2"]
    kode, _ = run([*pip, "--require-hashes", "-r", str(berkas)])
    return kode == 0


def install_paket(tingkat: str) -> None:
    """Install the locked packages, then the project itself in editable form."""
    uv = [str(PYTHON_VENV), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON_VENV)]
    pip = [str(PYTHON_VENV), "-m", "pip", "install", "--quiet", "--retries", "2"]
    kunci = str(AKAR / KUNCI[tingkat])
    langkah = [
        ("memasang paket", ["--require-hashes", "-r", kunci]),
        ("memasang kinerja", ["--no-deps", "--no-build-isolation", "--editable", str(AKAR)]),
    ]
    has_uv = install_uv()
    for nama, argumen in langkah:
        if has_uv:
            if run([*uv, *argumen])[0] == 0:
                continue
            tulis("uv tidak berhasil; mencoba dengan pip (lebih lama) …")
            has_uv = False
        kode, keluaran = run([*pip, *argumen])
        if kode != 0:
            raise SiapkanError(describe_kegagalan(nama, keluaran))


def siapkan(tingkat: str) -> None:
    """Make or refresh ``.venv`` for `tingkat` ("laporan" or "uji") unless it already fits."""
    diharapkan = keadaan_diharapkan()
    if is_siap(read_stempel(), diharapkan, tingkat):
        return
    with Giliran(BERKAS_GILIRAN):
        stempel = read_stempel()
        if is_siap(stempel, diharapkan, tingkat):
            return  # somebody else built it while we waited
        mulai = time.monotonic()
        sama_tempat = all(stempel.get(nama) == diharapkan[nama] for nama in ("python", "akar"))
        if stempel.get("tingkat") == "uji":
            tingkat = "uji"
        STEMPEL.unlink(missing_ok=True)
        if stempel and sama_tempat:
            tulis("Memperbarui lingkungan Python (.venv) …")
        else:
            tulis("Menyiapkan lingkungan Python (.venv); pertama kali perlu satu–tiga menit …")
            build_venv()
        install_paket(tingkat)
        sementara = STEMPEL.with_suffix(".tmp")
        sementara.write_text(
            json.dumps({**diharapkan, "tingkat": tingkat}, indent=1), encoding="utf-8"
        )
        sementara.replace(STEMPEL)
        tulis(f"Lingkungan siap dalam {time.monotonic() - mulai:.0f} detik.")


# --- command line ----------------------------------------------------------------------------


def check_python(argumen: list[str]) -> None:
    """Go on with a newer Python from PATH when this one is too old, or say what to install."""
    if sys.version_info[:2] >= PYTHON_TERENDAH:
        return
    import subprocess

    for minor in range(14, PYTHON_TERENDAH[1] - 1, -1):
        lain = shutil.which(f"python3.{minor}")
        if lain and run([lain, "-c", ""])[0] == 0:
            sys.exit(subprocess.run([lain, __file__, *argumen], check=False).returncode)
    versi = ".".join(str(bagian) for bagian in sys.version_info[:3])
    pesan = (
        f"Python terlalu lama: {versi} ({sys.executable}). kinerja memerlukan Python 3.11 atau "
        "lebih baru. Pasang versi itu, lalu ulangi dengan:  make PYTHON=python3.11 …"
    )
    raise SiapkanError(pesan)


def run_di_venv(perintah: list[str]) -> int:
    """Run a command with ``.venv`` first on the path and return its exit code."""
    os.environ["PATH"] = str(BIN) + os.pathsep + os.environ.get("PATH", "")
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.environ.pop("PYTHONHOME", None)
    program = shutil.which(perintah[0], path=str(BIN)) or shutil.which(perintah[0])
    if program is None:
        pesan = f"Perintah tidak ditemukan: {perintah[0]}. Hapus folder .venv, lalu ulangi."
        raise SiapkanError(pesan)
    if os.name != "nt":
        os.execv(program, [program, *perintah[1:]])
    import subprocess

    return subprocess.run([program, *perintah[1:]], check=False).returncode


def main(argumen: list[str]) -> int:
    """Read the arguments, prepare, and run what was asked."""
    pilihan, perintah = argumen, []
    if "--" in argumen:
        batas = argumen.index("--")
        pilihan, perintah = argumen[:batas], argumen[batas + 1 :]
    if pilihan not in ([], ["--uji"]):
        tulis("Pemakaian: python3 alat/siapkan.py [--uji] [-- PERINTAH …]")
        return 2
    try:
        check_python(argumen)
        siapkan("uji" if pilihan else "laporan")
        return run_di_venv(perintah) if perintah else 0
    except SiapkanError as galat:
        tulis(f"GAGAL: {galat}")
    except OSError as galat:
        tulis(f"GAGAL: {galat.strerror} ({galat.filename}). Periksa izin dan ruang simpan.")
    except KeyboardInterrupt:
        tulis("Dihentikan. Jalankan lagi perintah yang sama untuk melanjutkan.")
        return 130
    return KODE_LINGKUNGAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
