"""The name of a plain text's site: out of its copyright line, where the rest of the page calls it so too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import CleanedArticle, RawDocument
from storage.block import Role
from storage.cleaning import clean
from storage.cleaning.judging.site import claimed
from tests.pace import in_fair_time

TEXT = "\n\n".join(
    f"The ferry that leaves the harbour at {hour} has not been seen since the storm, and nobody at the office could "
    "say on Tuesday when it will be back, or whether the captain had asked for help."
    for hour in ("six", "seven", "eight", "nine", "ten")
)
MENU = "\n".join(f"  • {word}" for word in ("Home", "World", "Business", "Sport", "Culture", "Contact", "About us"))
TITLE = "Harbour office waits for the ferry that left in the storm"


def article(*below: str, above: str = "", inside: str = "") -> CleanedArticle:
    text = "\n\n".join(part for part in (above, MENU, TITLE, "By Ann Lee", TEXT, inside, TEXT, *below) if part)
    return clean(RawDocument(text.encode(), "page.txt", "page.txt"))


@pytest.mark.parametrize(
    "line",
    [
        "© 2019 Harbour Tribune. All rights reserved.",
        "Copyright © 1999–2019 The Harbour Tribune",
        "Copyright 2019 by Harbour Tribune, Inc.",
        "© Harbour Tribune 2019",
        "Harbour Tribune © 2019 Alle Rechte vorbehalten",
        "© 2019 Harbour Tribune GmbH | Impressum | Datenschutz",
        "Copyright © 2019, ЗАО «Harbour Tribune». Все права защищены",
    ],
)
def test_the_site_is_whom_the_copyright_line_names_where_the_page_is_headed_so(line: str) -> None:
    found = article(line, above="Harbour Tribune")
    assert found.site.removeprefix("The ") == "Harbour Tribune"
    block = next(block for block in found.blocks if block.text == line)
    assert not block.kept
    assert block.role is not Role.BODY


@pytest.mark.parametrize(
    "lines",
    [
        ("Follow Harbour Tribune", "Harbour Tribune newsletters"),
        ("About the Harbour Tribune", "letters@harbourtribune.org"),
        ("Harbour Tribune", "Subscribe to Harbour Tribune"),
    ],
)
def test_two_lines_that_call_the_page_so_bear_its_name_out(lines: tuple[str, ...]) -> None:
    assert article(*lines, "© 2019 Harbour Tribune. All rights reserved.").site == "Harbour Tribune"


def test_a_publisher_is_cut_down_to_what_its_page_is_called() -> None:
    line = "© Harbour Tribune Media Group Limited 2019"
    assert article("Follow Harbour Tribune", line, above="The Harbour Tribune").site == "Harbour Tribune"
    assert article(line).site == ""


@pytest.mark.parametrize(
    ("below", "above"),
    [
        (("© 2019 Harbour Tribune. All rights reserved.",), ""),
        (("© AFP", "AFP"), "AFP"),
        (("© 2019 Getty Images", "About Getty Images"), "Getty Images"),
        (("© 2019 Ann Lee. All rights reserved.", "Follow Ann Lee", "About Ann Lee"), "Ann Lee"),
        (("© 2019", "All rights reserved."), "2019"),
        (("© 2019 All rights reserved.",), "All rights reserved"),
        (("Harbour Tribune", "Follow Harbour Tribune"), "Harbour Tribune"),
        (("© Bo Ek", "Bo Ek"), ""),
        (("Privacy Policy © 2019", "Privacy Policy"), "Privacy Policy"),
        (("Home © 2019",), "Home"),
    ],
)
def test_no_agency_nor_photograph_nor_author_nor_year_is_a_site(below: tuple[str, ...], above: str) -> None:
    assert article(*below, above=above).site == ""


def test_the_last_copyright_line_is_the_pages_own() -> None:
    taken = "Copyright 2019 Island Wire. All rights reserved."
    own = "© 2019 Harbour Tribune. All rights reserved."
    assert article(taken, "Island Wire", own, above="Island Wire\n\nHarbour Tribune").site == "Harbour Tribune"
    assert article(taken, "Island Wire", own, above="Island Wire").site == ""


def test_what_html_says_of_its_site_stands() -> None:
    page = f"""<html><head><meta property="og:site_name" content="Island Post"></head><body><p>Harbour Tribune</p>
    <article><h1>{TITLE}</h1><p>{TEXT}</p></article><footer><p>© 2019 Harbour Tribune</p></footer></body></html>"""
    assert clean(RawDocument(page.encode(), "page.html", "page.html")).site == "Island Post"


@pytest.mark.parametrize("part", ["©", "2019-", " media group", ", Inc", "«", "by ", " ", "(c)", " AB Inc", " a"])
def test_a_line_of_one_part_over_and_over_is_read_at_once(part: str) -> None:
    in_fair_time(lambda: claimed("© 2019 X" + part * 300), 0.5)


@given(st.text(st.sampled_from("©ⓒ(c) copyright by2019–AB€«»“”,.|·-Inc版權所有\u0130ß"), max_size=80))
def test_any_line_is_read_and_no_name_is_invented(line: str) -> None:
    for claim in claimed(line):
        assert claim.name in line


@given(st.lists(st.sampled_from(["©", "2019", "Harbour", "Tribune", "Inc", "by", "|", "all rights reserved", "The"])))
def test_a_site_that_is_found_stands_on_the_page(words: list[str]) -> None:
    line = " ".join(words)
    site = article(line, above="Harbour Tribune\n\nTribune\n\nHarbour").site
    assert site in line


def test_a_copyright_line_of_signs_alone_names_no_site() -> None:
    assert clean(RawDocument("Harbour Tribune\nHome\n  • World\n© 2019 © ©".encode(), "-", "page.txt")).site == ""
