"""Whether the words of one clause give all figures of a conflict in a row: "rose 15 percent to $10 billion from $9
billion".

Then the figures belong together whatever they are. Where another clause opens between them, or another figure stands
there, the reading may be wrong, and a conflict is believed only if a slip of the hand would mend it. So is one of a
list that isn't all of its sentences' amounts, and a balance or a conversion across sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from extractor.checks import cues
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome
from extractor.checks.repairs import typographic
from extractor.checks.trades import verified
from extractor.exact import Fraction

OF_ROWS = frozenset(
    {
        "balance",
        "change_from_levels",
        "growth_from_levels",
        "multiple_vs_levels",
        "price_times_volume",
        "share_of_total",
    }
)
"""Checks whose figures, where the words tie them, mostly stand in a row."""
OF_SCENES = frozenset({"balance", "currency_conversion"})
"""Checks whose figures are tied across sentences so loosely that a slip must mend them, too."""
FINE = Fraction(1, 50)
"""The unit of the last digit of one of them, as a share of it, above which a slip mends them by chance."""
OF_PARTS = frozenset({"share_of_total", "price_times_volume"})
"""Checks whose figures must stand together whatever ties them."""
OF_LISTS = "sum_of_parts"
LEAST = Fraction(4, 5)
"""What two parts make of their total, at least, where no slip mends them."""
TIED = 3
"""`sure` above which a sentence says that one figure is what the others make."""
MOST = 3
"""Figures of a relation whose figures stand in a row."""
FAR = 80
"""Characters between neighbours of a row, at most, brackets left out."""
_BRACKETS = re.compile(r"\([^()]*\)")


def loose(ctx: Context, outcome: Outcome) -> bool:
    """Whether a conflict is of figures that stand in no row, and no slip would mend it."""
    if outcome.retry is None or int(outcome.sure) > TIED or (outcome.check == "balance" and _confirmed(ctx, outcome)):
        return False
    listed = outcome.check == OF_LISTS and (_short(outcome) or not _whole_list(ctx, outcome.members))
    if listed or (outcome.check in OF_SCENES and int(outcome.sure) <= FIRM):
        fine = any(f.u and f.u <= FINE * abs(f.middle) for f in outcome.members)
        return not fine or not (outcome.repair or typographic(outcome))
    together = outcome.check == "price_times_volume" and len({f.paragraph for f in outcome.members}) == 1
    pointed = int(outcome.sure) <= FIRM and (outcome.check not in OF_PARTS or together)  # "That is $0.8 billion more"
    if outcome.check not in OF_ROWS or pointed or len(outcome.members) > MOST:
        return False
    if outcome.check == "price_times_volume":
        row = sorted(outcome.members, key=lambda f: f.number)
        together = not any(";" in ctx.between(a, b) or a.paragraph != b.paragraph for a, b in pairwise(row))
    elif outcome.check == "share_of_total" and len(outcome.members) == MOST:
        part, whole, share = outcome.members
        together = in_a_row(ctx, (part, share)) and not _shut(ctx, share, whole)
    else:
        together = in_a_row(ctx, outcome.members)
    if together:
        return False
    if outcome.check == "balance" and _half_in_brackets(ctx, outcome.members):
        return True  # "$134 billion (American goods bought: $19 billion); the deficit with the latter was $116 billion"
    return not (outcome.repair or typographic(outcome))


def _confirmed(ctx: Context, outcome: Outcome) -> bool:
    """Whether the sides of a balance are confirmed by the total that they make."""
    return len(outcome.members) == MOST and verified(ctx, *outcome.members)


def _short(outcome: Outcome) -> bool:
    """Whether two parts leave so much of their total that others may go untold: "45.61 billion: coal earned 14.84
    billion and ores 15.72 billion"."""
    if len(outcome.members) != MOST or outcome.expected is None or outcome.observed is None:
        return False
    if outcome.members[0].number > min(f.number for f in outcome.members):
        return False  # "together they made up $47.3 billion"
    most, least = outcome.expected.hi, outcome.observed.lo
    return most is not None and least is not None and most < LEAST * least


def _whole_list(ctx: Context, members: tuple[Fact, ...]) -> bool:
    """Whether a total and its parts are all amounts of their sentences, so that no other can be meant."""
    if any(f.bracket for f in members):
        return False
    told = {f.claim.sentence for f in members}
    unit = members[0].claim.unit
    own = [f for n in told for f in ctx.by_sentence[n] if f.claim.unit == unit and f.claim.role == "level"]
    return all(f in members or cues.last(f.lead, "nested", 3) is not None for f in own) and not any(
        ";" in ctx.between(a, b) for a, b in pairwise(sorted(members, key=lambda f: f.number))
    )


def _shut(ctx: Context, share: Fact, whole: Fact) -> bool:
    """Whether the bracket of a share closes before the whole: "18.7 billion (43.9 per cent of horticulture), fruit 14.2
    billion"."""
    return share.number < whole.number and share.bracket and ")" in ctx.between(share, whole)


def _half_in_brackets(ctx: Context, members: tuple[Fact, ...]) -> bool:
    """Whether a bracket opens or closes between figures."""
    ordered = sorted(members, key=lambda f: f.number)
    gaps = [ctx.between(a, b) for a, b in pairwise(ordered)]
    return any(gap.count("(") != gap.count(")") for gap in gaps)


def in_a_row(ctx: Context, members: tuple[Fact, ...]) -> bool:
    """Whether figures follow on one another in a clause; conversions in brackets may stand between."""
    ordered = sorted(members, key=lambda f: f.number)
    if len({f.claim.sentence for f in ordered}) > 1:
        return False
    inside = ctx.facts[ordered[0].number : ordered[-1].number]
    if any(f not in members and not f.bracket for f in inside):
        return False
    return all(_joined(ctx.between(a, b)) for a, b in pairwise(ordered))


def _joined(between: str) -> bool:
    between = _BRACKETS.sub("", between)
    told = words(between)
    broken = any(mark in between for mark in (";", ":", "\n", " - ", " – ", "—", "“", '"'))
    return len(between) <= FAR and not broken and _breaks().isdisjoint(told)


@lru_cache(maxsize=1)
def _breaks() -> frozenset[str]:
    """Words that open another clause, or put another figure beside one."""
    kinds = ("new_clause", "clause_opener", "relative")
    return frozenset[str]().union(*map(cues.words_of, kinds))
