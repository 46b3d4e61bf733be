"""A filter counts as far as it is typed, and says how it may go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Tag
from storage.article import ArticleRecord, ArticleRow, State
from storage.query import parse_query
from storage.query.completing import Completion, Vocabulary, complete, meant
from tui.lists.filtering import as_far_as_typed


@pytest.mark.parametrize(
    ("typed", "counts", "wrong"),
    [
        ("patrols tag:", "patrols", "tag:"),
        ("patrols not", "patrols", "not"),
        ("not", "", "not"),
        ("tga:x", "", "tga:x"),
        ("(a or b) state:x", "(a or b)", "state:x"),
        ("(a or", "(a)", "or"),
        ("a  added:2026-1", "a", "added:2026-1"),
    ],
)
def test_a_word_that_is_half_typed_does_not_count_and_is_pointed_at(typed: str, counts: str, wrong: str) -> None:
    understood = as_far_as_typed(typed)
    assert understood.text == counts
    assert understood.trouble
    assert typed[understood.start : understood.end] == wrong


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ('a "joint pat', 'a "joint pat"'),
        ("(a or b", "(a or b)"),
        ("a (b or (c", "a (b or (c))"),
        ('(tag:"to d', '(tag:"to d")'),
        (' turkey not tag:done "joint patrols" ', 'turkey not tag:done "joint patrols"'),
        ("", ""),
    ],
)
def test_what_is_open_is_closed(typed: str, counts: str) -> None:
    understood = as_far_as_typed(typed)
    assert (understood.text, understood.trouble) == (counts, "")


@given(st.text(alphabet='not ag:"x()r', max_size=20))
def test_whatever_is_typed_there_is_a_query(typed: str) -> None:
    understood = as_far_as_typed(typed)
    parse_query(understood.text)
    assert bool(understood.trouble) is (understood.end > understood.start)


# going on

RECORD = ArticleRecord(
    "1", "T", ("Özge Ünal",), "The Ledger", "2020-02-20", "en-GB", "", "", "-", "2026-10-02T00:00:00Z", "", "", 0, 0
)
ROWS = [
    ArticleRow(RECORD),
    ArticleRow(RECORD._replace(site="Arab News", state=State.READ)),
    ArticleRow(RECORD._replace(site="Arab News", authors=(), language="de")),
    ArticleRow(RECORD._replace(site='Hostile "quoted"\x1b[31m', language="")),
]
TAGS = [
    Tag("1", "conflict", "", 3),
    Tag("2", "to do", "", 9),
    Tag("3", "method/sampling", "", 5),
    Tag("4", "Ängste", "", 1),
]
KNOWN = Vocabulary(lambda field: [getattr(row.record, field) for row in ROWS], TAGS)


@pytest.mark.parametrize(
    ("typed", "rest", "whole"),
    [
        ("so", "urce:", "source:"),
        ("war (ti", "tle:", "war (title:"),
        ("SI", "te:", "SIte:"),
        ("tag:", "to do", 'tag:"to do" '),
        ("tag:con", "flict", "tag:conflict "),
        ("TAG:CON", "flict", "TAG:conflict "),
        ("not tag:to", " do", 'not tag:"to do" '),
        ('tag:"to', " do", 'tag:"to do" '),
        ("tag:samp", " → method/sampling", "tag:method/sampling "),
        ("tag:ang", "ste", "tag:Ängste "),
        ("source:", "Arab News", 'source:"Arab News" '),
        ("site:led", " → The Ledger", 'site:"The Ledger" '),
        ("author:ozge", " Ünal", 'author:"Özge Ünal" '),
        ("lang:e", "n-GB", "lang:en-GB "),
        ("state:rea", "d", "state:read "),
        ("state:a", "rchived", "state:archived "),
        ("has:n", "ote", "has:note "),
        ("added:to", "day", "added:today "),
        ("added:20", "26", "added:2026 "),
        ("published:20", "20", "published:2020 "),
        ("marked:y", "esterday", "marked:yesterday "),
    ],
)
def test_what_is_typed_goes_on_with_what_the_library_holds(typed: str, rest: str, whole: str) -> None:
    assert complete(typed, KNOWN) == Completion(rest, whole)


@pytest.mark.parametrize(
    "typed",
    ["", "tag:conflict", "tag:zzz", "not", "(", "zz", '"ta', "tag:con ", 'tag:"to do"', "title:a", "source:hos"],
)
def test_where_nothing_is_known_nothing_is_offered(typed: str) -> None:
    assert complete(typed, KNOWN) is None


@given(st.text(alphabet='tagsource:" (x', max_size=14))
def test_what_is_taken_is_a_query_and_offers_no_more(typed: str) -> None:
    offered = complete(typed, KNOWN)
    before = as_far_as_typed(typed)
    if offered is None or (before.trouble and before.end < len(typed)):
        return
    if not offered.whole.endswith(":"):
        assert complete(offered.whole, KNOWN) is None
        assert not as_far_as_typed(offered.whole).trouble


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("war tag:con", "war tag:conflict"),
        ("not tag:to", 'not tag:"to do"'),
        ('tag:"to', 'tag:"to do"'),
        ("state:rea", "(state:read or state:reading)"),
        ("state:read", "state:read"),
        ("tag:method", "tag:method"),
        ("lang:e", "lang:en-GB"),
        ("has:o", "has:orphan"),
        ("tag:zzz", "tag:zzz"),
        ("tag:", "tag:"),
        ("tag:con ", "tag:con "),
        ("source:a", "source:a"),
        ("con", "con"),
    ],
)
def test_half_a_value_is_all_that_it_may_become(typed: str, taken: str) -> None:
    assert meant(typed, KNOWN) == taken
