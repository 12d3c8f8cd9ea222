"""Budget realisation from exported tables: read by a column map, checked, previewed, stored.

Reads and compares; the figures of a report are the work of `kinerja.hitung`.
"""
