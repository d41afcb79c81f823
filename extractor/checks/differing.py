"""What speaks against a level now and one then that a growth or change could tie: other things, other times, plans."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.attached import conceded, of_relative
from extractor.checks.causes import is_whole, of_a_class, of_another_thing
from extractor.checks.facts import Context, Fact, words
from extractor.checks.keys import FULL
from extractor.checks.levels import (
    at_rate,
    averaged,
    grown_otherwise,
    named_base,
    of_ranges,
    restates_other,
    set_elsewhere,
    sum_of,
    unlike,
)

AHEAD = frozenset({"forecast", "target", "hypothetical"})
_BACK = 5
"""Words from "from" to a base, at most."""


def differ(ctx: Context, anchor: Fact, now: Fact, then: Fact, own: Fact | None, tied: bool) -> bool:
    """Whether anything speaks against a level now and one then of a growth or change; `own` is the level to which the
    anchor's own words lead, `tied` says that words of the sentence tie both."""
    return (
        (averaged(now) != averaged(then) and not named_base(ctx, anchor, then))
        or unlike(now, then, tied)
        or sum_of(ctx, then, now)
        or grown_otherwise(ctx, anchor, now, then)
        or restates_other(ctx, now, then)
        or (now.claim.status in AHEAD and not keys.alike_status(now, anchor))
        or _against_expected(anchor, now, then, own)
        or at_rate(ctx, now)
        or of_relative(anchor, then)
        or of_ranges(anchor, now, then)
        or set_elsewhere(ctx, anchor, now, then)
        or _of_the_former(ctx, anchor, now)
        or (own is not None and _elsewhere(own, now, anchor))
        or _of_other_things(ctx, now, then, anchor)
        or _as_priced(ctx, anchor, now)
        or of_another_thing(ctx, anchor, now, then)
        or of_a_class(ctx, anchor, now, then)
        or is_whole(ctx, then)
        or _told_first(ctx, anchor, now)
        or _left_elsewhere(ctx, anchor, now, then)
        or conceded(ctx, anchor, now)
    )


def _of_the_former(ctx: Context, anchor: Fact, now: Fact) -> bool:
    """Whether a growth is told of the first of several levels, and this is a later one: "the EU (370 million) and the
    US (317 million) made up for it: the first grew by 22.1%"."""
    if cues.last(anchor.lead, "former_one", 4) is None or now.number > anchor.number:
        return False
    own = ctx.by_sentence[now.claim.sentence]
    return any(f.number < now.number and f.slot != "base" and f.claim.unit == now.claim.unit for f in own)


def _against_expected(anchor: Fact, now: Fact, then: Fact, own: Fact | None) -> bool:
    """Whether what is set against an expectation behind it is another level than the last base: "to R21.8bn from
    R2.4bn, more than double the R9.5bn the market had pencilled in"."""
    expected = then.claim.status in AHEAD and then.number > anchor.number
    return expected and (now is not own or "from" in now.lead[-_BACK:])


def _of_other_things(ctx: Context, now: Fact, then: Fact, anchor: Fact) -> bool:
    """Whether the level belongs to the thing told before another, whose change and base follow: "reserves to rise to
    60 billion and the surplus to rise by 15 billion, compared with 15.6 billion"."""
    own = keys.topics(anchor, then) == FULL and keys.topics(now, anchor) != FULL
    return own and now.number < anchor.number < then.number and "and" in words(ctx.between(now, anchor))


def _as_priced(ctx: Context, anchor: Fact, now: Fact) -> bool:
    """Whether the levels are prices by which the growth of something else is explained: "fell 8.4 percent in value
    after the price dropped to $62 a barrel from $74"."""
    if now.number < anchor.number or now.claim.role != "price" or anchor.claim.indicator_id == "price":
        return False
    told = words(ctx.between(anchor, now))
    reason = cues.first(told, "reason", len(told))
    return reason is not None and cues.direction(tuple(told[reason:])) is not None


def _elsewhere(own: Fact, now: Fact, anchor: Fact) -> bool:
    """Whether a level of another sentence is another than the one to which a growth's own words lead: "rose by 30.4
    percent to 33.9 billion. National products were flat at 19.1", "rice sold 27.7 pct better, at 12 billion yen"."""
    behind = anchor.tail[:1] == ("to",) or own.lead[-1:] == ("at",) or own.lead == ("to",)
    led = own.number == anchor.number + 1 and behind
    return led and now.claim.sentence != own.claim.sentence and not now.at(1).meets(own.at(1))


def _left_elsewhere(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether the base, in a sentence of its own, is there what another level came from: "improved by 8.1 points to
    76.3%. … In September it slipped to 81.2% from 81.6%"."""
    if then.claim.sentence in (anchor.claim.sentence, now.claim.sentence) or then.slot != "base":
        return False
    beside = ctx.facts[max(0, then.number - 1) : then.number + 2]
    led = [f for f in beside if f is not then and f.lead[-1:] == ("to",) and keys.same_unit(f, then)]
    return any(f.claim.sentence == then.claim.sentence and not f.at(1).meets(now.at(1)) for f in led)


def _told_first(ctx: Context, anchor: Fact, now: Fact) -> bool:
    """Whether a growth is told in a clause of its own of what came before the level: "After growing by a third in
    2022/23, the workforce has shrunk, from 35,480 to 34,270"."""
    start = ctx.sentence_text(anchor.claim.sentence).split()[:1]
    opened = [w.lower() for w in start] == ["after"] and now.number > anchor.number
    return opened and "," in ctx.text[anchor.claim.end : now.claim.start]
