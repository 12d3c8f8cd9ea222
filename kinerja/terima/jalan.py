"""A run of `kinerja terima`: each file is read, judged, answered and, if accepted, kept.

A file that is refused or fails does not stop the others. The register is held from the first form
that may enter it to the end of the run. Prints nothing.
"""

from __future__ import annotations

import contextlib
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import format_nama
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, ParameterError, describe_tak_terduga
from kinerja.register import Setoran, check_register, open_register
from kinerja.register.target import record_versi_baru
from kinerja.terima.baca import Bacaan, Pembaca, open_pembaca
from kinerja.terima.bukti_berubah import tell_bukti_berubah
from kinerja.terima.ditolak import check_kunci, record_ditolak
from kinerja.terima.hasil import HasilBerkas, HasilTerima, KeadaanTerima
from kinerja.terima.revisi import compare_revisi
from kinerja.terima.salinan import build_galat_baca
from kinerja.terima.simpan import Penyimpan, build_kiriman
from kinerja.terima.tindak_lanjut import build_langkah_formulir
from kinerja.terima.vonis import build_jalur_vonis, write_vonis

Lapor = Callable[[HasilBerkas], None]
_KUNCI: Final = ("~$", ".~lock.")
_TANPA_REGISTER: Final = "Belum diterima: register tidak dapat dibuka."
_SAMA: Final = "Berkas yang sama sudah diterima; tidak ada yang diubah."
_DIKEMBALIKAN: Final = (
    "Berkas yang sama sudah diterima; salinan kerjanya di folder, yang hilang atau lain, diganti "
    "dengannya."
)
_SARAN_GAGAL: Final = (
    "Berkas lain tidak terganggu. Serahkan lagi; bila tetap gagal, jalankan dengan --jejak dan "
    "laporkan."
)
_PANJANG_ALASAN: Final = 1_000
_KODE_DITOLAK: Final = 2


def run_terima(
    folder: Folder,
    opd: str,
    daftar: Sequence[Path],
    *,
    alasan: str = "",
    oleh: str = "",
    lapor: Lapor = lambda _: None,
) -> HasilTerima:
    """Receive forms; each gets its verdict, and what is accepted is stored and recorded.

    Args:
        folder: The working folder.
        opd: The agency's slug.
        daftar: The files, in the order they are taken.
        alasan: Why a form replaces one that was accepted before.
        oleh: Who hands them in, as declared.
        lapor: Is told each verdict as soon as it stands.

    Raises:
        ParameterError: for a reason that cannot be recorded, or wrong parameters.
        SibukError: where another process holds the register from the start.
    """
    alasan = parse_alasan(alasan)
    pembaca = open_pembaca(folder, opd)
    check_register(folder, opd)
    hasil: list[HasilBerkas] = []
    with contextlib.ExitStack() as tumpukan:
        penerima = _Penerima(folder, pembaca, tumpukan, alasan, oleh)
        for jalur in dict.fromkeys(daftar):
            satu = penerima.take(jalur)
            hasil.append(satu)
            lapor(satu)
    return HasilTerima(
        opd,
        tuple(hasil),
        tuple(penerima.dipulihkan),
        tuple(penerima.tertunda),
        penerima.galat,
    )


def parse_alasan(teks: str) -> str:
    r"""Give a reason as one line, or refuse one that cannot be printed.

    >>> parse_alasan("  salah\n ketik ")
    'salah ketik'
    """
    rapi = " ".join(teks.split())
    if not rapi.isprintable() or len(rapi) > _PANJANG_ALASAN:
        raise ParameterError(
            "Alasan tidak sah",
            tempat="--alasan",
            ditemukan=format_kutipan(rapi),
            diharapkan=f"teks biasa, paling banyak {_PANJANG_ALASAN} karakter",
        )
    return rapi


class _Penerima:
    """Takes files one after the other."""

    def __init__(
        self,
        folder: Folder,
        pembaca: Pembaca,
        tumpukan: contextlib.ExitStack,
        alasan: str,
        oleh: str,
    ) -> None:
        self._folder = folder
        self._pembaca = pembaca
        self._tumpukan = tumpukan
        self._alasan = alasan
        self._oleh = oleh
        self._penyimpan: Penyimpan | None = None
        self._sudah: set[str] = set()
        self._vonis: Counter[Path] = Counter()
        self.dipulihkan: list[str] = []
        self.tertunda: list[tuple[str, str]] = []
        self.galat: KinerjaError | None = None

    def take(self, jalur: Path) -> HasilBerkas:
        """Take one file to its verdict; whatever breaks on the way is that file's only."""
        try:
            return self._take(jalur)
        except Exception as galat:  # noqa: BLE001 - the files after it, and JSON, need their answer
            return HasilBerkas(
                format_nama(jalur, self._folder.akar),
                KeadaanTerima.GAGAL,
                pesan=f"{describe_tak_terduga(galat)}. {_SARAN_GAGAL}",
                kode=1,
                jejak=traceback.format_exc(),
            )

    def _take(self, jalur: Path) -> HasilBerkas:
        if jalur.name.startswith(_KUNCI):
            pesan = "Berkas kunci sementara dilewati; tutup buku kerja itu di Excel."
            return HasilBerkas(jalur.name, KeadaanTerima.DILEWATI, pesan=pesan)
        nama = format_nama(jalur, self._folder.akar)
        if self.galat is not None:
            return HasilBerkas(nama, KeadaanTerima.DILEWATI, pesan=_TANPA_REGISTER)
        try:
            bacaan = self._read(jalur)
        except KinerjaError as galat:
            return HasilBerkas(nama, KeadaanTerima.GAGAL, pesan=galat.pesan, kode=galat.kode_keluar)
        dasar = HasilBerkas(
            bacaan.nama,
            KeadaanTerima.DITOLAK,
            bacaan.unit,
            bacaan.periode,
            bacaan.terbaca.berkas.sha256 if bacaan.terbaca else "",
            temuan=bacaan.temuan,
            bukti=bacaan.bukti,
            kode=_KODE_DITOLAK,
        )
        if bacaan.is_ditolak:
            dasar = replace(dasar, pesan=self._note_ditolak(bacaan))
        elif not self._open():
            return replace(dasar, keadaan=KeadaanTerima.DILEWATI, pesan=_TANPA_REGISTER, kode=0)
        try:
            hasil = self._judge(bacaan, dasar)
        except KinerjaError as galat:
            hasil = replace(
                dasar, keadaan=KeadaanTerima.GAGAL, pesan=galat.pesan, kode=galat.kode_keluar
            )
        if hasil.keadaan in {KeadaanTerima.SAMA, KeadaanTerima.GAGAL}:
            return hasil
        return self._answer(hasil, bacaan.terbaca.isi if bacaan.terbaca else None)

    def _answer(self, hasil: HasilBerkas, isi: bytes | None) -> HasilBerkas:
        """Write the verdict copy, under a name that no other file of this command got."""
        opd = self._pembaca.opd
        jalur = build_jalur_vonis(self._folder, opd, hasil)
        self._vonis[jalur] += 1
        try:
            salinan = write_vonis(self._folder, opd, hasil, isi, self._vonis[jalur])
            return replace(hasil, salinan=salinan)
        except KinerjaError as galat:
            pesan = " ".join(kata for kata in (hasil.pesan, galat.pesan) if kata)
            return replace(hasil, pesan=pesan, kode=hasil.kode or galat.kode_keluar)

    def _note_ditolak(self, bacaan: Bacaan) -> str:
        """Count a form that goes back; says so where it cannot be, the verdict stands."""
        if not bacaan.is_dikembalikan:
            return ""
        galat: KinerjaError | None = None
        if self._open() and self._penyimpan is not None:
            register = self._penyimpan.register
            try:
                record_ditolak(self._folder, self._pembaca.opd, register, bacaan, self._oleh)
            except KinerjaError as sebab:
                galat = sebab
        else:
            galat = self.galat
        return f"Pengembaliannya tidak tercatat. {galat.pesan}" if galat else ""

    def _read(self, jalur: Path) -> Bacaan:
        try:
            return self._pembaca.read(jalur)
        except OSError as galat:
            raise build_galat_baca(galat, jalur) from galat

    def _open(self) -> bool:
        """Open the register for the first form that enters it; where it cannot, all stops."""
        opd = self._pembaca.opd
        try:
            if self._penyimpan is None:
                register = self._tumpukan.enter_context(
                    open_register(self._folder, opd, is_tulis=True)
                )
                self._penyimpan = Penyimpan(self._folder, opd, register, self._oleh)
        except KinerjaError as galat:
            self.galat = galat
        return self._penyimpan is not None

    def _judge(self, bacaan: Bacaan, hasil: HasilBerkas) -> HasilBerkas:
        penyimpan, kiriman = self._penyimpan, build_kiriman(bacaan)
        if penyimpan is None or kiriman is None:
            return hasil
        periode, unit = kiriman.periode, kiriman.unit
        if periode.slug not in self._sudah:
            self._sudah.add(periode.slug)
            pulih = penyimpan.repair(periode)
            self.dipulihkan += pulih.ditempatkan
            self.tertunda += pulih.tertunda
        pencatat = Pencatat(hasil.nama, unit.slug)
        langkah = build_langkah_formulir(
            penyimpan.register, kiriman.laporan, unit, self._oleh, pencatat
        )
        hasil = replace(hasil, temuan=(*hasil.temuan, *pencatat.temuan))
        if pencatat.is_ditolak:
            return hasil
        dasar = penyimpan.find_dasar(periode, unit.slug)
        sidik = kiriman.sidik
        is_terakhir = dasar.terakhir is not None and dasar.terakhir.sha256 == sidik
        if dasar.terakhir and is_terakhir and not (dasar.is_asing or dasar.is_tanpa_alasan):
            berubah = penyimpan.keep(kiriman, langkah.catatan)
            hasil = replace(
                hasil,
                keadaan=KeadaanTerima.SAMA,
                tindak_lanjut=langkah.uraian,
                pesan=_SAMA if penyimpan.is_di_tempat(dasar.terakhir) else _DIKEMBALIKAN,
            )
            return _place(penyimpan, dasar.terakhir, tell_bukti_berubah(hasil, berubah))
        is_tetap = dasar.terakhir is None and dasar.sidik == sidik
        if not is_tetap and (
            terkunci := check_kunci(self._folder, self._pembaca.opd, penyimpan.register, hasil)
        ):
            return terkunci
        is_revisi = dasar.sidik not in {"", sidik}
        # A copy edited in its place is compared with what was accepted before it.
        if dasar.terakhir and dasar.sidik == sidik:
            is_revisi = True
            dasar = penyimpan.find_berlaku(dasar)
        if is_revisi:
            hasil = compare_revisi(hasil, dasar, kiriman.terbaca, self._alasan)
            if not self._alasan:
                return hasil
        rencana = self._pembaca.find_rencana(periode)
        if rencana is not None:
            record_versi_baru(penyimpan.register, rencana, oleh=self._oleh)
        setoran, berubah = penyimpan.accept(kiriman, self._alasan, langkah.catatan)
        hasil = replace(hasil, keadaan=KeadaanTerima.DITERIMA, tindak_lanjut=langkah.uraian)
        hasil = tell_bukti_berubah(hasil, berubah)
        return _place(penyimpan, setoran, hasil)


def _place(penyimpan: Penyimpan, setoran: Setoran, hasil: HasilBerkas) -> HasilBerkas:
    """Place the working copy of a receipt; where it cannot be, the receipt stands all the same."""
    hasil = replace(hasil, revisi=setoran.revisi, waktu=setoran.waktu, kode=0)
    try:
        akhir = penyimpan.place(setoran)
    except KinerjaError as galat:
        pesan = f"Salinan kerja tertunda: laporan belum memakai formulir ini. {galat.pesan}"
        return replace(hasil, tertunda=pesan, kode=galat.kode_keluar)
    return replace(hasil, revisi=akhir.revisi, waktu=akhir.waktu)
