"""Turns the keymap into Textual's bindings, each with its id, tooltip and place in the footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.actions import BY_ID, Action, Context, actions_of
from tui.keymap import Keymap, shown

S = TypeVar("S", bound=Screen[Any])

_CLASSES: dict[tuple[type[Screen[Any]], Keymap, tuple[Context, ...]], type[Screen[Any]]] = {}

IN_MODALS = ("everywhere.suspend", "everywhere.quit")
"""What can be done while a dialog is open, too."""


def bindings_of(keymap: Keymap, *contexts: Context) -> list[Binding]:
    """Return the bindings of the actions of some contexts, in the order of the key table."""
    actions = [action for context in contexts for action in actions_of(context)]
    return _bindings(keymap.on(contexts), actions)


def modal_bindings(keymap: Keymap) -> list[Binding]:
    """Return the bindings that every dialog carries: escape leaves it, and it can be suspended and quit."""
    carried = _bindings(keymap.keys, [BY_ID[action] for action in IN_MODALS])
    return [Binding("escape", "leave", "leave", show=False), *carried]


def bound(screen: type[S], keymap: Keymap, contexts: tuple[Context, ...]) -> type[S]:
    """Return ``screen`` with the reader's keys for ``contexts``; those of a dialog when there are none.

    Textual reads the bindings of a class when the class is made, and ``App.set_keymap`` can neither take a key away
    nor find clashes, so there is one class for each screen and keymap: one a run.
    """
    made = (screen, keymap, contexts)
    if made not in _CLASSES:
        bindings: Sequence[BindingType] = bindings_of(keymap, *contexts) if contexts else modal_bindings(keymap)
        namespace = {"BINDINGS": list(bindings), "__module__": screen.__module__, "__doc__": screen.__doc__}
        _CLASSES[made] = type(screen.__name__, (screen,), namespace)
    return cast("type[S]", _CLASSES[made])


def _bindings(keys: Mapping[str, tuple[str, ...]], actions: Sequence[Action]) -> list[Binding]:
    return [
        Binding(
            ",".join(keys[action.id]),
            action.method,
            action.label,
            show=action.footer,
            key_display=shown(keys[action.id][0]),
            tooltip=action.help,
            id=action.id,
        )
        for action in actions
        if keys[action.id]
    ]
