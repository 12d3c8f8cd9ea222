"""Turns raw cells into numbers, percentages, money and whole numbers, noting every doubt.

Nothing is guessed: text that can mean two numbers is a fault, and so is a date or a percentage
format where money should stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from typing import Final

from kinerja.angka import (
    BATAS_MUTLAK,
    AngkaError,
    AngkaRaguError,
    format_apa_adanya,
    parse_angka,
)
from kinerja.excel.batas import PANJANG_KALIMAT_MAKS
from kinerja.excel.konversi_dasar import KonversiDasar
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel

EXCEL: Final = Context(prec=15)
"""Excel keeps and shows 15 significant digits; what it stores beyond is binary noise."""
_RELASI: Final = re.compile(
    r"\s*(?P<kata><=?|>=?|≤|≥|kurang dari|lebih dari|tidak lebih dari|tidak kurang dari|"
    r"paling banyak|paling sedikit|paling lama|di bawah|di atas|maksimal|minimal|maks\.?|min\.?)"
    r"\s*(?:atau\s+)?(?:sama\s+dengan\s+)?(?P<angka>[0-9].*)",
    re.IGNORECASE | re.DOTALL,
)
_KE_BAWAH: Final = frozenset(
    {"<", "<=", "≤", "kurang dari", "tidak lebih dari", "paling banyak", "paling lama"}
    | {"di bawah", "maksimal", "maks", "maks."}
)
_PANGKAT_TERKECIL: Final = -30
_SARAN_ANGKA: Final = "Ketik angka saja, mis. 1.200,5; kosongkan bila belum ada."


@dataclass(frozen=True, slots=True)
class KonversiAngka(KonversiDasar):
    """Reads the cells that hold numbers."""

    def parse_angka(
        self, sel: Sel, *, is_persen: bool = True, is_bagian: bool = False
    ) -> Decimal | None:
        """Read a number; a cell whose format shows percent is multiplied by 100, with a note.

        Only a percentage is: of anything else (`is_persen` False) nobody can tell whether the cell
        holds 31 or 3.100, so that it is a fault which asks. A share of one (`is_bagian`) is taken
        as stored: 25% is 0,25.
        """
        if not self.is_terbaca(sel):
            return None
        if sel.jenis is JenisSel.TEKS:
            return self._parse_angka_teks(sel)
        if sel.jenis is JenisSel.LOGIS or sel.format is Format.TANGGAL:
            self.galat(
                sel,
                "K-ANGKA-JENIS",
                "Sel seharusnya angka",
                ditemukan=sel.isi if sel.jenis is JenisSel.LOGIS else "sel berformat tanggal",
                diharapkan="angka",
                saran="Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya.",
            )
            return None
        nilai = self.parse_desimal(sel)
        if nilai is None or sel.format is not Format.PERSEN or is_bagian:
            return nilai
        hasil = round_excel(nilai * 100)
        if not is_persen:
            self.galat(
                sel,
                "K-ANGKA-JENIS",
                "Sel berformat persen, padahal satuannya bukan persen",
                ditemukan=f"{format_apa_adanya(nilai)}, tampil {format_apa_adanya(hasil)}%",
                diharapkan="sel berformat angka",
                saran="Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya.",
            )
            return None
        self.catatan(
            sel,
            "K-PERSEN",
            "Sel berformat persen dibaca pada skala 0–100",
            ditemukan=f"{format_apa_adanya(nilai)}, dibaca {format_apa_adanya(hasil)}",
        )
        return hasil

    def parse_persen(self, sel: Sel) -> Decimal | None:
        """Read a percentage from 0 to 100."""
        nilai = self.parse_angka(sel)
        if nilai is None or 0 <= nilai <= 100:
            return nilai
        self.galat(
            sel,
            "K-KISARAN",
            "Persentase di luar 0 sampai 100",
            ditemukan=format_apa_adanya(nilai),
            diharapkan="0 sampai 100",
            saran="Tulis kemajuan sebagai angka 0 sampai 100, mis. 45,5.",
        )
        return None

    def parse_rupiah(self, sel: Sel) -> int | None:
        """Read an amount in rupiah as integer sen; fractions of a sen are a fault."""
        if sel.format is Format.PERSEN and sel.jenis is JenisSel.ANGKA:
            self.galat(
                sel,
                "K-ANGKA-JENIS",
                "Sel seharusnya rupiah",
                ditemukan="sel berformat persen",
                diharapkan="angka rupiah",
                saran="Ubah format sel menjadi Angka (Number), lalu ketik ulang jumlahnya.",
            )
            return None
        nilai = self.parse_angka(sel)
        if nilai is None:
            return None
        sen = nilai.scaleb(2)
        if sen != sen.to_integral_value():
            self.galat(
                sel,
                "K-RUPIAH",
                "Jumlah rupiah lebih halus daripada sen",
                ditemukan=format_apa_adanya(nilai),
                diharapkan="paling banyak dua desimal",
                saran="Bulatkan jumlahnya, mis. dengan =ROUND(…;0).",
            )
            return None
        return int(sen)

    def parse_bulat(self, sel: Sel, terkecil: int, terbesar: int) -> int | None:
        """Read a whole number within bounds."""
        nilai = self.parse_angka(sel, is_persen=False)
        if nilai is None:
            return None
        if nilai == nilai.to_integral_value() and terkecil <= nilai <= terbesar:
            return int(nilai)
        self.galat(
            sel,
            "K-BULAT",
            "Bukan bilangan bulat yang mungkin",
            ditemukan=format_apa_adanya(nilai),
            diharapkan=f"bilangan bulat {terkecil} sampai {terbesar}",
            saran="Ketik angkanya tanpa desimal.",
        )
        return None

    def parse_desimal(self, sel: Sel) -> Decimal | None:
        """Read the stored number of a cell to Excel's 15 digits, whatever its format."""
        try:
            nilai = Decimal(sel.isi)
        except InvalidOperation:
            nilai = Decimal("NaN")
        if is_terhingga(nilai):
            return round_excel(nilai)
        self.galat(
            sel,
            "K-ANGKA-BATAS",
            "Angka tidak masuk akal",
            ditemukan=sel.isi[:40],
            diharapkan="0, atau angka antara 10^-30 dan 10^18",
            saran=_SARAN_ANGKA,
        )
        return None

    def _parse_angka_teks(self, sel: Sel) -> Decimal | None:
        rapi = sel.isi.strip()
        relasi = _RELASI.fullmatch(rapi) if len(rapi) <= PANJANG_KALIMAT_MAKS else None
        if relasi:
            self._catat_relasi(sel, relasi["kata"].casefold(), relasi["angka"].strip())
            return None
        try:
            terbaca = parse_angka(sel.isi, self.tanda_desimal)
        except AngkaRaguError as ragu:
            self.galat(
                sel,
                "K-ANGKA-RAGU",
                f"Angka berupa teks {ragu}",
                ditemukan=format_kutipan(sel.isi),
                diharapkan="sel angka",
                saran="Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya.",
            )
            return None
        except AngkaError:
            self.galat(
                sel,
                "K-ANGKA",
                "Bukan angka",
                ditemukan=format_kutipan(sel.isi),
                diharapkan="angka",
                saran=_SARAN_ANGKA,
            )
            return None
        self.peringatan(
            sel,
            "K-ANGKA-TEKS",
            "Angka tersimpan sebagai teks",
            ditemukan=f"{format_kutipan(sel.isi)}, dibaca {format_apa_adanya(terbaca.nilai)}",
            saran="Ubah format sel menjadi Angka (Number), lalu ketik ulang angkanya.",
        )
        return terbaca.nilai

    def _catat_relasi(self, sel: Sel, kata: str, angka: str) -> None:
        usul = (
            f"Tulis angka hasilnya; bila target memang demikian, pakai jenis rentang dengan target "
            f"0-{angka} dan polaritas turun."
            if kata in _KE_BAWAH
            else f"Tulis angka hasilnya; bila target memang demikian, pakai jenis angka dengan "
            f"target {angka} dan polaritas naik."
        )
        self.galat(
            sel,
            "K-ANGKA-RELASI",
            "Kata atau tanda pembanding pada kolom angka",
            ditemukan=format_kutipan(sel.isi),
            diharapkan="angka",
            saran=usul,
        )


def is_terhingga(nilai: Decimal) -> bool:
    """Tell whether a number can be a figure: written out it would stay a line.

    >>> [is_terhingga(Decimal(teks)) for teks in ("0", "-1E-30", "1E-31", "1E18", "NaN")]
    [True, True, False, False, False]
    """
    if not nilai.is_finite():
        return False
    return not nilai or (nilai.adjusted() >= _PANGKAT_TERKECIL and abs(nilai) < BATAS_MUTLAK)


def round_excel(nilai: Decimal) -> Decimal:
    """Round to the 15 digits that Excel keeps, without trailing zeros or an exponent.

    >>> round_excel(Decimal("0.30000000000000004")), round_excel(Decimal("1E+2"))
    (Decimal('0.3'), Decimal('100'))
    """
    ringkas = EXCEL.plus(nilai).normalize()
    if not ringkas:
        return Decimal(0)
    pangkat = ringkas.as_tuple().exponent
    return ringkas.quantize(Decimal(1)) if isinstance(pangkat, int) and pangkat > 0 else ringkas
