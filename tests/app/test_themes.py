"""Themes: each can be read, tags can be told apart, and colour is never the only sign."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from storage.annotation import Tag
from tui.app import PaperknifeApp
from tui.inking import ink_style
from tui.inks import INKS, TAG_INKS, tag_inks
from tui.session import Session
from tui.themes import CONTRAST, INK, NAMES, PAPER, TERMINAL, THEMES, first_theme, next_theme
from tui.widgets.article_list import ArticleList

Frame = Callable[[App[Any]], list[str]]
COLOURED = (INK, PAPER, CONTRAST)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in Color.parse(colour).rgb]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def variable(theme: Theme, name: str) -> str:
    return str(getattr(theme, name, None) or theme.variables[name])


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", ["foreground", "quiet", "cursor", "note-ink", "hidden-ink", "error"])
def test_every_word_can_be_read(theme: Theme, name: str) -> None:
    assert contrast(variable(theme, name), variable(theme, "background")) >= 4.5


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_tags_can_be_read_and_told_apart(theme: Theme) -> None:
    colours = [variable(theme, ink.replace("--", "-")) for ink in TAG_INKS]
    assert all(contrast(colour, variable(theme, "background")) >= 4.5 for colour in colours)
    assert len(set(colours)) == len(TAG_INKS)
    distances = [
        sum((one - other) ** 2 for one, other in zip(Color.parse(a).rgb, Color.parse(b).rgb, strict=True)) ** 0.5
        for a, b in combinations(colours, 2)
    ]
    assert min(distances) > 30


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_text_can_be_read_under_the_cursor_in_a_range_and_in_a_hit(theme: Theme) -> None:
    for ground in ("cursor-line", "range", "hit-ground"):
        assert contrast(variable(theme, "foreground"), variable(theme, ground)) >= 4.5


def test_the_terminals_own_colours_are_sixteen() -> None:
    colours = [value for value in TERMINAL.variables.values() if value.startswith("#")]
    assert colours == []


async def test_every_ink_has_a_look_in_every_theme_and_hides_no_text(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        listing = app.screen.query_one(ArticleList)
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            looks = {name: ink_style(listing, name) for name in INKS}
            for name in ("cursor", "cursor-line", "hit", "hit-now", "range", "trouble", "title", "key"):
                look = looks[name]
                assert look.bold or look.italic or look.underline or look.reverse or look.bgcolor, name
            assert len({look for name, look in looks.items() if name in TAG_INKS}) == len(TAG_INKS)


async def test_the_theme_key_goes_through_all_and_is_remembered(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test() as pilot:
        app.theme = NAMES[0]
        seen = []
        for _ in NAMES:
            await pilot.press("backslash")
            seen.append(app.theme)
        assert sorted(seen) == sorted(NAMES)
        await pilot.press("backslash")
        assert session.state.setting("theme", "") == app.theme
    assert PaperknifeApp(session).theme == app.theme


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, "ink"),
        ({"TERM": "xterm-256color"}, "ink"),
        ({"TERM": "xterm"}, "terminal"),
        ({"TERM": "linux"}, "terminal"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "terminal"),
    ],
)
def test_the_first_theme_is_one_that_the_terminal_can_show(environment: dict[str, str], name: str) -> None:
    assert first_theme(("",), environment) == name


def test_the_reader_chooses_before_the_terminal() -> None:
    assert first_theme(("", "paper"), {"TERM": "linux"}) == "paper"
    assert first_theme(("no such", "contrast"), {"TERM": "xterm-256color"}) == "contrast"


def test_a_theme_that_is_not_ours_is_followed_by_the_first() -> None:
    assert next_theme("nord") == NAMES[0]


async def test_without_colour_none_is_sent_and_the_cursor_is_still_seen(
    session: Session, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = PaperknifeApp(session)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        picture = "\n".join(frame(app))
        assert "▌ ○ Joint patrols" in picture
        assert "◆ An unmarked one" in picture
        filters = app.get_line_filters()
        line = app.screen.query_one(ArticleList).render_line(1)
        for line_filter in filters:
            line = line.apply_filter(line_filter, Color.parse("ansi_default"))
        styles = [segment.style for segment in line if segment.style]
        colours = [colour for style in styles for colour in (style.color, style.bgcolor) if colour]
        assert all(colour.is_default for colour in colours)


def test_the_first_eight_tags_have_eight_inks() -> None:
    tags = [Tag(str(n), f"tag {n}", f"2026-01-01T00:00:{n:02}Z") for n in range(9)]
    inks = tag_inks(reversed(tags))
    assert [inks[f"tag {n}"] for n in range(9)] == [*TAG_INKS, TAG_INKS[0]]
