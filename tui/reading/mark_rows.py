"""The marks on one paragraph, each in a line, for a reader who has to say which one is meant. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storage.annotation import tag_key
from storage.block import Block
from tui.cells import Runs, cropped
from tui.reading.layout import shown_text
from tui.reading.margin import MarginWords
from tui.reading.marks import Mark

_LONGEST_QUOTE = 24


def mark_rows(
    marks: Sequence[Mark], blocks: Sequence[Block], words: MarginWords, name: Callable[[int, int], str]
) -> list[Runs]:
    """Return a line for each mark: what it lies on, its tags, how its note begins.

    Args:
        marks: In the order of the lines.
        blocks: All blocks of the article.
        words: How tags are shown.
        name: Numbers of the first and the last block → what they are called.
    """
    return [_row(mark, blocks, words, name) for mark in marks]


def _row(mark: Mark, blocks: Sequence[Block], words: MarginWords, name: Callable[[int, int], str]) -> Runs:
    if mark.is_span:
        quote = shown_text(blocks[mark.first].text[mark.start : mark.end])
        runs: Runs = [(cropped(f"“{quote}”", _LONGEST_QUOTE), ""), ("  ", "")]
    else:
        runs = [(name(mark.first, mark.last), ""), ("  ", "")]
    for place, tag in enumerate(mark.annotation.tags):
        runs += [(" · ", "dim")] if place else []
        runs.append((shown_text(tag), words.inks.get(tag_key(tag), "")))
    lines = mark.annotation.note.strip().splitlines()
    if lines:
        runs += [(" ", ""), ("✎ ", "key"), (shown_text(lines[0]), "note")]
    return runs
