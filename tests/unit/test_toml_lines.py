"""The line of each setting: found in any file that is valid TOML, and never a wrong one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings.toml_lines import Path, lines_of

SAMPLE = '''\
# a comment with [brackets] and = signs
width = 70 # [not.a.table]
"theme" = 'paper'

columns = [ # three
  "title", # ]
  "marks",

  "read"]
note = """
width = 3
[keys]
"""
inline = { a = 1, "b c".d = [1, { e = 2 }] }

[keys]
reading.tag = "c"
"reading.note" = ["a",
  "i"]
[ themes . "my one" ]
tags = ["#fff"]
[[pins]]
x = 1
[pins.y]
z = 1979-05-27 07:32:00
[[pins]]
x = 2
'''


def paths(value: object, before: Path = ()) -> Iterator[Path]:
    """Every key and item of a parsed file."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*before, key)
        yield from paths(inner, (*before, key))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("width",), 2),
        (("theme",), 3),
        (("columns",), 5),
        (("columns", 0), 6),
        (("columns", 1), 7),
        (("columns", 2), 9),
        (("note",), 10),
        (("inline", "b c", "d", 1, "e"), 14),
        (("keys",), 16),
        (("keys", "reading"), 17),
        (("keys", "reading", "tag"), 17),
        (("keys", "reading.note", 1), 19),
        (("themes", "my one", "tags", 0), 21),
        (("pins", 0, "x"), 23),
        (("pins", 0, "y", "z"), 25),
        (("pins", 1), 26),
        (("pins", 1, "x"), 27),
    ],
)
def test_each_key_and_item_is_on_its_line(path: Path, line: int) -> None:
    assert lines_of(SAMPLE)[path] == line


def test_every_key_and_item_is_found() -> None:
    assert set(lines_of(SAMPLE)) == set(paths(tomllib.loads(SAMPLE)))


def test_line_ends_of_windows_are_one_each() -> None:
    assert lines_of(SAMPLE.replace("\n", "\r\n")) == lines_of(SAMPLE)


@given(st.text("a=[]{}#,\"'\\\n .", max_size=30))
def test_what_is_no_toml_is_refused_or_walked_to_its_end(text: str) -> None:
    try:
        lines = lines_of(text)
    except ValueError:
        assert parsed(text) is None
    else:
        assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


NAMES = st.text("abcXYZ019_-", min_size=1, max_size=5)
QUOTED = st.text("ab =[]{}#.,'é", min_size=1, max_size=6).map(lambda name: f'"{name}"')
ESCAPED = st.sampled_from([r'"\u00e9"', r'"a\"b"', r'"x\ty"'])
KEYS = st.lists(NAMES | QUOTED | ESCAPED, min_size=1, max_size=3).map(" . ".join)
TEXTS = st.text("ab=[]{}#,\"' é", max_size=8)
SCALARS = st.sampled_from(["1", "true", "-2.5e3", "1979-05-27 07:32:00", "0xff", "inf"])
STRINGS = (
    TEXTS.map(lambda text: '"' + text.replace('"', '\\"') + '"')
    | TEXTS.map(lambda text: "'" + text.replace("'", "") + "'")
    | st.lists(TEXTS, max_size=3).map(lambda rows: '"""' + "\n".join(rows).replace('"', "") + '"""')
    | st.sampled_from(['"""a""b"""""', "'''it''s'''''", '"""\\" # ]"""'])
)
SPACES = st.sampled_from(["", " ", "\n", " # x ] }\n", "\n\n"])


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(SPACES, values, SPACES).map("".join), max_size=3).map(
        lambda items: f"[{','.join(items)}\n]"
    )


def tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(KEYS, values).map(" = ".join), max_size=3)
    return pairs.map(lambda pairs: "{ " + ", ".join(pairs) + " }")


VALUES = st.recursive(SCALARS | STRINGS, lambda values: arrays(values) | tables(values), max_leaves=6)
STATEMENTS = (
    st.tuples(KEYS, VALUES).map(" = ".join)
    | KEYS.map("[{}]".format)
    | KEYS.map("[[{}]]".format)
    | st.sampled_from(["", "  # [a]", "# b = 1"])
)


def parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


@given(st.lists(STATEMENTS, max_size=8))
def test_no_key_is_missed_and_none_is_on_a_wrong_line(statements: list[str]) -> None:
    kept: list[str] = []
    expected: dict[Path, tuple[int, int]] = {}
    line = 1
    for statement in statements:
        table = parsed("\n".join([*kept, statement]))
        if table is None:  # not TOML, or it says something twice
            continue
        kept.append(statement)
        end = line + statement.count("\n")
        for path in paths(table):
            expected.setdefault(path, (line, end))
        line = end + 1
    found = lines_of("\n".join(kept))
    assert found.keys() == expected.keys()
    for path, (first, last) in expected.items():
        assert first <= found[path] <= last


@given(st.lists(st.tuples(NAMES, SPACES, SCALARS | STRINGS), min_size=1, max_size=5))
def test_an_item_is_on_the_line_on_which_it_is_written(items: list[tuple[str, str, str]]) -> None:
    text, expected = "list = [", []
    for _name, space, value in items:
        text += space
        expected.append(1 + text.count("\n"))
        text += f"{value},"
    found = lines_of(text + "]")
    assert [found["list", number] for number in range(len(items))] == expected
