"""The two letters of step 1: the nota dinas that asks for data, and a unit's surat pengantar.

Texts are fixed; names come from the local list of officials, deadline, number and date of the nota
dinas from the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kinerja.angka import format_tanggal
from kinerja.isi.kepala import build_kop, build_pengesahan
from kinerja.model import Unit
from kinerja.parameter import Instansi, ParameterPeriode, Pejabat
from kinerja.periode import Periode
from kinerja.surat.dokumen import (
    add_isian,
    add_judul,
    add_kop,
    add_paragraf,
    add_pengesahan,
    add_tabel,
    build_dokumen,
    format_dokumen,
)

_TITIK = "." * 24


@dataclass(frozen=True, slots=True)
class BarisFormulir:
    """One form in the list of the nota dinas: whose it is, its file, and how many lines it asks."""

    unit: Unit
    berkas: str
    indikator: int
    sub_kegiatan: int


@dataclass(frozen=True, slots=True)
class BahanSurat:
    """What both letters are written from."""

    instansi: Instansi
    parameter: ParameterPeriode
    pejabat: Mapping[str, Pejabat]
    periode: Periode

    @property
    def tenggat(self) -> str:
        """The deadline in words, or dots to fill in."""
        return _tulis_tanggal(self.parameter.tenggat_setor)


def format_nota_dinas(bahan: BahanSurat, daftar: Sequence[BarisFormulir]) -> bytes:
    """Write the nota dinas that asks all units for their data, as the bytes of a docx."""
    instansi, periode = bahan.instansi, bahan.periode
    hal = f"Permintaan Data Kinerja {periode.judul}"
    dokumen = build_dokumen(hal)
    add_kop(dokumen, build_kop(instansi), instansi.label_contoh)
    add_judul(dokumen, "Nota Dinas")
    add_isian(
        dokumen,
        {
            "Yth.": [
                f"{nomor}. {_sebut_pimpinan(bahan, baris.unit)}"
                for nomor, baris in enumerate(_list_tujuan(bahan, daftar), start=1)
            ],
            "Dari": _sebut_kepala(bahan),
            "Tanggal": _tulis_tanggal(bahan.parameter.tanggal_nota_dinas),
            "Nomor": bahan.parameter.nomor_nota_dinas or _TITIK,
            "Sifat": "Segera",
            "Lampiran": f"{len(daftar)} berkas formulir",
            "Hal": hal,
        },
    )
    add_paragraf(
        dokumen,
        f"Dalam rangka pengumpulan data kinerja {periode.judul} sebagai bahan Laporan Kinerja "
        f"{instansi.nama}, bersama ini disampaikan formulir untuk diisi oleh masing-masing unit "
        "kerja sebagai berikut.",
    )
    add_tabel(
        dokumen,
        ("No.", "Unit kerja", "Berkas formulir", "Indikator", "Sub kegiatan"),
        [
            (
                f"{nomor}.",
                baris.unit.nama,
                baris.berkas,
                str(baris.indikator) if baris.indikator else "–",
                str(baris.sub_kegiatan) if baris.sub_kegiatan else "–",
            )
            for nomor, baris in enumerate(daftar, start=1)
        ],
        (1.2, 4.7, 5.9, 2.1, 2.8),
    )
    add_paragraf(
        dokumen,
        f"Formulir yang sudah lengkap diterima paling lambat tanggal {bahan.tenggat}, disertai "
        "surat pengantar yang ditandatangani pimpinan unit kerja. Realisasi diisi pada sel kuning; "
        "nilai 0 diketik, sedangkan sel yang belum ada datanya dikosongkan. Target yang tidak "
        "tercapai dilengkapi kendala, rencana tindak lanjut, dan tenggatnya.",
    )
    add_paragraf(
        dokumen,
        "Unit kerja yang belum menyampaikan formulir sampai tanggal tersebut disebut belum lapor "
        "dalam laporan. Demikian disampaikan untuk menjadi perhatian.",
    )
    pengesahan = build_pengesahan(instansi, bahan.parameter, bahan.pejabat)
    tempat = f"{instansi.tempat}, {_tulis_tanggal(bahan.parameter.tanggal_nota_dinas)}"
    add_pengesahan(dokumen, replace(pengesahan, tempat_tanggal=tempat))
    return format_dokumen(dokumen)


def format_surat_pengantar(bahan: BahanSurat, baris: BarisFormulir) -> bytes:
    """Write the letter that goes back with a unit's filled form, as the bytes of a docx."""
    instansi, periode, unit = bahan.instansi, bahan.periode, baris.unit
    hal = f"Penyampaian Data Kinerja {unit.nama} {periode.judul}"
    dokumen = build_dokumen(hal)
    add_kop(dokumen, build_kop(instansi), instansi.label_contoh)
    add_judul(dokumen, "Surat Pengantar")
    add_isian(
        dokumen,
        {
            "Yth.": _sebut_kepala(bahan),
            "Dari": _sebut_pimpinan(bahan, unit),
            "Nomor": _TITIK,
            "Hal": hal,
        },
    )
    isi = [
        (f"Formulir data kinerja {unit.nama} {periode.judul}", baris.berkas, "1 berkas"),
        ("Dokumen bukti sebagaimana disebut pada formulir", _TITIK, f"{'.' * 8} berkas"),
    ]
    add_tabel(
        dokumen,
        ("No.", "Yang disampaikan", "Berkas", "Banyaknya"),
        [(f"{nomor}.", *satu) for nomor, satu in enumerate(isi, start=1)],
        (1.2, 7.2, 5.1, 3),
    )
    add_paragraf(
        dokumen,
        "Data pada formulir tersebut telah diperiksa dan dapat dipertanggungjawabkan. Formulir "
        f"disampaikan untuk memenuhi permintaan data dengan tenggat {bahan.tenggat}.",
    )
    pengesahan = build_pengesahan(instansi, bahan.parameter, bahan.pejabat, unit)
    add_pengesahan(dokumen, replace(pengesahan, tempat_tanggal=f"{instansi.tempat}, {_TITIK}"))
    add_paragraf(
        dokumen,
        f"Diterima tanggal {_TITIK} oleh {_TITIK} (nama dan tanda tangan).",
        is_menjorok=False,
    )
    return format_dokumen(dokumen)


def _tulis_tanggal(tanggal: date | None) -> str:
    """Write a date in words, or dots to fill in by hand."""
    return format_tanggal(tanggal) if tanggal else _TITIK


def _list_tujuan(bahan: BahanSurat, daftar: Sequence[BarisFormulir]) -> list[BarisFormulir]:
    """Whom the nota dinas is addressed to: not the one who signs it."""
    kepala = bahan.parameter.penanda_tangan
    unit = bahan.parameter.penanda_tangan_unit
    sendiri = kepala.pejabat if kepala else ""
    return [
        satu
        for satu in daftar
        if not sendiri or satu.unit.slug not in unit or unit[satu.unit.slug].pejabat != sendiri
    ]


def _sebut_kepala(bahan: BahanSurat) -> str:
    return build_pengesahan(bahan.instansi, bahan.parameter, bahan.pejabat).sebutan[0]


def _sebut_pimpinan(bahan: BahanSurat, unit: Unit) -> str:
    return build_pengesahan(bahan.instansi, bahan.parameter, bahan.pejabat, unit).sebutan[0]
