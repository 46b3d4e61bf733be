"""C cleans an article again: keys go on meanwhile, the reader keeps the place, and u brings the former text back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from threading import Event
from typing import Any

import pytest

from storage.annotation import Annotation
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Reason
from storage.library import Library
from storage.recleaning import Failed, recleanings
from tui.app import PaperknifeApp
from tui.session import Session

Until = Callable[..., Awaitable[None]]
Mark = Callable[..., Annotation]
Make = Callable[[tuple[Block, ...]], tuple[Block, ...]]

FIRST, SECOND, THIRD = "The quiet return", "A second paragraph", "The third is short"


@pytest.fixture
def cleaner(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[[Make], None]:
    """From when it is called on, cleaning makes of an article what it was with its blocks made otherwise."""

    def make(otherwise: Make) -> None:
        was = {}
        for row in library.rows():
            was[library.raw(row.id)] = library.article(row.id)

        def clean(raw: RawDocument) -> CleanedArticle:
            article = was[raw.data]
            said = {name: getattr(article.record, name) for name in ("title", "authors", "site", "published")}
            return CleanedArticle(blocks=otherwise(tuple(article.cleaned)), **said)

        monkeypatch.setattr("storage.cleaning.clean", clean)

    return make


def without(*begins: str) -> Make:
    return lambda blocks: tuple(block for block in blocks if not block.text.startswith(begins))


def hiding(*begins: str) -> Make:
    return lambda blocks: tuple(
        block._replace(kept=False, reason=Reason("link-list", ("9", "9"))) if block.text.startswith(begins) else block
        for block in blocks
    )


async def done(reader: Any) -> None:
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


async def test_it_says_in_one_line_what_is_other_than_before_and_u_brings_the_former_text_back(
    reading: Any, library: Library, cleaner: Callable[[Make], None]
) -> None:
    cleaner(hiding(THIRD))
    async with reading() as reader:
        article = reader.screen.article
        await reader.press("j", "j", "C")
        await done(reader)
        assert reader.said == "cleaned again: 1 hidden now · u brings the former text back"
        assert THIRD not in reader.seen
        assert reader.cursor.startswith(SECOND)
        assert library.row(article.id).record.revision == 2
        await reader.press("u")
        assert reader.said.startswith("undone: re-clean “Night trains”")
        assert THIRD in reader.seen
        assert reader.cursor.startswith(SECOND)
        assert library.article(article.id).cleaned == article.cleaned


async def test_the_reader_stays_at_the_paragraph_or_at_what_is_left_of_it(
    reading: Any, cleaner: Callable[[Make], None]
) -> None:
    cleaner(without(THIRD))
    async with reading() as reader:
        await reader.press("j", "j", "j", "C")
        await done(reader)
        assert reader.cursor.startswith(SECOND)
        assert "1 gone" in reader.said


async def test_where_nothing_is_other_than_before_it_says_so_and_there_is_nothing_to_undo(
    reading: Any, library: Library, cleaner: Callable[[Make], None]
) -> None:
    cleaner(lambda blocks: blocks)
    async with reading() as reader:
        await reader.press("C")
        await done(reader)
        assert reader.said == "cleaned as before: there is nothing to change"
        assert [change.label for change in library.history()] == ["add 3 articles"]


async def test_no_key_waits_for_it(
    reading: Any, library: Library, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = Event(), Event()

    def clean(_raw: RawDocument) -> CleanedArticle:
        begun.set()
        assert go_on.wait(60)
        return CleanedArticle("Night trains", tuple(library.article(reader.screen.article.id).cleaned[1:]))

    monkeypatch.setattr("storage.cleaning.clean", clean)
    async with reading() as reader:
        await reader.press("C")
        await until(begun.is_set)
        await reader.press("j", "j")
        assert reader.cursor.startswith(SECOND)
        await reader.press("C")
        assert reader.said == "still cleaning: wait until it is done"
        go_on.set()
        await done(reader)
        assert reader.cursor.startswith(SECOND)
        assert reader.screen.article.record.revision == 2
        await reader.press("C")
        assert reader.said != "still cleaning: wait until it is done"
        await done(reader)


async def test_notes_stay_and_one_whose_passage_is_gone_is_listed_as_lost(
    reading: Any, library: Library, mark: Mark, cleaner: Callable[[Make], None]
) -> None:
    mark("Night trains", 2, note="on the second")
    mark("Night trains", 3, note="on the third")
    cleaner(without(THIRD))
    async with reading() as reader:
        await reader.press("C")
        await done(reader)
        assert reader.said.startswith("cleaned again: 1 gone; 1 mark found again, 1 orphaned")
        assert "text not found" in reader.seen
        assert "on the third" in reader.seen
        assert len(library.annotations()) == 2
        await reader.press("M")
        assert "⚠ lost" in reader.seen
        assert f"“{THIRD}" in reader.seen
        await reader.press("G", "D")
        assert [mark.note for mark in library.annotations()] == ["on the second"]
        await reader.press("u")
        assert len(library.annotations()) == 2


async def test_what_has_lost_its_passage_is_put_where_the_reader_is(
    reading: Any, library: Library, mark: Mark, cleaner: Callable[[Make], None]
) -> None:
    mark("Night trains", 3, note="on the third")
    mark("Night trains", 4, note="on the fourth")
    cleaner(without(THIRD, "The fourth"))
    async with reading() as reader:
        await reader.press("P")
        assert reader.said == "no mark of this article has lost its passage"
        await reader.press("C")
        await done(reader)
        await reader.press("j", "P")
        assert reader.said == "put on ¶ 1 · 1 mark without a passage left · u brings the mark back"
        assert [mark.note for mark in reader.screen.clean.marks.orphans] == ["on the fourth"]
        await reader.press("P")
        assert reader.screen.clean.marks.orphans == ()
        (both,) = library.annotations()
        assert both.note == "on the third\n\non the fourth"
        await reader.press("u", "u")
        assert [mark.note for mark in reader.screen.clean.marks.orphans] == ["on the third", "on the fourth"]


async def test_what_has_no_bytes_here_is_said(reading: Any, library: Library) -> None:
    async with reading() as reader:
        library.home.joinpath("raw").rename(library.home / "gone")
        await reader.press("C")
        await done(reader)
        assert reader.said == (
            "“Night trains” cannot be cleaned again: the bytes of this article are not here: it came from an export"
        )
        assert reader.screen.article.record.revision == 1


async def test_an_article_that_another_window_has_removed_is_said(reading: Any, library: Library) -> None:
    async with reading() as reader:
        library.remove([reader.screen.article.id])
        await reader.press("C")
        await done(reader)
        assert "is not in the library" in reader.said


async def test_what_another_window_cleaned_again_is_shown_at_the_reader_s_place(
    reading: Any, library: Library, until: Until, cleaner: Callable[[Make], None]
) -> None:
    async with reading() as reader:
        await reader.press("j", "j")
        cleaner(without(FIRST))
        with Library.open(library.home) as other:
            made = [each for each in recleanings(other, [reader.screen.article.id]) if not isinstance(each, Failed)]
            assert other.reclean(other.prepare(made))
        await until(lambda: "updated elsewhere" in reader.said)
        assert FIRST not in reader.seen
        assert reader.cursor.startswith(SECOND)


async def test_an_article_is_opened_at_what_has_become_of_the_reader_s_paragraph(
    reading: Any, library: Library, cleaner: Callable[[Make], None]
) -> None:
    async with reading() as reader:
        await reader.press("j", "j", "j")
        assert reader.cursor.startswith(THIRD)
        article = reader.screen.article.id
    cleaner(without(THIRD))
    made = [each for each in recleanings(library, [article]) if not isinstance(each, Failed)]
    library.reclean(library.prepare(made))
    async with reading() as reader:
        assert reader.cursor.startswith(SECOND)


async def test_in_the_library_all_that_is_selected_is_cleaned_again_as_one_action(
    session: Session, library: Library, cleaner: Callable[[Make], None]
) -> None:
    cleaner(hiding(FIRST, "Turkey and Russia"))
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("v", "v", "v", "C")
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen: Any = app.screen
        assert screen.status.message == "2 of 3 articles cleaned again · u brings the former texts back"
        assert sorted(row.record.revision for row in library.rows()) == [1, 2, 2]
        await pilot.press("u")
        assert [row.record.revision for row in library.rows()] == [1, 1, 1]


async def test_in_an_empty_list_it_does_nothing(session: Session, library: Library) -> None:
    library.remove([row.id for row in library.rows()])
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("C")
        screen: Any = app.screen
        assert screen.status.message == ""
