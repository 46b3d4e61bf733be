"""Every screen and everything that opens on it can be given any size without an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.geometry import Size

from tests.app.walking import contexts, each_state
from tui.actions import Context
from tui.app import PaperknifeApp
from tui.session import Session

Frame = Callable[[App[Any]], list[str]]
SIZES = ((20, 6), (1, 1), (60, 20), (300, 100))


@pytest.fixture
def marked(mark: Callable[..., object]) -> None:
    """Something in every list."""
    mark("An unmarked one", 1, "place/river", "sleep", note="A note of *some* length, with #more in it.")
    mark("Night trains", 2, "sleep", note="Another one.")


@pytest.mark.slow
@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("context", contexts())
async def test_every_state_of_a_screen_takes_every_size(session: Session, context: Context) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 30)) as pilot:
        async for state in each_state(pilot, context):
            for width, height in SIZES:
                await pilot.resize_terminal(width, height)
                strips = app.screen._compositor.render_strips(Size(width, height))  # noqa: SLF001  the picture is what is tested
                assert len(strips) == height, state
                assert all(strip.cell_length == width for strip in strips), (state, width, height)
            await pilot.resize_terminal(100, 30)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_ways_between_screens_can_be_gone_at_every_size(session: Session, size: tuple[int, int]) -> None:
    app = PaperknifeApp(session)
    async with app.run_test(size=size) as pilot:
        await pilot.press(
            "enter", "j", "t", "escape", "a", "escape", "question_mark", "escape", "colon", "escape", "q"
        )
        await pilot.press("M", "q", "number_sign", "q", "H", "q", "L", "q", "ctrl+p", "escape", "slash", "escape")
        assert app.is_running
