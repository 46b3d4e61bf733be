"""What is said of the tag under the codebook's cursor, beside the table or under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.strip import Strip

from storage.annotation import Annotation
from storage.article import ArticleRow
from tui.cells import Runs
from tui.lists.tag_about import about_lines
from tui.lists.tag_tree import TagRow
from tui.widgets.lines import Lines

_NARROWEST = 16


class TagAbout(Lines):
    """A tag's meaning, use and passages; laid out once for each size."""

    def __init__(self) -> None:
        super().__init__()
        self._row: TagRow | None = None
        self._passages: Sequence[Annotation] | None = None
        self._articles: Mapping[str, ArticleRow] = {}
        self._ink = ""
        self._lines: list[Runs] = []

    def show(
        self, row: TagRow | None, passages: Sequence[Annotation] | None, articles: Mapping[str, ArticleRow], ink: str
    ) -> None:
        """Show a tag with some of its passages, None while they are looked for; nothing for no tag."""
        if (row, passages, ink) == (self._row, self._passages, self._ink) and articles == self._articles:
            return
        self._row, self._passages, self._articles, self._ink = row, passages, articles, ink
        self._lay_out()

    def on_resize(self) -> None:
        """Lay it out again."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size.width - 2, self.size.height
        if self._row is None or width < _NARROWEST:
            self._lines = []
        else:
            self._lines = about_lines(self._row, self._passages, self._articles, self._ink, width, height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        runs = self._lines[y] if y < len(self._lines) else []
        return self.painted([(" ", ""), *runs], self.size.width)
