"""What statistics are made of, out of a real library: read quickly, and as the annotations themselves say it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import describe, describe_article
from storage.annotation import Annotation, Scope, Target
from storage.article import CleanedArticle, RawDocument, State
from storage.block import Block, Kind, Role
from storage.counting import count
from storage.errors import UsageError
from storage.library import Library, NewArticle
from storage.library.documents import ANNOTATIONS
from storage.library.engine.lines import created_of, encode, line_of
from storage.library.paths import LOG_FILE
from storage.library.records import annotation_document
from tui.slices import at_once, in_slices

HOSTILE = 'he said "created": "1999-01-01" and \\"created\\": \\"2000\\"'


def article(title: str, site: str = "The Ledger") -> NewArticle:
    blocks = tuple(Block(f"p-{n:012x}", Kind.PARAGRAPH, f"{title} {n}.", Role.BODY, True) for n in (1, 2, 3))
    return NewArticle(RawDocument(title.encode(), title, title), CleanedArticle(title, blocks, site=site))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles, three annotations."""
    with Library.open(tmp_path / "library", create=True) as library:
        library.add([article("One"), article("Two"), article("Three", "Le Monde")])
        one, two, _ = library.rows()
        library.mark(describe(library.article(one.id), "p-000000000001"), add=["war"], note=HOSTILE)
        library.mark(describe(library.article(one.id), "p-000000000002"), add=["war", "todo"])
        library.mark(describe_article(two), note="on the whole")
        yield library


def test_every_annotation_is_counted_as_it_is(library: Library) -> None:
    said = {(mark.target.article, mark.tags, bool(mark.note), mark.created) for mark in library.annotations()}
    assert {tuple(mark) for mark in library.counted()} == said
    assert len(library.counted()) == 3


def test_the_history_tells_when_an_article_was_set_read_last(library: Library) -> None:
    one, two, three = library.rows()
    assert library.read_moments() == {}
    library.set_state([one.id, two.id], State.READ)
    library.set_state([three.id], State.READ, undoable=False)
    library.set_state([two.id], State.ARCHIVED)
    moments = library.read_moments()
    assert set(moments) == {one.id, two.id, three.id}
    for moment in moments.values():
        assert datetime.now(UTC) - datetime.fromisoformat(moment) < timedelta(minutes=5)
    counted = count(library, "", datetime.now().astimezone().date())
    assert (counted.read, counted.read_dated) == (3, 3)
    library.set_state([one.id], State.UNREAD)
    assert count(library, "", datetime.now().astimezone().date()).read == 2


@pytest.mark.parametrize("at", ["100000000000000000", "-1", "'noon'", "x'00ff'"])
def test_a_moment_in_the_history_that_is_none_is_not_counted(library: Library, at: str) -> None:
    one, two, _ = library.rows()
    library.set_state([one.id], State.READ)
    library.set_state([two.id], State.READ)
    home = library.home
    library.close()
    with contextlib.closing(sqlite3.connect(home / LOG_FILE)) as db, db:
        db.execute(f"UPDATE change SET at = {at} WHERE doc = ?", (one.id,))
    with Library.open(home) as damaged:
        assert set(damaged.read_moments()) == {two.id}


def test_a_query_counts_the_annotations_that_match_and_their_articles(library: Library) -> None:
    today = date(2026, 11, 22)
    assert (count(library, "", today).articles, count(library, "", today).marks) == (3, 3)
    todo = count(library, "tag:todo", today)
    assert (todo.articles, todo.marks) == (1, 1)
    assert [source.name for source in count(library, "source:monde", today).sources] == ["Le Monde"]
    with pytest.raises(UsageError):
        count(library, "(", today)


def test_of_an_export_only_what_was_chosen_is_left(library: Library) -> None:
    chosen = next(mark for mark in library.annotations() if mark.tags == ("war", "todo"))
    bundle = library.bundle().only({chosen.id})
    assert [mark.id for mark in bundle.annotations] == [chosen.id]
    assert [whole.record.title for whole in bundle.articles] == ["One"]
    assert {tag.name for tag in bundle.tags} == {"war", "todo"}
    assert not bundle.complete
    assert library.bundle().only(set()).articles == ()


@given(st.text(), st.lists(st.text(max_size=8), max_size=3), st.text(max_size=30))
def test_no_note_is_mistaken_for_the_day_of_an_annotation(note: str, tags: list[str], created: str) -> None:
    for words in (note, note + HOSTILE):
        mark = Annotation("1", Target("a", Scope.ARTICLE), tuple(tags), words, HOSTILE, created, "later")
        line = line_of(7, encode(ANNOTATIONS, annotation_document(mark)))
        assert created_of(line) == created


def test_work_in_slices_lets_others_in_between_and_stops_where_it_is_told_to() -> None:
    done: list[int] = []

    def steps(busy: float) -> Iterator[None]:
        for number in range(20):
            done.append(number)
            until = datetime.now().timestamp() + busy
            while datetime.now().timestamp() < until:
                pass
            yield

    async def between() -> int:
        turns = 0
        work = asyncio.ensure_future(in_slices(steps(0.001)))
        while not work.done():
            await asyncio.sleep(0)
            turns += 1
        return turns

    assert asyncio.run(between()) >= 4
    assert done == list(range(20))
    done.clear()
    asyncio.run(in_slices(steps(0), until=lambda: len(done) == 3))
    assert done == [0, 1, 2]
    done.clear()
    at_once(steps(0))
    assert len(done) == 20
