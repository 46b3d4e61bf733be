"""The tag that a query asks for and no library has: why nothing matches. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from storage.annotation import is_within, tag_key
from storage.query.tree import Part, Query, Term


def unknown_tag(query: Query, tags: Iterable[str]) -> str:
    """Return ``there is no tag “conflct”; did you mean conflict?`` for the first one that is none of ``tags``.

    Empty where there is each of them. What only begins the names of tags counts as one, as it finds what is nested.
    """
    known = {tag_key(tag): tag for tag in tags}
    for leaf in query.leaves:
        if isinstance(leaf, Term) and leaf.part is Part.TAG and not any(is_within(key, leaf.text) for key in known):
            from difflib import get_close_matches  # only who mistypes needs it

            near = get_close_matches(leaf.text, known, n=1)
            return f"there is no tag “{leaf.written}”" + (f"; did you mean {known[near[0]]}?" if near else "")
    return ""
