"""From a passage to the evidence of it, and from the evidence back to the passage, or an orphan. Pure functions."""

from storage.anchoring.address import Address, parse_address, resolve
from storage.anchoring.anchor import Anchored, Finder, anchor, lost_in
from storage.anchoring.describe import describe, describe_article
from storage.anchoring.order import in_text_order, text_order
from storage.anchoring.standing import standing_in, standing_on

__all__ = [
    "Address",
    "Anchored",
    "Finder",
    "anchor",
    "describe",
    "describe_article",
    "in_text_order",
    "lost_in",
    "parse_address",
    "resolve",
    "standing_in",
    "standing_on",
    "text_order",
]
