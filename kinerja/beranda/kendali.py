"""The widget of the home notebook: choose agency and period, check, make reports, open them.

Work runs in the background, so that the page stays alive; one piece of work at a time. Only
arranges: what is done stands in `tindakan`. Reports leave the widget out, for it carries no block.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kinerja.beranda.tindakan import Tautan, check_periode, list_tautan, make_laporan
from kinerja.ekspor.bentuk import BENTUK_BAWAAN, BENTUK_TERBACA
from kinerja.folder import Folder
from kinerja.galat import KinerjaError, describe_tak_terduga
from kinerja.isi.blok import MIME_BLOK, Blok, Panel, encode_blok
from kinerja.isi.html import render_blok_html
from kinerja.isi.tampilan import Tampilan
from kinerja.jalankan.hasil_jalan import Kabar
from kinerja.periode import ROMAWI, Periode, parse_periode

if TYPE_CHECKING:
    from ipywidgets import Widget

BacaPapan = Callable[[str, str], Sequence[Tampilan]]
"""Gives the parts of the board of an agency's period."""
_LEBAR: Final = "auto"


class Kendali:
    """The widget over one working folder."""

    def __init__(self, folder: Folder, opd: str, periode: Periode, baca: BacaPapan) -> None:
        """Take where to start from, and what gives the parts of a board."""
        self._folder = folder
        self._opd = opd
        self._periode = periode
        self._baca = baca

    def __repr__(self) -> str:
        """Tell no address: it would change every executed notebook."""
        return "Kendali()"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show as a widget in JupyterLab; carry no block for the exporters."""
        return {**self.build_widget()._repr_mimebundle_(), MIME_BLOK: []}

    def build_widget(self) -> Widget:
        """Build the choices, the buttons and the places for what comes of them."""
        return Meja(self._folder, self._opd, self._periode, self._baca).akar


class Meja:
    """The parts of one widget and the work they start."""

    def __init__(self, folder: Folder, opd: str, periode: Periode, baca: BacaPapan) -> None:
        import ipywidgets as w

        self._folder = folder
        self._baca = baca
        self._utas: threading.Thread | None = None
        self._sebutan = ""
        self.opd = w.Dropdown(description="Instansi", options=folder.daftar_opd, value=opd)
        self.periode = w.Dropdown(
            description="Periode", options=list_pilihan(periode), value=periode.slug
        )
        self.oleh = w.Text(description="Oleh", placeholder="nama yang menyatakan, boleh kosong")
        self.bentuk = {
            nama: w.Checkbox(
                value=nama in BENTUK_BAWAAN,
                description=nama.upper(),
                indent=False,
                layout=w.Layout(width=_LEBAR),
            )
            for nama in BENTUK_TERBACA
        }
        self.periksa = w.Button(description="Periksa", tooltip="Periksa semua isian")
        self.susun = w.Button(description="Susun laporan", button_style="primary")
        self.papan = w.Button(description="Papan SOP")
        self.kemajuan = w.IntProgress(value=0, max=1, layout=w.Layout(visibility="hidden"))
        self.kabar = w.HTML()
        self.tautan = w.Output()
        self.hasil = w.HTML()
        baris = w.Layout(flex_flow="row wrap")
        self.akar: Widget = w.VBox(
            [
                w.HBox([self.opd, self.periode, self.oleh], layout=baris),
                w.HBox([self.periksa, self.susun, *self.bentuk.values(), self.papan], layout=baris),
                w.HBox([self.kemajuan, self.kabar], layout=baris),
                self.tautan,
                self.hasil,
            ]
        )
        self.periksa.on_click(lambda _: self._start("pemeriksaan", self._check))
        self.susun.on_click(lambda _: self._start("penyusunan laporan", self._make))
        self.papan.on_click(lambda _: self._start("pembacaan papan", self._show_papan))
        for kotak in (self.opd, self.periode):
            kotak.observe(lambda _: self._show_tautan(), names="value")
        self._show_tautan()

    # --- work -----------------------------------------------------------------------------

    @property
    def is_sibuk(self) -> bool:
        """Whether work is under way."""
        return self._utas is not None and self._utas.is_alive()

    def wait(self) -> None:
        """Wait for the work under way, if any."""
        if self._utas is not None:
            self._utas.join()

    def _start(self, sebutan: str, kerja: Callable[[str, Periode], Sequence[Blok]]) -> None:
        """Start work in the background; while some is under way, say so and start nothing."""
        if self.is_sibuk:
            self.kabar.value = (
                f"<p>Masih berjalan: {escape(self._sebutan)}. Tunggu sampai selesai.</p>"
            )
            return
        opd, periode = str(self.opd.value), parse_periode(self.periode.value)
        self._sebutan = f"{sebutan} {periode.judul}"
        self.kabar.value = f"<p>Berjalan: {escape(self._sebutan)} …</p>"
        self.hasil.value = ""
        self._utas = threading.Thread(target=self._run, args=(kerja, opd, periode), daemon=True)
        self._utas.start()

    def _run(
        self, kerja: Callable[[str, Periode], Sequence[Blok]], opd: str, periode: Periode
    ) -> None:
        """Do the work and show what came of it; a fault is told in words."""
        judul = "Selesai"
        try:
            blok = kerja(opd, periode)
        except KinerjaError as galat:
            judul, blok = "Tidak selesai", [Panel("Tidak selesai", ((galat.pesan,),), "merah")]
        except Exception as galat:  # noqa: BLE001 - whatever broke, the reader gets words
            pesan = f"{describe_tak_terduga(galat)}."
            judul, blok = "Tidak selesai", [Panel("Tidak selesai", ((pesan,),), "merah")]
        self.kemajuan.layout.visibility = "hidden"
        self.hasil.value = render_blok_html(encode_blok(blok))
        self._show_tautan()
        self.kabar.value = f"<p>{judul}: {escape(self._sebutan)}.</p>"

    def _check(self, opd: str, periode: Periode) -> Sequence[Blok]:
        return check_periode(self._folder, opd, periode, self.oleh.value.strip())

    def _make(self, opd: str, periode: Periode) -> Sequence[Blok]:
        bentuk = tuple(nama for nama, kotak in self.bentuk.items() if kotak.value)
        return make_laporan(
            self._folder,
            opd,
            periode,
            bentuk=bentuk,
            oleh=self.oleh.value.strip(),
            lapor=self._tell,
        )

    def _show_papan(self, opd: str, periode: Periode) -> Sequence[Blok]:
        return [blok for bagian in self._baca(opd, periode.slug) for blok in bagian]

    def _tell(self, kabar: Kabar) -> None:
        """Show news of the run: how far it is, and which report is begun or done."""
        self.kemajuan.max = max(1, kabar.jumlah)
        self.kemajuan.value = kabar.ke
        self.kemajuan.layout.visibility = "visible"
        keadaan = kabar.keadaan.value if kabar.keadaan else "disusun …"
        pesan = f" {kabar.pesan}" if kabar.pesan else ""
        self.kabar.value = (
            f"<p>{kabar.ke} dari {kabar.jumlah}. {escape(f'{kabar.judul}: {keadaan}{pesan}')}</p>"
        )

    # --- links ----------------------------------------------------------------------------

    def _show_tautan(self) -> None:
        """List the files to open. An output, not a widget's text: there Jupyter resolves links."""
        try:
            daftar = list_tautan(self._folder, self.opd.value, parse_periode(self.periode.value))
        except KinerjaError as galat:
            isi = f"<p>{escape(galat.pesan)}</p>"
        else:
            isi = format_tautan(self._folder, daftar)
        data = {"text/html": isi, "text/plain": ""}
        self.tautan.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)


def format_tautan(folder: Folder, daftar: Iterable[Tautan]) -> str:
    """Write links to files, one line a report, from the folder in which the notebook runs."""
    baris: dict[str, list[str]] = {}
    for satu in daftar:
        jalur = Path(os.path.relpath(folder.akar / satu.jalur)).as_posix()
        baris.setdefault(satu.judul, []).append(
            f'<a href="{escape(jalur)}" target="_blank">{escape(satu.bentuk)}</a>'
        )
    if not baris:
        return "<p>Belum ada laporan periode ini. Klik <b>Susun laporan</b>.</p>"
    isi = "".join(f"<li>{escape(judul)}: {', '.join(a)}</li>" for judul, a in baris.items())
    return f"<p><b>Buka laporan</b></p><ul>{isi}</ul>"


def list_pilihan(periode: Periode) -> list[tuple[str, str]]:
    """List the periods to choose from as text and slug: this year's and the year's before.

    >>> list_pilihan(Periode(2026, 2))[:2]
    [('Tahun 2026', '2026-tahunan'), ('Triwulan IV Tahun 2026', '2026-tw4')]
    """
    daftar = [
        Periode(tahun, nomor)
        for tahun in (periode.tahun, periode.tahun - 1)
        for nomor in (None, *range(len(ROMAWI), 0, -1))
    ]
    return [(satu.judul, satu.slug) for satu in daftar]
