"""What is said of the tag under the codebook's cursor, beside the table or under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.annotation import Annotation
from storage.article import ArticleRow
from tui.cells import Runs
from tui.lists.tag_about import about_lines
from tui.lists.tag_tree import TagRow
from tui.widgets.lines import Pane

_NARROWEST = 16


class TagAbout(Pane):
    """A tag's meaning, use and passages."""

    def __init__(self) -> None:
        super().__init__()
        self._row: TagRow | None = None
        self._passages: Sequence[Annotation] | None = None
        self._articles: Mapping[str, ArticleRow] = {}
        self._ink = ""

    def show(
        self, row: TagRow | None, passages: Sequence[Annotation] | None, articles: Mapping[str, ArticleRow], ink: str
    ) -> None:
        """Show a tag with some of its passages, None while they are looked for; nothing for no tag."""
        if (row, passages, ink) == (self._row, self._passages, self._ink) and articles == self._articles:
            return
        self._row, self._passages, self._articles, self._ink = row, passages, articles, ink
        self.lay_out()

    def laid_out(self, width: int, height: int) -> list[Runs]:
        """Return what is said of the tag."""
        if self._row is None or width < _NARROWEST:
            return []
        return about_lines(self._row, self._passages, self._articles, self._ink, width, height)
