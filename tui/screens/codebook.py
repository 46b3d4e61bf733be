"""The codebook: every tag as a tree, how much it is used and by which key it is given, and passages that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from storage.annotation import Annotation, Tag, tag_key
from storage.article import ArticleRow
from storage.errors import PaperknifeError
from storage.library import Change
from storage.wording import count_of
from tui.actions import Context
from tui.inks import tag_inks
from tui.lists.tag_about import MOST_PASSAGES
from tui.lists.tag_rows import digits_of
from tui.lists.tag_tree import ORDERS, Node, TagRow, branches, listed, tag_tree
from tui.screens.codebook_changes import CodebookChanges
from tui.screens.listing import NOTHING_MATCHES
from tui.session import Session
from tui.status import Hint
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList
from tui.widgets.prompt import Prompt
from tui.widgets.status_line import StatusLine
from tui.widgets.tag_about import TagAbout
from tui.widgets.tag_table import TagHeading, TagTable

_REST = 0.06
"""Seconds that the cursor rests on a tag before passages that carry it are looked for."""
_WIDE, _HIGH, _SHORT = 140, 24, 12
"""Columns from which the pane stands beside the table, lines from which under it; lines that need no heading."""
_FOLDED, _ORDER, _REVERSE = "codebook-folded", "codebook-sort", "codebook-reverse"
"""The settings that hold how the codebook looks."""


class CodebookScreen(CodebookChanges):
    """The tree of tags, and a pane on the one under the cursor."""

    CONTEXT = Context.CODEBOOK

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
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.filter = ""
        """The words that the tags are narrowed to."""
        self._filtering = False
        state = session.state
        self._folded = set(filter(None, state.setting(_FOLDED, "").split("\n")))
        order = state.setting(_ORDER, "")
        self._order = order if order in ORDERS else ORDERS[0]
        self._reverse = state.setting(_REVERSE, False)
        self._selected: dict[str, str] = {}
        self._tags: Sequence[Tag] = ()
        self._tree: Sequence[Node] = ()
        self._inks = tag_inks(())
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
        self.call_after_refresh(self._tell_about)

    def hints(self) -> list[Hint]:
        """Return what the keys do, the digits among it."""
        label = self.session.keymap.label
        first, last = label("codebook.pin-1"), label("codebook.pin-9")
        pin = [Hint(f"{first}-{last}", "pin")] if first and last else []
        hints = [hint for hint in super().hints() if hint.key != label("everywhere.all-notes")]
        return [*hints[:-1], *pin, *hints[-1:]]

    @property
    def lines(self) -> TagTable:
        """The table."""
        return self.query_one(TagTable)

    # what is listed

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
        library = self.session.library
        self.session.follow_tags()
        self._tags = library.tags()
        self.moves.settle(self._tags)
        self._inks = tag_inks(self._tags)
        self._passages.clear()
        self._grow()
        keys = {row.key for row in listed(self._tree)}
        self._selected = {key: name for key, name in self._selected.items() if key in keys}
        self._list()

    def _grow(self) -> None:
        library = self.session.library
        uses = library.tag_uses() if library.tag_uses_known else {}
        self._tree = tag_tree(self._tags, uses, self._order, reverse=self._reverse)

    def _list(self, at: str | None = None) -> None:
        current = self.lines.current
        self.lines.empty = NOTHING_MATCHES if self.filter else self._invitation()
        rows = list(listed(self._tree, self._folded, self.filter))
        name = at if at is not None else current.name if current else None
        self.lines.show(rows, digits_of(self.session.state.pinned), self._inks, self._selected.keys(), name)
        self.query_one(TagHeading).refresh()
        self._head()
        self._tell_about()

    def _invitation(self) -> str:
        key = self.session.keymap.label("codebook.add")
        return f"No tags yet. In an article, t gives one{f'; {key} adds one here' if key else ''}."

    def _head(self) -> None:
        marks = sum(row.annotation_count for row in self.session.library.rows())
        said = [f"{len(self._selected)} selected"] if self._selected else []
        if self.filter:
            said += [self.filter, self.counted()]
        else:
            said += [count_of(len(self._tags), "tag"), count_of(marks, "mark")]
        if self._order != ORDERS[0] or self._reverse:
            said.append(f"sort: {self._order}{' ↑' if self._reverse else ''}")
        self.query_one(Bar).show([("codebook", "title")], [(" · ".join(said), "dim")])

    def counted(self) -> str:
        """Return how many of all tags the filter has found."""
        found = sum(row.matched and row.tag is not None for row in self.lines.rows)
        return f"{found:,} of {len(self._tags):,}"

    def show_tag(self, name: str) -> None:
        """Show the codebook with the cursor on a tag, what hides it unfolded, and nothing selected."""
        self._selected.clear()
        self._unfold_to(name)
        self._list(at=name or None)

    def show_pins(self) -> None:
        """Show which digit gives which tag now."""
        self._list()

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, with the cursor on a tag that it brought, else on one that it changed."""
        before = {tag.name: tag for tag in self._tags}
        self.library_changed()
        touched = [tag for tag in self._tags if before.get(tag.name) != tag]
        if touched:
            self.show_tag(min(touched, key=lambda tag: tag.name in before).name)

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
        self.call_after_refresh(self._tell_about)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Have the pane follow when the cursor rests."""
        event.stop()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._tell_about)

    def _tell_about(self) -> None:
        about, row = self.query_one(TagAbout), self.lines.current
        if not about.display or not self.is_attached:
            return
        passages = self._examples(row)
        articles = {article.id: article for article in self._rows_of(passages or ())}
        about.show(row, passages, articles, self._inks.get(row.key, "") if row else "")

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

    # folds, order, filter and selection

    def action_fold(self) -> None:
        """Hide what is nested in the tag; where that is hidden, or there is nothing, go to what it is nested in."""
        row = self.lines.current
        if row is None:
            return
        if row.nested and not row.folded and not self.filter:
            self._folded.add(row.key)
            self._folds_changed(row.name)
        elif row.depth:
            self._list(at=row.name.rpartition("/")[0])

    def action_unfold(self) -> None:
        """Show what is nested in the tag; where that is shown, go to the first of it."""
        row = self.lines.current
        if row is None or not row.nested:
            return
        if row.folded:
            self._folded.discard(row.key)
            self._folds_changed(row.name)
        else:
            self.lines.move(1)

    def action_fold_all(self) -> None:
        """Fold everything, or unfold everything when nothing is unfolded."""
        row = self.lines.current
        every = branches(self._tree)
        self._folded = set() if every and every <= self._folded else set(every)
        self._folds_changed(row.name if row else "")

    def _unfold_to(self, name: str) -> None:
        key = tag_key(name)
        hiding = {folded for folded in self._folded if key.startswith(folded + "/")}
        if hiding:
            self._folded -= hiding
            self._keep_folds()

    def _folds_changed(self, at: str) -> None:
        self._keep_folds()
        self._list(at=at)

    def _keep_folds(self) -> None:
        self.session.state.set_setting(_FOLDED, "\n".join(sorted(self._folded)))

    def action_sort(self) -> None:
        """Sort by name, by how often tags are used, by when they were used last."""
        self._order, self._reverse = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)], False
        self._sort_again()

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._reverse = not self._reverse
        self._sort_again()

    def _sort_again(self) -> None:
        self.session.state.set_setting(_ORDER, self._order)
        self.session.state.set_setting(_REVERSE, self._reverse)
        self._grow()
        self._list()

    def action_filter(self) -> None:
        """Narrow the codebook with each letter."""
        self._filtering = True
        self.prompt(Prompt("filter", self.filter, placeholder="words of a name or of what it means"))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Show what matches so far."""
        if self._filtering:
            self._narrow(event.text)
            self.tell_prompt(self.counted())

    def on_prompt_left(self, event: Prompt.Left) -> None:  # type: ignore[override]  # to stop it
        """Leave what is typed; a filter is cleared."""
        event.prevent_default()  # Textual would go on to the handler that this one stands for
        clears = self._filtering
        super().on_prompt_left()
        if clears:
            self._narrow("")

    def end_line(self) -> None:
        """Close the line that was typed in."""
        self._filtering = False
        super().end_line()

    def _narrow(self, text: str) -> None:
        self.filter = text.strip()
        self._list()

    def chosen(self) -> Sequence[TagRow]:
        """Return the selected tags in the order of the table; the one under the cursor when none is selected."""
        selected = [row for row in self.lines.rows if row.key in self._selected]
        current = self.lines.current
        return selected or ([current] if current else [])

    def names_in(self, row: TagRow) -> Sequence[str]:
        """Return the names of the tags that a line stands for: its own, and for a branch those nested in it."""
        if not row.branch:
            return [row.name]
        return [tag.name for tag in self._tags if (tag_key(tag.name) + "/").startswith(row.key + "/")]

    def action_select(self) -> None:
        """Select the tag for the next command, or let it go, and go to the next."""
        row = self.lines.current
        if row is None:
            return
        if self._selected.pop(row.key, None) is None:
            self._selected[row.key] = row.name
        self._list()
        self.lines.move(1)

    def action_cancel(self) -> None:
        """Let go of the filter; without one of the selection; without one go back."""
        if self.filter:
            self._narrow("")
        elif self._selected:
            self._selected.clear()
            self._list()
        else:
            self.action_back()

    # where one can go

    def action_marks(self) -> None:
        """Show what carries the tag, or one nested in it."""
        row = self.lines.current
        if row is not None:
            from tui.screens.all_notes import AllNotesScreen

            self.go(AllNotesScreen(self.session, f'tag:"{row.name}"'))

    def on_line_list_opened(self) -> None:
        """Show what carries the tag that was clicked."""
        self.action_marks()

    def action_together(self) -> None:
        """Show which tags occur together with this one."""
        row = self.lines.current
        from tui.screens.together import TogetherScreen

        self.go(TogetherScreen(self.session, row.name if row and row.tag else ""))

    def action_export(self) -> None:
        """Export what carries the tag."""
        row = self.lines.current
        if row is not None:
            from tui.screens.export_dialog import ExportDialog

            self.go(ExportDialog(self.session, None, f'tag:"{row.name}"'))
