"""The command by which fault harnesses reach the library: notes by keys, through the ordinary façade alone.

    python tests/faults/adapter.py write HOME OPERATIONS    prints ``ACK n`` once operation n is saved
    python tests/faults/adapter.py read HOME                prints each note as one line of JSON
    python tests/faults/adapter.py recover HOME             what a reader is told to run: ``repair``

A harness's article is an article of the library; all of them have one text. A key is an annotation on a stretch of
it: the note's first line is the key, the rest is the harness's text, the tags are the harness's tags. What the
library tells of itself goes to standard error; so does an error, as one line, and the command ends with 3.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from storage.anchoring import describe
from storage.annotation import Annotation, Target
from storage.article import Article, ArticleRecord
from storage.block import Block, Kind, Role
from storage.bundle import Bundle
from storage.cleaning.identity import paragraph_ids
from storage.errors import PaperknifeError
from storage.library import Library, locking, repair
from storage.library.engine import checkpointer, log
from storage.library.records import rfc3339

Note: TypeAlias = Mapping[str, Any]
"""``key``, ``article``, ``text``, ``tags``: what a harness writes and wants to read again."""

_IDS = UUID("6b1f1f0e-5d0c-4f0b-9d7e-0f5a2a4f9a11")
_DAY = "2026-01-01T00:00:00.000Z"
_LONG = 600.0
"""Seconds that nothing takes, on any machine."""
_PARAGRAPHS, _LENGTH, _LONGEST_QUOTE = 24, 500, 60


def _blocks() -> tuple[Block, ...]:
    texts = [f"{'paper knife and fold ' * 30}{number:02}"[-_LENGTH:] for number in range(_PARAGRAPHS)]
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text in texts)
    return tuple(Block(own, Kind.PARAGRAPH, text, Role.BODY, True) for own, text in zip(ids, texts, strict=True))


BLOCKS = _blocks()


def article_of(name: str) -> Article:
    """Return the article of a name, which is its title; its id follows from it."""
    own = str(uuid5(_IDS, name))
    words = sum(len(block.text.split()) for block in BLOCKS)
    record = ArticleRecord(
        own, name, (), "", "", "", "", "text/plain", "-", _DAY, own, "", words, paragraph_count=_PARAGRAPHS
    )
    return Article(record, BLOCKS)


class Notes:
    """The notes of a harness, kept as annotations."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = {row.record.title: article_of(row.record.title) for row in library.rows()}
        self._held = {annotation.note.partition("\n")[0]: annotation for annotation in library.annotations()}

    def all(self) -> Iterator[Note]:
        """Yield every note."""
        titles = {row.id: row.record.title for row in self._library.rows()}
        for annotation in self._library.annotations():
            key, _, text = annotation.note.partition("\n")
            yield {
                "key": key,
                "article": titles[annotation.target.article],
                "text": text,
                "tags": list(annotation.tags),
            }

    def perform(self, operation: Mapping[str, Any]) -> None:
        """Do one operation; it is saved when this returns.

        Raises:
            PaperknifeError: the library refuses.
        """
        match operation["op"]:
            case "bulk":
                self._bulk(operation["notes"])
            case "add":
                self._add(operation)
            case "set":
                self._set(operation)
            case "del":
                self._library.delete_annotations([self._held.pop(operation["key"]).id])
            case other:
                raise PaperknifeError(f"there is no operation {other}")

    def _add(self, note: Note) -> None:
        article = self._article(note["article"])
        self._mark(note, self._free_place(article, note["key"]))

    def _set(self, note: Note) -> None:
        held = self._held[note["key"]]
        article = self._article(note["article"])
        if article.id == held.target.article:
            self._mark(note, held.target, remove=held.tags)
        else:  # one action that is saved whole: the annotation comes in anew, on another article
            target = self._free_place(article, note["key"])
            self._take_in((), (_annotation(note, target, held),))

    def _bulk(self, notes: Iterable[Note]) -> None:
        new, annotations = {}, []
        places: set[tuple[object, ...]] = set()
        for note in notes:
            name = note["article"]
            if name not in self._articles:
                new[name] = self._articles[name] = article_of(name)
            target = self._free_place(self._articles[name], note["key"], places)
            places.add(target.place)
            annotations.append(_annotation(note, target))
        self._take_in(tuple(new.values()), tuple(annotations))

    def _article(self, name: str) -> Article:
        if name not in self._articles:
            self._take_in((article_of(name),), ())
            self._articles[name] = article_of(name)
        return self._articles[name]

    def _mark(self, note: Note, target: Target, remove: tuple[str, ...] = ()) -> None:
        annotation = self._library.mark(
            target, add=note["tags"], remove=remove, note=f"{note['key']}\n{note['text']}"
        )
        if annotation is None:
            raise PaperknifeError(f"the note {note['key']} was not kept")
        self._held[note["key"]] = annotation

    def _take_in(self, articles: tuple[Article, ...], annotations: tuple[Annotation, ...]) -> None:
        self._library.take_in(Bundle(articles, annotations, (), complete=False))
        self._held.update((annotation.note.partition("\n")[0], annotation) for annotation in annotations)

    def _free_place(self, article: Article, key: str, taken_too: Iterable[tuple[object, ...]] = ()) -> Target:
        """Return a stretch of the text that nothing stands on yet, another one for each key as far as can be."""
        self._library.poll()
        taken = set(taken_too)
        if any(row.id == article.id for row in self._library.rows()):
            taken.update(annotation.target.place for annotation in self._library.annotations(article.id))
        seed = zlib.crc32(key.encode())
        while True:
            paragraph, rest = seed % _PARAGRAPHS, seed // _PARAGRAPHS
            start, length = rest % (_LENGTH - _LONGEST_QUOTE), 1 + rest // 443 % _LONGEST_QUOTE
            target = describe(article, BLOCKS[paragraph].id, None, start, start + length)
            if target.place not in taken:
                return target
            seed = zlib.crc32(b"%d" % seed)


def _annotation(note: Note, target: Target, held: Annotation | None = None) -> Annotation:
    words = f"{note['key']}\n{note['text']}".strip("\n")
    moment = datetime.now(UTC)
    if held is None:
        shown = rfc3339(moment)
        return Annotation(str(uuid5(_IDS, note["key"])), target, tuple(note["tags"]), words, "reader", shown, shown)
    later = max(moment, datetime.fromisoformat(held.modified) + timedelta(milliseconds=1))
    return held._replace(target=target, tags=tuple(note["tags"]), note=words, modified=rfc3339(later))


def acknowledge(number: int) -> None:
    """Say that an operation is saved."""
    os.write(1, b"ACK %d\n" % number)


def write(home: Path, operations: Path) -> None:
    """Perform the operations of a file in order, each acknowledged when it is saved.

    One that says ``stay`` has it wait in the end until it is killed, and write nothing meanwhile.
    """
    stays = False
    with Library.open(home, create=True) as library:
        _tell(library)
        notes = Notes(library)
        with operations.open(encoding="utf-8") as lines:
            for line in lines:
                operation = json.loads(line)
                if operation["op"] == "stay":
                    stays = True
                    setattr(checkpointer, "IDLE", _LONG)  # noqa: B010
                    continue
                notes.perform(operation)
                acknowledge(operation["n"])
        if stays:
            time.sleep(_LONG)
    _tell(library)


def read(home: Path) -> None:
    """Print every note."""
    with Library.open(home) as library:
        out = [json.dumps(note) + "\n" for note in Notes(library).all()]
        _tell(library)
    _tell(library)
    sys.stdout.writelines(out)


def recover(home: Path) -> None:
    """Repair the library as its reader is told to do."""
    repair(home)


def _tell(library: Library) -> None:
    for line in library.take_notices():
        sys.stderr.write(f"{line}\n")


def main(words: list[str]) -> int:
    """Do what a harness asks for and return the exit code; no other process is given up because it is slow."""
    setattr(log, "PATIENCE", _LONG)  # noqa: B010
    setattr(locking, "PATIENCE", _LONG)  # noqa: B010
    try:
        match words:
            case ["write", home, operations]:
                write(Path(home), Path(operations))
            case ["read", home]:
                read(Path(home))
            case ["recover", home]:
                recover(Path(home))
            case _:
                raise PaperknifeError(f"unknown words: {' '.join(words)}")
    except PaperknifeError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
