"""What every screen is given: the open library, the reader's state, the settings and the keys."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING

from storage.annotation import Tag, tag_key
from storage.errors import PaperknifeError
from storage.library import Library, ReaderState
from tui.errands import Errands
from tui.keymap import Keymap
from tui.pins import follow, renamed, take_configured
from tui.settings import Settings

if TYPE_CHECKING:
    from storage.search import Searcher
    from tui.reading.jumps import Jumps

_CONFIGURED = "configured-pins"
"""The setting that holds which tags ``config.toml`` named last, one a line."""
LIBRARY_AT = "last-read"
"""The setting that holds where the library's cursor begins: the article that was opened or added last."""
RECENTLY_READ = "recently-read"
"""The setting that holds which articles were opened last, the newest first, parted by spaces."""
THEME = "theme"
"""The setting that holds the name of the theme that the reader has put on."""
_FOR_KEYS = (
    "storage.anchoring",
    "storage.cleaning.sources",
    "tui.reading.sentences",
    "tui.screens.note_editor",
    "tui.screens.tag_picker",
    "tui.screens.tagging",
)
"""What keys ask for that the first picture needs nothing of: imported behind it, so that no key waits for it."""


@dataclass(slots=True, eq=False, repr=False)
class Session:
    """One run of the app on one library. Only screens hold it; widgets are handed data."""

    library: Library
    state: ReaderState
    settings: Settings
    keymap: Keymap
    last_tags: tuple[str, ...] = ()
    """What ``.`` gives again."""
    last_picked: tuple[str, ...] = ()
    """What was chosen last in a tag picker, for whatever it was; offered first in the next one."""
    last_found: str = ""
    """The words that were looked for last in an article."""
    advancing: bool = False
    """Whether the cursor goes on to the next paragraph after each mark."""
    warnings: list[str] = field(default_factory=list)
    """Said one after the other at the bottom: clashing keys, settings that were not understood, repaired files."""
    errands: Errands = field(default_factory=Errands)
    """What is written without a key waiting for it: places and drafts, and that an article is being read."""
    tags: tuple[Tag, ...] = ()
    """The codebook at the last look."""
    jumps: dict[str, Jumps] = field(default_factory=dict)
    """For each article, the places that its reader has left by big moves in this run."""
    _searcher: Searcher | None = field(default=None, init=False)
    _search_made: Lock = field(default_factory=Lock, init=False)
    _indexed: int = field(default=-1, init=False)
    """The change of the library that the index of the search was told of last."""

    @property
    def searcher(self) -> Searcher:
        """What finds words in the library; it is made when it is first asked for."""
        from storage.search import Searcher

        with self._search_made:
            if self._searcher is None:
                self._searcher = Searcher(self.library)
            return self._searcher

    def keep_index_up(self) -> None:
        """Have the index of the search follow the library, behind the reader's back."""
        if self.library.sequence != self._indexed:
            self._indexed = self.library.sequence
            self.errands.run(lambda: self.searcher.keep_up())

    def __post_init__(self) -> None:
        """Put the tags of ``config.toml`` on digits that the reader has pinned nothing else to."""
        before, now = self.state.setting(_CONFIGURED, ""), "\n".join(self.settings.pinned)
        if now != before:
            take_configured(self.state, before.split("\n"), self.settings.pinned)
            self.state.set_setting(_CONFIGURED, now)

    def warm_up(self) -> None:
        """Load and open what the first keys need, and what the tag picker asks for, behind the reader's back."""
        self.errands.run(_load)
        self.errands.run(self.library.warm_up)
        self.errands.run(self._count_tags)

    def _count_tags(self) -> None:
        with suppress(PaperknifeError):  # the picker tells
            self.library.tag_weights()

    def back_up(self) -> None:
        """Have the backup of the day made if it is due; not as an errand, for notes would wait behind it."""
        Thread(target=self.library.back_up_if_due, name="backup", daemon=True).start()

    def end_search(self) -> None:
        """Let the index of the search go."""
        if self._searcher is not None:
            self._searcher.close()

    def follow_tags(self) -> None:
        """Let the digits, and what ``.`` gives, follow tags that another process renamed."""
        before, self.tags = self.tags, self.library.tags()
        names = renamed(before, self.tags)
        if names:
            follow(self.state, names)
            self.last_tags = tuple(names.get(tag_key(tag), tag) for tag in self.last_tags)
            self.last_picked = tuple(names.get(tag_key(tag), tag) for tag in self.last_picked)

    def take_notices(self) -> None:
        """Have said what library and state have to tell; of a folder that cannot be written the library tells."""
        kept = self.state.take_notices()
        self.warnings += [*self.library.take_notices(), *(() if self.library.read_only else kept)]


def _load() -> None:
    for name in _FOR_KEYS:
        import_module(name)
