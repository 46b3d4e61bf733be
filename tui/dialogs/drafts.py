"""Under which key a half-written note is kept, so that every screen finds the same draft. Pure."""

from __future__ import annotations

from storage.annotation import Target


def draft_key(target: Target) -> str:
    """Return ``ARTICLE``, ``ARTICLE:FIRST-LAST`` or ``ARTICLE:FIRST-LAST.START-END``."""
    if not target.first:
        return target.article
    key = f"{target.article}:{target.first}-{target.last}"
    return key if target.start is None else f"{key}.{target.start}-{target.end}"
