"""The stamp of a form: whose it is, for when, and the definitions and targets it was made for.

The stamp holds no clock and no chance, so that the same plan gives the same bytes. It tells a
wrong or stale form from the right one; it is no protection against somebody who means harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kinerja.excel.konteks import Konteks
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.unit_rencana import build_indikator_unit, build_sub_kegiatan_unit
from kinerja.kolom import STEMPEL, VERSI_FORMULIR
from kinerja.model import Indikator, Nilai, Rencana, Rentang, SubKegiatan
from kinerja.periode import Periode

_PANJANG_SIDIK: Final = 16
_PENUTUP: Final = "Sidik stempel"
_AWAL: Final = ("indikator ", "sub kegiatan ")


def build_stempel(opd: str, unit: str, periode: Periode, rencana: Rencana) -> dict[str, str]:
    """Build the stamp of a unit's form, in the order in which it is written."""
    sidik = compute_sidik(rencana, unit, periode)
    stempel = {
        "OPD": opd,
        "Unit": unit,
        "Periode": periode.slug,
        "Versi formulir": VERSI_FORMULIR,
        "Versi rencana": rencana.version_at(periode.akhir).kode,
        "Sidik definisi": _hash(f"{kunci}={isi}" for kunci, isi in sidik.items()),
        **sidik,
    }
    return close_stempel(stempel)


def close_stempel(stempel: Mapping[str, str]) -> dict[str, str]:
    """Add the line that tells whether a stamp was changed."""
    return {**stempel, _PENUTUP: _close(stempel)}


def is_utuh(stempel: Mapping[str, str]) -> bool:
    """Tell whether a stamp is as it was written."""
    return stempel.get(_PENUTUP) == _close({k: v for k, v in stempel.items() if k != _PENUTUP})


def compute_sidik(rencana: Rencana, unit: str, periode: Periode) -> dict[str, str]:
    """Compute the hash of each definition with its targets in force on the period's last day."""
    hari = periode.akhir
    return {
        **{
            f"{_AWAL[0]}{satu.kode}": _hash(_list_indikator(satu, hari))
            for satu in build_indikator_unit(rencana, unit, periode)
        },
        **{
            f"{_AWAL[1]}{satu.kode}": _hash(_list_sub(satu, hari))
            for satu in build_sub_kegiatan_unit(rencana, unit)
        },
    }


def check_stempel(
    konteks: Konteks, opd: str, unit: str, periode: Periode, rencana: Rencana
) -> None:
    """Check the stamp of a form against the plan in force; the Identitas sheet was checked before.

    Without a stamp (a hand-made workbook) there is a warning. A stamp that was changed, belongs
    elsewhere, or was made for other definitions is a galat that names them.
    """
    pencatat = konteks.pencatat
    sudah = {temuan.kode for temuan in pencatat.temuan}
    if sudah & {"K-IDENTITAS", "K-VERSI-FORMULIR"}:
        return
    saran = f"Minta formulir baru: kinerja formulir {periode.slug} --unit {unit} --lanjut"
    if STEMPEL.nama not in konteks.tabel:
        if "K-LEMBAR-HILANG" not in sudah and "K-JUDUL-HILANG" not in sudah:
            pencatat.peringatan(
                "K-STEMPEL",
                "Buku kerja tidak berstempel, jadi tidak dapat dipastikan memakai definisi terbaru",
                saran=f"{saran}, lalu salin isiannya.",
            )
        return
    isi = read_stempel(konteks)
    lembar = konteks.tabel[STEMPEL.nama].lembar
    diharapkan = build_stempel(opd, unit, periode, rencana)
    if not is_utuh(isi):
        pencatat.galat(
            "K-STEMPEL",
            "Stempel formulir berubah",
            (lembar, ""),
            saran=f"{saran}, lalu salin isiannya.",
        )
        return
    for kunci in ("OPD", "Unit", "Periode", "Versi formulir"):
        if isi.get(kunci) != diharapkan[kunci]:
            pencatat.galat(
                "K-VERSI-FORMULIR" if kunci == "Versi formulir" else "K-STEMPEL",
                f"{kunci} pada stempel formulir tidak cocok",
                (lembar, ""),
                ditemukan=format_kutipan(isi.get(kunci, "")),
                diharapkan=format_kutipan(diharapkan[kunci]),
                saran=f"{saran}, lalu salin isiannya.",
            )
            return
    beda = list_beda(isi, diharapkan)
    if beda:
        pencatat.galat(
            "K-FORMULIR-LAMA",
            "Formulir dibuat untuk definisi atau target yang sudah tidak berlaku",
            (lembar, ""),
            ditemukan=", ".join(beda),
            diharapkan=f"rencana versi {diharapkan['Versi rencana']}",
            saran=f"{saran} (isian lama ikut terbawa), atau salin isiannya ke formulir baru.",
        )


def list_beda(lama: Mapping[str, str], baru: Mapping[str, str]) -> list[str]:
    """List the definitions that differ between two stamps.

    >>> list_beda({"indikator A": "1", "indikator B": "1"}, {"indikator A": "2"})
    ['indikator A (berubah)', 'indikator B (tidak berlaku lagi)']
    """
    hasil = []
    for kunci in [*baru, *(satu for satu in lama if satu not in baru)]:
        if not kunci.startswith(_AWAL) or lama.get(kunci) == baru.get(kunci):
            continue
        sebutan = "tidak berlaku lagi" if kunci not in baru else "berubah"
        hasil.append(f"{kunci} ({'baru' if kunci not in lama else sebutan})")
    return hasil


def read_stempel(konteks: Konteks) -> dict[str, str]:
    """Read the lines of a stamp as they stand."""
    konversi = konteks.build_konversi(STEMPEL.nama)
    return {
        konversi.parse_teks(baris.sel["kunci"]): konversi.parse_teks(baris.sel["isi"])
        for baris in konteks.baris(STEMPEL.nama)
    }


def _list_indikator(satu: Indikator, hari: date) -> list[str]:
    """List what a unit must know to answer rightly; names of sources and owners are left out."""
    versi = satu.version_at(hari)
    return [
        satu.nama,
        satu.satuan,
        satu.jenis,
        satu.polaritas or "",
        satu.agregasi,
        satu.skala_predikat,
        _tulis(satu.pengali),
        satu.definisi,
        satu.rumus,
        _tulis(versi.tahunan),
        *(_tulis(target) for target in versi.triwulan),
        *(
            f"{tahap.nomor} {tahap.uraian} {_tulis(tahap.bobot)} {tahap.tenggat}"
            for tahap in satu.tahapan
        ),
    ]


def _list_sub(satu: SubKegiatan, hari: date) -> list[str]:
    versi = satu.version_at(hari)
    return [
        satu.nama,
        satu.keluaran,
        satu.satuan_keluaran,
        str(versi.pagu_sen),
        _tulis(versi.target_keluaran),
    ]


def _tulis(nilai: Nilai | None) -> str:
    match nilai:
        case None:
            return ""
        case Decimal():
            return f"{nilai.normalize() + 0:f}"
        case Rentang():
            return f"{_tulis(nilai.bawah)}-{_tulis(nilai.atas)}"
        case date():
            return nilai.isoformat()
        case _:
            return nilai


def _close(stempel: Mapping[str, str]) -> str:
    return _hash(f"{kunci}={isi}" for kunci, isi in stempel.items())


def _hash(bagian: Iterable[str]) -> str:
    """Hash texts as a reader sees them: white space does not count."""
    rapi = "\x1f".join(" ".join(satu.split()) for satu in bagian)
    return hashlib.sha256(rapi.encode()).hexdigest()[:_PANJANG_SIDIK]
