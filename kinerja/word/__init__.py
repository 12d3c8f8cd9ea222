"""Word documents as such: elements, styles, the reference template, and a container that keeps.

Knows nothing of reports or letters; whoever writes one takes its pieces from here.
"""

from typing import Final

NAMA_TEMPLAT: Final = "templat.docx"
"""The name of an agency's own template among its parameters."""
