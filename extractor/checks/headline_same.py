"""Whether a figure of the body is of just what a headline's is: the same measure and thing, no part, no base."""

from __future__ import annotations

from itertools import pairwise

from extractor.checks import cues, keys, units
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import FAR_OFF

LEAD = 3
"""How many sentences after the headline still tell what it names in short."""
THINGS = 4
"""Words behind "of" among which a share's thing is named."""
STRETCH = 60
"""Characters before a figure in which a stretch of time of its own is told."""


def of_one_sector(head: Fact, fact: Fact) -> bool:
    """Whether a figure is told of some only, whom the headline doesn't name: "the FDI sector a surplus of 38.9"."""
    some = cues.words_of("some_of_all")
    if cues.last(fact.lead, "narrower", 8) is not None:
        return True  # "non-oil exports proper rose by 7.5%"
    return _some_of_all(fact.lead[-6:]) and some.isdisjoint((*head.lead, *head.tail))


def before_it(ctx: Context, fact: Fact) -> bool:
    """Whether a figure is told of a stretch before the period in hand: "in the two months before it, value was up 11
    percent"; "Before the deal, mussels were charged 8 per cent"."""
    told = ctx.before(fact, STRETCH)
    opens = ctx.sentence_text(fact.claim.sentence).lstrip('"“').startswith("Before ")
    return (opens and fact.claim.role in ("rate", "price")) or cues.last(told, "stretch_before", len(told)) is not None


def _some_of_all(told: tuple[str, ...]) -> bool:
    """Whether words name some of all who trade: "foreign-invested firms", "the FDI sector"."""
    owned, firms = cues.words_of("owned"), cues.words_of("some_of_all")
    return any(w in owned and (b in firms or b in owned) for w, b in pairwise(told))


def adds_topic(head: Fact, fact: Fact) -> bool:
    """Whether a headline names what a figure of the body isn't told of: chip exports, all exports."""
    one, two = keys.topic(head.claim.indicator), keys.topic(fact.claim.indicator)
    if not one and not two:  # the rules read no more than a flow
        one, two = keys.topic(head.named), keys.topic(fact.named)
    return two < one and head.claim.flow == fact.claim.flow


def part_of(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether a figure may be one part of what the headline gives in sum: one of several of its sentence, one told
    beside its share, or the largest of those that it doesn't tell."""
    if head.claim.kind not in ("money", "count", "measure") or fact.middle >= head.middle:
        return False
    if cues.last(fact.lead, "superlative", 4) is not None:
        return True
    if any(keys.is_share(f) and f.claim.role == "share" for f in ctx.facts[max(0, fact.number - 1) : fact.number + 2]):
        return True
    others = [f for f in ctx.by_sentence[fact.claim.sentence] if one_measure(fact, f)]
    several = [f for f in others if f.claim.role == fact.claim.role and not is_base(ctx, f) and not f.bracket]
    return len(several) > 1 and sum(f.middle for f in several) >= head.middle


def told_alike(head: Fact, fact: Fact) -> bool:
    """The one figure of its kind with which the body opens, told of the headline's place and period."""
    one, two = head.claim, fact.claim
    same = one.kind == two.kind and one.direction == two.direction and one.status == two.status
    same = same and (one.kind != "percent" or one.qualifier == two.qualifier)
    period = one.period == two.period or keys.periods(head, fact) == keys.FULL
    scene = period and keys.agree(one.place, two.place) == keys.FULL and one.partner == two.partner
    return same and scene and one_thing(head, fact) and one.baseline == two.baseline


def one_measure(head: Fact, fact: Fact) -> bool:
    """One kind of figure, in one unit or a common one."""
    one, two = head.claim, fact.claim
    if one.kind != two.kind:
        return {one.kind, two.kind} == {"percent", "fraction"}
    return one.unit == two.unit or one.kind == "count" or units.convertible(head, fact)


def of_other_things(head: Fact, fact: Fact) -> bool:
    """Whether two shares are, by the words right behind them, of things with no word in common: "missed two-thirds of
    ethanol checks", "at nearly half of the filling stations"."""
    counted = [set(keys.topic(" ".join(f.tail[: 1 + THINGS]))) for f in (head, fact)]
    fractions = head.claim.kind == fact.claim.kind == "fraction" and not counted[0] & counted[1]
    if fractions and (" in " in head.text) != (" in " in fact.text):
        return True  # "a third of the pot", "one in six had found buyers"
    things = [
        set(keys.topic(" ".join(f.tail[1 : 1 + THINGS]))) - cues.words_of("determiner")
        for f in (head, fact)
        if f.tail[:1] == ("of",) and f.claim.kind in ("fraction", "percent")
    ]
    if len(things) < 2:
        return False
    named = [keys.topic(f.named) | ({f.claim.flow} if f.claim.flow else set()) for f in (head, fact)]
    return all(things) and not things[0] & things[1] and not named[0] <= named[1] | things[1]


def one_thing(head: Fact, fact: Fact) -> bool:
    """Nothing in the keys speaks against one thing."""
    one, two = head.claim, fact.claim
    role = one.role == two.role or one.kind == "count"
    return (
        role
        and keys.flows(head, fact) != keys.CONFLICT
        and keys.periods(head, fact) != keys.CONFLICT
        and not (one.partner and two.partner and one.partner != two.partner)
    )


def certain(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether the body's figure is of just what the headline names, and no base of comparison."""
    one, two = head.claim, fact.claim
    if not one_thing(head, fact) or one.status != two.status or is_base(ctx, fact) or one.kind != two.kind:
        return False
    if (one.place and two.place and one.place != two.place) or one.partner != two.partner:
        return False
    if one.baseline and two.baseline and one.baseline != two.baseline:
        return False
    if two.basis and one.basis != two.basis:
        return False
    unread = one.flow == "balance" and two.flow is None and two.indicator_id is None
    if unread and keys.topic(one.indicator) != keys.topic(two.indicator):
        return False  # "subtract 148.8 billion from …" below a headline's surplus
    if one.kind == "count":
        near = bool(head.middle) and 1 <= FAR_OFF * fact.middle / head.middle <= FAR_OFF**2
        named = near or any(c.isalpha() for c in fact.text)
        return one.unit == two.unit and keys.related(head, fact) and named
    if one.kind == "duration":
        full = keys.topics(head, fact) == keys.FULL and bool(keys.topic(one.indicator))
        return full or _only_stay(ctx, head, fact)
    if one.flow is None or two.flow is None:
        if None not in (one.indicator_id, two.indicator_id) and one.indicator_id != two.indicator_id:
            return keys.topics(head, fact) == keys.FULL
        return keys.topics(head, fact) != keys.CONFLICT and bool(keys.topic(one.indicator)) and (
            one.kind != "percent" or two.qualifier == one.qualifier
        )
    near = fact.claim.sentence <= head.claim.sentence + LEAD
    return keys.topics(head, fact) == keys.FULL or (near and keys.related(head, fact))


def is_alternative(ctx: Context, fact: Fact) -> bool:
    """Whether a figure is one of a choice: "$80, $160 or $200"."""
    own = [f for f in ctx.by_sentence[fact.claim.sentence] if f.claim.unit == fact.claim.unit]
    return any(ctx.between(a, b).split() in (["or"], [",", "or"]) for a, b in pairwise(own)) and len(own) > 1


def past_term(ctx: Context, fact: Fact) -> bool:
    """Whether a sentence tells a term as what has held so far: "used to stay for 60 days"."""
    told = words(ctx.sentence_text(fact.claim.sentence)) if fact.claim.kind == "duration" else []
    return cues.first(told, "so_far", len(told)) is not None


def stays(head: Fact, fact: Fact) -> bool:
    """Whether both tell how long visitors may stay: a limit, given as the number that it is."""
    return {head.claim.indicator_id, fact.claim.indicator_id} == {"stay"}


def _only_stay(ctx: Context, head: Fact, fact: Fact) -> bool:
    """Whether the text opens with the one length of stay that it gives, apart from what it was."""
    if not stays(head, fact) or fact.claim.sentence > head.claim.sentence + LEAD:
        return False
    body = (f for f in ctx.facts if f.claim.zone != "headline" and f.claim.indicator_id == "stay")
    return {f.middle for f in body if f.claim.unit == fact.claim.unit and not is_base(ctx, f)} == {fact.middle}


def is_base(ctx: Context, fact: Fact) -> bool:
    """The base of a comparison with another figure of its sentence."""
    own = ctx.by_sentence[fact.claim.sentence]
    if cues.last(fact.lead, "opening", 2) is not None:
        return True  # "the loan, originally 300 million euros, has been raised"
    return fact.slot == "base" and any(f is not fact and f.claim.kind == fact.claim.kind for f in own)
