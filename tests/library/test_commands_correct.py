"""Articles are corrected, hidden in part, put into a state and removed by commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.article import State

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def test_an_article_is_corrected(shell: Shell) -> None:
    (row,) = shell.json("edit", shell.ids[0], "--title", "Knives", "--author", "A. Writer", "--author", "B. Reader")
    assert (row["title"], row["authors"], row["published"]) == ("Knives", ["A. Writer", "B. Reader"], "")
    (row,) = shell.json("edit", shell.ids[0], "--published", "2020-02-20", "--source", "The Post")
    assert (row["title"], row["published"], row["site"]) == ("Knives", "2020-02-20", "The Post")
    (row,) = shell.json("edit", shell.ids[0], "--author", "", "--published", "")
    assert (row["title"], row["authors"], row["published"]) == ("Knives", [], "")


@pytest.mark.parametrize("words", [[], ["--title", " "], ["--published", "yesterday"], ["--published", "2020-02-30"]])
def test_a_correction_that_makes_no_sense_is_refused(words: list[str], shell: Shell) -> None:
    shell.error("edit", shell.ids[0], *words, code=2)


def test_the_state_is_set(shell: Shell) -> None:
    for state in State:
        shell("state", shell.ids[0], state.value)
        assert shell.json("list")[0]["state"] == state.value


def test_a_paragraph_is_hidden_and_kept(shell: Shell) -> None:
    def shown() -> list[str]:
        (article,) = shell.json("show", shell.ids[0])
        blocks = article["blocks"]
        assert isinstance(blocks, list)
        return [block["text"][:6] for block in blocks if block["number"]]

    (article,) = shell.json("show", shell.ids[0])
    blocks = article["blocks"]
    assert isinstance(blocks, list)
    shell("hide", f"{shell.ids[0]}:1-2")
    assert shown() == ["Makers"]
    shell("keep", f"{shell.ids[0]}:{blocks[2]['id']}")
    assert shown() == ["Its bl", "Makers"]


@pytest.mark.parametrize("target", ["", ":1.0-3"])
def test_only_whole_paragraphs_are_hidden(target: str, shell: Shell) -> None:
    shell.error("hide", shell.ids[0] + target, code=2)


def test_articles_are_removed_with_what_was_written_in_them(tagged: Shell) -> None:
    tagged.error("remove", tagged.ids[0], "ffffffff-none", code=1)
    _, err = tagged.both("remove", tagged.ids[0][:9])
    assert "with 2 marks" in err
    assert [row["id"] for row in tagged.json("list")] == [tagged.ids[1]]
    assert tagged.json("notes") == []
