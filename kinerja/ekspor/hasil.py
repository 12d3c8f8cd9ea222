"""Notebook → hasil.json: every published figure by its id, for machines and for comparing.

The schema stands in docs/hasil-skema.md. Same content, same bytes: sorted keys, UTF-8, decimals
as strings. Says nothing about looks.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kinerja.ekspor.dokumen import Dokumen
from kinerja.ekspor.pengekspor import Pengekspor

SKEMA: Final = "kinerja-hasil/1"
BIDANG_ANGKA: Final = ("teks", "nilai", "bentuk", "keadaan", "satuan", "alasan", "jejak")


class HasilExporter(Pengekspor):
    """Export the figures of an executed notebook as canonical JSON."""

    export_from_notebook = "Kinerja JSON"
    output_mimetype = "application/json"

    def _file_extension_default(self) -> str:
        return ".json"

    def export_dokumen(self, dokumen: Dokumen) -> str:
        """Give the figures as JSON text."""
        return export_hasil(dokumen)


def export_hasil(dokumen: Dokumen) -> str:
    """Write a document's figures as canonical JSON; a passport is kept wherever one was given."""
    angka: dict[str, Any] = {}
    for satu in dokumen.iter_angka():
        if satu["id"] not in angka or angka[satu["id"]]["jejak"] is None:
            angka[satu["id"]] = {nama: _drop_jenis(satu[nama]) for nama in BIDANG_ANGKA}
    hasil = {
        "skema": SKEMA,
        "judul": dokumen.judul["judul"],
        "anak_judul": dokumen.judul["anak_judul"],
        "status": dokumen.judul["status"],
        "identitas": dokumen.identitas,
        "angka": angka,
    }
    return json.dumps(hasil, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _drop_jenis(data: Any) -> Any:  # noqa: ANN401 - any JSON value goes through
    if isinstance(data, dict):
        return {k: _drop_jenis(nilai) for k, nilai in data.items() if k != "jenis_blok"}
    return [_drop_jenis(satu) for satu in data] if isinstance(data, list) else data
