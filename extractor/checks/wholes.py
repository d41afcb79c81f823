"""The whole that a share is of: named ("of exports"), told just before, or the only total of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import cues, keys, units
from extractor.checks.facts import Context, Fact, words
from extractor.checks.relations import GRAMMAR, KEY, LOOSE

MOST = 6
LEFT = 3
"""Words between "leaving" and what is left, at most."""
MOST_WORDS = 3
"""Words between a share and its whole, at most."""
LED_TO = 5
"""The same where "of" leads to it."""
NEAR = 5
"""Sentences before a share in which its unnamed whole may stand."""
BESIDE = 12
"""Words at most between what is tied to a share and the share."""
WINDOW = 60
"""Figures before and after a share among which its whole is sought."""


def of_figure(ctx: Context, share: Fact) -> bool:
    after = ctx.facts[share.number + 1 : share.number + 2]
    return bool(after) and is_amount(after[0]) and _follows(ctx, share, after[0])


def whole_of(ctx: Context, fact: Fact) -> Fact | None:
    """The share before an amount that is its whole: "two thirds of its 8.8 million tons"."""
    before = ctx.facts[fact.number - 1] if fact.number else None
    if before is None or not keys.is_share(before):
        return None
    between = words(ctx.between(before, fact))
    return before if between[:1] == ["of"] and len(between) <= MOST_WORDS else None


def is_amount(fact: Fact) -> bool:
    return fact.claim.kind in ("money", "count", "measure") and fact.claim.role == "level" and fact.middle > 0


def opens_parts(ctx: Context, share: Fact, fact: Fact) -> bool:
    """Whether an amount behind a share is the first part of what the share is of: "trade was 9.34 billion, 70.7 percent
    of turnover, comprising 7.31 billion of exports", "42% of exports: 300 million to China, most of the rest to India".
    """
    if fact.number <= share.number:
        return False
    listed = ctx.between(share, fact).rstrip().endswith(":") and fact.claim.partner and not share.claim.partner
    return bool(listed) or cues.last(words(ctx.between(share, fact)), "opens_parts", 1) is not None


def of_a_plan(share: Fact, fact: Fact) -> bool:
    """Whether a share is that of a plan, which the fact isn't: "43 per cent of target; the rest, Sh45.4 billion"."""
    asked = share.tail[:1] == ("of",) and cues.first(share.tail, "planned", 3) is not None
    planned = cues.last(fact.lead, "planned", 8) is not None or cues.first(fact.tail, "planned", 4) is not None
    return asked and not planned and fact.claim.status == "reported"


def apposed(ctx: Context, share: Fact, part: Fact) -> bool:
    """Whether the words make the part and its share one: "$86.0 billion, or 9.9% of exports", "with 1.3 million tonnes,
    China had a share of 31.7%", "made up 38 percent, or 2 million"."""
    inside = ctx.facts[min(part.number, share.number) + 1 : max(part.number, share.number)]
    if part.claim.sentence != share.claim.sentence or any(f.slot != "base" for f in inside):
        return False
    between = ctx.between(part, share)
    tokens = words(between)
    if opens_parts(ctx, share, part):
        return False
    after = part.number > share.number and tokens[:1] == ["of"] and cues.last(tokens, "share_amount", 1) is not None
    told = after or cues.last(tokens, "share_tie", 3) is not None
    told = told or (part.number < share.number and cues.first(share.tail, "of_whole", 1) == 0)
    return len(between) < 60 and told and not _one_is_base(part, share)


def _one_is_base(a: Fact, b: Fact) -> bool:
    return (a.slot == "base") != (b.slot == "base")


def salient(ctx: Context, share: Fact, part: Fact) -> Fact | None:
    """The whole that a share without one named must mean: the only amount of its measure, period, place and flow in the
    sentences before; None where several stand there or another whole is named."""
    flow = _named_flow(share) or share.claim.flow
    found = [f for f in told_before(ctx, share, part) if keys.agree(f.claim.flow, flow) != keys.CONFLICT]
    if len({f.middle for f in found}) != 1 or any(units.convertible(f, part) for f in found):
        return None
    whole = found[-1]
    if any(_is_part(ctx, f) for f in found):
        return None
    near = share.claim.sentence - whole.claim.sentence <= 1 or whole.claim.period is None
    undated = share.claim.period is None and near
    told = (keys.periods(whole, share) == keys.FULL or undated) and (
        keys.agree(whole.claim.place, share.claim.place) == keys.FULL
    )
    whose = whole.claim.partner in (None, share.claim.partner)
    return whole if told and whose and keys.alike_status(whole, share) else None


def sole(ctx: Context, share: Fact, part: Fact) -> Fact | None:
    """The whole that the words after a share name ("of all exports", "of the total"), where the article gives only one
    such figure for the part's place and period; None where it gives several or none."""
    flow = _named_whole(share, part)
    if flow is None or part.claim.period is None:
        return None
    found = [f for f in ctx.around(share, WINDOW) if f is not part and _is_total(ctx, f, part, flow)]
    if not found:
        return None
    best = min(found, key=lambda f: f.coarseness)
    return best if all(best.at(1).meets(f.at(1)) for f in found) else None


def _named_whole(share: Fact, part: Fact) -> str | None:
    """The flow of the whole that the words after a share name."""
    named = list(share.tail[1:4]) if share.tail[:1] == ("of",) else []
    return _named_flow(share) or (part.claim.flow if cues.first(named, "whole", 1) is not None else None)


def _is_total(ctx: Context, fact: Fact, part: Fact, flow: str) -> bool:
    """Whether a figure is one of all partners, or of the broader thing, in a part's unit, place and period."""
    one, two = fact.claim, part.claim
    amount = is_amount(fact) and fact.slot != "base" and one.status == two.status and one.flow == flow
    same = one.kind == two.kind and (one.kind == "count" or one.unit == two.unit)
    plain = one.partner is None and not keys.topic(one.indicator)
    wide = keys.broader(fact, part) or (plain and (flow != two.flow or fact.middle > part.middle))
    scene = keys.periods(fact, part) == keys.agree(one.place, two.place) == keys.FULL
    return amount and same and wide and scene and not _is_part(ctx, fact)


def told_before(ctx: Context, share: Fact, part: Fact) -> list[Fact]:
    """The amounts of a part's measure in the sentences before it, the nearest first; no bases and conversions."""
    found: list[Fact] = []
    for fact in reversed(ctx.facts[: min(part.number, share.number)]):
        if share.claim.sentence - fact.claim.sentence > NEAR or fact.claim.zone == "headline":
            break
        counts = fact.claim.kind == part.claim.kind == "count"
        alike = counts or fact.claim.unit == part.claim.unit or units.convertible(fact, part)
        plain = alike and is_amount(fact) and fact.slot != "base" and not fact.bracket
        if plain and keys.periods(fact, share) != keys.CONFLICT:
            found.append(fact)
    return found


def _is_part(ctx: Context, amount: Fact) -> bool:
    """Whether an amount is itself told with its share of something larger: "51.8 percent, or 11.29 trillion yuan"."""
    beside = ctx.facts[max(0, amount.number - 1) : amount.number + 2]
    if keys.is_share(beside[0]) and ctx.between(beside[0], amount).strip() == ", at":
        return True  # "were 24.6 percent, at 45.2 billion"
    if is_told_share(ctx, amount):
        return True
    return any(keys.is_share(f) and f.claim.role == "share" and apposed(ctx, f, amount) for f in beside)


def has_share(ctx: Context, amount: Fact) -> bool:
    """Whether an amount has its own share right beside it, in or before brackets: "$5.46 billion, 83.0% of exports",
    "37.2% of sales ($29.65 billion"."""
    before, after = (ctx.facts[n] if 0 <= n < len(ctx.facts) else None for n in (amount.number - 1, amount.number + 1))
    led = before is not None and keys.is_share(before) and amount.bracket and not amount.lead
    behind = after is not None and keys.is_share(after) and after.claim.role == "share"
    joined = behind and after is not None and ctx.between(amount, after).strip() in (",", "(", ", or", "or")
    return led or joined


def is_told_share(ctx: Context, amount: Fact) -> bool:
    """Whether an amount is said to be a share of something: "China's 1.97 trillion was 23.33 per cent of the bill"."""
    behind = ctx.facts[amount.number + 1 : amount.number + 2]
    between = words(ctx.between(amount, behind[0])) if behind and keys.is_share(behind[0]) else []
    return len(between) == 1 and between[0] in cues.words_of("copula")


def wholes(ctx: Context, share: Fact, part: Fact) -> Iterator[tuple[Fact, int]]:
    named = _named_flow(share)
    count = 0
    for whole in ctx.around(share, WINDOW):
        if whole is part or not is_amount(whole) or whole.claim.kind != part.claim.kind or count >= MOST:
            continue
        if cues.last(whole.lead, "leaves", LEFT) is not None:
            continue  # "together made up 82 percent, leaving 12.7 billion for everything else"
        if _follows(ctx, share, whole):
            yield whole, GRAMMAR if abs(part.number - share.number) == 1 else KEY
            continue
        if whole.middle < part.middle or (whole.slot == "base") != (share.slot == "base"):
            continue
        if whole.claim.kind != "count" and whole.claim.unit != part.claim.unit:
            continue
        if (
            keys.periods(whole, part) == keys.CONFLICT
            or keys.agree(whole.claim.place, part.claim.place) == keys.CONFLICT
        ):
            continue
        if whole.claim.flow == "balance" and _of_trade(share):
            continue
        same_flow = keys.flows(whole, part) if named is None else keys.agree(whole.claim.flow, named)
        if same_flow == keys.CONFLICT:
            if named is None and whole.claim.flow == "total" and part.claim.flow in ("exports", "imports"):
                yield whole, LOOSE  # "trade was 2,687.5 billion. Exports rose to 601.2, 22.4 percent of the total"
            continue
        count += 1
        known = keys.periods(whole, part) == keys.FULL and same_flow == keys.FULL and whole.claim.flow is not None
        wider = keys.broader(whole, part) or (named is not None and named != part.claim.flow)
        yield whole, KEY if known and wider and whole.claim.status == part.claim.status else LOOSE


def told(ctx: Context, share: Fact, part: Fact, whole: Fact) -> bool:
    """ "… were $58.4 billion, or 19.5 percent of the total", the total just before."""
    beside = abs(part.number - share.number) == 1 and len(ctx.between(part, share)) < 50
    if part.number > share.number and cues.first(words(ctx.between(part, share)), "share_tie", BESIDE) is None:
        return False  # "A, or 32 percent of the total, ahead of B with 1.4 billion": B's share isn't told
    if opens_parts(ctx, share, part):
        return False
    named = list(share.tail[1:4]) if share.tail[:1] == ("of",) else []
    total = cues.first(named, "whole", 1) is not None or _named_flow(share) is not None
    return (
        beside
        and total
        and part.claim.sentence == share.claim.sentence
        and abs(whole.claim.sentence - part.claim.sentence) <= 1
    )


def _of_trade(share: Fact) -> bool:
    """Whether the words after a share name trade as its whole, and no balance: "equals 3% of total trade"."""
    named = list(share.tail[1:5]) if share.tail[:1] == ("of",) else []
    balance = any(cues.first(named, kind, 4) is not None for kind in ("surplus", "deficit"))
    return cues.first(named, "total", 3) is not None and not balance


def _follows(ctx: Context, share: Fact, whole: Fact) -> bool:
    """ "73 percent of 41 million foreign entries": the whole right after the share."""
    if whole.number != share.number + 1:
        return False
    between = words(ctx.between(share, whole))
    pointed = cues.first(between, "of_whole", 1) == 0  # "91 percent of it, or $3.25 billion"
    near = len(between) <= 3 or (between[-1:] == ["of"] and len(between) <= LED_TO)  # "of its target of $180 million"
    return between[:1] == ["of"] and near and not pointed


def _named_flow(share: Fact) -> str | None:
    """The flow that the words after a share name as its whole: "12.4 percent of imports"."""
    tail = list(share.tail[:5])
    if "of" not in tail:
        return None
    for flow in ("exports", "imports"):
        if cues.first(tail[tail.index("of") + 1 :], flow, 3) is not None:
            return flow
    return None
