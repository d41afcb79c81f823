"""The amounts of which a share can be: those beside it, and that of its partner or goods; none of its whole."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR, KEY, LOOSE
from extractor.checks.wholes import BESIDE, is_amount, of_figure, whole_of

_NAMED = 4
"""Words from a share to what it is counted in, at most: "of export value"."""


def parts_of(ctx: Context, share: Fact) -> Iterator[tuple[Fact, int]]:
    """The figures of which the share can be, neighbours in the sentence first."""
    beside = ctx.facts[share.number - 1] if share.number else share
    if beside.slot == "base" and is_amount(beside) and in_other_terms(ctx, beside, share):
        yield beside, GRAMMAR  # "up from 344,000, or about 36 percent of 944,000"
        return
    own = [f for f in ctx.by_sentence[share.claim.sentence] if f.number < share.number]
    if own and own[-1].number == share.number - 1 and _points_back(own[-1]):
        return  # "These four took 71 per cent"
    bracketed = share.bracket and is_amount(beside) and ctx.between(beside, share).strip() == "("
    again = is_amount(beside) and beside.lead[-1:] != ("of",) and in_other_terms(ctx, beside, share)
    bracketed = bracketed or again
    near = [beside] if bracketed else sorted(ctx.near(share, 1), key=lambda f: abs(f.number - share.number))
    for part in near:  # "goods for Rs 225.2 billion (81.3 percent of exports), the deficit being Rs 846.0 billion"
        if not is_amount(part) or (keys.flows(part, share) == keys.CONFLICT and part.claim.flow != "balance"):
            continue
        same = part.claim.sentence == share.claim.sentence
        if (part.slot == "base" and share.slot != "base") or part.slot == "aside" or _left_with(ctx, part, share):
            continue
        if of_told(share) and part.number == share.number - 1 and not _two_before(ctx, share):
            continue  # "yielded Rp173.8 trillion, 96.1 percent of it from tobacco"
        if _in_other_kind(part, share) or _of_next_clause(ctx, part, share):
            continue
        if _inside(ctx, part, share) or (not same and _of_other_flow(part, share)):
            continue
        if _over_it(ctx, part, share) or _shared(ctx, share, part):
            continue
        if _of_change(ctx, part) or whole_of(ctx, part) not in (None, share):
            continue
        if _has_own(ctx, part, share) or (part.claim.sentence > share.claim.sentence and _of_named(ctx, share)):
            continue
        if keys.periods(part, share) == keys.CONFLICT or (
            part.claim.partner and share.claim.partner and part.claim.partner != share.claim.partner
        ):
            continue
        if keys.subject(part, share) == keys.FULL and keys.periods(part, share) == keys.FULL:
            yield part, KEY
        elif same and abs(part.number - share.number) <= 2:
            before = part.number == share.number - 1 and len(ctx.between(part, share)) < 40
            yield part, GRAMMAR if before and of_figure(ctx, share) else LOOSE
    if not bracketed:
        yield from ((part, KEY) for part in _told_elsewhere(ctx, share))


def of_another(ctx: Context, share: Fact) -> bool:
    """Whether somebody else's figure is told as a share of the one before: "Americans spend 6,200 crowns, Slovaks
    roughly a third of that"."""
    that = share.tail[:2] == ("of", "that") and share.number > 0
    before = ctx.facts[share.number - 1]
    told = ctx.between(before, share) if that and before.claim.sentence == share.claim.sentence else ""
    return told[:2] in (", ", "; ") and bool(set(words(told)) - cues.words_of("light"))


def of_told(share: Fact) -> bool:
    """Whether a share is of an amount told before: "96 percent of it", "72% of them to Vietnam"."""
    return share.tail[:1] == ("of",) and share.tail[1:2] != () and share.tail[1] in cues.words_of("taken_up")


def _in_other_kind(part: Fact, share: Fact) -> bool:
    """Whether a share is told to be of volume where the part is money, or of value where it is none: "35 per cent of
    export value but only 13 per cent of volume"."""
    behind = share.tail[:_NAMED]
    volume, value = (cues.first(behind, kind, _NAMED) for kind in ("in_volume", "in_value"))
    if volume is None and value is None:
        return False
    in_money = volume is None or (value is not None and value < volume)
    return in_money != (part.claim.kind == "money")


def _of_next_clause(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether a semicolon sets an amount behind a share apart, as another's: "Emmental makes up a seventh of the total;
    Gruyère, with 9,100 tonnes, was down"."""
    return part.number == share.number + 1 and ";" in ctx.between(share, part)


def _points_back(part: Fact) -> bool:
    """Whether a few in words only take up what was told before: "these five countries received 63.8 percent"."""
    few = part.claim.kind == "count" and not any(c.isdigit() for c in part.text)
    return few and cues.last(part.lead, "pointing", 1) is not None


def _told_elsewhere(ctx: Context, share: Fact) -> list[Fact]:
    """The amount of a share's partner or goods elsewhere in the article, where that gives just one: "exports to the
    United States fell to 44.4 billion. … The United States bought 73.6% of Canadian exports"."""
    if not (share.claim.partner or keys.topic(share.claim.indicator)) or share.claim.period is None:
        return []
    like = [f for f in keys.alike(ctx, share) if is_amount(f) and keys.periods(f, share) == keys.FULL]
    far = [f for f in like if abs(f.claim.sentence - share.claim.sentence) > 1]
    one = len({f.middle for f in like}) == 1 and keys.flows(like[0], share) == keys.FULL
    return [f for f in far if f.slot != "aside" and f.claim.zone != "headline"][:1] if one else []


def _inside(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether an amount is that of a part told in passing, of whose whole the share is: "energy, including coal worth
    $760 million, accounted for 20 percent"."""
    closed = part.number < share.number and ctx.between(part, share).lstrip()[:1] in (",", ")")
    or_so = words(ctx.between(part, share))[:1] == ["or"]
    return closed and not or_so and cues.last(part.lead, "partial", 4) is not None


def _two_before(ctx: Context, share: Fact) -> bool:
    """Whether two amounts of a unit stand before a share in its sentence, so that "of it" may mean the first."""
    own = [f for f in ctx.by_sentence[share.claim.sentence] if f.number < share.number and is_amount(f)]
    return len(own) > 1 and own[-1].claim.unit == own[-2].claim.unit


def _of_other_flow(part: Fact, share: Fact) -> bool:
    """Whether the words behind a share name a flow that an amount isn't of: "a deficit of 4.4 billion. The port handled
    26.3% of the imports"."""
    return part.claim.flow not in (None, "total", named_flow(share) or part.claim.flow)


def named_flow(share: Fact) -> str | None:
    """The flow of the whole that the words behind a share name: "78 per cent of its steel exports"."""
    named = [w for w in share.tail[1:5] if w in ("exports", "imports")]
    return named[0] if named and share.tail[:1] == ("of",) else None


def _of_named(ctx: Context, share: Fact) -> bool:
    """Whether a share's whole follows at once, so that its own sentence has told what is shared: "cover 65 percent of
    the 108 million dollars"."""
    after = ctx.facts[share.number + 1 : share.number + 2]
    return bool(after) and is_amount(after[0]) and words(ctx.between(share, after[0])) in (["of", "the"], ["of"])


def in_other_terms(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether only "or", and at most a word like "about", joins a share to the amount before it."""
    between = words(ctx.between(part, share))
    return part.claim.sentence == share.claim.sentence and between[:1] == ["or"] and len(between) <= 2


def _over_it(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether a share in brackets is what an earlier amount makes of this one: "$295.4 billion on $438.9 billion (67
    percent)"."""
    before = ctx.facts[part.number - 1] if part.number else part
    over = words(ctx.between(before, part)) in (["on"], ["over"]) and before.claim.kind == part.claim.kind
    return over and share.bracket and share.number == part.number + 1


def _shared(ctx: Context, share: Fact, part: Fact) -> bool:
    """Whether the share is that of several parts: "gold 3.5 and coffee 2.6 billion, together three quarters"."""
    return part.number < share.number and cues.last(share.lead, "jointly", BESIDE) is not None


def _has_own(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether another share stands in brackets right behind an amount: "plastics with 18.6 billion (24.6%)"."""
    after = ctx.facts[part.number + 1 : part.number + 2]
    return bool(after) and after[0] is not share and after[0].bracket and keys.is_share(after[0])


def _of_change(ctx: Context, part: Fact) -> bool:
    """Whether the words make an amount the size of a change, or it follows one in its sentence: "a fall in the deficit
    of $121 billion, or 10.3%", "the drop comes to 209.8 million or 6.0%, and without ships it is 152.3 million or
    4.5%"."""
    change, growth = ctx.facts[part.number - 2 : part.number] if part.number > 1 else (part, part)
    row = {f.claim.sentence for f in (change, growth, part)} == {part.claim.sentence}
    if row and (change.claim.role, growth.claim.role) == ("change", "growth") and change.claim.unit == part.claim.unit:
        pointed = cues.last(part.lead, "anew_subject", 2) is not None
        if pointed and cues.last(part.lead, "conversion_verb", 1) is not None and ctx.between(change, growth) == " or ":
            return True
    told = cues.direction(part.lead)
    return told is not None and part.lead[-1:] == ("of",) and part.lead[len(part.lead) - told[1] :][:1] == ("in",)


def _left_with(ctx: Context, part: Fact, share: Fact) -> bool:
    """Whether the share is what something leaves another with: "sales rose to 10 billion, which leaves the EU with 57
    percent"."""
    between = words(ctx.between(part, share))
    return part.number < share.number and between[-1:] == ["with"] and cues.first(between, "leaves", 9) is not None
