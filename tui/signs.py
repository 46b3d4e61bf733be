"""Signs that stand for a word in one cell, on the screen and in what commands print."""

from __future__ import annotations

from storage.article import State

STATE_SIGNS = {State.UNREAD: "○", State.READING: "●", State.READ: "✓", State.ARCHIVED: "▪"}
"""How far a reader is with an article."""
MARK_BAR = "▎"
"""Stands in the gutter beside what is marked, and in the margin before what is said of it where there are several."""
