"""Executed notebook → `Dokumen`: the ordered nodes that every format renders.

Decides what of a notebook is the report: prose and blocks, never code. Numbers tables and charts,
puts the headings in order and refuses a notebook that did not run cleanly. Lays nothing out.

Nodes are plain dicts: {"jenis": "kepala", "tingkat", "isi", "teks", "slug"}, the prose nodes of
`kinerja.ekspor.prosa`, and {"jenis": "blok", "blok": {...}} with "nomor" in tables and charts and
"is_jangkar" in the passport that figures link to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kinerja.ekspor.huruf import find_tak_terbaca
from kinerja.ekspor.periksa import (
    check_blok,
    check_satu_kebenaran,
    clean_data,
    iter_angka,
)
from kinerja.ekspor.prosa import Simpul, build_slug, parse_prosa, read_teks
from kinerja.galat import EksporError
from kinerja.isi.blok import MIME_BLOK
from kinerja.isi.html_teks import Data

if TYPE_CHECKING:
    from nbformat import NotebookNode

BERNOMOR: Final = {"Tabel": "tabel", "Grafik": "gambar"}
TANGGAL_IDENTITAS: Final = ("tanggal_laporan", "posisi")
"""Identities that hold the document's date, the first filled one counting."""
TANGGAL_UMUM: Final = date(2000, 1, 1)
"""Document date when the title block names none: always the same, so bytes are too."""
BATAS_TANDA: Final = 12
"""Characters named in the note on what the PDF cannot show."""
TAG_TERSEMBUNYI: Final = frozenset({"parameters", "injected-parameters"})


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A report ready to be rendered: title data, nodes in order, and what was left out.

    `judul` is the encoded Judul block; `berjejak` the ids whose passport the document holds;
    `catatan` tells what of the notebook was ignored or cannot be shown, for whoever ran it; `buku`
    is the encoded workbook, which stands beside the text and not in it. `is_publik` asks for
    formats in which nothing is hidden.
    """

    judul: Data
    simpul: tuple[Simpul, ...]
    berjejak: frozenset[str]
    catatan: tuple[str, ...] = ()
    buku: Data | None = None
    is_publik: bool = False

    def require_buku(self) -> Data:
        """Give the workbook.

        Raises:
            EksporError: the notebook holds none.
        """
        if self.buku is None:
            raise EksporError(
                "Notebook tidak memuat buku kerja",
                diharapkan="sel yang menampilkan laporan.buku_kerja()",
                saran="Salin sel itu dari notebook bawaan kit, lalu jalankan ulang.",
            )
        return self.buku

    @property
    def identitas(self) -> dict[str, str]:
        """The name-value pairs of the title block."""
        return dict(self.judul["identitas"])

    @property
    def tanggal(self) -> date:
        """The report's own date, else that of its figures, else a fixed one."""
        identitas = self.identitas
        for nama in TANGGAL_IDENTITAS:
            try:
                return date.fromisoformat(identitas.get(nama, ""))
            except ValueError:
                continue
        return TANGGAL_UMUM

    @property
    def penulis(self) -> str:
        """Whose report it is: the last line of the letterhead, else the agency's slug."""
        kop = next((s["blok"] for s in self.simpul if _jenis_blok(s) == "Kop"), None)
        return str(kop["baris"][-1]) if kop and kop["baris"] else self.identitas.get("opd", "")

    @property
    def daftar_isi(self) -> tuple[Simpul, ...]:
        """The headings in order."""
        return tuple(simpul for simpul in self.simpul if simpul["jenis"] == "kepala")

    def iter_angka(self) -> Iterator[Data]:
        """Give every figure in document order, with id, teks and the rest; repeats included."""
        for simpul in self.simpul:
            if simpul["jenis"] == "blok":
                yield from iter_angka(simpul["blok"])


def build_dokumen(nb: NotebookNode) -> Dokumen:
    """Build the document from an executed notebook.

    Raises:
        EksporError: a cell failed, printed a value that is no block, or a block cannot be shown;
            there is no title block; or one id stands for two figures.
    """
    catatan: list[str] = []
    simpul = _read_simpul(nb, catatan)
    judul = [s["blok"] for s in simpul if _jenis_blok(s) == "Judul"]
    if len(judul) != 1:
        raise EksporError(
            "Laporan harus punya tepat satu blok Judul",
            ditemukan=str(len(judul)),
            saran="Jalankan notebook sampai selesai, lalu simpan sebelum mengekspor.",
        )
    buku = [s["blok"] for s in simpul if _jenis_blok(s) == "BukuKerja"]
    simpul = [s for s in simpul if _jenis_blok(s) != "BukuKerja"]
    simpul = _drop_kepala_kosong(_drop_sampul(simpul))
    _set_tingkat(simpul)
    catatan += _describe_tak_terbaca(simpul)
    berjejak = _number_blok(simpul)
    dokumen = Dokumen(judul[0], tuple(simpul), berjejak, tuple(catatan), buku[-1] if buku else None)
    check_satu_kebenaran([*dokumen.iter_angka(), *iter_angka(buku)])
    return dokumen


def _read_simpul(nb: NotebookNode, catatan: list[str]) -> list[Simpul]:
    """Read all cells in order; prose that only announces the sentinel is for the editors."""
    simpul_sel: list[list[Simpul]] = []
    for urutan, sel in enumerate(nb.cells, start=1):
        tempat = f"sel ke-{urutan} notebook"
        if sel.cell_type == "markdown":
            if not TAG_TERSEMBUNYI & set(sel.metadata.get("tags", ())):
                simpul_sel.append(parse_prosa(sel.source))
        elif sel.cell_type == "code":
            daftar_blok = list(_iter_blok(sel, tempat, catatan))
            if any(blok["jenis_blok"] == "Selesai" for blok in daftar_blok) and simpul_sel:
                pengantar = simpul_sel.pop()
                simpul_sel += [] if _is_prosa(pengantar) else [pengantar]
            simpul_sel.append([simpul for blok in daftar_blok for simpul in _blok_simpul(blok)])
    return [simpul for daftar in simpul_sel for simpul in daftar]


def _is_prosa(daftar: list[Simpul]) -> bool:
    return all(simpul["jenis"] not in {"kepala", "blok"} for simpul in daftar)


def _iter_blok(sel: NotebookNode, tempat: str, catatan: list[str]) -> Iterator[Data]:
    for keluaran in sel.get("outputs", ()):
        if keluaran.output_type == "error":
            raise EksporError(
                "Notebook berhenti karena galat",
                tempat=tempat,
                ditemukan=f"{keluaran.ename}: {keluaran.evalue}",
                saran="Perbaiki penyebabnya lalu jalankan ulang seluruh notebook.",
            )
        if keluaran.output_type == "stream":
            catatan.append(f"{tempat}: teks {keluaran.name} tidak dimuat dalam laporan")
            continue
        daftar_blok = keluaran.data.get(MIME_BLOK)
        if not isinstance(daftar_blok, list):
            raise EksporError(
                "Keluaran yang bukan blok laporan",
                tempat=tempat,
                ditemukan=", ".join(sorted(keluaran.data)),
                diharapkan=MIME_BLOK,
                saran="Tampilkan hanya bagian yang berasal dari laporan.",
            )
        for blok in clean_data(daftar_blok):
            check_blok(blok, tempat)
            yield blok


def _blok_simpul(blok: Data) -> Iterator[Simpul]:
    if blok["jenis_blok"] == "Subjudul":
        isi = [{"jenis": "teks", "teks": blok["teks"]}]
        yield {"jenis": "kepala", "tingkat": blok["tingkat"], "isi": isi}
    elif blok["jenis_blok"] != "Selesai":
        yield {"jenis": "blok", "blok": blok}


def _jenis_blok(simpul: Simpul) -> str:
    return str(simpul["blok"]["jenis_blok"]) if simpul["jenis"] == "blok" else ""


def jenis_simpul(simpul: Simpul) -> str:
    """Give the class of a block, or the kind of any other node."""
    return _jenis_blok(simpul) or str(simpul["jenis"])


def _drop_sampul(simpul: list[Simpul]) -> list[Simpul]:
    """Leave out the notebook's own title cell: prose before the title block is for its editors."""
    judul = next(i for i, satu in enumerate(simpul) if _jenis_blok(satu) == "Judul")
    return [satu for satu in simpul[:judul] if _jenis_blok(satu)] + simpul[judul:]


def _drop_kepala_kosong(simpul: list[Simpul]) -> list[Simpul]:
    """Leave out headings with nothing below them; going backwards, a kept child keeps its parent.

    `terisi` is the level down to which the text below the present place reaches.
    """
    kembali: list[Simpul] = []
    terisi = 0
    for satu in reversed(simpul):
        if satu["jenis"] != "kepala":
            kembali.append(satu)
            terisi = 9
        elif terisi > satu["tingkat"]:
            kembali.append(satu)
            terisi = satu["tingkat"]
    return kembali[::-1]


def _set_tingkat(simpul: list[Simpul]) -> None:
    """Give headings their depth in the outline, so no level is skipped, and their anchor."""
    induk: list[int] = []
    slug: set[str] = set()
    for satu in simpul:
        if satu["jenis"] == "kepala":
            while induk and induk[-1] >= satu["tingkat"]:
                induk.pop()
            induk.append(satu["tingkat"])
            teks = read_teks(satu["isi"])
            satu |= {"tingkat": len(induk), "teks": teks, "slug": build_slug(teks, slug)}


def _describe_tak_terbaca(simpul: list[Simpul]) -> list[str]:
    """Say which characters only the PDF cannot show, so that they do not vanish in silence."""
    kumpulan: set[str] = set()
    _collect_teks(simpul, kumpulan)
    tanda = sorted(frozenset().union(*map(find_tak_terbaca, kumpulan)))
    if not tanda:
        return []
    daftar = ", ".join(f"{huruf} (U+{ord(huruf):04X})" for huruf in tanda[:BATAS_TANDA])
    lain = f" dan {len(tanda) - BATAS_TANDA} lainnya" if len(tanda) > BATAS_TANDA else ""
    return [f"tanda yang tidak ada pada huruf PDF dan di sana tampil sebagai �: {daftar}{lain}"]


def _collect_teks(data: Any, kumpulan: set[str]) -> None:  # noqa: ANN401 - JSON
    """Collect every text that is laid out: not drawings, ids or hashes."""
    if isinstance(data, str):
        kumpulan.add(data)
    elif isinstance(data, dict):
        for kunci, nilai in data.items():
            if kunci not in {"svg", "id", "sha256"}:
                _collect_teks(nilai, kumpulan)
    elif isinstance(data, list):
        for satu in data:
            _collect_teks(satu, kumpulan)


def _number_blok(simpul: list[Simpul]) -> frozenset[str]:
    """Number tables and charts, mark each passport's first entry; give the ids that have one."""
    nomor = dict.fromkeys(BERNOMOR, 0)
    berjejak: set[str] = set()
    for satu in simpul:
        jenis = _jenis_blok(satu)
        if jenis in BERNOMOR:
            nomor[jenis] += 1
            satu["blok"]["nomor"] = nomor[jenis]
        elif jenis == "DaftarJejak":
            for angka in satu["blok"]["angka"]:
                if angka["id"] not in berjejak:
                    angka["is_jangkar"] = True
                    berjejak.add(angka["id"])
    return frozenset(berjejak)
