"""What the keys that mark act on: the cursor's paragraph, a range, sentences and words; and what it is called."""

from __future__ import annotations

from storage.annotation import Scope, Target
from tui.reading import moves
from tui.reading.pick import Grain, Pick
from tui.screens.reading.look import ReadingLook


class ReadingTarget(ReadingLook):
    """The keys that say what is marked next. Without them it is the paragraph under the cursor."""

    def target(self) -> Target | None:
        """Return what the keys act on; None, having said why, when there is nothing to mark here."""
        if self.refuses_marks():
            return None
        from storage.anchoring import describe

        view = self.clean
        if view.pick.anchor is None:
            moves.show_cursor(view)
            self.moved()
        first, last = view.pick.blocks(view.cursor)
        span = view.pick.span
        ids = view.blocks[first].id, view.blocks[last].id
        return describe(self.article, *ids, *span) if span else describe(self.article, *ids)

    def refuses_marks(self) -> bool:
        """Whether nothing can be marked where the keys act; the reader is told why."""
        if self.refuses_raw():
            return True
        if not self.clean.blocks:
            self.say("this article holds no text to mark")
            return True
        return self.refuses_fold()

    def called(self, target: Target) -> str:
        """Return what a target is called in a title or a message."""
        if target.scope is Scope.ARTICLE:
            return "the article"
        name = self.clean.name_of(*self.blocks_of(target))
        return f"words in {name}" if target.scope is Scope.SPAN else name

    def blocks_of(self, target: Target) -> tuple[int, int]:
        """Return the first and the last block of a target, where it lies now if the article has changed since."""
        index, found = self.article.index, self.anchored.get(target)
        first = index.get(found.first if found and found.first else target.first, 0)
        return first, max(first, index.get(found.last if found and found.last else target.last, 0))

    def article_target(self) -> Target:
        """Return the article as a whole."""
        from storage.anchoring import describe_article

        return describe_article(self.article)

    def action_range(self) -> None:
        """Begin a range of paragraphs, or a stretch of sentences or words; again lets it go."""
        view = self.clean
        if self.refuses_raw() or not view.blocks:
            return
        pick = view.pick
        if pick.narrowed:
            view.set_pick(pick.hold())
        else:
            view.set_pick(Pick(anchor=view.cursor if pick.anchor is None else None))
            if pick.anchor is None:
                self.say("a range: move to its other end, then mark it · esc lets it go")
        self.moved()

    def action_narrow(self) -> None:
        """Narrow the target to a sentence, then to words, then take the paragraph again."""
        view = self.clean
        if self.refuses_raw() or not view.blocks:
            return
        if view.on_fold or not view.blocks[view.cursor].text:
            self.say("there are no words here to narrow to")
            return
        pick = view.pick.narrow(view.blocks[view.cursor].text)
        if not view.pick.narrowed and pick.narrowed:
            pick = self._first_in_sight(pick)
        view.set_pick(pick)
        self.moved()
        if pick.narrowed:
            self.say(f"one {pick.grain.name.lower()}: {self._ways_of_narrowed()}")

    def _first_in_sight(self, pick: Pick) -> Pick:
        """Begin with the first sentence that is in sight, in a paragraph that begins above the screen."""
        spot = self.clean.spot()
        if spot.top != self.clean.cursor:
            return pick
        at = next((number for number, (start, _end) in enumerate(pick.units) if start >= spot.offset), pick.at)
        return pick._replace(at=at)

    def action_grow_end(self) -> None:
        """Take the next word into a narrowed target."""
        self._stretch(0, 1)

    def action_shrink_end(self) -> None:
        """Leave the last word out of a narrowed target."""
        self._stretch(0, -1)

    def action_grow_start(self) -> None:
        """Take the word before into a narrowed target."""
        self._stretch(-1, 0)

    def action_shrink_start(self) -> None:
        """Leave the first word out of a narrowed target."""
        self._stretch(1, 0)

    def _stretch(self, begin_by: int, end_by: int) -> None:
        view = self.clean
        if not view.pick.narrowed:
            self.action_narrow()
            return
        pick = view.pick.stretch(view.blocks[view.cursor].text, begin_by, end_by)
        view.set_pick(pick)
        if pick.span:
            moves.show_character(view, view.cursor, pick.span[0] if begin_by else pick.span[1] - 1)
        self.moved()

    def _ways_of_narrowed(self) -> str:
        keys = self.session.keymap.label
        finer = "words" if self.clean.pick.grain is Grain.SENTENCE else "paragraph"
        ways = (
            (f"{keys('reading.down')} {keys('reading.up')}", "move"),
            (f"{keys('reading.grow-end')} {keys('reading.shrink-end')}", "resize"),
            (keys("reading.narrow"), finer),
            (keys("everywhere.cancel"), "let go"),
        )
        return " · ".join(f"{key} {does}" for key, does in ways if key.strip())
