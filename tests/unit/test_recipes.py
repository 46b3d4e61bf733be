"""Recipes: their lists stay, in whatever language they are announced; a list below another head does not."""

from __future__ import annotations

import pytest

from storage.block import Kind
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.recipes import with_recipes
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Segment

PROSE = Segment("When the plum tree has given more than anyone can eat, this is what becomes of the rest of it.")
ITEMS = [Segment(text, Kind.LIST_ITEM) for text in ("three plums", "some brown sugar", "salt")]


def kept(segments: list[Segment], own: list[bool]) -> list[bool]:
    seen = looks(segments)
    return with_recipes(own, segments, seen, signs_of(segments, seen))


@pytest.mark.parametrize("head", ["Ingredients", "Zutaten:", "INGRÉDIENTS", "Składniki", "材料", "المقادير"])
def test_a_list_of_ingredients_stays_with_its_head(head: str) -> None:
    assert kept([PROSE, Segment(head), *ITEMS], [True, False, False, False, False]) == [True] * 5


def test_a_list_below_another_head_is_left_as_it_was() -> None:
    own = [True, False, False, False, False]
    assert kept([PROSE, Segment("Sections"), *ITEMS], own) == own


def test_ingredients_far_from_any_article_and_links_are_left_as_they_were() -> None:
    assert not any(kept([Segment("Ingredients"), *ITEMS], [False] * 4))
    linked = [Segment(item.text, item.kind, because=because(Cue.LINK_LIST, "1", "1")) for item in ITEMS]
    own = [True, False, False, False, False]
    assert kept([PROSE, Segment("Ingredients"), *linked], own) == own
