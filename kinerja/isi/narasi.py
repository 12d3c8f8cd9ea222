"""Sentences made from computed values only; they can never say more than the figures do.

Every number in a sentence is an `Angka` of the calculation, every verb follows from its state,
direction or exact comparison. Judges nothing beyond category and tercapai.
"""

from __future__ import annotations

from datetime import date

from kinerja.angka import format_tanggal
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.banding import Perubahan
from kinerja.hitung.hasil import HasilIndikator, KeteranganUnit, Rerata, Ukuran
from kinerja.hitung.penjaga_keterangan import find_sebab, find_tindak_lanjut, is_merah
from kinerja.isi.blok import Daftar, Teks
from kinerja.isi.susun import describe_kategori, format_bersatuan, join_teks
from kinerja.model import Isian, Jenis, Keadaan
from kinerja.periode import ROMAWI, Periode


def describe_capaian(hasil: HasilIndikator, periode: Periode) -> Teks:
    """Say in one or two sentences where an indicator stands on its headline basis."""
    ukuran, satuan = hasil.utama, hasil.indikator.satuan
    match ukuran.keadaan:
        case Keadaan.TERISI:
            return _describe_terisi(hasil, ukuran, satuan)
        case Keadaan.BELUM_LAPOR:
            return (
                "Realisasi belum dilaporkan; target ",
                *format_bersatuan(ukuran.target, satuan),
                ".",
            )
        case Keadaan.TIDAK_DIUKUR:
            return _describe_tidak_diukur(hasil, ukuran, periode)
        case _:
            return (
                "Realisasi ",
                *format_bersatuan(ukuran.realisasi, satuan),
                f" tidak dapat dihitung capaiannya. {describe_alasan(ukuran.capaian.alasan)}",
            )


def _describe_terisi(hasil: HasilIndikator, ukuran: Ukuran, satuan: str) -> Teks:
    target: Teks
    if hasil.indikator.jenis is Jenis.TONGGAK:
        target = describe_tonggak(ukuran, "Tonggak: selesai")
    else:
        target = (
            "Realisasi ",
            *format_bersatuan(ukuran.realisasi, satuan),
            " terhadap target ",
            *format_bersatuan(ukuran.target, satuan),
        )
    hasilnya: Teks = (", capaian ", ukuran.capaian)
    if ukuran.capaian_pakai.teks != ukuran.capaian.teks:
        hasilnya += (" (dipakai ", ukuran.capaian_pakai, " setelah batas)")
    putusan = {True: "; target tercapai", False: "; target belum tercapai", None: ""}
    return (
        *target,
        *hasilnya,
        f", kategori {describe_kategori(hasil)}{putusan[ukuran.is_tercapai]}.",
    )


def describe_tonggak(ukuran: Ukuran, awal: str = "selesai") -> Teks:
    """Say a milestone: the day it was finished beside its deadline, or steps done of steps due."""
    sebutan = "tenggat" if isinstance(ukuran.target.nilai, date) else "target"
    return (f"{awal} ", ukuran.realisasi, f", {sebutan} ", ukuran.target)


def _describe_tidak_diukur(hasil: HasilIndikator, ukuran: Ukuran, periode: Periode) -> Teks:
    berikut = _find_triwulan_berikut(hasil, periode)
    kalimat = "Tidak diukur pada periode ini"
    if berikut:
        kalimat += f"; pengukuran berikutnya Triwulan {ROMAWI[berikut - 1]}"
    teks: Teks = (f"{kalimat}.",)
    if ukuran.realisasi.keadaan is Keadaan.TERISI:
        teks += (
            " Nilai yang sudah disampaikan, ",
            *format_bersatuan(ukuran.realisasi, hasil.indikator.satuan),
            ", dicatat untuk perhitungan tahunan.",
        )
    return teks


def _find_triwulan_berikut(hasil: HasilIndikator, periode: Periode) -> int | None:
    kini = periode.triwulan or len(ROMAWI)
    for nomor, target in enumerate(hasil.versi.triwulan[kini:], start=kini + 1):
        if target is not None and target != 0:
            return nomor
    return None


def describe_perubahan(perubahan: Perubahan | None, subjek: str = "Capaiannya") -> Teks:
    """Say how a figure moved since the quarter before; nothing where that cannot be said."""
    if perubahan is None or perubahan.selisih is None:
        return ()
    if perubahan.arah == 0:
        return (f"{subjek} tidak berubah dari triwulan sebelumnya (", perubahan.lalu, ").")
    kata = "naik" if perubahan.arah > 0 else "turun"
    return (
        f"{subjek} {kata} dari ",
        perubahan.lalu,
        " pada triwulan sebelumnya (",
        perubahan.selisih,
        " poin persentase).",
    )


def describe_catatan(ukuran: Ukuran) -> Teks:
    """The notes of a figure as one sentence; none on a value that is not there."""
    if not ukuran.catatan or ukuran.keadaan is Keadaan.BELUM_LAPOR:
        return ()
    kalimat = "; ".join(catatan.rstrip(".") for catatan in ukuran.catatan)
    return (f"Catatan: {kalimat}.",)


def describe_rerata(rerata: Rerata, nama: str, *, has_kategori: bool = True) -> Teks:
    """Say a mean with its cover and, unless told not to, its class; or why there is none."""
    if rerata.angka.keadaan is not Keadaan.TERISI:
        return (
            f"{nama} belum dapat dihitung: {rerata.cakupan} {rerata.satuan} mempunyai capaian.",
        )
    kelas = rerata.kategori if has_kategori else None
    kategori = f", kategori {kelas.label}" if kelas else ""
    cakupan = "; ".join((f"{rerata.cakupan} {rerata.satuan}", *rerata.catatan))
    return (f"{nama} ", rerata.angka, f"{kategori}, atas {cakupan}.")


def _end(kalimat: str) -> str:
    return kalimat if kalimat.endswith(".") else f"{kalimat}."


def describe_tanpa_penyebab(hasil: HasilIndikator, nama_unit: str) -> Teks:
    """Call out a target missed without a cause, or with a cause but no follow-up."""
    if not is_merah(hasil):
        return ()
    if not find_sebab(hasil):
        return (
            (
                f"Penyebab belum diisi: {nama_unit} perlu menyampaikan kendala dan rencana tindak"
                " lanjut."
            ),
        )
    if find_tindak_lanjut(hasil) is None:
        return (f"Rencana tindak lanjut belum diisi oleh {nama_unit}.",)
    return ()


def build_narasi_indikator(
    hasil: HasilIndikator, periode: Periode, perubahan: Perubahan | None, nama_unit: str
) -> Daftar:
    """Put an indicator's sentences and its unit's own words under its name."""
    butir: list[Teks] = [
        join_teks(
            (
                describe_capaian(hasil, periode),
                describe_perubahan(perubahan),
                describe_catatan(hasil.utama),
            )
        )
    ]
    if hasil.alasan_sementara and hasil.utama.keadaan is not Keadaan.BELUM_LAPOR:
        butir.append((f"Sementara: {_end(hasil.alasan_sementara)}",))
    butir += _describe_keterangan(hasil, periode)
    panggilan = describe_tanpa_penyebab(hasil, nama_unit)
    if panggilan:
        butir.append(panggilan)
    return Daftar(tuple(butir), judul=f"{hasil.indikator.kode} {hasil.indikator.nama}")


def describe_tenggat(isian: Isian, periode: Periode) -> str:
    """The deadline of a follow-up, marked where the period has passed it."""
    tenggat = isian.tindak_lanjut_tanggal
    if tenggat is None:
        return ""
    lewat = ", sudah lewat" if tenggat < periode.akhir else ""
    return f" (tenggat {format_tanggal(tenggat)}{lewat})"


def _describe_keterangan(hasil: HasilIndikator, periode: Periode) -> list[Teks]:
    """The unit's words as they wrote them, with the quarter where it is an earlier one."""
    lalu = [_describe_kendala_lalu(satu) for satu in hasil.kendala_lalu]
    keterangan = hasil.keterangan
    if keterangan is None:
        return lalu
    isian = keterangan.isian
    waktu = f" (Triwulan {ROMAWI[keterangan.triwulan - 1]})" if keterangan.is_lalu else ""
    akhir = describe_tenggat(isian, periode)
    return [
        (f"{label}{waktu}: {isi.rstrip('.') + akhir if label == 'Tindak lanjut' else isi}",)
        for label, isi in (
            ("Penjelasan unit", isian.penjelasan),
            ("Faktor pendukung", isian.faktor_pendukung),
            ("Kendala", isian.kendala),
            ("Tindak lanjut", isian.tindak_lanjut),
            ("Bukti", isian.bukti),
        )
        if isi
    ] + lalu


def _describe_kendala_lalu(satu: KeteranganUnit) -> Teks:
    """What stood in the way of an earlier quarter, and what was then to be done."""
    isian = satu.isian
    rencana = isian.tindak_lanjut.rstrip(".")
    bagian = [f"kendala: {isian.kendala.rstrip('.')}"] if isian.kendala else []
    if rencana:
        tenggat = isian.tindak_lanjut_tanggal
        kapan = f" (tenggat {format_tanggal(tenggat)})" if tenggat else ""
        bagian.append(f"tindak lanjut: {rencana}{kapan}")
    return (f"Triwulan {ROMAWI[satu.triwulan - 1]} – {'; '.join(bagian)}.",)
