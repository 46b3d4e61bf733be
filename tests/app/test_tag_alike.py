"""Tag all like this: found beside the keys, looked at one by one, tagged and taken back as one."""

from __future__ import annotations

from typing import Any

import pytest

from storage.library import Library
from tests.app.conftest import TEXTS, new_article
from tui.screens.reading.alike_dialog import AlikeDialog, AlikeList

SAME = TEXTS["Joint patrols"][1]
LIKE = "Some of the most serious confrontations yet were led by the Syrian government offensive."


@pytest.fixture(autouse=True)
def others(library: Library) -> None:
    library.add([new_article("Again", (SAME, "Other things.")), new_article("[b]Much the same", ("First.", LIKE))])


async def looked(reader: Any) -> None:
    """Wait until the library has been looked through."""
    await reader.app.workers.wait_for_complete()
    await reader.pilot.pause()


def tagged(library: Library) -> list[tuple[str, tuple[str, ...]]]:
    titles = {row.id: row.record.title for row in library.rows()}
    return [(titles[mark.target.article], mark.tags) for mark in library.annotations()]


@pytest.mark.parametrize("size", [(60, 20), (110, 36)])
async def test_all_like_a_tagged_paragraph_are_shown_and_tagged_as_one(
    reading: Any, mark: Any, library: Library, size: tuple[int, int]
) -> None:
    mark("Joint patrols", 2, "conflict", "todo")
    async with reading("Joint patrols", *size) as reader:
        await reader.press("right_square_bracket", "asterisk")
        await looked(reader)
        assert "conflict, todo on all like ¶ 2" in reader.seen
        rows = reader.app.screen.query_one(AlikeList).rows
        assert [row.verdict.name for row in rows] == ["YES", "OPEN"]
        assert "✓ equal  Again · ¶ 1" in reader.seen
        assert "[b]Much the same · ¶ 2" in reader.seen
        await reader.press("j", "y", "enter")
        assert "conflict, todo on 2 more paragraphs" in reader.said
        assert sorted(tagged(library)) == [
            (title, ("conflict", "todo")) for title in ("Again", "Joint patrols", "[b]Much the same")
        ]
        await reader.press("u")
        assert tagged(library) == [("Joint patrols", ("conflict", "todo"))]


async def test_an_untagged_paragraph_asks_for_the_tags_and_gets_them_too(reading: Any, library: Library) -> None:
    async with reading("Joint patrols") as reader:
        await reader.press("g", "j", "j", "j", "asterisk")
        await reader.type("war")
        await reader.press("enter")
        await looked(reader)
        await reader.press("n", "enter")
        assert "none is chosen" in reader.seen
        await reader.press("g", "x", "enter")
        assert sorted(tagged(library)) == [("Again", ("war",)), ("Joint patrols", ("war",))]


async def test_leaving_tags_nothing_and_all_or_none_can_be_said_at_once(
    reading: Any, mark: Any, library: Library
) -> None:
    mark("Joint patrols", 2, "conflict")
    async with reading("Joint patrols") as reader:
        await reader.press("right_square_bracket", "asterisk")
        await looked(reader)
        await reader.press("Y")
        assert "enter tag 2 of 2" in reader.seen
        await reader.press("N")
        assert "enter tag 0 of 2" in reader.seen
        await reader.press("escape")
        assert len(library.annotations()) == 1


async def test_where_nothing_is_like_it_that_is_said(reading: Any, mark: Any) -> None:
    mark("An unmarked one", 1, "lonely")
    async with reading("An unmarked one") as reader:
        await reader.press("right_square_bracket", "asterisk")
        await looked(reader)
        assert "nothing that lacks the tag is like it" in reader.seen
        await reader.press("enter")
        assert not isinstance(reader.app.screen, AlikeDialog)


async def test_a_range_cannot_be_compared(reading: Any) -> None:
    async with reading("Joint patrols") as reader:
        await reader.press("g", "j", "j", "v", "j", "asterisk")
        assert "choose one paragraph" in reader.said


async def test_a_click_on_the_paragraph_under_the_cursor_turns_its_yes_into_no(reading: Any, mark: Any) -> None:
    mark("Joint patrols", 2, "conflict")
    async with reading("Joint patrols") as reader:
        await reader.press("right_square_bracket", "asterisk")
        await looked(reader)
        await reader.pilot.click(AlikeList, offset=(6, 0))
        assert "enter tag 0 of 2" in reader.seen
        await reader.pilot.click(AlikeList, offset=(6, 0))
        assert "enter tag 1 of 2" in reader.seen
