"""What a text says of itself: when it was published, by whom, where it stood and in which language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from storage.cleaning.dates import FoundDate, find_date, find_dates, is_day_first, moment_of
from storage.cleaning.judging.bylines import is_byline_word, name_alone, names_after_byline, names_beside_date
from storage.cleaning.judging.core import core_of
from storage.cleaning.judging.header import HEADER_CUES, settle_header
from storage.cleaning.judging.phrases import AGENCIES
from storage.cleaning.judging.scene import Scene
from storage.cleaning.judging.site import site_of
from storage.cleaning.language import language_of
from storage.cleaning.reasons import Cue
from storage.cleaning.said import writes_day_first
from storage.cleaning.segments import PageFacts
from storage.cleaning.wordlist import word_list

_ABOVE, _FURTHER_ABOVE, _INTO_TEXT, _BELOW = 8, 20, 3, 5
_WIDEST_STAMP = 160
_STANDFIRST, _STANDFIRST_REACH = 60, 14
_NAMED_CUES = HEADER_CUES | {Cue.DATE_STAMP.value, Cue.SHORT_LINE.value, Cue.REPEATED_LINE.value}
"""What may speak against a line that names the author all the same."""
_TEXT_READ = 1200


def read_facts(scene: Scene, title: int | None) -> PageFacts:
    """Return the facts of a page; those that its source left out are read from the lines around the text."""
    facts = scene.facts
    language = facts.language or language_of(_text(scene))
    around = _Around(scene, title)
    published = facts.published or _published(around, language)
    authors = facts.authors or _authors(around)
    settle_header(scene, around.first, authors, published)
    site = facts.site or site_of(scene, authors)
    return replace(facts, published=published, authors=authors, site=site, language=language)


def _text(scene: Scene) -> str:
    """The article's own words, as many as tell its language."""
    parts: list[str] = []
    size = 0
    for place, segment in enumerate(scene.segments):
        if scene.inside(place):
            parts.append(segment.text)
            size += len(segment.text)
            if size > _TEXT_READ:
                break
    return " ".join(parts)[:_TEXT_READ]


class _Around:
    """Where a page says when and who: lines between title and text, those above, those just below the text."""

    def __init__(self, scene: Scene, title: int | None) -> None:
        self.scene = scene
        first = core_of(scene).start
        end = scene.extent.end
        self.below_text = range(max(first + 1, end - 1), min(len(scene.looks), end + _BELOW))
        self.before = range(first - 1, max(-1, first - 1 - _FURTHER_ABOVE), -1)
        if title is not None and title <= first + _INTO_TEXT:
            self.head = range(
                title + 1, min(max(_second_paragraph(scene, first), title + 2) + 2, end, len(scene.looks))
            )
            self.above = range(title - 1, max(-1, title - 1 - _ABOVE), -1)
        else:
            self.head = range(max(0, first - _FURTHER_ABOVE), min(first + _INTO_TEXT, len(scene.looks)))
            self.above = range(0)
        self.first, self.title = first, title

    def stands_well(self, place: int) -> bool:
        """Whether a line stands as a name does: below title, standfirst or date, above the text or a date."""
        scene = self.scene
        if _is_by_a_date(scene, place) or _is_repeated(scene, place):
            return True
        if scene.looks[place].item:
            return False
        if place > self.first or place + 1 >= len(scene.looks):
            return place == scene.extent.end - 1 and not scene.looks[place].ends
        below = scene.looks[place + 1]
        return (place - 1 == self.title or scene.looks[place - 1].width >= _STANDFIRST) and (
            below.prose or scene.inside(place + 1)
        )

    def lines(self, places: range) -> Iterator[tuple[int, str]]:
        """Yield those of the places that have the width of a stamp or a byline, with their texts."""
        for place in places:
            if self.scene.looks[place].width <= _WIDEST_STAMP:
                yield place, self.scene.segments[place].text


def _second_paragraph(scene: Scene, first: int) -> int:
    """The place of the article's second paragraph, which the standfirst may be the first of; or just below that."""
    for place in range(first + 1, min(first + _STANDFIRST_REACH, len(scene.looks))):
        if scene.inside(place) and scene.looks[place].prose:
            return place
    return first + 1


# ------------------------------------------------------------------------------------------------ when

_PUBLISHED = word_list(
    """
    publi veröffentlicht posted erstellt pubblicato gepubliceerd opublikowan dodan offentliggjort udgivet julkaistu
    yayın giriş опубликован δημοσ 发布 發布 發佈 公開 入力 créé first
    """
)
"""Beginnings of words that call a date the day of publication."""
_UPDATED = word_list(
    """
    updated aktualis modif actualizado aggiornato bijgewerkt aktualizacj uppdaterad oppdatert opdateret päivitetty
    güncelleme обновлен ενημέρωση 更新 수정 geändert edited stand jour
    """
)
"""Beginnings of words that call a date that of a change."""
_LEAST_SURE = 0.5


def _published(around: _Around, language: str) -> str:
    """The date that most of its surroundings speak for; empty where no line near the text has one."""
    scene = around.scene
    day_first = writes_day_first(language)
    if day_first is None:
        day_first = _order(around)
    best, found = _LEAST_SURE, ""
    for places, bonus, step in (
        (around.head, 2.0, 0.1),
        (around.above, 1.2, 0.15),
        (around.below_text, 0.6, 0.2),
        (around.before, 0.4, 0.05),
    ):
        for count, (place, text) in enumerate(around.lines(places)):
            dates = find_dates(text, day_first=day_first)
            if not dates or (scene.whole and not scene.looks[place].stamp):
                continue
            date, worth = _likest(text, dates)
            worth += bonus - step * count + _worth_of_line(scene, place, text, dates)
            if worth > best:
                best, found = worth, moment_of(text, date)
    return found


def _order(around: _Around) -> bool | None:
    """Whether the page writes days first, as far as a date in figures around the text tells."""
    for places in (around.head, around.above, around.below_text):
        for _, text in around.lines(places):
            if (told := is_day_first(text)) is not None:
                return told
    return None


def _likest(text: str, dates: list[FoundDate]) -> tuple[FoundDate, float]:
    """Of the dates in a line the one that it calls the day of publication, or else the first that is no update."""
    best, chosen = -9.0, dates[0]
    begin = 0
    for date in dates:
        before = text[begin : date.start].casefold()[-40:]
        worth = 1.5 * any(word in before for word in _PUBLISHED) - 1.0 * any(word in before for word in _UPDATED)
        if worth > best:
            best, chosen = worth, date
        begin = date.end
    return chosen, best


def _worth_of_line(scene: Scene, place: int, text: str, dates: list[FoundDate]) -> float:
    """How like a line is to one that says when: little beside the date, no item of a list, no sentence."""
    look = scene.looks[place]
    beside = len(text) - sum(date.end - date.start for date in dates)
    worth = 1.0 * look.stamp + 0.5 * (beside < 40) - 0.8 * (beside > 90) - 0.5 * look.item
    if look.ends and not look.stamp:
        worth -= 1.5
    return worth - 1.5 * _is_of_picture(scene, place)


def _is_of_picture(scene: Scene, place: int) -> bool:
    """Whether a line is a caption, or says the words of one next to it once more."""
    beside = (other for other in (place - 1, place + 1) if 0 <= other < len(scene.looks) and scene.captions[other])
    return bool(scene.captions[place]) or any(
        scene.looks[other].folded in scene.looks[place].folded for other in beside
    )


# ------------------------------------------------------------------------------------------------- who


@dataclass(frozen=True, slots=True)
class _Named:
    """Names read from a line, and how surely they are the authors'."""

    names: tuple[str, ...]
    worth: float


_BYLINE, _AFTER_BYLINE_WORD, _BESIDE_DATE, _ALONE = 3.0, 3.0, 2.0, 1.2
_LEAST_SURE_NAME = 1.0
_MOST_BELOW_WORD = 8


def _authors(around: _Around) -> tuple[str, ...]:
    """The names that most of their surroundings speak for; none where no line near the text has any."""
    best = _Named((), _LEAST_SURE_NAME)
    for places, bonus, step in ((around.head, 0.3, 0.03), (around.above, -0.6, 0.2), (around.below_text, -0.8, 0.1)):
        for count, (place, text) in enumerate(around.lines(places)):
            named = _named(around, place, text, below=places is around.below_text)
            if named.names and named.worth + bonus - step * count > best.worth:
                best = replace(named, worth=named.worth + bonus - step * count)
    return best.names


_NOTHING = _Named((), 0.0)


def _named(around: _Around, place: int, text: str, *, below: bool) -> _Named:
    """What one line says of the authors."""
    scene = around.scene
    sign = scene.signs[place]
    if scene.captions[place] or (sign and sign.cue not in _NAMED_CUES):
        return _NOTHING
    if names := names_after_byline(text):
        sentence = scene.looks[place].ends and len(text) > 80
        return _Named(names, _BYLINE - 2.5 * sentence - 0.5 * (len(names[0].split()) < 2))
    if is_byline_word(text):
        return _Named(_listed(scene, place + 1), _AFTER_BYLINE_WORD)
    if scene.whole:
        return _NOTHING
    if names := names_beside_date(text, day_first=True):
        return _Named(names, _BESIDE_DATE - 1.0 * below)
    if not around.stands_well(place):
        return _NOTHING
    if scene.looks[place].folded in AGENCIES:
        return _Named((text.strip(),), _LEAST_SURE_NAME + 0.1)
    if not scene.looks[place].colon and (names := name_alone(text)):
        return _Named(names, _ALONE + 0.6 * _is_by_a_date(scene, place) + 0.4 * _is_repeated(scene, place))
    return _NOTHING


def _listed(scene: Scene, start: int) -> tuple[str, ...]:
    """Names on lines of their own below the word of a byline."""
    names: list[str] = []
    for place in range(start, min(start + _MOST_BELOW_WORD, len(scene.looks))):
        text = scene.segments[place].text
        found = name_alone(text) or (names_after_byline(f"By {text}") if not names and len(text) < 60 else ())
        if not found:
            break
        names += found
        if not text.rstrip().endswith((",", "and", "und")):
            break
    return tuple(dict.fromkeys(names))


def _is_by_a_date(scene: Scene, place: int) -> bool:
    beside = (place - 1, place + 1)
    return any(
        scene.looks[other].stamp
        or (scene.looks[other].width < _WIDE and find_date(scene.segments[other].text, day_first=True) is not None)
        for other in beside
        if 0 <= other < len(scene.looks)
    )


_WIDE = 80


def _is_repeated(scene: Scene, place: int) -> bool:
    """Whether the line below says the same name, as a picture of the author and its text do."""
    own = scene.looks[place].folded
    return place + 1 < len(scene.looks) and own in scene.looks[place + 1].folded
