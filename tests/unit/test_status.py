"""The bottom line: it never takes more cells than there are, and gives up the least important first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.cells import width_of
from tui.status import Hint, Pin, bottom_line, in_words, parts_within

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


def test_where_it_is_narrow_labels_go_from_the_end_and_a_tag_is_called_by_its_last_part() -> None:
    narrow = line(70)
    assert "3 sampling" in narrow
    assert "t tag   a x" not in narrow
    assert "t tag   a v x ?" in narrow or "t tag   a note   v x ?" in narrow
    assert "t a v x ?" in line(58)
    assert line(58).rstrip().endswith("43 %")


def test_a_label_at_the_end_goes_before_the_name_of_a_tag_is_cut() -> None:
    widest = max(width for width in range(40, 120) if "? help" not in line(width))
    assert "2 displacement" in line(widest)
    assert "x hide   ?" in line(widest)


def test_keys_go_from_the_end_and_the_one_for_help_stays() -> None:
    runs = bottom_line(18, pins=(), hints=HINTS, right="a long word")
    assert "".join(text for text, _ink in runs).split()[:2] == ["t", "?"]


def test_the_right_end_gives_up_its_longest_part_first() -> None:
    right = "hit 3 of 12    hidden: a menu, as it stands in 9 articles    43 %"
    said = "".join(text for text, _ink in bottom_line(30, pins=(), hints=HINTS, right=right))
    assert said.rstrip().endswith("hit 3 of 12    43 %")


@given(st.text("ab cé·東", max_size=40), st.integers(1, 30))
def test_nothing_is_cut_in_the_middle_of_a_word_where_there_is_a_space_before_it(text: str, cells: int) -> None:
    short = in_words(text, cells)
    assert width_of([(short, "")]) <= cells
    if short.endswith("…") and " " in short.strip():
        kept = short.removesuffix("…").rstrip()
        assert text.startswith(kept)
        assert not text[len(kept) : len(kept) + 1].isalnum()


def test_the_word_at_the_right_stays_longest() -> None:
    assert line(12).split() == ["t", "?", "43", "%"]
    assert line(8).strip() == "43 %"


def test_what_the_keys_do_beyond_their_names_stays_longest() -> None:
    def shown(width: int) -> str:
        runs = bottom_line(width, pins=PINS, hints=HINTS, right="43 %", mode="» next ¶")
        return "".join(text for text, _ink in runs).strip()

    assert shown(120).endswith("» next ¶   43 %")
    assert shown(19) == "» next ¶   43 %"
    assert shown(12) == "» next ¶"


def test_a_hint_is_whole_or_loses_what_is_needed_least() -> None:
    parts = ("ctrl+s save", "esc keep draft", "ctrl+o $EDITOR")
    assert parts_within(45, parts) == "ctrl+s save · esc keep draft · ctrl+o $EDITOR"
    assert parts_within(44, parts) == "ctrl+s save · esc keep draft"
    assert parts_within(5, parts) == "ctrl+s save"
    assert parts_within(12, ["words", "or", "not word"], ", ") == "words, or"
    assert parts_within(5, ()) == ""
