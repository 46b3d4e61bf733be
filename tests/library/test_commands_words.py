"""What commands answer is in the reader's words, and says what to do where something is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.cli.catalogue import SUMMARIES
from tui.cli.parser import make_whole_parser

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


# --- ids that name nothing, or something else


def test_an_id_that_names_nothing_says_where_ids_are_shown(tagged: Shell) -> None:
    none = "no article has an id that begins with “fffffff”; “paperknife list” shows them"
    for words in (["show"], ["remove"], ["edit", "--title", "x"], ["similar"], ["note", "-m", "x"], ["history"]):
        target = "fffffff:1" if words[0] in {"similar", "note"} else "fffffff"
        assert tagged.error(*words, target, code=1) == none
    none = "no mark has an id that begins with “fffffff”; “paperknife notes” shows those of marks"
    assert tagged.error("delete", "fffffff", code=1) == none
    assert tagged.error("attach", "fffffff", f"{tagged.ids[0]}:1", code=1) == none
    none = "no rule has an id that begins with “fffffff”; “paperknife rules” shows them"
    assert tagged.error("rules", "delete", "fffffff", code=1) == none


def test_an_id_of_something_else_is_told_as_what_it_is(tagged: Shell) -> None:
    mark, article = str(tagged.json("notes")[0]["id"]), tagged.ids[0]
    assert tagged.error("remove", mark, code=1).endswith(f"; it is a mark’s, in the article {article[:8]}")
    assert tagged.error("delete", article, code=1).endswith(
        "; it is an article’s, “paperknife notes” shows those of marks"
    )
    assert "leave “:1” out" in tagged.error("show", f"{article}:1", code=1)


def test_an_empty_id_is_told_as_empty(tagged: Shell) -> None:
    assert tagged.error("show", "", code=1) == "the id is empty; “paperknife list” shows ids"
    assert tagged.error("delete", "", code=1) == "the id is empty; “paperknife notes” shows ids"


def test_the_beginning_of_several_ids_wants_more_of_it(shell: Shell) -> None:
    begin = next(sign for sign in "0123456789abcdef" if not any(each.startswith(sign) for each in shell.ids))
    assert "shows them" in shell.error("show", begin, code=1)
    shell("tag", f"{shell.ids[0]}:1", "+a")
    for number in range(16):  # seventeen ids, of which two begin alike
        shell("tag", f"{shell.ids[0]}:1.{number}-{number + 1}", "+a")
    firsts = [str(mark["id"])[0] for mark in shell.json("notes")]
    twice = next(sign for sign in firsts if firsts.count(sign) > 1)
    assert shell.error("delete", twice, code=1).endswith("; give more of it")


# --- words that stand where they do not belong


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tag", "{id}", "--json", "+a"], "“--json” stands after TARGET"),
        (["note", "{id}", "a good one"], "“a good one” stands where only - may: -m TEXT gives the note"),
        (["undo", "x"], "argument ACTION: “x” is no number"),
        (["show", "{id}", "--revision", "x"], "argument --revision: “x” is no number"),
        (["show", "{id}", "--raw", "--why"], "--raw, --why and --text are three ways to print it; take one of them"),
        (["state", "{id}", "done"], "argument STATE: invalid choice: 'done'"),
        (["rules", "add", "Follow us"], "“Follow us” is no paragraph, ID:P; for a line say which source, too"),
        (["list", "-war"], "in a query, not says it: not war"),
    ],
)
def test_a_word_in_the_wrong_place_is_answered_with_the_right_one(words: list[str], said: str, shell: Shell) -> None:
    assert said in shell.error(*(word.format(id=shell.ids[0]) for word in words), code=2)


def test_help_is_found_by_its_name(lonely: Shell) -> None:
    assert lonely.both("help", code=4)[1].endswith("did you mean “paperknife --help”?\n")


# --- nothing to do, and nothing there


def test_a_mark_that_becomes_part_of_another_says_of_which(tagged: Shell) -> None:
    one, other = (str(mark["id"])[:8] for mark in tagged.json("notes"))
    _, said = tagged.both("attach", one, f"{tagged.ids[0]}:2")
    assert said.splitlines()[1] == f"the mark {one} is part of {other} now, which stood there"


def test_an_empty_input_takes_no_note_away(shell: Shell) -> None:
    shell("note", shell.ids[0], "-m", "kept")
    assert 'standard input is empty; -m "" takes a note away' in shell.error("note", shell.ids[0], "-", code=4)
    assert [mark["note"] for mark in shell.json("notes")] == ["kept"]


def test_marks_that_have_not_lost_their_passages_are_no_answer_of_orphans(tagged: Shell) -> None:
    assert tagged.error("orphans", "tag:war", code=1) == "no mark that has lost its passage matches “tag:war”"


def test_a_former_revision_that_there_is_not_is_told_with_those_that_there_are(shell: Shell) -> None:
    said = shell.error("show", shell.ids[0], "--revision", "3", code=1)
    assert said == "“On paper knives” has no former revision 3: its text has never changed"


def test_what_a_tag_means_is_said_back(tagged: Shell) -> None:
    assert tagged.both("tags", "describe", "war", " Acts  of war. ")[1] == "“war” means: Acts of war.\n"
    assert tagged.both("tags", "describe", "war", "")[1] == "“war” has no description\n"
    assert (
        tagged.both("tags", "merge", "war", "fight", "--into", "strife")[1] == "merged “war”, “fight” into “strife”\n"
    )


def test_a_tag_that_is_called_or_merged_into_itself_is_told_so(tagged: Shell) -> None:
    assert tagged.both("tags", "rename", "war", "war")[1] == "“war” is called so already\n"
    assert tagged.both("tags", "merge", "war", "--into", "War")[1] == "nothing to merge: “war” alone was named\n"


def test_a_tag_that_is_none_is_answered_with_the_one_that_was_meant(tagged: Shell) -> None:
    assert tagged.error("tags", "rename", "figth", "strife", code=1) == "there is no tag “figth”; did you mean fight?"


def test_rules_for_one_source_are_not_told_as_all(shell: Shell) -> None:
    shell("rules", "add", "--source", "The Ledger", "Follow us")
    said = "no rules for the source “The Post”; “paperknife rules” lists all\n"
    assert shell.both("rules", "list", "--source", "The Post") == ("", said)


@pytest.mark.parametrize("command", ["list", "check", "repair", "undo", "backup"])
def test_a_library_that_is_not_there_is_told_in_one_way(command: str, lonely: Shell) -> None:
    said = f"there is no library in {lonely.home}; “paperknife add PATH…” makes one"
    assert lonely.error(command, code=3) == said


# --- articles by their ids, where a query may stand


def test_the_marks_of_an_article_are_listed_and_exported_by_its_id(tagged: Shell) -> None:
    tagged("tag", f"{tagged.ids[1]}:1", "+rail")
    own = [mark["id"] for mark in tagged.json("notes", tagged.ids[1][:8])]
    assert [mark["id"] for mark in tagged.json("notes") if mark["article"] == tagged.ids[1]] == own
    assert len(tagged.json("notes", *tagged.ids)) == 3
    written = tagged("export", "--format", "markdown", tagged.ids[1][:8])
    assert "night train" in written
    assert "knives" not in written
    assert tagged("export", *(str(each)[:8] for each in own), "--format", "jsonl").count("\n") == 1


def test_an_article_without_marks_is_told_so(shell: Shell) -> None:
    first = shell.ids[0][:8]
    assert shell.error("notes", first, code=1) == f"no mark is in {first}"
    assert shell.error("orphans", first, code=1) == f"no mark that has lost its passage is in {first}"
    assert "On paper knives" in shell("export", first)


@pytest.mark.parametrize("command", ["list", "notes", "search", "export", "stats"])
def test_a_query_that_looks_like_an_id_of_nothing_is_told_as_that(command: str, shell: Shell) -> None:
    said = "nothing matches “deadbeef”: no article and no mark has the id “deadbeef”"
    assert shell.error(command, "deadbeef", code=1) == said


def test_an_id_where_only_a_query_may_stand_is_told_as_an_id(tagged: Shell) -> None:
    first, mark = tagged.ids[0][:8], str(tagged.json("notes")[0]["id"])[:8]
    assert f"it is the id of an article, “paperknife show {first}” shows it" in tagged.error("list", first, code=1)
    assert f"it is the id of a mark, “paperknife export {mark}” writes it" in tagged.error("search", mark, code=1)


# --- help


@pytest.mark.parametrize(
    "command", [*SUMMARIES, *(f"{each} {sub}" for each in ("tags", "rules") for sub in ("list", "add"))]
)
def test_help_has_one_order_and_one_way_to_word_things(command: str, lonely: Shell) -> None:
    words = command.split()
    parser = make_whole_parser().commands[words[0]]
    parser = parser.commands[words[1]] if words[1:] else parser
    options = [option for argument in parser.arguments for option in argument.option_strings[-1:]]
    own = [option for option in options if option not in {"--help", "--json", "--library"}]
    common = [option for option in ("--json", "--library") if option in options]
    assert options == ["--help", *own, *common]
    shown = lonely(*words[:1], *words[1:], "--help")
    assert "print this help" in shown
    assert all(f"paperknife {words[0]}" in line for line in shown.partition("examples:\n")[2].splitlines())


def test_help_of_hide_and_keep_shows_each_its_own_examples(lonely: Shell) -> None:
    assert "paperknife keep" not in lonely("hide", "--help").partition("examples:")[2]
    assert "paperknife hide" not in lonely("keep", "--help").partition("examples:")[2]
