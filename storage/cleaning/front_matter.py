"""The lines of ``key: value`` between two ``---`` that a Markdown file may begin with."""

from __future__ import annotations

import re

from storage.cleaning.links import page_url
from storage.cleaning.said import as_authors, as_language, as_published
from storage.cleaning.segments import PageFacts
from storage.text import sanitise_line

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?=\S)(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ENTRY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_LISTED = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")

_TITLE = ("title", "headline")
_AUTHORS = ("authors", "author", "byline", "creator")
_SITE = ("site", "site_name", "publisher", "publication", "sitename")
_DATE = ("published", "date", "pubdate", "publish_date", "created")
_URL = ("url", "source", "link", "canonical", "original_url")
_LANG = ("language", "lang")


def read_front_matter(text: str) -> tuple[PageFacts, str]:
    """Return what a Markdown text says of itself at its top, and the text below that.

    Only flat entries and lists of words are understood, which is all that any of our fields needs. A text whose
    first line is a rule and no entry keeps it.
    """
    found = _FRONT_MATTER.match(text)
    entries = _entries(found["lines"]) if found else None
    if found is None or not entries:
        return PageFacts(), text
    facts = PageFacts(
        title=_first(entries, _TITLE),
        authors=_authors(entries),
        site=_site(entries),
        published=as_published(_first(entries, _DATE)),
        language=as_language(_first(entries, _LANG)),
        url=page_url(_first(entries, _URL)),
    )
    return facts, text[found.end() :]


def _entries(lines: str) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = {}
    key = ""
    for line in lines.splitlines():
        if entry := _ENTRY.match(line):
            key = entry["key"].lower()
            entries[key] = _values(entry["value"])
        elif key and (listed := _LISTED.match(line)):
            entries[key].append(_bare(listed["value"]))
    return entries


def _values(written: str) -> list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [value for part in written[1:-1].split(",") if (value := _bare(part))]
    return [value] if (value := _bare(written)) else []


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return sanitise_line(value)


def _first(entries: dict[str, list[str]], keys: tuple[str, ...]) -> str:
    return next((values[0] for key in keys if (values := entries.get(key))), "")


def _authors(entries: dict[str, list[str]]) -> tuple[str, ...]:
    return as_authors(next((values for key in _AUTHORS if (values := entries.get(key))), ()))


def _site(entries: dict[str, list[str]]) -> str:
    name = _first(entries, _SITE)
    return "" if page_url(name) else name
