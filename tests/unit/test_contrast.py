"""A tag in any colour can be read on any ground, and keeps its hue."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Tag
from tui.contrast import READABLE, contrast, nearest, readable
from tui.inks import PALETTE, TAG_INKS, ink_of, palette_ink, tag_inks

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def parts(color: str) -> tuple[float, float, float]:
    """Return hue, light and saturation."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#123456", "#123456", 1),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, st.sampled_from([("#15171b", "#1b1e24", "#23272f"), ("#faf7ef", "#efe8d6"), ("#000000", "#1c1c30")]))
def test_every_colour_can_be_read_on_the_grounds_of_a_theme(color: str, grounds: tuple[str, ...]) -> None:
    shown = readable(color, grounds)
    assert all(contrast(shown, ground) >= READABLE for ground in grounds)
    if shown == color:
        return
    hue, _, saturation = parts(color)
    its_hue, light, its_saturation = parts(shown)
    if saturation > 0.2 and its_saturation > 0.2 and 0.1 < light < 0.9:
        turn = abs(hue - its_hue)
        assert min(turn, 1 - turn) < 0.05


@given(COLOURS, COLOURS, COLOURS)
def test_on_grounds_that_nothing_can_be_read_on_it_does_its_best(color: str, one: str, other: str) -> None:
    shown = readable(color, (one, other))
    assert len(shown) == 7
    if min(contrast(shown, one), contrast(shown, other)) < READABLE:
        assert shown in {"#ffffff", "#000000"}


def test_a_colour_that_can_be_read_stays() -> None:
    assert readable("#56b4e9", ("#15171b",)) == "#56b4e9"


@pytest.mark.parametrize(
    ("color", "like"),
    [("#ffaa00", "orange"), ("#0000aa", "blue"), ("#808080", "grey"), ("#00aa44", "green"), ("#ffee00", "yellow")],
)
def test_among_few_colours_the_likest_is_taken(color: str, like: str) -> None:
    assert nearest(color, PALETTE.values()) == PALETTE[like]


def test_a_colour_of_the_palette_has_the_ink_of_each_theme() -> None:
    assert [ink_of(color.upper()) for color in PALETTE.values()] == list(TAG_INKS)
    assert [palette_ink(color) for color in PALETTE.values()] == list(TAG_INKS)
    assert ink_of("#AA0000") == "#aa0000"


def test_a_tag_has_its_own_colour_else_that_of_the_one_it_is_nested_in() -> None:
    tags = [
        Tag("1", "war", "1", color="#e69f00"),
        Tag("2", "war/air/raids", "2"),
        Tag("3", "war/sea", "3", color="#aa0000"),
        Tag("4", "warfare", "4"),
    ]
    assert tag_inks(tags) == {
        "war": "tag--2",
        "war/air/raids": "tag--2",
        "war/sea": "#aa0000",
        "warfare": "tag--4",
    }
