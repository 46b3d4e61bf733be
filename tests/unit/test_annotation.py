"""What a tag may be called, and what an annotation is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Motivation, Scope, Target, tag_key, tag_name
from storage.errors import UsageError


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("conflict", "conflict"),
        ("  two  words ", "two words"),
        ("method/sampling", "method/sampling"),
        ("method/", "method"),
        (" method / / sampling ", "method/sampling"),
        ("u\u0308ber", "über"),
        ("red\x1b[31m", "red[31m"),
        ("a-b+c", "a-b+c"),
        ("#1", "#1"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_tag_is_kept_trimmed_and_composed(written: str, name: str) -> None:
    assert tag_name(written) == name


@pytest.mark.parametrize("written", ["", " ", "\x07", "+a", "-a", "/a", "a,b", 'a"b', "x" * 201])
def test_what_cannot_be_a_tag_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(UsageError) as refused:
        tag_name(written)
    assert "\n" not in str(refused.value)


@given(st.text())
def test_a_tag_name_stays_as_it_is(written: str) -> None:
    try:
        name = tag_name(written)
    except UsageError:
        return
    assert tag_name(name) == name
    assert tag_key(name) == tag_key(tag_key(name))


@pytest.mark.parametrize(("one", "other"), [("Straße", "STRASSE"), ("Über", "über"), ("A/b", "a/B")])
def test_tags_that_differ_in_case_are_one(one: str, other: str) -> None:
    assert tag_key(tag_name(one)) == tag_key(tag_name(other))


@pytest.mark.parametrize(
    ("tags", "note", "motivation"),
    [
        (("a",), "n", Motivation.COMMENTING),
        ((), "n", Motivation.COMMENTING),
        (("a",), "", Motivation.TAGGING),
        ((), "", Motivation.HIGHLIGHTING),
    ],
)
def test_an_annotation_says_what_it_is_for(tags: tuple[str, ...], note: str, motivation: Motivation) -> None:
    assert Annotation("a", Target("x", Scope.ARTICLE), tags, note, "ada", "", "").motivation is motivation
