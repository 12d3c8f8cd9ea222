"""Running `kinerja hitung TABEL`: CSV to one stream, findings and a count to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from kinerja.angka import TandaDesimal
from kinerja.hitung.terbit.cetak import Status
from kinerja.hitung.terbit.tabel import TabelTerbit, recompute_tabel, write_tabel


def run_hitung(
    jalur: Path,
    peta: Mapping[str, str],
    tanda_desimal: TandaDesimal | None,
    keluar: TextIO,
    catat: TextIO,
) -> int:
    r"""Recompute a published table; give exit code 0 even where rows differ.

    Args:
        jalur: The CSV file.
        peta: Headings mapped to names, e.g. {"Rencana 2019": "target"}; see `parse_peta`.
        tanda_desimal: The decimal mark of the whole table, if declared.
        keluar: Receives CSV and nothing else.
        catat: Receives findings and the count per status.

    Raises:
        SumberError: where the file is no table or holds no known columns.
        ParameterError: where the map names what is not there.

    >>> import io, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     jalur = Path(folder) / "lkjip.csv"
    ...     _ = jalur.write_text("target,realisasi,capaian,polaritas\n10,8,120,turun\n")
    ...     keluar, catat = io.StringIO(), io.StringIO()
    ...     run_hitung(jalur, {}, None, keluar, catat)
    0
    >>> keluar.getvalue().splitlines()[1]
    '2,,,turun,10,8,120,120,(2T-R)/T,cocok,0,'
    """
    tabel = recompute_tabel(jalur, peta, tanda_desimal)
    write_tabel(tabel, keluar)
    catat.writelines(f"{temuan.kode} {temuan.pesan}\n" for temuan in tabel.temuan)
    for nama, hitungan in _count(tabel).items():
        isi = ", ".join(f"{hitungan[status]} {status}" for status in Status)
        kosong = hitungan[""]
        tambahan = f", {kosong} tanpa cetakan" if kosong else ""
        catat.write(f"{nama}: {len(tabel.baris)} baris: {isi}{tambahan}.\n")
    return 0


def _count(tabel: TabelTerbit) -> dict[str, Counter[str]]:
    hitungan: dict[str, Counter[str]] = {}
    if tabel.has_kinerja:
        hitungan["capaian"] = Counter(
            satu.kinerja.status or "" for satu in tabel.baris if satu.kinerja
        )
    if tabel.has_anggaran:
        ada = [satu.anggaran for satu in tabel.baris if satu.anggaran]
        hitungan["serapan"] = Counter(satu.serapan.status or "" for satu in ada)
        hitungan["sisa"] = Counter(satu.sisa.status or "" for satu in ada)
    return hitungan
