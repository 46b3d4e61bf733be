"""The blocks of an article as bytes: compact JSON arrays, the same bytes for the same blocks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from storage.article import Block, Inline, InlineStyle, Kind, Reason, Role
from storage.collector import collector_paused

_FORMAT = 1
_KINDS = {kind.value: kind for kind in Kind}
_ROLES = {role.value: role for role in Role}
_STYLES = {style.value: style for style in InlineStyle}


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
    reasons = _Reasons()
    try:
        with collector_paused():
            return tuple(
                [  # a page of 10 MB has 27,000 blocks, and its reader waits for all of them
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
                    for own, kind, text, role, kept, reason, inlines, depth, marker in _held(data)
                ]
            )
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(f"it holds no blocks: {error}") from error


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


def _held(data: bytes) -> Iterator[list[Any]]:
    """Yield blocks as they are written, some at a time."""
    if not (data.startswith(_BEGINS) and data.endswith(_ENDS)):
        raise ValueError(f"it is not what format {_FORMAT} begins and ends with")
    start, end = len(_BEGINS), len(data) - len(_ENDS)
    while start < end:
        stop = data.find(_BETWEEN, start + _PIECE, end)
        stop = end if stop < 0 else stop
        yield from json.loads(b"[%b]" % data[start:stop])
        start = stop + len(_BETWEEN)


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
