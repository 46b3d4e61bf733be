"""A command imports what it needs and nothing else: a subprocess looks at what is loaded when it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from storage.hashing import sha256
from storage.library.sightings import remember
from storage.sighting import sighting_in

ROOT = Path(__file__).resolve().parents[2]

NO_CONFIG = {**os.environ, "HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere"}
PROBE = """
import sys
from tui.cli import main
code = main(sys.argv[1:])
sys.stderr.write("loaded: " + " ".join(sys.modules))
sys.exit(code)
"""

DRAWS = ("textual", "rich.console", "rich.text", "rich.progress", "asyncio")
PARSES = ("lxml", "numpy", "markdown_it", "charset_normalizer", "storage.cleaning.judging")
CELLS = "rich.cells"
"""What measures the cells of text; it draws nothing and costs two milliseconds."""


def loaded(*words: str) -> frozenset[str]:
    """Return the modules that are loaded when ``paperknife WORDS`` has ended well."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE, *words], cwd=ROOT, env=NO_CONFIG, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return frozenset(ran.stderr.partition("loaded: ")[2].split())


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one plain article that carries a note."""
    home = tmp_path_factory.mktemp("library") / "home"
    page = home.parent / "page.txt"
    page.write_text("On paper knives\n\n" + "A paper knife opens the uncut pages of a book, one by one. " * 3 + "\n")
    article = json.loads(run(home, "add", "--json", str(page)))["id"]
    run(home, "note", f"{article}:1", "-m", "remember")
    return home


@cache
def run(home: Path, *words: str) -> str:
    words = ("--library", str(home), *words)
    return subprocess.run(
        [sys.executable, "-m", "tui", *words], cwd=ROOT, env=NO_CONFIG, capture_output=True, text=True, check=True
    ).stdout


def some(modules: frozenset[str], names: tuple[str, ...]) -> set[str]:
    return {module for module in modules for name in names if module == name or module.startswith(f"{name}.")}


def test_the_version_costs_next_to_nothing() -> None:
    unwanted = ("argparse", "dataclasses", "enum", "typing", "re", "json", "storage", "tui.cli.parser", "rich")
    assert not some(loaded("--version"), unwanted)


def test_help_costs_next_to_nothing() -> None:
    assert not some(loaded("--help"), ("argparse", "dataclasses", "json", "storage", "rich", "tui.cli.parser"))


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--json"],
        ["show", "ARTICLE"],
        ["show", "ARTICLE", "--why"],
        ["show", "ARTICLE", "--json"],
        ["notes"],
        ["notes", "--json"],
        ["notes", "--group", "tag"],
        ["stats"],
        ["stats", "--json"],
        ["search", "knife"],
        ["tags"],
        ["tag", "ARTICLE:1", "+read"],
        ["note", "ARTICLE:1", "-m", "again"],
        ["hide", "--yes", "ARTICLE:1"],
        ["keep", "ARTICLE:p-000000000000"],
        ["state", "ARTICLE", "read"],
        ["edit", "ARTICLE", "--title", "Knives"],
        ["history"],
        ["history", "ARTICLE", "--json"],
        ["undo"],
        ["redo"],
        ["export"],
        ["export", "--format", "markdown"],
        ["config"],
        ["config", "keys"],
        ["completion", "bash"],
    ],
    ids=" ".join,
)
def test_a_command_that_draws_no_screen_loads_nothing_that_draws_or_parses(words: list[str], library: Path) -> None:
    row, *_ = run(library, "show", "--json", json.loads(run(library, "list", "--json"))["id"]).splitlines()
    article = json.loads(row)
    block = next(block["id"] for block in article["blocks"] if block["role"] == "body")
    filled = [word.replace("ARTICLE", article["id"]).replace("p-000000000000", block) for word in words]
    modules = loaded("--library", str(library), *filled)
    assert not some(modules, (*DRAWS, *PARSES))
    assert {module for module in modules if module.startswith("rich.") and "_unicode" not in module} <= {
        CELLS,
        "rich._extension",
    }


@pytest.mark.parametrize(
    ("name", "text", "parser"),
    [
        ("a.txt", "A line of plain text.\n" * 20, None),
        ("a.md", "# Head\n\nSome *text* with [a link](https://example.com).\n", "markdown_it"),
        ("a.html", "<!DOCTYPE html><title>T</title><p>Some text in a page.</p>", "lxml"),
    ],
)
def test_cleaning_loads_only_the_parser_of_what_comes_in(
    name: str, text: str, parser: str | None, tmp_path: Path
) -> None:
    page = tmp_path / name
    page.write_text(text)
    modules = loaded("clean", str(page))
    assert not some(modules, (*DRAWS, "tinydb", "storage.library", "storage.hands", "concurrent"))
    unwanted = {"markdown_it", "lxml"} - {parser}
    assert not some(modules, tuple(unwanted))


def test_a_command_loads_no_other_command(library: Path) -> None:
    commands = {
        module for module in loaded("--library", str(library), "list") if module.startswith("tui.cli.commands.")
    }
    assert commands == {"tui.cli.commands.list"}


FIRST_PICTURE = """
import contextlib
import os
import sys
import tui.launch
from tui.cli import main


def painted(app):
    names = (name for name, module in sys.modules.items() if getattr(module, "__spec__", None))
    sys.stderr.write("loaded: " + " ".join(names))
    sys.stderr.flush()
    os._exit(0)


@contextlib.contextmanager
def with_a_look():
    with preparing():
        yield
    from textual.app import App

    def run(app):
        type(app).on_ready = painted
        started(app, headless=True, size=(100, 30))

    started, App.run = App.run, run


preparing, tui.launch.spared = tui.launch.spared, with_a_look
tui.launch.own_terminal = contextlib.nullcontext
main(sys.argv[1:])
"""
"""Runs the app without a terminal and tells at its first picture what is loaded."""

NOT_FOR_A_PICTURE = (
    *("tinydb", "sqlite3", "secrets", "ssl", "_hashlib", "platformdirs", "shutil", "tempfile", "typing_extensions"),
    *("textual.command", "textual.types", "textual.validation", "textual.widgets._input", "textual.widgets._tree"),
    *PARSES,
    *("storage.bundle", "storage.cleaning.sources", "storage.hashtags", "storage.rule"),
    *("storage.exchange", "storage.query", "storage.search", "storage.statistics", "storage.together"),
    *(f"storage.library.{name}" for name in ("arriving", "backups", "care", "codebook", "incoming", "marking")),
    *(f"storage.library.{name}" for name in ("labels", "preparing", "report", "reverting", "ruling")),
    *(f"storage.library.engine.{name}" for name in ("checkpointing", "log", "recovery", "takeover", "undo_stack")),
    *(f"tui.screens.{name}" for name in ("note_editor", "tag_picker", "palette", "help", "finder", "command_line")),
    *("tui.dialogs.command_line", "tui.reading.sentences", "tui.widgets.prompt"),
)


NOT_FOR_WHAT_IS_KNOWN = ("argparse", "storage.adding", "storage.crew", "storage.intake", "tui.cli.parser")
"""What only words that are to be parsed, and files that are to be read, need."""


def at_first_picture(home: Path, *paths: Path) -> frozenset[str]:
    """Return the modules that are loaded when the list, or an article, is seen for the first time."""
    words = [sys.executable, "-c", FIRST_PICTURE, "--library", str(home), *map(str, paths)]
    ran = subprocess.run(words, cwd=ROOT, env=NO_CONFIG, capture_output=True, text=True, check=False)
    assert "loaded: " in ran.stderr, ran.stderr
    return frozenset(ran.stderr.partition("loaded: ")[2].split())


def test_the_first_picture_of_the_list_waits_for_nothing_that_only_keys_need(library: Path) -> None:
    modules = at_first_picture(library)
    assert "tui.screens.library.screen" in modules
    unwanted = (*NOT_FOR_A_PICTURE, *NOT_FOR_WHAT_IS_KNOWN, "storage.anchoring", "tui.screens.reading.screen")
    assert not some(modules, unwanted)


def test_the_first_picture_of_a_file_that_is_known_waits_for_nothing_that_only_keys_need(library: Path) -> None:
    page = library.parent / "page.txt"
    remember(library, [(sighting_in(page.stat()), sha256(page.read_bytes()))])
    modules = at_first_picture(library, page)
    assert "tui.screens.reading.screen" in modules
    assert not some(modules, (*NOT_FOR_A_PICTURE, *NOT_FOR_WHAT_IS_KNOWN, "tui.screens.library.screen"))


BEHIND_IT = """
import sys
from tui import session
session._load()
sys.stderr.write("loaded: " + " ".join(sys.modules))
"""


def test_what_is_loaded_for_keys_behind_the_first_picture_takes_no_openssl_into_memory() -> None:
    ran = subprocess.run([sys.executable, "-c", BEHIND_IT], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = frozenset(ran.stderr.partition("loaded: ")[2].split())
    assert "tui.screens.note_editor" in modules
    assert not some(modules, ("_hashlib", *PARSES))
