"""What one quarter holds: its own spending, running fisik and output, from the columns given.

A quarter's own column comes first, then its months, then the difference of two to-date figures;
all that the row allows must agree (`deret`, `periksa`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.excel.konversi import Konversi
from kinerja.impor.deret import Langkah, build_deret
from kinerja.impor.periksa import bulan_akhir
from kinerja.impor.peta import Peta
from kinerja.impor.tabel import BarisSumber
from kinerja.model import Masukan, RealisasiAnggaran
from kinerja.periode import Periode


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """What is stored now, by code and quarter, and which of it came by import."""

    per_kunci: dict[tuple[str, int], RealisasiAnggaran]
    dari_impor: frozenset[tuple[str, int]]

    def sum_sd(self, kode: str, triwulan: int) -> int | None:
        """Add the money of the quarters up to one; None where a quarter is not stored."""
        jumlah = 0
        for nomor in range(1, triwulan + 1):
            baris = self.per_kunci.get((kode, nomor))
            if baris is None or baris.realisasi_sen is None:
                return None
            jumlah += baris.realisasi_sen
        return jumlah


def build_tersimpan(masukan: Masukan) -> Tersimpan:
    """Gather what forms and imports hold; the forms carry the import already."""
    impor = {
        (satu.sub_kegiatan_kode, nomor): satu
        for (_, nomor), daftar in masukan.anggaran_impor.items()
        for satu in daftar
    }
    formulir = {
        (satu.sub_kegiatan_kode, nomor): satu
        for (_, nomor), laporan in masukan.laporan_unit.items()
        for satu in laporan.anggaran
    }
    return Tersimpan(impor | formulir, frozenset(impor))


def list_triwulan(peta: Peta, periode: Periode) -> tuple[int, ...]:
    """List the quarters of the period that the map holds money for."""
    besaran = peta.realisasi
    bulan = {*besaran.per_bulan, *besaran.per_sd}
    ada = {*besaran.per_triwulan, *((nomor + 2) // 3 for nomor in bulan)}
    if periode.triwulan is not None:
        return (periode.triwulan,) if periode.triwulan in ada else ()
    return tuple(sorted(ada))


def compute_uang(
    baris: BarisSumber, triwulan: int, lalu_sen: int | None, konversi: Konversi | None
) -> Langkah | None:
    """Give a quarter's spending in sen and its cells; None where the row holds none.

    Args:
        baris: The row.
        triwulan: The quarter.
        lalu_sen: What is stored up to the quarter before, for a lone to-date figure.
        konversi: Where to note that an earlier figure is missing; None notes nothing.
    """
    awal, akhir = 3 * triwulan - 3, 3 * triwulan
    deret = build_deret(baris.uang)
    if (utuh := deret.find(awal, akhir)) is not None:
        return utuh
    bulan = [
        angka
        for nomor in range(awal + 1, akhir + 1)
        if (angka := baris.uang.get(("bulan", nomor))) is not None
    ]
    if bulan:
        return Langkah(
            sum(int(angka.nilai) for angka in bulan), "+".join(a.sel.alamat for a in bulan)
        )
    sd = [nomor for nomor in range(akhir, awal, -1) if ("sd", nomor) in baris.uang]
    if not sd:
        return None
    if lalu_sen is not None:
        deret.add_tersimpan(awal, lalu_sen)
    hasil = deret.find(awal, sd[0])
    if hasil is None and konversi is not None:
        konversi.galat(
            baris.uang["sd", sd[0]].sel,
            "K-IMPOR-SD",
            f"Realisasi triwulan {baris.kode} tidak dapat dihitung dari angka s.d. saja",
            diharapkan="realisasi s.d. triwulan sebelumnya, pada berkas atau yang tersimpan",
            saran="Impor triwulan sebelumnya lebih dahulu, atau petakan kolom s.d. itu.",
        )
    return hasil


def compute_fisik(baris: BarisSumber, triwulan: int) -> tuple[Decimal, str] | None:
    """Give the running physical progress at the latest position within a quarter."""
    calon = sorted(
        (bulan_akhir(posisi), angka.sel.alamat, angka.nilai)
        for posisi, angka in baris.fisik.items()
        if (bulan_akhir(posisi) + 2) // 3 == triwulan
    )
    return (calon[-1][2], calon[-1][1]) if calon else None


def compute_keluaran(baris: BarisSumber, triwulan: int) -> tuple[Decimal, str] | None:
    """Give the output of a quarter."""
    angka = baris.keluaran.get(("triwulan", triwulan))
    return (angka.nilai, angka.sel.alamat) if angka else None
