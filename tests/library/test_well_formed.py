"""What another hand wrote into the library file is taken over only if it can be shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from storage.library import Library
from storage.library.paths import LIBRARY_FILE

if TYPE_CHECKING:
    from tests.library.conftest import Shell

WRONG: list[tuple[str, str, Any, str]] = [
    ("articles", "title", None, "title is no text"),
    ("articles", "site", [1], "site is no text"),
    ("articles", "published", 7, "published is no text"),
    ("articles", "authors", "Ada", "authors is no list of texts"),
    ("articles", "authors", [5], "authors is no list of texts"),
    ("articles", "texts_sha256", 5, "texts_sha256 is no text"),
    ("articles", "former", [{"number": 1, "source_sha256": 1, "texts_sha256": ""}], "former names what is no text"),
    ("annotations", "note", 5, "note is no text"),
    ("annotations", "start", "2", "start is no number"),
    ("annotations", "tags", [["todo"]], "tags is no list of texts"),
    ("tags", "color", 5, "color is no text"),
]


@pytest.mark.parametrize(("table", "field", "value", "said"), WRONG)
def test_what_cannot_be_shown_is_not_taken_over(
    lonely: Shell, tmp_path: Path, table: str, field: str, value: object, said: str
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A head for apples\n\nThis paragraph is long enough to be read as text, and ends here.\n")
    lonely("add", str(page))
    (row,) = lonely.json("list")
    lonely("tag", str(row["id"]), "+todo")
    listed = lonely.json("list")
    file = lonely.home / LIBRARY_FILE
    with Library.open(lonely.home):
        pass
    stored = json.loads(file.read_text())
    next(iter(stored[table].values()))[field] = value
    file.write_text(json.dumps(stored))
    with Library.open(lonely.home) as library:
        (notice,) = library.take_notices()
    assert f"its {said}" in notice
    assert lonely.json("list") == listed
