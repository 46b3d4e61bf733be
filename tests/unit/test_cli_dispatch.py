"""The first word that is no option decides what the others mean."""

from __future__ import annotations

import pytest

from storage.errors import UsageError
from tui.cli import main
from tui.cli.catalogue import READ, SUMMARIES
from tui.cli.commands.tag import changed
from tui.cli.dispatch import overview, split
from tui.cli.parser import library_option, load, make_parser, make_whole_parser, wants_json


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ([], READ, []),
        (["list"], "list", []),
        (["page.html"], READ, ["page.html"]),
        (["./list"], READ, ["./list"]),
        (["-"], READ, ["-"]),
        (["--", "list"], READ, ["--", "list"]),
        (["--library", "list"], READ, ["--library", "list"]),
        (["--library", "here", "list", "--json"], "list", ["--library", "here", "--json"]),
        (["--library=here", "list"], "list", ["--library=here"]),
        (["list", "list"], "list", ["list"]),
        (["page.html", "list"], READ, ["page.html", "list"]),
        (["lis"], READ, ["lis"]),
        (["--help", "show"], "show", ["--help"]),
    ],
)
def test_the_first_word_that_is_no_option_decides(words: list[str], name: str, rest: list[str]) -> None:
    assert split(words) == (name, rest)


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (["1f2e:3", "+war", "-todo"], ["+war", "-todo"]),
        (["1f2e:3", "-todo"], ["-todo"]),
        (["1f2e:3", "--", "-todo"], ["-todo"]),
        (["--", "1f2e:3", "-todo", "+war"], ["-todo", "+war"]),
        (["--json", "1f2e:3", "-h", "--json", "--library"], ["-h", "--json", "--library"]),
        (["--library", "here", "1f2e:3", "-x"], ["-x"]),
    ],
)
def test_every_word_after_the_target_is_a_change_of_its_tags(words: list[str], changes: list[str]) -> None:
    name, rest = split(["tag", *words])
    arguments = make_parser(name, load(name)).read(rest)
    assert arguments.target == "1f2e:3"
    assert [word for word in arguments.changes if word != "--"] == changes


def test_options_of_tag_stand_before_its_target() -> None:
    name, rest = split(["--library", "here", "tag", "--json", "1f2e:3", "+war"])
    arguments = make_parser(name, load(name)).read(rest)
    assert (library_option(arguments), wants_json(arguments)) == ("here", True)


@pytest.mark.parametrize(
    "words",
    [
        ["--library", "here", "list"],
        ["list", "--library", "here"],
        ["list", "--library=here"],
        ["--library", "here", "clean"],
        ["completion", "zsh", "--library", "here"],
    ],
)
def test_the_library_may_be_named_before_or_after_the_command(words: list[str]) -> None:
    name, rest = split(words)
    assert library_option(make_parser(name, load(name)).read(rest)) == "here"


@pytest.mark.parametrize(
    "words", [["--library", "here", "tags", "rename", "a", "b"], ["tags", "--library", "here", "delete", "a"]]
)
def test_a_sub_command_does_not_overwrite_the_library_named_before_it(words: list[str]) -> None:
    name, rest = split(words)
    assert library_option(make_parser(name, load(name)).read(rest)) == "here"


def test_options_may_stand_between_the_inputs() -> None:
    name, rest = split(["add", "a.html", "--tag", "todo", "b.html", "--tag", "war"])
    arguments = make_parser(name, load(name)).read(rest)
    assert (arguments.paths, arguments.tags) == (["a.html", "b.html"], ["todo", "war"])


@pytest.mark.parametrize("words", [["list", "--js"], ["show", "1f2e", "--wh"], ["export", "--form", "json"]])
def test_an_abbreviated_option_is_not_taken(words: list[str]) -> None:
    name, rest = split(words)
    with pytest.raises(UsageError, match="--help"):
        make_parser(name, load(name)).read(rest)


def test_tags_are_given_and_taken_off() -> None:
    assert changed(["+war", "-todo", "+method/sampling"]) == (("war", "method/sampling"), ("todo",))


@pytest.mark.parametrize("words", [["war"], ["+"], ["-"], ["--war"], ["+a,b"], ["--"]])
def test_a_word_that_changes_no_tag_is_said(words: list[str]) -> None:
    with pytest.raises(UsageError):
        changed(words)


def test_the_overview_names_every_command() -> None:
    shown = overview()
    assert all(f"\n  {name} " in shown for name in SUMMARIES)


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--library", "here", "--help"]])
def test_help_without_a_command_is_the_overview(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.strip() == overview().strip()


def test_the_whole_parser_knows_every_command() -> None:
    assert list(make_whole_parser().commands) == list(SUMMARIES)


@pytest.mark.parametrize(
    "words", [["list", "--bogus"], ["show"], ["tags", "paint"], ["state", "1f2e", "lost"], ["completion", "fish"]]
)
def test_words_that_cannot_be_understood_are_one_line_and_exit_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert not said.out
    assert said.err.startswith("paperknife: ")
    assert said.err.count("\n") == 1
