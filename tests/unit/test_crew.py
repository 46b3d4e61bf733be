"""Many documents are cleaned on all cores: nothing gets lost, out of order or stuck, whatever a process does."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from sys import executable

import pytest

from storage.article import CleanedArticle, RawDocument
from storage.crew import clean_all, cores
from storage.errors import CleaningError
from tests.children import is_running, until

ROOT = Path(__file__).resolve().parents[2]


def by_command(raw: RawDocument) -> CleanedArticle:
    """Clean a document whose text says what happens."""
    command, _, rest = raw.data.decode().partition(" ")
    match command:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "starve":
            raise MemoryError
        case "refuse":
            raise CleaningError("it holds no text")
        case "stumble":
            raise ZeroDivisionError
        case "ask":
            return CleanedArticle(str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())), ())
    return CleanedArticle(f"{command} {rest} by {os.getpid()}", ())


def documents(*texts: str | None) -> Iterator[tuple[str, RawDocument | None]]:
    for text in texts:
        yield str(text), None if text is None else RawDocument(text.encode(), text)


def said(outcome: CleanedArticle | CleaningError | None) -> str:
    if outcome is None:
        return "passed through"
    return str(outcome) if isinstance(outcome, CleaningError) else outcome.title.rpartition(" by ")[0]


def test_many_come_out_in_the_order_they_went_in_with_what_there_was_nothing_to_clean_in() -> None:
    texts = [None if number % 7 == 3 else f"page {number}" for number in range(60)]
    outcomes = list(clean_all(documents(*texts), processes=3, worth=1, clean=by_command))
    assert [key for key, _ in outcomes] == [str(text) for text in texts]
    assert [said(outcome) for _, outcome in outcomes] == [text or "passed through" for text in texts]


def test_they_are_cleaned_in_other_processes_which_end_with_the_work() -> None:
    outcomes = list(clean_all(documents(*(f"page {n}" for n in range(40))), processes=2, worth=1, clean=by_command))
    workers = {outcome.title.rpartition(" ")[2] for _, outcome in outcomes if isinstance(outcome, CleanedArticle)}
    assert 1 <= len(workers) <= 2
    assert str(os.getpid()) not in workers
    assert not active_children()


@pytest.mark.parametrize("texts", [("page 1",), ("page 1", "page 2", "page 3")])
def test_for_a_few_small_ones_no_process_is_started(texts: tuple[str, ...]) -> None:
    outcomes = list(clean_all(documents(*texts), processes=2, clean=by_command))
    assert [str(outcome) for _, outcome in outcomes if f"by {os.getpid()}" not in str(outcome)] == []
    assert len(outcomes) == len(texts)


def test_a_process_that_is_killed_costs_one_document() -> None:
    texts = [f"page {number}" for number in range(20)]
    texts[4] = "die"
    texts[11] = "die"
    outcomes = [said(outcome) for _, outcome in clean_all(documents(*texts), processes=2, worth=1, clean=by_command)]
    assert [place for place, text in enumerate(outcomes) if text != texts[place]] == [4, 11]
    assert outcomes[4] == "the system ended the process that cleaned it; is there enough memory?"


@pytest.mark.parametrize("processes", [1, 2])
def test_what_cannot_be_cleaned_or_has_no_room_says_so_and_the_others_are_done(processes: int) -> None:
    texts = ["page 0", "refuse", "starve", "page 3"]
    outcomes = clean_all(documents(*texts), processes=processes, worth=1, clean=by_command)
    assert [said(outcome) for _, outcome in outcomes] == [
        "page 0",
        "it holds no text",
        "there is not enough memory to clean it",
        "page 3",
    ]


def test_an_error_of_ours_in_another_process_is_told_with_its_place() -> None:
    texts = ["page 0", "stumble", "page 2"]
    outcomes = [said(outcome) for _, outcome in clean_all(documents(*texts), processes=2, worth=1, clean=by_command)]
    assert outcomes[1].startswith("paperknife failed to clean it (ZeroDivisionError in test_crew.py, line ")
    assert outcomes[::2] == ["page 0", "page 2"]


def test_only_a_few_are_read_ahead_however_many_there_are() -> None:
    read = 0

    def counted() -> Iterator[tuple[str, RawDocument | None]]:
        nonlocal read
        for one in documents(*(f"page {number}" for number in range(500))):
            read += 1
            yield one

    furthest = 0
    for done, _ in enumerate(clean_all(counted(), processes=2, worth=1, clean=by_command), start=1):
        furthest = max(furthest, read - done)
    assert furthest <= 10


def test_who_leaves_early_leaves_no_process_behind() -> None:
    with closing(clean_all(documents(*["page"] * 50), processes=2, worth=1, clean=by_command)) as outcomes:
        next(outcomes)
    assert not active_children()


def test_an_interrupt_is_kept_from_the_other_processes() -> None:
    (_, first), *_ = clean_all(documents("ask", "ask"), processes=2, worth=1, clean=by_command)
    assert isinstance(first, CleanedArticle)
    assert first.title == "True"


def test_processes_end_with_the_program_that_was_killed() -> None:
    script = (
        "import sys, multiprocessing\n"
        "from tests.unit.test_crew import by_command, documents\n"
        "from storage.crew import clean_all\n"
        "if __name__ == '__main__':\n"
        "    outcomes = clean_all(documents(*['page'] * 50), processes=2, worth=1, clean=by_command)\n"
        "    next(outcomes)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    sys.stdin.read()\n"
    )
    program = Popen(
        [executable, "-c", script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
    )  # fmt: skip
    with program:
        assert program.stdout is not None
        children = [int(pid) for pid in program.stdout.readline().split()]
        assert children
        program.kill()
    until(lambda: not any(is_running(child) for child in children), f"the end of {children}")


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
