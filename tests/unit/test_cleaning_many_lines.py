"""What is asked of all lines of a page at once: the same as one line after the other says."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.code_points import Table, code_points
from storage.cleaning.features.characters import Class, counts
from storage.cleaning.lines import width_of
from storage.cleaning.many_lines import letters_of, widths_of

ODD = "Aß9é_²Ⅷ’“ —\u00a0\u0301ªﬁÅя漢字かな한글Ａ１אبไ𠀀𝐀😀\U0010fffd\t"
LINES = st.lists(st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"], exclude_characters="\n")))


@given(LINES)
def test_the_runs_of_letters_of_many_lines_are_those_of_each(lines: list[str]) -> None:
    one_by_one = [frozenset(re.findall(r"[^\W\d_]+", line)) for line in lines]
    assert letters_of(lines)[: len(lines)] == one_by_one


@given(LINES)
def test_the_widths_of_many_lines_are_those_of_each(lines: list[str]) -> None:
    assert widths_of(lines) == list(map(width_of, lines))


def test_every_character_is_of_the_letters_that_patterns_know() -> None:
    every = [chr(code) for code in range(0x20000) if not 0xD800 <= code <= 0xDFFF and code != 0x0A]
    known = set(re.findall(r"[^\W\d_]", "".join(every)))
    assert {char for char, runs in zip(every, letters_of(every), strict=True) if runs} == known


@given(st.lists(st.text(max_size=40), min_size=1))
def test_each_character_of_a_text_is_counted_once(texts: list[str]) -> None:
    found = counts(texts)
    assert found.shape == (len(Class), len(texts))
    assert found.sum(axis=0).tolist() == list(map(len, texts))


def test_letters_of_other_scripts_are_told_by_their_case() -> None:
    of = dict(zip(Class, counts(["Añя漢א9 .😀"])[:, 0].tolist(), strict=True))
    assert (of[Class.UPPER], of[Class.LOWER], of[Class.LOWER_BEYOND]) == (1, 1, 1)
    assert (of[Class.WIDE], of[Class.UNCASED], of[Class.DIGIT]) == (1, 1, 1)
    assert (of[Class.SPACE], of[Class.STOP], of[Class.OTHER]) == (1, 1, 1)


def test_a_table_works_a_character_out_once() -> None:
    asked: list[str] = []

    def is_capital(char: str) -> bool:
        asked.append(char)
        return unicodedata.category(char) == "Lu"

    table = Table(is_capital)
    assert table.of(code_points("aB漢")).tolist() == [0, 1, 0]
    assert table.of(code_points("CßD")).tolist() == [1, 0, 1]
    assert len(asked) == len(set(asked)) == 512, "two blocks of 256 characters"
    assert table.of(code_points("")).tolist() == []
