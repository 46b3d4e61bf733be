"""What every screen is given: the open library, the reader's state, the settings and the keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import TYPE_CHECKING

from storage.annotation import Tag, tag_key
from storage.library import Library, ReaderState
from tui.errands import Errands
from tui.keymap import Keymap
from tui.pins import follow, renamed
from tui.settings import Settings

if TYPE_CHECKING:
    from storage.search import Searcher

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
    advancing: bool = False
    """Whether the cursor goes on to the next paragraph after each mark."""
    warnings: list[str] = field(default_factory=list)
    """Said one after the other at the bottom: clashing keys, settings that were not understood, repaired files."""
    errands: Errands = field(default_factory=Errands)
    """What is written without a key waiting for it: places and drafts, and that an article is being read."""
    tags: tuple[Tag, ...] = ()
    """The codebook at the last look."""
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

    def warm_up(self) -> None:
        """Load and open what the first change needs, behind the reader's back."""
        self.errands.run(self.library.warm_up)

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

    def take_notices(self) -> None:
        """Have said what library and state have to tell; of a folder that cannot be written the library tells."""
        kept = self.state.take_notices()
        self.warnings += [*self.library.take_notices(), *(() if self.library.read_only else kept)]
