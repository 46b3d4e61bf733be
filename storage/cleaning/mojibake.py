"""Mojibake repaired: text that was UTF-8 and has been read as a one-byte encoding, once or more (ftfy does the work).

Only lines that show signs of it are touched, and only their encoding: quotes, widths and line ends stay as they are.
"""

from __future__ import annotations

import re

_LETTERS = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u20ac\u2122"
_PUNCTUATION = "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
_SIGN = re.compile(
    # A lead byte of UTF-8 and what its continuation is in Windows-1252 or Latin-1; after a small letter, which may
    # well stand before a quotation mark or dots, two of which one at least is neither.
    f"[\u00c2-\u00c5\u00ce-\u00d1\u00d7-\u00da][{_LETTERS}{_PUNCTUATION}]"
    f"|[\u00e0-\u00f4](?:[{_LETTERS}][{_LETTERS}{_PUNCTUATION}]|[{_PUNCTUATION}][{_LETTERS}])"
)
_NO_ASCII = bytes([0x20] * 0x80) + bytes(range(0x80, 0x100))
"""Translates UTF-8 so that only what is beyond ASCII is left, parted by spaces."""
_PIECE = 50_000
"""Characters that are looked at together: a longer line is repaired piece by piece."""


def repaired(text: str, utf_8: bytes | None = None) -> str:
    """Return ``text`` with the lines repaired that show signs of a wrong encoding; the library decides which are.

    ``utf_8`` is the same text encoded, where that is at hand. A text without signs is given back itself.
    """
    if text.isascii() or not _shows_signs(text.encode("utf-8", "surrogatepass") if utf_8 is None else utf_8):
        return text
    from ftfy import fix_encoding

    return "\n".join(
        line if line.isascii() or not _SIGN.search(line) else "".join(map(fix_encoding, _pieces(line)))
        for line in text.split("\n")
    )


def _shows_signs(text: bytes) -> bool:
    """Whether there is a sign anywhere: all its characters are beyond ASCII, and of a page only a few are."""
    beyond = set(text.translate(_NO_ASCII).split())
    return _SIGN.search(b" ".join(beyond).decode("utf-8", "surrogatepass")) is not None


def _pieces(line: str) -> list[str]:
    """A line cut before spaces, so that no character is parted."""
    pieces: list[str] = []
    start = 0
    while len(line) - start > _PIECE:
        end = line.rfind(" ", start + 1, start + _PIECE)
        if end < 0:
            end = start + _PIECE
        pieces.append(line[start:end])
        start = end
    pieces.append(line[start:])
    return pieces
