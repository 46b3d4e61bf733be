"""Cleaning articles again while the app goes on: cleaned in a thread, changed by the screen in one action."""

from __future__ import annotations

import contextlib
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from storage.errors import PaperknifeError
from storage.wording import count_of
from tui.screens.base import PaperknifeScreen

if TYPE_CHECKING:
    from storage.library.preparing import Prepared

_SAY_EVERY = 0.5
"""Seconds between two words on how far it is."""


class _Made:
    """What becomes of articles that are cleaned again; nothing of it is in the library yet."""

    def __init__(self, troubles: Iterable[str] = ()) -> None:
        self.articles = 0
        self.prepared: list[Prepared] = []
        self.changes: list[str] = []
        """Of each article that is other than before, what is."""
        self.troubles = list(troubles)
        """Of each article that cannot be cleaned again, why."""


class Recleaning(PaperknifeScreen):
    """A screen from which articles can be cleaned again."""

    class Counted(Message):
        """Some articles have been cleaned."""

        def __init__(self, done: int, among: int) -> None:
            super().__init__()
            self.done = done
            self.among = among

    class Ready(Message):
        """All of them have been."""

        def __init__(self, made: _Made) -> None:
            super().__init__()
            self.made = made

    _recleaning = False
    """Whether articles are being cleaned now."""

    @abstractmethod
    def to_reclean(self) -> Sequence[str]:
        """Return the ids of the articles that are meant."""

    def action_reclean(self) -> None:
        """Clean the articles again; no key waits for it."""
        if self._recleaning:
            self.say("still cleaning: wait until it is done")
            return
        articles = tuple(self.to_reclean())
        if articles:
            self._recleaning = True
            self.say("cleaning again …")
            self._clean_again(articles)

    @work(thread=True, group="reclean")
    def _clean_again(self, articles: Sequence[str]) -> None:
        from storage.recleaning import Failed, change_in_words, recleanings

        worker, library = get_current_worker(), self.session.library
        made, said = _Made(), monotonic()
        try:
            with contextlib.closing(recleanings(library, articles)) as cleaning:
                for each in cleaning:
                    if worker.is_cancelled:
                        return
                    made.articles += 1
                    if isinstance(each, Failed):
                        made.troubles.append(each.error)
                        continue
                    made.prepared += library.prepare([each])
                    if each.is_news:
                        made.changes.append(change_in_words(each))
                    if monotonic() - said >= _SAY_EVERY:
                        said = monotonic()
                        self.post_message(self.Counted(made.articles, len(articles)))
        except PaperknifeError as error:  # one was removed, or the disk is full: the others are as they were
            made = _Made(troubles=[str(error)])
        self.post_message(self.Ready(made))

    def on_recleaning_counted(self, event: Counted) -> None:
        """Say how far it is."""
        if self._recleaning:
            self.say(f"cleaning again … {event.done:,} of {event.among:,}")

    def on_recleaning_ready(self, event: Ready) -> None:
        """Give the articles their new text, and say what is other than before."""
        self._recleaning = False
        made, library = event.made, self.session.library
        changed = self.change(lambda: library.reclean(made.prepared))
        if changed is not None:
            self.recleaned()
            self.say(self._told(made, len(changed)), trouble=bool(made.troubles))

    def recleaned(self) -> None:
        """Show what articles that have just been given a new text have lost by it."""

    def _told(self, made: _Made, changed: int) -> str:
        if made.articles == 1 and changed:
            return f"cleaned again: {made.changes[0]}{self.way_back('the former text')}"
        if changed:
            parts = [f"{changed:,} of {count_of(made.articles, 'article')} cleaned again"]
        elif made.changes:
            parts = ["changed meanwhile and left as it is: clean it again"]
        else:
            parts = ["cleaned as before: there is nothing to change"] if made.prepared else []
        if made.troubles:
            parts.append(made.troubles[0] if len(made.troubles) == 1 else f"{len(made.troubles):,} failed")
        return " · ".join(parts) + (self.way_back("the former texts") if changed else "")
