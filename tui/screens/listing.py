"""What every screen with one list does: move in it, and narrow it with each letter."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from storage.errors import UsageError
from tui.actions import actions_of
from tui.screens.base import PaperknifeScreen
from tui.status import Hint, without
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from storage.query.completing import Completion
    from tui.lists.filtering import Typed
    from tui.screens.command_line import Deed
    from tui.widgets.prompt import Prompt


_CLEARS = "esc clears the filter."
NOTHING_MATCHES = f"Nothing matches. {_CLEARS}"
"""What a list says that a filter of plain words has left empty."""
_FILTER_KEYS = "enter keep · esc clear"
"""What the line to type a filter in says of its keys."""


class ListScreen(PaperknifeScreen):
    """A screen around one list."""

    bare = False
    """Whether there is nothing to list at all, so that the keys of this screen have nothing to do."""

    @property
    @abstractmethod
    def lines(self) -> LineList[Any]:
        """The list."""

    def hints(self) -> list[Hint]:
        """Return what the keys do; where there is nothing at all, those that work everywhere."""
        idle = [action.id for action in actions_of(self.CONTEXT)] if self.bare else ()
        return without(super().hints(), idle)

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


class NarrowedScreen(ListScreen):
    """A screen whose list can be narrowed with each letter: to words, where a subclass makes no more of them."""

    HINT: ClassVar[str]
    """What can be typed."""
    COMPLETES: ClassVar[bool] = False
    """Whether the fields of a query can be typed, which are completed then."""
    filter = ""
    """What the list is narrowed to; empty for everything."""
    _filtered_from = -1
    """The row under the cursor when a filter was begun."""

    @abstractmethod
    def list_matching(self) -> None:
        """List what :attr:`filter` matches, the cursor on the same row."""

    @abstractmethod
    def counted(self) -> str:
        """Return how much of everything is listed."""

    def narrow(self, text: str) -> None:
        """List what ``text`` matches."""
        self.filter = text.strip()
        self.list_matching()

    def narrow_as_typed(self, text: str) -> None:
        """List what matches what is typed so far, and say how much that is."""
        self.narrow(text)
        self.tell_prompt(self.counted())

    def keep_filter(self) -> None:
        """Go on in the list as it is narrowed."""
        self.close_prompt()

    def clear_filter(self) -> None:
        """List everything, the cursor where it is; where nothing matched, where it was before."""
        nothing = self.lines.cursor < 0
        self.narrow("")
        if nothing and self._filtered_from >= 0:
            self.lines.go_to(self._filtered_from)

    def complete(self, text: str) -> Completion | None:
        """Return how a query that is being typed may go on."""
        from storage.query.completing import complete

        return complete(text, self.vocabulary()) if self.COMPLETES else None

    def command_filter(self, words: str) -> Deed:
        """Narrow the list."""
        return lambda: self.narrow(words)

    def ways_on(self, command: str, query: str) -> Iterator[Completion]:
        """Yield how the query after a command may go on; a filter of plain words may not."""
        return super().ways_on(command, query) if self.COMPLETES or command != "filter" else iter(())

    def action_filter(self) -> None:
        """Narrow the list with each letter."""
        from tui.widgets.prompt import Prompt

        if not self.filter:
            self._filtered_from = self.lines.cursor
        complete = self.complete if self.COMPLETES else None
        self.prompt(Prompt("filter", self.filter, placeholder=self.HINT, keys=_FILTER_KEYS, complete=complete))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """List what matches so far."""
        self.narrow_as_typed(event.text)

    def on_prompt_submitted(self) -> None:
        """Keep the filter."""
        self.keep_filter()

    def on_prompt_left(self) -> None:
        """Clear the filter."""
        self.close_prompt()
        self.clear_filter()

    def action_cancel(self) -> None:
        """Clear the filter; without one go back."""
        if self.filter:
            self.clear_filter()
        else:
            self.action_back()


class FilterScreen(NarrowedScreen):
    """A screen whose list can be narrowed to what a query matches; :attr:`filter` always is one."""

    HINT: ClassVar[str] = 'words, "a phrase", tag:name, source:name, added:7d, has:note, (a or b), not c'
    COMPLETES: ClassVar[bool] = True
    _typed: Typed | None = None
    """What was understood of what is typed."""

    def narrow(self, text: str) -> None:
        """List what ``text`` matches, as far as that counts: words at its end may not be a query yet."""
        from tui.lists.filtering import as_far_as_typed

        self._typed = as_far_as_typed(text)
        self.filter = self._typed.text
        self.list_matching()

    def narrow_as_typed(self, text: str) -> None:
        """List what matches so far; a word that is half typed does not count yet, and is marked if it never will."""
        self.narrow(self._meant(text))
        typed = self._typed
        going_on = typed is not None and typed.end == len(text) and self.complete(text) is not None
        if typed is not None and typed.trouble and not going_on:
            self.tell_prompt(typed.trouble, (typed.start, typed.end))
        else:
            self.tell_prompt(self.counted())

    def _meant(self, text: str) -> str:
        """Return a filter that is being typed with the value at its end as what it may become."""
        from storage.query.completing import meant

        return meant(text, self.vocabulary()) if self.COMPLETES else text

    def keep_filter(self) -> None:
        """Go on in the list as it is narrowed; a word that does not count stays to be corrected."""
        typed = self._typed
        if typed is not None and typed.trouble:
            self.tell_prompt(typed.trouble, (typed.start, typed.end))
        else:
            super().keep_filter()

    def command_filter(self, words: str) -> Deed:
        """Narrow the list to a query."""
        from tui.lists.filtering import as_far_as_typed

        typed = as_far_as_typed(words)
        if typed.trouble:
            raise UsageError(typed.trouble)
        return super().command_filter(words)

    def action_filter(self) -> None:
        """Narrow the list with each letter."""
        self._typed = None
        super().action_filter()
