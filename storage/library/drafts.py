"""Notes that are half written, of several windows at once: none overwrites what another one wrote. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Laid: TypeAlias = dict[str, str | None]
"""Name in the file → the text that was put there; None where it was taken out."""

_MARK = "|"
"""Stands in a name between the key of a note and the run that wrote it."""


class Drafts:
    """The drafts that one run of the program wrote or was given.

    In the file a draft has the name of its key. Where another run has written under that name meanwhile, this one
    keeps its own beside it, under ``KEY|RUN``, and who reads the draft next gets both.
    """

    def __init__(self, run: str) -> None:
        self._run = run
        self._names: dict[str, str] = {}
        self._known: dict[str, str] = {}
        """Name → the text there that this run wrote or was given; only that may it overwrite."""

    def name(self, key: str) -> str:
        """Return under which name this run writes the draft of ``key``."""
        return self._names.get(key, key)

    def knows(self, key: str) -> bool:
        """Return whether this run wrote the draft of ``key`` or was given it."""
        return any(_is_of(name, key) for name in list(self._known))

    def give(self, held: Mapping[str, Any], key: str) -> str | None:
        """Return the draft of ``key`` out of what the file holds; of several, each that says more than the others."""
        found = {name: text for name, text in held.items() if _is_of(name, key) and isinstance(text, str)}
        self._known |= found
        texts: list[str] = []
        for text in sorted(found.values(), key=len, reverse=True):
            if not any(text.strip() in other for other in texts):
                texts.append(text)
        return "\n\n".join(texts) if texts else None

    def lay(self, held: dict[str, Any], key: str, text: str | None) -> Laid:
        """Put the draft of ``key`` into what the file holds, or take it out; return what :meth:`wrote` is to be told.

        What this run was given under other names is in ``text`` by now, and goes.
        """
        laid: Laid = {}
        own = self.name(key)
        there = held.get(own)  # another hand may have put anything there
        if text is not None and not (there is None or there == text or there == self._known.get(own)):
            own = self._names[key] = f"{key}{_MARK}{self._run}"
        for name in [name for name in held if _is_of(name, key) and name != own]:
            if held[name] == self._known.get(name):
                del held[name]
                laid[name] = None
        if text is not None:
            held[own] = laid[own] = text
            return laid
        if own in held and held[own] == self._known.get(own):
            del held[own]
        return laid | {name: None for name in list(self._known) if _is_of(name, key)}

    def wrote(self, laid: Laid) -> None:
        """Note that what :meth:`lay` returned is on the disk."""
        for name, text in laid.items():
            if text is None:
                self._known.pop(name, None)
            else:
                self._known[name] = text


def _is_of(name: str, key: str) -> bool:
    return name == key or name.startswith(f"{key}{_MARK}")
