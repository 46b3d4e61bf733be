"""The names of the library's columns, as ``config.toml`` and sorting know them; needed without any column."""

from __future__ import annotations

NAMES = (
    "title",
    "author",
    "source",
    "published",
    "added",
    "lang",
    "state",
    "words",
    "minutes",
    "progress",
    "tags",
    "marks",
)
"""Every column that a reader may ask for."""
