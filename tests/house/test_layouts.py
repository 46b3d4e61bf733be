"""Every action has a key that each of the common keyboards types without AltGr and without a dead key.

The characters of each keyboard, plain and with shift, are those of the layouts of X11 (xkeyboard-config, in
``symbols/`` de, fr, es, ch(de), ch(fr), it, se, pt); a dead key is none.
"""

from __future__ import annotations

from string import ascii_letters, digits

import pytest

from tui.actions import ACTIONS, Action
from tui.bindings import IN_MODALS
from tui.keymap import shown

_SIGNS = {
    "de": "°!\"§$%&/()=?ß+*#'<>,;.:-_öäüÖÄÜ",
    "fr": "²&é\"'(-è_çà)=°+$£ù%*µ<>,?;.:/!§",
    "es": "ºª!\"·$%&/()='?¡¿+*ñÑçÇ<>,;.:-_",
    "ch-de": "§°+\"*ç%&/()='?üè!öéäà$£<>,;.:-_",
    "ch-fr": "§°+\"*ç%&/()='?èü!éöàä$£<>,;.:-_",
    "it": "\\|!\"£$%&/()='?ìèé+*òçà°ù§<>,;.:-_",
    "se": "§½!\"#¤%&/()=?+åÅöäÖÄ'*<>,;.:-_",
    "pt": "\\|!\"#$%&/()='?«»+*çÇºª<>,;.:-_",
}
_NAMED = {"enter", "esc", "tab", "space", "del", "backspace", "home", "end", "pgup", "pgdn", "↑", "↓", "←", "→"} | {
    f"f{number}" for number in range(1, 13)
}


def typed_on(keyboard: str, key: str) -> bool:
    """Return whether a keyboard types a key by itself, or with shift, ctrl or alt."""
    last = shown(key.removeprefix("ctrl+").removeprefix("shift+").removeprefix("alt+"))
    return last in _NAMED or (len(last) == 1 and last in ascii_letters + digits + _SIGNS[keyboard])


@pytest.mark.parametrize("keyboard", _SIGNS)
def test_every_action_can_be_typed(keyboard: str) -> None:
    without = {
        action.id: action.keys for action in ACTIONS if not any(typed_on(keyboard, key) for key in action.keys)
    }
    assert not without


@pytest.mark.parametrize(
    "action", [action for action in ACTIONS if action.id in IN_MODALS], ids=lambda found: found.id
)
def test_what_works_everywhere_needs_no_sign(action: Action) -> None:
    assert action.keys[0].startswith("ctrl+")


def test_brackets_are_known_to_need_altgr() -> None:
    assert not any(typed_on("de", key) for key in ("left_square_bracket", "backslash", "vertical_line"))
    assert typed_on("de", "number_sign")
    assert not typed_on("fr", "number_sign")
