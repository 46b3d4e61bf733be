"""``paperknife repair``: puts right what is damaged in the library, and keeps what was damaged aside."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.commands.check import DAMAGED, tell
from tui.cli.opening import library_place
from tui.cli.parser import Parser, takes_json, takes_library, wants_json

EXAMPLES = ("paperknife repair",)


def add_arguments(parser: Parser) -> None:
    """Take nothing but the common options."""
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Repair, and tell what was done and what is left; 1 when something could not be put right."""
    from storage.library import repair

    report = repair(library_place(arguments))
    tell(report, json=wants_json(arguments))
    return 0 if report.sound else DAMAGED
