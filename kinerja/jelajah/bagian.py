"""The views: each a pure function from opened reports and a choice to blocks.

What a widget shows is what these give; the static page shows the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from kinerja.hitung.hasil import HasilIndikator, Rekap, Rerata
from kinerja.hitung.jumlah import compute_jumlah
from kinerja.isi import grafik
from kinerja.isi.blok import (
    Baris,
    Blok,
    DaftarJejak,
    Judul,
    Kartu,
    KartuRingkas,
    Kolom,
    Nada,
    Panel,
    Paragraf,
    Sel,
    Tabel,
)
from kinerja.isi.capaian import build_tabel_capaian, name_basis
from kinerja.isi.grafik_jelajah import draw_sasaran, draw_tren_tahun
from kinerja.isi.grafik_kuadran import draw_kelengkapan, draw_kuadran
from kinerja.isi.narasi import describe_capaian
from kinerja.isi.ringkasan import build_kartu, build_kartu_serapan, build_kartu_tercapai
from kinerja.jelajah.andaian import parse_andaian
from kinerja.jelajah.bahan import Bahan
from kinerja.jelajah.pilihan import Pilihan
from kinerja.jelajah.simulasi import simulate
from kinerja.model import Keadaan, Tingkat

TANDA_SIMULASI: Final = "SIMULASI"
_DITUNJUKKAN: Final = 60


def build_kepala(bahan: Bahan, pilihan: Pilihan, *, is_simulasi: bool = False) -> Judul:
    """The title of a page: period and agency, and what it is narrowed to."""
    data = bahan.open(pilihan.periode).data
    nama = {satu.slug: satu.nama for satu in data.masukan.unit}
    saring = [nama.get(nilai, nilai) for jenis, nilai in pilihan.iter_isian() if jenis != "andaian"]
    return Judul(
        f"{f'{TANDA_SIMULASI}: ' if is_simulasi else ''}Jelajah kinerja {pilihan.periode.judul}",
        f"{data.instansi.nama}, {data.instansi.pemerintah}",
        "sementara" if data.rekap.is_sementara else "draf",
        tuple(saring),
        data.instansi.label_contoh,
        (("opd", pilihan.opd), ("periode", pilihan.periode.slug)),
    )


def build_kartu_pilihan(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """The headline cards: the agency's, or those of the unit, sasaran or indicator chosen."""
    data = bahan.open(pilihan.periode).data
    daftar = bahan.pick_indikator(pilihan)
    if not any((pilihan.unit, pilihan.sasaran, pilihan.indikator)):
        return [build_kartu(data.rekap, data.banding)]
    blok: list[Blok] = [KartuRingkas(tuple(_iter_kartu(data.rekap, daftar, pilihan)))]
    if pilihan.indikator:
        blok += [Paragraf(describe_capaian(hasil, pilihan.periode)) for hasil in daftar]
    return blok


def _iter_kartu(
    rekap: Rekap, daftar: Sequence[HasilIndikator], pilihan: Pilihan
) -> Iterator[Kartu]:
    """Means of the sasaran and unit chosen, what is reached of the indicators, the unit's money."""
    for satu in rekap.sasaran:
        if satu.sasaran.kode == pilihan.sasaran:
            yield _build_kartu_rerata(f"Rata-rata {pilihan.sasaran}", satu.rerata)
    unit = next((satu for satu in rekap.unit if satu.unit.slug == pilihan.unit), None)
    for tingkat in unit.rerata if unit else ():
        sebutan = f"Rata-rata {tingkat.tingkat.replace('_', ' ')} {pilihan.unit}"
        yield _build_kartu_rerata(sebutan, tingkat.rerata)
    if daftar:
        yield build_kartu_tercapai(compute_jumlah(daftar, "jelajah.pilihan"))
    if unit and unit.anggaran:
        yield build_kartu_serapan(unit.anggaran)


def _build_kartu_rerata(judul: str, rerata: Rerata) -> Kartu:
    nada: Nada = rerata.kategori.warna if rerata.kategori else "abu"
    return Kartu(judul, (rerata.angka,), (f"{rerata.cakupan} {rerata.satuan}",), nada)


def build_tren(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """The trend of the indicator, sasaran or agency over quarters and years."""
    bahan.pick_indikator(pilihan)
    apa = "Rata-rata capaian perangkat daerah"
    if pilihan.indikator:
        apa = f"Capaian {pilihan.indikator}"
    elif pilihan.sasaran:
        apa = f"Rata-rata capaian sasaran {pilihan.sasaran}"
    return draw_tren_tahun(
        f"{apa} antar triwulan dan tahun", bahan.build_deret(pilihan), _name_sumber(bahan)
    )


def build_sasaran(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """Capaian by sasaran; of one unit or one sasaran its indicators."""
    data = bahan.open(pilihan.periode).data
    daftar = bahan.pick_indikator(pilihan)
    if not (pilihan.unit or pilihan.sasaran or pilihan.indikator):
        return draw_sasaran(data.rekap, _name_sumber(bahan))
    return [
        grafik.draw_capaian(data.rekap, daftar, _name_sumber(bahan)),
        *build_tabel(bahan, pilihan),
    ]


def build_kuadran(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """Absorption of each program against the capaian of its indicators, in quadrants."""
    rekap = bahan.open(pilihan.periode).data.rekap
    uang = {satu.baris.kode: satu.baris for satu in rekap.anggaran.program}
    pasangan = [
        (hasil, uang[hasil.indikator.program_kode])
        for hasil in bahan.pick_indikator(pilihan)
        if hasil.indikator.tingkat is Tingkat.PROGRAM and hasil.indikator.program_kode in uang
    ]
    return draw_kuadran(
        pasangan, rekap.anggaran.total.kas_persen, name_basis(rekap), _name_sumber(bahan)
    )


def build_kelengkapan(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """Who reported in which quarter, as a heat map and a table."""
    data = bahan.open(pilihan.periode).data
    return draw_kelengkapan(data.rekap, data.masukan, _name_sumber(bahan))


def build_tabel(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """The indicators chosen, with target, realisasi and capaian."""
    daftar = bahan.pick_indikator(pilihan)
    if not daftar:
        return [Paragraf(("Tidak ada indikator dengan pilihan ini.",), "abu")]
    basis = name_basis(bahan.open(pilihan.periode).data.rekap)
    judul = f"Target, realisasi dan capaian {basis}"
    return [build_tabel_capaian("jelajah-tabel", judul, daftar, _name_sumber(bahan))]


def build_simulasi(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """What would change under the what-if chosen, marked as a simulation."""
    andaian = parse_andaian(pilihan.andaian)
    if not andaian:
        return [
            Paragraf(("Belum ada andaian. Ubah realisasi indikator, atau cara menghitung.",), "abu")
        ]
    hasil = simulate(bahan.open(pilihan.periode).data, andaian)
    panel = Panel(
        TANDA_SIMULASI,
        (
            (f"Andaian: {andaian.teks}.",),
            ("Bukan angka laporan. Tidak ada yang disimpan ke data.",),
        ),
        "merah",
    )
    tanda = f"{TANDA_SIMULASI}: "
    baris = [
        (satu.sebutan, satu.lama.teks if satu.lama else "–", satu.baru.teks if satu.baru else "–")
        for satu in hasil.angka
    ]
    blok: list[Blok] = [panel]
    if not baris and not hasil.kategori:
        return [*blok, Paragraf(("Tidak ada angka yang berubah.",))]
    if hasil.kategori:
        kategori = [(satu.sebutan, satu.lama, satu.baru) for satu in hasil.kategori]
        blok.append(_build_beda("simulasi-kategori", f"{tanda}kategori yang berubah", kategori))
    if baris:
        sisa = len(baris) - _DITUNJUKKAN
        catatan = (f"Dan {sisa} angka lain.",) if sisa > 0 else ()
        blok.append(
            _build_beda(
                "simulasi-angka",
                f"{tanda}{len(baris)} angka yang berubah",
                baris[:_DITUNJUKKAN],
                catatan,
            )
        )
    return blok


def _build_beda(
    nama: str, judul: str, daftar: list[tuple[str, str, str]], catatan: tuple[str, ...] = ()
) -> Tabel:
    return Tabel(
        nama,
        judul,
        (Kolom("Apa", "kiri", 4.0), Kolom("Sebelum", "kanan"), Kolom("Sesudah", "kanan")),
        tuple(Baris(tuple(Sel((teks,)) for teks in satu)) for satu in daftar),
        sumber="hitungan ulang atas andaian, bukan isian unit",
        catatan=catatan,
    )


def build_asal(bahan: Bahan, pilihan: Pilihan) -> list[Blok]:
    """The passports of the capaian shown in the table, down to the source cells."""
    angka = [
        satu.utama.capaian
        for satu in bahan.pick_indikator(pilihan)
        if satu.utama.capaian.jejak is not None and satu.utama.keadaan is Keadaan.TERISI
    ]
    if not angka:
        return [Paragraf(("Tidak ada angka yang dihitung dengan pilihan ini.",), "abu")]
    return [DaftarJejak("jelajah-asal", "", tuple(angka))]


def _name_sumber(bahan: Bahan) -> str:
    return "isian unit kerja dan rencana" + (f" ({bahan.label})" if bahan.label else "")


Penyusun = Callable[[Bahan, Pilihan], list[Blok]]
DAFTAR_BAGIAN: Final[Mapping[str, tuple[str, Penyusun]]] = {
    "kartu": ("Kartu", build_kartu_pilihan),
    "tren": ("Tren", build_tren),
    "capaian": ("Capaian", build_sasaran),
    "kuadran": ("Kuadran", build_kuadran),
    "kelengkapan": ("Kelengkapan", build_kelengkapan),
    "tabel": ("Tabel", build_tabel),
    "asal": ("Asal angka", build_asal),
    "simulasi": ("Bagaimana jika", build_simulasi),
}
"""The views by name, with their titles, in the order of the tabs."""
