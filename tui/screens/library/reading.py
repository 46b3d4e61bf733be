"""Reading from a list of articles, and back to where in the list the reader has come."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from tui.screens.library.selection import ArticleSelection

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


class ReadingFromList(ArticleSelection):
    """A screen from which articles are read, and the others of its list after them."""

    _reader: ReadingScreen | None = None
    """Where an article of the list is read."""

    @abstractmethod
    def unfinished(self) -> str | None:
        """Return the article that was read last and is not read to its end; None when there is none."""

    def action_read(self) -> None:
        """Read the article under the cursor."""
        current = self.lines.current
        if current is not None:
            self._reader = self.read_article(current.id, among=self.listed_keys())

    def on_line_list_opened(self) -> None:
        """Read the article that was clicked."""
        self.action_read()

    def action_continue(self) -> None:
        """Go on with the article that was read last and is not read to its end."""
        article = self.unfinished()
        if article is None:
            way = ": enter reads the article under the cursor" if self.lines.rows else ""
            self.say(f"nothing is half read{way}")
        else:
            self._reader = self.read_article(article, among=self.listed_keys())

    def on_screen_resume(self) -> None:
        """Put the cursor on the article that the reader comes from, who may have gone on to it from another one."""
        reader, self._reader = self._reader, None
        keys = self.listed_keys()
        if reader is not None and reader.article.id in keys:
            self.lines.go_to(keys.index(reader.article.id))
