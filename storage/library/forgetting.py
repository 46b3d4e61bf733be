"""Forgetting: an article and all that was written in it leave every file of the library, for good.

The order: a removal like any other, so that other windows drop the article; then all that lies outside the log; the
log last, for while it still tells of the article a forgetting that was cut short can be done again. What a window
that has not looked since needs to know stays in the log: the bare id of an article that is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.annotation import tag_key
from storage.errors import LibraryBusy, LibraryError, NothingMatches
from storage.library.articles import remove_articles
from storage.library.backups import back_up, no_backup_meanwhile
from storage.library.disk import refusals_told
from storage.library.documents import ARTICLES, RULES, TAGS, Draft
from storage.library.engine.acting import Heading
from storage.library.engine.recovery import is_forgotten
from storage.library.engine.rows import Row
from storage.library.engine.store import Store
from storage.library.erasing import Needles, erase_files
from storage.library.prefixes import one_of
from storage.library.quoting import rules_of
from storage.library.tracing import Traces, traces_of
from storage.text import sanitise_line

_AGAIN = 5
"""Times that the log is looked through for what another window has just written."""
_PART = "change what is partly forgotten"
"""What an action is called of which some is forgotten, where its own name tells too much."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What a forgetting has erased."""

    articles: int
    annotations: int
    tags: int
    rules: int
    rows: int
    """Changes in the log that told of it."""
    files: int
    """Raw bytes and texts."""
    backups: tuple[str, ...]
    """Names of the backups that held it and are gone."""
    set_aside: tuple[str, ...]
    """Names of damaged and edited files that were kept aside and are gone."""
    backup: str
    """The name of the backup that was made in the place of those; empty when none was."""
    troubles: tuple[str, ...]
    """What could not be done, one line each."""


@dataclass(slots=True)
class _Done:
    """What has been erased so far."""

    annotations: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    rows: int = 0
    files: set[tuple[str, str]] = field(default_factory=set)
    backups: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def find(store: Store, prefix: str) -> str:
    """Return the id of the one article whose id begins with ``prefix``, also of one that only the log knows.

    Raises:
        NothingMatches: there is none, or there are several.
        LibraryError: the log cannot be read.
    """
    known = dict.fromkeys(store.memory.lines[ARTICLES])
    with store.log() as log:
        for row in log.rows_after(log.base):
            if row.table == ARTICLES and not is_forgotten(row):
                known[row.id] = None
    return one_of("article", prefix, known, "here or removed")


def forget(store: Store, articles: Sequence[str]) -> Erased:
    """Erase articles from every file of the library.

    Raises:
        NothingMatches: neither the library nor its log knows one of them.
        LibraryBusy: another process holds the library or its backups for too long.
        LibraryError: the disk refuses; what is not erased yet can still be forgotten.
    """
    wanted = frozenset(articles)
    done = _Done()
    with refusals_told(store.home), no_backup_meanwhile(store.home):
        store.poll()
        store.file.checkpoint()  # an edit by another hand enters the library before its file goes
        known = _look(store, wanted)
        if unknown := wanted - {row.id for row in known.rows if row.table == ARTICLES}:
            raise NothingMatches(
                f"neither the library nor its log knows the article {sanitise_line(min(unknown))[:8]}"
            )
        rules = rules_of(store, wanted, known.rows)
        for _ in range(_AGAIN):
            if not _erase_once(store, wanted, rules, done):
                break
        else:
            if _look(store, wanted, rules).is_anything:
                done.troubles.append(
                    "other windows write in it as fast as it is erased; close them and forget it again"
                )
        done.troubles += _wipe(store)
    made = ""
    if done.backups:
        try:
            made = back_up(store).name
        except LibraryError as error:
            done.troubles.append(f"no backup was made in the place of those that are gone: {error}")
    return Erased(
        articles=len(wanted),
        annotations=len(done.annotations),
        tags=len(done.tags),
        rules=len(rules),
        rows=done.rows,
        files=len(done.files),
        backups=tuple(done.backups),
        set_aside=tuple(done.set_aside),
        backup=made,
        troubles=tuple(done.troubles),
    )


def _erase_once(store: Store, wanted: frozenset[str], rules: frozenset[str], done: _Done) -> bool:
    """Erase what there is of the articles just now; False where there was nothing any more."""
    _remove(store, wanted)
    known = _look(store, wanted, rules)
    if not known.is_anything:
        return False
    _drop_tags(store, known.tags)
    _drop_rules(store, rules)
    known = _look(store, wanted, rules)
    done.annotations |= known.annotations
    done.tags |= known.tags
    store.file.write_anew()
    erased = erase_files(store.home, Needles(wanted, frozenset(known.tags), frozenset(known.words)), known.files)
    done.files |= erased.blobs
    done.backups += erased.backups
    done.set_aside += erased.set_aside
    done.troubles += [trouble for trouble in erased.troubles if trouble not in done.troubles]
    done.rows += _overwrite(store, wanted, rules)
    return True


def _remove(store: Store, wanted: frozenset[str]) -> None:
    """Take the articles out, in an action that cannot be undone."""

    def action(draft: Draft) -> None:
        remove_articles(draft, [key for key in wanted if draft.get(ARTICLES, key) is not None])

    store.commit(action, lambda _: Heading())


def _drop_tags(store: Store, keys: Iterable[str]) -> None:
    held = set(keys)

    def action(draft: Draft) -> None:
        for tag in list(draft.all(TAGS)):
            if tag_key(tag["name"]) in held and not draft.tag_count(tag_key(tag["name"])):
                draft.drop(TAGS, tag["id"])

    store.commit(action, lambda _: Heading())


def _drop_rules(store: Store, rules: frozenset[str]) -> None:
    def action(draft: Draft) -> None:
        for key in rules:
            if draft.get(RULES, key) is not None:
                draft.drop(RULES, key)

    store.commit(action, lambda _: Heading())


def _look(store: Store, wanted: frozenset[str], rules: frozenset[str] = frozenset()) -> Traces:
    """Look through the log and the library for what tells of the articles."""
    with store.log() as log:
        return traces_of(store, wanted, log.rows_after(log.base), rules)


def _overwrite(store: Store, wanted: frozenset[str], rules: frozenset[str]) -> int:
    """Erase in the log what tells of the articles; return how many rows did."""
    from storage.library.engine.log_care import overwrite

    with store.log_alone() as log:
        if any(key in store.memory.lines[ARTICLES] for key in wanted):
            return 0  # another window has just brought one back: begin again
        rows = log.rows_after(log.base)
        known = traces_of(store, wanted, rows, rules)
        told = {row.seq: row for row in [*known.rows, *known.tag_rows, *known.rule_rows]}
        hollow = {seq: _hollow(row) for seq, row in told.items()}
        touched = {row.action for row in told.values()}
        left = {row.action for row in rows if row.seq not in told and row.table and row.table != TAGS}
        for row in rows:
            if row.label is None or (row.action not in touched and row.target not in touched):
                continue
            now = hollow.get(row.seq, row)
            if row.action not in left and not (row.turn == "pass" and row.target in left):
                hollow[row.seq] = now._replace(label=None, turn="", target=None)
            elif _tells(row.label, known):
                hollow[row.seq] = now._replace(label=_PART)
        overwrite(log, hollow.values())
        return len(told)


def _hollow(row: Row) -> Row:
    """Return a row without what it told; of a removal the bare id stays, for windows that have not seen it."""
    if row.after is None and row.table in {ARTICLES, TAGS, RULES}:
        return row._replace(before=None)
    return row._replace(table="", id="", place=0, before=None, after=None)


def _tells(label: str, known: Traces) -> bool:
    """Return whether the name of an action names an article or a tag that is to be forgotten."""
    folded = tag_key(label)
    return "“" in label or any(tag in folded for tag in known.tags)


def _wipe(store: Store) -> list[str]:
    """Leave no trace in SQLite's files; return who is in the way, if anybody."""
    from storage.library.engine.log_care import wipe

    try:
        with store.log() as log:
            wipe(log)
    except LibraryBusy as error:
        return [f"{error}: words may be left there until it ends"]
    return []
