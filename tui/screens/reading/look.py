"""How the article is shown: what was hidden, the text as it came, the width; and what keys do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.errors import PaperknifeError
from tui.reading import moves
from tui.reading.geometry import NARROWEST, STEP, WIDEST
from tui.reading.pick import Pick
from tui.reading.standing import flip_label
from tui.reading.view import Spot, View
from tui.screens.reading.article import LINE_WIDTH
from tui.screens.reading.base import ReadingBase
from tui.status import Hint, without

if TYPE_CHECKING:
    from tui.reading.matching import Alignment

_NOT_ON_RAW = ("reading.tag", "reading.note", "reading.range", "reading.hide-block")
"""Actions of the bottom line that need a paragraph of the clean text."""
_RARE_ON_HIDDEN = ("reading.range", "reading.find", "everywhere.all-notes")
"""Those that are left out where the cursor stands on what is hidden."""
_WHILE_FINDING = (
    ("reading.find-next", "next hit"),
    ("reading.find-previous", "before"),
    ("everywhere.cancel", "end"),
)
"""What the bottom line begins with while hits are shown."""
_RARE_WHILE_FINDING = ("reading.range", "reading.hide-block", "everywhere.all-notes")


class ReadingLook(ReadingBase):
    """The keys that change what is shown of the article, and how."""

    _left: tuple[Spot, Spot] | None = None
    """Where the reader was in the clean text when the raw one was opened, and where that put them in it."""
    _hinted = ("hide", False, False)
    """What the hints of keys go by: what the one that hides does where the cursor stands, whether hits are shown,
    whether there is a range or a narrowed target."""
    _aligned: Alignment | None = None
    """Where the paragraphs stand in the raw text, while it is shown."""

    # what is hidden

    def unfold(self) -> None:
        """Show the run of hidden blocks under the cursor in its place."""
        view = self.clean
        item = view.items.all[view.cursor_item]
        with view.keeping_place():
            view.opened |= {block.id for block in view.blocks[item.first : item.last + 1]}
        self.folds_changed()

    def folds_changed(self) -> None:
        """Tell everything that counts what is shown."""
        self.tell_ticks()
        self.moved()

    def action_show_hidden(self) -> None:
        """Show everything hidden in its place, or fold it again."""
        if self.refuses_raw():
            return
        view = self.clean
        if not view.everything and all(block.kept for block in view.blocks):
            self.say("nothing is hidden in this article")
            return
        with view.keeping_place():
            view.everything = not view.everything
            view.opened = frozenset()
        self.folds_changed()

    # the text as it came

    def refuses_raw(self) -> bool:
        """Whether the text as it came is shown, where nothing can be marked or hidden; the reader is told so."""
        if self.raw is not None:
            key = self.session.keymap.label("reading.raw")
            self.say(f"this is the text as it came; {key} goes back to the clean one")
        return self.raw is not None

    def refuses_fold(self) -> bool:
        """Whether what the keys act on is folded lines, which nobody has read; the reader is told so."""
        folded = self.raw is None and self.clean.on_fold and self.clean.pick.anchor is None
        if folded:
            self.say(f"these lines are folded{self.by_key('reading.open-mark', 'unfolds them')}")
        return folded

    def action_raw(self) -> None:
        """Show the text as it came at the matching place, or the clean one again."""
        if self.raw is None:
            self._show_raw()
        else:
            self._show_clean()

    def _show_raw(self) -> None:
        from storage.cleaning.decode import decode
        from tui.reading.matching import align, offset_in, raw_blocks

        try:
            text = decode(self.session.library.raw(self.article.id)).text
        except PaperknifeError as error:
            self.say(str(error), trouble=True)
            return
        clean = self.clean
        clean.set_pick(Pick())
        raw = View(raw_blocks(text), tight=True)
        raw.measure = WIDEST
        raw.resize(clean.width, clean.height)
        self.raw = raw
        spot = clean.spot()
        if raw.blocks and clean.blocks:
            self._aligned = align([block.text for block in clean.blocks], [block.text for block in raw.blocks])
            offset = spot.offset if spot.top == spot.cursor else 0  # of a long paragraph, where the reader is in it
            line, letters = self._aligned.place(spot.cursor, clean.blocks[spot.cursor].text[:offset])
            moves.stand_on_row(raw, line, moves.row_of_cursor(clean), offset_in(raw.blocks[line].text, letters))
        self._left = (spot, raw.spot())
        self._show()

    def _show_clean(self) -> None:
        from tui.reading.matching import letters_to

        raw, aligned = self.raw, self._aligned
        self.raw = self._aligned = None
        if raw is not None and aligned is not None and self._left is not None and raw.spot() != self._left[1]:
            spot = raw.spot()
            letters = letters_to(raw.blocks[raw.cursor].text, spot.offset) if spot.top == spot.cursor else None
            moves.stand_on_row(self.clean, aligned.paragraph(raw.cursor, letters), moves.row_of_cursor(raw))
        self._show()

    def _show(self) -> None:
        self.pane.show(self.view)
        self.bottom.set_hints(self.hints())
        self.tell_pins()
        self.moved()

    def moved(self) -> None:
        """Tell where the reader is now, and what the keys do there."""
        super().moved()
        hinted = flip_label(self.clean), bool(self.view.hits), self.view.pick.active
        if hinted != self._hinted:
            self._hinted = hinted
            self.tell_pins()
            self.bottom.set_hints(self.hints())

    def hints(self) -> list[Hint]:
        """Return what the bottom line says of the keys: what they do to what the cursor stands on.

        In the text as it came, only those that do something there; first those that go from hit to hit. The one that
        lets a target go is the third.
        """
        flips, finding, picked = self._hinted
        hints = self._hints_here(flips)
        if finding:
            moving = [hint for action, word in _WHILE_FINDING for hint in self.hint(action, word)]
            hints = [*moving, *without(hints, _RARE_WHILE_FINDING)]
        if picked and (let_go := self.hint("everywhere.cancel", "let go")):
            hints = without(hints, ("everywhere.cancel", "reading.range"))
            hints[2:2] = let_go
        return hints

    def _hints_here(self, flips: str) -> list[Hint]:
        hints = super().hints()
        if self.raw is not None:
            return [*self.hint("reading.raw", "clean text"), *without(hints, _NOT_ON_RAW)]
        flip = self.hint("reading.hide-block", flips)
        if not flip or flips == "hide":
            return hints
        return [*flip, *without(hints, ("reading.hide-block", *_RARE_ON_HIDDEN))]  # the reason stands beside the keys

    # width and gutter

    def action_wider(self) -> None:
        """Make the text wider."""
        self.widen_by(STEP)

    def action_narrower(self) -> None:
        """Make the text narrower."""
        self.widen_by(-STEP)

    def widen_by(self, by: int) -> None:
        """Make the text so many cells wider, and keep that."""
        view = self.clean
        measure = min(max(view.measure + by, NARROWEST), WIDEST)
        if by > 0 and view.geometry.measure < view.measure:
            self.say("the screen is not wide enough for longer lines")
            return
        if measure == view.measure:
            self.say(f"lines of {measure} are the {'longest' if by > 0 else 'shortest'}")
            return
        with view.keeping_place():
            view.measure = measure
        self.session.state.set_setting(LINE_WIDTH, measure)
        self.moved()
        self.say(f"lines of {view.geometry.measure}")

    def action_only_text(self) -> None:
        """Show only the text, or everything again."""
        bare = not self.clean.bare
        for view in (self.clean, self.raw):
            if view is not None:
                with view.keeping_place():
                    view.bare = bare
        self.set_class(bare, "-bare")
        self.moved()
