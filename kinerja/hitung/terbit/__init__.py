"""Recomputing published tables (`kinerja hitung`): what reproduces, what differs, and why.

Reads one CSV and answers row by row; it never corrects a table and reads no expected answer.
"""

from kinerja.hitung.terbit.jalan import run_hitung
from kinerja.hitung.terbit.kolom import parse_peta
from kinerja.hitung.terbit.tabel import recompute_tabel, write_tabel

__all__ = ["parse_peta", "recompute_tabel", "run_hitung", "write_tabel"]
