"""What becomes of an article that is cleaned again: every difference is told, and nothing the reader did is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import describe, describe_article
from storage.annotation import AnchorStatus, Annotation, Target
from storage.article import Article, ArticleRecord, CleanedArticle, Flip, FormerRevision
from storage.block import Block, Kind, Reason, Role
from storage.cleaning import CLEANER
from storage.cleaning.identity import paragraph_ids
from storage.library.differences import Difference, How, differences
from storage.library.recleaning import Fact, Recleaning, recleaned

if TYPE_CHECKING:
    from tests.conftest import MakeBlocks

TRAINS = (
    "On Friday evening the sleeper to Rome was sold out for the first time in more than twenty years.",
    "The line was closed when cheap flights came, and nobody thought that it would ever be opened again.",
    "Now four companies run sleeping cars across the continent, and a fifth one has announced its own.",
)
MENU = "Home News Sport Culture"


def article(*blocks: Block, flips: tuple[Flip, ...] = ()) -> Article:
    record = ArticleRecord("0a1b2c3d", "Trains", (), "", "", "", "", "text/plain", "-", "", "s", "t", 0, 0)
    return Article(record, blocks, flips)


def mark(target: Target, own: str = "m") -> Annotation:
    return Annotation(own, target, ("tag",), "", "ada", "", "")


def again(before: Article, *blocks: Block, **said: object) -> Recleaning:
    return recleaned(before, CleanedArticle("Trains", blocks, **said))  # type: ignore[arg-type]  # fields of it


def how(found: tuple[Difference, ...]) -> list[tuple[How, list[str], list[str]]]:
    return [(each.how, [block.text for block in each.before], [block.text for block in each.after]) for each in found]


# --- blocks


def test_the_same_text_has_no_differences(make_blocks: MakeBlocks) -> None:
    blocks = make_blocks(*TRAINS, f"-{MENU}", title="Trains")
    assert differences(blocks, blocks) == ()


def test_what_is_hidden_now_and_what_is_kept_now_is_told(make_blocks: MakeBlocks) -> None:
    found = differences(make_blocks(MENU, f"-{TRAINS[0]}"), make_blocks(f"-{MENU}", TRAINS[0]))
    assert how(found) == [(How.HIDDEN, [MENU], [MENU]), (How.KEPT, [TRAINS[0]], [TRAINS[0]])]
    assert all(each.seen for each in found)


def test_a_paragraph_that_was_two_is_told_as_split_and_the_other_way_as_joined(make_blocks: MakeBlocks) -> None:
    whole = make_blocks(TRAINS[0], f"{TRAINS[1]} {TRAINS[2]}", MENU)
    parts = make_blocks(*TRAINS, MENU)
    assert how(differences(whole, parts)) == [(How.SPLIT, [f"{TRAINS[1]} {TRAINS[2]}"], list(TRAINS[1:]))]
    assert how(differences(parts, whole)) == [(How.JOINED, list(TRAINS[1:]), [f"{TRAINS[1]} {TRAINS[2]}"])]


def test_several_paragraphs_that_were_divided_otherwise_are_told_one_by_one(make_blocks: MakeBlocks) -> None:
    before = make_blocks("one two", "three", "four five six", "seven")
    after = make_blocks("one", "two", "three four", "five six", "seven")
    assert how(differences(before, after)) == [
        (How.SPLIT, ["one two"], ["one", "two"]),
        (How.REWORDED, ["three", "four five six"], ["three four", "five six"]),
    ]


def test_mended_letters_are_told_paragraph_by_paragraph(make_blocks: MakeBlocks) -> None:
    before = make_blocks(TRAINS[0], "The cafÃ© is closed.", "KÃ¶ln waits.", TRAINS[1])
    after = make_blocks(TRAINS[0], "The café is closed.", "Köln waits.", TRAINS[1])
    assert how(differences(before, after)) == [
        (How.REWORDED, ["The cafÃ© is closed."], ["The café is closed."]),
        (How.REWORDED, ["KÃ¶ln waits."], ["Köln waits."]),
    ]


def test_what_is_new_and_what_is_gone_is_told_in_its_place(make_blocks: MakeBlocks) -> None:
    assert how(differences(make_blocks(TRAINS[0]), make_blocks(MENU, TRAINS[0]))) == [(How.NEW, [], [MENU])]
    assert how(differences(make_blocks(MENU, TRAINS[0]), make_blocks(TRAINS[0]))) == [(How.GONE, [MENU], [])]
    assert how(differences((), make_blocks(MENU))) == [(How.NEW, [], [MENU])]
    assert how(differences(make_blocks(MENU), ())) == [(How.GONE, [MENU], [])]


def test_another_role_is_told_and_what_is_hidden_before_and_after_is_not_seen(make_blocks: MakeBlocks) -> None:
    body, menu = make_blocks(TRAINS[0], f"-{MENU}")
    found = differences((body, menu), (body._replace(role=Role.LEAD), menu._replace(role=Role.NAVIGATION)))
    assert [(each.how, each.seen) for each in found] == [(How.ROLE, True), (How.ROLE, False)]


def test_why_a_block_is_hidden_is_no_difference(make_blocks: MakeBlocks) -> None:
    (menu,) = make_blocks(f"-{MENU}")
    assert differences((menu,), (menu._replace(reason=Reason("menu-words")),)) == ()


words = st.text("ab ", max_size=6)


@given(st.lists(st.tuples(words, st.booleans()), max_size=8), st.lists(st.tuples(words, st.booleans()), max_size=8))
def test_each_block_is_the_same_or_in_exactly_one_difference(
    before: list[tuple[str, bool]], after: list[tuple[str, bool]]
) -> None:
    old, new = (
        tuple(
            Block(own, Kind.PARAGRAPH, text, Role.BODY, kept, None)
            for own, (text, kept) in zip(paragraph_ids((text, Kind.PARAGRAPH) for text, _ in side), side, strict=True)
        )
        for side in (before, after)
    )
    found = differences(old, new)
    for side, told in ((old, [b for d in found for b in d.before]), (new, [b for d in found for b in d.after])):
        assert len(told) == len({block.id for block in told})
        others = {block.id for block in (new if side is old else old)}
        assert {block.id for block in side} - others <= {block.id for block in told}
    assert differences(old, old) == ()


# --- what is said of the article


def test_what_cleaning_says_now_stands_and_what_it_says_no_more_goes(make_blocks: MakeBlocks) -> None:
    before = article(*make_blocks(*TRAINS))
    before = replace(before, record=before.record._replace(authors=("Share This",), site="The Ledger"))
    made = again(before, *before.cleaned, published="2026-11-22", site="The Ledger")
    assert made.facts == (Fact("authors", "Share This", ""), Fact("published", "", "2026-11-22"))


def test_what_the_reader_has_corrected_stays(make_blocks: MakeBlocks) -> None:
    before = article(*make_blocks(*TRAINS))
    cleaned = CleanedArticle("Another title", tuple(before.cleaned), ("A. Writer",))
    made = recleaned(before, cleaned, corrected={"title", "authors"})
    assert (made.after.record.title, made.after.record.authors, made.facts) == ("Trains", (), ())


def test_what_an_earlier_state_of_the_page_has_said_stays_where_the_present_one_says_nothing(
    make_blocks: MakeBlocks,
) -> None:
    before = article(*make_blocks(*TRAINS))
    record = before.record._replace(authors=("A. Writer",), former=(FormerRevision(1, "other", "other"),), revision=2)
    assert again(replace(before, record=record), *before.cleaned).after.record.authors == ("A. Writer",)


# --- the revision


def test_the_same_text_is_the_same_revision_and_no_news(make_blocks: MakeBlocks) -> None:
    first = again(article(*make_blocks(*TRAINS))).after
    made = again(first, *first.cleaned)
    assert not made.is_news
    assert (made.after.record.revision, made.after.record.cleaner) == (first.record.revision, CLEANER)


def test_another_text_is_the_next_revision_and_the_former_one_is_named(make_blocks: MakeBlocks) -> None:
    before = article(*make_blocks(*TRAINS, MENU, title="Trains"))
    record = again(before, *make_blocks(*TRAINS, f"-{MENU}", title="Trains")).after.record
    assert (record.revision, record.former) == (2, (FormerRevision(1, "s", "t"),))
    assert (record.paragraph_count, record.words) == (3, sum(len(text.split()) for text in ("Trains", *TRAINS)))


# --- flips


def flip(block: Block, kept: bool) -> Flip:
    return Flip("0a1b2c3d", block.id, kept, "2026-11-22T00:00:00Z")


def test_a_flip_outranks_what_cleaning_says_now(make_blocks: MakeBlocks) -> None:
    blocks = make_blocks(*TRAINS, MENU)
    before = article(*blocks, flips=(flip(blocks[3], False), flip(blocks[0], False)))
    made = again(before, *make_blocks(f"-{TRAINS[0]}", *TRAINS[1:], f"{MENU}"))
    assert [block.kept for block in made.after.blocks] == [False, True, True, False]
    assert made.after.flips == before.flips
    assert made.differences == ()


def test_a_flip_goes_with_its_paragraph_into_all_its_parts(make_blocks: MakeBlocks) -> None:
    blocks = make_blocks(TRAINS[0], f"{TRAINS[1]} {TRAINS[2]}")
    made = again(article(*blocks, flips=(flip(blocks[1], False),)), *make_blocks(*TRAINS))
    assert [block.kept for block in made.after.blocks] == [True, False, False]
    assert made.flips_lost == ()


def test_a_flip_whose_paragraph_is_part_of_another_one_now_is_told_as_lost_and_kept(make_blocks: MakeBlocks) -> None:
    blocks = make_blocks(*TRAINS)
    before = article(*blocks, flips=(flip(blocks[1], False),))
    made = again(before, *make_blocks(" ".join(TRAINS)))
    assert [block.kept for block in made.after.blocks] == [True]
    assert made.flips_lost == made.after.flips == before.flips


# --- annotations


def test_an_annotation_is_found_in_the_new_text_or_is_an_orphan(make_blocks: MakeBlocks) -> None:
    before = article(*make_blocks(*TRAINS))
    marks = [mark(describe(before, block.id), block.id) for block in before.blocks] + [mark(describe_article(before))]
    cleaned = CleanedArticle("", make_blocks(f"-{TRAINS[0]}", f"{TRAINS[1]} And more."))
    made = recleaned(before, cleaned, marks)
    assert [each.found for each in made.carried] == [True, True, False, True]
    assert [each.orphaned for each in made.carried] == [False, False, True, False]
    assert made.carried[0].after.first == cleaned.blocks[0].id, "a hidden paragraph keeps what was written on it"


def test_what_was_an_orphan_before_has_not_been_lost_now(make_blocks: MakeBlocks) -> None:
    older = article(*make_blocks("Nobody will ever find these words."))
    lost = mark(describe(older, older.blocks[0].id))
    made = recleaned(article(*make_blocks(*TRAINS)), CleanedArticle("", make_blocks(*TRAINS[:2])), [lost])
    assert [(each.found, each.orphaned) for each in made.carried] == [(False, False)]


paragraphs = st.lists(st.sampled_from([*TRAINS, MENU, " ".join(TRAINS[:2]), "Short.", ""]), max_size=6)


@given(paragraphs, paragraphs, st.data())
def test_no_annotation_is_ever_lost(before: list[str], after: list[str], data: st.DataObject) -> None:
    sides = [
        tuple(
            Block(own, Kind.PARAGRAPH, text, Role.BODY, data.draw(st.booleans()), Reason("short-line"))
            for own, text in zip(paragraph_ids((text, Kind.PARAGRAPH) for text in side), side, strict=True)
        )
        for side in (before, after)
    ]
    was = article(*sides[0])
    marks = [mark(describe_article(was), "whole")]
    for place, block in enumerate(was.blocks):
        marks.append(mark(describe(was, block.id), f"p{place}"))
        marks.append(mark(describe(was, was.blocks[0].id, block.id), f"r{place}"))
        if len(block.text) > 4:
            marks.append(mark(describe(was, block.id, start=1, end=len(block.text) - 2), f"s{place}"))
    made = recleaned(was, CleanedArticle("", sides[1]), marks)
    assert [each.annotation for each in made.carried] == marks
    found = [each for each in made.carried if each.found]
    orphans = [each for each in made.carried if each.after.status is AnchorStatus.ORPHAN]
    assert len(found) + len(orphans) == len(marks)
    ids = {block.id for block in made.after.blocks} | {""}
    assert all({each.after.first, each.after.last} <= ids for each in found)
    for each in found:
        if each.annotation.target.exact and each.after.status is AnchorStatus.EXACT:
            assert each.annotation.target.exact in made.after.text
