"""What the tests of batches share: a working folder with several agencies and tiny notebooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kinerja.jalankan.batch import HasilBatch, run_batch
from kinerja.jalankan.pilihan import Permintaan, Pilihan
from kinerja.periode import Periode
from tests.bantuan_jalankan import Kantor, build_kantor, build_notebook

TAHUN = 2026
TW = tuple(Periode(TAHUN, nomor) for nomor in range(1, 5))
SETAHUN = Periode(TAHUN)
_TAHUNAN = """
from IPython.display import display
display({"application/vnd.kinerja.blok+json": [{
    "jenis_blok": "Selesai", "laporan": "laporan-tahunan", "opd": opd, "periode": periode,
    "unit": "",
    "masukan": [
        [f"data/{p.name}", __import__("hashlib").sha256(p.read_bytes()).hexdigest()]
        for p in sorted(__import__("pathlib").Path("../data").glob("*.txt"))
    ],
}], "text/plain": ""}, raw=True)"""


def build_kota(akar: Path, daftar_opd: Sequence[str]) -> Kantor:
    """Build a working folder with agencies of two units, whose inputs are the same text files."""
    kantor = build_kantor(akar)
    (akar / "parameters/contoh/instansi.yaml").unlink()
    for opd in daftar_opd:
        (akar / "parameters" / opd).mkdir()
        (akar / "parameters" / opd / "instansi.yaml").write_text(f"nama: {opd}\n")
    kantor.write_notebook(
        "laporan_tahunan",
        build_notebook(parameter='opd = "contoh"\nperiode = "2026-tahunan"', penutup=_TAHUNAN),
    )
    return kantor


def ask(*daftar_opd: str, periode: Sequence[Periode] = TW[:1]) -> list[Permintaan]:
    """Ask for the pages of some agencies and periods, as HTML."""
    return [Permintaan(opd, satu, ("html",)) for opd in daftar_opd for satu in periode]


def run_kota(
    kantor: Kantor,
    daftar: Sequence[Permintaan],
    *,
    alat: dict[str, object] | None = None,
    selesai: Callable[[object], None] = lambda _: None,
    **pilihan: object,
) -> HasilBatch:
    """Run a batch in this thread."""
    is_lanjut = bool(pilihan.pop("is_lanjut", False))
    klaster = str(pilihan.pop("klaster", ""))
    return run_batch(
        kantor.folder,
        daftar,
        Pilihan(**pilihan),
        is_lanjut=is_lanjut,
        klaster=klaster,
        selesai=selesai,
        perkakas=kantor.perkakas(**(alat or {})),
    )
