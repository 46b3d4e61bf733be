"""The codebook's rows, its bars, and digits that follow their tags."""

from rich.cells import cell_len

from storage.annotation import Tag
from tui.lists.tag_rows import bar, tag_columns, tag_rows, tag_runs
from tui.pins import PinMoves, digit_of, pin_or_free


def tags(*names: str, count: int = 1) -> list[Tag]:
    return [Tag(name, name, "", count) for name in names]


class Shelf:
    """Pinned tags in memory."""

    def __init__(self, **pinned: str) -> None:
        self.pinned: dict[int, str] = {int(digit.removeprefix("d")): tag for digit, tag in pinned.items()}

    def pin(self, digit: int, tag: str | None) -> None:
        self.pinned.pop(digit, None)
        if tag is not None:
            self.pinned[digit] = tag


def test_tags_stand_under_the_tag_they_begin_with() -> None:
    rows = tag_rows(tags("war", "Conflict/talks", "conflict", "conflict/cease-fire"))
    assert [(row.name, row.depth) for row in rows] == [
        ("conflict", 0),
        ("conflict/cease-fire", 1),
        ("Conflict/talks", 1),
        ("war", 0),
    ]


def test_a_shared_beginning_that_is_no_tag_gets_a_line_without_one() -> None:
    rows = tag_rows(tags("method/sampling", "method/survey/panel"))
    assert [(row.name, row.tag is not None) for row in rows] == [
        ("method", False),
        ("method/sampling", True),
        ("method/survey", False),
        ("method/survey/panel", True),
    ]


def test_a_tag_that_sorts_before_a_slash_does_not_come_between_a_tag_and_its_own() -> None:
    assert [row.name for row in tag_rows(tags("a", "a b", "a/c", "a-d"))] == ["a", "a/c", "a b", "a-d"]


def test_a_bar_is_exact_to_an_eighth_and_never_empty_for_something() -> None:
    assert bar(8, 8, 4) == "████"
    assert bar(4, 8, 1) == "▌"
    assert bar(1, 10_000, 20) == "▏"
    assert bar(0, 5, 20) == ""
    assert bar(3, 0, 20) == ""


def test_every_line_fits_its_width() -> None:
    names = ["a" * 150, "displacement", "日本語/標本", "method/sampling"]
    rows = tag_rows([Tag(name, name, "", 12345, "What it means, at length, in words " * 5) for name in names])
    for width in range(12, 160, 7):
        columns = tag_columns(rows, width)
        for row in rows:
            runs = tag_runs(row, columns, 12345, {"displacement": 1}, {})
            assert sum(cell_len(text) for text, _ink in runs) <= width


def test_a_tag_is_on_one_digit_only() -> None:
    shelf = Shelf(d1="war")
    assert pin_or_free(shelf, 2, "War")
    assert shelf.pinned == {2: "War"}
    assert not pin_or_free(shelf, 2, "war")
    assert shelf.pinned == {}


def test_a_digit_follows_its_tag_through_renaming_and_back() -> None:
    shelf = Shelf(d1="war", d2="war/talks")
    moves = PinMoves(shelf)
    moves.renamed("war", "conflict")
    moves.settle(tags("conflict", "conflict/talks"))
    assert shelf.pinned == {1: "conflict", 2: "conflict/talks"}
    moves.settle(tags("war", "war/talks"))
    assert shelf.pinned == {1: "war", 2: "war/talks"}


def test_a_deleted_tag_frees_its_digit_until_it_is_back() -> None:
    shelf = Shelf(d3="war")
    moves = PinMoves(shelf)
    moves.moved("war", None)
    moves.settle(tags("peace"))
    assert shelf.pinned == {}
    moves.settle(tags("peace", "war"))
    assert shelf.pinned == {3: "war"}


def test_a_merged_tag_gives_its_digit_only_to_a_tag_that_has_none() -> None:
    shelf = Shelf(d1="war", d2="conflict")
    moves = PinMoves(shelf)
    moves.moved("war", "conflict")
    moves.settle(tags("conflict"))
    assert shelf.pinned == {2: "conflict"}


def test_what_the_reader_pins_afterwards_stays() -> None:
    shelf = Shelf(d1="war")
    moves = PinMoves(shelf)
    moves.moved("war", None)
    moves.settle(tags("peace", "war"))
    moves.forget(2, digit_of(shelf, "war"))
    pin_or_free(shelf, 2, "war")
    moves.settle(tags("peace", "war"))
    assert shelf.pinned == {2: "war"}
