"""What a reader can do with a library, and what is on the disk after it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB, where

from storage.anchoring import describe, describe_article
from storage.annotation import Motivation, Target
from storage.article import State
from storage.errors import LibraryDamaged, LibraryError, LibraryMissing, NothingMatches, UsageError
from storage.library import Library, NewArticle

if TYPE_CHECKING:
    from tests.conftest import MakeNew


def paragraph(library: Library, article: str, number: int) -> Target:
    read = library.article(article)
    return describe(read, next(own for own, shown in read.numbers.items() if shown == number))


def added(library: Library, *items: NewArticle) -> list[str]:
    return [each.row.id for each in library.add(items)]


def stored(library: Library) -> dict[str, Any]:
    library.checkpoint()
    folder = library.home
    return dict(json.loads((folder / "library.json").read_text("ascii")))


# --- opening -----------------------------------------------------------------------------------------------------


def test_reading_a_library_that_is_not_there_makes_none(library_folder: Path) -> None:
    with pytest.raises(LibraryMissing, match="there is no library in"):
        Library.open(library_folder)
    assert not library_folder.exists()


def test_only_the_run_that_makes_a_library_says_so(library_folder: Path) -> None:
    first = Library.open(library_folder, create=True)
    second = Library.open(library_folder, create=True)
    assert (first.created, second.created) == (True, False)
    assert first.id == second.id


def test_a_library_is_for_its_owner_alone(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    added(library, make_new())
    modes = {stat.S_IMODE(path.stat().st_mode) for path in library_folder.rglob("*") if path.is_file()}
    folders = [library_folder, *(path for path in library_folder.rglob("*") if path.is_dir())]
    assert modes == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"no json",
        b'{"_store": {"1": {"format": 1}}}',
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "articles": []}',
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "articles": {"1": {"title": "no id"}}}',
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "tags": {"1": {"id": "a"}, "2": {"id": "a"}}}',
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "annotations": {"1": {"id": "a"}}}',
        b'{"_store": {"1": {"format": 1, "library": "x", "odd": NaN}}}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "rules": []}',
        b'{"_store": {"1": {"format": 1, "library": "x"}}, "rules": {"01": {}}}',
    ],
)
def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(library_folder: Path, content: bytes) -> None:
    library_folder.mkdir()
    path = library_folder / "library.json"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(LibraryDamaged, match="sound copy"):
            Library.open(library_folder, create=create)
    assert path.read_bytes() == content


def test_a_library_of_a_newer_version_is_refused_untouched(library: Library, library_folder: Path) -> None:
    path = library_folder / "library.json"
    newer = path.read_text().replace('"format": 2', '"format": 3')
    path.write_text(newer)
    with pytest.raises(LibraryError, match="newer paperknife"):
        Library.open(library_folder)
    assert path.read_text() == newer


@pytest.mark.parametrize("left", ["raw", "texts", "backups", "recent.jsonl"])
def test_a_library_is_not_begun_anew_beside_what_is_left_of_one(library_folder: Path, left: str) -> None:
    library_folder.mkdir()
    (library_folder / left).touch() if "." in left else (library_folder / left).mkdir()
    for create in (False, True):
        with pytest.raises(LibraryDamaged, match=r"cannot be opened.*nothing was changed"):
            Library.open(library_folder, create=create)
    assert {path.name for path in library_folder.iterdir()} <= {left, "open.lock", "presence.lock"}


# --- adding ------------------------------------------------------------------------------------------------------


def test_an_added_article_comes_back_as_it_was_cleaned(library: Library, make_new: MakeNew) -> None:
    item = make_new("First.", "-Menu", "Last, with “signs” and 漢字.", title="Köln", site="Anzeiger")
    (article,) = added(library, item)
    record = library.row(article).record
    assert library.article(article).blocks == item.cleaned.blocks
    assert library.raw(article) == item.raw.data
    assert (record.title, record.site, record.state) == ("Köln", "Anzeiger", State.UNREAD)
    assert (record.paragraph_count, record.words) == (2, 7)


def test_the_same_bytes_twice_are_a_duplicate(library: Library, make_new: MakeNew) -> None:
    first, again, other = library.add([make_new(data=b"x"), make_new("Else.", data=b"x"), make_new(data=b"y")])
    assert [each.status for each in (first, again, other)] == ["added", "duplicate", "added"]
    assert again.row == first.row
    assert library.add([make_new(data=b"y")])[0].status == "duplicate"
    assert len(library.rows()) == 2


def test_a_removed_article_can_be_added_anew(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    library.remove([article])
    (anew,) = library.add([make_new()])
    assert anew.status == "added"
    assert anew.row.id != article


def test_an_article_that_another_window_has_just_removed_is_added_whole(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (article,) = added(library, make_new("Here."))
    with Library.open(library_folder) as other:
        other.remove([article])
        for path in library_folder.glob("texts/*/*"):
            path.unlink()
    (again,) = library.add([make_new("Here.")])
    assert again.status == "added"
    assert library.article(again.row.id).blocks == make_new("Here.").cleaned.blocks


def test_tags_given_with_an_article_are_on_the_article_as_a_whole(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new(tags=("war", "War", "peace")))
    (annotation,) = library.annotations(article)
    assert annotation.tags == ("war", "peace")
    assert annotation.target == describe_article(library.article(article))
    assert annotation.creator == "ada"


def test_articles_are_listed_in_the_order_added_also_after_one_comes_back(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    ids = added(library, *(make_new(str(number)) for number in range(12)))
    library.remove([ids[3]])
    library.undo()
    assert [row.id for row in library.rows()] == ids
    assert [row.id for row in Library.open(library_folder).rows()] == ids


def test_damaged_bytes_of_an_article_are_noticed(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    for path in [*library_folder.glob("raw/*/*"), *library_folder.glob("texts/*/*")]:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    reopened = Library.open(library_folder)
    with pytest.raises(LibraryDamaged, match="is damaged"):
        reopened.article(article)
    with pytest.raises(LibraryDamaged, match="is damaged"):
        reopened.raw(article)
    reopened.remove([article])
    reopened.add([make_new()])  # puts the files right
    assert reopened.article(reopened.rows()[0].id).blocks == make_new().cleaned.blocks


def test_an_article_is_found_by_the_beginning_of_its_id(library: Library, make_new: MakeNew) -> None:
    ids = added(library, *(make_new(str(number)) for number in range(20)))
    assert library.find(ids[7]) == library.find(ids[7][:30].upper()) == ids[7]
    with pytest.raises(NothingMatches, match="no article has an id that begins with “zz”"):
        library.find("zz")
    with pytest.raises(NothingMatches):
        library.find("")
    crowded = next(prefix for prefix in "0123456789abcdef" if sum(own.startswith(prefix) for own in ids) > 1)
    with pytest.raises(NothingMatches, match="give more of it"):
        library.find(crowded)


# --- annotating --------------------------------------------------------------------------------------------------


def test_tags_and_a_note_on_one_paragraph_are_one_annotation(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    target = paragraph(library, article, 2)
    first = library.mark(target, add=["claim"])
    second = library.mark(target, add=["source"], note="Who *says* so?")
    assert first is not None
    assert second is not None
    assert second.id == first.id
    assert second.tags == ("claim", "source")
    assert second.motivation is Motivation.COMMENTING
    assert second.target.exact == "Two."
    assert second.created == first.created <= second.modified
    assert library.annotations(article) == (second,)


def test_nothing_is_left_of_an_annotation_without_tag_and_note(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    target = paragraph(library, article, 1)
    library.mark(target, add=["claim"], note="x")
    assert library.mark(target, note=" \n ") is not None
    assert library.mark(target, remove=["CLAIM"]) is None
    assert library.annotations() == ()
    assert library.mark(target) is None
    assert library.mark(target, remove=["claim"], note="") is None


def test_tags_are_compared_without_case_and_shown_as_first_written(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    library.mark(paragraph(library, article, 1), add=["Größe"])
    annotation = library.mark(paragraph(library, article, 2), add=["GRÖSSE", "größe"])
    assert annotation is not None
    assert annotation.tags == ("Größe",)
    (tag,) = library.tags()
    assert (tag.name, tag.count) == ("Größe", 2)


def test_a_paragraph_and_a_stretch_of_it_are_two_targets(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new("A whole sentence."))
    read = library.article(article)
    block = read.blocks[-1].id
    library.mark(describe(read, block), add=["a"])
    library.mark(describe(read, block, start=2, end=7), add=["b"])
    library.mark(describe(read, block, start=0, end=17), add=["c"])  # the whole of it is the paragraph
    marked = [(each.target.exact, each.tags) for each in library.annotations(article)]
    assert marked == [("A whole sentence.", ("a", "c")), ("whole", ("b",))]


def test_two_readers_of_one_library_each_have_their_own_annotation(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (article,) = added(library, make_new())
    target = paragraph(library, article, 1)
    library.mark(target, add=["hers"])
    with Library.open(library_folder, creator="bob") as his:
        his.mark(target, add=["his"])
    assert library.poll()
    assert {(each.creator, each.tags) for each in library.annotations()} == {("ada", ("hers",)), ("bob", ("his",))}
    own = library.own(target)
    assert own is not None
    assert own.tags == ("hers",)
    assert library.own(paragraph(library, article, 2)) is None


def test_annotations_are_listed_in_text_order_the_whole_article_first(library: Library, make_new: MakeNew) -> None:
    one, other = added(library, make_new(), make_new("Else."))
    library.mark(paragraph(library, other, 1), add=["5"])
    library.mark(paragraph(library, one, 3), add=["4"])
    library.mark(paragraph(library, one, 1), add=["2"])
    library.mark(describe_article(library.row(one)), add=["1"])
    assert [each.tags for each in library.annotations()] == [("1",), ("2",), ("4",), ("5",)]


def test_a_tag_that_cannot_be_one_changes_nothing(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    with pytest.raises(UsageError):
        library.mark(paragraph(library, article, 1), add=["fine", "not, fine"])
    assert library.tags() == ()
    assert library.annotations() == ()


def test_an_annotation_is_deleted_by_its_id(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new())
    annotation = library.mark(paragraph(library, article, 1), add=["a"])
    assert annotation is not None
    assert library.annotation(annotation.id[:8]) == annotation
    library.delete_annotations([annotation.id])
    assert library.annotations() == ()
    library.delete_annotations([annotation.id])
    with pytest.raises(NothingMatches, match="no mark has an id"):
        library.annotation(annotation.id)


def test_a_row_counts_what_was_marked(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new(tags=("Zebra",)))
    library.mark(paragraph(library, article, 1), add=["ant"], note="n")
    row = library.row(article)
    assert (row.annotation_count, row.note_count, row.tags) == (2, 1, ("ant", "Zebra"))


# --- the article itself ------------------------------------------------------------------------------------------


def test_what_is_said_of_an_article_can_be_corrected(library: Library, make_new: MakeNew) -> None:
    (article,) = added(library, make_new(site="Old"))
    row = library.edit(article, title=" New\ttitle\x1b[2J ", authors=["Ada", " "], published="2020-02-20")
    record = row.record
    assert (record.title, record.authors, record.published, record.site) == (
        "New title[2J",
        ("Ada",),
        "2020-02-20",
        "Old",
    )
    assert library.edit(article, site="").record.site == ""
    with pytest.raises(NothingMatches):
        library.edit("nobody", title="x")


def test_a_flip_shows_and_a_flip_back_leaves_nothing(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (article,) = added(library, make_new("Kept words.", "-Hidden words here"))
    hidden = library.article(article).blocks[-1]
    before = library.row(article)
    library.flip(article, [hidden.id], True)
    read = library.article(article)
    assert read.blocks[-1].kept
    assert read.numbers[hidden.id] == 2
    assert (library.row(article).record.paragraph_count, library.row(article).record.words) == (2, 7)
    assert read == Library.open(library_folder).article(article)
    library.flip(article, [hidden.id], False)
    assert library.article(article).flips == ()
    assert library.row(article) == before
    assert stored(library)["flips"] == {}
    with pytest.raises(NothingMatches, match="has no paragraph"):
        library.flip(article, ["p-nothing"], False)


def test_removing_an_article_removes_what_was_written_in_it(library: Library, make_new: MakeNew) -> None:
    one, other = added(library, make_new(), make_new("Else.", "-Menu"))
    library.mark(paragraph(library, other, 1), add=["a"], note="n")
    library.flip(other, [library.article(other).blocks[-1].id], True)
    was = library.article(other), library.annotations()
    library.remove([other])
    assert [row.id for row in library.rows()] == [one]
    assert library.annotations() == ()
    with pytest.raises(NothingMatches):
        library.article(other)
    library.undo()
    assert (library.article(other), library.annotations()) == was


# --- many at once --------------------------------------------------------------------------------------------------


def test_tags_are_given_to_all_that_was_chosen_or_to_none(library: Library, make_new: MakeNew) -> None:
    ids = added(library, make_new("One."), make_new("Two."), make_new("Three."))
    targets = [describe_article(library.row(article)) for article in ids]
    library.mark_each(targets[:2], add=["a", "b"])
    assert [row.tags for row in library.rows()] == [("a", "b"), ("a", "b"), ()]
    library.remove(ids[2:])
    with pytest.raises(NothingMatches):
        library.mark_each(targets, remove=["a"])
    assert [row.tags for row in library.rows()] == [("a", "b"), ("a", "b")]
    library.undo()
    library.undo()
    assert [row.tags for row in library.rows()] == [(), (), ()]


# --- the file ----------------------------------------------------------------------------------------------------


def test_stock_tinydb_reads_the_same_annotations(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    ids = added(library, make_new(tags=("x",)), make_new("Zürich."))
    library.mark(paragraph(library, ids[1], 1), add=["y"], note="“Grüße”")
    library.flip(ids[1], [library.article(ids[1]).blocks[-1].id], False)
    library.checkpoint()
    with TinyDB(library_folder / "library.json") as stock:
        table = stock.table("annotations")
        assert {each["id"]: tuple(each["tags"]) for each in table.all()} == {
            each.id: each.tags for each in library.annotations()
        }
        assert table.search(where("note") == "“Grüße”")[0]["exact"] == "Zürich."
        assert [each["id"] for each in stock.table("articles").all()] == ids
        assert {each["name"] for each in stock.table("tags").all()} == {"x", "y"}
        assert len(stock.table("flips")) == 1
        assert stock.table("_store").get(doc_id=1)["library"] == library.id


def test_the_file_has_one_document_a_line(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    added(library, *(make_new(str(number)) for number in range(5)))
    library.checkpoint()
    lines = (library_folder / "library.json").read_text("ascii").splitlines()
    assert sum('"title": "A title"' in line for line in lines) == 5
    assert lines[0].startswith('{"_store": {"1": {"format": 2, "library": ')


def test_what_this_version_does_not_know_is_kept(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    (article,) = added(library, make_new("One.", "-Two."))
    library.mark(paragraph(library, article, 1), add=["a"])
    hidden = library.article(article).blocks[-1].id
    library.flip(article, [hidden], True)
    content = stored(library)
    for table in ("_store", "articles", "annotations", "tags", "flips"):
        content[table]["1"]["later"] = {"deep": [table]}
    content["shelves"] = {"1": {"id": "r", "hide": True}}
    (library_folder / "library.json").write_text(json.dumps(content))
    library.checkpoint()
    library.mark(paragraph(library, article, 1), add=["b"], note="n")
    library.edit(article, title="Other")
    library.rename_tag("a", "c")
    library.undo()
    kept = stored(library)
    for table in ("_store", "articles", "annotations", "tags", "flips"):
        assert kept[table]["1"]["later"] == {"deep": [table]}
    assert kept["shelves"] == {"1": {"id": "r", "hide": True}}


def test_a_note_added_with_stock_tinydb_while_the_library_is_open_is_seen(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (article,) = added(library, make_new())
    annotation = library.mark(paragraph(library, article, 1), add=["a"])
    assert annotation is not None
    library.checkpoint()
    with TinyDB(library_folder / "library.json") as stock:
        stock.table("annotations").update({"note": "from outside"}, where("id") == annotation.id)
    library.checkpoint()
    assert library.annotation(annotation.id).note == "from outside"
    assert any("1 document taken over" in notice for notice in library.take_notices())
    change = library.undo()
    assert change is not None
    assert change.label == "take over edits of library.json"
    assert library.annotation(annotation.id).note == ""


def test_a_link_to_the_file_stays_a_link(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    elsewhere = library_folder.parent / "dotfiles" / "library.json"
    elsewhere.parent.mkdir()
    (library_folder / "library.json").rename(elsewhere)
    (library_folder / "library.json").symlink_to(elsewhere)
    with Library.open(library_folder) as linked:
        added(linked, make_new())
    assert (library_folder / "library.json").is_symlink()
    assert '"A title"' in elsewhere.read_text()


def test_a_library_cannot_be_a_file_or_be_under_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for home in (tmp_path / "file", tmp_path / "file" / "library"):
        for create in (False, True):
            with pytest.raises(LibraryError):
                Library.open(home, create=create)


def test_a_document_that_an_edit_has_spoiled_is_named_and_ours_stays(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (article,) = added(library, make_new())
    content = stored(library)
    del content["articles"]["1"]["title"]
    (library_folder / "library.json").write_text(json.dumps(content))
    library.checkpoint()
    assert library.row(article).record.title == "A title"
    (notice,) = library.take_notices()
    assert "has no 'title', which is not taken over" in notice
    assert list(library_folder.glob("library.json.edited.*"))
