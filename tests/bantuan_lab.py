"""Starts a JupyterLab of its own for a working folder, and drives it with a browser."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alat.peramban import Perkakas

AKAR = Path(__file__).resolve().parent.parent
BATAS_MULAI_DETIK = 60


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, its token and an empty folder for the browser."""

    alamat: str
    token: str
    folder: Path

    def build_url(self, notebook: str) -> str:
        """Give the page of a notebook, in a workspace without what was open before."""
        return f"{self.alamat}/lab/tree/notebooks/{notebook}.ipynb?token={self.token}&reset"

    def read(self, jalur: str) -> Any:
        """Read from the server's own interface, as its pages do."""
        kepala = {"Authorization": f"token {self.token}"}
        minta = urllib.request.Request(f"{self.alamat}{jalur}", headers=kepala)  # noqa: S310 - ours
        with urllib.request.urlopen(minta, timeout=120) as jawab:  # noqa: S310 - our own server
            return jawab.read()

    def drive(self, perkakas: Perkakas, daftar: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
        """Run all of each notebook in a browser, then its steps; gives what was seen by name."""
        tugas = {
            "chromium": perkakas.chromium,
            "profil": str(self.folder / "profil"),
            "modul": str(perkakas.modul),
            "gambar": str(self.folder),
            "batas": 90_000,
            "daftar": [
                {"url": self.build_url(nama), "langkah": langkah}
                for nama, langkah in daftar.items()
            ],
        }
        hasil = subprocess.run(
            [perkakas.node, str(AKAR / "tests" / "peramban" / "lab.mjs")],
            input=json.dumps(tugas),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert hasil.returncode == 0, hasil.stderr[-2000:]
        return dict(zip(daftar, json.loads(hasil.stdout), strict=True))


def write_titik_masuk(folder: Path) -> None:
    """Declare this checkout's exporters as an installation would, whatever is installed."""
    proyek = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / "kinerja_uji-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kinerja-uji\nVersion: 0\n")
    baris = [f"{k} = {v}" for k, v in proyek["entry-points"]["nbconvert.exporters"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[nbconvert.exporters]", *baris, ""]))


@contextlib.contextmanager
def run_lab(akar: Path, folder: Path):
    """Start JupyterLab as `make lab` does, with a home of its own; stop it at the end."""
    write_titik_masuk(folder / "titik")
    rumah = folder / "rumah"
    rumah.mkdir()
    jalur = [str(AKAR), str(folder / "titik"), os.environ.get("PYTHONPATH", "")]
    lingkungan = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, jalur)),
        "HOME": str(rumah),
        "JUPYTER_CONFIG_DIR": str(rumah / "config"),
        "JUPYTER_DATA_DIR": str(rumah / "data"),
        "JUPYTER_RUNTIME_DIR": str(rumah / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(rumah / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(rumah / "workspaces"),
    }
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        nomor = soket.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{nomor}", secrets.token_hex(8), folder)
    pilihan = (
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={nomor}",
        f"--IdentityProvider.token={lab.token}",
        f"--ServerApp.root_dir={akar}",
        f"--LabApp.app_settings_dir={AKAR / 'alat' / 'lab'}",
        "--LabApp.expose_app_in_browser=True",
    )
    with (folder / "lab.log").open("w") as catatan:
        proses = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *pilihan],
            cwd=akar,
            env=lingkungan,
            stdout=catatan,
            stderr=catatan,
        )
        try:
            _wait(lab, proses)
            yield lab
        finally:
            proses.terminate()
            proses.wait(timeout=30)


def _wait(lab: Lab, proses: subprocess.Popen[bytes]) -> None:
    akhir = time.monotonic() + BATAS_MULAI_DETIK
    while time.monotonic() < akhir and proses.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            lab.read("/api/status")
            return
        time.sleep(0.3)
    raise AssertionError((lab.folder / "lab.log").read_text()[-2000:])
