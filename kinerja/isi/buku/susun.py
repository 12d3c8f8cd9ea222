"""Puts the sheets of the recap workbook together, in their order."""

from __future__ import annotations

from kinerja.isi.buku.anggaran import build_anggaran
from kinerja.isi.buku.bahan import BahanBuku
from kinerja.isi.buku.blok import BukuKerja, LembarBuku, WarnaBuku
from kinerja.isi.buku.indikator import build_indikator, build_perkembangan
from kinerja.isi.buku.isian import build_isian, build_tahapan
from kinerja.isi.buku.isian_anggaran import build_isian_anggaran
from kinerja.isi.buku.kamus import build_kamus, build_temuan
from kinerja.isi.buku.matriks import build_matriks
from kinerja.isi.buku.parameter import build_parameter
from kinerja.isi.buku.rekonsiliasi import build_rekonsiliasi
from kinerja.isi.buku.ringkasan import build_ringkasan
from kinerja.isi.buku.sasaran import build_sasaran


def build_buku_kerja(bahan: BahanBuku) -> BukuKerja:
    """Build the workbook of a period: results first, then inputs, choices and meanings."""
    parameter, nama = build_parameter(bahan)
    lembar: list[LembarBuku | None] = [build_ringkasan(bahan)]
    if bahan.daftar:
        lembar += [build_indikator(bahan), build_sasaran(bahan)]
    if bahan.daftar_sel:
        lembar.append(build_anggaran(bahan))
    lembar.append(build_matriks(bahan))
    if bahan.daftar:
        lembar += [build_perkembangan(bahan), build_rekonsiliasi(bahan)]
    lembar.append(build_temuan(bahan))
    if bahan.daftar:
        lembar += [build_isian(bahan), build_tahapan(bahan)]
    if bahan.daftar_sel:
        lembar.append(build_isian_anggaran(bahan))
    ada = [satu for satu in (*lembar, parameter) if satu is not None]
    warna = tuple(WarnaBuku(k.label, k.warna) for k in bahan.kebijakan.kategori.kelas)
    return BukuKerja((*ada, build_kamus(ada)), tuple(nama), warna)
