"""The blocks a report is made of, as frozen data.

A block holds text and figures, never markup: exporters decide how it looks. `encode_blok` turns
blocks into the JSON of an executed notebook (`MIME_BLOK`); exporters read nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from kinerja.hitung.jejak import Angka
from kinerja.isi.sandi import encode_data

MIME_BLOK: Final = "application/vnd.kinerja.blok+json"

Potongan = str | Angka
"""A piece of running text: words, or a figure with its id."""
Teks = tuple[Potongan, ...]
Rata = Literal["kiri", "kanan", "tengah"]
Nada = Literal["", "hijau_tua", "hijau", "kuning", "jingga", "merah", "abu"]
"""Tone of a cell or card; the words say the same as the colour."""
JenisBaris = Literal["isi", "grup", "jumlah"]
Orientasi = Literal["tegak", "lanskap", "lanskap_a3"]
"""The smallest paper a table may stand on; it takes a larger one where it must."""


@dataclass(frozen=True, slots=True)
class Blok:
    """Common root of all blocks."""


@dataclass(frozen=True, slots=True)
class Kop(Blok):
    """Letterhead: lines from the government down to the agency, then address lines."""

    baris: tuple[str, ...]
    alamat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judul(Blok):
    """Title block. `status` is draf, sementara or final; `keterangan` the lines under the title.

    `identitas` are name-value pairs for the document's metadata and hasil.json (opd, periode,
    unit, versi rencana, ...). `gaya` lembar sets the title as on an office form: centred, no
    subtitle, no contents.
    """

    judul: str
    anak_judul: str
    status: str
    keterangan: tuple[str, ...] = ()
    label: str = ""
    identitas: tuple[tuple[str, str], ...] = ()
    gaya: Literal["laporan", "lembar"] = "laporan"


@dataclass(frozen=True, slots=True)
class Subjudul(Blok):
    """A heading made from data inside a section; `tingkat` 3 or 4, below the notebook's own."""

    teks: str
    tingkat: int = 3


@dataclass(frozen=True, slots=True)
class Paragraf(Blok):
    """One paragraph; `nada` marks one that calls for attention."""

    isi: Teks
    nada: Nada = ""


@dataclass(frozen=True, slots=True)
class Daftar(Blok):
    """A list of items, numbered or not; `judul` is a short lead-in in bold."""

    butir: tuple[Teks, ...]
    is_bernomor: bool = False
    judul: str = ""


@dataclass(frozen=True, slots=True)
class Panel(Blok):
    """A framed notice: a bold title and paragraphs."""

    judul: str
    isi: tuple[Teks, ...]
    nada: Nada = "kuning"


@dataclass(frozen=True, slots=True)
class Kartu:
    """One card of the summary: a label, the figure in large type, a line below it."""

    label: str
    isi: Teks
    keterangan: Teks = ()
    nada: Nada = ""


@dataclass(frozen=True, slots=True)
class KartuRingkas(Blok):
    """A row of cards with the headline figures."""

    kartu: tuple[Kartu, ...]


@dataclass(frozen=True, slots=True)
class Kolom:
    """A table column: heading, alignment, relative width and the heading that spans its group."""

    judul: str
    rata: Rata = "kiri"
    lebar: float = 1.0
    grup: str = ""


@dataclass(frozen=True, slots=True)
class Sel:
    """A table cell; `rentang` is the number of columns it spans."""

    isi: Teks
    nada: Nada = ""
    rentang: int = 1


@dataclass(frozen=True, slots=True)
class Baris:
    """A table row; a `grup` row is a heading inside the body, `jumlah` a total."""

    sel: tuple[Sel, ...]
    jenis: JenisBaris = "isi"


@dataclass(frozen=True, slots=True)
class Tabel(Blok):
    """A table with title, unit, source and notes.

    The first `kolom_kunci` columns are row headers. `is_kolom_bernomor` adds the row of column
    numbers that forms carry. `orientasi` lanskap asks for a wide page in print.
    """

    id: str
    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    satuan: str = ""
    sumber: str = ""
    catatan: tuple[str, ...] = ()
    orientasi: Orientasi = "tegak"
    is_kolom_bernomor: bool = False
    kolom_kunci: int = 1

    def __post_init__(self) -> None:
        """Refuse a row whose spans do not add up to the columns: a programming fault."""
        for baris in self.baris:
            lebar = sum(sel.rentang for sel in baris.sel)
            if lebar != len(self.kolom):
                pesan = f"tabel {self.id}: row spans {lebar} of {len(self.kolom)} columns"
                raise ValueError(pesan)


@dataclass(frozen=True, slots=True)
class Grafik(Blok):
    """A chart as SVG with title, source and a text alternative made from its numbers."""

    id: str
    judul: str
    svg: str
    alt: str
    sumber: str = ""


@dataclass(frozen=True, slots=True)
class Paraf:
    """One line of the paraf table."""

    jabatan: str
    nama: str = ""


@dataclass(frozen=True, slots=True)
class Pengesahan(Blok):
    """Signature block with the paraf table and room for a stamp or TTE.

    `sebutan` holds the lines above the name, such as ("Plt. Kepala Badan ...",).
    """

    tempat_tanggal: str
    sebutan: tuple[str, ...]
    nama: str
    pangkat: str = ""
    nip: str = ""
    paraf: tuple[Paraf, ...] = ()


@dataclass(frozen=True, slots=True)
class Rincian:
    """One line of an office form: its label and what stands behind it."""

    label: str
    isi: Teks = ()


@dataclass(frozen=True, slots=True)
class Centang:
    """A box on an office form, ticked or to be ticked."""

    label: str
    is_dipilih: bool = False


@dataclass(frozen=True, slots=True)
class BarisDisposisi:
    """One instruction: subject, what the report shows of it, who does what by when."""

    nomor: str
    perihal: str = ""
    ditunjukkan: Teks = ()
    unit: str = ""
    isi: str = ""
    tenggat: str = ""


@dataclass(frozen=True, slots=True)
class LembarDisposisi(Blok):
    """A lembar disposisi as an office prints it: boxed head, instructions, tembusan, paraf.

    Without `tenggat` and `isi` in its lines it is one to write on. `paraf` are the lines below the
    room for the paraf.
    """

    rincian: tuple[Rincian, ...]
    sifat: tuple[Centang, ...]
    kepada: tuple[Centang, ...]
    ringkasan: tuple[Teks, ...]
    butir: tuple[BarisDisposisi, ...]
    tembusan: tuple[str, ...] = ()
    paraf: tuple[str, ...] = ()
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class DaftarJejak(Blok):
    """Passports of the figures listed, in order; their anchors are the figures' ids."""

    id: str
    judul: str
    angka: tuple[Angka, ...]


@dataclass(frozen=True, slots=True)
class Selesai(Blok):
    """The sentinel of a report that ran to its end; shows nothing.

    Says for whom it was made and what was read: `masukan` pairs each file's name with the SHA-256
    of the bytes that the notebook's own process read.
    """

    laporan: str
    opd: str = ""
    periode: str = ""
    unit: str = ""
    masukan: tuple[tuple[str, str], ...] = ()


def encode_blok(daftar_blok: Iterable[Blok]) -> list[dict[str, Any]]:
    """Turn blocks into JSON data; every object names its class under `jenis_blok`.

    >>> from decimal import Decimal
    >>> encode_blok([Paragraf(("Capaian ", Angka("s.x", Decimal("85.235"), "persen")))])[0]["isi"]
    ['Capaian ', {'jenis_blok': 'Angka', 'id': 's.x', 'nilai': '85.235', 'bentuk': 'persen', \
'keadaan': 'terisi', 'satuan': '', 'alasan': '', 'jejak': None, 'teks': '85,24%'}]
    """
    return [encode_data(blok) for blok in daftar_blok]
