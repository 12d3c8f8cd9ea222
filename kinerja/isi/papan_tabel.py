"""The matrices of the SOP board: units by quarters, and the reports with their status."""

from __future__ import annotations

from typing import Final

from kinerja.angka import format_tanggal
from kinerja.isi.blok import Baris, Blok, Daftar, Kolom, Nada, Sel, Tabel
from kinerja.isi.papan import SUMBER_PAPAN
from kinerja.isi.susun import build_sel
from kinerja.papan import BerkasLaporan, KeadaanBerkas, KeadaanSetoran, Papan, SelKepatuhan
from kinerja.papan.kata import CATATAN_KETEPATAN, list_usang
from kinerja.periode import Periode
from kinerja.zona import format_waktu

_NADA_SETORAN: Final[dict[KeadaanSetoran, Nada]] = {
    KeadaanSetoran.TEPAT: "hijau",
    KeadaanSetoran.TERLAMBAT: "kuning",
    KeadaanSetoran.TERCATAT: "hijau",
    KeadaanSetoran.FOLDER: "kuning",
    KeadaanSetoran.DITOLAK: "merah",
    KeadaanSetoran.BELUM: "jingga",
    KeadaanSetoran.BELUM_WAKTUNYA: "abu",
}
_NADA_BERKAS: Final[dict[KeadaanBerkas, Nada]] = {
    KeadaanBerkas.BELUM: "",
    KeadaanBerkas.TERKINI: "hijau",
    KeadaanBerkas.SEBAGIAN: "kuning",
    KeadaanBerkas.USANG: "jingga",
    KeadaanBerkas.BERUBAH: "merah",
    KeadaanBerkas.GAGAL: "merah",
    KeadaanBerkas.DITOLAK: "merah",
}


def build_kepatuhan(papan: Papan) -> list[Blok]:
    """Build the matrix of units and quarters."""
    tenggat = papan.kepatuhan.tenggat
    return [
        Tabel(
            "papan-kepatuhan",
            f"Kelengkapan dan ketepatan isian unit sampai {papan.periode.judul}",
            (
                Kolom("Unit kerja", "kiri", 2.4),
                *(Kolom(_describe_kolom(p, papan), "kiri", 2.0) for p in tenggat),
            ),
            tuple(
                Baris((build_sel(baris[0].unit.nama), *(_build_sel(satu) for satu in baris)))
                for baris in papan.kepatuhan.baris
            ),
            satuan="Hari sesudah tenggat setor",
            sumber=SUMBER_PAPAN,
            catatan=(CATATAN_KETEPATAN,),
        )
    ]


def _describe_kolom(periode: Periode, papan: Papan) -> str:
    tenggat = papan.kepatuhan.tenggat[periode]
    akhiran = f"tenggat {format_tanggal(tenggat)}" if tenggat else "tanpa tenggat"
    return f"{periode.judul_triwulan} ({akhiran})"


def _build_sel(satu: SelKepatuhan) -> Sel:
    waktu = format_waktu(satu.waktu) if satu.waktu else ""
    baris = (satu.label, waktu, satu.rincian)
    return build_sel("\n".join(kata for kata in baris if kata), nada=_NADA_SETORAN[satu.keadaan])


def build_laporan(papan: Papan) -> list[Blok]:
    """Build the table of the reports, and why some are out of date."""
    is_tahun = papan.periode.triwulan is None
    tabel = Tabel(
        "papan-laporan",
        f"Laporan {papan.periode.judul}",
        (
            *((Kolom("Periode", "kiri", 1.2),) if is_tahun else ()),
            Kolom("Laporan", "kiri", 3.0),
            Kolom("Dibuat", "kiri", 1.6),
            Kolom("Keadaan", "kiri", 1.6),
            Kolom("Status", "kiri", 2.6),
        ),
        tuple(_build_baris(periode, satu, is_tahun=is_tahun) for periode, satu in papan.laporan),
        sumber=SUMBER_PAPAN,
    )
    usang = list_usang(papan)
    if not usang:
        return [tabel]
    return [tabel, Daftar(tuple((satu,) for satu in usang), judul="Mengapa perlu dibuat ulang")]


def _build_baris(periode: Periode, satu: BerkasLaporan, *, is_tahun: bool) -> Baris:
    keadaan = "\n".join(kata for kata in (satu.keadaan.value, satu.catatan) if kata)
    isi = (
        build_sel(satu.judul),
        build_sel(format_waktu(satu.dibuat) if satu.dibuat else "–"),
        build_sel(keadaan, nada=_NADA_BERKAS[satu.keadaan]),
        build_sel(satu.status.keterangan, nada="" if satu.status.is_sesuai else "jingga"),
    )
    return Baris((build_sel(periode.judul_triwulan), *isi) if is_tahun else isi)
