"""Checks within an exported table: parents, totals, contradictions, falls, negative amounts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from kinerja.angka import NAMA_BULAN, format_angka, format_rupiah
from kinerja.impor.deret import build_deret
from kinerja.impor.judul import Posisi
from kinerja.impor.peta import Peta
from kinerja.impor.tabel import Angka, BarisSumber, JenisBaris, TabelSumber
from kinerja.model.padanan import compute_kunci
from kinerja.periode import ROMAWI

_Jumlah = Counter[str]
"""Money in sen by what it is: pagu, or realisasi of a position."""
_SARAN_JUMLAH: Final = (
    "Periksa apakah ada baris sub kegiatan yang hilang, tersaring, atau terhitung dua kali."
)


def check_tabel(tabel: TabelSumber, peta: Peta) -> None:
    """Note everything in a table that contradicts itself."""
    _check_jumlah(tabel, peta)
    for baris in tabel.sub:
        _check_kembali(tabel, baris)
        _check_pertentangan(tabel, baris)
        _check_turun(tabel, baris)
        _check_fisik(tabel, baris)


def describe_posisi(posisi: Posisi) -> str:
    """Name what a column holds.

    >>> describe_posisi(("sd", 6)), describe_posisi(("triwulan", 2)), describe_posisi(("bulan", 1))
    ('s.d. Juni', 'Triwulan II', 'Januari')
    """
    jenis, nomor = posisi
    if jenis == "triwulan":
        return f"Triwulan {ROMAWI[nomor - 1]}"
    nama = NAMA_BULAN[nomor - 1]
    return f"s.d. {nama}" if jenis == "sd" else nama


def _check_jumlah(tabel: TabelSumber, peta: Peta) -> None:
    """Hold parents against their children, totals against all rows or those since the last one."""
    semua: _Jumlah = Counter()
    per_induk: defaultdict[tuple[str, ...], _Jumlah] = defaultdict(Counter)
    for baris in tabel.sub:
        kunci = compute_kunci(baris.kode)
        for nama, angka in _list_uang(baris):
            semua[nama] += int(angka.nilai)
            for panjang in range(1, len(kunci)):
                per_induk[kunci[:panjang]][nama] += int(angka.nilai)
    sejak: _Jumlah = Counter()
    for baris in tabel.baris:
        if baris.jenis is JenisBaris.SUB:
            for nama, angka in _list_uang(baris):
                sejak[nama] += int(angka.nilai)
        elif baris.jenis is JenisBaris.INDUK:
            anak = per_induk.get(compute_kunci(baris.kode), Counter())
            _compare(tabel, peta, baris, [anak], "K-IMPOR-INDUK")
        else:
            _compare(tabel, peta, baris, [semua, sejak], "K-IMPOR-JUMLAH")
            sejak = Counter()


def _compare(
    tabel: TabelSumber,
    peta: Peta,
    baris: BarisSumber,
    daftar_jumlah: Sequence[_Jumlah],
    kode: str,
) -> None:
    longgar = peta.toleransi_jumlah * peta.kali * 100
    sebutan = f"Baris induk {baris.kode}" if baris.kode else "Baris jumlah"
    for nama, angka in _list_uang(baris):
        jumlah = [satu[nama] for satu in daftar_jumlah]
        if any(abs(int(angka.nilai) - satu) <= longgar for satu in jumlah):
            continue
        tabel.pembaca.konversi.galat(
            angka.sel,
            kode,
            f"{sebutan} berbeda dari jumlah sub kegiatannya, {nama}",
            ditemukan=format_rupiah(int(angka.nilai)),
            diharapkan=format_rupiah(jumlah[0]),
            saran=_SARAN_JUMLAH,
        )


def _list_uang(baris: BarisSumber) -> Iterable[tuple[str, Angka]]:
    if baris.pagu is not None:
        yield "pagu", baris.pagu
    for posisi, angka in baris.uang.items():
        yield f"realisasi {describe_posisi(posisi)}", angka


def _check_kembali(tabel: TabelSumber, baris: BarisSumber) -> None:
    for posisi, angka in baris.uang.items():
        if posisi[0] != "sd" and angka.nilai < 0:
            tabel.pembaca.konversi.catatan(
                angka.sel,
                "K-IMPOR-KEMBALI",
                f"Realisasi {describe_posisi(posisi)} {baris.kode} negatif, dianggap pengembalian",
                ditemukan=format_rupiah(int(angka.nilai)),
            )


def _check_pertentangan(tabel: TabelSumber, baris: BarisSumber) -> None:
    """Hold every figure of a row against what its other cells say of the same months."""
    for satu in build_deret(baris.uang).pertentangan:
        tabel.pembaca.konversi.galat(
            satu.angka.sel,
            "K-IMPOR-SD",
            f"Realisasi {describe_posisi(satu.posisi)} {baris.kode} berbeda dari sel lain pada"
            " barisnya",
            ditemukan=format_rupiah(int(satu.angka.nilai)),
            diharapkan=f"{format_rupiah(satu.lain.sen)} menurut {satu.lain.alamat}",
            saran="Betulkan salah satunya di sumbernya, lalu ekspor ulang.",
        )


def _check_turun(tabel: TabelSumber, baris: BarisSumber) -> None:
    sd = sorted((n, angka) for (jenis, n), angka in baris.uang.items() if jenis == "sd")
    for (lama, dulu), (baru, kini) in pairwise(sd):
        if kini.nilai < dulu.nilai:
            tabel.pembaca.konversi.peringatan(
                kini.sel,
                "K-IMPOR-TURUN",
                f"Realisasi s.d. {baris.kode} turun",
                ditemukan=f"{describe_posisi(('sd', baru))} {format_rupiah(int(kini.nilai))},"
                f" {describe_posisi(('sd', lama))} {format_rupiah(int(dulu.nilai))}",
                saran="Benar bila ada pengembalian; bila tidak, betulkan sumbernya.",
            )


def _check_fisik(tabel: TabelSumber, baris: BarisSumber) -> None:
    urut = sorted(
        (bulan_akhir(posisi), angka.sel.alamat, angka) for posisi, angka in baris.fisik.items()
    )
    for (_, _, dulu), (_, _, kini) in pairwise(urut):
        if kini.nilai < dulu.nilai:
            tabel.pembaca.konversi.peringatan(
                kini.sel,
                "K-IMPOR-FISIK",
                f"Fisik {baris.kode} turun",
                ditemukan=f"{format_angka(kini.nilai)} sesudah {format_angka(dulu.nilai)}",
                saran="Fisik adalah kemajuan berjalan; betulkan sumbernya.",
            )


def bulan_akhir(posisi: Posisi) -> int:
    """Give the last month of a position.

    >>> bulan_akhir(("triwulan", 2)), bulan_akhir(("sd", 5))
    (6, 5)
    """
    return 3 * posisi[1] if posisi[0] == "triwulan" else posisi[1]
