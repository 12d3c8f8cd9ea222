"""A clock that a test sets: what asks for the present time or day is told the test's own.

Only modules of the package that ask are changed, found by their source, so that it does not
matter where they stand. Processes that are started look at their own clock.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from datetime import date, datetime, tzinfo
from types import ModuleType
from typing import TYPE_CHECKING, Any

import kinerja

if TYPE_CHECKING:
    import pytest


class _Serupa(type):
    """Lets a stand-in say yes for instances of the class it stands for."""

    def __instancecheck__(cls, nilai: object) -> bool:
        return isinstance(nilai, cls.__mro__[1])


class Jam:
    """The present time, as the test set it last; by the office's own clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kini: datetime) -> None:
        self.kini = kini
        milik = self

        class WaktuUji(datetime, metaclass=_Serupa):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return milik.kini if tz is None else milik.kini.astimezone(tz)

            def __reduce_ex__(self, protokol: Any) -> Any:
                return datetime, super().__reduce_ex__(protokol)[1]  # a worker has a real clock

        class HariUji(date, metaclass=_Serupa):
            @classmethod
            def today(cls) -> Any:
                return milik.kini.date()

            def __reduce_ex__(self, protokol: Any) -> Any:
                return date, super().__reduce_ex__(protokol)[1]

        for modul in _list_modul():
            sumber = inspect.getsource(modul)
            if "datetime.now(" in sumber:
                monkeypatch.setattr(modul, "datetime", WaktuUji)
            if "date.today(" in sumber:
                monkeypatch.setattr(modul, "date", HariUji)

    def set(self, bulan: int, hari: int, jam: int = 9, menit: int = 0) -> None:
        """Go on to another moment of the same year; never back."""
        kini = self.kini.replace(month=bulan, day=hari, hour=jam, minute=menit)
        assert kini >= self.kini
        self.kini = kini


def _list_modul() -> list[ModuleType]:
    nama = [satu.name for satu in pkgutil.walk_packages(kinerja.__path__, "kinerja.")]
    return [importlib.import_module(n) for n in nama if not n.endswith("__main__")]
