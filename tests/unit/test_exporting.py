"""What can be exported from where the reader is, and what the file is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Target
from tui.dialogs.exporting import file_name, parts_of_annotations, parts_of_articles


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Turkey, Russia discuss joint patrols", "turkey-russia-discuss-joint-patrols"),
        ("Éclairs & Co.", "eclairs-co"),
        ("../../etc/passwd", "etc-passwd"),
        ("The quiet return of the night train from Vienna", "the-quiet-return-of-the-night-train-from"),
        ("夜行列車", "夜行列車"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_file_is_called_by_the_words_of_the_title(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=200))
def test_no_title_names_a_folder_or_a_hidden_or_a_long_file(title: str) -> None:
    name = file_name(title)
    assert len(name) <= 40
    assert not set(name) & set("/\\.\0 \n")
    assert not name.startswith("-")


def test_what_the_reader_looks_at_is_offered_before_everything() -> None:
    def words(articles: list[str] | None, query: str = "") -> list[str]:
        return [part.word for part in parts_of_articles(articles, query)]

    assert words(None) == ["the whole library"]
    assert words(["a"]) == ["this article", "the whole library"]
    assert words(["a", "b"]) == ["these 2 articles", "the whole library"]
    assert words(None, "tag:law") == ["what is listed", "the whole library"]
    assert words(["a"], "tag:law") == ["what is listed", "the whole library"]


def test_marks_that_are_listed_name_each_article_once() -> None:
    listed = [("1", "b"), ("2", "a"), ("3", "b")]
    marks = [Annotation(own, Target(article, Scope.ARTICLE), (), "", "me", "", "") for own, article in listed]
    meant, everything = parts_of_annotations(marks, "these marks")
    assert (meant.word, meant.articles, meant.annotations) == ("these marks", ("b", "a"), ("1", "2", "3"))
    assert everything.annotations is None
