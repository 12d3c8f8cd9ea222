"""A run of one agency and period: a batch of one."""

from __future__ import annotations

from kinerja.ekspor.bentuk import BENTUK_BAWAAN
from kinerja.folder import Folder
from kinerja.jalankan.hasil_jalan import HasilJalan, Lapor
from kinerja.jalankan.kelompok import HasilPeriode, run_kelompok
from kinerja.jalankan.pilihan import Perkakas, Permintaan, Pilihan
from kinerja.jalankan.rancang import Jenis
from kinerja.periode import Periode


def run_laporan(  # noqa: PLR0913 - the options of the command
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    paksa: bool = False,
    mesin: str = "kinerja",
    pekerja: int | None = None,
    bentuk: tuple[str, ...] = BENTUK_BAWAAN,
    oleh: str = "",
    lapor: Lapor = lambda _: None,
    perkakas: Perkakas | None = None,
    daftar_jenis: tuple[Jenis, ...] = (),
) -> HasilJalan:
    """Make all reports of a period, or only some kinds of them.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter, or the year.
        paksa: Make also what did not change.
        mesin: `kinerja` (in the worker) or `kernel` (papermill's own).
        pekerja: Reports at a time (default: as many as cores).
        bentuk: Formats beside the figures.
        oleh: Who declares to have made them; printed in the manifest as declared.
        lapor: Told of every report begun and done.
        perkakas: Other tools, for tests.
        daftar_jenis: The kinds of reports to make; the others stay as they are. Empty: all.

    Raises:
        KinerjaError: where nothing can be made: parameters, environment, another run.
    """
    hasil: list[HasilPeriode] = []
    run_kelompok(
        folder,
        [Permintaan(opd, periode, bentuk, daftar_jenis)],
        Pilihan(paksa=paksa, mesin=mesin, pekerja=pekerja, oleh=oleh),
        perkakas or Perkakas(),
        lapor=lapor,
        selesai=hasil.append,
    )
    return hasil[0].unwrap()
