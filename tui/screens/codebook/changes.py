"""What can be done to the tags chosen in the codebook: named, nested, merged, split, coloured, pinned, deleted."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storage.annotation import tag_key, tag_name
from storage.wording import count_of
from tui.lists.tag_tree import TagRow
from tui.pins import PinMoves, digit_of, pin_or_free
from tui.screens.asking import Asking
from tui.screens.listing import ListScreen
from tui.session import Session
from tui.widgets.tag_table import TagTable

if TYPE_CHECKING:
    from tui.screens.tag_picker import TagChoice


class CodebookChanges(ListScreen, Asking):
    """A screen with a table of tags. Each action is one change, and one undo takes it back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.moves = PinMoves(session.state)

    @property
    @abstractmethod
    def lines(self) -> TagTable:
        """The table."""

    @abstractmethod
    def chosen(self) -> Sequence[TagRow]:
        """Return the selected tags; the one under the cursor when none is selected; none in an empty codebook."""

    @abstractmethod
    def show_tag(self, name: str) -> None:
        """Show the codebook as it is now with the cursor on a tag, and let the selection go."""

    @abstractmethod
    def names_in(self, row: TagRow) -> Sequence[str]:
        """Return the names of the tags that a line stands for: its own, and for a branch those nested in it."""

    @abstractmethod
    def beginnings(self) -> Sequence[str]:
        """Return the names that tags begin with and that are no tags themselves."""

    # names

    def action_add(self) -> None:
        """Put a new tag into the codebook."""
        current = self.lines.current
        before = current.name.rpartition("/")[0] if current else ""

        def answered(text: str) -> bool:
            if not text.strip() or text.rstrip().endswith("/"):
                return True
            done = self.carry_out(lambda: self.session.library.add_tags([text]))
            if done:
                self.show_tag(tag_name(text))
                self.say(f"{tag_name(text)} is in the codebook")
            return done

        self.ask_line("add tag", f"{before}/" if before else "", answered, hint="a name; / nests it")

    def action_rename(self) -> None:
        """Rename the tag everywhere."""
        row = self.lines.current
        if row is None:
            return

        def answered(text: str) -> bool:
            if text.strip() in ("", row.name):
                return True

            def rename() -> None:
                self.session.library.rename_tag(row.name, text)
                self.moves.renamed(row.name, tag_name(text))

            done = self.carry_out(rename)
            if done:
                self.show_tag(tag_name(text))
                self.say(f"{row.name} is now {tag_name(text)}")
            return done

        self.ask_line(f"rename {row.name} to", row.name, answered)

    def action_describe(self) -> None:
        """Say what the tag means."""
        row = self.lines.current
        if row is None:
            return
        was = row.tag.description if row.tag else ""

        def answered(text: str) -> bool:
            if text.strip() == was:
                return True
            done = self.carry_out(lambda: self.session.library.describe_tag(row.name, text))
            if done:
                self.show_tag(row.name)
            return done

        self.ask_line(f"{row.name} means", was, answered, hint="when is this tag given, and when not?")

    def action_color(self) -> None:
        """Choose the colour of the tags."""
        rows = self.chosen()
        if not rows:
            return
        from tui.screens.codebook.color_picker import ColorPicker

        def answered(color: str) -> None:
            names = [row.name for row in rows]
            if self.carry_out(lambda: self.session.library.color_tags(names, color)):
                self.show_tag(rows[0].name)
                self.say(f"{_named(rows)} has {'the colour ' + color if color else 'no colour of its own'}")

        region = self.lines.cursor_region
        at = region.offset if region else None
        held = rows[0].tag.color if rows[0].tag else ""
        self.ask(ColorPicker(self.session, f"colour of {_named(rows)}", held, at), answered)

    # places in the tree

    def action_move(self) -> None:
        """Choose the tag to nest these in."""
        rows = self.chosen()
        if rows:
            self._pick(f"move {_named(rows)} under", rows, lambda under: self._move(rows, under))

    def action_move_out(self) -> None:
        """Nest the tags one level further up."""
        rows = [row for row in self.chosen() if row.depth]
        if not rows:
            self.say("this is on the first level already")
            return
        above = {tag_key(row.name.rpartition("/")[0]) for row in rows}
        if len(above) > 1:
            self.say("these are nested in several tags; move those of one at a time", trouble=True)
            return
        self._move(rows, rows[0].name.rpartition("/")[0].rpartition("/")[0])

    def _move(self, rows: Sequence[TagRow], under: str) -> None:
        names = [row.name for row in rows]

        def move() -> None:
            parent = self.session.library.move_tags(names, under)
            for name in names:
                leaf = name.rpartition("/")[2]
                self.moves.renamed(name, f"{parent}/{leaf}" if parent else leaf)

        if self.carry_out(move):
            leaf = names[0].rpartition("/")[2]
            self.show_tag(f"{under}/{leaf}" if under else leaf)
            self.say(f"moved {_named(rows)} {f'under {under}' if under else 'to the first level'}")

    # one of several, several of one

    def action_merge(self) -> None:
        """Choose the tag to merge these into."""
        rows = self.chosen()
        if rows:
            self._pick(f"merge {_named(rows)} into", rows, lambda into: self._merge(rows, into))

    def _merge(self, rows: Sequence[TagRow], into: str) -> None:
        def merge() -> None:
            kept = self.session.library.merge_tags([row.name for row in rows], into)
            for row in rows:
                self.moves.moved(row.name, kept)

        before = self.session.library.sequence
        if self.carry_out(merge):
            self.show_tag(into)
            if self.session.library.sequence == before:  # a mere heading, and a tag that is nested in it
                self.say(f"nothing to merge: {into} stays nested in {_named(rows)}, which is no tag itself")
            else:
                self.say(f"merged {_named(rows)} into {into}")

    def action_split(self) -> None:
        """Choose the passages that get a new tag instead of this one."""
        row = self.lines.current
        if row is None:
            return
        if row.tag is None or not row.use.count:
            self.say(f"nothing carries {row.name} itself, so there is nothing to split")
            return
        from tui.screens.codebook.splitting import SplitScreen

        def done(count: int, into: str) -> None:
            self.library_changed()
            self.show_tag(into)
            self.say(f"{count_of(count, 'mark')} of {row.name} {'has' if count == 1 else 'have'} {into} now")

        self.go(SplitScreen(self.session, row.name, done))

    def action_delete(self) -> None:
        """Take the tags off everything and out of the codebook; undo brings them back."""
        rows = self.chosen()
        names = list(dict.fromkeys(name for row in rows for name in self.names_in(row)))
        if not names:
            return

        def delete() -> int:
            marks = self.session.library.delete_tags(names).mark_count
            for name in names:
                self.moves.moved(name, None)
            return marks

        marks = self.change(delete)
        if marks is not None:
            self.show_tag("")
            what = names[0] if len(names) == 1 else count_of(len(names), "tag")
            back = self.way_back("it" if len(names) == 1 else "them")
            self.say(f"deleted {what} from {count_of(marks, 'mark')}{back}")

    def _pick(self, title: str, rows: Sequence[TagRow], picked: Callable[[str], None]) -> None:
        """Have one tag chosen or made, other than these."""
        from tui.screens.codebook.one_tag_picker import OneTagPicker

        def answered(choice: TagChoice) -> None:
            picked(choice.add[0])

        place = self.lines.cursor_region
        names = [row.name for row in rows]
        at = place.offset if place else None
        self.ask(OneTagPicker(self.session, title, (), at, without=names, also=self.beginnings()), answered)

    # keys of tags

    def action_pin(self, digit: int) -> None:
        """Pin the tag to a digit, or free the digit when it is pinned there."""
        row = self.lines.current
        if row is None:
            return
        self.moves.forget(digit, digit_of(self.session.state, row.name))
        pinned = pin_or_free(self.session.state, digit, row.name)
        self.show_pins()
        self.say(f"{digit} gives {row.name}" if pinned else f"{digit} is free")

    @abstractmethod
    def show_pins(self) -> None:
        """Show which digit gives which tag now."""


def _named(rows: Sequence[TagRow]) -> str:
    return rows[0].name if len(rows) == 1 else count_of(len(rows), "tag")
