"""Keys typed ahead: a key pressed right after one that opens a screen reaches that screen, in order.

Textual hands each key on as soon as it arrives. While nobody is typing a key is acted on only after it has been to
the screen and back, so the keys behind it in a quick burst are handed to the old screen and lost. Here they wait.
"""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App


class TypeAheadApp(App[None], inherit_bindings=False):
    """An app that hands keys and pasted text on one at a time where acting on one may open another screen."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Event] = deque()
        self._waiting = False

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed behind what was typed before."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        while self._typed and not self._waiting:
            screen = self.screen
            somebody_types = screen.is_mounted and self.focused is not None
            if screen.is_mounted:
                await super().on_event(self._typed.popleft())
            if not somebody_types:
                # What is posted to the screen now, it reads after that key, or after it has been put together; by
                # then the key is on its way back here, so what is posted here from there comes after it.
                self._waiting = screen.call_later(self.call_later, self._go_on)
                if not self._waiting:
                    return

    async def _go_on(self) -> None:
        self._waiting = False
        await self._hand_on()
