"""What a line of the library file says in one field is found as if all of it were read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.library.engine import lines
from storage.library.engine.lines import encode, line_of, values_of

TEXTS = st.text(alphabet='ab", :[]{}\\\u00fc\ud800\n', max_size=8) | st.sampled_from(
    ['"title": "x"', '"], "title": ["', '", "title": "', "}", "]", '\\"']
)
DOCUMENTS = st.fixed_dictionaries(
    {"id": st.just("1")},
    optional={
        "title": TEXTS,
        "authors": st.lists(TEXTS, max_size=3),
        "site": TEXTS,
        "words": st.integers(0, 9),
        "more": st.dictionaries(st.sampled_from(["title", "authors", "site"]), TEXTS | st.lists(TEXTS, max_size=2)),
    },
)


@given(st.lists(DOCUMENTS.flatmap(lambda one: st.permutations(list(one.items())).map(dict)), max_size=4))
def test_a_field_says_what_it_says_where_all_is_decoded(documents: list[dict[str, Any]]) -> None:
    held = [line_of(place, encode("articles", each)) for place, each in enumerate(documents, start=1)]
    for field in ("title", "authors", "site"):
        assert values_of(held, field) == [each.get(field) for each in documents]


def test_nothing_else_of_an_article_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    held = [
        line_of(
            place,
            encode("articles", {"id": "1", "title": f'No. {place} "', "authors": ["A"], "words": 3, "state": "read"}),
        )
        for place in range(1, 4)
    ]
    decoded: list[bytes] = []
    monkeypatch.setattr(lines, "decode", decoded.append)
    assert values_of(held, "title") == ['No. 1 "', 'No. 2 "', 'No. 3 "']
    assert values_of(held, "words") == [3, 3, 3]
    assert values_of(held, "state") == ["read", "read", "read"]
    assert values_of(held, "former") == [None, None, None]
    assert not decoded
