"""The stamp of a form: whose it is, for when, and the definitions and targets it was made for.

The stamp holds no clock and no chance, so that the same plan gives the same bytes. It tells a
wrong or stale form from the right one; it is no protection against somebody who means harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kinerja.excel.konteks import Konteks
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sidik_definisi import (
    AWAL_DEFINISI,
    Banding,
    Sidik,
    compute_sidik,
    compute_sidik_teks,
)
from kinerja.kolom import STEMPEL, VERSI_FORMULIR
from kinerja.model import Rencana
from kinerja.periode import Periode

_PENUTUP: Final = "Sidik stempel"


def build_stempel(
    opd: str,
    unit: str,
    periode: Periode,
    rencana: Rencana,
    tampilan: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Build the stamp of a unit's form, in the order in which it is written.

    `tampilan` are the hashes of what the form shows (see `sidik_tampilan`).
    """
    sidik = {kunci: satu.teks for kunci, satu in compute_sidik(rencana, unit, periode).items()}
    stempel = {
        "OPD": opd,
        "Unit": unit,
        "Periode": periode.slug,
        "Versi formulir": VERSI_FORMULIR,
        "Versi rencana": rencana.version_at(periode.akhir).kode,
        "Sidik definisi": compute_sidik_teks(f"{kunci}={isi}" for kunci, isi in sidik.items()),
        **sidik,
        **(tampilan or {}),
    }
    return close_stempel(stempel)


def close_stempel(stempel: Mapping[str, str]) -> dict[str, str]:
    """Add the line that tells whether a stamp was changed."""
    return {**stempel, _PENUTUP: _close(stempel)}


def is_utuh(stempel: Mapping[str, str]) -> bool:
    """Tell whether a stamp is as it was written."""
    return stempel.get(_PENUTUP) == _close({k: v for k, v in stempel.items() if k != _PENUTUP})


def check_stempel(
    konteks: Konteks, opd: str, unit: str, periode: Periode, rencana: Rencana
) -> dict[str, str]:
    """Check the stamp of a form against the plan in force; the Identitas sheet was checked before.

    Without a stamp (a hand-made workbook) there is a warning. A stamp that was changed, belongs
    elsewhere, or was made for other definitions is a galat that names them; where only their
    wording changed since, a peringatan does. Gives the stamp where it is whole and belongs here.
    """
    pencatat = konteks.pencatat
    sudah = {temuan.kode for temuan in pencatat.temuan}
    if sudah & {"K-IDENTITAS", "K-VERSI-FORMULIR"}:
        return {}
    saran = f"Minta formulir baru: kinerja formulir {periode.slug} --unit {unit} --lanjut"
    if STEMPEL.nama not in konteks.tabel:
        if "K-LEMBAR-HILANG" not in sudah and "K-JUDUL-HILANG" not in sudah:
            pencatat.peringatan(
                "K-STEMPEL",
                "Buku kerja tidak berstempel, jadi tidak dapat dipastikan memakai definisi terbaru",
                saran=f"{saran}, lalu salin isiannya.",
            )
        return {}
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
        return {}
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
            return {}
    beda, redaksi = list_beda(isi, compute_sidik(rencana, unit, periode))
    if beda:
        pencatat.galat(
            "K-FORMULIR-LAMA",
            "Formulir dibuat untuk definisi atau target yang sudah tidak berlaku",
            (lembar, ""),
            ditemukan=", ".join(beda),
            diharapkan=f"rencana versi {diharapkan['Versi rencana']}",
            saran=f"{saran} (isian lama ikut terbawa), atau salin isiannya ke formulir baru.",
        )
    if redaksi:
        pencatat.peringatan(
            "K-FORMULIR-REDAKSI",
            "Redaksi definisi diubah sesudah formulir dibuat; satuan, rumus, dan target tetap",
            (lembar, ""),
            ditemukan=", ".join(redaksi),
            saran="Pastikan jawabannya sesuai redaksi sekarang; formulir tidak perlu diganti.",
        )
    return isi


def list_beda(lama: Mapping[str, str], baru: Mapping[str, Sidik]) -> tuple[list[str], list[str]]:
    """List the definitions that differ from a stamp's in what they ask, and those in wording.

    >>> kini = {"indikator A": Sidik("2", "1", ""), "indikator C": Sidik("1", "2", "")}
    >>> list_beda({"indikator A": "1 1", "indikator B": "1 1", "indikator C": "1 1"}, kini)
    (['indikator A (berubah)', 'indikator B (tidak berlaku lagi)'], ['indikator C'])
    """
    beda: list[str] = []
    redaksi: list[str] = []
    for kunci, sidik in baru.items():
        banding = sidik.compare(lama[kunci]) if kunci in lama else None
        if banding is None:
            beda.append(f"{kunci} (baru)")
        elif banding is Banding.BERUBAH:
            beda.append(f"{kunci} (berubah)")
        elif banding is Banding.REDAKSI:
            redaksi.append(kunci)
    beda += [
        f"{kunci} (tidak berlaku lagi)"
        for kunci in lama
        if kunci.startswith(AWAL_DEFINISI) and kunci not in baru
    ]
    return beda, redaksi


def read_stempel(konteks: Konteks) -> dict[str, str]:
    """Read the lines of a stamp as they stand."""
    konversi = konteks.build_konversi(STEMPEL.nama)
    return {
        konversi.parse_teks(baris.sel["kunci"]): konversi.parse_teks(baris.sel["isi"])
        for baris in konteks.baris(STEMPEL.nama)
    }


def _close(stempel: Mapping[str, str]) -> str:
    return compute_sidik_teks(f"{kunci}={isi}" for kunci, isi in stempel.items())
