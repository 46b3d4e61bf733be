"""What another process does is shown where the reader is, also behind an open dialog, and pinned tags follow it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storage.anchoring import describe, describe_article
from storage.annotation import Annotation
from storage.library import Library, Origin
from tui.app import PaperknifeApp
from tui.screens.codebook.screen import CodebookScreen
from tui.screens.tag_picker import TagPicker
from tui.session import Session

Mark = Callable[..., Annotation]


def elsewhere(library: Library, act: Callable[[Library], object]) -> None:
    with Library.open(library.home, origin=Origin.COMMAND) as other:
        act(other)


def test_a_look_around_before_the_first_screen_and_after_the_last_finds_nobody_to_tell(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.terminal_is_there", lambda: True)
    PaperknifeApp(session).look_around()


async def test_what_comes_while_a_screen_is_just_opening_is_on_it(library: Library, reading: Any) -> None:
    async with reading() as reader:
        opened = reader.app.push_screen(CodebookScreen(reader.app.session))
        elsewhere(library, lambda other: other.mark(describe_article(other.row(other.ids()[0])), add=["afterwards"]))
        reader.app.look_around()
        await opened
        reader.app.look_around()
        await reader.pilot.pause()
        assert "afterwards" in reader.seen


async def test_a_digit_follows_a_tag_that_is_renamed_elsewhere(
    session: Session, library: Library, mark: Mark, reading: Any
) -> None:
    mark("Night trains", 1, "conflict")
    session.state.pin(1, "Conflict")
    session.state.pin(2, "other")
    session.last_tags = ("conflict", "other")
    async with reading() as reader:
        reader.app.look_around()
        elsewhere(library, lambda other: other.rename_tag("conflict", "war"))
        reader.app.look_around()
        await reader.pilot.pause()
        assert dict(session.state.pinned) == {1: "war", 2: "other"}
        assert "1 war" in reader.lines[-1]
        await reader.press("j", "j", "1", "j", "full_stop")
        assert [each.tags for each in reader.marks] == [("war",), ("war",), ("war",)]


async def test_an_open_picker_offers_what_there_is_now_and_keeps_what_was_taken(
    library: Library, mark: Mark, reading: Any
) -> None:
    mark("Night trains", 1, "conflict", "method")
    mark("Joint patrols", 1, "later")
    async with reading() as reader:
        reader.app.look_around()
        await reader.press("j", "t")
        await reader.type("lat")
        await reader.press("tab")
        await reader.type("con")
        elsewhere(library, lambda other: other.rename_tag("later", "sooner"))
        elsewhere(library, lambda other: other.rename_tag("conflict", "contest"))
        reader.app.look_around()
        await reader.pilot.pause()
        assert isinstance(reader.app.screen, TagPicker)
        assert "contest" in reader.seen
        assert "conflict" not in "\n".join(reader.lines[:-1])
        await reader.press("enter")
        assert [each.tags for each in reader.marks] == [("method", "sooner")]
        assert {tag.name for tag in library.tags()} == {"contest", "method", "sooner"}


async def test_a_tag_that_was_made_in_the_picker_is_offered_once_when_it_comes_from_elsewhere_too(
    library: Library, mark: Mark, reading: Any
) -> None:
    mark("Joint patrols", 1, "method")
    async with reading() as reader:
        await reader.press("j", "t")
        await reader.type("fresh")
        await reader.press("tab")
        article = next(row.id for row in library.rows() if row.record.title == "Joint patrols")
        target = describe(library.article(article), "p-000000000002")
        elsewhere(library, lambda other: other.mark(target, add=["fresh"]))
        reader.app.look_around()
        await reader.pilot.pause()
        assert sum("✓" in line and "fresh" in line for line in reader.lines) == 1
        await reader.press("enter")
        assert [each.tags for each in reader.marks] == [("fresh",)]


async def test_a_correction_from_elsewhere_stands_in_the_header(library: Library, reading: Any) -> None:
    async with reading() as reader:
        await reader.press("j", "j")
        article = reader.screen.article.id
        elsewhere(library, lambda other: other.edit(article, title="Trains at night"))
        reader.app.look_around()
        await reader.pilot.pause()
        assert "Trains at night" in reader.lines[0]
        assert "¶ 2 of 4" in reader.lines[0]


async def test_what_is_typed_into_the_filter_stays_when_something_comes_in(
    session: Session, library: Library
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"patr")
        article = library.rows()[0].id
        elsewhere(library, lambda other: other.edit(article, title="More patrols"))
        app.look_around()
        await pilot.press(*"ols")
        lines = app.screen.query_one("ArticleList").rows  # type: ignore[attr-defined]  # of the list of articles
        assert {row.record.title for row in lines} == {"More patrols", "Joint patrols"}


async def test_a_tag_that_is_gone_is_offered_no_more_and_its_name_stands_in_no_file_of_the_reader(
    session: Session, library: Library, mark: Mark, reading: Any
) -> None:
    mark("Joint patrols", 1, "method")
    async with reading() as reader:
        await reader.press("j", "t")
        await reader.type("informer")
        await reader.press("enter")
        elsewhere(library, lambda other: other.delete_tags(["informer"]))
        reader.app.look_around()
        await reader.press("t")
        assert "informer" not in reader.seen
        session.state.flush()
        assert "informer" not in (library.home / "state.json").read_text(encoding="utf-8")
