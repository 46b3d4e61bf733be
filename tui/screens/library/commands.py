"""What can be typed into the command line in the library, beside the actions, and the texts that ``|`` gives away."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.article import ArticleRow
from storage.errors import UsageError
from tui.dialogs.command_words import read_state, read_tags
from tui.lists.sorting import ORDERS, Sorting, read_sorting
from tui.screens.library.changes import ArticleChanges, now_in
from tui.screens.listing import FilterScreen

if TYPE_CHECKING:
    from tui.screens.command_line import Deed


class LibraryCommands(ArticleChanges, FilterScreen):
    """Rows by their number, and the words for sorting, states and tags."""

    @abstractmethod
    def sort_by(self, sorting: Sorting) -> None:
        """Sort the list, now and the next time."""

    def values_of(self, word: str) -> Sequence[str]:
        """Return what may stand after a word of the command line."""
        return [order.name for order in ORDERS] if word == "sort" else super().values_of(word)

    def command_sort(self, words: str) -> Deed:
        """Sort the list."""
        sorting = read_sorting(words)
        return lambda: self.sort_by(sorting)

    def command_state(self, words: str) -> Deed:
        """Say how far the reader is with the articles."""
        state, rows = read_state(words), self._some()

        def change() -> None:
            self.change(
                lambda: self.session.library.set_state([row.id for row in rows], state),
                now_in(rows, state),
            )

        return change

    def command_tag(self, words: str) -> Deed:
        """Give tags to the articles and take them off."""
        (add, remove), rows = read_tags(words), self._some()
        return lambda: self.give_tags(rows, add, remove)

    def piped(self) -> str:
        """Return the clean texts of the chosen articles."""
        from tui.plain_page import clean_text

        articles = [self.session.library.article(row.id) for row in self._some()]
        return "\n".join(clean_text(article.record.shown_title, article.blocks) for article in articles)

    def _some(self) -> Sequence[ArticleRow]:
        rows = self.chosen()
        if not rows:
            raise UsageError("there is no article here")
        return rows
