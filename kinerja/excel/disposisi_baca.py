"""Reads a filled lembar disposisi; every fault is a finding with its cell, nothing is dropped.

Knows no register: whether the agenda number was given out is checked where the sheet is recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kinerja.excel.disposisi_butir import find_unit, read_butir
from kinerja.excel.disposisi_isi import (
    BacaanDisposisi,
    ButirTerbaca,
    DisposisiTerbaca,
    build_stempel_disposisi,
)
from kinerja.excel.disposisi_letak import LetakDisposisi, open_letak
from kinerja.excel.konversi import Konversi
from kinerja.excel.konversi_tanggal import parse_tanggal
from kinerja.excel.pencatat import Pencatat, describe_terdekat, format_kutipan
from kinerja.excel.preflight import BerkasTerbaca
from kinerja.excel.sel import Sel
from kinerja.excel.stempel import is_utuh, read_stempel
from kinerja.kolom import (
    CENTANG,
    KEPALA_DISPOSISI,
    NAMA_DISPOSISI,
    PEMISAH_TEMBUSAN,
    SIFAT,
    STEMPEL,
    normalise_judul,
)
from kinerja.model import Unit, format_agenda
from kinerja.periode import Periode

_TANDA: Final = frozenset({CENTANG, "x", "✓", "✔", "ya"})
_KEPALA: Final = KEPALA_DISPOSISI.kolom_per_nama


def parse_disposisi(
    terbaca: BerkasTerbaca,
    pencatat: Pencatat,
    *,
    opd: str,
    periode: Periode,
    daftar_unit: Sequence[Unit],
    kode_indikator: Collection[str],
) -> BacaanDisposisi:
    """Read a filled sheet, without content where it holds a galat; findings go to `pencatat`.

    Args:
        terbaca: The bytes, behind the preflight.
        pencatat: Collects the findings.
        opd: The agency's slug; the stamp must name it.
        periode: The quarter whose report the sheet is about; likewise.
        daftar_unit: The agency's units, the only recipients there are.
        kode_indikator: The indicators of the plan.
    """
    letak = open_letak(terbaca, pencatat)
    agenda = _read_agenda(letak, opd, periode) if letak else None
    if letak is None or agenda is None:
        return BacaanDisposisi()
    konversi = letak.konteks.build_konversi(NAMA_DISPOSISI)
    isi = {nama: letak.sel.get(nama) or Sel("") for nama in _KEPALA}
    _check_kepala(konversi, isi)
    tanggal = parse_tanggal(konversi, isi["tanggal"])
    sifat = konversi.parse_pilihan(isi["sifat"], SIFAT)
    dari, ringkasan, tembusan = (
        konversi.parse_teks(isi[nama]) for nama in ("dari", "ringkasan", "tembusan")
    )
    tercentang = _read_kepada(konversi, letak, daftar_unit)
    butir = read_butir(letak.konteks, daftar_unit, kode_indikator, tanggal)
    if not butir and not pencatat.is_ditolak:
        pencatat.galat(
            "K-DATA-KOSONG",
            "Lembar disposisi belum memuat satu pun arahan",
            (konversi.lembar, ""),
            saran="Isi kolom Isi disposisi dan Batas waktu, paling sedikit pada satu baris.",
        )
    kepada = _join_kepada(konversi, tercentang, butir, daftar_unit)
    if pencatat.is_ditolak or tanggal is None:
        return BacaanDisposisi(agenda)
    terisi = DisposisiTerbaca(
        agenda,
        tanggal,
        sifat,
        dari,
        kepada,
        tuple(kata for satu in tembusan.split(PEMISAH_TEMBUSAN) if (kata := satu.strip())),
        ringkasan,
        butir,
        {nama: (konversi.lembar, satu.alamat) for nama, satu in isi.items()},
    )
    return BacaanDisposisi(agenda, terisi)


def _read_agenda(letak: LetakDisposisi, opd: str, periode: Periode) -> int | None:
    """Read the agenda number from the stamp; None where the sheet belongs elsewhere."""
    pencatat = letak.konteks.pencatat
    saran = f"Buat lembar baru: kinerja disposisi {periode.slug}, lalu salin isiannya."
    stempel = read_stempel(letak.konteks)
    if not stempel or not is_utuh(stempel):
        pencatat.galat(
            "K-STEMPEL",
            "Stempel lembar disposisi berubah" if stempel else "Lembar disposisi tidak berstempel",
            (STEMPEL.nama, ""),
            saran=saran,
        )
        return None
    agenda = int(stempel["Agenda"]) if stempel.get("Agenda", "").isdecimal() else 0
    diharapkan = build_stempel_disposisi(opd, periode, agenda)
    for kunci in ("Formulir", "OPD", "Periode", "Versi formulir"):
        if stempel.get(kunci) != diharapkan[kunci]:
            pencatat.galat(
                "K-VERSI-FORMULIR" if kunci == "Versi formulir" else "K-STEMPEL",
                f"{kunci} pada stempel lembar disposisi tidak cocok",
                (STEMPEL.nama, ""),
                ditemukan=format_kutipan(stempel.get(kunci, "")),
                diharapkan=format_kutipan(diharapkan[kunci]),
                saran=f"Baca dengan: kinerja disposisi {stempel['Periode']} --baca BERKAS"
                if kunci == "Periode"
                else saran,
            )
            return None
    tertulis = letak.sel.get("agenda")
    if tertulis is None or tertulis.isi.strip() != format_agenda(agenda, periode):
        pencatat.galat(
            "K-IDENTITAS",
            "Nomor agenda pada lembar berbeda dari stempelnya",
            (letak.lembar, tertulis.alamat if tertulis else ""),
            ditemukan=format_kutipan(tertulis.isi) if tertulis else "kosong",
            diharapkan=format_kutipan(format_agenda(agenda, periode)),
            saran="Kembalikan nomor agendanya; nomor diberi oleh kinerja.",
        )
    return agenda


def _check_kepala(konversi: Konversi, isi: dict[str, Sel]) -> None:
    """Note the mandatory lines of the head that are missing or blank."""
    for nama, kolom in _KEPALA.items():
        if not kolom.is_wajib or nama == "kepada":
            continue
        if isi[nama].is_kosong or not isi[nama].isi.strip():
            konversi.galat(
                isi[nama],
                "K-WAJIB",
                f'Baris "{kolom.judul}" wajib diisi',
                ditemukan="kosong" if isi[nama].alamat else "barisnya tidak ada",
                saran=f"Isi dengan {kolom.arti}.",
            )


def _read_kepada(
    konversi: Konversi, letak: LetakDisposisi, daftar_unit: Sequence[Unit]
) -> tuple[str, ...]:
    """Read the recipients that are ticked; one outside the agency is a fault."""
    hasil: list[str] = []
    for nama, centang in letak.kepada:
        teks, tanda = konversi.parse_teks(nama), konversi.parse_teks(centang)
        if tanda and normalise_judul(tanda) not in _TANDA:
            konversi.galat(
                centang,
                "K-PILIHAN",
                "Tanda penerima tidak dikenal",
                ditemukan=format_kutipan(tanda),
                diharapkan=f"{CENTANG} atau kosong",
                saran=f"Ketik {CENTANG} pada penerima, dan kosongkan yang lain.",
            )
            continue
        slug = find_unit(teks, daftar_unit)
        if slug and tanda:
            hasil.append(slug)
        elif not slug and (teks or tanda):
            _note_luar(konversi, nama, teks, daftar_unit, is_dipilih=bool(tanda))
    return tuple(dict.fromkeys(hasil))


def _note_luar(
    konversi: Konversi, sel: Sel, teks: str, daftar_unit: Sequence[Unit], *, is_dipilih: bool
) -> None:
    dekat = describe_terdekat(teks, [unit.nama for unit in daftar_unit])
    catat = konversi.galat if is_dipilih else konversi.peringatan
    catat(
        sel,
        "K-DISPOSISI-PENERIMA",
        "Penerima disposisi di luar perangkat daerah",
        ditemukan=(format_kutipan(teks) if teks else "kosong") + (f" ({dekat})" if dekat else ""),
        diharapkan=", ".join(unit.nama for unit in daftar_unit),
        saran="Kembalikan nama unitnya; pihak luar ditulis pada Tembusan atau disurati tersendiri.",
    )


def _join_kepada(
    konversi: Konversi,
    tercentang: Sequence[str],
    butir: Sequence[ButirTerbaca],
    daftar_unit: Sequence[Unit],
) -> tuple[str, ...]:
    """Add the units that got an instruction without being ticked, and say so."""
    for satu in butir:
        if satu.unit not in tercentang:
            lembar, sel = satu.alamat["unit"]
            konversi.pencatat.peringatan(
                "K-DISPOSISI-KEPADA",
                "Unit pelaksana belum dicentang pada Diteruskan kepada",
                (lembar, sel),
                ditemukan=format_kutipan(satu.unit),
                saran="Dicatat sebagai penerima juga; beri centang bila lembar ini dipakai lagi.",
            )
    semua = {*tercentang, *(satu.unit for satu in butir)}
    return tuple(unit.slug for unit in daftar_unit if unit.slug in semua)
