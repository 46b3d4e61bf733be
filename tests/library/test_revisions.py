"""A page that was added and has changed since is the same article: its notes stay on it, its old text is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.adding import Input, Outcome, Status, add, until_an_article
from storage.anchoring import Finder, describe, describe_article, in_text_order
from storage.annotation import AnchorStatus
from storage.article import State
from storage.errors import LibraryDamaged, NothingMatches
from storage.intake import gather
from storage.library import Library

if TYPE_CHECKING:
    from tests.library.conftest import Shell

TRAINS = (
    "On Friday evening the sleeper to Rome was sold out for the first time in more than twenty years.",
    "The line was closed when cheap flights came, and nobody thought that it would ever be opened again.",
    "Now four companies run sleeping cars across the continent, and a fifth one has announced its own.",
    "A bed costs less than a night in a hotel, says the railway, if it is booked three months ahead.",
)
HARBOUR = (
    "The harbour board has met behind closed doors for the third time in a week without any result.",
    "Fishermen have blocked the entrance with their boats since Monday and want to talk to the minister.",
    "Two ferries were sent to another port, and passengers waited for buses in the rain for hours.",
    "The mayor calls it a matter of patience, and the union calls it a matter of contracts.",
)


def text(*paragraphs: str, title: str = "The return of the night train") -> str:
    return "\n\n".join((title, *paragraphs)) + "\n"


def page(*paragraphs: str, url: str = "", title: str = "The return of the night train", author: str = "") -> str:
    link = f'<link rel="canonical" href="{url}">' if url else ""
    meta = f'<meta name="author" content="{author}">' if author else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<head><title>{title}</title>{link}{meta}</head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


@dataclass
class Desk:
    """A reader with a folder of scrapes."""

    library: Library
    folder: Path

    def add(self, *names: str, **options: object) -> list[Outcome]:
        inputs = gather([str(self.folder / name) for name in names])
        return list(add(self.library, inputs, **options))  # type: ignore[arg-type]  # options of add

    def save(self, name: str, content: str, **options: object) -> Outcome:
        """Save a file, over the one of that name, and add it."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(content, encoding="utf-8")
        (outcome,) = self.add(name, **options)
        return outcome

    def texts(self, article: str) -> list[str]:
        found = self.library.article(article)
        return [block.text for block in found.blocks if block.id in found.numbers]

    def paragraph(self, article: str, text: str) -> str:
        return next(block.id for block in self.library.article(article).blocks if block.text == text)


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    folder = tmp_path / "scrapes"
    folder.mkdir()
    return Desk(library, folder)


# --- which article it is


def test_a_file_that_has_changed_is_a_new_revision_of_its_article(desk: Desk) -> None:
    first = desk.save("page.txt", text(*TRAINS))
    again = desk.save("page.txt", text(*TRAINS[:3], "A bed costs as much as a night in a hotel now."))
    assert (again.status, again.id) == (Status.UPDATED, first.id)
    (row,) = desk.library.rows()
    assert (row.record.revision, row.record.paragraph_count) == (2, 4)
    assert row.record.words == len(" ".join([row.record.title, *desk.texts(first.id)]).split())
    assert desk.texts(first.id)[-1] == "A bed costs as much as a night in a hotel now."
    assert desk.library.raw(first.id) == (desk.folder / "page.txt").read_bytes()


def test_the_same_bytes_again_are_a_duplicate_from_wherever_they_come(desk: Desk) -> None:
    first = desk.save("page.txt", text(*TRAINS))
    assert desk.save("page.txt", text(*TRAINS)).status is Status.DUPLICATE
    assert desk.save("copy.txt", text(*TRAINS)).id == first.id
    assert desk.library.row(first.id).record.revision == 1


def test_another_text_at_the_same_path_is_another_article(desk: Desk) -> None:
    first = desk.save("page.txt", text(*TRAINS))
    other = desk.save("page.txt", text(*HARBOUR, TRAINS[0], title="A harbour waits"))
    assert other.status is Status.ADDED
    assert other.id != first.id
    assert desk.texts(first.id) == list(TRAINS)


def test_the_same_text_changed_at_another_path_is_another_article(desk: Desk) -> None:
    desk.save("old/page.txt", text(*TRAINS))
    assert desk.save("new/page.txt", text(*TRAINS, "One more paragraph of the same report.")).status is Status.ADDED


def test_two_folders_with_pages_of_one_name_are_told_apart(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path counts, not the word that names it."""
    for name, paragraphs in (("one", TRAINS), ("two", (*TRAINS[:3], *HARBOUR[:1]))):
        (desk.folder / name).mkdir()
        (desk.folder / name / "page.txt").write_text(text(*paragraphs), encoding="utf-8")
        monkeypatch.chdir(desk.folder / name)
        (outcome,) = add(desk.library, gather(["page.txt"]))
        assert outcome.status is Status.ADDED


def test_several_states_at_several_paths_in_one_batch_are_several_articles(desk: Desk) -> None:
    for day in range(3):
        (desk.folder / f"{day}.txt").write_text(text(*TRAINS, f"Written on day {day}, as always."), encoding="utf-8")
    assert [one.status for one in desk.add("")] == [Status.ADDED] * 3


def test_several_states_with_one_address_in_one_batch_are_revisions_of_one_article(desk: Desk) -> None:
    for day in range(3):
        content = page(*TRAINS, f"Written on day {day}, as always.", url="https://example.org/trains")
        (desk.folder / f"{day}.html").write_text(content, encoding="utf-8")
    assert [one.status for one in desk.add("")] == [Status.ADDED, Status.UPDATED, Status.UPDATED]
    (row,) = desk.library.rows()
    assert row.record.revision == 3
    assert "day 2" in desk.texts(row.id)[-1]
    assert [one.status for one in desk.add("")] == [Status.DUPLICATE] * 3, "older states come as no news"
    assert desk.library.row(row.id).record.revision == 3


def test_one_address_is_one_article_wherever_the_page_was_saved(desk: Desk) -> None:
    url = "https://example.org/2026/trains"
    first = desk.save("monday.html", page(*TRAINS, url=url))
    later = desk.save("friday.html", page(*HARBOUR[:3], TRAINS[0], url=f"{url}/#top"))
    assert (later.status, later.id) == (Status.UPDATED, first.id)
    assert desk.library.row(first.id).record.origin.endswith("friday.html")
    again = desk.save("friday.html", page(*HARBOUR[:2], TRAINS[0], url=url))
    assert (again.status, again.id) == (Status.UPDATED, first.id)


def test_the_front_page_as_the_address_of_every_page_merges_none(desk: Desk) -> None:
    url = "https://example.org/"
    assert desk.save("1.html", page(*TRAINS, url=url, title="Example news")).status is Status.ADDED
    assert desk.save("2.html", page(*HARBOUR, url=url, title="Example news")).status is Status.ADDED
    assert (
        desk.save("3.html", page(*HARBOUR[:3], "Morning came.", url=url, title="Example news")).status
        is Status.UPDATED
    )


def test_one_address_for_pages_that_have_nothing_in_common_merges_none(desk: Desk) -> None:
    url = "https://example.org/article"
    desk.save("1.html", page(*TRAINS, url=url))
    assert desk.save("2.html", page(*HARBOUR, url=url, title="A harbour waits")).status is Status.ADDED
    assert len(desk.library.rows()) == 2


def test_the_same_path_with_another_address_is_another_page_unless_title_and_text_agree(desk: Desk) -> None:
    first = desk.save("page.html", page(*TRAINS, url="https://example.org/1"))
    other = page(*TRAINS[:2], *HARBOUR[:2], url="https://example.org/2", title="A harbour waits")
    assert desk.save("page.html", other).status is Status.ADDED
    moved = desk.save("page.html", page(*TRAINS[:3], url="https://example.org/trains-are-back"))
    assert (moved.status, moved.id) == (Status.UPDATED, first.id)


def test_of_several_articles_the_one_that_is_most_alike_is_updated(desk: Desk) -> None:
    desk.save("page.txt", text(*TRAINS))
    harbour = desk.save("page.txt", text(*HARBOUR, title="A harbour waits"))
    trains = desk.save("page.txt", text(*TRAINS, "They are back."))
    assert trains.status is Status.UPDATED
    again = desk.save("page.txt", text(*HARBOUR, "It still waits.", title="A harbour waits"))
    assert (again.status, again.id) == (Status.UPDATED, harbour.id)
    assert len(desk.library.rows()) == 2


def test_a_page_that_was_changed_back_is_a_new_revision(desk: Desk) -> None:
    first = desk.save("page.txt", text(*TRAINS))
    desk.save("page.txt", text(*TRAINS, "A correction."))
    back = desk.save("page.txt", text(*TRAINS))
    assert (back.status, back.id) == (Status.UPDATED, first.id)
    assert desk.library.row(first.id).record.revision == 3
    assert desk.texts(first.id) == list(TRAINS)


def test_what_has_no_path_and_no_address_is_known_by_its_bytes_alone(desk: Desk, tmp_path: Path) -> None:
    for ending, status in (("", Status.ADDED), ("", Status.DUPLICATE), ("More.", Status.ADDED)):
        stream = tmp_path / "stream"
        stream.write_text(text(*TRAINS, *([ending] if ending else [])), encoding="utf-8")
        with stream.open("rb") as stdin:
            (outcome,) = add(desk.library, gather(["-"], stdin))
        assert outcome.status is status


def test_a_removed_article_is_no_longer_known(desk: Desk) -> None:
    first = desk.save("page.txt", text(*TRAINS))
    desk.library.remove([first.id])
    assert desk.save("page.txt", text(*TRAINS, "More.")).status is Status.ADDED


def test_an_article_that_another_window_has_just_added_is_updated(desk: Desk) -> None:
    """What it is decided by is the library as it is when it is written, not when the page was read."""
    (desk.folder / "page.txt").write_text(text(*TRAINS, "More."), encoding="utf-8")
    (path,) = [str(desk.folder / "page.txt")]
    rest = _cleaned(path)
    with Library.open(desk.library.home) as other:
        (desk.folder / "page.txt").write_text(text(*TRAINS), encoding="utf-8")
        (first,) = add(other, gather([path]))
    (outcome,) = add(desk.library, rest)
    assert (outcome.status, outcome.id) == (Status.UPDATED, first.id)


def _cleaned(path: str) -> Iterator[Input]:
    """Read and clean a page, as it is now."""
    steps = until_an_article(gather([path]))
    with pytest.raises(StopIteration) as ended:
        next(steps)
    assert ended.value.value is not None
    return iter(list(ended.value.value))


PARAGRAPHS = st.lists(st.sampled_from((*TRAINS, *HARBOUR)), min_size=1, max_size=8, unique=True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARAGRAPHS, PARAGRAPHS)
def test_half_of_the_paragraphs_make_it_the_same_article(
    tmp_path_factory: pytest.TempPathFactory, former: Sequence[str], present: Sequence[str]
) -> None:
    folder = tmp_path_factory.mktemp("states")
    with Library.open(folder / "library", create=True) as library:
        desk = Desk(library, folder)
        first = desk.save("page.txt", text(*former))
        second = desk.save("page.txt", text(*present, title="A headline that was changed"))
        kept = [set(desk.texts(one.id)) for one in (first, second)]
        shared = len(set(former) & set(present))
        if 2 * shared >= max(len(former), len(present)) and kept[1] >= {*present}:
            assert second.status is Status.UPDATED
        if not shared:
            assert second.status is Status.ADDED
        if second.status is Status.ADDED and first.id != second.id:
            assert kept[0] >= {*former} or len(former) < 3, "the first article is as it was"


# --- what stays


def test_annotations_stay_on_the_article_and_find_their_paragraphs(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    library.mark(describe_article(library.article(article)), add=["trains"])
    for number, paragraph in enumerate(TRAINS):
        library.mark(describe(library.article(article), desk.paragraph(article, paragraph)), note=f"note {number}")
    before = library.annotations(article)
    changed = TRAINS[1].replace("nobody thought", "hardly anybody thought")
    outcome = desk.save("page.txt", text("A word of the editor on what follows.", TRAINS[0], changed, TRAINS[2]))
    assert outcome.change == "2 of 4 paragraphs as before, 3 of 4 marks found again, 1 orphaned"
    after = library.annotations(article)
    assert after == before, "what was marked, and in which revision, stays as evidence"
    present = library.article(article)
    found = [Finder(present).anchor(mark.target) for mark in after if mark.target.first]
    assert [one.status for one in found] == [
        AnchorStatus.EXACT,
        AnchorStatus.FUZZY,
        AnchorStatus.EXACT,
        AnchorStatus.ORPHAN,
    ]
    assert [present.blocks[present.index[one.first]].text for one in found[:3]] == [TRAINS[0], changed, TRAINS[2]]
    assert library.row(article).tags == ("trains",)


def test_a_paragraph_marked_again_after_it_has_changed_has_one_annotation(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    marked = library.mark(describe(library.article(article), desk.paragraph(article, TRAINS[1])), add=["flights"])
    changed = TRAINS[1].replace("nobody thought", "hardly anybody thought") + " It was."
    desk.save("page.txt", text(TRAINS[0], "Something new before it.", changed, *TRAINS[2:]))
    target = describe(library.article(article), desk.paragraph(article, changed))
    own = library.own(target)
    assert own == marked
    again = library.mark(target, add=["again"], note="Still true?")
    (mark,) = library.annotations(article)
    assert marked is not None
    assert again == mark
    assert (mark.id, mark.tags, mark.note) == (marked.id, ("flights", "again"), "Still true?")
    assert mark.target == marked.target, "the words that were marked stay"
    library.mark(target, remove=["flights", "again"], note="")
    assert library.annotations(article) == ()


def test_a_paragraph_that_was_not_marked_gets_an_annotation_of_its_own(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    library.mark(describe(library.article(article), desk.paragraph(article, TRAINS[1])), add=["flights"])
    desk.save("page.txt", text(*TRAINS, "They are back."))
    target = describe(library.article(article), desk.paragraph(article, TRAINS[2]))
    assert library.own(target) is None
    library.mark(target, add=["companies"])
    assert [mark.tags for mark in library.annotations(article)] == [("flights",), ("companies",)]


def test_an_orphan_keeps_its_note_and_can_be_changed(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    lost = library.mark(
        describe(library.article(article), desk.paragraph(article, TRAINS[3])), note="Check the price."
    )
    assert lost is not None
    desk.save("page.txt", text(*TRAINS[:3], "Something else altogether stands at the end of this page today."))
    library.mark(lost.target, note="It was there once.")
    (mark,) = library.annotations(article)
    assert (mark.id, mark.note, mark.target) == (lost.id, "It was there once.", lost.target)


def test_a_hidden_paragraph_stays_hidden_also_when_a_word_of_it_changes(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    library.flip(article, [desk.paragraph(article, TRAINS[3]), desk.paragraph(article, TRAINS[0])], False)
    changed = TRAINS[3].replace("three months", "two months")
    desk.save("page.txt", text(*TRAINS[:3], changed))
    assert desk.texts(article) == list(TRAINS[1:3])
    record = library.row(article).record
    assert record.paragraph_count == 2
    assert record.words == len(" ".join([record.title, *TRAINS[1:3]]).split())
    library.flip(article, [desk.paragraph(article, changed)], True)
    assert desk.texts(article) == [*TRAINS[1:3], changed]
    assert library.row(article).record.paragraph_count == 3


def test_what_the_reader_corrected_stays_and_the_rest_is_what_the_page_says_now(desk: Desk) -> None:
    url = "https://example.org/trains"
    article = desk.save("page.html", page(*TRAINS, url=url, author="Anna Lind", title="Trains")).id
    library = desk.library
    library.edit(article, title="Night trains, corrected")
    library.set_state([article], State.READ)
    added = library.row(article).record.added
    desk.save("page.html", page(*TRAINS, "More.", url=url, author="Bela Kovacs", title="Trains are back"))
    record = library.row(article).record
    assert (record.title, record.authors, record.state, record.added) == (
        "Night trains, corrected",
        ("Bela Kovacs",),
        State.READ,
        added,
    )
    desk.save("page.html", page(*TRAINS, "More and more.", url=url, title="Trains are back"))
    assert library.row(article).record.authors == ("Bela Kovacs",), "what a page no longer says of itself stays"


def test_a_field_that_was_saved_as_it_was_is_not_corrected(desk: Desk) -> None:
    article = desk.save("page.html", page(*TRAINS, author="Anna Lind", title="Trains")).id
    desk.library.edit(article, title="Trains", authors=["Anna Lind"], published="2026-02-20")
    desk.save("page.html", page(*TRAINS, "More.", author="Bela Kovacs", title="Trains are back"))
    record = desk.library.row(article).record
    assert (record.title, record.authors, record.published) == ("Trains are back", ("Bela Kovacs",), "2026-02-20")


def test_the_source_that_the_reader_named_stays_until_another_is_named(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS), site="The Ledger").id
    desk.save("page.txt", text(*TRAINS, "More."))
    assert desk.library.row(article).record.site == "The Ledger"
    desk.save("page.txt", text(*TRAINS, "And more."), site="The Courier", tags=["todo"])
    row = desk.library.row(article)
    assert (row.record.site, row.tags) == ("The Courier", ("todo",))


def test_notes_are_told_in_the_order_of_the_text_as_it_is_now(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    library = desk.library
    for number in (3, 0, 1):
        library.mark(describe(library.article(article), desk.paragraph(article, TRAINS[number])), note=str(number))
    first = "What stands first is new, and longer than anything that stands below it in this article, by far."
    desk.save("page.txt", text(first, TRAINS[3], TRAINS[2], TRAINS[0]))
    library.mark(describe(library.article(article), desk.paragraph(article, TRAINS[2])), note="2")
    library.mark(describe_article(library.article(article)), note="all")
    present = library.article(article)
    assert [mark.note for mark in in_text_order(present, library.annotations(article))] == ["all", "3", "2", "0", "1"]
    assert [mark.note for mark in library.bundle().annotations] == ["all", "3", "2", "0", "1"]


# --- back in time


def test_undo_gives_the_former_revision_back_and_redo_the_new_one(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS), tags=["todo"]).id
    library = desk.library
    library.flip(article, [desk.paragraph(article, TRAINS[3])], False)
    was = library.article(article)
    desk.save("page.txt", text(*TRAINS[:3], TRAINS[3].replace("three", "four"), "More."))
    now = library.article(article)
    undone = library.undo()
    assert undone is not None
    assert undone.label == "update “The return of the night train”"
    assert library.article(article) == was
    assert library.raw(article) == text(*TRAINS).encode()
    library.redo()
    assert library.article(article) == now
    assert library.row(article).record.revision == 2


def test_every_revision_stays_readable(desk: Desk) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    for number in range(3):
        desk.save("page.txt", text(*TRAINS, f"As of day {number}."))
    library = desk.library
    assert [former.number for former in library.row(article).record.former] == [1, 2, 3]
    assert [library.revision(article, number).blocks[-1].text for number in (1, 2, 3)] == [
        TRAINS[-1],
        "As of day 0.",
        "As of day 1.",
    ]
    assert library.revision(article, 2).record.revision == 2
    for number in (0, 4, 9):
        with pytest.raises(NothingMatches, match=f"no former revision {number}"):
            library.revision(article, number)
    with Library.open(library.home) as other:
        assert other.row(article) == library.row(article)


def test_adding_and_updating_at_once_is_one_action(desk: Desk) -> None:
    desk.save("a.txt", text(*TRAINS))
    (desk.folder / "a.txt").write_text(text(*TRAINS, "More."), encoding="utf-8")
    (desk.folder / "b.txt").write_text(text(*HARBOUR, title="A harbour waits"), encoding="utf-8")
    assert [one.status for one in desk.add("")] == [Status.UPDATED, Status.ADDED]
    undone = desk.library.undo()
    assert undone is not None
    assert undone.label == "add “A harbour waits” and update “The return of the night train”"
    (row,) = desk.library.rows()
    assert row.record.revision == 1


# --- files that were damaged


def texts_file(desk: Desk, article: str) -> Path:
    name = desk.library.row(article).record.texts_sha256
    return desk.library.home / "texts" / name[:2] / name


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_page_added_again_brings_its_damaged_text_back(desk: Desk, content: bytes | None) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    file = texts_file(desk, article)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with Library.open(desk.library.home) as library:
        with pytest.raises(LibraryDamaged, match="add the page again"):
            library.article(article)
        (again,) = add(library, gather([str(desk.folder / "page.txt")]))
        assert (again.status, again.id) == (Status.DUPLICATE, article)
        assert library.article(article).blocks[-1].text == TRAINS[-1]


def test_a_page_added_again_brings_the_bytes_to_an_article_that_came_by_an_export(desk: Desk, tmp_path: Path) -> None:
    article = desk.save("page.txt", text(*TRAINS)).id
    with Library.open(tmp_path / "other", create=True) as other:
        other.take_in(desk.library.bundle())
        with pytest.raises(NothingMatches):
            other.raw(article)
        (again,) = add(other, gather([str(desk.folder / "page.txt")]))
        assert (again.status, again.id) == (Status.DUPLICATE, article)
        assert other.raw(article) == text(*TRAINS).encode()


def test_a_page_whose_text_is_lost_can_still_be_updated_by_its_address(desk: Desk) -> None:
    url = "https://example.org/trains"
    article = desk.save("page.html", page(*TRAINS, url=url)).id
    texts_file(desk, article).unlink()
    with Library.open(desk.library.home) as library:
        (desk.folder / "page.html").write_text(page(*TRAINS, "More.", url=url), encoding="utf-8")
        (again,) = add(library, gather([str(desk.folder / "page.html")]))
        assert (again.status, again.id, again.change) == (Status.UPDATED, article, "")
        assert library.article(article).blocks[-1].text == "More."


# --- on the command line


def test_a_page_that_has_changed_is_told_on_the_command_line(lonely: Shell, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(text(*TRAINS), encoding="utf-8")
    (first,) = lonely.json("add", str(file))
    lonely("note", f"{first['id']}:2", "-m", "check")
    lonely("note", f"{first['id']}:4", "-m", "gone")
    file.write_text(text(*TRAINS[:3], "Nothing of the kind is said here any more."), encoding="utf-8")
    out, err = lonely.both("add", str(file))
    assert out.startswith(f"updated    {str(first['id'])[:8]}  The return of the night train")
    assert err == (
        "updated “The return of the night train”: 3 of 4 paragraphs as before, 1 of 2 marks found again, 1 orphaned\n"
    )
    assert [(row["note"], row["status"]) for row in lonely.json("notes")] == [("check", "exact"), ("gone", "orphan")]
    assert "passage not found" in lonely("notes")
    file.write_text(text(*TRAINS), encoding="utf-8")
    (again,) = lonely.json("add", str(file))
    assert (again["id"], again["status"], again["paragraph_count"]) == (first["id"], "updated", 4)
    assert [row["status"] for row in lonely.json("notes")] == ["exact", "exact"]
