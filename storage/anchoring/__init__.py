"""From a passage to the evidence of it, and from the evidence back to the passage, or an orphan. Pure functions."""

from storage.anchoring.describe import describe, describe_article

__all__ = ["describe", "describe_article"]
