"""Checks a unit's form against the plan: whose lines they are, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from kinerja.angka import format_apa_adanya, format_rupiah, format_tanggal
from kinerja.excel.konteks import check_dikenal
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_nilai import Ukuran, format_nilai, parse_target
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Sel
from kinerja.kolom import normalise_judul
from kinerja.model import Indikator, Nilai, SubKegiatan
from kinerja.periode import Periode


def check_pemilik(
    konversi: Konversi, sel: Sel, kode: str, pemilik: Mapping[str, str], apa: str
) -> None:
    """Note a code that the plan does not hold, or that another unit owns."""
    if not kode or not check_dikenal(konversi, sel, kode, pemilik, apa):
        return
    konversi.galat(
        sel,
        "K-KODE-UNIT-LAIN",
        f"Kode {apa} milik unit lain",
        ditemukan=f"{format_kutipan(kode)} milik {pemilik[kode]}",
        saran="Hapus barisnya; unit pemiliknya yang melaporkan.",
    )


def check_nama(
    konversi: Konversi, sel: Sel, kode: str, nama_per_kode: Mapping[str, str], apa: str
) -> None:
    """Note a name beside a code that is not the plan's: the name is what the person read.

    The name of another code is a fault, since rows or columns were sorted apart and the figures of
    the row may be that other one's; any other name is only told.
    """
    tertulis = konversi.parse_teks(sel)
    kunci = normalise_judul(tertulis)
    if kunci == normalise_judul(nama_per_kode[kode]):
        return
    lain = [satu for satu, nama in nama_per_kode.items() if normalise_judul(nama) == kunci]
    uraian = {
        "ditemukan": format_kutipan(tertulis) if tertulis else "kosong",
        "diharapkan": format_kutipan(nama_per_kode[kode]),
    }
    if lain and kunci:
        konversi.galat(
            sel,
            "K-NAMA",
            f"Nama di samping kode {kode} adalah nama {apa} {lain[0]}",
            **uraian,
            saran="Periksa milik siapa angka pada baris ini, lalu kembalikan kode dan namanya; "
            "kolom formulir tidak diurutkan sendiri-sendiri.",
        )
        return
    konversi.peringatan(
        sel,
        "K-NAMA",
        f"Nama di samping kode {kode} bukan nama {apa} itu pada rencana",
        **uraian,
        saran="Pastikan angkanya memang untuk kode itu, lalu kembalikan namanya.",
    )


def check_lengkap(
    konversi: Konversi, wajib: Collection[str], ada: Collection[str], apa: str
) -> None:
    """Note all codes that the unit owes and the sheet lacks."""
    hilang = [kode for kode in wajib if kode not in ada]
    if hilang:
        konversi.pencatat.galat(
            "K-KODE-HILANG",
            f"Ada {apa} yang wajib dilaporkan tetapi barisnya tidak ada",
            (konversi.lembar, ""),
            ditemukan=", ".join(hilang),
            saran="Kembalikan barisnya; kosongkan realisasinya bila belum ada.",
        )


def check_target(
    konversi: Konversi, sel: Sel, ukuran: Ukuran, indikator: Indikator, periode: Periode
) -> None:
    """Refuse a shown target that no version of the plan holds (gangguan 29)."""
    jumlah_temuan = len(konversi.pencatat.temuan)
    tertulis = parse_target(konversi, sel, ukuran)
    if tertulis is None and len(konversi.pencatat.temuan) > jumlah_temuan:
        return
    nomor = (periode.triwulan or 4) - 1
    berlaku = indikator.version_at(periode.akhir)
    if tertulis == berlaku.triwulan[nomor]:
        return
    lain = [v.versi.kode for v in indikator.versi_target if v.triwulan[nomor] == tertulis]
    uraian = {
        "ditemukan": _tulis(tertulis),
        "diharapkan": f"{_tulis(berlaku.triwulan[nomor])} (versi {berlaku.versi.kode})",
    }
    if lain:
        konversi.peringatan(
            sel,
            "K-TARGET-VERSI",
            f"Target pada formulir berasal dari versi {lain[-1]}",
            **uraian,
            saran="Laporan memakai target yang berlaku; minta formulir baru bila perlu.",
        )
        return
    konversi.galat(
        sel,
        "K-TARGET-BERUBAH",
        "Target pada formulir berbeda dari rencana",
        **uraian,
        saran="Kembalikan targetnya. Perubahan target dicatat di rencana, lembar Perubahan Target.",
    )


def check_pagu(konversi: Konversi, sel: Sel, sub: SubKegiatan, periode: Periode) -> None:
    """Refuse a shown pagu that no version of the plan holds."""
    jumlah_temuan = len(konversi.pencatat.temuan)
    tertulis = konversi.parse_rupiah(sel)
    if tertulis is None and len(konversi.pencatat.temuan) > jumlah_temuan:
        return
    berlaku = sub.version_at(periode.akhir)
    if tertulis == berlaku.pagu_sen:
        return
    lain = [v.versi.kode for v in sub.versi_pagu if v.pagu_sen == tertulis]
    uraian = {
        "ditemukan": "kosong" if tertulis is None else format_rupiah(tertulis),
        "diharapkan": f"{format_rupiah(berlaku.pagu_sen)} (versi {berlaku.versi.kode})",
    }
    if lain:
        konversi.peringatan(
            sel,
            "K-TARGET-VERSI",
            f"Pagu pada formulir berasal dari versi {lain[-1]}",
            **uraian,
            saran="Laporan memakai pagu yang berlaku; minta formulir baru bila perlu.",
        )
        return
    konversi.galat(
        sel,
        "K-TARGET-BERUBAH",
        "Pagu pada formulir berbeda dari rencana",
        **uraian,
        saran="Kembalikan pagunya. Perubahan pagu dicatat di rencana, lembar Perubahan Pagu.",
    )


def _tulis(nilai: Nilai | None) -> str:
    if nilai is None:
        return "kosong"
    tertulis = format_nilai(nilai)
    if isinstance(tertulis, Decimal):
        return format_apa_adanya(tertulis.normalize())
    return format_tanggal(tertulis) if isinstance(tertulis, date) else tertulis
