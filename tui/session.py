"""What every screen is given: the open library, the reader's state, the settings and the keys."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.library import Library, ReaderState
from tui.errands import Errands
from tui.keymap import Keymap
from tui.settings import Settings

LIBRARY_AT = "last-read"
"""The setting that holds where the library's cursor begins: the article that was opened or added last."""


@dataclass(slots=True)
class Session:
    """One run of the app on one library. Only screens hold it; widgets are handed data."""

    library: Library
    state: ReaderState
    settings: Settings
    keymap: Keymap
    last_tags: tuple[str, ...] = ()
    """What ``.`` gives again."""
    warnings: list[str] = field(default_factory=list)
    """Said on the first screen: clashing keys, settings that were not understood."""
    errands: Errands = field(default_factory=Errands)
    """What is written without a key waiting for it: places and drafts, and that an article is being read."""
