"""docs/library-format.md says what the files are, and every message that a reader may meet."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.adding import add_seeds
from storage.anchoring import describe
from storage.library import Library, Place, ReaderState, paths

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "library-format.md").read_text(encoding="utf-8")
PLAIN = " ".join(re.sub(r"[*`]", "", PAGE).split())
ROOM = ROOT / "storage" / "library"
KEEPERS = (
    "backups",
    "blobs",
    "checking",
    "checking_around",
    "disk",
    "erasing",
    "forgetting",
    "locking",
    "looking",
    "packing",
    "prefixes",
    "repairing",
    "restoring",
    "shelf",
    "state",
    "state_file",
)
MODULES = (*sorted((ROOM / "engine").glob("*.py")), *(ROOM / f"{name}.py" for name in KEEPERS))
SQLITES = ("unable to open",)
"""What SQLite says, and we look for."""
SQL = re.compile(r"^\s*(PRAGMA|INSERT|UPDATE|DELETE|BEGIN|CREATE|WHERE|seq, )|\b(WHERE|SELECT|ORDER BY)\b")


def sentences(path: Path) -> Iterator[str]:
    """Yield what a module may say: strings of three words and more that are neither docstrings nor SQL."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            text = " ".join(node.value.split())
            if (
                len(re.findall(r"[a-z]{2,}", text)) > 2
                and " " in text
                and text not in SQLITES
                and not SQL.search(text)
            ):
                yield text


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.stem)
def test_every_message_is_on_the_page(module: Path) -> None:
    missing = [text for text in dict.fromkeys(sentences(module)) if re.sub(r"[*`]", "", text) not in PLAIN]
    assert not missing, f"{module.name} says what docs/library-format.md does not explain"


def test_every_file_is_on_the_page() -> None:
    names = {value for name, value in vars(paths).items() if name.endswith(("_FILE", "_FOLDER"))}
    assert not {name for name in names if name not in PAGE}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which everything has been done once, closed, with the mirror as it was before."""
    folder = tmp_path_factory.mktemp("format") / "home"
    with Library.open(folder, create=True) as library:
        add_seeds(library)
        article = library.article(library.rows()[0].id)
        library.mark(describe(article, article.blocks[6].id), add=["conflict"], note="Compare.")
        library.add_rule("The Ledger", "Follow us on every network")
        library.flip(article.id, [next(block.id for block in article.blocks if block.kept)], kept=False)
        state = ReaderState.load(folder)
        state.set_place(article.id, Place("p-1", "p-2", 0, 0.5))
        state.set_draft(article.id, "half a note")
        state.pin(1, "conflict")
        state.set_setting("theme", "paper")
        state.flush()
        mirror = (folder / "recent.jsonl").read_bytes()
    (folder / "mirror").write_bytes(mirror)
    return folder


def examples(heading: str) -> Any:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_example_of_the_library_file_has_the_keys_of_a_real_one(home: Path) -> None:
    real, shown = json.loads((home / "library.json").read_text("ascii")), examples("library.json")
    assert list(shown) == list(real)
    for table, documents in real.items():
        ours, theirs = next(iter(shown[table].values())), next(iter(documents.values()))
        assert list(ours) == list(theirs), table
        assert [type(value) for value in ours.values()] == [type(value) for value in theirs.values()], table


def test_the_example_of_the_mirror_is_like_a_real_line(home: Path) -> None:
    line = (home / "mirror").read_text("ascii").splitlines()[-1]
    real, shown = json.loads(line[9:]), examples("recent.jsonl")
    assert [type(value) for value in real] == [type(value) for value in shown]


def test_the_example_of_the_state_has_the_keys_of_a_real_one(home: Path) -> None:
    real, shown = json.loads((home / "state.json").read_text("utf-8")), examples("state.json")
    assert real.keys() == shown.keys()
    assert next(iter(real["places"].values())).keys() == next(iter(shown["places"].values())).keys()


def test_the_columns_of_the_log_are_those_of_the_page(home: Path) -> None:
    with sqlite3.connect(home / "history.sqlite") as db:
        real = [name for _, name, *_ in db.execute("PRAGMA table_info(change)")]
        values = {name for (name,) in db.execute("SELECT name FROM store")}
    shown = re.search(r"CREATE TABLE change \((.*?)\n\);", PAGE, re.DOTALL)
    assert shown is not None
    columns = re.sub(r"--.*", "", shown[1]).split(",")
    assert [column.split()[0] for column in columns if column.strip()] == real
    assert values == {"format", "library", "base"}


def test_what_the_page_says_to_do_by_hand_works(home: Path) -> None:
    reading, writing = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    query = re.search(r'sqlite3 history.sqlite "(.*?)"', PAGE)
    assert query is not None
    with sqlite3.connect(home / "history.sqlite") as db:
        newest = db.execute(query[1]).fetchone()
    assert newest[3] == "flips"
    assert python(home, reading) == "['conflict'] Compare.\n"
    python(home, writing)
    with Library.open(home) as library:
        assert [annotation.note for annotation in library.annotations()] == ["By hand."]


def python(folder: Path, code: str) -> str:
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout
