"""What the exporters share: from nbconvert's notebook to a `Dokumen`, and its log.

A subclass says how a document becomes a format in `export_dokumen`; nothing else differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters import Exporter

from kinerja.ekspor.dokumen import Dokumen, build_dokumen

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Pengekspor(Exporter):
    """Root of the kit's nbconvert exporters."""

    def from_notebook_node(  # type: ignore[override]  # nbconvert's root returns the notebook
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **kw: Any,  # noqa: ANN401 - nbconvert's own signature
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Give the format's content and nbconvert's resources.

        nbconvert's own step copies the whole notebook twice for preprocessors; a document is
        built without changing the notebook and takes none, so that step is left out.

        Raises:
            EksporError: the notebook did not run cleanly, or the format cannot show it.
        """
        del kw
        sumber_daya = self._init_resources(resources)  # type: ignore[no-untyped-call]
        dokumen = build_dokumen(nb)
        for catatan in dokumen.catatan:
            self.log.warning(catatan)
        return self.export_dokumen(dokumen), sumber_daya

    def export_dokumen(self, dokumen: Dokumen) -> str | bytes:
        """Write a document in this format; every subclass has its own.

        An abstract method would enforce nothing here: nbconvert's metaclass is not ABCMeta.
        """
        raise NotImplementedError
