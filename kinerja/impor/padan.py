"""Matches the rows of a table with the plan's sub kegiatan, by code and, where padded, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.angka import format_rupiah
from kinerja.excel.konversi import Konversi
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.unit_nama import build_unit_per_nama
from kinerja.impor.tabel import BarisSumber, TabelSumber
from kinerja.kolom import normalise_judul
from kinerja.model import Masukan, SubKegiatan
from kinerja.model.padanan import compute_padanan, find_padanan
from kinerja.temuan import Tingkatan

_SARAN_ASING: Final = (
    "Tambahkan sub kegiatan itu ke rencana, betulkan kodenya, atau sebut polanya pada peta,"
    " kunci lewati."
)


@dataclass(frozen=True, slots=True)
class Padan:
    """The rows matched to the plan, and the codes left over on either side."""

    pasangan: tuple[tuple[SubKegiatan, BarisSumber], ...]
    asing: tuple[BarisSumber, ...]
    tanpa_baris: tuple[SubKegiatan, ...]


def match_rencana(tabel: TabelSumber, masukan: Masukan, nama_unit: Mapping[str, str]) -> Padan:
    """Match every sub kegiatan row; a row with money that has no place is a galat.

    Args:
        tabel: The table as read.
        masukan: The plan and units.
        nama_unit: How the table calls units, by the map.
    """
    konversi = tabel.pembaca.konversi
    sub_per_kode = {sub.kode: sub for sub in masukan.rencana.sub_kegiatan}
    nama_per_kode = {sub.kode: sub.nama for sub in masukan.rencana.sub_kegiatan}
    pasangan: dict[str, tuple[SubKegiatan, BarisSumber]] = {}
    asing: list[BarisSumber] = []
    for baris in tabel.sub:
        kode = _match_kode(konversi, baris, nama_per_kode)
        if kode is None:
            asing.append(baris)
            continue
        if kode in pasangan:
            konversi.galat(
                baris.sel,
                "K-KODE-GANDA",
                "Kode muncul lebih dari sekali",
                ditemukan=f"{format_kutipan(baris.kode)}, juga di sel"
                f" {pasangan[kode][1].sel.alamat}",
                saran="Hapus baris yang berlebih, atau sebut polanya pada peta, kunci lewati.",
            )
            continue
        pasangan[kode] = (sub_per_kode[kode], baris)
    _check_unit(konversi, tuple(pasangan.values()), masukan, nama_unit)
    _check_pagu(konversi, tuple(pasangan.values()), masukan)
    tanpa = tuple(sub for sub in masukan.rencana.sub_kegiatan if sub.kode not in pasangan)
    for sub in tanpa:
        tabel.pembaca.pencatat.peringatan(
            "K-KODE-HILANG",
            "Sub kegiatan pada rencana tidak ada di berkas; realisasinya tetap belum lapor",
            (tabel.kisi.lembar, ""),
            ditemukan=f"{sub.kode} {sub.nama}",
            saran="Periksa apakah ekspornya lengkap.",
        )
    return Padan(tuple(pasangan.values()), tuple(asing), tanpa)


def _match_kode(
    konversi: Konversi, baris: BarisSumber, nama_per_kode: Mapping[str, str]
) -> str | None:
    padanan = compute_padanan(baris.kode, baris.nama, nama_per_kode)
    if padanan.kode is not None:
        nama = nama_per_kode[padanan.kode]
        if padanan.kode != baris.kode:
            konversi.peringatan(
                baris.sel,
                "K-KODE-PADAN",
                "Kode dicocokkan lewat angka nol di depan karena namanya sama",
                ditemukan=format_kutipan(baris.kode),
                diharapkan=format_kutipan(padanan.kode),
                saran="Tidak perlu apa-apa bila keduanya memang sub kegiatan yang sama.",
            )
        elif normalise_judul(nama) != normalise_judul(baris.nama):
            konversi.peringatan(
                baris.sel,
                "K-IMPOR-NAMA",
                f"Nama sub kegiatan {baris.kode} berbeda dari rencana",
                ditemukan=format_kutipan(baris.nama),
                diharapkan=format_kutipan(nama),
                saran="Pastikan kodenya benar; nama yang dicetak tetap nama pada rencana.",
            )
        return padanan.kode
    has_uang = any(angka.nilai for angka in baris.uang.values())
    tingkatan = Tingkatan.GALAT if has_uang else Tingkatan.PERINGATAN
    tempat = (konversi.lembar, baris.sel.alamat)
    mirip = find_padanan(baris.kode, nama_per_kode)
    if mirip is not None:
        konversi.pencatat.add(
            tingkatan,
            "K-IMPOR-NAMA",
            f"Kode mirip {mirip} pada rencana, tetapi namanya berbeda, jadi tidak dicocokkan",
            tempat,
            ditemukan=f"{baris.kode} {format_kutipan(baris.nama)}",
            diharapkan=format_kutipan(nama_per_kode[mirip]),
            saran="Betulkan kode atau nama pada salah satunya.",
        )
        return None
    dekat = konversi.pencatat.describe_terdekat(baris.kode, list(nama_per_kode))
    konversi.pencatat.add(
        tingkatan,
        "K-KODE-ASING",
        "Kode tidak ada pada rencana"
        + (", padahal barisnya berisi uang" if has_uang else "; barisnya tanpa uang, dilewati"),
        tempat,
        ditemukan=format_kutipan(baris.kode) + (f" ({dekat})" if dekat else ""),
        saran=_SARAN_ASING,
    )
    return None


def _check_unit(
    konversi: Konversi,
    pasangan: Sequence[tuple[SubKegiatan, BarisSumber]],
    masukan: Masukan,
    nama_unit: Mapping[str, str],
) -> None:
    """Note rows whose unit is unknown or is not the plan's; the plan's unit is used."""
    dikenal = build_unit_per_nama(masukan.unit)
    sebutan = {normalise_judul(nama): slug for nama, slug in nama_unit.items()}
    for sub, baris in pasangan:
        if not baris.unit:
            continue
        kunci = normalise_judul(baris.unit)
        slug = sebutan.get(kunci) or dikenal.get(kunci)
        if slug is None:
            dekat = konversi.pencatat.describe_terdekat(baris.unit, list(dikenal))
            konversi.peringatan(
                baris.sel,
                "K-UNIT-ASING",
                "Unit pada berkas tidak dikenal; dipakai unit menurut rencana",
                ditemukan=format_kutipan(baris.unit) + (f" ({dekat})" if dekat else ""),
                diharapkan=sub.unit,
                saran="Sebut padanannya pada peta, kunci unit.",
            )
        elif slug != sub.unit:
            konversi.peringatan(
                baris.sel,
                "K-KODE-UNIT-LAIN",
                f"Unit {sub.kode} pada berkas berbeda dari rencana; dipakai unit menurut rencana",
                ditemukan=slug,
                diharapkan=sub.unit,
                saran="Betulkan unit pada rencana bila memang berpindah.",
            )


def _check_pagu(
    konversi: Konversi, pasangan: Sequence[tuple[SubKegiatan, BarisSumber]], masukan: Masukan
) -> None:
    for sub, baris in pasangan:
        berlaku = sub.version_at(masukan.periode.akhir)
        if baris.pagu is None or int(baris.pagu.nilai) == berlaku.pagu_sen:
            continue
        lain = [v.versi.kode for v in sub.versi_pagu if v.pagu_sen == int(baris.pagu.nilai)]
        konversi.peringatan(
            baris.pagu.sel,
            "K-IMPOR-PAGU",
            f"Pagu {sub.kode} pada berkas berbeda dari rencana"
            + (f"; berasal dari versi {lain[-1]}" if lain else ""),
            ditemukan=format_rupiah(int(baris.pagu.nilai)),
            diharapkan=f"{format_rupiah(berlaku.pagu_sen)} (versi {berlaku.versi.kode})",
            saran="Laporan memakai pagu pada rencana; catat perubahan pada lembar Perubahan Pagu.",
        )
