"""What a search found, as rows: each article's title, under it the passages, notes and tags that match. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.search.hits import Field, Hit
from tui.cells import Runs, cropped, cropped_runs, matched_runs

_WHERE = 8
_SPACE = re.compile(r"\s")
_SIGNS = {Field.NOTE: "✎ ", Field.TAG: "# "}


@dataclass(frozen=True, slots=True)
class HitRow:
    """One line of the list: a hit, or the title of an article that has hits."""

    hit: Hit
    heading: bool
    """Whether it is the title's line."""
    found: bool
    """Whether it is a hit itself, so that the cursor may rest on it."""


def hit_rows(hits: Sequence[Hit]) -> list[HitRow]:
    """Return the rows of hits that come article by article."""
    rows: list[HitRow] = []
    article = ""
    for hit in hits:
        if hit.article != article:
            article = hit.article
            rows.append(HitRow(hit, heading=True, found=hit.field is Field.TITLE))
        if hit.field is not Field.TITLE:
            rows.append(HitRow(hit, heading=False, found=True))
    return rows


def hit_runs(row: HitRow, width: int) -> Runs:
    """Return a row as one line of at most ``width`` cells, the first match in sight."""
    hit = row.hit
    if row.heading:
        return (
            marked(hit.snippet, hit.matches, width, "title") if row.found else [(cropped(hit.title, width), "title")]
        )
    where = f"¶ {hit.number}" if hit.number is not None else "" if hit.paragraph else "article"
    sign = _SIGNS.get(hit.field, "")
    room = width - _WHERE - len(sign)
    return [(where.ljust(_WHERE), "dim"), (sign, "key"), *marked(hit.snippet, hit.matches, room, "")]


def marked(text: str, matches: Sequence[tuple[int, int]], width: int, ink: str) -> Runs:
    """Return ``text`` cut to ``width`` cells, the matches set apart, its beginning left out where they need it."""
    text = _SPACE.sub(" ", text)
    if matches and cell_len(text[: matches[0][1]]) > width - 1:
        begin = max(matches[0][0] - max(width // 3, 1), 0)
        begin = text.find(" ", begin, matches[0][0]) + 1 or begin
        text = "…" + text[begin:]
        matches = [(start - begin + 1, end - begin + 1) for start, end in matches]
    return cropped_runs(matched_runs(text, matches, ink), width)
