"""A passage is found again, or said to be gone; it is never quietly put elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import Anchored, Finder, anchor, describe, describe_article
from storage.anchoring.words import WordText, words_of
from storage.annotation import AnchorStatus, Scope, Target
from storage.article import Article, ArticleRecord
from storage.block import Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.errors import NothingMatches, UsageError

if TYPE_CHECKING:
    from tests.conftest import MakeArticle

FILLER = [
    "The committee met on Monday in a hall that smelled of floor polish and old paper.",
    "Nobody had expected the treasurer to speak, least of all the treasurer herself.",
    "She read eleven figures aloud, and at each of them a chair creaked somewhere.",
    "The river had risen again during the night, said the man from the waterworks.",
    "A vote was taken, then another, because the first had been lost under a hat.",
    "In the end they agreed on sandbags, on a new hall, and on meeting less often.",
]


def where(found: Anchored) -> tuple[str, str, int | None, int | None]:
    return (found.first, found.last, found.start, found.end)


def block(article: Article, place: int) -> str:
    return article.blocks[place].id


# --- describing --------------------------------------------------------------------------------------------------


def test_a_target_keeps_the_quote_and_32_characters_around_it(make_article: MakeArticle) -> None:
    article = make_article(*FILLER)
    target = describe(article, block(article, 1), start=11, end=19)
    assert target.scope is Scope.SPAN
    assert target.exact == "expected"
    assert article.text[slice(*target.position)] == "expected"
    assert (len(target.prefix), len(target.suffix)) == (32, 32)
    assert article.text[target.position[0] - 32 :].startswith(target.prefix + "expected" + target.suffix)


def test_the_last_paragraph_may_be_named_first(make_article: MakeArticle) -> None:
    article = make_article(*FILLER)
    target = describe(article, block(article, 3), block(article, 1))
    assert (target.scope, target.first, target.last) == (Scope.RANGE, block(article, 1), block(article, 3))
    assert target.exact == "\n\n".join(FILLER[1:4])


def test_a_range_of_one_paragraph_is_the_paragraph(make_article: MakeArticle) -> None:
    article = make_article(*FILLER)
    only = block(article, 2)
    assert describe(article, only, only) == describe(article, only) == describe(article, only, start=0)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 10_000), (10_000, None)])
def test_characters_outside_the_paragraph_are_refused(make_article: MakeArticle, start: int, end: int | None) -> None:
    article = make_article(*FILLER)
    with pytest.raises(UsageError, match="is not inside the paragraph, which has the characters 0-"):
        describe(article, block(article, 0), start=start, end=end)


def test_what_is_not_in_the_article_cannot_be_described(make_article: MakeArticle) -> None:
    article = make_article(*FILLER)
    with pytest.raises(NothingMatches, match="has no paragraph p-none"):
        describe(article, "p-none")
    with pytest.raises(UsageError, match="inside one paragraph"):
        describe(article, block(article, 0), block(article, 1), start=0, end=3)


# --- the same text -----------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    ["", "***", "Read more", "Advertisement", *FILLER[:3], "漢字かな交じり文", "e\u0301 ﬁn", "a a a a a"]
)


def article_of(texts: list[str]) -> Article:
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text in texts)
    blocks = [Block(own, Kind.PARAGRAPH, text, Role.BODY, True) for own, text in zip(ids, texts, strict=True)]
    return Article(ArticleRecord("id", "", (), "", "", "", "", "", "", "", "", "", 0, 0), tuple(blocks))


@given(texts=st.lists(LINES, min_size=1, max_size=12), data=st.data())
def test_every_passage_of_an_article_is_found_exactly_in_it(texts: list[str], data: st.DataObject) -> None:
    article = article_of(texts)
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    start = end = None
    if first == last and texts[first]:
        start = data.draw(st.integers(0, len(texts[first]) - 1))
        end = data.draw(st.integers(start + 1, len(texts[first])))
    target = describe(article, block(article, first), block(article, last), start, end)
    found = anchor(article, target)
    assert (found.status, found.score) == (AnchorStatus.EXACT, 1.0)
    assert where(found) == (target.first, target.last, target.start, target.end)


def test_an_article_as_a_whole_is_always_there(make_article: MakeArticle) -> None:
    target = describe_article(make_article(*FILLER))
    assert anchor(make_article("Quite another text."), target).status is AnchorStatus.EXACT


# --- a changed text ----------------------------------------------------------------------------------------------


@given(
    place=st.integers(0, len(FILLER) - 1),
    before=st.lists(st.sampled_from(["Menu", "Advertisement", "A new first line of the page."]), max_size=4),
    after=st.lists(st.sampled_from(["Imprint", "Read more"]), max_size=3),
    start=st.integers(0, 40),
    length=st.integers(12, 30),
)
def test_a_passage_is_found_when_the_page_around_it_grows(
    place: int, before: list[str], after: list[str], start: int, length: int
) -> None:
    old, new = article_of(FILLER), article_of([*before, *FILLER, *after])
    for target in (
        describe(old, block(old, place)),
        describe(old, block(old, place), start=start, end=start + length),
        describe(old, block(old, place), block(old, min(place + 1, len(FILLER) - 1))),
    ):
        found = anchor(new, target)
        assert found.status is AnchorStatus.EXACT
        assert where(found) == (target.first, target.last, target.start, target.end)


@given(place=st.integers(0, len(FILLER) - 1), order=st.permutations(range(len(FILLER))))
def test_a_paragraph_is_found_wherever_it_has_moved(place: int, order: list[int]) -> None:
    old = article_of(FILLER)
    new = article_of([FILLER[index] for index in order])
    found = anchor(new, describe(old, block(old, place)))
    assert where(found) == (block(old, place), block(old, place), None, None)
    assert found.status is AnchorStatus.EXACT


def test_the_same_words_set_otherwise_are_normalised(make_article: MakeArticle) -> None:
    old = make_article("Before it.", 'He said: "This is - I think - the office," and went.', "After it.")
    new = make_article("Before it.", "HE SAID: “This is – I think – the of\u00adﬁce,” and went.", "After it.")
    found = anchor(new, describe(old, block(old, 1)))
    assert found.status is AnchorStatus.NORMALISED
    assert where(found) == (block(new, 1), block(new, 1), None, None)
    span = describe(old, block(old, 1), start=20, end=27)
    assert span.exact == "I think"
    found = anchor(new, span)
    assert new.blocks[1].text[found.start : found.end] == "I think"


@given(place=st.integers(0, len(FILLER) - 1), word=st.integers(0, 100))
def test_a_paragraph_with_a_word_changed_is_found_as_fuzzy(place: int, word: int) -> None:
    old = article_of(FILLER)
    words = FILLER[place].split(" ")
    words[word % len(words)] = "albatross"
    new = article_of([*FILLER[:place], " ".join(words), *FILLER[place + 1 :]])
    found = anchor(new, describe(old, block(old, place)))
    assert found.status in {AnchorStatus.FUZZY, AnchorStatus.NORMALISED}
    assert found.score > 0.6
    assert where(found) == (block(new, place), block(new, place), None, None)


@given(place=st.integers(0, len(FILLER) - 1))
def test_a_deleted_passage_is_an_orphan(place: int) -> None:
    old = article_of(FILLER)
    new = article_of([text for index, text in enumerate(FILLER) if index != place])
    found = anchor(new, describe(old, block(old, place)))
    assert found == Anchored(AnchorStatus.ORPHAN)


def test_a_repeated_line_is_told_by_what_stands_around_it(make_article: MakeArticle) -> None:
    old = make_article("Advertisement", FILLER[0], "Advertisement", FILLER[1], "Advertisement", FILLER[2])
    target = describe(old, block(old, 2))
    new = make_article("Menu", FILLER[0], "Advertisement", FILLER[1], "Advertisement", FILLER[2])
    assert where(anchor(new, target))[0] == block(new, 2)


def test_a_repeated_line_whose_own_place_is_gone_is_not_put_elsewhere(make_article: MakeArticle) -> None:
    old = make_article(FILLER[3], "Advertisement", FILLER[4], FILLER[5], "Advertisement", FILLER[0])
    target = describe(old, block(old, 1))
    new = make_article(FILLER[5], "Advertisement", FILLER[0], "Advertisement", FILLER[1])
    assert anchor(new, target).status is AnchorStatus.ORPHAN


def test_a_short_line_that_stands_in_one_other_place_is_doubtful(make_article: MakeArticle) -> None:
    old = make_article(FILLER[0], "What now?", FILLER[1])
    new = make_article(FILLER[2], FILLER[3], "What now?", FILLER[4])
    found = anchor(new, describe(old, block(old, 1)))
    assert (found.status, where(found)[0]) == (AnchorStatus.FUZZY, block(new, 2))
    assert found.score < 0.6


def test_a_paragraph_in_whose_place_another_stands_is_gone_although_its_neighbour_is_like_it(
    make_article: MakeArticle,
) -> None:
    lines = [
        f"Paragraph {number} of the report speaks of sandbags, of a hall and of the river." for number in range(6)
    ]
    for place in range(len(lines)):
        old = make_article(*lines)
        new = make_article(*lines[:place], "Something else entirely was written here.", *lines[place + 1 :])
        assert anchor(new, describe(old, block(old, place))).status is AnchorStatus.ORPHAN, place


def test_a_paragraph_that_was_moved_and_changed_is_found_where_it_went(make_article: MakeArticle) -> None:
    old = make_article(*FILLER)
    new = make_article(*FILLER[:2], *FILLER[3:], FILLER[2].replace("eleven", "twelve"))
    found = anchor(new, describe(old, block(old, 2)))
    assert (found.status, found.first) == (AnchorStatus.FUZZY, block(new, 5))


def test_a_paragraph_that_was_merged_into_another_is_a_stretch_of_it(make_article: MakeArticle) -> None:
    old = make_article(*FILLER[:3])
    new = make_article(FILLER[0] + " " + FILLER[1], FILLER[2])
    found = anchor(new, describe(old, block(old, 1)))
    assert (found.first, found.last) == (block(new, 0), block(new, 0))
    assert new.blocks[0].text[found.start : found.end] == FILLER[1]


def test_a_paragraph_that_was_split_is_several(make_article: MakeArticle) -> None:
    old = make_article(FILLER[0], FILLER[1] + " " + FILLER[2], FILLER[3])
    new = make_article(FILLER[0], FILLER[1], FILLER[2], FILLER[3])
    found = anchor(new, describe(old, block(old, 1)))
    assert where(found) == (block(new, 1), block(new, 2), None, None)


def test_a_range_is_found_by_its_ends(make_article: MakeArticle) -> None:
    old = make_article(*FILLER)
    target = describe(old, block(old, 1), block(old, 4))
    new = make_article(*FILLER[:3], "A paragraph that somebody put in between, much later.", *FILLER[3:])
    found = anchor(new, target)
    assert where(found) == (block(new, 1), block(new, 5), None, None)
    assert found.status is AnchorStatus.FUZZY


def test_a_picture_is_told_from_another_by_what_stands_around_it(make_article: MakeArticle) -> None:
    old = make_article("", FILLER[0], "", FILLER[1], "", FILLER[2])
    target = describe(old, block(old, 2))
    assert target.exact == ""
    new = make_article(FILLER[0], "", FILLER[1], "", FILLER[2])
    assert where(anchor(new, target)) == (block(new, 1), block(new, 1), None, None)
    assert anchor(make_article(*FILLER), target).status is AnchorStatus.ORPHAN


@given(texts=st.lists(LINES, min_size=1, max_size=6), others=st.lists(LINES, min_size=1, max_size=6), data=st.data())
def test_whatever_the_text_has_become_the_answer_names_its_paragraphs(
    texts: list[str], others: list[str], data: st.DataObject
) -> None:
    old, new = article_of(texts), article_of(others)
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    found = anchor(new, describe(old, block(old, first), block(old, last)))
    if found.status is AnchorStatus.ORPHAN:
        assert where(found) == ("", "", None, None)
        return
    one, other = new.index[found.first], new.index[found.last]
    assert one <= other
    assert 0 <= found.score <= 1
    if found.start is not None and found.end is not None:
        assert 0 <= found.start <= len(new.blocks[one].text)
        assert 0 <= found.end <= len(new.blocks[other].text)
        assert one < other or found.start < found.end


def test_a_quote_that_begins_between_two_paragraphs_begins_with_the_end_of_the_first() -> None:
    article = article_of(["ab", "***"])
    found = anchor(article, Target(article.id, Scope.SPAN, exact="\n*", suffix="**", position=(3, 5)))
    assert where(found) == (block(article, 0), block(article, 1), 2, 1)


SCRAPS = st.text(st.sampled_from("ab .\n\u00ad戦é’*"), max_size=20)
PLACES = st.none() | st.integers(0, 60)


@given(texts=st.lists(LINES | st.just("***"), max_size=6), data=st.data())
def test_evidence_that_nobody_can_have_made_leads_into_the_text_or_nowhere(
    texts: list[str], data: st.DataObject
) -> None:
    """An import may bring any: of a revision that is not here nothing can be checked."""
    article = article_of(texts)
    ids = st.sampled_from([*article.index, "p-none", ""])
    pieces = st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda cut: article.text[cut[0] : sum(cut)])
    begin = data.draw(st.integers(0, 200))
    target = Target(
        article.id,
        data.draw(st.sampled_from(Scope)),
        *data.draw(st.tuples(ids, ids, PLACES, PLACES)),
        *data.draw(st.tuples(SCRAPS | pieces, SCRAPS, SCRAPS)),
        position=(begin, data.draw(st.integers(begin, 2**31))),
    )
    found = anchor(article, target)
    if not found.first:
        assert found.status is (AnchorStatus.EXACT if target.scope is Scope.ARTICLE else AnchorStatus.ORPHAN)
        return
    one, other = article.index[found.first], article.index[found.last]
    assert one <= other
    assert 0 <= (found.start or 0) <= len(article.blocks[one].text)
    assert 0 <= (found.end or 0) <= len(article.blocks[other].text)


def test_a_finder_finds_many_targets_as_one_by_one(make_article: MakeArticle) -> None:
    old, new = make_article(*FILLER), make_article(*reversed(FILLER))
    targets = [describe(old, each.id) for each in old.blocks]
    finder = Finder(new)
    assert [finder.anchor(each) for each in targets] == [anchor(new, each) for each in targets]


def test_a_target_without_its_context_is_still_found(make_article: MakeArticle) -> None:
    article = make_article(*FILLER)
    bare = Target("x", Scope.PARAGRAPH, exact=FILLER[2], position=(9_999, 10_077))
    assert where(anchor(article, bare))[0] == block(article, 2)
    assert anchor(article, bare._replace(exact="Not a word of it remains here")).status is AnchorStatus.ORPHAN


# --- words -------------------------------------------------------------------------------------------------------


def test_words_are_compared_without_case_signs_and_typesetting() -> None:
    assert words_of("“Of\u00adﬁce” – it’s ÉTÉ!") == ["office", "it", "s", "été"]
    assert words_of("漢字 kanji") == ["漢", "字", "kanji"]


@given(st.text())
def test_each_word_knows_its_place(text: str) -> None:
    taken_apart = WordText(text)
    assert taken_apart.words == words_of(text)
    for word, start, end in zip(taken_apart.words, taken_apart.starts, taken_apart.ends, strict=True):
        assert words_of(text[start:end]) == [word]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), min_size=1, max_size=3))
def test_runs_of_words_are_found_wherever_they_begin(words: list[str], wanted: list[str]) -> None:
    expected = [place for place in range(len(words)) if words[place : place + len(wanted)] == wanted]
    assert list(WordText(" ".join(words)).runs(wanted)) == expected
