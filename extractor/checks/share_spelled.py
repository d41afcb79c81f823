"""The part and the whole that the words right beside a share spell out or point back to."""

from __future__ import annotations

from extractor.checks import cues, keys
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import per_period
from extractor.checks.parts import taken_of
from extractor.checks.relations import GRAMMAR
from extractor.checks.share_parts import in_other_terms
from extractor.checks.wholes import is_amount

MOST_BETWEEN = 9
"""Words between a share and the whole that it names, at most."""


def spelled_out(ctx: Context, share: Fact) -> tuple[Fact, Fact, Fact, int] | None:
    """Part, whole and share told in a row: "sold goods for $119.5 billion, or 39.5 percent of its total exports of
    $405.5 billion", "around 590,000t, or 31pc, of the 1.92mt crop"."""
    if not 0 < share.number < len(ctx.facts) - 1:
        return None
    part, whole = ctx.facts[share.number - 1], ctx.facts[share.number + 1]
    told_so = ctx.between(part, share).rstrip().endswith(", or") and part.claim.sentence == share.claim.sentence
    if not is_amount(part) or not is_amount(whole) or not (told_so or in_other_terms(ctx, part, share)):
        return None
    between = words(ctx.between(share, whole))
    row = between[:1] == ["of"] and between[-1:] == ["of"] and 2 < len(between) <= MOST_BETWEEN
    row = row or (between in (["of", "the"], ["of", "its"], ["of", "a"]) and told_so)
    plain = set(ctx.between(share, whole).lstrip(",")).isdisjoint(",;:.") and part.claim.unit == whole.claim.unit
    one = whole.claim.sentence == share.claim.sentence and per_period(part) == per_period(whole)
    return (part, whole, share, GRAMMAR) if row and plain and one else None


def of_the_change(ctx: Context, share: Fact) -> tuple[Fact, Fact, Fact, int] | None:
    """Part, whole and share where a change opens the sentence as the whole: "Of the gain of 124.65 billion, soybean oil
    explains 104.6 billion, or 84 percent"."""
    change = ctx.by_sentence[share.claim.sentence][0]
    part = ctx.facts[share.number - 1]
    framed = change.claim.role == "change" and change.lead[:1] == ("of",) and change.number < part.number
    named = share.tail[:1] == ("of",) or part.claim.unit != change.claim.unit or part.slot == "base"
    named = named or part.middle > change.middle  # "of a rise of 300 million, to $6.2 billion, or 8 percent"
    return (part, change, share, GRAMMAR) if framed and not named and in_other_terms(ctx, part, share) else None


def change_behind(ctx: Context, share: Fact) -> Fact | None:
    """The change that the words behind a share name as its whole: "83% of the section's $630 million increase"."""
    for change in ctx.facts[share.number + 1 : share.number + 2]:
        between = words(ctx.between(share, change))
        near = len(between) <= MOST_BETWEEN // 2 + (between[-1:] == ["of"])  # "of the overall decline of 1,096 billion"
        if change.claim.role == "change" and between[:1] == ["of"] and near:
            return change
    return None


def pointed_at(ctx: Context, share: Fact) -> tuple[Fact, Fact] | None:
    """ "exports were $1.2 billion in 2020; last year they were $12 million, just 1 percent of that", "$3.57 billion, 91
    percent of it, or $3.25 billion, from China": part and whole."""
    part = ctx.facts[share.number - 1] if share.number and share.bracket else None
    if part is not None and ctx.between(part, share).strip().endswith("(") and (whole := taken_of(ctx, part)):
        return part, whole
    if len(share.tail) != 2 or cues.first(share.tail, "of_whole", 1) != 0 or share.number < 1:
        return None
    own = [f for f in ctx.by_sentence[share.claim.sentence] if f.slot != "base" and is_amount(f)]
    before, after = [f for f in own if f.number < share.number], [f for f in own if f.number == share.number + 1]
    if before and before[-1].number == share.number - 1 and len(before) == 1 and in_other_terms(ctx, before[0], share):
        told = ctx.by_sentence.get(share.claim.sentence - 1, ())
        told = [f for f in told if f.slot != "base" and is_amount(f) and f.claim.unit == before[0].claim.unit]
        return (before[0], told[0]) if len(told) == 1 and keys.flows(before[0], told[0]) == keys.FULL else None
    behind = words(ctx.between(share, after[0]))[2:] if after else []
    if after and before and (behind == ["or"] or (after[0].bracket and not behind)):
        whole, part = before[-1], after[0]
    elif len(before) > 1 and before[-1].number == share.number - 1:
        whole, part = before[-2:]
    else:
        return None
    one = whole.claim.sentence == part.claim.sentence == share.claim.sentence
    alike = is_amount(part) and is_amount(whole) and part.claim.unit == whole.claim.unit
    plain = not (part.bracket or whole.bracket or share.bracket) and keys.flows(part, whole) != keys.CONFLICT
    plain = plain or (part is not before[-1] and part.bracket)
    return (part, whole) if one and alike and plain and len(ctx.between(part, share)) < 30 else None
