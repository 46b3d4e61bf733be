"""Ctrl+c while another program has the terminal: for that one, not for paperknife."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tui.interrupts import left_to_others

TELLS = "import signal; print(signal.getsignal(signal.{}) in (signal.SIG_DFL, signal.default_int_handler))"


@pytest.mark.parametrize("key", [signal.SIGINT, signal.SIGQUIT])
def test_keys_that_interrupt_end_the_program_in_front_and_not_this_one(key: signal.Signals) -> None:
    before = signal.getsignal(key)
    with left_to_others():
        assert signal.getsignal(key) not in (signal.SIG_DFL, signal.SIG_IGN, before)
        os.kill(os.getpid(), key)
        told = subprocess.run([sys.executable, "-c", TELLS.format(key.name)], stdout=subprocess.PIPE, check=True)
        assert told.stdout.strip() == b"True"
    assert signal.getsignal(key) == before
