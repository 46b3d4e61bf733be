"""The name of a plain text's site: whom its copyright line names, where the page calls itself so elsewhere too.

A copyright line alone may be an agency's, a photographer's or a company's; what else on the page is named so decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from storage.cleaning.judging.phrases import AGENCIES, folded
from storage.cleaning.judging.scene import Scene
from storage.cleaning.wordlist import word_set

_WIDEST, _WIDEST_CLAIM = 160, 320
_LONGEST, _LONGEST_PART, _MOST_WORDS = 40, 100, 6
_ENOUGH, _ENOUGH_UNSURE = 2, 3
"""What the other lines must say together: one that is the name, above the article, or two that hold it."""

_MARK = re.compile(r"(?:(?:©|ⓒ|\(c\)|\bcopyrights?\b|&copy;)[\s:]*)+(?:(?:by|of)\s)?", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d(?:\s*(?:[-–—,/]|to|bis)\s*(?:(?:19|20)?\d\d\b|present|today|heute))*"
_YEAR = re.compile(_YEARS)
_RIGHTS = re.compile(
    r"all(?:e)? right(?:s|en)? reserved|alle recht(?:e|en) vor\w*|tous droits|todos (?:los|os) d\w+|tutti i diritti|"
    r"riproduzione riservata|wszelkie prawa|prawa autorskie|все права|с?με επιφύλαξη|版[权權]所有|無断転載|무단",
    re.IGNORECASE,
)
_AROUND = re.compile(rf"^(?:{_YEARS}|by\s|[\s.,:;|·•*-])+|(?:{_YEARS}|[\s.,:;|/·•®™*(<>–-])+$", re.IGNORECASE)
_CUT = re.compile(r"\s[|·•/–—-]\s|[|·•;:(<>]|[.!?。]\s|,\s")
_COMPANY = re.compile(
    r"[\s,]+(?:inc|ltd|limited|llc|l\.l\.c|lp|plc|corp|corporation|company|co|gmbh|ag|ab|as|a/s|aps|oy|oyj|sa|s\.a|s\.p\.a|"
    r"spa|srl|s\.r\.l|bv|b\.v|n\.v|nv|kg|pty|pvt|hf|se|e\.v|zrt|kft|& co|& co\. kg)\.?$",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"(?:\s(?:news(?= (?:and|&) )|and|&|und|digital|media|mediengruppe|medien|network|newspapers?|publishing|"
    r"publishers|publications|group|verlag|holdings?|communications|pvt))+$",
    re.IGNORECASE,
)
"""What makes a name that of a publisher."""
_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{3,40})[»”“\"]")
_NO_SITES = AGENCIES | {
    "getty images", "getty", "istock", "shutterstock", "fotolia", "adobe stock", "alamy", "imago", "picture alliance",
    "depositphotos", "flickr", "wikimedia commons", "creative commons", "youtube", "facebook", "twitter", "instagram",
    "google", "wordpress", "associated press", "press association", "image", "images", "photo", "home", "notice",
}  # fmt: skip
_IN_MENUS = word_set(
    """
    privacy terms policy contact imprint impressum datenschutz sitemap cookies cookie login advertise feedback careers
    kontakt agb rss newsletter copyright legal disclaimer subscribe permissions mentions
    """
)
"""Words of what stands beside a copyright line."""
_BEFORE = word_set(
    """
    about om mer follow join welcome newsletter newsletters subscribe über folgen folge abonnieren abonniere suivez
    suivre propos siga síguenos seguici volg følg följ obserwuj polub advertise contact discover search home
    """
)
"""Words that what a page calls itself stands after, with one or two others between."""
_AFTER = word_set(
    """
    on auf sur en su op på na home homepage logo newsletter newsletters app apps rss podcast podcasts staff mobile
    shop store startseite accueil membership premium plus subscription subscriptions
    """
)
"""Words that stand after it."""


class _Claim(NamedTuple):
    """A name that a copyright line gives."""

    name: str
    dated: bool
    """Whether a year or all rights stand beside it, and not the sign alone, as photographs are signed."""
    doubtful: bool = False
    """Whether it is but a part of what stands there."""

    @property
    def enough(self) -> int:
        """What the other lines must say."""
        return _ENOUGH if self.dated and not self.doubtful else _ENOUGH_UNSURE


def site_of(scene: Scene, authors: tuple[str, ...]) -> str:
    """Return the name of the site as its copyright line has it; empty where the page does not bear it out elsewhere.

    Args:
        scene: The page.
        authors: Who wrote the article, which names no site.
    """
    people = {_key(name) for name in authors}
    claims: dict[str, _Claim] = {}
    lines: set[int] = set()
    for place, segment in enumerate(scene.segments):
        text = segment.text
        if not ("©" in text or "opyright" in text or "(c)" in text or "OPYRIGHT" in text or "ⓒ" in text):
            continue
        if scene.looks[place].width > _WIDEST_CLAIM or scene.inside(place) or not (found := claimed(text)):
            continue
        lines.add(place)
        if found[0].dated or not any(claim.dated for claim in claims.values()):
            claims = {}  # the last one is the page's, those above it came with what it took from others
            for claim in found:
                if (key := _key(claim.name)) not in people:
                    claims.setdefault(key, claim)
    if not claims:
        return ""
    worth = _borne_out(scene, claims, lines)
    for key, claim in claims.items():
        if worth[key] >= claim.enough:
            return claim.name
    return ""


def claimed(line: str) -> list[_Claim]:
    """Return the names that a copyright line may give, the likest first: those behind the sign, or that before it."""
    if not (mark := _MARK.search(line)):
        return []
    dated = bool(_YEAR.search(line) or _RIGHTS.search(line) or len(mark[0].split()) > 1)
    before = _trimmed(_CUT.split(line[: mark.start()])[-1])
    rest = _AROUND.sub("", _RIGHTS.split(line[mark.end() :], maxsplit=1)[0])
    behind = _trimmed(_CUT.split(rest)[0])
    claims = [_Claim(before, dated)] if not _RIGHTS.search(before) else []
    if not _TRADE.search(behind):
        claims.append(_Claim(behind, dated, doubtful=bool(claims and before)))
    claims += (_Claim(_trimmed(quoted), dated) for quoted in _QUOTED.findall(rest)[:1])
    claims.append(_Claim(_TRADE.sub("", behind).removeprefix("The "), dated, doubtful=True))
    return [claim for claim in claims if _may_name(claim.name)]


def _trimmed(part: str) -> str:
    """A part of a line without years, marks and the form of the company."""
    name = _AROUND.sub("", part[:_LONGEST_PART])
    while (shorter := _COMPANY.sub("", name)) != name:
        name = shorter
    return name.strip(" \"'“”„«».,-–")


def _may_name(name: str) -> bool:
    words = name.split()
    return (
        2 < len(name) <= _LONGEST
        and len(words) <= _MOST_WORDS
        and (name[0].isupper() or not name[0].isascii() or len(words) == 1)
        and not _YEAR.search(name)
        and _NO_SITES.isdisjoint((folded(name), _key(name)))
        and _IN_MENUS.isdisjoint(folded(name).split())
        and _key(name) != ""  # signs alone
        and "@" not in name
        and "http" not in name
    )


def _key(name: str) -> str:
    """What two spellings of a name share."""
    return folded(name).removeprefix("the ").removeprefix("www.")


def _borne_out(scene: Scene, names: Iterable[str], lines: set[int]) -> dict[str, int]:
    """How much the lines besides those of the copyright say for each name."""
    worth = dict.fromkeys(names, 0)
    hosts = {key: f"{key.replace(' ', '')}." for key in worth}
    start = scene.extent.start
    for place, look in enumerate(scene.looks):
        for key, host in hosts.items():
            if (named := key in look.folded) or host in look.folded:
                if place in lines or look.width > _WIDEST or scene.inside(place):
                    break
                line = look.folded.removeprefix("the ")
                worth[key] += _says(line, key, above=place < start) if named else _begins_word(line, host)
    return worth


def _begins_word(line: str, host: str) -> bool:
    before, _, after = line.partition(host)
    return not before[-1:].isalnum() and after[:1].isalpha()


def _says(line: str, key: str, *, above: bool) -> int:
    """How much one line says for a name: most where it is the name, less where it calls the page by it."""
    if line == key:
        return 2 if above else 1
    before, _, after = line.partition(key)
    if before.endswith((" - ", "| ", " – ", " — ")) and not after:
        return 1
    if (words := before.split()) and len(words) <= 3 and not after and not _BEFORE.isdisjoint(words):
        return 1
    if (words := after.split()) and after[0] == " " and not before and words[0] in _AFTER:
        return 1
    return 0
