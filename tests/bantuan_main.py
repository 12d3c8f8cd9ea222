"""Plays a year of the office by its command line: forms filled with openpyxl, boards as JSON."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from kinerja.cli.utama import run
from tests.bantuan_lembar import Ubah, fill

if TYPE_CHECKING:
    import pytest

OPD = "bpkd"
DAFTAR_UNIT = ("sekretariat", "bidang-anggaran", "bidang-perbendaharaan", "bidang-aset", "ppkd")
HURUF = {"belum waktunya": "-", "belum": "0", "berjalan": "~", "selesai": "x"}
Jawaban = Mapping[str, Mapping[str, str]]
"""By item: heading of the sheet Tindak Lanjut to what is typed there."""


@dataclass(frozen=True, slots=True)
class PapanTerbaca:
    """What `kinerja status PERIODE --json` says."""

    data: dict[str, Any]

    @property
    def langkah(self) -> str:
        """Each step's state as a letter: - not yet due, 0 not begun, ~ begun, x finished."""
        return "".join(HURUF[satu["keadaan"]] for satu in self.data["langkah"])

    @property
    def berikutnya(self) -> list[str]:
        """The commands it proposes."""
        return [satu["perintah"] for satu in self.data["berikutnya"]]

    @property
    def laporan(self) -> set[str]:
        """What lies in the output folder, each state once."""
        return {satu["keadaan"] for satu in self.data["laporan"]}

    @property
    def status(self) -> str:
        """The status of the agency's report."""
        return next(s["status"] for s in self.data["laporan"] if "/" not in s["nama"])

    @property
    def tindak_lanjut(self) -> dict[str, tuple[str, int]]:
        """By item its state and the days it is late."""
        return {s["butir"]: (s["keadaan"], s["hari_lewat"]) for s in self.data["tindak_lanjut"]}

    def find_langkah(self, nomor: int) -> dict[str, Any]:
        """Find a step."""
        return next(satu for satu in self.data["langkah"] if satu["nomor"] == nomor)

    def find_unit(self, unit: str, periode: str) -> dict[str, Any]:
        """Find a unit's cell of completeness."""
        sel = self.data["kepatuhan"]
        return next(s for s in sel if (s["unit"], s["periode"]) == (unit, periode))


class Kantor:
    """The people of the office; commands run in the working folder `akar`.

    `contoh` is the sample as it came, from whose workbooks the answers are typed over.
    """

    def __init__(self, akar: Path, contoh: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.akar = akar
        self._contoh = contoh
        self._capsys = capsys

    def run(self, *args: str, kode: int = 0) -> str:
        """Run a command that ends with a code; gives all it said."""
        self._capsys.readouterr()
        hasil = run(args)
        keluar = "".join(self._capsys.readouterr())
        assert hasil == kode, (args, keluar)
        return keluar

    def ikut(self, perintah: str, kode: int = 0, **ganti: str) -> str:
        """Run a command as the board proposes it, with its capital words replaced."""
        kata = [ganti.get(satu, satu) for satu in shlex.split(perintah)]
        assert kata[0] == "kinerja"
        assert not [satu for satu in kata if satu.isupper()], perintah
        return self.run(*kata[1:], kode=kode)

    def papan(self, periode: str) -> PapanTerbaca:
        """Read the board."""
        return PapanTerbaca(json.loads(self.run("status", periode, "--json")))

    def isi(self, periode: str, unit: str, jawaban: Jawaban | None = None) -> Path:
        """Fill the form that went out as the sample's unit did; gives what is sent back.

        Only cells that are open for typing are filled.
        """
        formulir = self.akar / f"outputs/{OPD}/{periode}/formulir/{unit}.xlsx"
        tahun, triwulan = periode.split("-")
        buku = openpyxl.load_workbook(formulir)
        sumber = openpyxl.load_workbook(self._contoh / f"data/{OPD}/{tahun}/{triwulan}/{unit}.xlsx")
        jumlah = 0
        for lembar in buku:
            if lembar.title not in sumber.sheetnames:
                continue
            asal = sumber[lembar.title]
            for sel in (satu for baris in lembar.iter_rows() for satu in baris):
                if not sel.protection.locked and asal[sel.coordinate].value is not None:
                    assert asal.cell(sel.row, 1).value == lembar.cell(sel.row, 1).value
                    sel.value = asal[sel.coordinate].value
                    jumlah += 1
        assert jumlah
        for butir, isi in (jawaban or {}).items():
            self._jawab(buku["Tindak Lanjut"], butir, isi)
        tujuan = self.akar / "kiriman" / f"{periode}-{unit}.xlsx"
        tujuan.parent.mkdir(exist_ok=True)
        buku.save(tujuan)
        return tujuan

    def _jawab(self, lembar: Any, butir: str, isi: Mapping[str, str]) -> None:
        kolom = {sel.value: sel.column for sel in lembar[4]}
        baris = next(b[0].row for b in lembar.iter_rows(min_row=5) if b[0].value == butir)
        for judul, teks in isi.items():
            sel = lembar.cell(baris, kolom[judul])
            assert not sel.protection.locked
            sel.value = teks

    def isi_disposisi(self, periode: str, agenda: int, *ubah: Ubah) -> Path:
        """Fill the sheet that was given out."""
        lembar = self.akar / f"outputs/{OPD}/{periode}/disposisi/lembar-{agenda}.xlsx"
        tujuan = self.akar / "kiriman" / f"disposisi-{agenda}.xlsx"
        tujuan.write_bytes(fill(lembar.read_bytes(), *ubah))
        return tujuan

    def angka(self, periode: str) -> dict[str, Any]:
        """Read the figures of the agency's report."""
        jalur = self.akar / f"outputs/{OPD}/{periode}/hasil.json"
        return dict(json.loads(jalur.read_text(encoding="utf-8"))["angka"])


def build_kantor(akar: Path, capsys: pytest.CaptureFixture[str]) -> Kantor:
    """Make the sample's folder as on the first day: no form has come, no report is final."""
    kantor = Kantor(akar / "kerja", akar / "contoh", capsys)
    kantor.run("contoh", str(akar / "contoh"))
    shutil.copytree(akar / "contoh", akar / "kerja")
    for triwulan in range(1, 5):
        for jalur in (akar / f"kerja/data/{OPD}/2026/tw{triwulan}").glob("*.xlsx"):
            jalur.unlink()
        parameter = akar / f"kerja/parameters/{OPD}/2026-tw{triwulan}.yaml"
        teks = parameter.read_text(encoding="utf-8")
        parameter.write_text(teks.replace("status: final", "status: draf"), encoding="utf-8")
    return kantor
