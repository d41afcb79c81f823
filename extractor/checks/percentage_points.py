"""A change in percentage points against its two percentages: `[s1 - s0]` meets `[Δpp]`.

And percent is not percentage points: "from 25.9 to 28.9 percent, up 3 percent" is wrong where the ratio of the
two isn't 1.03 and their difference is 3. Rates that a law or a bank sets are taken as exact there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.causes import of_another_thing
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.checks.levels import off_plan, set_elsewhere, than_now
from extractor.checks.registry import FIRM, Outcome, check, judge, outcome, settled, unrivalled
from extractor.checks.relations import LOOSE, SCENE, Move, moves
from extractor.checks.repairs import turned
from extractor.checks.signs import SIGNS
from extractor.checks.steps import further
from extractor.exact import Fraction
from extractor.groups import rows_of

SEVERAL = 40
"""Characters before points in which the moves are looked for of which each came to them."""
POINTS = {"percentage_points": Fraction(1), "basis_points": Fraction(1, 100)}


@check("percentage_points")
def percentage_points(ctx: Context) -> Iterator[Outcome]:
    changes = [f for f in ctx.facts if f.claim.kind in POINTS and f.claim.role != "share"]
    changes = [
        f
        for f in changes
        if not (_of_odds(ctx, f) or than_now(f) or _part(ctx, f) or _distance(f) or keys.stepwise(ctx, f))
    ]
    changes = [f for f in changes if not _each_of_several(ctx, f)]
    found = settled([_outcome(move) for move in _moves(ctx, change)] for change in changes)
    yield from unrivalled(found, lambda o: (*o.members[:2], o.members[2].claim.sentence))
    growths = [f for f in ctx.facts if f.claim.kind == "percent" and _is_change(f) and not _added_up(ctx, f)]
    growths = [f for f in growths if not _of_amount(ctx, f)]
    growths = [f for f in growths if not (_to_costs(f) or _of_percentage(ctx, f))]
    yield from settled([*_mistaken(ctx, growth)] for growth in growths)


def _distance(fact: Fact) -> bool:
    """Whether points are how far a rate is from another measure, "the policy rate is 0.62 points above inflation", or
    another move than the one told."""
    if fact.lead[-2:] == ("the", "other"):
        return True  # "the core, the other 3.05 points, barely budged from 4.05% to 4.00%"
    if fact.tail[:1] == ("each",):
        return True  # "by a quarter point each, from 6.5% to 6.0%"
    if fact.lead[-1:] and fact.lead[-1] in cues.words_of("points_given") and fact.tail[:1] not in (("to",), ("from",)):
        return True  # "Owners younger than 35 add 2 points"
    if fact.tail[:1] == ("one",):
        return True  # "a quarter-point rise to 5.25% is likely, a half-point one less so"
    if fact.lead[-1:] == ("from",) and cues.last(fact.lead, "rate_gap", 12) is not None:
        return True  # "the gap to the mid-point widens from 162.5bp to 237.5bp"
    if cues.last(fact.lead, "odds", 5) is not None:
        return True  # "the chance of a quarter-point cut has risen to 80%"
    apart = fact.tail[:1] and fact.tail[0] in cues.words_of("base_after_anchor")
    return bool(apart) and cues.first(fact.tail, "yardstick", 8) is not None


def _of_odds(ctx: Context, fact: Fact) -> bool:
    """Whether what is likely is told here or right before: "put the odds of a half-point cut at 30%. The remaining 70%
    was on a quarter point"."""
    if fact.lead[-1:] != ("on",):
        return False
    number = fact.claim.sentence
    told = [word for n in (number - 1, number) for word in words(ctx.sentence_text(n))]
    return cues.first(told, "odds", len(told)) is not None


def _each_of_several(ctx: Context, fact: Fact) -> bool:
    """Whether points are what each of several moves came to: "two cuts of a quarter point, from 8.25% to 7.75%"."""
    start = fact.claim.start
    told = [w for w in words(ctx.text[max(0, start - SEVERAL) : start]) if w not in ("a", "an")]
    return told[-1:] == ["of"] and cues.last(told[:-1], "several_moves", 1) is not None


def _added_up(ctx: Context, fact: Fact) -> bool:
    """Whether a percentage is added to the one before and makes one told: "the 80.5 percent duty, 73.6 anti-dumping
    plus 6.9 countervailing"."""
    told = [f for f in ctx.by_sentence[fact.claim.sentence] if f.number < fact.number and f.claim.kind == "percent"]
    return fact.lead[-1:] == ("plus",) and any(f.at(1).meets(told[-1].at(1) + fact.at(1)) for f in told[:-1])


def _of_amount(ctx: Context, fact: Fact) -> bool:
    """Whether a growth stands in the brackets of an amount: "2.08 million t (up 3.0%), with a share of 22.6%"."""
    before = ctx.facts[fact.number - 1] if fact.bracket and fact.number else None
    return before is not None and before.claim.kind in ("money", "measure", "count") and not before.bracket


def _to_costs(fact: Fact) -> bool:
    """Whether a percentage is what something adds to a cost: "this adds 6% to the bill"."""
    costs = fact.tail[:1] == ("to",) and not cues.words_of("costs").isdisjoint(fact.tail[1:4])
    return costs and cues.last(fact.lead, "points_given", 1) is not None


def _of_percentage(ctx: Context, fact: Fact) -> bool:
    """Whether a percentage is taken of the one behind it: "losing 9% of a 12% refund"."""
    after = ctx.facts[fact.number + 1 : fact.number + 2]
    return bool(after) and after[0].claim.kind == "percent" and words(ctx.between(fact, after[0]))[:1] == ["of"]


def _is_change(fact: Fact) -> bool:
    """Growth, or the difference of two percentages: "a difference of 3.7 percent"."""
    return fact.claim.role == "growth" or (
        fact.claim.role == "other" and cues.last(fact.lead, "difference", 3) is not None
    )


def _part(ctx: Context, fact: Fact) -> bool:
    """Whether points are what a part adds to the change: "the highest contribution came from services (1.49 pp)"."""
    if fact.lead[:2] == ("of", "which"):
        return True  # "from 41.5% to 15%, of which 12.5 points are the top-up"
    after = ctx.facts[fact.number + 1 : fact.number + 2]
    of_growth = fact.tail[:2] == ("of", "the") and bool(after) and after[0].claim.sentence == fact.claim.sentence
    if of_growth and after[0].claim.kind == "percent" and words(ctx.between(fact, after[0])) == ["of", "the"]:
        return True  # "explains 1.3 points of the 2.24%"
    tied = of_growth and (after[0].claim.role == "growth" or cues.last(fact.lead, "share_tie", 4) is not None)
    if tied and after[0].claim.kind == "percent":
        return True  # "fuels explain 0.8 point of the 1.5% overall growth"
    sentence = words(ctx.sentence_text(fact.claim.sentence))
    return any(word.startswith("contribut") for word in sentence)


def _moves(ctx: Context, anchor: Fact) -> list[Move]:
    """The ways to tie a change to its percentages; where it has none of its own, the two told just before."""
    found = moves(ctx, anchor, _is_percentage)
    scene = _scene(ctx, anchor)
    return [scene, *found] if scene is not None else found


def _scene(ctx: Context, anchor: Fact) -> Move | None:
    """ "The share was 43.4 percent. It was 41.3 percent a year earlier; it has grown by 2.0 points since": the only two
    percentages of the sentence and the one before, one of them the base."""
    if further(ctx, anchor) or off_plan(anchor):
        return None
    number = anchor.claim.sentence
    near = [f for n in (number - 1, number) for f in ctx.by_sentence.get(n, ()) if f is not anchor]
    told = [f for f in near if f.claim.kind == "percent" and f.claim.zone == anchor.claim.zone]
    kept = [f for f in told if f.claim.role in ("share", "rate", "other") or f.slot == "base"]
    if len(told) != 2 or len(kept) != 2 or keys.topics(*kept) == keys.CONFLICT:
        return None
    if any(f.paragraph != anchor.paragraph for f in kept):
        return None
    if len({f.claim.sentence for f in kept}) == 1 and words(ctx.between(*kept))[-1:] == ["and"]:
        return None  # "had been 2.85 per cent for the month and 39.90 for the year"
    if len({f.claim.role for f in kept}) > 1 and len({f.tail[:1] == ("of",) for f in kept}) > 1:
        return None  # "some 6 percent of breathing space. The bank cut its rate by a quarter point to 1.5 percent"
    if len({f.claim.role == "growth" and f.text[:1] in SIGNS for f in kept}) > 1:
        return None  # "306,000 more people (+1.9%), when the rate was 32.6%"
    if any(f.claim.kind in ("fraction", "multiple") for f in ctx.facts[kept[0].number : kept[1].number]):
        return None  # "to 3.50%, exactly half of the 7% at which it stood"
    bases = [f for f in kept if f.slot == "base" or keys.base_of(anchor, f) == keys.FULL]
    ordered = itertools.permutations(kept, 2)
    bases = bases or [f for f, other in ordered if calendar.earlier(f.claim.period, other.claim.period)]
    nows = [f for f in kept if f not in bases]
    if len(bases) != 1 or keys.agree(bases[0].claim.place, nows[0].claim.place) == keys.CONFLICT:
        return None
    if anchor.bracket and keys.agree(anchor.claim.partner, nows[0].claim.partner) == keys.CONFLICT:
        return None  # "from 63.2% to 54.7%. Mexico (+2.9 percentage points) made the largest gain"
    if not keys.alike_status(anchor, nows[0]) or set_elsewhere(ctx, anchor, nows[0], bases[0]):
        return None  # "46% of the total, five points more than in 2022; the goal was 55%"
    if of_another_thing(ctx, anchor, nows[0], bases[0]):
        return None  # "to 12.3 percent from 10.9 percent, helped by a 2.1 point fall in the cost ratio"
    one = keys.related(anchor, nows[0]) and (anchor.claim.kind in POINTS or not _of_another(anchor, nows[0]))
    return Move(anchor, nows[0], bases[0], SCENE) if one else None


def _of_another(growth: Fact, level: Fact) -> bool:
    """Whether a growth is supposed, or is that of another indicator than a percentage before it: inflation, exports."""
    supposed = growth.claim.status == "hypothetical" != level.claim.status
    rows = growth.claim.indicator_id, level.claim.indicator_id
    return supposed or (None not in rows and rows[0] != rows[1])


def _is_percentage(fact: Fact) -> bool:
    weight = fact.tail[:1] == ("weight",)  # "industry (7.8 per cent growth on a 25.6 per cent weight)"
    return fact.claim.kind == "percent" and fact.claim.role != "change" and not weight


def _difference(facts: tuple[Fact, ...], level: int) -> Interval:
    """The second percentage less the first; a fall counts as negative growth."""
    then, now = (
        -x if f.claim.role == "growth" and f.claim.direction == "down" else x
        for f, x in zip(facts[:2], refined(facts[:2], level), strict=True)
    )
    return now - then


def _holds(facts: tuple[Fact, ...], level: int) -> bool:
    direction, factor = facts[2].claim.direction, POINTS[facts[2].claim.kind]
    judged = cues.last(facts[2].lead, "judging", 2) == 1  # "a deterioration of five percentage points"
    ways = (factor if direction == "up" else -factor,) if direction and not judged else (factor, -factor)
    then, now = refined(facts[:2], level)
    told = (_difference(facts, level), now - then)
    return any(facts[2].at(level).scale(way).meets(difference) for way in ways for difference in told)


def _outcome(move: Move) -> Outcome:
    members = (move.then, move.now, move.anchor)
    direction = move.anchor.claim.direction
    difference = _difference(members, 1)
    message = (
        f"From {messages.name(move.then)} to {messages.name(move.now)} is {messages.difference(difference, 'pp')}; "
        f"stated is {direction or 'a change of'} {messages.name(move.anchor)}."
    )
    made = outcome(
        "percentage_points",
        members,
        _holds,
        move.tie - LOOSE,
        message,
        expected=-difference if direction == "down" else difference,
        observed=move.anchor.at(1),
    )
    turned_round = direction and made.retry is not None and made.retry((move.then, move.now, turned(move.anchor)))
    return replace(made, check="direction_sign") if not made.level and turned_round else made


def _set_by_law(fact: Fact) -> bool:
    """Whether a rate is what a law or a bank sets it at, and so isn't rounded: a tariff, a policy rate."""
    return fact.claim.role == "rate" and fact.claim.indicator_id in rows_of("set_by_law")


def _to_amount(ctx: Context, growth: Fact) -> bool:
    """Whether a growth leads to an amount of its own: "margin widened to 19.6% from 18.3%, leaving profit 2% higher at
    1.75 billion baht"."""
    after = ctx.facts[growth.number + 1 : growth.number + 2]
    led = bool(after) and after[0].claim.sentence == growth.claim.sentence and after[0].lead[-1:] in (("at",), ("to",))
    return led and keys.is_level_kind(after[0])


def _mistaken(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    """Percent where percentage points are meant."""

    def accept(fact: Fact) -> bool:
        return fact.claim.kind == "percent" and fact.claim.role in ("share", "rate", "other")

    sign = Fraction(-1 if growth.claim.direction == "down" else 1)

    ways = (sign,) if growth.claim.direction else (sign, -sign)

    def in_points(facts: tuple[Fact, ...], level: int) -> bool:
        return any(facts[2].at(level).scale(way).meets(facts[1].at(level) - facts[0].at(level)) for way in ways)

    def in_percent(facts: tuple[Fact, ...], level: int) -> bool:
        then, now = (Interval(f.middle, f.middle) if _set_by_law(f) else f.at(level) for f in facts[:2])
        return (facts[2].factor(level) * then).meets(now)

    if _to_amount(ctx, growth):
        return
    scene = _scene(ctx, growth)
    for move in [*moves(ctx, growth, accept), *([scene] if scene else [])]:
        members = (move.then, move.now, growth)
        if move.tie < SCENE or move.then.middle <= 0 or _of_another(growth, move.now):
            continue
        ratio = judge(partial(in_percent, members))
        if ratio or judge(partial(in_points, members)):
            message = (
                f"From {messages.name(move.then)} to {messages.name(move.now)} is {messages.name(growth)} "
                f"{'in relative terms' if ratio else 'only if percentage points are meant, not percent'}."
            )
            yield outcome("percentage_points", members, in_percent, FIRM, message)
