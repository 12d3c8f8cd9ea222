"""The narrative guard: what people wrote, held against the figures of the same report.

By rules, never by guesswork: where a sentence is not surely about a figure, nothing is said.
Gives findings of severity peringatan only and changes no text.
"""

from kinerja.telaah.analisis import check_analisis
from kinerja.telaah.bahan import build_bahan
from kinerja.telaah.periksa import check_parameter, check_uraian

__all__ = ["build_bahan", "check_analisis", "check_parameter", "check_uraian"]
