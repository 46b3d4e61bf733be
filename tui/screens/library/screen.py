"""The library screen: every article in one list, narrowed, sorted, selected, with a preview where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.timer import Timer

from storage.article import ArticleRow
from storage.article_rows import ArticleRows, rows_given
from storage.errors import PaperknifeError, UsageError
from storage.library import Change
from tui.actions import Context
from tui.inks import tag_inks
from tui.lists.preview_text import opening
from tui.lists.recent import to_continue
from tui.lists.sorting import DEFAULT, Sorting, in_order, read_sorting, turned, written_sorting
from tui.lists.summary import summary, totals
from tui.screens.library.adding import Adding
from tui.screens.library.commands import LibraryCommands
from tui.screens.library.reading import ReadingFromList
from tui.screens.recleaning import Recleaning
from tui.session import LIBRARY_AT, RECENTLY_READ, Session
from tui.slices import in_slices
from tui.widgets.article_list import ArticleHeading, ArticleList
from tui.widgets.bar import Bar
from tui.widgets.line_list import LineList
from tui.widgets.preview import Preview
from tui.widgets.status_line import StatusLine

_SORTED_BY, _PREVIEWED = "sort", "preview"
"""The settings that hold how the list is sorted, and whether the preview is wanted."""
_REST = 0.08
"""Seconds that the cursor rests on an article before its text is read for the preview."""
_TOO_LONG = 100_000
"""Words of an article whose text is not read for a preview."""
_NARROW, _WIDE, _SHORT = 80, 140, 18
"""Columns under which there is one pane, columns from which the preview stands beside the list, lines it needs."""
_MANY = 1_000
"""Articles from which the filter is made ready between the keys."""


class LibraryScreen(LibraryCommands, Adding, Recleaning, ReadingFromList):
    """The list of articles."""

    DEFAULT_CSS = """
    LibraryScreen #panes { layout: vertical; height: 1fr; }
    LibraryScreen #list { width: 100%; height: 1fr; }
    LibraryScreen Bar { margin-bottom: 1; }
    LibraryScreen ArticleHeading { height: 1; }
    LibraryScreen Preview { height: 25%; max-height: 9; border-top: solid $line; margin: 1 1 0 1; }
    LibraryScreen.-wide #panes { layout: horizontal; }
    LibraryScreen.-wide #list { width: 1fr; }
    LibraryScreen.-wide Preview {
        width: 40%; max-width: 76; height: 1fr; max-height: 100%;
        border-top: none; border-left: solid $line; margin: 0 1 0 1; padding: 0 1;
    }
    LibraryScreen.-narrow Preview, LibraryScreen.-short Preview { display: none; }
    LibraryScreen.-without-preview Preview, LibraryScreen.-empty Preview { display: none; }
    LibraryScreen.-empty ArticleHeading { visibility: hidden; }
    LibraryScreen.-short Bar { margin-bottom: 0; }
    """

    CONTEXT = Context.LIBRARY

    def __init__(self, session: Session, query: str = "") -> None:
        super().__init__(session)
        self.filter = query
        self._sorting = _sorting_of(session)
        self._all = self._ordered = rows_given(())
        self._progress: Mapping[str, float] = {}
        self._inks: Mapping[str, str] = {}
        self._totals = totals(self._all)
        self._openings: dict[str, tuple[str, ...]] = {}
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out header, list, preview and bottom line."""
        self._fit(self.app.size)
        yield Bar()
        with Container(id="panes"):
            with Vertical(id="list"):
                yield ArticleHeading(self.session.settings.columns)
                yield ArticleList(self.session.settings.columns)
            yield Preview()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """List what there is, the cursor where it was."""
        self._read_library()
        self._list(at=self.session.state.setting(LIBRARY_AT, "") or None)
        leads = "back" if len(self.app.screen_stack) > 1 else "quit"
        self.status.set_right(f"{self.session.keymap.label('everywhere.back')} {leads}")
        self.call_after_refresh(self._preview)
        self.warn()

    # what is listed

    @property
    def lines(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    def chosen(self) -> Sequence[ArticleRow]:
        """Return the selected articles in the order of the list; without any the one under the cursor."""
        current = self.lines.current
        return self.selected_here() or ([current] if current else [])

    def to_reclean(self) -> Sequence[str]:
        """Return the ids of the chosen articles."""
        return [row.id for row in self.chosen()]

    def library_changed(self) -> None:
        """List the library as it is now, the cursor on the same article."""
        self._read_library()
        self.list_matching()

    def list_matching(self) -> None:
        """List the articles that the filter matches, the cursor on the same one."""
        current = self.lines.current
        self._list(at=current.id if current else None)
        self._preview()

    def counted(self) -> str:
        """Return how many of all articles are listed."""
        return f"{len(self.lines.rows):,} of {len(self._all):,}"

    def travelled(self, change: Change) -> None:
        """Show what undo or redo did, with the cursor on an article that it touched."""
        self.library_changed()
        touched = [place for place, own in enumerate(self.listed_keys()) if own in change.articles]
        if touched and self.lines.cursor not in touched:
            self.lines.go_to(touched[0])

    def _read_library(self) -> None:
        self._all = self.session.library.listed()
        self._progress = self.session.state.furthest()
        self._inks = tag_inks(self.session.library.tags())
        self._totals = totals(self._all)
        self._openings.clear()
        self.keep_selected(self._all)
        self._sort()

    def _sort(self) -> None:
        self._ordered = in_order(self._all, self._sorting, lambda article: self._progress.get(article, 0.0))

    def _list(self, at: str | None = None) -> None:
        listed = self._narrowed()
        if not listed:
            self.lines.empty = self.why_nothing(self.filter) if self.filter else self._invitation()
        self.lines.show(listed, self._progress, self.selection, self._inks, at=at)
        self.tell_keys(bool(self._all))
        self.tell_what_is_listed()

    def _narrowed(self) -> ArticleRows:
        if not self.filter:
            return self._ordered
        from storage.query import parse_query

        return self._ordered.picked(self.session.library.picks(parse_query(self.filter)))

    def _invitation(self) -> str:
        key = self.session.keymap.label("library.add")
        return f"No articles yet. {key} adds files and folders." if key else "No articles yet."

    def tell_what_is_listed(self) -> None:
        """Say in the header what is listed."""
        said = summary(
            self._totals,
            len(self.lines.rows),
            narrowed_by=self.filter,
            selected=len(self.selected_here()),
            sorting=self._sorting,
            brief=self.has_class("-narrow"),
        )
        self.query_one(Bar).show([("paperknife", "title")], [(said, "dim")])

    def _fit(self, size: Size) -> None:
        """Have as many panes as the terminal has room for. Textual's breakpoints would style everything twice."""
        width, height = size
        self.set_class(not self.session.state.setting(_PREVIEWED, True), "-without-preview")
        self.set_class(width < _NARROW, "-narrow")
        self.set_class(width >= _WIDE, "-wide")
        self.set_class(height < _SHORT, "-short")

    def on_resize(self, event: Resize) -> None:
        """Have as many panes, and say as much in the header, as there is room for."""
        self._fit(event.size)
        self.tell_what_is_listed()
        self.call_after_refresh(self._preview)

    # reading

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Have the preview follow when the cursor rests."""
        event.stop()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST, self._preview)

    def _preview(self) -> None:
        preview = self.query_one(Preview)
        if not preview.display or not self.is_current:
            return
        row = self.lines.current
        furthest = self._progress.get(row.id, 0.0) if row else 0.0
        preview.show(row, self._opening(row) if row else (), self._inks, furthest)

    def _opening(self, row: ArticleRow) -> tuple[str, ...]:
        if row.record.words > _TOO_LONG:
            return ()
        if row.id not in self._openings:
            try:
                self._openings[row.id] = opening(self.session.library.article(row.id))
            except PaperknifeError as error:
                self._openings[row.id] = (str(error),)
        return self._openings[row.id]

    def unfinished(self) -> str | None:
        """Return the article that was read last and is not read to its end; None when there is none."""
        recent = self.session.state.setting(RECENTLY_READ, "").split()
        return to_continue(self._all, self._progress, recent)

    def action_preview(self) -> None:
        """Show the preview, or do without it."""
        shown = not self.session.state.setting(_PREVIEWED, True)
        self.session.state.set_setting(_PREVIEWED, shown)
        self._fit(self.app.size)
        self.call_after_refresh(self._preview)
        if shown and (self.has_class("-narrow") or self.has_class("-short")):
            self.say("the preview is shown where the terminal is large enough")

    def action_filter(self) -> None:
        """Narrow the list with each letter; what articles say is made ready while the first one is typed."""
        super().action_filter()
        if len(self._all) > _MANY:
            self.run_worker(in_slices(self.session.library.get_ready()), group="ready", exclusive=True)

    # order

    def action_sort(self) -> None:
        """Choose what to sort by, the list following each key."""
        from tui.screens.library.sort_picker import SortPicker

        self.app.push_screen(SortPicker(self.session, self._sorting, self.sort_by))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.sort_by(turned(self._sorting))

    def sort_by(self, sorting: Sorting) -> None:
        """Sort the list, now and the next time."""
        self._sorting = sorting
        self.session.state.set_setting(_SORTED_BY, written_sorting(sorting))
        self._sort()
        self.list_matching()

    def action_cancel(self) -> None:
        """Let go of the filter; without one, of the selection."""
        if self.filter:
            self.clear_filter()
        elif self.selection:
            self.let_go()

    def action_export(self) -> None:
        """Export the selected articles, else what the filter matches, else everything."""
        from tui.screens.export_dialog import ExportDialog

        selected = [row.id for row in self.selected_here()]
        self.go(ExportDialog(self.session, selected or None, "" if selected else self.filter))

    def action_back(self) -> None:
        """Go back to what has led here; where the program began here quit."""
        if len(self.app.screen_stack) > 1:
            super().action_back()
        else:
            self.call_later(self.action_quit)


def _sorting_of(session: Session) -> Sorting:
    """Return how the list was sorted last."""
    try:
        return read_sorting(session.state.setting(_SORTED_BY, "added"))
    except UsageError:  # the file was edited, or is of another version
        return DEFAULT
