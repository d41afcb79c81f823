"""Periods that make up a longer one: the longer one's amount is their sum; an amount of a part of the period is not
above it. `[Y] ∩ Σ[Qi]`, `M <= Y`.

For what adds up over time (exports, arrivals, output), positive, of one key. Trap: revisions of the earlier months; a
failing sum is believed where the figures stand together, a part above the whole where both sentences name what they
are of and when.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from extractor.checks import calendar, keys, messages, timeline
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled
from extractor.checks.sums import added, adds_up
from extractor.groups import rows_of

MOST = 12
ASIDE = 32
"""Characters before a whole within which a relative clause opens that tells it."""
LISTED = 3
"""Parts of a list whose sum the next sentence gives."""
LEAST = 1000
"""A part that is this many times smaller than the whole is taken for a slip of the reading."""


@check("period_sum")
def period_sum(ctx: Context) -> Iterator[Outcome]:
    seen = set()
    sums: dict[tuple[str, ...], list[Outcome]] = {}
    """By the parts: an article that gives several wholes of one key tells of more than its keys say."""
    for whole in ctx.facts:
        own = calendar.span(whole.claim.period)
        if own is None or own.fiscal or not _is_amount(whole):
            continue
        inside = [f for f in keys.alike(ctx, whole)[:MOST] if _within(whole, f, own)]
        covered = list(_partition(inside, own))
        if covered:
            sums.setdefault(tuple(f.id for f in covered), []).append(_sum(whole, tuple(covered)))
        for part in inside:
            if part not in covered and (part.middle, part.claim.period, whole.claim.period) not in seen:
                seen.add((part.middle, part.claim.period, whole.claim.period))
                yield _contained(ctx, whole, part)
    yield from settled(sums.values())


def _is_amount(fact: Fact) -> bool:
    claim = fact.claim
    return (
        claim.role == "level"
        and (claim.flow in ("exports", "imports", "total") or claim.indicator_id in rows_of("additive"))
        and claim.flow != "balance"
        and claim.kind in ("money", "measure", "count")
        and claim.status == "reported"
        and fact.middle > 0
    )


def _within(whole: Fact, part: Fact, own: calendar.Span) -> bool:
    span = calendar.span(part.claim.period)
    return (
        part is not whole
        and _is_amount(part)
        and part.claim.unit == whole.claim.unit
        and span is not None
        and part.middle * LEAST > whole.middle
        and not (part.middle == whole.middle and _named_again(part))
        and not span.fiscal
        and own.first <= span.first
        and span.last <= own.last
        and span != own
        and span.days >= 28
    )


def _named_again(part: Fact) -> bool:
    """Whether an amount only takes up a whole of which parts follow: "of the 51.5 tonnes, 22.4 were exported in the
    first quarter"."""
    return part.lead[-2:] == ("of", "the")


def _partition(inside: list[Fact], own: calendar.Span) -> Iterator[Fact]:
    """Facts whose periods follow on one another and make up the whole; nothing if there are none such."""
    found, at = [], own.first
    for _ in range(MOST):
        longest = None
        for fact in inside:
            span = calendar.span(fact.claim.period)
            if span and span.first == at and (longest is None or span.last > longest[1].last):
                longest = fact, span
        if longest is None:
            return
        found.append(longest[0])
        at = longest[1].last + timedelta(1)
        if longest[1].last == own.last:
            yield from found
            return


def _sum(whole: Fact, parts: tuple[Fact, ...]) -> Outcome:
    members = (whole, *parts)
    total, *rest = refined(members, 1)
    message = (
        f"{messages.listed(parts, ' + ', ' + ')} are {messages.span(added(rest), whole.claim.unit, whole)}; "
        f"stated for the whole period is {messages.name(whole)}."
    )
    close = any(f.claim.sentence == whole.claim.sentence for f in parts)
    told = all(f.claim.sentence == whole.claim.sentence and f.claim.vintage == whole.claim.vintage for f in parts)
    apart = len({f.claim.sentence for f in parts}) == 1 and len({f.claim.vintage for f in members}) == 1
    follows = apart and len(parts) >= LISTED and whole.claim.sentence == parts[-1].claim.sentence + 1
    return outcome(
        "period_sum",
        members,
        adds_up,
        FIRM if told or follows else int(close or apart),
        message,
        expected=added(rest),
        observed=total,
        target=whole,
        form="sum",
    )


def _contained(ctx: Context, whole: Fact, part: Fact) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        high, low = facts[0].at(level).hi, facts[1].at(level).lo
        return high is None or low is None or low <= high

    is_above = "is not above" if holds((whole, part), 1) else "is above"
    message = f"{messages.name(part)} for a part of the period {is_above} {messages.name(whole)} for the whole."
    return outcome("period_sum", (whole, part), holds, FIRM if _both_told(ctx, whole, part) else 0, message)


def _both_told(ctx: Context, whole: Fact, part: Fact) -> bool:
    """Whether a part and the whole stand side by side, each with its own period and the name of what it is of."""
    one, two = whole.claim, part.claim
    if abs(one.sentence - two.sentence) > 1 or one.vintage != two.vintage or one.qualifier != "exact":
        return False
    if one.sentence == two.sentence and _said_aside(ctx, whole, part):
        return False
    if {one.zone, two.zone} != {"body"} or {whole.slot, part.slot} & {"base", "aside"}:
        return False
    dated = all(any(d.value == c.period for d in timeline.in_sentence(ctx, c.sentence)) for c in (one, two))
    return dated and (one.sentence == two.sentence or _named(ctx, whole)) and len(_rest(ctx, whole, part)) == 0


def _said_aside(ctx: Context, whole: Fact, part: Fact) -> bool:
    """Whether a relative clause tells the whole: "those of the firm, which sold 640 cars in the whole of 2023, reached
    1,750 in November", whose year is another."""
    before = words(ctx.text[max(0, whole.claim.start - ASIDE) : whole.claim.start])
    closed = whole.claim.start < part.claim.start and "," in ctx.between(whole, part)
    return closed and not {"which", "who"}.isdisjoint(before)


def _rest(ctx: Context, whole: Fact, part: Fact) -> list[Fact]:
    """Other amounts of the same unit in the two sentences, of which the whole may be."""
    own = [f for n in {whole.claim.sentence, part.claim.sentence} for f in ctx.by_sentence[n]]
    return [f for f in own if f not in (whole, part) and f.claim.unit == whole.claim.unit and f.claim.role == "level"]


def _named(ctx: Context, fact: Fact) -> bool:
    """Whether the sentence of a figure says what it is of."""
    named = set(words(fact.claim.indicator or ""))
    return bool(named) and named <= set(words(ctx.sentence_text(fact.claim.sentence)))
