"""Marking while reading: tags, notes, ranges, sentences, and what is there already."""

from __future__ import annotations

from typing import Any

import pytest

from storage.annotation import Scope
from storage.library import Library
from tests.app.conftest import new_article
from tui.session import Session


def tags_by_paragraph(reader: Any) -> dict[int, tuple[str, ...]]:
    numbers = reader.screen.article.numbers
    return {numbers[mark.target.first]: mark.tags for mark in reader.marks if mark.target.first}


async def to_paragraph(reader: Any, number: int) -> None:
    await reader.press("g")
    while reader.screen.view.number_of(reader.screen.view.cursor) != number:
        await reader.press("j")


@pytest.fixture(autouse=True)
def pins(session: Session) -> None:
    session.state.pin(1, "conflict")
    session.state.pin(2, "method/sampling")


@pytest.mark.parametrize("width", [60, 100, 160])
async def test_a_digit_gives_its_tag_and_the_ink_shows_beside_the_paragraph(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        await to_paragraph(reader, 3)
        await reader.press("1")
        assert tags_by_paragraph(reader) == {3: ("conflict",)}
        line = next(line for line in reader.lines if "The third is short." in line)
        assert "▎" in line
        beside = "conflict" in line
        assert beside == (width >= 100)
        assert "1 conflict" in "\n".join(reader.lines[:-1])


async def test_on_a_small_screen_what_is_written_under_a_paragraph_comes_into_sight(reading: Any) -> None:
    async with reading(width=40, height=12) as reader:
        await to_paragraph(reader, 3)
        await reader.press("1")
        assert "1 conflict" in "\n".join(reader.lines[:-1])
        assert reader.cursor == "The third is short."
        await reader.press("a")
        await reader.type("what is seen")
        await reader.press("ctrl+s")
        assert "✎ what is seen" in reader.seen
        assert "The third is short." in reader.seen
        assert reader.said == "note on ¶ 3 saved"


async def test_a_tag_whose_words_are_out_of_sight_is_named_in_the_bottom_line(reading: Any) -> None:
    async with reading(width=40, height=7) as reader:
        await to_paragraph(reader, 2)
        await reader.press("1")
        assert reader.said == "conflict on ¶ 2"
        await reader.press("full_stop")
        assert reader.said == "conflict is on ¶ 2 already"
        await reader.press("1")
        assert reader.said == "conflict off ¶ 2"
        await reader.press("T")
        await reader.type("todo")
        await reader.press("enter")
        assert reader.said == "todo on the article"


async def test_a_tag_that_is_seen_beside_its_paragraph_is_not_said_again(reading: Any) -> None:
    async with reading(width=100) as reader:
        await to_paragraph(reader, 3)
        await reader.press("1")
        assert reader.said == ""
        await reader.press("1")
        assert reader.said == ""
        await reader.press("z", "1")
        assert reader.said == "conflict on ¶ 3"


async def test_tags_on_a_range_that_begins_out_of_sight_are_named(reading: Any) -> None:
    async with reading(width=100, height=8) as reader:
        await to_paragraph(reader, 1)
        await reader.press("v", "j", "j", "j", "1")
        assert reader.said == "conflict on ¶ 1–4"


async def test_what_is_marked_stays_in_sight_when_the_terminal_becomes_smaller(reading: Any) -> None:
    async with reading(width=100, height=30) as reader:
        await to_paragraph(reader, 4)
        assert reader.cursor.startswith("The fourth")
        await reader.pilot.resize_terminal(40, 9)
        await reader.pilot.pause()
        assert "The fourth" in reader.seen
        await reader.press("1")
        assert tags_by_paragraph(reader) == {4: ("conflict",)}
        assert "The fourth" in reader.seen
        assert "1 conflict" in "\n".join(reader.lines[:-1])


@pytest.mark.parametrize("width", [60, 100])
async def test_a_narrowed_target_tells_its_keys_at_any_width(reading: Any, width: int) -> None:
    async with reading(width=width) as reader:
        await to_paragraph(reader, 3)
        await reader.press("s")
        assert reader.lines[-1].strip() == "one sentence: j k move · > < resize · s words · esc let go"
        await reader.press("j")
        assert " esc " in reader.lines[-1]
        await reader.press("s")
        assert reader.lines[-1].strip() == "one word: j k move · > < resize · s paragraph · esc let go"
        await reader.press("escape")
        assert " esc " not in reader.lines[-1]


async def test_a_word_stays_the_target_when_the_terminal_becomes_smaller(reading: Any) -> None:
    async with reading(width=100, height=30) as reader:
        await to_paragraph(reader, 4)
        await reader.press("s", "s")
        await reader.pilot.resize_terminal(40, 9)
        await reader.pilot.pause()
        await reader.press("1")
        assert [mark.target.scope for mark in reader.marks] == [Scope.SPAN]
        assert "The fourth" in reader.seen


async def test_a_range_from_the_title_on_is_called_so(reading: Any) -> None:
    async with reading(width=100) as reader:
        await reader.press("g")
        while reader.cursor != "Night trains":
            await reader.press("j")
        await reader.press("v", "j", "j")
        assert reader.lines[0].endswith("range the title–¶ 2")
        await reader.press("1")
        assert "the title–¶ 2 1 conflict" in reader.seen


async def test_a_tag_given_twice_is_taken_off(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("1", "1")
        assert reader.marks == []
        assert "▎" not in reader.seen


async def test_two_digits_give_one_annotation_with_two_tags(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("1", "2")
        assert [mark.tags for mark in reader.marks] == [("conflict", "method/sampling")]


async def test_a_digit_without_a_tag_says_how_to_pin_one(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("7")
        assert reader.said == "7 is free: t picks, f7 pins"
        assert reader.marks == []


async def test_the_legend_names_the_pinned_tags(reading: Any) -> None:
    async with reading() as reader:
        assert "1 conflict" in reader.lines[-1]
        assert "2 sampling" in reader.lines[-1]


async def test_repeat_gives_the_last_tags_again_and_takes_none_off(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("full_stop")
        assert "no tag was given yet" in reader.said
        await reader.press("1", "j", "full_stop", "full_stop", "j", "full_stop")
        assert tags_by_paragraph(reader) == {1: ("conflict",), 2: ("conflict",), 3: ("conflict",)}


async def test_the_picker_makes_a_tag_for_the_paragraph(session: Session, reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 2)
        await reader.press("t")
        await reader.type("trains")
        await reader.press("enter")
        assert tags_by_paragraph(reader) == {2: ("trains",)}
        assert session.last_tags == ("trains",)


async def test_the_article_as_a_whole_can_be_tagged_and_shows_it_at_its_beginning(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("T")
        await reader.type("night")
        await reader.press("enter")
        assert [mark.target.scope for mark in reader.marks] == [Scope.ARTICLE]
        assert any("night" in line for line in reader.lines[1:5])


async def test_a_note_is_written_beside_its_paragraph_and_shown_there(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 3)
        await reader.press("a")
        await reader.type("Compare this.")
        await reader.press("ctrl+s")
        assert [mark.note for mark in reader.marks] == ["Compare this."]
        assert "✎ Compare this." in reader.seen
        await reader.press("enter")
        assert reader.app.screen is not reader.screen
        await reader.press("escape")


async def test_a_draft_is_there_when_the_note_is_opened_again(session: Session, reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 3)
        await reader.press("a")
        await reader.type("half a thou")
        await reader.press("escape")
        assert reader.marks == []
        key = f"{reader.screen.article.id}:p-000000000003-p-000000000003"
        assert session.state.draft(key) == "half a thou"
        await reader.press("a")
        assert "half a thou" in reader.seen


async def test_a_note_on_the_article(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("A")
        await reader.type("All of it.")
        await reader.press("ctrl+s")
        assert [(mark.target.scope, mark.note) for mark in reader.marks] == [(Scope.ARTICLE, "All of it.")]


async def test_a_range_is_marked_as_one(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("v", "j", "j")
        assert "range ¶ 1–3" in reader.lines[0]
        assert "┃" in next(line for line in reader.lines if "The quiet return" in line)[:6]
        assert "esc let go" in reader.lines[-1], "how to leave is told for as long as there is a range"
        await reader.press("1")
        (mark,) = reader.marks
        assert mark.target.scope is Scope.RANGE
        assert (mark.target.first, mark.target.last) == ("p-000000000001", "p-000000000003")
        assert "¶ 1–3" in "\n".join(reader.lines[1:])
        assert "range" not in reader.lines[0]


async def test_escape_lets_a_range_go_before_it_leaves(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("v", "j", "escape")
        assert "range" not in reader.lines[0]
        assert reader.app.screen is reader.screen


async def test_narrowing_marks_a_sentence_then_words(session: Session, reading: Any) -> None:
    async with reading("Joint patrols") as reader:
        await to_paragraph(reader, 3)
        await reader.press("s")
        assert "sentence of ¶ 3" in reader.lines[0]
        await reader.press("s", "l", "l", "v", "right", "right")
        await reader.press("1")
        (mark,) = reader.marks
        assert mark.target.scope is Scope.SPAN
        assert mark.target.exact == "taken in about"
        assert "“taken in about”" in reader.seen
        await reader.press("h", "j", "k", "escape")
        assert "word" not in reader.lines[0]


async def test_overlapping_marks_are_all_shown(reading: Any) -> None:
    async with reading(width=110) as reader:
        await to_paragraph(reader, 1)
        await reader.press("v", "j", "1")
        await to_paragraph(reader, 2)
        await reader.press("2")
        assert "▎▎" in next(line for line in reader.lines if "A second paragraph" in line)
        assert "method/sampling" in reader.seen


async def test_delete_takes_the_annotation_here_and_undo_brings_it_back(reading: Any, mark: Any) -> None:
    mark("Night trains", 2, "todo", note="Remember")
    async with reading() as reader:
        await to_paragraph(reader, 2)
        await reader.press("D")
        assert reader.marks == []
        assert "u brings it back" in reader.said
        await reader.press("u")
        assert "✎ Remember" in reader.seen
        await reader.press("ctrl+r")
        assert "Remember" not in "\n".join(reader.lines[:-1])
        await reader.press("D")
        assert reader.said == "nothing is marked here"


async def test_undo_goes_to_what_it_brought_back(session: Session, reading: Any) -> None:
    async with reading(height=10) as reader:
        await to_paragraph(reader, 1)
        await reader.press("1", "G")
        assert "▎" not in reader.seen
        await reader.press("u")
        assert reader.cursor.startswith("The quiet return")


async def test_a_picture_can_be_marked(session: Session, reading: Any, library: Library) -> None:
    from storage.article import CleanedArticle, RawDocument
    from storage.block import Block, Kind, Role
    from storage.library import NewArticle

    blocks = (Block("p-00000000000a", Kind.FIGURE, "", Role.BODY, True),)
    library.add([NewArticle(RawDocument(b"x", "pictures"), CleanedArticle("Pictures", blocks))])
    async with reading("Pictures") as reader:
        await reader.press("1")
        assert [mark.tags for mark in reader.marks] == [("conflict",)]
        await reader.press("s")
        assert "no words" in reader.said


async def test_a_fold_is_not_marked_by_mistake(reading: Any) -> None:
    async with reading() as reader:
        await reader.press("g", "1")
        assert "folded" in reader.said
        assert reader.marks == []


async def test_a_hidden_paragraph_with_a_mark_still_says_so(reading: Any, mark: Any) -> None:
    mark("Night trains", 1, "todo")
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("x", "x")
        assert "1 mark inside" in reader.seen


async def test_marking_moves_nothing(reading: Any) -> None:
    async with reading(width=100, height=12) as reader:
        await to_paragraph(reader, 3)
        before = [line[:60].replace("▎", " ") for line in reader.lines[:-1]]
        await reader.press("1")
        assert [line[:60].replace("▎", " ") for line in reader.lines[:-1]] == before


async def test_in_advance_mode_each_mark_goes_on_to_the_next_paragraph(session: Session, reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("w")
        assert "» next ¶" in (await cleared(reader))[-1]
        await reader.press("1", "full_stop", "2", "a")
        await reader.type("so")
        await reader.press("ctrl+s")
        assert tags_by_paragraph(reader) == {1: ("conflict",), 2: ("conflict",), 3: ("method/sampling",), 4: ()}
        assert reader.cursor.startswith("The fourth")
        await reader.press("1")
        assert tags_by_paragraph(reader)[4] == ("conflict",)
        await reader.press("1")
        assert tags_by_paragraph(reader)[4] == ()
        await reader.press("k", "w", "1")
        assert reader.cursor == "The third is short."
        assert "»" not in reader.lines[-1]


async def cleared(reader: Any) -> list[str]:
    """Press a key that does nothing here, so that what was said goes."""
    await reader.press("f12")
    lines: list[str] = reader.lines
    return lines


async def test_a_range_in_advance_mode_goes_on_after_its_end(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 1)
        await reader.press("w", "v", "j", "j", "k", "v", "v", "k", "1")
        assert reader.cursor == "The third is short."


async def test_in_advance_mode_a_narrowed_target_goes_on_to_the_next_one_then_to_the_next_paragraph(
    reading: Any, library: Library
) -> None:
    library.add([new_article("Sentences", ("One is here. Two is here. Three.", "The next."))])
    async with reading("Sentences") as reader:
        await to_paragraph(reader, 1)
        await reader.press("w", "s", "1", "2", "1")
        assert [mark.target.exact for mark in reader.marks] == ["One is here.", "Two is here.", "Three."]
        assert reader.cursor == "The next."
        assert "sentence" not in reader.lines[0]


async def test_a_sentence_grows_and_shrinks_by_words_before_it_is_marked(reading: Any) -> None:
    async with reading("Joint patrols") as reader:
        await to_paragraph(reader, 3)
        await reader.press("less_than_sign")
        assert "sentence of ¶ 3" in reader.lines[0]
        await reader.press(*["less_than_sign"] * 2, "shift+left", "shift+right", "right_parenthesis", "1")
        (mark,) = reader.marks
        assert mark.target.exact == "has taken in about 3.7 million Syrian refugees since the"
        assert "10 words of ¶ 3" in reader.lines[0]
        await reader.press("left_parenthesis", "2")
        assert reader.marks[0].target.exact.startswith("Turkey has")


async def test_the_header_counts_the_sentences_or_words_that_are_taken(reading: Any) -> None:
    async with reading("Joint patrols") as reader:
        await to_paragraph(reader, 3)
        await reader.press("s", "s")
        assert "    word of ¶ 3" in reader.lines[0]
        await reader.press("v", "l", "l")
        assert "3 words of ¶ 3" in reader.lines[0]
        await reader.press("h", "h")
        assert "    word of ¶ 3" in reader.lines[0]


async def test_an_empty_note_where_there_was_none_is_not_said_to_be_removed(reading: Any) -> None:
    async with reading("Joint patrols") as reader:
        await to_paragraph(reader, 3)
        await reader.press("a", "x", "backspace", "ctrl+s")
        assert reader.said == "no note: nothing was written"
        assert not reader.marks
        await reader.press("a", "x", "ctrl+s", "a", "backspace", "ctrl+s")
        assert reader.said == "note on ¶ 3 removed"


async def test_of_several_marks_on_a_paragraph_enter_and_delete_ask_which(reading: Any) -> None:
    async with reading("Joint patrols", width=110) as reader:
        await to_paragraph(reader, 2)
        await reader.press("s", "2", "escape", "v", "j", "1")
        await to_paragraph(reader, 2)
        await reader.press("enter")
        assert "open which of 2 marks?" in reader.seen
        assert "method/sampling" in next(line for line in reader.lines if "│ ▌ 1 ¶ 2" in line)
        await reader.press("escape", "D", "2")
        assert "deleted conflict on ¶ 2–3" in reader.said
        assert [mark.tags for mark in reader.marks] == [("method/sampling",)]
        await reader.press("enter")
        assert "tag ¶ 2" in reader.seen


async def test_a_mark_on_exactly_what_is_narrowed_to_is_opened_at_once(reading: Any) -> None:
    async with reading("Joint patrols", width=110) as reader:
        await to_paragraph(reader, 3)
        await reader.press("1", "s", "less_than_sign", "2", "enter")
        assert "tag words in ¶ 3" in reader.seen


async def test_a_tag_written_in_a_note_is_a_tag_and_stays_off_when_it_was_taken_off(reading: Any) -> None:
    async with reading() as reader:
        await to_paragraph(reader, 3)
        await reader.press("a")
        await reader.type("Compare #figures")
        await reader.press("ctrl+s")
        assert [(mark.tags, mark.note) for mark in reader.marks] == [(("figures",), "Compare #figures")]
        await reader.press("t")
        await reader.type("figures")
        await reader.press("enter", "a")
        await reader.type(" once more")
        await reader.press("ctrl+s")
        assert [(mark.tags, mark.note) for mark in reader.marks] == [((), "Compare #figures once more")]
        await reader.press("u", "u", "u")
        assert reader.marks == []
