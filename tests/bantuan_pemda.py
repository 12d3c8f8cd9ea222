"""Regencies built by hand for tests: agencies with published figures, without any workbook."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kinerja.folder import Folder
from kinerja.hitung.alasan import KUARTAL_BELUM_LENGKAP
from kinerja.hitung.kategori import compute_kategori
from kinerja.hitung.pemda.bahan import (
    AngkaTerbit,
    BahanOpd,
    KeadaanSetor,
    KeadaanTerbit,
    LaporanTerbit,
    SetorUnit,
)
from kinerja.model import Alamat, Keadaan, Kebijakan
from kinerja.periode import Periode
from kinerja.skala import build_skala_kategori

PERIODE = Periode(2025, 4)
SKALA = build_skala_kategori("dua", [(">=91", "Tinggi", "hijau"), ("", "Rendah", "merah")])
KEBIJAKAN = Kebijakan(SKALA)


def build_angka(nama: str, nilai: str | int | None, alasan: str = "") -> AngkaTerbit:
    """Build a published figure; None is one that was not reported."""
    alamat = Alamat("outputs/x/2025-tw4/hasil.json", "", nama, "0" * 64)
    keadaan = Keadaan.TERISI if nilai is not None else Keadaan.BELUM_LAPOR
    isi = None if nilai is None else Decimal(nilai)
    return AngkaTerbit(nama, isi, keadaan, str(nilai), alamat, alasan)


def build_bahan(
    slug: str,
    capaian: str | None = "95",
    uang: tuple[int, int | None] = (1000, 900),
    *,
    setoran: tuple[KeadaanSetor, ...] = (KeadaanSetor.TEPAT,) * 2,
    keadaan: KeadaanTerbit = KeadaanTerbit.TERKINI,
    kebijakan: str = "umum",
    skpkd: tuple[int, int] | None = None,
    hitungan: Kebijakan = KEBIJAKAN,
) -> BahanOpd:
    """Build an agency; money in sen."""
    angka = {
        "pd.rerata": capaian,
        "pd.jumlah.tercapai": 3,
        "pd.jumlah.bertarget": 4,
        "ang.skpd.pagu": uang[0],
        "ang.skpd.realisasi_sd": uang[1],
    }
    if skpkd is not None:
        angka |= {"ang.skpkd.pagu": skpkd[0], "ang.skpkd.realisasi_sd": skpkd[1]}
    terbit = {nama: build_angka(nama, nilai) for nama, nilai in angka.items()}
    if capaian is not None:
        kategori = compute_kategori(Decimal(capaian), hitungan).kalimat
        terbit["pd.rerata"] = replace(terbit["pd.rerata"], kategori=kategori)
    laporan = LaporanTerbit(keadaan, "", "final", kebijakan, terbit if keadaan.is_dipakai else {})
    return BahanOpd(
        slug,
        f"Dinas {slug.upper()}",
        slug.upper(),
        laporan,
        hitungan,
        tuple(
            SetorUnit(f"u{i}", f"Unit {i}", PERIODE, satu, 5 * (satu is KeadaanSetor.TERLAMBAT))
            for i, satu in enumerate(setoran)
        ),
    )


def change_hasil(folder: Folder, opd: str, periode: Periode, ubah) -> None:
    """Change a published hasil.json together with its hash in the manifest, as a run would."""
    keluaran = folder.keluaran(opd, periode)
    data = json.loads((keluaran / "hasil.json").read_text(encoding="utf-8"))
    isi = json.dumps(ubah(data)).encode()
    write_hasil(keluaran, isi)


def write_hasil(keluaran: Path, isi: bytes) -> None:
    """Put bytes in place of hasil.json and their hash into the manifest."""
    (keluaran / "hasil.json").write_bytes(isi)
    manifes = json.loads((keluaran / "manifes.json").read_text(encoding="utf-8"))
    tugas = manifes["tugas"]["laporan-triwulan"]
    tugas["keluaran"]["hasil.json"]["sha256"] = hashlib.sha256(isi).hexdigest()
    (keluaran / "manifes.json").write_text(json.dumps(manifes), encoding="utf-8")


def lack(bahan: BahanOpd, *, indikator: int = 0, is_uang: bool = True) -> BahanOpd:
    """Make an agency's published figures such as they are where a unit did not report."""
    kurang = {"pd.jumlah.belum_lapor": build_angka("pd.jumlah.belum_lapor", indikator)}
    if is_uang:
        deviasi = build_angka("ang.skpd.deviasi", None, KUARTAL_BELUM_LENGKAP)
        kurang["ang.skpd.deviasi"] = deviasi
    angka = {**bahan.laporan.angka, **kurang}
    return replace(bahan, laporan=replace(bahan.laporan, angka=angka))
