"""The command line: what a line means on a screen, what is said of one that means nothing, and how one goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import State
from storage.errors import UsageError
from tui.actions import ACTIONS, BY_ID, Context
from tui.dialogs.command_line import COMMANDS, Meant, common, offers, remembered, understand
from tui.dialogs.command_words import read_state, read_tags, read_width

READING = (Context.READING, Context.EVERYWHERE)
LIBRARY = (Context.LIBRARY, Context.EVERYWHERE)


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("reading.raw", "reading.raw"),
        ("raw", "reading.raw"),
        ("next-heading", "reading.next-heading"),
        ("next heading", "reading.next-heading"),
        ("  help ", "everywhere.help"),
        ("codeb", "everywhere.codebook"),
        ("theme", "everywhere.theme"),
        ("tag", "reading.tag"),
        ("q", "everywhere.quit"),
        ("wq", "everywhere.quit"),
    ],
)
def test_an_action_is_meant_by_its_id_its_label_or_the_beginning_of_it(line: str, action: str) -> None:
    assert understand(line, READING) == Meant(BY_ID[action])


@pytest.mark.parametrize(
    ("line", "command", "words"),
    [
        ("theme light", "theme", "light"),
        ("the light", "theme", "light"),
        ("width  80", "width", "80"),
        ("tag conflict, -todo", "tag", "conflict, -todo"),
        ("search tag:war and not x", "search", "tag:war and not x"),
    ],
)
def test_a_command_takes_the_words_after_it(line: str, command: str, words: str) -> None:
    assert understand(line, READING) == Meant(command=command, words=words)


def test_a_number_is_a_place() -> None:
    assert understand("12", READING) == Meant(number=12)
    assert understand("0", READING) == Meant(number=0)
    beyond = understand("9" * 5000, READING)
    assert beyond is not None
    assert beyond.number is not None
    assert beyond.number > 10**15


def test_an_empty_line_means_nothing() -> None:
    assert understand("   ", READING) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wdith 80", "there is no “wdith” here; do you mean width?"),
        ("xyzzy", "there is no “xyzzy” here; tab shows what there is"),
        ("raw now", "there is no"),
        ("show-hidden now", "stands alone"),
        ("width", "width what? width 40…120"),
        ("next", "“next” may be next-"),
        ("sort title", "there is no “sort” here"),
    ],
)
def test_what_means_nothing_is_said(line: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        understand(line, READING)
    assert said in str(error.value) or (line == "raw now" and "stands alone" in str(error.value))


@given(st.text(max_size=20))
def test_any_line_means_something_or_is_answered(line: str) -> None:
    said = ""
    try:
        understand(line, READING)
    except UsageError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_typed_on_its_screen(action: object) -> None:
    assert isinstance(action, type(ACTIONS[0]))
    contexts = tuple(dict.fromkeys((action.context, Context.EVERYWHERE)))
    assert understand(action.id, contexts) == Meant(action)


def test_what_is_offered_can_be_typed() -> None:
    for offer in offers("", READING):
        line = offer.text if not offer.text.endswith(" ") else f"{offer.text}x"
        assert understand(line, READING) is not None


def test_offers_follow_what_is_typed() -> None:
    assert [offer.text for offer in offers("wi", READING)] == ["width ", "wider"]
    assert [offer.text for offer in offers("theme p", READING, ["ink", "paper"])] == ["theme paper"]
    tags = ["conflict", "Context", "figures"]
    assert [offer.text for offer in offers("tag figures, -con", READING, tags)] == [
        "tag figures, -conflict",
        "tag figures, -Context",
    ]
    assert offers("theme paper", READING, ["paper"]) == []


def test_tab_types_what_all_offers_agree_on() -> None:
    assert common(offers("sel", LIBRARY), "sel") == "select"
    assert common(offers("filt", LIBRARY), "filt") == "filter "
    assert common([], "x") == "x"
    assert common(offers("", LIBRARY), "") == ""


def test_the_history_holds_a_line_once_the_newest_first() -> None:
    assert remembered(["a", "b", "c"], "b") == ("b", "a", "c")
    assert remembered(["a", "b"], "c", most=2) == ("c", "a")


def test_each_command_works_somewhere_and_is_told() -> None:
    for command in COMMANDS:
        assert command.contexts
        assert command.help
        assert command.takes


def test_a_state_may_be_cut_short_where_that_is_clear() -> None:
    assert read_state("arch") is State.ARCHIVED
    assert read_state("read") is State.READ
    with pytest.raises(UsageError, match="there are unread, reading, read, archived"):
        read_state("rea")


def test_tags_are_parted_by_commas_and_taken_off_by_a_minus() -> None:
    assert read_tags("to read, -conflict,+new") == (("to read", "new"), ("conflict",))
    with pytest.raises(UsageError):
        read_tags(" , ")


def test_a_width_is_a_number_in_its_bounds() -> None:
    assert read_width("80", 40, 120) == 80
    for words in ("12", "wide", "1e2", "-80", "9" * 5000):
        with pytest.raises(UsageError, match="a line has 40 to 120 cells"):
            read_width(words, 40, 120)
