"""A run of `kinerja terima`: each file is read, judged, answered and, if accepted, kept.

A file that is refused or fails does not stop the others. The register is held from the first form
that may enter it to the end of the run. Prints nothing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kinerja.excel.beda import build_perbedaan
from kinerja.excel.pencatat import Pencatat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca, compute_sha256
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, ParameterError
from kinerja.model import Berkas
from kinerja.register import check_register, open_register
from kinerja.register.kunci import build_terkunci, find_kunci
from kinerja.register.target import record_versi_baru
from kinerja.terima.baca import Bacaan, Pembaca, open_pembaca
from kinerja.terima.ditolak import record_ditolak
from kinerja.terima.hasil import HasilBerkas, HasilTerima, KeadaanTerima
from kinerja.terima.simpan import Dasar, Kiriman, Penyimpan
from kinerja.terima.tindak_lanjut import build_langkah_formulir
from kinerja.terima.vonis import write_vonis

Lapor = Callable[[HasilBerkas], None]
_KUNCI: Final = ("~$", ".~lock.")
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
        SibukError: where another process holds the register.
    """
    alasan = parse_alasan(alasan)
    pembaca = open_pembaca(folder, opd)
    check_register(folder, opd)
    hasil: list[HasilBerkas] = []
    dipulihkan: list[str] = []
    with contextlib.ExitStack() as tumpukan:
        penerima = _Penerima(folder, pembaca, tumpukan, alasan, oleh)
        for jalur in dict.fromkeys(daftar):
            satu = penerima.take(jalur)
            hasil.append(satu)
            lapor(satu)
        dipulihkan += penerima.dipulihkan
    return HasilTerima(opd, tuple(hasil), tuple(dipulihkan))


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
        self.dipulihkan: list[str] = []

    def take(self, jalur: Path) -> HasilBerkas:
        """Take one file to its verdict."""
        if jalur.name.startswith(_KUNCI):
            pesan = "Berkas kunci sementara dilewati; tutup buku kerja itu di Excel."
            return HasilBerkas(jalur.name, KeadaanTerima.DILEWATI, pesan=pesan)
        bacaan = self._pembaca.read(jalur)
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
        catatan = ""
        if bacaan.is_ditolak:
            catatan = self._note_ditolak(bacaan)
        else:
            self._open()
        try:
            hasil = self._judge(bacaan, dasar)
        except KinerjaError as galat:
            hasil = replace(
                dasar, keadaan=KeadaanTerima.GAGAL, pesan=galat.pesan, kode=galat.kode_keluar
            )
        if hasil.keadaan in {KeadaanTerima.SAMA, KeadaanTerima.GAGAL}:
            return hasil
        isi = bacaan.terbaca.isi if bacaan.terbaca else None
        try:
            salinan = write_vonis(self._folder, self._pembaca.opd, hasil, isi)
            hasil = replace(hasil, salinan=salinan)
        except KinerjaError as galat:
            catatan = " ".join(kata for kata in (catatan, galat.pesan) if kata)
            hasil = replace(hasil, kode=hasil.kode or galat.kode_keluar)
        return replace(hasil, pesan=" ".join(kata for kata in (hasil.pesan, catatan) if kata))

    def _note_ditolak(self, bacaan: Bacaan) -> str:
        """Count a form that goes back; says so where it cannot be, the verdict stands."""
        if not bacaan.is_dikembalikan:
            return ""
        try:
            self._open()
            if self._penyimpan is not None:
                register = self._penyimpan.register
                record_ditolak(self._folder, self._pembaca.opd, register, bacaan, self._oleh)
        except KinerjaError as galat:
            return f"Pengembaliannya tidak tercatat. {galat.pesan}"
        return ""

    def _open(self) -> None:
        """Open the register for the first form that enters it; where it cannot, all stops."""
        if self._penyimpan is None:
            opd = self._pembaca.opd
            register = self._tumpukan.enter_context(open_register(self._folder, opd, is_tulis=True))
            self._penyimpan = Penyimpan(self._folder, opd, register, self._oleh)

    def _judge(self, bacaan: Bacaan, hasil: HasilBerkas) -> HasilBerkas:
        penyimpan, kiriman = self._penyimpan, _build_kiriman(bacaan)
        if penyimpan is None or kiriman is None:
            return hasil
        periode, unit = kiriman.periode, kiriman.unit
        if periode.slug not in self._sudah:
            self._sudah.add(periode.slug)
            self.dipulihkan += [f"{periode.slug}/{satu}" for satu in penyimpan.repair(periode)]
        pencatat = Pencatat(hasil.nama, unit.slug)
        langkah = build_langkah_formulir(
            penyimpan.register, kiriman.laporan, unit, self._oleh, pencatat
        )
        hasil = replace(hasil, temuan=(*hasil.temuan, *pencatat.temuan))
        if pencatat.is_ditolak:
            return hasil
        dasar = penyimpan.find_dasar(periode, unit.slug)
        if dasar.terakhir and dasar.terakhir.sha256 == kiriman.sidik and not dasar.is_asing:
            penyimpan.keep(kiriman, langkah.catatan)
            return replace(
                hasil,
                keadaan=KeadaanTerima.SAMA,
                revisi=dasar.terakhir.revisi,
                waktu=dasar.terakhir.waktu,
                tindak_lanjut=langkah.uraian,
                pesan="Berkas yang sama sudah diterima; tidak ada yang diubah.",
                kode=0,
            )
        is_revisi = dasar.isi is not None and dasar.isi != kiriman.isi
        if dasar.isi != kiriman.isi and (terkunci := self._check_kunci(hasil, penyimpan)):
            return terkunci
        # A copy edited in its place is compared with the receipt before it.
        if dasar.terakhir and dasar.isi == kiriman.isi:
            is_revisi = True
            dasar = penyimpan.find_terakhir(dasar)
        if is_revisi:
            hasil = self._compare(hasil, dasar, kiriman)
            if not self._alasan:
                return hasil
        rencana = self._pembaca.find_rencana(periode)
        if rencana is not None:
            record_versi_baru(penyimpan.register, rencana, oleh=self._oleh)
        setoran = penyimpan.accept(kiriman, dasar, self._alasan, langkah.catatan)
        return replace(
            hasil,
            keadaan=KeadaanTerima.DITERIMA,
            revisi=setoran.revisi,
            waktu=setoran.waktu,
            tindak_lanjut=langkah.uraian,
            kode=0,
        )

    def _check_kunci(self, hasil: HasilBerkas, penyimpan: Penyimpan) -> HasilBerkas | None:
        """Refuse a form of a final quarter, with the way to open it; None where it is open."""
        periode = hasil.periode
        if periode is None:
            return None
        opd = self._pembaca.opd
        kunci = find_kunci(self._folder, opd, periode, penyimpan.register)
        if kunci is None:
            return None
        galat = build_terkunci(kunci, opd, periode, "Formulir ini tidak diterima")
        pencatat = Pencatat(hasil.nama, hasil.unit.slug if hasil.unit else "")
        pencatat.galat("K-TERKUNCI", galat.masalah, ditemukan=galat.ditemukan, saran=galat.saran)
        return replace(hasil, temuan=(*hasil.temuan, *pencatat.temuan))

    def _compare(self, hasil: HasilBerkas, dasar: Dasar, kiriman: Kiriman) -> HasilBerkas:
        """Add what changed since what stands now, and the demand for a reason where it lacks."""
        isi = dasar.isi or b""
        lama, baru = (
            BerkasTerbaca(Berkas("", compute_sha256(satu), len(satu)), satu)
            for satu in (isi, kiriman.isi)
        )
        perbedaan = build_perbedaan(lama, baru)
        if perbedaan is None:
            pesan = "Isi lama tidak terbaca, jadi perubahannya tidak dapat disebut satu per satu."
        else:
            pesan = "" if perbedaan else "Tidak ada isian yang berbeda dari kiriman sebelumnya."
        pencatat = Pencatat(hasil.nama, hasil.unit.slug if hasil.unit else "")
        if not self._alasan:
            jumlah = f"{len(perbedaan)} sel berbeda" if perbedaan else ""
            pencatat.galat(
                "K-REVISI-ALASAN",
                "Sudah ada isian unit ini untuk periode yang sama, dan isinya lain",
                ditemukan=jumlah,
                saran='Periksa perubahannya, lalu ulangi dengan --alasan "…".',
            )
        return replace(
            hasil,
            temuan=(*hasil.temuan, *pencatat.temuan),
            perbedaan=perbedaan or (),
            pesan=pesan,
        )


def _build_kiriman(bacaan: Bacaan) -> Kiriman | None:
    """Give what of an accepted form is stored; None where it was refused."""
    unit, periode, terbaca = bacaan.unit, bacaan.periode, bacaan.terbaca
    if bacaan.is_ditolak or bacaan.laporan is None:
        return None
    if unit is None or periode is None or terbaca is None:
        return None
    bukti = bacaan.bukti.berkas if bacaan.bukti else ()
    nama = Path(bacaan.nama).name
    return Kiriman(periode, unit, nama, terbaca.isi, bacaan.laporan, bukti)
