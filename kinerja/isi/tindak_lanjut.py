"""Dispositions and their follow-up as a section of a report: instructions, states, effect, delay.

States come from the register, figures from the calculation; which problems come back and which
items are late follows from both. The tables are built in `tindak_lanjut_tabel`.
"""

from __future__ import annotations

from typing import Final

from kinerja.angka import format_tanggal
from kinerja.hitung.pokok import pick_pokok
from kinerja.hitung.tindak_lanjut import (
    RingkasanTindakLanjut,
    compute_ringkasan_tindak_lanjut,
)
from kinerja.isi.blok import Blok, Daftar, Paragraf, Teks
from kinerja.isi.disposisi import describe_pencatatan
from kinerja.isi.keputusan import describe_posisi
from kinerja.isi.susun import join_teks
from kinerja.isi.tindak_lanjut_tabel import (
    BahanTindakLanjut,
    build_tabel_akibat,
    build_tabel_disposisi,
    build_tabel_keadaan,
    compute_lewat_butir,
)
from kinerja.model import format_agenda
from kinerja.register.disposisi import Disposisi
from kinerja.register.tindak_lanjut import KeadaanTindakLanjut, TindakLanjut

_KOSONG = (
    "Belum ada disposisi atas laporan ini dan tidak ada tindak lanjut dari periode sebelumnya."
)
_KOSONG_SETAHUN = (
    "Belum ada disposisi atas laporan triwulan tahun ini yang tercatat, dan tidak ada tindak lanjut"
    " dari tahun sebelumnya."
)
_TANPA_ARAHAN = "Disposisi atas laporan ini tidak memuat arahan untuk unit ini."
AWALAN_SINGKAT: Final = "Disposisi pimpinan atas "
"""How the summary's sentence on dispositions begins; the public edition leaves it out."""


def build_tindak_lanjut(bahan: BahanTindakLanjut) -> list[Blok]:
    """Build the section; one sentence where the register holds nothing for it."""
    blok = _build_disposisi(bahan)
    if bahan.sebelumnya:
        blok += _build_sebelumnya(bahan)
    elif blok:
        blok.append(Paragraf(("Tidak ada tindak lanjut dari periode sebelumnya.",)))
    return blok or [Paragraf((_KOSONG_SETAHUN if bahan.is_tahunan else _KOSONG,))]


def compute_ringkasan(bahan: BahanTindakLanjut) -> RingkasanTindakLanjut:
    """Count the items of earlier periods by state."""
    kelompok: dict[str, list[str]] = {"selesai": [], "tidak_dapat": [], "terbuka": [], "lewat": []}
    for satu in bahan.sebelumnya:
        if satu.keadaan is KeadaanTindakLanjut.DIVERIFIKASI:
            kelompok["selesai"].append(satu.butir.id)
        elif satu.keadaan is KeadaanTindakLanjut.TIDAK_DAPAT:
            kelompok["tidak_dapat"].append(satu.butir.id)
        else:
            kelompok["terbuka"].append(satu.butir.id)
            kelompok["lewat"] += [satu.butir.id] if satu.hari_lewat(bahan.per) else []
    return compute_ringkasan_tindak_lanjut(f"tl.{bahan.unit}" if bahan.unit else "tl", **kelompok)


def describe_singkat(bahan: BahanTindakLanjut) -> Teks:
    """Say for the summary whether there is a disposition, and how follow-ups stand."""
    daftar = bahan.catatan.disposisi
    sebutan = "laporan triwulan tahun ini" if bahan.is_tahunan else "laporan ini"
    if daftar:
        nomor = ", ".join(format_agenda(satu.agenda, satu.periode) for satu in daftar)
        butir = sum(len(satu.butir) for satu in daftar)
        kalimat: Teks = (f"{AWALAN_SINGKAT}{sebutan}: nomor agenda {nomor}, {butir} butir arahan.",)
    else:
        kalimat = (f"{AWALAN_SINGKAT}{sebutan}: belum dicatat.",)
    return join_teks((kalimat, _describe_ringkasan(bahan) if bahan.sebelumnya else ()))


def _describe_ringkasan(bahan: BahanTindakLanjut) -> Teks:
    hitungan = compute_ringkasan(bahan)
    teks: Teks = (
        "Dari ",
        hitungan.jumlah,
        f" butir disposisi {bahan.asal}, ",
        hitungan.selesai,
        " selesai diverifikasi (",
        hitungan.selesai_persen,
        ") dan ",
        hitungan.terbuka,
        " masih terbuka",
    )
    if hitungan.tidak_dapat.nilai:
        teks = (*teks, "; ", hitungan.tidak_dapat, " tidak dapat dipenuhi")
    if hitungan.lewat.nilai:
        teks = (*teks, "; ", hitungan.lewat, " lewat batas waktu")
    akhir = max(
        (langkah.waktu.date() for satu in bahan.sebelumnya for langkah in satu.langkah),
        default=bahan.per,
    )
    lanjut = ""
    if akhir > bahan.per:
        lanjut = f"; langkah terakhir yang tercatat {format_tanggal(akhir)}"
    return (*teks, f" (keadaan per {format_tanggal(bahan.per)}{lanjut}).")


def _build_disposisi(bahan: BahanTindakLanjut) -> list[Blok]:
    """The dispositions on this report: a sentence for each, and their items as a table.

    Of a year's dispositions the items stand in the table of follow-ups alone.
    """
    milik = [
        (satu, butir)
        for satu in bahan.catatan.disposisi
        for butir in satu.butir
        if bahan.unit in {"", butir.unit}
    ]
    perubahan = [
        (satu, ubah)
        for satu in bahan.catatan.disposisi
        for ubah in satu.perubahan
        if ubah.butir is not None and bahan.unit in {"", ubah.butir.unit}
    ]
    if not milik and not perubahan:
        return [Paragraf((_TANPA_ARAHAN,))] if bahan.catatan.disposisi else []
    agenda = {satu.agenda for satu, _ in (*milik, *perubahan)}
    blok: list[Blok] = [
        Paragraf((_describe_disposisi(satu, bahan),))
        for satu in bahan.catatan.disposisi
        if satu.agenda in agenda
    ]
    if milik and not bahan.is_tahunan:
        blok.append(build_tabel_disposisi(bahan, [butir for _, butir in milik]))
    if perubahan:
        daftar = tuple((f"{ubah.uraian[:1].upper()}{ubah.uraian[1:]}.",) for _, ubah in perubahan)
        blok.append(Daftar(daftar, judul="Yang diubah oleh revisi disposisi"))
    return blok


def _describe_disposisi(satu: Disposisi, bahan: BahanTindakLanjut) -> str:
    kepada = ", ".join(bahan.nama_unit.get(slug, slug) for slug in satu.kepada)
    atas = f" atas Laporan {satu.periode.judul_triwulan}" if bahan.is_tahunan else ""
    return (
        f"Disposisi nomor agenda {format_agenda(satu.agenda, satu.periode)}{atas}, {satu.sifat},"
        " dari"
        f" {satu.dari} tanggal {format_tanggal(satu.tanggal)}, diteruskan kepada {kepada}."
        f" {describe_pencatatan(satu)}"
    )


def _build_sebelumnya(bahan: BahanTindakLanjut) -> list[Blok]:
    """The follow-up of earlier dispositions: counts, states, effect, repeats, delays."""
    blok: list[Blok] = [Paragraf(_describe_ringkasan(bahan)), build_tabel_keadaan(bahan)]
    selesai = [s for s in bahan.sebelumnya if s.keadaan is KeadaanTindakLanjut.DIVERIFIKASI]
    if selesai:
        blok.append(build_tabel_akibat(bahan, selesai))
    berulang = _list_berulang(bahan)
    if berulang:
        judul = "Masalah yang berulang: pernah didisposisi dan masih memerlukan perhatian"
        blok.append(Daftar(tuple(berulang), judul=judul))
    lewat = [s for s in bahan.sebelumnya if s.is_terbuka and s.hari_lewat(bahan.per)]
    if lewat:
        lewat.sort(key=lambda satu: (-satu.hari_lewat(bahan.per), satu.butir.id))
        butir = tuple(_describe_lewat(satu, bahan) for satu in lewat)
        blok.append(Daftar(butir, judul="Lewat batas waktu, yang paling lama lebih dahulu"))
    return blok


def _list_berulang(bahan: BahanTindakLanjut) -> list[Teks]:
    """Indicators about which there was a disposition before, and that call for one again."""
    per_kode: dict[str, list[TindakLanjut]] = {}
    for satu in bahan.sebelumnya:
        per_kode.setdefault(satu.butir.tentang, []).append(satu)
    hasil: list[Teks] = []
    for pokok in pick_pokok(bahan.kini):
        milik = per_kode.get(pokok.hasil.indikator.kode, [])
        if not milik:
            continue
        disebut = ", ".join(f"{satu.butir.id} {satu.keadaan.label}" for satu in milik)
        kini: Teks = (f"{pokok.jenis.value}.",)
        if pokok.hasil.utama.capaian.nilai is not None:
            kini = (f"{pokok.jenis.value}, ", *describe_posisi(pokok.hasil))
        nama = f"{pokok.hasil.indikator.kode} {pokok.hasil.indikator.nama}"
        hasil.append((f"{nama} ({disebut}): kini ", *kini))
    return hasil


def _describe_lewat(satu: TindakLanjut, bahan: BahanTindakLanjut) -> Teks:
    butir = satu.butir
    unit = bahan.nama_unit.get(butir.unit, butir.unit)
    hari = compute_lewat_butir(satu, bahan)
    tenggat = format_tanggal(butir.tenggat)
    return (
        f"{butir.id} {unit}: {butir.isi.rstrip('.')} (batas {tenggat}, lewat ",
        *((hari,) if hari else ()),
        f" hari, {satu.keadaan.label}).",
    )
