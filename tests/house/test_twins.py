"""Everything that the app can do, the command line can do, or there is a written reason why not."""

from __future__ import annotations

import pytest

from tui.actions import ACTIONS, Action
from tui.cli.catalogue import SUMMARIES
from tui.cli.parser import make_whole_parser

WITHOUT_COMMAND = "-- "
LEAST_WORDS = 4
"""Words of a reason: fewer say nothing."""


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_has_a_command_or_a_reason(action: Action) -> None:
    if action.twin.startswith(WITHOUT_COMMAND):
        reason = action.twin.removeprefix(WITHOUT_COMMAND)
        assert len(reason.split()) >= LEAST_WORDS, f"{action.id}: “{reason}” says nothing"
        return
    program, command, *others = action.twin.split()
    assert program == "paperknife"
    assert command in SUMMARIES, f"{action.id}: there is no command {command}"
    parser = make_whole_parser().commands[command]
    known = {*parser.commands}
    for argument in parser.arguments:
        known.update(argument.option_strings, argument.choices or ())
    assert known.issuperset(others), f"{action.id}: {command} knows no {others}"


def test_an_action_that_changes_the_library_has_a_command() -> None:
    without = [action.id for action in ACTIONS if action.changes and action.twin.startswith(WITHOUT_COMMAND)]
    assert not without, "these can only be done on the screen"
