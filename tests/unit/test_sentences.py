"""Where sentences and words begin and end, in the ways people write."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.sentences import sentences, words


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["One.", "Two?", "Three!"],
        ["He said “Go.”", "Then he left."],
        ["“Really?” she asked.", "“Yes!” he said."],
        ["Mr. Smith met Dr. No on Feb. 20.", "It rained."],
        ["J. R. Tolkien wrote it.", "The U.S. Army read it."],
        ["They live in the U.S.", "The army left at 5 p.m.", "It was dark."],
        ["Steel Inc. and Sons Ltd. Partners met.", "No one came."],
        ["About 3.7 million fled.", "“More,” he said."],
        ["Version 2.0 came in 2019.", "Version 3 did not."],
        ["See No. 5 and p. 12.", "Is it true?", "No.", "Never."],
        ["So did I.", "Then we left."],
        ["1. First of all the list.", "Then more."],
        ["Yahoo! was bought.", "Wait...", "What?"],
        ["well… maybe.", "Or not."],
        ["Er kam am 3. Oktober z.B. mit Dr. Weiß.", "Dann ging er."],
        ["Er sagte „Geh.“", "Dann ging er."],
        ["¿Quién es?", "¡Nadie!", "«Sí.»", "El Sr. García calla."],
        ["本を読む。", "日本語です。"],
        ["「行く。」と言った。", "とても寒い！"],
        ["他说：“你好。”", "她笑了？"],
        ["هل هذا صحيح؟", "نعم، هذا صحيح."],
        ["यह एक वाक्य है।", "यह दूसरा है।"],
        ["no end at all"],
        [],
    ],
    ids=lambda parts: parts[0][:20] if parts else "nothing",
)
def test_a_paragraph_falls_into_its_sentences(parts: list[str]) -> None:
    assert said(" ".join(parts)) == parts
    assert said("  ".join([*parts, ""])) == parts


def test_chinese_and_japanese_need_no_space_between_sentences() -> None:
    assert said("本を読む。日本語です。") == ["本を読む。", "日本語です。"]
    assert said("「行く。」と言った。とても。") == ["「行く。」と言った。", "とても。"]


def test_each_line_of_code_is_one() -> None:
    assert said("if a.b:\n    c()\n\nd") == ["if a.b:", "c()", "d"]


@given(st.text(st.sampled_from("aB1 .!?”“。」と\n…؟。e.g.Mr"), max_size=80) | st.text(max_size=80))
def test_sentences_stand_in_order_and_hold_every_sign_that_is_no_space(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.text(max_size=80))
def test_words_stand_in_order_and_hold_every_letter(text: str) -> None:
    spans = words(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    held = {place for start, end in spans for place in range(start, end)}
    assert all(place in held for place, char in enumerate(text) if char.isalnum())


def test_words_keep_their_apostrophes_hyphens_accents_and_points() -> None:
    text = "Syria’s nine-year-old “war”, 日本 cafe\u0301s 3.7 हिन्दी A中"
    assert [text[start:end] for start, end in words(text)] == [
        "Syria’s", "nine-year-old", "war", "日", "本", "cafe\u0301s", "3.7", "हिन्दी", "A", "中",
    ]  # fmt: skip
