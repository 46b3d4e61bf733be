"""Ids by their first characters, as a reader types them."""

from __future__ import annotations

from collections.abc import Collection

from storage.errors import NothingMatches, SeveralMatch
from storage.text import sanitise_line


def one_of(what: str, prefix: str, ids: Collection[str], where: str = "") -> str:
    """Return the one id that begins with ``prefix``; one that is ``prefix`` comes before longer ones.

    ``what`` names in a message the thing that has the id, ``where`` all the places that were looked at.

    Raises:
        NothingMatches: there is none, or there are several.
    """
    wanted = sanitise_line(prefix).lower()
    found = [key for key in ids if key.lower().startswith(wanted)] if wanted else []
    whole = [key for key in found if key.lower() == wanted]
    if len(whole or found) == 1:
        return (whole or found)[0]
    if not found:
        looked = f", {where}," if where else ""
        raise NothingMatches(f"no {what}{looked} has an id that begins with “{wanted}”")
    several = ", ".join(key[:8] for key in found[:5]) + (", …" if len(found) > 5 else "")
    raise SeveralMatch(f"“{wanted}” begins the ids of {len(found)} {what}s: {several}; give more of it")
