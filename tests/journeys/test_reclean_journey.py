"""What an older paperknife has cleaned badly is cleaned again: on the command line, and in the real app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.library import Library, NewArticle

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal, RunPaperknife

TITLE = "The return of the night train"
BODY = (
    "On Friday evening the sleeper to Rome was sold out for the first time in more than twenty years.",
    "The line was closed when cheap flights came, and nobody thought that it would ever be opened again.",
    "Now four companies run sleeping cars across the continent, and a fifth one has announced its own.",
    "A bed costs less than a night in a hotel, says the railway, if it is booked three months ahead.",
)
MADE_UP = "Words that stand nowhere on the page, for the older cleaner had taken them from another one."


@pytest.fixture
def article(environment: dict[str, str]) -> str:
    """An article of which two paragraphs were joined and one was not its own, with a note on each; return its id."""
    texts = (TITLE, BODY[0], f"{BODY[1]} {BODY[2]}", MADE_UP, BODY[3])
    kinds, roles = (Kind.HEADING_1, *[Kind.PARAGRAPH] * 4), (Role.TITLE, *[Role.BODY] * 4)
    ids = paragraph_ids(zip(texts, kinds, strict=True))
    parts = zip(ids, kinds, texts, roles, strict=True)
    blocks = tuple(Block(own, kind, text, role, True) for own, kind, text, role in parts)
    raw = RawDocument("\n\n".join((TITLE, *BODY)).encode() + b"\n", "train.txt", "train.txt")
    with Library.open(Path(environment["PAPERKNIFE_HOME"]), create=True) as library:
        (came,) = library.add([NewArticle(raw, CleanedArticle(TITLE, blocks, language="en"))])
        whole = library.article(came.row.id)
        library.mark(describe(whole, blocks[2].id, start=0, end=len(BODY[1])), note="on the line")
        library.mark(describe(whole, blocks[3].id), note="on what is gone")
        library.flip(came.row.id, [blocks[4].id], kept=False)
    return came.row.id


def numbered(paperknife: RunPaperknife, article: str) -> list[str]:
    shown = json.loads(paperknife("show", "--json", article))
    return [block["text"] for block in shown["blocks"] if block["number"]]


def test_it_is_looked_at_first_then_done_then_taken_back(paperknife: RunPaperknife, article: str) -> None:
    """Re-cleaning is looked at with --dry-run, done, what lost its passage listed, and taken back by undo.

    Features: 51, 52.
    """
    before = numbered(paperknife, article)
    assert "~ split into 2: The line was closed" in paperknife("reclean", "--dry-run", article[:8])
    assert numbered(paperknife, article) == before

    told = paperknife("reclean", article[:8])
    assert f"{article[:8]}  {TITLE}: " in told
    assert "1 split, 1 gone" in told
    assert "1 mark found again, 1 orphaned" in told
    assert numbered(paperknife, article) == list(BODY[:3]), "what the reader has hidden stays hidden"
    assert [json.loads(row)["note"] for row in paperknife("orphans", "--json").splitlines()] == ["on what is gone"]
    notes = {note["note"]: note for note in map(json.loads, paperknife("notes", "--json").splitlines())}
    assert (notes["on the line"]["quote"], notes["on the line"]["start"]) == (BODY[1], None)
    assert paperknife("reclean", article[:8]) == ""
    assert "sound" in paperknife("check")

    paperknife("undo")
    assert numbered(paperknife, article) == before
    assert paperknife("orphans") == ""
    paperknife("redo")
    assert numbered(paperknife, article) == list(BODY[:3])


def test_one_key_does_it_on_the_screen_and_another_one_takes_it_back(terminal: OpenTerminal, article: str) -> None:
    """C cleans the open article again, its notes stay with it, and u brings the former text back.

    Features: 51.
    """
    screen = terminal()
    screen.wait_for(TITLE)
    screen.type("enter")
    screen.wait_for("Words that stand nowhere")
    screen.type("C")
    screen.wait_for("cleaned again: 1 split, 1 gone")
    screen.wait_for("1 mark found again, 1 orphaned")
    screen.wait_for("text not found")
    screen.wait_for("✎ on the line")
    screen.type("u")
    screen.wait_for("undone: re-clean")
    screen.wait_gone("text not found")
    screen.wait_for("Words that stand nowhere")
    screen.type("ctrl+r")
    screen.wait_for("done again: re-clean")
    screen.type("M")
    screen.wait_for("⚠ lost")
    screen.wait_for("“Words that stand nowhere")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
