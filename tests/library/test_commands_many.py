"""A folder of many files on the command line: cleaned on all cores, in order, and interrupted without harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.crew import WORTH
from storage.library.care import check
from tests.children import PATIENCE, hear_signals, is_group_running, until
from tests.library.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = (
    "The {0} train left the station at {1} minutes past the hour, and nobody on the platform was surprised.\n\n"
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are together well over what one process cleans alone; the third is no text."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(24):
        body = "".join(SENTENCE.format(f"{number:02}", line) for line in range(WORTH // 1200))
        (folder / f"{number:02}.txt").write_text(f"Train number {number}\n\n{body}")
    (folder / "02.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)))
    return folder


def test_a_folder_is_cleaned_in_the_order_of_its_names(lonely: Shell, many: Path) -> None:
    out, err = lonely.both("clean", "--json", str(many), code=4)
    names = [Path(json.loads(row)["path"]).name for row in out.splitlines()]
    assert names == [f"{number:02}.txt" for number in range(24) if number != 2]
    assert [row.count("02.txt") for row in err.splitlines()] == [1]


def test_a_folder_is_added_in_the_order_of_its_names(lonely: Shell, many: Path) -> None:
    out = lonely("add", str(many), code=4)
    assert [row.split()[-1] for row in out.splitlines()] == [str(number) for number in range(24) if number != 2]


def test_ctrl_c_ends_adding_at_once_and_leaves_a_whole_library(many: Path, tmp_path: Path) -> None:
    for number in range(24, 100):  # more than are written together, for what comes after them never ends
        (many / f"{number:02}.txt").write_text(f"Train number {number}\n\n{SENTENCE.format(number, number) * 3}")
    home = tmp_path / "library"
    words = [sys.executable, "-m", "tui", "--library", str(home), "add", str(many), "-"]
    environment = {**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    program = subprocess.Popen(
        words,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_signals,
    )
    until(lambda: any(home.glob("raw/*/*")) or program.poll() is not None, "the first article")
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to the program and all its processes
    program.wait(PATIENCE)
    _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == 130
    assert b"Traceback" not in said
    until(lambda: not is_group_running(program.pid), "the end of all its processes")
    assert [finding.line for finding in check(home).findings if finding.damage] == []
