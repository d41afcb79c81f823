"""Parts and their whole: exports and imports of a total, lists with a total, shares of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import cues, keys
from extractor.checks.added_up import added_up
from extractor.checks.complements import complements
from extractor.checks.composed import composed
from extractor.checks.counted import counted, numbers
from extractor.checks.facts import Context, Fact, refined, whole_numbers, words
from extractor.checks.intervals import ZERO, Interval, point
from extractor.checks.opposites import opposites
from extractor.checks.relations import KEY, LOOSE, SCENE
from extractor.checks.rests import rests
from extractor.checks.sectors import by_sector
from extractor.checks.sum_lists import of_run, runs
from extractor.checks.summed import NEAR, Sum, is_part, last_whole, nearest, says_rest, summable
from extractor.checks.trade_scene import told_alone
from extractor.checks.trades import Trade, trades
from extractor.exact import Fraction

MOST_PARTS = 12
SLIPPED = 100
"""How many times as large as its total a part is at least where the scale of that has slipped."""
PRECISE = Fraction(2, 100)
"""Without words that tie, parts and total must be stated within this to count as a sum."""


def sums(ctx: Context) -> list[list[Sum]]:
    """For each total the ways to make it up, the surest first; found once an article."""
    if "sums" not in ctx.memo:
        ctx.memo["sums"] = [*_sums(ctx)]
    found: list[list[Sum]] = ctx.memo["sums"]
    return found


def _sums(ctx: Context) -> Iterator[list[Sum]]:
    lists: dict[int, list[list[Fact]]] = {}
    for run in runs(ctx):
        lists.setdefault(run[0].claim.sentence, []).append(run)
    for total in ctx.facts:
        if not is_part(total):
            continue
        found = (
            [Sum(total, (t.exports, t.imports), t.tie) for t in _sides(ctx, total)]
            if total.claim.flow == "total"
            else []
        )
        for number in range(total.claim.sentence - NEAR, total.claim.sentence + NEAR + 1):
            for run in lists.get(number, ()):
                found += [*of_run(ctx, total, run)]
        found += [*_with_rest(ctx, total), *_together(ctx, total), *_by_sector(ctx, total), *_counted(ctx, total)]
        found += [*composed(ctx, total), *added_up(ctx, total), *opposites(ctx, total)]
        found += [Sum(total, parts, tie) for parts, tie in complements(ctx, total, is_part)]
        found += _rests_of(ctx, total)
        if found and _with_others(ctx, total):
            found = [replace(s, tie=LOOSE) for s in found]
        if found:
            yield sorted(found, key=lambda s: -s.tie)[:6]


def _rests_of(ctx: Context, total: Fact) -> list[Sum]:
    """The part of a total and the other one, where they are told so; found once an article."""
    if "other parts" not in ctx.memo:
        ctx.memo["other parts"] = [*rests(ctx)]
    found: list[Sum] = ctx.memo["other parts"]
    return [one for one in found if one.total is total]


def _sides(ctx: Context, total: Fact) -> list[Trade]:
    alone = told_alone(ctx, total)
    return trades(ctx, total) if alone is None else [alone]


def _with_others(ctx: Context, total: Fact) -> bool:
    """Whether a total takes in more than the list before it: "Together with China, they made up $59.3 billion"."""
    sentence = words(ctx.text[ctx.result.sentences[total.claim.sentence][0] : total.claim.start])
    return cues.first(sentence, "added_to", len(sentence)) is not None


def _rests(ctx: Context) -> list[Fact]:
    """The parts that are told as the rest."""
    if "rests" not in ctx.memo:
        ctx.memo["rests"] = [f for f in ctx.facts if is_part(f) and says_rest(ctx, f)]
    found: list[Fact] = ctx.memo["rests"]
    return found


def _with_rest(ctx: Context, total: Fact) -> Iterator[Sum]:
    """Two parts of which one is the rest: "goods made up 284.6 and services the remaining 67.7"."""
    for rest in _rests(ctx):
        if (
            rest is total
            or rest.claim.unit != total.claim.unit
            or abs(rest.claim.sentence - total.claim.sentence) > NEAR + 1
        ):
            continue
        if keys.flows(total, rest) == keys.CONFLICT or keys.periods(total, rest) == keys.CONFLICT:
            continue
        for part in ctx.near(rest, 1):
            if part is total or part.number > rest.number or not is_part(part) or part.claim.unit != rest.claim.unit:
                continue
            if (
                part.slot == "base"
                or keys.flows(part, rest) == keys.CONFLICT
                or keys.periods(part, rest) == keys.CONFLICT
            ):
                continue
            if keys.flows(total, part) != keys.CONFLICT:
                known = keys.broader(total, part) and keys.flows(total, part) == keys.flows(total, rest) == keys.FULL
                inside = ctx.facts[part.number + 1 : rest.number]
                more = any(is_part(f) and f.claim.unit == rest.claim.unit and f.slot != "base" for f in inside)
                tie = KEY if known and not more and keys.periods(total, part) == keys.FULL else LOOSE
                yield Sum(total, (part, rest), SCENE if _of_whole(ctx, total, part, rest) else tie)


def _together(ctx: Context, total: Fact) -> Iterator[Sum]:
    """ "Together they took 138.6 billion", after a sentence that lists what they took each."""
    lead = words(ctx.text[ctx.result.sentences[total.claim.sentence][0] : total.claim.start])
    first = all(f.number >= total.number for f in ctx.by_sentence[total.claim.sentence])
    if not first or cues.first(lead, "together", 1) is None:
        return
    parts = [f for f in ctx.facts[max(0, total.number - 3 * MOST_PARTS) : total.number] if _is_listed(f, total)]
    if len(parts) < 2 or total.claim.sentence - parts[-1].claim.sentence > 1:
        return
    if parts[0].lead[:1] == ("of",):
        return  # "Of the 2.2 million from Thailand and 1.3 million from Vietnam …": a selection
    one_flow = len({f.claim.flow for f in (*parts, total)}) == 1 and len({f.middle for f in parts}) == len(parts)
    told = {numbers()[word] for word in lead[:4] if word in numbers()}
    tie = SCENE if one_flow and told <= {len(parts)} else LOOSE
    yield from nearest([Sum(total, tuple(parts[at:]), tie) for at in range(len(parts) - 1)])


def _counted(ctx: Context, total: Fact) -> Iterator[Sum]:
    """ "Together the six took 807.1", after a list of six."""
    parts = counted(ctx, total)
    if parts and summable(total, parts[0]) and keys.alike_status(total, parts[0]):
        yield Sum(total, parts, SCENE if keys.periods(total, parts[0]) != keys.CONFLICT else LOOSE)


def _is_listed(fact: Fact, total: Fact) -> bool:
    """Whether an amount before a total of its paragraph may be one of the parts that it takes together."""
    same = fact.paragraph == total.paragraph and is_part(fact) and summable(total, fact) and fact.slot != "base"
    return same and not fact.bracket and keys.periods(total, fact) != keys.CONFLICT and keys.alike_status(fact, total)


def _by_sector(ctx: Context, total: Fact) -> Iterator[Sum]:
    yield from (Sum(total, (goods, services), tie) for goods, services, tie in by_sector(ctx, total, is_part))


def _of_whole(ctx: Context, total: Fact, part: Fact, rest: Fact) -> bool:
    """ "$5.95 billion of the total was manufacturing; the remaining $5.51 billion …", the total told just before."""
    beside = part.claim.sentence == rest.claim.sentence and rest.number == part.number + 1
    return beside and cues.first(part.tail, "of_whole", 1) == 0 and total is last_whole(ctx, part)


def precise(found: Sum) -> bool:
    """Whether parts and total are stated finely enough for their agreement to mean anything."""
    slack = sum((f.u for f in (found.total, *found.parts)), ZERO) / 2
    exact = all(f.claim.qualifier == "exact" and f.u for f in (found.total, *found.parts))
    slipped = max(part.middle for part in found.parts) > SLIPPED * found.total.middle
    fine = all(f.u <= PRECISE * f.middle for f in (found.total, *found.parts))
    return exact and (slack <= PRECISE * found.total.middle or (slipped and fine))


def adds_up(members: tuple[Fact, ...], level: int) -> bool:
    """Whether the first member is the sum of the others; counts in whole numbers add up exactly."""
    if whole_numbers(members):
        return members[0].middle == sum((part.middle for part in members[1:]), Fraction(0))
    total, *parts = refined(members, level)
    return total.meets(added(parts))


def added(parts: list[Interval]) -> Interval:
    result = point(0)
    for part in parts:
        result = result + part
    return result
