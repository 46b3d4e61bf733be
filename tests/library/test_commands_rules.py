"""Rules on the lines of a source, and the asking before a marked paragraph is hidden, from the command line."""

from __future__ import annotations

import io
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def test_a_rule_is_made_listed_changed_and_deleted(shell: Shell) -> None:
    assert shell.json("rules") == []
    _, err = shell.both("rules", "add", "--source", "The Ledger", "Follow us")
    assert "“Follow us” is hidden in articles of The Ledger" in err
    (rule,) = shell.json("rules")
    assert (rule["source"], rule["line"], rule["action"], rule["origin"]) == (
        "The Ledger",
        "Follow us",
        "hide",
        "written",
    )
    own = str(rule["id"])
    shell("rules", "edit", own[:8], "--keep", "--line", "Follow them")
    assert [(each["line"], each["action"]) for each in shell.json("rules")] == [("Follow them", "keep")]
    out = shell("rules", "list")
    assert out.split()[:2] == [own[:8], "keep"]
    shell("rules", "delete", own[:8])
    assert shell("rules", "list") == ""
    shell("undo")
    assert "Follow them" in shell("rules")


def test_the_line_and_the_source_of_a_paragraph_become_a_rule(shell: Shell) -> None:
    shell("rules", "add", "--keep", f"{shell.ids[0]}:1")
    (rule,) = shell.json("rules")
    assert (rule["source"], rule["action"]) == ("The Ledger", "keep")
    assert str(rule["line"]).startswith("A paper knife opens")


def test_rules_are_listed_by_source(shell: Shell) -> None:
    for source in ("The Ledger", "A Courier", "the ledger"):
        shell("rules", "add", "--source", source, f"Read {source.lower()}")
        shell("rules", "add", "--source", source, f"More of {source}")
    assert [rule["source"] for rule in shell.json("rules")][:2] == ["A Courier", "A Courier"]
    assert len(shell("rules", "list", "--source", "THE LEDGER").splitlines()) == 2
    assert shell("rules", "list", "--source", "nobody") == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["add", "{0}"], 2),
        (["add", "{0}:1-2"], 2),
        (["add", "{0}:99"], 1),
        (["add", "--source", " ", "Follow us"], 2),
        (["add", "--source", "S", ""], 2),
        (["edit", "ffffffff", "--keep"], 1),
        (["edit", "ffffffff"], 2),
        (["edit", "ffffffff", "--keep", "--hide"], 2),
        (["delete", "ffffffff"], 1),
        (["import", "nowhere.json"], 4),
    ],
    ids=["article", "range", "paragraph", "source", "line", "edit", "nothing", "both", "delete", "import"],
)
def test_words_that_name_no_rule_are_refused_in_one_line(words: list[str], code: int, shell: Shell) -> None:
    shell.error("rules", *(word.format(shell.ids[0]) for word in words), code=code)
    assert shell.json("rules") == []


def test_an_article_without_a_source_says_how_to_give_it_one(shell: Shell) -> None:
    shell("edit", shell.ids[0], "--source", "")
    assert f"edit {shell.ids[0][:8]} --source S" in shell.error("rules", "add", f"{shell.ids[0]}:1", code=2)


def test_rules_travel_in_a_file(shell: Shell, tmp_path: Path) -> None:
    shell("rules", "add", "--source", "The Ledger", "Follow us")
    file = str(tmp_path / "rules.json")
    shell("rules", "export", "-o", file)
    assert Path(file).read_text(encoding="utf-8").startswith('{\n  "format": "paperknife-rules"')
    other = shell.at(tmp_path / "other")
    _, err = other.both("rules", "import", file)
    assert err.strip().endswith("1 rule, 1 new")
    assert [(rule["line"], rule["origin"]) for rule in other.json("rules")] == [("Follow us", "imported")]
    (tmp_path / "bad.json").write_text('{"format": "paperknife-export"}')
    _, err = other.both("rules", "import", file, str(tmp_path / "bad.json"), code=4)
    assert "paperknife rules export" in err
    assert "1 rule, 0 new" in err
    assert '"rules": []' in shell("rules", "export", "--source", "nobody")


def test_the_second_hiding_of_a_line_names_the_command_of_its_rule(shell: Shell, tmp_path: Path) -> None:
    ids = []
    for name in ("Boats", "Kites"):
        words = (
            f"{name}\n\nThe story of {name} is long, and it was never told to anybody who asked for it before.\n\n"
        )
        (tmp_path / name).write_text(words + "- Ask “us” for $more of it, it's free of charge for everybody.\n")
        shell("add", "--source", "The Ledger's", str(tmp_path / name))
        ids.append(next(row["id"] for row in shell.json("list") if row["title"] == name))
    told = []
    for own in ids:
        (article,) = shell.json("show", str(own))
        blocks = article["blocks"]
        assert isinstance(blocks, list)
        line = next(block for block in blocks if block["text"].startswith("Ask"))
        told.append(shell.both("hide", f"{own}:{line['id']}")[1])
    assert "makes it a rule" not in told[0]
    said = told[1].splitlines()[-1]
    assert "hidden in 2 articles of The Ledger's" in said
    shell(*shlex.split(said.partition("makes it a rule: ")[2])[1:])
    (rule,) = shell.json("rules")
    assert (rule["source"], rule["action"]) == ("The Ledger's", "hide")
    assert str(rule["line"]).startswith("Ask “us” for $more")


# what is marked


def test_hiding_what_is_marked_wants_yes_where_nobody_can_answer(tagged: Shell) -> None:
    said = tagged.error("hide", f"{tagged.ids[0]}:1-3", code=2)
    assert "carries 2 marks: say --yes" in said
    tagged("hide", "--yes", f"{tagged.ids[0]}:1")
    assert len(tagged.json("notes")) == 2
    assert "hidden" in tagged.both("hide", f"{tagged.ids[0]}:2")[1]  # what was the third one


@pytest.mark.parametrize(("answer", "hidden", "code"), [("yes\n", True, 0), ("no\n", False, 1), ("", False, 1)])
def test_on_a_terminal_it_asks(
    answer: str, hidden: bool, code: int, tagged: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.commands.hide.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    _, err = tagged.both("hide", f"{tagged.ids[0]}:1", code=code)
    assert "stays in the notes. hide it? type yes:" in err
    with Library.open(tagged.home) as library:
        assert bool(library.flips(tagged.ids[0])) is hidden


def test_what_was_hidden_with_its_annotation_is_found_by_its_notes(tagged: Shell) -> None:
    tagged("hide", "--yes", f"{tagged.ids[0]}:1")
    first = tagged.json("notes")[0]
    assert first["status"] == "exact"
    assert str(first["first"]) in tagged("notes")
    tagged("keep", f"{tagged.ids[0]}:{first['first']}")
    assert str(first["first"]) not in tagged("notes")
