"""A library that tells on standard error what it found out about its files, as commands want it."""

from __future__ import annotations

from typing import Self

from storage.library import Library
from tui.cli.streams import complain


class TellingLibrary(Library):
    """Tells what opening it found when asked to, and when it is closed what came up since."""

    def tell(self) -> Self:
        """Tell what there is to tell, one line each."""
        for notice in self.take_notices():
            complain(notice)
        return self

    def close(self) -> None:
        """Close it; what that found out is told, too."""
        try:
            super().close()
        finally:
            self.tell()
