"""The command line's page names every command and option, and every line in it that can be typed works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from argparse import Action
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.article import RawDocument
from storage.cleaning import clean
from storage.library import Library
from tui.cli.catalogue import READ, SUMMARIES
from tui.cli.dispatch import split
from tui.cli.parser import Parser, load, make_parser, make_whole_parser

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\$ (.*paperknife.*)$", PAGE, re.MULTILINE)
PARAGRAPHS = 8
"""As many as the lines of the page need."""


def parsers() -> Iterator[tuple[str, Parser]]:
    whole = make_whole_parser()
    yield "paperknife", whole
    for name, parser in whole.commands.items():
        yield f"paperknife {name}", parser
        for sub, branch in parser.commands.items():
            yield f"paperknife {name} {sub}", branch


def arguments() -> Iterator[tuple[str, Action]]:
    for name, parser in parsers():
        for argument in parser.arguments:
            yield name, argument


@pytest.mark.parametrize(
    ("command", "argument"),
    list(arguments()),
    ids=lambda given: (
        given if isinstance(given, str) else given.option_strings[0] if given.option_strings else given.dest
    ),
)
def test_every_argument_has_a_help_text_that_is_a_sentence_without_a_capital(command: str, argument: Action) -> None:
    assert argument.help, f"{command}: {argument.dest} has no help"
    first = argument.help.split()[0]
    assert first[0].islower() or first.isupper() or not first[0].isalpha(), f"{command}: {argument.help}"
    assert not argument.help.endswith("."), f"{command}: {argument.help}"


def test_every_command_and_option_is_on_the_page() -> None:
    for name, parser in parsers():
        assert re.search(rf"{name}\b", PAGE), f"{name} is not in docs/command-line.md"
        for argument in parser.arguments:
            for option in argument.option_strings:
                assert re.search(rf"(?<![\w-]){option}\b", PAGE), f"{name} {option} is not in docs/command-line.md"


def test_every_command_that_prints_json_is_named_with_its_fields() -> None:
    section = PAGE[PAGE.index("\n## JSON\n") : PAGE.index("\n## Output and exit codes\n")]
    sentence, _, rest = section.partition(" print JSON Lines")
    rows = [row.split("|")[1] for row in rest.splitlines() if row.startswith("| `")]
    able = {
        name.removeprefix("paperknife ")
        for name, parser in parsers()
        for argument in parser.arguments
        if "--json" in argument.option_strings and not parser.commands  # alone these do what their list does
    }
    assert set(re.findall(r"`([^`]+)`", sentence)) - {"--json"} == able
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == able


def test_the_page_names_no_command_that_does_not_exist() -> None:
    for line in LINES:
        name, _ = split(words_of(line))
        assert name in SUMMARIES, f"$ {line}"


def words_of(line: str) -> list[str]:
    """Return the words of the ``paperknife`` in a line of a shell, without redirections."""
    words = shlex.split(line[line.index("paperknife") :])[1:]
    ends = [place for place, word in enumerate(words) if word in ("|", ">", "<")]
    return words[: ends[0]] if ends else words


@pytest.mark.parametrize(
    "example", [example for name in (READ, *SUMMARIES) for example in load(name).EXAMPLES], ids=str
)
def test_every_example_of_a_help_text_can_be_typed(example: str) -> None:
    name, rest = split(words_of(example))
    make_parser(name, load(name)).read(rest)


def articles() -> dict[str, str]:
    body = "\n\n".join(
        f"Paragraph {number} of joint patrols is long enough to be read as text, and ends."
        for number in range(PARAGRAPHS)
    )
    return {
        "article.txt": f"Joint patrols are discussed\n\n{body}\n",
        "page.html": f"<!DOCTYPE html><title>A page</title><h1>A page</h1><p>{body}</p>",
        "scrapes/one.md": f"# One of the scrapes\n\n{body}\n",
        "summary.md": "In short: *patrols*.\n",
    }


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the page speaks of, and a ``paperknife`` to be typed."""
    for name, text in articles().items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = tmp_path / "bin" / "paperknife"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m tui "$@"\n'
    )
    command.chmod(0o700)
    return tmp_path


def with_real_ids(line: str, home: Path) -> str:
    """Put the ids of this library in the places of those that the page shows."""
    if not home.exists():
        return line
    hidden = ""
    with Library.open(home) as library:
        for row in library.rows()[:1]:
            line = line.replace("1f2e3d4c", row.id[:8])
            hidden = next((block.id for block in library.article(row.id).blocks if not block.kept), "")
        for change in library.history(1):
            line = line.replace("4711", str(change.id))
        for rule in library.rules()[:1]:
            line = line.replace("4b7c9d20", rule.id[:8])
        for mark in library.annotations()[:1]:
            line = line.replace("5f2c8a1b", mark.id[:8])
    return line.replace("p-0123456789ab", hidden) if hidden else line


def test_every_line_of_the_page_runs(desk: Path) -> None:
    home = desk / "home"
    env = {
        **os.environ,
        "PATH": f"{desk / 'bin'}:{os.environ['PATH']}",
        "PAPERKNIFE_HOME": str(home),
        "HOME": str(desk),
        "XDG_CONFIG_HOME": str(desk / "config"),
    }
    for line in LINES:
        typed = with_real_ids(line, home)
        ran = subprocess.run(typed, shell=True, cwd=desk, env=env, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"$ {typed}\n{ran.stderr}"
        assert "Traceback" not in ran.stderr


def test_the_article_of_the_page_has_the_paragraphs_that_it_speaks_of() -> None:
    text = articles()["article.txt"]
    assert sum(block.kept for block in clean(RawDocument(text.encode(), "article.txt")).blocks) >= PARAGRAPHS
