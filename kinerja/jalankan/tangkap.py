"""Catching what a cell shows, in the order it shows it, as notebook outputs.

A shell without history, start-up files or terminal; streams, display and results all end in one
list. Knows how much a notebook may show; knows nothing of papermill or files.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Mapping
from typing import Any, Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output

from kinerja.galat import LaporanError

BATAS_KELUARAN: Final = 50_000_000
"""How many characters one notebook may show; a unit with 300 indicators shows some 30 million."""


class Penampung:
    """The outputs of the running cell, counted over the whole notebook."""

    def __init__(self, batas: int = BATAS_KELUARAN) -> None:
        self.daftar: list[NotebookNode] = []
        self._batas = batas
        self._jumlah = 0
        self._potongan: list[str] = []
        self._per_tampilan: dict[str, list[NotebookNode]] = {}
        self._is_kosongkan_nanti = False

    def start_sel(self) -> list[NotebookNode]:
        """Begin a cell: its outputs go to the list given back."""
        self.daftar = []
        self._potongan = []
        self._is_kosongkan_nanti = False
        return self.daftar

    @property
    def is_penuh(self) -> bool:
        """Whether the notebook showed more than it may."""
        return self._jumlah > self._batas

    def check_batas(self) -> None:
        """Refuse to go on once the notebook showed more than it may."""
        if self.is_penuh:
            raise build_galat_batas(self._batas)

    def write_aliran(self, nama: str, teks: str) -> None:
        """Append text to stdout or stderr."""
        self._count(len(teks))
        self._flush_kosong()
        akhir = self.daftar[-1] if self.daftar else None
        if akhir is None or akhir.output_type != "stream" or akhir.name != nama:
            self.finish_aliran()
            self.daftar.append(new_output("stream", name=nama, text=""))
        self._potongan.append(teks)

    def finish_aliran(self) -> None:
        """Join the pieces of the open stream into its output."""
        if self._potongan:
            self.daftar[-1].text += "".join(self._potongan)
            self._potongan = []

    def write_tampilan(
        self,
        jenis: str,
        data: Mapping[str, Any],
        metadata: Mapping[str, Any] | None,
        tampilan: str = "",
        **lain: Any,  # noqa: ANN401 - fields of an output
    ) -> None:
        """Append a display or a result; `tampilan` is the id by which it may be updated."""
        isi = self._build_isi(data)
        self._flush_kosong()
        self.finish_aliran()
        keluaran = new_output(jenis, metadata=dict(metadata or {}), **lain)
        dict.__setitem__(keluaran, "data", isi)
        self.daftar.append(keluaran)
        if tampilan:
            self._per_tampilan.setdefault(tampilan, []).append(keluaran)

    def update_tampilan(
        self, tampilan: str, data: Mapping[str, Any], metadata: Mapping[str, Any] | None
    ) -> None:
        """Replace what is shown under an id, wherever in the notebook it stands."""
        isi = self._build_isi(data)
        for keluaran in self._per_tampilan.get(tampilan, []):
            dict.__setitem__(keluaran, "data", isi)
            keluaran.metadata = NotebookNode(metadata or {})

    def _build_isi(self, data: Mapping[str, Any]) -> NotebookNode:
        """Build the representations of a display, counted.

        They stay the data they are: a notebook turns every part of them into a node of its own,
        checked, which for the tables of a long report takes as long as making them.
        """
        isi = NotebookNode()
        for mime, nilai in data.items():
            dict.__setitem__(isi, mime, _encode(nilai))
        self._count(sum(map(_measure, isi.values())))
        return isi

    def write_galat(self, nama: str, nilai: str, jejak: list[str]) -> None:
        """Append an error."""
        self.finish_aliran()
        self.daftar.append(new_output("error", ename=nama, evalue=nilai, traceback=jejak))

    def clear(self, *, is_nanti: bool) -> None:
        """Empty the cell's outputs, now or at its next output."""
        self._is_kosongkan_nanti = is_nanti
        if not is_nanti:
            self._potongan = []
            self.daftar.clear()

    def _flush_kosong(self) -> None:
        if self._is_kosongkan_nanti:
            self.clear(is_nanti=False)

    def _count(self, jumlah: int) -> None:
        self._jumlah += jumlah
        self.check_batas()


def limit_keluaran(nb: NotebookNode, batas: int = BATAS_KELUARAN) -> int | None:
    """Empty the cells of a notebook from the one on that shows more than it may; gives its index.

    For what a kernel ran, where nobody counts meanwhile; None where the notebook is within bounds.
    """
    jumlah, pertama = 0, None
    for nomor, sel in enumerate(nb.cells):
        for keluaran in sel.get("outputs", ()):
            isi = keluaran.get("data") or {"text/plain": keluaran.get("text", "")}
            jumlah += sum(map(_measure, isi.values()))
        if jumlah > batas:
            sel.outputs = []
            pertama = nomor if pertama is None else pertama
    return pertama


def build_galat_batas(batas: int = BATAS_KELUARAN) -> LaporanError:
    """Build the refusal of a notebook that shows more than it may."""
    return LaporanError(
        "Keluaran notebook terlalu besar",
        ditemukan=f"lebih dari {batas // 1_000_000} MB",
        saran="Hapus perintah yang mencetak banyak data, mis. print di dalam perulangan.",
    )


def _encode(nilai: Any) -> Any:  # noqa: ANN401 - any representation
    return base64.b64encode(nilai).decode("ascii") if isinstance(nilai, bytes) else nilai


def _measure(nilai: Any) -> int:  # noqa: ANN401 - any representation
    """Measure a representation in characters, data as it stands in the notebook's file."""
    if isinstance(nilai, str):
        return len(nilai)
    return len(json.dumps(nilai, ensure_ascii=False, default=str, skipkeys=True))


class Aliran(io.TextIOBase):
    """Stands in for stdout or stderr while a cell runs."""

    encoding = "utf-8"

    def __init__(self, nama: str, penampung: Penampung) -> None:
        super().__init__()
        self._nama = nama
        self._penampung = penampung

    def writable(self) -> bool:
        """Say that text may be written."""
        return True

    def write(self, teks: Any, /) -> int:  # noqa: ANN401 - judged here
        """Take text into the running cell's outputs."""
        if not isinstance(teks, str):
            pesan = f"write() argument must be str, not {type(teks).__name__}"
            raise TypeError(pesan)
        if teks:
            self._penampung.write_aliran(self._nama, teks)
        return len(teks)


class _Penerbit(DisplayPublisher):
    """Takes what `display(...)` publishes."""

    def publish(  # type: ignore[override]  # IPython's own subclasses drop `source` too
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_lain: Any,  # noqa: ANN401 - older callers pass `source`
    ) -> None:
        penampung: Penampung = self.shell.penampung
        tampilan = str((transient or {}).get("display_id", ""))
        if update:
            penampung.update_tampilan(tampilan, data, metadata)
        else:
            penampung.write_tampilan("display_data", data, metadata, tampilan)

    def clear_output(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
        self.shell.penampung.clear(is_nanti=wait)


class _Penampil(DisplayHook):
    """Takes the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """Print no prompt: the output carries its number."""

    shell: Any

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self.shell.penampung.write_tampilan(
            "execute_result", format_dict, md_dict, execution_count=self.prompt_count
        )

    def finish_displayhook(self) -> None:
        """Close the hook without the terminal's line break."""
        self._is_active = False


class CangkangSunyi(InteractiveShell):
    """An IPython shell that shows everything through its `penampung`."""

    penampung: Penampung

    def init_instance_attrs(self) -> None:
        """Take the quiet publisher and display hook."""
        super().init_instance_attrs()  # type: ignore[no-untyped-call]
        self.display_pub_class = _Penerbit
        self.displayhook_class = _Penampil

    def init_virtualenv(self) -> None:
        """Leave sys.path as it is."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Have no event loop."""

    def _showtraceback(self, etype: type[BaseException], evalue: object, stb: list[str]) -> None:
        self.penampung.write_galat(etype.__name__, str(evalue), list(stb))
