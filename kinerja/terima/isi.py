"""What a form says beside the plan, the unit's earlier quarters and the imported money.

Gives the findings that `kinerja periksa` will give for the same form. A form with faulty cells is
checked all the same, so that its sender hears everything at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kinerja.bukti import HasilBukti, check_bukti
from kinerja.excel.anggaran_csv import NAMA_ANGGARAN
from kinerja.excel.anggaran_gabung import build_impor_per_unit, merge_impor, read_impor
from kinerja.excel.masukan import is_ke_luar
from kinerja.excel.pencatat import Pencatat
from kinerja.excel.unit import read_laporan_unit
from kinerja.folder import Folder, build_jalur_isian
from kinerja.hitung.rekap import build_rekap
from kinerja.model import Kebijakan, LaporanUnit, Masukan, RealisasiAnggaran, Rencana, Unit
from kinerja.periode import Periode
from kinerja.temuan import Temuan, Tingkatan

ImporPerUnit = Mapping[str, tuple[RealisasiAnggaran, ...]]


@dataclass(frozen=True, slots=True)
class PemeriksaIsi:
    """Checks forms of one agency and year against what is known of it."""

    folder: Folder
    opd: str
    daftar_unit: tuple[Unit, ...]
    kebijakan: Kebijakan
    rencana: Rencana
    terimpor: dict[Periode, ImporPerUnit]
    """The imported budget by quarter, as far as it was read; is added to."""

    def check(self, laporan: LaporanUnit, pencatat: Pencatat) -> HasilBukti | None:
        """Add findings of figures and evidence; None where the form holds no answer at all.

        Args:
            laporan: The form as read, faulty cells blank.
            pencatat: Holds what the reading found, and takes the rest.
        """
        salah = {(t.lembar, t.sel) for t in pencatat.temuan if t.tingkatan is Tingkatan.GALAT}
        if laporan.is_kosong and not salah:
            pencatat.galat(
                "K-DATA-KOSONG",
                "Formulir belum berisi satu pun jawaban",
                saran="Isi realisasi pada sel kuning, lalu kirim ulang.",
            )
            return None
        sudah = {(t.kode, t.lembar, t.sel or t.masalah) for t in pencatat.temuan}
        pencatat.temuan += [
            temuan
            for temuan in self._list_temuan(laporan)
            # What only follows from a faulty cell is no fault of its own.
            if (temuan.lembar, temuan.sel) not in salah
            and (temuan.kode, temuan.lembar, temuan.sel or temuan.masalah) not in sudah
        ]
        return check_bukti(laporan, self.folder.data(self.opd), pencatat, sel_salah=salah)

    def _list_temuan(self, laporan: LaporanUnit) -> list[Temuan]:
        """List what the calculation finds in this form, and in this quarter's import for it."""
        unit, kini = laporan.unit, laporan.periode.triwulan or 0
        impor = self._read_impor(unit, laporan.periode)
        gabungan, beda = merge_impor(laporan, impor.get((unit, kini), ()))
        per_triwulan = {(unit, kini): gabungan}
        for satu in laporan.periode.daftar_triwulan[:-1]:
            lalu, nomor = self._read_lalu(unit, satu), satu.triwulan or 0
            if lalu is not None:
                per_triwulan[unit, nomor] = merge_impor(lalu, impor.get((unit, nomor), ()))[0]
        rencana = replace(
            self.rencana,
            indikator=tuple(satu for satu in self.rencana.indikator if satu.unit == unit),
            sub_kegiatan=tuple(satu for satu in self.rencana.sub_kegiatan if satu.unit == unit),
        )
        masukan = Masukan(
            self.opd,
            laporan.periode,
            self.daftar_unit,
            rencana,
            per_triwulan,
            anggaran_impor=impor,
        )
        berkas = {laporan.berkas.nama} | {
            letak.berkas for satu in impor.get((unit, kini), ()) for letak in satu.alamat.values()
        }
        temuan = (*beda, *build_rekap(masukan, self.kebijakan).temuan)
        return [satu for satu in temuan if satu.berkas in berkas]

    def _read_lalu(self, unit: str, periode: Periode) -> LaporanUnit | None:
        data = self.folder.data(self.opd)
        jalur = build_jalur_isian(data, periode, unit)
        if not jalur.is_file() or is_ke_luar(jalur, data):
            return None
        laporan, _ = read_laporan_unit(
            jalur,
            opd=self.opd,
            unit=unit,
            periode=periode,
            rencana=self.rencana,
            akar=self.folder.akar,
            skala_predikat=self.kebijakan.skala_predikat,
        )
        return laporan

    def _read_impor(
        self, unit: str, periode: Periode
    ) -> dict[tuple[str, int], tuple[RealisasiAnggaran, ...]]:
        """Read what came by import for a unit in each quarter up to the period.

        What is wrong with the import itself is no fault of the form and told by `periksa`.
        """
        data = self.folder.data(self.opd)
        hasil: dict[tuple[str, int], tuple[RealisasiAnggaran, ...]] = {}
        for satu in periode.daftar_triwulan:
            if satu not in self.terimpor:
                jalur = build_jalur_isian(data, satu, unit).with_name(NAMA_ANGGARAN)
                tersimpan, _, _ = read_impor(jalur, data, self.folder.akar, self.rencana)
                self.terimpor[satu] = build_impor_per_unit(tersimpan) if tersimpan else {}
            baris = self.terimpor[satu].get(unit)
            if baris:
                hasil[unit, satu.triwulan or 0] = baris
        return hasil
