"""How a query that is being typed may go on: the name of a field, then a value that the library holds. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from storage.annotation import Tag
from storage.article import State
from storage.query.parser import Token, tokens
from storage.query.tree import DATES, FIELDS, THINGS, Part
from storage.source import source_of
from storage.text import fold, sanitise_line

_DAYS = ("today", "yesterday", "7d", "2w", "3m")
_CLOSED = frozenset({Part.TAG, Part.STATE, Part.LANG, Part.HAS})
"""Fields whose values are compared whole, so that half of one finds nothing."""
_MOST = 12
"""Values that half of one may become."""
_NOT_ALONE = frozenset(' "()')
"""What a value without quotes cannot hold."""


@dataclass(frozen=True, slots=True)
class Completion:
    """How what is typed may go on."""

    rest: str
    """What is shown after what is typed: the rest of the word, or an arrow and all of it."""
    whole: str
    """All that is typed once it is taken."""


class Vocabulary:
    """What may stand after each field, the most frequent first; each field is counted when it is first asked for."""

    def __init__(self, said: Callable[[str], Sequence[Any]], tags: Sequence[Tag]) -> None:
        """``said`` returns what every article says in a field of its record."""
        self._said = said
        self._tags = tags
        self._counted: dict[Part, tuple[str, ...]] = {}

    def values(self, part: Part) -> tuple[str, ...]:
        """Return the values of a field, the most frequent first."""
        if part not in self._counted:
            self._counted[part] = tuple(self._count(part))
        return self._counted[part]

    def _count(self, part: Part) -> Iterable[str]:
        said = self._said
        match part:
            case Part.TAG:
                return _ranked(Counter({tag.name: tag.count for tag in self._tags}))
            case Part.SOURCE:
                sources: Counter[str] = Counter()
                for (site, url), times in Counter(zip(said("site"), said("url"), strict=True)).items():
                    sources[source_of(site, url)] += times
                return _ranked(sources)
            case Part.AUTHOR:
                return _ranked(Counter(chain.from_iterable(said("authors"))))
            case Part.LANG:
                return _ranked(Counter(said("language")))
            case Part.STATE:
                return dict.fromkeys([*_ranked(Counter(said("state"))), *State])
            case Part.HAS:
                return THINGS
            case Part.PUBLISHED | Part.ADDED:
                years = {day[:4] for day in said("added" if part is Part.ADDED else "published") if day}
                return [*_DAYS, *sorted(years, reverse=True)]
            case _:
                return _DAYS if part in DATES else ()


def complete(text: str, vocabulary: Vocabulary) -> Completion | None:
    """Return how ``text`` may go on at its end; None where nothing is known that it could."""
    return next(completions(text, vocabulary), None)


def completions(text: str, vocabulary: Vocabulary) -> Iterator[Completion]:
    """Yield every way in which ``text`` may go on at its end, the likeliest first."""
    token = _last(text)
    if token is None or token.kind:
        return
    if not token.field:
        if not token.quoted:
            yield from _fields(text, token)
        return
    part = FIELDS.get(token.field.lower())
    if part is not None and not (token.quoted and token.closed):
        yield from _values(text, token, vocabulary.values(part))


def meant(text: str, vocabulary: Vocabulary) -> str:
    """Return ``text`` with a value half typed at its end as all those that it may become.

    So a list narrows with each letter of a tag: ``tag:con`` is ``(tag:conflict or tag:context)`` until it is one.
    """
    token = _last(text)
    part = FIELDS.get(token.field.lower()) if token else None
    if token is None or part not in _CLOSED or not token.value.strip() or (token.quoted and token.closed):
        return text
    values, typed = vocabulary.values(part), fold(token.value)
    if any(fold(value) == typed or fold(value).startswith(f"{typed}/") for value in values):
        return text
    found = [value for value in values if fold(value).startswith(typed) and '"' not in value][:_MOST]
    joined = " or ".join(f"{part}:{_quoted(value)}" for value in found)
    return f"{text[: token.start]}{f'({joined})' if len(found) > 1 else joined or token.written}"


def _last(text: str) -> Token | None:
    """Return the token that ends where the text does."""
    read = list(tokens(text))
    return read[-1] if read and read[-1].start + len(read[-1].written) == len(text) else None


def _fields(text: str, token: Token) -> Iterator[Completion]:
    typed = token.written.lower()
    for name in dict.fromkeys((*(part.value for part in Part if part), *FIELDS)):
        if name.startswith(typed):
            rest = f"{name[len(typed) :]}:"
            yield Completion(rest, text + rest)


def _values(text: str, token: Token, values: Sequence[str]) -> Iterator[Completion]:
    typed = fold(token.value)
    within: list[str] = []
    for value in values:
        folded = fold(value)
        if typed not in folded or '"' in value:
            continue
        if folded.startswith(typed) and fold(value[: len(token.value)]) == typed:
            rest = value[len(token.value) :]
            if not rest:
                return  # it is one already
            yield Completion(rest, _taken(text, token, value))
        else:
            within.append(value)
    for value in within:
        yield Completion(f" → {value}", _taken(text, token, value))


def _taken(text: str, token: Token, value: str) -> str:
    value = f'"{value}"' if token.quoted else _quoted(value)
    return f"{text[: token.start]}{token.field}:{value} "


def _quoted(value: str) -> str:
    return f'"{value}"' if _NOT_ALONE & set(value) else value


def _ranked(counts: Counter[str]) -> list[str]:
    """Return the names, harmless, the most frequent first, of equals in alphabetic order."""
    names = {sanitise_line(name): count for name, count in counts.items() if name}
    return sorted(names, key=lambda name: (-names[name], name.casefold()))
