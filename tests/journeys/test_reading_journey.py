"""Reading through the real app in a terminal: headings, links, back again, the list, notes in the margin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.children import until

FILLER = "The river has its source on the chalk above the village and joins the sea far away from it. " * 4
GUIDE = f"""---
title: A guide to rivers
url: https://rivers.example.org/guide/page.html
---
# A guide to rivers

See the [yearly report](https://water.example.org/2024) and [our other page](../other.html), not [this](javascript:a).

## Springs

{FILLER}

{FILLER}

### Chalk springs

{FILLER}

## Mouths

- A delta has *many* arms
  - and each of them **moves**
- An estuary has one

> A river is never the same, `they` say.

{FILLER}

{FILLER}

The last paragraph of the guide.
"""


@pytest.fixture
def guide(paperknife: Any, tmp_path: Path) -> str:
    """The id of an article with headings and links in the library, and of another one beside it."""
    (tmp_path / "guide.md").write_text(GUIDE)
    (tmp_path / "other.md").write_text(f"# Another article\n\n{FILLER}\n\n{FILLER}\n")
    paperknife("add", tmp_path / "other.md", tmp_path / "guide.md")
    rows = map(json.loads, paperknife("list", "--json").splitlines())
    return next(str(row["id"]) for row in rows if row["title"] == "A guide to rivers")


def open_guide(screen: Any) -> None:
    screen.wait_for("A guide to rivers")
    screen.type("/")
    screen.write("guide")
    screen.wait_for("1 of 2")
    screen.type("enter", "enter")
    screen.wait_until(
        lambda lines: "A guide to rivers" in lines[0] and any("See the yearly report" in line for line in lines),
        "the page, and not its preview",
    )


def cursor_on(words: str) -> Any:
    """Whether the first line that the cursor's bar stands before holds these words."""
    return lambda lines: words in next((line for line in lines if line.lstrip().startswith("▌")), "")


def test_headings_are_a_picker_and_every_big_move_leads_back(terminal: Any, guide: str) -> None:
    """c shows the headings, typing narrows them, enter goes to one; ctrl+o leads back, tab forward.

    Features: 21, 26, 28.
    """
    screen = terminal(columns=100, rows=20)
    open_guide(screen)
    screen.type("j")
    screen.wait_until(cursor_on("See the yearly report"))
    screen.type("c")
    screen.wait_for("type to narrow")
    screen.wait_until(lambda lines: any("  Chalk springs" in line and "min" in line for line in lines))
    screen.write("mou")
    screen.wait_gone("Chalk springs")
    screen.type("enter")
    screen.wait_until(cursor_on("Mouths"))
    screen.type("ctrl+o")
    screen.wait_until(cursor_on("See the yearly report"))
    screen.type("tab")
    screen.wait_until(cursor_on("Mouths"))
    screen.type("G")
    screen.wait_for("100 %")
    screen.type("ctrl+o")
    screen.wait_until(cursor_on("Mouths"))
    screen.type("/")
    screen.write("source on")
    screen.type("enter")
    screen.wait_for("hit")
    screen.type("ctrl+o")
    screen.wait_until(cursor_on("Mouths"))


def test_links_are_listed_opened_and_copied_and_nothing_else_is(
    terminal: Any, guide: str, environment: dict[str, str], tmp_path: Path
) -> None:
    """f lists links with their hosts, relative ones made whole, no script; y copies one, enter opens it.

    Features: 27, 70.
    """
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part\nmv {opened}.part {opened}\n')
    browser.chmod(0o755)
    screen = terminal(columns=100, rows=24, env={"BROWSER": f"{browser} %s"})
    open_guide(screen)
    screen.type("j", "f")
    screen.wait_for("water.example.org")
    screen.wait_for("in ¶ 1")
    lines = screen.wait_until(
        lambda lines: any("our other page" in line and "rivers.example.org" in line for line in lines)
    )
    assert not any(" this " in line and "│" in line for line in lines)
    screen.type("j")
    screen.wait_for("https://rivers.example.org/other.html")
    screen.type("y")
    screen.wait_for("copied https://rivers.example.org/other.html")
    assert not opened.exists()
    screen.type("f")
    screen.wait_for("enter open ·")
    screen.type("enter")
    screen.wait_for("opened https://water.example.org/2024")
    until(opened.exists, "the browser")
    assert opened.read_text() == "https://water.example.org/2024"


def test_the_list_is_read_on_article_by_article(terminal: Any, guide: str) -> None:
    """J and K go through the list; the header says which article this is, the bottom line how long the rest takes.

    Features: 6, 21.
    """
    screen = terminal(columns=100, rows=20)
    screen.wait_for("A guide to rivers")
    screen.type("g", "enter")
    screen.wait_for("1 of 2    ")
    screen.wait_until(lambda lines: any("left" in line and " %" in line for line in lines), "how long the rest takes")
    screen.type("J")
    screen.wait_for("2 of 2    ")
    screen.type("J")
    screen.wait_for("this is the last article of the list")
    screen.type("K")
    screen.wait_for("1 of 2    ")


def test_notes_stand_beside_their_paragraph_or_under_it(terminal: Any, guide: str, paperknife: Any) -> None:
    """Tags and notes stand beside their paragraph, each with a bar, or under it where it is narrow; the row stays.

    Features: 22, 45.
    """
    paperknife("tag", f"{guide}:1", "+claim")
    paperknife("note", f"{guide}:1.8-21", "-m", "Which report?")
    paperknife("note", f"{guide}:3", "-m", "\n".join(f"thought {number}" for number in range(1, 15)))
    screen = terminal(columns=120, rows=30)
    open_guide(screen)
    assert "See the yearly report" in screen.wait_for("▎ claim")
    screen.wait_for("▎ “yearly report” ✎ Which report?")
    screen.wait_for("… enter opens")
    screen.type("j", "j", "j")
    lines = screen.wait_until(cursor_on("The river has its source"))
    row = next(number for number, line in enumerate(lines) if line.lstrip().startswith("▌"))
    screen.resize(70, 30)
    screen.wait_until(lambda lines: any("✎ Which report?" in line and "▎ “" in line for line in lines))
    screen.wait_until(
        lambda lines: lines[row].lstrip().startswith("▌") and "The river has its source" in lines[row],
        f"the cursor in row {row}",
    )


def test_kinds_of_text_look_like_what_they_are(terminal: Any, guide: str) -> None:
    """Nested lists hang behind their markers, quotes have a bar, and 60 columns hold the measure as well as 160 do.

    Features: 21, 24.
    """
    for columns in (60, 160):
        screen = terminal(columns=columns, rows=40)
        open_guide(screen)
        screen.type("c")
        screen.wait_for("type to narrow")
        screen.write("mouths")
        screen.type("enter")
        screen.wait_gone("type to narrow")
        screen.wait_for("│ A river is never the same, they say.")
        lines = screen.wait_until(lambda lines: any("river has its source" in line for line in lines))
        outer = next(line for line in lines if "• A delta" in line).index("•")
        assert next(line for line in lines if "and each of them moves" in line).index("•") == outer + 2
        text = [line.rstrip("┃│┣├▌ ") for line in lines if "river has its source" in line]
        assert max(len(line.strip()) for line in text) <= 72
        screen.close()


def test_words_are_found_across_the_ends_of_lines(terminal: Any, guide: str) -> None:
    """/ finds as one types, also where a line ends between the words, counts, and n and N go round.

    Features: 23.
    """
    screen = terminal(columns=60, rows=20)
    open_guide(screen)
    screen.type("/")
    screen.write("joins the sea far away")
    screen.wait_for("1 of 20")
    screen.type("enter")
    screen.wait_for("hit 1 of 20")
    assert not any("joins the sea far away" in line for line in screen.screen()[:6]), "it goes over a line's end"
    screen.type("n", "n")
    screen.wait_for("hit 3 of 20")
    screen.type("N")
    screen.wait_for("hit 2 of 20")
    screen.type("escape")
    screen.wait_gone("hit 2")


def test_the_measure_and_the_place_are_kept_over_a_restart(terminal: Any, guide: str) -> None:
    """- and + change the measure, which is kept; the paragraph read last is under the cursor again after a restart.

    Features: 22, 24.
    """
    screen = terminal(columns=100, rows=20)
    open_guide(screen)
    screen.type("-", "-")
    screen.wait_for("lines of 58")
    screen.type("c")
    screen.wait_for("type to narrow")
    screen.write("mouths")
    screen.type("enter")
    screen.wait_until(cursor_on("Mouths"))
    screen.type("q")
    screen.wait_for("enter read")
    screen.type("q")
    assert screen.wait_end() == 0
    screen = terminal(columns=76, rows=26)
    screen.wait_for("enter")
    screen.type("enter")
    screen.wait_until(cursor_on("Mouths"))
    lines = screen.wait_until(lambda lines: any("river has its source" in line for line in lines))
    text = [line.strip(" ┃│┣├▌0123456789") for line in lines if "river has its source" in line]
    assert max(map(len, text)) <= 58


def test_a_long_article_is_read_like_a_short_one(terminal: Any, paperknife: Any, tmp_path: Path) -> None:
    """An article of 1 MB opens, and goes on by a hundred keys, like one of 10 KB; docs/benchmarks.md tells how fast.

    Features: 30.
    """
    for name, size in (("short", 10_000), ("long", 1_000_000)):
        (tmp_path / f"{name}.md").write_text(f"# The {name} one\n\n" + f"{FILLER}\n\n" * (size // len(FILLER)))
        paperknife("--library", tmp_path / name, "add", tmp_path / f"{name}.md")
        screen = terminal(columns=100, rows=30, env={"PAPERKNIFE_HOME": str(tmp_path / name)})
        screen.wait_for("1 article")
        screen.type("enter")
        screen.wait_for("left   ")
        screen.type(*["ctrl+e"] * 50, *["ctrl+y"] * 50, "j")
        screen.wait_for("¶ 1 of")
        screen.close()
