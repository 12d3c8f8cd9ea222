"""A working folder whose Triwulan II is final and made, and ways to damage an archive of it."""

from __future__ import annotations

import lzma
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from kinerja.arsip.buat import run_arsip
from kinerja.arsip.wadah import build_entri, write_wadah
from kinerja.cli.utama import run
from kinerja.contoh.buat import write_contoh
from kinerja.folder import Folder
from kinerja.jalankan.jalan import run_laporan
from kinerja.periode import Periode
from kinerja.versi import __version__

LAMA = Path(__file__).parent / "data" / "arsip"
"""Archives as earlier versions made them, compressed; each must verify for ever."""
TW1 = Periode(2026, 1)
UNIT_KECIL = "bidang-aset"
TW2 = Periode(2026, 2)


def declare_final(akar: Path, periode: Periode = TW2) -> None:
    """Declare a period final in its parameters, as signed outside the kit."""
    jalur = akar / "parameters" / "bpkd" / f"{periode.slug}.yaml"
    teks = jalur.read_text(encoding="utf-8")
    baru = teks.replace("status: draf", "status: final")
    assert baru != teks
    jalur.write_text(baru, encoding="utf-8")


def make_final(asli: Path, akar: Path) -> Folder:
    """Copy the sample, declare Triwulan II final and make its reports."""
    shutil.copytree(asli, akar)
    declare_final(akar)
    hasil = run_laporan(Folder(akar), "bpkd", TW2, pekerja=2)
    assert hasil.kode_keluar == 0
    return Folder(akar)


def sign(pdf: bytes, tambahan: bytes = b"") -> bytes:
    """Append to a PDF what a signing service appends: a signature with its range of bytes."""
    awal = b"\n9 0 obj <</Type/Sig/ByteRange [0 %010d %010d %010d]/Contents "
    panjang = len(pdf) + len(awal % (0, 0, 0))
    tanda, ekor = b"<3080" + b"0" * 60 + b">", b">> endobj\n%%EOF\n"
    rentang = (panjang, panjang + len(tanda), len(ekor))
    return pdf + awal % rentang + tanda + ekor + tambahan


def read_isi(jalur: Path) -> dict[str, bytes]:
    """Read an archive's entries in the order in which they lie."""
    with zipfile.ZipFile(jalur) as wadah:
        return {nama: wadah.read(nama) for nama in wadah.namelist()}


def write_isi(jalur: Path, isi: dict[str, bytes]) -> Path:
    """Write entries in the very frame of the kit, whatever they say."""
    with jalur.open("wb") as berkas:
        write_wadah(berkas.write, [build_entri(nama, teks) for nama, teks in isi.items()])
    return jalur


def make_kecil(akar: Path) -> Path:
    """Archive Triwulan I of a sample cut down to one unit, its form received: a small archive."""
    folder = Folder(akar)
    write_contoh(folder)
    _keep_unit(folder.parameter("bpkd"))
    _keep_baris(folder.data("bpkd") / "2026")
    formulir = akar / f"{UNIT_KECIL}.xlsx"
    (folder.data("bpkd") / "2026" / "tw1" / formulir.name).rename(formulir)
    assert run(["terima", str(formulir), "--folder", str(akar)]) == 0
    declare_final(akar, TW1)
    assert run_laporan(folder, "bpkd", TW1).kode_keluar == 0
    return run_arsip(folder, "bpkd", TW1, oleh="Arsiparis").jalur


def _keep_unit(parameter: Path) -> None:
    """Leave one unit in the agency's parameters and in Triwulan I."""

    def change(nama: str, ubah: Callable[[dict[str, Any]], None]) -> None:
        data = yaml.safe_load((parameter / nama).read_text(encoding="utf-8"))
        ubah(data)
        (parameter / nama).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    def keep_instansi(data: dict[str, Any]) -> None:
        data["unit"] = [satu for satu in data["unit"] if satu["slug"] == UNIT_KECIL]

    def keep_periode(data: dict[str, Any]) -> None:
        data["status"] = "draf"
        data["penanda_tangan_unit"] = {UNIT_KECIL: data["penanda_tangan_unit"][UNIT_KECIL]}

    change("instansi.yaml", keep_instansi)
    change("2026-tw1.yaml", keep_periode)


def _keep_baris(data: Path) -> None:
    """Leave in the plan and the imported budget what the one unit answers for."""
    jalur = data / "rencana.xlsx"
    buku = openpyxl.load_workbook(jalur)
    kode = {
        str(baris[0].value)
        for nama in ("Indikator", "Sub Kegiatan")
        for baris in buku[nama].iter_rows(min_row=5)
        if UNIT_KECIL in {sel.value for sel in baris}
    }
    for nama, kolom in (
        *(("Indikator", 0), ("Perubahan Target", 1), ("Tahapan", 0), ("Rencana Aksi", 0)),
        *(("Sub Kegiatan", 0), ("Perubahan Pagu", 1)),
    ):
        lembar = buku[nama]
        for nomor in range(lembar.max_row, 4, -1):
            if str(lembar.cell(nomor, kolom + 1).value) not in kode:
                lembar.delete_rows(nomor)
    buku.save(jalur)
    impor = data / "tw1" / "anggaran.csv"
    judul, *baris = impor.read_text(encoding="utf-8").splitlines(keepends=True)
    baris = [satu for satu in baris if satu.partition(",")[0] in kode]
    impor.write_text(judul + "".join(baris), encoding="utf-8")


def write_lama(tujuan: Path = LAMA) -> Path:
    """Keep an archive of this version among the data of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        isi = make_kecil(Path(folder) / "kerja").read_bytes()
    tujuan.mkdir(parents=True, exist_ok=True)
    jalur = tujuan / f"kinerja-{__version__}.zip.xz"
    jalur.write_bytes(lzma.compress(isi, preset=9 | lzma.PRESET_EXTREME))
    return jalur


if __name__ == "__main__":  # once for each version that is given out
    print(write_lama())  # noqa: T201
