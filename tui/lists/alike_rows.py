"""The preview of paragraphs that are alike: what each row says, and what the reader decided about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rich.cells import cell_len

from storage.search.alike import Alike
from tui.cells import Runs, cropped, harmless
from tui.wrapping import wrap

TEXT_LINES = 2
"""Lines that a row gives to the paragraph."""
_ENOUGH = 1_000
"""Characters of which these lines are made."""


class Verdict(Enum):
    """What the reader says of a paragraph that was found."""

    YES = "✓"
    NO = "✗"
    OPEN = "·"
    """Nothing yet; it is not tagged."""


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """A paragraph that was found, as it is judged."""

    alike: Alike
    title: str
    """Its article's title."""
    verdict: Verdict


def rows_of(found: Sequence[Alike], titles: Sequence[str]) -> list[AlikeRow]:
    """Return the rows of what was found: yes to what is equal, the others open."""
    return [
        AlikeRow(alike, title, Verdict.YES if alike.is_equal else Verdict.OPEN)
        for alike, title in zip(found, titles, strict=True)
    ]


def judged(rows: Sequence[AlikeRow], places: Sequence[int], verdict: Verdict) -> list[AlikeRow]:
    """Return the rows with those at ``places`` judged anew."""
    changed = set(places)
    return [replace(row, verdict=verdict) if place in changed else row for place, row in enumerate(rows)]


def accepted(rows: Sequence[AlikeRow]) -> list[Alike]:
    """Return what the reader said yes to."""
    return [row.alike for row in rows if row.verdict is Verdict.YES]


def row_lines(row: AlikeRow, width: int) -> list[Runs]:
    """Return the lines of a row: verdict, how alike, where; then how the paragraph begins."""
    ink = {Verdict.YES: "key", Verdict.NO: "trouble", Verdict.OPEN: "dim"}[row.verdict]
    how = "equal" if row.alike.is_equal else f"{int(100 * row.alike.likeness)} %"
    where = f" · ¶ {row.alike.passage.number}"
    room = max(width - 9 - cell_len(where), 1)
    head: Runs = [(f"{row.verdict.value} ", ink), (f"{how:>5}  ", "dim")]
    head += [(cropped(harmless(row.title), room), "title"), (where, "dim")]
    return [head, *([("  ", ""), (text, "")] for text in _beginning(row.alike.passage.text, max(width - 2, 1)))]


def _beginning(text: str, width: int) -> list[str]:
    """Return the first lines of a text, the last one cut where there is more."""
    text = harmless(text[:_ENOUGH].replace("\n", " "))
    spans = wrap(text, width)
    lines = [text[start:end] for start, end in spans[: TEXT_LINES - 1]]
    if len(spans) >= TEXT_LINES:
        lines.append(cropped(text[spans[TEXT_LINES - 1][0] :], width))
    return [*lines, *([""] * (TEXT_LINES - len(lines)))]
