"""The fields of a what-if: the answer of one indicator, and choices of the policy.

They hold what is supposed, or what stands now; reading them gives the line of text of an Andaian.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kinerja.data import DataLaporan
from kinerja.jelajah.andaian import PILIHAN_KEBIJAKAN, parse_andaian
from kinerja.jelajah.pilihan import Pilihan
from kinerja.jelajah.simulasi import find_isian

if TYPE_CHECKING:
    from ipywidgets import Widget

_SEPERTI: Final = ("seperti kebijakan", "")
_RUMUS: Final = ("selisih", "rasio")
_LABEL: Final = {"description_width": "6em"}
_SKALA: Final = ("regional", "regional-baik", "memuaskan", "lima-warna")


class KotakAndaian:
    """The fields and a button that empties them."""

    def __init__(self) -> None:
        import ipywidgets as w

        self.realisasi = w.Text(
            description="Realisasi",
            placeholder="pilih indikator",
            continuous_update=False,
            style=_LABEL,
        )
        self.kebijakan = {
            "rumus_turun": _build_daftar("Rumus turun", _RUMUS),
            "batas_atas": w.Text(
                description="Batas atas",
                placeholder="persen, mis. 120",
                continuous_update=False,
                style=_LABEL,
            ),
            "kategori": _build_daftar("Skala", _SKALA),
        }
        self.hapus = w.Button(description="Hapus andaian")
        self.akar: Widget = w.VBox([self.realisasi, *self.kebijakan.values(), self.hapus])
        self._is_diam = False

    def watch(self, ubah: Callable[[Any], None], hapus: Callable[[Any], None]) -> None:
        """Tell of what is typed or chosen, not of what `fill` puts in."""

        def tell(peristiwa: Any) -> None:  # noqa: ANN401 - what ipywidgets hands over
            if not self._is_diam:
                ubah(peristiwa)

        for satu in (self.realisasi, *self.kebijakan.values()):
            satu.observe(tell, names="value")
        self.hapus.on_click(hapus)

    def fill(self, data: DataLaporan, pilihan: Pilihan) -> None:
        """Put in what is supposed, else the present answer of the indicator chosen."""
        andaian = parse_andaian(pilihan.andaian)
        self._is_diam = True
        try:
            self.realisasi.disabled = not pilihan.indikator
            self.realisasi.value = andaian.realisasi.get(
                pilihan.indikator, find_isian(data, pilihan.indikator)
            )
            for nama, nilai in andaian.iter_kebijakan():
                self.kebijakan[nama].value = nilai
        finally:
            self._is_diam = False

    def read(self, data: DataLaporan, pilihan: Pilihan) -> str:
        """Read the what-if; an answer that is typed as it stands is none."""
        andaian = parse_andaian(pilihan.andaian)
        realisasi = dict(andaian.realisasi)
        if pilihan.indikator:
            realisasi.pop(pilihan.indikator, None)
            diketik = self.realisasi.value.strip()
            if diketik != find_isian(data, pilihan.indikator):
                realisasi[pilihan.indikator] = diketik
        kebijakan = {nama: self.kebijakan[nama].value.strip() for nama in PILIHAN_KEBIJAKAN}
        return replace(andaian, realisasi=realisasi, **kebijakan).teks


def _build_daftar(sebutan: str, nama: tuple[str, ...]) -> Any:  # noqa: ANN401 - no hints there
    import ipywidgets as w

    isi = [_SEPERTI, *((satu, satu) for satu in nama)]
    return w.Dropdown(description=sebutan, options=isi, style=_LABEL)
