"""Shows a batch in progress: one line that changes in a terminal, a line for each period elsewhere.

With --json events instead, one object a line; docs/batch.md says what they hold. Failures are
told at once, but only so many of them: all stand in gagal.csv.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kinerja.cli.tampil import print_baris

if TYPE_CHECKING:
    from kinerja.jalankan.batch import HasilBatch, RingkasPeriode
    from kinerja.jalankan.hasil_jalan import Kabar

_DISEBUT = 100
_JEDA_DETIK = 0.2
_TIDAK_DIBUAT = frozenset({"gagal", "sebagian"})


class KabarBatch:
    """Takes the news of a batch."""

    def __init__(self, jumlah_periode: int, *, is_json: bool) -> None:
        """Say what will be shown; `jumlah_periode` is how many there are."""
        self._jumlah_periode = jumlah_periode
        self._is_json = is_json
        self._is_terminal = not is_json and sys.stderr.isatty()
        self._mulai = time.monotonic()
        self._digambar = 0.0
        self._periode = self._dibuat = self._gagal = self._catatan = 0
        self._kini = ""

    def __enter__(self) -> Self:
        """Tell that it begins."""
        self._emit("mulai", jumlah_periode=self._jumlah_periode)
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        nilai: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        """Leave the terminal's line."""
        self._clear()

    def take_laporan(self, kabar: Kabar) -> None:
        """Take news of a report."""
        periode = kabar.periode.slug if kabar.periode else ""
        if kabar.keadaan is None:
            self._kini = f"{kabar.opd} {periode} {kabar.nama}"
            self._draw()
            return
        is_gagal = kabar.keadaan.value in _TIDAK_DIBUAT
        self._gagal += is_gagal
        self._dibuat += kabar.keadaan.value == "dibuat"
        self._emit(
            "laporan",
            opd=kabar.opd,
            periode=periode,
            nama=kabar.nama,
            keadaan=kabar.keadaan.value,
            pesan=kabar.pesan,
            perubahan=list(kabar.perubahan),
        )
        if is_gagal:
            sebab = kabar.pesan or kabar.keadaan.value
            self._tell(f"{kabar.opd} {periode} {kabar.nama}: {sebab}", self._gagal)
        self._draw()

    def take_periode(self, satu: RingkasPeriode) -> None:
        """Take news of a period that is over."""
        self._periode += 1
        self._emit("periode", **satu.build_data())
        nama = f"{satu.minta.opd} {satu.minta.periode.slug}"
        for baris in satu.gagal:
            if not baris.laporan:
                self._gagal += 1
                self._tell(f"{nama}: {baris.sebab}", self._gagal)
        for catatan in satu.catatan:
            self._catatan += 1
            self._tell(f"{nama}: catatan: {catatan}", self._catatan)
        if not self._is_json and not self._is_terminal:
            jumlah = ", ".join(f"{n} {keadaan}" for keadaan, n in sorted(satu.jumlah.items()))
            print_baris(
                f"[{self._periode}/{self._jumlah_periode}] {nama}: {jumlah or 'tidak dibuat'}",
                is_galat=True,
            )
        self._draw()

    def finish(self, hasil: HasilBatch) -> None:
        """Tell that it is over."""
        self._emit("selesai", **hasil.build_data())

    def _emit(self, peristiwa: str, **isi: Any) -> None:  # noqa: ANN401 - JSON values
        if self._is_json:
            print_baris(json.dumps({"peristiwa": peristiwa, **isi}, ensure_ascii=False))

    def _tell(self, teks: str, ke: int) -> None:
        if self._is_json or ke > _DISEBUT:
            return
        self._clear()
        print_baris(teks, is_galat=True)

    def _draw(self) -> None:
        kini = time.monotonic()
        if not self._is_terminal or kini - self._digambar < _JEDA_DETIK:
            return
        self._digambar = kini
        teks = describe_kemajuan(
            self._periode, self._jumlah_periode, self._dibuat, self._gagal, kini - self._mulai
        )
        lebar = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r{f'{teks}  {self._kini}'[:lebar]:<{lebar}}")
        sys.stderr.flush()

    def _clear(self) -> None:
        if self._is_terminal and self._digambar:
            sys.stderr.write(f"\r{'':<{shutil.get_terminal_size().columns - 1}}\r")
            sys.stderr.flush()


def describe_kemajuan(
    periode: int, jumlah_periode: int, dibuat: int, gagal: int, detik: float
) -> str:
    """Say how far a batch is, how fast, and how long it may still take.

    >>> describe_kemajuan(5, 20, 35, 1, 60.0)
    '5/20 periode, 35 laporan dibuat (35/menit), 1 gagal, sisa sekitar 3 menit'
    >>> describe_kemajuan(0, 20, 0, 0, 1.0)
    '0/20 periode, 0 laporan dibuat, 0 gagal'
    """
    laju = f" ({dibuat / detik * 60:.0f}/menit)" if dibuat and detik else ""
    teks = f"{periode}/{jumlah_periode} periode, {dibuat} laporan dibuat{laju}, {gagal} gagal"
    if not periode or periode >= jumlah_periode:
        return teks
    sisa = detik / periode * (jumlah_periode - periode)
    lama = f"{sisa / 60:.0f} menit" if sisa >= 60 else f"{sisa:.0f} detik"
    return f"{teks}, sisa sekitar {lama}"
