"""``#tag`` in a note: what is written so becomes a tag of the annotation. Pure.

A hashtag begins at the beginning of the note, or after a space or an opening sign, and goes on over letters, digits,
``_``, ``-`` and ``/``; one of digits alone is a number (``#4``). In code there are none, nor after a backslash, nor
in an address, nor in a heading of Markdown, which has a space after its ``#``.
"""

from __future__ import annotations

import contextlib
import re

from storage.annotation import tag_key, tag_name
from storage.errors import UsageError

_SIGNS = (
    r"\w\u0300-\u036f\u0483-\u0487\u0591-\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    r"\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0d7f\u0d81-\u0d83\u0dca-\u0df3\u0e31-\u0e4e\u0eb1-\u0ece"
    r"\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u17b4-\u17d3"
)
"""Letters, digits, ``_``, and the marks that words of many scripts are not without; nothing that ends a sentence."""
_BEFORE = r"(?<![^\s(\[{“‘„«\"'…,;:—–])"
_HASHTAG = re.compile(rf"{_BEFORE}#([{_SIGNS}]+(?:[-/]+[{_SIGNS}]+)*)")
_BEGUN = re.compile(rf"{_BEFORE}#([{_SIGNS}/-]*)$")
_CODE = re.compile(r"^(```|~~~).*?^\1|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


def hashtags(note: str) -> tuple[str, ...]:
    """Return the tags that are written in a note, in order, each once."""
    found: dict[str, str] = {}
    for match in _HASHTAG.finditer(_CODE.sub(_blank, note)):
        if any(char.isalpha() for char in match[1]):
            with contextlib.suppress(UsageError):  # it is too long for a tag
                name = tag_name(match[1])
                found.setdefault(tag_key(name), name)
    return tuple(found.values())


def new_hashtags(before: str, note: str) -> tuple[str, ...]:
    """Return the tags that are written in a note and were not in what it was ``before``."""
    known = {tag_key(name) for name in hashtags(before)}
    return tuple(name for name in hashtags(note) if tag_key(name) not in known)


def hashtag_begun(line: str) -> str | None:
    """Return what is written so far of a hashtag at the end of a line, without its ``#``; None if there is none."""
    match = _BEGUN.search(line)
    return None if match is None else match[1]


def is_hashtag(name: str) -> bool:
    """Return whether a tag can be written as a hashtag."""
    return hashtags(f"#{name}") == (name,)


def _blank(code: re.Match[str]) -> str:
    return " " * len(code[0])
