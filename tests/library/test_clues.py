"""What comes in is compared with the few articles that it may be, however many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.hashing import sha256
from storage.library import Library, NewArticle
from storage.library.clues import Clues
from storage.library.documents import ARTICLES, DocumentChange
from storage.library.engine.memory import Memory

TEXTS = (
    "The sleeper to Rome was sold out for the first time in more than twenty years.",
    "The line was closed when cheap flights came, and nobody thought it would open again.",
    "Four companies run sleeping cars across the continent, and a fifth has announced its own.",
    "A bed costs less than a night in a hotel if it is booked three months ahead.",
)


def new(name: str, *texts: str, url: str = "") -> NewArticle:
    """Return an article from the file ``name``, of these paragraphs."""
    blocks = tuple(Block(f"p-{sha256(text.encode())[:12]}", Kind.PARAGRAPH, text, Role.BODY, True) for text in texts)
    raw = RawDocument("\n\n".join(texts).encode(), f"/pages/{name}", name, f"/pages/{name}")
    return NewArticle(raw, CleanedArticle(f"Page {name}", blocks, url=url))


def test_an_article_that_comes_in_does_not_have_all_others_read(
    library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(library_folder, create=True) as library:
        library.add([new(f"{number}.txt", f"Only in page {number}.") for number in range(40)])
        library.add([new("trains.txt", *TEXTS, url="https://example.org/trains")])
    read: list[str] = []
    read_all, read_some = Memory.all, Memory.get

    def all_noted(memory: Memory, table: str) -> object:
        read.append(f"all {table}")
        return read_all(memory, table)

    def noted(memory: Memory, table: str, key: str) -> object:
        read.append(table)
        return read_some(memory, table, key)

    with Library.open(library_folder) as library:
        monkeypatch.setattr(Memory, "all", all_noted)
        monkeypatch.setattr(Memory, "get", noted)
        (same,) = library.add([new("3.txt", "Only in page 3.")])
        (changed,) = library.add([new("elsewhere.txt", *TEXTS[1:], url="http://example.org/trains/")])
        (again,) = library.add([new("trains.txt", *TEXTS)])
        (other,) = library.add([new("others.txt", "In no page yet.")])
        assert [each.status for each in (same, changed, again, other)] == [
            "duplicate",
            "updated",
            "duplicate",
            "added",
        ]
        assert changed.row.id == again.row.id == library.ids()[40]
        assert "all articles" not in read
        assert read.count(ARTICLES) < 40


def test_what_is_known_of_articles_follows_every_change(library_folder: Path) -> None:
    def document(own: str, source: str, path: str = "", url: str = "", former: str = "") -> dict[str, object]:
        held: dict[str, object] = {"id": own, "source_sha256": source, "origin": "-", "url": url}
        if path:
            held["path"] = path
        return {**held, "former": [{"number": 1, "source_sha256": former}]} if former else held

    clues = Clues([("a", "s1", "/a", None, "https://example.org/a", None)])
    assert clues.like(["s1"], [], []) == clues.like([], ["/a"], []) == clues.like([], [], ["example.org/a"]) == {"a"}
    first, second = document("b", "s2", "/b", "https://example.org/a"), document("b", "s3", "/c", former="s2")
    clues.follow(DocumentChange(ARTICLES, "b", None, first))
    assert clues.like([], [], ["example.org/a"]) == {"a", "b"}
    clues.follow(DocumentChange(ARTICLES, "b", first, second))
    assert clues.like([], [], ["example.org/a"]) == {"a"}
    assert clues.like(["s2"], [], []) == clues.like(["s3"], [], []) == clues.like([], ["/c"], []) == {"b"}
    assert clues.like([], ["/b"], []) == set()
    clues.follow(DocumentChange(ARTICLES, "b", second, None))
    assert clues.like(["s1", "s2", "s3"], ["/a", "/c", "-"], []) == {"a"}
