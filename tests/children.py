"""Processes that tests start: they hear signals however the tests were started, and are waited for long enough."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PATIENCE = float(os.environ.get("PATIENCE", 60))
"""Seconds that a test waits for what it expects before it fails: only a hang takes as long, on any machine."""

_HEARD = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD),
    *(signal.SIGCONT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH),
)


def be_patient() -> None:
    """Let this process not give up a lock, or an index that is being made, because the machine is slow."""
    from storage.library import locking
    from storage.library.engine import log, log_care
    from storage.search import seal, searcher

    for module, name in (
        (locking, "PATIENCE"),
        (log, "PATIENCE"),
        (log_care, "PATIENCE"),
        (seal, "PATIENCE"),
        (searcher, "_FOR_OTHERS"),
    ):
        setattr(module, name, PATIENCE)


def hear_signals() -> None:
    """Take every signal as a program does that a reader started; run in the child, as its ``preexec_fn``.

    Tests may run in the background or under ``nohup``: what is ignored there, or blocked, would be so in the child.
    """
    for number in _HEARD:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)


def until(holds: Callable[[], T], what: str = "it") -> T:
    """Wait until something holds and return what it is; ``what`` names it in the failure."""
    deadline = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < deadline, f"{what} did not come about"
        time.sleep(0.02)
    return found


def is_running(process: int) -> bool:
    """Return whether a process is there and has not ended: one that nobody has asked for its end has."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return _state(process) not in {"Z", ""}


def is_group_running(group: int) -> bool:
    """Return whether any process of a group is there and has not ended."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    processes = [int(each.name) for each in Path("/proc").glob("[0-9]*")]
    return not processes or any(_state(each, group) not in {"Z", ""} for each in processes)


def _state(process: int, group: int | None = None) -> str:
    """Return the letter of a process's state: empty where it is none, or of another group; ``?`` without /proc."""
    if not Path("/proc/self/stat").exists():
        return "?"
    try:
        state, _parent, own_group = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return ""
    return state if group in {None, int(own_group)} else ""
