"""Cues and their words: each has its own, and names what it saw."""

from __future__ import annotations

from storage.block import Reason
from storage.cleaning.reasons import Cue, because, word


def test_every_cue_has_words_and_no_two_share_them() -> None:
    words = [word(Reason(cue.value, ("a", "b"))) for cue in Cue]
    assert len(set(words)) == len(words)
    assert all(words)


def test_the_readers_own_decisions_have_words() -> None:
    assert word(Reason("reader-kept")) == "brought back by you"
    assert word(Reason("reader-hidden")) == "hidden by you"


def test_evidence_stands_in_the_words() -> None:
    assert word(because(Cue.SECTION_HEAD, "Most Popular")) == "section head: Most Popular"


def test_long_evidence_is_cut() -> None:
    assert len(word(because(Cue.SECTION_HEAD, "word " * 100))) < 80


def test_braces_in_evidence_are_harmless() -> None:
    assert word(because(Cue.SECTION_HEAD, "{0} {x}")) == "section head: {0} {x}"


def test_missing_evidence_is_no_error() -> None:
    assert word(Reason(Cue.LINK_LIST.value, ("9",))) == "link list: 9 of … words are links"


def test_a_cue_of_a_later_version_is_shown_as_it_is() -> None:
    assert word(Reason("moon-phase", ("full",))) == "moon-phase: full"
