"""What commands answer is in the reader's words, and says what to do where something is wrong."""

from __future__ import annotations

from pathlib import Path
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


# --- files that are taken in


@pytest.mark.parametrize(
    ("command", "written", "said"),
    [
        (["import"], "", "the file is empty; write it again with “paperknife export”"),
        (["rules", "import"], "", "the file is empty; write it again with “paperknife rules export”"),
        (["rules", "import"], '{"rules": [', "the file was cut off at line 1, column 12; write it again with “paper"),
        (
            ["rules", "import"],
            '{\n  "rules" []\n}\n',
            "the file is not JSON at line 2, column 11 (expecting ':' delimiter)",
        ),
        (["rules", "import"], '{"format": "paperknife-export"}', "“paperknife import” takes it in"),
        (["import"], '{"format": "paperknife-rules"}', "“paperknife rules import” takes them in"),
    ],
)
def test_a_broken_file_is_told_with_what_is_wrong_where_and_what_to_do(
    command: list[str], written: str, said: str, shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "given.json"
    path.write_text(written, encoding="utf-8")
    line = shell.error(*command, str(path), code=4)
    assert line.startswith(f"{path}: ")
    assert said in line


@pytest.mark.parametrize("command", [["import"], ["rules", "import"]])
def test_a_file_that_cannot_be_read_is_told_as_add_tells_it(command: list[str], shell: Shell, tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    assert shell.error(*command, str(missing), code=4) == shell.error("add", str(missing), code=4)
    assert "it is a folder; name a file in it" in shell.error(*command, str(tmp_path), code=4)
    assert shell.error(*command, "-", code=4).startswith("standard input: the file is empty")
