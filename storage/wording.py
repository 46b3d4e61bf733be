"""How counts are worded: the same in what undo says, on the screen and in the commands."""


def all_of(number: int, thing: str) -> str:
    """Return that many things, all of them, with their verb: ``all 1,204 notes are``, ``the one note is``."""
    return f"the one {thing} is" if number == 1 else f"all {count_of(number, thing)} are"


def count_of(number: int, thing: str) -> str:
    """Return a count with its thing: ``1 article``, ``1,204 articles``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
