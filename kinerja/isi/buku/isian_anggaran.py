"""Sheet Isian Anggaran: pagu, anggaran kas and the quarters' answers of every sub kegiatan."""

from __future__ import annotations

from decimal import Decimal

from kinerja.hitung.anggaran_sel import SelAnggaran
from kinerja.isi.buku.bahan import ISIAN_ANGGARAN, BahanBuku
from kinerja.isi.buku.blok import (
    BarisBuku,
    KolomBuku,
    LembarBuku,
    NilaiBuku,
    RumusBuku,
    SelBuku,
    Tempat,
    build_baris,
    cacah,
    teks,
)
from kinerja.periode import ROMAWI


def open_sub(nomor: int) -> Tempat:
    """Give the row of a sub kegiatan on this sheet."""
    return Tempat(ISIAN_ANGGARAN, f"b{nomor}")


def build_isian_anggaran(bahan: BahanBuku) -> LembarBuku:
    """Build the sheet of money and output as planned and answered."""
    kolom = _build_kolom(bahan)
    return LembarBuku(
        ISIAN_ANGGARAN,
        "Isian anggaran",
        "Rupiah. Sel kuning boleh diubah; lembar Anggaran ikut dihitung ulang. Sel kosong berarti"
        " belum lapor, bukan 0.",
        kolom,
        tuple(_build_baris(bahan, nomor, sel, kolom) for nomor, sel in enumerate(bahan.urut_sel)),
        is_a3=True,
    )


def _build_kolom(bahan: BahanBuku) -> tuple[KolomBuku, ...]:
    kolom = [
        KolomBuku("kode", "Kode", "Kode sub kegiatan", lebar=18),
        KolomBuku("nama", "Sub kegiatan", "Nama sub kegiatan", lebar=44),
        KolomBuku("unit", "Unit", "Unit kerja pengelola", lebar=18),
        KolomBuku("jenis", "Jenis", "Belanja, pendapatan, atau pembiayaan", lebar=12),
        KolomBuku("lingkup", "Lingkup", "SKPD atau SKPKD/PPKD", lebar=9),
        KolomBuku("pagu", "Berlaku", "Pagu yang berlaku", "isian", "rupiah", 19, "Pagu (Rp)"),
        KolomBuku("murni", "Murni", "Pagu murni", "isian", "rupiah", 19, "Pagu (Rp)"),
    ]
    for huruf, judul, arti, bentuk, lebar in (
        ("kas", "Anggaran kas (Rp)", "Anggaran kas", "rupiah", 19),
        ("uang", "Realisasi (Rp)", "Realisasi triwulan itu saja", "rupiah", 19),
        ("fisik", "Fisik (%)", "Kemajuan fisik berjalan", "angka", 9),
        ("hasil", "Keluaran", "Keluaran triwulan itu saja", "angka", 10),
    ):
        akhir = 4 if huruf == "kas" else bahan.n
        kolom += [
            KolomBuku(
                f"{huruf}{i}",
                ROMAWI[i - 1],
                f"{arti} Triwulan {ROMAWI[i - 1]}",
                "isian",
                bentuk,  # type: ignore[arg-type]
                lebar,
                judul,
            )
            for i in range(1, akhir + 1)
        ]
    arti = "Target keluaran setahun"
    kolom.append(KolomBuku("target", "Target", arti, "isian", "angka", 10, "Keluaran"))
    bantu = {
        "kas_sd": ("Kas s.d.", "Anggaran kas s.d. periode", "rupiah", 19),
        "uang_sd": ("Realisasi s.d.", "Semua realisasi yang diketahui", "rupiah", 19),
        "dihitung": ("Dihitung", "1 bila wajib lapor: berpagu atau ada realisasi", "cacah", 9),
        "lapor": ("Lapor", "1 bila realisasi triwulan berjalan terisi", "cacah", 8),
        "hadir": ("Dihitung dan lapor", "1 bila keduanya", "cacah", 9),
        "rumpang": ("Rumpang", "1 bila ada triwulan yang belum lapor", "cacah", 9),
        "dikenal": ("Dikenal", "1 bila realisasi triwulan mana pun terisi", "cacah", 9),
        "fisik": ("Fisik terakhir", "Kemajuan fisik terakhir yang diketahui", "angka", 10),
        "pagu_fisik": ("Pagu berfisik", "Pagu yang kemajuan fisiknya diketahui", "rupiah", 19),
        "fisik_kini": ("Fisik kini", "1 bila berpagu dan fisiknya dilaporkan", "cacah", 8),
        "berpagu": ("Berpagu", "1 bila pagunya bukan 0", "cacah", 8),
    }
    kolom += [
        KolomBuku(kunci, judul, arti, "bantu", bentuk, lebar, "Bantu hitung")  # type: ignore[arg-type]
        for kunci, (judul, arti, bentuk, lebar) in bantu.items()
    ]
    return tuple(kolom)


def sen(nilai: int, *, is_isian: bool = False) -> NilaiBuku:
    """Give money as rupiah."""
    return NilaiBuku(Decimal(nilai).scaleb(-2), "rupiah", is_isian)


def _isi(nilai: Decimal | int | None) -> NilaiBuku:
    if nilai is None:
        return NilaiBuku("", "angka", is_isian=True)
    if isinstance(nilai, int):
        return sen(nilai, is_isian=True)
    return NilaiBuku(nilai, "angka", is_isian=True)


def _build_baris(
    bahan: BahanBuku, nomor: int, sel: SelAnggaran, kolom: tuple[KolomBuku, ...]
) -> BarisBuku:
    sub, tempat = sel.sub_kegiatan, open_sub(nomor)
    isi: dict[str, SelBuku] = {
        "kode": sub.kode,
        "nama": sub.nama,
        "unit": sub.unit,
        "jenis": sub.jenis_anggaran.value,
        "lingkup": sub.lingkup.value,
        "pagu": _isi(sel.pagu_sen),
        "murni": _isi(sel.murni.pagu_sen),
        "target": _isi(sel.versi.target_keluaran),
    }
    isi |= {f"kas{i}": _isi(uang) for i, uang in enumerate(sel.versi.kas_sen, start=1)}
    for i, baris in enumerate(sel.isian, start=1):
        isi[f"uang{i}"] = _isi(None if baris is None else baris.realisasi_sen)
        isi[f"fisik{i}"] = _isi(None if baris is None else baris.fisik_persen)
        isi[f"hasil{i}"] = _isi(None if baris is None else baris.keluaran)
    return build_baris(tempat.baris, kolom, isi | _build_bantu(sel, tempat, bahan.n))


def _build_bantu(sel: SelAnggaran, tempat: Tempat, n: int) -> dict[str, SelBuku]:
    pagu, kini, fisik_kini = tempat("pagu"), tempat(f"uang{n}"), tempat(f"fisik{n}")
    uang = tempat.span("uang1", f"uang{n}")
    fisik = '""'
    for i in range(1, n + 1):
        fisik = f'IF({tempat(f"fisik{i}")}<>"",{tempat(f"fisik{i}")},{fisik})'
    terakhir = sel.fisik_terakhir
    pagu_fisik = sel.pagu_sen if terakhir else 0
    is_kini = bool(sel.pagu_sen) and sel.fisik_persen is not None
    return {
        "kas_sd": RumusBuku(f"ROUND(SUM({tempat.span('kas1', f'kas{n}')}),2)", sen(sel.kas_sd_sen)),
        "uang_sd": RumusBuku(f"ROUND(SUM({uang}),2)", sen(sel.realisasi_sd_sen)),
        "dihitung": RumusBuku(f"IF(OR({pagu}<>0,N({kini})<>0),1,0)", cacah(int(sel.is_dihitung))),
        "lapor": RumusBuku(f'IF({kini}="",0,1)', cacah(int(sel.is_lapor))),
        "hadir": RumusBuku(
            f"{tempat('dihitung')}*{tempat('lapor')}", cacah(int(sel.is_dihitung and sel.is_lapor))
        ),
        "rumpang": RumusBuku(
            f"IF(AND({tempat('dihitung')}=1,COUNT({uang})<{n}),1,0)", cacah(int(sel.is_rumpang))
        ),
        "dikenal": RumusBuku(f"IF(COUNT({uang})>0,1,0)", cacah(int(sel.is_dikenal))),
        "fisik": RumusBuku(fisik, NilaiBuku(terakhir[2], "angka") if terakhir else teks("")),
        "pagu_fisik": RumusBuku(f"IF(ISNUMBER({tempat('fisik')}),{pagu},0)", sen(pagu_fisik)),
        "fisik_kini": RumusBuku(f'IF(AND({pagu}<>0,{fisik_kini}<>""),1,0)', cacah(int(is_kini))),
        "berpagu": RumusBuku(f"IF({pagu}<>0,1,0)", cacah(int(bool(sel.pagu_sen)))),
    }
