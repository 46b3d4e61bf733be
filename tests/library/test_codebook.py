"""What can be done to the codebook: whole, taken back by one undo, and in words that read well in the history."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import storage.library
from storage.anchoring import describe
from storage.annotation import tag_key
from storage.errors import NothingMatches, UsageError
from storage.library import Library

if TYPE_CHECKING:
    from tests.conftest import MakeNew

Codebook = dict[str, int]


@pytest.fixture
def tagged(library: Library, make_new: MakeNew) -> Library:
    """Paragraphs that carry ``war`` with two nested tags, ``method/sampling`` without ``method``, and ``todo``."""
    library.add([make_new("One.", "Two.", "Three.", "Four.")])
    give(library, 1, "war", "todo")
    give(library, 2, "war", "war/air")
    give(library, 3, "war/air", "War/Sea", "method/sampling")
    give(library, 4, "todo", note="Look this up.")
    return library


def give(library: Library, number: int, *tags: str, note: str | None = None) -> str:
    article = library.article(library.rows()[0].id)
    own = next(own for own, shown in article.numbers.items() if shown == number)
    made = library.mark(describe(article, own), add=tags, note=note)
    assert made is not None
    return made.id


def codebook(library: Library) -> Codebook:
    return {tag.name: tag.count for tag in library.tags()}


def marks(library: Library) -> list[tuple[str, ...]]:
    return [mark.tags for mark in library.annotations()]


def everything(library: Library) -> object:
    return library.annotations(), library.tags(), library.rows()


def last(library: Library) -> str:
    return next(library.history(1)).label


# --- renaming and moving -----------------------------------------------------------------------------------------


def test_a_tag_is_renamed_with_what_is_nested_in_it(tagged: Library) -> None:
    before = everything(tagged)
    tagged.rename_tag("WAR", "conflict/armed")
    assert marks(tagged) == [
        ("conflict/armed", "todo"),
        ("conflict/armed", "conflict/armed/air"),
        ("conflict/armed/air", "conflict/armed/Sea", "method/sampling"),
        ("todo",),
    ]
    assert last(tagged) == "rename tag WAR to conflict/armed"
    tagged.undo()
    assert everything(tagged) == before
    tagged.redo()
    assert codebook(tagged)["conflict/armed/air"] == 2


def test_a_name_can_change_in_nothing_but_case(tagged: Library) -> None:
    before = everything(tagged)
    tagged.rename_tag("war", "WAR")
    assert codebook(tagged) == {"method/sampling": 1, "todo": 2, "WAR": 2, "WAR/air": 2, "WAR/Sea": 1}
    assert marks(tagged)[1] == ("WAR", "WAR/air")
    tagged.undo()
    assert everything(tagged) == before


def test_what_begins_tags_and_is_none_itself_is_renamed_with_them(tagged: Library) -> None:
    tagged.rename_tag("method", "craft")
    assert "craft/sampling" in codebook(tagged)
    assert "method/sampling" not in codebook(tagged)


def test_a_tag_that_only_begins_alike_stays(tagged: Library) -> None:
    give(tagged, 1, "warfare")
    tagged.rename_tag("war", "conflict")
    assert "warfare" in codebook(tagged)


def test_a_tag_is_not_renamed_over_another(tagged: Library) -> None:
    before = everything(tagged)
    with pytest.raises(UsageError, match="there is a tag Todo already; merge the two instead"):
        tagged.rename_tag("war", "Todo")
    give(tagged, 1, "peace/air")
    before = everything(tagged)
    with pytest.raises(UsageError, match="peace/air already"):
        tagged.rename_tag("war", "peace")
    with pytest.raises(NothingMatches, match="there is no tag “calm”; “paperknife tags” lists them"):
        tagged.rename_tag("calm", "d")
    assert everything(tagged) == before


def test_tags_are_moved_into_another_one_and_out_again(tagged: Library) -> None:
    before = everything(tagged)
    assert tagged.move_tags(["war", "todo"], "Method") == "method"
    assert set(codebook(tagged)) == {
        "method/sampling",
        "method/todo",
        "method/war",
        "method/war/air",
        "method/war/Sea",
    }
    assert last(tagged) == "move 2 tags under method"
    tagged.move_tags(["method/war/air"])
    assert codebook(tagged)["air"] == 2
    assert last(tagged) == "move tag method/war/air to the first level"
    tagged.undo()
    tagged.undo()
    assert everything(tagged) == before


def test_a_tag_moves_once_with_the_one_that_it_is_nested_in(tagged: Library) -> None:
    tagged.move_tags(["war/air", "war"], "craft")
    assert {"craft/war", "craft/war/air"} < set(codebook(tagged))


def test_a_tag_is_moved_where_it_is_without_a_trace(tagged: Library) -> None:
    done = last(tagged)
    tagged.move_tags(["war/air"], "war")
    assert last(tagged) == done


@pytest.mark.parametrize("under", ["war", "WAR/air", "war/land"])
def test_a_tag_is_never_moved_into_itself(tagged: Library, under: str) -> None:
    with pytest.raises(UsageError, match="war cannot be moved into itself"):
        tagged.move_tags(["war"], under)


def test_a_tag_is_not_moved_onto_another(tagged: Library) -> None:
    give(tagged, 1, "air", "sea/air")
    with pytest.raises(UsageError, match="there is a tag air already"):
        tagged.move_tags(["war/air"])
    with pytest.raises(UsageError, match="two of these would have the same name"):
        tagged.move_tags(["war/air", "sea/air"], "todo")


# --- merging and splitting ---------------------------------------------------------------------------------------


def test_several_tags_become_one_and_what_is_nested_in_them_is_nested_in_it(tagged: Library) -> None:
    before = everything(tagged)
    assert tagged.merge_tags(["war", "TODO"], "Conflict") == "Conflict"
    assert codebook(tagged) == {"Conflict": 3, "Conflict/air": 2, "Conflict/Sea": 1, "method/sampling": 1}
    assert last(tagged) == "merge war, TODO into Conflict"
    tagged.undo()
    assert everything(tagged) == before


def test_nested_tags_of_one_name_are_merged_as_well(tagged: Library) -> None:
    give(tagged, 1, "peace", "peace/air")
    tagged.merge_tags(["war"], "peace")
    assert codebook(tagged) == {"method/sampling": 1, "peace": 2, "peace/air": 3, "peace/Sea": 1, "todo": 2}


def test_a_tag_that_is_merged_into_a_nested_one_leaves_the_others_where_they_are(tagged: Library) -> None:
    tagged.merge_tags(["war"], "war/air")
    assert codebook(tagged) == {"method/sampling": 1, "todo": 2, "war/air": 3, "War/Sea": 1}


def test_a_nested_tag_takes_the_place_of_one_that_is_merged_away(tagged: Library) -> None:
    give(tagged, 1, "war/air/air")
    tagged.merge_tags(["war/air"], "war")
    assert codebook(tagged) == {"method/sampling": 1, "todo": 2, "war": 3, "War/Sea": 1, "war/air": 1}
    assert not loose(tagged)


def test_what_was_said_of_a_tag_is_not_lost_by_merging(tagged: Library) -> None:
    tagged.describe_tag("todo", "Still to be done.")
    tagged.color_tags(["todo"], "#56B4E9")
    tagged.merge_tags(["todo"], "war")
    (war,) = [tag for tag in tagged.tags() if tag.name == "war"]
    assert (war.description, war.color) == ("Still to be done.", "#56b4e9")


def test_merging_many_says_how_many(tagged: Library) -> None:
    tagged.merge_tags(["war", "todo", "war/air", "war/sea"], "all")
    assert last(tagged) == "merge 4 tags into all"


def test_a_tag_is_split_into_a_new_one(tagged: Library) -> None:
    before = everything(tagged)
    first, second = (mark.id for mark in tagged.carrying("war"))
    assert tagged.split_tag("WAR", [second], "war/land") == ("war/land", 1)
    assert marks(tagged)[:2] == [("war", "todo"), ("war/land", "war/air")]
    assert last(tagged) == "split 1 mark of WAR off into war/land"
    tagged.undo()
    assert everything(tagged) == before
    tagged.split_tag("war", [first, second, "gone"], "todo")
    assert marks(tagged)[:2] == [("todo",), ("todo", "war/air")]
    assert codebook(tagged)["war"] == 0


def test_a_split_that_changes_nothing_is_refused(tagged: Library) -> None:
    other = next(mark.id for mark in tagged.carrying("method/sampling"))
    with pytest.raises(NothingMatches, match="none of these carries war"):
        tagged.split_tag("war", [other], "peace")
    with pytest.raises(UsageError, match="give the new one another name"):
        tagged.split_tag("war", [other], "War")
    with pytest.raises(NothingMatches, match="there is no tag “method”"):
        tagged.split_tag("method", [other], "x")
    assert "peace" not in codebook(tagged)


# --- deleting, adding, describing --------------------------------------------------------------------------------


def test_deleting_says_what_went_and_leaves_what_is_nested(tagged: Library) -> None:
    before = everything(tagged)
    deleted = tagged.delete_tags(["war"])
    assert (deleted.tags, deleted.mark_count) == (("war",), 2)
    assert marks(tagged) == [("todo",), ("war/air",), ("war/air", "War/Sea", "method/sampling"), ("todo",)]
    tagged.undo()
    assert everything(tagged) == before


def test_a_branch_is_deleted_as_one(tagged: Library) -> None:
    before = everything(tagged)
    deleted = tagged.delete_tags(["war"], nested=True)
    assert (deleted.tags, deleted.mark_count) == (("war", "war/air", "War/Sea"), 3)
    assert marks(tagged) == [("todo",), ("method/sampling",), ("todo",)]
    assert last(tagged) == "delete 3 tags"
    tagged.undo()
    assert everything(tagged) == before


def test_what_begins_tags_and_is_none_itself_is_deleted_with_them(tagged: Library) -> None:
    assert tagged.delete_tags(["method"]).tags == ("method/sampling",)
    assert last(tagged) == "delete tag method/sampling"


def test_deleting_a_tag_deletes_annotations_that_are_nothing_else(tagged: Library) -> None:
    tagged.delete_tags(["Todo"])
    assert [(mark.tags, mark.note) for mark in tagged.annotations()][-1] == ((), "Look this up.")
    tagged.delete_tags(["war", "war/air"])
    assert marks(tagged) == [("War/Sea", "method/sampling"), ()]
    with pytest.raises(NothingMatches, match="“paperknife tags” lists them"):
        tagged.delete_tags(["todo"])


def test_a_tag_can_be_in_the_codebook_before_anything_carries_it(tagged: Library) -> None:
    assert tagged.add_tags(["War", "claim/weak", "Claim/weak"]) == ("claim/weak",)
    assert codebook(tagged)["claim/weak"] == 0
    assert last(tagged) == "add tag claim/weak"
    give(tagged, 1, "CLAIM/weak")
    assert codebook(tagged)["claim/weak"] == 1
    tagged.undo()
    tagged.undo()
    assert "claim/weak" not in codebook(tagged)


def test_a_tag_has_a_description_and_a_colour(tagged: Library) -> None:
    tagged.describe_tag("WAR", "  Acts of\nwar.\x1b ")
    tagged.color_tags(["war"], "#E69F00")
    (war,) = [tag for tag in tagged.tags() if tag.name == "war"]
    assert (war.description, war.color, war.count) == ("Acts of war.", "#e69f00", 2)
    assert [change.label for change in tagged.history(2)] == ["colour tag war #e69f00", "describe tag war"]
    tagged.undo()
    tagged.undo()
    tagged.describe_tag("Method", "How it was done.")
    assert codebook(tagged)["method"] == 0
    with pytest.raises(NothingMatches):
        tagged.describe_tag("metho", "A slip.")
    with pytest.raises(UsageError, match="written as #RRGGBB"):
        tagged.color_tags(["war"], "red")


# --- others, earlier and later -----------------------------------------------------------------------------------


def test_taking_back_an_old_renaming_keeps_what_was_tagged_since(tagged: Library) -> None:
    tagged.rename_tag("todo", "later")
    renamed = next(tagged.history(1)).id
    give(tagged, 3, "later")
    tagged.undo(renamed)
    assert (codebook(tagged)["todo"], codebook(tagged)["later"]) == (2, 1)
    assert not loose(tagged)


ELSEWHERE = """
import sys
from pathlib import Path
from storage.library import Library

with Library.open(Path(sys.argv[1])) as library:
    exec(sys.argv[2])
"""


def elsewhere(home: Path, does: str) -> None:
    """Do something to the library in another process."""
    env = {**os.environ, "PYTHONPATH": str(Path(storage.library.__file__).parents[2])}
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(home), does], check=True, env=env)


def test_two_processes_change_one_codebook(tagged: Library) -> None:
    uses = tagged.tag_uses()
    elsewhere(tagged.home, "library.rename_tag('war', 'conflict')")
    assert tagged.split_tag("conflict", [tagged.annotations()[0].id], "claim")[1] == 1
    elsewhere(tagged.home, "library.merge_tags(['claim', 'todo'], 'done')")
    tagged.poll()
    assert codebook(tagged) == {"conflict": 1, "conflict/air": 2, "conflict/Sea": 1, "done": 2, "method/sampling": 1}
    assert uses["war"].count == 2
    assert tagged.tag_uses()["conflict"].total == 2
    assert not loose(tagged)
    with pytest.raises(NothingMatches):
        tagged.delete_tags(["todo"])
    elsewhere(tagged.home, "library.undo(confirmed=True)")
    tagged.poll()
    assert codebook(tagged)["todo"] == 2


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_can_be_taken_back_step_by_step_and_no_tag_is_lost(tagged: Library, seed: int) -> None:
    tagged.tag_uses()
    chance = random.Random(seed)
    states = [everything(tagged)]
    for _ in range(12):
        with contextlib.suppress(UsageError, NothingMatches):
            at_random(tagged, chance)
        assert not loose(tagged)
        assert_counted(tagged)
        if everything(tagged) != states[-1]:
            states.append(everything(tagged))
    for state in states[-2::-1]:
        tagged.undo()
        assert everything(tagged) == state
        assert_counted(tagged)
    for state in states[1:]:
        tagged.redo()
        assert everything(tagged) == state


def at_random(library: Library, chance: random.Random) -> None:
    names = [tag.name for tag in library.tags()] or ["x"]
    name, other = chance.choice(names), chance.choice([*names, "new", "new/er", "WAR", "war/air/high"])
    what = chance.randrange(6)
    if what == 0:
        library.rename_tag(name, other)
    elif what == 1:
        library.move_tags(chance.sample(names, min(2, len(names))), chance.choice([other, ""]))
    elif what == 2:
        library.merge_tags(chance.sample(names, min(2, len(names))), other)
    elif what == 3:
        library.split_tag(name, [mark.id for mark in library.carrying(name)][:1], other)
    elif what == 4:
        library.delete_tags([name], nested=chance.random() < 0.5)
    else:
        give(library, chance.randrange(1, 5), other)


def loose(library: Library) -> set[str]:
    """Return the tags that something carries and that are not in the codebook as they are written."""
    return {tag for mark in library.annotations() for tag in mark.tags} - {tag.name for tag in library.tags()}


def assert_counted(library: Library) -> None:
    """Compare what was kept up with what there is."""
    own, total, newest = Counter[str](), Counter[str](), dict[str, str]()
    for mark in library.annotations():
        own.update(map(tag_key, mark.tags))
        reached = {
            "/".join(parts[: n + 1])
            for tag in mark.tags
            for parts in [tag_key(tag).split("/")]
            for n in range(len(parts))
        }
        total.update(reached)
        newest |= {key: max(mark.created, newest.get(key, "")) for key in reached}
    uses = library.tag_uses()
    assert {key: (use.count, use.total, use.last) for key, use in uses.items()} == {
        key: (own[key], total[key], newest[key]) for key in total
    }
    for key in total:
        assert library.newest_with(key, 1)[0].created == newest[key]
        assert {mark.id for mark in library.carrying(key)} == {
            mark.id for mark in library.annotations() if key in map(tag_key, mark.tags)
        }


def test_marks_of_a_tag_come_in_the_order_of_the_texts(tagged: Library, make_new: MakeNew) -> None:
    tagged.add([make_new("Alone.", title="Another", tags=("todo",))])
    assert [mark.target.exact for mark in tagged.carrying("TODO")] == ["One.", "Four.", ""]
    assert [mark.note for mark in tagged.newest_with("todo", 2)][1] == "Look this up."
    assert tagged.newest_with("nothing", 3) == ()
