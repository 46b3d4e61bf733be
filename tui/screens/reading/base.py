"""What every part of the reading screen stands on: the article, its view, the place, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from textual.events import Resize
from textual.timer import Timer

from storage.annotation import tag_key
from storage.article import Article, State
from storage.errors import PaperknifeError
from storage.library import Change, Place
from tui.lists.recent import read_now
from tui.pace import minutes_for, told
from tui.reading import moves
from tui.reading.finding import counted
from tui.reading.headline import headline
from tui.reading.jumps import Jumps, left_at
from tui.reading.keeping import held_row
from tui.reading.revising import held_in, place_in
from tui.reading.standing import why_hidden
from tui.reading.view import View
from tui.screens.front import note_state
from tui.screens.reading.article import ReadingArticle
from tui.session import LIBRARY_AT, RECENTLY_READ, Session
from tui.slices import in_slices
from tui.status import Pin
from tui.widgets.bar import Bar
from tui.widgets.minimap import Minimap
from tui.widgets.reading_pane import ReadingPane
from tui.widgets.status_line import StatusLine

T = TypeVar("T")

_KEEP_AFTER = 0.3
"""Seconds after a move until the place is noted; a key held down notes it once."""
_SHORT = 18
"""Rows below which no empty one stands above the text."""
_LEFT_FROM = 80
"""Columns from which the bottom line has room to say how long the rest takes."""
_LEGEND_FROM = 120
"""Columns from which the legend of tags stands beside the keys that go from hit to hit, and beside a reason."""


class ReadingBase(ReadingArticle):
    """An article on the screen."""

    def __init__(
        self, session: Session, article_id: str, *, among: Sequence[str] = (), at: str | None = None
    ) -> None:
        super().__init__(session, article_id, among=among, at=at)
        self._keeping: Timer | None = None
        # Held and not looked for: each key needs them all.
        self.pane = ReadingPane(self.clean)
        self.header = Bar()
        self.minimap = Minimap()
        self.bottom = StatusLine(self.hints())

    def on_resize(self, event: Resize) -> None:
        """Leave no room above the text where there is little. Textual's breakpoints would style everything twice."""
        self.set_class(event.size.height < _SHORT, "-short")

    # the article

    def arrive(self) -> None:
        """Show the article that was loaded, at its place."""
        spot, at = self._goal
        size = self.app.size
        self.clean.resize(max(size.width - 1, 1), max(size.height - 2, 1))
        self.clean.put(spot)
        if at is not None and at in self.article.index:
            if not self.article.blocks[self.article.index[at]].kept:  # who is led to it wants to see it
                with self.clean.keeping_place():
                    self.clean.opened |= {at}
            self.leap(lambda view: moves.go_to(view, self.article.index[at]))
        elif spot.top == 0 and spot.offset == 0:
            self.clean.viewport.top = (0, 0)
        self.pane.show(self.clean)
        self.tell_pins()
        self.moved()
        self.call_after_refresh(self._begin)
        if self.trouble:
            self.say(self.trouble, trouble=True)
        self.warn()

    def _begin(self) -> None:
        """Note that the article is being read, and measure a long one for the first mark, between the keys."""
        if self.article.blocks.in_pieces:
            self.run_worker(in_slices(self.article.blocks.measure()), group="measure", exclusive=True)
        state = self.session.state
        state.set_setting(LIBRARY_AT, self.article.id)
        state.set_setting(RECENTLY_READ, read_now(state.setting(RECENTLY_READ, ""), self.article.id))
        if self.row.record.state is State.UNREAD:
            self._set_state(State.READING)

    def _set_state(self, state: State) -> None:
        self.row = self.row._replace(record=self.row.record._replace(state=state))
        note_state(self.app, self.session, self.article.id, state)

    # where the reader is

    @property
    def jumps(self) -> Jumps:
        """The places of this article that the reader has left by big moves, in this run."""
        return self.session.jumps.setdefault(self.article.id, Jumps())

    def leap(self, move: Callable[[View], T]) -> T:
        """Make a big move, and note where it led from when it led somewhere else."""
        view = self.view
        before = view.spot()
        done = move(view)
        if self.raw is None and view.blocks and view.spot() != before:
            self.jumps.leave(left_at(before, view.blocks))
        return done

    def moved(self) -> None:
        """Paint and tell where the reader is now, and keep it soon."""
        self.pane.update()
        self._tell_place()
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_AFTER, self.keep_place)

    def on_screen_suspend(self) -> None:
        """Keep the place when another screen comes in front."""
        self.keep_place()

    def on_unmount(self) -> None:
        """Keep the place when the program ends."""
        self.keep_place()

    def action_back(self) -> None:
        """Go back to the screen before, which may tell the place."""
        self.keep_place()
        super().action_back()

    def keep_place(self) -> None:
        """Keep where the reader is, to be written with the reader's state."""
        self._keeping = None
        blocks = self.article.blocks
        if not blocks:
            return
        view = self.clean
        spot = view.spot()
        if number := view.number_of(spot.cursor):
            self._furthest = max(self._furthest, number / len(view.numbers))
        place = Place(blocks[spot.cursor].id, blocks[spot.top].id, spot.offset, self._furthest)
        if place != self.session.state.place(self.article.id):
            self.session.state.set_place(self.article.id, place)

    def note_end(self) -> None:
        """Note that the article has been read when the reader has come to its end."""
        view = self.clean
        if self.raw is not None or self.row.record.state not in {State.UNREAD, State.READING}:
            return
        if view.numbers and (view.cursor >= view.last or (view.viewport.top > (0, 0) and view.at_end())):
            self._set_state(State.READ)

    def _tell_place(self) -> None:
        view = self.view
        record = self.row.record
        width, minutes, done = self.app.size.width, minutes_for(record.words), view.progress()
        left, right = headline(record, told(minutes), self._place_words(), width, self.place_in_list)
        self.header.show(left, right)
        why = why_hidden(view, width)
        still = f"{told((1 - done) * minutes)} left   " if done < 1 and width >= _LEFT_FROM and not why else ""
        said = f"{why}    {still}{round(100 * done)} %".lstrip()
        if view.hits and view.hit is not None:
            said = f"hit {counted(view.hits, view.hit)}    {said}"
        self.bottom.set_right(said)
        lines = view.lines()
        if lines:
            cursor = view.share(view.cursor_item, 0)
            self.minimap.set_window(view.share(*lines[0]), view.share(lines[-1][0], lines[-1][1] + 1), cursor)

    def _place_words(self) -> str:
        view = self.view
        count = len(view.numbers)
        number = view.number_of(view.cursor)
        if self.raw is not None:
            return f"as it came · line {number or 0:,} of {count:,}"
        pick = view.pick
        if pick.anchor is not None:
            return f"range {view.name_of(*pick.blocks(view.cursor))}"
        if pick.narrowed:
            held = pick.at if pick.held is None else pick.held
            several = f"{abs(pick.at - held) + 1} {pick.grain.name.lower()}s" if held != pick.at else ""
            return f"{several or pick.grain.name.lower()} of {view.name_of(view.cursor, view.cursor)}"
        if number is None:
            return f"hidden · {count:,} ¶" if view.blocks and not view.blocks[view.cursor].kept else f"{count:,} ¶"
        return f"¶ {number:,} of {count:,}"

    # what is marked

    def library_changed(self) -> None:
        """Read the article and its marks again without moving the reader."""
        library = self.session.library
        try:
            self.row = library.row(self.article.id)
            article = library.article(self.article.id)
        except PaperknifeError as error:  # removed, here or by another process: what is on the screen stays
            self.say(str(error), trouble=True)
            return
        if article.record.texts_sha256 != self.article.record.texts_sha256 or not self.article.blocks:
            self.take_revision(article)
            return
        if article.flips != self.article.flips:
            self.article = article
            self.clean.set_blocks(article.blocks)
            self.anchored.clear()
        self.read_marks()
        self.tell_pins()
        self.tell_ticks()
        self.moved()

    def take_revision(self, article: Article) -> None:
        """Show a new text of the article, the reader at the paragraph where they were, else at the one before it."""
        before, spot, held, opened = self.article, self.clean.spot(), held_row(self.clean), self.clean.opened
        self.keep_place()
        self.load(article.id)
        self.clean.opened = opened
        self._goal = (place_in(before, self.article, spot), None) if before.blocks else self._goal
        self.arrive()
        if held and before.blocks:
            self.clean.hold(held_in(before, self.article, held))
            self.moved()
        self.say("the article has a new text: it was updated elsewhere")

    def tell_pins(self) -> None:
        """Show in the bottom line which digit gives which tag, where the keys that are needed here have room, too."""
        width = self.app.size.width
        crowded = width < _LEGEND_FROM and (self.view.hits or why_hidden(self.view, width))
        pinned = sorted(self.pinned.items()) if self.raw is None and not crowded else ()
        self.bottom.set_legend([Pin(digit, tag, self.inks.get(tag_key(tag), "")) for digit, tag in pinned])
        self.tell_ticks()

    def tell_ticks(self) -> None:
        """Show on the map where marks and hits are."""
        view = self.view
        ticks = [view.share(view.items.at(block), 0) for block in (view.marks.begun if self.raw is None else ())]
        hits = [view.share(item, 0) for item in dict.fromkeys(view.items.at(hit.block) for hit in view.hits)]
        self.minimap.set_ticks(ticks, hits)

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, going there when it is out of sight."""
        before = {annotation.id: annotation for annotation in self.annotations}
        marks = self.clean.marks
        self.library_changed()
        after = {annotation.id: annotation for annotation in self.annotations}
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        touched = [
            mark.first
            for either in (self.clean.marks, marks)
            for begun in either.begun
            for mark in either.beginning(begun)
            if mark.annotation.id in changed
        ]
        if touched and self.raw is None:
            shown = {self.clean.sheet.line(position).block for position in self.clean.lines()}
            if not shown & set(touched):
                self.leap(lambda view: moves.go_to(view, touched[0]))
                self.moved()
