"""A share against the part and the whole: `s.lo T <= P <= s.hi T`.

The part stands beside the share; the whole is named ("of exports") or is the figure of the broader indicator, or
of all partners, for the same place and period. Earlier shares are checked where part and whole can be taken back
by their growth. Ratios of other things ("equal to 12.4 percent of imports") too. Trap: shares rounded so that they
add up to 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from extractor.checks import calendar, cues, keys, messages, units
from extractor.checks.bases import Base, bases, joined, split, together
from extractor.checks.counted import counted
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.in_order import part_fits, whole_fits
from extractor.checks.intervals import Interval
from extractor.checks.jointly import is_joint, of_several
from extractor.checks.levels import SLIPS, near, per_period
from extractor.checks.named_wholes import named_otherwise
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE
from extractor.checks.repairs import as_stated
from extractor.checks.share_pairs import in_pairs, of_two_beside
from extractor.checks.share_parts import named_flow, of_another, of_told, parts_of
from extractor.checks.share_rests import with_rest
from extractor.checks.share_spelled import change_behind, of_the_change, pointed_at, spelled_out
from extractor.checks.share_told import plainly_told
from extractor.checks.share_wholeless import has_whole
from extractor.checks.sums import added
from extractor.checks.wholes import (
    MOST,
    apposed,
    has_share,
    is_amount,
    is_told_share,
    of_a_plan,
    opens_parts,
    sole,
    told,
    told_before,
    wholes,
)
from extractor.checks.wholes import salient as salient_whole
from extractor.exact import Fraction

FINE = Fraction(1, 50)
"""The unit of the last digit of a whole, as a share of it, above which it fits by chance."""
SUBJECT = 12
"""Words before a whole in which its subject is sought."""
RESTATED = 3
"""Words from an amount to the same one in another currency, at most: "or about"."""
REACH = 100
"""Numbers on each side of a whole among which another one is sought."""


MOST_SURE = GRAMMAR + 1
"""How surely a sentence ties a share to the part and the whole that it tells with it."""
_SIGNED = re.compile(r"[:(]\s*[+−–-]\s*$")
MOST_SIGN = 6
"""Characters before a number in which its sign stands."""
RESPECTIVE = ("respectively",)
"""What stands behind the last of a list, of all of which a share behind it is."""


@check("share_of_total")
def share_of_total(ctx: Context) -> Iterator[Outcome]:
    found = [*_found(ctx)]
    tied = {o.members[-1] for o in found if o.level or int(o.sure) >= FIRM}
    shares = [f for f in ctx.facts if keys.is_share(f)]
    free = [f for f in shares if f not in tied]
    found += in_pairs(ctx, shares, {*free})
    found += (_outcome(*pair, share, LOOSE) for share in free if (pair := of_two_beside(ctx, share)))
    aside = (_of_another_share, _of_both, _of_which, _of_its_whole, _of_signed)
    yield from (o for o in found if o.level or not any(other(ctx, o, found) for other in aside))


def _of_signed(ctx: Context, conflict: Outcome, _: list[Outcome]) -> bool:
    """Whether a part bears a sign, so that it is a change and what seems its share a growth: "foodstuffs: + EUR 11.6
    million (14.2 %); articles of wood: – EUR 18 million (8.6 %)"."""
    starts = (fact.claim.start for fact in conflict.members[:-1])
    return any(_SIGNED.search(ctx.text, max(0, start - MOST_SIGN), start) for start in starts)


def _of_its_whole(_: Context, conflict: Outcome, found: list[Outcome]) -> bool:
    """Whether the share is right for its part, of another whole: "supplied 23.9 tons of the 41.2, or 58 percent, others
    … the remaining 4.5 tons"."""
    held = ((o.members[0], o.members[-1]) for o in found if o.level == 1 and o.sure and len(o.members) == 3)
    return len(conflict.members) == 3 and (conflict.members[0], conflict.members[-1]) in held


def _of_which(ctx: Context, conflict: Outcome, _: list[Outcome]) -> bool:
    """Whether what seems a part is the whole of the share behind it: "earned $1.39 billion, of which the United States
    paid 68 percent"."""
    if len(conflict.members) != 3:
        return False
    part, _whole, share = conflict.members
    beside = share.number == part.number + 1 and share.claim.sentence == part.claim.sentence
    return beside and words(ctx.between(part, share))[:2] == ["of", "which"]


def _of_both(ctx: Context, conflict: Outcome, _: list[Outcome]) -> bool:
    """Whether a share is that of two amounts told as one subject, no part and its whole: "sold $213 million of hides
    and $96 million of beef, about 4 per cent of everything", "27,500 tractors and 3,000 trailers are covered, 6.5
    percent of the 470,000 trucks"."""
    if len(conflict.members) != 3 or not conflict.members[0].number:
        return False
    part, whole, share = conflict.members
    before = ctx.facts[part.number - 1]
    listed = before.claim.sentence == part.claim.sentence and part.lead[-1:] == ("and",) and keys.is_level(before)
    if not listed or share.number < part.number or before.claim.kind != part.claim.kind:
        return False
    if before is whole:
        return part.tail[:1] == ("of",) and whole.tail[:1] == ("of",)
    ratio = added([before.at(1), part.at(1)]) / whole.at(1)
    return ratio is not None and ratio.meets(share.ratio(1))


def _of_another_share(_: Context, conflict: Outcome, found: list[Outcome]) -> bool:
    """Whether a share told apart from part and whole conflicts where another, told beside one of them, is theirs."""
    if len(conflict.members) != 3:
        return False
    part, whole, share = conflict.members
    if share.claim.sentence in (part.claim.sentence, whole.claim.sentence):
        return False
    same = (o for o in found if o.level == 1 and o.members[:2] == (part, whole) and len(o.members) == 3)
    return any(o.members[2].claim.sentence in (part.claim.sentence, whole.claim.sentence) for o in same)


def _found(ctx: Context) -> Iterator[Outcome]:
    shares = [f for f in ctx.facts if keys.is_share(f) and has_whole(ctx, f) and not of_another(ctx, f)]
    for share in shares:
        if joint := is_joint(ctx, share) and of_several(ctx, share):
            yield joint
            continue
        if spelled := spelled_out(ctx, share) or of_the_change(ctx, share):
            yield _outcome(*spelled)
            continue
        if told := plainly_told(ctx, share):
            yield _outcome(*told, MOST_SURE)
            continue
        if change := change_behind(ctx, share):
            yield from _of_named_change(ctx, share, change)
            continue
        parts = [pair for pair in parts_of(ctx, share) if part_fits(ctx, share, pair[0])]
        parts = [pair for pair in parts if not (pair[0].tail[:1] == RESPECTIVE and pair[0].number < share.number)]
        found = settled([[_outcome(part, whole, share, tie) for part, whole, tie in _pairs(ctx, share, parts)]])
        yield from (o for o in found if o.level or not _of_another_time(ctx, o))
        yield from settled([[*_earlier(ctx, share)]])
        yield from settled([[*with_rest(ctx, share, parts)]])
        yield from _jointly(ctx, share)


def _of_another_time(ctx: Context, outcome: Outcome) -> bool:
    """Whether a conflict's part and share are of a whole of another period, flow or thing that the article gives, too:
    "supplied 23.8% of imports, or R34.2 billion" of the month, behind figures of the year."""
    part, whole, share = outcome.members
    if whole.claim.sentence == share.claim.sentence or share.in_words or outcome.retry is None:
        return False
    around = ctx.facts[max(0, whole.number - REACH) : whole.number + REACH]
    others = (f for f in around if is_amount(f) and not f.claim.partner and f.u and f.coarseness <= FINE)
    counts = whole.claim.kind == "count"
    alike = (f for f in others if (f.claim.kind == "count" if counts else f.claim.unit == whole.claim.unit))
    apart = (f for f in alike if _of_other(f, whole))
    return any(outcome.retry((part, f, share)) == 1 for f in apart)


def _of_other(fact: Fact, whole: Fact) -> bool:
    """Whether an amount is of another period, flow or thing than a whole."""
    another = fact.claim.flow != whole.claim.flow or keys.topics(fact, whole) != keys.FULL
    return another or keys.periods(fact, whole) == keys.CONFLICT


def _of_named_change(ctx: Context, share: Fact, change: Fact) -> Iterator[Outcome]:
    """The part of a named change: the only other change before the share in its sentence."""
    before = [f for f in ctx.by_sentence[share.claim.sentence] if f.number < share.number and f.claim.role == "change"]
    told = ctx.facts[share.number - 1] if share.number else share
    named = words(ctx.between(share, change))[-1:] == ["of"]
    if named and not before and told.claim.unit == change.claim.unit and apposed(ctx, share, told):
        yield _outcome(told, change, share, GRAMMAR)  # "701 billion yen, or 64%, of the decline of 1,096 bn"
        return
    one = len(before) == 1 and before[0].claim.unit == change.claim.unit
    if one and before[0].claim.direction == change.claim.direction:
        yield _outcome(before[0], change, share, GRAMMAR)


def _first_told(ctx: Context, share: Fact, part: Fact) -> Fact:
    """A part, or what it only says again in another currency than the whole's: "TND 58 million, or about USD 20
    million, two-thirds of the envelope of TND 87 million"."""
    before = ctx.facts[part.number - 1] if part.number else None
    if before is None or not before.claim.kind == part.claim.kind == "money" or before.claim.unit == part.claim.unit:
        return part
    between = words(ctx.between(before, part))
    again = (between[:1] == ["or"] or part.bracket) and len(between) <= RESTATED
    whole = ctx.facts[share.number + 1 : share.number + 2] if part.number < share.number else []
    return before if again and whole and whole[0].claim.unit == before.claim.unit else part


def _counted_otherwise(whole: Fact, part: Fact) -> bool:
    """Whether the words behind a whole make it the other side of trade: "N5,726.25 billion as imports"."""
    side = whole.tail[1] if whole.tail[:1] == ("as",) and len(whole.tail) > 1 else None
    return side in ("exports", "imports") and part.claim.flow in ("exports", "imports") and part.claim.flow != side


def _pairs(ctx: Context, share: Fact, parts: list[tuple[Fact, int]]) -> Iterator[tuple[Fact, Fact, int]]:
    found = []
    for told_last, tie in parts[:4]:
        part = _first_told(ctx, share, told_last)
        possible = list(wholes(ctx, share, part))
        for whole, other in possible:
            firm = other == KEY and told(ctx, share, part, whole) and [o for _, o in possible].count(KEY) == 1
            paced = per_period(part) != per_period(whole)  # 8,050 a month is no part of a year's 200,000
            apart = paced or (other < GRAMMAR and has_share(ctx, whole))
            found.append((part, whole, LOOSE if apart else GRAMMAR if firm else min(tie, other)))
        if not apposed(ctx, share, part):
            continue
        only = sole(ctx, share, part)
        if only is not None:
            found.append((part, only, SCENE if only.middle >= part.middle else KEY))
        salient = salient_whole(ctx, share, part)
        flow = named_flow(share)
        apart = salient is not None and flow is not None and salient.claim.flow not in ("total", flow)
        if salient is not None and per_period(part) == per_period(salient) and not apart:
            dated = keys.periods(salient, share) == keys.FULL
            found.append((part, salient, SCENE if dated and salient.middle >= part.middle else KEY))
            others = [f for f in told_before(ctx, share, part) if f is not salient and not units.convertible(f, part)]
            found += [(part, other, LOOSE) for other in others]
    found = [pair for pair in found if not (opens_parts(ctx, share, pair[1]) or of_a_plan(share, pair[1]))]
    if share.bracket:  # "subject to a vote (two-thirds of 180 members needed)"
        found = [pair for pair in found if cues.first(pair[1].tail, "required", 3) is None]
    found = [pair for pair in found if whole_fits(ctx, share, pair[1]) and not _of_trade(share, pair[1])]
    found = [pair for pair in found if not _counted_otherwise(pair[1], pair[0])]
    pointed = pointed_at(ctx, share)
    if pointed is not None:
        found.append((*pointed, GRAMMAR))
    if of_told(share):
        found = [pair for pair in found if not is_told_share(ctx, pair[1])]  # "…; petrol was 22.71 per cent of it"
    kept = [
        (
            part,
            whole,
            LOOSE
            if _of_rest(ctx, whole) or _of_others(part, whole, share) or named_otherwise(ctx, share, whole)
            else tie,
        )
        for part, whole, tie in found
    ]
    yield from sorted(kept, key=lambda x: -x[2])[:MOST]


def _of_trade(share: Fact, whole: Fact) -> bool:
    """Whether a share is one of the trade that firms do, not of their number: "10 exporters handled 75 per cent of the
    volume, out of 66 companies"."""
    firms = whole.claim.kind == "count" and cues.first(words(whole.claim.unit or "")[-1:], "in_business", 1) == 0
    return firms and share.tail[:2] == ("of", "the") and cues.first(share.tail[2:3], "trade_done", 1) == 0


def _of_rest(ctx: Context, whole: Fact) -> bool:
    """Whether an amount is that of the rest: "and the remaining groups together earned 259 million"."""
    start = ctx.result.sentences[whole.claim.sentence][0]
    return cues.last(words(ctx.text[start : whole.claim.start])[-SUBJECT:], "remaining", SUBJECT) is not None


def _of_others(part: Fact, whole: Fact, share: Fact) -> bool:
    """Whether a whole is another's: that of each of several, or less than half of the part where no slip of scale
    explains it."""
    if cues.last(whole.lead, "each", 6) is not None:
        return True
    listed = part.claim.sentence == whole.claim.sentence and whole.number < part.number and whole.middle < part.middle
    if listed and cues.last(part.lead, "together", 6) is not None:
        return True  # "and Pakistan 1.8 million; the four together took 11.5 million tonnes, 57 per cent"
    if share.tail[:2] == ("of", "gdp") and whole.number + 1 == part.number:
        return True  # "value added was 8,262 million, and net taxes 1,275 million, or 13.4% of GDP"
    stated = share.ratio(1).hi
    if part.claim.unit == whole.claim.unit and part.middle > whole.middle > 0 and _turned(part, whole, share):
        return True  # "A and B, together 9,840 tonnes, were 31.5% of all imports, estimated at 31,200"
    if part.claim.unit != whole.claim.unit or not whole.middle or not stated or part.middle < 2 * whole.middle:
        return False
    return not any(near(part.middle / whole.middle, slip * stated) for slip in SLIPS)


def _turned(part: Fact, whole: Fact, share: Fact) -> bool:
    """Whether the share fits the other way round, the whole as part of the part."""
    turned = whole.at(1) / part.at(1)
    return turned is not None and share.ratio(1).meets(turned)


def _jointly(ctx: Context, share: Fact) -> Iterator[Outcome]:
    """ "Together, the five accounted for 61 percent of all exports", after a list of five."""
    parts = counted(ctx, share)
    whole = sole(ctx, share, max(parts, key=lambda f: f.middle)) if parts else None
    if whole is None:
        return

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        total, *some = refined(facts[1:], level)
        return (facts[0].ratio(level) * total).meets(added(some))

    made = added([part.at(1) for part in parts])
    ratio = made / whole.at(1)
    message = (
        f"{messages.listed(parts, ' + ', ' + ')} of {messages.name(whole)} are "
        f"{messages.percent(ratio) if ratio else 'no share'}; stated is {messages.name(share)}."
    )
    known = keys.periods(parts[0], whole) == keys.FULL
    yield outcome("share_of_total", (share, whole, *parts), holds, SCENE - LOOSE if known else 0, message)


def _outcome(part: Fact, whole: Fact, share: Fact, tie: int) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        one, two = refined(facts[:2], level)
        return (facts[2].ratio(level) * two).meets(one)

    ratio = part.at(1) / whole.at(1)
    message = (
        f"{messages.name(part)} of {messages.name(whole)} is {messages.percent(ratio) if ratio else 'no share'}; "
        f"stated is {messages.name(share)}."
    )
    return outcome(
        "share_of_total",
        (part, whole, share),
        holds,
        tie - LOOSE,
        message,
        expected=share.ratio(1) * whole.at(1),
        observed=part.at(1),
        target=part,
        stated=as_stated(share, ratio),
        form="share" if part.claim.unit == whole.claim.unit else None,
    )


def _earlier(ctx: Context, share: Fact) -> Iterator[Outcome]:
    """The share in the period before, from part and whole then."""
    for now in ctx.near(share, 1):
        if not keys.is_share(now) or now.claim.role != share.claim.role or keys.periods(now, share) != keys.CONFLICT:
            continue
        if keys.subject(now, share) != keys.FULL:
            continue
        near = [pair for pair in parts_of(ctx, now) if abs(pair[0].claim.sentence - now.claim.sentence) <= 1]
        own = [pair for pair in near if pair[0].claim.sentence == now.claim.sentence]
        for part, tie in (own or near)[:2]:
            found = [(whole, min(tie, other)) for whole, other in wholes(ctx, now, part)]
            found = [pair for pair in found if not named_otherwise(ctx, now, pair[0])]  # "36.5% of the non-oil total"
            made = {whole.id for whole, _ in found if _outcome(part, whole, now, KEY).level}
            if any(_outcome(part, whole, share, KEY).level for whole, _ in found):
                continue  # "436 million (January 2024: 378 million), accounting for 39.7 per cent": that of today
            for whole, least in found[:3]:
                if least >= KEY and (not made or whole.id in made):  # the present share tells which whole is meant
                    yield from _then(ctx, share, part, whole)


def _then(ctx: Context, share: Fact, part: Fact, whole: Fact) -> Iterator[Outcome]:
    for pair in product(bases(ctx, part)[:3], bases(ctx, whole)[:3]):
        if together(*pair) and calendar.span(share.claim.period) in (None, pair[0].span) and len(joined(pair)) > 2:
            yield _earlier_outcome(share, pair)


def _earlier_outcome(share: Fact, pair: tuple[Base, ...]) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        part, whole = split(facts[1:], pair, level)
        return (facts[0].ratio(level) * whole).meets(part)

    part, whole = split(joined(pair), pair, 1)
    ratio = part / whole or Interval(None, None)
    message = f"In the period before the share was {messages.percent(ratio)}; stated is {messages.name(share)}."
    return outcome(
        "share_of_total",
        (share, *joined(pair)),
        holds,
        min(p.tie for p in pair) - LOOSE,
        message,
        expected=ratio,
        observed=share.ratio(1),
    )
