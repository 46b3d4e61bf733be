"""The dates of articles as a reader writes them: a day, a moment with its zone, or nothing."""

from __future__ import annotations

import re
from datetime import date, datetime

from storage.errors import UsageError
from storage.text import sanitise_line

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)")


def read_published(typed: str) -> str:
    """Return a date as it is kept: a day, a moment with its zone, or nothing.

    Raises:
        UsageError: it is none of these.
    """
    text = sanitise_line(typed)
    try:
        if text and _DAY.fullmatch(text):
            date.fromisoformat(text)
        elif text and _MOMENT.fullmatch(text):
            datetime.fromisoformat(text)
        elif text:
            raise ValueError
    except ValueError:
        raise UsageError(f"“{text}” is no date: write 2020-02-20 or 2020-02-20T07:02:13+09:00, or nothing") from None
    return text
