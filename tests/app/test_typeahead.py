"""Keys that come in one burst act as if each had been waited for."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from storage.annotation import Annotation
from storage.library import Library
from tui import typeahead
from tui.app import PaperknifeApp
from tui.session import Session

Mark = Callable[..., Annotation]
Until = Callable[..., Awaitable[None]]


async def burst(app: App[Any], pilot: Pilot[Any], keys: Iterable[str]) -> None:
    """Send keys as a terminal does that read them all at once."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        app.post_message(events.Key(name, key if len(key) == 1 else key_to_character(key)))
    await pilot.pause()


def patrols(library: Library) -> str:
    return next(row.id for row in library.rows() if row.record.title == "Joint patrols")


@pytest.fixture
def app(library: Library, session: Session) -> PaperknifeApp:
    return PaperknifeApp(session, read=patrols(library))


async def test_a_tag_a_move_and_a_repeat(app: PaperknifeApp, library: Library) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["g", "j", "t", *"new tag", "enter", "j", "."])
        marks = library.annotations(patrols(library))
        assert [mark.tags for mark in marks] == [("new tag",), ("new tag",)]
        assert len({mark.target.first for mark in marks}) == 2


async def test_a_note_saved_and_another_one_begun(app: PaperknifeApp, library: Library) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["g", "j", "a", *"one", "ctrl+s", "j", "a", *"two", "enter", *"lines", "ctrl+s"])
        assert [mark.note for mark in library.annotations(patrols(library))] == ["one", "two\nlines"]


async def test_a_key_that_pins_acts_on_what_was_typed_before_it(
    app: PaperknifeApp, session: Session, mark: Mark
) -> None:
    mark("Night trains", 1, "first", "sleep")
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["g", "j", "t", *"sle", "f3"])
        assert session.state.pinned == {3: "sleep"}


async def test_a_filter_and_a_move_behind_it(session: Session, library: Library, mark: Mark) -> None:
    mark("Night trains", 1, "sleep")
    mark("Joint patrols", 1, "war")
    mark("Joint patrols", 2, "war", note="gone soon")
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["M", "/", *"tag:war", "enter", "j", "D"])
        assert [mark.tags for mark in library.annotations()] == [("sleep",), ("war",)]


async def test_through_screens_and_back(session: Session, library: Library) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 30)) as pilot:
        first = app.screen
        await burst(app, pilot, ["enter", "M", "q", "#", "q", "t", *"abc", "escape", "q", "j"])
        assert app.screen is first


async def test_pasted_text_keeps_its_place_among_the_keys(app: PaperknifeApp, library: Library) -> None:
    async with app.run_test(size=(110, 30)) as pilot:
        for event in (
            events.Key("g", "g"),
            events.Key("j", "j"),
            events.Key("a", "a"),
            events.Key("x", "x"),
            events.Paste("pasted"),
            events.Key("y", "y"),
            events.Key("ctrl+s", None),
        ):
            app.post_message(event)
        await pilot.pause()
        assert [mark.note for mark in library.annotations(patrols(library))] == ["xpastedy"]


async def test_keys_behind_the_one_that_quits_do_no_harm(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["enter", "q", "q", *"jjjtabc", "enter"])
    assert app.return_code == 0


async def test_a_machine_that_stands_still_while_a_screen_opens_costs_no_key(
    app: PaperknifeApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = 0.1
    monkeypatch.setattr(typeahead, "_TURN", patience / typeahead._TURNS)  # noqa: SLF001  to stand still for as long takes less
    async with app.run_test(size=(110, 30)) as pilot:
        await burst(app, pilot, ["g", "j"])
        app.post_message(events.Key("t", "t"))
        while not app._holds:  # noqa: ASYNC110, SLF001  until it is on its way to what opens the picker
            await asyncio.sleep(0)
        time.sleep(2 * patience)  # noqa: ASYNC251  nothing of ours runs meanwhile
        await burst(app, pilot, [*"late", "enter"])
        assert [mark.tags for mark in library.annotations(patrols(library))] == [("late",)]


class Silent(MessagePump):
    """What is posted to it is never come to."""

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        return True


async def test_a_widget_that_never_answers_does_not_keep_the_keyboard(
    app: PaperknifeApp, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "_TURN", 0.001)
    async with app.run_test(size=(110, 30)) as pilot:
        reading = app.screen
        await pilot.press("g", "j")
        app.hold_keys_for(Silent())
        await pilot.press("t")
        await until(lambda: app.screen is not reading)
        await pilot.pause()  # it is to stand before the app ends
