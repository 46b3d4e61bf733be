"""The command line on the screen: what is typed is done, completed, recalled, or answered where the eyes are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.app import App

from storage.annotation import Annotation
from storage.article import State
from storage.library import Library
from tui.app import PaperknifeApp
from tui.screens.command_line import CommandLine, OfferList
from tui.screens.help import HelpScreen
from tui.screens.library.screen import LibraryScreen
from tui.screens.notes.screen import AllNotesScreen
from tui.screens.search import SearchScreen
from tui.session import Session
from tui.shell import ended
from tui.widgets.line_input import LineInput

Frame = Callable[[App[Any]], list[str]]
Reading = Callable[..., Any]
Until = Callable[..., Awaitable[None]]


def keys(line: str) -> list[str]:
    return ["colon", *("space" if char == " " else char for char in line), "enter"]


def typed(app: App[Any]) -> str:
    return app.screen.query_one(LineInput).value


async def test_a_theme_is_taken_by_its_name_and_kept(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("theme light"))
        assert app.theme == "paper"
        assert session.state.setting("theme", "") == "paper"


async def test_an_action_is_run_by_its_name(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("help"))
        assert isinstance(app.screen, HelpScreen)


async def test_an_unknown_word_is_answered_in_place_and_costs_nothing(
    session: Session, frame: Frame, until: Until
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("wdith 80"))
        assert isinstance(app.screen, CommandLine)
        assert typed(app) == "wdith 80"
        await until(lambda: "! there is no “wdith” here" in frame(app)[-2])
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)


async def test_a_wrong_word_after_a_command_is_answered_in_place(
    session: Session, frame: Frame, until: Until
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("sort colour"))
        assert isinstance(app.screen, CommandLine)
        await until(lambda: any("sort by “colour”?" in line for line in frame(app)[-4:]))


async def test_tab_completes_and_goes_round(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"them", "tab")
        assert typed(app) == "theme "
        await pilot.press("tab", "tab")
        assert typed(app) == "theme paper"
        await pilot.press("shift+tab")
        assert typed(app) == "theme ink"
        await pilot.press("enter")
        assert app.theme == "ink"


async def test_no_offer_is_marked_before_one_is_chosen_and_a_click_chooses(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", *"theme", "space")
        assert not any("▌ ink" in line for line in frame(app))
        above = frame(app)[app.screen.query_one(OfferList).region.y - 1]
        assert set(above) == {"─"}, "a line parts what is offered from the list behind"
        await pilot.click(OfferList, offset=(4, 1))
        assert typed(app) == "theme paper"
        await pilot.press("enter")
        assert app.theme == "paper"


async def test_up_brings_former_lines_back_also_in_the_next_run(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("theme light"), *keys("theme dark"), "colon", "up", "up")
        assert typed(app) == "theme light"
        await pilot.press("down")
        assert typed(app) == "theme dark"
        await pilot.press("down", "escape")
    again = PaperknifeApp(session)
    async with again.run_test(size=(100, 30)) as pilot:
        await pilot.press("colon", "t", "up")
        assert typed(again) == "theme dark"


async def test_the_list_is_filtered_sorted_and_gone_through_by_number(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("sort title"))
        await pilot.press(*keys("3"))
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        assert screen.lines.cursor == 2
        assert screen.lines.rows[2].record.title == "Night trains"
        await pilot.press(*keys("filter joint"))
        assert [row.record.title for row in screen.lines.rows] == ["Joint patrols"]


async def test_states_and_tags_are_given_to_the_article_and_one_undo_takes_each_back(
    session: Session, library: Library
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("state archived"), *keys("tag war, peace"))
        row = library.rows()[-1]
        assert row.record.state is State.ARCHIVED
        assert set(row.tags) == {"war", "peace"}
        await pilot.press("u")
        assert library.rows()[-1].tags == ()


async def test_a_search_and_all_notes_open_with_a_query(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys("search refugees"))
        assert isinstance(app.screen, SearchScreen)
        await pilot.press("escape")
        await pilot.press(*keys("notes tag:war"))
        assert isinstance(app.screen, AllNotesScreen)


async def test_a_number_goes_to_that_paragraph(reading: Reading, until: Until) -> None:
    async with reading() as reader:
        await reader.press(*keys("3"))
        assert reader.cursor == "The third is short."
        await reader.press(*keys("99"))
        await until(lambda: "there is no ¶ 99; the last one is 4" in reader.seen)


@pytest.mark.parametrize("number", ["0", "9", "9" * 60])
async def test_a_number_that_there_is_not_is_answered_in_place(
    session: Session, reading: Reading, frame: Frame, number: str
) -> None:
    async with reading("Joint patrols") as reader:
        await reader.press(*keys(number))
        assert any(f"there is no ¶ {int(number[:18]):,}; the last one is 3" in line for line in frame(reader.app))
        assert typed(reader.app) == number
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys(number))
        assert any(f"there is no row {int(number[:18]):,}; the last one is 3" in line for line in frame(app))


async def test_while_reading_width_find_tag_and_state(reading: Reading, library: Library) -> None:
    async with reading() as reader:
        await reader.press(*keys("width 52"))
        assert reader.screen.view.measure == 52
        await reader.press(*keys("find sleeping"))
        assert reader.screen.view.hits
        await reader.press("escape", *keys("2"), *keys("tag cars"))
        marks: list[Annotation] = reader.marks
        assert [mark.tags for mark in marks] == [("cars",)]
        await reader.press(*keys("state archived"))
        assert library.row(reader.screen.article.id).record.state is State.ARCHIVED


# | gives the text to a command


@contextmanager
def nobody_else() -> Iterator[None]:
    """Stand in for the terminal that a driver without one cannot give away."""
    yield


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The commands that were run, each with the text that it was given."""
    given: list[tuple[str, str]] = []

    def pipe(command: str, text: str) -> str:
        given.append((command, text))
        return f"{command}: exit 0"

    monkeypatch.setattr("tui.shell.pipe", pipe)
    monkeypatch.setattr(PaperknifeApp, "suspend", lambda _app: nobody_else())
    return given


async def test_the_clean_text_goes_to_the_command_and_its_end_is_told(
    reading: Reading, ran: list[tuple[str, str]]
) -> None:
    async with reading() as reader:
        await reader.press("vertical_line", *"wc", "enter")
        ((command, text),) = ran
        assert command == "wc"
        assert text.startswith("Night trains\n\nThe quiet return")
        assert "Home" not in text
        assert reader.said == "wc: exit 0"


async def test_the_notes_go_as_markdown(
    session: Session, mark: Callable[..., Annotation], ran: list[tuple[str, str]]
) -> None:
    mark("Night trains", 1, "sleep", note="remember this")
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("M", "f4", *"cat", "enter")
        assert "remember this" in ran[0][1]
        assert "sleep" in ran[0][1]


async def test_where_there_is_no_text_that_is_said(session: Session, frame: Frame, until: Until) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("H", "vertical_line")
        await until(lambda: "there is no text here" in frame(app)[-1])


def test_how_a_command_ended_is_said_in_words() -> None:
    assert ended(0) == "exit 0"
    assert ended(-15) == "ended by SIGTERM"
    assert ended(-99) == "ended by signal 99"


def offered(app: App[Any]) -> list[str]:
    return [offer.shown for offer in app.screen.query_one(OfferList).rows]


@pytest.mark.parametrize("command", ["filter", "search", "notes", "fil"])
async def test_a_query_is_completed_after_its_command(
    session: Session, mark: Callable[..., Annotation], command: str
) -> None:
    mark("Night trains", 1, "sleep")
    mark("Night trains", 2, "slow/very")
    mark("Night trains", 3, "slow/very")
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys(f"{command} not ta")[:-1])
        assert offered(app) == ["not tag:"]
        await pilot.press("tab")
        assert typed(app) == f"{command} not tag:"
        await pilot.press("s")
        assert offered(app) == ["not tag:slow/very", "not tag:sleep"]
        await pilot.press("l", "e", "tab")
        assert typed(app) == f"{command} not tag:sleep "


@pytest.mark.parametrize(
    ("way", "words", "listed"),
    [
        ("#", "sle", "1 of 2"),
        ("H", "note", "1 of"),
        ("M", "tag:sleep", "1 of 2 marks"),
        ("%", "tag:sleep", "1 mark"),
    ],
)
async def test_every_list_is_narrowed_by_the_command_line(
    session: Session, mark: Callable[..., Annotation], frame: Frame, until: Until, way: str, words: str, listed: str
) -> None:
    mark("Night trains", 1, "sleep")
    mark("Night trains", 2, "slow", note="A note")
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press({"#": "number_sign", "%": "percent_sign"}.get(way, way), *keys(f"filter {words}"))
        await until(lambda: listed in frame(app)[0])
        assert words in frame(app)[0]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (20, 3)])
async def test_what_is_wrong_is_laid_out_once_in_a_terminal_of_any_size(
    session: Session, size: tuple[int, int]
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys("width ("))  # returns when nothing is laid out any more
        assert isinstance(app.screen, CommandLine)
        assert not app.screen.show_vertical_scrollbar
