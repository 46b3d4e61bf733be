"""The driver: what it makes of what a terminal sends, what it leaves to others, and when it ends."""

from __future__ import annotations

import asyncio
import os
import pty
import signal
import sys
import time
import tty
from collections.abc import AsyncIterator, Callable, Iterator
from threading import Thread

import pytest
from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.driver import QuietDriver


class Listener(QuietDriver):
    """A driver that keeps what it hears, and writes nothing."""

    heard: list[Message]

    def listen(self) -> None:
        """Begin anew, as after the terminal was somebody else's."""
        self.heard = []
        self._key_thread = Thread(target=self._run_input_thread, daemon=True)
        self._key_thread.start()

    @property
    def listens(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def process_message(self, message: Message) -> None:
        self.heard.append(message)

    def hears(self, *keys: str) -> bool:
        """Return whether these keys, and no others, are heard soon."""
        return soon(lambda: [each.key for each in self.heard if isinstance(each, events.Key)] == list(keys))

    def _disable_mouse_support(self) -> None:
        pass


class Restless(Listener):
    """A driver that is continued while it is at giving its terminal away, and counts how often it takes it."""

    taken = 0

    def start_application_mode(self) -> None:
        self.taken += 1
        self.listen()

    def stop_application_mode(self) -> None:
        self.disable_input()
        os.kill(os.getpid(), signal.SIGCONT)


def soon(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The outer side of a terminal; its inner side is standard input, and keys go through it as they are."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    with os.fdopen(theirs) as keyboard:
        monkeypatch.setattr(sys, "__stdin__", keyboard)
        yield ours


@pytest.fixture
def handlers() -> Iterator[None]:
    """Put back what signals do."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
async def listener(ours: int, handlers: None) -> AsyncIterator[Listener]:
    listener = Listener(App())
    yield listener
    listener.disable_input()


@pytest.fixture
async def restless(ours: int, handlers: None) -> AsyncIterator[Restless]:
    restless = Restless(App())
    yield restless
    restless.disable_input()


async def test_what_it_takes_from_textual_is_still_called_so(listener: Listener) -> None:
    """Most of these have no public name; under another one what is done here would silently not be done."""
    done = {
        "_sigtstp_application",
        "_sigcont_application",
        "_disable_mouse_support",
        "disable_input",
        "run_input_thread",
    }
    assert done <= set(dir(LinuxDriver))
    assert {"_auto_restart", "_debug", "_key_thread", "_loop", "_must_signal_resume"} <= vars(listener).keys()


async def test_keys_are_heard_as_they_come(listener: Listener, ours: int) -> None:
    listener.listen()
    os.write(ours, b"j")
    assert listener.hears("j")
    os.write(ours, b"\r\n")
    assert listener.hears("j", "enter", "ctrl+j")
    os.write(ours, "ü".encode()[:1])
    os.write(ours, "ü".encode()[1:] + b"\x1b[")
    os.write(ours, b"B")
    assert listener.hears("j", "enter", "ctrl+j", "ü", "down")


async def test_an_escape_is_a_key_once_nothing_follows_it(listener: Listener, ours: int) -> None:
    listener.listen()
    os.write(ours, b"\x1b")
    assert listener.hears("escape")
    os.write(ours, b"j")
    assert listener.hears("escape", "j")


async def test_what_is_no_text_does_no_harm(listener: Listener, ours: int) -> None:
    listener.listen()
    os.write(ours, b"\xff\xc3j")
    assert soon(lambda: any(isinstance(each, events.Key) and each.key == "j" for each in listener.heard))
    assert listener.listens


async def test_what_was_typed_before_it_listens_is_heard_with_enter_as_enter(listener: Listener, ours: int) -> None:
    """A shell's terminal has made a new line of it."""
    os.write(ours, b":\n")
    listener.listen()
    assert listener.hears("colon", "enter")


async def test_what_is_typed_after_it_was_called_off_is_left_to_others(listener: Listener, ours: int) -> None:
    listener.listen()
    os.write(ours, b"j")
    assert listener.hears("j")
    listener._spoke = 0.0  # noqa: SLF001  the mouse has long been at rest
    listener.disable_input()
    os.write(ours, b"ls")
    assert listener.hears("j")
    assert os.read(listener.fileno, 9) == b"ls"
    os.write(ours, b"k")
    listener.listen()
    assert listener.hears("k")


async def test_a_mouse_that_moves_is_heard_out(listener: Listener, ours: int) -> None:
    """What it says until it has been told to be silent is for no shell."""
    listener.listen()
    os.write(ours, b"\x1b[<35;4;5M")
    assert soon(lambda: any(isinstance(each, events.MouseMove) for each in listener.heard))
    late = Thread(target=lambda: (listener.exit_event.wait(), os.write(ours, b"\x1b[<35;4;6M")))
    late.start()
    listener.disable_input()
    late.join()
    assert [each.y for each in listener.heard if isinstance(each, events.MouseMove)] == [4, 5]


async def test_it_ends_by_itself_when_the_terminal_is_gone(listener: Listener, ours: int) -> None:
    listener.listen()
    assert listener.listens
    os.close(ours)
    assert soon(lambda: not listener.listens)


async def test_continued_while_it_begins_again_it_begins_once(restless: Restless) -> None:
    """Two threads that listen would each get some of the keys."""
    restless.listen()
    restless._begin_again()  # noqa: SLF001  what a stop by force leads to
    assert restless.taken == 1


async def test_continued_while_it_ends_it_stays_ended(restless: Restless) -> None:
    restless.listen()
    restless.stop_application_mode()
    await asyncio.sleep(0)
    assert not restless.taken
    assert not restless.listens


async def test_told_to_stop_while_it_begins_it_stops_when_it_has_begun(
    restless: Restless, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread that has not begun to listen cannot be called off."""
    sent: list[int] = []
    restless.listen()
    monkeypatch.setattr("tui.driver.os.kill", lambda _process, number: sent.append(number))
    restless._sigtstp_application()  # noqa: SLF001  what the signal leads to
    restless._sigtstp_application()  # noqa: SLF001
    assert restless.listens
    assert not sent
    await asyncio.sleep(0)
    assert sent == [signal.SIGCONT, signal.SIGSTOP]
    assert restless.taken == 1
    assert restless.listens
