"""The widget for exploring: choices, tabs, passports on a click, saving, and the what-if's fields.

Arranges what the views give. Only the tab in sight is drawn; every fault is told in words in its
place. Computes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from kinerja.data import DataLaporan
from kinerja.galat import KinerjaError, describe_tak_terduga
from kinerja.hitung.jejak import Angka
from kinerja.isi.blok import MIME_BLOK, Blok, Panel, encode_blok
from kinerja.isi.html import render_blok_html
from kinerja.jelajah.bagian import DAFTAR_BAGIAN
from kinerja.jelajah.pilihan import Pilihan
from kinerja.jelajah.simpan import DAFTAR_BENTUK
from kinerja.jelajah.widget_andaian import KotakAndaian
from kinerja.laporan.analis import build_paspor
from kinerja.laporan.angka import collect_angka, name_angka
from kinerja.periode import ROMAWI, Periode

if TYPE_CHECKING:
    from ipywidgets import Widget

    from kinerja.jelajah import Jelajah

_TOMBOL_MAKS: Final = 60
"""Figures of one view that can be clicked; a table of more is narrowed first."""
_PANJANG_TOMBOL: Final = 42
_PETUNJUK: Final = "Klik sebuah angka untuk melihat asalnya sampai sel sumber."
_SETAHUN: Final = "Setahun"


class Kendali:
    """The widget over one Jelajah; `gambar` counts how often each view was drawn."""

    def __init__(self, jelajah: Jelajah) -> None:
        """Take where to start from."""
        self._awal = jelajah
        self.gambar: Counter[str] = Counter()

    def __repr__(self) -> str:
        """Tell no address: it would change every executed notebook."""
        return "Kendali()"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show as a widget in JupyterLab; a report leaves it out, the page below it stays."""
        return {**self.build_widget()._repr_mimebundle_(), MIME_BLOK: []}

    def build_widget(self) -> Widget:
        """Build the widget and draw its first tab."""
        return _Papan(self._awal, self.gambar).akar


class _Papan:
    """The parts of one widget and what happens between them."""

    def __init__(self, jelajah: Jelajah, gambar: Counter[str]) -> None:
        import ipywidgets as w

        self._jelajah = jelajah
        self._gambar = gambar
        self._nama = list(DAFTAR_BAGIAN)
        self._lama: set[str] = set()
        self._is_diam = False
        pilihan = jelajah.pilihan
        self.tahun = w.Dropdown(description="Tahun")
        self.triwulan = w.Dropdown(
            description="Periode",
            options=[*((f"Triwulan {r}", n) for n, r in enumerate(ROMAWI, 1)), (_SETAHUN, 0)],
            value=pilihan.periode.triwulan or 0,
        )
        self.unit = w.Dropdown(description="Unit")
        self.sasaran = w.Dropdown(description="Sasaran")
        self.indikator = w.Dropdown(description="Indikator")
        self.andaian = KotakAndaian()
        self.isi = {nama: w.HTML() for nama in self._nama}
        self.tombol = {nama: w.Box(layout=w.Layout(flex_flow="row wrap")) for nama in self._nama}
        self.kode = {nama: w.HTML() for nama in self._nama}
        self.paspor = w.HTML()
        self.pesan = w.HTML()
        self.bentuk = w.Dropdown(description="Simpan", options=DAFTAR_BENTUK)
        simpan, muat = w.Button(description="Simpan tampilan"), w.Button(description="Baca ulang")
        self.tab = w.Tab(
            children=[self._build_tab(nama) for nama in self._nama],
            titles=[judul for judul, _ in DAFTAR_BAGIAN.values()],
        )
        self.akar = w.VBox(
            [
                w.HBox([self.tahun, self.triwulan, self.unit], layout=w.Layout(flex_flow="wrap")),
                w.HBox([self.sasaran, self.indikator, muat], layout=w.Layout(flex_flow="wrap")),
                self.tab,
                self.paspor,
                w.HBox([self.bentuk, simpan]),
                self.pesan,
            ]
        )
        self._fill(pilihan)
        self.andaian.fill(self._data, pilihan)
        self._watch(simpan, muat)
        self._draw_semua()

    def _build_tab(self, nama: str) -> Widget:
        import ipywidgets as w

        bagian = [self.isi[nama], self.tombol[nama], self.kode[nama]]
        if nama == "simulasi":
            bagian.insert(0, self.andaian.akar)
        return w.VBox(bagian)

    def _watch(self, simpan: Any, muat: Any) -> None:  # noqa: ANN401 - buttons
        for satu in (self.tahun, self.triwulan, self.unit, self.sasaran, self.indikator):
            satu.observe(self._guard(self._change), names="value")
        self.andaian.watch(self._guard(self._change_andaian), self._guard(self._clear_andaian))
        self.tab.observe(lambda _: self._draw(), names="selected_index")
        simpan.on_click(self._guard(self._save))
        muat.on_click(self._guard(self._reload))

    # --- choices --------------------------------------------------------------------------

    def _change(self, _: object) -> None:
        if self._is_diam:
            return
        self._jelajah = self._jelajah.choose(
            periode=Periode(self.tahun.value, self.triwulan.value or None),
            unit=self.unit.value,
            sasaran=self.sasaran.value,
            indikator=self.indikator.value,
        )
        try:
            self._jelajah = self._jelajah.fit()
            self._fill(self._jelajah.pilihan)
            self.andaian.fill(self._data, self._jelajah.pilihan)
        finally:
            # Where the period cannot be opened the view says so.
            self._draw_semua()

    def _fill(self, pilihan: Pilihan) -> None:
        """Offer what can be chosen now; silent, for nothing was chosen."""
        bahan = self._jelajah.bahan
        daftar: list[tuple[Any, list[tuple[str, Any]], Any]] = [
            (self.tahun, [(str(t), t) for t in bahan.daftar_tahun], pilihan.periode.tahun),
            (self.unit, [*bahan.list_unit(pilihan).items()], pilihan.unit),
            (self.sasaran, [*bahan.list_sasaran(pilihan).items()], pilihan.sasaran),
            (self.indikator, [*bahan.list_indikator(pilihan).items()], pilihan.indikator),
        ]
        self._is_diam = True
        try:
            for kotak, pilihan_kotak, nilai in daftar:
                kotak.options = pilihan_kotak
                kotak.value = nilai
        finally:
            self._is_diam = False

    def _reload(self, _: object) -> None:
        self._jelajah.bahan.forget()
        self._fill(self._jelajah.pilihan)
        self.andaian.fill(self._data, self._jelajah.pilihan)
        self._draw_semua()

    def _change_andaian(self, _: object) -> None:
        teks = self.andaian.read(self._data, self._jelajah.pilihan)
        self._jelajah = self._jelajah.choose(andaian=teks)
        self._draw_semua(("simulasi",))

    def _clear_andaian(self, _: object) -> None:
        self._jelajah = self._jelajah.choose(andaian="")
        self.andaian.fill(self._data, self._jelajah.pilihan)
        self._draw_semua(("simulasi",))

    @property
    def _data(self) -> DataLaporan:
        return self._jelajah.bahan.open(self._jelajah.pilihan.periode).data

    # --- drawing --------------------------------------------------------------------------

    def _draw_semua(self, daftar: Sequence[str] = ()) -> None:
        """Mark views as stale and draw the one in sight."""
        self._lama.update(daftar or self._nama)
        self._draw()

    def _draw(self) -> None:
        nama = self._nama[self.tab.selected_index or 0]
        if nama not in self._lama:
            return
        self._lama.discard(nama)
        self._gambar[nama] += 1
        self.paspor.value = ""
        pilihan = self._jelajah.pilihan
        blok = self._try(lambda: self._jelajah.bagian(nama))
        self.isi[nama].value = _render(blok)
        self.kode[
            nama
        ].value = f"<p>Kode: <code>{escape(pilihan.format_kode(f'{nama}()'))}</code></p>"
        self.tombol[nama].children = self._build_tombol(nama, blok)

    def _build_tombol(self, nama: str, blok: Sequence[Blok]) -> list[Widget]:
        import ipywidgets as w

        if nama in {"asal", "simulasi"}:
            return []
        angka = [
            satu
            for satu in collect_angka(blok).values()
            if satu.jejak is not None and satu.bentuk == "persen"
        ][:_TOMBOL_MAKS]
        if not angka:
            return []
        lebar = w.Layout(width="auto")
        tombol = []
        for satu in angka:
            butir = w.Button(
                description=_format_tombol(satu), tooltip=name_angka(satu), layout=lebar
            )
            butir.on_click(lambda _, satu=satu: self._show_paspor(satu))
            tombol.append(butir)
        return [w.HTML(f"<p>{_PETUNJUK}</p>"), *tombol]

    def _show_paspor(self, angka: Angka) -> None:
        kode = self._format_kode(f'paspor("{angka.id}")')
        self.paspor.value = _render([build_paspor(angka)]) + kode

    def _format_kode(self, panggilan: str) -> str:
        """The code that gives in a notebook what is shown."""
        kode = self._jelajah.pilihan.format_kode(panggilan)
        return f"<p>Kode: <code>{escape(kode)}</code></p>"

    # --- saving and faults ----------------------------------------------------------------

    def _save(self, _: object) -> None:
        nama = self._nama[self.tab.selected_index or 0]
        bentuk = self.bentuk.value
        berkas = self._jelajah.simpan(nama, bentuk)
        kode = self._format_kode(f'simpan("{nama}", "{bentuk}")')
        self.pesan.value = f"<p>Disimpan: {escape(', '.join(berkas))}</p>{kode}"

    def _guard(self, kerja: Callable[[Any], None]) -> Callable[[Any], None]:
        """Tell a fault of an answer to a click or change in words, below everything."""

        def jalan(peristiwa: Any) -> None:  # noqa: ANN401 - what ipywidgets hands over
            self.pesan.value = ""

            def satu() -> Sequence[Blok]:
                kerja(peristiwa)
                return ()

            galat = self._try(satu)
            if galat:
                self.pesan.value = _render(galat)

        return jalan

    def _try(self, kerja: Callable[[], Sequence[Blok]]) -> Sequence[Blok]:
        """Give what a function gives, or its fault as a block; a widget never shows a traceback."""
        try:
            return kerja()
        except KinerjaError as galat:
            pesan = galat.pesan
        except Exception as galat:  # noqa: BLE001 - whatever broke, the reader gets words
            pesan = f"{describe_tak_terduga(galat)}. Klik Baca ulang, atau buka notebook lagi."
        return [Panel("Tidak dapat ditampilkan", ((pesan,),), "merah")]


def _format_tombol(angka: Angka) -> str:
    nama = name_angka(angka)
    return f"{nama if len(nama) <= _PANJANG_TOMBOL else nama.split(' ', 1)[0]}: {angka.teks}"


def _render(blok: Sequence[Blok]) -> str:
    return render_blok_html(encode_blok(blok)) if blok else ""
