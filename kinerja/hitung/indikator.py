"""One indicator of the period on all three bases, from the plan in force and the unit's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kinerja.hitung import alasan
from kinerja.hitung.agregasi import (
    Gabungan,
    compute_gabungan_sd,
    compute_gabungan_tahun,
    compute_gabungan_triwulan,
)
from kinerja.hitung.agregasi_tonggak import compute_gabungan_tonggak
from kinerja.hitung.capaian import compute_capaian
from kinerja.hitung.hasil import Basis, HasilIndikator
from kinerja.hitung.hasil_capaian import HasilCapaian, Pilihan
from kinerja.hitung.sel import Sel, build_daftar_sel
from kinerja.hitung.tonggak import compute_capaian_tahapan
from kinerja.hitung.ukuran import Bahan, build_ukuran
from kinerja.model import (
    Indikator,
    Isian,
    Jenis,
    Keadaan,
    Kebijakan,
    VersiTarget,
)
from kinerja.periode import Periode

_DAFTAR_BASIS: tuple[Basis, ...] = ("tw", "sd", "tahun")


@dataclass(frozen=True, slots=True)
class Konteks:
    """What holds for every indicator of one recap: period, policy, id prefix."""

    periode: Periode
    kebijakan: Kebijakan
    awalan: str = ""

    @property
    def is_tahunan(self) -> bool:
        """Whether this is the yearly report."""
        return self.periode.triwulan is None


def build_hasil_indikator(
    indikator: Indikator, isian_per_triwulan: Sequence[Isian | None], konteks: Konteks
) -> HasilIndikator:
    """Compute one indicator for a quarter or a year.

    Args:
        indikator: The indicator with its versions of targets.
        isian_per_triwulan: The unit's answer of each quarter up to the period.
        konteks: Period and policy.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from kinerja.model import Agregasi, Polaritas, Tingkat, Versi
    >>> from kinerja.skala import build_skala_kategori
    >>> dua = build_skala_kategori("dua", [(">=76", "Baik", "hijau"), ("", "Kurang", "merah")])
    >>> murni = Versi("murni", "Murni", date(2026, 1, 1), "PK", 0)
    >>> sepuluh = Decimal(10)
    >>> target = VersiTarget(murni, Decimal(40), (sepuluh,) * 4)
    >>> ik = Indikator("IK-1", "Laporan", Tingkat.SASARAN, ("S-1",), "aset", "Kepala", "dokumen",
    ...                Jenis.ANGKA, Polaritas.NAIK, Agregasi.JUMLAH, (target,))
    >>> isian = [Isian("IK-1", Decimal(8)), Isian("IK-1", Decimal(9))]
    >>> hasil = build_hasil_indikator(ik, isian, Konteks(Periode(2026, 2), Kebijakan(dua)))
    >>> hasil.tw.capaian.teks, hasil.sd.capaian.teks, hasil.tahun.capaian.teks
    ('90,00%', '85,00%', '42,50%')
    """
    versi = indikator.version_at(konteks.periode.akhir)
    daftar_sel = build_daftar_sel(indikator, versi, isian_per_triwulan, konteks.kebijakan)
    pilihan = build_pilihan(indikator, konteks)
    ukuran, kategori = {}, None
    bahan: dict[Basis, Bahan] = {}
    for basis in _DAFTAR_BASIS:
        gabungan, hasil = _compute_basis(basis, indikator, versi, daftar_sel, konteks, pilihan)
        is_utama = basis == ("tahun" if konteks.is_tahunan else "sd")
        tambahan = (*_describe_tahun_data(gabungan, konteks), *_describe_agregasi(indikator))
        gabungan = replace(gabungan, catatan=(*gabungan.catatan, *tambahan))
        bahan[basis] = Bahan(
            indikator,
            versi,
            basis,
            gabungan,
            hasil,
            is_utama,
            konteks.awalan,
            triwulan=len(daftar_sel),
            tahun_data=tuple(_list_tahun_lain(gabungan, konteks)),
        )
        ukuran[basis], kelas = build_ukuran(bahan[basis], konteks.kebijakan)
        kategori = kelas or kategori
    utama = bahan["tahun" if konteks.is_tahunan else "sd"]
    return HasilIndikator(
        indikator,
        versi,
        ukuran["tw"],
        ukuran["sd"],
        ukuran["tahun"],
        kategori.kelas if kategori is not None else None,
        konteks.is_tahunan,
        isian_per_triwulan[-1],
        tuple(isian_per_triwulan),
        _describe_sementara(utama, konteks),
    )


def build_pilihan(indikator: Indikator, konteks: Konteks) -> Pilihan:
    """Gather what the policy and the indicator say about its formula."""
    kebijakan = konteks.kebijakan
    return Pilihan(
        batas_atas=kebijakan.batas_atas,
        toleransi=indikator.toleransi,
        skala=kebijakan.skala_predikat.get(indikator.skala_predikat),
        predikat=kebijakan.predikat,
        terlambat=kebijakan.terlambat,
        per_tanggal=konteks.periode.akhir,
    )


def _compute_basis(
    basis: Basis,
    indikator: Indikator,
    versi: VersiTarget,
    daftar_sel: Sequence[Sel],
    konteks: Konteks,
    pilihan: Pilihan,
) -> tuple[Gabungan, HasilCapaian]:
    if indikator.jenis is Jenis.TONGGAK:
        return _compute_tonggak(basis, indikator, versi, daftar_sel, konteks, pilihan)
    if basis == "tw":
        gabungan = compute_gabungan_triwulan(indikator, daftar_sel)
    elif basis == "sd":
        gabungan = compute_gabungan_sd(indikator, daftar_sel, pilihan.skala)
    else:
        gabungan = compute_gabungan_tahun(
            indikator, versi, daftar_sel, pilihan.skala, is_tahunan=konteks.is_tahunan
        )
    hasil = compute_capaian(
        gabungan.target,
        gabungan.realisasi,
        jenis=indikator.jenis,
        polaritas=indikator.polaritas,
        rumus_turun=indikator.rumus_turun or konteks.kebijakan.rumus_turun,
        pilihan=pilihan,
    )
    if gabungan.keadaan is not Keadaan.TERISI:
        hasil = HasilCapaian(
            None, gabungan.keadaan, gabungan.alasan, None, hasil.aturan, hasil.rumus
        )
    elif gabungan.alasan and hasil.keadaan is Keadaan.TERISI:
        hasil = replace(hasil, alasan=gabungan.alasan)
    return gabungan, hasil


def _compute_tonggak(
    basis: Basis,
    indikator: Indikator,
    versi: VersiTarget,
    daftar_sel: Sequence[Sel],
    konteks: Konteks,
    pilihan: Pilihan,
) -> tuple[Gabungan, HasilCapaian]:
    tonggak = compute_gabungan_tonggak(
        indikator, versi, daftar_sel, konteks.periode, is_setahun=basis == "tahun"
    )
    gabungan = tonggak.gabungan
    if indikator.tahapan and not versi.is_dihapus:
        hasil = compute_capaian_tahapan(
            indikator.tahapan, tonggak.tahap_selesai, pilihan, is_setahun=basis == "tahun"
        )
    else:
        hasil = compute_capaian(
            gabungan.target, gabungan.realisasi, jenis=indikator.jenis, pilihan=pilihan
        )
    if basis == "tw" and not daftar_sel[-1].is_diukur and gabungan.target_dipakai:
        hasil = HasilCapaian(
            None, Keadaan.TIDAK_DIUKUR, alasan.TANPA_TARGET, None, hasil.aturan, hasil.rumus
        )
    return gabungan, hasil


def _describe_tahun_data(gabungan: Gabungan, konteks: Konteks) -> tuple[str, ...]:
    tahun = _list_tahun_lain(gabungan, konteks)
    return (f"nilai tahun {', '.join(map(str, tahun))}",) if tahun else ()


def _describe_agregasi(indikator: Indikator) -> tuple[str, ...]:
    """The signed reason for an agregasi that would else be refused stands beside the figure."""
    alasan_agregasi = indikator.alasan_agregasi
    return (f"agregasi {indikator.agregasi}: {alasan_agregasi}",) if alasan_agregasi else ()


def _list_tahun_lain(gabungan: Gabungan, konteks: Konteks) -> list[int]:
    tahun = {
        sel.isian.tahun_data
        for sel in gabungan.dipakai
        if sel.isian is not None and sel.isian.tahun_data is not None
    }
    return sorted(tahun - {konteks.periode.tahun})


def _describe_sementara(bahan: Bahan, konteks: Konteks) -> str:
    """Why the headline of this indicator can still change, as words that follow its name.

    Empty where it cannot.
    """
    if bahan.hasil.keadaan is Keadaan.BELUM_LAPOR:
        is_separuh = bahan.hasil.alasan == alasan.PASANGAN_TIDAK_LENGKAP
        return f"{'pembilang atau penyebutnya ' if is_separuh else ''}belum dilaporkan"
    tahun = _list_tahun_lain(bahan.gabungan, konteks)
    if tahun:
        return f"memakai data tahun {', '.join(map(str, tahun))}"
    if bahan.hasil.alasan == alasan.KUARTAL_BELUM_LENGKAP:
        return f"baru dilaporkan {bahan.gabungan.catatan[0]}"
    return ""


def collect_isian(
    isian_per_kunci: Mapping[tuple[str, str, int], Isian], indikator: Indikator, jumlah: int
) -> tuple[Isian | None, ...]:
    """Give the owner's answers of quarters 1 to `jumlah` for one indicator."""
    return tuple(
        isian_per_kunci.get((indikator.unit, indikator.kode, nomor))
        for nomor in range(1, jumlah + 1)
    )
