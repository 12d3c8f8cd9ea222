"""The money of the agencies by lingkup, and its sums: shares of sums, never means of shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinerja.angka import format_rupiah
from kinerja.hitung.jejak import Angka, Jejak, Operan
from kinerja.hitung.pemda.bahan import BahanOpd
from kinerja.hitung.pemda.hasil import BarisLingkup, BarisOpd
from kinerja.hitung.pemda.salin import LINGKUP, copy_angka, find_alamat
from kinerja.model import Keadaan


def build_lingkup(bahan: BahanOpd, lingkup: str) -> BarisLingkup:
    """Give an agency's money of a lingkup, and its share."""
    pagu = copy_angka(bahan, f"ang.{lingkup}.pagu", f"{lingkup}.pagu", "rupiah")
    realisasi = copy_angka(bahan, f"ang.{lingkup}.realisasi_sd", f"{lingkup}.realisasi", "rupiah")
    kunci = f"pemda.{bahan.slug}.{lingkup}.serapan"
    serapan = _compute_serapan(kunci, f"{bahan.nama}: serapan {LINGKUP[lingkup]}", pagu, realisasi)
    return BarisLingkup(
        lingkup,
        LINGKUP[lingkup],
        pagu,
        realisasi,
        serapan,
        sebagian=(bahan.nama,) if bahan.laporan.is_realisasi_sebagian(lingkup) else (),
        terhitung=(bahan.nama,) if realisasi.nilai is not None else (),
    )


def list_lingkup(daftar: Sequence[BarisOpd]) -> tuple[BarisLingkup, ...]:
    """Sum the money of the agencies by lingkup, then both; shares follow from the sums."""
    bagian = [
        _sum_lingkup(
            kunci,
            nama,
            [(satu.bahan.nama, satu.skpd if kunci == "skpd" else satu.skpkd) for satu in daftar],
        )
        for kunci, nama in LINGKUP.items()
    ]
    total = _sum_lingkup("total", "Jumlah belanja", [(satu.nama, satu) for satu in bagian])
    return (*bagian, total)


def _sum_lingkup(
    lingkup: str, nama: str, daftar: Sequence[tuple[str, BarisLingkup]]
) -> BarisLingkup:
    """Sum what is known; whose realisasi lacks is named, its pagu stays in the divisor."""
    milik = [(asal, satu) for asal, satu in daftar if isinstance(satu.pagu.nilai, int)]
    belum = _join_nama(
        satu.tanpa_realisasi or ((asal,) if satu.realisasi.nilai is None else ())
        for asal, satu in milik
    )
    sebagian = _join_nama(satu.sebagian for _, satu in milik)
    awalan = f"pemda.ang.{lingkup}"
    is_tanpa = any(satu.pagu.keadaan is Keadaan.TIDAK_DIUKUR for _, satu in daftar)
    kosong = Keadaan.TIDAK_DIUKUR if is_tanpa else Keadaan.TIDAK_DAPAT_DIHITUNG
    pagu = _sum(
        f"{awalan}.pagu", f"Pagu {nama}", [(asal, satu.pagu) for asal, satu in milik], kosong
    )
    realisasi = _sum(
        f"{awalan}.realisasi",
        f"Realisasi {nama}",
        [(asal, satu.realisasi) for asal, satu in milik],
        Keadaan.BELUM_LAPOR if milik else kosong,
    )
    judul = f"Serapan {nama} seluruh perangkat daerah"
    serapan = _compute_serapan(f"{awalan}.serapan", judul, pagu, realisasi)
    terhitung = _join_nama(satu.terhitung for _, satu in milik)
    return BarisLingkup(lingkup, nama, pagu, realisasi, serapan, belum, sebagian, terhitung)


def _join_nama(daftar: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Join names, each once, by name."""
    return tuple(sorted({nama for satu in daftar for nama in satu}))


def _sum(kunci: str, judul: str, daftar: Sequence[tuple[str, Angka]], kosong: Keadaan) -> Angka:
    """Sum the known amounts; without any there is no sum, which is not Rp0."""
    ada = [(asal, satu, satu.nilai) for asal, satu in daftar if isinstance(satu.nilai, int)]
    if not ada:
        return Angka(kunci, None, "rupiah", kosong, "Rp")
    jumlah = sum(nilai for _, _, nilai in ada)
    jejak = Jejak(
        f"{judul} seluruh perangkat daerah",
        "jumlah atas perangkat daerah yang laporannya dapat dipakai",
        tuple(Operan(asal, satu.teks, find_alamat(satu)) for asal, satu, _ in ada),
        (f"Jumlah {len(ada)} nilai = {format_rupiah(jumlah)}.",),
    )
    return Angka(kunci, jumlah, "rupiah", satuan="Rp", jejak=jejak)


def _compute_serapan(kunci: str, judul: str, pagu: Angka, realisasi: Angka) -> Angka:
    if not isinstance(pagu.nilai, int) or not isinstance(realisasi.nilai, int):
        kurang = realisasi if isinstance(pagu.nilai, int) else pagu
        return Angka(kunci, None, "persen", kurang.keadaan, "%", kurang.alasan)
    if pagu.nilai == 0:
        return Angka(kunci, None, "persen", Keadaan.TIDAK_DIUKUR, "%")
    nilai = Decimal(realisasi.nilai) / pagu.nilai * 100
    jejak = Jejak(
        judul,
        "realisasi s.d. ÷ pagu × 100",
        (
            Operan("realisasi s.d.", realisasi.teks, find_alamat(realisasi)),
            Operan("pagu", pagu.teks, find_alamat(pagu)),
        ),
        (f"{realisasi.teks} ÷ {pagu.teks} × 100.",),
    )
    return Angka(kunci, nilai, "persen", satuan="%", jejak=jejak)
