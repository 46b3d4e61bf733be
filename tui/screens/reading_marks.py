"""Marking: tags, notes, ranges, narrowing, and what is already marked where the cursor is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partialmethod
from typing import TYPE_CHECKING

from storage.annotation import Scope, Target, tag_key
from tui.dialogs.drafts import draft_key
from tui.reading import moves
from tui.reading.folding import HEAD
from tui.reading.margin import marking_words
from tui.reading.marks import Mark
from tui.reading.pick import Pick
from tui.screens.reading_hiding import ReadingHiding

if TYPE_CHECKING:
    from tui.screens.tag_picker import TagChoice


class ReadingMarks(ReadingHiding):
    """The keys that mark. Each acts on the range or the narrowed target, else on the cursor's paragraph."""

    # what is marked by the next key

    def target(self) -> Target | None:
        """Return what the keys act on; None, having said why, when there is nothing to mark here."""
        view = self.clean
        if self._is_raw():
            return None
        if not view.blocks:
            self.say("this article holds no text to mark")
            return None
        if view.on_fold and view.pick.anchor is None:
            key = self.session.keymap.label("reading.open-mark")
            self.say(f"these lines are folded; {key} unfolds them" if key else "these lines are folded")
            return None
        from storage.anchoring import describe

        if view.pick.anchor is None:
            moves.show_cursor(view)
            self.moved()
        first, last = view.pick.blocks(view.cursor)
        span = view.pick.span
        ids = view.blocks[first].id, view.blocks[last].id
        return describe(self.article, *ids, *span) if span else describe(self.article, *ids)

    def _called(self, target: Target) -> str:
        """Return what a target is called in a title or a message."""
        if target.scope is Scope.ARTICLE:
            return "the article"
        name = self.clean.name_of(*self._blocks_of(target))
        return f"words in {name}" if target.scope is Scope.SPAN else name

    def _blocks_of(self, target: Target) -> tuple[int, int]:
        """Return the first and the last block of a target, where it lies now if the article has changed since."""
        index, found = self.article.index, self._found.get(target)
        first = index.get(found.first if found and found.first else target.first, 0)
        return first, max(first, index.get(found.last if found and found.last else target.last, 0))

    def _article_target(self) -> Target:
        from storage.anchoring import describe_article

        return describe_article(self.article)

    # tags

    def action_tag(self) -> None:
        """Choose or make tags for the target."""
        target = self.target()
        if target is not None:
            self._pick_tags(target)

    def action_tag_article(self) -> None:
        """Choose or make tags for the article."""
        self._pick_tags(self._article_target())

    def _pick_tags(self, target: Target) -> None:
        from tui.screens.tag_picker import TagPicker

        own = self.session.library.own(target)
        at = None if target.scope is Scope.ARTICLE else self.pane.offset_of_cursor()

        def answered(choice: TagChoice) -> None:
            if choice.add:
                self.session.last_tags = choice.add
            if choice.add or choice.remove:
                self._mark(target, add=choice.add, remove=choice.remove)

        self.ask(TagPicker(self.session, f"tag {self._called(target)}", own.tags if own else (), at), answered)

    def _mark(self, target: Target, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Give and take tags; say so where the margin, which tells it, is out of sight."""
        view, name, own = self.clean, self._called(target), self.session.library.own(target)
        view.set_pick(replace(view.pick, anchor=None))
        if own and not remove and {*map(tag_key, own.tags)}.issuperset(map(tag_key, add)):
            self.moved()
            self.say(f"{', '.join(add)} is on {name} already")
            return
        block = HEAD if target.scope is Scope.ARTICLE else self._blocks_of(target)[0]
        told = moves.margin_in_sight(view, block)

        def mark() -> bool:
            self.session.library.mark(target, add=add, remove=remove)
            return True

        if self.change(mark):
            self._show_marked(target)
            if not (told if remove else moves.margin_in_sight(view, block)):
                self.say(marking_words(add, remove, name))

    def _show_marked(self, target: Target) -> None:
        """Have what stands under the first paragraph of a target in sight where there is room for both."""
        if target.scope is not Scope.ARTICLE:
            moves.show_margin(self.clean, self._blocks_of(target)[0])
            self.moved()

    def _pinned_tag(self, digit: int) -> None:
        tag = self.session.state.pinned.get(digit)
        if tag is None:
            key = self.session.keymap.label("reading.tag")
            self.say(f"no tag is pinned to {digit} yet: {key}, choose one, f{digit} pins it")
            return
        target = self.target()
        if target is None:
            return
        own = self.session.library.own(target)
        if own and any(tag_key(given) == tag_key(tag) for given in own.tags):
            self._mark(target, remove=(tag,))
        else:
            self.session.last_tags = (tag,)
            self._mark(target, add=(tag,))

    action_pinned_1 = partialmethod(_pinned_tag, 1)
    action_pinned_2 = partialmethod(_pinned_tag, 2)
    action_pinned_3 = partialmethod(_pinned_tag, 3)
    action_pinned_4 = partialmethod(_pinned_tag, 4)
    action_pinned_5 = partialmethod(_pinned_tag, 5)
    action_pinned_6 = partialmethod(_pinned_tag, 6)
    action_pinned_7 = partialmethod(_pinned_tag, 7)
    action_pinned_8 = partialmethod(_pinned_tag, 8)
    action_pinned_9 = partialmethod(_pinned_tag, 9)

    def action_repeat(self) -> None:
        """Give the last tags again; none is taken off."""
        tags = self.session.last_tags
        if not tags:
            key = self.session.keymap.label("reading.tag")
            self.say(f"no tag was given yet; {key} gives one" if key else "no tag was given yet")
            return
        target = self.target()
        if target is not None:
            self._mark(target, add=tags)

    # notes

    def action_note(self) -> None:
        """Write or change the note on the target."""
        target = self.target()
        if target is not None:
            self._write_note(target)

    def action_note_article(self) -> None:
        """Write or change the note on the article."""
        self._write_note(self._article_target())

    def _write_note(self, target: Target) -> None:
        from tui.screens.note_editor import NoteEditor, write_note

        own = self.session.library.own(target)
        whole = target.scope is Scope.ARTICLE
        beside = None if whole else self.pane.region_of_cursor()
        name = self._called(target)
        editor = NoteEditor(self.session, f"note on {name}", own.note if own else "", draft_key(target), beside)

        def save(text: str) -> None:
            self.clean.set_pick(replace(self.clean.pick, anchor=None))
            self.session.library.mark(target, note=text)

        def done(text: str) -> str:
            return f"note on {name} " + ("saved" if text else "removed")

        write_note(self, editor, save, done, lambda: self._show_marked(target))

    # what is marked here

    def _here(self) -> Mark | None:
        """Return the mark that is best meant where the cursor is."""
        view = self.clean
        if not view.blocks:
            return None
        first, last = view.pick.blocks(view.cursor)
        start, end = view.pick.span or (None, None)
        return view.marks.at(view.cursor, (first, last, start, end), self.session.settings.creator)

    def action_open_mark(self) -> None:
        """Open what is marked here, or unfold what is hidden here."""
        if self._is_raw():
            return
        if self.clean.on_fold:
            self._unfold()
            return
        mark = self._here()
        if mark is None:
            keymap = self.session.keymap
            self.say(
                f"nothing is marked here; {keymap.label('reading.tag')} tags, {keymap.label('reading.note')} writes"
            )
        elif mark.annotation.creator != self.session.settings.creator:
            self.say(f"this mark is {mark.annotation.creator}’s; marks of your own stand beside it")
        elif mark.annotation.note:
            self._write_note(mark.annotation.target)
        else:
            self._pick_tags(mark.annotation.target)

    def action_delete_mark(self) -> None:
        """Delete the annotation here."""
        if self._is_raw():
            return
        mark = self._here()
        if mark is None:
            self.say("nothing is marked here")
            return
        annotation = mark.annotation
        what = ", ".join(annotation.tags) or "note"
        done = f"deleted {what} on {self._called(annotation.target)}{self.way_back()}"
        self.change(lambda: self.session.library.delete_annotations([annotation.id]), done)

    def on_reading_pane_opened(self) -> None:
        """Open what was clicked twice."""
        self.action_open_mark()

    # the target

    def action_range(self) -> None:
        """Begin a range of paragraphs, or a stretch of sentences or words; again lets it go."""
        view = self.clean
        if self._is_raw() or not view.blocks:
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
        if self._is_raw() or not view.blocks:
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
            unit = pick.grain.name.lower()
            self.say(f"one {unit}: j k move it, v takes in more, s goes on · esc lets it go")

    def _first_in_sight(self, pick: Pick) -> Pick:
        """Begin with the first sentence that is in sight, in a paragraph that begins above the screen."""
        spot = self.clean.spot()
        if spot.top != self.clean.cursor:
            return pick
        at = next((number for number, (start, _end) in enumerate(pick.units) if start >= spot.offset), pick.at)
        return replace(pick, at=at)
