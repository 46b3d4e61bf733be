"""Finds the command that the words name, parses the other words for it and runs it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.cli.catalogue import READ, READ_SUMMARY, SUMMARIES, TAKES_ALL_WORDS

_HELP = {"-h", "--help"}
_WITH_VALUE = {"--library"}


def dispatch(words: Sequence[str]) -> int:
    """Run the command that ``words`` name and return its exit code.

    Raises:
        UsageError: the words cannot be understood.
    """
    name, rest = split(words)
    if name == READ and _HELP.intersection(_before_dashes(rest)):
        print(overview())  # noqa: T201  the one text that needs no parser
        return 0
    if name == READ:
        from tui.cli.straight import opened

        code = opened(rest)
        if code is not None:
            return code
    from tui.cli.parser import load, make_parser

    command = load(name)
    return command.run(make_parser(name, command).read(rest))


def split(words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command's name and the words that are left for its parser.

    The first word that is no option decides; if it names no command, or follows ``--``, the words are paths.
    """
    at = _first_word(words)
    if at is None or words[at] not in SUMMARIES or "--" in words[:at]:
        return READ, list(words)
    name, rest = words[at], [*words[:at], *words[at + 1 :]]
    first = _first_word(rest)
    if name in TAKES_ALL_WORDS and first is not None and "--" not in rest[:first]:
        rest.insert(first, "--")
    return name, rest


def _first_word(words: Sequence[str]) -> int | None:
    """Return where the first word stands that is no option and no option's value."""
    at = 0
    while at < len(words):
        word = words[at]
        if word == "--":
            return at + 1 if at + 1 < len(words) else None
        if word == "-" or not word.startswith("-"):
            return at
        at += 2 if word in _WITH_VALUE else 1
    return None


def _before_dashes(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index("--")] if "--" in words else words


def overview() -> str:
    """Return what ``paperknife --help`` shows."""
    width = max(map(len, SUMMARIES))
    commands = "\n".join(f"  {name:<{width}}  {summary}" for name, summary in SUMMARIES.items())
    return f"""\
{READ_SUMMARY}

  paperknife                      open the library
  paperknife PATH…                add files and folders (- is standard input), then read
  paperknife COMMAND …            do one thing and end; paperknife COMMAND --help says more

{commands}

  --library DIR   use the library in DIR, before or after the command
                  (otherwise $PAPERKNIFE_HOME or the platform's data folder)
  --version       print the version
  --help          print this

A file that is named like a command is ./list. Examples:

  paperknife ~/scrapes
  paperknife add --tag todo page.html
  paperknife export tag:todo --format markdown -o notes.md
"""
