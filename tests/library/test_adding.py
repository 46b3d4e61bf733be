"""Inputs are cleaned and added a batch at a time; each has its outcome, in order, and none stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from storage.adding import Outcome, Status, add, add_seeds, group_of
from storage.article import RawDocument, State
from storage.intake import gather
from storage.library import Added, Group, Library, NewArticle


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def document(number: int) -> RawDocument:
    text = (
        f"A title for number {number}\n\nThe text of number {number} is a sentence that is long enough to be read.\n"
    )
    return RawDocument(text.encode(), origin=f"{number}.txt", name=f"{number}.txt")


def outcomes(library: Library, *paths: Path) -> list[Outcome]:
    return list(add(library, gather([str(path) for path in paths])))


def test_every_form_of_document_is_added_in_the_order_given(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><title>A page</title><h1>A page</h1><p>Its words are here, in a sentence.</html>"
    )
    (tmp_path / "b.md").write_text("# A note\n\nIts words are *here*.\n")
    (tmp_path / "c.txt").write_bytes(document(3).data)
    came = outcomes(library, tmp_path / "c.txt", tmp_path / "a.html", tmp_path / "b.md")
    assert [(one.status, Path(one.origin).name) for one in came] == [
        (Status.ADDED, "c.txt"),
        (Status.ADDED, "a.html"),
        (Status.ADDED, "b.md"),
    ]
    assert [library.row(one.id).record.media_type for one in came] == ["text/plain", "text/html", "text/markdown"]
    assert [one.title for one in came][1:] == ["A page", "A note"]
    assert all(one.paragraph_count == library.row(one.id).record.paragraph_count for one in came)


def test_the_same_bytes_twice_are_one_article(library: Library) -> None:
    first, again = add(library, [document(1), document(1)])
    assert (first.status, again.status, first.id) == (Status.ADDED, Status.DUPLICATE, again.id)
    assert [one.status for one in add(library, [document(1)])] == [Status.DUPLICATE]
    assert len(library.rows()) == 1


def test_a_folder_is_taken_back_at_once_however_many_batches_it_took(library: Library) -> None:
    library.add([])
    many = [document(number) for number in range(120)]
    group = Group("add scrapes")
    for number, _ in enumerate(add(library, many, group=group)):
        if number == 60:  # the reader goes on meanwhile
            library.set_state([library.rows()[0].id], State.READ)
    assert [change.label for change in library.history()] == ["set “A title for number 0” to read", "add scrapes"]
    library.undo()
    library.undo()
    assert library.rows() == ()
    library.redo()
    assert len(library.rows()) == 120


def test_what_comes_after_an_undo_is_taken_back_by_itself(library: Library) -> None:
    group = Group("add scrapes")
    list(add(library, [document(1)], group=group))
    library.undo()
    list(add(library, [document(2)], group=group))
    library.undo()
    assert library.rows() == ()
    assert [change.undone for change in library.history()] == [True, True]


@pytest.mark.parametrize(
    ("names", "label"), [(["a"], "add a"), (["a", "b.txt"], "add a and 1 more"), (["b.txt"], "")]
)
def test_undo_calls_what_was_named_by_its_name(tmp_path: Path, names: list[str], label: str) -> None:
    (tmp_path / "a").mkdir()
    group = group_of([str(tmp_path / name) for name in names])
    assert (group.label if group else "") == label


def test_what_fails_says_why_and_the_rest_is_added(library: Library, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(document(1).data)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n\x00")
    (tmp_path / "blank.txt").write_text(" \n")
    came = outcomes(library, tmp_path / "none", tmp_path / "paper.pdf", tmp_path / "blank.txt", tmp_path / "good.txt")
    assert [one.status for one in came] == [Status.FAILED, Status.FAILED, Status.FAILED, Status.ADDED]
    for one, name, why in zip(
        came, ("none", "paper.pdf", "blank.txt"), ("no such", "a PDF", "white space"), strict=False
    ):
        assert name in one.error
        assert why in one.error
        assert "\n" not in one.error


def test_what_is_left_out_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".hidden").write_text("x")
    (one,) = outcomes(library, tmp_path / "in")
    assert (one.status, Path(one.origin).name, one.error) == (Status.LEFT_OUT, ".hidden", "hidden")


def test_two_hundred_documents_are_a_handful_of_writes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    original = Library.add

    def counted(self: Library, items: Sequence[NewArticle]) -> tuple[Added, ...]:
        writes.append(len(items))
        return original(self, items)

    monkeypatch.setattr(Library, "add", counted)
    came = list(add(library, (document(number) for number in range(200))))
    assert [one.status for one in came] == [Status.ADDED] * 200
    assert sum(writes) == 200
    assert len(writes) <= 20


def test_outcomes_come_as_they_are_known(library: Library, tmp_path: Path) -> None:
    def inputs() -> Iterator[RawDocument]:
        for number in range(120):
            yield document(number)
        raise AssertionError("read to the end before anything was told")

    coming = add(library, inputs())
    assert next(coming).status is Status.ADDED


def test_tags_and_the_site_are_given_to_each(library: Library) -> None:
    list(add(library, [document(1), document(2)], site="The Ledger", tags=("todo",)))
    assert [(row.record.site, row.tags) for row in library.rows()] == [("The Ledger", ("todo",))] * 2


def test_the_seeds_come_through_the_same_door_and_only_once(library: Library) -> None:
    came = add_seeds(library)
    names = sorted(seed.name for seed in files("seeds").iterdir() if seed.name.endswith((".txt", ".md", ".html")))
    assert [one.origin for one in came] == [f"seed:{name}" for name in names]
    assert {one.status for one in came} == {Status.ADDED}
    assert {one.status for one in add_seeds(library)} == {Status.DUPLICATE}
