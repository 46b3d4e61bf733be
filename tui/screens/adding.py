"""Adding files while the app goes on: read and cleaned in a thread, put into the library by the screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from storage.article import RawDocument
from storage.errors import CleaningError, PaperknifeError
from storage.library import NewArticle
from tui.screens.base import PaperknifeScreen

_AT_ONCE = 100
"""Articles that enter the library in one change: it takes a tenth of a second, and undo takes it back whole."""


class Adding(PaperknifeScreen):
    """A screen from which articles can be added."""

    @dataclass
    class Cleaned(Message):
        """Some documents have been read and cleaned."""

        articles: tuple[NewArticle, ...]

    @dataclass
    class Done(Message):
        """Everything that was named has been looked at."""

        articles: tuple[NewArticle, ...]
        """The last ones."""
        troubles: tuple[str, ...]
        """One line for each document that cannot be taken in."""
        left_out: int
        """How many files are none of ours: hidden ones, and those of version control."""

    _outcomes: Counter[str] | None = None
    """What became of the articles so far, while some are being added."""

    def action_add(self) -> None:
        """Ask for files and folders and add them."""
        if self._outcomes is not None:
            self.say("still adding: wait until it is done")
            return
        from tui.screens.add_dialog import AddDialog

        self.ask(AddDialog(self.session), self.add_paths)

    def add_paths(self, paths: tuple[str, ...]) -> None:
        """Begin to add what ``paths`` name."""
        self._outcomes = Counter()
        self.say("adding …")
        self._read_and_clean(paths)

    @work(thread=True, group="add")
    def _read_and_clean(self, paths: tuple[str, ...]) -> None:
        from storage.cleaning import clean
        from storage.intake import gather, shown

        worker = get_current_worker()
        ready: list[NewArticle] = []
        troubles: list[str] = []
        left_out = 0
        for found in gather(paths):
            if worker.is_cancelled:
                return
            if isinstance(found, RawDocument):
                try:
                    ready.append(NewArticle(found, clean(found)))
                except CleaningError as error:
                    troubles.append(f"{shown(found.origin)}: {error}")
            elif isinstance(found, PaperknifeError):
                troubles.append(str(found))
            else:
                left_out += 1
            if len(ready) == _AT_ONCE:
                self.post_message(self.Cleaned(tuple(ready)))
                ready.clear()
        self.post_message(self.Done(tuple(ready), tuple(troubles), left_out))

    def on_adding_cleaned(self, event: Cleaned) -> None:
        """Put some articles into the library."""
        if self._take_in(event.articles) and self._outcomes is not None:
            self.say(f"adding … {sum(self._outcomes.values()):,} so far")

    def on_adding_done(self, event: Done) -> None:
        """Put the last articles into the library and say what became of all."""
        saved = not event.articles or self._take_in(event.articles)
        outcomes, self._outcomes = self._outcomes or Counter(), None
        if saved:
            said = told(outcomes, event.troubles, event.left_out)
            self.say(said, trouble=bool(event.troubles))

    def _take_in(self, articles: tuple[NewArticle, ...]) -> bool:
        added = self.change(lambda: self.session.library.add(articles))
        if added is None or self._outcomes is None:
            return False
        self._outcomes.update(one.status for one in added)
        return True


def told(outcomes: Counter[str], troubles: tuple[str, ...], left_out: int) -> str:
    """Return in one line what became of everything that was named."""
    parts = [f"{outcomes[status]:,} {word}" for status, word in _WORDS if outcomes[status]]
    if left_out:
        parts.append(f"{left_out:,} left out")
    if troubles:
        parts.append(f"{len(troubles):,} failed: {troubles[0]}" + (" …" if len(troubles) > 1 else ""))
    return " · ".join(parts) or "there is nothing to add in it"


_WORDS = (("added", "added"), ("duplicate", "here already"))
