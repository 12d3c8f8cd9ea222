"""The recap workbook as data: sheets of inputs, figures and the formulas that lead to them.

`susun.build_buku_kerja` builds it once from the computed recap; an exporter renders it and computes
nothing. Every formula is written beside the figure it must equal.
"""
