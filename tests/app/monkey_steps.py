"""What a monkey does at the screen: random steps, the same ones for the same seed.

A step is one string, so that a failure can be printed and played again: the name of a key, ``burst j j enter`` (keys
that come all at once), ``paste …``, ``click 30 8``, ``resize 20x6``, or ``elsewhere tag 3`` (what another process
does meanwhile).
"""

from __future__ import annotations

import random

from tui.actions import ACTIONS

SIZES = ("20x6", "1x1", "60x20", "110x36", "300x100")
WORDS = (
    "conflict",
    "a/b",
    "[/foo]",
    "日本語",
    "\u202eabc",
    "👩‍👩‍👧",
    "e\u0301",
    'tag:"',
    "-(or",
    "zz top",
    "~",
    "#x #y",
    "9",
)
TYPED = ("fresh", "many", "a/b", "7", "-3", "theme", "is:read", "tag:many", "(", "night", "x" * 60)
FINISHING = ("enter", "enter", "enter enter", "ctrl+s", "tab enter", "down enter", "escape")
OPENING = frozenset({"library.filter", "reading.find", "notes.filter", "everywhere.command", "everywhere.search"})
POINTING = ("click", "click", "click", "double", "drag", "wheel")
ELSEWHERE = ("tag", "untag", "remove", "reclean", "forget", "rename", "state", "undo", "flip")
NEVER = frozenset({"everywhere.suspend"})
"""What would put the test itself in the background."""


def steps_of(seed: int, many: int) -> list[str]:
    """Return ``many`` steps; the same ones for the same seed."""
    dice = random.Random(seed)
    actions = [action for action in ACTIONS if action.id not in NEVER]
    weights = [_weight(action.group, action.changes) for action in actions]

    def key() -> str:
        return dice.choice(dice.choices(actions, weights)[0].keys)

    def step() -> str:
        kind = dice.random()
        if kind < 0.56:
            return key()
        if kind < 0.70:
            return dice.choice(
                ("enter", "enter", "escape", "tab", "shift+tab", "backspace", "down", "space", "ctrl+s")
            )
        if kind < 0.74:
            return "burst " + " ".join(dice.choice("abcdeiknorstu/#[") for _ in range(dice.randint(1, 5)))
        if kind < 0.87:
            opened = dice.choice([action for action in actions if action.changes or action.id in OPENING]).keys[0]
            return f"burst {opened} {' '.join(dice.choice(TYPED))} {dice.choice(FINISHING)}"
        if kind < 0.89:
            return f"paste {dice.choice(WORDS)}"
        if kind < 0.93:
            return "burst " + " ".join(key() for _ in range(dice.randint(2, 9)))
        if kind < 0.95:
            return "burst " + " ".join(dice.choices(("u", "ctrl+r"), k=dice.randint(2, 8)))
        if kind < 0.96:
            return f"{dice.choice(POINTING)} {dice.randrange(300)} {dice.randrange(100)}"
        if kind < 0.98:
            return f"resize {dice.choice(SIZES)}"
        return f"elsewhere {dice.choice(ELSEWHERE)} {dice.randrange(1000)}"

    return [step() for _ in range(many)]


def _weight(group: str, changes: bool) -> int:
    return {"Move": 2, "Program": 1, "Look": 2}.get(group, 6 if changes else 4)
