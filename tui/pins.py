"""Which tag a digit gives: pinned by hand, and carried along when a tag is renamed, merged or deleted, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from storage.annotation import Tag, is_within, tag_key


class Pins(Protocol):
    """Where pinned tags are kept: the reader's state."""

    @property
    def pinned(self) -> Mapping[int, str]:
        """The tags on the digits."""

    def pin(self, digit: int, tag: str | None) -> None:
        """Put a tag on a digit, or nothing."""


def digit_of(pins: Pins, name: str) -> int | None:
    """Return the digit that gives a tag; None when none does."""
    return next((digit for digit, tag in pins.pinned.items() if tag_key(tag) == tag_key(name)), None)


def pin_or_free(pins: Pins, digit: int, name: str) -> bool:
    """Pin a tag to a digit and to no other; free the digit when it has that tag already.

    Returns whether the tag is pinned now.
    """
    before = digit_of(pins, name)
    if before is not None:
        pins.pin(before, None)
    if before == digit:
        return False
    pins.pin(digit, name)
    return True


def take_configured(pins: Pins, before: Sequence[str], now: Sequence[str]) -> None:
    """Pin the tags that a configuration names from the digit 1 on, an empty one for none.

    A digit is changed only where the configuration has changed it since ``before``, and only from what that gave it
    or from nothing: what the reader pinned stays, and what the reader freed is free.
    """
    for digit in range(1, 10):
        old, new = (names[digit - 1] if digit <= len(names) else "" for names in (before, now))
        held = pins.pinned.get(digit, "")
        if old != new and held in ("", old) and (not new or digit_of(pins, new) is None):
            pins.pin(digit, new or None)


def renamed(before: Iterable[Tag], after: Iterable[Tag]) -> dict[str, str]:
    """Return the keys of tags that have another name now, each with that name; a tag is known by its id."""
    names = {tag.id: tag.name for tag in after}
    return {tag_key(tag.name): names[tag.id] for tag in before if names.get(tag.id, tag.name) != tag.name}


def follow(pins: Pins, names: Mapping[str, str]) -> None:
    """Let digits give tags that were renamed elsewhere by their new names."""
    for digit, tag in list(pins.pinned.items()):
        new = names.get(tag_key(tag))
        if new is not None:
            pins.pin(digit, new)


class PinMoves:
    """Remembers which tag took the place of which, so that a digit follows its tag through undo and redo."""

    def __init__(self, pins: Pins) -> None:
        self._pins = pins
        self._moves: list[tuple[int, str, str | None]] = []

    def moved(self, name: str, now: str | None) -> None:
        """Note that ``now`` stands for the tag ``name`` from here on; None when nothing does."""
        digit = digit_of(self._pins, name)
        if digit is not None:
            taken = now is not None and digit_of(self._pins, now) not in (None, digit)
            self._moves.append((digit, name, None if taken else now))

    def renamed(self, name: str, new: str) -> None:
        """Note that a tag has another name, and what is nested under it with it."""
        key, depth = tag_key(name), len(name.split("/"))
        for tag in list(self._pins.pinned.values()):
            if is_within(tag_key(tag), key):
                self.moved(tag, "/".join([new, *tag.split("/")[depth:]]))

    def forget(self, *digits: int | None) -> None:
        """Leave digits alone from here on: the reader has decided about them."""
        self._moves = [move for move in self._moves if move[0] not in digits]

    def settle(self, tags: Iterable[Tag]) -> None:
        """Let each digit give the tag that stands for the one it gave, as the codebook is now."""
        known = {tag_key(tag.name) for tag in tags}
        for digit, before, after in self._moves:
            held = self._pins.pinned.get(digit)
            if held in (before, after):
                self._pins.pin(digit, before if tag_key(before) in known else after)
