"""What can be typed into the command line while reading, beside the actions, and the text that ``|`` gives away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import UsageError
from tui.dialogs.command_words import read_state, read_tags, read_width
from tui.reading import moves
from tui.reading.geometry import NARROWEST, WIDEST
from tui.screens.reading.find import ReadingFind
from tui.screens.reading.look import ReadingLook
from tui.screens.reading.tags import ReadingTags

if TYPE_CHECKING:
    from tui.screens.command_line import Deed


class ReadingCommands(ReadingTags, ReadingFind, ReadingLook):
    """Paragraphs by their number, and the words for tags, state, width and finding."""

    def command_number(self, number: int) -> Deed:
        """Go to the paragraph that the reader sees with this number, or to the line of the text as it came."""
        view = self.view
        found = next((block for block in range(len(view.blocks)) if view.number_of(block) == number), None)
        if found is None:
            raise UsageError(f"there is no ¶ {number:,}; the last one is {len(view.numbers):,}")

        def go() -> None:
            moves.go_to(view, found)
            self.moved()
            self.note_end()

        return go

    def command_width(self, words: str) -> Deed:
        """Set the length of lines."""
        width = read_width(words, NARROWEST, WIDEST)

        def widen() -> None:
            self.widen_by(width - self.clean.measure)

        return widen

    def command_find(self, words: str) -> Deed:
        """Find words in the article."""
        return lambda: self.find(words)

    def command_tag(self, words: str) -> Deed:
        """Give tags to the target and take them off."""
        add, remove = read_tags(words)

        def mark() -> None:
            target = self.target()
            if target is not None:
                if add:
                    self.session.last_tags = add
                self.mark(target, add=add, remove=remove)

        return mark

    def command_state(self, words: str) -> Deed:
        """Say how far the reader is."""
        state = read_state(words)
        article = self.article.id

        def change() -> None:
            self.session.library.set_state([article], state)

        return lambda: self.change(change, f"the article is {state.value}")

    def piped(self) -> str:
        """Return the clean text, or the text as it came while that is shown."""
        from tui.plain_page import clean_text

        if self.raw is not None:
            return "".join(f"{block.text}\n" for block in self.raw.blocks)
        return clean_text(self.row.record.shown_title, self.article.blocks)
