"""Errors told by what is seen of them: conflicts of unsure links that one slip of the hand explains, and those that the
words tie less surely than an alarm asks.

Where no words tie figures, a conflict between them is mostly a wrong link. But where two neighbouring digits swapped,
a wrong word for thousands or, in a sum, one digit of a long number makes the figures fit, and what is seen of them is
as at errors, it is believed; so is a conflict of figures that words tie, by the rules' readings or by those that were
chosen, though they stand in no row. data/slip_plausibility.csv is fitted by `python benchmarks/plausibility.py
--slips`: trees that tell such conflicts which planted errors made from those of consistent articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from extractor.checks import cues
from extractor.checks.facts import ONE_SIDED, Context, Fact, as_told, words
from extractor.checks.levels import FAR_OFF, has_unit
from extractor.checks.plausibility import Names, Told, features
from extractor.checks.registry import FIRM, Mend, Outcome
from extractor.checks.repairs import ONE_DIGIT, SWAPPED, likely, mends
from extractor.forest import forest

TABLE = "slip_plausibility"
LEAST = 10_000
"""What a conflict must be worth to be an alarm, as in `plausibility`."""
LEAST_UNMENDED = 13_000
"""The same where no slip would mend it."""
ORDERS = frozenset(
    {"date_order", "direction_sign", "rank_order", "range_order", "record_high", "repeated_value", "shares_sum",
     "threshold"}
)  # fmt: skip
"""Checks whose unsure conflicts a slip mends too easily."""
OF_ONE_TIME = frozenset({"balance", "price_times_volume", "share_of_total", "sum_of_parts"})
"""Checks whose figures are all of one time."""
MOST_SHARED = 3
REACH = 60
"""Numbers on each side of a whole among which another one is sought."""
WHOLE = 100
PAIR = 2
MOST_MEMBERS = 8
MOST = 120
"""Unsure conflicts of one article above which slips mend some by chance."""


def slipped(
    ctx: Context, tried: Sequence[Outcome], otherwise: Sequence[Outcome], told: Iterable[Outcome]
) -> list[Outcome]:
    """The conflicts to report besides those of `told`: of the readable ones that were `tried` by the rules' readings,
    and by those that were chosen (`otherwise`)."""
    found = list(candidates(ctx, tried, otherwise, told))
    if not found:
        return []
    trees = forest(TABLE)
    worth = trees.worth([(trees.all, [trees.cells(seen) for _, seen in found])])
    best: dict[str, tuple[int, Outcome]] = {}
    for (conflict, seen), value in zip(found, worth, strict=True):
        if "slip figures" not in seen and not _turned(conflict) and value < LEAST_UNMENDED:
            continue
        mended = conflict.repair[0].fact.id if conflict.repair else conflict.members[-1].id
        if value >= LEAST and value > best.get(mended, (LEAST - 1, conflict))[0]:
            best[mended] = value, conflict
    return [conflict for _, conflict in best.values()]


def candidates(
    ctx: Context, tried: Sequence[Outcome], otherwise: Sequence[Outcome], told: Iterable[Outcome]
) -> Iterator[tuple[Outcome, Told]]:
    """Conflicts with the changes that would mend them, and what is seen of them."""
    known = {_key(outcome) for outcome in told if not outcome.level}
    holding = [_names(outcome.members) for outcome in tried if outcome.level]
    failing = [_names(outcome.members) for outcome in tried if not outcome.level and outcome.sure]
    chosen = [_names(outcome.members) for outcome in otherwise if outcome.level]
    held = {_key(outcome) for outcome in (*tried, *otherwise) if outcome.level}
    by_rules, by_choice = _conflicts(tried, known), _conflicts(otherwise, known)
    for key, conflict in (by_choice | by_rules).items() if len(by_rules) <= MOST else ():
        sure = tuple(int(kind[key].sure) + 1 if key in kind else 0 for kind in (by_rules, by_choice))
        if key in held or _of_two_times(conflict) or _of_two_sides(ctx, conflict):
            continue
        if _of_other_units(conflict) or _shared(ctx, conflict) or _apart(ctx, conflict):
            continue
        slips = likely(conflict)
        if slips or max(sure) > FIRM:
            mended = replace(conflict, repair=conflict.repair if _turned(conflict) else mends(conflict))
            seen = features(ctx, mended, holding, failing) | _slips(ctx, conflict, slips, holding)
            seen |= _readings(conflict, sure, chosen)
            yield mended, {name: value for name, value in seen.items() if value}


def _conflicts(tried: Iterable[Outcome], known: Set[tuple[str, Names]]) -> dict[tuple[str, Names], Outcome]:
    """The conflicts that a slip can explain, and that aren't told."""
    found: dict[tuple[str, Names], Outcome] = {}
    for outcome in tried:
        for one in (outcome, *outcome.rivals) if not outcome.level else ():
            if _key(one) not in known and _may_slip(one):
                found.setdefault(_key(one), one)
    return found


def _turned(conflict: Outcome) -> bool:
    """Whether "deficit" for "surplus", or the reverse, explains a conflict."""
    told = conflict.check == "balance" and bool(conflict.repair)
    return told and conflict.repair[0].value == conflict.repair[0].fact.middle


def _of_two_times(conflict: Outcome) -> bool:
    """Whether figures of one time only, by what they make, are bases of comparison in part: "exports were 250, down
    from 252; imports of 237 left 13"."""
    amounts = [fact for fact in conflict.members if fact.claim.kind != "percent"]
    if conflict.check == "price_times_volume":
        amounts = amounts[:PAIR]  # the price and the value
    aside = conflict.check == "sum_of_parts" and len({fact.bracket for fact in amounts}) > 1
    return conflict.check in OF_ONE_TIME and (aside or len({fact.slot == "base" for fact in amounts}) > 1)


def _apart(ctx: Context, conflict: Outcome) -> bool:
    """Whether two currencies aren't told side by side, a part of a period is set against a whole by its key only, a
    total is of one partner or one of several places told in a row, or a growth's sentence speaks of something else."""
    members = conflict.members
    if conflict.check == "currency_conversion":
        first = min(members, key=lambda fact: fact.number)
        before = ctx.facts[first.number - 1] if first.number else first
        weighed = before.claim.kind == "measure" and words(ctx.between(before, first)) == ["or"]
        return weighed or len(members) != PAIR or abs(members[0].number - members[1].number) != 1
    if conflict.check == "sum_of_parts":
        sides = [(fact.claim.place, fact.claim.partner) for fact in members]
        return members[0].claim.partner is not None or len(set(sides)) == len(sides)
    if conflict.check == "growth_from_levels":
        return _of_another(ctx, members[-1], members[:-1])
    return conflict.check == "period_sum" and len(members) == PAIR


def _of_another(ctx: Context, growth: Fact, levels: Sequence[Fact]) -> bool:
    """Whether a growth stands apart from its levels, or its sentence gives none of them, but another amount of their
    kind, or tells volumes where they are money: "imports were $68.8 billion, from $67.2 billion. Volumes rose 0.3%"."""
    steps = [abs(level.claim.sentence - growth.claim.sentence) for level in levels]
    if not min(steps):
        return False
    if min(steps) > 1:
        return True
    own = any(f.claim.kind == levels[0].claim.kind for f in ctx.by_sentence[growth.claim.sentence])
    volumes = cues.last(growth.lead, "volume_words", len(growth.lead)) is not None
    return own or (volumes and levels[0].claim.kind == "money")


def _of_two_sides(ctx: Context, conflict: Outcome) -> bool:
    """Whether a balance and its sides are of several places or partners, by the rules' readings or the chosen ones, or
    a share is above its whole, or that is another partner's."""
    if conflict.check == "share_of_total":
        part, whole, share = conflict.members[0], conflict.members[1], conflict.members[-1]
        siblings = part.claim.sentence == whole.claim.sentence and len({part.claim.partner, whole.claim.partner}) > 1
        siblings = siblings and None not in (part.claim.partner, whole.claim.partner)
        return siblings or (share.claim.kind == "percent" and share.middle > WHOLE and part.middle < whole.middle)
    if conflict.check != "balance":
        return False
    claims = {claim.id: claim for claim in ctx.result.quantities}
    told = ([as_told(claims[f.id]) for f in conflict.members], [claims[f.id] for f in conflict.members])
    return any(len({(c.place, c.partner) for c in read}) > 1 for read in told)


def _of_other_units(conflict: Outcome) -> bool:
    """Whether a part that bears no unit is so small beside its total that it counts something else: "$10.8 billion,
    and tourism revenue $5.5 billion, as nights increased to 57.5 million"."""
    total, *parts = conflict.members
    bare = (part for part in parts if not has_unit(part))
    return conflict.check == "sum_of_parts" and any(FAR_OFF * part.middle < total.middle for part in bare)


def _shared(ctx: Context, conflict: Outcome) -> bool:
    """Whether two amounts of a share's own sentence make it, "$1.231bn out of the $1.431bn increase, or 86pc", or
    another amount of the article is the whole that it is of."""
    share = conflict.members[-1]
    if conflict.check != "share_of_total" or share.claim.kind != "percent":
        return False
    if len(conflict.members) == MOST_SHARED and conflict.retry is not None:
        part, whole, _ = conflict.members
        wholes = (f for f in ctx.around(whole, REACH) if f.claim.kind == whole.claim.kind and f.u and f is not part)
        alike = (f for f in wholes if f.claim.kind == "count" or f.claim.unit == whole.claim.unit)
        if any(conflict.retry((part, f, share)) == 1 for f in alike):
            return True
    own = [f for f in ctx.by_sentence[share.claim.sentence] if f.claim.kind == "money" and f.u and f.middle > 0]
    ratios = (a.at(1) / b.at(1) for a in own for b in own if a.middle < b.middle and a.claim.unit == b.claim.unit)
    return any(ratio is not None and share.ratio(1).meets(ratio) for ratio in ratios)


def _readings(conflict: Outcome, sure: tuple[int, ...], chosen: Sequence[Names]) -> Told:
    """How surely the rules' readings tie the figures, and how surely the chosen ones do, and which of these hold."""
    names = _names(conflict.members)
    return {
        "surety": max(sure[0] - 1, 0),
        "by rules": int(sure[0] > 0),
        "by choice": int(sure[1] > 0),
        "chosen surety": sure[1],
        "hold by choice": sum(any(name in other for other in chosen) for name in names),
        "hold together by choice": max((len(names & other) for other in chosen), default=0),
    }


def _may_slip(conflict: Outcome) -> bool:
    """Whether a slip can explain a conflict at all: any does where a figure is only a limit."""
    plain = not any(fact.claim.qualifier in ONE_SIDED or fact.in_words for fact in conflict.members)
    some = 1 < len(conflict.members) <= MOST_MEMBERS and not conflict.dates
    some = some and not any(fact.claim.zone == "headline" for fact in conflict.members)
    return plain and some and conflict.check not in ORDERS and conflict.retry is not None


def _slips(ctx: Context, conflict: Outcome, slips: Sequence[Mend], holding: Sequence[Names]) -> Told:
    """What is seen of the slips: their sorts, and whether their figures and the others fit elsewhere."""
    mended = {slip.fact.id for slip in slips}
    others = [fact for fact in conflict.members if fact.id not in mended]
    fits = {fact.id: sum(fact.id in names for names in holding) for fact in conflict.members}
    told: Told = {
        "slip swapped": sum(slip.reason == SWAPPED for slip in slips),
        "slip digit": sum(slip.reason == ONE_DIGIT for slip in slips),
        "slip scale": sum(slip.reason not in (SWAPPED, ONE_DIGIT) for slip in slips),
        "slip figures": len(mended),
        "slip fits": min((fits[name] for name in mended), default=0),
        "others fit": sum(fits[fact.id] > 0 for fact in others),
        "slip elsewhere": sum(_elsewhere(ctx, conflict, slip) for slip in slips),
    }
    return told


def _elsewhere(ctx: Context, conflict: Outcome, slip: Mend) -> bool:
    """Whether the article gives the mended value of its unit somewhere else."""
    unit = slip.fact.claim.unit
    return any(f.middle == slip.value and f.claim.unit == unit for f in ctx.facts if f not in conflict.members)


def _names(members: Iterable[Fact]) -> Names:
    return frozenset(fact.id for fact in members)


def _key(outcome: Outcome) -> tuple[str, Names]:
    return outcome.check, _names(outcome.members)
