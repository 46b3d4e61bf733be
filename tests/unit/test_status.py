"""The bottom line: it never takes more cells than there are, and gives up the least important first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.cells import width_of
from tui.status import Hint, Pin, bottom_line

PINS = [Pin(1, "conflict", "tag--1"), Pin(2, "displacement", "tag--2"), Pin(3, "method/sampling", "tag--3")]
HINTS = [Hint("t", "tag"), Hint("a", "note"), Hint("v", "range"), Hint("x", "hide"), Hint("?", "help")]


def line(width: int) -> str:
    return "".join(text for text, _ink in bottom_line(width, pins=PINS, hints=HINTS, right="43 %"))


@given(
    st.integers(1, 200), st.integers(0, 3), st.integers(0, 5), st.sampled_from(["", "43 %", "q quit"]), st.booleans()
)
def test_the_line_fits(width: int, pins: int, hints: int, right: str, on: bool) -> None:
    runs = bottom_line(width, pins=PINS[:pins], hints=HINTS[:hints], right=right, mode="» next ¶" if on else "")
    assert width_of(runs) <= max(width, 2)


def test_where_there_is_room_everything_is_said() -> None:
    assert line(120).split() == [
        "1", "conflict", "2", "displacement", "3", "method/sampling",
        "t", "tag", "a", "note", "v", "range", "x", "hide", "?", "help", "43", "%",
    ]  # fmt: skip


def test_where_it_is_narrow_only_the_keys_are_left_of_the_hints() -> None:
    narrow = line(66)
    assert "t a v x ?" in narrow
    assert narrow.rstrip().endswith("43 %")
    assert "1 conflict" in narrow


def test_the_word_at_the_right_stays_longest() -> None:
    assert line(12).strip() == "43 %"


def test_what_the_keys_do_beyond_their_names_stays_longest() -> None:
    def shown(width: int) -> str:
        runs = bottom_line(width, pins=PINS, hints=HINTS, right="43 %", mode="» next ¶")
        return "".join(text for text, _ink in runs).strip()

    assert shown(120).endswith("» next ¶   43 %")
    assert shown(20) == "» next ¶   43 %"
    assert shown(12) == "» next ¶"
