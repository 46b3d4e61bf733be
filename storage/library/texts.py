"""The blocks of an article as bytes: compact JSON arrays, the same bytes for the same blocks."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from storage.block import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.collector import collector_paused
from storage.long_page import LongPage, Piece
from storage.page import Page, WholePage

_FORMAT = 1
_KINDS = {kind.value: kind for kind in Kind}
_ROLES = {role.value: role for role in Role}
_STYLES = {style.value: style for style in InlineStyle}
_UNREADABLE = "[this paragraph cannot be read: its line in the file of the text is damaged]"


def encode_blocks(blocks: Iterable[Block]) -> bytes:
    """Return blocks as UTF-8 JSON, one block a line."""
    lines = (json.dumps(_as_list(block), ensure_ascii=False, separators=(",", ":")) for block in blocks)
    joined = ",\n".join(lines)
    return b"%b%b%b" % (_BEGINS, joined.encode(), _ENDS)


def decode_blocks(data: bytes) -> tuple[Block, ...]:
    """Return the blocks that :func:`encode_blocks` wrote.

    Raises:
        ValueError: the bytes are something else.
    """
    try:
        with collector_paused():
            return _read(_held(data), _Reasons())
    except _WRONG as error:
        raise ValueError(f"it holds no blocks: {error}") from error


def open_blocks(data: bytes, numbered: int | None = None) -> Page:
    """Return the blocks that :func:`encode_blocks` wrote; those of a long page are read when they are looked at.

    A line in it that is no block is then one that says so, in its place.

    Args:
        data: The bytes.
        numbered: How many of the blocks have a number, where that is known.

    Raises:
        ValueError: the bytes are something else.
    """
    return WholePage(decode_blocks(data)) if len(data) < _LONG else LongPage(_Lines(data), numbered)


class _Lines:
    """Bytes that :func:`encode_blocks` wrote, in pieces of many lines; a :class:`storage.long_page.PageSource`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._spans = tuple(_spans(data, _STEP))
        self._reasons = _Reasons()
        self._found = (0, 0)
        """Where the line that was found last begins, and the number of its block."""
        pieces: list[Piece] = []
        count = 0
        for start, stop in self._spans:
            pieces.append(Piece(count, data.count(b"\n", start, stop) + 1, stop - start))
            count += pieces[-1].blocks
        self.pieces: Sequence[Piece] = pieces

    def read(self, piece: int) -> tuple[Block, ...]:
        """Return the blocks of a piece."""
        start, stop = self._spans[piece]
        data = self._data[start:stop]
        with collector_paused():
            try:
                return _read(json.loads(b"[%b]" % data), self._reasons)
            except _WRONG:
                return tuple(map(_read_line, data.split(_BETWEEN)))

    def place_of(self, paragraph: str) -> int | None:
        """Return the number of the block with an id; None where there is none."""
        before, number = self._found
        line = self._line_of(paragraph, before)
        if not line:
            return None
        piece = bisect_right(self._spans, (line, len(self._data))) - 1
        start = self._spans[piece][0]
        if not start <= before <= line:
            before, number = start, self.pieces[piece].first
        number += self._data.count(b"\n", before, line)
        self._found = line, number
        return number

    def text_of(self, paragraph: str) -> str | None:
        """Return the text of the block with an id, reading nothing else; None where there is none."""
        line = self._line_of(paragraph, self._found[0])
        return _read_line(self._data[line : self._data.find(b"\n", line)].rstrip(b",")).text if line else None

    def _line_of(self, paragraph: str, before: int) -> int:
        """Return where the line of a block begins, sought first from the line at ``before`` on; 0 for none."""
        # No newline stands bare inside a line.
        sought = b"\n[%b," % json.dumps(paragraph, ensure_ascii=False).encode("utf-8", "replace")
        return self._data.find(sought, max(before - 1, 0)) + 1 or self._data.find(sought, 0, before) + 1


def lines_of(data: bytes) -> list[tuple[str, str, bool]]:
    """Return the id, the text and the keeping of each block that :func:`encode_blocks` wrote, at half the cost.

    Raises:
        ValueError: the bytes are something else.
    """
    try:
        with collector_paused():
            return [(own, text, bool(kept)) for own, _kind, text, _role, kept, *_more in _held(data)]
    except (TypeError, ValueError) as error:
        raise ValueError(f"it holds no blocks: {error}") from error


_BEGINS, _ENDS, _BETWEEN = f'{{"format":{_FORMAT},"blocks":[\n'.encode(), b"\n]}\n", b",\n"
_PIECE = 1 << 19
"""Bytes that are decoded at once: a page of 10 MB would take four times its size as one text."""
_LONG, _STEP = 1 << 18, 1 << 16
"""Bytes from which a page is read in pieces, and of a piece: half a millisecond."""
_WRONG = (KeyError, TypeError, IndexError, ValueError, RecursionError)
"""What reading raises where the bytes are no blocks."""


def _held(data: bytes) -> Iterator[list[Any]]:
    """Yield blocks as they are written, some at a time."""
    for start, stop in _spans(data, _PIECE):
        yield from json.loads(b"[%b]" % data[start:stop])


def _spans(data: bytes, step: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of blocks begin and end, so many together as take ``step`` bytes."""
    if not (data.startswith(_BEGINS) and data.endswith(_ENDS)):
        raise ValueError(f"it is not what format {_FORMAT} begins and ends with")
    start, end = len(_BEGINS), len(data) - len(_ENDS)
    while start < end:
        stop = data.find(_BETWEEN, start + step, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + len(_BETWEEN)


def _read(lines: Iterable[list[Any]], reasons: _Reasons) -> tuple[Block, ...]:
    return tuple(
        [  # a page of 10 MB has 27,000 blocks
            Block(
                own,
                _KINDS[kind],
                text,
                _ROLES[role],
                bool(kept),
                reasons[tuple(reason)] if reason is not None else None,
                _inlines(inlines) if inlines else (),
                depth,
                marker,
            )
            for own, kind, text, role, kept, reason, inlines, depth, marker in lines
        ]
    )


def _read_line(line: bytes) -> Block:
    """Return the block of a line, or what stands for it where it is none."""
    try:
        return _read([json.loads(line)], _Reasons())[0]
    except _WRONG:
        return Block("", Kind.PARAGRAPH, _UNREADABLE, Role.BODY, kept=True)


def _as_list(block: Block) -> list[Any]:
    reason = block.reason
    return [
        block.id,
        block.kind.value,
        block.text,
        block.role.value,
        int(block.kept),
        None if reason is None else [reason.cue, *reason.evidence],
        [[inline.start, inline.end, inline.style.value, inline.url] for inline in block.inlines],
        block.depth,
        block.marker,
    ]


class _Reasons(dict[tuple[str, ...], Reason]):
    """Equal reasons become one object, for a page has many alike."""

    def __missing__(self, words: tuple[str, ...]) -> Reason:
        reason = self[words] = Reason(words[0], words[1:])
        return reason


def _inlines(held: list[list[Any]]) -> tuple[Inline, ...]:
    return tuple(Inline(start, end, _STYLES[style], url) for start, end, style, url in held)
