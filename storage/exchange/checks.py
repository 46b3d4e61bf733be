"""Looks into JSON of unknown origin: each value knows its place in the file, so that an error can name it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Never, Self, TypeVar

from storage.errors import ExchangeError
from storage.exchange.names import URN
from storage.text import sanitise, sanitise_line

MOST = 2**31 - 1
"""The greatest whole number that an export holds."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PARAGRAPH = re.compile(r"p-[0-9a-f]{12}(\.[1-9][0-9]{0,8})?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)

_VERSION = re.compile(r"\d{1,9}\.\d{1,9}", re.ASCII)
_LITERALS = ("true", "false", "null", "-")
"""What a file may be cut off in, strings aside."""
_QUOTED = 30
"""Characters that are quoted of a file that is something else."""

_ONE_LINE = str.maketrans("\n\t", "  ")

_TYPES = {dict: "an object", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
"""JSON's types in words."""

Choice = TypeVar("Choice", bound=StrEnum)


class Value:
    """A JSON value at its place. Each method gives it as one Python type, or raises ExchangeError in one line."""

    __slots__ = ("_above", "_step", "_value")

    def __init__(self, value: object, above: Self | None = None, step: str = "") -> None:
        self._value = value
        self._above = above
        self._step = step

    @property
    def path(self) -> str:
        """Where the value stands, as ``articles[3].blocks[0].kind``; empty for the whole file."""
        return "" if self._above is None else (self._above.path + self._step).removeprefix(".")

    def refuse(self, trouble: str) -> Never:
        """Raise the error that names this place and says ``trouble`` of it."""
        raise ExchangeError(f"damaged export: {self.path or 'the file'} {trouble}")

    def _should_be(self, expected: str) -> Never:
        kind = "null" if self._value is None else _TYPES[type(self._value)]
        self.refuse(f"should be {expected}, not {kind}" if kind != expected else f"should be {expected}")

    # what holds others

    def __getitem__(self, key: str) -> Value:
        """Return the value of a key that must be there."""
        found = self.get(key)
        if found is None:
            self.refuse(f"lacks the key “{key}”")
        return found

    def get(self, key: str) -> Value | None:
        """Return the value of a key, or None where it is absent."""
        members = self._members()
        return Value(members[key], self, f".{key}") if key in members else None

    def entries(self) -> Iterator[tuple[str, Value]]:
        """Yield keys that are ids of ours as IRIs, each as its uuid, and their values."""
        for key, value in self._members().items():
            if not key.startswith(URN) or not _UUID.fullmatch(key, len(URN)):
                self.refuse(f"should have only keys that are “{URN}” and a uuid")
            yield key.removeprefix(URN), Value(value, self, f"[“{key}”]")

    def _members(self) -> dict[str, object]:
        if not isinstance(self._value, dict):
            self._should_be("an object")
        return self._value

    def each(self) -> Iterator[Value]:
        """Yield the values of a list."""
        if not isinstance(self._value, list):
            self._should_be("a list")
        for number, value in enumerate(self._value):
            yield Value(value, self, f"[{number}]")

    @property
    def is_object(self) -> bool:
        """Whether this is an object."""
        return isinstance(self._value, dict)

    # what may be absent

    def each_at(self, key: str) -> Iterator[Value]:
        """Yield the values of the list at a key; none where it is absent."""
        found = self.get(key)
        return iter(()) if found is None else found.each()

    def line_at(self, key: str) -> str:
        """Return the line at a key; empty where it is absent."""
        found = self.get(key)
        return "" if found is None else found.line()

    def text_at(self, key: str) -> str:
        """Return the text at a key; empty where it is absent."""
        found = self.get(key)
        return "" if found is None else found.text()

    def matching_at(self, key: str, pattern: re.Pattern[str], expected: str) -> str:
        """Return the line at a key as :meth:`matching` does; empty where it is absent."""
        found = self.get(key)
        return "" if found is None else found.matching(pattern, expected)

    # what is one value

    @property
    def is_text(self) -> bool:
        """Whether this is a string."""
        return isinstance(self._value, str)

    def text(self) -> str:
        """Return a string made harmless; newlines and tabs stay."""
        return sanitise(self._string())

    def line(self) -> str:
        """Return a string as one harmless line, character for character where that can be."""
        return sanitise(self._string()).translate(_ONE_LINE)

    def _string(self) -> str:
        if not isinstance(self._value, str):
            self._should_be("text")
        return self._value

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self._value, bool):
            self._should_be("true or false")
        return self._value

    def whole(self, least: int = 0, most: int = MOST) -> int:
        """Return a whole number from ``least`` to ``most``."""
        expected = f"a whole number from {least} to {most}"
        if type(self._value) is not int:
            self._should_be(expected)
        if not least <= self._value <= most:
            self.refuse(f"should be {expected}")
        return self._value

    def stretch(self, length: int) -> tuple[int, int]:
        """Return ``start`` and ``end``, which lie in this order inside a text of ``length`` code points."""
        start, end = self["start"].whole(), self["end"].whole()
        if not start <= end <= length:
            self.refuse(f"goes from {start} to {end}, outside its text of {length} characters")
        return start, end

    def one_of(self, choices: type[Choice]) -> Choice:
        """Return a member of an enumeration."""
        try:
            return choices(self._string())
        except ValueError:
            self.refuse(f"should be one of {', '.join(choices)}")

    def uuid(self) -> str:
        """Return an id of ours out of its IRI."""
        written = self._matching(re.compile(URN + _UUID.pattern), f"“{URN}” and a uuid in lower case")
        return written.removeprefix(URN)

    def paragraph(self) -> str:
        """Return a paragraph id."""
        return self._matching(_PARAGRAPH, "a paragraph id: “p-” and 12 hexadecimal digits")

    def sha256(self) -> str:
        """Return a SHA-256 in 64 hexadecimal digits."""
        return self._matching(_SHA256, "a SHA-256 in 64 hexadecimal digits")

    def time(self) -> str:
        """Return a moment, RFC 3339 in UTC: as written where it is, so that it comes back as it was."""
        expected = "a date and time with a zone, such as 2026-11-22T09:00:00Z"
        written = self._matching(_TIME, expected)
        try:
            moment = datetime.fromisoformat(written)
            return written if written.endswith("Z") else f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
        except (ValueError, OverflowError):  # the second: in UTC it is before the year 1, or after 9999
            self.refuse(f"should be {expected}")

    def matching(self, pattern: re.Pattern[str], expected: str) -> str:
        """Return a harmless line that ``pattern`` matches as a whole; ``expected`` is the pattern in words."""
        line = self.line()
        if not pattern.fullmatch(line):
            self.refuse(f"should be {expected}")
        return line

    def _matching(self, pattern: re.Pattern[str], expected: str) -> str:
        written = self._string()
        if not pattern.fullmatch(written):
            self.refuse(f"should be {expected}")
        return written


def no_two_alike(place: Value, ids: Iterable[str], what: str = "id") -> None:
    """Raise ExchangeError, naming ``place``, when something is in ``ids`` twice."""
    seen: set[str] = set()
    for number, each in enumerate(ids):
        if each in seen:
            place.refuse(f"has the same {what} twice, the second time at [{number}]")
        seen.add(each)


def parse(text: str, by: str) -> Value:
    """Return the JSON in ``text``, which the command ``by`` writes.

    Raises:
        ExchangeError: it is no JSON, is nested too deeply, or holds numbers that JSON does not have.
    """
    try:
        return Value(json.loads(text.removeprefix("\ufeff"), parse_constant=_no_number))
    except json.JSONDecodeError as error:
        raise ExchangeError(f"{_what_is_wrong(error)} write it again with “{by}”") from None
    except ValueError:
        raise ExchangeError("damaged export: it holds a number that is none or has too many digits") from None
    except RecursionError:
        raise ExchangeError("damaged export: it is nested too deeply") from None


def format_of(root: Value) -> str:
    """Return what a file calls itself; empty where it does not."""
    named = root.get("format") if root.is_object else None
    return named.line() if named is not None and named.is_text else ""


def require_version(root: Value, these: str) -> None:
    """Raise ExchangeError unless a file has a version that is read here; ``these`` begins the sentence about it."""
    version = root["version"].matching(_VERSION, "a major and a minor version, such as 1.0")
    if version.partition(".")[0].lstrip("0") != "1":
        raise ExchangeError(f"{these} version {version}, and this paperknife reads version 1: update it")


def _what_is_wrong(error: json.JSONDecodeError) -> str:
    """Return what is wrong and where, as the beginning of a sentence that says what to do."""
    text = error.doc.rstrip()
    if not text:
        return "the file is empty;"
    if text.lstrip()[0] not in "{[":
        begins = sanitise_line(text)
        quoted = begins if len(begins) <= _QUOTED else f"{begins[:_QUOTED].rstrip()}…"
        return f"the file is not JSON, it begins with “{quoted}”;"
    rest = text[error.pos :]
    if error.msg.startswith("Unterminated string") or any(word.startswith(rest) for word in _LITERALS):
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        return f"the file was cut off at line {line}, column {column};"
    trouble = error.msg[:1].lower() + error.msg[1:].removesuffix(" at")
    return f"the file is not JSON at line {error.lineno}, column {error.colno} ({trouble}); mend that, or"


def _no_number(name: str) -> Never:
    raise ValueError(name)
