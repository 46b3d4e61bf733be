"""What the command line ``:`` does on every screen, and what a screen says of its own words there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from storage.errors import PaperknifeError, UsageError
from tui.palettes import ALSO_CALLED, PALETTES, Palette
from tui.screens.ways import Ways

if TYPE_CHECKING:
    from storage.query.completing import Completion, Vocabulary
    from tui.dialogs.command_line import Offer
    from tui.screens.command_line import CommandLine, Deed

_MOST_OFFERS = 50
"""Ways in which a query may go on that are offered."""


class Commanding(Ways):
    """A screen with a command line. ``command_WORD`` says what a word does with those after it.

    It checks them at once, while the line is open, and returns what is to be done when it is closed. A screen with a
    text that can be given to another program says which: :meth:`piped`.
    """

    _vocabulary: Vocabulary | None = None
    _vocabulary_of = -1

    @property
    def palettes(self) -> tuple[Palette, ...]:
        """The themes that there are, the reader's own last."""
        return (*PALETTES, *self.session.settings.themes)

    @abstractmethod
    def take_theme(self, name: str) -> None:
        """Change to a theme and keep it."""

    def action_command(self) -> None:
        """Type what is to be done."""
        from tui.screens.command_line import CommandLine

        self._ask_line(
            CommandLine(
                self.session, ":", self._prepare, self._offers, "commands", placeholder="tab shows what is there"
            )
        )

    def action_pipe(self) -> None:
        """Give the text to a shell command."""
        from tui.screens.command_line import CommandLine

        try:
            self.piped()
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
            return
        placeholder = "a shell command that reads the text, such as wc -w"
        self._ask_line(
            CommandLine(self.session, "|", self.command_pipe, lambda _line: (), "pipes", placeholder=placeholder)
        )

    def _ask_line(self, dialog: CommandLine) -> None:
        self.ask(dialog, lambda deed: deed())

    def _prepare(self, line: str) -> Deed | None:
        from tui.dialogs.command_line import understand

        meant = understand(line, self.contexts)
        if meant is None:
            return None
        if meant.number is not None:
            return self.command_number(meant.number)
        if meant.action is not None:
            method = meant.action.method
            return lambda: self.call_later(self.run_action, method)
        prepare: Callable[[str], Deed] = getattr(self, f"command_{meant.command}")
        return prepare(meant.words)

    def _offers(self, line: str) -> Sequence[Offer]:
        from tui.dialogs.command_line import Offer, offers, query_in

        asked = query_in(line, self.contexts)
        if asked is not None:
            command, query = asked
            before = line[: len(line) - len(query)]
            ways = islice(self.ways_on(command, query), _MOST_OFFERS)
            return [Offer(before + way.whole, way.whole.strip(), "") for way in ways]
        word = line.lstrip().partition(" ")[0]
        return offers(line, self.contexts, self.values_of(word) if " " in line.lstrip() else ())

    def ways_on(self, _command: str, query: str) -> Iterator[Completion]:
        """Yield how the query after a command may go on."""
        from storage.query.completing import completions

        return completions(query, self.vocabulary())

    def vocabulary(self) -> Vocabulary:
        """Return what the fields of a query may hold, counted again when the library has changed."""
        from storage.query.completing import Vocabulary

        library = self.session.library
        if self._vocabulary is None or self._vocabulary_of != library.sequence:
            self._vocabulary = Vocabulary(library.listed().values, library.tags())
            self._vocabulary_of = library.sequence
        return self._vocabulary

    def values_of(self, word: str) -> Sequence[str]:
        """Return what may stand after a word of the command line."""
        from storage.article import State

        match word:
            case "theme":
                return [palette.name for palette in self.palettes] + list(ALSO_CALLED)
            case "state":
                return [state.value for state in State]
            case "tag":
                return [tag.name for tag in sorted(self.session.library.tags(), key=lambda tag: -tag.count)]
            case _:
                return ()

    # the words

    def command_number(self, _number: int) -> Deed:
        """Go to a paragraph or a row; a screen that has such overrides this."""
        raise UsageError("a number means nothing here")

    def command_theme(self, words: str) -> Deed:
        """Change to a theme."""
        from tui.themes import named

        name = named(words, self.palettes)
        if not name:
            raise UsageError(f"there is no theme “{words}”; there are {', '.join(self.values_of('theme'))}")
        return lambda: self.take_theme(name)

    def command_search(self, words: str) -> Deed:
        """Search the library."""
        from storage.query import parse_query
        from tui.screens.search import SearchScreen

        parse_query(words)
        return lambda: self.go(SearchScreen(self.session, words))

    def command_notes(self, words: str) -> Deed:
        """Show the notes that match."""
        from storage.query import parse_query
        from tui.screens.notes.screen import AllNotesScreen

        parse_query(words)
        return lambda: self.go(AllNotesScreen(self.session, words))

    def piped(self) -> str:
        """Return the text that can be given to another program.

        Raises:
            UsageError: there is none here.
        """
        raise UsageError("there is no text here to give to a command")

    def command_pipe(self, words: str) -> Deed:
        """Give the text to a shell command."""
        from tui.shell import pipe

        text = self.piped()

        def run() -> None:
            try:
                with self.app.suspend():
                    said = pipe(words, text)
            except PaperknifeError as error:
                self.say(str(error), trouble=True)
            else:
                self.say(said)

        return run
