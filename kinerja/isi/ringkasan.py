"""The one-page summary and the closing: headline cards and sentences around the two lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kinerja.hitung.banding import Banding, Perubahan
from kinerja.hitung.hasil import (
    BarisAnggaran,
    HasilUnit,
    Rekap,
    RingkasanJumlah,
)
from kinerja.hitung.jejak import Angka
from kinerja.isi.anggaran import describe_anggaran
from kinerja.isi.blok import Blok, Daftar, Kartu, KartuRingkas, Nada, Panel, Paragraf, Teks
from kinerja.isi.capaian import is_dinilai, name_basis
from kinerja.isi.keputusan import build_baik, build_keputusan, collect_catatan, pick_menyimpang
from kinerja.isi.narasi import describe_perubahan, describe_rerata
from kinerja.isi.susun import join_teks
from kinerja.model import Keadaan
from kinerja.parameter import ParameterPeriode


def build_kartu(rekap: Rekap, banding: Banding | None) -> KartuRingkas:
    """The headline cards: mean, targets reached, and absorption against anggaran kas."""
    keterangan: Teks = (f"{rekap.rerata.cakupan} {rekap.rerata.satuan}",)
    if banding is not None and banding.rerata.selisih is not None:
        keterangan += ("; triwulan lalu ", banding.rerata.lalu)
    rerata = Kartu("Rata-rata capaian", (rekap.rerata.angka,), keterangan, _choose_nada(rekap))
    return KartuRingkas(
        (
            rerata,
            build_kartu_tercapai(rekap.jumlah),
            *(build_kartu_serapan(baris) for baris in rekap.anggaran.lingkup),
            build_kartu_serapan(rekap.anggaran.total),
        )
    )


def _choose_nada(rekap: Rekap) -> Nada:
    """Colour of the mean's card: its category's, or grey while no unit has reported."""
    kategori = rekap.rerata.kategori
    return kategori.warna if kategori is not None and is_dinilai(rekap) else "abu"


def build_kartu_tercapai(jumlah: RingkasanJumlah) -> Kartu:
    """How many of the targets of the period are reached, and how the others stand."""
    return Kartu(
        "Target tercapai",
        (jumlah.tercapai, " dari ", jumlah.bertarget),
        join_teks(_list_jumlah(jumlah), "; "),
    )


def _list_jumlah(jumlah: RingkasanJumlah) -> list[Teks]:
    """The groups beside `tercapai` that hold anything."""
    semua: list[tuple[Angka, str]] = [
        (jumlah.belum_tercapai, "belum tercapai"),
        (jumlah.belum_lapor, "belum lapor"),
        (jumlah.tidak_dapat_dihitung, "tidak dapat dihitung"),
        (jumlah.tidak_diukur, "tidak diukur"),
    ]
    return [(angka, f" {sebutan}") for angka, sebutan in semua if angka.nilai]


def build_kartu_serapan(baris: BarisAnggaran) -> Kartu:
    """Absorption of one lingkup with its deviation from anggaran kas."""
    if baris.serapan.keadaan is not Keadaan.TERISI:
        return Kartu(f"Serapan {baris.nama}", (baris.serapan,), ("dari pagu ", baris.pagu), "abu")
    return Kartu(
        f"Serapan {baris.nama}",
        (baris.serapan,),
        ("rencana anggaran kas ", baris.kas_persen),
    )


def build_panel_sementara(alasan: Sequence[str], judul: str) -> list[Blok]:
    """The notice that figures may still change, with the reasons; nothing when complete."""
    if not alasan:
        return []
    return [Panel(judul, tuple((f"{satu.rstrip('.')}.",) for satu in alasan), "kuning")]


def build_ringkasan(
    rekap: Rekap, banding: Banding | None, nama_unit: Mapping[str, str], disposisi: Teks
) -> list[Blok]:
    """The whole page for the agency: status, cards, sentences, good news, decisions.

    `disposisi` says whether there is a disposition and how follow-ups stand.
    """
    utama = [hasil for satu in rekap.sasaran for hasil in satu.indikator]
    blok: list[Blok] = []
    if not is_dinilai(rekap):
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
    blok += build_panel_sementara(rekap.alasan_sementara, "Laporan ini sementara")
    blok.append(build_kartu(rekap, banding))
    blok.append(Paragraf(_describe_gerak(rekap, banding)))
    blok.append(Paragraf(_describe_uang(rekap)))
    blok.append(build_baik(utama))
    blok.append(
        build_keputusan(
            (*utama, *rekap.program),
            pick_menyimpang(rekap.anggaran.unit, rekap.kebijakan.batas_deviasi),
            banding.indikator if banding else {},
            nama_unit,
            rekap.periode,
            collect_catatan(rekap.anggaran),
        )
    )
    blok.append(Paragraf(disposisi, "abu"))
    return blok


def _describe_uang(rekap: Rekap) -> Teks:
    """The budget of each lingkup in a sentence of its own: one dwarfs the other."""
    basis = name_basis(rekap)
    return join_teks(describe_anggaran(baris, basis) for baris in rekap.anggaran.lingkup)


def _describe_gerak(rekap: Rekap, banding: Banding | None) -> Teks:
    nama = f"Rata-rata capaian {name_basis(rekap)}"
    teks = describe_rerata(rekap.rerata, nama, has_kategori=is_dinilai(rekap))
    return join_teks((teks, _describe_banding(rekap, banding)))


def _describe_banding(rekap: Rekap, banding: Banding | None) -> Teks:
    """The change since the quarter before, like for like, or why none can be told."""
    if banding is None:
        is_awal = rekap.periode.triwulan == 1
        return ("Belum ada triwulan sebelumnya pada tahun ini.",) if is_awal else ()
    if banding.rerata.selisih is not None:
        return join_teks(
            (describe_perubahan(banding.rerata, "Rata-rata ini"), _describe_sebanding(banding))
        )
    if not banding.alasan_beda or not is_dinilai(rekap):
        return ()
    teks: Teks = (f"Tidak dibandingkan dengan triwulan sebelumnya: {banding.alasan_beda}.",)
    return join_teks((teks, _describe_sebanding(banding)))


def _describe_sebanding(banding: Banding) -> Teks:
    """The change over what was computed in both quarters, where that is not all of it."""
    if banding.sebanding is None or not (banding.alasan_beda or banding.beda_indikator):
        return ()
    subjek = "Pada indikator yang terhitung di kedua triwulan, rata-ratanya"
    return describe_perubahan(banding.sebanding, subjek)


def build_ringkasan_unit(
    rekap: Rekap,
    hasil_unit: HasilUnit,
    jumlah: RingkasanJumlah,
    perubahan: Mapping[str, Perubahan],
    nama_unit: Mapping[str, str],
) -> list[Blok]:
    """The summary of one unit: its status, cards, money, good news, what it must do."""
    blok = build_panel_sementara(hasil_unit.alasan_sementara, "Laporan unit ini sementara")
    kartu = [
        Kartu(
            f"Rata-rata indikator {satu.tingkat.value.replace('_', ' ')}",
            (satu.rerata.angka,),
            (f"{satu.rerata.cakupan} indikator",),
            satu.rerata.kategori.warna if satu.rerata.kategori else "abu",
        )
        for satu in hasil_unit.rerata
    ]
    anggaran = hasil_unit.anggaran
    if hasil_unit.indikator:
        kartu.append(build_kartu_tercapai(jumlah))
    if anggaran is not None:
        kartu.append(build_kartu_serapan(anggaran))
    blok.append(KartuRingkas(tuple(kartu)))
    if anggaran is not None:
        blok.append(Paragraf(describe_anggaran(anggaran, name_basis(rekap))))
    if hasil_unit.indikator:
        blok.append(build_baik(hasil_unit.indikator))
    blok.append(
        build_keputusan(
            hasil_unit.indikator,
            pick_menyimpang([anggaran] if anggaran else [], rekap.kebijakan.batas_deviasi),
            perubahan,
            nama_unit,
            rekap.periode,
            collect_catatan(rekap.anggaran),
        )
    )
    return blok


def describe_jumlah(jumlah: RingkasanJumlah, nama: str, basis: str) -> Teks:
    """The counts of a list of indicators in a sentence."""
    rinci = join_teks(((jumlah.tercapai, " tercapai"), *_list_jumlah(jumlah)), ", ")
    return ("Dari ", jumlah.jumlah, f" indikator {nama}, {basis}: ", *rinci, ".")


def build_penutup(rekap: Rekap, banding: Banding | None, parameter: ParameterPeriode) -> list[Blok]:
    """Conclusions from the figures, then what people wrote for this period."""
    basis = name_basis(rekap)
    blok: list[Blok] = [
        Paragraf(_describe_gerak(rekap, banding)),
        Paragraf(describe_jumlah(rekap.jumlah, "sasaran", basis)),
        Paragraf(describe_anggaran(rekap.anggaran.total, basis)),
        Paragraf(_describe_uang(rekap)),
        *(Paragraf((satu,)) for satu in parameter.simpulan),
    ]
    return [*blok, *_list_rekomendasi(parameter.rekomendasi)]


def build_penutup_unit(rekap: Rekap, hasil_unit: HasilUnit, jumlah: RingkasanJumlah) -> list[Blok]:
    """The closing of a unit's report: its counts and its money."""
    basis = name_basis(rekap)
    blok: list[Blok] = []
    if hasil_unit.indikator:
        blok.append(Paragraf(describe_jumlah(jumlah, "unit ini", basis)))
    if hasil_unit.anggaran is not None:
        blok.append(Paragraf(describe_anggaran(hasil_unit.anggaran, basis)))
    return blok or [Paragraf(("Unit ini tidak mempunyai indikator maupun anggaran.",))]


def _list_rekomendasi(rekomendasi: Iterable[str]) -> list[Blok]:
    butir: tuple[Teks, ...] = tuple((satu,) for satu in rekomendasi)
    return [Daftar(butir, is_bernomor=True, judul="Rekomendasi")] if butir else []
