"""What ``add`` and opening with paths share: inputs go into the library, and what is wrong with one is said."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from storage.article import RawDocument
from storage.intake import gather, how_many
from tui.cli.opening import open_to_change, standard_input
from tui.cli.progress import ProgressBar
from tui.cli.streams import complain, say

if TYPE_CHECKING:
    from storage.adding import Input, Outcome


class Arrivals:
    """What paths name, read one by one; whether any of it is a document is known before a library is made."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._gathered = gather(paths, standard_input() if "-" in paths else None)
        self._first: list[Input] = []
        self.any_document = self._look_for_a_document()

    def __iter__(self) -> Iterator[Input]:
        return chain(self._first, self._gathered)

    def _look_for_a_document(self) -> bool:
        for arrival in self._gathered:
            self._first.append(arrival)
            if isinstance(arrival, RawDocument):
                return True
        return False


def taken_in(
    arguments: Namespace, *, site: str = "", tags: tuple[str, ...] = (), seeds: bool = False, counting: bool = True
) -> Iterator[Outcome]:
    """Add what ``arguments.paths`` name and yield what became of each input, after saying what is wrong with it.

    A library is made where there is none, with the seeds when ``seeds`` is set; but not for inputs that cannot be
    read. ``counting`` shows on a terminal how far it is.
    """
    with ProgressBar(lambda: how_many(arguments.paths), visible=counting) as bar:
        for outcome in _outcomes(arguments, site, tags, seeds):
            bar.count(outcome.shown_title)
            if outcome.error:
                bar.wipe()
                _report(outcome)
            yield outcome


def _outcomes(arguments: Namespace, site: str, tags: tuple[str, ...], seeds: bool) -> Iterator[Outcome]:
    from storage.adding import add, add_seeds, refused

    arrivals = Arrivals(arguments.paths)
    if not arrivals.any_document:
        yield from refused(arrivals)
        return
    with open_to_change(arguments, create=True) as library:
        if seeds and library.created:
            add_seeds(library)
        yield from add(library, arrivals, site=site, tags=tags)


def _report(outcome: Outcome) -> None:
    from storage.adding import Status

    if outcome.status is Status.LEFT_OUT:
        say(f"left out {outcome.origin}: {outcome.error}")
    else:
        complain(outcome.error)
