"""Tagging through the real app in a terminal: one key a paragraph, words of one, notes that tag, all alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.children import until

PARAGRAPHS = (
    "The ferry to the island left at nine in the morning. It was late, as Dr. Known said. Nobody was told why.",
    "Turkey has taken in about 3.7 million refugees since the war began, and says that it can take no more of them.",
    "A third paragraph speaks of trains and of nothing else that anybody on the island would want to hear of.",
    "A fourth paragraph ends the article with a word on the weather, which was bad, and on the sea, which was worse.",
)
ALIKE = "Since the war began Turkey has taken in about 3.7 million refugees, officials say, and can take no more."


def text_file(folder: Path, title: str, *paragraphs: str) -> Path:
    file = folder / f"{title}.txt"
    file.write_text("\n\n".join((title, *paragraphs)) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def ferries(tmp_path: Path, paperknife: Any) -> str:
    """A library with one article; its id."""
    (added,) = map(json.loads, paperknife("add", "--json", text_file(tmp_path, "Ferries", *PARAGRAPHS)).splitlines())
    return str(added["id"])


def notes(paperknife: Any) -> list[dict[str, Any]]:
    """The annotations as another process sees them, without what changes from run to run."""
    return [json.loads(line) for line in paperknife("notes", "--json").splitlines()]


def read(screen: Any) -> None:
    """Open the one article and stand on its first paragraph."""
    screen.wait_for("Ferries")
    screen.type("enter")
    screen.wait_for("The ferry to the island")
    screen.type("j")
    screen.wait_for("¶ 1 of 4")


def test_a_reader_makes_and_pins_a_tag_and_tags_the_rest_with_one_key_each(
    terminal: Any, paperknife: Any, ferries: str
) -> None:
    """A reader makes two tags in one go, pins one, reads the legend, and goes on tagging with one key a paragraph,
    the cursor coming down by itself; another digit says how it gets a tag; the picker offers what was given last.

    Features: 32, 33, 34, 35, 36.
    """
    screen = terminal(columns=100, rows=24)
    read(screen)
    screen.type("t")
    screen.wait_for("tag ¶ 1")
    screen.write("sea/ferry")
    screen.type("tab")
    screen.wait_for("+sea/ferry")
    screen.type("f1")
    screen.wait_for("pinned: 1 gives sea/ferry")
    screen.write("late")
    screen.type("enter")
    screen.wait_for("1 sea/ferry · late")
    screen.type("w")
    screen.wait_for("after each mark the next paragraph")
    screen.type("j")
    screen.wait_for("» next ¶")
    screen.type("1")
    screen.wait_for("¶ 3 of 4")
    screen.type(".")
    screen.wait_for("¶ 4 of 4")
    screen.type("7")
    screen.wait_for("7 is free: t picks, f7 pins")
    screen.type("w", "t")
    screen.wait_for("3 marks")
    screen.write("lte")
    screen.wait_for("▌     late")
    screen.type("enter")
    screen.wait_gone("tag ¶ 4")
    tags = [["sea/ferry", "late"], ["sea/ferry"], ["sea/ferry"], ["late"]]
    until(lambda: [note["tags"] for note in notes(paperknife)] == tags, "the tags")


def test_a_reader_marks_three_paragraphs_a_sentence_and_words_and_says_which_mark_is_meant(
    terminal: Any, paperknife: Any, ferries: str
) -> None:
    """A reader tags a range of paragraphs as one, then the second sentence of the first one, which an abbreviation
    does not end, then words of it, grown and shrunk by keys; enter lists what overlaps there, and D asks which.

    Features: 33, 37, 38.
    """
    screen = terminal(columns=110, rows=24)
    paperknife("tag", f"{ferries}:4", "+sea")
    read(screen)
    screen.wait_for("sea")
    screen.type("v", "j", "j")
    screen.wait_for("range ¶ 1–3")
    screen.type("t")
    screen.wait_for("tag ¶ 1–3")
    screen.wait_for("1 mark")
    screen.type("enter")
    screen.wait_gone("tag ¶ 1–3")
    screen.type("k", "k")
    screen.wait_for("¶ 1 of 4")
    screen.type("s", "l", "t")
    screen.wait_for("tag words in ¶ 1")
    screen.write("delay")
    screen.type("enter")
    screen.wait_for("“It was late")
    screen.type("<", "<", "<", ")", "t")
    screen.wait_for("tag words in ¶ 1")
    screen.write("quote")
    screen.type("enter")
    screen.wait_for("“was late")
    quotes = {tuple(note["tags"]): note["quote"] for note in notes(paperknife) if note["scope"] == "span"}
    assert quotes == {("delay",): "It was late, as Dr. Known said.", ("quote",): "was late, as"}
    screen.type("escape")
    screen.wait_for("¶ 1 of 4")
    screen.type("enter")
    screen.wait_for("open which of 3 marks?")
    screen.type("escape")
    screen.wait_gone("open which")
    screen.type("D")
    screen.wait_for("delete which of 3 marks?")
    screen.type("3")
    screen.wait_for("deleted sea on ¶ 1–3")
    assert sorted(note["scope"] for note in notes(paperknife)) == ["paragraph", "span", "span"]


def test_a_note_tags_by_a_word_and_is_gone_on_with_in_the_readers_own_editor(
    terminal: Any, paperknife: Any, ferries: str, tmp_path: Path
) -> None:
    """A reader writes a note beside its paragraph, completes a #tag in it, goes on in the editor of their own, whose
    failure loses nothing, saves, and sees the note and its tags in the margin; then a note on the whole article.

    Features: 41, 42, 43, 45.
    """
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf " **Why** #untold?" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    paperknife("tag", f"{ferries}:4", "+sea/ferry")
    screen = terminal(columns=110, rows=24, env={"VISUAL": str(editor)})
    read(screen)
    screen.type("a")
    screen.wait_for("note on ¶ 1")
    screen.write("Late again, see #fer")
    screen.wait_for("tab #sea/ferry")
    screen.type("tab")
    screen.wait_for("see #sea/ferry")
    screen.type("ctrl+o")
    screen.wait_for("#untold?")
    editor.write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
    screen.type("ctrl+o")
    screen.wait_for("! the editor")
    screen.type("ctrl+s")
    screen.wait_until(
        lambda lines: any("The ferry to the island" in line and "sea/ferry · untold" in line for line in lines),
        "the tags beside the paragraph",
    )
    screen.type("A")
    screen.wait_for("note on the article")
    screen.write("All of it.")
    screen.type("ctrl+s")
    screen.wait_for("✎ All of it.")
    told = [(note["scope"], note["note"], note["tags"]) for note in notes(paperknife)]
    assert told[:2] == [
        ("article", "All of it.", []),
        ("paragraph", "Late again, see #sea/ferry **Why** #untold?", ["sea/ferry", "untold"]),
    ]


def test_a_tag_goes_to_all_that_is_alike_after_a_look_and_comes_off_with_one_key(
    terminal: Any, paperknife: Any, ferries: str, tmp_path: Path
) -> None:
    """A reader asks for all paragraphs like one: the equal ones are ticked, one that says it otherwise is not; y
    takes it too, all are tagged as one action, and u takes all of it back. The command line finds and tags the same.

    Features: 47, 49, 69.
    """
    paperknife("add", text_file(tmp_path, "Once more", "Something else stands here first.", PARAGRAPHS[1]))
    paperknife("add", text_file(tmp_path, "In other words", ALIKE, "The rest of it is about the weather at sea."))
    screen = terminal(columns=100, rows=24)
    screen.wait_for("Ferries")
    screen.type("/")
    screen.write("ferries")
    screen.wait_for("1 of 3")
    screen.type("enter")
    read(screen)
    screen.type("j", "*")
    screen.wait_for("tag all like ¶ 2")
    screen.write("figures")
    screen.type("enter")
    screen.wait_for("figures on all like ¶ 2")
    screen.wait_for("✓ equal  Once more · ¶ 2")
    screen.wait_for("%  In other words · ¶ 1")
    screen.type("j", "y")
    screen.wait_for("enter tag 2 of 2")
    screen.type("enter")
    screen.wait_for("figures on 2 more paragraphs")
    assert [note["tags"] for note in notes(paperknife)] == [["figures"]] * 3
    screen.type("u")
    screen.wait_for("undone: tag 3 passages +figures")
    assert notes(paperknife) == []
    found = [json.loads(line) for line in paperknife("similar", f"{ferries}:2", "--json").splitlines()]
    assert [(each["title"], each["equal"]) for each in found] == [("Once more", True), ("In other words", False)]
    paperknife("similar", f"{ferries}:2", "--least", "100", "--tag", "figures")
    assert [note["tags"] for note in notes(paperknife)] == [["figures"]]
