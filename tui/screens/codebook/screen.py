"""The codebook: every tag as a tree, how much it is used and by which key it is given, and passages that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from storage.annotation import Annotation
from storage.article import ArticleRow
from storage.errors import PaperknifeError
from tui.actions import Context
from tui.lists.tag_about import MOST_PASSAGES
from tui.lists.tag_tree import TagRow
from tui.screens.codebook.listing import CodebookList
from tui.session import Session
from tui.status import Hint, without
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList
from tui.widgets.status_line import StatusLine
from tui.widgets.tag_about import TagAbout
from tui.widgets.tag_table import TagHeading, TagTable

_WIDE, _HIGH, _SHORT = 140, 24, 12
"""Columns from which the pane stands beside the table, lines from which under it; lines that need no heading."""


class CodebookScreen(CodebookList):
    """The tree of tags, and a pane on the one under the cursor."""

    CONTEXT = Context.CODEBOOK
    REST: ClassVar[float] = 0.06
    """Seconds that the cursor rests on a tag before passages that carry it are looked for."""

    DEFAULT_CSS = """
    CodebookScreen Bar { margin-bottom: 1; }
    CodebookScreen #panes { layout: vertical; height: 1fr; }
    CodebookScreen #list { width: 100%; height: 1fr; }
    CodebookScreen TagAbout { height: 30%; min-height: 7; border-top: solid $line; margin: 1 1 0 1; display: none; }
    CodebookScreen.-high TagAbout { display: block; }
    CodebookScreen.-wide #panes { layout: horizontal; }
    CodebookScreen.-wide #list { width: 1fr; }
    CodebookScreen.-wide TagAbout {
        display: block; width: 40%; max-width: 80; height: 1fr;
        border-top: none; border-left: solid $line; margin: 0 1 0 1; padding: 0 1;
    }
    CodebookScreen.-short Bar { margin-bottom: 0; }
    CodebookScreen.-short TagHeading { display: none; }
    CodebookScreen.-empty TagAbout { display: none; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._passages: dict[str, Sequence[Annotation]] = {}
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, table, pane and bottom line."""
        self._fit(self.app.size)
        yield Bar()
        table = TagTable()
        with Container(id="panes"):
            with Vertical(id="list"):
                yield TagHeading(table)
                yield table
            yield TagAbout()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """Show what there is; how much each tag is used is counted behind it where nobody has counted yet."""
        self.library_changed()
        if not self.session.library.tag_uses_known:
            self._count()
        self.call_after_refresh(self.tell_about)

    def hints(self) -> list[Hint]:
        """Return what the keys do, the digits among it; where no tag is listed, those that work without one."""
        if self.nothing:
            narrow = self.hint("codebook.filter") if self.filter else []
            return [*narrow, *self.hint("codebook.add"), *self.hint("everywhere.help")]
        label = self.session.keymap.label
        first, last = label("codebook.pin-1"), label("codebook.pin-9")
        pin = [Hint(f"{first}-{last}", "pin")] if first and last else []
        hints = without(super().hints(), {"everywhere.all-notes"})
        return [*hints[:-1], *pin, *hints[-1:]]

    # how much each tag is used

    class Counted(Message):
        """It is known how much each tag is used."""

    @work(thread=True, exclusive=True, group="uses")
    def _count(self) -> None:
        self.session.library.tag_uses()
        self.post_message(self.Counted())

    def on_codebook_screen_counted(self) -> None:
        """Show it."""
        self.library_changed()

    def library_changed(self) -> None:
        """Show the codebook as it is now, the cursor on the same tag."""
        self._passages.clear()
        super().library_changed()

    # the pane

    def _fit(self, size: Size) -> None:
        """Have as many panes as the terminal has room for."""
        width, height = size
        self.set_class(width >= _WIDE, "-wide")
        self.set_class(height >= _HIGH and width < _WIDE, "-high")
        self.set_class(height < _SHORT, "-short")

    def on_resize(self, event: Resize) -> None:
        """Have as many panes as there is room for."""
        self._fit(event.size)
        self.lines.describe(not self.has_class("-wide"))
        self.call_after_refresh(self.tell_about)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Have the pane follow when the cursor rests."""
        event.stop()
        self.tell_about()

    def tell_about(self) -> None:
        """Show more of the tag under the cursor, at once where its passages are known, else when the cursor rests."""
        row = self.lines.current
        if self._rest is not None:
            self._rest.stop()
        if row is None or row.key in self._passages or not self.session.library.tag_uses_known:
            self._tell_about()
        else:
            self._rest = self.set_timer(self.REST, self._tell_about)

    def _tell_about(self) -> None:
        about, row = self.query_one(TagAbout), self.lines.current
        if not about.display or not self.is_attached:
            return
        passages = self._examples(row)
        articles = {article.id: article for article in self._rows_of(passages or ())}
        about.show(row, passages, articles, self.inks.get(row.key, "") if row else "")

    def _rows_of(self, passages: Sequence[Annotation]) -> list[ArticleRow]:
        rows = []
        for passage in passages:
            with suppress(PaperknifeError):  # another window has removed the article this moment
                rows.append(self.session.library.row(passage.target.article))
        return rows

    def _examples(self, row: TagRow | None) -> Sequence[Annotation] | None:
        """Return passages with the tag, the newest first; None while nobody has counted where they are."""
        if row is None:
            return ()
        if row.key not in self._passages:
            if not self.session.library.tag_uses_known:
                return None
            self._passages[row.key] = self.session.library.newest_with(row.name, MOST_PASSAGES)
        return self._passages[row.key]

    # where one can go

    def action_marks(self) -> None:
        """Show what carries the tag, or one nested in it."""
        row = self.lines.current
        if row is not None:
            from storage.query.printing import tag_query
            from tui.screens.notes.screen import AllNotesScreen

            self.go(AllNotesScreen(self.session, tag_query(row.name)))

    def on_line_list_opened(self) -> None:
        """Show what carries the tag that was clicked."""
        self.action_marks()

    def action_together(self) -> None:
        """Show which tags occur together with this one."""
        row = self.lines.current
        from tui.screens.codebook.together import TogetherScreen

        self.go(TogetherScreen(self.session, row.name if row and row.tag else ""))

    def action_export(self) -> None:
        """Export what carries the tag."""
        row = self.lines.current
        if row is not None:
            from storage.query.printing import tag_query
            from tui.screens.export_dialog import ExportDialog

            self.go(ExportDialog(self.session, None, tag_query(row.name)))
