"""Tags while reading: the picker, pinned tags by digit, the last ones again, and going on after each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.annotation import Scope, Target, tag_key
from tui.reading import moves
from tui.reading.advancing import advance
from tui.reading.folding import HEAD
from tui.reading.margin import marking_words
from tui.screens.reading.target import ReadingTarget
from tui.screens.tag_keys import TagKeys

if TYPE_CHECKING:
    from tui.screens.tag_picker import TagChoice


class ReadingTags(ReadingTarget, TagKeys):
    """The keys that tag. Each acts on the range or the narrowed target, else on the cursor's paragraph."""

    def action_tag(self) -> None:
        """Choose or make tags for the target."""
        target = self.target()
        if target is not None:
            self.pick_tags(target)

    def action_tag_article(self) -> None:
        """Choose or make tags for the article."""
        self.pick_tags(self.article_target())

    def pick_tags(self, target: Target) -> None:
        """Choose or make tags for a target."""
        from tui.screens.tag_picker import TagPicker

        own = self.session.library.own(target)
        at = None if target.scope is Scope.ARTICLE else self.pane.offset_of_cursor()

        def answered(choice: TagChoice) -> None:
            if choice.add:
                self.session.last_tags = choice.add
            if choice.add or choice.remove:
                self.mark(target, add=choice.add, remove=choice.remove)

        self.ask(TagPicker(self.session, f"tag {self.called(target)}", own.tags if own else (), at), answered)

    def mark(self, target: Target, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Give and take tags; say so where the margin, which tells it, is out of sight."""
        view, name, own = self.clean, self.called(target), self.session.library.own(target)
        view.set_pick(view.pick._replace(anchor=None))
        if own and not remove and {*map(tag_key, own.tags)}.issuperset(map(tag_key, add)):
            self.moved()
            self.say(f"{', '.join(add)} is on {name} already")
            self.go_on(target)
            return
        block = HEAD if target.scope is Scope.ARTICLE else self.blocks_of(target)[0]
        told = moves.margin_in_sight(view, block)

        if self.carry_out(lambda: self.session.library.mark(target, add=add, remove=remove)):
            self.show_marked(target)
            if not (told if remove else moves.margin_in_sight(view, block)):
                self.say(marking_words(add, remove, name))
            if add:
                self.go_on(target)

    def show_marked(self, target: Target) -> None:
        """Have what stands under the first paragraph of a target in sight where there is room for both."""
        if target.scope is Scope.ARTICLE:
            moves.show_head(self.clean)
        else:
            moves.show_margin(self.clean, self.blocks_of(target)[0])
        self.moved()

    def turn_tag(self, tag: str) -> None:
        """Give a tag to the target, or take it off."""
        target = self.target()
        if target is None:
            return
        own = self.session.library.own(target)
        if own and any(tag_key(given) == tag_key(tag) for given in own.tags):
            self.mark(target, remove=(tag,))
        else:
            self.session.last_tags = (tag,)
            self.mark(target, add=(tag,))

    def repeat_tags(self, tags: Sequence[str]) -> None:
        """Give tags to the target; none is taken off."""
        target = self.target()
        if target is not None:
            self.mark(target, add=tags)

    # tag and advance

    def action_advance(self) -> None:
        """Go to the next paragraph after each mark, or stay again."""
        self.session.advancing = not self.session.advancing
        key = self.session.keymap.label("reading.advance")
        self.tell_mode()
        self.say(
            f"after each mark the next paragraph · {key} ends it" if self.session.advancing else "marks stay put"
        )

    def tell_mode(self) -> None:
        """Show in the bottom line whether marks go on to the next paragraph."""
        self.bottom.set_mode("» next ¶" if self.session.advancing else "")

    def arrive(self) -> None:
        """Show the article that was loaded, and the mode that the reader is in."""
        super().arrive()
        self.tell_mode()

    def go_on(self, target: Target) -> None:
        """Go to what comes after a target in tag-and-advance mode: the next sentence or word, else the paragraph."""
        if not self.session.advancing or target.scope is Scope.ARTICLE:
            return
        pick = self.clean.pick
        if pick.narrowed and pick.at + 1 < len(pick.units):
            self.clean.set_pick(pick._replace(at=pick.at + 1, held=None))
            moves.show_character(self.clean, self.clean.cursor, pick.units[pick.at + 1][0])
            self.moved()
        elif advance(self.clean, self.blocks_of(target)[1]):
            self.moved()
        elif not self.status.message:
            self.say("that was the last paragraph")
        self.note_end()
