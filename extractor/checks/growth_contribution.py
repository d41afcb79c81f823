"""Contributions to growth in percentage points add up to the growth: `[g] ∩ Σ[ci]`.

"Exports added 1.2 points and investment 2.1 points to growth of 5.4 percent" is only a part of the list: then the
contributions, falls counted negative, just confirm the growth where they add up to it. Where the words say that
they are all ("the remaining 2.1 points"), or they are those of domestic demand and net exports, they must.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.sums import added
from extractor.checks.unread import skips


@check("growth_contribution")
def growth_contribution(ctx: Context) -> Iterator[Outcome]:
    for number in sorted(ctx.by_sentence):
        sentence = words(ctx.sentence_text(number))
        told = cues.first(sentence, "contribution", len(sentence)) is not None or _both_demands(sentence)
        points = [f for f in ctx.by_sentence[number] if _is_contribution(ctx, f)] if told else []
        if len(points) < 2:
            continue
        inside = ctx.facts[points[0].number : points[-1].number]
        if skips(ctx, points) or any(f not in points and f.text[-1:].isdigit() for f in inside):
            continue  # "took away 6.1 percentage points, while others gave 2.9 and 3.1 points"
        complete = any(cues.last(ctx.before(f), "rest", 8) is not None for f in points) or (
            len(points) == 2 and _both_demands(sentence)
        )
        made = []
        for growth in ctx.near(points[0], 1):
            if growth.claim.role == "growth" and growth.claim.kind == "percent" and growth not in points:
                if _both_demands(sentence) and growth.claim.flow is not None:
                    continue  # demand at home and abroad make output, not the trade told beside it
                if _at_other_prices(ctx, growth, points[0]):
                    continue
                if growth.claim.partner and any(f.claim.partner for f in points):
                    continue  # "sales to China fell by 20%, which took 9.7 points off the total": a part's own growth
                made.append(_outcome(growth, tuple(points), complete))
        yield from [o for o in made if o.level == 1 or not _of_another(ctx, made)]


def _of_another(ctx: Context, made: list[Outcome]) -> bool:
    """Whether points make up a growth of the article, so that they are no part of those beside them: "copper +6.7pp and
    lithium -2.3pp, giving the headline 4.4%. Ex-copper exports grew 3.1%"."""
    own = made[0].members[1].claim.sentence if made else 0
    told = (f for f in ctx.facts if f.claim.kind == "percent")
    grown = (f for f in told if f.claim.role == "growth" or f.claim.sentence == own)
    return any(o.level == 1 for o in made) or any(
        o.retry is not None and o.retry((f, *o.members[1:])) == 1 for f in grown for o in made[:1]
    )


def _at_other_prices(ctx: Context, growth: Fact, point: Fact) -> bool:
    """Whether the growth is told in nominal terms and what made it in real ones, or the other way."""
    one, two = (words(ctx.sentence_text(f.claim.sentence)) for f in (growth, point))
    return any((term in one) != (term in two) for term in cues.words_of("nominal"))


def _is_contribution(ctx: Context, fact: Fact) -> bool:
    """Percentage points; also percent, where a contribution to growth is told in it by mistake."""
    if fact.claim.kind != "percent" or fact.claim.role not in ("growth", "share", "other"):
        return fact.claim.kind == "percentage_points"
    if _from_demand(ctx, fact):
        return True
    told = words(ctx.sentence_text(fact.claim.sentence))
    if cues.last(fact.lead, "whole_growth", 3) is not None or fact.tail[:1] == ("growth",):
        return False  # "giving the headline 8.3%"
    if fact.lead[-1:] == ("of",) and cues.direction(fact.lead[:-1]) is not None:
        return False  # "contributed 0.6 points to the increase of 0.4%"
    grown = fact.claim.role != "share" or cues.first(told, "growing", len(told)) is not None
    return grown and cues.last(ctx.before(fact, 90), "contribution", 14) is not None


def _from_demand(ctx: Context, fact: Fact) -> bool:
    """Whether what a percent comes from is told right behind it, in a sentence that has another's points so: "1.2
    percentage points came from domestic demand and 0.4 percent from net exports"."""
    behind = words(ctx.text[fact.claim.end : fact.claim.end + 40])[:3]
    others = [f for f in ctx.by_sentence[fact.claim.sentence] if f.claim.kind == "percentage_points"]
    return bool(others) and cues.first(behind, "contributor", len(behind)) is not None


def _both_demands(sentence: list[str]) -> bool:
    """Domestic demand and net exports: by the national accounts' identity they make up the whole of demand."""
    return all(cues.first(sentence, kind, len(sentence)) is not None for kind in ("home_demand", "foreign_demand"))


def _signed(fact: Fact, level: int) -> Interval:
    down = fact.claim.direction == "down" or cues.last(fact.lead, "subtracting", 4) is not None
    return -fact.at(level) if down else fact.at(level)


def _outcome(growth: Fact, points: tuple[Fact, ...], complete: bool) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        in_points = all(f.claim.kind == "percentage_points" for f in facts[1:])
        return in_points and _signed(facts[0], level).meets(added([_signed(f, level) for f in facts[1:]]))

    total = added([_signed(f, 1) for f in points])
    message = (
        f"{messages.listed(points)} make {messages.span(total, 'pp')} of growth; stated is {messages.name(growth)}."
    )
    mixed = {f.claim.kind for f in points} == {"percent", "percentage_points"}
    if mixed and _signed(growth, 1).meets(total):
        message = f"{messages.listed(points)} make up the growth of {messages.name(growth)} only if all are points."
    return outcome(
        "growth_contribution",
        (growth, *points),
        holds,
        FIRM if complete else 0,
        message,
        expected=total,
        observed=_signed(growth, 1),
    )
