"""Output folders made by hand: a manifest, figures and files, as a run leaves them."""

from __future__ import annotations

import json
from pathlib import Path

from kinerja.berkas import compute_sha256_isi, format_json
from kinerja.folder import Folder
from kinerja.jalankan.manifes import SKEMA


def build_hasil(status="final", capaian="90.5", unit="", nama="Badan A"):
    """The figures of a report, as hasil.json holds them."""
    kunci = (
        (f"unit.{unit}.sasaran.rerata", f"ang.unit.{unit}.serapan")
        if unit
        else ("pd.rerata", "ang.total.serapan")
    )
    angka = {
        id_angka: {
            "teks": f"{nilai.replace('.', ',')}%" if nilai else "–",
            "nilai": nilai,
            "keadaan": "terisi" if nilai else "belum",
        }
        for id_angka, nilai in zip(kunci, (capaian, "45.25"), strict=True)
    }
    return {
        "judul": "Laporan",
        "anak_judul": f"{nama}, Pemerintah Kabupaten Contoh",
        "status": status,
        "angka": angka,
    }


def write_laporan(keluaran: Path, nama: str, hasil: dict, **lain: object) -> dict:
    """Write a report's files; gives its entry in the manifest."""
    daftar = {f"{nama}.html": b"<p>halaman</p>", f"{nama}.pdf": b"%PDF"}
    json_nama = f"{nama}.hasil.json" if "/" in nama else "hasil.json"
    daftar[json_nama] = format_json(hasil)
    keluaran_laporan = {}
    for jalur, isi in daftar.items():
        (keluaran / jalur).parent.mkdir(parents=True, exist_ok=True)
        (keluaran / jalur).write_bytes(isi)
        bentuk = jalur.rpartition(".")[2]
        keluaran_laporan[jalur] = {
            "bentuk": bentuk,
            "sha256": compute_sha256_isi(isi),
            "ukuran": len(isi),
        }
    return {
        "judul": f"Laporan {nama}",
        "keadaan": "dibuat",
        "dibuat": "2026-07-13T10:00:00+07:00",
        "keluaran": keluaran_laporan,
    } | lain


def write_periode(akar: Path, opd: str, slug: str, laporan: dict[str, dict]) -> Path:
    """Write an output folder: reports by name, each with what `build_hasil` gave, or an entry."""
    keluaran = akar / "outputs" / opd / slug
    tugas = {
        nama: isi if "judul" in isi and "keadaan" in isi else write_laporan(keluaran, nama, isi)
        for nama, isi in laporan.items()
    }
    (keluaran / "manifes.json").write_text(json.dumps({"skema": SKEMA, "tugas": tugas}))
    return keluaran


def make_folder(akar: Path) -> Folder:
    """An empty working folder."""
    (akar / "parameters").mkdir(parents=True)
    return Folder(akar)
