"""Turns the keymap into Textual's bindings, each with its id, tooltip and place in the footer."""

from __future__ import annotations

from textual.binding import Binding

from tui.actions import Context, actions_of
from tui.keymap import Keymap, shown


def bindings_of(keymap: Keymap, *contexts: Context) -> list[Binding]:
    """Return the bindings of the actions of some contexts, in the order of the key table."""
    return [
        Binding(
            ",".join(keys),
            action.method,
            action.label,
            show=action.footer,
            key_display=shown(keys[0]),
            tooltip=action.help,
            id=action.id,
        )
        for context in contexts
        for action in actions_of(context)
        if (keys := keymap.of(action.id))
    ]
