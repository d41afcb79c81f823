"""Balances and totals told near their two sides, before or behind them, where a scene gives no others: "In trade with
the EU Moldova ran a deficit of $779.5 million. The EU bought goods worth $571.1 million. Moldova's purchases totalled
$1,350.6 million".
"""

from __future__ import annotations

import re

from extractor.checks import cues, keys
from extractor.checks.balance_told import MOST_SURE, SHARES
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import averaged
from extractor.checks.summed import says_rest
from extractor.checks.trades import Trade

REACH = 3
"""Sentences from a balance or total to each of its sides, at most."""
SCENES = (*((True, n) for n in range(REACH + 1)), *((False, n) for n in range(1, REACH + 1)))
"""Where the sides are sought, in turn: in the paragraph alone or beyond it, and so many sentences away."""
WIDEST = 30
"""How many times as large as the other a side may be."""
TOTAL = 4
"""How many times as large as its larger side a total is at most."""
MOST_ALIKE = 4
"""Figures of an article with the same labels, at most."""
LABELS = ("flow", "unit", "place", "partner", "period", "role")
ASIDE = ("left_aside", "other_trade")
TURNED = ("gave_way", "balance_of_else")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def told_alone(ctx: Context, third: Fact) -> Trade | None:
    """A balance or total with the only exports and the only imports of its scene."""
    if not _is_told(third) or third.claim.flow not in ("balance", "total"):
        return None
    for own, reach in SCENES:
        near = _near(ctx, third, reach, own)
        if any(f is not third and f.claim.flow == third.claim.flow for f in near if f.claim.unit == third.claim.unit):
            return None
        exports, imports = ([f for f in near if f.claim.flow == flow] for flow in ("exports", "imports"))
        theirs = [[f for f in side if f.claim.partner == third.claim.partner] for side in (exports, imports)]
        if all(theirs):
            trade = Trade(theirs[0][0], theirs[1][0], third, MOST_SURE)
            return trade if sum(map(len, theirs)) == 2 and _is_scene(ctx, trade) else None
        if own and exports and imports:
            return None
    return None


def _near(ctx: Context, third: Fact, reach: int, own: bool) -> list[Fact]:
    numbers = range(third.claim.sentence - reach, third.claim.sentence + reach + 1)
    found = (f for number in numbers for f in ctx.by_sentence.get(number, ()) if _is_told(f))
    return [f for f in found if f.paragraph == third.paragraph or not own]


def _is_told(fact: Fact) -> bool:
    claim = fact.claim
    plain = claim.kind == "money" and claim.role == "level" and claim.range is None and claim.zone == "body"
    told = claim.status == "reported" and claim.qualifier in ("exact", "about") and fact.u > 0
    return plain and told and fact.slot not in ("base", "aside") and not fact.bracket and fact.tail[:1] != ("mark",)


def _is_scene(ctx: Context, trade: Trade) -> bool:
    """Whether nothing speaks against that three figures belong together."""
    sides, third = (trade.exports, trade.imports), trade.third
    members = (*sides, third)
    if not all(_is_side(ctx, side, third) for side in sides) or not _of_size(trade) or _of_topics(trade):
        return False
    if any(_of_a_time(ctx, side, third) or _of_a_sector(ctx, third, side) for side in sides):
        return False
    if _of_a_time(ctx, third, trade.exports) or (third.claim.flow == "total" and _has_share(ctx, third)):
        return False
    turned = any(cues.first(third.tail, name, len(third.tail)) is not None for name in TURNED)
    return not (turned or any(_many(ctx, f) for f in members) or _others(ctx, trade) or _left_aside(ctx, members))


def _is_side(ctx: Context, side: Fact, third: Fact) -> bool:
    one, two = side.claim, third.claim
    same = one.unit == two.unit and (one.place == two.place or None in (one.place, two.place))
    same = same and keys.periods(side, third) != keys.CONFLICT and averaged(side) == averaged(third)
    return same and not _has_share(ctx, side) and not says_rest(ctx, side)


def _of_size(trade: Trade) -> bool:
    low, high = sorted((trade.exports.middle, trade.imports.middle))
    total = trade.third.claim.flow != "total" or high < trade.third.middle < TOTAL * high
    return high <= WIDEST * low and total and trade.third.lead[-1:] != ("by",)  # "the balance worsened by €0.20bn"


def _has_share(ctx: Context, fact: Fact) -> bool:
    """Whether a share stands beside an amount, which is one of something then."""
    beside = ctx.facts[max(0, fact.number - 1) : fact.number + 2]
    shares = (f for f in beside if f.claim.kind in SHARES and f.claim.role == "share")
    return any(f.claim.sentence == fact.claim.sentence for f in shares)


def _of_topics(trade: Trade) -> bool:
    """Whether the three are of several sectors, so far as their names tell."""
    exports, imports, own = (
        keys.topic(f.named or f.claim.indicator) for f in (trade.exports, trade.imports, trade.third)
    )
    return not {exports, imports} <= {None, own} or (own is not None and own not in (exports, imports))


def _many(ctx: Context, fact: Fact) -> bool:
    """Whether many figures of an article bear the same labels, so that none is the only one."""
    own = [getattr(fact.claim, name) for name in LABELS]
    return sum(own == [getattr(f.claim, name) for name in LABELS] for f in ctx.facts) > MOST_ALIKE


def _others(ctx: Context, trade: Trade) -> bool:
    """Whether another amount stands among the three in a side's sentence: "and remittances $1.2 billion, leaving a
    surplus", "exports to Brazil were $7.2 billion and to Chile $1.1 billion"."""
    members = (trade.exports, trade.imports, trade.third)
    first, last = min(f.number for f in members), max(f.number for f in members)
    inside = (f for f in ctx.facts[first : last + 1] if f not in members and _is_told(f))
    told = {trade.exports.claim.sentence, trade.imports.claim.sentence}
    return any(f.claim.unit == trade.third.claim.unit and f.claim.sentence in told for f in inside)


def _left_aside(ctx: Context, members: tuple[Fact, ...]) -> bool:
    """Whether something is left aside or added in the sentences of a scene, or the unit of a number is open."""
    numbers = [f.claim.sentence for f in members]
    if any(min(numbers) <= claim.sentence <= max(numbers) for claim in ctx.unsaid):
        return True
    told = words(" ".join(ctx.sentence_text(n) for n in range(min(numbers), max(numbers) + 1)))
    return any(cues.first(told, name, len(told)) is not None for name in ASIDE)


def _of_a_time(ctx: Context, fact: Fact, other: Fact) -> bool:
    """Whether the words before a figure tell an earlier time, or a year that those before another one don't."""
    opens = ctx.result.sentences[fact.claim.sentence][0]
    last = ctx.facts[fact.number - 1].claim.end if fact.number else 0
    told = words(ctx.text[max(opens, last) : fact.claim.start])
    if cues.first(told, "time_before", len(told)) is not None:
        return True
    if fact.claim.sentence == other.claim.sentence:
        return False
    before = ctx.text[ctx.result.sentences[other.claim.sentence][0] : other.claim.start]
    return not set(_YEAR.findall(ctx.text[opens : fact.claim.start])) <= set(_YEAR.findall(before))


def _of_a_sector(ctx: Context, fact: Fact, other: Fact) -> bool:
    """Whether a sector stands behind a figure, or one sentence alone is of services: "a deficit of $1.72 billion in
    oil"."""
    behind = fact.tail[1:2] if fact.tail[:1] in (("in",), ("on",), ("for",)) else ()
    timed = all(w.isdigit() or w in cues.words_of("month_names") | cues.words_of("time_opens") for w in behind)
    services = ["services" in words(ctx.sentence_text(f.claim.sentence)) for f in (fact, other)]
    return not timed or services[0] != services[1]
