"""Selecting articles in a list: one by one, from one to another, all; what is selected the next command is for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from storage.article import ArticleRow
from storage.article_rows import ArticleRows
from tui.actions import Context
from tui.screens.listing import FilterScreen
from tui.screens.selecting import SelectingScreen
from tui.session import Session
from tui.status import Hint, without
from tui.widgets.article_list import ArticleList

_ON_SELECTED = ("state", "tag", "remove", "reclean", "export")
"""The actions that the bottom line names while articles are selected."""
_MORE = ("select-all", "select-range")
"""Those that it names where there is room."""
_ON_LISTED = ("library.read", "library.sort")
"""Those that it leaves out where no article is listed."""
_ON_ANY = ("library.filter", "library.continue", "everywhere.all-notes")
"""Those that it leaves out as well where there are no articles at all."""


class ArticleSelection(SelectingScreen, FilterScreen):
    """A screen with a list of articles that can be selected."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._hinted = (True, True, False)
        """Whether the bottom line names keys for listed articles, for any of the library, for selected ones."""

    @property
    @abstractmethod
    def lines(self) -> ArticleList:
        """The list."""

    @abstractmethod
    def tell_what_is_listed(self) -> None:
        """Say in the header what is listed."""

    def hints(self) -> list[Hint]:
        """Return what the keys do here; while articles are selected, what they do with these."""
        listed, there, selected = self._hinted
        if selected:
            return [*self._named(_ON_SELECTED), Hint("esc", "let go"), *self._named(_MORE)]
        return without(super().hints(), (*(() if listed else _ON_LISTED), *(() if there else _ON_ANY)))

    def tell_keys(self, there: bool | None = None) -> None:
        """Name the keys that do something now; ``there``: whether the library has articles, None for as before."""
        hinted = bool(self.lines.rows), self._hinted[1] if there is None else there, bool(self.selection)
        if self._hinted != hinted:
            self._hinted = hinted
            self.set_class(not hinted[1], "-empty")
            self.status.set_hints(self.hints())

    def _named(self, names: Sequence[str]) -> list[Hint]:
        return [hint for name in names for hint in self.hint(f"{Context.LIBRARY}.{name}")]

    def selected_here(self) -> list[ArticleRow]:
        """Return the selected articles that are listed: a command never reaches one that the filter hides."""
        return [row for row in self.lines.rows if row.id in self.selection] if self.selection else []

    def keep_selected(self, there: ArticleRows) -> None:
        """Let go of what is in the library no more."""
        if self.selection:
            self.selection.keep(set(there.ids))

    def show_selected(self) -> None:
        """Show which articles are selected, how many, and what can be done with them."""
        self.lines.refresh()
        self.tell_what_is_listed()
        self.tell_keys()

    def listed_keys(self) -> Sequence[str]:
        """Return the ids of the articles that are listed."""
        return self.lines.rows.ids

    def key_here(self) -> str | None:
        """Return the id of the article under the cursor."""
        current = self.lines.current
        return current.id if current else None
