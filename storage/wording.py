"""How counts are worded: the same in what undo says, on the screen and in the commands."""


def count_of(number: int, thing: str) -> str:
    """Return a count with its thing: ``1 article``, ``1,204 articles``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
