"""Head and foot of a report: letterhead, title block, signature block. States no result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja.angka import format_tanggal
from kinerja.hitung.hasil import HasilUnit, Rekap
from kinerja.isi.blok import Blok, Judul, Kop, Paraf, Paragraf, Pengesahan
from kinerja.model import Unit
from kinerja.parameter import (
    Instansi,
    ParameterPeriode,
    Pejabat,
    PenandaTangan,
    describe_pimpinan,
)
from kinerja.versi import __version__

_CARA = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}
_TITIK = "." * 42


def build_kop(instansi: Instansi) -> Kop:
    """Build the letterhead from the agency's identity."""
    return Kop((instansi.pemerintah.upper(), instansi.nama.upper()), instansi.alamat)


def choose_status(alasan_sementara: Sequence[str], parameter: ParameterPeriode) -> str:
    """`sementara` while anything is missing, else what people declared: draf or final."""
    return "sementara" if alasan_sementara else parameter.status


def build_judul(
    rekap: Rekap,
    instansi: Instansi,
    parameter: ParameterPeriode,
    hasil: HasilUnit | None = None,
    final: str = "",
) -> Judul:
    """Build the title block: what, whose, status, position, version of the plan.

    The number of the letter belongs to the agency's report; a unit's carries none. `final` says
    when and by whom the register was told that the report is final.
    """
    unit = hasil.unit if hasil else None
    alasan = hasil.alasan_sementara if hasil else rekap.alasan_sementara
    status = "final" if final and not alasan else choose_status(alasan, parameter)
    nama = f"{unit.nama} – {instansi.nama}" if unit else instansi.nama
    posisi = format_tanggal(rekap.periode.akhir)
    sebutan = "Final, data belum lengkap" if final and alasan else status.capitalize()
    keterangan = [
        f"Status: {sebutan} · Posisi s.d. {posisi}",
        f"Rencana yang berlaku: {rekap.versi.nama} ({rekap.versi.dasar})",
    ]
    if final:
        keterangan.append(final)
    if parameter.nomor and unit is None:
        keterangan.append(f"Nomor {parameter.nomor}")
    identitas = {
        "opd": rekap.opd,
        "unit": unit.slug if unit else "",
        "periode": rekap.periode.slug,
        "posisi": rekap.periode.akhir.isoformat(),
        "versi_rencana": rekap.versi.kode,
        "kebijakan": rekap.kebijakan.uraian,
        "status": status,
        "tanggal_laporan": (
            parameter.tanggal_laporan.isoformat() if parameter.tanggal_laporan else ""
        ),
        "kinerja": __version__,
    }
    lingkup = "Laporan Kinerja" if unit is None else "Laporan Pencapaian Kinerja"
    return Judul(
        judul=f"{lingkup} {rekap.periode.judul}",
        anak_judul=f"{nama}, {instansi.pemerintah}",
        status=status,
        keterangan=tuple(keterangan),
        label=instansi.label_contoh.upper(),
        identitas=tuple(identitas.items()),
    )


def build_kata_pengantar(
    instansi: Instansi, parameter: ParameterPeriode, pejabat: Mapping[str, Pejabat]
) -> list[Blok]:
    """The foreword as people wrote it for this period; nothing where they wrote none.

    Whoever signs the report signs it, with office and name.
    """
    if not parameter.kata_pengantar:
        return []
    sah = build_pengesahan(instansi, parameter, pejabat)
    penutup = (sah.tempat_tanggal, sah.sebutan[0], sah.nama)
    return [Paragraf((satu,)) for satu in (*parameter.kata_pengantar, *penutup)]


def _format_waktu(parameter: ParameterPeriode) -> str:
    tanggal = parameter.tanggal_laporan
    return format_tanggal(tanggal) if tanggal else "." * 24


def build_pengesahan(
    instansi: Instansi,
    parameter: ParameterPeriode,
    pejabat: Mapping[str, Pejabat],
    unit: Unit | None = None,
) -> Pengesahan:
    """Build the signature block; dotted lines stand where a name or date is not configured."""
    penanda = parameter.penanda_tangan_unit.get(unit.slug) if unit else parameter.penanda_tangan
    if penanda is None:
        jabatan = describe_pimpinan(unit.nama) if unit else instansi.kepala
        penanda = PenandaTangan(jabatan=jabatan)
    orang = pejabat.get(penanda.pejabat)
    return Pengesahan(
        tempat_tanggal=f"{instansi.tempat}, {_format_waktu(parameter)}",
        sebutan=(f"{_CARA[penanda.cara]}{penanda.jabatan}", instansi.nama)
        if unit is None
        else (f"{_CARA[penanda.cara]}{penanda.jabatan}",),
        nama=orang.nama if orang else _TITIK,
        pangkat=orang.pangkat if orang else "",
        nip=orang.nip if orang else "." * 24,
        paraf=tuple(
            Paraf(f"{_CARA[satu.cara]}{satu.jabatan}", _find_nama(pejabat, satu))
            for satu in parameter.paraf
        )
        if unit is None
        else (),
    )


def _find_nama(pejabat: Mapping[str, Pejabat], penanda: PenandaTangan) -> str:
    orang = pejabat.get(penanda.pejabat)
    return orang.nama if orang else ""
