"""The links of an article: those of the paragraph first; enter opens one, y copies its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.paint import content
from tui.reading.links import Link, link_runs, matching
from tui.screens.narrowing import NarrowingDialog
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import Row, RowList


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """What the reader wants of a link."""

    link: Link
    copy: bool
    """Whether its address is to be copied; else it is to be opened."""


class LinkList(NarrowingDialog[LinkChoice]):
    """Answers with a link and what to do with it. Letters are keys until ``/`` makes them narrow the list."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LinkList { align: center middle; }
    LinkList LineInput { display: none; }
    LinkList.-narrowing LineInput { display: block; }
    LinkList HintLine { height: 1; padding: 0 0 0 2; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("space", "page(1)", show=False),
        Binding("b", "page(-1)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
        Binding("enter,l,o", "take", show=False),
        Binding("y", "copy", show=False),
        Binding("slash", "narrow", show=False),
        Binding("q,f", "leave", show=False),
    ]

    def __init__(self, session: Session, here: Sequence[Link], others: Sequence[Link], name: str) -> None:
        """Make the dialog.

        Args:
            session: The run.
            here: The links of what the cursor stands on.
            others: Those of the rest of the article.
            name: What the cursor stands on is called.
        """
        super().__init__(session)
        self._here, self._others = here, others
        self._name = name
        self._links: Sequence[Link | None] = ()
        """The link of each row; None for a heading."""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel("links", "-finder -fitted") as box:
            box.border_subtitle = content("enter open · y copy · / narrow · esc leave")
            yield LineInput(placeholder="type to narrow")
            yield RowList()
            yield HintLine()

    def on_mount(self) -> None:
        """List them."""
        self.list_matching("")
        self.lines.fit()

    def on_resize(self) -> None:
        """Take another height."""
        self.lines.fit()

    def on_line_list_moved(self) -> None:
        """Show the whole address of another link."""
        self._tell()

    @property
    def lines(self) -> RowList:
        """The links."""
        return self.query_one(RowList)

    def list_matching(self, typed: str) -> None:
        """List the links with these words, under the headings of where they stand."""
        rows: list[Row] = []
        links: list[Link | None] = []
        for heading, group in ((f"in {self._name}", self._here), ("in the article", self._others)):
            if found := matching(group, typed):
                rows += [heading, *(partial(link_runs, link) for link in found)]
                links += [None, *found]
        self._links = links
        self.lines.empty = "no link has these words"
        self.lines.show(rows)
        self._tell()

    def take(self) -> None:
        """Open the link under the cursor."""
        self._answer(copy=False)

    def action_copy(self) -> None:
        """Copy the address of the link under the cursor."""
        self._answer(copy=True)

    def action_narrow(self) -> None:
        """Narrow the list with each letter."""
        self.add_class("-narrowing")
        self.query_one(LineInput).focus()

    def leave(self) -> None:
        """Show all links again, or leave."""
        if not self.has_class("-narrowing"):
            super().leave()
            return
        self.remove_class("-narrowing")
        self.query_one(LineInput).value = ""
        self.set_focus(None)
        self.narrow()

    def _answer(self, *, copy: bool) -> None:
        if link := self._current:
            self.dismiss(LinkChoice(link, copy))

    @property
    def _current(self) -> Link | None:
        at = self.lines.cursor
        return self._links[at] if 0 <= at < len(self._links) else None

    def _tell(self) -> None:
        link = self._current
        self.query_one(HintLine).say(link.url if link else "")
