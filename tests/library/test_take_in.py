"""An export comes into a library: everything once, nothing lost, the newer version stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe, describe_article
from storage.annotation import Annotation
from storage.article import State
from storage.bundle import Bundle
from storage.errors import NothingMatches
from storage.library import Library
from storage.query import parse_query

if TYPE_CHECKING:
    from tests.conftest import MakeNew


@pytest.fixture
def full(library: Library, make_new: MakeNew) -> Library:
    one, other = library.add([make_new("First.", "-Menu", "Second.", title="One"), make_new("Third.", title="Two")])
    article = library.article(one.row.id)
    library.mark(describe(article, article.blocks[1].id), add=["claim", "war/syria"], note="n")
    library.mark(describe_article(article), add=["claim"])
    library.flip(one.row.id, [article.blocks[2].id], True)
    library.set_state([other.row.id], State.READ)
    library.mark(describe_article(library.article(other.row.id)), add=["later"])
    return library


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "other", create=True, creator="bob")


def marked(annotation: Annotation, note: str, moment: str) -> Annotation:
    return annotation._replace(note=note, modified=moment)


def test_an_empty_library_becomes_what_was_exported(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    assert bundle.complete
    assert {each.status for each in empty.take_in(bundle)} == {"added"}
    assert empty.bundle() == bundle
    assert (empty.rows(), empty.annotations(), empty.tags()) == (full.rows(), full.annotations(), full.tags())
    with pytest.raises(NothingMatches, match="the bytes of this article are not here"):
        empty.raw(bundle.articles[0].id)


def test_an_export_that_counts_its_paragraphs_wrongly_is_counted_anew(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    wrong = [replace(article, record=article.record._replace(paragraph_count=99)) for article in bundle.articles]
    empty.take_in(replace(bundle, articles=tuple(wrong)))
    assert [row.record.paragraph_count for row in empty.rows()] == [3, 1]
    assert empty.bundle() == bundle


def test_taking_in_twice_is_taking_in_once(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    empty.take_in(bundle)
    file = (empty.home / "library.json").read_bytes()
    assert {each.status for each in empty.take_in(bundle)} == {"duplicate"}
    assert (empty.home / "library.json").read_bytes() == file
    assert {each.status for each in full.take_in(bundle)} == {"duplicate"}


def test_taking_in_is_taken_back_as_one(full: Library, empty: Library) -> None:
    empty.take_in(full.bundle())
    change = empty.undo()
    assert change is not None
    assert change.label == "import 2 articles"
    assert (empty.rows(), empty.annotations(), empty.tags()) == ((), (), ())
    empty.redo()
    assert empty.bundle() == full.bundle()


def test_of_two_versions_of_an_annotation_the_newer_stays(full: Library) -> None:
    bundle = full.bundle()
    annotation = next(each for each in bundle.annotations if each.note)
    older = marked(annotation, "older", "2001-01-01T00:00:00Z")
    newer = marked(annotation, "newer", "2999-01-01T00:00:00+02:00")
    (was, _) = full.take_in(replace(bundle, annotations=(older,)))
    assert was.status == "duplicate"
    assert full.annotation(annotation.id).note == "n"
    (is_now, other) = full.take_in(replace(bundle, annotations=(newer,)))
    assert (is_now.status, other.status) == ("updated", "duplicate")
    assert full.annotation(annotation.id).note == "newer"


def test_what_this_reader_wrote_in_the_same_place_stays_beside(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    empty.take_in(bundle)
    annotation = next(each for each in bundle.annotations if each.note)
    own = empty.mark(annotation.target, note="mine")
    assert own is not None
    assert own.creator == "bob"
    empty.take_in(bundle)
    assert {each.note for each in empty.annotations() if each.note} == {"n", "mine"}


def test_a_tag_is_shown_as_this_library_wrote_it_first(full: Library, empty: Library, make_new: MakeNew) -> None:
    empty.add([make_new("Other.", tags=("CLAIM",))])
    empty.take_in(full.bundle())
    assert [tag.name for tag in empty.tags()] == ["CLAIM", "later", "war/syria"]
    assert all("claim" not in each.tags for each in empty.annotations())


def test_a_tag_gets_the_description_that_it_lacks(full: Library) -> None:
    bundle = full.bundle()
    described = tuple(replace(tag, description=f"about {tag.name}", color="#aa0000") for tag in bundle.tags)
    full.take_in(replace(bundle, tags=described))
    assert full.tags() == described
    full.take_in(replace(bundle, tags=tuple(replace(tag, description="other") for tag in bundle.tags)))
    assert full.tags() == described


def test_a_flip_that_comes_in_counts(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    article = bundle.articles[0]
    unflipped = replace(
        article, flips=(), record=article.record._replace(paragraph_count=2, words=article.record.words - 1)
    )
    empty.take_in(replace(bundle, articles=(unflipped,), annotations=()))
    assert empty.article(article.id).numbers != article.numbers
    (outcome,) = empty.take_in(replace(bundle, articles=(article,), annotations=()))
    assert outcome.status == "updated"
    assert empty.article(article.id) == article


def test_an_annotation_of_an_article_that_is_not_there_is_left_out(full: Library, empty: Library) -> None:
    bundle = full.bundle()
    empty.take_in(replace(bundle, articles=bundle.articles[1:]))
    assert [each.tags for each in empty.annotations()] == [("later",)]
    assert empty.row(bundle.articles[1].id).annotation_count == 1


def test_a_moment_that_cannot_be_read_is_older_than_any(full: Library) -> None:
    bundle = full.bundle()
    strange = tuple(
        marked(each, "strange", moment) for each, moment in zip(bundle.annotations, ["", "x", "2020"], strict=True)
    )
    full.take_in(replace(bundle, annotations=strange))
    assert full.annotations() == bundle.annotations


# --- what a bundle takes along -----------------------------------------------------------------------------------


def taken(bundle: Bundle) -> tuple[list[str], int, list[str]]:
    return (
        [article.record.title for article in bundle.articles],
        len(bundle.annotations),
        [tag.name for tag in bundle.tags],
    )


def test_a_query_takes_what_matches_and_the_tags_in_use(full: Library) -> None:
    assert taken(full.bundle(parse_query("tag:war"))) == (["One"], 1, ["claim", "war/syria"])
    assert taken(full.bundle(parse_query("tag:claim"))) == (["One"], 2, ["claim", "war/syria"])
    assert taken(full.bundle(parse_query("two"))) == (["Two"], 1, ["later"])
    assert taken(full.bundle(parse_query("nothing"))) == ([], 0, [])
    assert not full.bundle(parse_query("two")).complete


def test_articles_can_be_named(full: Library) -> None:
    second = full.rows()[1].id
    assert taken(full.bundle(articles=[second])) == (["Two"], 1, ["later"])
    assert taken(full.bundle(parse_query("tag:claim"), [second])) == ([], 0, [])
    with pytest.raises(NothingMatches):
        full.bundle(articles=["nobody"])


def test_a_tag_that_is_on_nothing_is_in_a_whole_export(full: Library) -> None:
    full.delete_annotations([each.id for each in full.annotations()])
    assert taken(full.bundle()) == (["One", "Two"], 0, ["claim", "later", "war/syria"])


def test_what_one_reader_wrote_on_one_paragraph_in_two_libraries_becomes_one_annotation(
    full: Library, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "laptop", create=True, creator="ada") as laptop:
        laptop.take_in(full.bundle())
        article = laptop.article(laptop.rows()[0].id)
        target = describe(article, article.blocks[2].id)
        full.mark(target, add=["claim", "here"], note="Written here.")
        laptop.mark(target, add=["Claim", "there"], note="Written there.")
        assert {each.status for each in full.take_in(laptop.bundle())} == {"updated", "duplicate"}
        assert {each.status for each in full.take_in(laptop.bundle())} == {"duplicate"}
    (mark,) = [mark for mark in full.annotations() if mark.target.place == target.place]
    assert mark.tags == ("claim", "here", "there")
    assert mark.note == "Written here.\n\nWritten there."
    full.undo()
    (mark,) = [mark for mark in full.annotations() if mark.target.place == target.place]
    assert mark.note == "Written here."


def test_two_readers_keep_an_annotation_each_on_one_paragraph(full: Library, empty: Library) -> None:
    empty.take_in(full.bundle())
    target = full.annotations()[0].target
    empty.mark(target, add=["mine"])
    full.take_in(empty.bundle())
    marks = [mark for mark in full.annotations() if mark.target.place == target.place]
    assert {(mark.creator, mark.tags) for mark in marks} == {("ada", ("claim",)), ("bob", ("mine",))}
