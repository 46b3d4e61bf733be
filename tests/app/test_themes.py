"""Themes: each can be read, tags can be told apart, and colour is never the only sign."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from textual.app import App
from textual.color import Color

from storage.annotation import Tag
from tui.app import PaperknifeApp
from tui.inking import ink_style
from tui.inks import INKS, TAG_INKS, tag_inks
from tui.legibility import weak
from tui.palettes import COLOURED, PALETTES, TERMINAL, Palette, own_palette
from tui.session import Session
from tui.themes import first_theme, make_theme, next_theme
from tui.widgets.article_list import ArticleList

Frame = Callable[[App[Any]], list[str]]
NAMES = [palette.name for palette in PALETTES]


@pytest.mark.parametrize("palette", COLOURED.values(), ids=lambda palette: palette.name)
def test_every_word_can_be_read_and_every_sign_seen_on_every_ground(palette: Palette) -> None:
    assert list(weak(palette)) == []


@pytest.mark.parametrize("palette", COLOURED.values(), ids=lambda palette: palette.name)
def test_tags_can_be_told_apart(palette: Palette) -> None:
    assert len(set(palette.tags)) == len(TAG_INKS)
    distances = [
        sum((one - other) ** 2 for one, other in zip(Color.parse(a).rgb, Color.parse(b).rgb, strict=True)) ** 0.5
        for a, b in combinations(palette.tags, 2)
    ]
    assert min(distances) > 30


def test_a_colour_that_is_too_weak_is_named_with_its_ground() -> None:
    pale = own_palette("pale", COLOURED["ink"], {"quiet": "#444444"}, ("#222222",))
    found = {(each.colour, each.place) for each in weak(pale)}
    assert found == {("quiet", 0), ("tags", 0)}


def test_the_terminals_own_colours_are_sixteen() -> None:
    theme = make_theme(TERMINAL)
    assert [value for value in (theme.background, *theme.variables.values()) if value and value.startswith("#")] == []


async def test_every_ink_has_a_look_in_every_theme_and_hides_no_text(session: Session) -> None:
    app = PaperknifeApp(session)
    async with app.run_test() as pilot:
        await pilot.pause()
        listing = app.screen.query_one(ArticleList)
        for palette in PALETTES:
            app.theme = palette.name
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
    assert first_theme(("light",), {"TERM": "linux"}) == "paper"


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


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
async def test_code_between_words_is_told_by_its_ground_and_not_by_colour_alone(
    session: Session, palette: Palette
) -> None:
    session.state.set_setting("theme", palette.name)
    app = PaperknifeApp(session)
    async with app.run_test():
        code = ink_style(app.screen, "code")
        if palette is TERMINAL:
            assert code.reverse
        else:
            assert code.bgcolor is not None
            assert code.bgcolor.triplet is not None
            assert code.bgcolor.triplet.hex not in {palette.background, palette.surface}
