"""The filter for annotations that have lost their passage, put into a query and taken out again. Pure."""

from __future__ import annotations

ORPHANS = "has:orphan"
"""The query for annotations whose passage is no longer in the text of their article."""


def orphans_turned(query: str) -> str:
    """Return a query narrowed to orphans, or, where it is that, as it was before."""
    query = query.strip()
    if query == ORPHANS:
        return ""
    before = query.removesuffix(f" {ORPHANS}")
    if before != query:
        # Only what this function has put around it is taken off.
        return before[1:-1] if before.startswith("(") and before.endswith(")") else before
    return f"({query}) {ORPHANS}" if query else ORPHANS
