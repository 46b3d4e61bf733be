"""Keys: the defaults have no clash, the user's changes count, and what an action loses by them is said."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import KEY_NAME_REPLACEMENTS

from tui.actions import ACTIONS, Context, actions_of
from tui.keymap import Clash, is_key, make_keymap, pressed, shown


def test_the_default_keys_have_no_clash() -> None:
    assert make_keymap({}).clashes == ()


@pytest.mark.parametrize("context", [context for context in Context if context is not Context.EVERYWHERE])
def test_no_key_of_a_screen_does_two_things(context: Context) -> None:
    on_screen = make_keymap({}).on((context, Context.EVERYWHERE))
    keys = [key for of_action in on_screen.values() for key in of_action]
    assert len(keys) == len(set(keys))


def test_a_key_can_be_changed_and_the_old_one_is_free() -> None:
    keymap = make_keymap({"reading.tag": ("Q",)})
    assert keymap.of("reading.tag") == ("Q",)
    assert keymap.clashes == ()


def test_a_key_can_be_taken_away() -> None:
    keymap = make_keymap({"library.remove": ()})
    assert keymap.of("library.remove") == ()
    assert keymap.label("library.remove") == ""
    assert keymap.clashes == ()


def test_a_key_given_to_another_action_is_taken_from_the_default_and_said() -> None:
    keymap = make_keymap({"library.export": ("s",)})
    assert keymap.of("library.export") == ("s",)
    assert keymap.of("library.state") == ()
    assert keymap.clashes == (Clash("keys.library.export", "s is library.export, so it is no longer library.state"),)


def test_of_two_actions_given_one_key_by_the_user_the_first_keeps_it() -> None:
    keymap = make_keymap({"library.edit": ("w",), "library.add": ("w",)})
    owners = [action for action in ("library.edit", "library.add") if keymap.of(action) == ("w",)]
    assert len(owners) == 1
    assert len(keymap.clashes) == 1


def test_a_screen_key_hides_one_of_everywhere_on_that_screen_alone() -> None:
    keymap = make_keymap({"library.export": ("u",)})
    assert keymap.on((Context.LIBRARY, Context.EVERYWHERE))["everywhere.undo"] == ()
    assert keymap.on((Context.READING, Context.EVERYWHERE))["everywhere.undo"] == ("u",)
    assert keymap.clashes == (
        Clash("keys.library.export", "on the screen “library” u is library.export, not everywhere.undo"),
    )


def test_a_key_of_everywhere_given_by_the_user_wins_over_each_screen() -> None:
    keymap = make_keymap({"everywhere.search": ("s",)})
    assert keymap.of("everywhere.search") == ("s",)
    assert keymap.of("library.state") == keymap.of("reading.narrow") == ()
    assert len(keymap.clashes) == sum("s" in action.keys for action in ACTIONS)


def test_a_clash_names_the_setting_of_the_user_that_made_it() -> None:
    keymap = make_keymap({"library.export": ("s",), "library.add": ("s",)})
    assert keymap.clashes == (
        Clash("keys.library.export", "s is library.add, so it is no longer library.export"),
        Clash("keys.library.add", "s is library.add, so it is no longer library.state"),
    )


@pytest.mark.parametrize(
    "key",
    ["a", "é", "東", "?", "ctrl+p", "f12", "esc", "question_mark", "shift+tab", "|", "ctrl++", " "],
)
def test_a_key_that_there_is(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "xx", "f30", "ctrl+", "hyper", "colour", "ctrl+foo", "a b"])
def test_a_key_that_there_is_not(key: str) -> None:
    assert not is_key(key)


def test_a_capital_letter_is_what_shift_makes() -> None:
    assert pressed("shift+a") == "A"


@pytest.mark.parametrize(
    ("written", "name"),
    [("?", "question_mark"), ("/", "slash"), ("§", "section_sign"), ("+", "plus"), ("esc", "escape"), ("é", "é"),
     ("ctrl+i", "tab"), ("-", "minus"), (",", "comma"), ("↓", "down"), ("#", "number_sign"), (" ", "space")],
)  # fmt: skip
def test_a_key_is_written_as_people_write_it(written: str, name: str) -> None:
    assert pressed(written) == name


def test_each_default_key_is_shown_and_read_back() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert pressed(shown(key)) == key


@given(
    st.dictionaries(
        st.sampled_from([a.id for a in ACTIONS]), st.lists(st.sampled_from("jkqu?/sw"), max_size=3).map(tuple)
    )
)
def test_whatever_the_user_writes_no_key_does_two_things(changed: dict[str, tuple[str, ...]]) -> None:
    keymap = make_keymap(changed)
    for context in Context:
        shares = dict.fromkeys((context, Context.EVERYWHERE))
        keys = [key for of_action in keymap.on(shares).values() for key in of_action]
        assert len(keys) == len(set(keys))
        lost = {
            (action.id, key)
            for action in actions_of(context)
            for key in map(pressed, changed.get(action.id, action.keys))
            if key not in keymap.of(action.id)
        }
        assert all(any(action in clash.words for clash in keymap.clashes) for action, _key in lost)


@pytest.mark.parametrize("sign", string.punctuation)
def test_every_sign_of_a_keyboard_has_the_name_that_textual_gives_it(sign: str) -> None:
    unicode_name = unicodedata.name(sign).lower().replace(" ", "_").replace("-", "_")
    name = KEY_NAME_REPLACEMENTS.get(unicode_name, unicode_name)
    assert shown(name) == sign
    assert pressed(sign) == name


@pytest.mark.parametrize("key", ["a", "A", "é", "f1", "tab", "enter", "space", "ctrl+r", "ctrl+question_mark"])
def test_what_is_no_name_of_a_sign_is_written_as_it_is(key: str) -> None:
    assert shown(key) == key


@pytest.mark.parametrize(("name", "sign"), [("section_sign", "§"), ("latin_small_letter_sharp_s", "ß")])
def test_signs_of_other_keyboards_are_looked_up(name: str, sign: str) -> None:
    assert shown(name) == sign
