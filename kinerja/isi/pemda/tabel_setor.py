"""The regency's tables of what came in: the league, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from kinerja.hitung.pemda.bahan import BahanOpd, KeadaanSetor, KeadaanTerbit, SetorUnit
from kinerja.hitung.pemda.hasil import BarisLiga, RekapPemda
from kinerja.isi.blok import Baris, Blok, Kolom, Nada, Paragraf, Sel, Tabel
from kinerja.isi.susun import build_sel
from kinerja.periode import ROMAWI, Periode

_NADA_TERBIT: Final[dict[KeadaanTerbit, Nada]] = {
    KeadaanTerbit.TERKINI: "",
    KeadaanTerbit.USANG: "kuning",
    KeadaanTerbit.BELUM: "abu",
}
_CATATAN_LIGA: Final = (
    "Urutan menurut bagian formulir yang diterima, lalu bagian yang tepat waktu dari yang waktunya"
    " pasti; yang sama bernomor sama. Waktu terima menurut register, tenggat menurut parameter tiap"
    " perangkat daerah."
)
_CATATAN_TAK_PASTI: Final = (
    "Tak pasti: diterima, tetapi tenggatnya tidak ada atau waktunya tidak diketahui; tidak dihitung"
    " tepat maupun terlambat. Yang semuanya tak pasti diurutkan dengan bagian tepat waktu seluruh"
    " perangkat daerah."
)
_CATATAN_TANPA: Final = (
    "– unitnya tidak terbaca, jadi formulirnya tidak termasuk jumlah; “– dari 6”: parameter atau"
    " registernya tidak terbaca, formulirnya terhitung wajib tetapi setorannya tidak diketahui."
)
_CATATAN_HILANG: Final = (
    "Laporan usang tetap dipakai angkanya, tetapi masukannya sudah berubah; yang belum dibuat,"
    " rusak, atau diubah orang tidak dipakai sama sekali."
)

_CATATAN_SEMENTARA: Final = (
    "Sebab sementara menurut laporan perangkat daerah itu sendiri, yang memuatnya lengkap; formulir"
    " triwulan sebelumnya yang belum ada atau ditolak disebut lebih dahulu."
)
_PANJANG_ALASAN: Final = 240
"""So many characters of reasons stand in a cell; the agency's own report has them all."""


def describe_laporan(bahan: BahanOpd) -> str:
    """Say in a word or two how far an agency's own report is."""
    laporan = bahan.laporan
    if laporan.keadaan is KeadaanTerbit.TERKINI:
        return laporan.status
    if laporan.keadaan is KeadaanTerbit.USANG:
        return f"{laporan.status}, usang"
    return laporan.keadaan.value


def build_tabel_liga(rekap: RekapPemda, sumber: str) -> Tabel:
    """The league: who handed in how many forms, how many in time, and the state of its report."""
    is_tak_pasti = bool(rekap.jumlah_unit.tercatat.nilai)
    return Tabel(
        "pemda-liga",
        f"Kelengkapan dan ketepatan waktu setor {rekap.periode.judul}",
        (
            Kolom("No", "tengah", 0.7),
            Kolom("Perangkat daerah", "kiri", 4.6),
            Kolom("Diterima", "kanan", 1.2),
            Kolom("Lengkap", "kanan", 1.1),
            Kolom("Tepat", "kanan", 0.8),
            Kolom("Terlambat", "kanan", 1.4),
            *([Kolom("Tak pasti", "kanan", 0.9)] if is_tak_pasti else []),
            Kolom("Laporan", "kiri", 1.4),
        ),
        (
            *(_build_baris_liga(satu, is_tak_pasti=is_tak_pasti) for satu in rekap.liga),
            _build_baris_liga(rekap.jumlah_unit, is_tak_pasti=is_tak_pasti, is_jumlah=True),
        ),
        satuan="Formulir unit; lengkap: persen; terlambat: banyaknya, dalam kurung hari terlama",
        sumber=sumber,
        catatan=(
            _CATATAN_LIGA,
            *([_CATATAN_TAK_PASTI] if is_tak_pasti else []),
            *([_CATATAN_TANPA] if rekap.tanpa_unit or rekap.tak_diketahui else []),
        ),
        kolom_kunci=2,
    )


def _build_baris_liga(satu: BarisLiga, *, is_tak_pasti: bool, is_jumlah: bool = False) -> Baris:
    keadaan = satu.bahan.laporan.keadaan
    terlambat = satu.terlambat, f" ({satu.hari_terlama} hari)" if satu.hari_terlama else ""
    is_dikenal = satu.lapor.nilai is not None
    isi: list[Sel] = [
        build_sel(satu.lapor, " dari ", satu.wajib),
        build_sel(satu.kelengkapan, nada=_choose_nada(satu)),
        build_sel(satu.tepat),
        build_sel(*terlambat),
        *([build_sel(satu.tercatat)] if is_tak_pasti else []),
    ]
    return Baris(
        (
            build_sel("" if is_jumlah else str(satu.peringkat)),
            build_sel(satu.bahan.nama),
            *(isi if is_dikenal else [_build_wajib(satu), *[build_sel("–")] * (len(isi) - 1)]),
            build_sel("")
            if is_jumlah
            else build_sel(describe_laporan(satu.bahan), nada=_NADA_TERBIT.get(keadaan, "merah")),
        ),
        "jumlah" if is_jumlah else "isi",
    )


def _build_wajib(satu: BarisLiga) -> Sel:
    """Say how many forms an agency owes of which nothing is known."""
    return build_sel("–", " dari ", satu.wajib) if satu.wajib.nilai else build_sel("–")


def _choose_nada(satu: BarisLiga) -> Nada:
    if not satu.lapor.nilai:
        return "merah"
    return "kuning" if satu.belum.nilai else ""


def build_hilang(rekap: RekapPemda, sumber: str) -> list[Blok]:
    """Who is missing: agencies without usable or final figures, and units without a form, named."""
    daftar = rekap.hilang
    if not daftar:
        return [
            Paragraf(
                ("Semua unit sudah lapor; semua laporan terkini dan tidak ada yang sementara.",)
            )
        ]
    return [
        Tabel(
            "pemda-hilang",
            f"Yang belum ada, masih sementara, atau belum dapat dipakai, {rekap.periode.judul}",
            (
                Kolom("Perangkat daerah", "kiri", 2.4),
                Kolom("Laporan", "kiri", 4.4),
                Kolom("Unit yang belum lapor", "kiri", 2.4),
            ),
            tuple(
                Baris(
                    (
                        build_sel(satu.bahan.nama),
                        build_sel(_describe_sebab(satu.bahan)),
                        build_sel("; ".join(_list_unit(satu.bahan, rekap)) or "–"),
                    )
                )
                for satu in daftar
            ),
            sumber=sumber,
            catatan=(
                _CATATAN_HILANG,
                *([_CATATAN_SEMENTARA] if any(x.bahan.laporan.alasan for x in daftar) else []),
                f"Laporan yang belum ada dibuat dengan: kinerja batch {rekap.periode.slug} --semua",
            ),
        )
    ]


def _describe_sebab(bahan: BahanOpd) -> str:
    laporan = bahan.laporan
    if bahan.masalah:
        return bahan.masalah
    kata = laporan.status
    if laporan.alasan:
        kata = f"{kata}: {_join_alasan(laporan.alasan)}"
    if laporan.keadaan is KeadaanTerbit.TERKINI:
        return kata
    keadaan = f"{laporan.keadaan.value} ({laporan.sebab})" if laporan.sebab else laporan.keadaan
    return f"{keadaan}; {kata}" if laporan.is_sementara else keadaan


def _join_alasan(alasan: Sequence[str]) -> str:
    """Join reasons while they are short together, the first one whole; then how many more.

    >>> _join_alasan(["Belum melapor: A.", "Ditolak: B."])
    'Belum melapor: A; Ditolak: B'
    >>> _join_alasan(["Belum melapor: A.", "x" * 300, "y"])
    'Belum melapor: A; dan 2 sebab lagi'
    """
    jumlah = accumulate(len(satu) for satu in alasan)
    muat = max(1, sum(panjang <= _PANJANG_ALASAN for panjang in jumlah))
    disebut = [satu.rstrip(".") for satu in alasan[:muat]]
    lagi = [f"dan {len(alasan) - muat} sebab lagi"] if len(alasan) > muat else []
    return "; ".join([*disebut, *lagi])


def _list_unit(bahan: BahanOpd, rekap: RekapPemda) -> Iterator[str]:
    """Name the units whose form was not received; in a year with the quarter."""
    if any(satu.keadaan is KeadaanSetor.TAK_DIKETAHUI for satu in bahan.setoran):
        yield KeadaanSetor.TAK_DIKETAHUI.value
        return
    if bahan.setoran and not any(satu.keadaan.is_lapor for satu in bahan.setoran):
        yield "semua unit"
        return
    per_periode: dict[Periode, list[SetorUnit]] = {}
    for satu in bahan.setoran:
        per_periode.setdefault(satu.periode, []).append(satu)
    for periode, daftar in per_periode.items():
        waktu = "" if rekap.periode.triwulan else f" TW {ROMAWI[(periode.triwulan or 1) - 1]}"
        if not any(satu.keadaan.is_lapor for satu in daftar):
            yield f"semua unit{waktu}"
            continue
        for satu in daftar:
            if not satu.keadaan.is_lapor:
                is_folder = satu.keadaan is KeadaanSetor.FOLDER
                yield f"{satu.nama}{waktu}" + (f" ({satu.keadaan.value})" if is_folder else "")
