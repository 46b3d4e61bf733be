"""Code in plain text: what stands between fences, or lines that read like no sentence; each stretch becomes one line.

A line of code is kept as it was, indent and blank lines too; ``Line.text`` holds newlines for code and nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from storage.cleaning.lines import Line

_BEGINS = re.compile(r"\n[ \t]*(?:```|~~~|>>> |\$ |#include|import |from \S+ import |def |class )")
_ENDS = re.compile(r"[{};)](?:(?<!\))|(?<=\))[ \t]*:)[ \t]*$", re.MULTILINE)
"""How lines of code begin and end; a pattern that begins with a character is searched for five times as fast."""
_SIGNS = ("{", "}", ";\n", "):", "```", "~~~", ">>> ", "$ ", "import ", "#include", "def ", "class ")
_STRONG = re.compile(
    r".*[(=<>].*;|return\b.*;|.*[{}]\)?[;,]?|[\w.]+(?: [\w.]+)*\(.*\)[:;]?|[\w.\[\]]+ [-+*/]?=+ .+"
    r"|(?:def|class|if|for|while|elif|else|try|except|with)\b.*:"
    r"|import [\w.]+(?: as \w+)?|from [\w.]+ import .+|#include.+|>>> .+|\$ [a-z./].*"
)
_WEAK = re.compile(r"[\])}]|//|/\*|\*|#|@\w|--|.*[(\[,\\]$|(?:else|end|fi|done|pass|break)$|.*\w\(.*\)|.*\w = ")
_FENCES = frozenset(("```", "~~~"))
_LONGEST = 160
_LEAST = 2


def may_hold_code(text: str) -> bool:
    """Whether a text has anything that code has, seen at a glance."""
    return any(sign in text for sign in _SIGNS) and bool(_ENDS.search(text) or _BEGINS.search("\n" + text))


def with_code(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with each stretch of code made one line."""
    return list(_stretches(lines))


def _stretches(lines: Sequence[Line]) -> Iterator[Line]:
    fences = [place for place, line in enumerate(lines) if line.text[:3] in _FENCES]
    closing = {first: last for first, last in itertools.pairwise(fences) if lines[last].text == lines[first].text[:3]}
    place = 0
    while place < len(lines):
        line = lines[place]
        if end := closing.get(place):
            if end > place + 1:
                yield verbatim(lines[place + 1 : end], line.gap)
            place = end + 1
            continue
        end = _code_end(lines, place)
        if end > place:
            yield verbatim(lines[place:end], line.gap)
            place = end
        else:
            yield line
            place += 1


def _code_end(lines: Sequence[Line], place: int) -> int:
    """Where code that begins at ``place`` ends; ``place`` itself where none does."""
    strong = 0
    end = sure = place
    while end < len(lines):
        line = lines[end]
        if len(line.text) > _LONGEST or (end > place and line.gap > 1):
            break
        if _STRONG.fullmatch(line.text):
            strong += 1
            sure = end + 1
        elif end == place or not _WEAK.match(line.text):
            break
        elif line.text[0] in "])}":
            sure = end + 1
        end += 1
    return sure if strong >= _LEAST and strong * 2 >= sure - place else place


def verbatim(lines: Sequence[Line], gap: int) -> Line:
    """Return lines as one that holds newlines, each indented as it was beside the others."""
    margin = min(line.indent for line in lines)
    text = "".join(
        ("\n" * (line.gap + 1) if number else "") + " " * (line.indent - margin) + line.text
        for number, line in enumerate(lines)
    )
    return Line(text, margin, gap, "", max(line.edge for line in lines))
