"""The span grammar of dates: data/date_patterns.csv compiled to one trie over tokens.

A pattern is a row of elements between spaces: a lower-case word or several between `|`, a class of
data/calendar.csv in capitals, `<part>` for the patterns of another name. `[x]` may be left out, `~x` follows
without a space, `^x` must be there but isn't part of the span. `sets` gives slots a value ("ry=-1").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.components._calendar_tokens import Token
from extractor.lookups import table

Slots = dict[str, list[str]]
Pairs = tuple[tuple[str, str], ...]


class Match(NamedTuple):
    """A pattern found at a token: the tokens [first, end), the reading's name and its slots."""

    first: int
    end: int
    name: str
    slots: Slots


class Final(NamedTuple):
    """What a pattern that ends at a node is: its row, name, tokens before the span, and the slots it sets."""

    order: int
    name: str
    lead: int
    sets: Pairs


@dataclass(slots=True)
class Node:
    edges: dict[str, Node] = field(default_factory=dict)
    """Word or class → the node to which it leads."""
    glued: dict[str, Node] = field(default_factory=dict)
    """The same where it follows without a space."""
    parts: dict[str, Node] = field(default_factory=dict)
    final: Final | None = None


def _sets(text: str) -> Pairs:
    pairs = (part.partition("=") for part in text.split(";") if part)
    return tuple((key, value) for key, _, value in pairs)


def _sequences(pattern: str) -> Iterator[tuple[list[str], int]]:
    """The sequences of elements that a pattern allows, its options taken and left out, with the number of
    leading elements outside of the span."""
    sequences: list[list[str]] = [[]]
    for element in pattern.split():
        optional = element.startswith("[") and element.endswith("]")
        plain = element.strip("[]")
        sequences = [[*s, plain] for s in sequences] + ([list(s) for s in sequences] if optional else [])
    for sequence in sequences:
        yield [element.lstrip("^") for element in sequence], sum(e.startswith("^") for e in sequence)


def _next_nodes(node: Node, element: str) -> list[Node]:
    if element.startswith("<"):
        return [node.parts.setdefault(element.strip("<>"), Node())]
    edges = node.glued if element.startswith("~") else node.edges
    return [edges.setdefault(word, Node()) for word in element.lstrip("~").split("|")]


def _add(root: Node, pattern: str, final: Final) -> None:
    for elements, lead in _sequences(pattern):
        nodes = [root]
        for element in elements:
            nodes = [after for node in nodes for after in _next_nodes(node, element)]
        for node in nodes:
            if node.final is None:
                node.final = final._replace(lead=lead)


@cache
def _tries() -> Mapping[str, Node]:
    """A trie for each part, and one under "" for all readings (names that no pattern uses as a part)."""
    rows = table("date_patterns")
    parts = {e.strip("[]<>") for row in rows for e in row["pattern"].split() if e.strip("[]").startswith("<")}
    tries: dict[str, Node] = {"": Node()}
    for order, row in enumerate(rows):
        root = tries.setdefault(row["name"], Node()) if row["name"] in parts else tries[""]
        _add(root, row["pattern"], Final(order, row["name"], 0, _sets(row["sets"])))
    return tries


def _steps(node: Node, token: Token, first: bool) -> list[tuple[Node, Pairs]]:
    """The nodes that a token leads to, with the class and value that it fills."""
    found: list[tuple[Node, Pairs]] = []
    own = token.text if token.kind == "OTHER" else token.low
    for edges in (node.edges, node.glued) if token.glued and not first else (node.edges,):
        if own in edges:
            found.append((edges[own], ()))
        for name, value in token.classes.items():
            if name in edges:
                found.append((edges[name], ((name, value),)))
    return found


def _walk(root: Node, tokens: list[Token], at: int, start: int) -> Iterator[tuple[int, Final, Pairs]]:
    """Where the patterns of a trie end that start at token `at`: (end, what they are, slots filled)."""
    stack: list[tuple[Node, int, Pairs]] = [(root, at, ())]
    while stack:
        node, i, filled = stack.pop()
        if node.final is not None:
            yield i, node.final, filled + node.final.sets
        if i >= len(tokens) or (i > start and tokens[i].broken):
            continue
        for step, more in _steps(node, tokens[i], i == start):
            stack.append((step, i + 1, filled + more))
        for name, after in node.parts.items():
            part = _tries()[name]
            if part.parts or _steps(part, tokens[i], i == start):
                for end, _, more in _walk(part, tokens, i, start):
                    stack.append((after, end, filled + more))


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The words and classes with which a pattern can begin."""
    tries, nodes = _tries(), [_tries()[""]]
    found: set[str] = set()
    seen: set[str] = set()
    while nodes:
        node = nodes.pop()
        found.update(node.edges)
        nodes += [tries[name] for name in node.parts if name not in seen]
        seen.update(node.parts)
    return frozenset(found)


def openings(tokens: list[Token]) -> list[int]:
    """The tokens with which a pattern can begin."""
    openers = _openers()
    return [
        at
        for at, token in enumerate(tokens)
        if (token.text if token.kind == "OTHER" else token.low) in openers or not openers.isdisjoint(token.classes)
    ]


def matches(tokens: list[Token], at: int) -> list[Match]:
    """All patterns that start at a token, longest first, then in the table's order."""
    found: list[tuple[int, int, Match]] = []
    for end, final, filled in _walk(_tries()[""], tokens, at, at):
        slots: Slots = {}
        for key, value in filled:
            slots.setdefault(key, []).append(value)
        found.append((-end, final.order, Match(at + final.lead, end, final.name, slots)))
    found.sort(key=lambda entry: entry[:2])
    return [match for _, _, match in found]
