"""What commands answer is in the reader's words, and says what to do where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def paragraph(shell: Shell, text: str) -> str:
    """Return the target of the first article's paragraph that begins with ``text``, by the paragraph's own id."""
    (article,) = shell.json("show", shell.ids[0])
    blocks = article["blocks"]
    assert isinstance(blocks, list)
    (own,) = (block["id"] for block in blocks if block["text"].startswith(text))
    return f"{shell.ids[0]}:{own}"


# --- places


def test_a_marked_title_is_called_the_title(shell: Shell) -> None:
    title = paragraph(shell, "On paper knives")
    assert shell.both("tag", title, "+name") == ("", "the title of “On paper knives”: name\n")
    assert "  the title  name" in shell("notes")
    assert "tag name on the title" in shell("history", "--limit", "1")
    assert shell.both("tag", f"{title}.0-2", "+word")[1].startswith("the title, characters 0–2 of “On paper knives”")


def test_a_hidden_paragraph_that_is_marked_is_called_a_hidden_line_with_the_id_that_keep_wants(shell: Shell) -> None:
    blade = paragraph(shell, "Its blade")
    own = blade.partition(":")[2]
    shell("hide", blade)
    assert shell.both("tag", blade, "+blunt") == ("", f"a hidden line ({own}) of “On paper knives”: blunt\n")
    assert f"  a hidden line ({own})  blunt" in shell("notes")
    assert "tag blunt on a hidden line" in shell("history", "--limit", "1")


def test_what_is_brought_back_is_called_by_the_number_that_it_has_again(shell: Shell) -> None:
    blade = paragraph(shell, "Its blade")
    assert shell.both("hide", blade)[1] == "¶ 2 of “On paper knives”: hidden\n"
    assert shell.both("keep", blade)[1] == "¶ 2 of “On paper knives”: kept\n"


def test_a_range_may_be_written_with_the_dash_that_answers_have(shell: Shell) -> None:
    assert shell.both("tag", f"{shell.ids[0]}:1–2", "+both")[1].startswith("¶ 1–2 of ")


def test_marks_are_called_marks(tagged: Shell) -> None:
    (mark, *_) = tagged.json("notes")
    assert tagged.error("delete", "ffffffff", code=1).startswith("no mark has an id that begins with “ffffffff”")
    assert tagged.both("delete", str(mark["id"])[:8]) == ("", "deleted 1 mark\n")


@pytest.mark.parametrize("command", ["notes", "orphans", "delete", "attach", "remove", "export", "tags", "stats"])
def test_help_calls_them_marks_too(command: str, shell: Shell) -> None:
    shown = shell(command, "--help")
    assert "mark" in shown
    assert "annotation" not in shown.replace("AnnotationCollection", "")
