"""What the exporters share: from nbconvert's notebook to a `Dokumen`, and its log.

A subclass says how a document becomes a format in `export_dokumen`; nothing else differs.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import Exporter
from traitlets import List

from kinerja.ekspor.dokumen import Dokumen, build_dokumen
from kinerja.folder import find_folder
from kinerja.galat import ParameterError

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Pengekspor(Exporter):
    """Root of the kit's nbconvert exporters; `mulai` is the notebook's folder, if known."""

    mulai: Path | None = None
    default_preprocessors: Any = List([]).tag(config=True)
    """None: a document takes no preprocessor, and nbconvert would build a dozen of them."""

    def from_notebook_node(  # type: ignore[override]  # nbconvert's root returns the notebook
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **kw: Any,  # noqa: ANN401 - nbconvert's own signature
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Give the format's content and nbconvert's resources.

        nbconvert's own step copies the whole notebook twice for preprocessors; a document is
        built without changing the notebook and takes none, so that step is left out, but for
        `jupyter nbconvert --execute`, which runs the notebook there.

        Raises:
            EksporError: the notebook did not run cleanly, or the format cannot show it.
        """
        del kw
        sumber_daya = self._init_resources(resources)  # type: ignore[no-untyped-call]
        letak = sumber_daya["metadata"].get("path")
        self.mulai = Path(letak) if letak else None
        if self.config.ExecutePreprocessor.get("enabled", False):
            from nbconvert.preprocessors import ExecutePreprocessor

            pelaksana = ExecutePreprocessor(parent=self)
            nb, sumber_daya = pelaksana(deepcopy(nb), sumber_daya)
        dokumen = build_dokumen(nb)
        for catatan in dokumen.catatan:
            self.log.warning(catatan)
        return self.export_dokumen(dokumen), sumber_daya

    def find_parameter(self, dokumen: Dokumen, nama: str) -> Path | None:
        """Find a file of this name among the parameters of the document's agency.

        The working folder is the notebook's, else the current one; outside one there is none.
        """
        opd = dokumen.identitas.get("opd", "")
        try:
            jalur = find_folder(self.mulai).parameter(opd) / nama
        except ParameterError:
            return None
        return jalur if jalur.is_file() else None

    def export_dokumen(self, dokumen: Dokumen) -> str | bytes:
        """Write a document in this format; every subclass has its own.

        An abstract method would enforce nothing here: nbconvert's metaclass is not ABCMeta.
        """
        raise NotImplementedError
