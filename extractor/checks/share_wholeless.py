"""Shares that have no whole among the figures: of an output that isn't given, of another share, of another measure."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.wholes import is_amount

AMOUNT = 4
"""Words behind a share of an amount, at most, that don't tell how much it is."""


def has_whole(ctx: Context, fact: Fact) -> bool:
    """Whether a share or fraction may be that of a figure of the article."""
    if not _may_be_share(fact) or _formerly(fact):
        return False
    return not any(wholeless(ctx, fact) for wholeless in (_of_output, _moved_by, _of_a_share, _of_amount_by_count))


def _of_a_share(ctx: Context, share: Fact) -> bool:
    """Whether a share is told of what another share tells: "imported two-thirds of it, some 44 per cent of that"."""
    before = ctx.facts[share.number - 1] if share.number else None
    told = before is not None and before.claim.sentence == share.claim.sentence
    pointing = share.tail[:1] == ("of",) and share.tail[1:2] in (("that",), ("those",), ("them",), ("these",))
    return told and pointing and before is not None and before.claim.kind in ("percent", "fraction")


def _of_output(ctx: Context, share: Fact) -> bool:
    """Whether a share is that of an output that the article doesn't give, or its sentence sets out from that: "Relative
    to GDP the gap fell to 4.2 percent"."""
    told = (share.claim.indicator or "").endswith(" as share of gdp")
    if told and not any(f.claim.indicator_id == "gdp" and is_amount(f) for f in ctx.facts):
        return True
    return cues.first(words(ctx.sentence_text(share.claim.sentence)), "output_opener", 1) == 0


def _of_amount_by_count(ctx: Context, share: Fact) -> bool:
    """Whether so many have a share of an amount, of which the number of all of them is no whole: "the 500 largest
    claimants accounted for 64% of the amount"."""
    before = ctx.facts[share.number - 1 : share.number] if share.number else []
    counted = bool(before) and before[0].claim.kind == "count" and before[0].claim.sentence == share.claim.sentence
    led = counted and cues.last(share.lead, "has_share", 3) is not None
    return led and cues.first(share.tail, "share_of_amount", 1) == 0 and len(share.tail) <= AMOUNT


def _formerly(share: Fact) -> bool:
    """Whether a share is told of an earlier time without a date: "sugar, which once was half of everything"."""
    return cues.last(share.lead, "formerly", len(share.lead)) is not None


def _may_be_share(fact: Fact) -> bool:
    if fact.tail[:2] == ("of", "it") and cues.last(fact.lead, "covering", 4) is not None:
        return False  # "tourism earned $2.1 billion, enough to pay for 42 percent of it"
    return fact.claim.role in ("share", "other") or (fact.claim.kind == "fraction" and fact.claim.role == "rate")


def _moved_by(ctx: Context, share: Fact) -> bool:
    """Whether a percentage only says again by how much something moved: "built by 322,000 barrels, or 4.7 per cent, to
    7.1 million barrels"."""
    told, after = ctx.facts[max(0, share.number - 1)], ctx.facts[share.number + 1 : share.number + 2]
    again = told.number < share.number and words(ctx.between(told, share)) == ["or"] and share.tail[:1] != ("of",)
    if told.lead[-1:] == ("by",) and again:
        return True  # "and that of imports by EUR 133 million or 6.9 %"
    return told.lead[-1:] == ("by",) and bool(after) and after[0].lead == ("to",) and keys.same_unit(told, after[0])
