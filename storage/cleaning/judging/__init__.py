"""Judging: which segments of a page are its article, what part each plays, and by which cue."""
