"""Spares the start what Textual and asyncio import at once and paperknife has no use for, or not yet.

Of each such module only a few names are wanted before the first picture. They are there, as what does not cost
anything; whoever asks for another one, or later, gets the real module.
"""

from __future__ import annotations

import contextlib
import sys
import typing
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

OF_TYPING = (
    *("Final", "Literal", "ParamSpec", "Protocol", "Self", "TypeAlias", "TypedDict", "TypeGuard"),
    *("get_args", "runtime_checkable"),
)
"""What Textual takes from ``typing_extensions`` and ``typing`` has too."""
_STAYS = frozenset({"typing_extensions"})
"""What is asked for again by each further module of Textual."""
_OF_THE_PALETTE = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What Textual names of its own command palette, for which it imports trees, inputs, selects and validators."""


@contextlib.contextmanager
def spared() -> Iterator[None]:
    """Have asyncio and Textual imported without what is spared; where they are imported already, do nothing."""
    names = {
        "ssl": None,  # nothing here talks to a network, and asyncio allows for a Python that was built without it
        "platformdirs": _Some("platformdirs", {"user_downloads_path": _downloads}),
        "textual.command": _Some("textual.command", {name: type(name, (), {}) for name in _OF_THE_PALETTE}),
        "typing_extensions": _Some("typing_extensions", {name: getattr(typing, name) for name in OF_TYPING}),
    }
    put = {name: module for name, module in names.items() if name not in sys.modules}
    if "textual" in sys.modules:
        put = {}
    sys.modules.update(put)  # type: ignore[arg-type]  # None is how the import system is told that there is none
    try:
        yield
    finally:
        for name in put.keys() - _STAYS:
            if sys.modules.get(name) is put[name]:
                del sys.modules[name]


class _Some(ModuleType):
    """Some names of a module that has not been imported."""

    def __init__(self, name: str, held: Mapping[str, object]) -> None:
        super().__init__(name)
        self.__dict__.update(held)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _downloads() -> Path:
    """Return what Textual, which we have save nothing, calls the folder for downloads."""
    import platformdirs

    return platformdirs.user_downloads_path()
