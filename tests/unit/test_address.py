"""A passage is named on the command line by the numbers that the reader shows, or by paragraph ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import Address, describe, describe_article, parse_address, resolve
from storage.annotation import Scope
from storage.errors import NothingMatches, UsageError

if TYPE_CHECKING:
    from tests.conftest import MakeArticle

ONE = "p-0123456789ab"
TWO = "p-ba9876543210"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ab12", Address("ab12")),
        (" ab12 ", Address("ab12")),
        ("ab12:3", Address("ab12", "3")),
        ("ab12:3-5", Address("ab12", "3", "5")),
        ("ab12:3.10-42", Address("ab12", "3", start=10, end=42)),
        (f"ab12:{ONE}", Address("ab12", ONE)),
        (f"ab12:{ONE}.2", Address("ab12", f"{ONE}.2")),
        (f"ab12:{ONE}-{TWO}.3", Address("ab12", ONE, f"{TWO}.3")),
        (f"ab12:{ONE}.2-{TWO}", Address("ab12", f"{ONE}.2", TWO)),
        (f"ab12:{ONE}-7", Address("ab12", ONE, "7")),
        (f"ab12:{ONE}.2-5", Address("ab12", ONE, start=2, end=5)),
        (f"ab12:{ONE}.2.2-5", Address("ab12", f"{ONE}.2", start=2, end=5)),
    ],
)
def test_a_target_is_read(written: str, address: Address) -> None:
    assert parse_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "two words",
        "a b:3",
        ":",
        ":3",
        "ab:",
        "ab:x",
        "ab:3-",
        "ab:-3",
        "ab:3.4",
        "ab:3.4-5-6",
        "ab:3:4",
        "ab:p-1",
    ],
)
def test_what_is_no_target_is_said_with_what_one_looks_like(written: str) -> None:
    with pytest.raises(UsageError, match=r"is no TARGET: write ID for an article, ID:3 for a paragraph, ID:3-5"):
        parse_address(written)


@given(st.text() | st.from_regex(r"[0-9a-f]{1,4}:[-p0-9a-f.]{0,20}", fullmatch=True))
def test_any_words_are_an_address_or_one_line(text: str) -> None:
    try:
        said = parse_address(text).article
    except UsageError as error:
        said = str(error)
    assert said
    assert "\n" not in said


def test_numbers_are_those_that_the_reader_shows(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Hidden.", "Two.", "Three.", title="Title")
    ids = [block.id for block in article.blocks]
    assert resolve(article, parse_address("x")) == describe_article(article)
    assert resolve(article, parse_address("x:2")) == describe(article, ids[3])
    assert resolve(article, parse_address(f"x:{ids[2]}")) == describe(article, ids[2])
    assert resolve(article, parse_address("x:1.0-2")).exact == "On"
    several = resolve(article, parse_address("x:3-1"))
    assert (several.scope, several.first, several.last) == (Scope.RANGE, ids[1], ids[4])


def test_a_number_beyond_the_last_is_said_with_how_many_there_are(make_article: MakeArticle) -> None:
    article = make_article("One.", "Two.")
    for number in (0, 3):
        with pytest.raises(NothingMatches, match=f"there is no ¶ {number}: the article has 2"):
            resolve(article, parse_address(f"x:{number}"))
    with pytest.raises(NothingMatches, match="there is no ¶ 1: the article has none"):
        resolve(make_article("-Menu"), parse_address("x:1"))
    with pytest.raises(NothingMatches, match=f"the article has no paragraph {ONE}"):
        resolve(article, parse_address(f"x:{ONE}"))
    with pytest.raises(UsageError, match="4-9 is not inside the paragraph, which has the characters 0-4"):
        resolve(article, parse_address("x:1.4-9"))
