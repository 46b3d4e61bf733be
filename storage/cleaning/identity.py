"""Paragraph ids: a hash over a block's words, the same after re-wrapping, re-casing or new punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from storage.block import Kind
from storage.cleaning.lines import without_printers_signs
from storage.hashing import sha256

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens and zero-width characters: they part no word."""
_WORD = re.compile(r"[^\W_]+")
_DIGITS = 12
_ONLY_WORDS = "".join(char.lower() if char.isalnum() else " " for char in map(chr, range(128))).encode().ljust(256)
"""ASCII with small letters, and a space for whatever is of no word."""


def words_of(text: str) -> list[str]:
    """Return the words that a block is known by: NFKC, casefolded, without punctuation or unseen characters."""
    if text.isascii():
        return text.encode("ascii").translate(_ONLY_WORDS).decode("ascii").split()
    return _WORD.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def paragraph_ids(blocks: Iterable[tuple[str, Kind]]) -> list[str]:
    """Return an id for each (text, kind) in order: ``p-`` and 12 hexadecimal digits of a SHA-256.

    The hash is over the words joined by a space, or where there are none over the raw text and the kind. The second
    block of the same hash gets ``.2``, the third ``.3`` and so on.
    """
    seen: dict[str, int] = {}
    ids = []
    for text, kind in blocks:
        stem = _stem(text, kind)
        times = seen[stem] = seen.get(stem, 0) + 1
        ids.append(stem if times == 1 else f"{stem}.{times}")
    return ids


def _stem(text: str, kind: Kind) -> str:
    simple = text if text.isascii() else without_printers_signs(text)
    if simple.isascii():
        known_by = b" ".join(simple.encode("ascii").translate(_ONLY_WORDS).split())
    else:
        known_by = " ".join(words_of(text)).encode("utf-8", "replace")
    known_by = known_by or f"{kind.value}\n{text}".encode("utf-8", "replace")
    return "p-" + sha256(known_by)[:_DIGITS]
