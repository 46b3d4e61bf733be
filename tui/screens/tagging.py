"""Tagging several things at once, as one change that says what was given and taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.annotation import Target
from tui.screens.base import PaperknifeScreen


class Tagging(PaperknifeScreen):
    """A screen with a list, of whose rows one or several are chosen."""

    def tag_chosen(
        self, targets: Callable[[], Sequence[Target]], name: str, add: Sequence[str], remove: Sequence[str]
    ) -> None:
        """Give tags on each target and take them off.

        Args:
            targets: What is tagged; asked for when that is done.
            name: What a message calls all of it.
            add: Tags to give.
            remove: Tags to take off.
        """
        if add:
            self.session.last_tags = tuple(add)
        said = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])

        def give() -> None:
            library, chosen = self.session.library, targets()
            if len(chosen) == 1:
                library.mark(chosen[0], add=add, remove=remove)
            else:
                library.mark_each(chosen, add=add, remove=remove)

        self.change(give, f"{name}: {said}")
