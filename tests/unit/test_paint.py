"""Text in cells: nothing that is painted can steer the terminal, and a line is exactly as wide as asked."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tui.cells import cropped, cropped_runs, fitted, harmless, matched_runs, width_of
from tui.paint import content, segment, strip

HOSTILE = "The [/foo] case\x1b]0;owned\x07 [red]x[/red] \u202eabc\x9b31m\r\n\tend"


def controls(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in "\u202e\u2066"]


def test_a_title_cannot_steer_the_terminal() -> None:
    for painted in (harmless(HOSTILE), content(HOSTILE).plain, segment(HOSTILE).text, cropped(HOSTILE, 20)):
        assert controls(painted) == []


def test_what_looks_like_markup_is_text() -> None:
    assert content("The [/foo] case [red]x[/red] \\[b]").plain == "The [/foo] case [red]x[/red] \\[b]"


def test_spaces_that_carry_a_layout_stay() -> None:
    assert harmless("  a\u00a0 b  ") == "  a\u00a0 b  "


@given(st.text())
def test_painting_twice_is_painting_once(text: str) -> None:
    once = harmless(text)
    assert controls(once) == []
    assert harmless(once) == once


@given(st.text(), st.integers(0, 30))
def test_a_cropped_text_fits_and_says_that_it_was_cut(text: str, cells: int) -> None:
    result = cropped(text, cells)
    assert cell_len(result) <= cells
    assert result == harmless(text) or result == "" or result.endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("conflict", 8, "conflict"), ("conflict", 5, "conf…"), ("日本語", 4, "日…"), ("a", 0, "")],
)
def test_what_does_not_fit_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert cropped(text, width) == shown


@given(st.text(), st.integers(0, 30), st.booleans())
def test_a_fitted_text_takes_exactly_its_cells(text: str, cells: int, right: bool) -> None:
    assert cell_len(fitted(text, cells, right=right)) == cells


@given(st.lists(st.text(), max_size=5), st.integers(0, 40))
def test_a_line_is_exactly_as_wide_as_asked(texts: list[str], width: int) -> None:
    line = strip([(text, Style(bold=True)) for text in texts], width, Style())
    assert line.cell_length == width
    assert cell_len(line.text) == width
    assert controls(line.text) == []


def test_wide_characters_are_cut_between_cells() -> None:
    assert fitted("日本語", 4) == "日… "


@given(st.lists(st.tuples(st.text(), st.just("dim")), max_size=5), st.integers(0, 40))
def test_runs_are_cropped_where_they_end(runs: list[tuple[str, str]], cells: int) -> None:
    kept = cropped_runs(runs, cells)
    assert width_of(kept) <= cells
    if width_of((harmless(text), ink) for text, ink in runs) <= cells:
        assert kept == [(harmless(text), ink) for text, ink in runs]


def test_what_matches_is_set_apart() -> None:
    assert matched_runs("patrols", [(0, 2), (5, 7)], "tag") == [("pa", "tag hit"), ("tro", "tag"), ("ls", "tag hit")]
    assert matched_runs("war", [(0, 1)], "") == [("w", "hit"), ("ar", "")]
