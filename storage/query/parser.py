"""Reads a query: words, phrases and fields, joined by ``and``, ``or``, ``not`` and parentheses.

``not`` binds closer than ``and``, and that closer than ``or``; what stands side by side is joined by ``and``::

    either = all, { "or", all }
    all    = one, { ["and"], one }
    one    = { "not" }, ( "(", either, ")" | term )
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from storage.annotation import tag_key
from storage.article import State
from storage.errors import UsageError
from storage.query.days import read_span
from storage.query.tree import DATES, FIELDS, THINGS, Leaf, Node, Part, Query, Span, Term, both, either, negated
from storage.text import fold, sanitise, sanitise_line

_TOKEN = re.compile(
    r"""
      (?P<bracket>[()])
    | (?:(?P<field>[A-Za-z]+):)? (?P<phrase>"[^"]*"?)
    | (?P<name>[A-Za-z]+): (?P<value>[^\s"()]*)
    | (?P<word>[^\s"()]+)
    """,
    re.VERBOSE,
)
_OPERATORS = frozenset({"and", "or", "not"})
_DEEPEST = 50
"""Parentheses within each other, far below what Python can follow."""
_DATES = "write 2026, 2026-10, 2026-10-02, 2026-01..2026-03, <2026, today or 7d"
_NEEDS = {
    Part.TAG: "a tag after it, as in tag:conflict",
    Part.SOURCE: "a name after it, as in source:ledger",
    Part.AUTHOR: "a name after it, as in author:writer",
    Part.TITLE: "a word after it, as in title:peace",
    Part.NOTE: "a word after it, as in note:compare",
    Part.TEXT: "a word after it, as in text:border",
    Part.LANG: "a language after it, as in lang:en",
    Part.STATE: f"one of {', '.join(State)} after it",
    Part.HAS: f"one of {', '.join(THINGS)} after it",
    **dict.fromkeys(DATES, f"a date after it; {_DATES}"),
}


class QueryError(UsageError):
    """Words that are no query, and where: one line that names the word."""

    def __init__(self, why: str, word: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(f"query, at “{word}”: {why}" if word else f"query: {why}")
        self.why = why
        """What is wrong, without the place."""
        self.start = start
        """Where the word that is wrong begins, counted in characters of what was typed."""
        self.end = end
        """One past its last character."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bracket, an operator, or a term: words, a phrase, a field with its value."""

    written: str
    """All of it."""
    start: int
    kind: str = ""
    """The bracket, or the operator in lower case; empty for a term."""
    field: str = ""
    """What stands before the colon; empty where there is none."""
    value: str = ""
    """What stands after the colon, or all of it, without quotes."""
    quoted: bool = False
    closed: bool = True
    """False for a phrase without its second quote."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; no text has none that is an error here."""
    for found in _TOKEN.finditer(text):
        written, start = found[0], found.start()
        if found["bracket"]:
            yield Token(written, start, kind=written)
        elif found["phrase"] is not None:
            phrase = found["phrase"]
            closed = len(phrase) > 1 and phrase.endswith('"')
            yield Token(
                written, start, field=found["field"] or "", value=phrase.strip('"'), quoted=True, closed=closed
            )
        elif found["name"] is not None and _names_field(found["name"], found["value"]):
            yield Token(written, start, field=found["name"], value=found["value"])
        else:
            kind = written.lower() if written.lower() in _OPERATORS else ""
            yield Token(written, start, kind=kind, value=written)


def _names_field(name: str, value: str) -> bool:
    """Whether a word with a colon in it is a field: not an address, nor a word before a colon in a title."""
    return name.lower() in FIELDS or bool(value and not value.startswith("//"))


def parse_query(text: str) -> Query:
    """Read a query. Words and phrases count without case and accents; ``tag:a`` takes in ``a/b``.

    Raises:
        QueryError: it cannot be understood; says what is wrong, and where.
    """
    return Query(_Parser(sanitise(text)).parse())


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(tokens(text))
        self._at = 0
        self._open: list[Token] = []

    def parse(self) -> Node | None:
        if not self._tokens:
            return None
        node = self._either()
        if self._kind == ")":
            _refuse(self._tokens[self._at], "a ) too many; one ( must stand before each")
        return node

    @property
    def _kind(self) -> str | None:
        """The kind of the next token; None at the end."""
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _either(self) -> Node | None:
        nodes = [self._all()]
        while self._kind == "or":
            nodes.append(self._all(self._take()))
        return either(nodes)

    def _all(self, after: Token | None = None) -> Node | None:
        nodes = [self._one(after)]
        while self._kind not in {None, "or", ")"}:
            nodes.append(self._one(self._take() if self._kind == "and" else None))
        return both(nodes)

    def _one(self, after: Token | None) -> Node | None:
        """Read what may be negated; ``after`` is the operator that wants it."""
        negate = False
        while self._kind == "not":
            after, negate = self._take(), not negate
        if self._kind is None or self._kind in {"and", "or", ")"}:
            self._missing(after)
        token = self._take()
        node = self._within(token) if token.kind == "(" else _leaf(token)
        return negated(node) if negate else node

    def _within(self, opening: Token) -> Node | None:
        self._open.append(opening)
        if len(self._open) > _DEEPEST:
            _refuse(opening, f"more than {_DEEPEST} parentheses within each other")
        if self._kind == ")":
            _refuse(opening, "nothing stands between the parentheses")
        node = self._either()
        if self._kind is None:
            _refuse(opening, "this ( has no ) after it")
        self._take()
        self._open.pop()
        return node

    def _missing(self, after: Token | None) -> NoReturn:
        if after is not None:
            wants = "a word or a tag after it" if after.kind == "not" else "something after it"
            _refuse(after, f"“{after.kind}” needs {wants}; in quotes it is a word")
        if self._kind is None and self._open:
            _refuse(self._open[-1], "this ( has no ) after it")
        token = self._tokens[self._at]
        if token.kind == ")":
            _refuse(token, "a ) too many; one ( must stand before each")
        _refuse(token, f"“{token.kind}” needs something before it; in quotes it is a word")


def _leaf(token: Token) -> Leaf | None:
    """Return what a term asks for; None for one that asks for nothing, such as an empty phrase."""
    if token.quoted and not token.closed:
        _refuse(token, 'a " too many; put it on both sides of a phrase')
    written = sanitise_line(token.value)
    if not token.field:
        text = fold(written).strip()
        return Term(text, written, quoted=token.quoted) if text else None
    part = FIELDS.get(token.field.lower())
    if part is None:
        _refuse(token, _no_field(token.field))
    if not written:
        _refuse(token, f"“{token.field}:” needs {_NEEDS[part]}")
    if part in DATES:
        return _span(token, part, written)
    text = _compared(token, part, written)
    if not text:
        _refuse(token, f"“{token.field}:” needs {_NEEDS[part]}")
    return Term(text, written, part, token.quoted)


def _span(token: Token, part: Part, written: str) -> Span:
    span = read_span(written, Span(part))
    if span is None:
        _refuse(token, f"“{written}” is no date; {_DATES}")
    return span


def _compared(token: Token, part: Part, written: str) -> str:
    """Return the value of a field as it is compared."""
    match part:
        case Part.TAG:
            return tag_key(written).rstrip("/")
        case Part.LANG:
            return written.casefold().replace("_", "-").strip("-")
        case Part.STATE:
            return _one_of(token, written, tuple(State), "state")
        case Part.HAS:
            return _one_of(token, written, THINGS, "thing to have")
        case _:
            return fold(written).strip()


def _one_of(token: Token, written: str, known: tuple[str, ...], what: str) -> str:
    said = written.casefold()
    found = next((name for name in known if said in {name, f"{name}s"}), None)
    if found is None:
        _refuse(token, f"“{written}” is no {what}: {', '.join(known[:-1])} or {known[-1]}")
    return found


def _no_field(name: str) -> str:
    from difflib import get_close_matches  # only who mistypes needs it

    near = get_close_matches(name.lower(), FIELDS, n=1)
    if near:
        return f"there is no field “{name}”; did you mean {near[0]}:?"
    known = " ".join(f"{part}:" for part in Part if part)
    return f"there is no field “{name}”, but {known}; in quotes it is a word"


def _refuse(token: Token, why: str) -> NoReturn:
    word = sanitise_line(token.written)
    raise QueryError(why, word, token.start, token.start + len(token.written))
