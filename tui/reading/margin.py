"""What stands in the margin of a block: its tags and notes, and why it is hidden when it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from storage import calling
from storage.annotation import Annotation, tag_key
from storage.block import Block
from tui.cells import Runs, cropped
from tui.reading.layout import shown_text
from tui.reading.marks import Mark
from tui.signs import MARK_BAR
from tui.wrapping import NO_BREAK, flow

_LONGEST_QUOTE = 32
"""Cells that the margin gives to the words of a span."""
_NOTE_ROWS = 6
"""Rows that a note takes at least before it is cut short."""
_ROOMY = 56
"""Cells from which a margin says of each hidden block that it is hidden, not only why."""


@dataclass(frozen=True, slots=True)
class MarginWords:
    """What the margin needs to know to speak of an article's marks."""

    inks: Mapping[str, str] = field(default_factory=dict)
    """Tag key → ink."""
    digits: Mapping[str, int] = field(default_factory=dict)
    """Tag key → the digit it is pinned to."""
    creator: str = ""
    """Whose long notes are cut short: this reader's, who can open them."""
    opens: str = ""
    """The key that opens a note; a long one is cut short only where there is one."""
    opens_article: str = ""
    """The key that opens the note on the article."""


def marks_in_margin(
    marks: Iterable[Mark],
    text: str,
    words: MarginWords,
    width: int,
    name: Callable[[int, int], str],
    *,
    room: int = 0,
    several: bool = False,
) -> list[Runs]:
    """Return the margin's rows for the marks that begin at a block.

    Args:
        marks: In the order in which they are told.
        text: The block's text.
        words: How tags are shown.
        width: Cells of a row.
        name: Numbers of the first and the last block of a range → what it is called.
        room: Rows that there are beside the block anyway.
        several: Whether other marks lie on the block, too: then each has its own bar before what is said of it.
    """
    rows: list[Runs] = []
    width -= 2 if several else 0
    for mark in marks:
        before: Runs = []
        if mark.is_span:
            quote = shown_text(text[mark.start : mark.end])
            before = [(cropped(f"“{quote}”", min(width, _LONGEST_QUOTE)) + " ", "dim")]
        elif mark.last > mark.first:
            before = [(f"{name(mark.first, mark.last)} ", "dim")]
        opens = words.opens if mark.annotation.creator == words.creator else ""
        told = annotation_rows(mark.annotation, words, width, before, most=max(_NOTE_ROWS, room), opens=opens)
        bar = [(MARK_BAR, mark.ink), (" ", "")] if several else []
        rows += [[*bar, *row] for row in told]
    return rows


def called(blocks: Sequence[Block], number_of: Callable[[int], int | None], first: int, last: int) -> str:
    """Return what a run of blocks is called (:func:`storage.calling.called`).

    ``number_of`` gives the number that the reader sees.
    """
    shown = [block for block in range(first, last + 1) if blocks[block].kept]
    ends = shown[:1] + shown[-1:]
    return calling.called([number_of(block) for block in ends], last + 1 - first)


def annotation_rows(
    annotation: Annotation,
    words: MarginWords,
    width: int,
    before: Runs | None = None,
    *,
    most: int = _NOTE_ROWS,
    opens: str = "",
) -> list[Runs]:
    """Return the rows that tell an annotation: its tags, each with its digit, then its note.

    A note of more than ``most`` rows is cut short where a key ``opens`` it.
    """
    runs: Runs = list(before or [])
    for number, tag in enumerate(annotation.tags):
        if number:
            runs.append((" · ", "dim"))
        key = tag_key(tag)
        if digit := words.digits.get(key):
            runs.append((f"{digit}{NO_BREAK}", "key"))
        runs.append((shown_text(tag), words.inks.get(key, "")))
    rows = [_unhung(row) for row in flow(runs, width, hang=2)] if runs and annotation.tags else []
    if annotation.note:
        lead: Runs = [*(before or [])] if not annotation.tags else []
        note = _note_rows(annotation.note, lead, width)
        if opens and len(note) > most:
            note = [*note[: most - 1], [("  … ", "dim"), (opens, "key"), (" opens", "dim")]]
        rows += note
    if not rows:
        rows = flow([*runs, ("marked", "dim")], width, hang=2)
    return rows


def _unhung(row: Runs) -> Runs:
    """Return a row of tags without the dot that would part its last one from a tag on the next row."""
    if not row or row[-1][1] != "dim" or not row[-1][0].rstrip().endswith("·"):
        return row
    return row[:-1]


def _note_rows(note: str, before: Runs, width: int) -> list[Runs]:
    rows: list[Runs] = []
    for line in note.strip().splitlines():
        # The lead stays with the first word, however long: an address begins where the note does.
        lead: Runs = [*before, (f"✎{NO_BREAK}", "key")] if not rows else [(2 * NO_BREAK, "")]
        rows += flow([*lead, (shown_text(line), "note")], width, hang=2)
    return rows


def marking_words(add: Sequence[str], remove: Sequence[str], name: str) -> str:
    """Return what is said of tags given to and taken off a target: ``claim on ¶ 3 · todo off ¶ 3``."""
    sides = ((add, "on"), (remove, "off"))
    return " · ".join(f"{', '.join(tags)} {side} {name}" for tags, side in sides if tags)


def reason_in_margin(worded: str, width: int, most: int = 1) -> list[Runs]:
    """Return the margin's rows for a hidden block: that it is, and why; cut to one row where it takes over ``most``.

    A narrow margin says only why, and so of each of them: that they are hidden is told by their look. Hidden lines
    then stand close together; the bottom line has the whole reason of the one under the cursor.
    """
    said = shown_text(worded)
    told = said if said.startswith("hidden ") or width < _ROOMY else f"hidden · {said}"
    rows = flow([(told, "dim")], width, hang=2)
    return rows if len(rows) <= most else [[(cropped(said, width), "dim")]]


def head_rows(
    of_article: Iterable[Annotation], orphans: Iterable[Annotation], words: MarginWords, width: int
) -> list[Runs]:
    """Return what stands above the first block: the marks of the whole article, and those that lost their text."""
    rows: list[Runs] = []
    for annotation in of_article:
        opens = words.opens_article if annotation.creator == words.creator else ""
        rows += annotation_rows(annotation, words, width, opens=opens)
    for annotation in orphans:
        quote = cropped(f"“{shown_text(annotation.target.exact)}”", max(width - 24, 8))
        rows += flow([("? text not found: ", "trouble"), (quote, "dim")], width, hang=2)
        rows += [[("  ", ""), *row] for row in annotation_rows(annotation, words, width - 2)]
    return rows
