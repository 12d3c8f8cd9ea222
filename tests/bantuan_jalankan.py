"""What the tests of running share: a working folder with tiny notebooks, a reader, exporters.

Workers import the exporters from here by name, as they import the real ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from kinerja.catatan import CatatanRegister
from kinerja.ekspor.bentuk import Bentuk
from kinerja.folder import Folder
from kinerja.galat import EksporError
from kinerja.isi.blok import MIME_BLOK
from kinerja.jalankan.pilihan import Perkakas
from kinerja.jalankan.potret import list_jalur_masukan
from kinerja.jalankan.tugas import HasilTugas, Keluaran, Tugas
from kinerja.model import Berkas, Rencana, Unit
from kinerja.parameter import read_parameter_periode
from kinerja.periode import Periode
from kinerja.temuan import Temuan
from kinerja.word.simpan import format_naskah, open_naskah, set_sifat

TW2 = Periode(2026, 2)
UNIT = (Unit("sekretariat", "Sekretariat"), Unit("anggaran", "Bidang Anggaran"))
SELESAI = f"""
import hashlib
from pathlib import Path
from IPython.display import display
unit = globals().get("unit", "")
display({{"{MIME_BLOK}": [{{
    "jenis_blok": "Selesai",
    "laporan": "laporan-bidang" if unit else "laporan-triwulan",
    "opd": opd, "periode": periode, "unit": unit,
    "masukan": [
        [f"data/{{p.name}}", hashlib.sha256(p.read_bytes()).hexdigest()]
        for p in sorted(Path("../data").glob("*.txt"))
    ],
}}], "text/plain": ""}}, raw=True)"""
DAFTAR_BENTUK = {
    "html": Bentuk("tests.bantuan_jalankan:HtmlPalsu", "{nama}.html"),
    "pdf": Bentuk("tests.bantuan_jalankan:PdfTypst", "{nama}.pdf"),
    "json": Bentuk("tests.bantuan_jalankan:HasilPalsu", "{hasil}"),
}


def build_notebook(*kode: str, parameter: str, penutup: str = SELESAI) -> str:
    """Build the text of a notebook: title, parameters, one section per piece of code, sentinel."""
    sel = [new_markdown_cell("# Laporan"), new_code_cell(parameter)]
    sel[1].metadata["tags"] = ["parameters"]
    for nomor, satu in enumerate(kode, 1):
        sel += [new_markdown_cell(f"## Bagian {nomor}"), new_code_cell(satu)]
    if penutup:
        sel.append(new_code_cell(penutup))
    for nomor, satu in enumerate(sel):
        satu["id"] = f"sel-{nomor}"
    return nbformat.writes(new_notebook(cells=sel))


def build_bidang(*kode: str, penutup: str = SELESAI) -> str:
    """Build a unit's notebook; by default it prints the unit's input file."""
    kode = kode or ('from pathlib import Path\nprint(Path(f"../data/{unit}.txt").read_text())',)
    parameter = 'opd = "contoh"\nperiode = "2026-tw2"\nunit = "sekretariat"  # slug unit'
    return build_notebook(*kode, parameter=parameter, penutup=penutup)


def build_triwulan(*kode: str, penutup: str = SELESAI) -> str:
    """Build the agency's notebook."""
    parameter = 'opd = "contoh"\nperiode = "2026-tw2"'
    return build_notebook(*(kode or ("print(opd, periode)",)), parameter=parameter, penutup=penutup)


@dataclass
class Kantor:
    """A working folder whose data are text files, and what the reader says of them."""

    folder: Folder
    unit: tuple[Unit, ...] = UNIT
    ditolak: tuple[str, ...] = ()
    belum: tuple[str, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    dibaca: list[str] = field(default_factory=list)

    def read_data(self, folder: Folder, opd: str, periode: Periode) -> SimpleNamespace:
        """Stand in for `kinerja.laporan.read_data`."""
        self.dibaca.append(opd)
        berkas = []
        for jalur in sorted((folder.akar / "data").glob("*.txt")):
            isi = jalur.read_bytes()
            berkas.append(Berkas(f"data/{jalur.name}", hashlib.sha256(isi).hexdigest(), len(isi)))
        masukan = SimpleNamespace(
            opd=opd,
            periode=periode,
            rencana=Rencana(opd, periode.tahun, (), (), (), (), {}),
            unit_ditolak=self.ditolak,
            berkas_ditolak=tuple((slug, periode.triwulan) for slug in self.ditolak),
            list_ditolak=lambda _: (periode.triwulan,),
            berkas_hilang=(),
            anggaran_impor={},
            laporan_unit={
                (unit.slug, periode.triwulan): SimpleNamespace(
                    periode=periode,
                    tindak_lanjut=(),
                    berkas=next((satu for satu in berkas if unit.slug in satu.nama), berkas[0]),
                )
                for unit in self.unit
                if unit.slug not in (*self.ditolak, *self.belum)
            },
        )
        alasan = tuple(f"{slug} belum melapor" for slug in self.belum)
        return SimpleNamespace(
            instansi=SimpleNamespace(daftar_unit=self.unit),
            parameter=read_parameter_periode(self.folder, opd, periode),
            masukan=masukan,
            temuan=self.temuan,
            berkas=tuple(berkas),
            catatan=CatatanRegister(),
            rekap=SimpleNamespace(is_sementara=bool(alasan), alasan_sementara=alasan),
        )

    def write_notebook(self, nama: str, isi: str) -> None:
        """Put a notebook into the folder."""
        self.folder.notebook(nama).write_text(isi, encoding="utf-8")

    @property
    def keluaran(self) -> Path:
        """The output folder of the quarter."""
        return self.folder.keluaran("contoh", TW2)

    @property
    def manifes(self) -> dict[str, object]:
        """The manifest as it stands."""
        return json.loads((self.keluaran / "manifes.json").read_text(encoding="utf-8"))

    def perkakas(self, **lain: object) -> Perkakas:
        """The tools for a run here; exporters and reader of the tests, the pool in this thread."""
        pilihan = {
            "read_data": self.read_data,
            "write_bekal": lambda *_: None,
            "daftar_bentuk": DAFTAR_BENTUK,
            "buka": open_serial,
            "list_jalur": lambda *satu: [
                *(list_jalur_masukan(*satu) or ()),
                *(self.folder.akar / "data").glob("*.txt"),
            ],
        }
        return Perkakas(**(pilihan | lain))

    def snapshot(self) -> dict[str, bytes]:
        """Every file below the quarter's output folder, with its bytes."""
        return {
            jalur.relative_to(self.keluaran).as_posix(): jalur.read_bytes()
            for jalur in self.keluaran.rglob("*")
            if jalur.is_file()
        }


def build_kantor(akar: Path) -> Kantor:
    """Build a working folder with two units."""
    for nama in ("parameters/contoh", "data", "notebooks", "outputs"):
        (akar / nama).mkdir(parents=True)
    (akar / "parameters" / "contoh" / "instansi.yaml").write_text("nama: contoh\n")
    for unit in UNIT:
        (akar / "data" / f"{unit.slug}.txt").write_text(f"isian {unit.slug}")
    kantor = Kantor(Folder(akar))
    kantor.write_notebook("laporan_bidang", build_bidang())
    kantor.write_notebook("laporan_triwulan", build_triwulan())
    return kantor


def build_tugas(akar: Path, sumber: str, nama: str = "uji", **lain: object) -> Tugas:
    """Build one job that stages below `akar`."""
    giliran = akar / "giliran" / nama
    giliran.mkdir(parents=True)
    isi = {
        "nama": nama,
        "judul": f"Laporan {nama}",
        "sumber": sumber,
        "parameter": {"opd": "contoh", "periode": "2026-tw2"},
        "keluaran": (Keluaran("html", DAFTAR_BENTUK["html"].pengekspor, f"{nama}.html"),),
        "tujuan_notebook": f"notebook/{nama}.ipynb",
        "folder_kerja": akar,
        "giliran": giliran,
        "laporan": "laporan-triwulan",
    }
    return Tugas(**(isi | lain))


class Serial:
    """A pool that runs each job at once, in this thread."""

    def schedule(self, function, *, args: tuple[Tugas], timeout: float | None) -> Future:
        """Run the job now."""
        del timeout
        masa_depan: Future[HasilTugas] = Future()
        masa_depan.set_result(function(*args))
        return masa_depan

    def stop(self) -> None:
        """Have nothing to kill."""


@contextlib.contextmanager
def open_serial(singgahan: Path, pekerja: int) -> Iterator[Serial]:
    """Open a `Serial` in place of the pool."""
    del singgahan, pekerja
    yield Serial()


class HtmlPalsu:
    """Exports what the cells printed."""

    def from_notebook_node(self, nb, resources):
        """Export."""
        teks = [
            keluaran.text
            for sel in nb.cells
            for keluaran in sel.get("outputs", ())
            if keluaran.output_type == "stream"
        ]
        return f"<pre>{''.join(teks)}</pre>", resources


class HasilPalsu(HtmlPalsu):
    """Exports a constant."""

    def from_notebook_node(self, nb, resources):
        """Export."""
        del nb
        return '{"angka": {}}', resources


class PdfTypst:
    """Compiles a page with Typst, as the real exporter does."""

    def from_notebook_node(self, nb, resources):
        """Export."""
        import typst

        isi = HtmlPalsu().from_notebook_node(nb, resources)[0]
        return typst.compile(b"#sys.inputs.isi", sys_inputs={"isi": isi}), resources


class DocxKosong:
    """Exports what the cells printed as a Word document."""

    def from_notebook_node(self, nb, resources):
        """Export."""
        naskah = open_naskah()
        for sel in nb.cells:
            for keluaran in sel.get("outputs", ()):
                naskah.add_paragraph(keluaran.get("text", ""))
        set_sifat(naskah, "Laporan")
        return format_naskah(naskah), resources


class RusakTerduga:
    """Fails with a message of the kit."""

    def from_notebook_node(self, nb, resources):
        """Fail."""
        del nb, resources
        raise EksporError("PDF tidak dibuat", saran="Pasang ulang paket typst.")


class RusakMendadak(BaseException):
    """Stands in for the panic of a compiled library, which is no Exception."""

    def __init__(self) -> None:
        super().__init__("panik")

    def from_notebook_node(self, nb, resources):
        """Fail."""
        del nb, resources
        raise self
