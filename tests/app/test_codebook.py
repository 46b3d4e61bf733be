"""The codebook: what is in it, renaming, merging, deleting, pinning, and ways to the marks."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from storage.annotation import Annotation
from storage.library import Library
from tui.screens.all_notes import AllNotesScreen
from tui.screens.base import PaperknifeScreen
from tui.screens.codebook import CodebookScreen
from tui.screens.tag_picker import TagPicker
from tui.session import Session
from tui.widgets.prompt import Prompt

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]


@pytest.fixture
def tagged(library: Library, mark: Mark) -> Library:
    mark("Night trains", 1, "conflict", "conflict/ceasefire", "method/sampling")
    mark("Night trains", 2, "conflict", "sleep")
    mark("Joint patrols", 1, "conflict")
    return library


@pytest.fixture
def screen(tagged: Library, session: Session) -> CodebookScreen:
    return CodebookScreen(session)


def names(library: Library) -> dict[str, int]:
    return {tag.name: tag.count for tag in library.tags()}


async def test_tags_are_nested_counted_and_drawn_as_bars(screen: CodebookScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        lines = [line for line in frame(app) if line.strip()]
        assert lines[0].split() == ["codebook", "4", "tags", "·", "3", "marks"]
        assert [line.lstrip("▌ ").split()[0] for line in lines[1:6]] == [
            "conflict",
            "conflict/ceasefire",
            "method",
            "method/sampling",
            "sleep",
        ]
        assert "████████████████████     3" in lines[1]
        assert lines[2].startswith("    conflict/ceasefire")
        assert "██████▋" in lines[2]


async def test_renaming_moves_what_is_nested_and_keeps_the_cursor(
    screen: CodebookScreen, host: Host, tagged: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "ctrl+u", *"war", "enter")
        await pilot.pause()
        assert names(tagged) == {"war": 3, "war/ceasefire": 1, "method/sampling": 1, "sleep": 1}
        tag = screen.lines.tag
        assert tag is not None
        assert tag.name == "war"
        assert screen.status.message == "conflict is now war"
        await pilot.press("u")
        assert "conflict/ceasefire" in names(tagged)


async def test_a_name_that_cannot_be_is_answered_and_stays_to_be_corrected(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "ctrl+u", *"sleep", "enter")
        await pilot.pause()
        assert app.screen.query_one(Prompt).text == "sleep"
        assert any("merge" in line for line in frame(app)[-2:])
        assert names(tagged)["conflict"] == 3
        await pilot.press("escape")
        await pilot.pause()
        assert not app.screen.query(Prompt)


async def test_renaming_to_the_same_name_does_nothing(screen: CodebookScreen, host: Host, tagged: Library) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        assert names(tagged)["conflict"] == 3
        assert not app.screen.query(Prompt)


async def test_merging_chooses_another_tag_and_never_the_same(
    screen: CodebookScreen, host: Host, tagged: Library, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("G", "m")
        await pilot.pause()
        assert isinstance(app.screen, TagPicker)
        await pilot.press(*"conf", "enter")
        await pilot.pause()
        assert names(tagged) == {"conflict": 3, "conflict/ceasefire": 1, "method/sampling": 1}
        assert screen.status.message == "merged sleep into conflict"
        await pilot.press("u")
        assert names(tagged)["sleep"] == 1


async def test_deleting_says_from_how_many_marks_and_undo_brings_it_back(
    screen: CodebookScreen, host: Host, tagged: Library
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "conflict" not in names(tagged)
        assert screen.status.message == "deleted conflict from 3 marks · u brings it back"
        await pilot.press("j", "u")
        assert names(tagged)["conflict"] == 3
        assert screen.lines.tag is not None
        assert screen.lines.tag.name == "conflict"


async def test_a_digit_pins_and_is_shown_and_frees(
    screen: CodebookScreen, host: Host, session: Session, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("j", "4")
        await pilot.pause()
        assert session.state.pinned == {4: "conflict/ceasefire"}
        assert any("conflict/ceasefire" in line and line.rstrip().endswith("1  4") for line in frame(app))
        await pilot.press("4")
        assert session.state.pinned == {}


async def test_a_digit_follows_its_tag_through_renaming_and_undo(
    screen: CodebookScreen, host: Host, session: Session
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("1", "r", "ctrl+u", *"war", "enter")
        await pilot.pause()
        assert session.state.pinned == {1: "war"}
        await pilot.press("u")
        await pilot.pause()
        assert session.state.pinned == {1: "conflict"}


async def test_enter_shows_what_carries_the_tag_and_q_comes_back(
    screen: CodebookScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("G", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AllNotesScreen)
        assert any("1 of 3" in line for line in frame(app))
        await pilot.press("q")
        await pilot.pause()
        back: object = app.screen
        assert back is screen
        tag = screen.lines.tag
        assert tag is not None
        assert tag.name == "sleep"


async def test_an_empty_codebook_says_what_to_do(session: Session, host: Host, frame: Frame) -> None:
    app = host(CodebookScreen(session))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("r", "m", "x", "1", "enter", "j", "G")
        await pilot.pause()
        assert any("No tags yet. In an article, t gives one." in line for line in frame(app))
