"""The list of articles: ten thousand rows cost as much as ten, for only those in sight are painted."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from textual.strip import Strip

from storage.article import ArticleRow
from storage.article_rows import ArticleRows, rows_given
from tui.cells import Run
from tui.lists.columns import Column, columns, heading_runs, row_runs
from tui.widgets.line_list import GUTTER, LineList
from tui.widgets.lines import Lines


class ArticleList(LineList[ArticleRow]):
    """Articles in the order they are given, one a line."""

    def __init__(self, wanted: Sequence[str] = ()) -> None:
        super().__init__()
        self._wanted = wanted
        self.rows: ArticleRows = rows_given(())
        self._inks: Mapping[str, str] = {}
        self._progress: Mapping[str, float] = {}
        self._selected: Container[str] = frozenset()
        self._columns: tuple[Column, ...] = ()
        self._columns_for = -1

    def show(
        self,
        rows: ArticleRows,
        progress: Mapping[str, float],
        selected: Container[str],
        inks: Mapping[str, str],
        *,
        at: str | None = None,
    ) -> None:
        """List ``rows`` with the cursor on the article ``at``; where that is gone, on the row that took its place."""
        cursor = 0
        if at:
            ids = rows.ids
            cursor = ids.index(at) if at in ids else max(self.cursor, 0)
        self.rows, self._progress, self._selected, self._inks = rows, progress, selected, inks
        self.rows_changed(cursor)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return one article as a line."""
        article = self.rows[row]
        furthest = self._progress.get(article.id, 0.0)
        return row_runs(article, furthest, self._columns_of(width), self._inks, selected=article.id in self._selected)

    def _columns_of(self, width: int) -> tuple[Column, ...]:
        if width != self._columns_for:
            self._columns, self._columns_for = columns(width, self._wanted), width
        return self._columns


class ArticleHeading(Lines):
    """The names of the columns, above the list and as wide as it is."""

    def __init__(self, wanted: Sequence[str] = ()) -> None:
        super().__init__()
        self._wanted = wanted

    def render_line(self, y: int) -> Strip:
        """Paint the line; the list beside its scroll bar is one cell narrower."""
        width = self.size.width
        return self.painted([(" " * GUTTER, ""), *heading_runs(columns(width - GUTTER - 1, self._wanted))], width)
