"""The names of everything that has a colour: each is a component class whose look ``app.tcss`` gives it.

Colour is never the only sign of anything: each ink goes with a character, a place or a style of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.annotation import Tag, tag_key

TAG_INKS: tuple[str, ...] = tuple(f"tag--{number}" for number in range(1, 9))
"""The palette of tags: eight inks that colour-blind eyes and sixteen colours can tell apart."""

INKS: frozenset[str] = frozenset(
    {
        "cursor",  # the bar ▌ beside what the keys act on
        "cursor-line",  # the line or paragraph under it
        "range",  # what a range or a narrowed target takes in
        "title",  # the title of the screen or the article
        "dim",  # everything that is not the article's text
        "key",  # a key's name in a hint
        "rule",  # lines that part panes
        "note",  # a note's words
        "hit",  # what a filter or a find matched
        "hit-now",  # the hit that the cursor is on
        "code",  # code inside a line of text
        "hidden",  # text that cleaning or the reader took out
        "trouble",  # what went wrong
        *TAG_INKS,
    }
)
"""What a painting widget declares as its COMPONENT_CLASSES."""


def tag_inks(tags: Iterable[Tag]) -> Mapping[str, str]:
    """Return each tag's ink by its key: the eight in turn, in the order in which the tags were made."""
    made = sorted(tags, key=lambda tag: (tag.created, tag.name))
    return {tag_key(tag.name): TAG_INKS[place % len(TAG_INKS)] for place, tag in enumerate(made)}
