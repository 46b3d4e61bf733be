"""The language of a text, by its script and its commonest small words; empty where these do not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

_READ = 1200
_LEAST_HITS, _LEAST_SHARE, _LEAST_LEAD = 4, 0.06, 1.15
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7a3]"),
    ("zh", "[\u3400-\u9fff]"),
    ("el", "[\u0370-\u03ff\u1f00-\u1fff]"),
    ("he", "[\u0590-\u05ff]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("ka", "[\u10a0-\u10ff]"),
    ("hy", "[\u0530-\u058f]"),
    ("bn", "[\u0980-\u09ff]"),
    ("ta", "[\u0b80-\u0bff]"),
    ("te", "[\u0c00-\u0c7f]"),
    ("gu", "[\u0a80-\u0aff]"),
    ("pa", "[\u0a00-\u0a7f]"),
    ("am", "[\u1200-\u137f]"),
    ("km", "[\u1780-\u17ff]"),
    ("my", "[\u1000-\u109f]"),
    ("lo", "[\u0e80-\u0eff]"),
    ("si", "[\u0d80-\u0dff]"),
)
"""Scripts that one language writes, or nearly so."""
_ANY_SCRIPT = re.compile("[" + "".join(script.strip("[]") for _, script in _SCRIPTS) + "]")
_KANA_SHARE, _SCRIPT_SHARE = 0.08, 0.4


def language_of(text: str) -> str:
    """Return the BCP 47 tag of the language that a text is in, without a region; empty where it is not certain."""
    text = text[:_READ]
    if not text.isascii() and _ANY_SCRIPT.search(text):
        letters = max(1, len(_LETTER.findall(text)))
        for tag, script in _SCRIPTS:
            share = len(re.findall(script, text)) / letters
            if share > (_KANA_SHARE if tag == "ja" else _SCRIPT_SHARE):
                return tag
    return _by_words(_WORD.findall(text.casefold()))


def _by_words(words: list[str]) -> str:
    hits: dict[str, int] = {}
    known = _small_words()
    counts = Counter(words)
    for word in known.keys() & counts:
        for tag in known[word]:
            hits[tag] = hits.get(tag, 0) + counts[word]
    ranked = sorted(hits.items(), key=lambda row: (-row[1], row[0]))[:2]
    if not ranked:
        return ""
    tag, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    certain = count >= _LEAST_HITS and count >= _LEAST_SHARE * len(words) and count >= _LEAST_LEAD * second
    return tag if certain else ""


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """Word → the languages that use it."""
    source = resources.files(__package__) / "language.toml"
    found: dict[str, tuple[str, ...]] = {}
    for tag, words in tomllib.loads(source.read_text(encoding="utf-8")).items():
        for word in words.split():
            found[word] = (*found.get(word, ()), tag)
    return found
