"""The codebook: every tag, how often it is used and by which key it is given; to rename, merge, delete and pin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, partialmethod

from textual.app import ComposeResult

from storage.annotation import Tag, tag_name
from storage.library import Change
from storage.wording import count_of
from tui.actions import Context
from tui.inks import tag_inks
from tui.pins import PinMoves, digit_of, pin_or_free
from tui.screens.listing import ListScreen
from tui.screens.tag_picker import TagChoice, TagPicker
from tui.session import Session
from tui.status import Hint
from tui.widgets.bar import Bar
from tui.widgets.prompt import Prompt
from tui.widgets.status_line import StatusLine
from tui.widgets.tag_table import TagTable


class CodebookScreen(ListScreen):
    """The table of tags."""

    CONTEXT = Context.CODEBOOK

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._renamed: Tag | None = None
        self._tags: Sequence[Tag] = ()
        self._moves = PinMoves(session.state)

    def compose(self) -> ComposeResult:
        """Lay out header, table and bottom line."""
        yield Bar()
        yield TagTable()
        yield StatusLine(self.hints())

    def on_mount(self) -> None:
        """Show what there is."""
        self.lines.empty = "No tags yet. In an article, t gives one."
        self.library_changed()

    def hints(self) -> list[Hint]:
        """Return what the keys do, the digits among it."""
        label = self.session.keymap.label
        first, last = label("codebook.pin-1"), label("codebook.pin-9")
        pin = [Hint(f"{first}-{last}", "pin")] if first and last else []
        hints = super().hints()
        return [*hints[:-2], *pin, *hints[-2:]]

    @property
    def lines(self) -> TagTable:
        """The table."""
        return self.query_one(TagTable)

    def library_changed(self) -> None:
        """Show the codebook as it is now, the cursor on the same tag."""
        tag = self.lines.tag
        self._show(tag.name if tag else None)

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did, with the cursor on a tag that it brought, else on one that it changed."""
        before = {tag.name: tag.count for tag in self._tags}
        self.library_changed()
        touched = [tag for tag in self._tags if before.get(tag.name) != tag.count]
        if touched:
            self._show(min(touched, key=lambda tag: tag.name in before).name)

    def _show(self, at: str | None) -> None:
        self._tags = tags = self.session.library.tags()
        self._moves.settle(tags)
        self.lines.show(tags, self.session.state.pinned, tag_inks(tags), at)
        marks = sum(row.annotation_count for row in self.session.library.rows())
        counted = f"{count_of(len(tags), 'tag')} · {count_of(marks, 'mark')}"
        self.query_one(Bar).show([("codebook", "title")], [(counted, "dim")])

    # what can be done

    def action_marks(self) -> None:
        """Show what carries the tag."""
        tag = self.lines.tag
        if tag is not None:
            from tui.screens.all_notes import AllNotesScreen

            self.go(AllNotesScreen(self.session, f'tag:"{tag.name}"'))

    def on_line_list_opened(self) -> None:
        """Show what carries the tag that was clicked."""
        self.action_marks()

    def action_rename(self) -> None:
        """Rename the tag everywhere."""
        tag = self.lines.tag
        if tag is not None:
            self._renamed = tag
            self.prompt(Prompt(f"rename {tag.name} to", tag.name))

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        """Rename; a name that cannot be is answered and stays to be corrected."""
        tag, new = self._renamed, event.text
        if tag is None or new.strip() == tag.name:
            self.close_prompt()
            return
        if self._carry_out(lambda: self._rename(tag, new)):
            self.close_prompt()
            self._show(new)
            self.say(f"{tag.name} is now {tag_name(new)}")
        else:
            self.tell_prompt(self.status.message)

    def on_prompt_left(self) -> None:
        """Leave the name as it is."""
        self.close_prompt()

    def action_merge(self) -> None:
        """Choose the tag to merge this one into."""
        tag = self.lines.tag
        if tag is None:
            return
        place = self.lines.cursor_region
        picker = TagPicker(
            self.session, f"merge {tag.name} into", (), place.offset if place else None, without=(tag.name,)
        )
        self.ask(picker, partial(self._merge, tag))

    def action_delete(self) -> None:
        """Take the tag off everything and out of the codebook; undo brings it back."""
        tag = self.lines.tag
        if tag is None:
            return
        if self._carry_out(lambda: self._delete(tag)):
            self.say(f"deleted {tag.name} from {count_of(tag.count, 'mark')}{self.way_back()}")

    def _rename(self, tag: Tag, new: str) -> None:
        self.session.library.rename_tag(tag.name, new)
        self._moves.renamed(tag.name, tag_name(new))

    def _merge(self, tag: Tag, choice: TagChoice) -> None:
        if len(choice.add) != 1:
            self.say("a tag is merged into one other tag; choose one", trouble=True)
            return
        into = choice.add[0]

        def merge() -> None:
            self.session.library.merge_tags([tag.name], into)
            self._moves.moved(tag.name, into)

        if self._carry_out(merge):
            self._show(into)
            self.say(f"merged {tag.name} into {into}")

    def _delete(self, tag: Tag) -> None:
        self.session.library.delete_tags([tag.name])
        self._moves.moved(tag.name, None)

    def _carry_out(self, action: Callable[[], None]) -> bool:
        """Change the library; whether it went well."""

        def carried() -> bool:
            action()
            return True

        return bool(self.change(carried))

    def _pin(self, digit: int) -> None:
        """Pin the tag to a digit, or free the digit when it is pinned there."""
        tag = self.lines.tag
        if tag is None:
            return
        self._moves.forget(digit, digit_of(self.session.state, tag.name))
        pinned = pin_or_free(self.session.state, digit, tag.name)
        self.library_changed()
        self.say(f"{digit} gives {tag.name}" if pinned else f"{digit} is free")

    action_pin_1 = partialmethod(_pin, 1)
    action_pin_2 = partialmethod(_pin, 2)
    action_pin_3 = partialmethod(_pin, 3)
    action_pin_4 = partialmethod(_pin, 4)
    action_pin_5 = partialmethod(_pin, 5)
    action_pin_6 = partialmethod(_pin, 6)
    action_pin_7 = partialmethod(_pin, 7)
    action_pin_8 = partialmethod(_pin, 8)
    action_pin_9 = partialmethod(_pin, 9)
