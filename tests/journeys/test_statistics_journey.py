"""Statistics, in the real program: plots and tables on the screen, the same as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, FormatChecker

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal, RunPaperknife

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def library(paperknife: RunPaperknife, tmp_path: Path) -> list[str]:
    """Three articles of two sources, one of them read, two marks; return their ids."""
    ids = []
    for number, source in enumerate(("Le Monde", "Le Monde", "The [/b] Ledger")):
        page = tmp_path / f"{number}.md"
        page.write_text(
            f"# Article {number}\n\nIt says {number} things, " + "and more of them. " * 30, encoding="utf-8"
        )
        ids.append(json.loads(paperknife("add", "--json", "--source", source, page))["id"])
    paperknife("tag", f"{ids[0]}:1", "+figures")
    paperknife("tag", ids[1], "+figures", "+doubt")
    paperknife("state", ids[0], "read")
    return ids


def test_what_was_added_read_and_marked_is_plotted(terminal: OpenTerminal, library: list[str]) -> None:
    """% shows what there is, plots of what was added, set read and marked, then every source and tag; enter on a tag
    lists its marks, a query counts only what it asks for, and any width is filled.

    Features: 3, 46.
    """
    screen = terminal(columns=110, rows=60)
    screen.wait_for("Article 2")
    screen.type("%")
    screen.wait_for("3 articles · 2 marks")
    screen.wait_for("3 articles: 2 unread · 1 read")
    for title in ("articles added on ", "article set read on ", "marks made on ", "by source"):
        screen.wait_for(title)
    screen.wait_for("The [/b] Ledger")
    assert screen.wait_for("Le Monde").split()[-3:] == ["2", "1", "2"]
    screen.type("G", "k")
    screen.type("enter")
    screen.wait_for('2 of 2 marks · filter: tag:"figures"')
    screen.type("escape")
    screen.wait_gone("tag:")
    screen.type("q")
    screen.wait_for("by source")
    screen.type("/")
    screen.write("tag:doubt")
    screen.type("enter")
    screen.wait_for("1 article · 1 mark")
    screen.resize(20, 6)
    screen.wait_until(lambda lines: all(len(line) <= 20 for line in lines), "twenty columns")
    screen.resize(60, 24)
    screen.wait_for("tag:doubt")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0


def test_the_command_prints_the_same_as_text_and_as_json(paperknife: RunPaperknife, library: list[str]) -> None:
    """stats prints plots and tables as plain text; with --json one object of a published schema; a query narrows it.

    Features: 3, 69.
    """
    text = paperknife("stats")
    assert "3 articles: 2 unread · 1 read" in text
    assert "█" in text
    assert "\x1b" not in text
    counted = json.loads(paperknife("stats", "--json"))
    schema = json.loads((ROOT / "docs" / "commands.schema.json").read_text(encoding="utf-8"))
    whole = {"$defs": schema["$defs"], "$ref": "#/$defs/stats"}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(counted)
    assert (counted["articles"], counted["marks"], counted["read"], counted["read_dated"]) == (3, 2, 1, 1)
    assert [each["name"] for each in counted["sources"]] == ["Le Monde", "The [/b] Ledger"]
    assert sum(each["read"] for each in counted["timeline"]) == 1
    assert json.loads(paperknife("stats", "--json", "source:ledger"))["articles"] == 1
    paperknife("stats", "nobody-wrote-this", code=1)
