"""Findings of the calculation about money: overspending, refunds, falling progress, odd totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kinerja.angka import format_persen, format_rupiah
from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.hitung.kode import find_padanan
from kinerja.hitung.pecahan import compute_total
from kinerja.hitung.teks import format_operan
from kinerja.model import Alamat, JenisAnggaran, Masukan, RealisasiAnggaran
from kinerja.periode import ROMAWI
from kinerja.temuan import Temuan, Tingkatan

_KELIPATAN_WAJAR: Final = 2


def check_anggaran(masukan: Masukan, daftar_sel: Sequence[SelAnggaran]) -> Iterator[Temuan]:
    """Find what is odd in plan and realisasi of the budget up to the period."""
    for sel in daftar_sel:
        yield from _check_uang(sel)
        yield from _check_fisik(sel)
        yield from _check_keluaran(sel)
    yield from _check_induk(masukan, daftar_sel)
    yield from _check_kode(masukan)


def _check_uang(sel: SelAnggaran) -> Iterator[Temuan]:
    is_belanja = sel.sub_kegiatan.jenis_anggaran is JenisAnggaran.BELANJA
    if is_belanja and sel.realisasi_sd_sen > sel.pagu_sen:
        yield _build_temuan(
            sel,
            "K-LEBIH-PAGU",
            Tingkatan.PERINGATAN,
            "Realisasi melebihi pagu",
            (format_rupiah(sel.realisasi_sd_sen), f"paling banyak {format_rupiah(sel.pagu_sen)}"),
            "Periksa realisasi atau catat pergeseran pagu pada rencana.",
            _find_alamat(sel.kini, "realisasi_sen") or sel.sub_kegiatan.alamat,
        )
    for nomor, uang in enumerate(sel.uang_per_triwulan):
        if uang is not None and uang < 0:
            yield _build_temuan(
                sel,
                "K-PENGEMBALIAN",
                Tingkatan.CATATAN,
                f"Realisasi Triwulan {ROMAWI[nomor]} negatif, dibaca sebagai pengembalian",
                (format_rupiah(uang), ""),
                "",
                _find_alamat(sel.isian[nomor], "realisasi_sen"),
            )


def _check_fisik(sel: SelAnggaran) -> Iterator[Temuan]:
    tertinggi = None
    for nomor, baris in enumerate(sel.isian):
        fisik = None if baris is None else baris.fisik_persen
        if fisik is None:
            continue
        if not 0 <= fisik <= 100:
            yield _build_temuan(
                sel,
                "K-FISIK",
                Tingkatan.PERINGATAN,
                f"Fisik Triwulan {ROMAWI[nomor]} di luar 0 sampai 100",
                (f"{format_operan(fisik)}%", ""),
                "Isi persen kumulatif 0 sampai 100.",
                _find_alamat(baris, "fisik_persen"),
            )
        if tertinggi is not None and fisik < tertinggi:
            yield _build_temuan(
                sel,
                "K-FISIK-TURUN",
                Tingkatan.PERINGATAN,
                f"Fisik turun pada Triwulan {ROMAWI[nomor]}",
                (format_persen(fisik), f"paling sedikit {format_persen(tertinggi)}"),
                "Fisik diisi kumulatif; periksa isian triwulan ini atau sebelumnya.",
                _find_alamat(baris, "fisik_persen"),
            )
        tertinggi = fisik if tertinggi is None else max(tertinggi, fisik)


def _check_keluaran(sel: SelAnggaran) -> Iterator[Temuan]:
    """An output of several times the year's target is more often a slip than a feat."""
    target = sel.versi.target_keluaran
    ada = [baris.keluaran for baris in sel.isian if baris and baris.keluaran is not None]
    jumlah = compute_total(ada)
    if sel.kini and sel.kini.keluaran and target and jumlah > _KELIPATAN_WAJAR * target:
        yield _build_temuan(
            sel,
            "K-KELUARAN-LEBIH",
            Tingkatan.PERINGATAN,
            "Realisasi keluaran jauh di atas target setahun",
            (
                f"{format_operan(jumlah)} s.d. triwulan",
                f"target {format_operan(target)} {sel.sub_kegiatan.satuan_keluaran}".strip(),
            ),
            "Isi keluaran triwulan ini saja, dalam satuan keluarannya; bila memang benar, jelaskan"
            " pada kolom Catatan.",
            _find_alamat(sel.kini, "keluaran"),
        )


def _check_induk(masukan: Masukan, daftar_sel: Sequence[SelAnggaran]) -> Iterator[Temuan]:
    """Compare what the plan states for a program or kegiatan with the sum of its children."""
    for kode, pagu in sorted(masukan.rencana.induk_pagu_sen.items()):
        anak = [sel for sel in daftar_sel if sel.sub_kegiatan.kode.startswith(f"{kode}.")]
        jumlah = sum(sel.pagu_sen for sel in anak)
        if jumlah != pagu:
            berkas = masukan.rencana.berkas
            yield Temuan(
                "K-PAGU-INDUK",
                Tingkatan.PERINGATAN,
                f"Pagu {kode} tidak sama dengan jumlah {len(anak)} sub kegiatannya",
                berkas=berkas.nama if berkas else "",
                ditemukan=format_rupiah(pagu),
                diharapkan=format_rupiah(jumlah),
                saran="Betulkan pagu induk atau lengkapi sub kegiatannya.",
            )


def _check_kode(masukan: Masukan) -> Iterator[Temuan]:
    """Name answers whose code the plan does not hold for that unit, with the likely one."""
    milik: dict[str, set[str]] = {}
    for sub in masukan.rencana.sub_kegiatan:
        milik.setdefault(sub.unit, set()).add(sub.kode)
    for (unit, _), laporan in sorted(masukan.laporan_unit.items()):
        for baris in laporan.anggaran:
            dikenal = milik.get(unit, set())
            if baris.sub_kegiatan_kode in dikenal:
                continue
            mirip = find_padanan(baris.sub_kegiatan_kode, dikenal)
            alamat = _find_alamat(baris, "realisasi_sen")
            yield Temuan(
                "K-KODE",
                Tingkatan.PERINGATAN,
                "Sub kegiatan tidak ada dalam rencana unit ini, jadi tidak dihitung",
                alamat.berkas if alamat else laporan.berkas.nama,
                alamat.lembar if alamat else "",
                alamat.sel if alamat else "",
                baris.sub_kegiatan_kode,
                saran=f"Mungkin maksudnya {mirip}." if mirip else "Periksa kodenya.",
                unit=unit,
            )


def _build_temuan(
    sel: SelAnggaran,
    kode: str,
    tingkatan: Tingkatan,
    masalah: str,
    banding: tuple[str, str],
    saran: str,
    alamat: Alamat | None,
) -> Temuan:
    sub = sel.sub_kegiatan
    return Temuan(
        kode,
        tingkatan,
        f"{masalah} ({sub.kode} {sub.nama})",
        alamat.berkas if alamat else "",
        alamat.lembar if alamat else "",
        alamat.sel if alamat else "",
        banding[0],
        banding[1],
        saran,
        sub.unit,
    )


def _find_alamat(baris: RealisasiAnggaran | None, kunci: str) -> Alamat | None:
    return None if baris is None else baris.alamat.get(kunci)
