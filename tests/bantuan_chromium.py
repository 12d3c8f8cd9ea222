"""A page in a real browser, where a script of the test looks at it."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def run_skrip(html: str, skrip: str, folder: Path, *argumen: str) -> Any:
    """Open a page with a script that its policy allows here only; gives what it made the title.

    The script sets `document.title` to JSON.
    """
    sidik = b64encode(sha256(skrip.encode()).digest()).decode()
    uji = html.replace("script-src ", f"script-src 'sha256-{sidik}' ", 1)
    berkas = folder / "uji.html"
    berkas.write_text(uji.replace("</body>", f"<script>{skrip}</script></body>"), "utf-8")
    hasil = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu"),
            *argumen,
            f"--user-data-dir={folder}/profil",
            "--dump-dom",
            berkas.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(str(BeautifulSoup(hasil.stdout, "lxml").title.string))
