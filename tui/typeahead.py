"""Keys typed ahead: a key pressed right after one that opens a screen reaches that screen, in order.

Textual hands each key on as soon as it arrives. While nobody is typing a key is acted on only after it has been to
the screen and back, so the keys behind it in a quick burst are handed to the old screen and lost. Here they wait.
"""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump


class TypeAheadApp(App[None], inherit_bindings=False):
    """An app that hands keys and pasted text on one at a time where acting on one may open another screen."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Event] = deque()
        self._holds = 0

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed behind what was typed before."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    def hold_keys_for(self, widget: MessagePump) -> None:
        """Hand nothing on before ``widget``, which is being mounted, stands and has taken the focus."""
        # What is posted to it now it reads when it stands, and what it then posts here comes after its own messages.
        self._holds += widget.call_later(self.call_later, self._go_on)

    async def _hand_on(self) -> None:
        while self._typed and not self._holds:
            screen = self.screen
            somebody_types = screen.is_mounted and self.focused is not None
            if screen.is_mounted:
                await super().on_event(self._typed.popleft())
            if not somebody_types:
                # The screen reads this after that key; by then the key is on its way back here and acted on first.
                self.hold_keys_for(screen)
                if not self._holds:
                    return

    async def _go_on(self) -> None:
        self._holds -= 1
        await self._hand_on()
