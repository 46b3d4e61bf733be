"""When and by whom a plain text was written, its headline and its language, read from the lines around it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import CleanedArticle, RawDocument
from storage.block import Role
from storage.cleaning import clean
from storage.cleaning.dates import find_date, find_dates, is_day_first, moment_of
from storage.cleaning.judging.bylines import is_byline_word, name_alone, names_after_byline, names_beside_date
from storage.cleaning.language import language_of
from storage.errors import CleaningError

TEXT = "\n\n".join(
    f"The ferry that leaves the harbour at {hour} has not been seen since the storm, and nobody at the office could "
    "say on Tuesday when it will be back, or whether the captain had asked for help."
    for hour in ("six", "seven", "eight", "nine", "ten")
)
MENU = "\n".join(f"  • {word}" for word in ("Home", "World", "Business", "Sport", "Culture", "Contact", "About us"))


def article(*head: str, menu: str = MENU, below: str = "") -> CleanedArticle:
    text = "\n\n".join((menu, *head, TEXT, below))
    return clean(RawDocument(text.encode(), "page.txt", "page.txt"))


TITLE = "Harbour office waits for the ferry that left in the storm"


def test_title_date_and_author_stand_above_the_text() -> None:
    found = article(TITLE, "By Ann Lee and Bo Ek", "3 May 2020")
    assert (found.title, found.authors, found.published) == (TITLE, ("Ann Lee", "Bo Ek"), "2020-05-03")
    assert found.language == "en"


def test_what_is_not_there_stays_empty() -> None:
    found = article(TITLE)
    assert (found.authors, found.published, found.site) == ((), "", "")


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (("Ann Lee", "3 May 2020"), ("Ann Lee",)),
        (("Ann Lee | 3 May 2020, 10:30",), ("Ann Lee",)),
        (("3 May 2020, 10:30 / Ann Lee",), ("Ann Lee",)),
        (("By", "Ann Lee"), ("Ann Lee",)),
        (("By Ann Lee, Political Editor",), ("Ann Lee",)),
        (("Ann LeeTravel Reporter", "3 May 2020"), ("Ann Lee",)),
        (("Share Save", "3 May 2020"), ()),
        (("Short Url:", "3 May 2020"), ()),
        (("Middle East", "3 May 2020"), ()),
    ],
)
def test_authors_are_known_by_words_and_by_shape(head: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert article(TITLE, *head).authors == names


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published 3 May 2020, 10:30 CET", "2020-05-03T10:30:00+01:00"),
        ("3 May 2020 4:05 PM EDT", "2020-05-03T16:05:00-04:00"),
        ("3 May 2020 10:30", "2020-05-03"),
        ("Updated 9 May 2020 | Published 3 May 2020", "2020-05-03"),
        ("23/5/2020", "2020-05-23"),
        ("3/5/2020", ""),
        ("two hours ago", ""),
    ],
)
def test_a_date_keeps_its_zone_and_is_never_guessed(line: str, published: str) -> None:
    assert article(TITLE, line).published == published


def test_the_day_of_a_picture_is_no_day_of_publication() -> None:
    caption = "The refinery rises above the harbour of Puerto Cabello, Sunday, Dec. 21, 2025. (AP Photo/Ann Lee)"
    assert article(TITLE, caption, f"{caption} Copyright AP Photo", "Published on Updated").published == ""


def test_a_dateline_of_its_own_stays_and_is_no_body() -> None:
    found = article(TITLE, "BEIJING, Nov 3 (Reuters) -")
    lines = [block for block in found.blocks if block.text.startswith("BEIJING")]
    assert [(block.role, block.kept) for block in lines] == [(Role.DATELINE, True)]


def test_a_dateline_within_a_paragraph_is_left_alone() -> None:
    opening = "BEIJING, Nov 3 (Reuters) - " + TEXT.partition("\n")[0]
    text = "\n\n".join((MENU, TITLE, opening, TEXT))
    found = clean(RawDocument(text.encode(), "page.txt", "page.txt"))
    assert any(block.text == opening and block.kept and block.role is Role.BODY for block in found.blocks)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (
            "The river rose in the night, and by the morning it was in the streets of the town and in the school.",
            "en",
        ),
        (
            "Der Fluss stieg in der Nacht, und am Morgen stand er in den Straßen und auch in der Schule der Stadt.",
            "de",
        ),
        (
            "La rivière est montée dans la nuit, et au matin elle était dans les rues et dans l'école de la ville.",
            "fr",
        ),
        ("El río subió por la noche y por la mañana estaba en las calles y en la escuela de la ciudad.", "es"),
        (
            "Rzeka wezbrała w nocy i rano była już na ulicach, a po południu także w szkole i w domach przy rynku.",
            "pl",
        ),
        ("Река поднялась ночью, и утром она была уже на улицах, а потом и в школе, и в домах у рынка.", "ru"),
        ("Ο ποταμός φούσκωσε τη νύχτα και το πρωί ήταν στους δρόμους της πόλης.", "el"),
        ("河水在夜里上涨，到了早晨已经漫过城里的街道。", "zh"),
        ("川は夜のうちに増水し、朝には町の通りにあふれていた。", "ja"),
        ("강물이 밤사이에 불어나 아침에는 시내 거리까지 차올랐다.", "ko"),
        ("النهر ارتفع في الليل ثم وصل إلى الشوارع في الصباح، وقد قال من كان هناك إن الماء دخل إلى المدرسة", "ar"),
        ("xkcd 1234 qwrt zzzz", ""),
        ("", ""),
    ],
)
def test_small_words_and_scripts_tell_a_language(text: str, tag: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20 Feb 2020 07:02:13 GMT9", "2020-02-20T07:02:13+09:00"),
        ("15:56 BST, 27 April 2024", "2024-04-27T15:56:00+01:00"),
        ("April 25, 20232:26 PM GMT+2Last", "2023-04-25T14:26:00+02:00"),
        ("22/10/2025, 19:25 (GMT+7)", "2025-10-22T19:25:00+07:00"),
        ("28. April 2023, 20:22 Uhr", "2023-04-28"),
        ("5 May 2020 at 25:30 UTC", "2020-05-05"),
        ("2 July 2014 9:00 ET", "2014-07-02"),
    ],
)
def test_a_moment_needs_a_time_and_a_certain_zone(text: str, moment: str) -> None:
    found = find_date(text, day_first=True)
    assert found is not None
    assert moment_of(text, found) == moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020. február 20.", "2020-02-20"),
        ("20 tháng 2, 2020", "2020-02-20"),
        ("2012년 1월 16일", "2012-01-16"),
        ("20 فبراير 2020", "2020-02-20"),
        ("20 בפברואר 2020", "2020-02-20"),
        ("28. 4. 2023, 18:41 Uhr", "2023-04-28"),
        ("12. MÄR 2025", "2025-03-12"),
        ("Associated PressApril 28, 2023", "2023-04-28"),
        ("Publiziert17. Dezember 2024", "2024-12-17"),
        ("06 FEB 26", "2026-02-06"),
    ],
)
def test_dates_of_many_languages_are_read(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.day == day


def test_a_figure_above_twelve_tells_the_order_of_the_others() -> None:
    assert is_day_first("13/4/2012") is True
    assert is_day_first("4/13/2012") is False
    assert is_day_first("3/4/2012") is None


def test_only_the_beginning_of_a_byline_is_known_as_such() -> None:
    assert is_byline_word("Von")
    assert is_byline_word("By:")
    assert not is_byline_word("By Ann Lee")


@given(st.text(max_size=300))
def test_any_line_is_read_without_an_error(text: str) -> None:
    for found in find_dates(text, day_first=True):
        assert datetime.fromisoformat(moment_of(text, found)).date().isoformat() == found.day
        assert 0 <= found.start < found.end <= len(text)
    names = (names_after_byline(text), names_beside_date(text), name_alone(text))
    assert all(name and name == name.strip() for found_names in names for name in found_names)
    assert re.fullmatch(r"([a-z]{2})?", language_of(text))


WORDS = st.sampled_from(["By Ann Lee", "3 May 2020", "Home", "Share", TITLE, "Comments (3)", "•", "“Why?”", "x | y"])
LINES = st.lists(st.one_of(WORDS, st.text(max_size=60), st.just(TEXT)), min_size=1, max_size=25)


@given(LINES)
def test_a_title_is_a_line_of_the_text_and_a_date_is_valid(lines: list[str]) -> None:
    try:
        found = clean(RawDocument("\n\n".join(lines).encode("utf-8", "replace"), "page.txt", "page.txt"))
    except CleaningError:
        return
    assert not found.title or any(block.text == found.title for block in found.blocks)
    if found.published:
        datetime.fromisoformat(found.published)
