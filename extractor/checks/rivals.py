"""Whether another figure of the article explains a conflict: with it in the place of one that was linked by keys alone,
the relation holds.

A link by keys may take one of several like figures: the sum of a part of the list for the total, the base of another
product's growth. Where the article holds the figure that fits, the link is wrong, and not the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from extractor.checks.facts import Context, Fact
from extractor.checks.registry import FIRM, Outcome
from extractor.exact import Fraction

NEAR = 6
"""Sentences between the figures of a conflict and another that explains it, at most."""
FINE = Fraction(1, 50)
"""The unit of the last digit, as a share of the value, above which a figure fits by chance."""
EQUATIONS = frozenset(
    {
        "balance",
        "change_from_levels",
        "currency_conversion",
        "growth_from_levels",
        "growth_of_total",
        "price_times_volume",
        "share_of_total",
        "sum_of_parts",
    }
)
"""Checks whose figures make one another: any figure satisfies an order or a limit."""
TWO_PARTS = 3
"""Members of a sum of two parts."""
AMOUNTS = frozenset({"level", "price", "other"})


def explained(ctx: Context, outcome: Outcome, doubted: Counter[str]) -> bool:
    """Whether a conflict of links that no words tie gives way to another figure near by, in the place of one of its
    members or, in a sum, beside them. `doubted`: in how many conflicts each figure stands (two figures that changed
    places explain one another, and each has a conflict of its own)."""
    if outcome.check not in EQUATIONS or outcome.retry is None or not outcome.sure:
        return False  # unsure conflicts are never told
    if outcome.check == "sum_of_parts" and len(outcome.members) == TWO_PARTS and _turned(outcome):
        return True
    if int(outcome.sure) > FIRM:
        return False
    return any(outcome.retry(members) == 1 for members in _with_others(ctx, outcome, doubted))


def _turned(outcome: Outcome) -> bool:
    """Whether the figures make one another the other way round: "offered at 520; outside the quota 130, giving 650"."""
    a, b, c = outcome.members
    return outcome.retry is not None and any(outcome.retry(m) == 1 for m in ((b, a, c), (a, c, b), (c, b, a)))


def conflicts(outcomes: Iterable[Outcome]) -> Counter[str]:
    """In how many conflicts that may be alarms each figure stands, by its id."""
    return Counter(fact.id for o in outcomes if not o.level and o.sure for fact in o.members)


def _with_others(ctx: Context, outcome: Outcome, doubted: Counter[str]) -> Iterator[tuple[Fact, ...]]:
    members = outcome.members
    for fact in (f for f in _around(ctx, members) if not doubted[f.id]):
        for at, member in enumerate(members):
            if _alike(fact, member):
                yield (*members[:at], fact, *members[at + 1 :])
        if outcome.check == "sum_of_parts" and _alike(fact, members[-1]):
            yield (*members[:-1], fact, members[-1])
            yield (*members, fact)


def _around(ctx: Context, members: tuple[Fact, ...]) -> Iterator[Fact]:
    """The other finely stated figures of the sentences around, in order."""
    told = {m.claim.sentence for m in members}
    near = sorted({n for s in told for n in range(s - NEAR, s + NEAR + 1)})
    for number in near:
        for fact in ctx.by_sentence.get(number, ()):
            if fact not in members and fact.u and fact.u <= FINE * abs(fact.middle):
                yield fact


def _alike(fact: Fact, member: Fact) -> bool:
    """Whether a figure could stand in the place of another: one kind, unit and direction, and roles that may be read
    for one another, but not the same value again."""
    one, two = fact.claim, member.claim
    roles = one.role == two.role or {one.role, two.role} <= AMOUNTS
    same = one.kind == two.kind and one.unit == two.unit and roles and fact.middle != member.middle
    return same and (two.role not in ("growth", "change") or one.direction == two.direction)
