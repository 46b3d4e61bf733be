"""Moving about in an article, and to the next one of the list."""

from __future__ import annotations

from collections.abc import Callable

from storage.text import sanitise_line
from tui.reading import moves
from tui.reading.view import View
from tui.screens.reading.base import ReadingBase
from tui.widgets.minimap import Minimap
from tui.widgets.reading_pane import ReadingPane


class ReadingMoves(ReadingBase):
    """The keys that move the reader. Inside a narrowed target they move the target."""

    def _go(self, move: Callable[[View], object]) -> None:
        move(self.view)
        self.moved()
        self.note_end()

    def _far(self, move: Callable[[View], object]) -> None:
        self.leap(move)
        self.moved()
        self.note_end()

    def _step(self, by: int) -> bool:
        """Move a narrowed target; return whether there is one."""
        pick = self.view.pick
        if not pick.narrowed:
            return False
        pick = pick.step(by)
        self.view.set_pick(pick)
        moves.show_character(self.view, self.view.cursor, pick.units[pick.at][0])
        self.moved()
        return True

    def action_down(self) -> None:
        """Go to the next paragraph, sentence or word."""
        if not self._step(1):
            self._go_on(moves.down)

    def _go_on(self, move: Callable[[View], object]) -> None:
        """Go further down; where that is the end, say so."""
        before = self.view.cursor, self.view.viewport.top
        self._go(move)
        if before == (self.view.cursor, self.view.viewport.top):
            self._tell_end()

    def _tell_end(self) -> None:
        """Say that this is the end, and what comes next."""
        key = self.session.keymap.label("reading.next-article")
        after = self._neighbour(1)
        if after is None or not key:
            self.say("the end")
        else:
            title = self.session.library.row(after).record.shown_title
            self.say(f"the end · {key} reads on: {sanitise_line(title)}")

    def action_up(self) -> None:
        """Go to the paragraph, sentence or word before."""
        if not self._step(-1):
            self._go(moves.up)

    def action_right(self) -> None:
        """Go to the next sentence or word of a narrowed target."""
        self._step(1)

    def action_left(self) -> None:
        """Go to the sentence or word before of a narrowed target."""
        self._step(-1)

    def action_line_down(self) -> None:
        """Scroll one line down."""
        self._go(lambda view: moves.line(view, 1))

    def action_line_up(self) -> None:
        """Scroll one line up."""
        self._go(lambda view: moves.line(view, -1))

    def action_page_down(self) -> None:
        """Go down one page."""
        self._go_on(lambda view: moves.page(view, 1))

    def action_page_up(self) -> None:
        """Go up one page."""
        self._go(lambda view: moves.page(view, -1))

    def action_half_page_down(self) -> None:
        """Go down half a page."""
        self._go_on(lambda view: moves.half_page(view, 1))

    def action_half_page_up(self) -> None:
        """Go up half a page."""
        self._go(lambda view: moves.half_page(view, -1))

    def action_top(self) -> None:
        """Go to the beginning."""
        self._far(moves.top)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._far(moves.bottom)

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        self._go_or_say(lambda view: moves.heading(view, 1), "no heading below")

    def action_previous_heading(self) -> None:
        """Go to the heading before."""
        self._go_or_say(lambda view: moves.heading(view, -1), "no heading above")

    def action_next_mark(self) -> None:
        """Go to the next annotated paragraph."""
        self._go_or_say(lambda view: moves.marked(view, 1), "nothing is marked below")

    def action_previous_mark(self) -> None:
        """Go to the annotated paragraph before."""
        self._go_or_say(lambda view: moves.marked(view, -1), "nothing is marked above")

    def _go_or_say(self, move: Callable[[View], bool], none: str) -> None:
        if self.leap(move):
            self.moved()
            self.note_end()
        else:
            self.say(none)

    def action_next_article(self) -> None:
        """Read the next article of the list."""
        self._turn_to(1)

    def action_previous_article(self) -> None:
        """Read the article before in the list."""
        self._turn_to(-1)

    def _turn_to(self, by: int) -> None:
        after = self._neighbour(by)
        if not self.among:
            self.say("no list to go through: open the article from the library")
        elif after is None:
            self.say("this is the last article of the list" if by > 0 else "this is the first article of the list")
        else:
            self.keep_place()
            self.load(after)
            self.arrive()

    def _neighbour(self, by: int) -> str | None:
        """Return the article ``by`` places further in the list, those left out that are gone; None at its ends."""
        here = set(self.session.library.ids())
        among = [article for article in self.among if article in here or article == self.article.id]
        place = among.index(self.article.id) + by if self.article.id in among else -1
        return among[place] if 0 <= place < len(among) else None

    # the mouse

    def on_reading_pane_moved(self, event: ReadingPane.Moved) -> None:
        """Tell where the mouse has brought the reader."""
        event.stop()
        self.moved()
        self.tell_ticks()

    def on_minimap_clicked(self, event: Minimap.Clicked) -> None:
        """Go to the place that was clicked."""
        event.stop()
        go = self._far if event.first else self._go
        go(lambda view: moves.jump(view, event.share))

    def on_minimap_wheeled(self, event: Minimap.Wheeled) -> None:
        """Scroll the page."""
        event.stop()
        self.pane.wheel(event.direction)
