"""All notes, in the real program: grouped, filtered, edited in place, taken away; to the source and back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal, RunPaperknife

ROOT = Path(__file__).resolve().parents[2]
TRAINS = ("On Friday the sleeper to Rome was sold out.", "Four companies run sleeping cars, says the railway.")
PATROLS = ("Turkey and Russia discuss joint patrols in Idlib.", "Talks on a cease-fire have led nowhere so far.")


DAYS = ("today", "yesterday")
"""What the group of marks is called that were made just now, also when it is midnight meanwhile."""


def headings(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip() in {"conflict", "figures", "no tag"}]


def page(title: str, paragraphs: tuple[str, ...]) -> str:
    return f"# {title}\n\n" + "\n\n".join(f"{words} It is told at some length here." for words in paragraphs) + "\n"


@pytest.fixture
def marked(paperknife: RunPaperknife, tmp_path: Path) -> Path:
    """Two articles with four marks, three of them tagged; return the folder that the program is run in."""
    for name, title, paragraphs in (("t.md", "Night trains", TRAINS), ("p.md", "Joint patrols", PATROLS)):
        (tmp_path / name).write_text(page(title, paragraphs), encoding="utf-8")
        article = json.loads(paperknife("add", "--json", tmp_path / name))["id"]
        paperknife("tag", f"{article}:1", "+figures" if name == "t.md" else "+conflict")
        paperknife("note", f"{article}:2", "-m", f"look into {title}")
    article = json.loads(paperknife("list", "--json", "patrols"))["id"]
    paperknife("tag", f"{article}:2", "+conflict")
    return tmp_path


def test_notes_are_grouped_narrowed_and_lead_to_their_source_and_back(terminal: OpenTerminal, marked: Path) -> None:
    """M lists every mark under its article; S groups by tag, then by time; z folds a group; a query narrows the list;
    enter reads at the mark and q is back on the same row.

    Features: 3, 4, 46.
    """
    screen = terminal(columns=110, rows=30)
    screen.wait_for("Joint patrols")
    screen.type("M")
    screen.wait_for("4 marks · by article")
    screen.type("S")
    screen.wait_for("by tag")
    screen.wait_until(lambda lines: headings(lines) == ["conflict", "figures", "no tag"], "the tags")
    screen.type("S")
    screen.wait_for("by time")
    screen.wait_until(lambda lines: any(line.strip().startswith(DAYS) for line in lines), "the day")
    screen.type("S", "z")
    screen.wait_for("▸ Night trains")
    screen.type("z", "/")
    screen.write("conflict and has:note")
    screen.wait_for("1 of 4")
    screen.type("enter", "enter")
    screen.wait_until(lambda lines: any(line.startswith(("▌ 2", " ▌ 2")) for line in lines), "¶ 2")
    screen.type("q")
    line = screen.wait_for("▌ ¶ 2")
    assert "Talks on a cease-fire" in line
    screen.type("escape")
    screen.wait_for("4 marks")


def test_several_marks_are_tagged_deleted_and_taken_back_in_one_go(
    terminal: OpenTerminal, paperknife: RunPaperknife, marked: Path
) -> None:
    """v and V select marks; t tags them, D deletes them, and one u each takes that back; a changes a note in place;
    y copies as Markdown, e writes exactly the selected ones into a file.

    Features: 41, 46, 61.
    """
    screen = terminal(columns=110, rows=30)
    screen.wait_for("Joint patrols")
    screen.type("M", "v", "j", "V")
    screen.wait_for("3 selected")
    screen.type("t")
    screen.wait_for("tag 3 marks")
    screen.write("urgent")
    screen.wait_for("make")
    screen.type("enter")
    screen.wait_for("3 marks: +urgent")
    assert len(paperknife("notes", "--json", "tag:urgent").splitlines()) == 3
    screen.type("u")
    screen.wait_for("undone")
    paperknife("notes", "tag:urgent", code=1)

    screen.type("y")
    screen.wait_for("copied 3 marks as Markdown")
    target = marked / "three.md"
    screen.type("e")
    screen.wait_for("what is selected")
    screen.wait_for("3 marks")
    screen.type("tab", "ctrl+u")
    screen.write(str(target.with_suffix(".json")))
    screen.type("enter")
    screen.wait_for("wrote 2 articles, 3 marks")
    assert target.with_suffix(".json").read_text(encoding="utf-8").count('"type": "Annotation"') == 3

    screen.type("D")
    screen.wait_for("deleted 3 marks")
    screen.type("u")
    screen.wait_for("undone: delete 3 marks")
    screen.type("escape")
    screen.wait_gone("selected")
    screen.type("G", "a")
    screen.wait_for("ctrl+s")
    screen.write("and further ")
    screen.type("ctrl+s")
    screen.wait_for("saved")
    assert "further" in paperknife("notes", "note:further")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0


def test_the_command_line_groups_narrows_and_exports_what_is_named(paperknife: RunPaperknife, marked: Path) -> None:
    """notes prints by article, tag or time, as text or JSON; export writes exactly the annotations whose ids it gets.

    Features: 46, 58, 61, 69.
    """
    by_tag = [json.loads(line) for line in paperknife("notes", "--group", "tag", "--json").splitlines()]
    assert [each["group"] for each in by_tag] == ["conflict", "conflict", "figures", ""]
    assert paperknife("notes", "--group", "time").startswith(DAYS)
    chosen = [each["id"] for each in by_tag if each["group"] == "conflict" and not each["note"]]
    written = paperknife("export", "--format", "markdown", *(identifier[:8] for identifier in chosen))
    assert re.findall(r"^> (.*?)\.", written, re.MULTILINE) == ["Turkey and Russia discuss joint patrols in Idlib"]
    assert "look into" not in written


def test_notes_fit_the_smallest_screen(terminal: OpenTerminal, marked: Path) -> None:
    """In a terminal of 20 columns and 6 rows the list is still a list, and grows with the window.

    Features: 46, 70.
    """
    screen = terminal(columns=20, rows=6)
    screen.wait_for("Joint")
    screen.type("M")
    screen.wait_for("4 marks")
    screen.type("G")
    screen.wait_until(lambda lines: any("▌" in line for line in lines), "the cursor")
    screen.resize(120, 24)
    screen.wait_for("by article")
    screen.wait_for("Talks on a cease-fire have led nowhere so far.")
