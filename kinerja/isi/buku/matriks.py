"""Sheet Matriks: the 42 numbered columns of the yearly form, one row an indicator.

Performance is s.d. each quarter, as it is judged; money stands once for each program, at its first
indicator, and in total.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kinerja.hitung.hasil import HasilIndikator
from kinerja.hitung.jejak import Angka
from kinerja.hitung.tahunan import PerbandinganTahun, build_perbandingan
from kinerja.isi.buku.bahan import (
    INDIKATOR,
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
    teks,
)
from kinerja.isi.buku.indikator import find_rekap
from kinerja.isi.buku.matriks_uang import build_uang, map_uang
from kinerja.isi.buku.rumus import KOSONG, build_teks_angka
from kinerja.isi.buku.ukuran import find_rumus_angka
from kinerja.isi.susun import describe_kategori
from kinerja.model import Jenis, Rentang
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
        KolomBuku("p", "Predikat", "Hanya laporan tahunan", "rumus", "kategori", 13, grup),
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


def build_matriks(bahan: BahanBuku) -> LembarBuku:
    """Build the matrix with its row of totals."""
    kolom = _build_kolom(bahan)
    if len(kolom) != BANYAK_KOLOM:
        raise ValueError(len(kolom))
    banding = build_perbandingan(bahan.rekap) if bahan.is_tahunan else {}
    uang = map_uang(bahan)
    sudah: set[str] = set()
    baris = []
    for nomor, hasil in enumerate(bahan.daftar):
        isi = _build_kinerja(bahan, nomor, hasil)
        isi |= _build_renstra(bahan, nomor, hasil, banding)
        kode = hasil.indikator.program_kode
        if kode and kode in uang and kode not in sudah:
            sudah.add(kode)
            isi |= build_uang(bahan, uang[kode], Tempat(MATRIKS, f"i{nomor}"))
        baris.append(build_baris(f"i{nomor}", kolom, isi))
    if "" in uang:
        isi = {"nama": "TOTAL REKAPITULASI (seluruh belanja)"}
        isi |= build_uang(bahan, uang[""], Tempat(MATRIKS, "total"))
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
    }
    if bahan.is_tahunan:
        kategori = NilaiBuku(describe_kategori(hasil), "kategori")
        isi["p"] = RumusBuku(asal("tahun_kategori"), kategori)
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
