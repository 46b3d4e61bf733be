"""Long pages are read in pieces, and are all the same what they would be if they were read at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import Finder, describe
from storage.annotation import AnchorStatus
from storage.article import Article, ArticleRecord
from storage.block import Block, Kind, Reason, Role
from storage.library import texts
from storage.library.texts import encode_blocks, open_blocks
from storage.long_page import LongPage
from storage.page import WholePage, numbers
from tui.reading.folding import Item, item_sizes, items_of
from tui.reading.numbering import Numbering
from tui.reading.view import View

SAID = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ['"title",1', '\n["p-3",', '",0,["', ",\n", "]}\n"]
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Block, ...]:
    """Blocks with ids that all differ, some of them hidden, some titles."""
    made = []
    for number in range(draw(st.integers(0, 40))):
        kept = draw(st.booleans() | st.just(True))
        role = draw(st.sampled_from([Role.BODY, Role.BODY, Role.TITLE]))
        reason = None if kept else Reason("short", ("3",))
        made.append(Block(f"p-{number}", Kind.PARAGRAPH, draw(SAID), role, kept, reason))
    return tuple(made)


def in_pieces(blocks: Sequence[Block], numbered: int | None = None, step: int = 120) -> LongPage:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "_LONG", 0)
        patch.setattr(texts, "_STEP", step)
        page = open_blocks(encode_blocks(blocks), numbered)
    assert isinstance(page, LongPage)
    return page


def long_article(count: int) -> tuple[Block, ...]:
    """Blocks of which the first is the title and one in the middle says Ω: over a quarter of a megabyte."""
    title = Block("p-title", Kind.HEADING_1, "Night trains", Role.TITLE, True)
    prose = f"{'All trains run at night. ' * 30}"
    return (
        title,
        *(Block(f"p-{n}", Kind.PARAGRAPH, f"{n} Ω {prose}", Role.BODY, True) for n in range(1, count)),
    )


@given(pages(), st.integers(30, 400))
def test_a_long_page_is_what_it_would_be_read_at_once(blocks: tuple[Block, ...], step: int) -> None:
    page = in_pieces(blocks, step=step)
    assert len(page) == len(blocks)
    assert [page[at] for at in reversed(range(len(blocks)))] == list(reversed(blocks))
    assert tuple(page) == blocks == page
    assert hash(page) == hash(blocks)
    assert page[1:5] == blocks[1:5]
    assert list(page[-1:]) == list(blocks[-1:])
    with pytest.raises(IndexError):
        page[len(blocks)]


@given(pages(), st.sampled_from([-1, 0, 0]) | st.none())
def test_whether_their_number_is_known_or_too_small_those_without_one_are_found(
    blocks: tuple[Block, ...], wrong_by: int | None
) -> None:
    numbered = None if wrong_by is None else len(numbers(blocks)) + wrong_by
    page = in_pieces(blocks, numbered)
    assert list(page.unnumbered) == list(WholePage(blocks).unnumbered)
    assert page.hidden == [at for at, block in enumerate(blocks) if not block.kept]
    naive = {
        at: number for number, at in enumerate((at for at, b in enumerate(blocks) if b.id in numbers(blocks)), 1)
    }
    for numbering in (Numbering(WholePage(blocks)), Numbering(page)):
        assert {at: numbering.get(at) for at in range(-1, len(blocks) + 1)} == {
            at: naive.get(at) for at in range(-1, len(blocks) + 1)
        }
        assert len(numbering) == len(naive)
        assert numbering.last == max(naive, default=0)


@given(pages(), st.booleans())
def test_paragraphs_are_found_by_their_ids_in_any_order(blocks: tuple[Block, ...], backwards: bool) -> None:
    page = in_pieces(blocks)
    order = reversed(range(len(blocks))) if backwards else range(len(blocks))
    assert all(page.places[blocks[at].id] == at for at in order)
    assert all(f"p-no-{at}" not in page.places for at in range(20))
    assert dict(page.places) == WholePage(blocks).places
    assert page.places.get('p-1","paragraph') is None
    for asked in [*(block.id for block in blocks), "p-none"]:
        assert page.text_of(asked) == WholePage(blocks).text_of(asked)


@given(pages(), st.integers(0, 400), st.integers(0, 60), st.booleans())
def test_any_stretch_of_a_page_is_that_of_its_text(
    blocks: tuple[Block, ...], begin: int, length: int, by_steps: bool
) -> None:
    whole, long = Article(record(1), blocks), Article(record(1), in_pieces(blocks))
    if by_steps:
        list(long.blocks.measure())
        assert not list(whole.blocks.measure())
    stretch = whole.text[begin : begin + length]
    assert long.stretch(begin, begin + length) == whole.stretch(begin, begin + length) == stretch
    assert [long.offsets[at] for at in range(len(blocks))] == list(long.offsets) == list(whole.offsets)
    assert long.offsets[1:3] == list(whole.offsets[1:3])
    assert all(describe(long, block.id) == describe(whole, block.id) for block in blocks[-1:])


@given(pages(), st.booleans(), st.booleans(), st.sets(st.integers(0, 40)))
def test_what_stands_on_a_page_is_each_block_or_a_fold(
    blocks: tuple[Block, ...], everything: bool, head: bool, opened: set[int]
) -> None:
    items = items_of(WholePage(blocks), everything=everything, opened={f"p-{number}" for number in opened}, head=head)
    shown: list[Item] = []
    for at, block in enumerate(blocks):
        if everything or block.kept or at in opened:
            shown.append(Item(at, at))
        elif shown and shown[-1].fold and shown[-1].last == at - 1:
            shown[-1] = Item(shown[-1].first, at, fold=True)
        else:
            shown.append(Item(at, at, fold=True))
    assert list(items.all) == [*([Item(-1, -1)] if head else []), *shown]
    assert list(items.firsts) == [item.first for item in items.all]
    assert all(items.all[items.at(at)].first <= at <= items.all[items.at(at)].last for at in range(len(blocks)))
    assert list(item_sizes(items, WholePage(blocks))) == [
        0 if item.fold or item.first < 0 else len(blocks[item.first].text) for item in items.all
    ]
    assert len(list(in_pieces(blocks).sizes)) == len(blocks)


@pytest.fixture
def were_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many blocks were read each time."""
    counts: list[int] = []
    read = vars(texts)["_read"]

    def counted(lines: Sequence[object], reasons: object) -> object:
        counts.append(len(lines))
        return read(lines, reasons)

    monkeypatch.setattr(texts, "_read", counted)
    return counts


def test_the_first_picture_of_a_long_page_reads_what_it_shows(were_read: list[int]) -> None:
    blocks = long_article(1_500)
    page = open_blocks(encode_blocks(blocks), len(blocks) - 1)
    assert isinstance(page, LongPage)
    view = View(page)
    view.resize(100, 40)
    assert len(view.lines()) == 40
    assert view.name_of(3, 3) == "¶ 3"
    assert page.places["p-700"] == 700
    assert len(were_read) == 2, "its beginning, and its end: a title is in one of them"
    assert sum(were_read) < len(blocks) / 4


def test_a_line_that_is_no_block_says_so_in_its_place() -> None:
    blocks = long_article(1_500)
    data = encode_blocks(blocks).replace(b'["p-700","paragraph"', b'["p-700","parograph"')
    page = open_blocks(data)
    assert len(page) == len(blocks)
    assert page[700].text == "[this paragraph cannot be read: its line in the file of the text is damaged]"
    assert [at for at, block in enumerate(blocks) if page[at] != block] == [700]


def record(revision: int) -> ArticleRecord:
    return ArticleRecord(
        "a1", "Night trains", (), "", "", "", "", "text/plain", "", "2026-01-01", "", "", 9, 9, revision=revision
    )


def test_marks_made_on_a_long_page_are_found_without_reading_it(were_read: list[int]) -> None:
    blocks = long_article(1_500)
    targets = [describe(Article(record(2), blocks), f"p-{at}", None, 2, 9) for at in (1, 700, 1_499, 300)]
    page = open_blocks(encode_blocks(blocks), len(blocks) - 1)
    assert isinstance(page, LongPage)
    finder = Finder(Article(record(2), page))
    found = [finder.anchor(target) for target in targets]
    assert [(each.status, each.first, each.start, each.end) for each in found] == [
        (AnchorStatus.EXACT, f"p-{at}", 2, 9) for at in (1, 700, 1_499, 300)
    ]
    assert were_read == [1] * len(targets), "of each the paragraph that it is in, and nothing around that"


def test_a_mark_is_made_on_a_long_page_without_reading_on(were_read: list[int]) -> None:
    blocks = long_article(1_500)
    page = open_blocks(encode_blocks(blocks), len(blocks) - 1)
    assert isinstance(page, LongPage)
    steps = sum(1 for _ in page.measure())
    assert steps == len(were_read) > 10
    target = describe(Article(record(1), page), "p-700")
    assert len(were_read) <= steps + 2, "the paragraph, and what stands around it"
    assert target == describe(Article(record(1), blocks), "p-700")


def test_marks_of_a_former_text_are_looked_for_in_a_long_page() -> None:
    blocks = long_article(1_500)
    target = describe(Article(record(1), blocks), "p-700")
    changed = tuple(block._replace(id=f"{block.id}x") for block in blocks[5:])
    page = open_blocks(encode_blocks(changed))
    for revision in (1, 2):
        found = Finder(Article(record(revision), page)).anchor(target)
        assert (found.status, found.first) == (AnchorStatus.EXACT, "p-700x")


@pytest.mark.parametrize("wrong", [(4, 11), (-5, 2), (90_000, 90_007), (9, 2), (2, None), (None, 9)])
def test_characters_that_are_not_those_that_were_marked_are_looked_for(wrong: tuple[int | None, int | None]) -> None:
    blocks = long_article(1_500)
    start, end = wrong
    target = describe(Article(record(1), blocks), "p-700", None, 2, 9)._replace(start=start, end=end)
    page = open_blocks(encode_blocks(blocks), len(blocks) - 1)
    found = Finder(Article(record(1), page)).anchor(target)
    assert found == Finder(Article(record(1), blocks)).anchor(target)
    assert (found.first, found.start, found.end) == ("p-700", 2, 9)


@given(pages(), st.integers(0, 40))
def test_one_text_is_read_without_what_stands_around_it(blocks: tuple[Block, ...], at: int) -> None:
    page = in_pieces(blocks)
    assert page.text_of(f"p-{at}") == (blocks[at].text if at < len(blocks) else None)
    assert page.text_of('p-1","paragraph') is None
