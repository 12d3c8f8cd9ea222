"""Setting aside what somebody worked on before an output of the same name replaces it.

Knows no form and no letter: whoever calls tells whether a file holds somebody's work. Deletes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kinerja.berkas import name_samping


def move_disunting(
    tujuan: Path, baru: bytes, is_disunting: Callable[[Path], bool]
) -> tuple[Path, ...]:
    """Move the edited files that an output is about to replace to `<nama>.lama-<n>`.

    That is the output itself, and the copy beside it from a time when it was open in another
    program. One that is open now stays in its place: the new output then goes beside it.

    Args:
        tujuan: The output.
        baru: What will be written; a file with these bytes needs no keeping.
        is_disunting: Tells whether a file holds somebody's work.

    Returns:
        The new paths of the files that were moved.
    """
    hasil: list[Path] = []
    for ada in (tujuan, name_samping(tujuan)):
        if ada.exists() and ada.read_bytes() != baru and is_disunting(ada):
            try:
                hasil.append(ada.rename(_find_bebas(tujuan)))
            except PermissionError:
                continue
    return tuple(hasil)


def _find_bebas(tujuan: Path) -> Path:
    nomor = 1
    while (aman := tujuan.with_name(f"{tujuan.stem}.lama-{nomor}{tujuan.suffix}")).exists():
        nomor += 1
    return aman
