"""Keys that tag without a picker: a digit gives its pinned tag or takes it off, another gives the last tags again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from tui.screens.base import PaperknifeScreen


class TagKeys(PaperknifeScreen):
    """A screen with something to tag."""

    @abstractmethod
    def turn_tag(self, tag: str) -> None:
        """Give a tag; take it off where everything that is chosen has it."""

    @abstractmethod
    def repeat_tags(self, tags: Sequence[str]) -> None:
        """Give tags; none is taken off."""

    def refuses_marks(self) -> bool:
        """Whether nothing can be marked here; the reader is told so. Override it where that can be."""
        return False

    def action_pinned(self, digit: int) -> None:
        """Give the tag that is pinned to a digit, or take it off."""
        tag = self.session.state.pinned.get(digit)
        if tag is not None:
            self.turn_tag(tag)
        elif not self.refuses_marks():
            key = self._picks()
            self.say(f"{digit} is free: {key} picks, f{digit} pins" if key else f"{digit} is free")

    def action_repeat(self) -> None:
        """Give the last tags again; none is taken off."""
        tags = self.session.last_tags
        if tags:
            self.repeat_tags(tags)
        elif not self.refuses_marks():
            key = self._picks()
            self.say(f"no tag was given yet; {key} gives one" if key else "no tag was given yet")

    def _picks(self) -> str:
        """Return the key that opens the picker; empty where none does."""
        return self.session.keymap.label(f"{self.CONTEXT}.tag")
