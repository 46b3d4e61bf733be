"""Which key does what on each screen: the registry's defaults with the user's changes, clashes found and named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tui.actions import ACTIONS, Action, Context, actions_of

_SHOWN = {
    "slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_", "full_stop": ".",
    "escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "down": "↓", "up": "↑", "left": "←", "right": "→",
    "delete": "del", "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip
"""Keys that are not written as their Unicode name says."""
_SIGNS = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$", "percent_sign": "%",
    "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(", "right_parenthesis": ")", "asterisk": "*",
    "comma": ",", "colon": ":", "semicolon": ";", "equals_sign": "=", "question_mark": "?", "tilde": "~",
    "left_square_bracket": "[", "right_square_bracket": "]", "circumflex_accent": "^", "grave_accent": "`",
    "left_curly_bracket": "{", "vertical_line": "|", "right_curly_bracket": "}",
}  # fmt: skip
"""The signs on every keyboard by their Unicode names: to look them up takes a megabyte of names into memory."""
_PRESSED = {shown: name for name, shown in {**_SIGNS, **_SHOWN}.items()}
_SAME_BYTE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "return": "enter",
    "esc": "escape",
    " ": "space",
}
"""A terminal sends the same for both, or people use both words."""

_NAMED = frozenset(
    [
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *("insert", "delete", "backspace", "tab", "enter", "escape", "space"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
"""Keys without a character of their own, by Textual's names."""


def shown(key: str) -> str:
    """Return a key as people write it: ``question_mark`` is ``?``."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key in _SIGNS:
        return _SIGNS[key]
    if len(key) == 1 or "+" in key or key in _NAMED:  # which are no names of characters that are seen
        return key
    try:
        sign = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    return sign if sign.isprintable() and not sign.isspace() else key  # “tab” is the name of a character, too


def pressed(key: str) -> str:
    """Return Textual's name of a key as people write it; the inverse of :func:`shown`."""
    if key.startswith("shift+") and len(key) == len("shift+a") and key[-1].isalpha():
        return key[-1].upper()
    key = _SAME_BYTE.get(key, _PRESSED.get(key, key))
    if len(key) != 1 or key.isalnum():
        return key
    return unicodedata.name(key, key).lower().replace(" ", "_").replace("-", "_")


_HELD = re.compile(r"^(?:(?:ctrl|shift|alt|meta|super|hyper)\+)*")


def is_key(key: str) -> bool:
    """Return whether there is a key of that name, as people or as Textual write it."""
    last = pressed(_HELD.sub("", pressed(key)))
    return len(last) == 1 or last in _NAMED or shown(last) != last


class Clash(NamedTuple):
    """A key that an action has lost to another one."""

    setting: str
    """What the user set that made it, such as ``keys.reading.tag``."""
    words: str
    """One line for the reader."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Keymap:
    """Action id → keys, the same for the whole run; two keymaps are equal when they are the same one."""

    keys: Mapping[str, tuple[str, ...]]
    """Textual's names of the keys of each action."""
    clashes: tuple[Clash, ...] = ()
    """What actions have lost by the user's keys."""

    def of(self, action: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self.keys.get(action, ())

    def on(self, contexts: Iterable[Context]) -> Mapping[str, tuple[str, ...]]:
        """Return the keys of each action of a screen; of two with one key, the context named first has it."""
        taken: set[str] = set()
        result: dict[str, tuple[str, ...]] = {}
        for context in contexts:
            for action in actions_of(context):
                result[action.id] = tuple(key for key in self.of(action.id) if key not in taken)
            taken.update(key for action in actions_of(context) for key in result[action.id])
        return result

    def label(self, action: str) -> str:
        """Return an action's first key as people write it, empty when it has none."""
        keys = self.of(action)
        return shown(keys[0]) if keys else ""


def make_keymap(changed: Mapping[str, tuple[str, ...]]) -> Keymap:
    """Lay the user's keys over the defaults and settle on each screen who has a key that two actions want.

    The user's own keys come before the defaults, and a screen's before those of everywhere, which keep theirs on the
    other screens. Whatever an action loses is reported.

    Args:
        changed: Action id → its keys.
    """
    clashes: list[Clash] = []
    keys = {action.id: tuple(dict.fromkeys(map(pressed, changed.get(action.id, action.keys)))) for action in ACTIONS}
    for context in Context:
        ordered = sorted(
            dict.fromkeys((*actions_of(context), *actions_of(Context.EVERYWHERE))), key=lambda a: a.id not in changed
        )
        clashes += _settle(context, ordered, keys, changed)
    return Keymap(keys, tuple(dict.fromkeys(clashes)))


def _settle(
    context: Context,
    ordered: Iterable[Action],
    keys: dict[str, tuple[str, ...]],
    changed: Container[str],
) -> list[Clash]:
    owner: dict[str, str] = {}
    clashes: list[Clash] = []
    for action in ordered:
        lost = [key for key in keys[action.id] if owner.setdefault(key, action.id) != action.id]
        for key in lost:
            setting = f"keys.{action.id if action.id in changed else owner[key]}"
            if action.context is context:
                clashes.append(Clash(setting, f"{shown(key)} is {owner[key]}, so it is no longer {action.id}"))
            else:
                words = f"on the screen “{context}” {shown(key)} is {owner[key]}, not {action.id}"
                clashes.append(Clash(setting, words))
        if action.context is context:
            keys[action.id] = tuple(key for key in keys[action.id] if key not in lost)
    return clashes
