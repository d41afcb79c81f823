"""Carries the checks out on one article's claims and puts the findings into a new Result."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor import values
from extractor.checks import keys, messages
from extractor.checks.belief import believed
from extractor.checks.elided import elided
from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval
from extractor.checks.joint import joint
from extractor.checks.odd_currency import odd_currencies
from extractor.checks.plausibility import doubtful
from extractor.checks.registry import Bound, Outcome, all_checks
from extractor.checks.repairs import mends
from extractor.checks.rivals import conflicts, explained
from extractor.checks.rules import Rules
from extractor.checks.slipped import slipped
from extractor.checks.stories import astray
from extractor.checks.things import apart
from extractor.checks.unmarked import unmarked
from extractor.checks.unread import half_quoted, skips, uncounted
from extractor.schema import Coverage, Finding, Implied, Repair, Result, Severity, Unchecked, Verdict

UNSURE = "a relation was tried; the links are unsure"
UNSAID = "no words say its unit"
OF_ELSE = "one of the figures is of something else than it seems"
ALL = Rules()
FAST = "fast:"
"""How the generator names models without statistics, whose links over longer ways raise no alarm."""
MADE = frozenset(
    {"balance", "change_from_levels", "direction_sign", "growth_from_levels", "growth_of_total", "multiple_vs_levels",
     "percentage_points", "period_sum", "price_times_volume", "rank_order", "repeated_value", "share_of_total",
     "sum_of_parts"}
)  # fmt: skip
"""Checks that say something of figures where they hold, whichever readings tie these; limits and dates hold easily."""
MOST_MENDED = 200
"""Findings for which repairs are sought."""


def run(result: Result, rates: object | None = None, rules: Rules = ALL) -> Result:
    """The same result with findings and coverage from the checks; what stood there before is replaced.

    `rates`: reference exchange rates (`extractor.checks.rates.Rates`), by default the packaged ones.
    `rules`: which checks run and how grave they are.
    """
    ctx = Context(result, rates)
    tried, readable = _tried(ctx, rules)
    _, otherwise = _tried(Context(result, rates, chosen=True), rules)
    outcomes = _told_once(_distinct(believed(ctx, readable)))
    together = joint(ctx, outcomes, rules.level) if rules.on("joint") else []
    together = [o for o in together if o.sure and (o.level or not _unreadable(ctx, o))]
    outcomes = _doubted(ctx, _irreducible([*outcomes, *together]))
    mended = _unlike(outcomes, slipped(ctx, readable, otherwise, outcomes))
    holding = [o for o in otherwise if o.check in MADE and (o.level == 1 or (o.level and o.sure))]
    outcomes = _distinct(_of_body(ctx, o) for o in _irreducible([*mended, *outcomes, *holding]))
    if result.generator.model.startswith(FAST):
        outcomes = [o for o in outcomes if o.level or _together(o)]
    findings = [rules.graded(_finding(number, outcome)) for number, outcome in enumerate(outcomes, 1)]
    return result.model_copy(update={"findings": findings, "coverage": _coverage(ctx, findings, tried)})


def _tried(ctx: Context, rules: Rules) -> tuple[list[Outcome], list[Outcome]]:
    """All relations that the checks carry out, and those whose conflicts can be ones; with their rivals."""
    tried = [outcome for name, check in all_checks() if rules.on(name) for outcome in check(ctx)]
    tried = [*rules.judged([*tried, *odd_currencies(ctx, tried)])]
    doubted = conflicts(tried)

    def misread(outcome: Outcome) -> bool:
        return _unreadable(ctx, outcome) or explained(ctx, outcome, doubted)

    for outcome in tried:
        outcome.rivals = tuple(o for o in rules.judged(outcome.rivals) if not misread(o))
    return tried, [o for o in tried if o.level or not misread(o)]


def _unlike(told: Iterable[Outcome], found: Iterable[Outcome]) -> Iterator[Outcome]:
    """Without the conflicts of figures that are told to conflict already, here or elsewhere in the text."""
    known = {_figures(outcome) for outcome in told if not outcome.level}
    for outcome in found:
        if _figures(outcome) not in known:
            known.add(_figures(outcome))
            yield outcome


def _unreadable(ctx: Context, outcome: Outcome) -> bool:
    """Whether the text itself keeps the figures of a conflict from being tied: numbers that no claim holds between
    them, no punctuation around them, several stories, or a unit that it leaves out."""
    told = skips(ctx, outcome.members) or unmarked(ctx, outcome.members, outcome.dates)
    quoted = outcome.check != "headline_body" and half_quoted(ctx, outcome.members)
    return told or quoted or astray(ctx, outcome) or apart(outcome) or elided(ctx, outcome)


def _together(outcome: Outcome) -> bool:
    """Whether all members stand in one sentence or two neighbouring ones."""
    sentences = [m.claim.sentence for m in outcome.members]
    return not sentences or max(sentences) - min(sentences) <= 1


def _distinct(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """One outcome for each check and set of members, in text order."""
    kept: dict[tuple[str, tuple[str, ...]], Outcome] = {}
    for outcome in outcomes:
        key = (outcome.check, tuple(sorted([m.id for m in outcome.members] + [d.id for d in outcome.dates])))
        kept.setdefault(key, outcome)
    return sorted(kept.values(), key=_order)


def _told_once(outcomes: list[Outcome]) -> list[Outcome]:
    """Without the conflicts of a headline's figure that are those of the same figure in the text."""
    body = {_figures(o) for o in outcomes if not o.level and not _in_headline(o)}
    return [o for o in outcomes if o.level or not _in_headline(o) or _figures(o) not in body]


def _of_body(ctx: Context, outcome: Outcome) -> Outcome:
    """A relation that holds, of the text's figures instead of the headline's where it gives the same ones."""
    if not outcome.level or outcome.check == "headline_body" or not _in_headline(outcome):
        return outcome
    members = tuple(_in_body(ctx, fact, outcome.members) for fact in outcome.members)
    return replace(outcome, members=members)


def _in_body(ctx: Context, fact: Fact, members: tuple[Fact, ...]) -> Fact:
    """The first figure of the text that tells the same as one of the headline; the one itself if there is none."""
    if fact.claim.zone != "headline":
        return fact
    told = (f for f in ctx.facts if f.claim.zone == "body" and f not in members and _same(f, fact))
    return next(told, fact)


def _same(a: Fact, b: Fact) -> bool:
    one, two = a.claim, b.claim
    alike = (one.role, one.unit, one.direction, one.qualifier) == (two.role, two.unit, two.direction, two.qualifier)
    alike = alike and one.indicator_id == two.indicator_id
    return alike and a.middle == b.middle and keys.periods(a, b) != keys.CONFLICT and keys.related(a, b)


def _in_headline(outcome: Outcome) -> bool:
    return any(fact.claim.zone == "headline" for fact in outcome.members)


def _figures(outcome: Outcome) -> tuple[object, ...]:
    told = [(f.middle, f.claim.kind, f.claim.unit, f.claim.role, f.claim.direction or "") for f in outcome.members]
    return (outcome.check, *sorted(told), *(d.id for d in outcome.dates))


def _names(outcome: Outcome) -> frozenset[str]:
    return frozenset(fact.id for fact in outcome.members)


def _irreducible(outcomes: list[Outcome]) -> list[Outcome]:
    """Without the conflicts that hold all members of a smaller one, which is their core already, and those of a
    headline whose members another check finds to clash."""
    cores: dict[str, list[frozenset[str]]] = defaultdict(list)
    for outcome in outcomes:
        if not outcome.level and outcome.members and not outcome.reading:
            cores[outcome.members[0].id].append(_names(outcome))
    others = {_names(o) for o in outcomes if not o.level and not o.reading and o.check != "headline_body"}
    kept = (o for o in outcomes if o.level or o.check != "headline_body" or _names(o) not in others)
    return [o for o in kept if o.level or not any(c < _names(o) for m in o.members for c in cores.get(m.id, ()))]


def _doubted(ctx: Context, outcomes: list[Outcome]) -> list[Outcome]:
    """With a second reading for the conflicts that are rather misreadings."""
    others = [o for o in outcomes if o.level or o.reading]
    alarms = [replace(o, repair=o.repair or mends(o)) for o in outcomes if not o.level and not o.reading]
    doubts = doubtful(ctx, alarms, [_names(o) for o in others if o.level])
    return others + [replace(o, reading=OF_ELSE) if doubt else o for o, doubt in zip(alarms, doubts, strict=True)]


def _order(outcome: Outcome) -> tuple[int, int, str]:
    starts = [m.claim.start for m in outcome.members] + [d.start for d in outcome.dates]
    return min(starts), max(starts), outcome.check


def _verdict(outcome: Outcome) -> tuple[Verdict, Severity]:
    if outcome.level:
        return "consistent", "info"
    if outcome.reading:
        return "undetermined", "warning"
    return "inconsistent", "warning" if outcome.soft else "error"


def _message(outcome: Outcome) -> str:
    text = outcome.message
    if outcome.level == 2:
        return f"{text} This holds {messages.ROUNDING}."
    if not outcome.level and outcome.reading:
        return f"{text} These cannot all hold, unless {outcome.reading}."
    return text if outcome.level else f"{text} These cannot all hold."


def _finding(number: int, outcome: Outcome) -> Finding:
    verdict, severity = _verdict(outcome)
    members = _ordered(outcome.members)
    core = outcome.core if outcome.core is not None else outcome.members
    mended = () if outcome.level else outcome.repair or (mends(outcome) if number <= MOST_MENDED else ())
    return Finding(
        id=f"finding{number}",
        fingerprint=fingerprint(outcome),
        check=outcome.check,
        verdict=verdict,
        severity=severity,
        claims=[fact.id for fact in members],
        dates=[date.id for date in outcome.dates],
        core=[] if outcome.level else [*(f.id for f in _ordered(core)), *(d.id for d in outcome.dates)],
        message=_message(outcome),
        expected=_pair(outcome.expected),
        observed=_pair(outcome.observed),
        implied=[_implied(bound) for bound in outcome.implied],
        repair=[Repair(claim=m.fact.id, value=messages.decimal(m.value), reason=m.reason) for m in mended],
    )


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: fact.number)


def _implied(bound: Bound) -> Implied:
    low, high = bounds(bound.interval)
    return Implied(name=bound.name, low=low, high=high, unit=bound.unit)


def fingerprint(outcome: Outcome) -> str:
    """A name for the finding that stays when the text around moves: check, members' texts and indicators."""
    parts = sorted(
        [f"{m.text}\x1f{m.claim.indicator or ''}" for m in outcome.members] + [d.text for d in outcome.dates]
    )
    return hashlib.sha256("\x1e".join([outcome.check, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bounds(interval: Interval) -> values.Bounds:
    """An interval as it is written to the output: rounded outward to 12 significant digits."""
    return values.outward(
        (
            None if interval.lo is None else messages.decimal(interval.lo, 30),
            None if interval.hi is None else messages.decimal(interval.hi, 30),
        )
    )


def _pair(interval: Interval | None) -> list[Decimal | None] | None:
    return None if interval is None else list(bounds(interval))


def _coverage(ctx: Context, findings: list[Finding], tried: list[Outcome]) -> Coverage:
    reached = {claim for finding in findings for claim in finding.claims}
    numbers = ctx.result.quantities
    facts = {fact.id: fact for fact in ctx.facts}
    unsure = {fact.id for outcome in tried if not outcome.level for fact in outcome.members}
    told = {claim.id: UNSAID for claim in ctx.unsaid} | dict.fromkeys(unsure, UNSURE)
    unchecked = [
        Unchecked(claim=c.id, reason=told.get(c.id) or _reason(facts.get(c.id)))
        for c in numbers
        if c.id not in reached
    ]
    checked = len(numbers) - len(unchecked)
    return Coverage(numbers=len(numbers), checked=checked, unchecked=unchecked, unread=uncounted(ctx))


def _reason(fact: Fact | None) -> str:
    if fact is None:
        return "the text denies it"
    role = fact.claim.role
    if fact.claim.kind == "duration" or role == "other":
        return "no other figure of the article measures the same"
    return {
        "growth": "the levels that it compares are not stated",
        "change": "the levels that it compares are not stated",
        "share": "the part or the whole is not stated",
    }.get(role, "no other figure of the article depends on it")
