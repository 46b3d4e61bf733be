"""Adding files while the app goes on: read and cleaned in a thread, put into the library by the screen."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from tui.screens.base import PaperknifeScreen

if TYPE_CHECKING:
    from storage.adding import Batch, Outcome
    from storage.library import Group


class Adding(PaperknifeScreen):
    """A screen from which articles can be added."""

    AT_ONCE: ClassVar[int] = 100
    """Articles that enter the library in one change: it takes a tenth of a second."""

    @dataclass
    class Cleaned(Message):
        """Some inputs have been read and cleaned."""

        batch: Batch

    class Done(Message):
        """Everything that was named has been looked at."""

    _outcomes: list[Outcome] | None = None
    """What became of the inputs so far, while some are being added."""
    _group: Group | None = None
    """What undo takes back at once of them."""

    def action_add(self) -> None:
        """Ask for files and folders and add them."""
        if self._outcomes is not None:
            self.say("still adding: wait until it is done")
            return
        from tui.screens.library.add_dialog import AddDialog

        self.ask(AddDialog(self.session), self.add_paths)

    def add_paths(self, paths: tuple[str, ...]) -> None:
        """Begin to add what ``paths`` name."""
        from storage.adding import group_of

        self._outcomes, self._group = [], group_of(paths)
        self.say("adding …")
        self._read_and_clean(paths)

    @work(thread=True, group="add")
    def _read_and_clean(self, paths: tuple[str, ...]) -> None:
        from storage.adding import batches
        from storage.intake import gather

        worker = get_current_worker()
        inputs = takewhile(lambda _: not worker.is_cancelled, gather(paths))
        for batch in batches(self.session.library, inputs, at_once=self.AT_ONCE, wait=math.inf):
            if worker.is_cancelled:
                return
            self.post_message(self.Cleaned(batch))
        self.post_message(self.Done())

    def on_adding_cleaned(self, event: Cleaned) -> None:
        """Put some articles into the library; when it takes none, nothing more is read."""
        if self._outcomes is None:
            return
        library, batch, group = self.session.library, event.batch, self._group
        outcomes = self.change(lambda: batch.write(library, group)) if batch.articles else batch.write(library)
        if outcomes is None:
            self.workers.cancel_group(self, "add")
            self._outcomes = None
            return
        self._outcomes += outcomes
        if batch.articles:
            self.say(f"adding … {len(self._outcomes):,} so far")

    def on_adding_done(self) -> None:
        """Say what became of everything."""
        outcomes, self._outcomes = self._outcomes, None
        if outcomes is not None:
            said, trouble = told(outcomes, self._change_of)
            self.say(said, trouble=trouble)

    def _change_of(self, article: str) -> str:
        from storage.adding import change_of

        return change_of(self.session.library, article)


def told(outcomes: Sequence[Outcome], change_of: Callable[[str], str]) -> tuple[str, bool]:
    """Return in one line what became of everything that was named, and whether any of it failed.

    ``change_of`` says of one article how it has changed.
    """
    from storage.adding import Status

    counts = Counter(outcome.status for outcome in outcomes)
    words = {
        Status.ADDED: "added",
        Status.UPDATED: "updated",
        Status.DUPLICATE: "here already",
        Status.LEFT_OUT: "left out",
    }
    parts = [f"{counts[status]:,} {word}" for status, word in words.items() if counts[status]]
    if len(outcomes) == counts[Status.UPDATED] == 1:
        change = change_of(outcomes[0].id)
        parts = [f"updated “{outcomes[0].shown_title}”" + (f": {change}" if change else "")]
    failed = [outcome.error for outcome in outcomes if outcome.status is Status.FAILED]
    if failed:
        parts.append(f"{len(failed):,} failed: {failed[0]}" + (" …" if len(failed) > 1 else ""))
    return " · ".join(parts) or "there is nothing to add in it", bool(failed)
