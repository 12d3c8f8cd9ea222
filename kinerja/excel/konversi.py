"""Turns raw cells into values: numbers from `konversi_angka`, and here texts, codes and choices.

A blank cell gives None (or an empty text) without a finding; so does a faulty one, with its
finding. The values of an indicator, which depend on its jenis, are read in `konversi_nilai`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinerja.excel.konversi_angka import KonversiAngka
from kinerja.excel.lembar import describe_terdekat
from kinerja.excel.pencatat import format_kutipan
from kinerja.excel.sel import Format, JenisSel, Sel
from kinerja.kolom import normalise_judul

PANJANG_TEKS_MAKS: Final = 32_767
KENDALI: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_YA: Final = {"ya": True, "tidak": False}


@dataclass(frozen=True, slots=True)
class Konversi(KonversiAngka):
    """Reads the cells of one sheet; all findings carry the sheet and the cell."""

    def parse_teks(self, sel: Sel) -> str:
        """Read text, trimmed; a number is taken as typed, control characters are refused."""
        if not self.is_terbaca(sel):
            return ""
        if sel.jenis is JenisSel.LOGIS or (
            sel.jenis is JenisSel.ANGKA and sel.format is not Format.UMUM
        ):
            self.galat(
                sel,
                "K-TEKS-JENIS",
                "Sel seharusnya teks",
                ditemukan=sel.isi
                if sel.jenis is JenisSel.LOGIS
                else f"angka {sel.isi} berformat tanggal atau persen",
                diharapkan="teks",
                saran="Ubah format sel menjadi Teks (Text), lalu ketik ulang isinya.",
            )
            return ""
        kendali = KENDALI.search(sel.isi)
        if kendali:
            self.galat(
                sel,
                "K-TEKS-KENDALI",
                "Teks memuat karakter kendali",
                ditemukan=f"U+{ord(kendali.group()):04X}",
                saran="Hapus isi sel lalu ketik ulang (jangan tempel dari aplikasi lain).",
            )
            return ""
        if len(sel.isi) > PANJANG_TEKS_MAKS:
            self.galat(
                sel,
                "K-TEKS-PANJANG",
                "Teks terlalu panjang",
                ditemukan=f"{len(sel.isi)} karakter",
                diharapkan=f"paling banyak {PANJANG_TEKS_MAKS} karakter",
                saran="Ringkas teksnya dan lampirkan uraian lengkap sebagai bukti.",
            )
            return ""
        return sel.isi.strip()

    def parse_kode(self, sel: Sel) -> str:
        """Read a code, which is text: as a number Excel has lost its zeros."""
        if sel.jenis is JenisSel.ANGKA:
            self.galat(
                sel,
                "K-KODE-ANGKA",
                "Kode tersimpan sebagai angka",
                ditemukan=sel.isi,
                diharapkan="teks",
                saran="Ubah format sel menjadi Teks (Text), lalu ketik ulang kodenya.",
            )
            return ""
        return " ".join(self.parse_teks(sel).split())

    def parse_daftar_kode(self, sel: Sel) -> tuple[str, ...]:
        """Read codes separated by semicolons, each once, in order."""
        bagian = (" ".join(satu.split()) for satu in self.parse_kode(sel).split(";"))
        return tuple(dict.fromkeys(satu for satu in bagian if satu))

    def parse_daftar_triwulan(self, sel: Sel) -> tuple[int, ...]:
        """Read quarters such as `1;2` or the single number 1, sorted."""
        if not self.is_terbaca(sel):
            return ()
        if sel.jenis is JenisSel.TEKS:
            bagian = [satu.strip() for satu in re.split(r"[;,]", sel.isi) if satu.strip()]
            if bagian and all(satu in {"1", "2", "3", "4"} for satu in bagian):
                return tuple(sorted({int(satu) for satu in bagian}))
        elif (nilai := self.parse_desimal(sel)) in {1, 2, 3, 4} and sel.format is Format.UMUM:
            return (int(nilai or 0),)
        self.galat(
            sel,
            "K-PILIHAN",
            "Daftar triwulan tidak dikenal",
            ditemukan=format_kutipan(sel.isi),
            diharapkan="angka 1 sampai 4 dipisah titik koma",
            saran="Tulis misalnya 1;2 untuk Triwulan I dan II.",
        )
        return ()

    def parse_pilihan(self, sel: Sel, pilihan: Sequence[str]) -> str:
        """Read one of the choices; case, spaces and underscores do not matter."""
        teks = self.parse_teks(sel)
        if not teks:
            return ""
        for satu in pilihan:
            if _samakan(satu) == _samakan(teks):
                return satu
        dekat = "" if self.pencatat.is_ramai else describe_terdekat(teks, pilihan)
        self.galat(
            sel,
            "K-PILIHAN",
            "Bukan salah satu pilihan",
            ditemukan=format_kutipan(teks) + (f" ({dekat})" if dekat else ""),
            diharapkan=", ".join(pilihan),
            saran="Pilih dari daftar pada selnya.",
        )
        return ""

    def parse_ya_tidak(self, sel: Sel) -> bool | None:
        """Read ya or tidak."""
        return _YA.get(self.parse_pilihan(sel, tuple(_YA)))


def _samakan(teks: str) -> str:
    return normalise_judul(teks.replace("_", " ").replace("-", " "))
