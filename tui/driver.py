"""How the app hears its terminal: a thread that sleeps until something is typed, and loses nothing around a pause.

Textual's own wakes ten times a second. When the app gives its terminal away it goes on to read for up to a fifth of a
second and drops what was not read by then; keys that are typed as the app comes back it takes for others, for the
terminal was a shell's when they came.
"""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from time import monotonic
from typing import TYPE_CHECKING

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

_AT_ONCE = 1 << 12
"""Bytes that are read at a time."""
_ESCAPE = constants.ESCAPE_DELAY + 0.001
"""Seconds after which an escape that nothing follows is the key of that name."""
_RESTLESS = 0.5
"""Seconds since a terminal spoke last of itself (the mouse, an answer) in which it may well do so again."""
_LAST_WORDS = 0.1
"""Seconds in which such a terminal is heard out, or a shell would get what it says as if it had been typed."""
_TRIES = 100
"""How often at most the terminal is taken again. Who is continued in the background is stopped again for asking."""


class QuietDriver(LinuxDriver):
    """A driver that costs nothing while nothing is typed, and whose keys neither double nor go astray."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._called, self._caller = os.pipe()
        self._spoke = 0.0
        self._stops = False
        """Whether it is about to stop, or has stopped."""

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, between two turns of the loop: the terminal is given back before, and something may be at writing."""
        if self._key_thread is None or not self._auto_restart:  # it is not ours
            os.kill(os.getpid(), signal.SIGSTOP)
        elif not self._stops:
            self._stops = True
            self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        if self._key_thread is not None:
            self.suspend_application_mode()
            os.kill(os.getpid(), signal.SIGSTOP)
            for _ in range(_TRIES):
                self._must_signal_resume = True
                self.resume_application_mode()
                if self._key_thread is not None:
                    break
        self._stops = False

    def _sigcont_application(self, *_: object) -> None:
        """Begin again if the stop could not be prepared for (SIGSTOP), between two turns of the loop."""
        if self._key_thread is not None and self._auto_restart:
            self._loop.call_soon_threadsafe(self._begin_again)

    def _begin_again(self) -> None:
        if self._key_thread is not None:
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()

    def disable_input(self) -> None:
        """Hear nothing from now on. What has not been read waits for whoever reads the terminal next."""
        thread, self._key_thread = self._key_thread, None
        if thread is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        os.write(self._caller, b"\0")
        thread.join()
        os.read(self._called, 1)
        self.exit_event.clear()

    def run_input_thread(self) -> None:
        """Hand on what is typed until it is called off, or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        self._spoke = monotonic()  # it has been asked what it can do
        typed = self._read(0.0)
        if typed:  # before the terminal was ours, and then it turns enter into a new line
            typed = typed.replace(b"\n", b"\r")
        while typed is not None:
            self._hand_on(parser, decode(typed))
            if self.exit_event.is_set():
                break
            typed = self._read(_ESCAPE if typed else None)
        if self._spoke + _RESTLESS > monotonic():
            until = monotonic() + _LAST_WORDS
            while typed is not None and (left := until - monotonic()) > 0:
                typed = self._read(left, called_off=True)
                self._hand_on(parser, decode(typed or b""))

    def _read(self, seconds: float | None, *, called_off: bool = False) -> bytes | None:
        """Return what is typed within ``seconds``, or until it is called off; None when the terminal has hung up."""
        heard = [self.fileno] if called_off else [self._called, self.fileno]
        ready = select.select(heard, [], [], seconds)[0]
        if ready != [self.fileno]:
            return b""
        try:
            return os.read(self.fileno, _AT_ONCE) or None
        except OSError:
            return None

    def _hand_on(self, parser: XTermParser, said: str) -> None:
        for event in (*(parser.feed(said) if said else ()), *parser.tick()):
            if not isinstance(event, events.Key | events.Paste):
                self._spoke = monotonic()
            self.process_message(event)
