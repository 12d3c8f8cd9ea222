"""The command line `kinerja`: Indonesian, quick to start, plain where nobody watches.

Commands parse and print; the work is done elsewhere and imported only when a command needs it.
"""

from typing import Final, NoReturn

KODE_DIHENTIKAN: Final = 130


def main() -> NoReturn:
    """Run the command line of this process; Ctrl-C counts from the first import on."""
    try:
        from kinerja.cli.utama import main as jalankan
    except KeyboardInterrupt:
        raise SystemExit(KODE_DIHENTIKAN) from None
    jalankan()


__all__ = ["KODE_DIHENTIKAN", "main"]
