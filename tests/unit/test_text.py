"""Hostile text comes out harmless, and texts are compared without case and accents."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.text import REORDERING_SIGN, fold, sanitise, sanitise_line

HARMFUL = {"Cc", "Cs"}
REORDERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("plain\ttext\n", "plain\ttext\n"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2J\x07bell\x7f", "2Jbell"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("one\u2028two\u2029three\x85four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("file\u202etxt.exe\u202c", f"file{REORDERING_SIGN}txt.exe"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("\ufeffmark", "mark"),
        ("ل\u200dا\u200e", "ل\u200dا\u200e"),
    ],
)
def test_a_terminal_finds_nothing_to_obey(hostile: str, harmless: str) -> None:
    assert sanitise(hostile) == harmless


@given(st.text(st.characters(codec=None)))
def test_nothing_harmful_is_left_whatever_came_in(text: str) -> None:
    clean = sanitise(text)
    left = {char for char in clean if unicodedata.category(char) in HARMFUL or char in REORDERING}
    assert left <= {"\n", "\t"}
    assert sanitise(clean) == clean
    clean.encode()


@given(st.text(st.characters(codec=None)))
def test_a_line_is_one_line(text: str) -> None:
    line = sanitise_line(text)
    assert line.splitlines() in ([], [line])
    assert line == line.strip()
    assert sanitise_line(line) == line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "ZURICH"),
        ("straße", "STRASSE"),
        ("ﬁn", "FIN"),
        ("e\u0301te", "Été"),
        ("Ἀθῆναι", "αθηναι"),
        ("㎒", "mhz"),
    ],
)
def test_case_and_accents_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_a_text_is_folded_character_by_character(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other) == "".join(map(fold, one + other))
