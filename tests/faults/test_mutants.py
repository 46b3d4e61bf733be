"""The faults tests see what they should: a library made worse on purpose fails each in its own way."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.errors import LibraryError
from tests.faults.damage import damage
from tests.faults.disk import power_cut
from tests.faults.operations import Expected, some
from tests.faults.recording import HAS_STRACE
from tests.faults.runs import ADAPTER, HERE, killed_after, look
from tests.faults.test_power_cut import recorded_session

if TYPE_CHECKING:
    from tests.faults.conftest import Sample

CUTS = 30
BLOWS = 12


def mutant(name: str) -> tuple[str, ...]:
    return (sys.executable, str(HERE / "mutants.py"), name)


def against(name: str) -> pytest.MarkDecorator:
    """Try the library as it is, which must pass, and a mutant, which must not."""
    commands = [(ADAPTER, False), (mutant(name), True)]
    return pytest.mark.parametrize(("command", "caught"), commands, ids=["sound", "mutant"])


@pytest.mark.skipif(not HAS_STRACE, reason="strace is not installed: what a process writes is not seen")
@against("unsynced")
def test_a_log_that_is_not_synced_is_caught_by_a_power_cut(
    tmp_path: Path, command: tuple[str, ...], caught: bool
) -> None:
    dice = random.Random(11)
    recording, before, operations = recorded_session(tmp_path, command)
    lost = 0
    for _ in range(CUTS):
        state = power_cut(recording, dice.randrange(1, len(recording.events) + 1), dice, reorder_names=False)
        acknowledged = sum(line.startswith("ACK ") for line in state.said)
        lost += lost_at(state.laid_out(tmp_path / "cut"), before.after(operations, acknowledged))
    assert (lost > 0) == caught


@against("early")
def test_what_is_acknowledged_from_memory_is_caught_by_a_kill(
    closed: Sample, tmp_path: Path, command: tuple[str, ...], caught: bool
) -> None:
    home = closed.copied(tmp_path / "home")
    operations = some("m", 400, random.Random(12))
    acknowledged = killed_after(40, home, operations, command)
    assert lost_at(home, closed.expected.after(operations, acknowledged)) == caught


@against("unmirrored")
def test_a_library_without_its_mirror_is_caught_by_damage(
    closed: Sample, tmp_path: Path, command: tuple[str, ...], caught: bool
) -> None:
    home = closed.copied(tmp_path / "home")
    operations = some("m", 400, random.Random(13))
    acknowledged = killed_after(40, home, operations, command)
    left = tmp_path / "left"
    home.rename(left)
    expected = closed.expected.after(operations, acknowledged)
    lost = 0
    for blow in range(BLOWS):
        copy = type(closed)(left, expected).copied(home)
        damage(copy / "history.sqlite-wal", "bit flipped", random.Random(blow))
        lost += lost_at(copy, expected)
    assert (lost > 0) == caught


def lost_at(home: Path, expected: Expected) -> bool:
    """Return whether a start of the program misses something, or does not come about."""
    try:
        return bool(expected.wrong(look(home).notes))
    except LibraryError:
        return True
