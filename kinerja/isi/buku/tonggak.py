"""Milestones as formulas: one tenggat, or weighted steps on a sheet of their own.

Mirrors `kinerja.hitung.agregasi_tonggak` and `kinerja.hitung.tonggak`. Dates are Excel dates; the
answer of an unfinished one is the word "belum".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinerja.hitung.hasil import Basis
from kinerja.isi.buku.blok import Tempat
from kinerja.isi.buku.rumus import BELUM, KOSONG, TDH, TERCAPAI, TERLAMBAT, round_rumus

JAWABAN_BELUM: Final = '"belum"'


@dataclass(frozen=True, slots=True)
class Tonggak:
    """The formulas of a milestone in one piece up to quarter `n`."""

    isian: Tempat
    n: int

    def target(self, basis: Basis) -> str:
        """The tenggat: that of the last quarter with one, else the year's."""
        tahun = self.isian("tahun")
        isi = f'IF({tahun}="",{KOSONG},{tahun})'
        if basis == "tahun":
            return isi
        for nomor in range(1, self.n + 1):
            isi = f"IF({self.isian(f'd{nomor}')}=1,{self.isian(f't{nomor}')},{isi})"
        return isi

    def realisasi(self, basis: Basis, target: str) -> str:
        """The last answer; an old "belum" does not stand for a tenggat of this quarter."""
        kosong = f"IF(ISTEXT({target}),{KOSONG},IF(akhir_tw{self.n}<{target},{KOSONG},{BELUM}))"
        if basis == "tw":
            kosong = f"IF({self._is_lewat},{KOSONG},{kosong})"
        isi = kosong
        for nomor in range(1, self.n):
            r = self.isian(f"r{nomor}")
            jatuh = f"AND({r}={JAWABAN_BELUM},{is_jatuh(self.isian, self.n, target)})"
            isi = f'IF({r}<>"",IF({jatuh},{kosong},{r}),{isi})'
        kini = self.isian(f"r{self.n}")
        return f'IF({kini}<>"",{kini},{isi})'

    def capaian(self, basis: Basis, target: str, realisasi: str) -> str:
        """100 in time, the policy's value late, 0 where due and not done."""
        akhir = f"akhir_tw{self.n}"
        nilai = f"IF({realisasi}<={target},100,{TERLAMBAT})"
        belum = f"IF({akhir}<{target},{KOSONG},0)"
        isi = f"IF(AND(ISNUMBER({realisasi}),{realisasi}<={akhir}),{nilai},{belum})"
        keadaan = f"OR({realisasi}={KOSONG},{realisasi}={BELUM})"
        isi = f"IF(ISTEXT({target}),{KOSONG},IF({keadaan},{realisasi},{isi}))"
        return f"IF({self._is_lewat},{KOSONG},{isi})" if basis == "tw" else isi

    def putusan(self, target: str, realisasi: str, capaian: str) -> str:
        """Whether it was done by its tenggat."""
        uji = f"AND(ISNUMBER({realisasi}),{realisasi}<=akhir_tw{self.n},{realisasi}<={target})"
        return f"IF(ISTEXT({capaian}),{KOSONG},IF({uji},{TERCAPAI}))"

    @property
    def _is_lewat(self) -> str:
        return is_lewat(self.isian, self.n)


def is_lewat(isian: Tempat, n: int) -> str:
    """The test for a quarter without a tenggat of its own, beside earlier ones with one."""
    return f"AND({isian(f'd{n}')}=0,SUM({isian.span('d1', f'd{n}')})>0)"


def is_jatuh(isian: Tempat, n: int, target: str) -> str:
    """The test for something that is due in quarter `n`."""
    dalam = f"AND(ISNUMBER({target}),{target}>=awal_tw{n},{target}<=akhir_tw{n})"
    return f"OR({isian(f'd{n}')}=1,{dalam})"


@dataclass(frozen=True, slots=True)
class Tahapan:
    """The formulas of a milestone in steps; `awal` and `akhir` are its rows on sheet Tahapan."""

    isian: Tempat
    awal: Tempat
    akhir: Tempat
    banyak: int
    n: int

    def _deret(self, kolom: str) -> str:
        return f"⟦{self.awal.lembar}|{self.awal.baris}|{kolom}|{self.akhir.baris}|{kolom}⟧"

    @property
    def _jatuh_tempo(self) -> str:
        return f'COUNTIF({self._deret("tenggat")},"<="&akhir_tw{self.n})'

    def target(self, basis: Basis) -> str:
        """How many steps are due, in words."""
        if basis == "tahun":
            return f'ROWS({self._deret("tenggat")})&" tahap"'
        return f'{self._jatuh_tempo}&" dari "&ROWS({self._deret("tenggat")})&" tahap jatuh tempo"'

    def realisasi(self, basis: Basis) -> str:
        """How many steps are done and how many of those late, in words."""
        selesai, tenggat = self._deret(f"selesai{self.n}"), self._deret("tenggat")
        lambat = (
            f"SUMPRODUCT(ISNUMBER({selesai})*({selesai}<=akhir_tw{self.n})*({selesai}>{tenggat}))"
        )
        isi = (
            f'COUNTIF({selesai},"<="&akhir_tw{self.n})&" dari "&ROWS({tenggat})&" tahap"'
            f'&IF({lambat}>0," ("&{lambat}&" terlambat)","")'
        )
        return f"IF({self._is_dijawab},{isi},{self._kosong(basis)})"

    def capaian(self, basis: Basis) -> str:
        """Σ(bobot × nilai) / Σ bobot of the steps due or done; in the year of all."""
        nilai, bobot = self._deret(f"nilai{self.n}"), self._deret("bobot")
        pembagi = f"SUM({bobot})" if basis == "tahun" else f"SUMPRODUCT(ISNUMBER({nilai})*{bobot})"
        isi = round_rumus(f"SUMPRODUCT({bobot},{nilai})/{pembagi}*100")
        isi = f"IF({pembagi}=0,{TDH},{isi})"
        if basis != "tahun":
            isi = f"IF(COUNT({nilai})=0,{KOSONG},{isi})"
        isi = f"IF({self._is_dijawab},{isi},{self._kosong(basis)})"
        return f"IF({is_lewat(self.isian, self.n)},{KOSONG},{isi})" if basis == "tw" else isi

    def putusan(self, basis: Basis, capaian: str) -> str:
        """Whether every step that counts was done in time."""
        selesai, tenggat = self._deret(f"selesai{self.n}"), self._deret("tenggat")
        tepat = (
            f"SUMPRODUCT(ISNUMBER({selesai})*({selesai}<=akhir_tw{self.n})*({selesai}<={tenggat}))"
        )
        banyak = (
            f"ROWS({tenggat})" if basis == "tahun" else f"COUNT({self._deret(f'nilai{self.n}')})"
        )
        return f"IF(ISTEXT({capaian}),{KOSONG},IF({tepat}={banyak},{TERCAPAI}))"

    def _kosong(self, basis: Basis) -> str:
        isi = f"IF({self._jatuh_tempo}=0,{KOSONG},{BELUM})"
        return f"IF({is_lewat(self.isian, self.n)},{KOSONG},{isi})" if basis == "tw" else isi

    @property
    def _is_dijawab(self) -> str:
        """The test for an answer that still holds."""
        jawaban = f"⟦{self.awal.lembar}|{self.awal.baris}|j1|{self.akhir.baris}|j{self.n}⟧"
        terisi = f"SUM({self.isian.span('f1', f'f{self.n}')})+COUNTA({jawaban})>0"
        diam = f"{self.isian(f'f{self.n}')}+COUNTA({self._deret(f'j{self.n}')})=0"
        sisa = f"COUNT({self._deret(f'selesai{self.n}')})<{self.banyak}"
        tenggat = self._deret("tenggat")
        dalam = f"SUMPRODUCT(({tenggat}>=awal_tw{self.n})*({tenggat}<=akhir_tw{self.n}))>0"
        jatuh = f"OR({self.isian(f'd{self.n}')}=1,{dalam},{self._is_target_jatuh})"
        return f"AND({terisi},NOT(AND({diam},{sisa},{jatuh})))"

    @property
    def _is_target_jatuh(self) -> str:
        tahun = self.isian("tahun")
        return f"AND(ISNUMBER({tahun}),{tahun}>=awal_tw{self.n},{tahun}<=akhir_tw{self.n})"


def build_selesai(baris: Tempat, n: int) -> str:
    """The date of a step: the last answer holds, a blank says nothing, "belum" takes it back.

    A date after the end of an earlier quarter was a plan.
    """
    isi = '""'
    for nomor in range(1, n + 1):
        j = baris(f"j{nomor}")
        hari = j if nomor == n else f"IF({j}<=akhir_tw{nomor},{j},{isi})"
        isi = f'IF({j}="",{isi},IF({j}={JAWABAN_BELUM},"",{hari}))'
    return isi


def build_nilai(baris: Tempat, n: int) -> str:
    """The worth of a step from 0 to 1; blank before its time."""
    selesai, tenggat = baris(f"selesai{n}"), baris("tenggat")
    nilai = f"IF({selesai}<={tenggat},1,{TERLAMBAT}/100)"
    belum = f'IF(akhir_tw{n}<{tenggat},"",0)'
    return f"IF(AND(ISNUMBER({selesai}),{selesai}<=akhir_tw{n}),{nilai},{belum})"
