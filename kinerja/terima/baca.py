"""Reads one returned form: preflight, whose it is by its Identitas sheet, and all its faults.

The file's bytes are read once; what was checked is what is stored. The plan in force and the
unit's earlier quarters give the same findings here as `kinerja periksa` would.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from kinerja.bukti import HasilBukti
from kinerja.excel.identitas import Identitas, parse_identitas
from kinerja.excel.masukan import NAMA_RENCANA, is_ke_luar
from kinerja.excel.pencatat import Pencatat, find_terdekat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca, format_nama, read_berkas
from kinerja.excel.rencana import read_rencana
from kinerja.excel.unit import parse_isi_unit, parse_laporan_unit
from kinerja.folder import Folder
from kinerja.model import Kebijakan, LaporanUnit, Rencana, Unit
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.register.rencana import check_rencana
from kinerja.temuan import Temuan, Tingkatan, has_galat
from kinerja.terima.isi import ImporPerUnit, PemeriksaIsi
from kinerja.terima.pemilik import find_unit, parse_periode_identitas

_BUKAN_UNIT: Final = frozenset({"K-IDENTITAS", "K-RENCANA"})
"""Faults that are no unit's: a form of nobody here, and the agency's own plan."""


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What one file says; unit and period are None where its Identitas sheet does not tell."""

    nama: str
    temuan: tuple[Temuan, ...]
    terbaca: BerkasTerbaca | None = None
    unit: Unit | None = None
    periode: Periode | None = None
    laporan: LaporanUnit | None = None
    bukti: HasilBukti | None = None

    @property
    def is_ditolak(self) -> bool:
        """Whether the form may not be stored."""
        return self.laporan is None or has_galat(self.temuan)

    @property
    def kode_galat(self) -> tuple[str, ...]:
        """The codes of the findings that refuse it."""
        return tuple(t.kode for t in self.temuan if t.tingkatan is Tingkatan.GALAT)

    @property
    def is_dikembalikan(self) -> bool:
        """Whether refusing it sends it back to its unit: whose it is is sure, and so the fault."""
        is_milik = self.unit is not None and self.periode is not None
        return is_milik and self.is_ditolak and _BUKAN_UNIT.isdisjoint(self.kode_galat)


@dataclass(slots=True)
class Pembaca:
    """Reads forms of one agency; each year's plan and each quarter's import are read once."""

    folder: Folder
    opd: str
    daftar_unit: tuple[Unit, ...]
    kebijakan: Kebijakan
    _rencana: dict[Periode, tuple[Rencana | None, str]] = field(default_factory=dict)
    _impor: dict[Periode, ImporPerUnit] = field(default_factory=dict)

    def read(self, jalur: Path) -> Bacaan:
        """Read a file; whatever is wrong with it is a finding."""
        nama = format_nama(jalur, self.folder.akar)
        pencatat = Pencatat(nama)
        terbaca = read_berkas(jalur, pencatat)
        if terbaca is None:
            return Bacaan(nama, tuple(pencatat.temuan))
        # The sheet is read again with the others; what is wrong with it is told only once.
        sementara = Pencatat(nama)
        identitas = parse_identitas(terbaca, sementara)
        unit = find_unit(identitas, self.daftar_unit, pencatat) if identitas else None
        periode = parse_periode_identitas(identitas, pencatat) if identitas else None
        rencana = self.read_rencana(periode, pencatat) if periode else None
        if identitas is None:
            return Bacaan(nama, tuple(sementara.temuan), terbaca)
        if unit is None and periode is not None and rencana is not None:
            self._check_tebakan(identitas, terbaca, periode, rencana, pencatat)
        if unit is None or periode is None or rencana is None:
            return Bacaan(nama, _set_unit(pencatat.temuan, unit), terbaca, unit, periode)
        pencatat.unit = unit.slug
        laporan = parse_isi_unit(
            terbaca,
            pencatat,
            opd=self.opd,
            unit=unit.slug,
            periode=periode,
            rencana=rencana,
            skala_predikat=self.kebijakan.skala_predikat,
        )
        self._check_nama(jalur, unit, pencatat)
        bukti = None
        if laporan is not None:
            isi = PemeriksaIsi(
                self.folder, self.opd, self.daftar_unit, self.kebijakan, rencana, self._impor
            )
            bukti = isi.check(laporan, pencatat)
        return Bacaan(
            nama, _set_unit(pencatat.temuan, unit), terbaca, unit, periode, laporan, bukti
        )

    def _check_tebakan(
        self,
        identitas: Identitas,
        terbaca: BerkasTerbaca,
        periode: Periode,
        rencana: Rencana,
        pencatat: Pencatat,
    ) -> None:
        """Check a form whose unit is misspelt against the nearest one, to tell all its faults."""
        dekat = find_terdekat(identitas.read("Unit"), [unit.slug for unit in self.daftar_unit])
        if not dekat:
            return
        lain = Pencatat(pencatat.berkas)
        parse_laporan_unit(
            terbaca,
            lain,
            opd=self.opd,
            unit=dekat,
            periode=periode,
            rencana=rencana,
            skala_predikat=self.kebijakan.skala_predikat,
        )
        sudah = {(satu.lembar, satu.sel) for satu in pencatat.temuan}
        pencatat.temuan += [satu for satu in lain.temuan if (satu.lembar, satu.sel) not in sudah]

    def find_rencana(self, periode: Periode) -> Rencana | None:
        """Give the plan of a form that was read; None where there is none that can be used."""
        return self._rencana.get(periode, (None, ""))[0]

    def read_rencana(self, periode: Periode, pencatat: Pencatat) -> Rencana | None:
        """Read the plan for a period, once; None where it is missing or refused."""
        if periode not in self._rencana:
            self._rencana[periode] = self._open_rencana(periode)
        rencana, sebab = self._rencana[periode]
        if rencana is None:
            pencatat.galat(
                "K-RENCANA",
                f"Formulir belum dapat diperiksa: rencana kinerja {periode.tahun} {sebab}",
                saran=f"Betulkan rencananya; lihat: kinerja periksa {periode.slug}",
            )
        return rencana

    def _open_rencana(self, periode: Periode) -> tuple[Rencana | None, str]:
        data = self.folder.data(self.opd)
        jalur = data / str(periode.tahun) / NAMA_RENCANA
        if not jalur.exists():
            return None, "belum ada"
        if is_ke_luar(jalur, data):
            return None, "adalah tautan ke luar folder data"
        rencana, _ = read_rencana(
            jalur,
            opd=self.opd,
            tahun=periode.tahun,
            daftar_unit=self.daftar_unit,
            skala_predikat=self.kebijakan.skala_predikat,
            akar=self.folder.akar,
        )
        if rencana is not None and check_rencana(self.folder, self.opd, rencana, periode):
            return None, "memuat target yang berubah sesudah disahkan"
        return rencana, "ditolak"

    def _check_nama(self, jalur: Path, unit: Unit, pencatat: Pencatat) -> None:
        """Warn where the file name is that of another unit; the Identitas sheet decides."""
        nama = jalur.stem.casefold()
        lain = [satu for satu in self.daftar_unit if satu.slug == nama and satu != unit]
        if lain:
            pencatat.peringatan(
                "K-BERKAS-NAMA",
                "Nama berkas menyebut unit lain daripada isinya",
                ditemukan=format_kutipan(jalur.name),
                diharapkan=f"{unit.slug}.xlsx",
                saran=f"Diterima sebagai {unit.nama}, sesuai lembar Identitas; periksa isinya.",
            )


def open_pembaca(folder: Folder, opd: str) -> Pembaca:
    """Open the reader of an agency's forms by its parameters."""
    instansi = read_instansi(folder, opd)
    kebijakan = instansi.kebijakan.build_kebijakan()
    return Pembaca(folder, opd, tuple(instansi.daftar_unit), kebijakan)


def _set_unit(daftar: list[Temuan], unit: Unit | None) -> tuple[Temuan, ...]:
    """Tell findings that came before the unit was known to that unit."""
    if unit is None:
        return tuple(daftar)
    return tuple(satu if satu.unit else replace(satu, unit=unit.slug) for satu in daftar)
