"""One query language: what is known of articles picks the same ones in lists, exports and the search."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.anchoring import describe, describe_article
from storage.article import CleanedArticle, RawDocument, State
from storage.block import Block, Kind, Role
from storage.library import Library, NewArticle
from storage.query import Query, parse_query
from storage.query.printing import written
from storage.query.tree import Node, both, either, negated
from storage.search import Searcher
from tests.children import PATIENCE
from tests.library.conftest import KNIVES

if TYPE_CHECKING:
    from tests.library.conftest import Shell

KNOWN = (
    # title, authors, site, published, language, url
    ("Night trains", ("Özge Ünal",), "The Ledger", "2026-10-02", "en-GB", "https://ledger.example/1"),
    ("Joint patrols", ("A. Writer", "B. Reader"), "Arab News", "2020-02-20T07:02:13+09:00", "en", ""),
    ("Les trains", (), "", "", "", "https://www.arabe.example/2"),
    ("東京の列車", ("A. Writer",), "朝日新聞", "2025-12-31", "ja", ""),
)


def article(title: str, authors: tuple[str, ...], site: str, published: str, language: str, url: str) -> NewArticle:
    blocks = tuple(
        Block(f"p-{place:012x}", Kind.PARAGRAPH, f"{title} leave on time, paragraph {place}.", Role.BODY, True)
        for place in (1, 2)
    )
    cleaned = CleanedArticle(
        title, blocks, authors=authors, site=site, published=published, language=language, url=url
    )
    return NewArticle(RawDocument(title.encode(), f"{title}.txt"), cleaned)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(Path(tmp_path_factory.mktemp("library")), create=True) as library:
        added = library.add([article(*known) for known in KNOWN])
        first, second, third, _ = (library.article(each.row.id) for each in added)
        library.mark(describe(first, first.blocks[0].id), add=["travel/night", "todo"], note="Who rides?")
        library.mark(describe(second, second.blocks[1].id), note="Compare.")
        library.mark(describe_article(third), add=["travel"])
        library.set_state([first.id], State.READ)
        library.set_state([second.id], State.READING)
        yield library


LEAF = st.sampled_from(
    [
        *("source:arab", "site:ledger", "source:朝日", "author:writer", "author:unal", "lang:en", "lang:en-gb"),
        *("state:read", "state:unread", "added:today", "added:..yesterday", "added:1d", "published:2025..2026"),
        *("published:<2021", "published:2020-02-20", "has:author", "has:date", "has:url", "has:source", "has:lang"),
    ]
).map(lambda text: parse_query(text).root)
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        inner.map(negated),
        st.lists(inner, min_size=1, max_size=3).map(both),
        st.lists(inner, min_size=1, max_size=3).map(either),
    ),
    max_leaves=6,
)


@given(TREE)
@settings(max_examples=150, deadline=None)
def test_lists_exports_and_the_search_agree(library: Library, root: Node | None) -> None:
    query = parse_query(written(Query(root)))
    listed = {row.id for row in library.rows() if library.picks(query)(row)}
    assert {row.id for row in library.matching(query)[0]} == listed
    with closing(Searcher(library)) as searcher:
        assert {hit.article for hit in searcher.scan(query)} == listed
        assert {hit.article for hit in searcher.find_all(query)} == listed


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("tag:travel", ["Night trains", "Les trains"]),
        ("tag:travel not tag:todo", ["Les trains"]),
        ("has:note", ["Night trains", "Joint patrols"]),
        ("has:mark not has:tag", ["Joint patrols"]),
        ("marked:today state:read", ["Night trains"]),
        ("marked:..yesterday", []),
        ("has:orphan", []),
    ],
)
def test_what_is_marked_picks_articles_alike(library: Library, query: str, titles: list[str]) -> None:
    asked = parse_query(query)
    assert [row.record.title for row in library.rows() if library.picks(asked)(row)] == titles
    with closing(Searcher(library)) as searcher:
        found = {hit.title for hit in searcher.find_all(asked)}
    assert found == set(titles)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("leave source:ledger", [("text", 1), ("text", 2)]),
        ("rides or compare", [("note", 1), ("note", 2)]),
        ("(rides or compare) state:reading", [("note", 2)]),
        ("paragraph not (lang:en or has:url)", [("text", 1), ("text", 2)]),
        ('"paragraph 2" (author:unal or lang:ja)', [("text", 2), ("text", 2)]),
        ("marked:today note:rides", [("note", 1)]),
        ("has:note tag:travel", [("title", None), ("note", 1)]),
    ],
)
def test_words_are_looked_for_in_what_the_fields_leave(
    library: Library, query: str, hits: list[tuple[str, int | None]]
) -> None:
    with closing(Searcher(library)) as searcher:
        found = searcher.find_all(parse_query(query))
        assert sorted([(hit.field.value, hit.number) for hit in found], key=str) == sorted(hits, key=str)


def test_only_the_texts_that_are_looked_into_are_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = library.article

    def article(key: str, *, keep: bool = True) -> object:
        read.append(whole(key, keep=keep).record.title)
        return whole(key, keep=keep)

    with closing(Searcher(library)) as searcher:
        searcher.feed()
        assert searcher.wait(PATIENCE)
        monkeypatch.setattr(library, "article", article)
        list(searcher.find_all(parse_query("source:arab or state:unread")))
        assert read == []
        list(searcher.find_all(parse_query("leave author:unal")))
        assert read == ["Night trains"]


def test_a_passage_that_is_gone_is_found_as_an_orphan(shell: Shell, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    text = KNIVES.replace("On paper knives", "On letter openers").replace("paper knife", "letter opener")
    page.write_text(text)
    (added,) = shell.json("add", str(page))
    article = str(added["id"])[:8]
    shell("note", f"{article}:2", "-m", "blunt")
    assert "nothing matches" in shell.error("list", "has:orphan", code=1)
    page.write_text(
        text.replace(text.splitlines()[4], "Whoever has one seldom uses it, and keeps it in a drawer of old pens.")
    )
    shell("add", str(page))
    assert shell("list", "has:orphan").startswith(article)
    assert "blunt" in shell("notes", "has:orphan title:openers")


def test_a_bad_query_is_one_line_that_names_the_word(shell: Shell) -> None:
    for command in ("list", "notes", "search", "export", "reclean"):
        said = shell.error(command, "trains", "tga:war", code=2)
        assert "query, at “tga:war”: there is no field “tga”; did you mean tag:?" in said
        assert said.count("\n") <= 1


def test_the_list_is_sorted_as_it_is_asked(shell: Shell) -> None:
    shell("edit", shell.ids[0], "--source", "B")
    shell("edit", shell.ids[1], "--source", "A")
    listed = [line[:8] for line in shell("list", "--sort", "source").splitlines()]
    assert listed == [shell.ids[1][:8], shell.ids[0][:8]]
    turned = [line[:8] for line in shell("list", "--sort", "source:down,added").splitlines()]
    assert turned == listed[::-1]
    assert "There are added, title" in shell.error("list", "--sort", "colour", code=2)
