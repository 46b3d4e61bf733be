"""Where an article is from: its site, else the host of its address. Pure."""

from __future__ import annotations

from storage.text import sanitise_line

_PREFIXES = ("www.", "m.", "mobile.", "amp.")
"""What the name of a host begins with that names no other source."""


def source_of(site: str, url: str) -> str:
    """Return the name of an article's source: its site, else the host of its address; empty when neither is known."""
    if name := sanitise_line(site):
        return name
    if not url:
        return ""
    from urllib.parse import urlsplit  # a list of articles that name their sites does without

    try:
        host = (urlsplit(url.strip()).hostname or "").removesuffix(".")
    except ValueError:  # an IPv6 address that is none
        return ""
    for prefix in _PREFIXES:
        if host.startswith(prefix) and "." in host.removeprefix(prefix):
            return host.removeprefix(prefix)
    return host
