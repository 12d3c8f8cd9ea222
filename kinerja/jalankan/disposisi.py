"""Gives out lembar disposisi and takes them back: the workbook, and its page as HTML and PDF.

A number is recorded before its sheet is written, so that no sheet goes round that the register
does not know. What somebody typed into a sheet in the output folder is never written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kinerja.berkas import compute_sha256, compute_sha256_isi, write_berkas
from kinerja.data import DataLaporan, read_data
from kinerja.ekspor.bentuk import BENTUK_BAWAAN, check_bentuk
from kinerja.excel.disposisi_isi import BahanDisposisi, BarisTampil
from kinerja.excel.disposisi_tulis import write_disposisi
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, ParameterError
from kinerja.hitung.pokok import pick_pokok
from kinerja.isi.disposisi import BahanLembar, describe_ditunjukkan, describe_ringkasan, read_teks
from kinerja.isi.kepala import build_kop
from kinerja.jalankan.hasil_jalan import HasilLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.pilihan import Perkakas
from kinerja.jalankan.rancang import FOLDER_DISPOSISI, build_jenis_disposisi
from kinerja.jalankan.sidik_isi import compute_sidik_isi
from kinerja.laporan import LaporanDisposisi
from kinerja.periode import Periode
from kinerja.register import Register
from kinerja.register.disposisi import JENIS_LEMBAR, next_agenda, record_lembar
from kinerja.register.kunci import open_untuk_ubah
from kinerja.register.laporan import list_laporan_dibuat, name_laporan
from kinerja.terima.disposisi import HasilBacaDisposisi, receive_disposisi


@dataclass(frozen=True, slots=True)
class HasilDisposisi:
    """What was made: the number, the workbook, and the page; `disisihkan` what stood there."""

    periode: Periode
    agenda: int
    lembar: Path | None
    laporan: HasilLaporan | None
    jumlah_pokok: int = 0
    disisihkan: Path | None = None
    baca: HasilBacaDisposisi | None = None
    gagal: str = ""
    """Why there is no page; the sheet and the register stand all the same."""
    peringatan: str = ""
    """What whoever hands the sheet on should know first."""

    @property
    def kode_keluar(self) -> int:
        """The verdict's own code first, then 1 where the page could not be made."""
        if self.baca is not None and self.baca.kode:
            return self.baca.kode
        is_sebagian = self.laporan is not None and self.laporan.keadaan in {"gagal", "sebagian"}
        return 1 if self.gagal or is_sebagian else 0


def check_triwulan(periode: Periode) -> None:
    """Refuse a period that is no quarter: a disposition answers a quarter's report."""
    if periode.triwulan is None:
        raise ParameterError(
            "Disposisi dibuat per triwulan",
            ditemukan=periode.slug,
            saran=f"Tulis misalnya {periode.tahun}-tw4.",
        )


def run_disposisi(
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    oleh: str = "",
    bentuk: tuple[str, ...] = BENTUK_BAWAAN,
    perkakas: Perkakas | None = None,
) -> HasilDisposisi:
    """Give out the next sheet of a quarter, prefilled from its report.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        periode: The quarter.
        oleh: Who gives it out, as declared.
        bentuk: Formats of the page.
        perkakas: Other tools, for tests.

    Raises:
        ParameterError: for a period that is no quarter, and for an unknown format.
        TerkunciError: where the quarter's report is final.
        KinerjaError: where inputs, register or disk fail.
    """
    check_triwulan(periode)
    halaman = _Halaman(bentuk, oleh, perkakas)
    with open_untuk_ubah(folder, opd, periode, "Disposisi") as register:
        data = read_data(folder, opd, periode)
        agenda = next_agenda(register, periode)
        peringatan = _warn_laporan(folder, register, data)
        isi = write_disposisi(build_bahan(data, LaporanDisposisi(data).bahan, agenda))
        dikenal = _list_sidik(register, periode)
        record_lembar(register, periode, compute_sha256_isi(isi), oleh)
        tujuan = build_jalur_lembar(folder, opd, periode, agenda)
        disisihkan = _move_terisi(tujuan, isi, dikenal)
        write_berkas(tujuan, isi)
    laporan, gagal = halaman.make(folder, opd, periode, agenda)
    pokok = len(pick_pokok(data.rekap))
    return HasilDisposisi(
        periode, agenda, tujuan, laporan, pokok, disisihkan, gagal=gagal, peringatan=peringatan
    )


def run_baca(  # noqa: PLR0913 - the options of the command
    folder: Folder,
    opd: str,
    periode: Periode,
    jalur: Path,
    *,
    alasan: str = "",
    oleh: str = "",
    bentuk: tuple[str, ...] = BENTUK_BAWAAN,
    perkakas: Perkakas | None = None,
) -> HasilDisposisi:
    """Take a filled sheet back; where it is recorded its page is made anew.

    Raises:
        As `run_disposisi`.
    """
    check_triwulan(periode)
    halaman = _Halaman(bentuk, oleh, perkakas)
    baca = receive_disposisi(folder, opd, periode, jalur, alasan=alasan, oleh=oleh)
    laporan, gagal = None, ""
    if not baca.kode:
        laporan, gagal = halaman.make(folder, opd, periode, baca.agenda)
    return HasilDisposisi(periode, baca.agenda, None, laporan, baca=baca, gagal=gagal)


def build_jalur_lembar(folder: Folder, opd: str, periode: Periode, agenda: int) -> Path:
    """`outputs/<opd>/<periode>/disposisi/lembar-<agenda>.xlsx`."""
    return folder.keluaran(opd, periode) / FOLDER_DISPOSISI / f"lembar-{agenda}.xlsx"


def build_bahan(data: DataLaporan, bahan: BahanLembar, agenda: int) -> BahanDisposisi:
    """Build what the workbook is made of, from the same sentences as the page."""
    kop = build_kop(data.instansi)
    return BahanDisposisi(
        opd=data.masukan.opd,
        periode=bahan.periode,
        agenda=agenda,
        kop=kop.baris,
        alamat=kop.alamat,
        dari=bahan.dari,
        hal=bahan.hal,
        laporan=bahan.nomor_laporan,
        ringkasan="\n".join(read_teks(satu) for satu in describe_ringkasan(bahan.rekap)),
        daftar_unit=data.masukan.unit,
        indikator=[
            (satu.indikator.kode, satu.indikator.nama)
            for satu in bahan.rekap.indikator
            if not satu.versi.is_dihapus
        ],
        baris=[
            BarisTampil(
                satu.hasil.indikator.kode,
                satu.hasil.indikator.nama,
                read_teks(describe_ditunjukkan(satu, bahan, is_utuh=True)),
                satu.hasil.indikator.unit,
            )
            for satu in pick_pokok(bahan.rekap)
        ],
        paraf=bahan.paraf,
        label=data.instansi.label_contoh,
    )


def _warn_laporan(folder: Folder, register: Register, data: DataLaporan) -> str:
    """Say that the report on which the sheet is about is not there, or not as it is now."""
    periode = data.masukan.periode
    nama = name_laporan(periode)
    dibuat = list_laporan_dibuat(register, periode).get(nama)
    saran = f"Buat dan baca dahulu: kinerja laporan {periode.slug}"
    if dibuat is None:
        return f"Laporan {periode.judul} belum pernah dibuat; lembar ini mendahuluinya. {saran}"
    if dibuat.sidik not in {"", compute_sidik_isi(folder, data, nama)}:
        return f"Laporan {periode.judul} yang ada bukan lagi yang akan dibuat sekarang. {saran}"
    return ""


def _list_sidik(register: Register, periode: Periode) -> frozenset[str]:
    """List the hashes of the sheets as they were given out, with nothing written on them."""
    daftar = register.list_peristiwa(JENIS_LEMBAR, periode.slug)
    return frozenset(str(satu.isi["sha256"]) for satu in daftar)


def _move_terisi(tujuan: Path, isi: bytes, dikenal: frozenset[str]) -> Path | None:
    """Move a sheet aside that is not as it was given out: somebody may have filled it in."""
    if not tujuan.exists() or tujuan.read_bytes() == isi or compute_sha256(tujuan) in dikenal:
        return None
    nomor = 1
    while (aman := tujuan.with_name(f"{tujuan.stem}.lama-{nomor}.xlsx")).exists():
        nomor += 1
    tujuan.rename(aman)
    return aman


class _Halaman:
    """Makes the page of a sheet; what was given out or recorded stands whether or not it can.

    Refuses formats that do not exist before anything is recorded.
    """

    def __init__(self, bentuk: tuple[str, ...], oleh: str, perkakas: Perkakas | None) -> None:
        self._perkakas = perkakas or Perkakas()
        check_bentuk(bentuk, self._perkakas.daftar_bentuk)
        self._bentuk = bentuk
        self._oleh = oleh

    def make(
        self, folder: Folder, opd: str, periode: Periode, agenda: int
    ) -> tuple[HasilLaporan | None, str]:
        """Give the page, and why there is none."""
        try:
            hasil = run_laporan(
                folder,
                opd,
                periode,
                bentuk=self._bentuk,
                oleh=self._oleh,
                perkakas=self._perkakas,
                daftar_jenis=(build_jenis_disposisi(agenda),),
            )
        except KinerjaError as galat:
            return None, galat.pesan
        return hasil.laporan[0], ""
