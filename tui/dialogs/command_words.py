"""Reads the words that stand after a word of the command line. Pure."""

from __future__ import annotations

from storage.annotation import tag_name
from storage.article import State
from storage.errors import UsageError


def read_state(words: str) -> State:
    """Return the state of that name; it may be cut short.

    Raises:
        UsageError: there is none, or more than one begins so.
    """
    exact = [state for state in State if state.value == words]
    found = exact or [state for state in State if state.value.startswith(words)]
    if len(found) != 1:
        raise UsageError(f"“{words}” is no state; there are {', '.join(State)}")
    return found[0]


def read_tags(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which tags are given and which are taken off: they are parted by commas, and ``-`` before one takes it.

    Raises:
        UsageError: one of them is no tag.
    """
    parts = [part for part in (part.strip() for part in words.split(",")) if part]
    add = tuple(tag_name(part.removeprefix("+")) for part in parts if not part.startswith("-"))
    remove = tuple(tag_name(part[1:]) for part in parts if part.startswith("-"))
    if not parts:
        raise UsageError("tag what? tags are parted by commas")
    return add, remove


def read_width(words: str, least: int, most: int) -> int:
    """Return a width.

    Raises:
        UsageError: it is none from ``least`` to ``most``.
    """
    if not words.isdecimal() or len(words) > len(str(most)) or not least <= int(words) <= most:
        raise UsageError(f"a line has {least} to {most} cells, not “{words}”")
    return int(words)
