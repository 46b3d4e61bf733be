"""What a word is to a search: a text as words parted by spaces, and what a reader asked for in the same form. Pure.

Case, accents and whatever stands between words do not count. Scripts that put no space between words (Chinese,
Japanese, Korean, Thai …) and pictures such as emoji are spread into overlapping pairs, ``東京都`` into
``東京 京都 都``: so two characters side by side are one word to look up, and a single one is the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.text import fold

FORM = f"1 {unicodedata.unidata_version}"
"""Names how texts are spread; what was spread under another name has to be spread anew."""

GAP = "¶"
"""Stands between texts that are spread together: no phrase reaches over it, for it is part of no word."""

_DENSE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul, letter by letter
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3041, 0x31FF),  # Hiragana, Katakana, Bopomofo
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),  # Han
    (0xA000, 0xA4CF),  # Yi
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x1F000, 0x1FAFF),  # pictures
    (0x20000, 0x3FFFF),
)
_IN_DENSE = "".join(f"{chr(first)}-{chr(last)}" for first, last in _DENSE)
_PICTURES = 0x1F000
"""From here on a sign is a picture that somebody may look for."""
_ZERO_WIDTH_SPACE = 0x200B

_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_RUN = re.compile(f"[{_IN_DENSE}]+")
_TOKEN = re.compile(f"(?P<run>[{_IN_DENSE}]+)|[^ {_IN_DENSE}]+")
_SYLLABLES = re.compile("[\uac00-\ud7a3]?[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb]+")
"""Korean written letter by letter, as some systems do."""
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(0x80)}


class _Letters(dict[int, str]):
    """What a code point is in a spread text, worked out once: itself folded, a space, or nothing."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _letters_of(chr(code))
        return made


def _letters_of(char: str) -> str:
    if "\uac00" <= char <= "\ud7a3":
        return char  # a syllable of Hangul stays one; folding would take it apart
    kind = unicodedata.category(char)
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return " " if ord(char) == _ZERO_WIDTH_SPACE else ""
    return "".join(piece if _is_of_word(piece) else " " for piece in fold(char).lower())


def _is_of_word(char: str) -> bool:
    if char.isascii():
        return char.isalnum()
    kind = unicodedata.category(char)
    return kind[0] in "LNM" or kind == "Co" or (ord(char) >= _PICTURES and kind in {"So", "Sk", "Cn"})


_LETTERS = _Letters(_ASCII)


def spread(text: str) -> str:
    """Return ``text`` as its words, each parted from the next by one space, with a space before and after.

    >>> spread("Zürich’s 東京都")
    ' zurich s 東京 京都 都 '
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_fold_run, text)
    plain = text.translate(_ASCII)
    if not plain.isascii():
        plain = _RUN.sub(_in_pairs, plain)
    return f" {' '.join(plain.split())} "


def spread_all(texts: Iterable[str]) -> str:
    """Return several texts spread as one, so that no phrase reaches from one into the next."""
    return GAP.join(spread(text) for text in texts)


def spelled(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return ``text`` letter by letter, words not yet parted, and where each letter begins and ends in ``text``."""
    if text.isascii():
        return text.translate(_ASCII), range(len(text)), range(1, len(text) + 1)
    made: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    at = 0
    for run in (*_BEYOND_ASCII.finditer(text), None):
        stop = len(text) if run is None else run.start()
        made.append(text[at:stop].translate(_ASCII))
        begins += range(at, stop)
        ends += range(at + 1, stop + 1)
        if run is not None:
            at = run.end()
            for char, begin, end in _characters(run[0], stop):
                signs = _LETTERS[ord(char)]
                made.append(signs)
                begins += [begin] * len(signs)
                ends += [end] * len(signs)
                if not signs and ends:
                    ends[-1] = end  # an accent that stands alone belongs to the letter before it
    return "".join(made), begins, ends


def tokens(plain: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a text as :func:`spelled` gives it, and the letter that each begins at."""
    for found in _TOKEN.finditer(plain):
        if found["run"] is None:
            yield found[0], found.start()
        else:
            yield from zip(_pairs(found[0]), range(*found.span()), strict=True)


def _characters(text: str, first: int) -> Iterator[tuple[str, int, int]]:
    """Yield each character with its start and end, counted from ``first``; Korean in letters as its syllables."""
    at = 0
    for run in _SYLLABLES.finditer(text):
        yield from ((text[place], first + place, first + place + 1) for place in range(at, run.start()))
        at = run.start()
        for char in unicodedata.normalize("NFC", run[0]):
            begin, wanted = at, unicodedata.normalize("NFD", char)
            while unicodedata.normalize("NFD", text[begin:at]) != wanted:
                at += 1
            yield char, first + begin, first + at
    yield from ((text[place], first + place, first + place + 1) for place in range(at, len(text)))


def _fold_run(run: re.Match[str]) -> str:
    return _SYLLABLES.sub(_compose, run[0]).translate(_LETTERS)


def _compose(run: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", run[0])


def _in_pairs(run: re.Match[str]) -> str:
    return f" {' '.join(_pairs(run[0]))} "


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters, and the last one alone."""
    return [run[at : at + 2] for at in range(len(run))]


@dataclass(frozen=True, slots=True)
class Words:
    """One or more words that must follow each other."""

    parts: tuple[str, ...]
    """As they stand in a spread text; never empty."""
    open: bool
    """Whether the last part may be the beginning of a word only."""

    def stand_in(self, spread_text: str) -> bool:
        """Whether the words stand in a text that was spread."""
        return f" {' '.join(self.parts)}{'' if self.open else ' '}" in spread_text


def words_of(text: str, *, whole: bool = False) -> Words | None:
    """Return what a reader means by ``text``; None when there is no word in it.

    The last word counts as the beginning of one, unless ``whole``. Where it is of a script without spaces it is left
    open in either case: nothing tells that a word ends there.
    """
    parts = tuple(spread(text).split())
    if not parts:
        return None
    if not _RUN.match(parts[-1]):
        return Words(parts, open=not whole)
    if len(parts) > 1 and len(parts[-2]) > 1 and parts[-2][-1] == parts[-1] and _RUN.match(parts[-2]):
        return Words(parts[:-1], open=False)  # the pair before says it already
    return Words(parts, open=True)
