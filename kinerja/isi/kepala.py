"""Head and foot of a report: letterhead, title block, signature block. States no result."""

from __future__ import annotations

from collections.abc import Mapping

from kinerja.angka import format_tanggal
from kinerja.hitung.hasil import Rekap
from kinerja.isi.blok import Judul, Kop, Paraf, Pengesahan
from kinerja.model import Unit
from kinerja.parameter import Instansi, ParameterPeriode, Pejabat, PenandaTangan
from kinerja.versi import __version__

_CARA = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}
_TITIK = "." * 42


def build_kop(instansi: Instansi) -> Kop:
    """Build the letterhead from the agency's identity."""
    return Kop((instansi.pemerintah.upper(), instansi.nama.upper()), instansi.alamat)


def choose_status(rekap: Rekap, parameter: ParameterPeriode) -> str:
    """`sementara` while anything is missing, else what people declared: draf or final."""
    return "sementara" if rekap.is_sementara else parameter.status


def build_judul(
    rekap: Rekap, instansi: Instansi, parameter: ParameterPeriode, unit: Unit | None = None
) -> Judul:
    """Build the title block: what, whose, which position, under which version of the plan."""
    nama = f"{unit.nama} – {instansi.nama}" if unit else instansi.nama
    posisi = format_tanggal(rekap.periode.akhir)
    keterangan = [
        f"Posisi s.d. {posisi}",
        f"Rencana yang berlaku: {rekap.versi.nama} ({rekap.versi.dasar})",
    ]
    if parameter.nomor:
        keterangan.append(f"Nomor {parameter.nomor}")
    status = choose_status(rekap, parameter)
    identitas = {
        "opd": rekap.opd,
        "unit": unit.slug if unit else "",
        "periode": rekap.periode.slug,
        "posisi": rekap.periode.akhir.isoformat(),
        "versi_rencana": rekap.versi.kode,
        "status": status,
        "tanggal_laporan": (
            parameter.tanggal_laporan.isoformat() if parameter.tanggal_laporan else ""
        ),
        "kinerja": __version__,
    }
    jenis = "Triwulan" if rekap.periode.triwulan else "Tahunan"
    lingkup = "Laporan Kinerja" if unit is None else "Laporan Pencapaian Kinerja"
    judul = f"{lingkup} {rekap.periode.judul}" if jenis == "Triwulan" else f"{lingkup} {jenis}"
    return Judul(
        judul=judul,
        anak_judul=f"{nama}, {instansi.pemerintah}",
        status=status,
        keterangan=tuple(keterangan),
        label=instansi.label_contoh.upper(),
        identitas=tuple(identitas.items()),
    )


def build_pengesahan(
    instansi: Instansi,
    parameter: ParameterPeriode,
    pejabat: Mapping[str, Pejabat],
    unit: Unit | None = None,
) -> Pengesahan:
    """Build the signature block; dotted lines stand where a name or date is not configured."""
    penanda = parameter.penanda_tangan_unit.get(unit.slug) if unit else parameter.penanda_tangan
    if penanda is None:
        jabatan = f"Kepala {unit.nama}" if unit else instansi.kepala
        penanda = PenandaTangan(jabatan=jabatan)
    orang = pejabat.get(penanda.pejabat)
    tanggal = parameter.tanggal_laporan
    waktu = format_tanggal(tanggal) if tanggal else "." * 24
    return Pengesahan(
        tempat_tanggal=f"{instansi.tempat}, {waktu}",
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
