"""How much one input may hold."""

from __future__ import annotations

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest document that is read."""


def too_large(size: int | None = None) -> str:
    """Say that an input of ``size`` bytes, or of nobody knows how many, is not read."""
    held = f"{size / 1024 / 1024:,.0f} MB are" if size is not None else "it is"
    return f"{held} more than the {LARGEST // 1024 // 1024} MB that one article may have; split it"
