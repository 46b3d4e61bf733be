"""Splitting a tag: its passages to choose from, and the tag that the chosen ones get instead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from storage.annotation import Annotation, tag_key
from storage.wording import count_of
from tui.actions import Context
from tui.lists.selecting import Selection
from tui.screens.codebook.passages import PassageScreen
from tui.session import Session
from tui.widgets.prompt import Prompt


class SplitScreen(PassageScreen):
    """The passages of one tag. ``done`` is told how many have which other tag now."""

    CONTEXT = Context.SPLIT

    def __init__(self, session: Session, tag: str, done: Callable[[int, str], None]) -> None:
        super().__init__(session)
        self._tag = tag
        self._done = done
        self._chosen = Selection()
        self._naming = False

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
        self._chosen.all([passage.annotation.id for passage in self.lines.passages])
        self.list_matching()

    def action_split(self) -> None:
        """Ask which tag the chosen ones get."""
        if not self._chosen:
            self.say("choose what gets another tag: space chooses", trouble=True)
            return
        self._naming = True
        label = f"{count_of(len(self._chosen), 'mark')} of {self._tag} into"
        self.prompt(Prompt(label, f"{self._tag}/", keys="enter split · esc leave"))

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Narrow the list, unless it is a name that is typed."""
        event.prevent_default()  # Textual would go on to the handler that this one stands for
        if not self._naming:
            super().on_prompt_changed(event)

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:  # type: ignore[override]  # it needs what is typed
        """Split, and go back; what cannot be a name stays to be corrected."""
        event.prevent_default()
        if not self._naming:
            super().on_prompt_submitted()
            return
        name = event.text.strip()
        if name.rstrip("/") in ("", self._tag):
            self.tell_prompt("it needs a name of its own")
            return
        marks = list(self._chosen)
        split = self.change(lambda: self.session.library.split_tag(self._tag, marks, name.rstrip("/")))
        if split is None:
            self.tell_prompt(self.status.message)
            return
        self._naming = False
        self.close_prompt()
        self.dismiss()
        into, count = split
        self._done(count, into)

    def on_prompt_left(self, event: Prompt.Left) -> None:  # type: ignore[override]  # to stop it
        """Leave the name, or clear the filter."""
        event.prevent_default()
        if self._naming:
            self._naming = False
            self.close_prompt()
        else:
            super().on_prompt_left()
