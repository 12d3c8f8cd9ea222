"""Kartu indikator: definition, result and a statement on the quality of the data behind it.

The statement says only what the inputs show: which answers name evidence, what the checks found,
what was missing or late. What nobody stated is said to be unstated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.rekonsiliasi import Rekonsiliasi
from kinerja.isi.blok import Baris, Kolom, Potongan, Tabel
from kinerja.isi.susun import (
    build_sel,
    describe_sifat,
    describe_tahun_data,
    format_bersatuan,
    join_daftar,
)
from kinerja.model import Isian, Keadaan
from kinerja.periode import ROMAWI
from kinerja.register.setoran import Setoran
from kinerja.temuan import Temuan, Tingkatan

_CATATAN: Final = (
    "Verifikasi dan keterbatasan disusun dari isian, bukti yang disebut unit, dan hasil pemeriksaan"
    " data; kit tidak menilai isi bukti."
)
_TANPA_TANDA: Final = (
    "Tidak ada tanda terima: buku kerja dibaca dari folder data, bukan diserahkan lewat kinerja"
    " terima."
)
_KOSONG: Final = "belum diisi pada rencana"
_PAKAI: Final = frozenset({Tingkatan.GALAT, Tingkatan.PERINGATAN})


def build_kartu_indikator(
    daftar: Iterable[HasilIndikator],
    rekonsiliasi: Sequence[Rekonsiliasi],
    temuan: Sequence[Temuan],
    nama_unit: Mapping[str, str],
    sumber: str,
    tanda_terima: Sequence[Setoran] = (),
) -> Tabel:
    """Build the cards as a table of one group of rows for each indicator.

    `tanda_terima` are the forms handed in whose bytes are the ones this report read.
    """
    per_kode = {satu.hasil.indikator.kode: satu for satu in rekonsiliasi}
    baris: list[Baris] = []
    for hasil in daftar:
        indikator = hasil.indikator
        judul = f"{indikator.kode} {indikator.nama}"
        baris.append(Baris((build_sel(judul, rentang=2),), "grup"))
        isi: list[tuple[str, tuple[Potongan, ...]]] = [
            ("Definisi", (indikator.definisi or _KOSONG,)),
            (
                "Rumus",
                (f"{indikator.rumus.rstrip('.') or _KOSONG} ({describe_sifat(hasil)}).",),
            ),
            (
                "Hasil setahun",
                (
                    "Target ",
                    *format_bersatuan(hasil.tahun.target, indikator.satuan),
                    ", realisasi ",
                    *format_bersatuan(hasil.tahun.realisasi, indikator.satuan),
                    describe_tahun_data(hasil.tahun),
                    ", capaian ",
                    hasil.tahun.capaian,
                ),
            ),
            ("Sumber", (describe_sumber(hasil, nama_unit[indikator.unit]),)),
            (
                "Mutu data",
                (
                    describe_verifikasi(hasil, per_kode.get(indikator.kode)),
                    describe_tanda_terima(
                        [satu for satu in tanda_terima if satu.unit == indikator.unit]
                    ),
                    f" Keterbatasan: {describe_batas(hasil, _pick_temuan(hasil, temuan))}",
                ),
            ),
        ]
        baris += [Baris((build_sel(nama), build_sel(*teks))) for nama, teks in isi]
    return Tabel(
        "kartu-indikator",
        "Kartu indikator dan pernyataan mutu data",
        (Kolom("Hal", "kiri", 1.1), Kolom("Isi", "kiri", 5.0)),
        tuple(baris),
        satuan="Menurut satuan tiap indikator",
        sumber=sumber,
        catatan=(_CATATAN,) if tanda_terima else (_CATATAN, _TANPA_TANDA),
    )


def describe_sumber(hasil: HasilIndikator, nama_unit: str) -> str:
    """Say where the data come from, who reports them and who owns the indicator."""
    indikator = hasil.indikator
    sumber = indikator.sumber_data.rstrip(".") or _KOSONG
    pemilik = indikator.pemilik_pk or "belum disebut"
    return f"{sumber}. Dilaporkan {nama_unit}; pemilik Perjanjian Kinerja {pemilik}."


def describe_verifikasi(hasil: HasilIndikator, rekonsiliasi: Rekonsiliasi | None) -> str:
    """Say what was checked: evidence named by quarter, and the year against the unit's own."""
    isi = [
        (nomor, isian)
        for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1)
        if isian is not None and _is_terisi(isian)
    ]
    if not isi:
        return "Tidak ada isian yang dapat diverifikasi."
    ada = [ROMAWI[nomor - 1] for nomor, isian in isi if isian.bukti]
    kalimat = f"Bukti disebut pada {len(ada)} dari {len(isi)} isian"
    kalimat += f" (Triwulan {join_daftar(ada)})." if ada else "."
    if rekonsiliasi is None or rekonsiliasi.is_beda is None:
        return f"{kalimat} Unit tidak menyerahkan nilai setahun sebagai pembanding."
    kata = "berbeda dari" if rekonsiliasi.is_beda else "cocok dengan"
    return f"{kalimat} Nilai setahun menurut unit {kata} gabungan triwulan."


def describe_tanda_terima(daftar: Sequence[Setoran]) -> str:
    """Say who handed in the unit's forms, when and in what revision; nothing where none was."""
    butir = []
    for satu in daftar:
        oleh = f", dinyatakan oleh {satu.oleh}" if satu.oleh else ""
        alasan = f" ({satu.alasan.rstrip('.')})" if satu.alasan else ""
        revisi = f", revisi ke-{satu.revisi}{alasan}" if satu.revisi else ""
        tanggal = format_tanggal(satu.waktu.date())
        butir.append(f"{satu.periode.judul_triwulan} {tanggal}{oleh}{revisi}")
    return f" Diterima: {'; '.join(butir)}." if butir else ""


def describe_batas(hasil: HasilIndikator, temuan: Sequence[Temuan]) -> str:
    """Say what limits the figure: late data, missing quarters, doubts of the checks."""
    batas = []
    if hasil.tahun.tahun_data:
        tahun = ", ".join(str(satu) for satu in hasil.tahun.tahun_data)
        batas.append(f"memakai data tahun {tahun}")
    kosong = [
        ROMAWI[nomor - 1]
        for nomor, (target, isian) in enumerate(
            zip(hasil.versi.triwulan, hasil.isian_per_triwulan, strict=True), start=1
        )
        if target is not None and (isian is None or not _is_terisi(isian))
    ]
    if kosong:
        batas.append(f"Triwulan {join_daftar(kosong)} bertarget tetapi tidak diisi")
    tanpa = [
        ROMAWI[nomor - 1]
        for nomor, isian in enumerate(hasil.isian_per_triwulan, start=1)
        if isian is not None and _is_terisi(isian) and not isian.bukti
    ]
    if tanpa:
        batas.append(f"tanpa bukti pada Triwulan {join_daftar(tanpa)}")
    if hasil.tahun.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG:
        batas.append("capaiannya tidak dapat dihitung")
    if hasil.indikator.alasan_agregasi:
        batas.append(f"aturan gabung menyimpang: {hasil.indikator.alasan_agregasi.rstrip('.')}")
    batas += [f"{satu.kode}: {satu.masalah.rstrip('.')}" for satu in temuan]
    if not batas:
        return "tidak ada yang ditemukan oleh pemeriksaan data."
    return f"{'; '.join(batas)}."


def _is_terisi(isian: Isian) -> bool:
    return (
        isian.nilai is not None
        or (isian.pembilang is not None and isian.penyebut is not None)
        or any(isian.tahap_selesai.values())
    )


def _pick_temuan(hasil: HasilIndikator, temuan: Sequence[Temuan]) -> list[Temuan]:
    """The doubts whose cell stands in a row of this indicator, in the plan or in an answer."""
    alamat = [satu for isian in hasil.isian_per_triwulan if isian for satu in isian.alamat.values()]
    if hasil.indikator.alamat is not None:
        alamat.append(hasil.indikator.alamat)
    baris = {(satu.berkas, satu.lembar, _read_baris(satu.sel)) for satu in alamat}
    tanda = f"({hasil.indikator.kode})"
    return [
        satu
        for satu in temuan
        if satu.tingkatan in _PAKAI
        and (
            satu.masalah.endswith(tanda)
            or (satu.sel and (satu.berkas, satu.lembar, _read_baris(satu.sel)) in baris)
        )
        and satu.kode != "K-RENSTRA-KOSONG"
    ]


def _read_baris(sel: str) -> str:
    """Give the row of a cell address.

    >>> _read_baris("AB12")
    '12'
    """
    return sel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
