"""Which key does what on each screen: the registry's defaults with the user's changes, clashes found and named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.actions import ACTIONS, BY_ID, Action, Context, actions_of

_NAMES = {
    "question_mark": "?", "number_sign": "#", "slash": "/", "backslash": "\\", "full_stop": ".", "comma": ",",
    "semicolon": ";", "plus": "+", "minus": "-", "equals_sign": "=", "exclamation_mark": "!",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "left_square_bracket": "[", "right_square_bracket": "]",
    "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "down": "↓", "up": "↑", "delete": "del",
}  # fmt: skip
_SIGNS = {sign: name for name, sign in _NAMES.items() if len(sign) == 1} | {"esc": "escape", "pgdn": "pagedown"}


def shown(key: str) -> str:
    """Return a key as people write it: ``question_mark`` is ``?``."""
    return _NAMES.get(key, key)


def pressed(key: str) -> str:
    """Return Textual's name of a key as people write it; the inverse of :func:`shown`."""
    return _SIGNS.get(key, key)


@dataclass(frozen=True, slots=True, eq=False)
class Keymap:
    """Action id → keys, the same for the whole run; two keymaps are equal when they are the same one."""

    keys: Mapping[str, tuple[str, ...]]
    """Textual's names of the keys of each action."""
    problems: tuple[str, ...] = ()
    """One line for each clash and each unknown action, for the reader."""

    def of(self, action: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self.keys.get(action, ())

    def label(self, action: str) -> str:
        """Return an action's first key as people write it, empty when it has none."""
        keys = self.of(action)
        return shown(keys[0]) if keys else ""


def make_keymap(changed: Mapping[str, tuple[str, ...]]) -> Keymap:
    """Lay the user's keys over the defaults.

    A key that the user gives to one action is taken from the action that has it by default on the same screen,
    and this is reported; of two actions given the same key by the user, the first keeps it.
    """
    problems = [f"config.toml: there is no action “{action}”" for action in changed if action not in BY_ID]
    keys = {action.id: tuple(map(pressed, changed.get(action.id, action.keys))) for action in ACTIONS}
    for context in Context:
        if context is Context.EVERYWHERE:
            continue
        # The user's own keys claim theirs first, then the screen's, then those of everywhere.
        ordered = sorted((*actions_of(context), *actions_of(Context.EVERYWHERE)), key=lambda a: a.id not in changed)
        problems += _settle(ordered, keys)
    return Keymap(keys, tuple(dict.fromkeys(problems)))


def _settle(ordered: list[Action], keys: dict[str, tuple[str, ...]]) -> list[str]:
    owner: dict[str, str] = {}
    problems: list[str] = []
    for action in ordered:
        free = []
        for key in keys[action.id]:
            if key in owner and owner[key] != action.id:
                problems.append(f"config.toml: {shown(key)} is {owner[key]}, so it is no longer {action.id}")
            else:
                owner[key] = action.id
                free.append(key)
        keys[action.id] = tuple(free)
    return problems
