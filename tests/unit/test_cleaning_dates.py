"""Dates as pages print them, and lines that are nothing but a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.dates import find_date, has_day_and_time, is_stamp
from storage.cleaning.judging.bylines import name_alone, names_after_byline, names_beside_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20 Feb 2020 07:02:13 GMT9", "2020-02-20"),
        ("2020-02-20T07:02:13Z", "2020-02-20"),
        ("Tuesday, November 19th, 2019", "2019-11-19"),
        ("Nov. 19, 2019 at 9:45 am", "2019-11-19"),
        ("Donnerstag, 4. November 2021", "2021-11-04"),
        ("Stand: 13.04.2025, 20:03 Uhr", "2025-04-13"),
        ("le 1er août 2023", "2023-08-01"),
        ("5 de enero de 2012", "2012-01-05"),
        ("17 января 2012", "2012-01-17"),
        ("12 Ιανουαρίου 2012", "2012-01-12"),
        ("16 stycznia 2012", "2012-01-16"),
        ("2012年1月16日 10:20", "2012-01-16"),
        ("13/4/2012", "2012-04-13"),
        ("4/13/2012", "2012-04-13"),
        ("11.01.12, 11:44pm", "2012-01-11"),
    ],
)
def test_a_date_is_found_in_the_way_pages_print_it(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize("text", ["03/04/2020", "31 Feb 2020", "2020", "May 2020", "flight 20 to 2020", "1.2.3.4"])
def test_what_is_no_certain_day_is_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "20 Feb 2020 07:02:13 GMT9",
        "Published: 12 Jan 12 08:32 CET",
        "vor 3 Stunden",
        "2 days ago at 08:49 am",
        "10:30",
    ],
)
def test_a_stamp_is_nothing_but_a_date_or_a_time(text: str) -> None:
    assert is_stamp(text)


@pytest.mark.parametrize("text", ["On 20 Feb 2020 the river rose", "20 apples", "Monday", "Reuters", ""])
def test_other_lines_are_no_stamps(text: str) -> None:
    assert not is_stamp(text)


def test_who_and_when_is_told_by_day_and_time() -> None:
    assert has_day_and_time("Alex on September 17, 2018 at 6:34 am said:")
    assert not has_day_and_time("Alex said so on September 17, 2018")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By Maya Gebeily and Anthony Deutsch", ("Maya Gebeily", "Anthony Deutsch")),
        ("Von Anna Martel und Lea Wagner | Montag", ("Anna Martel", "Lea Wagner")),
        ("Par Jean de la Tour, 3 mai 2020", ("Jean de la Tour",)),
        ("By the river a town lay in the sun", ()),
        ("Christoph von Ritter", ()),
    ],
)
def test_names_are_read_from_a_byline(text: str, names: tuple[str, ...]) -> None:
    assert names_after_byline(text) == names


def test_names_are_read_from_beside_a_date() -> None:
    assert names_beside_date("Dan Goodin - Apr 16, 2015 8:02 pm") == ("Dan Goodin",)
    assert names_beside_date("Published Apr 16, 2015") == ()


def test_a_name_alone_has_two_words() -> None:
    assert name_alone("Ann Lee") == ("Ann Lee",)
    assert name_alone("Monday") == ()
    assert name_alone("the river") == ()


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    find_date(text)
    is_stamp(text)
    names_after_byline(text)
    names_beside_date(text)
    name_alone(text)
