"""What the tag picker offers for what was typed."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.annotation import Tag, tag_key
from storage.text import fold
from tests.pace import in_fair_time
from tui.dialogs.tag_ranking import Offers, Ranking, matched
from tui.widgets.tag_list import fitting

TAGS = (
    Tag("1", "conflict", "", 41),
    Tag("2", "conflict/ceasefire", "", 14),
    Tag("3", "displacement", "", 31),
    Tag("4", "discourse/frame", "", 4),
    Tag("5", "Éducation", "", 2),
    Tag("6", "method/sampling", "", 3),
)


def offer_tags(typed: str, tags: Sequence[Tag], **known: Any) -> Offers:
    return Ranking(tags, **known).offers(typed)


def names(offers: Offers) -> list[str]:
    return [offer.name for offer in offers.offers]


def test_the_beginning_comes_before_a_word_before_letters_in_order() -> None:
    tags = (Tag("1", "radius", "", 9), Tag("2", "method/dis", "", 5), Tag("3", "dismay", "", 1))
    assert names(offer_tags("dis", tags)) == ["dismay", "method/dis", "radius", "dis"]
    assert names(offer_tags("rds", tags)) == ["radius", "rds"]


def test_frequent_comes_first_and_what_was_chosen_last_before_frequent() -> None:
    assert names(offer_tags("dis", TAGS)) == ["displacement", "discourse/frame", "dis"]
    recent = offer_tags("dis", TAGS, last=("discourse/frame",))
    assert names(recent) == ["discourse/frame", "displacement", "dis"]


def test_what_is_given_often_and_lately_comes_before_what_was_given_often_once() -> None:
    weights = {"discourse/frame": 3.0, "displacement": 0.2}
    assert names(offer_tags("dis", TAGS, weights=weights))[:2] == ["discourse/frame", "displacement"]
    assert names(offer_tags("", TAGS, weights=weights))[:3] == ["discourse/frame", "displacement", "conflict"]


def test_letters_within_come_before_scattered_ones_and_few_pieces_before_many() -> None:
    tags = (Tag("1", "steel/war", "", 9), Tag("2", "research", "", 1), Tag("3", "s-e-a-r", "", 99))
    assert names(offer_tags("sear", tags)) == ["research", "steel/war", "s-e-a-r", "sear"]


def test_case_and_accents_do_not_count() -> None:
    assert names(offer_tags("EDU", TAGS))[0] == "Éducation"
    assert matched(offer_tags("edu", TAGS).wanted, "Éducation") == ((0, 3),)


def test_a_new_tag_is_offered_last_unless_there_is_exactly_that_one() -> None:
    assert offer_tags("dis", TAGS).offers[-1].makes
    assert not any(offer.makes for offer in offer_tags("CONFLICT", TAGS).offers)
    assert offer_tags("edu", TAGS).offers[-1].makes


def test_exactly_that_tag_is_what_enter_takes() -> None:
    tags = (Tag("1", "résumé", "", 9), Tag("2", "resume", "", 1))
    offers = offer_tags("resume", tags)
    assert offers.offers[offers.first].name == "resume"


def test_with_nothing_typed_given_tags_stand_on_top_and_another_is_offered() -> None:
    offers = offer_tags("", TAGS, given=("method/sampling",), last=("discourse/frame",))
    assert names(offers)[:3] == ["method/sampling", "discourse/frame", "conflict"]
    assert offers.offers[0].given
    assert offers.first == 1


def test_when_every_tag_is_given_the_first_is_offered() -> None:
    offers = offer_tags("", TAGS[:1], given=("conflict",))
    assert offers.first == 0


def test_a_tag_that_is_given_but_not_in_the_codebook_is_offered() -> None:
    assert "lost" in names(offer_tags("", TAGS, given=("lost",)))


@pytest.mark.parametrize("typed", ["+x", "-x", "/x", 'a"b', "a,b"])
def test_what_cannot_be_a_tag_is_answered_in_words(typed: str) -> None:
    offers = offer_tags(typed, ())
    assert not offers.offers
    assert "tag" in offers.trouble


def test_each_offer_knows_its_digit() -> None:
    offers = offer_tags("con", TAGS, pinned={3: "Conflict"})
    assert offers.offers[0].digit == 3


def test_only_white_space_is_nothing_typed() -> None:
    assert not offer_tags("  ", TAGS).trouble
    assert len(offer_tags("  ", TAGS).offers) == len(TAGS)


def test_two_thousand_tags_are_offered_in_the_time_of_a_key() -> None:
    tags = [Tag(str(n), f"conflict/{'displacement'[n % 7 :]}/méthode {n}", "", n) for n in range(2000)]
    ranking = Ranking(tags)
    for typed in ("c", "co", "con", "d", "di", "dis", "met", "c/m", "99"):
        assert in_fair_time(lambda typed=typed: ranking.offers(typed).offers, 0.1)  # type: ignore[misc]  # bound at once


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=8))
@settings(max_examples=200, deadline=None)
def test_every_tag_that_holds_the_letters_in_order_is_offered_once(typed: str, written: list[str]) -> None:
    tags = tuple(Tag(name, name, "") for name in {tag_key(name): name for name in written}.values())
    offers = offer_tags(typed, tags)
    offered = [offer.name for offer in offers.offers if not offer.makes]
    wanted = fold(typed.strip())
    expected = [tag.name for tag in tags if _in_order(wanted, "".join(map(fold, tag.name)))]
    assert sorted(offered) == sorted(expected)
    assert not offers.offers or 0 <= offers.first < len(offers.offers)


@given(st.text(min_size=1, max_size=6), st.text(max_size=20))
def test_what_is_marked_as_matching_lies_in_the_name_in_order(typed: str, name: str) -> None:
    stretches = matched(fold(typed), name)
    edges = [edge for stretch in stretches for edge in stretch]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(name) for edge in edges)
    offered = Ranking([Tag("", name, "")]).offers(typed).offers
    if fold(typed.strip()) == fold(typed):
        assert bool(stretches) == any(not offer.makes for offer in offered) or not fold(typed)


def _in_order(wanted: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in wanted)


def test_a_nested_name_that_is_too_long_keeps_its_own_part_and_what_matches_there() -> None:
    name = "a very long beginning/and a middle/end"
    assert fitting(name, ((35, 38),), 60) == (name, ((35, 38),))
    assert fitting(name, ((2, 6), (35, 37)), 10) == ("…/end", ((2, 4),))
    assert fitting("a very long name", ((0, 1),), 8) == ("a very…", ((0, 1),))
    assert fitting("x/a very long name", ((2, 3),), 9) == ("…/a very…", ((2, 3),))
