"""``paperknife completion``: what a shell needs to complete the commands and their options."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.output import whole
from tui.cli.parser import Parser, ignores_library, make_whole_parser

EXAMPLES = (
    "paperknife completion bash > ~/.local/share/bash-completion/completions/paperknife",
    "paperknife completion zsh",
)

_SHELLS = ("bash", "zsh", "tcsh")
_ADDED = {
    "bash": "\n# Where no command fits, a file may.\n"
    "complete -o bashdefault -o default -F _shtab_paperknife paperknife\n",
}
"""What the completions of a shell want beside what shtab makes."""
_FILES = frozenset({"PATH", "FILE"})
_FOLDERS = frozenset({"DIR"})


def add_arguments(parser: Parser) -> None:
    """Take the name of a shell."""
    parser.add_argument("shell", metavar="SHELL", choices=_SHELLS, help="bash, zsh or tcsh")
    ignores_library(parser)


def run(arguments: Namespace) -> int:
    """Print the completions."""
    import shtab

    parser = make_whole_parser()
    _complete_files(parser)
    whole(f"{shtab.complete(parser, arguments.shell)}\n{_ADDED.get(arguments.shell, '')}")
    return 0


def _complete_files(parser: Parser) -> None:
    """Tell shtab, by the attribute that it looks for, which arguments are files and which folders."""
    import shtab

    for argument in parser.arguments:
        if argument.metavar in _FILES:
            vars(argument)["complete"] = shtab.FILE
        elif argument.metavar in _FOLDERS:
            vars(argument)["complete"] = shtab.DIRECTORY
    for command in parser.commands.values():
        _complete_files(command)
