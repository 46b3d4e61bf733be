"""Splitting a tag: its passages to choose from, and the tag that the chosen ones get instead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from storage.annotation import Annotation, tag_key
from storage.errors import UsageError
from storage.wording import count_of
from tui.actions import Context
from tui.lists.selecting import Selection
from tui.screens.asking import Asking
from tui.screens.codebook.passages import PassageScreen
from tui.session import Session


class SplitScreen(PassageScreen, Asking):
    """The passages of one tag. ``done`` is told how many have which other tag now."""

    CONTEXT = Context.SPLIT

    def __init__(self, session: Session, tag: str, done: Callable[[int, str], None]) -> None:
        super().__init__(session)
        self._tag = tag
        self._done = done
        self._chosen = Selection()

    def heading(self) -> str:
        """Return the tag."""
        return f"split {self._tag}"

    def told(self) -> Collection[str]:
        """Return the tag."""
        return (tag_key(self._tag),)

    def marks(self) -> Sequence[Annotation]:
        """Return the passages that carry the tag itself."""
        marks = self.session.library.carrying(self._tag)
        self._chosen.keep({annotation.id for annotation in marks})
        return marks

    def chosen_ids(self) -> Collection[str]:
        """Return the chosen ones."""
        return self._chosen

    def action_choose(self) -> None:
        """Choose the passage, or let it go, and go to the next."""
        current = self.lines.current
        if current is None:
            return
        self._chosen.toggle(current.annotation.id)
        self.list_matching()
        self.lines.move(1)

    def action_choose_all(self) -> None:
        """Choose everything that is listed, or let all of it go."""
        self._chosen.all([passage.annotation.id for passage in self.lines.rows])
        self.list_matching()

    def action_split(self) -> None:
        """Ask which tag the chosen ones get."""
        if not self._chosen:
            self.say("choose what gets another tag: space chooses", trouble=True)
            return
        label = f"{count_of(len(self._chosen), 'mark')} of {self._tag} into"
        self.ask_line(label, f"{self._tag}/", self._split_into, keys="enter split · esc leave")

    def _split_into(self, text: str) -> bool:
        """Split, and go back."""
        name = text.strip().rstrip("/")
        if name in ("", self._tag):
            raise UsageError("it needs a name of its own")
        marks = list(self._chosen)
        split = self.change(lambda: self.session.library.split_tag(self._tag, marks, name))
        if split is None:
            return False
        self.close_prompt()
        self.dismiss()
        into, count = split
        self._done(count, into)
        return True
