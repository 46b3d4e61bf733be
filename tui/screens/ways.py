"""The ways from a screen to the others: to an article, a dialog, the lists of the library, and what help finds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import ModalScreen, Screen

from storage.errors import PaperknifeError
from tui.actions import BY_ID, Context
from tui.session import Session

if TYPE_CHECKING:
    from tui.dialogs.finder import Found
    from tui.screens.base import PaperknifeScreen
    from tui.screens.reading.screen import ReadingScreen

R = TypeVar("R")


class Ways(Screen[None]):
    """A screen from which one can go to any other, and come back."""

    session: Session

    @property
    @abstractmethod
    def contexts(self) -> tuple[Context, ...]:
        """The contexts whose keys work here, the screen's own first."""

    @abstractmethod
    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say one line at the bottom until the next key."""

    def go(self, screen: Screen[Any]) -> None:
        """Put ``screen`` in front; the way back is one key."""
        self.app.push_screen(screen)

    def ask(self, dialog: ModalScreen[R], answered: Callable[[R], object]) -> None:
        """Open a dialog; ``answered`` is called with its answer, and not when the reader leaves it."""

        def hear(answer: R | None) -> None:
            if answer is not None:
                answered(answer)

        self.app.push_screen(dialog, hear)

    def read_article(
        self, article: str, *, among: Sequence[str] = (), at: str | None = None, find: str = ""
    ) -> ReadingScreen | None:
        """Open an article, at a paragraph if one is named, and show where ``find`` stands in it.

        Returns:
            Where it is read, which knows to what article the reader has gone on; None when it cannot be opened.
        """
        from tui.screens.reading.screen import ReadingScreen

        try:
            screen = ReadingScreen(self.session, article, among=among, at=at)
        except PaperknifeError as error:  # another process has removed it
            self.say(str(error), trouble=True)
            return None
        self.go(screen)
        if find:
            screen.call_after_refresh(screen.find, find)
        return screen

    def open_address(self, url: str) -> None:
        """Open an article's address in the browser, or say why not."""
        from tui.browser import open_address

        try:
            open_address(url, self.app.suspend)
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
        else:
            self.say(f"opened {url}")

    def action_help(self) -> None:
        """Search every key; what is chosen is run."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.session, self.contexts), self._go_to)

    def action_palette(self) -> None:
        """Find an action, an article or a tag by name."""
        from tui.screens.palette import Palette

        self.app.push_screen(Palette(self.session, self.contexts), self._go_to)

    async def _go_to(self, found: Found | None) -> None:
        if found is None:
            return
        if found.kind == "action":
            await self.run_action(BY_ID[found.name].method)
        elif found.kind == "article":
            self.read_article(found.name)
        else:
            from storage.query.printing import tag_query
            from tui.screens.notes.screen import AllNotesScreen

            self.go(AllNotesScreen(self.session, tag_query(found.name)))

    def action_search(self) -> None:
        """Search the library."""
        from tui.screens.search import SearchScreen

        self._go_unless_here(SearchScreen)

    def action_all_notes(self) -> None:
        """Show all notes and tags of the library."""
        from tui.screens.notes.screen import AllNotesScreen

        self._go_unless_here(AllNotesScreen)

    def action_codebook(self) -> None:
        """Show the codebook."""
        from tui.screens.codebook.screen import CodebookScreen

        self._go_unless_here(CodebookScreen)

    def action_history(self) -> None:
        """Show what was done."""
        from tui.screens.history import HistoryScreen

        self._go_unless_here(HistoryScreen)

    def action_statistics(self) -> None:
        """Show what was added, read and marked."""
        from tui.screens.statistics import StatisticsScreen

        self._go_unless_here(StatisticsScreen)

    def action_rules(self) -> None:
        """Show the rules for the sources."""
        from tui.screens.rules import RulesScreen

        self._go_unless_here(RulesScreen)

    def _go_unless_here(self, screen: type[PaperknifeScreen]) -> None:
        if not isinstance(self, screen):
            self.go(screen(self.session))
