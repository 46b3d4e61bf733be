"""Keys typed ahead: each acts where the one before it led, however fast they come.

Textual hands every key on as soon as it arrives, and acts on it only after it has been to a widget and back. Of keys
that come in one burst (a fast hand, a slow line), those behind one that opens or closes a screen go to the wrong
place and are lost. Here they wait until that key has been acted on.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_ROUNDS = 3
"""How often what a key sets off may itself post a message: the key, ``Input.Submitted``, a widget's own message."""
_TURN = 0.02
"""Seconds from one look at whether keys are still held to the next."""
_TURNS = 100
"""Looks after which keys go on in any case: a widget that never answers must not take the keyboard. They are counted
and not the seconds: on a machine that stands still or hardly gets to us, a screen that opens gets on between any two
of them, and it takes fewer than these, while a clock would only go on."""


class TypeAheadApp(App[None], inherit_bindings=False):
    """An app that hands keys and pasted text on one at a time wherever acting on one may lead somewhere else."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Event] = deque()
        self._holds = 0
        self._looks = 0
        self._next_look: asyncio.TimerHandle | None = None
        self._unread = False

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed behind what was typed before."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    def stays(self, _key: str) -> bool:
        """Return whether a key surely opens and closes nothing, so that the next one need not wait. Override it."""
        return False

    def hold_keys_for(self, *pumps: MessagePump) -> None:
        """Hand nothing on before each of ``pumps`` in turn has come to what is posted to it now.

        One that is being mounted comes to it when it stands and has taken the focus.
        """
        self._holds += 1
        self._looks = 0
        if self._next_look is None:
            self._look_later()
        self._climb(deque(pumps))

    async def _hand_on(self) -> None:
        while self._typed and not self._holds:
            screen, target = self.screen, self.focused
            if not screen.is_mounted:
                self.hold_keys_for(screen)
                continue
            if target is not None and self._unread and not _writes(self._typed[0]):
                # A binding with priority acts at once, so what was written before it must have been read.
                self._unread = False
                self.hold_keys_for(target)
                continue
            event = self._typed.popleft()
            await super().on_event(event)
            if target is None and isinstance(event, events.Key) and self.stays(event.key):
                continue
            if target is None:
                # The screen comes to this after the key; by then the key is on its way back here, before this.
                self.hold_keys_for(screen)
            elif _writes(event):
                self._unread = True
            else:
                self.hold_keys_for(*[target, *target.ancestors] * _ROUNDS)

    def _climb(self, pumps: deque[MessagePump]) -> None:
        while pumps:
            if pumps.popleft().call_later(self._climb, pumps):
                return
        self.call_later(self._go_on)

    async def _go_on(self) -> None:
        self._holds = max(self._holds - 1, 0)
        if not self._holds and self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
        await self._hand_on()

    def _look_later(self) -> None:
        self._next_look = asyncio.get_running_loop().call_later(_TURN, self._look)

    def _look(self) -> None:
        self._looks += 1
        if self._looks < _TURNS:
            self._look_later()
        else:
            self._next_look, self._holds = None, 1
            self.call_later(self._go_on)


def _writes(event: events.Event) -> bool:
    """Return whether a field that is typed in would write what came, and lead nowhere."""
    return not isinstance(event, events.Key) or event.is_printable
