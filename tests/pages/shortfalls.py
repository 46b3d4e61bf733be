"""Where cleaning is known to fall short of the truth about a page, named in one file: so a gain is noticed too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

SHORTFALLS = Path(__file__).resolve().parent / "shortfalls.list"


def read_shortfalls() -> dict[str, list[str]]:
    """Return for each page that has any its shortfalls, in the words of ``expectation.differences``."""
    found: dict[str, list[str]] = {}
    for line in SHORTFALLS.read_text(encoding="utf-8").splitlines():
        page, _, shortfall = line.partition(": ")
        found.setdefault(page, []).append(shortfall)
    return found


def written_shortfalls(shortfalls: Mapping[str, Sequence[str]]) -> str:
    """Return the shortfalls of pages as their file holds them."""
    return "".join(f"{page}: {shortfall}\n" for page in sorted(shortfalls) for shortfall in shortfalls[page])
