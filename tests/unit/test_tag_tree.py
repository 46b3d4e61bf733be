"""The codebook as a tree: nested, folded, filtered, sorted."""

from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Tag, TagUse, tag_key
from tui.lists.tag_tree import ORDERS, branches, listed, sort_tree, tag_tree


def tags(*names: str, description: str = "") -> list[Tag]:
    return [Tag(name, name, "", 1, description) for name in names]


def lines(*names: str, folded: frozenset[str] = frozenset(), wanted: str = "") -> list[str]:
    return [f"{row.depth}{row.name}" for row in listed(tag_tree(tags(*names), {}), folded, wanted)]


def test_tags_stand_under_the_tag_they_begin_with() -> None:
    assert lines("war", "Conflict/talks", "conflict", "conflict/cease-fire") == [
        "0conflict",
        "1conflict/cease-fire",
        "1Conflict/talks",
        "0war",
    ]


def test_a_shared_beginning_that_is_no_tag_gets_a_line_without_one() -> None:
    rows = list(listed(tag_tree(tags("method/sampling", "method/survey/panel"), {"method": TagUse(0, 5, "2026")})))
    assert [(row.name, row.tag is not None, row.nested) for row in rows] == [
        ("method", False, 2),
        ("method/sampling", True, 0),
        ("method/survey", False, 1),
        ("method/survey/panel", True, 0),
    ]
    assert rows[0].use.total == 5


def test_a_tag_that_sorts_before_a_slash_does_not_come_between_a_tag_and_its_own() -> None:
    assert lines("a", "a b", "a/c", "a-d") == ["0a", "1a/c", "0a b", "0a-d"]


def test_what_is_folded_hides_what_is_nested_in_it() -> None:
    assert lines("a", "a/b", "a/b/c", "d", folded=frozenset({"a/b"})) == ["0a", "1a/b", "0d"]
    assert lines("a", "a/b", "a/b/c", "d", folded=frozenset({"a", "d"})) == ["0a", "0d"]
    (row, _) = listed(tag_tree(tags("a", "a/b", "d"), {}), {"a"})
    assert (row.folded, row.branch, row.nested) == (True, True, 1)


def test_a_filter_looks_into_folds_and_shows_where_it_found_something() -> None:
    assert lines("war/Área", "war/sea", "peace", folded=frozenset({"war"}), wanted="area") == ["0war", "1war/Área"]
    rows = list(listed(tag_tree(tags("war/air", "war/sea"), {}), wanted="air"))
    assert [row.matched for row in rows] == [False, True]
    described = tag_tree([*tags("a/b", description="Ships and boats."), *tags("c")], {})
    assert [row.name for row in listed(described, wanted="boats ships")] == ["a", "a/b"]
    assert not list(listed(described, wanted="nothing"))


def test_each_level_is_sorted_for_itself() -> None:
    uses = {
        "a": TagUse(1, 1, "2026-03"),
        "b": TagUse(1, 9, "2026-01"),
        "b/x": TagUse(2, 2, "2026-02"),
        "b/y": TagUse(7, 7, "2026-01"),
    }

    def names(order: str, *, reverse: bool = False) -> str:
        tree = tag_tree(tags("a", "b", "b/x", "b/y"), uses)
        sort_tree(tree, order, reverse=reverse)
        return " ".join(row.name for row in listed(tree))

    assert names("name") == "a b b/x b/y"
    assert names("name", reverse=True) == "b b/y b/x a"
    assert names("marks") == "b b/y b/x a"
    assert names("marks", reverse=True) == "a b b/x b/y"
    assert names("last used") == "a b b/x b/y"


def test_what_can_be_folded_is_known() -> None:
    assert branches(tag_tree(tags("A", "a/b/c", "d"), {})) == {"a", "a/b"}


NAMES = st.lists(
    st.text("ab/ Bé-", min_size=1, max_size=8).filter(lambda name: name.strip("/ ") and name[0] != "/"), max_size=12
)


@given(NAMES, st.sampled_from(ORDERS), st.booleans())
def test_every_tag_is_in_the_tree_once_whatever_it_is_called(names: list[str], order: str, reverse: bool) -> None:
    known = {tag_key(name): name for name in names}
    tree = tag_tree(tags(*known.values()), {})
    sort_tree(tree, order, reverse=reverse)
    rows = list(listed(tree))
    assert sorted(row.name for row in rows if row.tag) == sorted(known.values())
    assert len({row.key for row in rows}) == len(rows)
    assert [row for row in listed(tree, branches(tree)) if row.depth] == []
