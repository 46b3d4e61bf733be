"""Finding words in everything that a library holds."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe, describe_article
from storage.library import Library
from storage.query import parse_query
from storage.search import Answer, Field, Hit, Searcher

if TYPE_CHECKING:
    from tests.conftest import MakeNew


def search(library: Library, query: str) -> Answer:
    with closing(Searcher(library)) as searcher:
        return searcher.find_all(parse_query(query))


def found(library: Library, query: str) -> list[tuple[Field, int | None]]:
    return [(hit.field, hit.number) for hit in search(library, query)]


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
        ("title:train", [(Field.TITLE, None)]),
        ("title:sleeper", []),
        ("text:train", [(Field.TEXT, 1)]),
        ("note:loud", [(Field.NOTE, 2)]),
        ("note:sleeper", []),
        ("note:loud sleeper", [(Field.NOTE, 2)]),
        ("title:night sleeper", [(Field.TEXT, 1), (Field.TEXT, 2)]),
        ("title:night tag:sleep", [(Field.TITLE, None), (Field.NOTE, 2)]),
        ("sleeper not text:zurich", [(Field.TEXT, 2)]),
        ("sleeper not title:night", []),
        ("sleeper *", [(Field.TEXT, 1), (Field.TEXT, 2)]),
        ("eeper", []),
        ("leep", []),
        ("sleeper NEAR", []),
        ("*", []),
        ("zeppelin", []),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand(
    newspaper: Library, query: str, hits: list[tuple[Field, int | None]]
) -> None:
    assert found(newspaper, query) == hits


def test_a_hit_shows_the_words_as_they_were_written(newspaper: Library) -> None:
    (hit,) = search(newspaper, "ZURICH nine")
    assert hit.snippet == "The sleeper to Zürich left at nine."
    assert shown(hit) == ["Zürich", "nine"]
    assert hit.title == "Night trains"
    assert newspaper.article(hit.article).numbers[hit.paragraph] == hit.number == 1


def test_a_hit_in_a_note_names_its_annotation(newspaper: Library) -> None:
    (hit,) = search(newspaper, "loud")
    assert newspaper.annotation(hit.annotation).note == hit.snippet
