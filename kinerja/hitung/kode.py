"""Matching of budget codes, as the calculation knows it; the rule itself stands in the model."""

from kinerja.model.padanan import Padanan, compute_kunci, compute_padanan, find_padanan

__all__ = ["Padanan", "compute_kunci", "compute_padanan", "find_padanan"]
