"""How large anything from outside may be; every size is bounded here before work is done on it.

The numbers are far above what a form or an export of one agency holds and low enough that reading
takes seconds and tens of megabytes. Only numbers; the refusals stand in `tolak`.
"""

from __future__ import annotations

from typing import Final

_MB: Final = 1024 * 1024

# the file
UKURAN_BERKAS_MAKS: Final = 50 * _MB
UKURAN_CSV_MAKS: Final = 10 * _MB
ENTRI_MAKS: Final = 2_000
INFLASI_MAKS: Final = 200 * _MB
RASIO_MAKS: Final = 100
RASIO_MULAI: Final = 10 * _MB
"""Small parts compress better than 100:1 quite honestly; the ratio counts from here on."""

# the XML in it, all parts together
XML_MAKS: Final = 32 * _MB
TANDA_MAKS: Final = 1_200_000
"""Every `<`: two for each element with content."""
SEL_MAKS: Final = 200_000
RENGGANG_MAKS: Final = 256 * 1024
"""Bytes from one `<` to the next: 32.767 characters fit six times over, a giant tag does not."""
KEDALAMAN_MAKS: Final = 50
TEKS_MAKS: Final = 131_072
"""Characters of one cell that are kept; the first 32.768 already make it a finding."""

# what a workbook lists
LEMBAR_MAKS: Final = 60
GABUNGAN_MAKS: Final = 5_000
GAYA_MAKS: Final = 65_536
PANJANG_FORMAT_MAKS: Final = 255
"""Excel's own limit of a number format."""
BARIS_MAKS: Final = 50_000
KOLOM_MAKS: Final = 500
BARIS_TABEL_MAKS: Final = 5_000
"""Filled rows below one heading of a form or a plan."""

# what is matched, looked up, and told
PANJANG_KALIMAT_MAKS: Final = 200
"""A heading, a name, a relation in words: longer ones are compared with nothing."""
TEMUAN_MAKS: Final = 200
"""Findings of one code and gravity that are told one by one for a file."""
PANJANG_DITEMUKAN_MAKS: Final = 2_000
"""Characters of what was found that one finding repeats."""
BUKTI_MAKS: Final = 50
"""Pieces of evidence that one cell may name."""
DEKAT_MAKS: Final = 20
"""Nearest names looked for in one file; after that a name is only said to be unknown."""

# the copy that carries the verdict, which another library loads whole
XML_SALINAN_MAKS: Final = 2 * _MB
GAMBAR_SALINAN_MAKS: Final = 8 * _MB
UNSUR_SALINAN_MAKS: Final = 30_000
UNSUR_LAIN_SALINAN_MAKS: Final = 4_000
"""Elements that are no part of a cell: each costs that library several times as much."""
TEKS_SALINAN_MAKS: Final = 1_024
"""Longest tag, name, or formula; texts of cells apart."""
RUMUS_SALINAN_MAKS: Final = 500_000
"""Formulas times the longest of them: shared ones are rewritten for each cell."""
LUAS_SALINAN_MAKS: Final = 20_000
"""Cells in all areas that are merged, linked, or tabled."""
