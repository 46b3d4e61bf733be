"""Writers that are killed at random moments, alone and beside others: what they acknowledged is there."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.operations import Expected, some
from tests.faults.runs import Writer, look, written

if TYPE_CHECKING:
    from tests.faults.conftest import Sample


@pytest.mark.parametrize("kills", [12, pytest.param(120, marks=pytest.mark.slow)])
def test_what_a_killed_writer_acknowledged_is_there_at_the_next_start(
    closed: Sample, tmp_path: Path, kills: int
) -> None:
    home = closed.copied(tmp_path / "home")
    expected, dice = closed.expected, random.Random(kills)
    for kill in range(kills):
        own = [key for key in expected.notes if key.startswith("k")]
        operations = some(f"k{kill}", 3000, dice, own)
        writer = Writer(home, operations)
        if kill % 3:  # else it is killed while it starts, where recovery runs
            writer.wait_for(1)
        time.sleep(dice.random() * 0.2)
        writer.kill()
        assert not writer.error, writer.error
        expected = expected.after(operations, writer.acknowledged)
        seen = look(_copy(home) if kill % 2 else home)  # half the time the next writer recovers by itself
        assert expected.wrong(seen.notes) == []
        assert not seen.twice
        expected = Expected(dict(seen.notes))


def _copy(home: Path) -> Path:
    copy = home.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    return copy


@pytest.mark.parametrize("with_kills", [False, True], ids=["all live", "some are killed"])
def test_three_writers_at_once_lose_nothing(closed: Sample, tmp_path: Path, with_kills: bool) -> None:
    home = closed.copied(tmp_path / "home")
    expected, dice = closed.expected, random.Random(5)
    jobs = [some(f"w{number}", 60, dice) for number in range(3)]
    writers = [Writer(home, operations) for operations in jobs]
    if with_kills:
        writers[0].wait_for(10)
        writers[0].kill()
        jobs.append(some("w3", 60, dice))
        writers.append(Writer(home, jobs[-1]))
        writers[1].wait_for(20)
        writers[1].kill()
    live = [_ended(writer) for writer in writers if not (with_kills and writer in writers[:2])]
    ended = [writer.acknowledged for writer in writers[: len(writers) - len(live)]] + live
    for operations, acknowledged in zip(jobs, ended, strict=True):
        expected = expected.after(operations, acknowledged)
    seen = look(home)
    assert expected.wrong(seen.notes) == []
    assert not seen.twice
    written(home, some("last", 3, dice))


def _ended(writer: Writer) -> int:
    assert writer.end() == 0, writer.error
    assert not writer.error
    assert writer.acknowledged == 60
    return writer.acknowledged
