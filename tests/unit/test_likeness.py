"""Two states of a page are told from two pages: by their addresses, their titles and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Block, Kind, Role
from storage.library.likeness import Wording, address_key, compare, is_front_page, is_same_page

if TYPE_CHECKING:
    from tests.conftest import MakeBlocks


def body(texts: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Block(f"p-{at}", Kind.PARAGRAPH, text, Role.BODY, True) for at, text in enumerate(texts))


def wording(*texts: str, title: str = "") -> Wording:
    return Wording(title, body(texts))


def half(former: str, present: str) -> bool:
    """Whether states whose paragraphs are letters are half alike; each letter stands for ten words of its own."""
    states = (
        wording(*(" ".join(f"{letter}{at}" for at in range(10)) for letter in state)) for state in (former, present)
    )
    return compare(*states).is_half


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("abcd", "abcd"),
        ("abcd", "abxy"),
        ("abcd", "xbay"),
        ("abcde", "abcxy"),
        ("a", "ab"),
        ("ab", "abxy"),
        ("abc", "abcuvwxyz"),
        ("abcd", "abcuvwxyzq"),
        ("abcdefgh", "abc"),
        ("aab", "aacd"),
    ],
)
def test_at_least_half_of_the_paragraphs_are_alike(former: str, present: str) -> None:
    assert half(former, present)


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("abcd", "axyz"),
        ("abcd", "wxyz"),
        ("abcde", "abxyz"),
        ("a", "xyz"),
        ("a", "axyz"),
        ("abcd", "abuvwxyz"),
        ("aaaa", "axyz"),
        ("abcd", ""),
        ("", ""),
        ("", "abcd"),
    ],
)
def test_less_than_half_of_the_paragraphs_are_alike(former: str, present: str) -> None:
    assert not half(former, present)


def test_short_lines_that_every_page_has_do_not_make_two_pages_alike() -> None:
    frame = ("By our reporter", "Read more", "Photo: agency")
    stub = wording(*frame, "The mill has burnt down in the night, and nobody was hurt, as the fire brigade says.")
    page = wording(
        *frame, *(f"Paragraph {number} of a long report on the harbour of {number} towns." for number in range(9))
    )
    assert compare(stub, page).alike == 3
    assert not compare(stub, page).is_half
    assert not compare(page, stub).is_half


def test_hidden_blocks_and_the_title_are_no_paragraphs(make_blocks: MakeBlocks) -> None:
    former = Wording("", make_blocks("Body one.", "-Menu", "-Share", "-Legal", title="News"))
    present = Wording("", make_blocks("Body two.", "-Menu", "-Share", "-Legal", title="News"))
    likeness = compare(former, present)
    assert (likeness.alike, likeness.former, likeness.present) == (0, 1, 1)
    assert former.heading == present.heading == ("news",)


def test_case_punctuation_and_spaces_do_not_count() -> None:
    likeness = compare(wording("“Quiet,” he said."), wording("'quiet'  HE\u00ad said!"))
    assert likeness.alike == 1


TEXTS = st.lists(st.sampled_from(["one word", "two words here", "three", "four of them now", "", "…"]), max_size=9)


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways(one: list[str], other: list[str]) -> None:
    there, back = compare(wording(*one), wording(*other)), compare(wording(*other), wording(*one))
    assert (there.alike, there.former, there.present) == (back.alike, back.present, back.former)
    if there.former != there.present:
        assert there.is_half == back.is_half


@given(TEXTS, TEXTS)
def test_what_is_alike_is_in_both_and_more_in_common_is_never_less_alike(one: list[str], other: list[str]) -> None:
    likeness = compare(wording(*one), wording(*other))
    assert 0 <= likeness.alike <= min(likeness.former, likeness.present)
    more = compare(wording(*one, "in both"), wording(*other, "in both"))
    assert more.alike == likeness.alike + 1
    if 2 * likeness.alike >= max(likeness.former, likeness.present):
        assert more.is_half


@given(TEXTS)
def test_a_page_is_half_alike_to_itself_and_the_same_page_if_it_says_anything(texts: list[str]) -> None:
    page = wording(*texts, title="Title")
    assert compare(page, page).is_half == bool(page.paragraphs)
    assert is_same_page(page, page)


# --- the same address


def long_text(name: str, words: int = 400) -> str:
    return " ".join(f"{name}{number % 97}{name}{number}" for number in range(words))


def test_a_short_page_of_the_same_title_may_be_all_new() -> None:
    assert is_same_page(wording("It rains.", title="Weather"), wording("The sun shines today.", title="Weather"))


def test_a_page_with_another_headline_is_known_by_what_it_says() -> None:
    text = long_text("a")
    assert is_same_page(wording(text, "Old end.", title="Fire"), wording(text, "New end.", title="Fire is out"))


def test_a_page_in_which_a_word_of_each_paragraph_has_changed_is_known() -> None:
    former = [
        f"The paragraph with the number {number} says what it has always said, at length." for number in range(30)
    ]
    present = [text.replace("always", "never") for text in former]
    assert not compare(wording(*former), wording(*present)).alike
    assert is_same_page(wording(*former, title="Fire"), wording(*present, title="Fire is out"))


def test_two_pages_of_one_address_with_nothing_in_common_are_two() -> None:
    one, other = wording(long_text("a"), title="Mayor resigns"), wording(long_text("b"), title="Derby ends in a draw")
    assert not is_same_page(one, other)
    assert not is_same_page(wording("It rains.", title="Weather"), wording("Two goals.", title="Derby"))


def test_the_second_page_of_an_article_in_parts_is_not_the_first_one() -> None:
    first = wording("By our reporter", long_text("a"), title="A long report")
    second = wording("By our reporter", long_text("b"), title="A long report")
    assert not is_same_page(first, second)


def test_words_that_are_written_without_spaces_are_compared_too() -> None:
    text = "".join(chr(0x4E00 + 7 * number) for number in range(300))
    other = "".join(chr(0x4E00 + 11 * number + 3) for number in range(300))
    assert is_same_page(wording(text, title="火"), wording(text[:250] + "。" + other[:50], title="火事"))
    assert not is_same_page(wording(text, title="火"), wording(other, title="雨"))


# --- addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/1",
        "http://example.org/news/1",
        "https://EXAMPLE.org:443/news/1",
        "http://example.org:80/news/1/",
        "https://example.org/news/1#top",
        "https://example.org/news/1?utm_source=feed&utm_medium=rss&fbclid=x",
        " https://reader@example.org./news/1 ",
    ],
)
def test_one_page_has_one_key_however_its_address_is_written(url: str) -> None:
    assert address_key(url) == "example.org/news/1"
    assert not is_front_page(address_key(url))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/article.asp?id=1", "https://example.org/article.asp?id=2"),
        ("https://example.org/News", "https://example.org/news"),
        ("https://example.org/#!/news/1", "https://example.org/#!/news/2"),
        ("https://example.org/app#/news/1", "https://example.org/app#/news/2"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://a.example.org/", "https://b.example.org/"),
    ],
)
def test_other_pages_have_other_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "url", ["", "https://", "https://[::1/x", "https://example.org:no/x", "no address", "mailto:a@b.c"]
)
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert address_key(url) == ""


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/", "http://example.org/index.html", "https://example.org/en/",
            "https://example.org/de/Home.aspx", "https://example.org/default.asp#news"],
)  # fmt: skip
def test_the_address_of_a_site_is_that_of_no_page(url: str) -> None:
    assert is_front_page(address_key(url))


@pytest.mark.parametrize(
    "url", ["https://example.org/index.php?id=231", "https://example.org/1927", "https://example.org/#!/news/1",
            "https://example.org/2020/01/index.html", "https://example.org/news"],
)  # fmt: skip
def test_the_address_of_a_page_is_not_that_of_its_site(url: str) -> None:
    assert not is_front_page(address_key(url))


@given(st.text(st.characters(exclude_categories=["Z", "C"]), max_size=40))
def test_whatever_stands_for_an_address_has_a_key_which_is_its_own_key(url: str) -> None:
    assert address_key(url) in ("", address_key(f"http://{address_key(url)}"))
    key = address_key(f"https://example.org/{url}")
    assert key in ("", address_key(f"http://{key}"))
