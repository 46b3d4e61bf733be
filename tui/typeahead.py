"""Keys typed ahead: a key pressed right after one that opens a screen reaches that screen, in order.

Textual hands each key on as soon as it arrives. While nobody is typing a key is acted on only after it has been to
the screen and back, so the keys behind it in a quick burst are handed to the old screen and lost. Here they wait.
Where somebody types, the keys behind one that may end the typing, such as enter, wait as long as that takes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widget import Widget

_ENDS_TYPING = frozenset({"enter", "escape", "tab", "ctrl+s", "ctrl+q"})


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
            focused = self.focused if screen.is_mounted else None
            if focused is not None and _may_end_typing(self._typed[0]):
                await super().on_event(self._typed.popleft())
                self._hold_until_told(focused)
                return
            if screen.is_mounted:
                await super().on_event(self._typed.popleft())
            if focused is None:
                # The screen reads this after that key; by then the key is on its way back here and acted on first.
                self.hold_keys_for(screen)
                if not self._holds:
                    return

    def _hold_until_told(self, focused: Widget) -> None:
        """Hand nothing on before what ``focused`` says about a key has come up to the screen and been acted on.

        The key goes up from the focused widget to the app, whose binding may make that widget post a message, which
        goes the same way; so the way is gone twice.
        """
        way = [node for node in focused.ancestors_with_self if node is not self]
        self._holds += 1
        _behind(way, partial(self.call_later, _behind, way, partial(self.call_later, self._go_on)))

    async def _go_on(self) -> None:
        self._holds -= 1
        await self._hand_on()


def _may_end_typing(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key in _ENDS_TYPING


def _behind(way: Sequence[DOMNode], act: Callable[[], object]) -> None:
    """Call ``act`` when everything that is on its way up through ``way`` has been acted on.

    What a node posts to itself stands behind what its queue holds, so each queue is passed twice: once to let a
    message be acted on, once to let what that posted be read.
    """
    for node in reversed(way):
        act = partial(_after, node, partial(_after, node, act))
    act()


def _after(node: DOMNode, act: Callable[[], object]) -> None:
    """Call ``act`` when ``node`` has read what its queue holds; at once when it has been closed meanwhile."""
    if not node.call_later(act):
        act()
