"""The codebook on the command line: everything that the screen does to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import ReaderState

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def counts(shell: Shell) -> dict[object, object]:
    return {tag["name"]: tag["count"] for tag in shell.json("tags")}


def told(shell: Shell, name: str) -> dict[str, object]:
    return next(tag for tag in shell.json("tags", "list") if tag["name"] == name)


def test_tags_are_listed_with_all_that_is_known_of_them(tagged: Shell) -> None:
    state = ReaderState.load(tagged.home)
    state.pin(3, "WAR")
    state.flush()
    tagged("tags", "describe", "war", "Acts of war.")
    tagged("tags", "color", "war", "Sky blue")
    tag = told(tagged, "war")
    assert (tag["count"], tag["total"], tag["key"], tag["description"], tag["color"]) == (
        1,
        1,
        3,
        "Acts of war.",
        "#56b4e9",
    )
    assert str(tag["last"]).startswith("20")
    tagged("tags", "add", "unused")
    unused = told(tagged, "unused")
    assert (unused["total"], unused["last"], unused["key"]) == (0, None, None)


def test_tags_are_listed_as_a_tree(tagged: Shell) -> None:
    tagged("tag", f"{tagged.ids[0]}:3", "+method/sampling")
    tagged("tags", "describe", "method/sampling", "How it was counted.")
    assert tagged("tags", "list", "--tree").splitlines() == [
        "1  1  fight",
        "-  1  method",
        "1  1    method/sampling  How it was counted.",
        "1  1  todo",
        "1  1  war",
        "1  1    war/air",
    ]


def test_a_tag_is_moved_and_comes_back_with_one_undo(tagged: Shell) -> None:
    _, said = tagged.both("tags", "move", "war", "todo", "--under", "Topic")
    assert said == "moved “war”, “todo” under “Topic”\n"
    assert set(counts(tagged)) == {"Topic/todo", "Topic/war", "Topic/war/air", "fight"}
    tagged("tags", "move", "topic/war/air")
    assert "air" in counts(tagged)
    tagged("undo")
    tagged("undo")
    assert set(counts(tagged)) == {"fight", "todo", "war", "war/air"}
    assert "into itself" in tagged.error("tags", "move", "war", "--under", "war/air", code=2)


def test_a_tag_is_split_by_a_query_or_by_ids(tagged: Shell) -> None:
    tagged("tag", f"{tagged.ids[0]}:2", "+war")
    _, said = tagged.both("tags", "split", "war", "--into", "war/blade", "blade", "not", "patience")
    assert said == "1 mark of “war” has “war/blade” now\n"
    assert counts(tagged) == {"fight": 1, "todo": 1, "war": 1, "war/air": 1, "war/blade": 1}
    mark = next(mark["id"] for mark in tagged.json("notes") if "war/air" in str(mark["tags"]))
    tagged("tags", "split", "war", str(mark)[:8], "--into", "peace")
    assert counts(tagged)["war"] == 0
    said = tagged.error("tags", "split", "war/air", "--into", "x", "zebra", code=1)
    assert said == "no mark of “war/air” matches “zebra”"
    said = tagged.error("tags", "split", "calm", "--into", "x", "blade", code=1)
    assert said == "there is no tag “calm”; “paperknife tags” lists them"
    tagged.error("tags", "split", "war", "--into", "x", code=2)


def test_deleting_a_branch_says_what_went(tagged: Shell) -> None:
    _, said = tagged.both("tags", "delete", "war", "--nested")
    assert said == "deleted 2 tags from 1 mark: “war”, “war/air”\n"
    assert set(counts(tagged)) == {"fight", "todo"}


def test_a_codebook_can_be_written_before_there_is_anything_to_tag(lonely: Shell) -> None:
    lonely("tags", "add", "claim/weak", "claim/strong")
    assert counts(lonely) == {"claim/strong": 0, "claim/weak": 0}
    _, said = lonely.both("tags", "add", "claim/weak")
    assert said == "nothing to add: these are in the codebook\n"
    assert "no tags occur together" in lonely.both("tags", "together")[1]


def test_tags_that_occur_together_are_listed(tagged: Shell) -> None:
    assert tagged("tags", "together").splitlines() == [
        "passages  share  articles  share  tag    together with",
        "1         100 %  1         100 %  fight  todo",
        "1         100 %  1         100 %  war    war/air",
    ]
    assert tagged("tags", "together", "--articles").count("\n") == 7
    pairs = tagged.json("tags", "together", "WAR")
    assert [(pair["tag"], pair["other"], pair["passages"], pair["articles"]) for pair in pairs] == [
        ("war", "war/air", 1, 1),
        ("war", "fight", 0, 1),
        ("war", "todo", 0, 1),
    ]
    assert "there is no tag “calm”; “paperknife tags” lists them" in tagged.error("tags", "together", "calm", code=1)


@pytest.mark.parametrize("color", ["red", "#12", "#gggggg"])
def test_a_colour_that_is_none_is_answered(tagged: Shell, color: str) -> None:
    assert "#RRGGBB" in tagged.error("tags", "color", "war", color, code=2)


def test_what_tags_mean_and_their_colours_travel_with_an_export(tagged: Shell, tmp_path: Path) -> None:
    tagged("tags", "describe", "war", "Acts of war.")
    tagged("tags", "color", "war", "fight", "#123456")
    tagged("tags", "add", "unused")
    tagged("tags", "describe", "unused", "Not yet.")
    tagged("export", "-o", str(tmp_path / "all.json"))
    other = tagged.at(tmp_path / "other")
    other("import", str(tmp_path / "all.json"))
    assert other.json("tags") == tagged.json("tags")
    third = tagged.at(tmp_path / "third")
    third("tags", "add", "WAR")
    third("tags", "color", "war", "orange")
    third("import", str(tmp_path / "all.json"))
    tag = told(third, "WAR")
    assert (tag["description"], tag["color"], tag["count"]) == ("Acts of war.", "#e69f00", 1)
