"""Lets ctrl+c end the program that has the terminal for a while, and not paperknife behind it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SENT_BY_KEYS = (signal.SIGINT, signal.SIGQUIT)
"""What ctrl+c and ctrl+\\ send to everything that is on the terminal."""


@contextmanager
def left_to_others() -> Iterator[None]:
    """Leave these keys to a program that is started meanwhile.

    By a handler and not SIG_IGN: handlers are reset in the program, what is ignored would stay so.
    """
    before = {number: signal.signal(number, lambda *_: None) for number in _SENT_BY_KEYS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
