"""How the commands set an article in lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.block import Block, Kind, Reason, Role
from storage.page import numbers
from tui.cli.page import numbered_page, why_page
from tui.cli.setting import cropped, print_table
from tui.plain_page import clean_page, wrapped

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


def block(
    text: str,
    kind: Kind = Kind.PARAGRAPH,
    role: Role = Role.BODY,
    *,
    kept: bool = True,
    marker: str = "",
    depth: int = 0,
    reason: Reason | None = None,
) -> Block:
    return Block(f"p-{text[:4]}", kind, text, role, kept, reason, marker=marker, depth=depth)


PAGE = (
    block("Home", role=Role.NAVIGATION, kept=False, reason=Reason("menu-bullets", ("2",))),
    block("On paper knives", Kind.HEADING_1, Role.TITLE),
    block("They open the uncut pages of a book, one after the other, with patience."),
    block("ivory", Kind.LIST_ITEM, marker="•"),
    block("bone", Kind.LIST_ITEM, marker="•", depth=1),
    block("cut()\n  page", Kind.CODE),
)


def test_clean_text_is_the_title_and_the_kept_blocks_parted_by_empty_lines() -> None:
    assert list(clean_page("On paper knives", PAGE, None)) == [
        "On paper knives",
        "",
        "They open the uncut pages of a book, one after the other, with patience.",
        "",
        "• ivory",
        "  • bone",
        "",
        "cut()",
        "  page",
    ]


def test_clean_text_without_a_title_begins_with_its_first_block() -> None:
    assert list(clean_page("", PAGE[2:3], None)) == [PAGE[2].text]


def test_on_a_terminal_clean_text_is_broken_between_words() -> None:
    rows = list(clean_page("On paper knives", PAGE, 30))
    assert max(map(len, rows)) <= 30
    assert "They open the uncut pages of a" in rows


def test_a_long_list_item_hangs_behind_its_marker() -> None:
    item = block("a knife made of ivory or bone", Kind.LIST_ITEM, marker="12.")
    assert list(clean_page("", [item], 16)) == ["12. a knife made", "    of ivory or", "    bone"]


def test_paragraphs_carry_the_numbers_that_the_reader_sees(capsys: pytest.CaptureFixture[str]) -> None:
    numbered_page(PAGE, numbers(PAGE), 40)
    shown = capsys.readouterr().out
    assert "   1  They open the uncut pages of a\n      book, one after the other, with\n      patience.\n" in shown
    assert "   2  • ivory" in shown
    assert "Home" not in shown


def test_why_shows_every_block_with_role_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    why_page(PAGE, numbers(PAGE), 80)
    shown = capsys.readouterr().out
    assert "   -  Home\n      hidden  navigation  menu: one of a run of 2 short bullets · p-Home\n" in shown
    assert "   1  They open" in shown
    assert "      kept    body        p-They\n" in shown


def test_a_long_reason_stays_in_its_column(capsys: pytest.CaptureFixture[str]) -> None:
    why_page(PAGE[:1], {}, 52)
    rows = capsys.readouterr().out.splitlines()
    assert rows[2] == "      hidden  navigation  menu: one of a run of 2"
    assert rows[3] == "                          short bullets · p-Home"
    assert max(map(len, rows)) <= 52


@pytest.mark.parametrize("width", range(30, 90))
def test_the_id_beside_a_reason_stays_in_one_piece(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    why_page([PAGE[0]._replace(id="p-f571fcd6208f.2")], {}, width)
    assert "p-f571fcd6208f.2" in capsys.readouterr().out


def test_a_block_without_text_has_a_stand_in(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = (block("", Kind.FIGURE, Role.OTHER), block("", Kind.RULE, Role.OTHER))
    numbered_page(blocks[:1], numbers(blocks[:1]), 80)
    assert "   1  [figure]" in capsys.readouterr().out
    assert list(clean_page("", blocks[1:], None)) == ["* * *"]


@given(st.lists(WORDS, max_size=30).map(" ".join), st.integers(2, 60))
def test_wrapped_rows_fit_and_hold_the_same_words(text: str, width: int) -> None:
    rows = wrapped(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_wide_characters_take_two_cells() -> None:
    assert wrapped("日本語の記事", 6) == ["日本語", "の記事"]
    assert cropped("日本語の記事", 7) == "日本語…"


def test_columns_are_aligned_and_nothing_is_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([("a", "日本", "x" * 200), ("bbb", "cd", "end")], gives=2)
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"a    日本  {'x' * 200}"
    assert second == "bbb  cd    end"


def test_columns_fit_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.setting.terminal_width", lambda: 30)
    print_table([("1f2e3d4c", "a long title that cannot fit", "end")], gives=1)
    shown = capsys.readouterr().out.rstrip("\n")
    assert len(shown) == 30
    assert shown.endswith("…  end")


def test_an_item_that_claims_to_be_a_billion_deep_is_shown_all_the_same() -> None:
    (item,) = clean_page("", [block("bone", Kind.LIST_ITEM, marker="•", depth=10**9)], None)
    assert item.strip() == "• bone"
    assert len(item) < 40
