"""The links of an article: those of the paragraph first; enter opens one, y copies its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.paint import content
from tui.reading.links import Link, link_runs, matching
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import Row, RowList


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """What the reader wants of a link."""

    link: Link
    copy: bool
    """Whether its address is to be copied; else it is to be opened."""


class LinkList(PaperknifeModal[LinkChoice]):
    """Answers with a link and what to do with it. Letters are keys until ``/`` makes them narrow the list."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    LinkList { align: center middle; }
    LinkList LineInput { display: none; }
    LinkList.-narrowing LineInput { display: block; }
    LinkList #hint { height: 1; padding: 0 0 0 2; color: $quiet; text-style: $dim-style; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down,ctrl+n", "move(1)", show=False),
        Binding("k,up,ctrl+p", "move(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "edge(-1)", show=False),
        Binding("G,end", "edge(1)", show=False),
        Binding("enter,l,o", "take(False)", show=False),
        Binding("y", "take(True)", show=False),
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
        with Vertical(classes="panel -finder") as box:
            box.styles.height = "auto"
            box.border_title = content("links")
            box.border_subtitle = content("enter open · y copy · / narrow · esc leave")
            yield LineInput(placeholder="type to narrow")
            yield RowList()
            yield Static("", id="hint", markup=False)

    def on_mount(self) -> None:
        """List them."""
        self._list("")
        self.query_one(RowList).fit()

    def on_resize(self) -> None:
        """Take another height."""
        self.query_one(RowList).fit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what matches."""
        event.stop()
        self._list(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the link under the cursor."""
        event.stop()
        self._list(event.value)
        self.action_take(copy=False)

    def on_line_list_opened(self) -> None:
        """Open the link that was clicked."""
        self.action_take(copy=False)

    def on_line_list_moved(self) -> None:
        """Show the whole address of another link."""
        self._tell()

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
        self._list("")

    def action_move(self, by: int) -> None:
        """Go to another one."""
        self.query_one(RowList).move(by)

    def action_page(self, direction: int) -> None:
        """Go one page."""
        self.query_one(RowList).page(direction)

    def action_edge(self, direction: int) -> None:
        """Go to the first or the last one."""
        listed = self.query_one(RowList)
        if direction < 0:
            listed.go_top()
        else:
            listed.go_bottom()

    def action_take(self, copy: bool) -> None:
        """Answer with the link under the cursor."""
        if link := self._current:
            self.dismiss(LinkChoice(link, copy))

    @property
    def _current(self) -> Link | None:
        at = self.query_one(RowList).cursor
        return self._links[at] if 0 <= at < len(self._links) else None

    def _list(self, typed: str) -> None:
        rows: list[Row] = []
        links: list[Link | None] = []
        for heading, group in ((f"in {self._name}", self._here), ("in the article", self._others)):
            if found := matching(group, typed):
                rows += [heading, *(partial(link_runs, link) for link in found)]
                links += [None, *found]
        self._links = links
        listed = self.query_one(RowList)
        listed.empty = "no link has these words"
        listed.show(rows)
        self._tell()

    def _tell(self) -> None:
        link = self._current
        self.query_one("#hint", Static).update(content(link.url if link else ""))
