"""What is meant by a command line ``:``, and how it may go on; driven by the registry of actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from storage.errors import UsageError
from storage.text import sanitise_line
from tui.actions import Action, Context, actions_of


@dataclass(frozen=True, slots=True)
class Command:
    """A word of the command line that takes others after it."""

    name: str
    takes: str
    """What stands after it, as help words it."""
    help: str
    contexts: tuple[Context, ...]
    """Where it works."""


_DIGITS = 18
"""How many digits of a number count: no list is that long, and Python reads no number of thousands of them."""
_ANYWHERE = (Context.EVERYWHERE,)
_FILTERED = (
    *(Context.LIBRARY, Context.NOTES, Context.CODEBOOK, Context.HISTORY),
    *(Context.STATISTICS, Context.PASSAGES, Context.SPLIT, Context.TOGETHER),
)
COMMANDS: tuple[Command, ...] = (
    Command("theme", "NAME", "change to a theme", _ANYWHERE),
    Command("search", "QUERY", "search the library", _ANYWHERE),
    Command("notes", "QUERY", "all notes that match", _ANYWHERE),
    Command("filter", "QUERY", "narrow the list", _FILTERED),
    Command("sort", "COLUMN[:up|:down],…", "sort the list", (Context.LIBRARY,)),
    Command("state", "unread|reading|read|archived", "set the state", (Context.LIBRARY, Context.READING)),
    Command("tag", "TAG, -TAG, …", "give tags and take them off", (Context.LIBRARY, Context.READING)),
    Command("find", "WORDS", "find in the article", (Context.READING,)),
    Command("width", "40…120", "set the length of lines", (Context.READING,)),
    Command("pipe", "COMMAND", "give the text to a shell command", (Context.READING, Context.LIBRARY, Context.NOTES)),
)

_VIM = {"q": "everywhere.quit", "h": "everywhere.help"} | dict.fromkeys(("q!", "qa", "wq", "x"), "everywhere.quit")
"""What hands that know vim type."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What was typed: an action, a command with its words, or the number of a paragraph or row."""

    action: Action | None = None
    command: str = ""
    words: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """How the line may go on."""

    text: str
    """The whole line once it is taken."""
    shown: str
    help: str


def _names(action: Action) -> tuple[str, ...]:
    return action.id, action.id.partition(".")[2], action.label


def commands_in(contexts: Sequence[Context]) -> list[Command]:
    """Return the commands of a screen."""
    return [command for command in COMMANDS if set(command.contexts) & set(contexts)]


def understand(line: str, contexts: Sequence[Context]) -> Meant | None:
    """Return what is meant by a line on a screen; None when it is empty.

    A word may be cut short as long as it can mean only one thing.

    Raises:
        UsageError: it means nothing here, or several things.
    """
    line = sanitise_line(line).strip()
    if not line:
        return None
    if line.isdecimal():
        return Meant(number=int(line[:_DIGITS]))
    here = [action for context in contexts for action in actions_of(context)]
    by_name = {name: action for action in reversed(here) for name in reversed(_names(action))}
    by_name |= {word: action for word, meant in _VIM.items() for action in here if action.id == meant}
    if line in by_name:
        return Meant(by_name[line])
    word, _, words = line.partition(" ")
    commands = {command.name: command for command in commands_in(contexts)}
    if word not in commands:
        found = [name for name in (*commands, *(_names(action)[1] for action in here)) if name.startswith(word)]
        found = list(dict.fromkeys(found))
        if len(found) > 1:
            raise UsageError(f"“{word}” may be {', '.join(found[:4])}{' …' if len(found) > 4 else ''}")
        if not found:
            near = get_close_matches(word, [*commands, *by_name], 1)
            hint = f"do you mean {near[0]}?" if near else "tab shows what there is"
            raise UsageError(f"there is no “{word}” here; {hint}")
        if found[0] not in commands:
            if words:
                raise UsageError(f"{found[0]} stands alone: nothing may come after it")
            return Meant(by_name[found[0]])
        word = found[0]
    if not words.strip():
        if word in by_name:
            return Meant(by_name[word])
        raise UsageError(f"{word} what? {word} {commands[word].takes}")
    return Meant(command=word, words=words.strip())


def offers(line: str, contexts: Sequence[Context], values: Iterable[str] = ()) -> list[Offer]:
    """Return how a line may go on.

    Args:
        line: What is typed.
        contexts: Those of the screen.
        values: What may be the last word of the command that the line begins with.
    """
    line = line.lstrip()
    word, space, words = line.partition(" ")
    if not space:
        found = [
            Offer(f"{command.name} ", f"{command.name} {command.takes}", command.help)
            for command in commands_in(contexts)
        ]
        known = {command.name for command in commands_in(contexts)}
        for context in contexts:
            for action in actions_of(context):
                name = action.id.partition(".")[2]
                if name not in known:
                    known.add(name)
                    found.append(Offer(name, name, action.help))
        return [offer for offer in found if offer.text.startswith(word)]
    begun = words.rpartition(",")[2].lstrip()
    sign, begun = ("-", begun[1:]) if begun.startswith("-") else ("", begun)
    before = line[: len(line) - len(sign) - len(begun)]
    return [
        Offer(f"{before}{sign}{value}", value, "")
        for value in values
        if value.casefold().startswith(begun.casefold()) and value != begun
    ]


def query_in(line: str, contexts: Sequence[Context]) -> tuple[str, str] | None:
    """Return the command of a line and the query that stands after it; None where no query stands there."""
    word, space, query = line.lstrip().partition(" ")
    meant = [command for command in commands_in(contexts) if word and space and command.name.startswith(word)]
    exact = [command for command in meant if command.name == word] or meant
    return (exact[0].name, query) if len(exact) == 1 and exact[0].takes == "QUERY" else None


def common(offered: Sequence[Offer], line: str) -> str:
    """Return how far all offers agree; the line itself where they agree no further."""
    texts = [offer.text for offer in offered]
    if not texts:
        return line
    first, last = min(texts), max(texts)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:same] if same > len(line) and first[:same].casefold().startswith(line.casefold()) else line


def remembered(history: Sequence[str], line: str, most: int = 50) -> tuple[str, ...]:
    """Return the history, the newest first, with ``line`` at its head and nowhere else."""
    return (line, *(before for before in history if before != line))[:most]
