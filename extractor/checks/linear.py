"""Relations as linear inequalities over the true quantities behind the facts, for the joint system.

A growth or a share multiplies an unknown by a stated interval, which makes two inequalities; products of two
unknowns are left to the closed forms. Each inequality names the claims whose words it uses besides the unknowns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.bases import Base, bases, together
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import ONE, Interval
from extractor.checks.levels import judged
from extractor.checks.registry import FIRM, Outcome
from extractor.exact import Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of coefficient times unknown is not above zero, as long as the claims `uses` hold."""

    terms: tuple[tuple[str, Fraction], ...]
    uses: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One relation: its inequalities, the facts that take part, and whether the words tie it."""

    name: str
    members: tuple[Fact, ...]
    rows: tuple[Row, ...]
    firm: bool


def links(ctx: Context, outcomes: list[Outcome], level: int = 2) -> list[Link]:
    """The linear relations among the outcomes that the keys or the words tie, and their earlier periods, with the
    percentages at `level` times h."""
    found = []
    for outcome in outcomes:
        rows = tuple(_rows(outcome, level)) if outcome.form and outcome.sure else ()
        if rows:
            found.append(Link(outcome.check, outcome.members, rows, int(outcome.sure) >= FIRM))
            if outcome.form in ("sum", "surplus", "deficit"):
                found += [*_earlier(ctx, outcome, level)]
    return found


def _rows(outcome: Outcome, level: int) -> Iterator[Row]:
    ids = [fact.id for fact in outcome.members]
    if outcome.form == "sum":
        yield from _equal(((ids[0], ONE), *((part, -ONE) for part in ids[1:])))
    elif outcome.form in ("surplus", "deficit"):
        sign = ONE if (outcome.form == "surplus") == (outcome.members[2].middle >= 0) else -ONE
        yield from _equal(((ids[0], ONE), (ids[1], -ONE), (ids[2], -sign)))  # "-2.6bn": signed itself
    elif outcome.form == "change":
        sign = ONE if outcome.members[2].claim.direction == "down" else -ONE
        if outcome.members[2].claim.direction:
            yield from _equal(((ids[1], ONE), (ids[0], -ONE), (ids[2], sign)))
    elif outcome.form == "equal":
        yield from _equal(((ids[0], ONE), (ids[1], -ONE)))
    elif outcome.form == "growth":
        yield from _times(ids[1], ids[0], outcome.members[2].factor(level), (outcome.members[2],))
    elif outcome.form == "share":
        yield from _times(ids[0], ids[1], outcome.members[2].ratio(level), (outcome.members[2],))


def _equal(terms: tuple[tuple[str, Fraction], ...], uses: tuple[Fact, ...] = ()) -> Iterator[Row]:
    yield Row(terms, uses)
    yield Row(tuple((name, -factor) for name, factor in terms), uses)


def _times(one: str, other: str, factor: Interval, uses: tuple[Fact, ...]) -> Iterator[Row]:
    """one = factor · other, over an interval of factors and an `other` that isn't negative."""
    if factor.hi is not None:
        yield Row(((one, ONE), (other, -factor.hi)), uses)
    if factor.lo is not None:
        yield Row(((other, factor.lo), (one, -ONE)), uses)


def _earlier(ctx: Context, outcome: Outcome, level: int) -> Iterator[Link]:
    """The same identity a period before, over unknowns that follow from growths and changes."""
    chosen: list[Base] = []
    for fact in outcome.members:
        options = [b for b in bases(ctx, fact) if together(*chosen, b)]
        if not options:
            return
        chosen.append(options[0])
    if all(b.stated for b in chosen) or any(f.middle < 0 for b in chosen for f in b.members):
        return
    if any(judged(f) for b in chosen for f in b.members):
        return
    names = [b.members[0].id if b.stated else f"before {b.members[0].id}" for b in chosen]
    signs = [ONE] * len(names)
    if outcome.form == "sum":
        signs[1:] = [-ONE] * (len(names) - 1)
    else:
        signs[1:] = [-ONE, -ONE if outcome.form == "surplus" else ONE]
    rows = [*_equal(tuple(zip(names, signs, strict=True)))]
    for base, name in zip(chosen, names, strict=True):
        if not base.stated:
            rows += [*_follows(base, name, level)]
    members = tuple(dict.fromkeys(f for b in chosen for f in b.members))
    yield Link(f"{outcome.check}, the period before", members, tuple(rows), min(b.tie for b in chosen) > FIRM)


def _follows(base: Base, name: str, level: int) -> Iterator[Row]:
    now, change = base.members
    if change.claim.role == "growth":
        yield from _times(now.id, name, change.factor(level), (change,))
    else:
        sign = ONE if change.claim.direction == "down" else -ONE
        yield from _equal(((now.id, ONE), (name, -ONE), (change.id, sign)), (change,))
