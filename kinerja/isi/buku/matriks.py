"""Sheet Matriks: the 42 numbered columns of the yearly form, one row an indicator.

Performance is s.d. each quarter, as it is judged; money stands once for each program, at its first
indicator, and in total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.hitung.anggaran_sel import sum_kas
from kinerja.hitung.hasil import BarisAnggaran, HasilIndikator, KelompokAnggaran, Rekap
from kinerja.hitung.jejak import Angka
from kinerja.hitung.tahunan import PerbandinganTahun, build_perbandingan
from kinerja.isi.buku.anggaran import list_uang
from kinerja.isi.buku.bahan import (
    ANGGARAN,
    INDIKATOR,
    ISIAN_ANGGARAN,
    MATRIKS,
    PERKEMBANGAN,
    BahanBuku,
)
from kinerja.isi.buku.blok import (
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    bare,
    build_baris,
    list_jangkauan,
    teks,
)
from kinerja.isi.buku.indikator import find_rekap
from kinerja.isi.buku.isian_anggaran import sen, sort_sel
from kinerja.isi.buku.rumus import BELUM, KOSONG, build_teks_angka, round_rumus
from kinerja.isi.buku.ukuran import find_rumus_angka
from kinerja.isi.susun import describe_kategori
from kinerja.model import Jenis, Keadaan, Rentang
from kinerja.periode import ROMAWI

BANYAK_KOLOM = 42


def _build_kolom(bahan: BahanBuku) -> tuple[KolomBuku, ...]:
    tahun = bahan.rekap.periode.tahun
    kolom = [
        KolomBuku("no", "No", "Nomor urut", bentuk="cacah", lebar=5),
        KolomBuku("sasaran", "Sasaran", "Sasaran atau tujuan yang diukur", lebar=11),
        KolomBuku("kode", "Kode", "Kode indikator", lebar=10),
        KolomBuku("nama", "Indikator", "Nama indikator", lebar=34),
        KolomBuku("satuan", "Satuan", "Satuan ukuran", lebar=11),
        KolomBuku("target", f"Target {tahun}", "Target setahun", "rumus", "angka", 11),
    ]
    for i, romawi in enumerate(ROMAWI, start=1):
        arti = f"Anggaran kas Triwulan {romawi} programnya"
        kolom.append(KolomBuku(f"kas{i}", romawi, arti, "rumus", "rupiah", 18, "Anggaran (Rp)"))
    for i, romawi in enumerate(ROMAWI, start=1):
        arti = f"Target s.d. Triwulan {romawi}"
        kolom.append(KolomBuku(f"t{i}", romawi, arti, "rumus", "angka", 11, "Target s.d."))
    for i, romawi in enumerate(ROMAWI, start=1):
        grup = f"s.d. Triwulan {romawi}"
        kolom += [
            KolomBuku(f"r{i}", "Realisasi", "Realisasi", "rumus", "angka", 11, grup),
            KolomBuku(f"c{i}", "Capaian", "Capaian mentah", "rumus", "persen", 10, grup),
            KolomBuku(f"p{i}", "Predikat", "Kelas capaian", "rumus", "kategori", 13, grup),
        ]
    grup = f"Terhadap target {tahun}"
    kolom += [
        KolomBuku("r", "Realisasi", "Realisasi terhadap setahun", "rumus", "angka", 11, grup),
        KolomBuku("c", "Capaian", "Capaian terhadap setahun", "rumus", "persen", 10, grup),
        KolomBuku("p", "Predikat", "Kelas capaian periode ini", "rumus", "kategori", 13, grup),
    ]
    for i, romawi in enumerate(ROMAWI, start=1):
        grup = f"Keuangan Triwulan {romawi}"
        kolom += [
            KolomBuku(f"uang{i}", "Realisasi (Rp)", "Realisasi", "rumus", "rupiah", 18, grup),
            KolomBuku(f"serap{i}", "Serapan s.d.", "Serapan s.d.", "rumus", "persen", 10, grup),
        ]
    kolom += [
        KolomBuku("uang", "Realisasi (Rp)", "Realisasi s.d.", "rumus", "rupiah", 18, "Keuangan"),
        KolomBuku("serap", "Serapan", "Serapan s.d.", "rumus", "persen", 10, "Keuangan"),
        KolomBuku("renstra", "Target", "Target akhir Renstra", "isian", "angka", 11, "Renstra"),
        KolomBuku("cr", "Capaian", "Hanya laporan tahunan", "rumus", "persen", 10, "Renstra"),
        KolomBuku("bukti", "Bukti", "Bukti menurut unit", lebar=26),
    ]
    return tuple(kolom)


@dataclass(frozen=True, slots=True)
class _Uang:
    """Money of a program or of all: its rows among the inputs, and its row of each quarter."""

    baris: BarisAnggaran
    anggota: tuple[int, ...]
    lembar: Tempat
    triwulan: tuple[BarisAnggaran | None, ...]


def build_matriks(bahan: BahanBuku) -> LembarBuku:
    """Build the matrix with its row of totals."""
    kolom = _build_kolom(bahan)
    if len(kolom) != BANYAK_KOLOM:
        raise ValueError(len(kolom))
    banding = build_perbandingan(bahan.rekap) if bahan.is_tahunan else {}
    uang = _map_uang(bahan)
    sudah: set[str] = set()
    baris = []
    for nomor, hasil in enumerate(bahan.daftar):
        isi = _build_kinerja(bahan, nomor, hasil)
        isi |= _build_renstra(bahan, nomor, hasil, banding)
        kode = hasil.indikator.program_kode
        if kode in uang and kode not in sudah:
            sudah.add(kode)
            isi |= _build_uang(bahan, uang[kode], Tempat(MATRIKS, f"i{nomor}"))
        baris.append(build_baris(f"i{nomor}", kolom, isi))
    if "" in uang:
        isi = {"nama": "TOTAL REKAPITULASI (seluruh belanja)"}
        isi |= _build_uang(bahan, uang[""], Tempat(MATRIKS, "total"))
        baris.append(build_baris("total", kolom, isi, "jumlah"))
    return LembarBuku(
        MATRIKS,
        f"Matriks pengukuran kinerja dan keuangan {bahan.rekap.periode.judul}",
        "Kinerja s.d. tiap triwulan; uang program ditulis sekali, pada indikator pertamanya.",
        kolom,
        tuple(baris),
        kolom_beku=4,
        is_bernomor=True,
        is_a3=True,
    )


def _build_kinerja(bahan: BahanBuku, nomor: int, hasil: HasilIndikator) -> dict[str, SelBuku]:
    indikator = hasil.indikator
    asal, lalu = Tempat(INDIKATOR, f"i{nomor}"), Tempat(PERKEMBANGAN, f"i{nomor}")
    tahun = hasil.tahun
    isi: dict[str, SelBuku] = {
        "no": NilaiBuku(Decimal(nomor + 1), "cacah"),
        "sasaran": ", ".join(indikator.sasaran_kode),
        "kode": indikator.kode,
        "nama": indikator.nama,
        "satuan": indikator.satuan,
        "bukti": hasil.isian.bukti if hasil.isian else "",
        "target": _refer_target(asal, "tahun", tahun.target),
        "r": RumusBuku(asal("tahun_realisasi"), bare(tahun.realisasi)),
        "c": RumusBuku(asal("tahun_capaian"), bare(tahun.capaian)),
        "p": RumusBuku(
            asal(f"{bahan.basis_utama}_kategori"),
            NilaiBuku(describe_kategori(hasil), "kategori"),
        ),
    }
    for i in range(1, bahan.n + 1):
        per = next(
            (h for h in find_rekap(bahan, i).indikator if h.indikator.kode == indikator.kode), None
        )
        if per is None:
            continue
        isi[f"t{i}"] = _refer_target(lalu, f"s{i}", per.sd.target)
        isi[f"r{i}"] = RumusBuku(lalu(f"s{i}_realisasi"), bare(per.sd.realisasi))
        isi[f"c{i}"] = RumusBuku(lalu(f"s{i}_capaian"), bare(per.sd.capaian))
        isi[f"p{i}"] = RumusBuku(
            lalu(f"s{i}_kategori"), NilaiBuku(describe_kategori(per), "kategori")
        )
    return isi


def _refer_target(asal: Tempat, awalan: str, target: Angka) -> RumusBuku:
    """Repeat a target; the bounds of a range stand in one cell, as the report prints them."""
    bawah, atas = asal(f"{awalan}_target"), asal(f"{awalan}_atas")
    if not isinstance(target.nilai, Rentang):
        return RumusBuku(bawah, bare(target))
    isi = f'IF(ISTEXT({bawah}),{bawah},{build_teks_angka(bawah)}&"–"&{build_teks_angka(atas)})'
    return RumusBuku(isi, teks(target.teks))


def _build_renstra(
    bahan: BahanBuku,
    nomor: int,
    hasil: HasilIndikator,
    banding: Mapping[str, PerbandinganTahun],
) -> dict[str, SelBuku]:
    """The end of the Renstra; its capaian is a figure of the yearly report only."""
    target = hasil.indikator.target_renstra
    if hasil.indikator.kode not in banding:
        return {} if target is None else {"renstra": NilaiBuku(_write_nilai(target), "teks")}
    renstra = banding[hasil.indikator.kode].renstra
    if hasil.indikator.jenis not in {Jenis.ANGKA, Jenis.NIHIL}:
        return {"renstra": bare(renstra.target), "cr": bare(renstra.capaian)}
    tempat = Tempat(MATRIKS, f"i{nomor}")
    t, r = tempat("renstra"), tempat("r")
    isi = find_rumus_angka(bahan, hasil)(t, "", r)
    formula = f'IF(OR({t}="",ISTEXT({t}),ISTEXT({r})),{KOSONG},{isi})'
    return {"renstra": bare(renstra.target), "cr": RumusBuku(formula, bare(renstra.capaian))}


def _write_nilai(nilai: object) -> str:
    return Angka("renstra", nilai, "teks" if isinstance(nilai, str) else "angka").teks  # type: ignore[arg-type]


def _map_uang(bahan: BahanBuku) -> dict[str, _Uang]:
    """Map each program and kegiatan to its money; the empty code is the total."""
    per_triwulan = [_map_baris(bahan, find_rekap(bahan, i)) for i in range(1, bahan.n + 1)]
    hasil: dict[str, _Uang] = {}
    for nomor, satu in enumerate(list_uang(bahan)):
        tingkat = satu.baris.tingkat
        if nomor == 0:
            kunci = ""
        elif tingkat in {"program", "kegiatan"}:
            kunci = satu.baris.kode
        else:
            continue
        baris = tuple(isi.get(kunci) for isi in per_triwulan)
        hasil[kunci] = _Uang(satu.baris, satu.anggota, Tempat(ANGGARAN, f"u{nomor}"), baris)
    return hasil


def _map_baris(bahan: BahanBuku, rekap: Rekap) -> dict[str, BarisAnggaran]:
    if bahan.unit is None:
        total, pohon = rekap.anggaran.total, rekap.anggaran.program
    else:
        slug = bahan.unit.unit.slug
        milik = next((u.anggaran for u in rekap.unit if u.unit.slug == slug), None)
        if milik is None:
            return {}
        total, pohon = milik, dict(rekap.anggaran.program_per_unit).get(slug, ())
    return {"": total} | {baris.kode: baris for baris in _walk(pohon)}


def _walk(pohon: Sequence[KelompokAnggaran]) -> Iterator[BarisAnggaran]:
    for kelompok in pohon:
        yield kelompok.baris
        yield from _walk(kelompok.kelompok)


def _build_uang(bahan: BahanBuku, uang: _Uang, tempat: Tempat) -> dict[str, SelBuku]:
    urut = sort_sel(bahan.daftar_sel)
    milik = [urut[i] for i in uang.anggota]
    isi: dict[str, SelBuku] = {
        f"kas{i}": RumusBuku(f"ROUND({_sum(f'kas{i}', uang.anggota)},2)", sen(sum_kas(milik, i)))
        for i in range(1, 5)
    }
    for i, baris in enumerate(uang.triwulan, start=1):
        if baris is not None:
            isi |= _build_triwulan(uang, baris, tempat, i)
    isi["uang"] = RumusBuku(uang.lembar("realisasi_sd"), bare(uang.baris.realisasi_sd))
    isi["serap"] = RumusBuku(uang.lembar("serapan"), bare(uang.baris.serapan))
    return isi


def _build_triwulan(
    uang: _Uang, baris: BarisAnggaran, tempat: Tempat, i: int
) -> dict[str, SelBuku]:
    """One quarter's money; where pagu was another then, its absorption is a fixed figure."""
    deret = list_jangkauan(ISIAN_ANGGARAN, "b", f"uang{i}", uang.anggota)
    kosong = BELUM if baris.realisasi_tw.keadaan is Keadaan.BELUM_LAPOR else KOSONG
    kini = tempat(f"uang{i}")
    isi: dict[str, SelBuku] = {
        f"uang{i}": RumusBuku(
            f"IF(COUNT({','.join(deret)})=0,{kosong},ROUND({_sum(f'uang{i}', uang.anggota)},2))",
            bare(baris.realisasi_tw),
        ),
        f"serap{i}": bare(baris.serapan),
    }
    if baris.pagu.nilai == uang.baris.pagu.nilai:
        pagu = uang.lembar("pagu")
        semua = "+".join(_sum(f"uang{j}", uang.anggota) for j in range(1, i + 1))
        bagian = round_rumus(f"({semua})/{pagu}*100")
        isi[f"serap{i}"] = RumusBuku(
            f"IF({pagu}=0,{KOSONG},IF(ISTEXT({kini}),{kini},{bagian}))", bare(baris.serapan)
        )
    return isi


def _sum(kolom: str, anggota: Sequence[int]) -> str:
    deret = list_jangkauan(ISIAN_ANGGARAN, "b", kolom, anggota)
    return "+".join(f"SUM({satu})" for satu in deret) or "0"
