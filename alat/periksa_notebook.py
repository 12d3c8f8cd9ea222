"""Check by syntax tree that a notebook only puts the parts of a report in order.

Responsible for what can be seen without running: structure, parameters, imports, forbidden
constructs, typed figures, leftovers of a run. Whether the notebook runs, and whether its
parameters agree with the model, is for other tests.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

BATAS_SEL_KODE = 25
BATAS_BARIS_SEL = 3
NOTEBOOK_WIDGET = {"beranda", "jelajah"}
NOTEBOOK_PERINTAH = {"mulai_di_sini"}
"""The tutorial runs commands, as its reader will in a terminal."""

_PERNYATAAN = (ast.Expr, ast.Assign)
_EKSPRESI_DILARANG: dict[type[ast.AST], str] = {
    ast.Lambda: "lambda",
    ast.ListComp: "perulangan",
    ast.SetComp: "perulangan",
    ast.DictComp: "perulangan",
    ast.GeneratorExp: "perulangan",
    ast.BinOp: "rumus",
    ast.UnaryOp: "rumus",
    ast.BoolOp: "logika",
    ast.Compare: "logika",
    ast.IfExp: "logika",
    ast.NamedExpr: "penugasan dalam ekspresi",
    ast.JoinedStr: "pemformatan",
    ast.Await: "await",
}
_NAMA_DILARANG = {
    *("compile", "eval", "exec", "getattr", "globals", "open", "print", "setattr", "vars"),
    *("format", "map", "max", "min", "round", "sorted", "sum", "str"),
    *("Path", "np", "os", "pd", "plt", "sns", "sys", "warnings", "get_ipython", "__import__"),
}
_NAMA_WIDGET = {"interact", "interactive", "ipywidgets", "widgets"}
_ATRIBUT_DILARANG = re.compile(
    r"(_.*|read_.*|write_.*|to_.*|format|groupby|merge|apply|assign|sum|mean|round|iloc|loc)\Z"
)
_JALUR = re.compile(r"[/\\]|\.(csv|html|ipynb|json|pdf|xlsx|yaml)\Z")
_GAMBAR_JAUH = re.compile(
    r"!\[[^\]]*\]\(\s*<?\s*(?:https?:)?//|src\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE
)
# A hundred in a formula ("× 100 %") belongs to the definition; every other figure is a result.
_ANGKA_HASIL = re.compile(
    r"(?<![\d.,])(?!100\s*(?:%|persen))\d+(?:[.,]\d+)*\s*(?:%|persen\b)"
    r"|\bRp\.?\s*\d"
    r"|(?<![\d.,])\d+,\d+(?![\d,])"
    r"|\b\d+(?:\.\d{3})*\s+(?:indikator|sasaran|program|kegiatan|unit|bidang|temuan|orang"
    r"|ribu|juta|miliar|triliun)\b",
    re.IGNORECASE,
)


def compose_sumber(sel: dict[str, Any]) -> str:
    """Return a cell's source as one string, whichever way the file stores it."""
    sumber = sel.get("source", "")
    return sumber if isinstance(sumber, str) else "".join(sumber)


def check_sisa_run(nb: dict[str, Any]) -> Iterator[str]:
    """Find what a run leaves behind: outputs, counts, recorded paths and widget state."""
    for kunci in ("papermill", "widgets", "signature"):
        if kunci in nb.get("metadata", {}):
            yield f"metadata {kunci!r} tersimpan"
    for nomor, sel in enumerate(nb["cells"], start=1):
        if sel.get("outputs"):
            yield f"sel {nomor}: keluaran tersimpan"
        if sel.get("execution_count") is not None:
            yield f"sel {nomor}: nomor eksekusi tersimpan"
        if sisa := {"papermill", "execution", "ExecuteTime"} & sel.get("metadata", {}).keys():
            yield f"sel {nomor}: metadata {', '.join(sorted(sisa))} tersimpan"


def check_parameter(sumber: str) -> Iterator[str]:
    """Find anything in the parameters cell but commented assignments of plain literals."""
    try:
        pohon = ast.parse(sumber)
    except SyntaxError:
        yield "sel parameters: bukan Python biasa"
        return
    daftar_baris = sumber.splitlines()
    for simpul in pohon.body:
        sasaran = simpul.targets if isinstance(simpul, ast.Assign) else []
        if isinstance(simpul, ast.AnnAssign):
            sasaran = [simpul.target]
        nilai = simpul.value if isinstance(simpul, ast.Assign | ast.AnnAssign) else None
        if not isinstance(nilai, ast.Constant) or [type(s) for s in sasaran] != [ast.Name]:
            yield f"sel parameters baris {simpul.lineno}: hanya nama = nilai tunggal"
            continue
        akhir = (simpul.end_lineno or simpul.lineno) - 1
        if "#" not in daftar_baris[akhir][simpul.end_col_offset :]:
            yield f"sel parameters baris {simpul.lineno}: tanpa komentar"
    if not pohon.body:
        yield "sel parameters: kosong"


def check_impor(simpul: ast.AST, *, widget: bool, perintah: bool = False) -> Iterator[str]:
    """Find imports other than the facade and `display`."""
    if isinstance(simpul, ast.Import):
        yield f"impor {simpul.names[0].name}"
        return
    if not isinstance(simpul, ast.ImportFrom):
        return
    for nama in simpul.names:
        boleh = simpul.module == "kinerja" and (
            nama.name == "buka_laporan"
            or (widget and nama.name.startswith("buka_"))
            or (perintah and nama.name == "perintah")
        )
        boleh = boleh or (simpul.module == "IPython.display" and nama.name == "display")
        if not boleh or nama.asname:
            yield f"impor {nama.name} dari {simpul.module}"


def check_ekspresi(simpul: ast.AST, *, widget: bool) -> Iterator[str]:
    """Find one forbidden expression, name, attribute or path."""
    if type(simpul) in _EKSPRESI_DILARANG:
        yield _EKSPRESI_DILARANG[type(simpul)]
    elif isinstance(simpul, ast.Name):
        if simpul.id in _NAMA_DILARANG:
            yield f"nama {simpul.id}"
        if simpul.id in _NAMA_WIDGET and not widget:
            yield f"widget {simpul.id}"
    elif isinstance(simpul, ast.Attribute) and _ATRIBUT_DILARANG.match(simpul.attr):
        yield f"panggilan .{simpul.attr}"
    elif (
        isinstance(simpul, ast.Constant)
        and isinstance(simpul.value, str)
        and _JALUR.search(simpul.value)
    ):
        yield f"jalur {simpul.value!r}"


def check_kode(sumber: str, *, widget: bool, perintah: bool = False) -> Iterator[str]:
    """Find everything a code cell may not hold."""
    for baris in sumber.splitlines():
        if re.match(r"\s*[%!]|\s*\w[\w.]*\?{1,2}\s*\Z", baris):
            yield f"magic atau perintah shell {baris.strip()!r}"
            return
    try:
        pohon = ast.parse(sumber)
    except SyntaxError as galat:
        yield f"bukan Python (baris {galat.lineno})"
        return
    for pernyataan in pohon.body:
        if isinstance(pernyataan, ast.Import | ast.ImportFrom):
            yield from check_impor(pernyataan, widget=widget, perintah=perintah)
        elif not isinstance(pernyataan, _PERNYATAAN):
            yield f"{type(pernyataan).__name__} (hanya panggilan dan penugasan biasa)"
        else:
            for simpul in ast.walk(pernyataan):
                yield from check_ekspresi(simpul, widget=widget)


def check_markdown(sumber: str) -> Iterator[str]:
    """Find remote pictures and figures typed into prose."""
    if _GAMBAR_JAUH.search(sumber):
        yield "gambar dari luar"
    yield from (f"angka tertulis {cocok[0]!r}" for cocok in _ANGKA_HASIL.finditer(sumber))


def check_urutan(nb: dict[str, Any]) -> Iterator[str]:
    """Check title, the one parameters cell, the one import cell, and the pairs after them."""
    daftar = nb["cells"]
    if not daftar or daftar[0]["cell_type"] != "markdown":
        yield "sel 1: harus judul (markdown)"
    elif not compose_sumber(daftar[0]).startswith("# "):
        yield "sel 1: harus diawali judul '# …'"
    kode = [i for i, sel in enumerate(daftar) if sel["cell_type"] == "code"]
    tanda = {i: daftar[i].get("metadata", {}).get("tags", []) for i in kode}
    parameter = [i for i in kode if "parameters" in tanda[i]]
    impor = [
        i
        for i in kode
        if re.search(r"^\s*(from|import)\b", compose_sumber(daftar[i]), re.MULTILINE)
    ]
    if len(kode) > BATAS_SEL_KODE:
        yield f"{len(kode)} sel kode, batasnya {BATAS_SEL_KODE}"
    if any("injected-parameters" in isi for isi in tanda.values()):
        yield "sel injected-parameters tersimpan"
    if parameter != kode[:1] or not parameter:
        yield "harus ada tepat satu sel parameters, sebagai sel kode pertama"
    if impor != kode[1:2] or not impor:
        yield "harus ada tepat satu sel impor, sebagai sel kode kedua"
    for i in kode[2:]:
        sebelum = daftar[i - 1]
        if sebelum["cell_type"] != "markdown" and i - 1 not in impor:
            yield f"sel {i + 1}: tanpa pengantar markdown"
        baris = [b for b in compose_sumber(daftar[i]).splitlines() if b.strip()]
        if not 0 < len(baris) <= BATAS_BARIS_SEL:
            yield f"sel {i + 1}: {len(baris)} baris, harus 1 sampai {BATAS_BARIS_SEL}"


def check_notebook(nama: str, nb: dict[str, Any]) -> list[str]:
    """Return every breach of the notebook rules; `nama` is the file name without suffix."""
    masalah = [*check_sisa_run(nb), *check_urutan(nb)]
    boleh = {"widget": nama in NOTEBOOK_WIDGET, "perintah": nama in NOTEBOOK_PERINTAH}
    for nomor, sel in enumerate(nb["cells"], start=1):
        sumber = compose_sumber(sel)
        if sel["cell_type"] == "markdown":
            temuan = list(check_markdown(sumber))
        elif sel["cell_type"] != "code":
            temuan = [f"jenis sel {sel['cell_type']}"]
        elif "parameters" in sel.get("metadata", {}).get("tags", []):
            temuan = list(check_parameter(sumber))
        else:
            temuan = list(check_kode(sumber, **boleh))
        masalah += [f"sel {nomor}: {baris}" for baris in temuan]
    return masalah
