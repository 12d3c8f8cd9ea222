"""Makes the page on what changed between two runs, or two submissions of a unit."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja.folder import Folder
from kinerja.galat import KinerjaError
from kinerja.jalankan.hasil_jalan import HasilLaporan
from kinerja.jalankan.jalan import run_laporan
from kinerja.jalankan.pilihan import Perkakas
from kinerja.jalankan.rancang import build_jenis_perubahan
from kinerja.parameter import read_instansi
from kinerja.periode import Periode
from kinerja.riwayat import HasilBeda, compare_jalan, compare_kiriman


@dataclass(frozen=True, slots=True)
class HasilPerubahan:
    """The comparison and its page; `gagal` says why there is none."""

    beda: HasilBeda
    laporan: HasilLaporan | None = None
    gagal: str = ""

    @property
    def kode_keluar(self) -> int:
        """1 where the page could not be made whole."""
        is_sebagian = self.laporan is not None and self.laporan.keadaan in {"gagal", "sebagian"}
        return 1 if self.gagal or is_sebagian else 0


def run_perubahan(  # noqa: PLR0913 - the options of the command
    folder: Folder,
    opd: str,
    periode: Periode,
    *,
    dari: str = "",
    ke: str = "",
    unit: str = "",
    oleh: str = "",
    perkakas: Perkakas | None = None,
) -> HasilPerubahan:
    """Compare, and where anything differs make the page.

    Args:
        folder: The working folder.
        opd: The agency.
        periode: The quarter or year.
        dari: The earlier state; empty for the one before `ke`.
        ke: The later state; empty for the last.
        unit: Compare this unit's submissions instead of runs.
        oleh: Who asks, as declared.
        perkakas: Other tools, for tests.

    Raises:
        ParameterError: where there are no two states.
        KeutuhanError: where what was kept is gone or altered.
    """
    if unit:
        read_instansi(folder, opd).find_unit(unit)
        beda = compare_kiriman(folder, opd, periode, unit, dari, ke)
    else:
        beda = compare_jalan(folder, opd, periode, dari, ke)
    if beda.is_sama:
        return HasilPerubahan(beda)
    jenis = build_jenis_perubahan(beda.nomor_dari, beda.nomor_ke, unit)
    try:
        hasil = run_laporan(
            folder, opd, periode, oleh=oleh, perkakas=perkakas, daftar_jenis=(jenis,)
        )
    except KinerjaError as galat:
        return HasilPerubahan(beda, gagal=galat.pesan)
    return HasilPerubahan(beda, hasil.laporan[0])
