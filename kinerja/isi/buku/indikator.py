"""Sheets Indikator (this period) and Perkembangan (s.d. each quarter of the year so far)."""

from __future__ import annotations

from kinerja.hitung.hasil import Basis, HasilIndikator, Rekap
from kinerja.isi.buku.bahan import (
    INDIKATOR,
    PERKEMBANGAN,
    BahanBuku,
    name_triwulan,
    open_indikator,
    open_isian,
)
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
)
from kinerja.isi.buku.ukuran import Ukur, build_tetap, list_kolom, read_atas
from kinerja.isi.susun import describe_kategori
from kinerja.model import Jenis

_BAGIAN = "target atas realisasi capaian"
_BAGIAN_UTAMA = f"{_BAGIAN} pakai kategori putusan"
_IDENTITAS = (
    KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
    KolomBuku("nama", "Indikator", "Nama indikator", lebar=36),
)


def has_rentang(bahan: BahanBuku) -> bool:
    """Whether any indicator has a range as target."""
    return any(hasil.indikator.jenis is Jenis.RENTANG for hasil in bahan.daftar)


def build_indikator(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of every indicator on each basis of the period."""
    grup = {
        "tw": bahan.rekap.periode.judul_triwulan if not bahan.is_tahunan else "",
        "sd": f"s.d. {bahan.rekap.periode.judul_triwulan}" if not bahan.is_tahunan else "",
        "tahun": f"Terhadap target {bahan.rekap.periode.tahun}",
    }
    basis: tuple[Basis, ...] = ("tahun",) if bahan.is_tahunan else ("tw", "sd", "tahun")
    kolom = [
        *_IDENTITAS,
        KolomBuku("tingkat", "Tingkat", "Tingkat indikator", lebar=10),
        KolomBuku("sasaran", "Sasaran", "Sasaran atau tujuan yang diukur", lebar=12),
        KolomBuku("unit", "Unit", "Unit kerja pemilik indikator", lebar=18),
        KolomBuku("satuan", "Satuan", "Satuan ukuran", lebar=12),
    ]
    for satu in basis:
        bagian = _BAGIAN_UTAMA if satu == bahan.basis_utama else _BAGIAN
        kolom += list_kolom(satu, grup[satu], bagian, has_rentang=has_rentang(bahan))
    arti = "Bobot indikator dalam sasarannya"
    kolom.append(KolomBuku("bobot", "Bobot", arti, "rumus", "angka", 8))
    arti = "Catatan saat laporan disusun; tidak ikut berubah"
    kolom.append(KolomBuku("catatan", "Catatan", arti, lebar=40))
    return LembarBuku(
        INDIKATOR,
        f"Indikator {bahan.rekap.periode.judul}",
        "Target, realisasi, dan capaian tiap indikator; semua angkanya rumus atas lembar Isian.",
        tuple(kolom),
        tuple(
            _build_baris(bahan, nomor, hasil, tuple(kolom), basis)
            for nomor, hasil in enumerate(bahan.daftar)
        ),
        is_a3=True,
    )


def _build_baris(
    bahan: BahanBuku,
    nomor: int,
    hasil: HasilIndikator,
    kolom: tuple[KolomBuku, ...],
    daftar_basis: tuple[Basis, ...],
) -> BarisBuku:
    indikator = hasil.indikator
    isi: dict[str, SelBuku] = {
        "kode": indikator.kode,
        "nama": indikator.nama,
        "tingkat": indikator.tingkat.value.replace("_", " "),
        "sasaran": ", ".join(indikator.sasaran_kode),
        "unit": bahan.nama_unit.get(indikator.unit, indikator.unit),
        "satuan": indikator.satuan,
        "catatan": "; ".join(satu.rstrip(".") for satu in hasil.utama.catatan),
    }
    if indikator.bobot is not None:
        nilai = NilaiBuku(indikator.bobot, "angka")
        isi["bobot"] = RumusBuku(open_isian(nomor)("bobot"), nilai)
    ukur = Ukur(bahan, nomor, hasil, bahan.n, open_indikator(nomor))
    for basis in daftar_basis:
        ukuran = {"tw": hasil.tw, "sd": hasil.sd, "tahun": hasil.tahun}[basis]
        isi |= ukur.build_tiga(basis, basis, ukuran)
        if basis == bahan.basis_utama:
            isi |= ukur.build_utama(basis, ukuran)
            isi[f"{basis}_putusan"] = ukur.build_putusan(basis, basis, ukuran)
    return build_baris(f"i{nomor}", kolom, isi)


def build_perkembangan(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of s.d. each quarter so far, each by the plan that was in force then."""
    kolom = list(_IDENTITAS)
    for i in range(1, bahan.n + 1):
        bagian = f"{_BAGIAN} pakai kategori"
        kolom += list_kolom(
            f"s{i}", f"s.d. {name_triwulan(i)}", bagian, has_rentang=has_rentang(bahan)
        )
    per_kode = [
        {hasil.indikator.kode: hasil for hasil in rekap.indikator}
        for rekap in bahan.rekap_per_triwulan
    ]
    baris = []
    for nomor, hasil in enumerate(bahan.daftar):
        isi: dict[str, SelBuku] = {"kode": hasil.indikator.kode, "nama": hasil.indikator.nama}
        for i, per in enumerate(per_kode, start=1):
            if hasil.indikator.kode in per:
                isi |= _build_lalu(bahan, nomor, hasil, per[hasil.indikator.kode], i)
        if not bahan.is_tahunan:
            isi |= _refer_kini(bahan, nomor, hasil, {satu.kunci for satu in kolom})
        baris.append(build_baris(f"i{nomor}", kolom, isi))
    return LembarBuku(
        PERKEMBANGAN,
        f"Perkembangan s.d. tiap triwulan {bahan.rekap.periode.tahun}",
        "Dengan rencana yang berlaku pada hari terakhir tiap triwulan; bila rencananya lain dari"
        " lembar Isian, selnya angka tetap.",
        tuple(kolom),
        tuple(baris),
        is_a3=True,
    )


def _build_lalu(
    bahan: BahanBuku, nomor: int, hasil: HasilIndikator, lalu: HasilIndikator, i: int
) -> dict[str, SelBuku]:
    if not is_serencana(bahan, hasil, lalu, i):
        return build_tetap(lalu, f"s{i}", lalu.sd)
    ukur = Ukur(bahan, nomor, lalu, i, Tempat(PERKEMBANGAN, f"i{nomor}"))
    return ukur.build_tiga("sd", f"s{i}", lalu.sd) | ukur.build_utama(f"s{i}", lalu.sd)


def is_serencana(bahan: BahanBuku, hasil: HasilIndikator, lalu: HasilIndikator, i: int) -> bool:
    """Whether an earlier quarter was computed with the targets that stand among the inputs."""
    kini = [sel.target for sel in bahan.list_sel(hasil)[:i]]
    dulu = [sel.target for sel in bahan.list_sel(lalu)]
    return kini == dulu and hasil.versi.tahunan == lalu.versi.tahunan


def _refer_kini(
    bahan: BahanBuku, nomor: int, hasil: HasilIndikator, kolom: set[str]
) -> dict[str, SelBuku]:
    """The current quarter repeats what sheet Indikator computes."""
    asal, awalan = open_indikator(nomor), f"s{bahan.n}"
    ukuran = hasil.sd
    isi: dict[str, SelBuku] = {
        f"{awalan}_{nama}": RumusBuku(asal(f"sd_{nama}"), bare(angka))
        for nama, angka in (
            ("target", ukuran.target),
            ("realisasi", ukuran.realisasi),
            ("capaian", ukuran.capaian),
            ("pakai", ukuran.capaian_pakai),
        )
    }
    isi[f"{awalan}_kategori"] = RumusBuku(
        asal("sd_kategori"), NilaiBuku(describe_kategori(hasil), "kategori")
    )
    if hasil.indikator.jenis is Jenis.RENTANG and f"{awalan}_atas" in kolom:
        isi[f"{awalan}_atas"] = RumusBuku(asal("sd_atas"), read_atas(ukuran.target))
    return isi


def find_rekap(bahan: BahanBuku, i: int) -> Rekap:
    """Give the recap of a quarter of the year."""
    if i <= len(bahan.rekap_per_triwulan):
        return bahan.rekap_per_triwulan[i - 1]
    return bahan.rekap
