"""A line to type in takes no more than a line, says what it left out, and stays quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input

from tui.app import PaperknifeApp
from tui.session import Session
from tui.widgets.line_input import MOST

Frame = Callable[[App[Any]], list[str]]
PASTED = "x" * (MOST + 1_000)


def typed(app: App[Any]) -> str:
    return app.screen.query_one(Input).value


@pytest.mark.parametrize("keys", [["/"], ["enter", "/"], [":"], ["ctrl+p"], ["t"], ["a"]], ids=" ".join)
async def test_a_paste_that_is_too_long_is_cut_and_that_is_said(
    session: Session, frame: Frame, keys: list[str]
) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(*keys, "a")
        app.post_message(events.Paste(f"{PASTED}\nanother line"))
        await pilot.pause()
        assert typed(app) == f"a{PASTED}"[:MOST]
        assert "left out 1,001 characters beyond 5,000" in "\n".join(frame(app))


async def test_what_was_left_out_is_said_until_something_else_is_typed(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "/")
        app.post_message(events.Paste(PASTED))
        await pilot.pause()
        app.post_message(events.Paste("more"))
        await pilot.pause()
        assert typed(app) == PASTED[:MOST]
        assert "left out 4 characters beyond 5,000" in frame(app)[-1]
        await pilot.press("backspace", "backspace")
        assert "left out" not in frame(app)[-1]


async def test_what_is_selected_makes_room(session: Session, frame: Frame) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter", "/", "a", "b", "c", "shift+home")
        app.post_message(events.Paste(PASTED[:MOST]))
        await pilot.pause()
        assert typed(app) == PASTED[:MOST]
        assert "left out" not in "\n".join(frame(app))
