"""A library goes out and comes back: the same articles, flips, tags and annotations, and the same bytes after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from storage.anchoring import describe, describe_article
from storage.article import Article, RawDocument, State
from storage.bundle import Bundle
from storage.cleaning import clean
from storage.exchange import FORMATS, read_export
from storage.library import Library, NewArticle
from storage.query import parse_query

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "export.schema.json").read_text(encoding="utf-8"))
PAGE = """<!doctype html><html lang=en><head><title>Night trains — The Ledger</title>
<link rel=canonical href="https://ledger.example/night?a=1&amp;b=ü"></head><body>
<nav><a href=/>Home</a> <a href=/news>News</a></nav>
<h1>Night trains</h1>
<p>Fifteen years ago the <em>last</em> sleeper left <a href=/vienna>Vienna</a> for Rome half empty, and nobody
minded.</p>
<ul><li>One carriage in three is new, says the operator.</li><li>Fares have doubled since the spring.</li></ul>
<table><tr><th>line</th><th>seats</th></tr><tr><td>Vienna–Rome</td><td>180</td></tr></table>
<p>On Friday the train was sold out, [b]and[/b] the next one too: “naïve” planners \x1b[31mare pleased\u202e.</p>
<pre>a = 1
b = 2</pre></body></html>"""
NOTES = "# Slow reading\n\nBy Ada Ives\n\nSlow *reading* pays, the study says, and it says so twice.\n\n> A quote.\n"


def raw(text: str, name: str) -> NewArticle:
    document = RawDocument(text.encode(), f"scrapes/{name}", name)
    return NewArticle(document, clean(document), site="The Ledger", tags=("travel",))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with everything in it that an export holds."""
    seed = next(each for each in files("seeds").iterdir() if each.name.endswith(".txt"))
    with Library.open(tmp_path / "first", create=True, creator="ada") as opened:
        opened.add([raw(PAGE, "night.html"), raw(NOTES, "slow.md"), raw(seed.read_text(encoding="utf-8"), seed.name)])
        for row in opened.rows():
            mark_up(opened, opened.article(row.id))
        opened.set_state([opened.rows()[0].id], State.READING)
        yield opened


def mark_up(library: Library, article: Article) -> None:
    """Mark what can be marked, hide what is shown and bring back what is hidden."""
    shown = list(article.numbers)
    hidden = [block.id for block in article.blocks if not block.kept]
    library.mark(describe_article(article), note="On the whole: *good*.\n\n- a\n- b")
    library.mark(describe(article, shown[0]), add=["evidence", "method/sampling"])
    library.mark(describe(article, shown[0], start=2, end=7), add=["evidence"], note="Which?")
    library.mark(describe(article, shown[0], shown[-1]), add=["Zürich & more"])
    library.mark(describe(article, shown[-1]), note="]] [x] \u202e \x1b[0m")
    library.flip(article.id, shown[-1:], kept=False)
    if hidden:
        library.mark(describe(article, hidden[0]), add=["hidden"])
        library.flip(article.id, hidden[:1], kept=True)


def export(library: Library, name: str = "json") -> str:
    return written(library.bundle(), name)


def written(bundle: Bundle, name: str = "json") -> str:
    return FORMATS[name].write(bundle, exported=datetime(2026, 11, 22, tzinfo=UTC), version="0.1.0")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "second", create=True, creator="ben") as opened:
        yield opened


def test_what_comes_in_is_what_went_out(library: Library, empty: Library) -> None:
    came_in = empty.take_in(read_export(export(library)))
    assert [each.status for each in came_in] == ["added"] * 3
    assert empty.bundle() == library.bundle()


def test_exporting_what_was_imported_gives_the_same_bytes(library: Library, empty: Library) -> None:
    for name in FORMATS:
        once = export(library, name)
        empty.take_in(read_export(export(library)))
        assert export(empty, name).encode() == once.encode()


def test_and_still_does_after_the_library_was_closed(library: Library, tmp_path: Path) -> None:
    once = export(library)
    with Library.open(tmp_path / "third", create=True) as other:
        other.take_in(read_export(once))
    with Library.open(tmp_path / "third") as other:
        assert export(other) == once


def test_importing_twice_is_importing_once(library: Library, empty: Library) -> None:
    bundle = read_export(export(library))
    empty.take_in(bundle)
    before = export(empty)
    assert [each.status for each in empty.take_in(bundle)] == ["duplicate"] * 3
    assert export(empty) == before


def test_importing_into_the_library_that_it_came_from_changes_nothing(library: Library) -> None:
    before = export(library)
    library.take_in(read_export(before))
    assert export(library) == before


def test_an_import_can_be_undone_as_a_whole(library: Library, empty: Library) -> None:
    empty.take_in(read_export(export(library)))
    empty.undo()
    assert (empty.rows(), empty.annotations(), empty.tags()) == ((), (), ())


def test_the_export_of_a_real_library_is_what_the_schema_says(library: Library) -> None:
    exported = json.loads(export(library))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(exported)
    assert exported["scope"] == {"complete": True}
    assert {anchor["status"] for anchor in exported["anchors"].values()} == {"exact"}


def test_the_export_holds_no_control_character_and_nothing_that_reorders_text(library: Library) -> None:
    for name in FORMATS:
        assert not set("\x1b\u202e\x9b\x07\r") & set(export(library, name))


def test_a_selection_holds_only_what_was_asked_for(library: Library, empty: Library) -> None:
    bundle = library.bundle(parse_query("tag:method/sampling"))
    exported = json.loads(written(bundle))
    assert exported["scope"] == {"complete": False}
    marks = exported["annotations"]["first"]["items"]
    assert marks
    assert all("method/sampling" in [body["value"] for body in mark["body"]] for mark in marks)
    empty.take_in(read_export(written(bundle)))
    once = [mark.id for mark in bundle.annotations]
    assert [mark.id for mark in empty.annotations()] == once


def test_an_empty_library_can_be_exported_and_imported(empty: Library, tmp_path: Path) -> None:
    for name in FORMATS:
        assert isinstance(export(empty, name), str)
    assert read_export(export(empty)) == Bundle((), (), ())
    with Library.open(tmp_path / "third", create=True) as other:
        assert other.take_in(read_export(export(empty))) == ()
