"""Argument parsers: one for each command, built of the command's own module when it runs."""

from __future__ import annotations

import re
from argparse import SUPPRESS, Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn, Protocol, cast

from storage.errors import UsageError
from tui.cli.catalogue import READ, READ_SUMMARY, SUMMARIES, module_name
from tui.version import __version__

_MINUS_WORD = re.compile(r"unrecognized arguments:(?: .*)? -([^\W\d_][^\s]+)")
"""What argparse says of a word that begins with one dash and is no option."""


class Parser(ArgumentParser):
    """An argument parser without abbreviations that raises our own error and remembers its arguments."""

    def __init__(self, **settings: Any) -> None:
        self.arguments: list[Action] = []
        self.commands: dict[str, Parser] = {}
        self._branches: Any = None  # argparse does not name its type in public
        ours = {"allow_abbrev": False, "add_help": False, "formatter_class": RawDescriptionHelpFormatter}
        super().__init__(**{**ours, **settings})
        self.add_argument("-h", "--help", action="help", help="print this help")

    def add_argument(self, *names: str, **settings: Any) -> Action:
        """Add an argument as argparse does, and remember it for help tests and completions."""
        argument = super().add_argument(*names, **settings)
        self.arguments.append(argument)
        return argument

    def add_command(self, name: str, summary: str, examples: Sequence[str]) -> Parser:
        """Add a sub-command and return its parser."""
        if self._branches is None:
            self._branches = self.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
        self.commands[name] = self._branches.add_parser(name, help=summary, **described(summary, examples))
        return self.commands[name]

    def read(self, words: Sequence[str]) -> Namespace:
        """Parse ``words``; options may stand between the others, but for sub-commands and after ``--``.

        Raises:
            UsageError: the words cannot be understood.
        """
        if "--" in words or self.commands:
            return self.parse_args(words)
        return self.parse_intermixed_args(words)

    def error(self, message: str) -> NoReturn:
        """Raise the one line that says what is wrong and where to look.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message} ({self._hint(message)}{self.prog} --help shows how)")

    def _hint(self, message: str) -> str:
        """Say how a QUERY excludes, where a word with a dash before it was meant so."""
        found = _MINUS_WORD.search(message)
        if found is None or not any(argument.dest == "query" for argument in self.arguments):
            return ""
        return f"in a query, not says it: not {found[1]}; "


class Command(Protocol):
    """What the module of a command holds."""

    EXAMPLES: Sequence[str]
    """Command lines that work, shown in its help and in the docs."""

    def add_arguments(self, parser: Parser) -> None:
        """Tell the parser what words the command takes."""

    def run(self, arguments: Namespace) -> int:
        """Do it and return the exit code."""


def load(name: str) -> Command:
    """Import the module of a command."""
    return cast("Command", import_module(module_name(name)))


def examples_of(name: str, command: Command) -> Sequence[str]:
    """Return the command lines for one of the commands that a module holds."""
    return [example for example in command.EXAMPLES if f"paperknife {name}" in example]


def make_parser(name: str, command: Command) -> Parser:
    """Return the parser of one command."""
    if name == READ:
        parser = Parser(prog="paperknife", description=READ_SUMMARY)
    else:
        parser = Parser(prog=f"paperknife {name}", **described(SUMMARIES[name], examples_of(name, command)))
    parser.set_defaults(command=name)
    command.add_arguments(parser)
    return parser


def make_whole_parser() -> Parser:
    """Return one parser of all commands, as completions and the docs want it; it imports every command.

    It takes no paths: completions would offer files where a command may stand; where none fits, shells offer them.
    """
    whole = Parser(prog="paperknife", description=READ_SUMMARY)
    takes_library(whole)
    takes_version(whole)
    for name, summary in SUMMARIES.items():
        command = load(name)
        command.add_arguments(whole.add_command(name, summary, examples_of(name, command)))
    return whole


def described(summary: str, examples: Sequence[str]) -> dict[str, str]:
    """Return the words around a command's help: what it does above, examples below."""
    shown = "\n".join(f"  {example}" for example in examples)
    return {"description": f"{summary[0].upper()}{summary[1:]}.", "epilog": f"examples:\n{shown}"}


def takes_library(parser: Parser) -> None:
    """Let the command take ``--library``; absent, it is not set, so that no sub-parser overwrites it."""
    parser.add_argument(
        "--library",
        metavar="DIR",
        default=SUPPRESS,
        help="the library to use (otherwise $PAPERKNIFE_HOME or the platform's data folder)",
    )


def ignores_library(parser: Parser) -> None:
    """Let a command that needs no library take ``--library`` all the same: it may be part of a shell alias."""
    parser.add_argument("--library", metavar="DIR", default=SUPPRESS, help=SUPPRESS)


def takes_version(parser: Parser) -> None:
    """Let ``--version`` stand among other words."""
    parser.add_argument("--version", action="version", version=f"paperknife {__version__}", help="print the version")


def takes_limit(parser: Parser, help_text: str) -> None:
    """Let the command take ``--limit``, a count from 1 on."""
    parser.add_argument("--limit", type=_count, metavar="N", help=help_text)


def takes_json(parser: Parser) -> None:
    """Let the command take ``--json``."""
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help="print JSON Lines, one object a line")


def wants_json(arguments: Namespace) -> bool:
    """Tell whether ``--json`` was given."""
    return bool(getattr(arguments, "json", False))


def whole_number(text: str) -> int:
    """Read an argument that is a whole number from 0 on.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}” is no number")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is no number from 1 on")
    return int(text)


def library_option(arguments: Namespace) -> str | None:
    """Return what was given as ``--library``, or None.

    Raises:
        UsageError: it is empty, as an unset variable of a shell is: another library would be meant than is used.
    """
    given = cast("str | None", getattr(arguments, "library", None))
    if given == "":
        raise UsageError("--library needs the name of a folder")
    return given
