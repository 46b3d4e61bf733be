"""What is shipped is the three rooms and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    # The build back end stands in the test environment, so the build needs no network.
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_the_three_rooms_and_its_own_description(shipped: list[str]) -> None:
    tops = {entry.split("/")[0] for entry in shipped}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tui", "storage", "seeds"}


def test_the_wheel_carries_the_samples_the_types_and_the_looks(shipped: list[str]) -> None:
    assert {"seeds/000_7a96e757d48b2c2e.txt", "seeds/welcome.md", "tui/py.typed", "storage/py.typed"} <= set(shipped)
    sources = {str(path.relative_to(ROOT)) for path in (ROOT / "tui").rglob("*.tcss")}
    assert sources <= set(shipped)


def test_the_wheel_names_its_licence_and_its_command(shipped: list[str]) -> None:
    assert any(entry.endswith(".dist-info/entry_points.txt") for entry in shipped)
    assert any("LICENSE" in entry for entry in shipped)
