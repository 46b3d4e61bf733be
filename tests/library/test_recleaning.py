"""Articles of a library are cleaned again: what the reader did stays, and one undo takes all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import pytest

import storage.cleaning
from storage.anchoring import Finder, describe
from storage.annotation import AnchorStatus
from storage.article import CleanedArticle, RawDocument, State
from storage.cleaning import CLEANER, clean
from storage.errors import NothingMatches
from storage.library import Library, NewArticle, check
from storage.library.recleaning import Recleaning
from storage.recleaning import Failed, recleanings
from tests.library.recleaning_with import Better, better_cleaner

KNIVES = """\
On paper knives

A paper knife opens the uncut pages of a book, one after the other, with patience and a steady hand.

Its blade is blunt, for it tears along a fold that was made to be torn, and must not cut into the page.

Makers used ivory, bone and wood; later they used brass, which bends less and keeps its edge for longer.
"""
TRAINS = KNIVES.replace("paper kni", "night trai").replace("book", "line")
BLUNT, MAKERS = "Its blade is blunt", "Makers used ivory,"

Added: TypeAlias = Callable[[str], str]


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> Better:
    """From when it is called on, cleaning is better: it makes of each text what it is told."""
    return better_cleaner(monkeypatch)


@pytest.fixture
def added(library: Library) -> Added:
    def add(text: str) -> str:
        raw = RawDocument(text.encode(), "page.txt", "page.txt")
        (came,) = library.add([NewArticle(raw, storage.cleaning.clean(raw))])
        return came.row.id

    return add


def made_again(library: Library, articles: Iterable[str]) -> list[Recleaning]:
    made = list(recleanings(library, articles))
    assert not [each for each in made if isinstance(each, Failed)]
    return [each for each in made if isinstance(each, Recleaning)]


def reclean(library: Library, *articles: str) -> frozenset[str]:
    return library.reclean(library.prepare(made_again(library, articles)))


def paragraph(library: Library, article: str, begins: str) -> str:
    return next(block.id for block in library.article(article).blocks if block.text.startswith(begins))


def shown(library: Library, article: str) -> list[str]:
    return [block.text.split(".")[0][:18] for block in library.article(article).blocks if block.kept]


def statuses(library: Library, article: str) -> dict[str, AnchorStatus]:
    finder = Finder(library.article(article))
    return {mark.note: finder.anchor(mark.target).status for mark in library.annotations(article)}


# --- the revision


def test_a_better_cleaner_makes_a_new_revision_and_the_former_text_is_kept(
    library: Library, added: Added, better: Better
) -> None:
    knives = added(KNIVES)
    before = library.article(knives)
    better(hide=[MAKERS])
    assert reclean(library, knives) == {knives}
    record = library.row(knives).record
    assert (record.revision, record.cleaner, record.paragraph_count) == (
        2,
        CLEANER,
        before.record.paragraph_count - 1,
    )
    assert shown(library, knives) == ["On paper knives", "A paper knife open", BLUNT]
    assert library.revision(knives, 1).blocks == before.blocks
    assert library.raw(knives) == KNIVES.encode()


def test_what_is_cleaned_as_before_is_left_as_it_is_and_is_no_action(library: Library, added: Added) -> None:
    knives = added(KNIVES)
    before, last = library.row(knives), library.sequence
    assert reclean(library, knives) == frozenset()
    assert (library.row(knives), library.sequence) == (before, last)


def test_it_is_noted_which_cleaner_it_was_where_it_made_the_same_and_undo_does_not_begin_with_that(
    library: Library, added: Added, monkeypatch: pytest.MonkeyPatch
) -> None:
    knives = added(KNIVES)
    library.set_state([knives], State.READ)
    monkeypatch.setattr("storage.library.recleaning.CLEANER", CLEANER + 1)
    assert reclean(library, knives) == frozenset()
    assert library.row(knives).record.cleaner == CLEANER + 1
    assert [change.label for change in library.history(1)] == ["set “On paper knives” to read"]


def test_an_article_from_before_cleaners_had_numbers_is_cleaned_again(library: Library, added: Added) -> None:
    from tinydb import TinyDB

    knives = added(KNIVES)
    library.checkpoint()
    with TinyDB(library.home / "library.json") as db:
        old = {key: value for key, value in db.table("articles").get(doc_id=1).items() if key != "cleaner"}
        db.table("articles").remove(doc_ids=[1])
        db.table("articles").insert(old)
    library.close()
    with Library.open(library.home) as opened:
        assert opened.row(knives).record.cleaner == 0
        assert reclean(opened, knives) == frozenset()
        assert opened.row(knives).record.cleaner == CLEANER


def test_many_articles_are_one_action(library: Library, added: Added, better: Better) -> None:
    both = [added(KNIVES), added(TRAINS)]
    better(hide=[MAKERS])
    assert reclean(library, *both) == frozenset(both)
    assert next(library.history()).label == "re-clean 2 articles"
    library.undo()
    assert [library.row(each).record.revision for each in both] == [1, 1]
    library.redo()
    assert [library.row(each).record.revision for each in both] == [2, 2]


def test_undo_brings_back_everything_and_redo_makes_it_again(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    library.flip(knives, [paragraph(library, knives, BLUNT)], kept=False)
    library.mark(describe(library.article(knives), paragraph(library, knives, MAKERS)), note="see")
    before = library.row(knives), library.article(knives), library.annotations(), library.flips(knives)
    better(split=[BLUNT, MAKERS], title="Knives")
    reclean(library, knives)
    assert next(library.history()).label == "re-clean “Knives”"
    after = library.row(knives), library.article(knives), library.annotations(), library.flips(knives)
    library.undo()
    assert (library.row(knives), library.article(knives), library.annotations(), library.flips(knives)) == before
    library.redo()
    assert (library.row(knives), library.article(knives), library.annotations(), library.flips(knives)) == after
    library.close()
    with Library.open(library.home) as opened:
        assert (opened.row(knives), opened.article(knives), opened.annotations(), opened.flips(knives)) == after
        opened.undo()
        assert (opened.row(knives), opened.article(knives), opened.annotations(), opened.flips(knives)) == before


# --- what the reader did


def test_what_the_reader_has_corrected_stays(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    library.edit(knives, title="My title", authors=["Ada"], published="1920-05-01")
    better(title="Their title", authors=("Share this",), published="2020-01-01", language="en")
    reclean(library, knives)
    record = library.row(knives).record
    assert (record.title, record.authors, record.published, record.language) == (
        "My title",
        ("Ada",),
        "1920-05-01",
        "en",
    )


def test_what_the_reader_has_hidden_stays_hidden_whatever_cleaning_says(
    library: Library, added: Added, better: Better
) -> None:
    knives = added(KNIVES)
    library.flip(knives, [paragraph(library, knives, BLUNT)], kept=False)
    better(hide=[BLUNT])
    reclean(library, knives)
    better()
    reclean(library, knives)
    assert library.row(knives).record.revision == 3
    assert BLUNT not in shown(library, knives)


def test_what_the_reader_has_kept_stays_in_all_its_parts(library: Library, added: Added, better: Better) -> None:
    better(hide=[BLUNT])
    knives = added(KNIVES)
    library.flip(knives, [paragraph(library, knives, BLUNT)], kept=True)
    better(split=[BLUNT], hide=[BLUNT, "and must not cut"])
    reclean(library, knives)
    assert shown(library, knives)[2:4] == ["Its blade is blunt", "and must not cut i"]


def test_annotations_are_found_in_the_new_text_or_listed_as_orphans(
    library: Library, added: Added, better: Better
) -> None:
    knives = added(KNIVES)
    for begins in (BLUNT, MAKERS):
        library.mark(describe(library.article(knives), paragraph(library, knives, begins)), note=begins)
    library.mark(describe(library.article(knives), paragraph(library, knives, BLUNT), start=4, end=9), note="blade")
    written = library.annotations()
    better(split=[BLUNT], drop=[MAKERS])
    (made,) = made_again(library, [knives])
    assert [each.annotation.note for each in made.carried if each.orphaned] == [MAKERS]
    reclean(library, knives)
    assert library.annotations() == written, "what they are found by is as it was"
    assert statuses(library, knives)[MAKERS] is AnchorStatus.ORPHAN
    assert statuses(library, knives)["blade"] is AnchorStatus.EXACT
    better()
    reclean(library, knives)
    assert set(statuses(library, knives).values()) == {AnchorStatus.EXACT}, "found again when its passage is back"


def test_what_is_done_while_it_is_being_cleaned_stays(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    better(split=[BLUNT], title="Their title")
    made = library.prepare(made_again(library, [knives]))
    library.edit(knives, title="My title")
    library.set_state([knives], State.READ)
    library.flip(knives, [paragraph(library, knives, BLUNT)], kept=False)
    assert library.reclean(made) == {knives}
    record = library.row(knives).record
    assert (record.title, record.state, record.revision) == ("My title", State.READ, 2)
    assert shown(library, knives) == ["On paper knives", "A paper knife open", MAKERS]
    assert record.paragraph_count == 2


def test_an_article_that_has_another_text_by_then_is_left_as_it_is(
    library: Library, added: Added, better: Better
) -> None:
    knives, trains = added(KNIVES), added(TRAINS)
    better(hide=[BLUNT])
    made = library.prepare(made_again(library, [knives, trains]))
    better(hide=[MAKERS])
    reclean(library, knives)
    library.remove([trains])
    last = library.sequence
    assert library.reclean(made) == frozenset()
    assert (shown(library, knives)[-1], library.sequence) == (BLUNT, last)


# --- what cannot be cleaned again


def test_an_import_has_no_bytes_and_the_others_are_done(
    library: Library, added: Added, better: Better, tmp_path: Path
) -> None:
    knives = added(KNIVES)
    bundle = library.bundle()
    with Library.open(tmp_path / "other", create=True) as other:
        other.take_in(bundle)
        raw = RawDocument(TRAINS.encode(), "trains.txt", "trains.txt")
        trains = other.add([NewArticle(raw, clean(raw))])[0].row.id
        better(hide=[MAKERS])
        failed, made = recleanings(other, [knives, trains])
        assert isinstance(failed, Failed)
        assert isinstance(made, Recleaning)
        why = "the bytes of this article are not here: it came from an export"
        assert failed.error == f"“On paper knives” cannot be cleaned again: {why}"
        assert other.reclean(other.prepare([made])) == {trains}


def test_an_article_whose_text_is_gone_has_one_again(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    library.mark(describe(library.article(knives), paragraph(library, knives, BLUNT)), note="blunt")
    library.flip(knives, [paragraph(library, knives, MAKERS)], kept=False)
    for path in (library.home / "texts").glob("*/*"):
        path.unlink()
    library.close()
    better(split=["A paper knife"])
    with Library.open(library.home) as opened:
        assert reclean(opened, knives) == {knives}
        assert shown(opened, knives)[-1] == BLUNT
        assert statuses(opened, knives) == {"blunt": AnchorStatus.EXACT}


def test_bytes_in_which_a_better_cleaner_finds_no_text_leave_the_article_as_it_is(
    library: Library, added: Added, better: Better
) -> None:
    knives = added(KNIVES)
    better(nothing=True)
    (failed,) = recleanings(library, [knives])
    assert isinstance(failed, Failed)
    assert failed.error == "“On paper knives” cannot be cleaned again: it holds no text"


def test_an_article_that_is_not_there_is_an_error(library: Library, added: Added) -> None:
    with pytest.raises(NothingMatches):
        list(recleanings(library, ["nobody"]))


# --- the sources


def of_the_ledger(library: Library, number: int) -> str:
    """Add an article that ends with a line which recurs in the Ledger."""
    body = [
        f"{words} It was so on day {number}, and on no other day before it." for words in KNIVES.split("\n\n")[1:]
    ]
    text = "\n\n".join([f"The knives of day {number}", *body, BOX]) + "\n"
    raw = RawDocument(text.encode(), f"{number}.txt", f"{number}.txt")
    (came,) = library.add([NewArticle(raw, storage.cleaning.clean(raw), site="The Ledger")])
    return came.row.id


BOX = "The Ledger is printed in a town by the sea."


def test_lines_that_recur_in_its_source_are_hidden_unless_something_is_marked_in_them(
    library: Library, better: Better
) -> None:
    ids = [of_the_ledger(library, number) for number in range(6)]
    assert any(block.text == BOX and block.kept for block in library.article(ids[0]).blocks), "nothing recurred yet"
    library.mark(describe(library.article(ids[1]), paragraph(library, ids[1], BOX)), note="where?")
    reclean(library, *ids)
    kept = [next(block.kept for block in library.article(each).blocks if block.text == BOX) for each in ids[:2]]
    assert kept == [False, True]


# --- the rest of the library


def test_another_window_sees_it_within_a_look(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    with Library.open(library.home) as window:
        window.poll()
        better(hide=[MAKERS])
        reclean(library, knives)
        assert window.poll()
        assert window.article(knives).blocks == library.article(knives).blocks


def test_a_check_finds_a_cleaned_library_sound(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    better(hide=[MAKERS])
    reclean(library, knives)
    library.close()
    report = check(library.home)
    assert report.sound, [finding.line for finding in report.findings]


def test_forgetting_erases_the_texts_of_all_revisions(library: Library, added: Added, better: Better) -> None:
    knives = added(KNIVES)
    better(hide=[MAKERS])
    reclean(library, knives)
    better(split=[BLUNT])
    reclean(library, knives)
    assert len(list((library.home / "texts").glob("*/*"))) == 3
    library.forget([knives])
    assert not list((library.home / "texts").glob("*/*"))
    assert not [path for path in library.home.rglob("*") if path.is_file() and b"ivory, bone" in path.read_bytes()]


def test_what_is_exported_can_be_imported_also_with_a_flip_of_a_paragraph_that_is_no_more(
    library: Library, added: Added, better: Better, tmp_path: Path
) -> None:
    from datetime import UTC, datetime

    from storage.exchange import FORMATS, read_export

    knives = added(KNIVES)
    library.flip(knives, [paragraph(library, knives, BLUNT)], kept=False)
    library.mark(describe(library.article(knives), paragraph(library, knives, MAKERS)), note="makers")
    better(split=[BLUNT], drop=[MAKERS])
    reclean(library, knives)
    text = FORMATS["json"].write(library.bundle(), exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")
    with Library.open(tmp_path / "other", create=True) as other:
        other.take_in(read_export(text))
        assert other.article(knives).blocks == library.article(knives).blocks
        assert other.annotations() == library.annotations()
        assert statuses(other, knives) == {"makers": AnchorStatus.ORPHAN}


def test_adding_the_same_bytes_again_is_a_duplicate_and_cleans_nothing_again(
    library: Library, added: Added, better: Better
) -> None:
    knives = added(KNIVES)
    better(hide=[MAKERS])
    reclean(library, knives)
    better(hide=[BLUNT])
    assert added(KNIVES) == knives
    assert shown(library, knives)[-1] == BLUNT


def test_the_cleaner_in_use_is_the_one_that_an_article_names(library: Library, added: Added) -> None:
    assert library.row(added(KNIVES)).record.cleaner == CLEANER
    assert isinstance(clean(RawDocument(KNIVES.encode(), "-")), CleanedArticle)
