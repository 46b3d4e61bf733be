"""Lines that a program has broken at a limit, joined again; lines of verse, lists and tables are left.

Two lines are joined by a space, by nothing between East Asian characters, and as ``storage.cleaning.hyphens`` says
where the first ends in a hyphen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storage.cleaning.hyphens import HYPHENS, SOFT_HYPHEN, Words
from storage.cleaning.line_limits import ANEW, SLACK, Block, limits_of, overflows
from storage.cleaning.lines import Line, is_wide, one_line

_LEAST_ANYWHERE = 0.8
_VERSE = 8


def unwrapped(lines: Sequence[Line], words: Words | None = None, *, cell: bool = False) -> list[Line]:
    """Return the lines with those joined that only a line limit parts.

    Args:
        lines: of a text, or of one ``cell`` of a table, where little is enough to prove a limit.
        words: those of the whole text, which decide about hyphens at the ends of lines.
    """
    limits = limits_of(lines, cell=cell)
    if not limits:
        return list(lines)
    words = words or Words("\n".join(line.text for line in lines))
    return list(_joined_all(lines, limits, words, _breaks_korean(lines, limits)))


def _breaks_korean(lines: Sequence[Line], limits: Mapping[int, tuple[Block, int]]) -> bool:
    """Whether Korean words are broken anywhere, as East Asian text is: then every line between two is full."""
    inside = full = 0
    for block, limit in limits.values():
        for place, edge in enumerate(block.edges[:-1], block.start):
            if _is_hangul(lines[place].text[-1]) and _is_hangul(lines[place + 1].text[0]):
                inside += 1
                full += edge >= limit - SLACK
    return full > _LEAST_ANYWHERE * inside


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff"


def _joined_all(
    lines: Sequence[Line], limits: Mapping[int, tuple[Block, int]], words: Words, hangul: bool
) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        known = limits.get(place)
        if not known:
            yield lines[place]
            place += 1
            continue
        block, limit = known
        yield from _joined_block(lines, block, limit, words, hangul)
        place = block.end


def _joined_block(lines: Sequence[Line], block: Block, limit: int, words: Words, hangul: bool) -> Iterator[Line]:
    part = lines[block.start : block.end]
    if _is_verse(part):
        yield from part
        return
    first = 0
    for place in range(1, len(part) + 1):
        if place < len(part) and _goes_on(part, first, place, block, limit):
            continue
        yield _joined(part[first:place], words, hangul)
        first = place


def _is_verse(part: Sequence[Line]) -> bool:
    """Whether so many lines begin with a capital that no program can have broken them."""
    return len(part) > _VERSE and all(line.text[0].isupper() for line in part)


def _goes_on(part: Sequence[Line], first: int, place: int, block: Block, limit: int) -> bool:
    before, line = part[place - 1], part[place]
    edge = block.edges[place - 1]
    if edge > limit + SLACK or ANEW.match(line.text):
        return False
    if block.axis < 0 and not _may_follow(part, first, place, block.margin):
        return False
    return before.text[-1] == SOFT_HYPHEN or overflows(edge, line.text, limit)


def _may_follow(part: Sequence[Line], first: int, place: int, margin: int) -> bool:
    """Whether a line's indent lets it go on: as deep as the line before, unless that is a paragraph's first."""
    before, line = part[place - 1], part[place]
    if line.indent == before.indent:
        return True
    if place - 1 != first:
        return False
    if before.marker or line.indent < before.indent or before.indent > margin:
        return True
    # Further in than the line before: a hanging paragraph, or the first line of the next one.
    return place + 1 == len(part) or part[place + 1].indent == line.indent


def _joined(part: Sequence[Line], words: Words, hangul: bool) -> Line:
    first = part[0]
    if len(part) == 1:
        return first
    text = one_line(first.text)
    pieces: list[str] = []
    for line in part[1:]:
        after = one_line(line.text)
        if text[-1] in HYPHENS or text[-1] == SOFT_HYPHEN:
            whole = words.joined(text, after)
            if whole is not None:
                pieces.append(whole[: -len(after)])
                text = after
                continue
        pieces.append(text if _unspaced(text[-1], after[0], hangul) else text + " ")
        text = after
    pieces.append(text)
    return Line(
        "".join(pieces),
        first.indent,
        first.gap,
        first.marker,
        first.indent + sum(line.edge - line.indent for line in part),
    )


def _unspaced(last: str, first: str, hangul: bool) -> bool:
    """Whether nothing stands between two characters where a line is broken: one is East Asian."""
    if last.isascii() and first.isascii():
        return False
    return any(is_wide(char) and (hangul or not _is_hangul(char)) for char in (last, first))
