"""A list of articles reads what it shows, and is all the same what it would be if it were read at once."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

import pytest

from storage.anchoring import describe_article
from storage.article import ArticleRecord, ArticleRow, CleanedArticle, RawDocument, State
from storage.article_rows import ArticleRows, rows_given
from storage.block import Block, Kind, Role
from storage.library import Library, NewArticle, views
from storage.library.engine.memory import Memory
from storage.query.completing import Completion, Vocabulary, complete
from tui.lists.recent import to_continue
from tui.lists.sorting import DEFAULT, in_order, read_sorting
from tui.lists.summary import Totals, totals
from tui.screens.notes.board import NoteBoard


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how many articles were decoded each time."""
    counts: list[int] = []
    decode_all = vars(views)["decode_all"]

    def counted(lines: Sequence[bytes]) -> object:
        counts.append(len(lines))
        return decode_all(lines)

    monkeypatch.setattr(views, "decode_all", counted)
    return counts


@pytest.fixture
def filled(library: Library) -> Library:
    """A library of forty articles that came in at several moments, the titles telling a state and a time to lie."""
    for part in range(4):
        new = []
        for number in range(10 * part, 10 * part + 10):
            text = f"Page {number} of the night trains."
            block = Block(f"p-{number:012}", Kind.PARAGRAPH, text, Role.BODY, True)
            title = f'Page {number} "state": "read", "added": "1999-01-01T'
            new.append(NewArticle(RawDocument(text.encode(), f"{number}.txt"), CleanedArticle(title, (block,))))
        library.add(new)
    ids = library.ids()
    library.set_state(ids[3:9], State.READING)
    library.set_state(ids[20:25], State.READ)
    library.mark(describe_article(library.row(ids[7])), add=["todo"], note="again")
    library.mark(describe_article(library.row(ids[30])), add=["todo", "law"])
    return library


def test_each_row_is_what_it_is_where_all_are_read(filled: Library) -> None:
    rows = filled.rows()
    assert isinstance(rows, tuple)
    listed = filled.listed()
    order = list(range(len(rows)))
    random.Random(7).shuffle(order)
    assert all(listed[at] == rows[at] for at in order)
    assert tuple(filled.listed()) == rows == tuple(reversed(tuple(reversed(filled.listed()))))
    assert filled.listed() == rows
    assert hash(filled.listed()) == hash(rows)
    assert listed[-1] == rows[-1]
    assert tuple(listed[5:20:3]) == rows[5:20:3]
    assert tuple(listed[5:20].at([3, 0, 9])) == (rows[8], rows[5], rows[14])
    assert tuple(listed.at(order).picked(lambda row: row.id in listed.ids[:2])) == tuple(
        rows[at] for at in order if at < 2
    )
    assert tuple(listed.ids) == tuple(rows_given(rows).ids) == filled.ids()
    with pytest.raises(IndexError):
        listed[40]


@pytest.mark.parametrize("sorting", ["added", "added:up", "title", "marks,added", "state,title:down"])
def test_every_order_is_the_same(filled: Library, sorting: str) -> None:
    read = read_sorting(sorting)
    given = rows_given(filled.rows())
    assert list(in_order(filled.listed(), read, lambda _: 0.0)) == list(in_order(given, read, lambda _: 0.0))


def test_counts_are_the_same(filled: Library) -> None:
    rows = filled.rows()
    given = rows_given(rows)
    assert totals(filled.listed()) == totals(given) == Totals(40, 29, 2)
    for state in State:
        those = [row for row in rows if row.record.state is state]
        assert list(filled.listed().in_state(state)) == list(given.in_state(state)) == those
    assert to_continue(filled.listed(), {}, []) == to_continue(given, {}, []) == filled.ids()[8]
    recent = [rows[2].id, "gone", rows[20].id]
    assert to_continue(filled.listed(), {}, recent) == to_continue(given, {}, recent) == rows[2].id


def test_the_rows_of_some_articles_are_read_and_no_others(filled: Library, decoded: list[int]) -> None:
    filled.close()
    with Library.open(filled.home) as again:
        ids = again.ids()
        found = again.listed().of([ids[7], "gone", ids[2], ids[7]])
        assert decoded == [2]
        assert found == {own: again.row(own) for own in (ids[2], ids[7])}


def test_notes_need_only_the_articles_that_have_some(filled: Library, decoded: list[int]) -> None:
    filled.close()
    with Library.open(filled.home) as again:
        ids = again.ids()
        board = NoteBoard(again)
        board.follow()
        assert decoded == [2]
        assert [row.id for row in board.rows] == [ids[7], ids[30]]
        assert board.total == again.listed().annotation_count == 2
        again.delete_annotations([mark.id for mark in again.annotations(ids[7])])
        assert board.follow() == frozenset({ids[7]})
        assert board.total == 1
        assert not board.marks.get(ids[7])


def test_a_list_decodes_only_what_is_looked_at(filled: Library, decoded: list[int]) -> None:
    filled.close()
    with Library.open(filled.home) as again:
        _look_at_some(again, decoded)


def _look_at_some(library: Library, decoded: list[int]) -> None:
    listed = library.listed()
    ordered = in_order(listed, DEFAULT, lambda _: 0.0)
    totals(listed)
    assert len(ordered.ids) == 40
    assert decoded == []
    assert [ordered[at].record.title.split()[1] for at in range(3)] == ["39", "38", "37"]
    assert decoded == [1, 1, 1]
    assert len(list(ordered)) == 40
    assert decoded == [1, 1, 1, 37], "the rest in one go"
    assert listed[39] is ordered[0], "and nothing twice"
    tuple(library.listed())
    assert len(decoded) == 4


def test_what_all_articles_say_in_one_field_is_read_without_the_rest(
    filled: Library, decoded: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    read_whole: list[str] = []
    read_all = Memory.all

    def noted(memory: Memory, table: str) -> object:
        read_whole.append(table)
        return read_all(memory, table)

    monkeypatch.setattr(Memory, "all", noted)
    with Library.open(filled.home) as again:
        known = Vocabulary(again.listed().values, again.tags())
        assert [complete(typed, known) for typed in ("so", "source:", "author:", "lang:")] == [
            Completion("urce:", "source:"), None, None, None
        ]  # fmt: skip
        assert complete("state:rea", known) == Completion("ding", "state:reading ")
        assert complete("added:2", known) is not None
        reversed_titles = again.listed()[::-1].values("title")
        assert again.articles_of_source("nobody") == ()
        assert again.holding(b"nothing of it") is None
        assert decoded == []
        assert "articles" not in read_whole
        held = again.holding(again.raw(again.ids()[3]))
        assert held is not None
        assert held.id == again.ids()[3]
        assert reversed_titles == [row.record.title for row in reversed(again.rows())]


def test_the_articles_of_a_source_are_known_and_followed(filled: Library) -> None:
    ids = filled.ids()
    filled.edit(ids[3], site="The Ledger")
    filled.edit(ids[1], site="the  ledger")
    with Library.open(filled.home) as again:
        assert again.articles_of_source("The Ledger") == (ids[1], ids[3])
        again.edit(ids[1], site="")
        again.edit(ids[0], site="The Ledger")
        again.remove([ids[3]])
        assert again.articles_of_source("THE LEDGER") == (ids[0],)


def test_a_row_of_a_list_made_before_a_change_can_still_be_looked_at(filled: Library) -> None:
    def about(rows: Sequence[ArticleRow], at: int) -> tuple[str, State]:
        return rows[at].record.title, rows[at].record.state

    listed = filled.listed()
    ids, first, second = filled.ids(), about(filled.listed(), 0), about(filled.listed(), 1)
    filled.remove([ids[0]])
    filled.set_state([ids[1]], State.ARCHIVED)
    assert (about(listed, 0), about(listed, 1)) == (first, second)
    assert filled.row(ids[1]).record.state is State.ARCHIVED
    assert ids[0] not in filled.listed().ids
    assert about(filled.listed(), 0) == (second[0], State.ARCHIVED)


def test_what_comes_back_stands_in_its_old_place(filled: Library) -> None:
    before: tuple[ArticleRow, ...] = filled.rows()
    filled.remove([filled.ids()[4]])
    assert len(filled.listed()) == 39
    filled.undo()
    assert filled.listed() == before


def test_rows_in_any_order_share_what_was_read() -> None:
    class Counting:
        ids: Sequence[str] = ("a", "b", "c")
        annotation_count = 0

        def __init__(self, make: Callable[[int], ArticleRow]) -> None:
            self.make = make
            self.asked: list[int] = []

        def rows(self, places: Sequence[int]) -> list[ArticleRow]:
            self.asked += places
            return [self.make(place) for place in places]

        def values(self, field: str, places: Sequence[int]) -> list[str]:
            return [f"{field} of {self.ids[place]}" for place in places]

        def added(self) -> list[bytes]:
            return [b"2", b"3", b"2"]

        def state_is(self, state: State) -> list[bool]:
            return [state is State.READ, False, True]

    record = ArticleRecord("a", "", (), "", "", "", "", "text/plain", "", "", "", "", 0, 0)
    source = Counting(lambda place: ArticleRow(record, place))
    rows = ArticleRows(source)
    latest = rows.last_added_first()
    assert list(latest.ids) == ["b", "c", "a"]
    assert latest.values("site") == ["site of b", "site of c", "site of a"]
    assert [row.annotation_count for row in latest] == [1, 2, 0]
    assert [row.annotation_count for row in rows.in_state(State.READ)] == [0, 2]
    assert sorted(source.asked) == [0, 1, 2]


def test_what_another_program_wrote_in_an_article_is_not_taken_for_its_own(filled: Library) -> None:
    home, ids = filled.home, filled.ids()
    filled.close()
    stored = json.loads((home / "library.json").read_text())
    more = {"state": "read", "added": "1999-01-01T00:00:00.000Z", "said": "a } in a text"}
    for document in stored["articles"].values():
        if document["id"] == ids[0]:
            held = {**document}
            document.clear()
            document.update({"id": ids[0], "more": more, **held})
        elif document["id"] == ids[4]:
            document["more"] = more
    (home / "library.json").write_text(json.dumps(stored))
    with Library.open(home) as library:
        rows = library.rows()
        for state in State:
            assert list(library.listed().in_state(state)) == [row for row in rows if row.record.state is state]
        assert list(library.listed().last_added_first()) == list(in_order(rows_given(rows), DEFAULT, lambda _: 0.0))
