"""The view: the place is kept through every change, and moving shows what it should."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import AnchorStatus, Annotation, Scope, Target
from storage.block import Block, Kind, Reason, Role
from storage.page import WholePage
from tui.reading import moves
from tui.reading.keeping import held_row
from tui.reading.margin import MarginWords
from tui.reading.marks import Marks, make_marks
from tui.reading.view import Spot, View

WORDS = st.text(st.sampled_from([*"abcdef    -", "é", "日"]), min_size=0, max_size=400)


def block(number: int, text: str, *, kept: bool = True, kind: Kind = Kind.PARAGRAPH, role: Role = Role.BODY) -> Block:
    return Block(f"p-{number:012x}", kind, text, role, kept, None if kept else Reason("share-words", ("share",)))


BLOCKS = st.lists(
    st.tuples(WORDS, st.booleans(), st.sampled_from([Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.HEADING_2])),
    min_size=1,
    max_size=12,
).map(lambda made: [block(n, text, kept=kept, kind=kind) for n, (text, kept, kind) in enumerate(made)])


class Found:
    def __init__(self, first: str, last: str, start: int | None = None, end: int | None = None) -> None:
        self.status, self.first, self.last, self.start, self.end = AnchorStatus.EXACT, first, last, start, end


def marks_on(view: View, *places: tuple[int, int]) -> Marks:
    annotations = [
        Annotation(f"a{n}", Target("x", Scope.RANGE, view.blocks[first].id, view.blocks[last].id), ("tag",),
                   "a note " * 9, "reader", f"2026-01-0{n % 9 + 1}", "2026") for n, (first, last) in enumerate(places)
    ]  # fmt: skip
    index = {block.id: number for number, block in enumerate(view.blocks)}
    return make_marks(annotations, index, lambda target: Found(target.first, target.last), {"tag": "tag--1"})


def screen(view: View) -> list[str]:
    rows = []
    for position in view.lines():
        line = view.sheet.line(position)
        if line.row >= 0:
            start, end = view.layouts(line.block).rows[line.row]
            rows.append(view.layouts(line.block).shown[start:end])
        else:
            rows.append("▸" if line.kind.value == "fold" else "")
    return rows


MOVES: list[Callable[[View], object]] = [
    moves.down,
    moves.up,
    lambda view: moves.line(view, 1),
    lambda view: moves.page(view, 1),
    lambda view: moves.half_page(view, -1),
]


def edit(view: View, data: st.DataObject) -> None:
    """Change something that is not the reader's place."""
    any_block = st.integers(0, len(view.blocks) - 1)
    match data.draw(st.sampled_from(["size", "marks", "flip", "unfold", "only text", "measure"])):
        case "size":
            view.resize(data.draw(st.integers(8, 200)), data.draw(st.integers(2, 30)))
        case "marks":
            places = data.draw(st.lists(st.tuples(any_block, any_block), max_size=4))
            view.set_marks(marks_on(view, *((min(place), max(place)) for place in places)), MarginWords())
        case "flip":
            at = data.draw(any_block)
            if view.items.at(at) != view.cursor_item:
                flipped = view.blocks[at]._replace(kept=not view.blocks[at].kept, reason=Reason("reader-hidden"))
                view.set_blocks(WholePage([*view.blocks[:at], flipped, *view.blocks[at + 1 :]]))
        case "unfold":
            with view.keeping_place():
                view.everything = not view.everything
        case "only text":
            with view.keeping_place():
                view.bare = not view.bare
        case _:
            with view.keeping_place():
                view.measure = data.draw(st.integers(40, 120))


@given(BLOCKS, st.data())
def test_whatever_changes_the_row_under_the_cursor_stays_where_it_was_on_the_screen(
    blocks: list[Block], data: st.DataObject
) -> None:
    view = View(WholePage(blocks))
    view.resize(data.draw(st.integers(30, 160)), data.draw(st.integers(3, 20)))
    for _ in range(data.draw(st.integers(0, 12))):
        data.draw(st.sampled_from(MOVES))(view)
    before = held_row(view)
    for _ in range(data.draw(st.integers(1, 6))):
        edit(view, data)
        if before is None:
            return
        rows = view.lines()
        at = view.sheet.position_of(before.block, before.offset)
        assert at in rows, "it is in sight"
        assert at[0] == view.cursor_item
        it = view.items.all[at[0]]
        if not it.fold and before.offset:
            assert view.layouts(it.first).offset(at[1]) == before.offset, "and begins with the same character"
        line = rows.index(at)
        if (
            line != before.line
        ):  # impossible: the page has not so many rows above it, or the window not so many at all
            assert rows[0] == (0, 0) or line == view.height - 1
            assert line < before.line


@given(BLOCKS, st.data())
def test_a_window_made_small_and_large_again_shows_what_it_showed(blocks: list[Block], data: st.DataObject) -> None:
    view = View(WholePage(blocks))
    view.resize(90, 12)
    for _ in range(data.draw(st.integers(0, 12))):
        data.draw(st.sampled_from(MOVES))(view)
    before = screen(view)
    for _ in range(3):
        view.resize(data.draw(st.integers(8, 200)), data.draw(st.integers(2, 30)))
    view.resize(90, 12)
    if held_row(view) is not None:
        assert screen(view) == before


def test_a_mark_above_the_cursor_that_comes_and_goes_moves_nothing() -> None:
    view = View(WholePage(block(n, f"paragraph {n}") for n in range(30)))
    view.resize(60, 12)
    for _ in range(9):
        moves.down(view)
    before = view.lines()
    row = moves.row_of_cursor(view)
    view.set_marks(marks_on(view, (7, 7), (8, 8)), MarginWords())
    assert moves.row_of_cursor(view) == row
    assert view.cursor == 9
    view.set_marks(Marks(), MarginWords())
    assert view.lines() == before


@given(BLOCKS, st.data())
def test_a_new_view_at_another_width_begins_with_the_same_word(blocks: list[Block], data: st.DataObject) -> None:
    view = View(WholePage(blocks))
    view.resize(data.draw(st.integers(30, 160)), 8)
    for _ in range(data.draw(st.integers(0, 9))):
        moves.line(view, 3)
    again = View(WholePage(blocks))
    again.resize(data.draw(st.integers(30, 160)), 12)
    again.put(view.spot())
    assert again.spot() == view.spot()


@given(
    BLOCKS, st.integers(3, 10), st.lists(st.sampled_from(["j", "k", " ", "b", "G", "g", "e", "y", "X"]), max_size=30)
)
def test_the_cursor_is_always_in_sight_and_the_window_never_empty(
    blocks: list[Block], height: int, keys: list[str]
) -> None:
    view = View(WholePage(blocks))
    view.resize(60, height)
    for key in keys:
        match key:
            case "j":
                moves.down(view)
            case "k":
                moves.up(view)
            case " " | "b":
                moves.page(view, 1 if key == " " else -1)
            case "G":
                moves.bottom(view)
            case "g":
                moves.top(view)
            case "e" | "y":
                moves.line(view, 1 if key == "e" else -1)
            case _:
                with view.keeping_place():
                    view.everything = not view.everything
                continue
        shown = {view.sheet.line(position).block for position in view.lines()}
        assert view.cursor in shown
        assert 0 <= view.progress() <= 1


def long_view(height: int = 10) -> View:
    view = View(WholePage([block(0, "short one"), block(1, "word " * 400), block(2, "the end")]))
    view.resize(60, height)
    return view


def test_a_paragraph_taller_than_the_screen_scrolls_before_the_cursor_goes_on() -> None:
    view = long_view()
    moves.down(view)
    tops = []
    while view.cursor == 1:
        tops.append(view.viewport.top)
        moves.down(view)
    assert len(tops) > 2
    assert tops == sorted(set(tops))
    assert view.cursor == 2


def test_going_up_into_a_tall_paragraph_shows_its_end_first() -> None:
    view = long_view()
    moves.bottom(view)
    moves.up(view)
    assert view.cursor == 1
    assert view.viewport.line_of((1, view.sheet.body_rows(1) - 1)) is not None
    assert view.viewport.top > (1, 0)


def test_every_line_of_a_tall_paragraph_comes_in_sight_by_j_alone() -> None:
    view = long_view(6)
    seen = set(view.lines())
    for _ in range(40):
        moves.down(view)
        seen |= set(view.lines())
    assert {(1, row) for row in range(view.sheet.body_rows(1))} <= seen


def test_pages_overlap_by_two_lines() -> None:
    view = long_view()
    moves.page(view, 1)
    before = screen(view)
    moves.page(view, 1)
    assert screen(view)[:2] == before[-2:]


def test_hidden_runs_are_one_line_and_opened_ones_stand_in_their_place() -> None:
    blocks = [
        block(0, "menu", kept=False),
        block(1, "share", kept=False),
        block(2, "text"),
        block(3, "foot", kept=False),
    ]
    view = View(WholePage(blocks))
    view.resize(60, 12)
    assert [row for row in screen(view) if row] == ["▸", "text", "▸"]
    with view.keeping_place():
        view.opened = frozenset({blocks[0].id, blocks[1].id})
    assert [row for row in screen(view) if row] == ["menu", "share", "text", "▸"]
    with view.keeping_place():
        view.everything = True
    assert [row for row in screen(view) if row] == ["menu", "share", "text", "foot"]


def test_the_cursor_stands_on_folds_too() -> None:
    view = View(WholePage([block(0, "menu", kept=False), block(1, "share", kept=False), block(2, "text")]))
    view.resize(60, 12)
    assert view.on_fold
    moves.down(view)
    assert view.cursor == 2


def test_a_hidden_block_under_the_cursor_is_its_fold_when_folded_again() -> None:
    view = View(WholePage([block(0, "text"), block(1, "menu", kept=False), block(2, "share", kept=False)]))
    view.resize(60, 12)
    with view.keeping_place():
        view.everything = True
    moves.bottom(view)
    assert view.cursor == 2
    with view.keeping_place():
        view.everything = False
    assert view.on_fold
    assert view.cursor == 1


def test_a_long_note_pushes_the_next_paragraph_down_and_is_not_cut() -> None:
    view = View(WholePage([block(0, "one line"), block(1, "next")]))
    view.resize(110, 20)
    assert view.geometry.beside
    view.set_marks(marks_on(view, (0, 0)), MarginWords())
    asides = len(view.sheet.aside(0))
    assert asides >= 3
    assert view.sheet.rows_of(0) == asides + 1


def test_on_a_narrow_screen_notes_stand_under_their_paragraph() -> None:
    view = View(WholePage([block(0, "one line"), block(1, "next")]))
    view.resize(60, 20)
    view.set_marks(marks_on(view, (0, 0)), MarginWords())
    kinds = [view.sheet.line((0, row)).kind.value for row in range(view.sheet.rows_of(0))]
    assert kinds[0] == "text"
    assert kinds[-1] == "gap"
    assert set(kinds[1:-1]) == {"aside"}


def test_headings_and_marks_can_be_gone_to_one_by_one() -> None:
    view = View(
        WholePage(block(n, f"text {n}", kind=Kind.HEADING_2 if n in {3, 7} else Kind.PARAGRAPH) for n in range(10))
    )
    view.resize(60, 6)
    assert moves.heading(view, 1)
    assert view.cursor == 3
    assert moves.heading(view, 1)
    assert not moves.heading(view, 1)
    assert view.cursor == 7
    view.set_marks(marks_on(view, (5, 6), (8, 8)), MarginWords())
    assert moves.marked(view, -1)
    assert view.cursor == 5
    assert not moves.marked(view, -1)


def test_a_jump_along_the_page_shows_that_part() -> None:
    view = View(WholePage(block(n, "word " * 40) for n in range(50)))
    view.resize(60, 10)
    moves.jump(view, 0.5)
    assert 20 <= view.cursor <= 30
    moves.jump(view, 1.0)
    assert view.at_end()


def test_an_article_without_blocks_can_be_looked_at() -> None:
    view = View(WholePage([]))
    view.resize(60, 10)
    for move in (moves.down, moves.up, moves.top, moves.bottom):
        move(view)
    moves.page(view, 1)
    moves.jump(view, 0.3)
    moves.go_to(view, 3)
    assert view.lines() == []
    assert view.spot() == Spot(0, 0, 0)
    assert view.progress() == 1.0


def test_a_line_cut_short_by_a_resize_is_whole_again_when_one_scrolls_up() -> None:
    view = View(WholePage(block(n, "some words that fill a line or two " * 8) for n in range(3)))
    view.resize(100, 6)
    moves.line(view, 3)
    view.resize(61, 6)
    cut = view.spot()
    assert view.layouts.forced == (cut.top, cut.offset)
    moves.line(view, -1)
    view.lines()
    assert view.layouts.forced is None
    rows = view.layouts(0).rows
    moves.line(view, 1)
    view.lines()
    assert view.layouts(0).rows == rows
