"""The palette: actions, tags and articles by name; a title is only text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.library import Library, NewArticle, ReaderState, views
from tui.app import PaperknifeApp
from tui.keymap import make_keymap
from tui.screens.library.screen import LibraryScreen
from tui.screens.notes.screen import AllNotesScreen
from tui.screens.palette import Palette
from tui.screens.reading.screen import ReadingScreen
from tui.screens.statistics import StatisticsScreen
from tui.session import Session
from tui.settings import Settings

Frame = Callable[[App[Any]], list[str]]
HOSTILE = "The [/foo] case [red]x[/red] \x1b]0;owned\x07"


async def test_an_action_is_run_by_its_name(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        before = app.theme
        await pilot.press("ctrl+p", *"next theme", "enter")
        await pilot.pause()
        assert app.theme != before


async def test_an_article_is_opened_by_its_title(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"joint patrols", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_where_there_are_no_articles_the_actions_are_found(tmp_path: Path, frame: Frame) -> None:
    with Library.open(tmp_path / "empty", create=True) as library:
        app = PaperknifeApp(Session(library, ReaderState.load(library.home), Settings(), make_keymap({})))
        async with app.run_test(size=(100, 60)) as pilot:
            await pilot.press("ctrl+p")
            assert any("Go to the next article." in line for line in frame(app))
            await pilot.press(*"statistics", "enter")
            assert isinstance(app.screen, StatisticsScreen)


async def test_a_tag_opens_what_carries_it(session: Session, mark: Callable[..., object]) -> None:
    mark("Night trains", 1, "travel by night")
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"travel", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AllNotesScreen)


async def test_a_hostile_title_is_only_text(session: Session, library: Library, frame: Frame) -> None:
    block = Block("p-0123456789ab", Kind.PARAGRAPH, "Text.", Role.BODY, True)
    library.add([NewArticle(RawDocument(b"x", "x"), CleanedArticle(HOSTILE, (block,)))])
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"[/foo]")
        await pilot.pause()
        assert any("The [/foo] case [red]x[/red] ]0;owned" in line for line in frame(app))
        assert not any("\x1b" in line or "\x07" in line for line in frame(app))


async def test_esc_leaves_the_palette(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", "a")
        assert isinstance(app.screen, Palette)
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_of_many_articles_only_those_in_sight_are_read(
    session: Session, library: Library, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Block("p-0123456789ab", Kind.PARAGRAPH, "Text.", Role.BODY, True),)
    titles = [f"Émigré no. {number} of many" for number in range(600)] + [""]
    library.add(
        [
            NewArticle(RawDocument(title.encode(), f"from-{len(title)}.txt"), CleanedArticle(title, text))
            for title in titles
        ]
    )
    read: list[int] = []
    decode_all = vars(views)["decode_all"]

    def counted(lines: Sequence[bytes]) -> object:
        read.append(len(lines))
        return decode_all(lines)

    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(views, "decode_all", counted)
        await pilot.press("ctrl+p", *"emigre")
        assert any("Émigré no. 599 of many" in line for line in frame(app))
        await pilot.press(*"zz")
        assert "Nothing here is called that." in "\n".join(frame(app))
        await pilot.press(*["backspace"] * 8, *"from-0")
        assert any("read" in line and "from-0.txt" in line for line in frame(app)), "found as it is shown"
        assert sum(read) < 100
        await pilot.press(*["backspace"] * 6, *"307", "enter")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.article.record.title == "Émigré no. 307 of many"
