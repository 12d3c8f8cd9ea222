"""The regency's first page and its letterhead: answers first, each number a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja.angka import format_tanggal
from kinerja.folder import PEMDA
from kinerja.hitung.pemda.bahan import KeadaanTerbit
from kinerja.hitung.pemda.hasil import BarisLingkup, RekapPemda, Sebaran
from kinerja.isi.blok import (
    Blok,
    Daftar,
    Judul,
    Kartu,
    KartuRingkas,
    Kop,
    Panel,
    Paragraf,
    Pengesahan,
    Teks,
)
from kinerja.isi.pemda.cakupan import (
    BELUM_ADA,
    describe_cakupan,
    describe_cakupan_uang,
    describe_tak_pasti,
    describe_tanpa,
    list_tanpa_realisasi,
    name_opd,
    show_ada,
)
from kinerja.isi.pemda.perhatian import list_perhatian
from kinerja.isi.susun import join_teks
from kinerja.model import Keadaan
from kinerja.parameter import Pejabat
from kinerja.parameter.pemda import ParameterPemda
from kinerja.periode import Periode
from kinerja.versi import __version__

_CARA: Final = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}
_TITIK: Final = "." * 42


def build_kop(parameter: ParameterPemda) -> Kop:
    """Build the letterhead."""
    return Kop((parameter.pemerintah.upper(), parameter.nama.upper()), parameter.alamat)


def build_judul(rekap: RekapPemda, parameter: ParameterPemda) -> Judul:
    """Build the title block; sementara while an agency's figures or forms are missing."""
    periode = rekap.periode
    milik = parameter.find_laporan(periode)
    status = "sementara" if list_alasan_sementara(rekap) else milik.status
    keterangan = [
        f"Status: {status.capitalize()} · Posisi s.d. {format_tanggal(periode.akhir)}",
        "Disusun dari laporan setiap perangkat daerah yang terbit, tanpa menghitung ulang angkanya",
    ]
    if milik.nomor:
        keterangan.append(f"Nomor {milik.nomor}")
    tanggal = milik.tanggal_laporan
    identitas = {
        "opd": PEMDA,
        "unit": "",
        "periode": periode.slug,
        "posisi": periode.akhir.isoformat(),
        "status": status,
        "tanggal_laporan": tanggal.isoformat() if tanggal else "",
        "kinerja": __version__,
    }
    return Judul(
        judul=f"Laporan Kinerja Gabungan {periode.judul}",
        anak_judul=parameter.pemerintah,
        status=status,
        keterangan=tuple(keterangan),
        label=parameter.label_contoh.upper(),
        identitas=tuple(identitas.items()),
    )


def list_alasan_sementara(rekap: RekapPemda) -> list[Teks]:
    """Say why figures may still change, agencies named; empty where all is there."""
    alasan: list[Teks] = []
    tanpa = [satu.bahan.nama for satu in rekap.tanpa_angka]
    if tanpa:
        alasan.append((f"Tanpa angka: {name_opd(tanpa)}.",))
    usang = [
        satu.bahan.nama for satu in rekap.baris if satu.bahan.laporan.keadaan is KeadaanTerbit.USANG
    ]
    if usang:
        alasan.append((f"Laporannya usang, masukannya berubah sesudah dibuat: {name_opd(usang)}.",))
    sementara = [s.bahan.nama for s in rekap.baris if s.bahan.laporan.is_sementara]
    if sementara:
        alasan.append((f"Laporannya sendiri masih sementara: {name_opd(sementara)}.",))
    return alasan


def build_ringkasan(rekap: RekapPemda) -> list[Blok]:
    """The page for the leader: what may still change, cards, sentences, what needs attention."""
    alasan = list_alasan_sementara(rekap)
    blok: list[Blok] = [Panel("Laporan ini sementara", tuple(alasan))] if alasan else []
    jumlah, median = rekap.jumlah_unit, rekap.sebaran_capaian.median
    sedikit = "" if median.keadaan is Keadaan.TERISI else "terlalu sedikit, "
    blok.append(
        KartuRingkas(
            (
                Kartu(
                    "Formulir unit diterima",
                    (jumlah.kelengkapan,),
                    (jumlah.lapor, " dari ", jumlah.wajib, " formulir", *describe_tanpa(rekap)),
                ),
                Kartu(
                    "Tepat waktu",
                    (jumlah.tepat, " dari ", jumlah.wajib),
                    (jumlah.terlambat, " terlambat", *describe_tak_pasti(rekap)),
                ),
                Kartu(
                    "Median rata-rata capaian",
                    (median,),
                    (f"{sedikit}{describe_sebanding(rekap.sebaran_capaian)}",),
                    "abu" if sedikit else "",
                ),
                _build_kartu_serapan(rekap),
            )
        )
    )
    blok += [Paragraf(_describe_setor(rekap)), Paragraf(_describe_capaian(rekap))]
    blok += build_uang(rekap)
    blok.append(Daftar(tuple(list_perhatian(rekap)), judul="Yang perlu perhatian"))
    return blok


def describe_sebanding(sebaran: Sebaran) -> str:
    """Say over how many agencies capaian is compared, and that others still lack indicators."""
    kurang = f", tanpa {len(sebaran.kurang)} yang belum lengkap" if sebaran.kurang else ""
    return f"{sebaran.jumlah} perangkat daerah berkebijakan sama{kurang}"


def _build_kartu_serapan(rekap: RekapPemda) -> Kartu:
    total, cakupan = rekap.lingkup[0], describe_cakupan_uang(rekap)
    if total.pagu.keadaan is not Keadaan.TERISI:
        return Kartu(f"Serapan {total.nama}", (BELUM_ADA,), cakupan, "abu")
    serapan = (show_ada(total.serapan),)
    return Kartu(f"Serapan {total.nama}", serapan, ("dari pagu ", total.pagu, ", ", *cakupan))


def _describe_setor(rekap: RekapPemda) -> Teks:
    jumlah = rekap.jumlah_unit
    return (
        rekap.jumlah_lengkap,
        " dari ",
        rekap.jumlah_opd,
        " perangkat daerah sudah lengkap: ",
        jumlah.lapor,
        " dari ",
        jumlah.wajib,
        " formulir unit diterima, ",
        jumlah.tepat,
        " tepat waktu, ",
        jumlah.terlambat,
        " terlambat",
        *describe_tak_pasti(rekap),
        ", ",
        jumlah.belum,
        " belum diterima",
        *describe_tanpa(rekap),
        ".",
    )


def _describe_capaian(rekap: RekapPemda) -> Teks:
    sebaran = rekap.sebaran_capaian
    awal: Teks = (
        rekap.jumlah_terpakai,
        " dari ",
        rekap.jumlah_opd,
        " perangkat daerah mempunyai angka; laporannya ",
        *join_teks([(angka, f" {kata}") for kata, angka in rekap.laporan], ", "),
        ".",
    )
    tengah: Teks = (" Terlalu sedikit untuk menyebut sebarannya.",)
    if sebaran.median.keadaan is Keadaan.TERISI:
        tengah = (
            f" Dari {describe_sebanding(sebaran)}, separuh mencapai rata-rata capaian ",
            sebaran.median,
            " atau lebih.",
        )
    lain = (
        f" {len(rekap.berkebijakan_lain)} perangkat daerah memakai kebijakan hitung lain, jadi"
        " capaiannya tidak dibandingkan dengan yang lain."
        if rekap.berkebijakan_lain
        else ""
    )
    return (*awal, *tengah, lain, *_describe_kategori(rekap))


def _describe_kategori(rekap: RekapPemda) -> Teks:
    """Count the agencies of every class, whatever their policy; each scale for itself."""
    jumlah = sum(len(kelas.opd) for satu in rekap.kategori for kelas in satu.kelompok)
    if not jumlah:
        return ()
    skala = [
        join_teks(
            [(kelas.jumlah, f" {kelas.label}") for kelas in satu.kelompok if kelas.jumlah.nilai],
            ", ",
        )
        for satu in rekap.kategori
    ]
    isi = join_teks(skala, "; menurut skala lain ")
    return (f" Menurut kategori, {jumlah} perangkat daerah: ", *isi, ".")


def build_uang(rekap: RekapPemda) -> list[Blok]:
    """Say the money of each lingkup and, of more than one, of all; or that there is none yet."""
    ada = [satu for satu in rekap.lingkup if satu.pagu.keadaan is Keadaan.TERISI]
    if not ada:
        kalimat = "Pagu dan realisasi belanja belum ada: angkanya baru dari "
        return [Paragraf((kalimat, *describe_cakupan(rekap), "."), "abu")]
    *bagian, _ = ada
    return [Paragraf(_describe_uang(satu)) for satu in (ada if len(bagian) > 1 else bagian)]


def _describe_uang(baris: BarisLingkup) -> Teks:
    """Say the money of a lingkup over all agencies; the total names nobody a second time."""
    belum = "" if baris.lingkup == "total" else "; ".join(list_tanpa_realisasi(baris))
    return (
        f"{baris.nama}: terserap ",
        baris.realisasi,
        " dari pagu ",
        baris.pagu,
        ", serapan ",
        baris.serapan,
        f"; {belum}." if belum else ".",
    )


def build_pengesahan(
    parameter: ParameterPemda, periode: Periode, pejabat: Mapping[str, Pejabat]
) -> Pengesahan:
    """Build the signature block; dotted lines stand where a name or date is not configured."""
    penanda, milik = parameter.penanda_tangan, parameter.find_laporan(periode)
    orang = pejabat.get(penanda.pejabat) if penanda else None
    tanggal = milik.tanggal_laporan
    sebutan = f"{_CARA[penanda.cara]}{penanda.jabatan}" if penanda else f"Pimpinan {parameter.nama}"
    return Pengesahan(
        tempat_tanggal=f"{parameter.tempat}, {format_tanggal(tanggal) if tanggal else _TITIK[:24]}",
        sebutan=(sebutan,),
        nama=orang.nama if orang else _TITIK,
        pangkat=orang.pangkat if orang else "",
        nip=orang.nip if orang else _TITIK[:24],
    )
