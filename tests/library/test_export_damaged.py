"""An export where the text of an article is damaged: it is said, and everything else is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library

if TYPE_CHECKING:
    from tests.library.conftest import Shell


@pytest.fixture
def damaged(shell: Shell) -> Shell:
    """A library of two marked articles; the text of the first one is damaged."""
    shell("tag", f"{shell.ids[0]}:1", "+lost")
    shell("tag", f"{shell.ids[1]}:1", "+safe")
    damage(shell, shell.ids[0])
    return shell


def damage(shell: Shell, article: str) -> None:
    with Library.open(shell.home) as library:
        name = library.row(article).record.texts_sha256
    (shell.home / "texts" / name[:2] / name).write_bytes(b"rot")


@pytest.mark.parametrize("form", ["json", "jsonl", "w3c", "markdown"])
def test_the_others_are_exported_and_one_line_names_the_damaged_one(damaged: Shell, form: str) -> None:
    out, err = damaged.both("export", "--format", form, code=4)
    assert "safe" in out
    assert "night" in out
    assert err.startswith("paperknife: “On paper knives” left out: ")
    assert "add the page again" in err
    assert err.count("\n") == 1


def test_an_export_without_a_damaged_article_is_no_whole_library_and_can_be_imported(
    damaged: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "export.json"
    out, err = damaged.both("export", "-o", str(file), code=4)
    assert not out
    assert err.splitlines()[-1].startswith("wrote 1 article and 1 mark to ")
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["scope"] == {"complete": False}
    assert [tag["name"] for tag in written["tags"]] == ["safe"]
    other = damaged.at(tmp_path / "other")
    other("import", str(file))
    assert [row["title"] for row in other.json("list")] == ["The return of the night train"]


def test_when_all_that_is_asked_for_is_damaged_that_is_said_and_not_that_nothing_matches(damaged: Shell) -> None:
    _, err = damaged.both("export", "tag:lost", code=4)
    assert "“On paper knives” left out" in err
    assert "match" not in err
    damage(damaged, damaged.ids[1])
    _, err = damaged.both("export", code=4)
    assert err.count("left out") == err.count("\n") == 2


def test_what_is_not_asked_for_is_not_said(damaged: Shell) -> None:
    _, err = damaged.both("export", "tag:safe")
    assert not err
