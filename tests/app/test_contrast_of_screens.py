"""Whatever is painted on any screen can be read in every theme: each cell is looked at as it goes to the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rich.color import Color

from tests.app.walking import contexts, each_state
from tui.actions import Context
from tui.app import PaperknifeApp
from tui.contrast import READABLE, contrast
from tui.legibility import SIGNS
from tui.palettes import COLOURED, own_palette
from tui.session import Session
from tui.settings import Settings


def hex_of(color: Color | None, default: str) -> str:
    triplet = color.triplet if color is not None else None
    return triplet.hex if triplet else default


def hardly_read(app: PaperknifeApp, ground: str, text: str) -> Iterator[str]:
    """Yield the stretches of text that stand too weakly on what is behind them."""
    for strip in app.screen._compositor.render_strips(app.size):  # noqa: SLF001  the picture itself is what is tested
        for segment in strip:
            said, style = segment.text.strip(), segment.style
            if said and style is not None:
                front, behind = hex_of(style.color, text), hex_of(style.bgcolor, ground)
                wanted = READABLE if any(char.isalnum() for char in said) else SIGNS
                if contrast(front, behind) < wanted:
                    yield f"“{said}” {front} on {behind}: {contrast(front, behind):.2f}"


@pytest.mark.slow
@pytest.mark.parametrize("theme", COLOURED)
@pytest.mark.parametrize("context", contexts())
async def test_everything_on_every_screen_can_be_read(
    session: Session, mark: Callable[..., object], context: Context, theme: str
) -> None:
    mark("An unmarked one", 1, "place/river", "sleep", note="A note of *some* length, with #more in it.")
    mark("Night trains", 2, "sleep", note="Another one.")
    palette = COLOURED[theme]
    session.state.set_setting("theme", theme)
    app = PaperknifeApp(session)
    found: dict[str, str] = {}
    async with app.run_test(size=(110, 36)) as pilot:
        assert app.theme == theme
        async for state in each_state(pilot, context):
            found |= dict.fromkeys(hardly_read(app, palette.background, palette.text), state)
            if state == "everywhere.theme":
                app.theme = theme
    assert not found


async def test_a_weak_colour_would_be_found(session: Session) -> None:
    pale = own_palette("pale", COLOURED["ink"], {"quiet": "#444444"}, ())
    app = PaperknifeApp(replace(session, settings=Settings(theme="pale", themes=(pale,))))
    async with app.run_test(size=(110, 36)):
        assert app.theme == "pale"
        assert any("#444444 on #15171b" in weak for weak in hardly_read(app, pale.background, pale.text))
