"""What was done to a library and when: actions under their labels, taken back and made again, across runs."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from storage.change import Change, Origin
from storage.errors import ChangedSince, MadeElsewhere, NothingMatches
from storage.library.documents import Draft
from storage.library.engine.acting import Heading
from storage.library.engine.past import articles_of, changes_of, heads
from storage.library.engine.rows import Head, Turn
from storage.library.engine.store import Store
from storage.library.records import rfc3339
from storage.text import sanitise_line

if TYPE_CHECKING:
    from storage.library.engine.face import LibraryDB
    from storage.library.engine.undo_stack import Step

T = TypeVar("T")

_PAGE = 500
"""Actions that are read at once."""


def name_of(origin: Origin) -> str:
    """Return what the log calls this run; two commands are one hand, two windows are two."""
    return origin.value if origin is Origin.COMMAND else f"{origin.value} {os.urandom(4).hex()}"


@dataclass(slots=True, eq=False, repr=False)
class Group:
    """Actions that are undone as one, however long they take and whatever else is done between them."""

    label: str
    """What undo calls them."""
    action: int | None = None
    """The number of the first; None: nothing has been done yet."""


class _Gathering(threading.local):
    """What one thread puts together; a long job in another thread gathers its own."""

    group: Group | None = None
    undoable: bool = True


class Timeline:
    """Does things under their names, and undoes them."""

    def __init__(self, store: Store, db: Callable[[], LibraryDB]) -> None:
        """``db`` is asked for when something is to be written."""
        self._store = store
        self._db = db
        self._gathering = _Gathering()

    def do(self, action: Callable[[Draft], T], label: Callable[[T], str] | None) -> T:
        """Commit an action; its ``label`` is worked out from its outcome. None: it is none of the reader's.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        group = self._gathering.group
        if label is None or not self._gathering.undoable:
            return self._db().act(action, lambda _: Heading())[0]
        if group is None:
            return self._db().act(action, lambda outcome: Heading(sanitise_line(label(outcome))))[0]
        from storage.library.engine.undo_stack import step_of

        if group.action is not None and step_of(self._heads(), group.action) is None:
            group.action = None  # what was done so far has been undone meanwhile
        heading = Heading(sanitise_line(group.label)) if group.action is None else Heading(continues=group.action)
        outcome, committed = self._db().act(action, lambda _: heading)
        group.action = group.action or committed.action
        return outcome

    @contextlib.contextmanager
    def as_one(self, group: Group) -> Iterator[None]:
        """Put the actions of this thread together; those of others stay by themselves."""
        if self._gathering.group is not None:
            yield
            return
        self._gathering.group = group
        try:
            yield
        finally:
            self._gathering.group = None

    @contextlib.contextmanager
    def not_undoable(self) -> Iterator[None]:
        """Leave the actions of this thread out of what can be undone."""
        self._gathering.undoable = False
        try:
            yield
        finally:
            self._gathering.undoable = True

    def undo(self, action: int | None, *, confirmed: bool) -> Change | None:
        """See :meth:`storage.library.Library.undo`."""
        from storage.library.engine.undo_stack import step_of, to_undo

        self._store.catch_up()
        if action is None:
            return self._turn(to_undo(self._heads()), "undo", confirmed=confirmed)
        step = step_of(self._heads(), action)
        if step is None:
            raise NothingMatches(f"there is no action {action} to be taken back; “paperknife history” lists them")
        return self._turn(step, "undo", confirmed=True)

    def redo(self, action: int | None, *, confirmed: bool) -> Change | None:
        """See :meth:`storage.library.Library.redo`."""
        from storage.library.engine.undo_stack import to_redo

        self._store.catch_up()
        step = to_redo(self._heads())
        if step is not None and action not in {None, step.of}:
            raise NothingMatches(f"{action} was not taken back last; that was {step.of}, {step.action.label}")
        return self._turn(step, "redo", confirmed=confirmed or action is not None)

    def history(self, limit: int | None, article: str | None) -> Iterator[Change]:
        """See :meth:`storage.library.Library.history`."""
        changes = self._changes(_PAGE if limit is None or article is not None else min(limit, _PAGE))
        return islice((each for each in changes if article is None or article in each.articles), limit)

    def _changes(self, at_once: int) -> Iterator[Change]:
        """Yield what was done, newest first, so many read at once."""
        from storage.library.engine.undo_stack import told

        heads = told(self._heads())
        while page := list(islice(heads, at_once)):
            touched = articles_of(self._store, page[-1][0].action, page[0][0].action)
            for head, undone in page:
                yield self._change(head, head.action, touched.get(head.action, frozenset()), undone=undone)

    def _turn(self, step: Step | None, turn: Turn, *, confirmed: bool) -> Change | None:
        if step is None:
            return None
        from storage.library.reverting import Action, revert  # with what marks; the first picture needs none of it

        action = step.action.action
        touched = articles_of(self._store, action, action).get(action, frozenset())
        change = self._change(step.action, step.of, touched, undone=turn == "undo")
        if not change.own and not confirmed:
            raise MadeElsewhere(change.label, change)
        again = Action(step.action.label, changes_of(self._store, action))
        heading = Heading(step.action.label, turn, step.of)
        try:
            self._db().act(lambda draft: revert(draft, again), lambda _: heading)
        except ChangedSince:
            # Otherwise it would stand in the way of all that was done before it.
            self._db().act(lambda _: None, lambda _: Heading(step.action.label, "pass", step.of))
            raise
        return change

    def _heads(self) -> Iterator[Head]:
        before = None
        while found := heads(self._store, before):
            yield from found
            before = found[-1].action

    def _change(self, head: Head, action: int, articles: frozenset[str], *, undone: bool) -> Change:
        origin = Origin(head.origin.partition(" ")[0])
        return Change(
            action,
            head.label,
            rfc3339(datetime.fromtimestamp(head.at / 1000, UTC)),
            origin,
            head.origin == self._store.origin,
            undone,
            articles,
        )
