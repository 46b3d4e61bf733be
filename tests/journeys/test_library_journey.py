"""The library in a terminal: queries completed as they are typed, several orders, selections, going on reading."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from storage.anchoring import describe, describe_article
from storage.article import CleanedArticle, RawDocument, State
from storage.block import Block, Kind, Role
from storage.bundle import Bundle
from storage.library import Library, NewArticle

SHELF = (
    # title, site, author, published, language
    ("Night trains return", "The Ledger", "Özge Ünal", "2026-10-02", "en-GB"),
    ("Joint patrols discussed", "Arab News", "A. Writer", "2020-02-20", "en"),
    ("Der Nachtzug kehrt zurück", "Abendblatt", "B. Leser", "2025-05-05", "de"),
    ("A harbour court rules", "Arab News", "B. Reader", "2021-03-03", "en"),
    ("Budget passed", "The Ledger", "A. Writer", "2026-01-15", "en"),
)


def article(number: int, title: str, site: str, author: str, published: str, language: str) -> NewArticle:
    blocks = tuple(
        Block(f"p-{place:012x}", Kind.PARAGRAPH, f"{title}: paragraph {place} of many words.", Role.BODY, True)
        for place in range(1, 40)
    )
    cleaned = CleanedArticle(title, blocks, authors=(author,), site=site, published=published, language=language)
    return NewArticle(RawDocument(f"{number} {title}".encode(), f"{number}.txt"), cleaned)


@pytest.fixture
def shelf(environment: dict[str, str]) -> Path:
    """Five articles of three sources, some of them tagged, one with a note."""
    home = Path(environment["PAPERKNIFE_HOME"])
    with Library.open(home, create=True) as library:
        ids = [added.row.id for added in library.add([article(at, *known) for at, known in enumerate(SHELF)])]
        library.mark(describe(library.article(ids[1]), "p-000000000002"), add=["conflict"], note="Who said so?")
        library.mark(describe_article(library.article(ids[3])), add=["conflict/court", "to do"])
        library.set_state([ids[4]], State.READ)
    return home


def listed(lines: list[str]) -> list[str]:
    """The titles that are listed, from top to bottom."""
    known = [title for title, *_ in SHELF]
    return [title for line in lines for title in known if line[4:].startswith(title[:15])]


def test_a_query_is_completed_as_it_is_typed_and_a_wrong_word_is_pointed_at(
    terminal: Any, shelf: Path, paperknife: Any
) -> None:
    """Types a query letter by letter; tab takes the field and the tag that are offered, brackets and `or` narrow the
    list at once, a field that does not exist is named in place, and the same query does on the command line.

    Features: 3, 4.
    """
    screen = terminal(columns=110)
    screen.wait_for("5 articles")
    screen.type("/")
    screen.write("ta")
    screen.wait_for("filter: tag:")
    screen.type("tab")
    screen.write("con")
    screen.wait_for("filter: tag:conflict")
    screen.wait_for("2 of 5")
    screen.type("tab")
    screen.write("(state:read or so")
    screen.type("tab")
    screen.write("arab) not has:note")
    screen.wait_until(lambda lines: listed(lines) == ["A harbour court rules"], "what the query leaves")
    screen.wait_for("1 of 5")
    screen.write(" tga:x")
    screen.wait_for("there is no field “tga”")
    assert listed(screen.screen()) == ["A harbour court rules"]
    screen.type("ctrl+q")
    assert screen.wait_end() == 0

    query = "tag:conflict (state:read or source:arab) not has:note"
    rows = [json.loads(line)["title"] for line in paperknife("list", "--json", query).splitlines()]
    assert rows == ["A harbour court rules"]
    assert "Who said so?" in paperknife("notes", "has:note source:arab published:2020")
    exported = json.loads(paperknife("export", "lang:de or author:unal"))
    assert {each["title"] for each in exported["articles"]} == {"Der Nachtzug kehrt zurück", "Night trains return"}
    paperknife("list", "tga:x", code=2)


def test_texts_and_notes_are_searched_by_the_same_query(terminal: Any, shelf: Path) -> None:
    """Searches texts and notes at once, narrowed by fields, with the same completion.

    Features: 4, 5.
    """
    screen = terminal(columns=110)
    screen.wait_for("5 articles")
    screen.type("ctrl+f")
    screen.wait_for("search:")
    screen.write('(said or "paragraph 38") not (source:led or lang:en)')
    screen.wait_for("¶ 38    Der Nachtzug kehrt zurück: paragraph 38")
    screen.type("ctrl+u")
    screen.write('(said or "paragraph 38") source:ar')
    screen.wait_for("✎ Who said so?")
    screen.wait_for("3 hits in 2 articles")
    screen.type("escape")
    screen.wait_for("q quit")


def test_the_list_is_sorted_by_several_columns_and_remembers_it(terminal: Any, shelf: Path, paperknife: Any) -> None:
    """Sorts by source, then by title, turns the second one round, and finds the order again the next time.

    Features: 1, 2.
    """
    screen = terminal(columns=110)
    screen.wait_for("5 articles")
    screen.type("S")
    screen.wait_for("newest first")
    screen.type("s", "t")
    screen.wait_for("sort: source ↑ title ↑")
    screen.type("t", "enter")
    screen.wait_for("sort: source ↑ title ↓")
    wanted = [
        "Der Nachtzug kehrt zurück",
        "Joint patrols discussed",
        "A harbour court rules",
        "Night trains return",
        "Budget passed",
    ]
    screen.wait_until(lambda lines: listed(lines) == wanted, "the order")
    screen.type("q")
    assert screen.wait_end() == 0
    screen = terminal(columns=60, rows=20)
    screen.wait_until(lambda lines: listed(lines) == wanted, "the order of the time before")
    screen.type("q")
    screen.wait_end()
    rows = paperknife("list", "--json", "--sort", "source,title:down").splitlines()
    assert [json.loads(row)["title"] for row in rows] == wanted


def test_what_is_selected_is_changed_together_and_one_undo_takes_it_back(
    terminal: Any, shelf: Path, paperknife: Any
) -> None:
    """Selects a range and then everything, archives and tags it, and takes each back with one key.

    Features: 1, 8.
    """
    screen = terminal(columns=110)
    screen.wait_for("5 articles")
    screen.type("v", "j", "V")
    screen.wait_for("3 selected")
    screen.wait_for("esc let go")
    screen.type("ctrl+a")
    screen.wait_for("5 selected")
    screen.type("s")
    screen.wait_for("archived")
    screen.type("a")
    screen.wait_for("5 articles are archived")
    assert len(paperknife("list", "state:archived").splitlines()) == 5
    screen.type("u")
    screen.wait_for("undone: ")
    assert len(paperknife("list", "state:read").splitlines()) == 1
    screen.type("t")
    screen.wait_for("to do")
    screen.write("fresh")
    screen.wait_for("make “fresh”")
    screen.type("enter")
    screen.wait_for("+fresh")
    assert len(paperknife("list", "tag:fresh").splitlines()) == 5
    screen.type("u")
    screen.wait_for("undone: ")
    paperknife("list", "tag:fresh", code=1)


def test_reading_goes_on_where_it_was_left_from_anywhere_in_the_list(terminal: Any, shelf: Path) -> None:
    """Reads a few paragraphs, leaves, and `c` comes back to them from the other end of the list; on a wide terminal
    the preview stands beside it with the state and how far the reader is, and `p` puts it away.

    Features: 6, 29.
    """
    screen = terminal(columns=160, rows=30)
    screen.wait_for("5 articles")
    screen.wait_for("Budget passed: paragraph 1")
    screen.type("j", "enter")
    screen.wait_for("paragraph 3 of many words")
    screen.type("j", "j", "j", "q")
    screen.wait_for("5 articles")
    screen.wait_for("● reading")
    screen.type("p")
    screen.wait_gone("● reading")
    screen.type("G")
    screen.wait_until(lambda lines: any("▌" in line and "Night trains" in line for line in lines), "the last row")
    screen.type("c")
    screen.wait_until(
        lambda lines: any(line.lstrip().startswith("▌") and "paragraph 4" in line for line in lines), "the place"
    )


@pytest.mark.slow
def test_ten_thousand_articles_are_listed_and_narrowed_with_each_letter(
    terminal: Any, environment: dict[str, str]
) -> None:
    """Opens a library of ten thousand articles and narrows it with each letter; docs/benchmarks.md tells how fast.

    Features: 7.
    """
    with Library.open(Path(environment["PAPERKNIFE_HOME"]), create=True) as library:
        (one,) = library.add([article(0, *SHELF[0])])
        whole = library.article(one.row.id)
        others = (
            replace(whole, record=whole.record._replace(id=str(UUID(int=number)), title=f"Article {number}"))
            for number in range(1, 10_000)
        )
        library.take_in(Bundle(articles=tuple(others), annotations=(), tags=(), rules=(), complete=False))
    screen = terminal(columns=110)
    screen.wait_for("10,000 articles")
    screen.type("/")
    screen.wait_for("filter:")
    for left in ("3,439 of 10,000", "280 of 10,000", "19 of 10,000", "1 of 10,000"):
        screen.type("9")
        screen.wait_for(left)
