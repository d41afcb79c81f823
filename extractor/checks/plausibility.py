"""Misreadings: a conflict that looks more like one than like an error of the article is undetermined, a warning.

Conflicts are weighed by where their figures stand, how finely these are stated, in which fields they differ, how far
what is stated is from what follows, which slip would mend it, and a few words. A conflict whose figures the chosen
readings set apart is a warning, too.
data/conflict_plausibility.csv is fitted by `python benchmarks/plausibility.py`: trees (see `extractor.forest`) that
tell conflicts which planted errors made from those that were raised on consistent articles.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from math import log10

from extractor.checks.facts import Context, Fact
from extractor.checks.intervals import Interval
from extractor.checks.plain import in_a_row
from extractor.checks.registry import FIRM, Outcome
from extractor.checks.repairs import typographic
from extractor.exact import Fraction
from extractor.forest import forest

Told = dict[str, int]
"""Features that are not 0, in whole numbers."""
Names = frozenset[str]
"""The ids of the members of one relation."""
_WORD = re.compile(r"[a-z$€£%][\w'’-]*|[;:,.()]")
_WITHIN = 60
"""Words from the first figure to the last that are looked at."""
_BESIDE = 2
_FAR = 90
"""The largest power of ten that is told apart, in tenths."""
_SAME = ("period", "place", "partner", "indicator", "unit", "flow", "role", "status", "vintage", "basis", "source")
"""Fields in which the figures of a relation mostly agree."""
_SHOWN = ("role", "kind", "zone", "qualifier", "basis", "vintage")
SLIPS = {"if it were": "turned", "a factor": "scale", "two digits": "swapped", "one digit": "one digit"}
"""How the reasons of slips begin → what they are called here."""
_OTHER = "follows"
LEAST = 11_000
"""What a conflict must be worth to be an alarm: the logarithm of the odds that it is an error, in ten-thousandths, in
the mix that was fitted on, ten errors to a misreading. What is seen of conflicts below it is seen three times as often,
at least, among misreadings as among errors."""
SETTING = ("place", "period")
"""Fields by which the chosen readings set figures apart that the rules' readings tie."""
UNWEIGHED = frozenset({"currency_conversion", "date_order", "growth_contribution", "repeated_value"})
"""Checks of a rate of exchange, a date, a pair of figures or a unit: their misreadings are of kinds of their own."""

OF_MOVES = frozenset(
    {"change_from_levels", "direction_sign", "growth_from_levels", "multiple_vs_levels", "percentage_points"}
)
"""Checks of a change and its two levels."""


def doubtful(ctx: Context, conflicts: Sequence[Outcome], holding: Sequence[Names]) -> list[bool]:
    """Whether each conflict, given with the changes that would mend it, is rather a misreading."""
    if not conflicts:
        return []  # most articles: the trees aren't even read
    failing = [_names(conflict.members) for conflict in conflicts]
    trees = forest("conflict_plausibility")
    told = [features(ctx, conflict, holding, failing) for conflict in conflicts]
    chosen = [known | _as_chosen(ctx, conflict) for known, conflict in zip(told, conflicts, strict=True)]
    values = trees.worth([(trees.all, [trees.cells(known) for known in (*told, *chosen)])])
    worth = [min(pair) for pair in zip(values[: len(told)], values[len(told) :], strict=True)]
    plain = [_vouched_for(c) or _in_one_breath(ctx, c) or _of_a_list(c) or _of_points(c) for c in conflicts]
    weighed = [c.check not in UNWEIGHED and not firm for c, firm in zip(conflicts, plain, strict=True)]
    apart = [_set_apart(ctx, conflict) for conflict in conflicts]
    return [known and (other or value < LEAST) for known, other, value in zip(weighed, apart, worth, strict=True)]


def _as_chosen(ctx: Context, conflict: Outcome) -> Told:
    """How surely the figures are read, by the readings that were chosen."""
    known = {claim.id: claim.confidence for claim in ctx.result.claims if claim.id}
    sure = [round(known.get(fact.claim.id, fact.claim.confidence) * 100) for fact in conflict.members]
    return {"least sure": min(sure), "sure": sum(sure) // len(sure)} if sure else {}


def _set_apart(ctx: Context, conflict: Outcome) -> bool:
    """Whether the readings that were chosen have figures of several places or periods where the rules' are of fewer."""
    chosen = {claim.id: claim for claim in ctx.result.quantities}
    pairs = [(fact.claim, chosen.get(fact.claim.id, fact.claim)) for fact in conflict.members]
    sides = ([(getattr(told, name), getattr(own, name)) for told, own in pairs] for name in SETTING)
    return any(len({own for _, own in values}) > len({told for told, _ in values}) for values in sides)


def _vouched_for(conflict: Outcome) -> bool:
    """Whether its figures are given, as annotations are, not read."""
    return all(fact.claim.confidence == 1 for fact in conflict.members)


def _of_a_list(conflict: Outcome) -> bool:
    """Whether the order of all other figures of a list tells that one falls out of it (see `falling_lists`)."""
    return conflict.check == "rank_order" and int(conflict.sure) > FIRM


def _of_points(conflict: Outcome) -> bool:
    """Whether the percentage points between two percentages stand beside these, with no other figure between: "gained
    0.2 percentage point on the year before and stands at 70.5% as against 70.3%"."""
    row = sorted(fact.number for fact in conflict.members)
    one = conflict.check == "percentage_points" and len({fact.claim.sentence for fact in conflict.members}) == 1
    kinds = {fact.claim.kind for fact in conflict.members} == {"percent", "percentage_points"}
    exact = all(fact.claim.range is None and fact.claim.qualifier == "exact" for fact in conflict.members)
    return one and kinds and exact and int(conflict.sure) > FIRM and row[-1] - row[0] == len(row) - 1


def _in_one_breath(ctx: Context, conflict: Outcome) -> bool:
    """Whether a change and its levels stand in a row with no other figure between, and two digits or a scale explain
    the conflict, or "more" for "less": "61%, four points less than the 57% of a year ago"."""
    row = sorted(conflict.members, key=lambda fact: fact.number)
    beside = row[-1].number - row[0].number == len(row) - 1 and in_a_row(ctx, tuple(row))
    if conflict.check not in OF_MOVES or int(conflict.sure) <= FIRM or not beside:
        return False
    found = typographic(conflict)
    return any(m.value != m.fact.middle or "than" in m.fact.tail[:2] for m in found)


def features(ctx: Context, outcome: Outcome, holding: Sequence[Names], failing: Sequence[Names]) -> Told:
    """What is seen of a conflict: names in data/conflict_plausibility.csv and their values.

    `holding`, `failing`: the members of the article's relations that hold, and that don't.
    """
    members = sorted(outcome.members, key=lambda fact: fact.claim.start)
    if not members:
        return {}
    names = _names(members)
    told: Told = {f"check={outcome.check}": 1, "members": len(members)}
    for part in (_place(ctx, members), _figures(members), _fields(members), _size(outcome), _words(ctx, members)):
        told |= part
    for mend in outcome.repair:
        mended = next((called for begin, called in SLIPS.items() if mend.reason.startswith(begin)), _OTHER)
        told[f"mended {mended}"] = told.get(f"mended {mended}", 0) + 1
    told["slips"] = sum(told.get(f"mended {called}", 0) for called in SLIPS.values())
    told["hold"] = sum(any(fact.id in other for other in holding) for fact in members)
    told["hold together"] = max((len(names & other) for other in holding), default=0)
    told["fail elsewhere"] = sum(len(names & other) for other in failing if other != names)
    return {name: value for name, value in told.items() if value}


def _names(members: Iterable[Fact]) -> Names:
    return frozenset(fact.id for fact in members)


def _place(ctx: Context, members: Sequence[Fact]) -> Told:
    """Where the figures stand, and what other figures stand there."""
    first, last = members[0].claim, members[-1].claim
    sentences = sorted({fact.claim.sentence for fact in members})
    inside = [f for f in ctx.facts[members[0].number : members[-1].number + 1] if f not in members]
    beside = [f for number in sentences for f in ctx.by_sentence.get(number, ()) if f not in members]
    told: Told = {
        "sentences": len(sentences),
        "sentences apart": sentences[-1] - sentences[0] + 1,
        "paragraphs": members[-1].paragraph - members[0].paragraph,
        "span": last.end - first.start,
        "gap": max((b.claim.start - a.claim.end for a, b in itertools.pairwise(members)), default=0),
        "between": len(inside),
        "beside": len(beside),
        "rivals": sum(any(_alike(other, fact) for fact in members) for other in beside),
        "headline": sum(fact.claim.zone == "headline" for fact in members),
    }
    for fact in inside:
        told[f"between {fact.claim.role}"] = told.get(f"between {fact.claim.role}", 0) + 1
    return told


def _alike(one: Fact, other: Fact) -> bool:
    return (one.claim.role, one.claim.unit) == (other.claim.role, other.claim.unit)


def _figures(members: Sequence[Fact]) -> Told:
    """How finely and how surely the figures are stated and read."""
    sure = [round(fact.claim.confidence * 100) for fact in members]
    fine = [_power(fact.middle / fact.u) for fact in members if fact.u and fact.middle]
    told: Told = {
        "least sure": min(sure),
        "sure": sum(sure) // len(sure),
        "inexact": sum(fact.claim.qualifier != "exact" for fact in members),
        "unreal": sum(fact.claim.status != "reported" for fact in members),
        "coarsest": min(fine, default=0),
        "finest": max(fine, default=0),
        "bracketed": sum(fact.bracket for fact in members),
        "in words": sum(fact.in_words for fact in members),
    }
    for fact in members:
        name = f"slot={fact.slot}"
        told[name] = told.get(name, 0) + 1
    return told


def _fields(members: Sequence[Fact]) -> Told:
    """In which fields the figures differ, lack a value or have other readings."""
    told: Told = {}
    for name in _SAME:
        values = [getattr(fact.claim, name) for fact in members]
        told[f"differ {name}"] = len({str(value) for value in values}) - 1
        told[f"none {name}"] = values.count(None)
    shown = [f"{name}={getattr(fact.claim, name)}" for fact in members for name in _SHOWN]
    for name in [*shown, *(f"other {a.field}" for fact in members for a in fact.claim.alternatives)]:
        told[name] = told.get(name, 0) + 1
    return told


def _size(outcome: Outcome) -> Told:
    """How far what is stated is from what follows: as a factor, and in widths of the two intervals."""
    stated, follows = _middle(outcome.observed), _middle(outcome.expected)
    if not stated or not follows or outcome.observed is None or outcome.expected is None:
        return {}
    width = (_width(outcome.observed) + _width(outcome.expected)) / 2
    told: Told = {"factor": 1 + abs(_power(stated / follows)), "opposite": int(stated * follows < 0)}
    if width and stated != follows:
        told["widths"] = 1 + max(_power((stated - follows) / width), 0)
    return told


def _middle(interval: Interval | None) -> Fraction | None:
    if interval is None or interval.lo is None or interval.hi is None:
        return None
    return (interval.lo + interval.hi) / 2


def _width(interval: Interval) -> Fraction:
    assert interval.lo is not None
    assert interval.hi is not None
    return abs(interval.hi - interval.lo)


def _power(ratio: Fraction) -> int:
    """The power of ten that a ratio is, whatever its sign, in tenths."""
    power = log10(abs(ratio.numerator)) - log10(ratio.denominator)
    return max(-_FAR, min(_FAR, round(10 * power)))


def _words(ctx: Context, members: Sequence[Fact]) -> Told:
    """The words between the figures and beside each."""
    stretch = ctx.text[members[0].claim.start : members[-1].claim.end][: _WITHIN * 10].lower()
    told: Told = {f"in={word}": 1 for word in _WORD.findall(stretch)[:_WITHIN]}
    for fact in members:
        told |= {f"before={word}": 1 for word in (fact.outer or fact.lead)[-_BESIDE:]}
        told |= {f"after={word}": 1 for word in fact.tail[:_BESIDE]}
    return told
