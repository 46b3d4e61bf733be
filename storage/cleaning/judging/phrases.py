"""Words that pages say around an article: the tables of ``phrases.toml`` as sets and patterns, second to shape.

Every table is matched against a line's folded words (:func:`folded`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_COMMON_EDGES = (
    "'\"()[]{}<>|*#_.,:;!?/\\+=~^`&%$@- •·–—“”‘’„«»…‹››」「』『】【）（》《〉〈。，、：；！？→←▶►©®™★☆■□●○|"
)


def folded(text: str) -> str:
    """Return a line as the tables spell it: lower case, one space, letters and figures at both ends."""
    line = " ".join(text.casefold().split())
    if line and not (line[0].isalnum() and line[-1].isalnum()):
        line = line.strip(_COMMON_EDGES)
        if line and not (line[0].isalnum() and line[-1].isalnum()):
            line = _EDGES.sub("", line)
    return line if line.isascii() else line.replace("’", "'")


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _starts(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for lines that begin with one of these words, and end there or go on with another word."""
    return re.compile(rf"(?:{_either(words)})(?![^\W\d_])")


_TOKEN = re.compile(r"[^\W\d_]+")


class Anywhere:
    """Phrases looked for anywhere in a line: whole words where the script parts words.

    Hardly any line holds the first word of any phrase; one look at its tokens spares the search.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take phrases as the tables spell them."""
        phrases = list(phrases)
        spaced = [phrase for phrase in phrases if not _unspaced(phrase)]
        unspaced = [phrase for phrase in phrases if _unspaced(phrase)]
        self._heads = frozenset(max(_TOKEN.findall(phrase), key=len) for phrase in spaced)
        self._spaced = re.compile(rf"(?<![^\W\d_])(?:{_either(spaced)})(?![^\W\d_])")
        self._unspaced = re.compile(_either(unspaced)) if unspaced else None

    def found(self, line: str, tokens: frozenset[str]) -> Iterator[str]:
        """Yield the phrases in a folded line whose tokens these are."""
        if not self._heads.isdisjoint(tokens):
            yield from self._spaced.findall(line)
        if self._unspaced and not line.isascii():
            yield from self._unspaced.findall(line)

    def first(self, line: str, tokens: frozenset[str]) -> str:
        """Return the first phrase in a folded line, or nothing."""
        if self._heads.isdisjoint(tokens) and (self._unspaced is None or line.isascii()):
            return ""
        return next(self.found(line, tokens), "")


def _unspaced(word: str) -> bool:
    return word[0] > "\u2e80"


def _load() -> dict[str, list[str]]:
    source = resources.files(__package__) / "phrases.toml"
    tables = tomllib.loads(source.read_text(encoding="utf-8"))
    return {name: [word for words in scripts.values() for word in words] for name, scripts in tables.items()}


_TABLES = _load()

NETWORKS = frozenset(_TABLES["networks"])
"""What pages share to, as a line of its own."""
LABELS = frozenset(_TABLES["labels"])
"""What stands before a value that the page fills in."""
ADVERTISEMENT = frozenset(_TABLES["advertisement"])
"""What stands above an advertisement, as a line of its own; the article may go on below."""
AGENCIES = frozenset(_TABLES["agencies"])
"""News agencies, as a line of their own."""

SHARE = _starts(_TABLES["share"])
RETURN_TO_TOP = _starts(_TABLES["return_to_top"])
COMMENT_HEAD = _starts(_TABLES["comment_head"])
COMMENT_COUNT = _starts(_TABLES["comment_count"])
RELATED_HEAD = _starts(_TABLES["related_head"])
WIDGET = _starts(_TABLES["widget"])
BYLINE = _starts(_TABLES["byline"])
PROMOTION = Anywhere(_TABLES["promotion"])
SOCIAL = Anywhere(_TABLES["social"])
LEGAL = Anywhere(_TABLES["legal"])
COOKIES = Anywhere(_TABLES["cookies"])

_WHOLE_LINES = {"networks", "labels", "advertisement", "agencies", "credit", "credit_names", "credit_tails"}
_PHRASES = [phrase for name, table in _TABLES.items() if name not in _WHOLE_LINES for phrase in table]
TABLE_BITS = {name: 1 << number for number, name in enumerate(name for name in _TABLES if name not in _WHOLE_LINES)}
"""Each table of phrases that more may stand beside, as one bit."""
_EVERY_TABLE = (1 << len(TABLE_BITS)) - 1


def _told_by() -> dict[str, int]:
    """Word → the tables with a phrase whose longest word it is."""
    tables: dict[str, int] = {}
    for name, bit in TABLE_BITS.items():
        for phrase in _TABLES[name]:
            if not _unspaced(phrase):
                word = max(_TOKEN.findall(phrase), key=len)
                tables[word] = tables.get(word, 0) | bit
    return tables


_TOLD_BY = _told_by()
_TELLING = frozenset(_TOLD_BY)
_REPORTERS = ("記者", "记者", "撰文", "文字")
_UNSPACED_SIGNS = re.compile(
    "[" + "".join(sorted({phrase[0] for phrase in (*_PHRASES, *_REPORTERS) if _unspaced(phrase)})) + "]"
)


def tables_of(line: str, tokens: frozenset[str]) -> int:
    """Return the tables of which a folded line with these tokens may hold a phrase, as bits: of most lines none.

    Not the tables of whole lines (networks, labels, advertisement, agencies), nor those of pictures' credits.
    """
    if not line.isascii() and _UNSPACED_SIGNS.search(line):
        return _EVERY_TABLE
    if _TELLING.isdisjoint(tokens):
        return 0
    tables = 0
    for token in _TELLING & tokens:
        tables |= _TOLD_BY[token]
    return tables


REPORTER = re.compile(rf"\w{{0,12}}[/／╱|｜\s]{{0,2}}(?:{_either(_REPORTERS)})[\w\s]{{2,12}}[/／╱]")
"""A byline of East Asian papers: paper, reporter, kind of report."""
TEASER = re.compile(rf"(?:{_either(_TABLES['teaser'])})\s*[:：>»|–-]")
"""A word that announces another article, and its sign."""
CREDIT = re.compile(rf"(?:{_either(_TABLES['credit'])})(?:\s+(?:by|von|de|di|courtesy of|source|via))?\s*[:：/©|．.]")
"""A picture's credit at the beginning of a line."""
CREDIT_END = re.compile(
    rf"[(\[（【][^()\[\]（）【】]{{0,60}}(?<![^\W\d_])(?:{_either(_TABLES['credit_names'])})(?![^\W\d_])"
    r"[^()\[\]（）【】]{0,60}[)\]）】]\W*$",
    re.IGNORECASE,
)
"""A picture's credit in brackets at the end of a line."""
CREDIT_TAIL = re.compile(
    rf"(?:©[^.]{{0,60}}|(?:/|\||via|\.)\s?(?:{_either(_TABLES['credit_tails'])})(?:/\w+)?)\W*$",
    re.IGNORECASE,
)
"""A picture's credit at the end of a line, without brackets."""
CREDIT_HEADS = frozenset(max(_TOKEN.findall(phrase), key=len) for phrase in _TABLES["credit_tails"])
"""The longest word of each credit that :data:`CREDIT_TAIL` finds without a sign of copyright."""
