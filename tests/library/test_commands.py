"""What each command does to a library, in the words that a reader types."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library

if TYPE_CHECKING:
    from tests.library.conftest import Shell

# --- list and show


def test_list_shows_a_line_for_each_article(shell: Shell) -> None:
    knives, trains = shell("list").splitlines()
    assert knives.startswith(shell.ids[0][:8])
    assert "On paper knives" in knives
    assert "The return of the night train" in trains
    assert knives.index("The Ledger") == trains.index("The Ledger")


def test_list_as_json_tells_everything_of_an_article(shell: Shell) -> None:
    shell("tag", shell.ids[1], "+rail")
    (trains,) = shell.json("list", "tag:rail")
    assert (trains["id"], trains["site"], trains["tags"]) == (shell.ids[1], "The Ledger", ["rail"])
    assert (trains["paragraph_count"], trains["annotation_count"], trains["state"]) == (2, 1, "unread")


def test_a_query_picks_articles(shell: Shell) -> None:
    assert [row["id"] for row in shell.json("list", "night", "train")] == [shell.ids[1]]
    assert [row["id"] for row in shell.json("list", "not night")] == [shell.ids[0]]


@pytest.mark.parametrize("command", ["list", "notes", "search", "export"])
def test_a_query_that_matches_nothing_ends_with_1(command: str, shell: Shell) -> None:
    assert shell.error(command, "zeppelin", code=1) == "nothing matches “zeppelin”"


@pytest.mark.parametrize("command", ["list", "notes", "search", "export", "stats"])
def test_a_tag_that_is_none_is_named_with_the_one_that_was_meant(command: str, shell: Shell) -> None:
    shell("tag", shell.ids[0], "+rail")
    said = "nothing matches “tag:rial”: there is no tag “rial”; did you mean rail?"
    assert shell.error(command, "tag:rial", code=1) == said


@pytest.mark.parametrize("command", ["list", "notes", "search", "export"])
def test_a_query_that_cannot_be_read_ends_with_2(command: str, shell: Shell) -> None:
    shell.error(command, "tag:", code=2)


def test_an_empty_library_is_said_and_no_error(shell: Shell) -> None:
    shell("remove", *shell.ids)
    out, err = shell.both("list")
    assert not out
    assert "paperknife add" in err


def test_show_numbers_the_paragraphs(shell: Shell) -> None:
    shown = shell("show", shell.ids[0][:6])
    assert shown.startswith("On paper knives\nThe Ledger · ")
    assert re.findall(r"^ +(\d)  (\w+)", shown, re.MULTILINE) == [("1", "A"), ("2", "Its"), ("3", "Makers")]
    assert max(map(len, shown.splitlines())) <= 80


def test_show_why_says_it_of_every_block(shell: Shell) -> None:
    shell("hide", f"{shell.ids[0]}:2")
    shown = shell("show", shell.ids[0], "--why")
    assert "   -  Its blade is blunt" in shown
    assert "hidden by you" in shown
    assert len(re.findall(r"^ +kept    (?:title|lead|body) .*p-", shown, re.MULTILINE)) == 3


def test_show_raw_gives_the_text_as_it_came(shell: Shell) -> None:
    came = shell("show", shell.ids[0], "--raw")
    assert came.startswith("On paper knives\n\nA paper knife")
    assert came.endswith("for longer.\n")


def test_show_as_json_holds_all_blocks(shell: Shell) -> None:
    shell("hide", f"{shell.ids[0]}:2")
    (article,) = shell.json("show", shell.ids[0])
    blocks = article["blocks"]
    assert isinstance(blocks, list)
    assert [block["number"] for block in blocks] == [None, 1, None, 2]


def test_an_id_that_is_not_there_ends_with_1(shell: Shell) -> None:
    for words in (["show"], ["remove"], ["edit", "--title", "x"], ["tag"], ["delete"], ["note", "-m", "x"]):
        command, *options = words
        shell.error(command, *options, "ffffffff-none", *(["+x"] if command == "tag" else []), code=1)
    shell.error("state", "ffffffff-none", "read", code=1)


def test_an_empty_id_matches_no_article(shell: Shell) -> None:
    shell.error("show", "", code=1)


# --- tags and notes


def test_a_paragraph_is_tagged_and_untagged(shell: Shell) -> None:
    target = f"{shell.ids[0]}:2"
    out, err = shell.both("tag", target, "+blade", "+method/tools")
    assert not out
    assert "¶ 2" in err
    assert "blade · method/tools" in err
    (mark,) = shell.json("notes")
    assert (mark["tags"], mark["scope"]) == (["blade", "method/tools"], "paragraph")
    assert str(mark["quote"]).startswith("Its blade is blunt")
    shell("tag", target, "-BLADE", "-method/tools")
    assert shell.json("notes") == []


def test_notes_of_other_articles_are_shown_where_the_text_of_one_is_damaged(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+lost")
    shell("tag", f"{shell.ids[1]}:1", "+safe")
    with Library.open(shell.home) as library:
        name = library.row(shell.ids[0]).record.texts_sha256
    (shell.home / "texts" / name[:2] / name).write_bytes(b"rot")
    out, err = shell.both("notes", code=3)
    assert "safe" in out
    assert "lost" not in out
    assert err.startswith("paperknife: 1 mark of “On paper knives” left out: ")
    assert err.count("\n") == 1


def test_a_range_and_a_stretch_can_be_marked(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1-2", "+both")
    shell("tag", f"{shell.ids[0]}:3.0-6", "+word")
    shell("tag", shell.ids[0], "+whole")
    assert [(mark["scope"], mark["tags"]) for mark in shell.json("notes")] == [
        ("article", ["whole"]),
        ("range", ["both"]),
        ("span", ["word"]),
    ]
    shown = shell("notes")
    assert [where for where in ("  article  ", "  ¶ 1–2  ", "  ¶ 3.0–6  ") if where not in shown] == []
    assert "“Makers”" in shown


def test_tagging_prints_the_annotation_as_json(shell: Shell) -> None:
    (mark,) = shell.json("tag", f"{shell.ids[0]}:1", "+blade")
    assert (mark["tags"], mark["article"], mark["status"]) == (["blade"], shell.ids[0], "exact")


@pytest.mark.parametrize(
    ("target", "code"), [(":9", 1), (":0", 1), (":x", 2), (":1.5-900", 2), (":2-1", 0), (":p-000000000000", 1)]
)
def test_a_target_that_is_none_is_said(target: str, code: int, shell: Shell) -> None:
    shell("tag", shell.ids[0] + target, "+x", code=code)


def test_a_note_is_written_changed_and_removed(shell: Shell) -> None:
    target = f"{shell.ids[0]}:1"
    shell("tag", target, "+blade")
    shell("note", target, "-m", "Ask the *museum*.")
    shell("note", target, "--message=- ask the museum")
    (mark,) = shell.json("notes")
    assert (mark["note"], mark["tags"]) == ("- ask the museum", ["blade"])
    shell("note", target, "-m", "")
    (mark,) = shell.json("notes")
    assert mark["note"] == ""


def test_a_note_is_read_from_standard_input(shell: Shell, typed: Callable[[bytes], None]) -> None:
    typed("two\nlines – of ink\n".encode())
    shell("note", shell.ids[0], "-")
    (mark,) = shell.json("notes")
    assert mark["note"] == "two\nlines – of ink"


def test_a_note_that_is_no_text_is_refused(shell: Shell, typed: Callable[[bytes], None]) -> None:
    typed(b"\xff\xfe")
    assert "UTF-8" in shell.error("note", shell.ids[0], "-", code=4)


def test_a_note_without_text_or_terminal_is_refused(shell: Shell) -> None:
    assert "-m TEXT" in shell.error("note", shell.ids[0], code=2)


def test_a_note_comes_one_way_only(shell: Shell) -> None:
    shell.error("note", shell.ids[0], "-", "-m", "x", code=2)


def test_an_editor_is_given_the_present_note(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("note", shell.ids[0], "-m", "first")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " and second" >> "$1"\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr("tui.cli.editor._is_terminal", lambda stream: True)
    shell("note", shell.ids[0])
    (mark,) = shell.json("notes")
    assert mark["note"] == "first and second"


def test_annotations_carry_the_name_of_the_user(shell: Shell, config: Path) -> None:
    config.write_text('creator = "ada"\ncolour = "red"\n')
    _, err = shell.both("tag", shell.ids[0], "+x")
    assert "colour" in err
    assert [mark["creator"] for mark in shell.json("notes")] == ["ada"]


def test_notes_are_shown_under_their_article(shell: Shell) -> None:
    shell("tag", f"{shell.ids[1]}:1", "+rail")
    shell("note", f"{shell.ids[1]}:1", "-m", "word " * 40)
    shown = shell("notes", "tag:rail")
    assert shown.startswith("The return of the night train\n")
    assert "¶ 1  rail\n            “On Friday evening" in shown
    assert "            ✎ word word" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_annotations_are_deleted_by_their_ids(shell: Shell) -> None:
    for number in (1, 2):
        shell("tag", f"{shell.ids[0]}:{number}", "+x")
    first, second = (str(mark["id"]) for mark in shell.json("notes"))
    shell.error("delete", first, "ffffffff-none", code=1)
    assert len(shell.json("notes")) == 2, "nothing is deleted when one of the ids is wrong"
    shell("delete", first[:13])
    assert [mark["id"] for mark in shell.json("notes")] == [second]


# --- tags


def counts(shell: Shell) -> dict[object, object]:
    return {tag["name"]: tag["count"] for tag in shell.json("tags")}


def test_tags_are_listed_with_their_counts(tagged: Shell) -> None:
    assert [row.split() for row in tagged("tags").splitlines()] == [
        ["1", "fight"],
        ["1", "todo"],
        ["1", "war"],
        ["1", "war/air"],
    ]
    assert tagged("tags") == tagged("tags", "list")


def test_a_tag_is_renamed_with_those_nested_in_it(tagged: Shell) -> None:
    tagged("tags", "rename", "war", "conflict")
    assert set(counts(tagged)) == {"conflict", "conflict/air", "fight", "todo"}
    tagged.error("tags", "rename", "fight", "conflict", code=2)
    tagged.error("tags", "rename", "peace", "calm", code=1)


def test_tags_are_merged(tagged: Shell) -> None:
    tagged("tags", "merge", "fight", "war/air", "--into", "war")
    assert counts(tagged) == {"todo": 1, "war": 2}


def test_tags_are_deleted(tagged: Shell) -> None:
    tagged("tags", "delete", "todo", "fight")
    assert set(counts(tagged)) == {"war", "war/air"}
    tagged.error("tags", "delete", "todo", code=1)


# --- search


def test_search_finds_words_with_the_number_of_their_paragraph(tagged: Shell) -> None:
    shown = tagged("search", "brass")
    assert "On paper knives" in shown
    assert re.search(r"^ +3  Makers used .*brass", shown, re.MULTILINE)


def test_search_as_json_says_where(tagged: Shell) -> None:
    (hit,) = tagged.json("search", "brass")
    assert (hit["field"], hit["number"], hit["article"]) == ("text", 3, tagged.ids[0])
    start = str(hit["snippet"]).index("brass")
    assert hit["matches"] == [[start, start + len("brass")]]


def test_search_wants_words(shell: Shell) -> None:
    shell.error("search", code=2)
