"""Names what is exported: each format, and every thing by an IRI that other tools can use, the same one each time."""

from __future__ import annotations

import re
import uuid
from urllib.parse import quote

from storage.article import ArticleRecord

LIBRARY_FORMAT = "paperknife-export"
"""What ``format`` says in an export of a library."""
RULES_FORMAT = "paperknife-rules"
"""What ``format`` says in a file of rules."""
URN = "urn:uuid:"
"""What stands before an id of ours in an export."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:paperknife")
_NOT_IN_URIS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


def urn(identifier: str) -> str:
    """Return a uuid as an IRI."""
    return URN + identifier


def derived_urn(*parts: str) -> str:
    """Return an IRI that is made of ``parts`` alone: a version 5 uuid over them."""
    return urn(str(uuid.uuid5(_NAMESPACE, "\n".join(parts))))


def source_iri(record: ArticleRecord) -> str:
    """Return what annotations name as their source: the article's own address, or its id where it has none.

    Several articles may share an address. What may not stand in a URI (RFC 3986) is percent-encoded.
    """
    if not record.url:
        return urn(record.id)
    return _NOT_IN_URIS.sub(lambda found: quote(found[0], safe=""), record.url)
