"""The one-page summary: headline cards, what goes well, what needs a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kinerja.hitung.banding import Banding, Perubahan
from kinerja.hitung.hasil import (
    BarisAnggaran,
    HasilIndikator,
    HasilUnit,
    Rekap,
    RingkasanJumlah,
)
from kinerja.isi.anggaran import describe_anggaran
from kinerja.isi.blok import Blok, Daftar, Kartu, KartuRingkas, Nada, Panel, Paragraf, Teks
from kinerja.isi.capaian import name_basis
from kinerja.isi.narasi import (
    describe_perubahan,
    describe_rerata,
    describe_tanpa_penyebab,
    find_sebab,
    is_merah,
)
from kinerja.isi.susun import format_bersatuan, join_daftar
from kinerja.model import Keadaan
from kinerja.parameter import ParameterPeriode

_PALING_BANYAK: Final = 5


def build_kartu(rekap: Rekap, banding: Banding | None) -> KartuRingkas:
    """The headline cards: mean, targets reached, and absorption against anggaran kas."""
    rerata, jumlah = rekap.rerata, rekap.jumlah
    kartu = [
        Kartu(
            "Rata-rata capaian",
            (rerata.angka,),
            (f"{rerata.cakupan} {rerata.satuan}", *(f"; {satu}" for satu in rerata.catatan[:1])),
            _choose_nada(rekap),
        ),
        build_kartu_tercapai(jumlah),
    ]
    kartu += [build_kartu_serapan(baris) for baris in rekap.anggaran.lingkup]
    kartu.append(build_kartu_serapan(rekap.anggaran.total))
    if banding is not None and banding.rerata.selisih is not None:
        kartu[0] = Kartu(
            kartu[0].label,
            kartu[0].isi,
            (*kartu[0].keterangan, "; triwulan lalu ", banding.rerata.lalu),
            kartu[0].nada,
        )
    return KartuRingkas(tuple(kartu))


def _choose_nada(rekap: Rekap) -> Nada:
    """Colour of the mean's card: its category's, or grey while no unit has reported."""
    if rekap.rerata.kategori is None or not any(unit.is_lapor for unit in rekap.unit):
        return "abu"
    return rekap.rerata.kategori.warna


def build_kartu_tercapai(jumlah: RingkasanJumlah) -> Kartu:
    """How many targets are reached, and how the others stand."""
    return Kartu(
        "Target tercapai",
        (jumlah.tercapai, " dari ", jumlah.jumlah),
        (
            jumlah.belum_tercapai,
            " belum tercapai; ",
            jumlah.belum_lapor,
            " belum lapor; ",
            jumlah.tidak_diukur,
            " tidak diukur; ",
            jumlah.tidak_dapat_dihitung,
            " t.d.h.",
        ),
    )


def build_kartu_serapan(baris: BarisAnggaran) -> Kartu:
    """Absorption of one lingkup with its deviation from anggaran kas."""
    if baris.serapan.keadaan is not Keadaan.TERISI:
        return Kartu(f"Serapan {baris.nama}", (baris.serapan,), ("dari pagu ", baris.pagu), "abu")
    return Kartu(
        f"Serapan {baris.nama}",
        (baris.serapan,),
        ("deviasi terhadap anggaran kas ", baris.deviasi),
    )


def build_baik(daftar: Iterable[HasilIndikator]) -> Daftar:
    """The best reached targets, highest capaian first."""
    tercapai = [hasil for hasil in daftar if hasil.utama.is_tercapai]
    terpilih = sorted(tercapai, key=_sort_key, reverse=True)[:_PALING_BANYAK]
    butir: tuple[Teks, ...] = tuple(_describe_singkat(hasil) for hasil in terpilih)
    return Daftar(
        butir or (("Belum ada target yang tercapai pada periode ini.",),),
        judul="Yang berjalan baik",
    )


def build_keputusan(
    daftar: Iterable[HasilIndikator],
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
) -> Daftar:
    """What needs a decision: missed targets lowest first, then what was not reported."""
    daftar = tuple(daftar)
    butir: list[Teks] = []
    merah = sorted((hasil for hasil in daftar if is_merah(hasil)), key=_sort_key)
    for hasil in merah[:_PALING_BANYAK]:
        gerak = describe_perubahan(perubahan.get(hasil.indikator.kode))
        butir.append(
            (
                *_describe_singkat(hasil),
                *((" ", *gerak) if gerak else ()),
                *_describe_sebab(hasil, nama_unit[hasil.indikator.unit]),
            )
        )
    if len(merah) > _PALING_BANYAK:
        butir.append((f"Selain itu {len(merah) - _PALING_BANYAK} target lain belum tercapai.",))
    belum = [hasil for hasil in daftar if hasil.utama.keadaan is Keadaan.BELUM_LAPOR]
    if belum:
        kode = join_daftar([hasil.indikator.kode for hasil in belum])
        butir.append((f"Belum dilaporkan: {kode}.",))
    return Daftar(
        tuple(butir)
        or (("Tidak ada target yang belum tercapai dan tidak ada data yang kurang.",),),
        judul="Yang memerlukan keputusan",
    )


def _describe_sebab(hasil: HasilIndikator, nama_unit: str) -> Teks:
    sebab = find_sebab(hasil)
    if sebab:
        return (f" Sebab menurut unit: {sebab.rstrip('.')}.",)
    return (" ", *describe_tanpa_penyebab(hasil, nama_unit))


def _describe_singkat(hasil: HasilIndikator) -> Teks:
    ukuran = hasil.utama
    return (
        f"{hasil.indikator.nama}: ",
        *format_bersatuan(ukuran.realisasi, hasil.indikator.satuan),
        " dari target ",
        *format_bersatuan(ukuran.target, hasil.indikator.satuan),
        " (capaian ",
        ukuran.capaian,
        ").",
    )


def _sort_key(hasil: HasilIndikator) -> tuple[object, str]:
    return (hasil.utama.capaian_pakai.nilai, hasil.indikator.kode)


def build_panel_sementara(rekap: Rekap) -> list[Blok]:
    """The notice that figures may still change, with the reasons; nothing when complete."""
    if not rekap.is_sementara:
        return []
    is_kosong = not any(unit.is_lapor for unit in rekap.unit)
    blok: list[Blok] = []
    if is_kosong:
        blok.append(
            Panel(
                f"Belum ada laporan {rekap.periode.judul}",
                (
                    ("Tidak satu unit pun sudah menyampaikan isian periode ini.",),
                    ("Angka yang tampil hanya berasal dari pengukuran triwulan sebelumnya.",),
                ),
                "merah",
            )
        )
    return [
        *blok,
        Panel(
            "Laporan ini sementara",
            tuple((f"{alasan.rstrip('.')}.",) for alasan in rekap.alasan_sementara),
            "kuning",
        ),
    ]


def build_ringkasan(
    rekap: Rekap, banding: Banding | None, nama_unit: Mapping[str, str]
) -> list[Blok]:
    """The whole page for the agency: status, cards, one paragraph, good news, decisions."""
    perubahan = banding.indikator if banding else {}
    utama = [hasil for satu in rekap.sasaran for hasil in satu.indikator]
    blok: list[Blok] = [*build_panel_sementara(rekap), build_kartu(rekap, banding)]
    blok.append(Paragraf(_describe_gerak(rekap, banding)))
    blok.append(Paragraf(describe_anggaran(rekap.anggaran.total, name_basis(rekap))))
    blok.append(build_baik(utama))
    blok.append(build_keputusan(utama, perubahan, nama_unit))
    blok.append(Paragraf(("Disposisi pimpinan atas laporan ini: belum dicatat.",), "abu"))
    return blok


def _describe_gerak(rekap: Rekap, banding: Banding | None) -> Teks:
    teks = describe_rerata(rekap.rerata, f"Rata-rata capaian {name_basis(rekap)}")
    gerak = describe_perubahan(banding.rerata if banding else None)
    return (*teks, " ", *gerak) if gerak else teks


def _describe_impor(hasil_unit: HasilUnit) -> str:
    """Say that money of the quarter came by import, where a unit without a form has any."""
    ada = hasil_unit.anggaran is not None and hasil_unit.anggaran.k
    return ", dan anggaran yang masuk lewat impor" if ada else ""


def build_ringkasan_unit(
    rekap: Rekap,
    hasil_unit: HasilUnit,
    jumlah: RingkasanJumlah,
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
) -> list[Blok]:
    """The summary of one unit: its cards, its sentence of money, good news, what it must do."""
    blok: list[Blok] = []
    if not hasil_unit.is_lapor:
        blok.append(
            Panel(
                "Unit ini belum melaporkan periode ini",
                (
                    (
                        (
                            f"{hasil_unit.unit.nama} belum menyampaikan isian"
                            f" {rekap.periode.judul}; angka yang ditampilkan hanya yang sudah"
                            f" dilaporkan sebelumnya{_describe_impor(hasil_unit)}."
                        ),
                    ),
                ),
                "merah",
            )
        )
    kartu = [
        Kartu(
            f"Rata-rata indikator {satu.tingkat.value.replace('_', ' ')}",
            (satu.rerata.angka,),
            (f"{satu.rerata.cakupan} indikator",),
            satu.rerata.kategori.warna if satu.rerata.kategori else "abu",
        )
        for satu in hasil_unit.rerata
    ]
    if hasil_unit.indikator:
        kartu.append(build_kartu_tercapai(jumlah))
    if hasil_unit.anggaran is not None:
        kartu.append(build_kartu_serapan(hasil_unit.anggaran))
    blok.append(KartuRingkas(tuple(kartu)))
    if hasil_unit.anggaran is not None:
        blok.append(Paragraf(describe_anggaran(hasil_unit.anggaran, name_basis(rekap))))
    if hasil_unit.indikator:
        blok.append(build_baik(hasil_unit.indikator))
        blok.append(build_keputusan(hasil_unit.indikator, perubahan, nama_unit))
    return blok


def build_penutup(rekap: Rekap, banding: Banding | None, parameter: ParameterPeriode) -> list[Blok]:
    """Conclusions from the figures, then what people wrote for this period."""
    jumlah = rekap.jumlah
    blok: list[Blok] = [
        Paragraf(_describe_gerak(rekap, banding)),
        Paragraf(
            (
                "Dari ",
                jumlah.jumlah,
                f" indikator sasaran, {name_basis(rekap)}: ",
                jumlah.tercapai,
                " tercapai, ",
                jumlah.belum_tercapai,
                " belum tercapai, ",
                jumlah.belum_lapor,
                " belum lapor, ",
                jumlah.tidak_diukur,
                " tidak diukur, dan ",
                jumlah.tidak_dapat_dihitung,
                " tidak dapat dihitung.",
            )
        ),
        Paragraf(describe_anggaran(rekap.anggaran.total, name_basis(rekap))),
    ]
    blok += [Paragraf((satu,)) for satu in parameter.simpulan]
    if parameter.rekomendasi:
        blok.append(
            Daftar(
                tuple((satu,) for satu in parameter.rekomendasi),
                is_bernomor=True,
                judul="Rekomendasi",
            )
        )
    return blok
