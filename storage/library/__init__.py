"""The library: articles, annotations, tags and flips on the disk, behind one narrow façade."""

from storage.change import Change, Origin
from storage.library.arriving import Added, NewArticle
from storage.library.care import check, repair
from storage.library.facade import Library
from storage.library.report import Finding, Report
from storage.library.state import Place, ReaderState
from storage.library.teacher import Offer
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
