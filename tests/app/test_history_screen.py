"""The history screen: what was done, day by day, to go to and to take back; and undo of what others did."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from storage.annotation import Annotation
from storage.article import State
from storage.library import Library, Origin
from tests.app.conftest import TEXTS, new_article
from tui.app import PaperknifeApp
from tui.screens.history import HistoryScreen
from tui.screens.library.screen import LibraryScreen
from tui.screens.reading.screen import ReadingScreen
from tui.session import Session

Frame = Callable[[App[Any]], list[str]]
Mark = Callable[..., Annotation]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three articles, nothing marked, open in a window."""
    with Library.open(tmp_path / "library", create=True, origin=Origin.WINDOW) as library:
        library.add([new_article(title, paragraphs) for title, paragraphs in TEXTS.items()])
        yield library


def said(app: App[Any]) -> str:
    assert isinstance(app.screen, HistoryScreen | LibraryScreen | ReadingScreen)
    return app.screen.status.message


def under_cursor(app: App[Any]) -> str:
    assert isinstance(app.screen, HistoryScreen)
    change = app.screen.lines.change
    return change.label if change else ""


def by_title(library: Library, title: str) -> str:
    return next(row.id for row in library.rows() if row.record.title == title)


async def test_what_was_done_is_listed_the_newest_first_with_time_article_and_origin(
    session: Session, mark: Mark, frame: Frame
) -> None:
    mark("Night trains", 2, "rail")
    mark("Night trains", 3, note="short indeed")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H")
        lines = frame(app)
        assert lines[0].startswith(" history")
        assert "3 actions" in lines[0]
        assert "today" in lines[2]
        assert [line[9:].split("  ")[0] for line in lines[3:6]] == [
            "note on ¶ 3 · Night trains",
            "tag rail on ¶ 2 · Night trains",
            "add 3 articles",
        ]
        assert "Night trains" in lines[3]
        assert lines[3].rstrip().endswith("Night trains")  # done here: not worth a word
        assert under_cursor(app) == "note on ¶ 3"


async def test_a_library_in_which_nothing_was_done_says_so(
    session: Session, library: Library, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "history", lambda *_: iter(()))
    app = PaperknifeApp(session)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("H")
        assert any("Nothing was done yet." in line for line in frame(app))
        assert frame(app)[-1].split() == ["?", "help", "M", "notes"]
        await pilot.press("j", "enter", "G", "u")
        assert said(app) == "nothing to undo"


async def test_u_takes_back_what_the_cursor_is_on_and_a_word_says_so(
    session: Session, library: Library, mark: Mark, frame: Frame
) -> None:
    mark("Night trains", 2, "rail")
    mark("Joint patrols", 1, "war")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H", "j", "u")
        assert said(app).startswith("undone: tag rail on ¶ 2")
        assert under_cursor(app) == "tag rail on ¶ 2"
        assert [mark.tags for mark in library.annotations()] == [("war",)]
        (line,) = [line for line in frame(app) if "tag rail on" in line and "undone:" not in line]
        assert "undone" in line
        await pilot.press("u")
        assert said(app).startswith("this is undone already")
        await pilot.press("ctrl+r")
        assert said(app).startswith("done again: tag rail on ¶ 2")
        assert len(library.annotations()) == 2


async def test_what_was_changed_since_is_not_taken_back_and_one_line_says_why(
    session: Session, library: Library, mark: Mark
) -> None:
    mark("Night trains", 2, note="first")
    mark("Night trains", 2, note="second")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H", "j", "u")
        assert "changed since" in said(app)
        assert [each.note for each in library.annotations()] == ["second"]


async def test_enter_reads_the_article_that_was_touched_and_q_comes_back(session: Session, mark: Mark) -> None:
    mark("Joint patrols", 1, "war")
    mark("Night trains", 2, "rail")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H", "j", "enter")
        assert isinstance(app.screen, ReadingScreen)
        assert app.screen.row.record.title == "Joint patrols"
        await pilot.press("q")
        assert under_cursor(app) == "tag war on ¶ 1"


async def test_what_touched_a_removed_article_says_that_it_is_gone(session: Session, library: Library) -> None:
    library.remove([by_title(library, "Night trains")])
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H", "enter")
        assert said(app) == "what it touched is not in the library any more"
        await pilot.press("u")
        assert len(library.rows()) == 3


async def test_a_removal_that_is_undone_brings_the_article_back_under_the_cursor(
    session: Session, library: Library
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("g", "j", "D", "G", "u")
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.lines.current is not None
        assert app.screen.lines.current.record.title == "Joint patrols"


async def test_the_list_is_narrowed_by_what_is_typed(session: Session, mark: Mark, frame: Frame) -> None:
    mark("Joint patrols", 1, "war")
    mark("Night trains", 2, "rail")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H", "slash", *"patrols", "enter")
        assert under_cursor(app) == "tag war on ¶ 1"
        assert "patrols · 1 of 3 actions" in frame(app)[0]
        await pilot.press("u", "slash", *" undone", "enter")
        assert under_cursor(app) == "tag war on ¶ 1"
        await pilot.press("escape")
        assert "3 actions" in frame(app)[0]


async def test_older_actions_are_read_when_the_cursor_comes_near_them(session: Session, library: Library) -> None:
    article = library.rows()[0].id
    for number in range(280):
        library.set_state([article], State.READ if number % 2 else State.READING)
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("H")
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.lines.row_count() == 251
        app.screen.lines.go_to(230)
        await pilot.pause()
        assert app.screen.lines.row_count() == 282
        assert app.screen.lines.cursor == 230
        await pilot.press("G")
        assert under_cursor(app) == "add 3 articles"


@pytest.mark.parametrize("size", [(1, 3), (20, 6), (40, 12), (60, 16), (200, 50)])
async def test_no_size_of_the_terminal_breaks_it(
    session: Session, mark: Mark, frame: Frame, size: tuple[int, int]
) -> None:
    mark("Night trains", 2, "a tag with a very long name that fits nowhere", "and another one that is as long")
    mark("Joint patrols", 1, "[red]markup[/red]")
    app = PaperknifeApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press("H", "j", "u", "k", "G", "slash", "x", "escape")
        lines = frame(app)
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        if size[0] >= 40:
            assert any("tag [red]markup" in line for line in lines)
            assert any("undone" in line for line in lines)


# what others did


def by_a_command(library: Library, act: Callable[[Library], object]) -> None:
    with Library.open(library.home, creator="reader", origin=Origin.COMMAND) as other:
        act(other)


@pytest.fixture
def tagged_elsewhere(library: Library, mark: Mark) -> Library:
    """A library in which a command was the last to change something."""
    from storage.anchoring import describe

    article = by_title(library, "Night trains")
    mark("Night trains", 1, "mine")
    by_a_command(
        library, lambda other: other.mark(describe(other.article(article), "p-000000000002"), add=["theirs"])
    )
    return library


async def test_what_a_command_did_is_named_and_taken_back_when_u_is_pressed_again(
    session: Session, tagged_elsewhere: Library
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("u")
        assert said(app).startswith("u again takes it back: tag theirs on ¶ 2, made by a command at ")
        assert len(tagged_elsewhere.annotations()) == 2
        await pilot.press("u")
        assert said(app).startswith("undone: tag theirs on ¶ 2")
        assert [mark.tags for mark in tagged_elsewhere.annotations()] == [("mine",)]
        await pilot.press("u")
        assert said(app).startswith("undone: tag mine on ¶ 1")


async def test_another_key_between_lets_go_of_the_question(session: Session, tagged_elsewhere: Library) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("u", "j", "u")
        assert said(app).startswith("u again takes it back")
        await pilot.press("M", "q", "u")
        assert said(app).startswith("u again takes it back")
        assert len(tagged_elsewhere.annotations()) == 2


async def test_something_that_came_between_is_asked_for_anew(session: Session, tagged_elsewhere: Library) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("u")
        article = by_title(tagged_elsewhere, "Joint patrols")
        by_a_command(tagged_elsewhere, lambda other: other.set_state([article], State.ARCHIVED))
        await pilot.press("u")
        assert "again takes it back: set “Joint patrols” to archived" in said(app)
        assert len(tagged_elsewhere.annotations()) == 2


# what is found wrong is said


async def test_what_was_found_wrong_is_said_one_after_the_other_and_stands_a_while(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("tui.screens.base.monotonic", lambda: now)
    session.warnings += ["the first", "the second"]
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.pause()
        assert said(app) == "the first"
        await pilot.press("j")
        app.look_around()
        assert said(app) == "the first"
        await pilot.press("ctrl+r")
        assert said(app) == "nothing to redo"
        await pilot.press("j")
        app.look_around()
        assert said(app) == "the first"
        now += 3
        await pilot.press("k")
        app.look_around()
        assert said(app) == "the second"


async def test_what_was_found_wrong_waits_for_a_dialog_to_close(
    session: Session, until: Callable[..., Awaitable[None]]
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 20)) as pilot:
        await pilot.press("A")
        session.warnings.append("rebuilt from the log")
        app.look_around()
        await pilot.press("x", "escape")
        assert "draft kept" in said(app)
        app.look_around()
        assert "draft kept" in said(app)
        await pilot.press("j")
        app.look_around()
        assert said(app) == "rebuilt from the log"
