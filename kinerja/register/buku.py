"""The register of an agency, opened for reading or, by one writer at a time, for appending.

What `append` gave back stands in `register.sqlite` and in `jurnal.jsonl`. A crash between the two
is made good when a writer opens next; every other difference is refused, and so is starting anew
where a register once was.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, Final

from kinerja.berkas import sync_folder
from kinerja.folder import Folder
from kinerja.galat import LaporanError
from kinerja.gembok import hold_gembok
from kinerja.parameter import read_zona
from kinerja.register import isi_simpanan, jangkar, jurnal, simpanan
from kinerja.register.peristiwa import Catatan, Peristiwa, build_galat, build_rantai, check_rantai

NAMA_GEMBOK: Final = "register.kunci"
TUNGGU_DETIK: Final = 10.0
"""How long a second writer waits for the first."""
_PILAH: Final = "WHERE jenis = ? AND periode = ? AND unit = ?"


class Register:
    """The events of one agency; made by `open_register`."""

    def __init__(
        self,
        sambungan: sqlite3.Connection | None,
        jalur_jurnal: Path,
        *,
        is_tulis: bool,
        zona: tzinfo,
    ) -> None:
        """Take an open file; None stands for a register without any event yet."""
        self._zona = zona
        self._sambungan = sambungan
        self._jalur_jurnal = jalur_jurnal
        self._is_tulis = is_tulis
        self._is_tertinggal = True

    @property
    def kepala(self) -> str:
        """The hash of the last event; empty where there is none."""
        return self._read_akhir()[1]

    @property
    def hari_ini(self) -> date:
        """The present day by the agency's clock."""
        return datetime.now(self._zona).date()

    @property
    def jumlah(self) -> int:
        """How many events there are."""
        return self._read_akhir()[0]

    def append(
        self,
        jenis: str,
        isi: Mapping[str, Any],
        *,
        periode: str = "",
        unit: str = "",
        oleh: str = "",
        alasan: str = "",
        waktu: datetime | None = None,
    ) -> Peristiwa:
        """Record one event; see `append_semua`."""
        return self.append_semua([Catatan(jenis, isi, periode, unit, oleh, alasan, waktu)])[0]

    def append_semua(self, daftar: Iterable[Catatan]) -> tuple[Peristiwa, ...]:
        """Record events in one commit, all or none; what is given back is on disk twice.

        Raises:
            ParameterError: for content that has no canonical text.
            HanyaBacaError: where the register was opened for reading.
            KinerjaError: where disk or file fail. The events may then be found later, whole:
                the commit can have gone through before the mirror failed.
        """
        if self._sambungan is None or not self._is_tulis:
            raise simpanan.build_hanya_baca()
        if self._is_tertinggal:
            self.restore_jurnal()
        nomor, kepala = self._read_akhir()
        peristiwa = build_rantai(daftar, nomor, kepala, self._zona)
        if not peristiwa:
            return ()
        self._is_tertinggal = True
        with simpanan.hold_commit(self._sambungan):
            isi_simpanan.insert_peristiwa(self._sambungan, peristiwa)
        with simpanan.tell_galat():
            jurnal.append_isi(self._jalur_jurnal, jurnal.format_daftar(peristiwa))
        self._is_tertinggal = False
        jangkar.write_kepala(self._jalur_jurnal.parent, peristiwa[-1].hash)
        return peristiwa

    def list_peristiwa(
        self, jenis: str | None = None, periode: str | None = None, unit: str | None = None
    ) -> tuple[Peristiwa, ...]:
        """List the events in their order, only those that fit what is given."""
        if self._sambungan is None:
            return ()
        pilihan = {"jenis": jenis, "periode": periode, "unit": unit}
        dipakai = {nama: nilai for nama, nilai in pilihan.items() if nilai is not None}
        syarat = " AND ".join(f"{nama} = ?" for nama in dipakai)
        return isi_simpanan.read_peristiwa(
            self._sambungan,
            f"WHERE {syarat}" if syarat else "",
            tuple(dipakai.values()),
            self._zona,
        )

    def find_terakhir(self, jenis: str, periode: str, unit: str) -> Peristiwa | None:
        """Find the last event of a kind, period and unit; quick however many there are."""
        if self._sambungan is None:
            return None
        pilihan = (jenis, periode, unit)
        return isi_simpanan.read_terakhir(self._sambungan, _PILAH, pilihan, self._zona)

    def count(self, jenis: str, periode: str, unit: str) -> int:
        """Count the events of a kind, period and unit."""
        if self._sambungan is None:
            return 0
        return isi_simpanan.count_peristiwa(self._sambungan, _PILAH, (jenis, periode, unit))

    def restore_jurnal(self) -> None:
        """Complete the mirror by the last commit and cut half a line, as a crash leaves them.

        Raises:
            KeutuhanError: where register and mirror differ in any other way.
        """
        if self._sambungan is None:
            return
        with simpanan.tell_galat():
            isi = jurnal.read_jurnal(self._jalur_jurnal)
            if isi is None:
                raise build_galat(jurnal.NAMA_JURNAL, "Jurnal hilang")
            daftar = isi_simpanan.read_peristiwa(
                self._sambungan, "WHERE nomor >= ?", (max(1, len(isi.baris)),)
            )
            awal = daftar[0] if daftar else None
            if awal:
                check_rantai(daftar, simpanan.NAMA_REGISTER, awal.nomor - 1, awal.hash_lalu)
            kurang = jurnal.compute_kekurangan(isi, daftar)
            if isi.ekor:
                jurnal.cut_isi(self._jalur_jurnal, isi.panjang)
            if kurang:
                jurnal.append_isi(self._jalur_jurnal, kurang)
        self._is_tertinggal = False

    def has_kepala(self, kepala: str) -> bool:
        """Tell whether a hash is that of one of the events."""
        return self._sambungan is not None and bool(
            isi_simpanan.read_peristiwa(self._sambungan, "WHERE hash = ?", (kepala,))
        )

    def _read_akhir(self) -> tuple[int, str]:
        if self._sambungan is None:
            return 0, ""
        akhir = isi_simpanan.read_peristiwa(
            self._sambungan, "WHERE nomor = (SELECT max(nomor) FROM peristiwa)"
        )
        return (akhir[-1].nomor, akhir[-1].hash) if akhir else (0, "")


@contextlib.contextmanager
def open_register(folder: Folder, opd: str, *, is_tulis: bool = False) -> Iterator[Register]:
    """Open the register of an agency; a writer waits shortly for another.

    Raises:
        SibukError: where another writer holds it, naming process and computer.
        HanyaBacaError: where it is to be written in a folder that cannot be.
        KeutuhanError: where file or mirror is missing, or what a manifest names is not in it.
    """
    data = folder.data(opd)
    with contextlib.ExitStack() as tumpukan:
        if is_tulis:
            tumpukan.enter_context(hold_register(folder, opd))
        is_ada = check_ada(folder, opd)
        sambungan = None
        if is_ada or is_tulis:
            if is_tulis:
                with simpanan.tell_galat():
                    (data / jurnal.NAMA_JURNAL).touch()
                    sync_folder(data)
            sambungan = tumpukan.enter_context(
                simpanan.open_simpanan(data / simpanan.NAMA_REGISTER, is_tulis=is_tulis)
            )
            if is_tulis:
                simpanan.prepare_skema(sambungan)
        register = Register(
            sambungan,
            data / jurnal.NAMA_JURNAL,
            is_tulis=is_tulis,
            zona=read_zona(folder, opd),
        )
        if is_tulis:
            register.restore_jurnal()
        for tempat, kepala in jangkar.list_kepala(folder, opd).items():
            if not register.has_kepala(kepala):
                raise build_galat(
                    simpanan.NAMA_REGISTER,
                    f"Peristiwa yang disebut {tempat} tidak ada; ekor register hilang",
                    jangkar.SARAN_EKOR,
                )
        yield register


@contextlib.contextmanager
def hold_register(folder: Folder, opd: str) -> Iterator[None]:
    """Hold the writer lock of an agency's register."""
    data = folder.data(opd)
    with contextlib.ExitStack() as tumpukan:
        try:
            tumpukan.enter_context(
                hold_gembok(
                    data / NAMA_GEMBOK,
                    masalah="Register sedang ditulis",
                    tunggu_detik=TUNGGU_DETIK,
                )
            )
        except (OSError, LaporanError) as galat:
            sebab = galat.__cause__ if isinstance(galat, LaporanError) else galat
            with simpanan.tell_galat():
                raise sebab or galat from None
        yield


def check_ada(folder: Folder, opd: str) -> bool:
    """Tell whether there is a register; its two files exist together or not at all.

    Raises:
        KeutuhanError: where one of them is missing or empty while the other holds events, or both
            are although forms or evidence are kept: both exist before anything is stored.
    """
    data = folder.data(opd)
    berkas, mirror = data / simpanan.NAMA_REGISTER, data / jurnal.NAMA_JURNAL
    ukuran = berkas.stat().st_size if berkas.exists() else 0
    if not ukuran and mirror.exists() and mirror.stat().st_size:
        raise build_galat(simpanan.NAMA_REGISTER, "Register hilang, jurnalnya masih ada")
    if ukuran and not mirror.exists():
        raise build_galat(jurnal.NAMA_JURNAL, "Jurnal hilang, registernya masih ada")
    if not ukuran and (tersimpan := jangkar.list_simpanan(data)):
        raise build_galat(
            simpanan.NAMA_REGISTER,
            f"Register dan jurnal hilang, padahal {len(tersimpan)} berkas yang diterima tersimpan",
            jangkar.SARAN_EKOR,
        )
    return bool(ukuran)
