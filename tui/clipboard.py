"""Text on its way to the clipboard: OSC 52, as far as it reaches through tmux and screen. Pure.

Terminals take ``ESC ] 52 ; c ; BASE64 BEL`` (xterm, “Operating System Commands”), also over ssh. tmux takes it itself
with ``set-clipboard on``, and hands it on, wrapped in a string for tmux, with ``allow-passthrough on``; GNU screen
hands on what is wrapped in a string for it, of at most 768 bytes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

_LONGEST_FOR_SCREEN = 700


def copying(text: str, environment: Mapping[str, str]) -> str:
    """Return what is to be written to the terminal so that ``text`` is on the clipboard.

    Args:
        text: What is copied.
        environment: Where TMUX and STY tell of tmux and screen.
    """
    asked = f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"
    if environment.get("TMUX"):
        doubled = asked.replace("\x1b", "\x1b\x1b")
        return f"{asked}\x1bPtmux;{doubled}\x1b\\"
    if environment.get("STY"):
        parts = (asked[at : at + _LONGEST_FOR_SCREEN] for at in range(0, len(asked), _LONGEST_FOR_SCREEN))
        return "".join(f"\x1bP{part}\x1b\\" for part in parts)
    return asked
