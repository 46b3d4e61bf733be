"""Where the sentences and the words of a paragraph are. Pure.

A sentence ends at a stop that is followed by a space and the beginning of another one, or at a stop of a script that
needs no space. What looks like a stop and is none: the one of an abbreviation or an initial, the point of a number, a
stop that a small letter follows.
"""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_UNSPACED = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts written without spaces: each character counts as a word."""
_WITHIN = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0d7f\u0e31-\u0e4e\u200c\u200d\u00ad"
)
"""Signs that stand on a letter, vowels of Indian and Thai writing among them: they part no word."""
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)+|[{_UNSPACED}]|[^\W{_UNSPACED}](?:[^\W{_UNSPACED}]|[{_WITHIN}]|['’\-](?=[^\W{_UNSPACED}]))*"
)

_CLOSERS = r"\"'”’“‘»«›)\]*_"
_OPENERS = r"\"'“‘„«»‹(\[¿¡*_–—-"
_CORNERS = "」』”’）】》"
_END = re.compile(
    rf"(?P<spaced>[.!?…‥؟۔।॥։።]+[{_CLOSERS}]*)(?=\s+[{_OPENERS}]*\s*(?P<next>\w+))"
    # What is said in corner brackets goes on in its sentence when と or って follows: “…”, he says.
    rf"|[。！？｡．]++(?:[{_CORNERS}]++(?!と|っ)|(?![{_CORNERS}]))"
    r"|\n+"
)
_ALWAYS = frozenset("؟۔।॥։።")
"""Stops that end a sentence whatever follows: their scripts have no capitals."""
_BEFORE = re.compile(r"(?:^|[^\w.])((?:[^\W\d_]{1,2}\.)+|[^\W\d_]+\.)$|(?:^|[^\w.])(\d{1,3}\.)$")
_LOOK_BACK = 16


def _each_of(written: str) -> frozenset[str]:
    return frozenset(written.split())


_NEVER = _each_of(
    "mr mrs ms mx dr prof st vs gen sen rep gov lt col sgt maj capt cpt cmdr adm hon rev fr br pres supt messrs mme "
    "mlle sra srta dra cf ca approx e.g i.e viz bzw z.b d.h u.a s.o s.u vgl evtl ggf inkl eds dept tel bsp"
)
"""Abbreviations that something always follows."""
_BEFORE_NUMBERS = _each_of(
    "no nos nr p pp fig figs eq sec ch vol vols art abs jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
    "tues wed thu thur thurs fri sat sun"
)
"""Abbreviations where a number follows, and ends of sentences elsewhere."""
_PERHAPS = _each_of(
    "etc al inc ltd co corp jr sr bros ave blvd rd p.m a.m u.s u.k u.n e.u d.c u.s.a b.c a.d ph.d usw"
)
"""Abbreviations that may stand at the end of a sentence: they do where one of these begins after them."""
_STARTERS = _each_of(
    "the a an it its he she they we i you his her their our this that these those there here in on at by for from "
    "with but and so yet or if when while as after before since although because however meanwhile then now what who "
    "how why where not no all some many most each der die das er sie es wir ein eine le la les il elle un une el los "
    "las"
)
_MONTHS = _each_of("januar februar märz april mai juni juli august september oktober november dezember jänner")


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a paragraph in order, without the spaces between them; a line of code is one."""
    breaks = [0]
    for match in _END.finditer(text):
        if match["spaced"] is None or _ends(text, match, breaks[-1]):
            breaks.append(match.end())
    if breaks[-1] < len(text):
        breaks.append(len(text))
    spans = (_trimmed(text, start, end) for start, end in pairwise(breaks))
    return tuple(span for span in spans if span[0] < span[1])


def words(text: str) -> tuple[Span, ...]:
    """Return the words of a paragraph in order; of scripts without spaces, each character; a number is one word."""
    return tuple(match.span() for match in _WORD.finditer(text))


def _ends(text: str, match: re.Match[str], began: int) -> bool:
    """Return whether a stop that is followed by a space ends the sentence that ``began`` there."""
    stop, following = match["spaced"], match["next"]
    if not _ALWAYS.isdisjoint(stop):
        return True
    if following[0].islower():
        return False
    if stop[0] != "." or stop.startswith(".."):
        return True
    at = match.start() + 1
    before = _BEFORE.search(text[max(at - _LOOK_BACK, began) : at])
    if before is None:
        return True
    if before[2]:
        numbers_a_list = not text[began:at].strip(" 0123456789.")
        return not (numbers_a_list or following.casefold() in _MONTHS)
    word = before[1].rstrip(".")
    known = word.casefold()
    if known in _PERHAPS or _is_initials(word):
        return following.casefold() in _STARTERS and following[0].isupper() and following != "I."
    return not (known in _NEVER or (known in _BEFORE_NUMBERS and following[0].isdigit()))


def _is_initials(word: str) -> bool:
    """Return whether it is ``J`` or ``J.R``: capitals, each alone."""
    return all(len(part) == 1 and part.isupper() for part in word.split("."))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return (start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))
