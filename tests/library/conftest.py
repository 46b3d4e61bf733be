"""A library of two short articles and somebody who types commands for it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest

from storage.article import RawDocument
from storage.cleaning import clean
from storage.library import Library, NewArticle
from storage.library.paths import config_file
from tui.cli import main

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "commands.schema.json").read_text(encoding="utf-8"))

KNIVES = """\
On paper knives

A paper knife opens the uncut pages of a book, one after the other, with patience and a steady hand.

Its blade is blunt, for it tears along a fold that was made to be torn, and must not cut into the page.

Makers used ivory, bone and wood; later they used brass, which bends less and keeps its edge for longer.
"""
TRAINS = """\
The return of the night train

On Friday evening the sleeper to Rome was sold out for the first time in more than twenty years.

The line was closed when cheap flights came, and nobody thought that it would ever be opened again.
"""


@dataclass
class Shell:
    """Types commands for one library and looks at what they print."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    ids: tuple[str, ...] = ()

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run a command that must end with ``code``, and return what it wrote to standard output."""
        out, _ = self.both(*words, code=code)
        return out

    def both(self, *words: str, code: int = 0) -> tuple[str, str]:
        """Run a command and return standard output and standard error."""
        self.capsys.readouterr()
        ended = main([*words[:1], "--library", str(self.home), *words[1:]])
        written = self.capsys.readouterr()
        assert ended == code, written.err
        assert "Traceback" not in written.err
        return written.out, written.err

    def at(self, home: Path) -> Shell:
        """Return a shell for another library."""
        return Shell(home, self.capsys)

    def error(self, *words: str, code: int) -> str:
        """Run a command that must fail, and return its one line."""
        out, err = self.both(*words, code=code)
        assert not out
        assert err.startswith("paperknife: ")
        assert err.count("\n") == 1
        return err.removeprefix("paperknife: ").strip()

    def json(self, *words: str, code: int = 0) -> list[dict[str, object]]:
        """Run a command with ``--json`` and return its objects, checked against the published schema."""
        objects = [json.loads(row) for row in self(words[0], "--json", *words[1:], code=code).splitlines()]
        shapes = {
            "tag": "notes",
            "attach": "notes",
            "note": "notes",
            "edit": "list",
            "undo": "history",
            "redo": "history",
            "tags together": "together",
        }
        shape = shapes.get(" ".join(words[:2]), shapes.get(words[0], words[0]))
        if shape in SCHEMA["$defs"]:
            for found in objects:
                jsonschema.validate(found, {"$ref": f"#/$defs/{shape}", "$defs": SCHEMA["$defs"]})
        return objects


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell for a library with two articles."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("PAPERKNIFE_HOME", raising=False)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    raws = [
        RawDocument(text.encode(), f"{name}.txt", f"{name}.txt")
        for name, text in (("knives", KNIVES), ("trains", TRAINS))
    ]
    with Library.open(tmp_path / "home", create=True) as library:
        added = library.add([NewArticle(raw, clean(raw), site="The Ledger") for raw in raws])
    return Shell(tmp_path / "home", capsys, tuple(one.row.id for one in added))


@pytest.fixture
def config(shell: Shell) -> Path:
    """Where the user's settings are looked for."""
    path = config_file()
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Put bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


@pytest.fixture
def tagged(shell: Shell) -> Shell:
    """A library whose paragraphs carry tags."""
    shell("tag", f"{shell.ids[0]}:1", "+war", "+war/air")
    shell("tag", f"{shell.ids[0]}:2", "+fight", "+todo")
    return shell


@pytest.fixture
def lonely(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell for a place without a library."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    return Shell(tmp_path / "none", capsys)
