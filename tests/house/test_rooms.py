"""The walls between the rooms hold, and no module grows without a reason."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path for room in ("tui", "storage", "seeds") for path in (ROOT / room).rglob("*.py"))
LONGEST = 300
LONGEST_APP = 150


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_module_imports_through_a_wall() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_its_purpose_in_its_first_line(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{name(path)} has no docstring"
    first = docstring.splitlines()[0]
    assert len(first.split()) >= 3, f"{name(path)} does not say what it is for: {first}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_long_module_says_why_it_is_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > LONGEST:
        docstring = ast.get_docstring(ast.parse(text)) or ""
        assert re.search(r"\b(long|one table|one list)\b", docstring), f"{name(path)} has {lines} lines and no reason"


def test_the_app_is_no_place_for_logic() -> None:
    assert (ROOT / "tui" / "app.py").read_text(encoding="utf-8").count("\n") <= LONGEST_APP


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_are_absolute_so_that_the_room_is_in_every_line(path: Path) -> None:
    relative = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative, f"{name(path)} imports relatively in lines {relative}"


def test_no_test_folder_hides_a_room() -> None:
    rooms = {"tui", "storage", "seeds"}
    assert not [path for path in (ROOT / "tests").rglob("*") if path.is_dir() and path.name in rooms]
