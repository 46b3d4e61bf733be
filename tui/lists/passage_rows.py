"""Passages in two lines each: the quote, and where it is from. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rich.cells import cell_len

from storage.annotation import Annotation, tag_key
from storage.article import ArticleRow
from tui.cells import Runs, cropped, cropped_runs, harmless, width_of
from tui.lists.columns import SELECTED

LINES = 3
"""Lines of a passage: its quote, where it is from, and an empty one."""
_SIGN = 2
_TITLE = 60


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotation and the article that it is in."""

    annotation: Annotation
    row: ArticleRow


def passage_runs(
    passage: Passage,
    line: int,
    width: int,
    inks: Mapping[str, str],
    *,
    selected: bool | None = None,
    told: Collection[str] = (),
) -> Runs:
    """Return one line of a passage.

    ``selected`` is None where nothing can be selected; ``told`` are the keys of tags that go without saying, as each
    passage has them.
    """
    annotation = passage.annotation
    if line == 0:
        sign = "" if selected is None else (SELECTED if selected else "·") + " "
        room = max(width - len(sign), 1)
        words = " ".join(annotation.target.exact.split())
        shown = in_quotes(cropped(words, max(room - 2, 1))) if words else cropped(_whole(passage), room)
        return [(sign, "cursor" if selected else "dim"), (shown, "")]
    if line == 1:
        indent = (" " * (0 if selected is None else _SIGN), "")
        tags = [tag for tag in annotation.tags if tag_key(tag) not in told]
        after: Runs = []
        for tag in tags:
            after += [(" · ", "dim"), (harmless(tag), inks.get(tag_key(tag), ""))]
        if annotation.note:
            after += [("  ✎ ", "key"), (" ".join(annotation.note.split()), "note")]
        left = width - cell_len(indent[0])
        room = max(min(_TITLE, width // 2), left - width_of(after), 1)
        return cropped_runs([indent, (cropped(passage.row.record.shown_title, room), "dim"), *after], width)
    return []


def in_quotes(words: str) -> str:
    """Return words as a quote; what begins with somebody's words has its own quotation mark."""
    return words if words.startswith("“") else f"“{words}”"


def _whole(passage: Passage) -> str:
    return "a passage without words" if passage.annotation.target.first else "the article as a whole"
