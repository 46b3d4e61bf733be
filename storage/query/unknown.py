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
            return no_such_tag(leaf.written, known.values())
    return ""


def no_such_tag(written: str, tags: Iterable[str], otherwise: str = "") -> str:
    """Return ``there is no tag “conflct”; did you mean conflict?``, or what to do ``otherwise``."""
    from difflib import get_close_matches  # only who mistypes needs it

    known = {tag_key(tag): tag for tag in tags}
    near = get_close_matches(tag_key(written), known, n=1)
    advice = f"did you mean {known[near[0]]}?" if near else otherwise
    return f"there is no tag “{written}”" + (f"; {advice}" if advice else "")
