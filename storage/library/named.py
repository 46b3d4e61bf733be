"""Which files an article names: the bytes and the blocks of each of its revisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from storage.library.blobs import is_name
from storage.library.documents import ARTICLES, Document
from storage.library.engine.rows import Row
from storage.library.paths import RAW_FOLDER, TEXTS_FOLDER


def files_of(article: Document) -> list[tuple[str, str]]:
    """Return folder and name of each file that an article's document names, the present revision's first.

    What is no name of such a file is passed over.
    """
    former = article.get("former")
    revisions = [article, *(former if isinstance(former, list) else [])]
    found = []
    for revision in (each for each in revisions if isinstance(each, Mapping)):
        for folder, field in ((RAW_FOLDER, "source_sha256"), (TEXTS_FOLDER, "texts_sha256")):
            name = revision.get(field)
            if isinstance(name, str) and is_name(name):
                found.append((folder, name))
    return found


def files_in(rows: Iterable[Row]) -> set[tuple[str, str]]:
    """Return the files that rows of the log name, before or after their change."""
    bodies = (body for row in rows if row.table == ARTICLES for body in (row.before, row.after) if body is not None)
    return {file for body in bodies for file in files_of(json.loads(body))}
