"""Statistics: what was added, read and marked, when, from which sources, under which tags."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.message import Message

from storage.errors import PaperknifeError
from storage.wording import count_of
from tui.actions import Context
from tui.lists.stat_rows import Leads
from tui.screens.listing import FilterScreen
from tui.widgets.bar import Bar
from tui.widgets.stat_list import StatList
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from storage.statistics import Statistics


class StatisticsScreen(FilterScreen):
    """Plots and tables; they are counted beside the keys."""

    CONTEXT = Context.STATISTICS

    class Counted(Message):
        """Everything has been counted, or cannot be."""

        def __init__(self, query: str, counted: Statistics | None, trouble: str = "") -> None:
            super().__init__()
            self.query = query
            self.counted = counted
            self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay out header, list and bottom line."""
        yield Bar()
        yield StatList()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """Count what there is."""
        self.lines.empty = "Counting …"
        self._head("")
        self.library_changed()

    @property
    def lines(self) -> StatList:
        """The list."""
        return self.query_one(StatList)

    # what is counted

    def library_changed(self) -> None:
        """Count again."""
        self._count(self.filter)

    def list_matching(self) -> None:
        """Count what the filter matches."""
        self._count(self.filter)

    def counted(self) -> str:
        """Return how much of everything is counted."""
        return self._said

    _said = ""

    @work(thread=True, exclusive=True, group="counting", exit_on_error=False)
    def _count(self, query: str) -> None:
        from storage.counting import count

        try:
            counted = count(self.session.library, query, datetime.now().astimezone().date())
        except PaperknifeError as error:
            self.post_message(self.Counted(query, None, str(error)))
        else:
            self.post_message(self.Counted(query, counted))

    def on_statistics_screen_counted(self, event: Counted) -> None:
        """Show what was counted, unless something else is asked for by now."""
        if event.query != self.filter:
            return
        if event.trouble:
            self.say(event.trouble, trouble=True)
        counted = event.counted
        if counted is None or not counted.articles:
            nothing = "Nothing to count yet. In the library, a adds articles."
            self.lines.empty = self.why_nothing(self.filter) if self.filter else nothing
        self.tell_bare(counted is not None and not counted.articles and not self.filter)
        self.lines.show(counted)
        if counted is not None:
            self._said = f"{count_of(counted.articles, 'article')} · {count_of(counted.marks, 'mark')}"
            self._head(self._said)
            self.tell_prompt(self._said)

    def _head(self, said: str) -> None:
        right = " · ".join(filter(None, (self.filter, said)))
        self.query_one(Bar).show([("statistics", "title")], [(right, "dim")])

    # what can be done

    def action_open(self) -> None:
        """Show the articles of the source, or the annotations of the tag."""
        row = self.lines.current
        if row is None or not row.query:
            self.say("a source leads to its articles, a tag to its notes: go down to one")
            return
        narrowed = f"({self.filter}) {row.query}" if self.filter else row.query
        if row.leads is Leads.ARTICLES:
            from tui.screens.library.screen import LibraryScreen

            self.go(LibraryScreen(self.session, narrowed))
        else:
            from tui.screens.notes.screen import AllNotesScreen

            self.go(AllNotesScreen(self.session, narrowed))

    def on_line_list_opened(self) -> None:
        """Show what is behind what was clicked."""
        self.action_open()
