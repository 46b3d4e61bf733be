"""Finding by name: what help and the palette list, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storage.annotation import Tag
from tui.actions import ACTIONS, Context, actions_of
from tui.dialogs.finder import Candidate, Few, Found, FoundRows, Group, actions, matching, tags
from tui.keymap import make_keymap

CONTEXTS = (Context.READING, Context.EVERYWHERE)
KEYMAP = make_keymap({})


def names(groups: Sequence[Group]) -> list[str]:
    return [group[at].found.name for group in groups for at in range(len(group))]


def test_help_lists_every_action_of_the_screen_and_of_everywhere_once() -> None:
    listed = names(actions(KEYMAP, CONTEXTS))
    assert sorted(listed) == sorted(action.id for context in CONTEXTS for action in actions_of(context))


@pytest.mark.parametrize("context", Context)
def test_help_can_be_asked_for_wherever_keys_work(context: Context) -> None:
    found = actions(make_keymap({}), (context, Context.EVERYWHERE))
    assert {action.id for action in actions_of(context)} <= set(names(found))


def test_an_action_is_found_by_its_key_first() -> None:
    assert names(matching("x", actions(KEYMAP, CONTEXTS)))[0] == "reading.hide-block"
    assert names(matching("X", actions(KEYMAP, CONTEXTS)))[0] == "reading.show-hidden"
    assert names(matching("?", actions(KEYMAP, CONTEXTS)))[0] == "everywhere.help"


def test_an_action_is_found_by_words_in_any_order() -> None:
    assert names(matching("paragraph note", actions(KEYMAP, CONTEXTS))) == ["reading.note"]


def test_case_and_accents_do_not_count() -> None:
    trains = Few("tags", [Candidate(Found("tag", "Züge bei Nacht"), "Züge bei Nacht", "")], ["zuge bei nacht"])
    assert names(matching("ZÜGE", [trains])) == names(matching("ZUGE", [trains])) == ["Züge bei Nacht"]


def test_nothing_is_found_for_words_that_are_nowhere() -> None:
    assert matching("xylophone", actions(KEYMAP, CONTEXTS)) == []


def test_the_users_own_keys_are_shown() -> None:
    changed = actions(make_keymap({"reading.tag": ("c",)}), CONTEXTS)
    candidates = [group[at] for group in changed for at in range(len(group))]
    assert next(each.aside for each in candidates if each.found.name == "reading.tag") == "c"


def test_an_action_without_a_key_can_still_be_found() -> None:
    bare = actions(make_keymap({action.id: () for action in ACTIONS}), CONTEXTS)
    assert names(matching("raw", bare)) == ["reading.raw"]


def test_the_most_used_tag_comes_first() -> None:
    known = [Tag("1", "rare", "", 1), Tag("2", "common", "", 9)]
    assert names(tags(known)) == ["common", "rare"]


def test_each_group_has_one_heading() -> None:
    listed = FoundRows(actions(KEYMAP, CONTEXTS))
    lines = [listed[at] for at in range(len(listed))]
    headings = [line for line in lines if isinstance(line, str)]
    assert [line.found.name for line in lines if not isinstance(line, str)] == names(listed.groups)
    assert len(headings) == len(set(headings))
    assert headings[0] == "move · while reading"


def test_a_verb_or_a_group_that_is_typed_comes_before_a_word_in_a_sentence() -> None:
    everything = actions(KEYMAP, (Context.LIBRARY, Context.EVERYWHERE))
    assert names(matching("mark", everything))[0] == "library.tag"
    assert names(matching("stat", everything))[:2] == ["library.state", "everywhere.statistics"]


def test_a_tag_is_found_by_its_name_and_not_by_the_count_beside_it() -> None:
    known = tags([Tag("1", "place/market", "", 1), Tag("2", "figures", "", 9)])
    assert names(matching("mark", known)) == ["place/market"]
    assert names(matching("tag", known)) == ["figures", "place/market"]
