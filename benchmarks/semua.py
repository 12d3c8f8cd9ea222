"""All measurements of making reports, with one command.

`python benchmarks/semua.py --opd 2` takes some minutes, `--opd 50` is a whole regency.
Writes `benchmarks/hasil.json` and the tables between the marks in `benchmarks/README.md`. Measure
on a quiet machine; under load only ratios within one run say anything.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import banding
import skala
import tahap
from ukur import AKAR

from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder, find_folder

BERKAS_HASIL = AKAR / "benchmarks" / "hasil.json"
README = AKAR / "benchmarks" / "README.md"
AWAL, AKHIR = "<!-- hasil: awal -->", "<!-- hasil: akhir -->"
BAGIAN = ("tahap", "banding", "skala")


def build_kepala() -> dict[str, object]:
    """Say where and of what was measured."""
    commit = subprocess.run(
        [shutil.which("git") or "git", "rev-parse", "--short", "HEAD"],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "commit": commit.stdout.strip(),
        "waktu": datetime.now(UTC).isoformat(timespec="minutes"),
        "inti": os.cpu_count(),
        "beban": [round(satu, 1) for satu in os.getloadavg()] if hasattr(os, "getloadavg") else [],
        "sistem": platform.platform(),
        "python": platform.python_version(),
    }


def run(bagian: list[str], opd: int, ulang: int) -> dict[str, object]:
    """Measure the parts asked for."""
    hasil: dict[str, object] = {"kepala": dict.fromkeys(bagian, build_kepala())}
    with tempfile.TemporaryDirectory() as akar:
        write_contoh(Folder(Path(akar) / "kerja"))
        folder = find_folder(Path(akar) / "kerja")
        if "tahap" in bagian:
            hasil["tahap"] = tahap.run(folder, ulang)
        if "banding" in bagian:
            hasil["banding"] = banding.run(folder, ulang)
    if "skala" in bagian:
        hasil["skala"] = skala.run(opd)
    return hasil


def _angka(nilai: object) -> str:
    return (
        "–"
        if nilai is None
        else f"{nilai:.2f}".replace(".", ",")
        if isinstance(nilai, float)
        else str(nilai)
    )


def _describe_kepala(nama: str, kepala: dict) -> str:
    beban = " / ".join(_angka(satu) for satu in kepala["beban"])
    return (
        f"`{nama}`: commit `{kepala['commit']}`, {kepala['inti']} inti, beban {beban}, "
        f"{kepala['waktu']}."
    )


def merge_hasil(lama: dict, baru: dict) -> dict:
    """Put what was measured now beside the parts that were measured before."""
    return lama | baru | {"kepala": lama.get("kepala", {}) | baru["kepala"]}


def _describe_kali(satu: dict) -> str:
    def describe(nama: str) -> str:
        batch = satu["batch_bidang"][nama]
        sendiri, berdua = satu["detik_per_laporan"], satu["detik_per_laporan_berdua"]
        return f"{_angka(sendiri / batch)} dan {_angka(berdua / batch)} kali"

    return (
        "Dari notebook yang sama, terhadap baris perintah satu per satu dan dua berdampingan: "
        f"batch {satu['batch_bidang']['laporan']} laporan beserta mulainya lebih cepat "
        f"{describe('detik_per_laporan')}, tiap laporan berikutnya {describe('detik_berikutnya')}."
    )


def _format_memori(satu: dict[str, list[float]]) -> str:
    return " / ".join(f"{nilai:.0f}" for nilai in satu["memori_mb"]) or "–"


def format_tabel(kepala: list[str], daftar: list[list[object]]) -> str:
    """Format rows as a Markdown table."""
    garis = "|".join(["---", *("---:" for _ in kepala[1:])])
    baris = (" | ".join(_angka(satu) for satu in isi) for isi in daftar)
    return "\n".join(
        [f"| {' | '.join(kepala)} |", f"|{garis}|", *(f"| {satu} |" for satu in baris)]
    )


def format_hasil(hasil: dict) -> str:
    """Format everything that was measured as the README shows it."""
    bagian = [_describe_kepala(nama, isi) for nama, isi in sorted(hasil["kepala"].items())]
    if "tahap" in hasil:
        per_laporan = hasil["tahap"]
        baris = [
            [nama.replace("_", " "), *(isi.get(nama) for isi in per_laporan.values())]
            for nama in max(per_laporan.values(), key=len)
        ]
        bagian += ["Detik prosesor tiap tahap:", format_tabel(["tahap", *per_laporan], baris)]
    if "banding" in hasil:
        satu = hasil["banding"]
        baris = [[nama, nilai] for nama, nilai in satu["tahap"].items()]
        baris += [
            ["satu per satu, tiap laporan", satu["detik_per_laporan"]],
            ["dua berdampingan, tiap laporan", satu["detik_per_laporan_berdua"]],
            *(
                [f"batch {batch['laporan']} {sebutan}, tiap laporan", batch["detik_per_laporan"]]
                for batch, sebutan in (
                    (satu["batch_bidang"], "laporan dari notebook yang sama"),
                    (satu["batch_semua"], "laporan contoh, semua jenis"),
                )
            ),
            ["tiap laporan berikutnya", satu["batch_bidang"]["detik_berikutnya"]],
        ]
        bagian += [
            (
                "Baris perintah (papermill, nbconvert, cetak peramban), detik, median "
                f"{satu['ulang']} ulangan:"
            ),
            format_tabel(["perintah", "detik"], baris),
            _describe_kali(satu),
        ]
    if "skala" in hasil:
        kolom = {
            "laporan": "laporan",
            "pekerja": "pekerja",
            "detik": "detik",
            "detik_per_laporan": "detik tiap laporan",
            "prosesor_per_laporan": "prosesor tiap laporan",
            "puncak_mb": "proses terbesar, MB",
            "memori": "tiap seperempat waktu, MB",
            "tanpa_perubahan_detik": "ulang tanpa perubahan",
        }
        baris = [
            [_format_memori(satu) if nama == "memori" else satu[nama] for nama in kolom]
            for satu in hasil["skala"]
        ]
        bagian += [
            "`kinerja batch --semua`, HTML dan PDF, dari awal, masing-masing satu kali:",
            format_tabel(list(kolom.values()), baris),
        ]
    return "\n\n".join(bagian)


def write_readme(teks: str) -> None:
    """Put the tables between the marks."""
    isi = README.read_text(encoding="utf-8")
    awal, akhir = isi.index(AWAL) + len(AWAL), isi.index(AKHIR)
    README.write_text(f"{isi[:awal]}\n\n{teks}\n\n{isi[akhir:]}", encoding="utf-8")


def main() -> None:
    """Read the options, measure, write."""
    pilihan = argparse.ArgumentParser(description="Ukur pembuatan laporan.")
    pilihan.add_argument("--opd", type=int, default=2, help="banyaknya OPD kabupaten")
    pilihan.add_argument("--ulang", type=int, default=5, help="ulangan; yang dipakai mediannya")
    pilihan.add_argument("--bagian", default=",".join(BAGIAN), help="yang diukur, dipisah koma")
    pilihan.add_argument("--coba", action="store_true", help="cetak saja, jangan tulis berkas")
    isi = pilihan.parse_args()
    hasil = run(isi.bagian.split(","), isi.opd, isi.ulang)
    if not isi.coba and BERKAS_HASIL.is_file():
        hasil = merge_hasil(json.loads(BERKAS_HASIL.read_text(encoding="utf-8")), hasil)
    teks = format_hasil(hasil)
    print(teks)
    if not isi.coba:
        BERKAS_HASIL.write_text(
            json.dumps(hasil, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        write_readme(teks)


if __name__ == "__main__":
    sys.exit(main())
