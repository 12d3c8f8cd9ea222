"""What checking evidence gave: the files that are there, and how many figures they cover."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BerkasBukti:
    """An evidence file that is there: for which figure, its name, place, hash and size.

    `tempat` is (sheet, cell) of the Bukti cell that names it.
    """

    kode: str
    nama: str
    jalur: Path
    sha256: str
    ukuran: int
    tempat: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class HasilBukti:
    """Coverage of one form: filled figures, those with evidence, those declared impossible.

    `hanya_berkas` are the figures whose evidence is files alone.
    """

    jumlah_angka: int
    jumlah_berbukti: int
    jumlah_tidak_dapat: int
    berkas: tuple[BerkasBukti, ...]
    hanya_berkas: frozenset[str] = frozenset()

    @property
    def kalimat(self) -> str:
        """The coverage in words."""
        teks = f"{self.jumlah_berbukti} dari {self.jumlah_angka} angka berbukti"
        if self.jumlah_tidak_dapat:
            teks += f", {self.jumlah_tidak_dapat} dinyatakan tidak dapat dipenuhi"
        return teks

    def combine(self, lain: HasilBukti) -> HasilBukti:
        """Add the coverage of another form."""
        return HasilBukti(
            self.jumlah_angka + lain.jumlah_angka,
            self.jumlah_berbukti + lain.jumlah_berbukti,
            self.jumlah_tidak_dapat + lain.jumlah_tidak_dapat,
            (*self.berkas, *lain.berkas),
            self.hanya_berkas | lain.hanya_berkas,
        )

    def drop(self, hilang: Collection[BerkasBukti]) -> HasilBukti:
        """Take files away; a figure that has no other evidence is no longer covered."""
        sisa = tuple(satu for satu in self.berkas if satu not in hilang)
        tanpa = {satu.kode for satu in hilang} - {satu.kode for satu in sisa}
        return replace(
            self,
            berkas=sisa,
            jumlah_berbukti=self.jumlah_berbukti - len(tanpa & self.hanya_berkas),
        )

    def build_data(self) -> dict[str, int]:
        """Build the coverage as JSON data."""
        return {
            "jumlah_angka": self.jumlah_angka,
            "jumlah_berbukti": self.jumlah_berbukti,
            "jumlah_tidak_dapat": self.jumlah_tidak_dapat,
        }
