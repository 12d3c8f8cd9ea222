"""The board of a period, put together from its parts, and the same as JSON data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kinerja.papan.bahan import BahanPapan, BerkasLaporan, KeadaanBerkas, Tanda
from kinerja.papan.hasil import HasilLangkah, Papan, SelKepatuhan
from kinerja.papan.kepatuhan import compute_kepatuhan
from kinerja.papan.langkah import compute_langkah
from kinerja.papan.saran import build_saran
from kinerja.periode import Periode


def build_papan(bahan: BahanPapan) -> Papan:
    """Build the board; the same materials give the same board."""
    langkah = compute_langkah(bahan)
    kepatuhan = compute_kepatuhan(bahan)
    return Papan(
        bahan.opd,
        bahan.nama,
        bahan.periode,
        bahan.kini,
        langkah,
        kepatuhan,
        tuple(_pick_laporan(bahan)),
        bahan.tindak_lanjut,
        build_saran(bahan, langkah, kepatuhan),
        bahan.catatan,
    )


def _pick_laporan(bahan: BahanPapan) -> Iterator[tuple[Periode, BerkasLaporan]]:
    """Give the period's reports; a year also those of its quarters, of units only what is wrong."""
    milik = bahan.per_periode[bahan.periode]
    beres = {KeadaanBerkas.TERKINI, KeadaanBerkas.BELUM}
    for satu in bahan.daftar_triwulan if bahan.periode.triwulan is None else ():
        for laporan in satu.laporan:
            if not laporan.unit or laporan.keadaan not in beres:
                yield satu.periode, laporan
    yield from ((bahan.periode, laporan) for laporan in milik.laporan)


def build_data_papan(papan: Papan) -> dict[str, Any]:
    """Build a board as JSON data."""
    kini = papan.kini.date()
    return {
        "opd": papan.opd,
        "periode": papan.periode.slug,
        "kini": papan.kini.isoformat(timespec="seconds"),
        "langkah": [_build_langkah(satu) for satu in papan.langkah],
        "kepatuhan": [_build_sel(satu) for baris in papan.kepatuhan.baris for satu in baris],
        "tenggat_setor": {
            periode.slug: tenggat.isoformat() if tenggat else None
            for periode, tenggat in papan.kepatuhan.tenggat.items()
        },
        "laporan": [
            {
                "periode": periode.slug,
                "nama": satu.nama,
                "judul": satu.judul,
                "keadaan": satu.keadaan.value,
                "sebab": list(satu.sebab),
                "catatan": satu.catatan,
                "dibuat": satu.dibuat.isoformat() if satu.dibuat else None,
                "status": satu.status.status.value,
                "status_keterangan": satu.status.keterangan,
            }
            for periode, satu in papan.laporan
        ],
        "tindak_lanjut": [
            {
                "butir": satu.butir.id,
                "unit": satu.butir.unit,
                "tentang": satu.butir.tentang,
                "keadaan": satu.keadaan.value,
                "tenggat": satu.butir.tenggat.isoformat(),
                "hari_lewat": satu.hari_lewat(kini),
            }
            for satu in papan.tindak_lanjut
        ],
        "berikutnya": [{"perintah": satu.perintah, "alasan": satu.alasan} for satu in papan.saran],
        "catatan": list(papan.catatan),
    }


def _build_langkah(satu: HasilLangkah) -> dict[str, Any]:
    return {
        "nomor": satu.langkah.nomor,
        "uraian": satu.langkah.uraian,
        "periode": satu.periode.slug,
        "keadaan": satu.keadaan.value,
        "kelengkapan": [
            {"nama": butir.nama, "ada": butir.is_ada, "keterangan": butir.keterangan}
            for butir in satu.kelengkapan
        ],
        "keluaran": satu.langkah.keluaran,
        "pelaksana": list(satu.langkah.pelaksana),
        "mulai": _build_tanda(satu.mulai),
        "selesai": _build_tanda(satu.selesai),
        "menit": satu.menit,
        "mutu_baku_menit": satu.langkah.waktu_menit,
        "melampaui": satu.is_melampaui,
        "tenggat": satu.tenggat.isoformat() if satu.tenggat else None,
        "hari_terlambat": satu.hari_terlambat,
        "keterangan": list(satu.keterangan),
        "per_triwulan": {periode.slug: keadaan.value for periode, keadaan in satu.per_triwulan},
    }


def _build_tanda(tanda: Tanda | None) -> dict[str, Any] | None:
    if tanda is None:
        return None
    asal = "dinyatakan" if tanda.is_dinyatakan else "register"
    return {"waktu": tanda.waktu.isoformat(), "oleh": tanda.oleh, "asal": asal}


def _build_sel(satu: SelKepatuhan) -> dict[str, Any]:
    return {
        "unit": satu.unit.slug,
        "periode": satu.periode.slug,
        "keadaan": satu.keadaan.value,
        "hari": satu.hari,
        "diterima": satu.waktu.isoformat() if satu.waktu else None,
        "jumlah_kembali": satu.jumlah_kembali,
        "jumlah_revisi": satu.jumlah_revisi,
        "jumlah_koreksi_terlambat": satu.jumlah_koreksi_terlambat,
        "catatan": satu.catatan,
    }
