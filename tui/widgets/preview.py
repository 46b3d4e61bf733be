"""The preview of the article under the cursor, under the list or beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import ArticleRow
from tui.cells import Runs
from tui.lists.preview_text import preview_lines
from tui.widgets.lines import Pane

_NARROWEST = 10
_TALL = 12
"""Lines from which on there is room for the title as well."""


class Preview(Pane):
    """The beginning of an article. A rule parts it from the list."""

    def __init__(self) -> None:
        super().__init__()
        self._row: ArticleRow | None = None
        self._paragraphs: Sequence[str] = ()
        self._inks: Mapping[str, str] = {}
        self._furthest = 0.0

    def show(
        self, row: ArticleRow | None, paragraphs: Sequence[str], inks: Mapping[str, str], furthest: float
    ) -> None:
        """Show the beginning of an article, read so far, with its tags in these inks; nothing for None."""
        self._row, self._paragraphs, self._inks, self._furthest = row, paragraphs, inks, furthest
        self.lay_out()

    def laid_out(self, width: int, height: int) -> list[Runs]:
        """Return the beginning of the article, its title above it where that has room, too."""
        if self._row is None or width < _NARROWEST:
            return []
        tall = height >= _TALL
        return preview_lines(
            self._row, self._paragraphs, self._inks, width, height, tall=tall, furthest=self._furthest
        )
