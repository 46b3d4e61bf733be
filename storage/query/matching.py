"""Which articles and annotations a query holds for: a tree made into one function, which each of them is put to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

from storage.query.days import days_of, moment, period
from storage.query.said import Said
from storage.query.tree import AllOf, AnyOf, Leaf, Node, Not, Part, Query, Span, Term

Test: TypeAlias = Callable[[Said], bool]

_DAY = len("2026-11-22")


def picks(query: Query, today: date | None = None) -> Test:
    """Return whether ``query`` holds for what is said; what ``today`` means is settled now."""
    if query.root is None:
        return lambda _: True
    return _test(query.root, today or datetime.now().astimezone().date())


def leaf_test(leaf: Leaf, today: date | None = None) -> Test:
    """Return whether one leaf holds for what is said."""
    return _test(leaf, today or datetime.now().astimezone().date())


def _test(node: Node, today: date) -> Test:
    match node:
        case Not(inner):
            negated = _test(inner, today)
            return lambda said: not negated(said)
        case AllOf(nodes):
            return _all(tuple(_test(each, today) for each in nodes))
        case AnyOf(nodes):
            return _any(tuple(_test(each, today) for each in nodes))
        case Span():
            return _span_test(node, today)
        case Term():
            return _term_test(node)


def _all(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:  # most queries: a comprehension costs more than what it goes through
        one, other = tests
        return lambda said: one(said) and other(said)
    return lambda said: all(test(said) for test in tests)


def _any(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:
        one, other = tests
        return lambda said: one(said) or other(said)
    return lambda said: any(test(said) for test in tests)


def _term_test(term: Term) -> Test:
    text = term.text
    match term.part:
        case Part.TITLE:
            return lambda said: text in said.title
        case Part.SOURCE:
            return lambda said: text in said.source
        case Part.AUTHOR:
            return lambda said: text in said.authors
        case Part.NOTE:
            return lambda said: text in said.notes
        case Part.TEXT:
            return lambda said: text in said.quotes
        case Part.TAG:
            return lambda said: term.is_tag_of(said.tags)
        case Part.LANG:
            return lambda said: said.language == text or said.language.startswith(f"{text}-")
        case Part.STATE:
            return lambda said: said.row.record.state.value == text
        case Part.HAS:
            return lambda said: said.has(text)
        case _:
            return lambda said: text in said.words


def _span_test(span: Span, today: date) -> Test:
    first, end = days_of(span, today)
    if span.part is Part.PUBLISHED:
        return lambda said: _is_published(said.row.record.published, first, end)
    first, end = moment(first), moment(end)
    if span.part is Part.ADDED:
        return lambda said: bool(added := said.row.record.added) and first <= added < end
    return lambda said: any(first <= each.created < end for each in said.annotations if each.created)


def _is_published(published: str, first: str, end: str) -> bool:
    """Return whether a date lies in the days before ``end``; where no day is known, all of its month or year."""
    if len(published) >= _DAY:
        return first <= published[:_DAY] < end
    days = period(published)
    return days is not None and first <= days[0] and days[1] <= end
