"""What a search found, as lines: every match that can be in sight is, and no line is too wide."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.search.hits import Field, Hit
from storage.search.matching import Stretch, find_words, snippet
from storage.search.words import words_of
from tui.lists.hit_rows import hit_rows, hit_runs, marked


def hit(article: str, field: Field, text: str = "some text", **more: object) -> Hit:
    return Hit(article, f"title of {article}", field, text, **more)  # type: ignore[arg-type]  # fields by name


def found(text: str, word: str) -> tuple[Stretch, ...]:
    words = words_of(word)
    return find_words(text, [words] if words else [])


def test_hits_stand_under_the_title_of_their_article() -> None:
    rows = hit_rows([hit("a", Field.TITLE), hit("a", Field.TEXT), hit("b", Field.NOTE)])
    assert [(row.hit.article, row.heading, row.found) for row in rows] == [
        ("a", True, True),
        ("a", False, True),
        ("b", True, False),
        ("b", False, True),
    ]


def test_each_kind_of_hit_has_its_sign() -> None:
    def line(found: Hit) -> str:
        return "".join(text for text, _ink in hit_runs(hit_rows([found])[-1], 60))

    assert line(hit("a", Field.TEXT, paragraph="p-1", number=3)).startswith("¶ 3     some")
    assert line(hit("a", Field.NOTE, paragraph="p-1", number=3)).startswith("¶ 3     ✎ some")
    assert line(hit("a", Field.TAG)).startswith("article # some")


def test_a_match_far_in_a_narrow_line_is_brought_into_sight() -> None:
    text = "It takes quite a number of words to come to the needle in this haystack"
    runs = marked(text, found(text, "needle"), 30, "")
    assert ("needle", "hit") in runs
    assert runs[0][0].startswith("…")


@given(st.text(max_size=200), st.text(min_size=1, max_size=8), st.integers(1, 120))
@settings(max_examples=300, deadline=None)
def test_no_line_is_wider_than_the_terminal(text: str, word: str, width: int) -> None:
    shown, matches = snippet(text, found(text, word))
    runs = marked(shown, matches, width, "")
    assert sum(cell_len(piece) for piece, _ink in runs) <= width
