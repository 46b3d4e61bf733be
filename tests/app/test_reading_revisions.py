"""Reading an article that has changed since it was marked: marks lie where their words are, and are changed there."""

from __future__ import annotations

from typing import Any

import pytest

from storage.anchoring import describe, describe_article
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.library import Library, NewArticle
from tui.session import Session

WAS = (
    "The quiet return of the night train has surprised everybody who runs one.",
    "A second paragraph speaks of Köln and of sleeping cars, at some length, and reads as one thought.",
    "The third is short.",
    "A bed costs less than a night in a hotel if it is booked three months ahead.",
)
CHANGED = "A second paragraph speaks of Köln and of sleeping cars, briefly, and reads as one thought. It is new."
IS = (WAS[0], "Nobody had expected what stands here now.", CHANGED, WAS[2], "Prices are not given any more.")
TITLE = "Trains at night"


def state(paragraphs: tuple[str, ...]) -> NewArticle:
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text in (TITLE, *paragraphs))
    title = Block(ids[0], Kind.HEADING_1, TITLE, Role.TITLE, True)
    body = (Block(own, Kind.PARAGRAPH, text, Role.BODY, True) for own, text in zip(ids[1:], paragraphs, strict=True))
    raw = RawDocument("\n\n".join(paragraphs).encode(), "trains.txt", "trains.txt", path="/scrapes/trains.txt")
    return NewArticle(raw, CleanedArticle(TITLE, (title, *body), url="https://example.org/trains"))


@pytest.fixture
def changed(library: Library, session: Session) -> str:
    """An article whose second and fourth paragraph were marked before both changed; return its id."""
    session.state.pin(1, "conflict")
    session.state.pin(2, "method")
    (first,) = library.add([state(WAS)])
    article = library.article(first.row.id)
    for number, text in ((1, WAS[1]), (3, WAS[3])):
        block = next(block for block in article.blocks if block.text == text)
        library.mark(describe(article, block.id), add=["old"], note=f"note {number}")
    (again,) = library.add([state(IS)])
    assert (again.status, again.row.id) == ("updated", first.row.id)
    return again.row.id


def marks(library: Library, article: str) -> dict[str, tuple[str, ...]]:
    return {mark.note: mark.tags for mark in library.annotations(article)}


async def to_the_changed_paragraph(reader: Any) -> None:
    await reader.press("g")
    while reader.cursor != CHANGED:
        await reader.press("j")


async def test_a_mark_stands_beside_what_its_paragraph_has_become_and_a_lost_one_above(
    reading: Any, library: Library, changed: str
) -> None:
    async with reading(TITLE) as reader:
        assert "text not found" in reader.seen
        assert "note 3" in reader.seen
        assert "note 1" in reader.seen
        await to_the_changed_paragraph(reader)
        assert reader.screen.view.marks.by_block[reader.screen.view.cursor][0].annotation.note == "note 1"


async def test_a_digit_on_it_changes_the_same_annotation(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("1")
        assert marks(library, changed) == {"note 1": ("old", "conflict"), "note 3": ("old",)}
        await reader.press("1")
        assert marks(library, changed) == {"note 1": ("old",), "note 3": ("old",)}


async def test_its_note_is_opened_and_changed_in_its_place(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("enter")
        await reader.type(" still")
        await reader.press("ctrl+s")
        assert reader.said == "note on ¶ 3 saved"
        assert {*marks(library, changed)} == {"note 1 still", "note 3"}
        await reader.press("a")
        await reader.type(" true")
        await reader.press("ctrl+s")
        assert {*marks(library, changed)} == {"note 1 still true", "note 3"}


async def test_its_tags_are_opened_and_changed_in_its_place(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("t")
        assert "tag ¶ 3" in reader.seen
        await reader.type("new one")
        await reader.press("enter")
        assert marks(library, changed)["note 1"] == ("old", "new one")


async def test_a_mark_without_a_note_is_opened_where_it_lies(reading: Any, library: Library, changed: str) -> None:
    (mark,) = [mark for mark in library.annotations(changed) if mark.note == "note 1"]
    library.mark(mark.target, note="")
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("enter")
        assert "tag ¶ 3" in reader.seen
        await reader.type("new one")
        await reader.press("enter")
        assert marks(library, changed)[""] == ("old", "new one")


async def test_it_is_deleted_in_its_place_and_comes_back_there(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("D")
        assert reader.said.startswith("deleted old on ¶ 3")
        assert {*marks(library, changed)} == {"note 3"}
        await reader.press("u")
        assert {*marks(library, changed)} == {"note 1", "note 3"}


async def test_what_undo_calls_a_mark_is_where_it_lies_now(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await to_the_changed_paragraph(reader)
        await reader.press("1", "u")
        assert "tag conflict on ¶ 3" in reader.said


async def test_another_paragraph_gets_a_mark_of_its_own(reading: Any, library: Library, changed: str) -> None:
    async with reading(TITLE) as reader:
        await reader.press("G", "1")
        assert reader.cursor == IS[-1]
        assert {*marks(library, changed)} == {"", "note 1", "note 3"}


async def test_a_text_that_becomes_empty_keeps_its_notes_in_a_window_of_another_size(
    reading: Any, library: Library, changed: str
) -> None:
    async with reading(TITLE) as reader:
        library.mark(describe_article(library.article(changed)), note="on all of it")
        raw = RawDocument(b"", "trains.txt", "trains.txt", path="/scrapes/trains.txt")
        library.add([NewArticle(raw, CleanedArticle(TITLE, (), url="https://example.org/trains"))])
        reader.screen.library_changed()
        await reader.pilot.resize_terminal(60, 20)
        assert "on all of it" in reader.seen
        await reader.press(*"jkbgGxsn", "space", "left_curly_bracket", "right_square_bracket", "t")
        assert "on all of it" in reader.seen
