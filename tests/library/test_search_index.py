"""The index of the search finds what reading everything would find, and nothing that happens to it does harm."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage.library
from storage.anchoring import describe
from storage.annotation import Annotation, Scope, Target
from storage.article import Article, ArticleRecord, ArticleRow, Flip
from storage.block import Block, Kind, Role
from storage.errors import LibraryDamaged, NothingMatches, UsageError
from storage.library import Library
from storage.library.paths import CACHE_FOLDER, INDEX_FILE, INDEX_LOCK_FILE, TEXTS_FOLDER
from storage.query import parse_query
from storage.search import Hit, Searcher, feeding, tables
from storage.search.feeding import feed
from storage.search.file_place import FilePlace
from storage.search.memory_place import MemoryPlace
from storage.search.ranking import ranked
from storage.search.seal import IndexRefused
from storage.search.sought import Sought
from tests.children import PATIENCE, until

if TYPE_CHECKING:
    from tests.conftest import MakeNew

WORDS = st.sampled_from(
    ["war", "warm", "Wár", "peace", "don't", "東京都", "京都", "国", "한국은", "ﬁn", "😀", "ae\u0301", "x_y", "*"]
)
ODD = st.sampled_from(
    ["NEAR(war peace)", "war AND", "OR", "war*", "-war", "^war", "{title}:war", "title : war", "+", '"']
)
JOINED = st.sampled_from(
    [
        "(war or peace)",
        "(warm not note:war)",
        "source:site",
        "not (war or has:note)",
        "(tag:war or has:tag)",
        "lang:en",
    ]
)
SAID = st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12)
QUERY = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "not ", "or ", "or not "]),
        st.sampled_from(["", "", "title:", "note:", "text:", "tag:"]),
        WORDS
        | WORDS.map('"{}"'.format)
        | st.tuples(WORDS, WORDS).map('"{0[0]} {0[1]}"'.format)
        | ODD
        | JOINED
        | st.text(max_size=6),
    ).map("".join),
    min_size=1,
    max_size=3,
).map(" ".join)


@dataclass
class Shelf:
    """What the index asks of a library, held by a test."""

    home: Path
    articles: dict[str, Article] = field(default_factory=dict)
    marks: dict[str, tuple[Annotation, ...]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    read: list[str] = field(default_factory=list)
    reaches_back_to: int = 0
    id: str = "library"

    def add(self, key: str, title: str, *paragraphs: str, tags: Sequence[str] = (), note: str = "") -> None:
        blocks = tuple(
            Block(f"p-{place:012x}", Kind.PARAGRAPH, text, Role.BODY, True) for place, text in enumerate(paragraphs)
        )
        sha = f"{key} {paragraphs!r}"
        record = ArticleRecord(key, title, ("Ann Other",), "Site", "", "", "", "", "-", "2026-01-01", "", sha, 0, 0)
        self.articles[key] = Article(record, blocks)
        first = blocks[0].id if blocks else ""
        target = Target(
            key, Scope.PARAGRAPH if first else Scope.ARTICLE, first, first, exact=paragraphs[0] if first else ""
        )
        mark = Annotation(f"mark of {key}", target, tuple(tags), note, "reader", "", "")
        self.marks[key] = (mark,) if tags or note else ()
        self.changes.append(key)

    def remove(self, key: str) -> None:
        del self.articles[key], self.marks[key]
        self.changes.append(key)

    @property
    def sequence(self) -> int:
        return len(self.changes)

    def catch_up(self) -> None:
        """Nobody else is there."""

    def touched_after(self, sequence: int) -> frozenset[str] | None:
        return None if sequence < self.reaches_back_to else frozenset(self.changes[sequence:])

    def ids(self) -> tuple[str, ...]:
        return tuple(self.articles)

    def row(self, article: str) -> ArticleRow:
        if article not in self.articles:
            raise NothingMatches(article)
        tags = tuple(sorted({tag for mark in self.marks[article] for tag in mark.tags}))
        return ArticleRow(self.articles[article].record, tags=tags)

    def article(self, article: str, *, keep: bool = True) -> Article:
        assert not keep
        self.read.append(article)
        if article in self.unreadable:
            raise LibraryDamaged(f"the text of {article} is damaged")
        return self.articles[article]

    def annotations(self, article: str | None = None) -> tuple[Annotation, ...]:
        assert article is not None
        return self.marks[article]

    def flips(self, article: str) -> tuple[Flip, ...]:
        return self.articles[article].flips

    def lost(self, article: str) -> frozenset[str]:
        assert article in self.articles
        return frozenset()


def hits(search: Searcher, query: str) -> list[Hit]:
    return list(search.find_all(parse_query(query)))


def as_set(found: Sequence[Hit]) -> set[Hit]:
    assert len(set(found)) == len(found)
    return set(found)


ARTICLES = st.lists(st.tuples(SAID, st.lists(SAID, max_size=3), st.lists(WORDS, max_size=2), SAID), max_size=4)


@given(ARTICLES, st.lists(QUERY, min_size=1, max_size=4))
@settings(max_examples=250, deadline=None)
def test_the_index_finds_what_reading_everything_finds(
    articles: list[tuple[str, list[str], list[str], str]], queries: list[str]
) -> None:
    library = Shelf(Path("/nowhere"))
    place = MemoryPlace(library.id, FilePlace(library.home, library.id))
    for number, (title, paragraphs, tags, note) in enumerate(articles):
        library.add(str(number), title, *paragraphs, tags=tags, note=note)
    assert feed(library, place)
    search = Searcher(library)
    for text in queries:
        try:
            query = parse_query(text)
        except UsageError:
            continue
        with place.reading() as index:
            candidates = ranked(index, Sought.of(query))
        everything = search.scan(query)
        found = {hit.article for hit in everything}
        assert found <= set(candidates)
        if Sought.of(query).is_one_word:
            assert found == set(candidates)


@given(st.lists(st.tuples(st.sampled_from("abc"), SAID, SAID), min_size=1, max_size=6), WORDS)
@settings(max_examples=60, deadline=None)
def test_an_index_that_followed_every_change_is_as_good_as_a_new_one(
    changes: list[tuple[str, str, str]], word: str
) -> None:
    library = Shelf(Path("/nowhere"))
    followed = MemoryPlace(library.id, FilePlace(library.home, library.id))
    for key, text, note in changes:
        if key in library.articles and not text:
            library.remove(key)
        else:
            library.add(key, "A title", text, note=note)
        assert feed(library, followed)
    anew = MemoryPlace(library.id, FilePlace(library.home, library.id))
    assert feed(library, anew)
    sought = Sought.of(parse_query(word))
    with followed.reading() as old, anew.reading() as new:
        assert set(ranked(old, sought)) == set(ranked(new, sought))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.add("trains", "Night trains", "The sleeper to Rome.", "A second paragraph.", note="Ask about fares")
    shelf.add("ferries", "Ferries", "A ferry is no train, and no sleeper train.")
    shelf.add("war", "The war", "Sleepers were taken from the line.", tags=["history"])
    return shelf


@pytest.fixture
def search(shelf: Shelf) -> Iterator[Searcher]:
    with closing(Searcher(shelf)) as search:
        yield search


def test_a_tag_or_a_note_never_reads_the_text_again(shelf: Shelf, search: Searcher) -> None:
    assert hits(search, "fares")
    shelf.read.clear()
    mark = shelf.marks["trains"][0]._replace(note="Prices", tags=("rail",))
    shelf.marks["trains"] = (mark,)
    shelf.changes.append("trains")
    search.feed()
    assert search.wait(PATIENCE)
    assert shelf.read == []
    assert [hit.annotation for hit in hits(search, "prices")] == [mark.id]
    assert hits(search, "fares") == []


def test_a_search_reads_the_articles_that_it_shows_and_no_others(shelf: Shelf, search: Searcher) -> None:
    hits(search, "rome")
    shelf.read.clear()
    answer = search.find_all(parse_query("sleeper"))
    assert shelf.read == []
    next(answer)
    assert len(shelf.read) == 1
    assert answer.sure
    assert len(answer.articles) == 3


def test_the_best_comes_first(shelf: Shelf, search: Searcher) -> None:
    shelf.add("title", "Sleepers of the world", "Something else.")
    shelf.add("note", "A note", "Something else.", note="Like a sleeper")
    shelf.add("once", "Long", "One sleeper " + "and many other words " * 50)
    order = list(dict.fromkeys(hit.article for hit in hits(search, "sleeper")))
    assert order[0] == "title"
    assert order[1] == "note"
    assert order[-1] == "once"


def test_where_the_words_stand_together_comes_before_where_they_are_far_apart(shelf: Shelf, search: Searcher) -> None:
    far = "joint " + "and many other words " * 30 + "patrols"
    shelf.add("together", "A", "Joint and several patrols " + "and many other words " * 60)
    for number in range(5):
        shelf.add(f"apart {number}", "B", far)
    assert hits(search, "joint patrols")[0].article == "together"
    assert len(search.find_all(parse_query("joint patrols")).articles) == 6


def test_when_the_log_does_not_reach_back_everything_is_looked_at(shelf: Shelf, search: Searcher) -> None:
    assert hits(search, "rome")
    shelf.remove("war")
    shelf.add("ships", "Ships", "A hull")
    shelf.reaches_back_to = shelf.sequence
    assert [hit.article for hit in hits(search, "hull")] == ["ships"]
    assert hits(search, "war") == []


def test_an_index_that_is_ahead_of_this_process_is_left_alone(shelf: Shelf, search: Searcher) -> None:
    assert hits(search, "rome")
    behind = replace(shelf, changes=shelf.changes[:-1])
    with closing(Searcher(behind)) as other:
        assert hits(other, "rome")
    assert search.wait(PATIENCE)
    with search._place.reading() as index:  # type: ignore[union-attr]  # noqa: SLF001  there is no other way to see it
        stamp = index.stamp
    assert stamp is not None
    assert stamp.sequence == shelf.sequence


def test_a_damaged_text_is_told_and_passed_over(shelf: Shelf, search: Searcher) -> None:
    shelf.unreadable = {"ferries"}
    answer = search.find_all(parse_query("sleeper"))
    assert {hit.article for hit in answer} == {"trains", "war"}
    assert answer.troubles == ["the text of ferries is damaged"]
    assert [hit.article for hit in hits(search, "ferries")] == ["ferries"]
    shelf.unreadable = set()
    answer = search.find_all(parse_query("sleeper"))
    assert {hit.article for hit in answer} == {"trains", "war", "ferries"}
    assert answer.troubles == []
    shelf.unreadable = {"trains"}
    answer = search.find_all(parse_query("sleeper"))
    assert {hit.article for hit in answer} == {"war", "ferries"}
    assert answer.troubles == ["the text of trains is damaged"]


def test_an_index_of_many_former_texts_is_made_anew(
    shelf: Shelf, search: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_MOST_DEAD", 3)
    index = shelf.home / CACHE_FOLDER / INDEX_FILE
    hits(search, "rome")
    with index.open("rb") as first:  # held, so that its place on the disk goes to nobody else
        for number in range(6):
            shelf.add("war", "The war", f"Version {number}")
            assert [hit.article for hit in hits(search, f'"version {number}"')] == ["war"]
        assert os.fstat(first.fileno()).st_ino != index.stat().st_ino
    with search._place.reading() as now:  # type: ignore[union-attr]  # noqa: SLF001  there is no other way to see it
        assert not now.worn
        (texts,) = now.connection.execute("SELECT count(*) FROM texts_docsize").fetchone()
    assert texts <= 7


# --- what happens to the file


def unlink(index: Path) -> None:
    index.unlink()


def remove_cache(index: Path) -> None:
    shutil.rmtree(index.parent)


def truncate(index: Path) -> None:
    os.truncate(index, index.stat().st_size // 2)


def empty(index: Path) -> None:
    index.write_bytes(b"")


def garble_all(index: Path) -> None:
    index.write_bytes(random.Random(1).randbytes(index.stat().st_size))


def garble_words(index: Path) -> None:
    data = index.read_bytes()
    assert b"sleeper" in data
    index.write_bytes(data.replace(b"sleeper", b"slumber"))


def swap_for_a_folder(index: Path) -> None:
    index.unlink()
    (index / "sub").mkdir(parents=True)


def link_elsewhere(index: Path) -> None:
    other = index.parent.parent / "other.sqlite"
    index.rename(other)
    index.symlink_to(other)


def garble_lock(index: Path) -> None:
    (index.parent / INDEX_LOCK_FILE).write_bytes(b"\xff" * 50)


def unlink_lock(index: Path) -> None:
    (index.parent / INDEX_LOCK_FILE).unlink()


HARM = [
    unlink,
    remove_cache,
    truncate,
    empty,
    garble_all,
    garble_words,
    swap_for_a_folder,
    link_elsewhere,
    garble_lock,
    unlink_lock,
]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: str(harm.__name__))
@pytest.mark.parametrize("open_meanwhile", [True, False])
def test_whatever_happens_to_the_index_the_search_is_right(
    shelf: Shelf, harm: Callable[[Path], None], open_meanwhile: bool
) -> None:
    index = shelf.home / CACHE_FOLDER / INDEX_FILE
    with closing(Searcher(shelf)) as search:
        expected = as_set(hits(search, "sleeper"))
        assert len(expected) == 3
        if open_meanwhile:
            harm(index)
            assert as_set(hits(search, "sleeper")) == expected
            assert hits(search, "slumber") == []
    if not open_meanwhile:
        harm(index)
        with closing(Searcher(shelf)) as search:
            assert as_set(hits(search, "sleeper")) == expected
            assert hits(search, "slumber") == []
    other = shelf.home / "other.sqlite"
    if other.exists():  # a file by a link is never written
        assert b"slumber" not in other.read_bytes()


def test_a_damage_that_the_lock_file_does_not_show_is_found_when_it_is_met(shelf: Shelf) -> None:
    with closing(Searcher(shelf)) as search:
        expected = as_set(hits(search, "sleeper"))
    index = shelf.home / CACHE_FOLDER / INDEX_FILE
    size = index.stat().st_size
    with index.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    status = index.lstat()
    (index.parent / INDEX_LOCK_FILE).write_text(
        f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\n"
    )
    with closing(Searcher(shelf)) as search:
        assert as_set(hits(search, "sleeper")) == expected


def test_an_index_of_another_version_or_library_is_made_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Searcher(shelf)) as search:
        assert hits(search, "sleeper")
    other = Shelf(shelf.home, id="another")
    other.add("x", "Elsewhere", "A sleeper elsewhere")
    with closing(Searcher(other)) as search:
        assert [hit.article for hit in hits(search, "sleeper")] == ["x"]
    monkeypatch.setattr(tables, "_FORMAT", "another")
    other.read.clear()
    with closing(Searcher(other)) as search:
        search.feed()
        assert search.wait(PATIENCE)
        assert other.read == ["x"]


def test_without_full_text_search_in_sqlite_every_text_is_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Searcher(shelf)) as search:
        expected = as_set(hits(search, "sleeper not war"))
    shutil.rmtree(shelf.home / CACHE_FOLDER)
    monkeypatch.setattr(tables, "_SCHEMA", "CREATE VIRTUAL TABLE texts USING fts9(text);")
    with closing(Searcher(shelf)) as search:
        assert as_set(hits(search, "sleeper not war")) == expected


@pytest.mark.parametrize("before", [False, True])
def test_where_the_folder_cannot_be_written_the_index_is_in_memory(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    with closing(Searcher(shelf)) as search:
        expected = as_set(hits(search, "sleeper"))
    if not before:
        shutil.rmtree(shelf.home / CACHE_FOLDER)
    shelf.add("new", "New", "A new sleeper")

    def refuse(*_: object) -> None:
        raise IndexRefused("read-only file system")

    monkeypatch.setattr(FilePlace, "writing", refuse)
    monkeypatch.setattr(FilePlace, "make_anew", refuse)
    with closing(Searcher(shelf)) as search:
        found = as_set(hits(search, "sleeper"))
        assert len(found) == len(expected) + 1
        shelf.add("newer", "Newer", "A newer sleeper")
        assert len(hits(search, "sleeper")) == len(found) + 1


def test_a_full_disk_costs_no_search(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(40):
        shelf.add(f"a{number}", f"Article {number}", *(f"word{number} " + f"w{number}x{n} " * 200 for n in range(5)))
    (tmp_path / CACHE_FOLDER).mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, limits[1]))
        with closing(Searcher(shelf)) as search:
            assert {hit.article for hit in hits(search, "word7")} == {"a7"}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with closing(Searcher(shelf)) as search:
        assert {hit.article for hit in hits(search, "word7")} == {"a7"}


def test_a_lock_that_another_process_does_not_let_go_is_no_trouble(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr("storage.search.searcher._FOR_OTHERS", 0.2)
    monkeypatch.setattr("storage.search.seal.PATIENCE", 0.1)
    with closing(Searcher(shelf)) as search:
        expected = as_set(hits(search, "sleeper"))
        for name in ("feeding.lock", "index.lock"):
            shelf.add("new", "New", f"Nothing, {name}")
            with (shelf.home / CACHE_FOLDER / name).open("r+b") as held:
                fcntl.flock(held, fcntl.LOCK_EX)
                assert as_set(hits(search, "sleeper")) == expected


def test_searches_go_on_while_the_index_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "_BATCH", 0.0)
    shelf = Shelf(tmp_path)
    gate = threading.Semaphore(0)
    for number in range(5):
        shelf.add(str(number), "A title", f"A common word and {number}")
    made = feeding.entry_of

    def slowly(*arguments: object) -> object:
        gate.acquire()
        return made(*arguments)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(feeding, "entry_of", slowly)
    with closing(Searcher(shelf)) as search:
        query = parse_query("common")
        answer = search.find(query, 0.05)
        assert not answer.whole
        assert list(answer) == []
        for _ in range(3):
            gate.release()

        def found() -> list[Hit]:
            answer = search.find(query, 0.05)
            assert not answer.whole
            return list(answer)

        until(lambda: len(found()) >= 2, "what is in the index so far")
        assert search.progress[1] == 5
        for _ in range(30):
            gate.release()
        assert search.wait(PATIENCE)
        answer = search.find(query, PATIENCE)
        assert answer.whole
        assert len(list(answer)) == 5
        assert search.progress == (0, 0)


def test_what_is_closed_while_the_index_is_made_goes_on_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "_BATCH", 0.0)
    shelf = Shelf(tmp_path)
    for number in range(20):
        shelf.add(str(number), "A title", f"A common word and {number}")
    search = Searcher(shelf)
    gate, made = threading.Semaphore(10), feeding.entry_of

    def until_it_is_closed(*arguments: object) -> object:
        while not gate.acquire(timeout=0.01) and not search._stopped:  # noqa: SLF001
            pass
        return made(*arguments)  # type: ignore[arg-type]  # handed on

    with monkeypatch.context() as patch:
        patch.setattr(feeding, "entry_of", until_it_is_closed)
        search.feed()
        until(lambda: search.progress[0] >= 5, "the beginning of the index")
        search.close()
    assert len(shelf.read) < 20
    with closing(Searcher(shelf)) as search:
        assert len(hits(search, "common")) == 20
    assert len(shelf.read) <= 20 + 20 + 2  # each was taken in once, but for the last batch, and shown once


# --- a whole library

SEARCHING = """
import sys
from contextlib import closing
from pathlib import Path
from storage.library import Library
from storage.query import parse_query
from storage.search import Searcher
from tests.children import be_patient

be_patient()
with Library.open(Path(sys.argv[1])) as library, closing(Searcher(library)) as search:
    for number in range(int(sys.argv[2])):
        print(len(list(search.find_all(parse_query(sys.argv[3])))), flush=True)
"""


def test_several_processes_use_one_index(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    added = library.add([make_new(f"Paragraph {number} of a text.", title=f"T{number}") for number in range(30)])
    root = Path(storage.library.__file__).parents[2]
    command = [sys.executable, "-c", SEARCHING, str(library_folder), "8", "paragraph"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(root)})
        for _ in range(3)
    ]
    with closing(Searcher(library)) as search:
        for number in range(8):
            article = library.article(added[number].row.id)
            library.mark(describe(article, article.blocks[1].id), note=f"remark {number}")
            assert len(hits(search, f'"remark {number}"')) == 1
            assert len(hits(search, "paragraph")) == 30
    for process in running:
        out, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert out.split() == ["30"] * 8


def test_every_change_of_a_library_is_found_by_the_next_search(library: Library, make_new: MakeNew) -> None:
    with closing(Searcher(library)) as search:

        def count(query: str) -> int:
            found = as_set(hits(search, query))
            assert found == as_set(list(search.scan(parse_query(query))))
            return len(found)

        (added,) = library.add([make_new("The Köln sleeper", "-Hidden furniture", title="Trains")])
        article = library.article(added.row.id)
        assert (count("koln"), count("furniture")) == (1, 0)
        library.flip(article.id, [article.blocks[2].id], True)
        assert count("furniture") == 1
        library.mark(describe(article, article.blocks[1].id), add=["rail"], note="Remarkable")
        assert (count("remarkable"), count("tag:rail")) == (1, 2)
        library.rename_tag("rail", "railway")
        assert (count("tag:rail"), count("tag:railway")) == (0, 2)
        library.edit(article.id, title="Ships", authors=["N. Otter"], site="The Gazette")
        assert (count("title:trains"), count("title:ships"), count("otter gazette")) == (0, 1, 1)
        library.undo()
        assert (count("title:trains"), count("otter")) == (1, 0)
        library.remove([article.id])
        assert count("koln") == 0
        library.undo()
        assert count("koln") == 1


def test_a_text_that_is_gone_is_told_and_the_others_are_found(library: Library, make_new: MakeNew) -> None:
    library.add([make_new("One sleeper"), make_new("Another sleeper", title="B")])
    row = library.rows()[0]
    name = row.record.texts_sha256
    with closing(Searcher(library)) as search:
        assert len(hits(search, "sleeper")) == 2
    (library.home / TEXTS_FOLDER / name[:2] / name).unlink()
    with Library.open(library.home) as reopened:
        for _ in range(2):
            with closing(Searcher(reopened)) as search:
                answer = search.find_all(parse_query("sleeper"))
                assert [hit.title for hit in answer] == ["B"]
                assert len(answer.troubles) == 1
                assert "A title" in answer.troubles[0]
            shutil.rmtree(library.home / CACHE_FOLDER)


def test_nothing_more_is_read_when_nobody_wants_to_know(shelf: Shelf, search: Searcher) -> None:
    answer = search.find_all(parse_query("sleeper not nowhere"))
    shelf.read.clear()
    next(answer)
    answer.stopped = lambda: True
    assert {hit.article for hit in answer} <= set(shelf.read)
    assert len(shelf.read) == 1
