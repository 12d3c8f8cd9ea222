"""Target and realisasi on the bases quarter, s.d. and year as formulas, for all but milestones.

Mirrors `kinerja.hitung.agregasi`: which quarters enter, and which blank makes the figure wait. The
columns of sheet Isian Indikator are t (target), a (upper bound), r (realisasi), p and q (pembilang,
penyebut), d (1: has a target that counts) and f (1: filled), each with the number of its quarter.
"""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.isi.buku.blok import Tempat
from kinerja.isi.buku.rumus import BELUM, KOSONG, TDH, rank, round_rumus
from kinerja.model import Agregasi, Indikator, Jenis

_TERAKHIR = frozenset({Agregasi.AKHIR, Agregasi.RASIO_AKHIR})
_TARGET_TERAKHIR = _TERAKHIR | {Agregasi.RASIO_JUMLAH}


@dataclass(frozen=True, slots=True)
class Gabung:
    """The formulas of one indicator up to quarter `n`, over its row of sheet Isian Indikator.

    `skala` is the name of its scale, where it is a predikat.
    """

    indikator: Indikator
    isian: Tempat
    n: int
    skala: str = ""

    def _deret(self, kolom: str) -> str:
        return self.isian.span(f"{kolom}1", f"{kolom}{self.n}")

    @property
    def _diukur(self) -> str:
        return f"SUM({self._deret('d')})"

    @property
    def _terisi(self) -> str:
        return f"SUM({self._deret('f')})"

    @property
    def _keduanya(self) -> str:
        return f"SUMPRODUCT({self._deret('d')},{self._deret('f')})"

    @property
    def _menunggu(self) -> str:
        return f"AND({self.isian(f'd{self.n}')}=1,{self.isian(f'f{self.n}')}=0)"

    @property
    def rumpang(self) -> str:
        """The test for a quarter with a target that is still blank."""
        return f"{self._diukur}>{self._keduanya}"

    def target_tw(self, kolom: str = "t") -> str:
        """The target of the last quarter alone."""
        return f"IF({self.isian(f'd{self.n}')}=1,{self.isian(f'{kolom}{self.n}')},{KOSONG})"

    def realisasi_tw(self) -> str:
        """The realisasi of the last quarter alone."""
        d, f, r = (self.isian(f"{huruf}{self.n}") for huruf in "dfr")
        lain = f"IF(ISTEXT({r}),{KOSONG},{r})" if self.indikator.is_rasio else r
        return f"IF({d}=1,IF({f}=1,{r},{BELUM}),IF({f}=1,{lain},{KOSONG}))"

    def target_sd(self, kolom: str = "t") -> str:
        """The target s.d., lower or upper bound."""
        aturan = self.indikator.agregasi
        if aturan in _TARGET_TERAKHIR:
            isi = KOSONG
            for nomor in range(1, self.n + 1):
                t = self.isian(f"{kolom}{nomor}")
                isi = f"IF({self.isian(f'd{nomor}')}=1,{t},{isi})"
            return isi
        if aturan is Agregasi.JUMLAH:
            jumlah = round_rumus(f"SUMPRODUCT({self._deret('d')},{self._deret(kolom)})")
            return f"IF({self._diukur}=0,{KOSONG},{jumlah})"
        isi = f"IF({self._keduanya}=0,{self._combine(kolom, 'd')},{self._combine(kolom, 'df')})"
        return f"IF({self._diukur}=0,{KOSONG},{isi})"

    def realisasi_sd(self) -> str:
        """The realisasi s.d., or the state that keeps it from being there."""
        aturan = self.indikator.agregasi
        if aturan in _TERAKHIR:
            isi = KOSONG
            for nomor in range(1, self.n + 1):
                d, f, r = (self.isian(f"{huruf}{nomor}") for huruf in "dfr")
                isi = f"IF({d}=1,IF({f}=1,{r},{BELUM}),{isi})"
            return isi
        if aturan is Agregasi.RASIO_JUMLAH:
            dinilai, bebas = self._rasio(TDH), self._rasio(KOSONG)
            ada = self._terisi
        elif aturan is Agregasi.JUMLAH:
            dinilai = bebas = round_rumus(f"SUM({self._deret('r')})")
            ada = self._terisi
        else:
            dinilai, bebas = self._combine("r", "df"), self._combine("r", "f")
            ada = self._keduanya
        tanpa = f"IF({self._terisi}=0,{KOSONG},{bebas})"
        isi = f"IF(OR({self._menunggu},{ada}=0),{BELUM},{dinilai})"
        return f"IF({self._diukur}=0,{tanpa},{isi})"

    def realisasi_tahun(self, *, is_tahunan: bool) -> str:
        """The realisasi so far against the year's target."""
        target = self.isian("tahun")
        if self.indikator.agregasi in _TERAKHIR:
            isi = BELUM if is_tahunan else KOSONG
            for nomor in range(1, self.n + 1):
                d, f, r = (self.isian(f"{huruf}{nomor}") for huruf in "dfr")
                isi = f"IF({f}=1,{r},IF({d}=1,{BELUM},{isi}))"
            if self.indikator.jenis is Jenis.PREDIKAT:
                kosong = f"OR({isi}={BELUM},{isi}={KOSONG})"
                return f'IF(AND({target}="",{kosong}),{KOSONG},{isi})'
            return f'IF(AND({target}="",ISTEXT({isi})),{KOSONG},{isi})'
        if self.indikator.agregasi is Agregasi.RASIO_JUMLAH:
            dinilai, bebas = self._rasio(TDH), self._rasio(KOSONG)
        elif self.indikator.agregasi is Agregasi.JUMLAH:
            dinilai = bebas = round_rumus(f"SUM({self._deret('r')})")
        else:
            dinilai = bebas = self._combine("r", "f")
        awal = BELUM if is_tahunan else f"IF({self._diukur}+{self._terisi}=0,{KOSONG},{BELUM})"
        tanpa = f"IF({self._terisi}=0,{KOSONG},{bebas})"
        isi = f"IF(OR({self._menunggu},{self._terisi}=0),{awal},{dinilai})"
        return f'IF({target}="",{tanpa},{isi})'

    def _rasio(self, gagal: str) -> str:
        p, q, f = (self._deret(huruf) for huruf in "pqf")
        penyebut = f"SUMPRODUCT({f},{q})"
        isi = round_rumus(f"SUMPRODUCT({f},{p})*{self.isian('pengali')}/{penyebut}")
        return f"IF({penyebut}<=0,{gagal},{isi})"

    def _combine(self, kolom: str, bendera: str) -> str:
        """Mean, largest or smallest over the quarters whose flags are all 1."""
        aturan = self.indikator.agregasi
        if aturan is Agregasi.RATA_RATA:
            saring = ",".join(self._deret(huruf) for huruf in bendera)
            isi = f"SUMPRODUCT({saring},{self._deret(kolom)})/SUMPRODUCT({saring})"
            return round_rumus(isi)
        nama, luar = ("MAX", "-1E+300") if aturan is Agregasi.MAKSIMUM else ("MIN", "1E+300")
        if self.indikator.jenis is Jenis.PREDIKAT:
            return self._pick_predikat(kolom, bendera, nama, luar)
        suku = (
            f"IF({self._uji(nomor, bendera)},{self.isian(f'{kolom}{nomor}')},{luar})"
            for nomor in range(1, self.n + 1)
        )
        return f"{nama}({','.join(suku)})"

    def _uji(self, nomor: int, bendera: str) -> str:
        return f"{'*'.join(self.isian(f'{huruf}{nomor}') for huruf in bendera)}=1"

    def _pick_predikat(self, kolom: str, bendera: str, nama: str, luar: str) -> str:
        """The best or worst by rank; one outside the scale wins, so that it is seen."""
        nomor = range(1, self.n + 1)
        sel = {i: self.isian(f"{kolom}{i}") for i in nomor}
        urut = {i: rank(sel[i], self.skala) for i in nomor}
        suku = {i: f"IF({self._uji(i, bendera)},{urut[i]},{luar})" for i in nomor}
        terpilih = f"{nama}({','.join(suku.values())})"
        isi = sel[self.n]
        for i in reversed(nomor[:-1]):
            isi = f"IF({suku[i]}={terpilih},{sel[i]},{isi})"
        luar_skala = sel[self.n]
        for i in reversed(nomor[:-1]):
            luar_skala = f"IF(ISERROR({suku[i]}),{sel[i]},{luar_skala})"
        return f"IFERROR({isi},{luar_skala})"
