"""Reads a regency: its parameters, and of each agency what it published and what was received.

Takes the figures from each agency's finished report, whose hash stands in its manifest; computes
none of them again.
"""

from kinerja.pemda.baca import DataPemda, read_pemda

__all__ = ["DataPemda", "read_pemda"]
