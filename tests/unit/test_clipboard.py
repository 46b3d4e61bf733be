"""What is copied reaches the clipboard of the terminal, also through tmux and screen."""

from __future__ import annotations

import re
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from tui.clipboard import copying

OSC_52 = re.compile("\x1b]52;c;([A-Za-z0-9+/=]*)\a")


def copied(written: str) -> str:
    found = OSC_52.fullmatch(written)
    assert found is not None
    return b64decode(found[1]).decode()


@given(st.text())
def test_a_terminal_gets_the_text(text: str) -> None:
    assert copied(copying(text, {})) == text


@given(st.text())
def test_tmux_gets_it_for_itself_and_to_hand_on(text: str) -> None:
    own, wrapped = copying(text, {"TMUX": "/tmp/tmux-1000/default,1,0"}).split("\x1bPtmux;")
    assert copied(own) == text
    assert wrapped.endswith("\x1b\\")
    assert copied(wrapped.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == text


@given(st.text(max_size=3_000))
def test_screen_gets_it_in_pieces_that_it_takes(text: str) -> None:
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", copying(text, {"STY": "1.pts"}), re.DOTALL)
    assert all(len(piece) <= 768 for piece in pieces)
    assert copied("".join(pieces)) == text


def test_nothing_of_the_text_itself_reaches_the_terminal() -> None:
    assert "\x1b[31m" not in copying("\x1b[31mred\a", {})
