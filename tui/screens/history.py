"""The history: everything that was done, here and elsewhere, to look at, to go to and to take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult

from storage.errors import PaperknifeError
from storage.library import Change
from storage.query import parse_query
from storage.wording import count_of
from tui.actions import Context
from tui.lists.history_rows import Deed, deeds, history_rows, matching
from tui.screens.listing import NOTHING_MATCHES, FilterScreen
from tui.screens.travelling import UNDO
from tui.session import Session
from tui.status import Hint
from tui.widgets.bar import Bar
from tui.widgets.history_list import HistoryList
from tui.widgets.status_line import StatusLine

_AT_FIRST = 250
"""Actions that are read at first; older ones follow when the cursor comes near the end."""
_MORE = 4
"""How many times as many are read then."""
_MOST = 4_000
"""Actions that are listed; the command line lists all."""
_NEAR = 60
"""Rows from the end at which older ones are read."""


class HistoryScreen(FilterScreen):
    """The list of what was done."""

    CONTEXT = Context.HISTORY
    HINT: ClassVar[str] = "words, not word"
    COMPLETES: ClassVar[bool] = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._limit = _AT_FIRST
        self._all: Sequence[Deed] = ()
        self._matching: Sequence[Deed] = ()

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield HistoryList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List what was done."""
        self.library_changed()

    def hints(self) -> list[Hint]:
        """Return what the keys do, those that take back and make again before the others; nothing done has none."""
        if self.bare:
            return super().hints()
        travel = [*self.hint("everywhere.undo", "take back"), *self.hint("everywhere.redo", "make again")]
        return [*travel, *super().hints()]

    @property
    def lines(self) -> HistoryList:
        """The list."""
        return self.query_one(HistoryList)

    # what is listed

    def library_changed(self) -> None:
        """List what was done by now, the cursor on the same action."""
        self._read()
        self.list_matching()

    def list_matching(self) -> None:
        """List what the filter matches; a filter looks at everything that can be listed."""
        if self.filter and self._older:
            self._limit = _MOST
            self._read()
        self._match()
        self._list()

    def _match(self) -> None:
        query = parse_query(self.filter)
        self._matching = matching(self._all, query) if query else self._all

    def counted(self) -> str:
        """Return how many of all actions are listed."""
        return f"{len(self._matching):,} of {len(self._all):,}"

    @property
    def _older(self) -> bool:
        """Whether there may be older ones than those that were read, to be listed."""
        return len(self._all) >= self._limit < _MOST

    def _read(self) -> None:
        library = self.session.library
        try:
            changes = list(library.history(self._limit))
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
            return
        rows = library.listed().of(article for change in changes for article in change.articles)
        self._all = deeds(changes, {article: row.record.shown_title for article, row in rows.items()})

    def _list(self, at: int | None = None) -> None:
        current = self.lines.change
        self.lines.empty = self._nothing()
        rows = history_rows(self._matching, datetime.now().astimezone().date())
        self.lines.show(rows, at if at is not None else current.id if current else None)
        count = count_of(len(self._all), "action")
        if self.filter:
            said = f"{self.filter} · {len(self._matching):,} of {count}"
        else:
            said = f"the last {count}" if len(self._all) >= self._limit else count
        self.query_one(Bar).show([("history", "title")], [(said, "dim")])
        self.tell_bare(not self._all)

    def _nothing(self) -> str:
        if self.filter:
            return NOTHING_MATCHES
        if self.session.library.read_only:
            return "The folder cannot be written, and so its history not be read."
        return "Nothing was done yet."

    def on_line_list_moved(self) -> None:
        """Read older ones when the cursor comes near the end."""
        if self._older and self.lines.cursor >= self.lines.row_count() - _NEAR:
            self._limit = min(self._limit * _MORE, _MOST)
            self.library_changed()

    def travelled(self, change: Change) -> None:
        """Show what undo or redo did, with the cursor on it."""
        self._read()
        self._match()
        self._list(at=change.id)

    # what can be done

    def action_bottom(self) -> None:
        """Go to the oldest."""
        if self._older:
            self._limit = _MOST
            self.library_changed()
        super().action_bottom()

    def action_undo(self) -> None:
        """Take back what the cursor is on."""
        change = self.lines.change
        if change is None:
            self.say(UNDO.nothing)
        elif change.undone:
            self.say(f"this is undone already: {change.label}")
        else:
            self.travel.take_back(change)

    def action_read(self) -> None:
        """Read the article that the action touched; of several the first, the others by going on."""
        change = self.lines.change
        if change is None:
            return
        here = [own for own in self.session.library.ids() if own in change.articles]
        if here:
            self.read_article(here[0], among=here)
        elif change.articles:
            self.say("what it touched is not in the library any more")
        else:
            self.say("it touched no article")

    def on_line_list_opened(self) -> None:
        """Read the article of what was clicked."""
        self.action_read()
