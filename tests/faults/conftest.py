"""Libraries to be damaged: one that was closed, and one as a killed writer left it."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.operations import Expected, many, some
from tests.faults.runs import killed_after, written


@dataclass(frozen=True)
class Sample:
    """A library on the disk, not to be changed, and what must be in it."""

    home: Path
    expected: Expected

    def copied(self, folder: Path) -> Path:
        """Return a copy of it in the place of what was there."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.home, folder)
        return folder


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A library that two writers closed."""
    home = tmp_path_factory.mktemp("faults") / "closed"
    dice = random.Random(1)
    expected = Expected()
    for operations in (many("pre", 150, dice), some("warm", 20, dice)):
        written(home, operations)
        expected = expected.after(operations, len(operations))
    return Sample(home, expected)


@pytest.fixture(scope="session")
def killed(closed: Sample) -> Sample:
    """The same after a writer that was killed in the middle of its work."""
    folder = closed.home.with_name("killed")
    operations = some("live", 400, random.Random(2))
    acknowledged = killed_after(30, closed.copied(folder), operations)
    return Sample(folder, closed.expected.after(operations, acknowledged))
