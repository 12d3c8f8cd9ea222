"""One indicator on one basis as figures with passports, written from the values computed with.

This is the one place that turns a `Gabungan` and a `HasilCapaian` into `Angka` and `Jejak`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.hitung import alasan
from kinerja.hitung.agregasi import Gabungan
from kinerja.hitung.alasan import describe_alasan
from kinerja.hitung.capaian import apply_batas
from kinerja.hitung.hasil import Basis, Ukuran
from kinerja.hitung.hasil_capaian import HasilCapaian
from kinerja.hitung.jejak import Angka, Bentuk, Jejak, Operan
from kinerja.hitung.kategori import HasilKategori, compute_kategori
from kinerja.hitung.teks import format_operan
from kinerja.model import Indikator, Jenis, Keadaan, Kebijakan, Nilai, Polaritas, VersiTarget
from kinerja.periode import ROMAWI

SEBUTAN_BASIS = {"tw": "triwulan ini", "sd": "s.d. triwulan", "tahun": "terhadap target tahunan"}
ALASAN_TANPA_TARGET = frozenset(
    {
        alasan.TANPA_TARGET,
        alasan.TANPA_TARGET_TAHUNAN,
        alasan.TARGET_NOL_TIDAK_DIUKUR,
        alasan.INDIKATOR_DIHAPUS,
    }
)


@dataclass(frozen=True, slots=True)
class Bahan:
    """What one basis was computed from."""

    indikator: Indikator
    versi: VersiTarget
    basis: Basis
    gabungan: Gabungan
    hasil: HasilCapaian
    is_utama: bool
    awalan: str = ""
    triwulan: int = 0
    tahun_data: tuple[int, ...] = ()


def build_ukuran(bahan: Bahan, kebijakan: Kebijakan) -> tuple[Ukuran, HasilKategori | None]:
    """Give the figures of one basis with their passports, and the class where it is the headline.

    Against the year's target within the year nothing is called tercapai: the year is not over.
    """
    gabungan, hasil = bahan.gabungan, bahan.hasil
    persen = hasil.persen
    pakai, batas = (None, "") if persen is None else apply_batas(persen, kebijakan)
    kategori = compute_kategori(pakai, kebijakan) if pakai is not None and bahan.is_utama else None
    jejak = build_jejak(bahan, batas, kategori)
    is_dinilai = bahan.is_utama or bahan.basis != "tahun"
    catatan = list(gabungan.catatan)
    if hasil.keadaan is Keadaan.TIDAK_DAPAT_DIHITUNG:
        catatan.append(describe_alasan(hasil.alasan).rstrip("."))
    if kategori is not None and kategori.catatan:
        catatan.append(kategori.catatan.rstrip("."))
    if hasil.hitungan is not None and hasil.hitungan.pola == "selesai terlambat":
        catatan.append("selesai terlambat")
    if is_dinilai:
        catatan += _describe_toleransi(bahan)
    dasar = f"{bahan.awalan}ik.{bahan.indikator.kode}.{bahan.basis}"
    ukuran = Ukuran(
        bahan.basis,
        _build_target(bahan, f"{dasar}.target"),
        _build_realisasi(bahan, f"{dasar}.realisasi"),
        Angka(f"{dasar}.capaian", persen, "persen", hasil.keadaan, "%", hasil.alasan, jejak),
        Angka(f"{dasar}.capaian_pakai", pakai, "persen", hasil.keadaan, "%", hasil.alasan, jejak),
        hasil.is_tercapai if is_dinilai else None,
        tuple(catatan),
        bahan.tahun_data,
    )
    return ukuran, kategori


def build_jejak(bahan: Bahan, batas: str, kategori: HasilKategori | None) -> Jejak:
    """Write the passport of a capaian: rule, operands with cells, steps, cap and class."""
    hasil, gabungan = bahan.hasil, bahan.gabungan
    sebab = describe_alasan(hasil.alasan)
    langkah = (*gabungan.langkah, *hasil.langkah)
    if sebab and sebab not in langkah:
        langkah = (*langkah, sebab)
    ubah = (kategori.kalimat, kategori.catatan) if kategori is not None else ()
    return Jejak(
        f"Capaian {bahan.indikator.nama} ({SEBUTAN_BASIS[bahan.basis]})",
        hasil.aturan,
        (*_build_operan_target(bahan), *_build_operan_realisasi(bahan)),
        langkah,
        batas,
        " ".join(kalimat for kalimat in ubah if kalimat),
    )


def _build_target(bahan: Bahan, id_angka: str) -> Angka:
    gabungan, satuan = bahan.gabungan, bahan.indikator.satuan
    judul = f"Target {bahan.indikator.nama} ({SEBUTAN_BASIS[bahan.basis]})"
    nilai = gabungan.target_teks or gabungan.target
    if nilai is None:
        kode = _find_alasan_target(bahan)
        langkah = (describe_alasan(kode),)
        jejak = Jejak(judul, gabungan.aturan_target, _build_operan_kosong(bahan), langkah)
        return Angka(id_angka, None, "angka", Keadaan.TIDAK_DIUKUR, satuan, kode, jejak)
    langkah = (f"Target = {format_operan(nilai)}",)
    jejak = Jejak(judul, gabungan.aturan_target, _build_operan_target(bahan), langkah)
    return Angka(id_angka, nilai, _find_bentuk(nilai), satuan=satuan, jejak=jejak)


def _find_alasan_target(bahan: Bahan) -> str:
    """Why there is no target, whatever became of the answer."""
    if bahan.gabungan.alasan in ALASAN_TANPA_TARGET:
        return bahan.gabungan.alasan
    return alasan.TANPA_TARGET_TAHUNAN if bahan.basis == "tahun" else alasan.TANPA_TARGET


def _build_operan_kosong(bahan: Bahan) -> tuple[Operan, ...]:
    """The planned cell that gives no target: blank, or a 0 that is not measured."""
    versi, nomor = bahan.versi, bahan.triwulan
    if bahan.basis == "tahun":
        isi = format_operan(versi.tahunan)
        return (Operan("Target setahun", isi, versi.alamat.get("tahunan")),)
    isi = format_operan(versi.triwulan[nomor - 1])
    alamat = versi.alamat.get(f"tw{nomor}")
    return (Operan(f"Target Triwulan {ROMAWI[nomor - 1]}", isi, alamat),)


def _describe_toleransi(bahan: Bahan) -> tuple[str, ...]:
    """A stabil target reached only because of its tolerance says so."""
    indikator, hasil = bahan.indikator, bahan.hasil
    if (
        indikator.jenis is Jenis.ANGKA
        and indikator.polaritas is Polaritas.STABIL
        and hasil.is_tercapai
        and hasil.target != hasil.realisasi
    ):
        return (f"dalam toleransi {format_operan(indikator.toleransi)}",)
    return ()


def _build_realisasi(bahan: Bahan, id_angka: str) -> Angka:
    gabungan, satuan = bahan.gabungan, bahan.indikator.satuan
    keadaan = bahan.hasil.keadaan
    if gabungan.realisasi is not None and keadaan is not Keadaan.BELUM_LAPOR:
        keadaan = Keadaan.TERISI
    nilai = gabungan.realisasi if keadaan is Keadaan.TERISI else None
    jejak = Jejak(
        f"Realisasi {bahan.indikator.nama} ({SEBUTAN_BASIS[bahan.basis]})",
        gabungan.aturan_realisasi,
        _build_operan_realisasi(bahan),
        _describe_langkah_realisasi(bahan, nilai),
    )
    return Angka(id_angka, nilai, _find_bentuk(nilai), keadaan, satuan, bahan.hasil.alasan, jejak)


def _describe_langkah_realisasi(bahan: Bahan, nilai: Nilai | None) -> tuple[str, ...]:
    if bahan.gabungan.langkah:
        return bahan.gabungan.langkah
    if nilai is None and bahan.hasil.alasan:
        return (describe_alasan(bahan.hasil.alasan),)
    return (f"Realisasi = {format_operan(nilai)}",)


def _find_bentuk(nilai: object) -> Bentuk:
    return "teks" if isinstance(nilai, str) else "angka"


def _build_operan_target(bahan: Bahan) -> tuple[Operan, ...]:
    alamat = bahan.versi.alamat
    daftar = [
        Operan(f"Target {sel.nama}", format_operan(sel.target), alamat.get(f"tw{sel.triwulan}"))
        for sel in bahan.gabungan.target_dipakai
    ]
    if bahan.gabungan.is_target_tahunan:
        target = format_operan(bahan.gabungan.target)
        daftar.append(Operan("Target setahun", target, alamat.get("tahunan")))
    daftar += [
        Operan(
            f"Tahap {tahap.nomor} {tahap.uraian}",
            f"bobot {format_operan(tahap.bobot)}, tenggat {format_operan(tahap.tenggat)}",
            tahap.alamat,
        )
        for tahap in bahan.indikator.tahapan
    ]
    return tuple(daftar)


def _build_operan_realisasi(bahan: Bahan) -> tuple[Operan, ...]:
    daftar: list[Operan] = []
    for sel in bahan.gabungan.dipakai:
        alamat = sel.isian.alamat if sel.isian is not None else {}
        if bahan.indikator.is_rasio:
            pasangan = (("Pembilang", sel.pembilang), ("Penyebut", sel.penyebut))
            daftar += [
                Operan(f"{nama} {sel.nama}", format_operan(nilai), alamat.get(nama.lower()))
                for nama, nilai in pasangan
            ]
            continue
        if sel.nilai is not None:
            nilai = format_operan(sel.nilai)
            daftar.append(Operan(f"Realisasi {sel.nama}", nilai, alamat.get("nilai")))
    for nomor, sel in bahan.gabungan.tahap_dipakai.items():
        if sel.isian is not None:
            hari, letak = sel.isian.tahap_selesai.get(nomor), sel.isian.alamat.get(f"tahap_{nomor}")
            daftar.append(Operan(f"Tahap {nomor} selesai", format_operan(hari), letak))
    return tuple(daftar)
