"""Goes to every screen and opens everything that its actions open, for tests that hold of all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from textual.pilot import Pilot

from tui.actions import Action, Context, actions_of
from tui.screens.base import PaperknifeScreen

WAYS = {
    Context.LIBRARY: (),
    Context.READING: ("g", "enter", "g", "j"),
    Context.NOTES: ("M",),
    Context.CODEBOOK: ("number_sign",),
    Context.SEARCH: ("ctrl+f", *"night"),
    Context.HISTORY: ("H",),
    Context.RULES: ("L",),
    Context.STATISTICS: ("percent_sign",),
}
"""The keys from the library to each screen."""

LEAVE_THE_PROGRAM = {"everywhere.quit", "everywhere.suspend", "everywhere.back", "everywhere.cancel"}
LEAVE_THE_PROGRAM |= {"library.open-source", "reading.open-source", "everywhere.pipe"}


def contexts() -> list[Context]:
    """Every screen that there is a way to."""
    return list(WAYS)


def opening(context: Context) -> list[Action]:
    """Return the actions of a screen that do more than move on it, and in the library those of everywhere."""
    there = actions_of(context) + (actions_of(Context.EVERYWHERE) if context is Context.LIBRARY else ())
    return [action for action in there if action.group != "Move" and action.id not in LEAVE_THE_PROGRAM]


async def each_state(pilot: Pilot[Any], context: Context) -> AsyncIterator[str]:
    """Go to a screen, then carry out its actions one by one, and yield what was done after each."""
    await pilot.press(*WAYS[context])
    base = _in_front(pilot)
    assert base.CONTEXT is context
    yield context
    for action in opening(context):
        if not any(action.id == binding.id for binding in base.BINDINGS if not isinstance(binding, tuple)):
            continue
        await base.run_action(action.method)
        await pilot.pause()
        yield action.id
        base = await _back(pilot, base)


async def _back(pilot: Pilot[Any], base: PaperknifeScreen) -> PaperknifeScreen:
    """Leave what was opened; where that led away from the screen, go there again."""
    for _ in range(6):
        if pilot.app.screen is base or base not in pilot.app.screen_stack:
            break
        await pilot.press("escape")
    if base not in pilot.app.screen_stack:
        while len(pilot.app.screen_stack) > 1:
            pilot.app.pop_screen()
            await pilot.pause()
        await pilot.press(*WAYS[base.CONTEXT])
        return _in_front(pilot)
    while pilot.app.screen is not base:
        pilot.app.pop_screen()
        await pilot.pause()
    base.close_prompt()
    await pilot.pause()
    return base


def _in_front(pilot: Pilot[Any]) -> PaperknifeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PaperknifeScreen)
    return screen
