"""The version of the kit (CalVer), apart from the facade so that every layer may name it."""

from __future__ import annotations

__version__ = "2026.1"
