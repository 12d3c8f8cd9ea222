"""The papermill engine: order of outputs, errors, limits, a clean shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import papermill
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_notebook, new_output
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

import kinerja
from kinerja.galat import LingkunganError, ParameterError
from kinerja.jalankan.kerja import execute_notebook
from kinerja.jalankan.mesin import MesinKinerja, check_nama_notebook, run_cangkang
from kinerja.jalankan.tangkap import Penampung, limit_keluaran
from tests.bantuan_jalankan import build_triwulan, build_tugas


@pytest.fixture
def jalankan(tmp_path):
    """Run cells through papermill with the kit's engine."""
    papermill_engines.register("kinerja", MesinKinerja)

    def run(*kode, **lain):
        return papermill.execute_notebook(
            new_notebook(cells=[new_code_cell(satu) for satu in kode]),
            str(tmp_path / "keluar.ipynb"),
            engine_name="kinerja",
            kernel_name="python3",
            language="python",
            progress_bar=False,
            **lain,
        )

    return run


@pytest.fixture
def gagal(jalankan, tmp_path):
    """Run cells that must fail; give the notebook papermill kept, without its banner."""

    def run(*kode, **lain):
        with pytest.raises(PapermillExecutionError):
            jalankan(*kode, **lain)
        nb = nbformat.read(tmp_path / "keluar.ipynb", as_version=4)
        return [sel for sel in nb.cells if sel.cell_type == "code"]

    return run


def describe(sel):
    """Say briefly what a cell shows."""
    hasil = []
    for keluaran in sel.outputs:
        isi = keluaran.get("text") or keluaran.get("data", {}).get("text/plain")
        hasil.append((keluaran.get("name", keluaran.output_type), isi))
    return hasil


def test_outputs_stand_in_the_order_they_were_shown(jalankan) -> None:
    """Streams, displays and the result keep their order; neighbours of one stream join."""
    sel = jalankan(
        "import sys\nprint('a'); print('b')\ndisplay(1)\n"
        "print('c', file=sys.stderr)\nprint('d')\n'e'"
    ).cells[0]
    assert describe(sel) == [
        ("stdout", "a\nb\n"),
        ("display_data", "1"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
        ("execute_result", "'e'"),
    ]
    assert sel.execution_count == sel.outputs[-1].execution_count == 1


def test_a_bundle_keeps_every_mime_type(jalankan) -> None:
    """What a block shows for other readers travels beside its HTML; bytes become base64."""
    kode = (
        "class Blok:\n"
        "    def _repr_mimebundle_(self, **_):\n"
        "        return {'text/html': '<b>', 'application/vnd.x+json': [{'a': 1}],"
        " 'image/png': b'png'}\n"
        "Blok()"
    )
    data = jalankan(kode).cells[0].outputs[0].data
    assert (data["text/html"], data["application/vnd.x+json"]) == ("<b>", [{"a": 1}])
    assert data["image/png"] == "cG5n"


def test_displays_are_updated_and_cleared(jalankan) -> None:
    """`update_display` reaches back; `clear_output(wait=True)` empties at the next output."""
    nb = jalankan(
        "from IPython.display import clear_output, update_display\n"
        "print('lama')\nclear_output(wait=True)\ndisplay('x', display_id='satu');",
        "update_display('y', display_id='satu')\nNone",
    )
    assert describe(nb.cells[0])[0] == ("display_data", "'y'")
    assert len(nb.cells[0].outputs) == 1 + ("execute_result" in str(nb.cells[0].outputs))
    assert nb.cells[1].outputs == []


@pytest.mark.gangguan(38)
@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("def (", "SyntaxError"),
        ("%tidak_ada", "UsageError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
@pytest.mark.filterwarnings("ignore:To exit")
def test_the_first_error_ends_the_run(gagal, kode, nama) -> None:
    """The failing cell holds the error; the next one is never run."""
    sel = gagal("print('awal')", kode, "print('akhir')")
    assert [keluaran.ename for keluaran in sel[1].outputs if "ename" in keluaran] == [nama]
    assert sel[2].execution_count is None
    assert sel[2].outputs == []


@pytest.mark.gangguan(48)
@pytest.mark.parametrize(
    "kode",
    [
        "while True: print('x' * 1000)",
        "while True: display('x' * 1000)",
        "try:\n    print('x' * 200_000)\nexcept Exception:\n    pass",
    ],
)
def test_a_flood_of_output_is_capped(gagal, kode) -> None:
    """A notebook that shows too much fails with a hint, also where the cell hides it."""
    sel = gagal(kode, batas_keluaran=100_000)
    assert len(nbformat.v4.writes(new_notebook(cells=sel))) < 250_000
    galat = sel[0].outputs[-1]
    assert galat.ename == "LaporanError"
    assert "Hapus perintah yang mencetak banyak data" in galat.evalue


def test_each_run_has_a_shell_of_its_own(jalankan) -> None:
    """Names do not leak, and the process is put back as it was."""
    utama = sys.modules["__main__"]
    jalankan("bocor = 1")
    sel = jalankan("print('bocor' in globals(), __name__)\nimport asyncio\nawait asyncio.sleep(0)")
    assert sel.cells[0].outputs[0].text == "False __main__\n"
    assert sys.modules["__main__"] is utama
    assert not InteractiveShell.initialized()


@pytest.mark.gangguan(46)
def test_start_up_files_and_history_of_the_user_stay_out(jalankan, tmp_path, monkeypatch) -> None:
    """An IPython profile of the user changes nothing and gets nothing."""
    awal = tmp_path / "ipython" / "profile_default" / "startup"
    awal.mkdir(parents=True)
    (awal / "00.py").write_text("bocor = 1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    assert jalankan("print('bocor' in globals())").cells[0].outputs[0].text == "False\n"
    assert [jalur.name for jalur in (tmp_path / "ipython").rglob("*.sqlite")] == []


def test_ipythons_own_folder_lies_in_the_staging(tmp_path) -> None:
    """What a killed worker leaves goes with its job."""
    tugas = build_tugas(tmp_path, build_triwulan("print(get_ipython().ipython_dir)"))
    nb, gagal = execute_notebook(tugas)
    assert gagal == ""
    teks = "".join(k.get("text", "") for sel in nb.cells for k in sel.get("outputs", ()))
    assert Path(teks.strip()).parent == tugas.giliran


def test_what_a_kernel_showed_is_limited_afterwards(tmp_path, monkeypatch) -> None:
    """The report fails in words, with the step; what is kept of the notebook is small."""
    tugas = replace(build_tugas(tmp_path, build_triwulan("print(1)", "print(2)")), mesin="kernel")

    def execute(_, nb, *__, **___):
        for sel in [satu for satu in nb.cells if satu.cell_type == "code"][-2:]:
            sel.outputs = [new_output("stream", name="stdout", text="x" * 60_000_000)]

    monkeypatch.setattr(papermill_engines, "execute_notebook_with_engine", execute)
    nb, gagal = execute_notebook(tugas)
    assert re.fullmatch(
        r'Gagal pada langkah "Bagian 2" \(sel \d\): Keluaran notebook terlalu besar: lebih dari '
        r"50 MB\. Hapus .*",
        gagal,
    )
    assert len(nbformat.v4.writes(nb)) < 10_000
    assert limit_keluaran(nb) is None


def test_a_running_notebook_is_not_taken_over() -> None:
    """Inside a shell the engine refuses instead of replacing it."""
    with (
        run_cangkang(Penampung()),
        pytest.raises(LingkunganError, match="dari dalam notebook"),
        run_cangkang(Penampung()),
    ):
        pass


def test_papermill_runs_the_engine_from_its_command_line(tmp_path) -> None:
    """`papermill --engine kinerja -p …` works where the entry point is known."""
    nb = new_notebook(
        cells=[new_code_cell("a = 1", metadata={"tags": ["parameters"]}), new_code_cell("a")]
    )
    nb.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "P"}
    nbformat.write(nb, tmp_path / "masuk.ipynb")
    kode = (
        "from papermill.engines import papermill_engines as m\n"
        "from kinerja.jalankan.mesin import MesinKinerja\n"
        "m.register('kinerja', MesinKinerja)\n"
        "from papermill.cli import papermill; papermill()"
    )
    perintah = [sys.executable, "-c", kode, "masuk.ipynb", "keluar.ipynb", "--engine", "kinerja"]
    lingkungan = os.environ | {"PYTHONPATH": str(Path(kinerja.__file__).parents[1])}
    subprocess.run(
        [*perintah, "-p", "a", "7"], cwd=tmp_path, env=lingkungan, check=True, timeout=60
    )
    nb = json.loads((tmp_path / "keluar.ipynb").read_text())
    assert nb["cells"][-1]["outputs"][0]["data"]["text/plain"] == ["7"]
    salah = subprocess.run(
        [*perintah, "-p", "aa", "7"],
        cwd=tmp_path,
        env=lingkungan,
        check=False,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert salah.returncode != 0
    assert "Parameter tidak dikenal (notebook): 'aa'. Maksud Anda a?" in salah.stderr


@pytest.mark.gangguan(33)
@pytest.mark.parametrize("tag", [["parameters"], []])
def test_a_parameter_the_notebook_lacks_is_refused(jalankan, tag) -> None:
    """Papermill only warns and runs with the default; the engine stops before the first cell."""
    sel = new_code_cell("periode = '2026-tw2'", metadata={"tags": tag})
    nb = new_notebook(cells=[sel, new_code_cell("raise SystemExit")])
    nb.metadata["papermill"] = {"parameters": {"periodee": "2025-tw1"}}
    with pytest.raises(ParameterError, match=r"Maksud Anda periode\?|tepat satu sel"):
        check_nama_notebook(nb)
    with pytest.raises(ParameterError):
        jalankan("1", parameters={"periodee": "2025-tw1"})
