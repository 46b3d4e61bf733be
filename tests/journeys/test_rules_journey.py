"""A source is learned: what recurs goes, what is hidden twice is offered as a rule, and rules travel."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import PAPERKNIFE, RunPaperknife

HELPED = "Our readers helped us to write this story and many others."
ASKED = "We asked the harbour office for a word and got none so far."
PLACES = ("Aalborg", "Bergen", "Cadiz", "Dover", "Esbjerg", "Fano", "Ghent")


def story(place: str, *lines: str) -> str:
    """A story of a place, with lines of its source in its midst."""
    return "\n\n".join(
        (
            f"The ferries of {place} are late again",
            f"The ferries of {place} have been late on nine of ten mornings since the harbour was built anew, and "
            f"nobody in {place} can say when that will end.",
            *lines,
            f"In {place} the captain said on Monday that the fog was to blame, and that he had seen worse in winter "
            "when he was young.",
            f"People who wait in {place} for the first boat of the day bring coffee, and some have begun to bring "
            "chairs, too.\n",
        )
    )


def shown(paperknife: RunPaperknife, title: str) -> dict[str, dict[str, Any]]:
    """The blocks of an article by their texts."""
    ids = [row["id"] for row in map(json.loads, paperknife("list", "--json").splitlines()) if title in row["title"]]
    article = json.loads(paperknife("show", "--json", ids[0]))
    return {block["text"]: {**block, "at": f"{ids[0]}:{block['id']}"} for block in article["blocks"]}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    for place in PLACES:
        lines = [HELPED, *([ASKED] if place in PLACES[4:] else [])]
        (folder / f"{place}.txt").write_text(story(place, *lines), encoding="utf-8")
    return folder


def test_a_source_is_learned_and_its_rules_travel(
    paperknife: RunPaperknife, stories: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Lines that recur in a source are hidden in what comes in; a rule is made, takes effect, and travels by export.

    Features: 17, 18.
    """
    for place in PLACES[:6]:
        paperknife("add", "--source", "The Harbour", stories / f"{place}.txt")
    assert shown(paperknife, "Aalborg")[HELPED]["kept"]
    recurring = shown(paperknife, "Esbjerg")[HELPED]
    assert not recurring["kept"]
    assert recurring["reason"]["text"] == "same line in 5 of 5 articles of this source"

    told = ""
    for place in ("Esbjerg", "Fano"):
        asked = shown(paperknife, place)[ASKED]
        assert asked["kept"]
        done = subprocess.run(
            [*PAPERKNIFE, "hide", asked["at"]], env=environment, capture_output=True, text=True, check=True
        )
        told = done.stderr
    command = shlex.split(told.partition("makes it a rule: ")[2])
    paperknife(*command[1:])
    paperknife("rules", "export", "-o", tmp_path / "rules.json")

    paperknife("add", "--source", "the harbour", stories / "Ghent.txt")
    ruled = shown(paperknife, "Ghent")[ASKED]
    assert not ruled["kept"]
    assert "hidden by your rule" in ruled["reason"]["text"]

    environment["PAPERKNIFE_HOME"] = str(tmp_path / "other")
    paperknife("rules", "import", tmp_path / "rules.json")
    paperknife("add", "--source", "The Harbour", stories / "Fano.txt")
    blocks = shown(paperknife, "Fano")
    assert (blocks[HELPED]["kept"], blocks[ASKED]["kept"]) == (True, False)

    (rule,) = map(json.loads, paperknife("rules", "--json").splitlines())
    paperknife("rules", "edit", rule["id"][:8], "--keep")
    own = blocks[ASKED]["at"].partition(":")[0]
    paperknife("reclean", own)
    assert shown(paperknife, "Fano")[ASKED]["kept"]
    paperknife("undo")
    assert not shown(paperknife, "Fano")[ASKED]["kept"]
