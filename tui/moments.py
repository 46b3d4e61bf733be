"""When something was done, and from where, in words: the reader's own clock and calendar. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from storage.change import Origin

if TYPE_CHECKING:
    from storage.change import Change

# Not strftime: it would speak the language of the terminal, and of nothing else here.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLACES: Mapping[Origin, str] = {Origin.WINDOW: "in a window", Origin.COMMAND: "by a command"}


def local(moment: str) -> datetime:
    """Return a moment, RFC 3339, in the reader's time zone; one that cannot be read is the beginning of time."""
    try:
        return datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0).astimezone()


def day(when: date, today: date) -> str:
    """Return a day in words: ``today``, ``yesterday``, ``Saturday 2026-11-21``."""
    if when == today:
        return "today"
    name = "yesterday" if when == today - timedelta(days=1) else _WEEKDAYS[when.weekday()]
    return f"{name} {when.isoformat()}"


def at(moment: str, now: datetime) -> str:
    """Return a moment in a sentence: ``at 16:02``, of another day ``on 2026-11-21 at 16:02``."""
    then = local(moment)
    words = f"at {then:%H:%M}"
    return words if then.date() == now.date() else f"on {then.date().isoformat()} {words}"


def made(change: Change, now: datetime) -> str:
    """Return where and when somebody did something: ``in a window at 16:02``."""
    return f"{_PLACES.get(change.origin, f'by {change.origin}')} {at(change.at, now)}"
