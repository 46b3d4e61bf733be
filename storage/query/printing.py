"""Writes a query as it would be typed: reading that again gives the same tree. Pure."""

from __future__ import annotations

from storage.query.parser import tokens
from storage.query.tree import AllOf, AnyOf, Node, Not, Part, Query, Span, Term


def written(query: Query) -> str:
    """Return ``query`` in words; nothing for one that asks for nothing."""
    return "" if query.root is None else _written(query.root)


def _written(node: Node) -> str:
    match node:
        case Not(inner):
            return f"not {_enclosed(inner, AllOf, AnyOf)}"
        case AllOf(nodes):
            return " ".join(_enclosed(each, AnyOf) for each in nodes)
        case AnyOf(nodes):
            return " or ".join(map(_written, nodes))
        case Span():
            return f"{node.part}:{_days(node)}"
        case Term():
            return _term(node)


def _enclosed(node: Node, *kinds: type[Node]) -> str:
    return f"({_written(node)})" if isinstance(node, kinds) else _written(node)


def _days(span: Span) -> str:
    if span.after:
        return f">{span.since}"
    if span.before:
        return f"<{span.until}"
    return span.since if span.since == span.until else f"{span.since}..{span.until}"


def _term(term: Term) -> str:
    field = f"{term.part}:" if term.part is not Part.ANY else ""
    return f'{field}"{term.written}"' if term.quoted or not _stands_alone(field, term) else f"{field}{term.written}"


def _stands_alone(field: str, term: Term) -> bool:
    """Whether a term without quotes is read as itself."""
    read = list(tokens(field + term.written))
    return len(read) == 1 and not read[0].kind and read[0].value == term.written


def tag_query(name: str) -> str:
    """Return the query for a tag and all that is nested in it."""
    return f'{Part.TAG}:"{name}"'
