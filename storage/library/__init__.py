"""The library: articles, annotations, tags and flips on the disk, behind one narrow façade.

What only some runs need is imported when it is first asked for: reading a library pays for none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from storage.change import Change, Origin
from storage.library.facade import Library
from storage.library.state import Place, ReaderState

if TYPE_CHECKING:
    from storage.library.arriving import Added, NewArticle
    from storage.library.care import check, repair
    from storage.library.report import Finding, Report
    from storage.library.ruling import Offer
    from storage.library.timeline import Group

__all__ = [
    "Added",
    "Change",
    "Finding",
    "Group",
    "Library",
    "NewArticle",
    "Offer",
    "Origin",
    "Place",
    "ReaderState",
    "Report",
    "check",
    "repair",
]

_WHERE = {
    "Added": "arriving",
    "Finding": "report",
    "Group": "timeline",
    "NewArticle": "arriving",
    "Offer": "ruling",
    "Report": "report",
    "check": "care",
    "repair": "care",
}

if not TYPE_CHECKING:  # else any name would pass for one of the library's

    def __getattr__(name: str) -> object:
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
