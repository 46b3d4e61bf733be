"""Correcting an article: what is typed is read as people mean it, and what cannot be is said."""

from __future__ import annotations

import pytest

from storage.errors import UsageError
from storage.published import read_published
from tui.dialogs.correction import Correction


def test_authors_are_parted_by_semicolons() -> None:
    assert Correction.typed("T", " Smith, J. ;; Ada  Lovelace ", "", "").authors == ("Smith, J.", "Ada Lovelace")


def test_what_is_shown_and_typed_back_is_the_same() -> None:
    correction = Correction("T", ("A", "B"), "The Ledger", "2020-02-20")
    typed = Correction.typed(correction.title, correction.authors_line, correction.site, correction.published)
    assert typed == correction


def test_an_article_needs_a_title() -> None:
    with pytest.raises(UsageError, match="title"):
        Correction.typed("  ", "", "", "")


@pytest.mark.parametrize("typed", ["", "2020-02-20", "2020-02-20T07:02:13+09:00", "2020-02-20T07:02Z"])
def test_a_day_or_a_moment_is_kept_as_it_is(typed: str) -> None:
    assert read_published(f" {typed} ") == typed


@pytest.mark.parametrize("typed", ["yesterday", "2020-13-01", "2020-02-30", "20.2.2020", "2020-02-20 07:02", "2020"])
def test_what_is_no_date_is_said(typed: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        read_published(typed)


def test_control_characters_do_not_come_in() -> None:
    assert Correction.typed("a\x1b[31mb", "", "", "").title == "a[31mb"
