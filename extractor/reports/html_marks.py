"""An article's text with its claims, people, organizations and dates marked: paragraphs of nested pieces. No markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from extractor.schema import Finding, Result

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_RANK = {"quotation": 0, "policy": 1, "organization": 2, "person": 2, "date": 3, "quantity": 4}
"""Of two marks of the same words the lower rank is the outer one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark. `id`: the record's; `state`: for numbers `core`, `warned`, `settled` (in an accepted finding),
    `held` or `unreached`; `findings`: numbers of the findings, as the page counts them, whose core it is part of."""

    start: int
    end: int
    kind: str
    id: str
    state: str = ""
    findings: tuple[tuple[int, str], ...] = ()
    zone: str = "body"


@dataclass(slots=True)
class Piece:
    """A stretch of text, or a mark with the pieces in it; `first` and `last` tell whether the mark begins and ends
    here (one that runs over a paragraph's end has several pieces)."""

    text: str = ""
    mark: Mark | None = None
    first: bool = False
    last: bool = False
    inner: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: int
    headline: bool
    pieces: list[Piece]


def shown(findings: Sequence[Finding]) -> list[Finding]:
    """The findings to raise, worst first, in text order."""
    order = ("error", "warning")
    return sorted((f for f in findings if f.severity in order), key=lambda f: order.index(f.severity))


def marks(result: Result, hidden: Sequence[Finding] = ()) -> list[Mark]:
    """Everything to be marked, in text order, the longer first. `hidden`: accepted findings, whose members are neither
    in a conflict nor praised."""
    raised = shown(result.findings)
    cores: dict[str, list[tuple[int, str]]] = {}
    for number, finding in enumerate(raised, 1):
        for member in finding.core or [*finding.claims, *finding.dates]:
            cores.setdefault(member, []).append((number, finding.id))
    errors = {m for f in raised if f.severity == "error" for m in f.core or [*f.claims, *f.dates]}
    unreached = {entry.claim for entry in result.coverage.unchecked}
    settled = {member for finding in hidden for member in finding.core or finding.claims}

    def state(member: str, kind: str) -> str:
        if member in cores:
            return "core" if member in errors else "warned"
        if kind != "quantity":
            return ""
        return "settled" if member in settled else "unreached" if member in unreached else "held"

    found = [
        Mark(c.start, c.end, c.type, c.id, state(c.id, c.type), tuple(cores.get(c.id, ())), c.zone)
        for c in result.claims
    ]
    found += [Mark(d.start, d.end, "date", d.id, state(d.id, "date"), tuple(cores.get(d.id, ()))) for d in result.dates]
    found += [Mark(m.start, m.end, "person", p.id) for p in result.people for m in p.mentions]
    found += [Mark(m.start, m.end, "organization", o.id) for o in result.organizations for m in o.mentions]
    length = len(result.article.text)
    return sorted(
        (mark for mark in found if 0 <= mark.start < mark.end <= length),
        key=lambda mark: (mark.start, -mark.end, _RANK[mark.kind]),
    )


def paragraphs(result: Result, hidden: Sequence[Finding] = ()) -> Iterator[Paragraph]:
    """The text in paragraphs, each with its line and pieces. `hidden`: accepted findings."""
    text, todo = result.article.text, marks(result, hidden)
    at, line, counted = 0, 1, 0
    running: list[Mark] = []
    for start, end in _blocks(text):
        line += text.count("\n", counted, start)
        counted = start
        while at < len(todo) and todo[at].start < end:
            running.append(todo[at])
            at += 1
        inside = [mark for mark in running if mark.end > start]
        running = [mark for mark in inside if mark.end > end]
        headline = any(mark.zone == "headline" for mark in inside) or text[start:end] == result.article.title
        yield Paragraph(line, headline, _pieces(text, start, end, inside))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of lines that aren't blank."""
    position = 0
    for gap in _BLANK.finditer(text):
        if text[position : gap.start()].strip():
            yield position, gap.start()
        position = gap.end()
    if text[position:].strip():
        yield position, len(text.rstrip())


def _pieces(text: str, start: int, end: int, inside: Iterable[Mark]) -> list[Piece]:
    """The pieces of one paragraph. A mark that crosses another's end is cut there, so that all nest."""
    todo = [(max(m.start, start), -min(m.end, end), _RANK[m.kind], n, m) for n, m in enumerate(inside)]
    heapify(todo)
    root = Piece()
    open_pieces: list[tuple[int, Piece]] = [(end, root)]
    position = start
    while todo:
        first, last, rank, number, mark = heappop(todo)
        position = _close(text, position, first, open_pieces)
        limit, parent = open_pieces[-1]
        if -last > limit:
            heappush(todo, (limit, last, rank, number, mark))
        stop = min(-last, limit)
        piece = Piece(mark=mark, first=first == mark.start, last=stop == mark.end)
        parent.inner.append(piece)
        open_pieces.append((stop, piece))
    _close(text, position, end, open_pieces)
    return root.inner


def _close(text: str, position: int, until: int, open_pieces: list[tuple[int, Piece]]) -> int:
    """Writes the text up to a place and closes the marks that end before it."""
    while True:
        limit, piece = open_pieces[-1]
        stop = min(limit, until)
        if position < stop:
            piece.inner.append(Piece(text=text[position:stop]))
            position = stop
        if limit > until or len(open_pieces) == 1:
            return position
        open_pieces.pop()
