"""Which tags occur together is counted as it is said to be, and shown in lines that fit."""

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.together import Pair, TaggedAnnotation, pairs_of, shared
from tui.cells import Runs, width_of
from tui.lists.pair_rows import heading_runs, longest_name, ordered, pair_columns, pair_runs


def annotation(
    own: str, article: str, tags: str, start: int = 0, end: int = 0, revision: int = 1
) -> TaggedAnnotation:
    place = (revision, start, end) if end else (0, 0, 0)
    return TaggedAnnotation(own, article, frozenset(tags), place)


ANNOTATIONS = [
    annotation("1", "x", "ab", 0, 10),
    annotation("2", "x", "c", 5, 8),
    annotation("3", "x", "a", 20, 30),
    annotation("4", "y", "a"),
    annotation("5", "y", "b"),
    annotation("6", "z", "b", 0, 10),
    annotation("7", "z", "c", 10, 20),
]


def pair(tag: str, other: str, annotations: list[TaggedAnnotation] | None = None) -> Pair:
    return next(each for each in pairs_of(annotations or ANNOTATIONS) if (each.tag, each.other) == (tag, other))


def test_tags_are_together_on_one_passage_and_in_one_article() -> None:
    assert pair("a", "b") == Pair("a", "b", 2, 2 / (3 + 3 - 2), 2, 2 / 3)
    assert pair("b", "c") == Pair("b", "c", 1, 1 / (3 + 2 - 1), 2, 2 / 3)
    assert [(each.tag, each.other) for each in pairs_of(ANNOTATIONS)] == [("a", "b"), ("b", "c"), ("a", "c")]


def test_passages_that_only_touch_or_are_of_another_revision_are_two() -> None:
    assert pair("a", "b", [annotation("1", "x", "a", 0, 10), annotation("2", "x", "b", 10, 20)]).passages == 0
    assert pair("a", "b", [annotation("1", "x", "a", 0, 10), annotation("2", "x", "b", 0, 10, 2)]).passages == 0
    assert pair("a", "b", [annotation("1", "x", "a", 0, 10), annotation("2", "x", "b", 9, 20)]).passages == 1


def test_the_article_as_a_whole_is_no_passage_of_it() -> None:
    assert pair("a", "b", [annotation("1", "x", "a"), annotation("2", "x", "b", 0, 10)]).passages == 0


def test_a_pair_of_one_tag_names_it_first() -> None:
    assert [(each.tag, each.other, each.passages) for each in pairs_of(ANNOTATIONS, "c")] == [
        ("c", "b", 1),
        ("c", "a", 1),
    ]
    assert pairs_of(ANNOTATIONS, "unknown") == []


def test_what_a_pair_shares_can_be_looked_up() -> None:
    assert shared(ANNOTATIONS, "a", "b") == ["1", "4", "5"]
    assert shared(ANNOTATIONS, "b", "c") == ["1", "2"]
    assert shared(ANNOTATIONS, "a", "b", in_articles=True) == ["1", "3", "4", "5"]


SOME = st.lists(
    st.builds(
        lambda own, article, tags, start, length: TaggedAnnotation(
            str(own), article, tags, (1, start, start + length) if length else (0, 0, 0)
        ),
        st.integers(),
        st.sampled_from("xy"),
        st.frozensets(st.sampled_from("abcd"), max_size=3),
        st.integers(0, 20),
        st.integers(0, 10),
    ),
    max_size=12,
)


@given(SOME)
def test_it_is_what_counting_one_by_one_gives(annotations: list[TaggedAnnotation]) -> None:
    def meet(one: TaggedAnnotation, other: TaggedAnnotation) -> bool:
        if one.article != other.article:
            return False
        return one.place == other.place or max(one.place[1], other.place[1]) < min(one.place[2], other.place[2])

    held: dict[str, set[str]] = defaultdict(set)
    for each in annotations:
        for tag in each.tags:
            held[tag].add(each.article)
    found = {(each.tag, each.other): each for each in pairs_of(annotations)}
    for one, other in combinations("abcd", 2):
        sides = [
            sum(
                first in each.tags and any(second in near.tags and meet(each, near) for near in annotations)
                for each in annotations
            )
            for first, second in ((one, other), (other, one))
        ]
        articles = len(held[one] & held[other])
        if not articles:
            assert (one, other) not in found
            continue
        got = found[one, other]
        assert (got.passages, got.articles) == (min(sides), articles)
        assert 0 <= got.passage_share <= 1
        assert got.article_share == pytest.approx(articles / len(held[one] | held[other]))
        alone = {each.other: each for each in pairs_of(annotations, one)}[other]
        assert (alone.passages, alone.passage_share, alone.articles) == (
            got.passages,
            got.passage_share,
            got.articles,
        )
        assert bool(shared(annotations, one, other)) == bool(got.passages)


def text(runs: Runs) -> str:
    return "".join(text for text, _ink in runs)


@given(st.integers(1, 200), st.text(min_size=1, max_size=30), st.booleans(), st.booleans())
def test_every_line_fits(width: int, name: str, in_articles: bool, alone: bool) -> None:
    columns = pair_columns(width)
    assert width_of(heading_runs(columns, in_articles=in_articles)) <= width
    names = {"a": name, "b": "標本" * 20}
    shown = pair_runs(PAIRS[0], columns, 10, names, {}, in_articles=in_articles, alone=alone)
    assert width_of(shown) <= max(width, 4)


PAIRS = [Pair("a", "b", 10, 0.5, 1, 0.001), Pair("a", "c", 2, 0.9, 20, 0.25), Pair("b", "c", 0, 0.0, 3, 0.1)]


def test_names_take_no_more_room_than_they_need() -> None:
    assert longest_name({"a": "Alpha", "b": "b"}, alone=True) == 5
    assert longest_name({"a": "Alpha", "b": "b"}, alone=False) == 13
    assert pair_columns(110, 13).name == 13
    assert pair_columns(34, 100).name == 14


def test_a_line_has_both_counts_where_there_is_room() -> None:
    shown = text(pair_runs(PAIRS[0], pair_columns(110), 10, {"a": "Alpha"}, {}, in_articles=False, alone=False))
    assert shown.split() == ["Alpha", "·", "b", "████████████████", "10", "50", "%", "1", "<", "1", "%"]
    shown = text(pair_runs(PAIRS[0], pair_columns(34), 10, {"a": "Alpha"}, {}, in_articles=True, alone=True))
    assert shown.split() == ["b", "1", "<", "1", "%"]


def test_pairs_are_sorted_and_narrowed() -> None:
    def keys(**options: object) -> list[str]:
        found = ordered(
            PAIRS,
            {"a": "Alpha"},
            in_articles=bool(options.get("articles")),
            order=str(options.get("order", "count")),
            wanted=str(options.get("wanted", "")),
        )
        return [each.tag + each.other for each in found]

    assert keys() == ["ab", "ac"]
    assert keys(order="share") == ["ac", "ab"]
    assert keys(articles=True) == ["ac", "bc", "ab"]
    assert keys(articles=True, order="name") == ["ab", "ac", "bc"]
    assert keys(wanted="alph c") == ["ac"]
