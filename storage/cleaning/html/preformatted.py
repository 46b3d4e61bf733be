"""Preformatted text: code as it stands, but prose that was only pasted in is read as plain text is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage.block import Kind
from storage.cleaning.html.elements import DROPPED
from storage.cleaning.segments import Segment
from storage.text import sanitise

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEAST_LINES, _LEAST_WORDS = 4, 60
_LONGEST = 500_000
_MOST_SIGNS, _MOST_INDENTED = 0.015, 0.3
_SIGNS = re.compile(r"[{}\[\];=<>_$#\\|]")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)]*[ \t]*$", re.MULTILINE)


def preformatted(element: _Element) -> list[Segment]:
    """Return the text of an element: one block of code, or for prose its paragraphs."""
    text = sanitise(_text(element)).strip("\n").rstrip()
    if not _is_prose(text):
        return [Segment(text, Kind.CODE)]
    from storage.cleaning.plain import read_plain

    return list(read_plain(text).segments)


def _is_prose(text: str) -> bool:
    """Whether text reads as sentences over lines that begin at the margin: a mail, an old page, no code."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(text) > _LONGEST or len(lines) < _LEAST_LINES or len(text.split()) < _LEAST_WORDS:
        return False
    indented = sum(line[0].isspace() for line in lines)
    return (
        indented <= _MOST_INDENTED * len(lines)
        and len(_SIGNS.findall(text)) <= _MOST_SIGNS * len(text)
        and len(_SENTENCE_END.findall(text)) >= 2
    )


def _text(element: _Element) -> str:
    """Return all text of an element with its white space as it stands; a break is a newline."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "br":
            parts.append("\n")
        if inner.tag not in DROPPED:
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    return "".join(parts)
