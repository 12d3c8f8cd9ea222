"""The command line `kinerja`: Indonesian, quick to start, plain where nobody watches.

Commands parse and print; the work is done elsewhere and imported only when a command needs it.
"""

from kinerja.cli.utama import main

__all__ = ["main"]
