"""How long reading takes, and how that is said. Pure."""

from __future__ import annotations

WORDS_A_MINUTE = 230
"""How fast adults read news in English: Brysbaert, “How many words do we read per minute?” (2019), rounded."""


def minutes_for(words: int) -> float:
    """Return how many minutes it takes to read so many words."""
    return words / WORDS_A_MINUTE


def told(minutes: float) -> str:
    """Return a length of time as short words: ``12 min``, ``1 h 05``, ``26 h``; a started minute is one."""
    whole = max(1, round(minutes))
    if whole < 60:
        return f"{whole} min"
    hours, rest = divmod(whole, 60)
    return f"{hours} h {rest:02}" if hours < 10 else f"{round(whole / 60):,} h"
