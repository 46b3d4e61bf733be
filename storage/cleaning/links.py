"""Where links lead: absolute, and by schemes that are safe to open; anything else is no link."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from storage.text import sanitise_line

_SAFE = ("http", "https", "mailto")
_LONGEST = 2000
_PLAIN = re.compile(r"https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?:/[a-zA-Z0-9/._~!$&'()*+,=:@%?#-]*)?")
"""An address that is surely harmless and needs no parsing: nearly all are of this kind."""
_PLAIN_PATH = re.compile(
    r"/(?!/)(?:[a-zA-Z0-9_~!$&'()*+,=:@%-]+[/.])*[a-zA-Z0-9_~!$&'()*+,=:@%-]+/?"
    r"(?:\?[a-zA-Z0-9/._~!$&'()*+,=:@%-]+)?(?:#[a-zA-Z0-9/._~!$&'()*+,=:@%-]+)?"
)
"""An absolute path without steps up or down: it needs no joining but to its site."""


def safe_url(written: str | None) -> str:
    """Return an http, https or mailto address as one harmless word; empty for any other."""
    if written and len(written) <= _LONGEST and _PLAIN.fullmatch(written):
        return written
    url = sanitise_line(written or "")
    if not url or len(url) > _LONGEST or " " in url or not (url[0].isascii() and url[0].isalpha()):
        return ""  # every scheme begins with a letter
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SAFE:
        return ""
    return url if parts.netloc or parts.scheme.lower() == "mailto" else ""


def page_url(written: str | None) -> str:
    """Return an http or https address; empty for any other."""
    url = safe_url(written)
    return "" if url.lower().startswith("mailto:") else url


class Links:
    """Resolves the links of one page against its own address."""

    def __init__(self, base: str = "") -> None:
        self._base = page_url(base)
        origin = _PLAIN.match(self._base)
        self._site = self._base[: self._base.index("/", 8)] if origin and self._base.count("/") > 2 else ""
        self._known: dict[str | None, str] = {}

    def resolve(self, written: str | None) -> str:
        """Return where a link leads, or nothing: for one inside the page, for a relative one when the page has no
        address, and for any scheme but http, https and mailto."""
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = self._resolved(written)
        return known

    def _resolved(self, written: str | None) -> str:
        written = (written or "").strip()
        if not written or written[0] == "#":
            return ""
        if written[0] == "/" and self._site and _PLAIN_PATH.fullmatch(written) and len(written) <= _LONGEST:
            return self._site + written
        if direct := safe_url(written):
            return direct
        if not self._base or len(written) > _LONGEST:
            return ""
        try:
            return safe_url(urljoin(self._base, written))
        except ValueError:
            return ""
