"""The SOP board as blocks: head, cards, what to do next, steps and follow-ups."""

from __future__ import annotations

from typing import Final

from kinerja.angka import format_cacah, format_tanggal
from kinerja.isi.blok import (
    Baris,
    Blok,
    Judul,
    Kartu,
    KartuRingkas,
    Kolom,
    Nada,
    Panel,
    Paragraf,
    Tabel,
)
from kinerja.isi.kepala import build_kop
from kinerja.isi.susun import build_sel
from kinerja.papan import HasilLangkah, KeadaanBerkas, KeadaanLangkah, Papan
from kinerja.papan.hasil import LAPOR
from kinerja.papan.kata import (
    CATATAN_TANDA,
    describe_isi_kelengkapan,
    describe_kelengkapan,
    describe_menit,
    describe_tanda,
    describe_tenggat,
)
from kinerja.parameter import Instansi
from kinerja.zona import format_waktu

SUMBER_PAPAN: Final = "register, parameter periode, rencana.xlsx, dan manifes keluaran"


def build_kepala(instansi: Instansi, papan: Papan) -> list[Blok]:
    """Build letterhead and title with the moment the board is of."""
    keterangan = f"Keadaan per {format_waktu(papan.kini)}. {describe_tenggat(papan)}".strip()
    judul = Judul(
        f"Papan SOP {papan.periode.judul}",
        f"{papan.nama}, {instansi.pemerintah}",
        status="",
        keterangan=(keterangan,),
        label=instansi.label_contoh.upper(),
        identitas=(("opd", papan.opd), ("periode", papan.periode.slug)),
    )
    catatan = [Paragraf((satu,), "merah") for satu in papan.catatan]
    return [build_kop(instansi), judul, *catatan]


def build_ringkasan(papan: Papan) -> list[Blok]:
    """Build the cards: steps, units, reports, follow-ups."""
    terlambat = sum(satu.is_terlambat for satu in papan.langkah_periode)
    sel = [satu for baris in papan.kepatuhan.baris for satu in baris[-1:]]
    if papan.periode.triwulan is None:
        sel = [satu for baris in papan.kepatuhan.baris for satu in baris]
    lapor = sum(satu.keadaan in LAPOR for satu in sel)
    berkas = [satu.keadaan for _, satu in papan.laporan if satu.keadaan is not KeadaanBerkas.BELUM]
    usang = sum(satu is not KeadaanBerkas.TERKINI for satu in berkas)
    terbuka, lewat = len(papan.tindak_lanjut_terbuka), len(papan.tindak_lanjut_lewat)
    return [
        KartuRingkas(
            (
                _build_kartu(
                    "Langkah selesai",
                    papan.kemajuan,
                    f"{terlambat} lewat tenggat atau terlambat" if terlambat else "",
                    "merah" if terlambat else "",
                ),
                _build_kartu(
                    "Isian unit tercatat",
                    f"{lapor} dari {len(sel)}",
                    "tiap unit dan triwulan" if papan.periode.triwulan is None else "",
                    "hijau" if sel and lapor == len(sel) else "jingga",
                ),
                _build_kartu(
                    "Laporan dibuat",
                    f"{len(berkas)} dari {len(papan.laporan)}",
                    f"{usang} perlu dibuat ulang" if usang else "",
                    "jingga" if usang else "",
                ),
                _build_kartu(
                    "Tindak lanjut terbuka",
                    format_cacah(terbuka),
                    f"{lewat} lewat tenggat" if lewat else "",
                    "merah" if lewat else "",
                ),
            )
        )
    ]


def _build_kartu(label: str, isi: str, keterangan: str, nada: Nada) -> Kartu:
    return Kartu(label, (isi,), (keterangan,) if keterangan else (), nada)


def build_berikutnya(papan: Papan) -> list[Blok]:
    """Build the list of what to do next."""
    if not papan.saran:
        return [
            Panel("Tidak ada yang menunggu", (("Semua langkah periode ini selesai.",),), "hijau")
        ]
    return [
        Tabel(
            "papan-berikutnya",
            f"Yang dilakukan berikutnya untuk {papan.periode.judul}",
            (
                Kolom("No.", "kanan", 0.4),
                Kolom("Perintah", "kiri", 3.4),
                Kolom("Mengapa", "kiri", 4.4),
            ),
            tuple(
                Baris((build_sel(str(n)), build_sel(satu.perintah), build_sel(satu.alasan)))
                for n, satu in enumerate(papan.saran, 1)
            ),
            sumber=SUMBER_PAPAN,
            catatan=("Kata berhuruf besar diganti: nama, alasan, atau berkas yang dimaksud.",),
        )
    ]


def build_langkah(papan: Papan) -> list[Blok]:
    """Build two tables: how far each step is, and what it needs and gives."""
    return [
        Tabel(
            "papan-langkah",
            f"Langkah SOP {papan.periode.judul}",
            (
                Kolom("No.", "kanan", 0.4),
                Kolom("Kegiatan", "kiri", 2.6),
                Kolom("Keadaan", "kiri", 2.4),
                Kolom("Mulai", "kiri", 1.3),
                Kolom("Selesai", "kiri", 1.3),
                Kolom("Menit / baku", "kiri", 1.2),
            ),
            tuple(_build_baris(satu, papan) for satu in papan.langkah),
            satuan="Menit",
            sumber=SUMBER_PAPAN,
            catatan=(CATATAN_TANDA,),
            kolom_kunci=2,
        ),
        Tabel(
            "papan-kelengkapan",
            f"Pelaksana, kelengkapan, dan keluaran langkah {papan.periode.judul}",
            (
                Kolom("No.", "kanan", 0.4),
                Kolom("Pelaksana", "kiri", 1.6),
                Kolom("Kelengkapan", "kiri", 4.2),
                Kolom("Keluaran", "kiri", 2.2),
            ),
            tuple(_build_baris_kelengkapan(satu) for satu in papan.langkah),
            sumber=SUMBER_PAPAN,
            catatan=(isi,) if (isi := describe_isi_kelengkapan(papan)) else (),
        ),
    ]


def _build_baris(satu: HasilLangkah, papan: Papan) -> Baris:
    uraian = satu.langkah.uraian
    if satu.periode != papan.periode:
        uraian += f" ({satu.periode.judul})"
    keadaan = [satu.label, *satu.keterangan]
    if satu.tenggat and satu.keadaan is not KeadaanLangkah.SELESAI:
        keadaan.append(f"tenggat {format_tanggal(satu.tenggat)}")
    return Baris(
        (
            build_sel(str(satu.langkah.nomor)),
            build_sel(uraian),
            build_sel("\n".join(keadaan), nada=choose_nada_langkah(satu)),
            build_sel(describe_tanda(satu.mulai)),
            build_sel(describe_tanda(satu.selesai)),
            build_sel(describe_menit(satu), nada="jingga" if satu.is_melampaui else ""),
        )
    )


def _build_baris_kelengkapan(satu: HasilLangkah) -> Baris:
    kurang = bool(satu.kurang) and satu.keadaan is not KeadaanLangkah.BELUM_WAKTUNYA
    butir = "\n".join(describe_kelengkapan(butir) for butir in satu.kelengkapan)
    return Baris(
        (
            build_sel(str(satu.langkah.nomor)),
            build_sel(", ".join(satu.langkah.pelaksana)),
            build_sel(butir or "–", nada="jingga" if kurang else ""),
            build_sel(satu.langkah.keluaran),
        )
    )


def choose_nada_langkah(satu: HasilLangkah) -> Nada:
    """Choose the tone of a step's state; the words say the same."""
    match satu.keadaan:
        case KeadaanLangkah.SELESAI:
            return "kuning" if satu.is_terlambat else "hijau"
        case KeadaanLangkah.BELUM_WAKTUNYA:
            return "abu"
        case KeadaanLangkah.BERJALAN:
            return "merah" if satu.is_terlambat else "kuning"
        case _:
            return "merah" if satu.is_terlambat else ""


def build_tindak_lanjut(papan: Papan) -> list[Blok]:
    """Build the table of the open follow-ups, or a sentence that there are none."""
    kini = papan.kini.date()
    nama = {baris[0].unit.slug: baris[0].unit.nama for baris in papan.kepatuhan.baris if baris}
    if not papan.tindak_lanjut_terbuka:
        tertutup = len(papan.tindak_lanjut)
        kata = (
            f"Semua {tertutup} tindak lanjut sudah ditutup." if tertutup else "Belum ada disposisi."
        )
        return [Paragraf((kata,))]
    return [
        Tabel(
            "papan-tindak-lanjut",
            f"Tindak lanjut yang terbuka sampai {papan.periode.judul}",
            (
                Kolom("Butir", "kiri", 1.2),
                Kolom("Tentang", "kiri", 1.0),
                Kolom("Unit", "kiri", 2.0),
                Kolom("Arahan", "kiri", 3.4),
                Kolom("Keadaan", "kiri", 1.4),
                Kolom("Tenggat", "kiri", 1.4),
                Kolom("Lewat (hari)", "kanan", 0.8),
            ),
            tuple(
                Baris(
                    (
                        build_sel(satu.butir.id),
                        build_sel(satu.butir.tentang),
                        build_sel(nama.get(satu.butir.unit, satu.butir.unit)),
                        build_sel(satu.butir.isi),
                        build_sel(satu.keadaan.label),
                        build_sel(format_tanggal(satu.butir.tenggat)),
                        build_sel(
                            format_cacah(hari) if (hari := satu.hari_lewat(kini)) else "–",
                            nada="merah" if hari else "",
                        ),
                    )
                )
                for satu in papan.tindak_lanjut_terbuka
            ),
            satuan="Hari",
            sumber="register",
        )
    ]
