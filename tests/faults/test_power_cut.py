"""A power cut at any moment: every acknowledged note survives what the disk may have dropped, torn or reordered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.disk import power_cut
from tests.faults.operations import Expected, many, some
from tests.faults.recording import HAS_STRACE, Recording, record
from tests.faults.runs import ADAPTER, asked, look, written

pytestmark = pytest.mark.skipif(not HAS_STRACE, reason="strace is not installed: what a process writes is not seen")


@pytest.mark.parametrize("reorder_names", [False, True], ids=["in order", "names reordered"])
@pytest.mark.parametrize("cuts", [40, pytest.param(400, marks=pytest.mark.slow)])
def test_every_acknowledged_note_survives_a_power_cut(tmp_path: Path, cuts: int, reorder_names: bool) -> None:
    dice = random.Random(cuts + reorder_names)
    recording, before, operations = recorded_session(tmp_path, ADAPTER)
    for _ in range(cuts):
        state = power_cut(recording, dice.randrange(1, len(recording.events) + 1), dice, reorder_names=reorder_names)
        acknowledged = sum(line.startswith("ACK ") for line in state.said)
        seen = look(state.laid_out(tmp_path / "cut"))
        assert before.after(operations, acknowledged).wrong(seen.notes) == [], state.where


def recorded_session(
    folder: Path, command: tuple[str, ...], count: int = 30
) -> tuple[Recording, Expected, list[dict[str, object]]]:
    """Return what a writer did to a small library, what was in it before, and what the writer was asked to do."""
    home, dice = folder / "home", random.Random(3)
    first = many("pre", 40, dice)
    written(home, first)
    before = Expected().after(first, 1)
    operations = some("n", count, dice, before.notes)
    recording = record([*command, "write", str(home), str(asked(folder, operations))], home, folder / "trace")
    assert sum(getattr(event, "line", "").startswith("ACK ") for event in recording.events) == count
    return recording, before, operations
