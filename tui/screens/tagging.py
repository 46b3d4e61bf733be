"""Tagging several things at once, as one change that says what was given and taken."""

from __future__ import annotations

from collections.abc import Sequence

from storage.annotation import Target
from tui.screens.base import PaperknifeScreen


def tag_each(
    screen: PaperknifeScreen, targets: Sequence[Target], name: str, add: Sequence[str], remove: Sequence[str]
) -> None:
    """Give tags on each target and take them off.

    Args:
        screen: Where they were chosen; it says how it went.
        targets: What is tagged.
        name: What a message calls all of it.
        add: Tags to give.
        remove: Tags to take off.
    """
    if add:
        screen.session.last_tags = tuple(add)
    said = " ".join([*(f"+{tag}" for tag in add), *(f"-{tag}" for tag in remove)])
    library = screen.session.library

    def give() -> None:
        if len(targets) == 1:
            library.mark(targets[0], add=add, remove=remove)
        else:
            library.mark_each(targets, add=add, remove=remove)

    screen.change(give, f"{name}: {said}")
