"""What a reader's query picks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Target
from storage.article import ArticleRecord, ArticleRow
from storage.errors import UsageError
from storage.query import parse_query

RECORD = ArticleRecord(
    "id",
    "Turkey, Russia discuss joint patrols",
    ("Özge Ünal",),
    "Arab News",
    "",
    "",
    "",
    "text/plain",
    "page.txt",
    "",
    "",
    "",
    0,
    0,
)
ROW = ArticleRow(RECORD, 1, 1, ("Conflict/Syria", "method", "to do"))
MARK = Annotation(
    "a",
    Target("id", Scope.PARAGRAPH, "p", "p", exact="Idlib’s roads"),
    ("Conflict/Syria",),
    "Who *says*?",
    "",
    "",
    "",
)


@pytest.mark.parametrize(
    ("query", "article", "annotation"),
    [
        ("", True, True),
        ("turkey", True, True),
        ("TURKEY patrol", True, True),
        ("turkey greece", False, False),
        ("ozge unal", True, True),
        ("ÖZGE", True, True),
        ("arab", True, True),
        ('"joint patrols"', True, True),
        ('"patrols joint"', False, False),
        ("says", False, True),
        ("idlib", False, True),
        ("tag:conflict", True, True),
        ("TAG:conflict/syria", True, True),
        ("tag:conflict/", True, True),
        ("tag:conf", False, False),
        ("tag:method", True, False),
        ('tag:"to do"', True, False),
        ("not tag:method", False, True),
        ("not tag:war", True, True),
        ("turkey not greece", True, True),
        ("not not turkey", True, True),
        ('turkey not "joint patrols"', False, False),
        ('"not"', False, False),
        ("syria", True, True),
        ("method", True, False),
        ("title:turkey", True, True),
        ("TITLE:idlib", False, False),
        ('title:"joint patrols"', True, True),
        ("title:arab", False, False),
        ("note:says", False, True),
        ("note:idlib", False, False),
        ("text:idlib", False, True),
        ("text:says", False, False),
        ("not title:greece", True, True),
        ("not note:says", True, False),
        ("http://x", False, False),
    ],
)
def test_all_of_a_query_must_hold(query: str, article: bool, annotation: bool) -> None:
    asked = parse_query(query)
    assert asked.matches_article(ROW) is article
    assert asked.matches_annotation(ROW, MARK) is annotation


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("tag:", "needs a tag after it"),
        ('tag:""', "needs a tag after it"),
        ("war tag: peace", "needs a tag after it"),
        ("title:", "needs a word after it"),
        ('peace note:""', "needs a word after it"),
        ("text: peace", "needs a word after it"),
        ("not", "needs a word or a tag after it"),
        ("war not", "needs a word or a tag after it"),
        ('"war', "both sides of a phrase"),
        ('war" peace', "both sides of a phrase"),
    ],
)
def test_what_is_no_query_is_said_in_one_line(query: str, line: str) -> None:
    with pytest.raises(UsageError, match=line):
        parse_query(query)


def test_only_a_query_that_asks_for_something_is_true() -> None:
    assert parse_query("x")
    assert not parse_query(' "" ')
    assert [term.text for term in parse_query("Ärger tag:x not y").terms] == ["arger", "x", "y"]


@given(st.text())
def test_any_text_is_a_query_or_a_usage_error(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    query.matches_annotation(ROW, MARK)
    assert all(term.text for term in query.terms)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=4))
def test_the_words_of_a_text_are_found_in_it(words: list[str]) -> None:
    asked = parse_query(" ".join(f'"{word}"' for word in words))
    assert asked.matches_article(replace(ROW, record=replace(RECORD, title=" ".join(reversed(words)))))
