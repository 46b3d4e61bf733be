"""Completes ``#tag`` while a note is written: the likeliest tags for what stands before the cursor. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from storage.annotation import tag_key
from storage.hashtags import hashtag_begun, is_hashtag
from tui.dialogs.tag_ranking import Offers

_MOST = 6


@dataclass(frozen=True, slots=True)
class Completion:
    """What a hashtag that is being written may become."""

    names: tuple[str, ...]
    """The likeliest first; never empty."""
    start: int
    """The column after the ``#``."""
    end: int
    """The column where the cursor is."""
    at: int = -1
    """Which of the names stands there; -1 while it is what was typed."""

    def taken(self) -> tuple[str, Completion]:
        """Return the next of the names, to be put in place of ``start`` to ``end``, and the completion after that."""
        at = (self.at + 1) % len(self.names)
        return self.names[at], replace(self, at=at, end=self.start + len(self.names[at]))


def completion(line: str, column: int, offers: Callable[[str], Offers]) -> Completion | None:
    """Return what the hashtag before the cursor may become; None where there is none, or nothing to add to it.

    Args:
        line: The line that is written.
        column: Where the cursor is in it.
        offers: What a tag picker offers for what is typed.
    """
    typed = hashtag_begun(line[:column])
    if typed is None or line[column : column + 1].isalnum():
        return None
    names = (offer.name for offer in offers(typed).offers if not offer.makes)
    listed: list[str] = []
    for name in names:
        if is_hashtag(name) and tag_key(name) != tag_key(typed):
            listed.append(name)
        if len(listed) == _MOST:
            break
    return Completion(tuple(listed), column - len(typed), column) if listed else None
