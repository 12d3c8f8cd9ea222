"""What checking evidence gave: the files that are there, and how many figures they cover."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BerkasBukti:
    """An evidence file that is there: for which figure, its name, place, hash and size."""

    kode: str
    nama: str
    jalur: Path
    sha256: str
    ukuran: int


@dataclass(frozen=True, slots=True)
class HasilBukti:
    """Coverage of one form: filled figures, those with evidence, those declared impossible."""

    jumlah_angka: int
    jumlah_berbukti: int
    jumlah_tidak_dapat: int
    berkas: tuple[BerkasBukti, ...]

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
        )

    def build_data(self) -> dict[str, int]:
        """Build the coverage as JSON data."""
        return {
            "jumlah_angka": self.jumlah_angka,
            "jumlah_berbukti": self.jumlah_berbukti,
            "jumlah_tidak_dapat": self.jumlah_tidak_dapat,
        }
