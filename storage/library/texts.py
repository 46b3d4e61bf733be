"""The blocks of an article as bytes: compact JSON arrays, the same bytes for the same blocks."""

from __future__ import annotations

import json
from collections.abc import Iterable
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
    return f'{{"format":{_FORMAT},"blocks":[\n{joined}\n]}}\n'.encode()


def decode_blocks(data: bytes) -> tuple[Block, ...]:
    """Return the blocks that :func:`encode_blocks` wrote.

    Raises:
        ValueError: the bytes are something else.
    """
    try:
        with collector_paused():
            content = json.loads(data)
            if content["format"] != _FORMAT:
                raise ValueError(f"it has format {content['format']}, this version reads {_FORMAT}")
            reader = _Reader()
            return tuple(reader.block(*fields) for fields in content["blocks"])
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"it holds no blocks: {error}") from error


def lines_of(data: bytes) -> list[tuple[str, str, bool]]:
    """Return the id, the text and the keeping of each block that :func:`encode_blocks` wrote, at half the cost.

    Raises:
        ValueError: the bytes are something else.
    """
    try:
        with collector_paused():
            content = json.loads(data)
            if content["format"] != _FORMAT:
                raise ValueError(f"it has format {content['format']}, this version reads {_FORMAT}")
            return [(own, text, bool(kept)) for own, _kind, text, _role, kept, *_more in content["blocks"]]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"it holds no blocks: {error}") from error


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


class _Reader:
    """Builds blocks; equal reasons become one object, for a page has many alike."""

    def __init__(self) -> None:
        self._reasons: dict[tuple[str, ...], Reason] = {}

    def block(
        self,
        own_id: str,
        kind: str,
        text: str,
        role: str,
        kept: int,
        reason: list[str] | None,
        inlines: list[list[Any]],
        depth: int,
        marker: str,
    ) -> Block:
        return Block(
            own_id,
            _KINDS[kind],
            text,
            _ROLES[role],
            bool(kept),
            None if reason is None else self._reason(tuple(reason)),
            tuple(Inline(start, end, _STYLES[style], url) for start, end, style, url in inlines),
            depth,
            marker,
        )

    def _reason(self, words: tuple[str, ...]) -> Reason:
        known = self._reasons.get(words)
        if known is None:
            known = self._reasons[words] = Reason(words[0], words[1:])
        return known
