"""Answers the reviu list from the data where a machine can, always with the evidence beside it.

A check says yes, partly or no only from counts it can show; whatever asks for judgement stays
open. Every check takes the data of a year and gives a `Jawaban`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.daftar_reviu import DaftarReviu, Uji
from kinerja.data import DataLaporan
from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.penjaga_keterangan import find_sebab, find_tindak_lanjut, is_merah
from kinerja.hitung.sementara import STATUS_DISETUJUI
from kinerja.isi.reviu import BagianTerjawab, BarisReviu, Jawaban
from kinerja.model import Indikator, Keadaan, Tingkat
from kinerja.periode import ROMAWI
from kinerja.temuan import Tingkatan

_UTAMA: Final = frozenset({Tingkat.TUJUAN, Tingkat.SASARAN})


def answer_reviu(daftar: DaftarReviu, data: DataLaporan) -> tuple[BagianTerjawab, ...]:
    """Answer every question of the list, in its order."""
    return tuple(
        BagianTerjawab(
            bagian.judul,
            bagian.sumber,
            tuple(
                BarisReviu(butir.kode, butir.uraian, PEMERIKSA[butir.uji](data))
                for butir in bagian.butir
            ),
        )
        for bagian in daftar.bagian
    )


def _count(k: int, n: int, apa: str) -> Jawaban:
    """Answer by how many of them: all yes, none no, some partly; nothing to count stays open."""
    if n == 0:
        return Jawaban("orang", f"tidak ada {apa}")
    return Jawaban("ya" if k == n else "tidak" if k == 0 else "sebagian", f"{k} dari {n} {apa}")


def _list_utama(data: DataLaporan) -> list[HasilIndikator]:
    return [
        satu
        for satu in data.rekap.indikator
        if satu.indikator.tingkat in _UTAMA and not satu.versi.is_dihapus
    ]


def _list_indikator(data: DataLaporan) -> list[Indikator]:
    return [satu.indikator for satu in data.rekap.indikator if not satu.versi.is_dihapus]


def _check_organisasi(data: DataLaporan) -> Jawaban:
    instansi = data.instansi
    ada = bool(instansi.gambaran) + bool(instansi.dasar_hukum) + bool(instansi.unit)
    return _count(ada, 3, "bagian terisi: gambaran, dasar hukum, dan unit kerja (instansi.yaml)")


def _check_target(data: DataLaporan) -> Jawaban:
    semua = _list_utama(data)
    ada = [satu for satu in semua if satu.tahun.target.keadaan is Keadaan.TERISI]
    return _count(len(ada), len(semua), "indikator tujuan dan sasaran bertarget setahun")


def _check_target_triwulan(data: DataLaporan) -> Jawaban:
    semua = data.rekap.indikator
    semua = tuple(satu for satu in semua if not satu.versi.is_dihapus)
    ada = [
        satu
        for satu in semua
        if satu.indikator.tahapan or any(nilai is not None for nilai in satu.versi.triwulan)
    ]
    return _count(len(ada), len(semua), "indikator bertarget triwulan")


def _check_capaian(data: DataLaporan) -> Jawaban:
    semua = [satu for satu in _list_utama(data) if satu.tahun.keadaan is not Keadaan.TIDAK_DIUKUR]
    ada = [satu for satu in semua if satu.tahun.keadaan is Keadaan.TERISI]
    return _count(len(ada), len(semua), "indikator tujuan dan sasaran terhitung capaiannya")


def _check_lampiran(data: DataLaporan) -> Jawaban:
    ada = bool(data.rekap.indikator) + bool(data.rekap.anggaran.program)
    bagian = "lampiran berisi: pengukuran indikator dan keuangan"
    return _count(ada, 2, f"{bagian}; rekonsiliasi dan jejak hitung menyertai")


def _check_perbaikan(data: DataLaporan) -> Jawaban:
    merah = [satu for satu in data.rekap.indikator if is_merah(satu)]
    ada = [satu for satu in merah if find_tindak_lanjut(satu)]
    saran = len(data.parameter.rekomendasi)
    if not merah:
        return Jawaban("ya" if saran else "orang", f"semua target tercapai; {saran} rekomendasi")
    jawaban = _count(len(ada), len(merah), "target yang terlewat mempunyai tindak lanjut")
    return Jawaban(jawaban.nilai, f"{jawaban.bukti}; {saran} rekomendasi pada Bab IV")


def _check_keuangan(data: DataLaporan) -> Jawaban:
    total = data.rekap.anggaran.total
    return _count(total.k, total.n, "sub kegiatan berpagu melaporkan realisasi sampai akhir tahun")


def _check_bukti(data: DataLaporan) -> Jawaban:
    isian = [
        satu
        for laporan in data.masukan.laporan_unit.values()
        for satu in laporan.isian
        if satu.nilai is not None or satu.pembilang is not None or any(satu.tahap_selesai.values())
    ]
    ada = [satu for satu in isian if satu.bukti]
    return _count(len(ada), len(isian), "isian triwulan menyebut buktinya")


def _count_laporan(data: DataLaporan) -> tuple[int, int]:
    rencana = data.masukan.rencana
    wajib = {satu.unit for satu in rencana.indikator}
    wajib |= {satu.unit for satu in rencana.sub_kegiatan}
    unit = [satu.slug for satu in data.masukan.unit if satu.slug in wajib]
    kunci = {(slug, nomor) for slug in unit for nomor in range(1, len(ROMAWI) + 1)}
    return len(kunci & data.masukan.laporan_unit.keys()), len(kunci)


def _check_penyampaian(data: DataLaporan) -> Jawaban:
    k, n = _count_laporan(data)
    return _count(k, n, "formulir unit dan triwulan masuk lewat folder data")


def _check_gabungan(data: DataLaporan) -> Jawaban:
    k, n = _count_laporan(data)
    return _count(k, n, "laporan unit dan triwulan tergabung; daftarnya pada Kelengkapan data")


def _check_penanggung_jawab(data: DataLaporan) -> Jawaban:
    semua = [satu.slug for satu in data.masukan.unit]
    ada = [slug for slug in semua if slug in data.parameter.penanda_tangan_unit]
    return _count(len(ada), len(semua), "unit kerja mempunyai penanda tangan pada parameter")


def _check_keandalan(data: DataLaporan) -> Jawaban:
    jumlah = {
        tingkatan: sum(satu.tingkatan is tingkatan for satu in data.temuan)
        for tingkatan in (Tingkatan.GALAT, Tingkatan.PERINGATAN)
    }
    galat, peringatan = jumlah[Tingkatan.GALAT], jumlah[Tingkatan.PERINGATAN]
    bukti = f"{galat} galat dan {peringatan} peringatan pada pemeriksaan data"
    return Jawaban("tidak" if galat else "orang", bukti)


def _check_perjanjian(data: DataLaporan) -> Jawaban:
    versi = data.rekap.versi
    if not versi.dasar:
        return Jawaban("orang", f"rencana {versi.nama} tidak menyebut dokumen dasarnya")
    return Jawaban("orang", f"target dibaca dari rencana {versi.nama}: {versi.dasar}")


def _check_perubahan_target(data: DataLaporan) -> Jawaban:
    lain = data.masukan.rencana.versi[1:]
    if not lain:
        return Jawaban("orang", "rencana hanya memuat versi murni")
    return _count(sum(bool(satu.dasar) for satu in lain), len(lain), "perubahan menyebut dasarnya")


def _check_renstra(data: DataLaporan) -> Jawaban:
    semua = _list_utama(data)
    ada = [satu for satu in semua if satu.indikator.target_renstra is not None]
    apa = "indikator tujuan dan sasaran mempunyai target Renstra"
    jawaban = _count(len(ada), len(semua), apa)
    # A target for each is not yet agreement: that a person must judge.
    return Jawaban("orang", jawaban.bukti) if jawaban.nilai == "ya" else jawaban


def _check_pembandingan(data: DataLaporan) -> Jawaban:
    semua = [satu.indikator for satu in _list_utama(data)]
    lalu = data.masukan.periode.tahun - 1
    ada = [
        satu
        for satu in semua
        if lalu in satu.realisasi_lalu
        or satu.target_renstra is not None
        or satu.standar_nasional is not None
    ]
    return _count(len(ada), len(semua), "indikator tujuan dan sasaran mempunyai pembanding")


def _check_definisi(data: DataLaporan) -> Jawaban:
    semua = _list_indikator(data)
    ada = [satu for satu in semua if satu.definisi and satu.rumus and satu.sumber_data]
    return _count(len(ada), len(semua), "indikator lengkap definisi, rumus, dan sumber datanya")


def _check_status(data: DataLaporan) -> Jawaban:
    semua = dict(data.catatan.status_triwulan)
    ada = [nomor for nomor, status in semua.items() if status in STATUS_DISETUJUI]
    return _count(len(ada), len(semua), "laporan triwulan disetujui atau final")


def _check_tanggal(data: DataLaporan) -> Jawaban:
    tanggal = data.parameter.tanggal_laporan
    if tanggal is None:
        return Jawaban("tidak", "tanggal laporan belum diisi pada parameter")
    hari = (tanggal - data.masukan.periode.akhir).days
    return Jawaban("ya", f"{format_tanggal(tanggal)}, {hari} hari sesudah akhir tahun")


def _check_analisis(data: DataLaporan) -> Jawaban:
    semua = [satu for satu in _list_utama(data) if satu.tahun.keadaan is Keadaan.TERISI]
    ada = [satu for satu in semua if find_sebab(satu)]
    return _count(len(ada), len(semua), "capaian disertai penjelasan atau kendala unit")


def _check_efisiensi(data: DataLaporan) -> Jawaban:
    semua = data.rekap.efisiensi
    ada = [satu for satu in semua if satu.efisiensi.keadaan is Keadaan.TERISI]
    return _count(len(ada), len(data.rekap.sasaran), "sasaran terhitung efisiensinya")


def _check_rekonsiliasi(data: DataLaporan) -> Jawaban:
    serahan = [satu for satu in data.rekonsiliasi if satu.is_beda is not None]
    cocok = [satu for satu in serahan if not satu.is_beda]
    if not serahan:
        return Jawaban("ya", "dihitung dari empat triwulan; unit tidak menyerahkan nilai setahun")
    return _count(len(cocok), len(serahan), "nilai setahun yang diserahkan unit cocok")


def _leave(_: DataLaporan) -> Jawaban:
    return Jawaban("orang", "")


PEMERIKSA: Final[Mapping[Uji, Callable[[DataLaporan], Jawaban]]] = {
    "": _leave,
    "data_organisasi": _check_organisasi,
    "target": _check_target,
    "target_triwulan": _check_target_triwulan,
    "capaian": _check_capaian,
    "lampiran": _check_lampiran,
    "perbaikan": _check_perbaikan,
    "keuangan": _check_keuangan,
    "bukti": _check_bukti,
    "penyampaian": _check_penyampaian,
    "penanggung_jawab": _check_penanggung_jawab,
    "keandalan": _check_keandalan,
    "gabungan": _check_gabungan,
    "perjanjian": _check_perjanjian,
    "perubahan_target": _check_perubahan_target,
    "renstra": _check_renstra,
    "pembandingan": _check_pembandingan,
    "definisi": _check_definisi,
    "status_triwulan": _check_status,
    "tanggal": _check_tanggal,
    "analisis": _check_analisis,
    "efisiensi": _check_efisiensi,
    "rekonsiliasi": _check_rekonsiliasi,
}
