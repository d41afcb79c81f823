"""Which conflicts are alarms: those that the words tie, and those of less sure links that one slip would mend.

A link by keys alone (same indicator, place, partner and period as extracted) is wrong far more often than an
article is. Such a conflict is believed only if all its figures are stated finely and changing one of them by a
slip of the hand (two digits swapped, a scale, the direction) makes the relation hold exactly: a wrong link does
so by chance only. Of the conflicts that are left some are told by their repair (slipped.py).

No conflict is believed where a number that was not understood stands between its figures, in a stretch of text that
has next to no punctuation, or, in a text of several stories (datelines, headlines between paragraphs), across them;
nor where a relation is of one thing and the words name its figures as of two ("electronics … jewellery").
Where the words tie figures that stand in no row (see plain.py), a slip must mend the conflict, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.checks.facts import ONE_SIDED, Context, Fact
from extractor.checks.plain import loose
from extractor.checks.readings import second
from extractor.checks.registry import FIRM, Mend, Outcome
from extractor.checks.repairs import is_power, typographic
from extractor.exact import Fraction

FINE = Fraction(1, 50)
"""The unit of the last digit, as a share of the value, from which a figure counts as stated finely."""
COARSE = Fraction(1, 5)
"""The same where two figures are told of one thing and need only be equal."""
SCALES = frozenset({"a factor of 1,000", "a factor of 1,000,000"})
"""Slips that are told apart from a list of only some parts."""
FAR = 2000
"""More times as large as the other than any slip of scale makes it is another thing's figure."""
TWICE = 2
BY_LIST = ("sum_of_parts",)
"""Checks whose list may be of a part of the whole; then it is far from it."""
BY_UNIT = ("currency_conversion",)
"""Checks whose slip is the unit, by which figures may be far apart."""
MOST_MEMBERS = 4
MOST_DOUBTED = 60
MOST_ALARMS = 25
"""More conflicts than these in one article speak of a misreading, not of errors."""
MISREAD = "the article is misread, as so many conflicts suggest"


def believed(ctx: Context, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes to report: what holds (unsure links at half a unit only), and the conflicts that are believed."""
    found = [o for o in outcomes if o.level or int(o.sure) < FIRM or not loose(ctx, o)]
    yield from (o for o in found if o.level == 1 or (o.level and o.sure))
    firm = [o for o in found if not o.level and int(o.sure) >= FIRM and not _far_off(o)]
    doubted = [o for o in found if not o.level and o.sure and (int(o.sure) < FIRM or _far_off(o))]
    alarms = firm + [o for o in doubted[:MOST_DOUBTED] if _slipped(o)]
    misread = MISREAD if len(alarms) > MOST_ALARMS else None
    for outcome in alarms:
        yield replace(outcome, reading=outcome.reading or misread or second(outcome))


def _far_off(outcome: Outcome) -> bool:
    """Whether a figure is many times what the others make of it: another thing's, unless a slip of scale mends it."""
    if outcome.check in BY_UNIT or outcome.expected is None or outcome.observed is None:
        return False
    far = TWICE if outcome.check in BY_LIST else FAR
    low, high = outcome.expected.lo, outcome.observed.hi
    other, own = outcome.observed.lo, outcome.expected.hi
    above = low is not None and high is not None and low > far * high > 0
    return above or (other is not None and own is not None and other > far * own > 0)


def _slipped(outcome: Outcome) -> bool:
    if any(fact.claim.qualifier in ONE_SIDED or fact.in_words for fact in outcome.members):
        return False  # any slip upward satisfies a limit, and words are wide
    if any(fact.claim.role == "growth" and fact.claim.qualifier != "exact" for fact in outcome.members):
        return False
    fine = FINE if outcome.form != "equal" else COARSE
    listed = outcome.check in BY_LIST and int(outcome.sure) >= FIRM  # only far off: the words tie it
    known = listed or any(_is_fine(fact, fine) for fact in outcome.members)
    if len(outcome.members) > MOST_MEMBERS or not known:
        return False
    rough = any(fact.claim.qualifier != "exact" for fact in outcome.members)
    slips = outcome.repair or typographic(outcome)
    if outcome.check in BY_LIST and not listed and (rough or _far_off(outcome)):
        trade = [f.claim.flow for f in outcome.members[1:]] == ["exports", "imports"]
        return not rough and any(mend.reason in SCALES or (trade and _is_scale(mend)) for mend in slips)
    return bool(slips)


def _is_scale(mend: Mend) -> bool:
    return bool(mend.fact.middle) and mend.value != mend.fact.middle and is_power(mend.value / mend.fact.middle)


def _is_fine(fact: Fact, share: Fraction) -> bool:
    return bool(fact.u) and fact.u <= share * abs(fact.middle)
