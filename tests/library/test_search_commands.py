"""``paperknife search``: the best first, as many as are wanted; what is wrong with one text hides no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import pytest

from storage.library.paths import CACHE_FOLDER, INDEX_FILE, TEXTS_FOLDER

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def test_the_article_that_is_about_it_comes_before_one_that_mentions_it(shell: Shell) -> None:
    shell("note", f"{shell.ids[0]}:1", "-m", "No trains were known then; a train of thought.")
    titles = list(dict.fromkeys(hit["title"] for hit in shell.json("search", "train")))
    assert titles[0] == "The return of the night train"
    assert len(titles) == 2


def test_as_many_hits_as_are_wanted(shell: Shell) -> None:
    every = shell.json("search", "the")
    assert len(every) > 2
    assert shell.json("search", "the", "--limit", "2") == every[:2]
    assert "--limit" in shell.error("search", "the", "--limit", "0", code=2)
    assert "--limit" in shell.error("search", "the", "--limit", "many", code=2)


def test_a_note_is_found_by_the_next_command(shell: Shell) -> None:
    assert "nothing matches" in shell.error("search", "zeppelin", code=1)
    shell("note", f"{shell.ids[1]}:1", "-m", "Like the *Zeppelin* line")
    (hit,) = shell.json("search", "note:zeppelin")
    assert (hit["field"], hit["article"]) == ("note", shell.ids[1])
    shell("note", f"{shell.ids[1]}:1", "-m", "")
    shell.error("search", "zeppelin", code=1)


def test_a_text_that_cannot_be_read_is_said_and_the_others_are_found(shell: Shell) -> None:
    shell("search", "the")
    name = next((shell.home / TEXTS_FOLDER).rglob("?" * 64))
    name.write_bytes(b"damaged")
    for _ in range(2):
        out, err = shell.both("search", "the", "--json")
        found = {json.loads(line)["article"] for line in out.splitlines() if json.loads(line)["field"] == "text"}
        assert len(found) == 1
        assert err.count("\n") == 1
        assert "damaged" in err
        (shell.home / CACHE_FOLDER / INDEX_FILE).unlink()


@pytest.mark.parametrize("query", ['"half a phrase', "title:", "not"])
def test_a_bad_query_is_answered_in_one_line(shell: Shell, query: str) -> None:
    shell.error("search", query, code=2)


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("NEAR(a b)", False),
        ("train*", True),
        ("train AND night OR zebra", True),
        ("{x}: y", False),
        ("title : train", True),
        ("^train", True),
        ("night + train", True),
        ("-train", True),
        ("-- -", False),
    ],
)
def test_what_is_a_sign_to_the_index_is_none_to_the_reader(shell: Shell, query: str, finds: bool) -> None:
    shell("edit", shell.ids[1], "--title", "The title of the night train")
    assert bool(shell("search", "--", query, code=0 if finds else 1)) is finds


def test_words_are_set_apart_where_they_stand(shell: Shell) -> None:
    (hit,) = shell.json("search", "text:brass")
    (stretch,) = cast("list[list[int]]", hit["matches"])
    assert str(hit["snippet"])[slice(*stretch)] == "brass"
