"""The closed vocabularies of the field: levels, kinds, directions, rules, states, scopes."""

from __future__ import annotations

from enum import StrEnum


class Tingkat(StrEnum):
    """Level of an indicator in the performance tree; means never mix levels."""

    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"


class Jenis(StrEnum):
    """What kind of target an indicator has."""

    ANGKA = "angka"
    RENTANG = "rentang"
    PREDIKAT = "predikat"
    NIHIL = "nihil"
    TONGGAK = "tonggak"


class Polaritas(StrEnum):
    """Which direction is better."""

    NAIK = "naik"
    TURUN = "turun"
    STABIL = "stabil"


class Agregasi(StrEnum):
    """How the quarters' cells become "s.d. triwulan" and the year (rumus.md section 2)."""

    JUMLAH = "jumlah"
    AKHIR = "akhir"
    RATA_RATA = "rata_rata"
    MAKSIMUM = "maksimum"
    MINIMUM = "minimum"
    RASIO_JUMLAH = "rasio_jumlah"
    RASIO_AKHIR = "rasio_akhir"


class RumusTurun(StrEnum):
    """The two published formulas for lower-is-better."""

    SELISIH = "selisih"
    RASIO = "rasio"


class Keadaan(StrEnum):
    """The states of a figure, never confused (rumus.md section 1)."""

    TERISI = "terisi"
    BELUM_LAPOR = "belum_lapor"
    TIDAK_DIUKUR = "tidak_diukur"
    TIDAK_DAPAT_DIHITUNG = "tidak_dapat_dihitung"


class KeadaanFormulir(StrEnum):
    """What became of a unit's form of a quarter, as it is printed."""

    LAPOR = "sudah lapor"
    DITOLAK = "berkas ditolak"
    HILANG = "sudah diterima, salinan kerjanya hilang"
    BELUM = "belum lapor"


class Lingkup(StrEnum):
    """Whether money is the agency's own (SKPD) or the treasury's (SKPKD/PPKD)."""

    SKPD = "skpd"
    SKPKD = "skpkd"


class JenisAnggaran(StrEnum):
    """The side of the budget."""

    BELANJA = "belanja"
    PENDAPATAN = "pendapatan"
    PEMBIAYAAN = "pembiayaan"
