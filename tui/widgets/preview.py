"""The preview of the article under the cursor, under the list or beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.strip import Strip

from storage.article import ArticleRow
from tui.cells import Runs
from tui.lists.preview_text import preview_lines
from tui.widgets.lines import Lines

_TALL = 12
"""Lines from which on there is room for the title as well."""


class Preview(Lines):
    """The beginning of an article. A rule parts it from the list; its lines are laid out once for each size."""

    def __init__(self) -> None:
        super().__init__()
        self._row: ArticleRow | None = None
        self._paragraphs: Sequence[str] = ()
        self._inks: Mapping[str, str] = {}
        self._furthest = 0.0
        self._lines: list[Runs] = []

    def show(
        self, row: ArticleRow | None, paragraphs: Sequence[str], inks: Mapping[str, str], furthest: float
    ) -> None:
        """Show the beginning of an article, read so far, with its tags in these inks; nothing for None."""
        self._row, self._paragraphs, self._inks, self._furthest = row, paragraphs, inks, furthest
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the text out again."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size.width - 2, self.size.height
        if self._row is None or width < 10:
            self._lines = []
        else:
            tall = height >= _TALL
            self._lines = preview_lines(
                self._row, self._paragraphs, self._inks, width, height, tall=tall, furthest=self._furthest
            )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        runs = self._lines[y] if y < len(self._lines) else []
        return self.painted([(" ", ""), *runs], self.size.width)
