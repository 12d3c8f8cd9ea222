"""What every report has: sources, plan, matrix, annexes, signature. States no order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from kinerja.data import DataLaporan
from kinerja.folder import is_isian_unit_lain
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.banding import Perubahan
from kinerja.hitung.hasil import HasilIndikator, HasilUnit
from kinerja.hitung.rekap import build_sel_anggaran
from kinerja.isi import (
    capaian,
    grafik,
    kepala,
    lampiran,
    matriks,
    perencanaan,
    tindak_lanjut,
    tindak_lanjut_tabel,
)
from kinerja.isi.blok import Blok, Paragraf, Selesai
from kinerja.isi.buku.bahan import BahanBuku
from kinerja.isi.buku.susun import build_buku_kerja
from kinerja.isi.tampilan import Tampilan
from kinerja.model import Berkas, JenisAnggaran, Unit
from kinerja.register.laporan import name_laporan
from kinerja.temuan import Temuan


class Laporan:
    """The parts that every report has; figures are computed when a part first needs them."""

    nama = ""

    def __init__(self, data: DataLaporan, unit: Unit | None = None) -> None:
        self.data = data
        self.unit = unit

    @property
    def _basis(self) -> str:
        return capaian.name_basis(self.data.rekap)

    @property
    def _sumber(self) -> str:
        periode, label = self.data.masukan.periode, self.data.instansi.label_contoh
        tambahan = f" ({label})" if label else ""
        return f"isian unit kerja s.d. {periode.judul} dan rencana {periode.tahun}{tambahan}"

    @property
    def _sumber_rencana(self) -> str:
        label = self.data.instansi.label_contoh
        return f"rencana.xlsx {self.data.masukan.periode.tahun}" + (f" ({label})" if label else "")

    @cached_property
    def _nama_unit(self) -> dict[str, str]:
        return {unit.slug: unit.nama for unit in self.data.masukan.unit}

    @property
    def _perubahan(self) -> dict[str, Perubahan]:
        return self.data.banding.indikator if self.data.banding else {}

    @property
    def _daftar(self) -> Sequence[HasilIndikator]:
        """The indicators this report is about, from tujuan down."""
        raise NotImplementedError

    def kop(self) -> Tampilan:
        """Letterhead and title block with status and position."""
        data = self.data
        nama = name_laporan(data.masukan.periode, self.unit.slug if self.unit else "")
        judul = kepala.build_judul(
            data.rekap,
            data.instansi,
            data.parameter,
            self._hasil_unit,
            data.catatan.describe_final(nama),
        )
        return Tampilan([kepala.build_kop(data.instansi), judul])

    @property
    def _hasil_unit(self) -> HasilUnit | None:
        """The unit this report is of; None for the agency's."""
        return None

    @cached_property
    def _bahan_tindak_lanjut(self) -> tindak_lanjut_tabel.BahanTindakLanjut:
        data = self.data
        return tindak_lanjut_tabel.BahanTindakLanjut(
            data.rekap_per_triwulan,
            data.catatan,
            self._nama_unit,
            data.parameter.tanggal_laporan or data.masukan.periode.akhir,
            self.unit.slug if self.unit else "",
            data.instansi.label_contoh,
        )

    def tindak_lanjut(self) -> Tampilan:
        """Dispositions on this report, and the follow-up of those before it."""
        return Tampilan(tindak_lanjut.build_tindak_lanjut(self._bahan_tindak_lanjut))

    def perjanjian_kinerja(self) -> Tampilan:
        """The version of the plan in force, and the targets agreed for the year."""
        rekap = self.data.rekap
        return Tampilan(
            [
                perencanaan.describe_versi(rekap, self.data.masukan.rencana),
                *require(
                    self._daftar,
                    lambda daftar: [
                        perencanaan.build_tabel_perjanjian(
                            rekap, daftar, lampiran.collect_uraian(rekap), self._sumber_rencana
                        )
                    ],
                    "Unit ini tidak mempunyai indikator kinerja; yang dilaporkan hanya anggaran.",
                ),
            ]
        )

    def rencana_aksi(self) -> Tampilan:
        """Quarter targets and planned actions of each indicator."""
        return Tampilan(
            require(
                self._daftar,
                lambda daftar: [
                    perencanaan.build_tabel_rencana_aksi(
                        self.data.rekap, self.data.masukan.rencana, daftar, self._sumber_rencana
                    )
                ],
                "Tidak ada rencana aksi indikator untuk unit ini.",
            )
        )

    def grafik_capaian(self) -> Tampilan:
        """Chart of capaian per indicator."""
        return Tampilan([grafik.draw_capaian(self.data.rekap, self._daftar, self._sumber)])

    def matriks_pengukuran(self) -> Tampilan:
        """The measurement matrix of the period, in landscape."""
        return Tampilan(
            require(
                self._daftar,
                lambda daftar: [matriks.build_matriks(self.data.rekap, daftar, self._sumber)],
                "Tidak ada indikator yang diukur.",
            )
        )

    def kamus_indikator(self) -> Tampilan:
        """How each indicator is defined and counted."""
        return Tampilan(
            require(
                self._daftar,
                lambda daftar: [perencanaan.build_tabel_kamus(daftar, self._sumber_rencana)],
                "Tidak ada indikator.",
            )
        )

    def cara_menghitung(self) -> Tampilan:
        """The policy in words and the category scale."""
        return Tampilan(lampiran.build_cara_menghitung(self.data.kebijakan))

    def jejak_hitung(self) -> Tampilan:
        """The passports of the headline figures."""
        raise NotImplementedError

    def kelengkapan(self) -> Tampilan:
        """Who reported in which quarter."""
        return Tampilan([lampiran.build_kelengkapan(self.data.rekap, self.data.masukan)])

    def buku_kerja(self) -> Tampilan:
        """The recap workbook: the same figures with live formulas; only rekap.xlsx shows it."""
        data = self.data
        bahan = BahanBuku(
            data.rekap,
            self._daftar,
            self._pick_sel(),
            data.rekap_per_triwulan[:-1],
            data.rekonsiliasi,
            self._pick_temuan(),
            self._nama_unit,
            self._hasil_unit,
        )
        return Tampilan([build_buku_kerja(bahan)])

    def _pick_sel(self) -> Sequence[SelAnggaran]:
        """The sub kegiatan of the report; of a unit its own belanja."""
        semua = build_sel_anggaran(self.data.masukan)
        if self.unit is None:
            return semua
        return [
            sel
            for sel in semua
            if sel.sub_kegiatan.unit == self.unit.slug
            and sel.sub_kegiatan.jenis_anggaran is JenisAnggaran.BELANJA
        ]

    def temuan(self) -> Tampilan:
        """Findings on the input data."""
        return Tampilan(lampiran.build_temuan(self._pick_temuan()))

    def _pick_temuan(self) -> Sequence[Temuan]:
        return self.data.temuan

    def sumber(self) -> Tampilan:
        """The input files with their hashes."""
        return Tampilan(
            lampiran.build_sumber(self._pick_berkas(), self.data.instansi.keterangan_contoh)
        )

    def _pick_berkas(self) -> Sequence[Berkas]:
        return self.data.berkas

    def pengesahan(self) -> Tampilan:
        """Paraf table and signature block."""
        data = self.data
        return Tampilan(
            [kepala.build_pengesahan(data.instansi, data.parameter, data.pejabat, self.unit)]
        )

    def selesai(self) -> Tampilan:
        """The sentinel that says the report ran to its end, for whom and from which bytes."""
        masukan = self.data.masukan
        unit = self.unit.slug if self.unit else ""
        sentinel = Selesai(
            self.nama,
            masukan.opd,
            masukan.periode.slug,
            unit,
            tuple(
                (berkas.nama, berkas.sha256)
                for berkas in self.data.berkas
                if not unit or not is_isian_unit_lain(berkas.nama, unit)
            ),
        )
        return Tampilan([sentinel])


def require(
    daftar: Sequence[HasilIndikator],
    build: Callable[[Sequence[HasilIndikator]], list[Blok]],
    kosong: str,
) -> list[Blok]:
    """Build the blocks of a list of indicators, or say in a sentence that there are none."""
    return build(daftar) if daftar else [Paragraf((kosong,))]
