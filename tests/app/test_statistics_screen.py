"""The statistics on the screen: plots and tables at every size, narrowed by a query, leading to notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from storage.annotation import Annotation
from storage.article import State
from storage.library import Library
from tui.screens.base import PaperknifeScreen
from tui.screens.library.screen import LibraryScreen
from tui.screens.notes.screen import AllNotesScreen
from tui.screens.statistics import StatisticsScreen
from tui.session import Session

Host = Callable[[PaperknifeScreen], App[None]]
Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]


@pytest.fixture
def screen(library: Library, session: Session, mark: Mark) -> StatisticsScreen:
    mark("Joint patrols", 2, "displacement", note="Compare.")
    mark("Joint patrols", 3, "displacement", "[/figures]")
    mark("Night trains", 1, "sleep")
    library.set_state([library.rows()[0].id], State.READ)
    return StatisticsScreen(session)


async def shown(app: App[None], pilot: Any) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_it_says_what_there_is_and_plots_it(screen: StatisticsScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 60)) as pilot:
        await shown(app, pilot)
        text = "\n".join(frame(app))
        assert "3 articles: 2 unread · 1 read" in text
        assert "3 marks in 2 articles, 1 with a note" in text
        assert "3 articles added on " in text
        assert "1 article set read on " in text
        assert "3 marks made on " in text
        assert "marks by the day of the week" in text
        assert "█" in text
        assert any(line.split()[-2:] == ["2", "1"] and "displacement" in line for line in frame(app))
        assert "[/figures]" in text


async def test_a_query_counts_only_what_it_asks_for_and_escape_counts_everything(
    screen: StatisticsScreen, host: Host, frame: Frame
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 60)) as pilot:
        await shown(app, pilot)
        await pilot.press("slash", *"tag:sleep", "enter")
        await shown(app, pilot)
        assert "tag:sleep · 1 article · 1 mark" in frame(app)[0]
        await pilot.press("escape")
        await shown(app, pilot)
        assert "3 articles · 3 marks" in frame(app)[0]


async def test_a_tag_leads_to_its_notes_and_back(screen: StatisticsScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await shown(app, pilot)
        await pilot.press("enter")
        assert "go down to one" in screen.status.message
        await pilot.press("G", "k", "k", "enter")
        await shown(app, pilot)
        assert isinstance(app.screen, AllNotesScreen)
        assert '2 of 3 marks · filter: tag:"displacement"' in frame(app)[0]
        await pilot.press("escape", "q")
        front: object = app.screen
        assert front is screen


async def test_a_source_leads_to_its_articles_and_back(screen: StatisticsScreen, host: Host, frame: Frame) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await shown(app, pilot)
        while "The Ledger" not in next(line for line in frame(app) if line.startswith("▌")):
            await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert 'source:"The Ledger"' in frame(app)[0]
        assert {row.record.site for row in app.screen.lines.rows} == {"The Ledger"}
        assert "q back" in frame(app)[-1]
        await pilot.press("escape", "q")
        front: object = app.screen
        assert front is screen


async def test_it_follows_what_changes(screen: StatisticsScreen, host: Host, frame: Frame, mark: Mark) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 60)) as pilot:
        await shown(app, pilot)
        await pilot.press("u")
        await shown(app, pilot)
        assert "3 articles: 3 unread" in "\n".join(frame(app))


@pytest.mark.parametrize("size", [(20, 6), (60, 24), (110, 36), (160, 50)])
async def test_nothing_is_wider_than_the_screen_at_any_size(
    screen: StatisticsScreen, host: Host, frame: Frame, size: tuple[int, int]
) -> None:
    app = host(screen)
    async with app.run_test(size=(110, 36)) as pilot:
        await shown(app, pilot)
        await pilot.press("G")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.press("g", "space", "j", "k", "G")
        assert all(len(line) <= size[0] for line in frame(app))
        assert any(line.startswith("▌") for line in frame(app))


async def test_an_empty_library_says_so(session: Session, library: Library, host: Host, frame: Frame) -> None:
    library.remove([row.id for row in library.rows()])
    app = host(StatisticsScreen(session))
    async with app.run_test() as pilot:
        await shown(app, pilot)
        assert "Nothing to count yet" in "\n".join(frame(app))
        assert frame(app)[-1].split() == ["?", "help", "M", "notes"], "no key is named that has nothing to do"


@pytest.mark.parametrize("key", ["G", "k"])
async def test_the_cursor_stays_on_its_tag_when_the_window_becomes_wide(
    screen: StatisticsScreen, host: Host, key: str
) -> None:
    app = host(screen)
    async with app.run_test(size=(60, 20)) as pilot:
        await shown(app, pilot)
        await pilot.press("G", key)
        before = screen.lines.current
        assert before is not None
        for width, height in ((300, 100), (1, 1), (110, 36)):
            await pilot.resize_terminal(width, height)
            after = screen.lines.current
            assert after is not None
            assert after.query == before.query != ""
        await pilot.press("j", "k", "g")
        assert screen.lines.cursor == 0
