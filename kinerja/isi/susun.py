"""Small pieces shared by the block builders: cells, tones, joined lists.

Makes no figure and judges no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kinerja.hitung.hasil import HasilIndikator, Ukuran
from kinerja.hitung.jejak import Angka, format_nilai
from kinerja.isi.blok import Nada, Potongan, Sel, Teks
from kinerja.model import Agregasi, Jenis, Keadaan, Nilai, Polaritas

SEBUTAN_AGREGASI: Final = {
    Agregasi.JUMLAH: "jumlah triwulan",
    Agregasi.AKHIR: "nilai triwulan terakhir yang bertarget",
    Agregasi.RATA_RATA: "rata-rata triwulan",
    Agregasi.MAKSIMUM: "nilai tertinggi triwulan",
    Agregasi.MINIMUM: "nilai terendah triwulan",
    Agregasi.RASIO_JUMLAH: "jumlah pembilang ÷ jumlah penyebut",
    Agregasi.RASIO_AKHIR: "pembilang ÷ penyebut triwulan terakhir",
}
CATATAN_LAMBANG: Final = (
    "“belum lapor”: ada target tetapi nilainya belum dilaporkan; “–”: tidak diukur pada periode"
    " ini; “t.d.h.”: tidak dapat dihitung; 0 berarti nilai nol yang dilaporkan."
)


def build_sel(*isi: Potongan, nada: Nada = "", rentang: int = 1) -> Sel:
    """Make a cell from words and figures, leaving empty words out."""
    return Sel(tuple(potongan for potongan in isi if potongan != ""), nada, rentang)


def build_sel_realisasi(ukuran: Ukuran) -> Sel:
    """Make the cell of a realisasi; the year of its data stands beside it where it is another.

    >>> from types import SimpleNamespace as Contoh
    >>> build_sel_realisasi(Contoh(realisasi="WTP", tahun_data=(2024,))).isi
    ('WTP', ' (data 2024)')
    """
    return build_sel(ukuran.realisasi, describe_tahun_data(ukuran))


def describe_tahun_data(ukuran: Ukuran) -> str:
    """Name the year of a value that came late, as words behind the figure; else nothing."""
    tahun = ", ".join(str(satu) for satu in ukuran.tahun_data)
    return f" (data {tahun})" if tahun else ""


def join_daftar(kata: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> join_daftar(["A"]), join_daftar(["A", "B"]), join_daftar(["A", "B", "C"])
    ('A', 'A dan B', 'A, B, dan C')
    """
    if len(kata) <= 2:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"


def join_teks(bagian: Iterable[Teks], pemisah: str = " ") -> Teks:
    """Join pieces of running text with a separator between them."""
    hasil: list[Potongan] = []
    for teks in bagian:
        if not teks:
            continue
        if hasil:
            hasil.append(pemisah)
        hasil.extend(teks)
    return tuple(hasil)


def format_bersatuan(angka: Angka, satuan: str) -> Teks:
    """Give a figure with its unit of measure behind it, `%` written without a space."""
    if angka.keadaan is not Keadaan.TERISI or not has_satuan(angka.nilai, satuan):
        return (angka,)
    return (angka, "%") if satuan.casefold() in {"persen", "%"} else (angka, f" {satuan}")


def has_satuan(nilai: Nilai | int | None, satuan: str) -> bool:
    """Whether a value is a measure that takes its unit (a predikat or date does not)."""
    return (
        bool(satuan)
        and nilai is not None
        and not isinstance(nilai, str)
        and (not hasattr(nilai, "year"))
    )


def choose_nada(hasil: HasilIndikator) -> Nada:
    """Tone of an indicator's headline cell: its category colour, grey where nothing is computed."""
    if hasil.utama.keadaan is not Keadaan.TERISI or hasil.kategori is None:
        return "abu"
    return hasil.kategori.warna


def describe_kategori(hasil: HasilIndikator) -> str:
    """The category label, or the state in words."""
    if hasil.utama.keadaan is Keadaan.TERISI:
        return hasil.kategori.label if hasil.kategori else "tanpa kategori"
    return {
        Keadaan.BELUM_LAPOR: "belum lapor",
        Keadaan.TIDAK_DIUKUR: "tidak diukur",
        Keadaan.TIDAK_DAPAT_DIHITUNG: "tidak dapat dihitung",
    }[hasil.utama.keadaan]


def describe_tercapai(ukuran: Ukuran) -> str:
    """`tercapai`, `belum tercapai`, or an en dash where that cannot be said."""
    if ukuran.is_tercapai is None:
        return "–"
    return "tercapai" if ukuran.is_tercapai else "belum tercapai"


def describe_sifat(hasil: HasilIndikator) -> str:
    """How an indicator is read, in words for a table: kind, direction and aggregation."""
    indikator = hasil.indikator
    jenis = {
        Jenis.ANGKA: "angka",
        Jenis.RENTANG: "rentang",
        Jenis.PREDIKAT: "predikat",
        Jenis.NIHIL: "nihil (toleransi nol)",
        Jenis.TONGGAK: "tonggak waktu",
    }[indikator.jenis]
    arah = {
        Polaritas.NAIK: ", makin tinggi makin baik",
        Polaritas.TURUN: ", makin rendah makin baik",
        Polaritas.STABIL: ", makin dekat target makin baik",
        None: "",
    }[indikator.polaritas]
    toleransi = f"; toleransi {format_nilai(indikator.toleransi)}" if indikator.toleransi else ""
    gabung = SEBUTAN_AGREGASI[indikator.agregasi]
    bobot = f"; bobot {format_nilai(indikator.bobot)}" if indikator.bobot is not None else ""
    return f"{jenis}{arah}{toleransi}; s.d. triwulan: {gabung}{bobot}"
