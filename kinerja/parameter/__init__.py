"""The parameters of an agency and of a period: YAML in, validated frozen models out.

`instansi.yaml` says who the agency is and how it counts; `<periode>.yaml` what people decide for
one run; `pejabat.lokal.yaml` holds names and NIP and stays out of git. Unknown keys are refused
with the nearest known one. Calculates nothing.
"""

from kinerja.parameter.arsip import BidangArsip
from kinerja.parameter.baca import (
    read_instansi,
    read_parameter_arsip,
    read_parameter_periode,
    read_pejabat,
    read_zona,
)
from kinerja.parameter.instansi import Instansi, ParameterUnit
from kinerja.parameter.kebijakan import ParameterKebijakan
from kinerja.parameter.periode import ParameterPeriode, Pejabat, PenandaTangan
from kinerja.parameter.sebutan import describe_pimpinan, list_ganti

__all__ = [
    "BidangArsip",
    "Instansi",
    "ParameterKebijakan",
    "ParameterPeriode",
    "ParameterUnit",
    "Pejabat",
    "PenandaTangan",
    "describe_pimpinan",
    "list_ganti",
    "read_instansi",
    "read_parameter_arsip",
    "read_parameter_periode",
    "read_pejabat",
    "read_zona",
]
