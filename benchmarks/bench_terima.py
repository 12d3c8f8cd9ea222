"""A thousand forms of fifty rows received: time of each, and the memory of the whole.

Run: `python benchmarks/bench_terima.py [banyaknya]`. Makes a working folder of one unit with fifty
indicators in a temporary place, and hands in one revision after the other over four quarters, each
read, compared, answered with a verdict copy, stored and recorded. Neither time nor memory may grow.

Other work on the machine lengthens processor time too. The yardstick is the same work in every
group: opening each form with openpyxl, changing a cell and saving it, as its sender would. Compare
the last column, time of receiving over the yardstick.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl

from kinerja.contoh.buat import write_contoh
from kinerja.excel.tulis_rencana import write_rencana
from kinerja.excel.tulis_unit import write_laporan_unit
from kinerja.folder import Folder
from kinerja.model import (
    Agregasi,
    Indikator,
    Isian,
    Jenis,
    Polaritas,
    Rencana,
    Sasaran,
    Tingkat,
    Versi,
    VersiTarget,
)
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.terima.jalan import run_terima

OPD, TAHUN, BARIS = "bpkd", 2026, 50
KELOMPOK = 50


def build_rencana(unit: str) -> Rencana:
    """Build a plan of fifty plain indicators of one unit."""
    versi = Versi("murni", "Murni", date(TAHUN, 1, 1), "DPA", 0)
    target = VersiTarget(versi, Decimal(90), (Decimal(20), Decimal(40), Decimal(60), Decimal(90)))
    dasar = Indikator(
        "IK-0",
        nama="Indikator",
        tingkat=Tingkat.SASARAN,
        sasaran_kode=("S1",),
        unit=unit,
        pemilik_pk="Kepala Badan",
        satuan="dokumen",
        jenis=Jenis.ANGKA,
        polaritas=Polaritas.NAIK,
        agregasi=Agregasi.AKHIR,
        versi_target=(target,),
    )
    return Rencana(
        OPD,
        TAHUN,
        (versi,),
        (
            Sasaran("T1", Tingkat.TUJUAN, "Tujuan"),
            Sasaran("S1", Tingkat.SASARAN, "Sasaran", "T1"),
        ),
        tuple(replace(dasar, kode=f"IK-{n}", nama=f"Indikator {n}") for n in range(1, BARIS + 1)),
        (),
        {},
    )


def read_memori() -> float:
    """Give the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(banyaknya: int) -> None:
    """Receive the forms and print a Markdown table, one line a group."""
    with tempfile.TemporaryDirectory() as nama:
        folder = Folder(Path(nama) / "kerja")
        write_contoh(folder)
        unit = read_instansi(folder, OPD).daftar_unit[0]
        rencana = build_rencana(unit.slug)
        jalur_rencana = folder.data(OPD) / str(TAHUN) / "rencana.xlsx"
        write_rencana(jalur_rencana, rencana, daftar_unit=(unit,), nama_skala=[])
        for lama in jalur_rencana.parent.glob("tw*/*.xlsx"):
            lama.unlink()
        for final in folder.parameter(OPD).glob(f"{TAHUN}-*.yaml"):
            final.unlink()  # the sample's first quarter is final and takes no form
        pola: dict[int, bytes] = {}
        kirim = folder.akar / "kirim.xlsx"
        for triwulan in range(1, 5):
            isian = [Isian(f"IK-{n}", Decimal(n), bukti="LHP") for n in range(1, BARIS + 1)]
            write_laporan_unit(
                kirim,
                opd=OPD,
                unit=unit,
                periode=Periode(TAHUN, triwulan),
                rencana=rencana,
                isian=isian,
            )
            pola[triwulan] = kirim.read_bytes()
        print("| formulir | ms per formulir | ms prosesor | pembanding | memori MB | rasio |")
        print("|---:|---:|---:|---:|---:|---:|")
        for awal in range(0, banyaknya, KELOMPOK):
            daftar: list[Path] = []
            mulai_cpu = time.process_time()
            for nomor in range(awal, min(awal + KELOMPOK, banyaknya)):
                buku = openpyxl.load_workbook(io.BytesIO(pola[nomor % 4 + 1]))
                buku["Indikator"]["I5"] = 100 + nomor
                daftar.append(folder.akar / f"kirim-{nomor}.xlsx")
                buku.save(daftar[-1])
            banding_ms = (time.process_time() - mulai_cpu) / len(daftar) * 1000
            mulai, mulai_cpu = time.perf_counter(), time.process_time()
            hasil = run_terima(folder, OPD, daftar, alasan="uji beban")
            lama_ms = (time.perf_counter() - mulai) / len(daftar) * 1000
            cpu_ms = (time.process_time() - mulai_cpu) / len(daftar) * 1000
            gagal = [satu for satu in hasil.berkas if satu.kode]
            if gagal:
                raise SystemExit(str(gagal[0].build_data()))
            angka = f"{lama_ms:.0f} | {cpu_ms:.0f} | {banding_ms:.0f} | {read_memori():.0f}"
            rasio = f"{cpu_ms / banding_ms:.2f}"
            print(f"| {awal + len(daftar)} | {angka} | {rasio} |", flush=True)
            for satu in daftar:
                satu.unlink()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
