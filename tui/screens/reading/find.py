"""Finding in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.reading import moves
from tui.reading.finding import Finder, Pattern, counted, next_hit
from tui.reading.jumps import left_at
from tui.reading.view import Spot
from tui.screens.reading.base import ReadingBase
from tui.slices import in_slices

if TYPE_CHECKING:
    from storage.article import Article
    from tui.widgets.prompt import Prompt


class ReadingFind(ReadingBase):
    """The keys that find. Hidden text is searched only where it is shown."""

    _finder: Finder | None = None
    _pattern = Pattern("")
    _from: Spot = Spot(0, 0, 0)
    """Where the reader was when the line to type in was opened."""

    def take_revision(self, article: Article) -> None:
        """Show a new text of the article, in which nothing has been found yet."""
        super().take_revision(article)
        self._finder, self._from = None, self.view.spot()

    def action_find(self) -> None:
        """Find in the article, with each letter; its text is read between the keys until then."""
        from tui.widgets.prompt import Prompt

        self._finder = self._make_finder()
        self.run_worker(in_slices(self._finder.get_ready()), group="find", exclusive=True)
        self._from = self.view.spot()
        self.prompt(Prompt("find", last=self.session.last_found, keys="enter go on · esc back"))

    def find(self, words: str) -> None:
        """Find words from where the reader is, as the search that led here did."""
        self._from = self.view.spot()
        self.session.last_found = words
        self._pattern = Pattern(words)
        self._search()
        self._leave()

    def _find_last(self) -> None:
        """Find what was looked for last, from where the reader is."""
        self._pattern = Pattern(self.session.last_found)
        self._from = self.view.spot()
        self._search()

    def _make_finder(self) -> Finder:
        items, blocks = self.view.items.all, self.view.blocks
        shown = (item.first for item in items if not item.fold and item.first >= 0)
        return Finder((block, blocks[block].text) for block in shown)

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Go to the first hit from where the reader was."""
        event.stop()
        self._pattern = Pattern(event.text)
        self._search()
        view = self.view
        if view.hits:
            self.tell_prompt(counted(view.hits, view.hit or 0))
        else:
            self.tell_prompt("nothing found" if self._pattern else "")

    def _search(self) -> None:
        view = self.view
        if self._finder is None:
            self._finder = self._make_finder()
        hits = self._finder.find(self._pattern)
        view.put(self._from)
        if hits:
            at = next_hit(hits, (self._from.cursor, -1), 1)
            view.set_hits(hits, at)
            moves.go_to(view, hits[at].block, hits[at].start)
        else:
            view.set_hits(())
        self.tell_ticks()
        self.moved()

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        """Keep what was found, and give the keys back; an empty line finds what was looked for last."""
        event.stop()
        self.close_prompt()
        if event.text.strip():
            self.session.last_found = event.text
        elif self.session.last_found:
            self._find_last()
        self._leave()
        if self._pattern and not self.view.hits:
            self.say(f"nothing found: {self._pattern.words}")

    def _leave(self) -> None:
        """Note where the reader was before what was found came in sight."""
        if self.raw is None and self.view.blocks and self.view.spot() != self._from:
            self.jumps.leave(left_at(self._from, self.view.blocks))

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Go back to where the reader was."""
        event.stop()
        self.close_prompt()
        self.view.put(self._from)
        self.let_hits_go()

    def let_hits_go(self) -> None:
        """Show no hits any more; the reader stays."""
        self.view.set_hits(())
        self._finder = None
        self.tell_ticks()
        self.moved()

    def action_find_next(self) -> None:
        """Go to the next hit."""
        self._next(1)

    def action_find_previous(self) -> None:
        """Go to the hit before."""
        self._next(-1)

    def _next(self, by: int) -> None:
        view = self.view
        if not self._pattern and not self.session.last_found:
            key = self.session.keymap.label("reading.find")
            self.say(f"nothing to find yet; {key} finds" if key else "nothing to find yet")
            return
        if not view.hits:
            self._pattern = self._pattern or Pattern(self.session.last_found)
            self._finder, self._from = self._make_finder(), view.spot()
            self._search()
            if not view.hits:
                self.say(f"nothing found: {self._pattern.words}")
            return
        here = view.hits[view.hit] if view.hit is not None else None
        place = (here.block, here.start) if here and here.block == view.cursor else (view.cursor, -1)
        before, at = view.hit, next_hit(view.hits, place, by)
        view.set_hits(view.hits, at)
        self.leap(lambda view: moves.go_to(view, view.hits[at].block, view.hits[at].start))
        self.moved()
        if before is not None and ((at <= before) if by > 0 else (at >= before)) and len(view.hits) > 1:
            self.say("from the beginning again" if by > 0 else "from the end again")

    def find_again(self) -> None:
        """Find in what is shown now, without moving the reader."""
        view = self.view
        if not view.hits:
            return
        here = view.hits[view.hit] if view.hit is not None else None
        self._finder = self._make_finder()
        hits = self._finder.find(self._pattern)
        view.set_hits(hits, hits.index(here) if here in hits else None)
