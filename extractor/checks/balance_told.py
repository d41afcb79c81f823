"""Balances told right behind their two sides, in a paragraph that gives no other: "Exports amounted to $5.1 billion.
Imports rose 3 percent to $6.4 billion. The trade deficit was $1.3 billion".
"""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR
from extractor.checks.trades import Trade

NEAR = 2
"""Sentences from the first side to the balance, at most."""
SIDES = frozenset({"exports", "imports"})
MOST_SURE = GRAMMAR + 1
"""How surely such a scene ties its figures."""
SHARES = frozenset({"percent", "fraction"})


def plainly_left(ctx: Context, third: Fact) -> Trade | None:
    """A balance with its exports and imports, where nothing else can be meant."""
    sentence = third.claim.sentence
    if third.claim.zone == "headline" or third.slot == "base" or third.bracket:
        return None
    told = [f for n in range(sentence - NEAR, sentence + 1) for f in ctx.by_sentence.get(n, ())]
    told = [f for f in told if f.paragraph == third.paragraph and f.number < third.number]
    money = [f for f in told if f.claim.kind == "money" and f.claim.role != "change" and f.slot != "base"]
    if len(money) != len(SIDES) or {f.claim.flow for f in money} != SIDES:
        return None
    if not all(_of_one_scene(f, third) for f in money) or not _of_one_time(*money):
        return None
    opens = ctx.result.sentences[sentence][0]
    lead = words(ctx.text[max(opens, money[1].claim.end) : third.claim.start])
    before = words(ctx.text[ctx.result.sentences[max(0, money[0].claim.sentence - 1)][0] : third.claim.start])
    apart = cues.first(before, "left_aside", len(before)) is not None
    lead = [word for word in lead if not any(char.isdigit() for char in word) or word[:2] in ("19", "20")]
    plain = set(lead) <= cues.words_of("balance_told")
    turned = cues.first(third.tail, "gave_way", len(third.tail)) is not None
    turned = turned or cues.first(third.tail, "balance_of_else", 1) == 0
    if apart or turned or not plain or any(_is_part(ctx, f) or _of_month(ctx, f) for f in money):
        return None
    exports, imports = sorted(money, key=lambda f: f.claim.flow != "exports")
    return Trade(exports, imports, third, MOST_SURE)


def _of_one_scene(side: Fact, third: Fact) -> bool:
    one, two = side.claim, third.claim
    same = (one.unit, one.place, one.partner, one.status) == (two.unit, two.place, two.partner, two.status)
    level = one.role == "level" and not side.bracket and one.range is None
    topics = not (keys.topic(one.indicator) or keys.topic(two.indicator))
    return same and level and topics and _of_one_time(side, third)


def _of_one_time(a: Fact, b: Fact) -> bool:
    return keys.periods(a, b) == keys.FULL or a.claim.period is b.claim.period is None


def _of_month(ctx: Context, side: Fact) -> bool:
    """Whether a month alone tells whose figure it is: "June's exports: 127.7 billion. May's: 132.5 billion"."""
    before = words(ctx.text[ctx.result.sentences[side.claim.sentence][0] : side.claim.start])
    return bool(before) and before[-1].removesuffix("'s").removesuffix("’s") in cues.words_of("month_names")


def _is_part(ctx: Context, side: Fact) -> bool:
    """Whether a share stands behind a side, of which it is one of something then."""
    behind = ctx.facts[side.number + 1 : side.number + 2]
    return any(
        f.claim.kind in SHARES and f.claim.role == "share" and f.claim.sentence == side.claim.sentence for f in behind
    )
