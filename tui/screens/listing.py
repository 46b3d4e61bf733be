"""What every screen with one list does: move in it, narrow it with each letter, read where it points."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from storage.errors import UsageError
from tui.actions import actions_of
from tui.screens.base import PaperknifeScreen
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from storage.query.completing import Completion
    from tui.lists.filtering import Typed
    from tui.screens.command_line import Deed
    from tui.status import Hint
    from tui.widgets.prompt import Prompt


_CLEARS = "esc clears the filter."
NOTHING_MATCHES = f"Nothing matches. {_CLEARS}"
"""What a list says that a filter of plain words has left empty."""
FILTER_KEYS = "enter keep · esc clear"
"""What the line to type a filter in says of its keys."""
SAVE_KEYS = "enter save · esc leave"
"""What a line that changes something says of them."""


class ListScreen(PaperknifeScreen):
    """A screen around one list."""

    bare = False
    """Whether there is nothing to list at all, so that the keys of this screen have nothing to do."""

    @property
    @abstractmethod
    def lines(self) -> LineList:
        """The list."""

    def hints(self) -> list[Hint]:
        """Return what the keys do; where there is nothing at all, those that work everywhere."""
        idle = {self.session.keymap.label(action.id) for action in actions_of(self.CONTEXT)} if self.bare else ()
        return [hint for hint in super().hints() if hint.key not in idle]

    def tell_bare(self, bare: bool) -> None:
        """Name the keys that do something now."""
        if bare != self.bare:
            self.bare = bare
            self.status.set_hints(self.hints())

    def action_down(self) -> None:
        """Go to the next row."""
        self.lines.move(1)

    def action_up(self) -> None:
        """Go to the row before."""
        self.lines.move(-1)

    def action_page_down(self) -> None:
        """Go down one page."""
        self.lines.page(1)

    def action_page_up(self) -> None:
        """Go up one page."""
        self.lines.page(-1)

    def action_top(self) -> None:
        """Go to the first row."""
        self.lines.go_top()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.lines.go_bottom()

    def why_nothing(self, query: str, advice: str = _CLEARS) -> str:
        """Return why a query that can be understood has found nothing; a tag that there is not is named."""
        from storage.query import parse_query
        from storage.query.unknown import unknown_tag

        why = unknown_tag(parse_query(query), [tag.name for tag in self.session.library.tags()])
        if not why:
            return f"Nothing matches. {advice}".rstrip()
        return f"{why[0].upper()}{why[1:]}{'' if why.endswith('?') else '.'} {advice}".rstrip()

    def command_number(self, number: int) -> Deed:
        """Go to a row by its number in the list."""
        count = self.lines.row_count()
        if not 1 <= number <= count:
            raise UsageError(f"there is no row {number:,}; the last one is {count:,}")
        return lambda: self.lines.go_to(number - 1)


class FilterScreen(ListScreen):
    """A screen whose list can be narrowed to what a query matches."""

    filter = ""
    """What the list is narrowed to, always a query; empty for everything."""
    _typed: Typed | None = None
    """What was understood of what is typed into the filter last."""
    _filtered_from = -1
    """The row under the cursor when a filter was begun."""

    @abstractmethod
    def list_matching(self) -> None:
        """List what :attr:`filter` matches, the cursor on the same row."""

    @abstractmethod
    def counted(self) -> str:
        """Return how much of everything is listed."""

    HINT = 'words, "a phrase", tag:name, source:name, added:7d, has:note, (a or b), not c'
    """What can be typed into the filter."""

    def narrow(self, text: str) -> Typed:
        """List what ``text`` matches; return what of it counts: words at its end may not be a query yet."""
        from tui.lists.filtering import as_far_as_typed

        typed = as_far_as_typed(text)
        self.filter = typed.text
        self.list_matching()
        return typed

    def complete(self, text: str) -> Completion | None:
        """Return how a filter may go on."""
        from storage.query.completing import complete

        return complete(text, self.vocabulary())

    def meant(self, text: str) -> str:
        """Return a filter that is being typed with the value at its end as what it may become."""
        from storage.query.completing import meant

        return meant(text, self.vocabulary())

    def command_filter(self, words: str) -> Deed:
        """Narrow the list to a query."""
        from tui.lists.filtering import as_far_as_typed

        typed = as_far_as_typed(words)
        if typed.trouble:
            raise UsageError(typed.trouble)

        def narrow() -> None:
            self.narrow(words)

        return narrow

    def action_filter(self) -> None:
        """Narrow the list with each letter."""
        from tui.widgets.prompt import Prompt

        self._typed = None
        if not self.filter:
            self._filtered_from = self.lines.cursor
        self.prompt(Prompt("filter", self.filter, placeholder=self.HINT, keys=FILTER_KEYS, complete=self.complete))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """List what matches so far; a word that is half typed does not count yet, and is marked if it never will."""
        typed = self._typed = self.narrow(self.meant(event.text))
        going_on = typed.end == len(event.text) and self.complete(event.text) is not None
        if typed.trouble and not going_on:
            self.tell_prompt(typed.trouble, (typed.start, typed.end))
        else:
            self.tell_prompt(self.counted())

    def on_prompt_submitted(self) -> None:
        """Keep the filter and go on in the list; a word that does not count stays to be corrected."""
        typed = self._typed
        if typed is not None and typed.trouble:
            self.tell_prompt(typed.trouble, (typed.start, typed.end))
        else:
            self.close_prompt()

    def clear_filter(self) -> None:
        """List everything, the cursor where it is; where nothing matched, where it was before."""
        nothing = self.lines.cursor < 0
        self.narrow("")
        if nothing and self._filtered_from >= 0:
            self.lines.go_to(self._filtered_from)

    def on_prompt_left(self) -> None:
        """Clear the filter."""
        self._typed = None
        self.close_prompt()
        self.clear_filter()

    def action_cancel(self) -> None:
        """Clear the filter; without one go back."""
        if self.filter:
            self.clear_filter()
        else:
            self.action_back()
