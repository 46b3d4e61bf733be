"""Hiding: the reader's own word on what is furniture, and the rules for a source that it suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from storage.text import sanitise_line
from storage.wording import count_of
from tui.reading.pick import Pick
from tui.screens.reading.look import ReadingLook

if TYPE_CHECKING:
    from storage.library import Offer


class ReadingHiding(ReadingLook):
    """The keys that hide blocks, bring them back, and make rules of that."""

    _asked: tuple[str, ...] = ()
    """Paragraphs in which something is marked, which the same key would hide now."""
    _offered: tuple[Offer, ...] = ()
    """The rules that the last flip suggested."""

    def on_key(self, event: Key) -> None:
        """Let go of what was asked or offered when another key is pressed than the one that means yes."""
        keymap = self.session.keymap
        if event.key not in keymap.of("reading.hide-block"):
            self._asked = ()
        if event.key not in keymap.of("reading.make-rule"):
            self._offered = ()

    def action_hide_block(self) -> None:
        """Hide what the cursor is on, or bring a hidden block back."""
        view = self.clean
        if self.refuses_raw() or not view.blocks:
            return
        if view.on_fold:
            item = view.items.all[view.cursor_item]
            if item.first != item.last:
                self.unfold()
                key = self.session.keymap.label("reading.hide-block")
                self.say(f"unfolded; {key} on a line brings it back" if key else "unfolded")
                return
        first, last = view.pick.blocks(view.cursor)
        kept = not view.blocks[view.cursor].kept
        paragraphs = tuple(block.id for block in view.blocks[first : last + 1] if block.kept is not kept)
        name = view.name_of(first, last)
        asked, self._asked = self._asked, ()
        if not kept and paragraphs != asked and (marks := self._marked(first, last)):
            self._ask(paragraphs, name, marks)
            return
        view.set_pick(Pick())
        if kept:
            view.opened -= set(paragraphs)

        def flip() -> tuple[Offer, ...]:
            library = self.session.library
            library.flip(self.article.id, paragraphs, kept)
            return library.offers(self.article.id, paragraphs)

        done = f"{name} {'is' if len(paragraphs) == 1 else 'are'} {'back' if kept else 'hidden'}"
        offered = self.change(flip, done + self.by_key("everywhere.undo", "takes it back"))
        if offered:
            self._offer(done, offered)

    def _marked(self, first: int, last: int) -> int:
        """Return how many annotations stand on these blocks."""
        by_block = self.clean.marks.by_block
        return len({mark.annotation.id for block in range(first, last + 1) for mark in by_block.get(block, ())})

    def _ask(self, paragraphs: tuple[str, ...], name: str, mark_count: int) -> None:
        self._asked = paragraphs
        key = self.session.keymap.label("reading.hide-block")
        carried = f"{name} carries {count_of(mark_count, 'mark')}, kept in the notes"
        self.say(f"{carried} · {key or 'once more'} again hides it")

    # rules

    def _offer(self, done: str, offered: tuple[Offer, ...]) -> None:
        self._offered = offered
        key = self.session.keymap.label("reading.make-rule")
        times = max(offer.articles for offer in offered)
        which = "as" if len(offered) == 1 else f"{len(offered)} lines as"
        if key:
            self.say(f"{done}, {which} in {times} articles of {offered[0].source} · {key} makes it a rule")

    def action_make_rule(self) -> None:
        """Make a rule of what was offered, or of what the reader said of the block under the cursor."""
        if self.refuses_raw():
            return
        offers, self._offered = self._offered or self._of_cursor(), ()
        if not offers:
            return
        rules = self.change(lambda: self.session.library.accept(offers))
        if not rules:
            return
        what = f"“{rules[0].line}” is" if len(rules) == 1 else f"{len(rules)} lines are"
        act = "kept" if rules[0].kept else "hidden"
        where = self.by_key("everywhere.rules", "shows the rules")
        self.say(f"a rule: {what} {act} in {rules[0].source} from now on{where}")

    def _of_cursor(self) -> tuple[Offer, ...]:
        """Return the rule that the reader's flip of the block under the cursor comes to; none, having said why."""
        from storage.library import Offer

        view, record = self.clean, self.row.record
        block = view.blocks[view.cursor] if view.blocks else None
        flips = {flip.paragraph: flip.kept for flip in self.article.flips}
        if block is None or block.id not in flips:
            key = self.session.keymap.label("reading.hide-block")
            self.say(f"a rule says of a source what you said of a line: {key} hides it or brings it back first")
            return ()
        from storage.source import source_of

        source = source_of(record.site, record.url)
        if not source:
            key = self.session.keymap.label("reading.edit")
            self.say(f"where this article is from is not known; {key} says it")
            return ()
        return (Offer(source, sanitise_line(block.text), flips[block.id], 1),)
