"""Finding words in everything that a library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import describe, describe_article
from storage.article import Article
from storage.library import Library
from storage.query import parse_query
from storage.search import Field, Hit, scan
from storage.search.matching import SNIPPET, find_words, snippet
from storage.text import fold

if TYPE_CHECKING:
    from tests.conftest import MakeNew


def found(library: Library, query: str) -> list[tuple[Field, int | None]]:
    return [(hit.field, hit.number) for hit in scan(library, parse_query(query))]


def shown(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.matches]


@pytest.fixture
def newspaper(library: Library, make_new: MakeNew) -> Library:
    (night, _) = library.add(
        [
            make_new(
                "The sleeper to Zürich left at nine.",
                "-Read more about Zürich",
                "Nobody slept; the sleeper rattled.",
                title="Night trains",
                site="The Gazette",
            ),
            make_new("A ferry is no train.", title="Ferries"),
        ]
    )
    article = library.article(night.row.id)
    library.mark(describe(article, article.blocks[3].id), add=["sleep/bad"], note="Rattling is *loud*.")
    library.mark(describe_article(article), add=["transport"])
    return library


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("zurich", [(Field.TEXT, 1)]),
        (
            "sleeper",
            [
                (Field.TEXT, 1),
                (Field.TEXT, 2),
            ],
        ),
        ("train", [(Field.TITLE, None), (Field.TEXT, 1)]),
        ("night sleeper", [(Field.TEXT, 1), (Field.TEXT, 2)]),
        ("gazette", [(Field.TITLE, None)]),
        ("loud", [(Field.NOTE, 2)]),
        ("rattl", [(Field.TEXT, 2), (Field.NOTE, 2)]),
        ("tag:sleep", [(Field.TITLE, None), (Field.NOTE, 2)]),
        ("tag:transport", [(Field.TITLE, None), (Field.TAG, None)]),
        ("tag:transport zurich", [(Field.TEXT, 1)]),
        ("transport", [(Field.TITLE, None), (Field.TAG, None)]),
        ("sleeper not zurich", [(Field.TEXT, 2)]),
        ('"no train"', [(Field.TEXT, 1)]),
        ("zeppelin", []),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand(
    newspaper: Library, query: str, hits: list[tuple[Field, int | None]]
) -> None:
    assert found(newspaper, query) == hits


def test_a_hit_shows_the_words_as_they_were_written(newspaper: Library) -> None:
    (hit,) = scan(newspaper, parse_query("ZURICH nine"))
    assert hit.snippet == "The sleeper to Zürich left at nine."
    assert shown(hit) == ["Zürich", "nine"]
    assert hit.title == "Night trains"
    assert newspaper.article(hit.article).numbers[hit.paragraph] == hit.number == 1


def test_a_hit_in_a_note_names_its_annotation(newspaper: Library) -> None:
    (hit,) = scan(newspaper, parse_query("loud"))
    assert newspaper.annotation(hit.annotation).note == hit.snippet


def test_articles_are_read_one_at_a_time(newspaper: Library) -> None:
    hits = scan(newspaper, parse_query("train"))
    assert next(hits).title == "Night trains"
    newspaper.remove([newspaper.rows()[1].id])
    assert [hit.title for hit in hits] == []


def test_a_stopped_search_reads_no_further_article(newspaper: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    article = newspaper.article

    def reading(named: str) -> Article:
        read.append(named)
        return article(named)

    monkeypatch.setattr(newspaper, "article", reading)
    assert list(scan(newspaper, parse_query("nowhere"), lambda: len(read) == 1)) == []
    assert len(read) == 1 < len(newspaper.rows())


@pytest.mark.parametrize(
    ("text", "words", "stretches"),
    [
        ("Straße, STRASSE", ["strasse"], [(0, 6), (8, 15)]),
        ("ﬁnding ﬁ", ["i"], [(0, 1), (3, 4), (7, 8)]),
        ("ae\u0301x", ["aex"], [(0, 4)]),
        ("abcabc", ["ab", "bc"], [(0, 6)]),
        ("aaa", ["aa"], [(0, 2)]),
        ("", ["a"], []),
        ("a", [""], []),
    ],
)
def test_a_match_is_said_in_characters_of_the_text(
    text: str, words: list[str], stretches: list[tuple[int, int]]
) -> None:
    assert list(find_words(text, words)) == stretches


@given(before=st.text(), word=st.text(min_size=1), after=st.text())
def test_a_word_that_is_in_a_text_is_found_in_it(before: str, word: str, after: str) -> None:
    stretches = find_words(before + word + after, [fold(word)])
    assert bool(stretches) == bool(fold(word))
    for start, end in stretches:
        assert fold(word) in fold((before + word + after)[start:end])


@given(text=st.text(max_size=600), at=st.integers(0, 599), length=st.integers(1, 30))
def test_a_snippet_is_one_line_that_shows_the_first_match(text: str, at: int, length: int) -> None:
    start, end = min(at, len(text)), min(at + length, len(text))
    line, matches = snippet(text, [(start, end)] if start < end else [])
    assert len(line) <= SNIPPET + 2
    assert "\n" not in line
    assert "\t" not in line
    if start < end:
        (shown_start, shown_end) = matches[0]
        assert line[shown_start:shown_end] == text[start:end].replace("\n", " ").replace("\t", " ")
