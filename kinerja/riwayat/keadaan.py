"""The inputs of a period as they were known at the end of a day, put together from the store.

What had been handed in, imported and planned by then is laid out as in a working folder of its own
and read there. Changes nothing in the real one. Policy and names are today's.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from kinerja.angka import format_tanggal
from kinerja.berkas import compute_sha256
from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.excel.masukan import NAMA_RENCANA, HasilBaca, read_masukan
from kinerja.folder import Folder, build_folder_triwulan, build_jalur_isian
from kinerja.galat import ParameterError
from kinerja.gudang import Gudang, open_terima
from kinerja.parameter import Instansi
from kinerja.periode import Periode
from kinerja.register import Register, list_setoran, open_register
from kinerja.register.impor import JENIS_IMPOR
from kinerja.register.laporan import list_jalan


@dataclass(frozen=True, slots=True)
class Keadaan:
    """What was known at the end of a day: the inputs as read, and notes on what could not be known.

    `baca.masukan` is None where the plan of that day can no longer be read.
    """

    per: date
    baca: HasilBaca
    catatan: tuple[str, ...] = ()


def parse_tanggal_per(teks: str) -> date:
    """Read the day of a state as typed.

    >>> parse_tanggal_per("2026-07-10")
    datetime.date(2026, 7, 10)

    Raises:
        ParameterError: for anything but year, month and day.
    """
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise ParameterError(
            "Tanggal tidak dikenal",
            tempat="per",
            ditemukan=repr(teks),
            saran="Tulis tahun-bulan-hari, misalnya 2026-07-10.",
        ) from None


def read_keadaan(
    folder: Folder, opd: str, periode: Periode, instansi: Instansi, per: date
) -> Keadaan:
    """Read the inputs of a period as they were known when a day ended on the agency's clock.

    A form counts from the day it was received or first read in the folder; of several the last one.
    The plan is that of the last run made by then; before the first run it is today's, with a note.

    Raises:
        ParameterError: where nothing at all was recorded by then.
        KeutuhanError: where what was kept is gone or altered, or the register is damaged.
    """
    with open_register(folder, opd) as register:
        disimpan = _list_disimpan(folder, opd, register, periode, per)
    susun = _Penyusun(folder, opd, open_terima(folder.data(opd)))
    with tempfile.TemporaryDirectory(prefix="kinerja-keadaan-") as sementara:
        lama = Folder(Path(sementara).resolve())
        catatan = susun.write(lama, periode, per, disimpan)
        baca = read_masukan(
            lama.data(opd),
            opd=opd,
            periode=periode,
            daftar_unit=instansi.daftar_unit,
            skala_predikat=instansi.kebijakan.build_kebijakan().skala_predikat,
            akar=lama.akar,
        )
    return Keadaan(per, baca, catatan)


def _list_disimpan(
    folder: Folder, opd: str, register: Register, periode: Periode, per: date
) -> dict[str, str]:
    """Map the name of each input known by a day to its hash."""
    data = folder.data(opd)
    hasil: dict[Path, str] = {}
    awal: list[date] = []
    for triwulan in periode.daftar_triwulan:
        anggaran = build_folder_triwulan(data, triwulan) / NAMA_ANGGARAN
        datang = [
            (satu.waktu.date(), build_jalur_isian(data, triwulan, satu.unit), satu.sha256)
            for satu in list_setoran(register, triwulan)
        ] + [
            (satu.saat.date(), anggaran, str(satu.isi["sha256"]))
            for satu in register.list_peristiwa(JENIS_IMPOR, triwulan.slug)
        ]
        awal += [hari for hari, _, _ in datang]
        hasil |= {jalur: sidik for hari, jalur, sidik in datang if hari <= per}
    if not hasil:
        ada = f"yang pertama {format_tanggal(min(awal))}" if awal else "belum ada catatan apa pun"
        raise ParameterError(
            f"Belum ada isian {periode.judul} yang tercatat sampai {format_tanggal(per)}",
            tempat="per",
            ditemukan=ada,
            saran="Isian tercatat saat diterima, diperiksa, atau saat laporan disusun.",
        )
    per_nama = {jalur.relative_to(folder.akar).as_posix(): s for jalur, s in hasil.items()}
    rencana = _name_rencana(folder, opd, periode)
    jalan = [
        satu
        for lain in (*Periode(periode.tahun).daftar_triwulan, Periode(periode.tahun))
        for satu in list_jalan(register, lain)
        if satu.waktu.date() <= per and rencana in satu.masukan
    ]
    if jalan:
        per_nama[rencana] = max(jalan, key=lambda satu: satu.nomor).masukan[rencana]
    return per_nama


def _name_rencana(folder: Folder, opd: str, periode: Periode) -> str:
    jalur = folder.data(opd) / str(periode.tahun) / NAMA_RENCANA
    return jalur.relative_to(folder.akar).as_posix()


@dataclass(frozen=True, slots=True)
class _Penyusun:
    """Lays stored inputs out as a working folder."""

    folder: Folder
    opd: str
    gudang: Gudang

    def write(
        self, lama: Folder, periode: Periode, per: date, disimpan: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Write the inputs; gives notes on those that are not kept as they were that day."""
        catatan: list[str] = []
        rencana = _name_rencana(self.folder, self.opd, periode)
        if rencana not in disimpan:
            catatan.append(
                f"Rencana pada {format_tanggal(per)} tidak tersimpan, karena belum ada laporan yang"
                " disusun; dipakai rencana yang ada sekarang."
            )
            if (self.folder.akar / rencana).is_file():
                _write(lama, rencana, (self.folder.akar / rencana).read_bytes())
        for nama, sidik in disimpan.items():
            isi = self._read(nama, sidik)
            if isi is None:
                catatan.append(f"{nama} pada {format_tanggal(per)} tidak tersimpan.")
                continue
            _write(lama, nama, isi)
            if nama.endswith(NAMA_ANGGARAN):
                self._write_sumber(lama, isi)
        return tuple(catatan)

    def _read(self, nama: str, sidik: str) -> bytes | None:
        """Read an input; a budget is kept only by runs, before that it lies in the folder alone."""
        akhiran = PurePosixPath(nama).suffix
        if not nama.endswith(NAMA_ANGGARAN) or self.gudang.has(sidik, akhiran):
            return self.gudang.read(sidik, akhiran)
        jalur = self.folder.akar / nama
        return jalur.read_bytes() if jalur.is_file() and compute_sha256(jalur) == sidik else None

    def _write_sumber(self, lama: Folder, anggaran: bytes) -> None:
        """Write the tables a budget came from: reading it holds it against them."""
        baris = csv.DictReader(io.StringIO(anggaran.decode("utf-8-sig")))
        tujuan = open_terima(lama.data(self.opd))
        for sidik, nama in {(satu["sumber_sha256"], satu["sumber_berkas"]) for satu in baris}:
            akhiran = PurePosixPath(nama).suffix.casefold()
            if self.gudang.has(sidik, akhiran):
                tujuan.put(self.gudang.read(sidik, akhiran), akhiran)


def _write(folder: Folder, nama: str, isi: bytes) -> None:
    jalur = folder.akar / nama
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_bytes(isi)
