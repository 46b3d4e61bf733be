"""How recent and how frequent tags are in what a reader has marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.library.documents import ANNOTATIONS, ARTICLES, Document, DocumentChange
from storage.library.tag_recency import HALF_LIFE, TagRecency


def marked(created: str, *tags: str, by: str = "me") -> Document:
    return {"creator": by, "created": created, "tags": list(tags)}


def order(recency: TagRecency, by: str = "me") -> list[str]:
    weights = recency.of(by)
    return sorted(weights, key=lambda key: -weights[key])


def test_two_uses_of_two_weeks_ago_are_worth_one_of_today() -> None:
    recency = TagRecency([marked("2026-11-08T10:00:00Z", "old"), marked("2026-11-08T10:00:00Z", "old"),
                        marked("2026-11-22T10:00:00Z", "new")])  # fmt: skip
    assert HALF_LIFE == 14
    assert recency.of("me")["old"] == pytest.approx(recency.of("me")["new"])


def test_lately_outweighs_often_in_the_end_and_readers_are_counted_apart() -> None:
    many = [marked("2026-08-01T00:00:00Z", "Old")] * 30
    recency = TagRecency(
        [*many, marked("2026-11-22T00:00:00Z", "new"), marked("2026-11-22T00:00:00Z", "theirs", by="you")]
    )
    assert order(recency) == ["new", "old"]
    assert order(recency, "you") == ["theirs"]
    assert order(recency, "nobody") == []


def test_a_change_is_followed_and_what_is_gone_weighs_nothing() -> None:
    recency = TagRecency([marked("9999-01-01T00:00:00Z", "a", "b"), marked("2026-01-01", "b"), marked("soon", "c")])
    recency.follow(DocumentChange(ANNOTATIONS, "x", marked("9999-01-01T00:00:00Z", "a", "b"), None))
    recency.follow(DocumentChange(ARTICLES, "x", {"id": "x"}, None))
    assert set(recency.of("me")) == {"b", "c"}
    recency.follow(DocumentChange(ANNOTATIONS, "y", None, marked("2026-01-02", "a")))
    assert set(recency.of("me")) == {"a", "b", "c"}


dates = st.dates().map(lambda day: f"{day.isoformat()}T12:30:00Z")
documents = st.lists(st.builds(lambda day, tags: marked(day, *tags), dates, st.sets(st.sampled_from("abcd"))))


@given(documents, documents)
def test_what_has_come_and_gone_leaves_nothing(stay: list[Document], go: list[Document]) -> None:
    recency = TagRecency(stay)
    for sign in (1, -1):
        for document in go:
            change = (None, document) if sign > 0 else (document, None)
            recency.follow(DocumentChange(ANNOTATIONS, "x", *change))
    assert set(recency.of("me")) == {tag for document in stay for tag in document["tags"]}
