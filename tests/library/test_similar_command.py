"""``paperknife similar``: what is alike is printed, and tagged at once when that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.library.conftest import Shell

SAME = "The ferry to the island left at nine in the morning, as it does on every day but Sunday."
OTHER = "On Sunday the ferry to the island does not leave at nine in the morning."


@pytest.fixture
def ferries(shell: Shell, tmp_path: Path) -> str:
    """The address of a paragraph that stands in another article, too."""
    for name, text in (("one", f"{SAME}\n\nThat was all."), ("two", f"Nobody knew why.\n\n{SAME}\n\n{OTHER}")):
        (tmp_path / f"{name}.txt").write_text(f"The title of {name}\n\n{text}\n", encoding="utf-8")
        shell("add", str(tmp_path / f"{name}.txt"))
    return next(
        f"{hit['article']}:{hit['number']}"
        for hit in shell.json("search", "ferry")
        if hit["title"] == "The title of one"
    )


def test_what_is_equal_comes_before_what_is_alike(shell: Shell, ferries: str) -> None:
    equal, alike = shell.json("similar", ferries)
    assert (equal["title"], equal["equal"], equal["likeness"]) == ("The title of two", True, 1.0)
    assert (alike["text"], alike["equal"]) == (OTHER, False)
    assert [found["text"] for found in shell.json("similar", ferries, "--least", "100")] == [SAME]
    printed = shell("similar", ferries, "--limit", "1")
    assert "equal" in printed
    assert SAME in printed


def test_all_of_it_is_tagged_and_taken_back_at_once(shell: Shell, ferries: str) -> None:
    _, said = shell.both("similar", ferries, "--tag", "transport", "--tag", "sea")
    assert "+transport +sea on 2 paragraphs" in said
    assert len(shell.json("notes", "tag:sea")) == 2
    _, said = shell.both("similar", ferries, "--tag", "sea")
    assert said.endswith("nothing to tag: +sea is on all of them\n")
    shell("undo")
    shell.error("notes", "tag:sea", code=1)


@pytest.mark.parametrize(("words", "code"), [(("--least", "0"), 2), (("--least", "all"), 2), (("--tag", "+x"), 2)])
def test_a_mistake_is_answered_in_one_line(shell: Shell, ferries: str, words: tuple[str, ...], code: int) -> None:
    shell.error("similar", ferries, *words, code=code)


def test_an_article_has_nothing_like_it_nor_has_a_range(shell: Shell, ferries: str) -> None:
    article = ferries.partition(":")[0]
    assert "one paragraph" in shell.error("similar", article, code=2)
    assert "one paragraph" in shell.error("similar", f"{article}:1-2", code=2)
    assert "no other paragraph" in shell.error("similar", f"{article}:2", code=1)
