"""The tags of several things at once: those that all of them have, and those that only some have. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from storage.annotation import tag_key


def common_tags(each: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags that all have and those that only some have, as first written; ``each`` has one at least."""
    names: dict[str, str] = {}
    for tags in each:
        for tag in tags:
            names.setdefault(tag_key(tag), tag)
    shared = set.intersection(*({tag_key(tag) for tag in tags} for tags in each))
    return (
        tuple(name for key, name in names.items() if key in shared),
        tuple(name for key, name in names.items() if key not in shared),
    )
