"""Reads the budget of a plan: programs, sub kegiatan, and the versions of pagu and anggaran kas.

Notes where kas does not add up to pagu and where a parent is not named. Whether a parent's pagu
is the sum of its children depends on the version in force and is asked by `kinerja.hitung`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kinerja.angka import format_rupiah
from kinerja.excel.konteks import Konteks, check_dikenal, check_ganda
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Sel
from kinerja.excel.tabel import Baris
from kinerja.excel.unit_nama import parse_unit
from kinerja.model import (
    Alamat,
    JenisAnggaran,
    Lingkup,
    SubKegiatan,
    Versi,
    VersiPagu,
    is_satuan_persen,
)

_SUB: Final = "Sub Kegiatan"
_INDUK: Final = "Program Kegiatan"
_PERUBAHAN: Final = "Perubahan Pagu"
_KAS: Final = ("kas_tw1", "kas_tw2", "kas_tw3", "kas_tw4")
_BAGIAN: Final = re.compile(r"[0-9X]+(?:\.[0-9X]+)*\Z", re.ASCII)
_PANJANG_SUB, _PANJANG_INDUK = frozenset({6}), frozenset({3, 5})


def read_induk(konteks: Konteks) -> tuple[dict[str, str], dict[str, int]]:
    """Read the names of programs and kegiatan, and the pagu stated for them."""
    konversi = konteks.build_konversi(_INDUK)
    nama: dict[str, str] = {}
    pagu: dict[str, int] = {}
    kode_sel: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_INDUK):
        kode = _parse_kode(konversi, baris.sel["kode"], _PANJANG_INDUK)
        kode_sel.append((kode, baris.sel["kode"]))
        nama[kode] = konversi.parse_teks(baris.sel["nama"])
        sen = _parse_pagu(konversi, baris.sel["pagu_rp"])
        if sen is not None:
            pagu[kode] = sen
    check_ganda(konteks, _INDUK, kode_sel)
    return nama, pagu


def read_sub_kegiatan(
    konteks: Konteks,
    versi: tuple[Versi, ...],
    unit_per_nama: Mapping[str, str],
    nama_induk: Mapping[str, str],
) -> tuple[SubKegiatan, ...]:
    """Read all sub kegiatan with their versions of pagu, in the order of the sheet."""
    konversi = konteks.build_konversi(_SUB)
    kode_baris = [
        (_parse_kode(konversi, b.sel["kode"], _PANJANG_SUB), b) for b in konteks.baris(_SUB)
    ]
    check_ganda(konteks, _SUB, [(kode, baris.sel["kode"]) for kode, baris in kode_baris])
    _check_padan(konversi, kode_baris)
    dikenal = {kode for kode, _ in kode_baris} if _SUB in konteks.tabel else None
    perubahan = _read_perubahan(konteks, versi, dikenal)
    hasil = [
        _read_satu(konteks, versi, unit_per_nama, (kode, baris), perubahan.get(kode, {}))
        for kode, baris in kode_baris
    ]
    sub_kegiatan = tuple(satu for satu in hasil if satu is not None)
    if _INDUK in konteks.tabel:
        _check_induk(konteks, sub_kegiatan, nama_induk)
    return sub_kegiatan


def _check_padan(konversi: Konversi, kode_baris: list[tuple[str, Baris]]) -> None:
    """Note codes that differ only in leading zeros: one sub kegiatan counted twice."""
    pertama: dict[str, tuple[str, Baris]] = {}
    for kode, baris in kode_baris:
        padan = ".".join(bagian.lstrip("0") or "0" for bagian in kode.casefold().split("."))
        kode_lama, lama = pertama.setdefault(padan, (kode, baris))
        if not kode or kode_lama.casefold() == kode.casefold():
            continue
        is_sama = _samakan(lama.sel["nama"]) == _samakan(baris.sel["nama"])
        (konversi.galat if is_sama else konversi.peringatan)(
            baris.sel["kode"],
            "K-KODE-GANDA",
            "Kode hanya berbeda angka nol di depan dari kode lain",
            ditemukan=f"{format_kutipan(kode)}, dan {format_kutipan(kode_lama)}"
            f" di sel {lama.sel['kode'].alamat}",
            saran="Hapus baris yang berlebih atau betulkan kodenya.",
        )


def _samakan(sel: Sel) -> str:
    return " ".join(sel.isi.split()).casefold()


def _parse_kode(konversi: Konversi, sel: Sel, panjang: frozenset[int]) -> str:
    kode = konversi.parse_kode(sel)
    if kode and (not _BAGIAN.match(kode) or kode.count(".") + 1 not in panjang):
        konversi.galat(
            sel,
            "K-KODE-BENTUK",
            "Kode tidak berbentuk kode nomenklatur",
            ditemukan=format_kutipan(kode),
            diharapkan=f"{' atau '.join(str(n) for n in sorted(panjang))} bagian dipisah titik",
            saran="Tulis kodenya lengkap, mis. "
            + ("5.02.01.2.01.0006." if panjang == _PANJANG_SUB else "5.02.01 atau 5.02.01.2.01."),
        )
    return kode


def _parse_pagu(konversi: Konversi, sel: Sel) -> int | None:
    sen = konversi.parse_rupiah(sel)
    if sen is not None and sen < 0:
        konversi.galat(
            sel,
            "K-KISARAN",
            "Pagu dan anggaran kas tidak boleh negatif",
            ditemukan=format_rupiah(sen),
            diharapkan="Rp0 atau lebih",
            saran="Betulkan jumlahnya.",
        )
    return sen


def _read_perubahan(
    konteks: Konteks, versi: tuple[Versi, ...], dikenal: set[str] | None
) -> dict[str, dict[str, Baris]]:
    konversi = konteks.build_konversi(_PERUBAHAN)
    kode_versi = [satu.kode for satu in versi[1:]]
    hasil: dict[str, dict[str, Baris]] = {}
    kunci: list[tuple[str, Sel]] = []
    for baris in konteks.baris(_PERUBAHAN):
        sel = baris.sel
        kode_v, kode = konversi.parse_kode(sel["versi"]), konversi.parse_kode(sel["kode"])
        if "Versi" in konteks.tabel:
            check_dikenal(konversi, sel["versi"], kode_v, kode_versi, "versi perubahan")
        check_dikenal(konversi, sel["kode"], kode, dikenal, "sub kegiatan")
        kunci.append((f"{kode_v} / {kode}" if kode_v and kode else "", sel["kode"]))
        if all(sel[nama].is_kosong for nama in ("pagu_rp", *_KAS, "target_keluaran")):
            konversi.peringatan(
                sel["kode"],
                "K-TAK-BERUBAH",
                "Baris perubahan tidak mengubah apa pun",
                saran="Isi pagu yang baru, atau hapus baris ini.",
            )
        hasil.setdefault(kode, {})[kode_v] = baris
    check_ganda(konteks, _PERUBAHAN, kunci, "Perubahan pagu")
    return hasil


def _read_satu(
    konteks: Konteks,
    versi: tuple[Versi, ...],
    unit_per_nama: Mapping[str, str],
    kode_baris: tuple[str, Baris],
    perubahan: Mapping[str, Baris],
) -> SubKegiatan | None:
    konversi, (kode, baris) = konteks.build_konversi(_SUB), kode_baris
    sel = baris.sel
    nama, keluaran = konversi.parse_teks(sel["nama"]), konversi.parse_teks(sel["keluaran"])
    satuan = konversi.parse_teks(sel["satuan_keluaran"])
    unit = parse_unit(konversi, sel["unit"], unit_per_nama)
    lingkup = konversi.parse_pilihan(sel["lingkup"], tuple(Lingkup))
    jenis = konversi.parse_pilihan(sel["jenis_anggaran"], tuple(JenisAnggaran))
    daftar_pagu = [_read_pagu(konteks, (_SUB, satuan), versi[0], baris, None)]
    for satu in versi[1:]:
        if satu.kode in perubahan:
            daftar_pagu.append(
                _read_pagu(
                    konteks, (_PERUBAHAN, satuan), satu, perubahan[satu.kode], daftar_pagu[-1]
                )
            )
    if not lingkup or not jenis:
        return None
    return SubKegiatan(
        kode,
        nama,
        unit,
        Lingkup(lingkup),
        tuple(daftar_pagu),
        JenisAnggaran(jenis),
        keluaran,
        satuan,
        konteks.build_alamat(_SUB, sel["kode"]),
    )


def _read_pagu(
    konteks: Konteks,
    asal: tuple[str, str],
    versi: Versi,
    baris: Baris,
    sebelum: VersiPagu | None,
) -> VersiPagu:
    """Read one version, filled up from the one before; blank kas of the first counts as 0.

    `asal` is the sheet, and the unit of measure of the output.
    """
    lembar, satuan = asal
    konversi, sel = konteks.build_konversi(lembar), baris.sel
    alamat: dict[str, Alamat] = dict(sebelum.alamat) if sebelum else {}
    for nama in ("pagu_rp", *_KAS, "target_keluaran"):
        if not sel[nama].is_kosong:
            kunci = "pagu_sen" if nama == "pagu_rp" else nama
            alamat[kunci] = konteks.build_alamat(lembar, sel[nama])
    pagu = _parse_pagu(konversi, sel["pagu_rp"])
    kas = [_parse_pagu(konversi, sel[nama]) for nama in _KAS]
    target = konversi.parse_angka(sel["target_keluaran"], is_persen=is_satuan_persen(satuan))
    dasar = sebelum or VersiPagu(versi, 0, (0, 0, 0, 0))
    tw1, tw2, tw3, tw4 = (
        lama if baru is None else baru for baru, lama in zip(kas, dasar.kas_sen, strict=True)
    )
    hasil = VersiPagu(
        versi,
        dasar.pagu_sen if pagu is None else pagu,
        (tw1, tw2, tw3, tw4),
        dasar.target_keluaran if target is None else target,
        alamat,
    )
    if sum(hasil.kas_sen) != hasil.pagu_sen:
        konversi.peringatan(
            sel["pagu_rp"],
            "K-KAS",
            f"Jumlah anggaran kas empat triwulan berbeda dari pagu pada versi {versi.kode}",
            ditemukan=format_rupiah(sum(hasil.kas_sen)),
            diharapkan=format_rupiah(hasil.pagu_sen),
            saran="Betulkan anggaran kas atau pagunya.",
        )
    return hasil


def _check_induk(
    konteks: Konteks, sub_kegiatan: tuple[SubKegiatan, ...], nama: Mapping[str, str]
) -> None:
    konversi = konteks.build_konversi(_SUB)
    hilang: dict[str, Sel] = {}
    sel_per_kode = {b.sel["kode"].alamat: b.sel["kode"] for b in konteks.baris(_SUB)}
    for satu in sub_kegiatan:
        for induk in (satu.program_kode, satu.kegiatan_kode):
            if induk not in nama and satu.alamat and satu.alamat.sel in sel_per_kode:
                hilang.setdefault(induk, sel_per_kode[satu.alamat.sel])
    for induk, sel in hilang.items():
        konversi.peringatan(
            sel,
            "K-INDUK-HILANG",
            "Program atau kegiatan induk tidak tercantum",
            ditemukan=format_kutipan(induk),
            saran="Tambahkan kode dan namanya pada lembar Program Kegiatan.",
        )
