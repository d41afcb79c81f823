"""Balances and totals told near their two sides, before or behind them, where a scene gives no others: "In trade with
the EU Moldova ran a deficit of $779.5 million. The EU bought goods worth $571.1 million. Moldova's purchases totalled
$1,350.6 million".
"""

from __future__ import annotations

import re

from extractor.checks import cues, keys
from extractor.checks.balance_told import MOST_SURE
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import averaged
from extractor.checks.trades import Trade

REACH = 2
"""Sentences from a balance or total to each of its sides, at most."""
SIDES = ("exports", "imports")
WIDEST = 30
"""How many times as large as the other a side may be."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TOTAL = 4
"""How many times as large as its larger side a total is at most."""
ASIDE = ("left_aside", "other_trade")
SHARES = frozenset({"percent", "fraction"})


def told_alone(ctx: Context, third: Fact) -> Trade | None:
    """A balance or total with the only exports and the only imports of its scene."""
    if not _is_told(third) or third.claim.flow not in ("balance", "total"):
        return None
    for own, reach in (*((True, reach) for reach in range(REACH + 1)), *((False, reach) for reach in range(1, REACH + 1))):
        found = _sides(ctx, third, reach, own)
        if found is not None:
            return None if len(found) != len(SIDES) or _apart(ctx, *found, third) else Trade(*found, third, MOST_SURE)
    return None


def _sides(ctx: Context, third: Fact, reach: int, own: bool) -> tuple[Fact, ...] | None:
    """The only exports and imports so many sentences around a balance or total, in its `own` paragraph or any; none if
    there are several or it has a rival, None where a side is not told so near."""
    sentence = third.claim.sentence
    near = [f for n in range(sentence - reach, sentence + reach + 1) for f in ctx.by_sentence.get(n, ()) if _is_told(f)]
    near = [f for f in near if f.paragraph == third.paragraph or not own]
    if any(f is not third and f.claim.flow == third.claim.flow and f.claim.unit == third.claim.unit for f in near):
        return ()
    told = [[f for f in near if f.claim.flow == flow] for flow in SIDES]
    sides = [[f for f in found if f.claim.partner == third.claim.partner] for found in told]
    if not all(sides):
        return () if own and all(told) else None
    single = all(len(found) == 1 and _of_one(found[0], third) and not _is_part(ctx, found[0]) for found in sides)
    return (sides[0][0], sides[1][0]) if single else ()


def _is_told(fact: Fact) -> bool:
    claim = fact.claim
    plain = claim.kind == "money" and claim.role == "level" and claim.range is None and claim.zone == "body"
    told = claim.status == "reported" and claim.qualifier in ("exact", "about") and fact.u > 0
    return plain and told and fact.slot not in ("base", "aside") and not fact.bracket and fact.tail[:1] != ("mark",)


def _of_one(side: Fact, third: Fact) -> bool:
    one, two = side.claim, third.claim
    same = one.unit == two.unit and one.partner == two.partner and (one.place == two.place or None in (one.place, two.place))
    return same and keys.periods(side, third) != keys.CONFLICT and averaged(side) == averaged(third)


def _is_part(ctx: Context, side: Fact) -> bool:
    """Whether a share stands beside a side, of which it is one of something then."""
    beside = ctx.facts[max(0, side.number - 1) : side.number + 2]
    return any(
        f.claim.kind in SHARES and f.claim.role == "share" and f.claim.sentence == side.claim.sentence for f in beside
    )


def _apart(ctx: Context, exports: Fact, imports: Fact, third: Fact) -> bool:
    """Whether the three are of several sectors or something is left aside, so far as words tell."""
    topics = [keys.topic(f.named or f.claim.indicator) for f in (exports, imports)]
    own = keys.topic(third.named or third.claim.indicator)
    if not {*topics} <= {None, own} or (own is not None and own not in topics):
        return True
    low, high = sorted((exports.middle, imports.middle))
    if high > WIDEST * low or third.lead[-1:] == ("by",):
        return True  # "the goods balance worsened by €0.20bn"
    if third.claim.flow == "total" and not high < third.middle < TOTAL * high:
        return True
    if any(cues.first(third.tail, name, len(third.tail)) is not None for name in ("gave_way", "balance_of_else")):
        return True  # "a surplus of €3.5bn turned into a deficit"
    if any(_of_a_year(ctx, f, third) or _of_a_sector(ctx, third, f) for f in (exports, imports)):
        return True
    if _of_a_year(ctx, third, exports) or (third.claim.flow == "total" and _is_part(ctx, third)):
        return True
    sentences = sorted({f.claim.sentence for f in (exports, imports, third)})
    if any(sentences[0] <= claim.sentence <= sentences[-1] for claim in ctx.unsaid):
        return True
    told = words(" ".join(ctx.sentence_text(n) for n in range(sentences[0], sentences[-1] + 1)))
    return any(cues.first(told, name, len(told)) is not None for name in ASIDE)


def _of_a_year(ctx: Context, fact: Fact, other: Fact) -> bool:
    """Whether the words before a figure tell an earlier time, or a year that those before another one don't."""
    last = ctx.facts[fact.number - 1].claim.end if fact.number else 0
    if cues.first(told := words(ctx.text[max(_opens(ctx, fact), last) : fact.claim.start]), "time_before", len(told)) is not None:
        return True
    if fact.claim.sentence == other.claim.sentence:
        return False
    years, known = (set(_YEAR.findall(ctx.text[_opens(ctx, f) : f.claim.start])) for f in (fact, other))
    return not years <= known


def _opens(ctx: Context, fact: Fact) -> int:
    return ctx.result.sentences[fact.claim.sentence][0]


def _of_a_sector(ctx: Context, fact: Fact, other: Fact) -> bool:
    """Whether a sector stands behind a figure, or services in one sentence only: "a deficit of US$1.72 billion in oil"."""
    behind = fact.tail[:2]
    of_else = behind[:1] in (("in",), ("on",), ("for",)) and len(behind) > 1
    timed = of_else and (behind[1] in cues.words_of("month_names") or behind[1] in ("the", "a", "this", "its") or behind[1].isdigit())
    services = ["services" in words(ctx.sentence_text(f.claim.sentence)) for f in (fact, other)]
    return (of_else and not timed) or services[0] != services[1]
