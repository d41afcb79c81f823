"""A whole against its parts: `[T]` meets `Σ[Pi]`.

Exports and imports make up trade; a list makes up the total that opens or closes it ("comprising", "in all");
a part and the rest make up the whole. Without such words a sum is only confirmed, never denied, and only where the
figures are stated within 2 percent. Parts named as some of a whole are not above it together: `T.hi >= Σ Pi.lo`.
Traps: parts that overlap or are a selection ("including", "of which"), parts of several sorts.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from extractor.checks import cues, messages
from extractor.checks.added_up import adding
from extractor.checks.exact_sums import long_sums
from extractor.checks.facts import Context, Fact, refined, whole_numbers, words
from extractor.checks.headlines import itemised
from extractor.checks.intervals import point
from extractor.checks.parts import Partial, partials
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled, unrivalled
from extractor.checks.relations import KEY, LOOSE
from extractor.checks.scene_sums import runs
from extractor.checks.summed import Sum
from extractor.checks.sums import added, adds_up, precise, sums
from extractor.exact import Fraction
from extractor.groups import rows_of

LEFT_OUT = Fraction(1, 200)
"""What a list may leave out of its total, as a part of that."""
LONG = 10_000
MISSED = 100
MOST_ABOVE = 100_000
"""How many times as large as a total a part may be, slips of scale allowed for."""
FINEST_LEFT = Fraction(1, 10)
"""The unit of the last digit of a part told behind a list, as a share of it, at most."""
MOST_PARTS = 8
"""Figures behind a total of which the first may make it, at most."""
LOOSEST = 2
"""The level at which a conflict is one."""


@check("sum_of_parts")
def sum_of_parts(ctx: Context) -> Iterator[Outcome]:
    outcomes = settled(
        [
            _outcome(found)
            for found in (_without_names(ctx, one) for one in group)
            if (found.tie >= KEY or precise(found)) and _possible(ctx, found)
            and not (_short_of(ctx, found) or _in_turn(ctx, found) or _of_its_own(ctx, found))
        ]
        for group in sums(ctx)
    )
    outcomes = (o for o in outcomes if o.level or not (_goes_on(ctx, o) or _closed_before(ctx, o)))
    outcomes = (o for o in outcomes if o.level or not _lacks(ctx, o))
    yield from unrivalled(outcomes, lambda o: frozenset(o.members[1:]))
    yield from map(_outcome, long_sums(ctx))
    yield from (_outcome(Sum(whole, tuple(parts), LOOSE)) for whole, *parts in runs(ctx))
    yield from (_some(found) for found in partials(ctx) if found.disjoint)


def _without_names(ctx: Context, found: Sum) -> Sum:
    """The sum without the numbers by which districts are named: "979 licences in 34 and 681 in 33"."""
    pairs = [*zip(found.parts[::2], found.parts[1::2], strict=False)]
    named = 2 < len(found.parts) == 2 * len(pairs) and all(
        name.text.isdigit() and words(ctx.between(part, name)) == ["in"] for part, name in pairs
    )
    return replace(found, parts=tuple(part for part, _ in pairs)) if named else found


def _possible(ctx: Context, found: Sum) -> bool:
    """Whether parts can add up to the total at all: a balance is no sum of exports and imports and no part of them, one
    side of trade no sum of both, and rates are none but levies on the same partner: "occupancy was 70%: 73% for the
    first quarter and 67% for the second"."""
    flows = {part.claim.flow for part in found.parts}
    balance = found.total.claim.flow == "balance"
    if (balance and {"exports", "imports"} <= flows) or ("balance" in flows and not balance):
        return False
    one_sided = {"exports", "imports"} <= flows and found.total.claim.flow in ("exports", "imports")
    if one_sided and not adding(ctx, found.total):
        return False
    if _at_either_end(ctx, found):
        return False  # "no firm may send out less than 100 tonnes or more than 500"
    largest = max(part.middle for part in found.parts)
    in_words = found.total.claim.kind == "count" and not any(map(str.isdigit, found.total.text))
    if in_words and largest > found.total.middle:
        return False  # "The six main members, taken as one: 4,578"
    if largest > MOST_ABOVE * abs(found.total.middle):
        return False  # "12.3 billion and 4.6 billion. Together, however, these two brought in more"
    if any(part.middle == found.total.middle for part in found.parts) and len(found.parts) > 1:
        return False  # "for 75,000 tonnes, but not for the remaining 225,000"
    if found.total.claim.role != "rate" or found.total.claim.kind != "percent":
        return True
    members = (found.total, *found.parts)
    return any(map(_levied, members)) and all(_same_sides(found.total, part) for part in found.parts)


def _at_either_end(ctx: Context, found: Sum) -> bool:
    """Whether two parts are the least and the most of one thing."""
    return any(
        {a.claim.qualifier, b.claim.qualifier} == {"less_than", "more_than"} and "or" in words(ctx.between(a, b))
        for a, b in itertools.pairwise(found.parts)
    )


def _in_turn(ctx: Context, found: Sum) -> bool:
    """Whether a rate only takes the place of the one before: "went to 84 and then 125 percent"."""
    rates = found.total.claim.kind == "percent"
    return rates and any(words(ctx.between(a, b))[-1:] == ["then"] for a, b in itertools.pairwise(found.parts))


def _levied(fact: Fact) -> bool:
    named = set(words(fact.claim.indicator or "")) & cues.words_of("levy_word")
    return fact.claim.indicator_id in rows_of("set_by_law") or bool(named)


def _short_of(ctx: Context, found: Sum) -> bool:
    """Whether a rest is told without its figure, or a total of the next sentence is set against what the parts should
    have come to: "agreed to ship 100,000 in April and 100,000 in May. But it shipped only 126,000 in all"."""
    last = max(found.parts, key=lambda part: part.number)
    lacks = found.total.middle - sum((part.middle for part in found.parts), Fraction(0))
    if 0 < lacks <= LEFT_OUT * found.total.middle and all(itemised(ctx, part) for part in found.parts):
        return True  # a list may leave out what is too small to tell
    behind = ctx.text[last.claim.end : ctx.result.sentences[last.claim.sentence][1]].partition(",")[2]
    left = cues.first(words(behind), "rest", len(behind)) is not None
    sentence = ctx.text[found.total.claim.end : ctx.result.sentences[found.total.claim.sentence][1]]
    later = all(part.claim.sentence > found.total.claim.sentence for part in found.parts)
    if later and cues.first(words(sentence), "rest", len(sentence)) is not None:
        return True
    if any(cues.first(part.tail, "each", 2) is not None for part in found.parts) or _one_more(ctx, last):
        return True
    if found.total.number < last.number and left:
        return True  # "706,470 tonnes of French and 79,000 of German sugar had been accepted, the remainder rejected"
    opening = words(ctx.sentence_text(found.total.claim.sentence)[:20])[:1]
    later = all(part.claim.sentence < found.total.claim.sentence for part in found.parts)
    return later and bool(opening) and opening[0] in cues.words_of("instead")


def _lacks(ctx: Context, conflict: Outcome) -> bool:
    """Whether another figure of their sentences makes up what the parts lack: "added 95 tankers; June's list had 60
    and July's 11, which makes 166 in all"; one part is told of the other, "two of the four broke down", "54 plants, of
    which six are active"; or another part is told without its figure."""
    total, *parts = conflict.members
    for one, two in itertools.pairwise(sorted(parts, key=lambda part: part.number)):
        between = words(ctx.between(one, two)) if two.number == one.number + 1 else []
        partial = cues.last(between, "partial", 2) is not None
        if partial or between in (["of"], ["of", "the"], ["out", "of"]):
            return True
    said = words(ctx.sentence_text(total.claim.sentence))
    if "vote" in (f.claim.unit for f in conflict.members) and cues.first(said, "abstaining", len(said)) is not None:
        return True  # "voted 7 to 5, with one abstention out of 13"
    if any(part.tail[:2] == ("among", "them") for part in parts):
        return True  # "23 American, seven Chinese and the remainder European, two Poles among them"
    if any(words(ctx.between(part, total))[-3:] in (["out", "of", "the"], ["out", "of"]) for part in parts):
        return True  # "had 160 ewes scanned at 1.7, and 241 lambs alive out of the 272"
    if _leaves_rest(ctx, max(parts, key=lambda part: part.number)):
        return True
    first = min(parts, key=lambda part: part.number)
    before = ctx.facts[first.number - 1] if first.number else first
    another = before not in conflict.members and before.claim.unit == total.claim.unit
    between = words(ctx.between(before, first)) if another and before.middle > first.middle else []
    if cues.first(between, "parts", 2) is not None:
        return True  # "31.6 billion was drugs; the other 21.0 billion, consisting of machinery (9.1 billion) …"
    opens = words(ctx.text[ctx.result.sentences[first.claim.sentence][0] : first.claim.start].rpartition(",")[2])
    if cues.last(opens, "on_top", len(opens)) is not None:
        return True  # "the new levy comes on top of duties of 20.56% and 14.63%, for a combined 45.19%"
    if conflict.retry is None:
        return False
    near = {f.claim.sentence for f in conflict.members}
    told = (f for n in sorted({*near, min(near) - 1}) for f in ctx.by_sentence.get(n, ()))
    others = (f for f in told if f not in conflict.members)
    alike = [f for f in others if f.claim.kind == total.claim.kind and f.claim.unit == total.claim.unit and f.u]
    return any(conflict.retry((*conflict.members, f)) == 1 for f in alike if f.slot != "base")


def _leaves_rest(ctx: Context, last: Fact) -> bool:
    """Whether the sentence of a list ends with a rest that bears no figure: "310 tonnes to France, 170 to the
    Netherlands and the rest to Spain"."""
    end = ctx.result.sentences[last.claim.sentence][1]
    behind = words(ctx.text[last.claim.end : end])
    more = any(f.number > last.number for f in ctx.by_sentence[last.claim.sentence])
    return not more and cues.first(behind, "rest_untold", len(behind)) is not None


def _goes_on(ctx: Context, conflict: Outcome) -> bool:
    """Whether the sentence behind a list tells the part that it lacks: "161 million cartons: Valencias at 60 million, …
    and soft citrus 23 million. Only grapefruit is expected to shrink, to 15 million"."""
    total, *parts = conflict.members
    last = max(parts, key=lambda part: part.number)
    if conflict.retry is None or last.number < total.number:
        return False
    more = [f for f in ctx.by_sentence.get(last.claim.sentence + 1, ()) if f.claim.role == "level" and f.slot != "base"]
    more = [f for f in more if f.claim.kind == last.claim.kind and f.u and f.coarseness <= FINEST_LEFT]
    return any(conflict.retry((*conflict.members, f)) == 1 for f in more if f.claim.unit == last.claim.unit)


def _closed_before(ctx: Context, conflict: Outcome) -> bool:
    """Whether the first parts make the total, so that what follows is another thing's: "made up of 20 percent for
    fentanyl and 125 percent in reciprocal tariffs, as has the 10 percent one on most others"."""
    total = conflict.members[0]
    behind = ctx.facts[total.number + 1 : total.number + 1 + MOST_PARTS]
    told = [f for f in behind if f.claim.kind == total.claim.kind and f.claim.sentence == total.claim.sentence]
    rates = total.claim.kind == "percent"
    return rates and any(adds_up((total, *told[:n]), 1) for n in range(2, len(told)))


def _of_its_own(ctx: Context, found: Sum) -> bool:
    """Whether what a later sentence adds up are its own two things: "Exports to Egypt were 6.45 and to Pakistan 6.38
    million. Beef and lamb were worth 18.9 million together"."""
    if any(part.claim.sentence >= found.total.claim.sentence for part in found.parts):
        return False
    opens = ctx.result.sentences[found.total.claim.sentence][0]
    told = words(ctx.text[opens : found.total.claim.start])
    return "and" in told and cues.first(told, "summed_up", len(told)) is None


def _all_but(members: tuple[Fact, ...]) -> bool:
    """Whether long exact counts miss their total by so little that they are its parts, whatever the words say; then
    one wrong digit is believed."""
    total, *parts = members
    made = sum((part.middle for part in parts), Fraction(0))
    exact = all(f.claim.qualifier == "exact" and f.u == 1 and f.middle >= LONG for f in members)
    return exact and abs(made - total.middle) * MISSED <= total.middle and total.claim.zone == parts[0].claim.zone


def _one_more(ctx: Context, last: Fact) -> bool:
    """Whether a single one closes the list, which is no figure: "four are rented, four shared and one is its own"."""
    behind = words(ctx.text[last.claim.end : ctx.result.sentences[last.claim.sentence][1]])
    return any(pair == ("and", "one") for pair in itertools.pairwise(behind))


def _same_sides(a: Fact, b: Fact) -> bool:
    return {a.claim.place, a.claim.partner} == {b.claim.place, b.claim.partner}


def _outcome(found: Sum) -> Outcome:
    members = (found.total, *found.parts)
    total, *parts = [point(f.middle) for f in members] if whole_numbers(members) else refined(members, 1)
    unit = found.total.claim.unit
    message = (
        f"{messages.listed(found.parts, ' + ', ' + ')} are {messages.span(added(parts), unit, found.total)}; "
        f"stated is {messages.name(found.total)}."
    )
    made = outcome(
        "sum_of_parts",
        members,
        adds_up,
        max(found.tie - LOOSE, int(_all_but(members))),
        message,
        expected=added(parts),
        observed=total,
        target=found.total,
        form="sum",
    )
    return made if made.level else replace(made, core=_core(members))


def _core(members: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The fewest figures that clash: of parts that are above the whole, the largest that are by themselves already, as
    no part is below zero."""
    total, *parts = refined(members, LOOSEST)
    low = {part.id: interval.lo for part, interval in zip(members[1:], parts, strict=True)}
    kept = sorted(members[1:], key=lambda part: low[part.id] or 0)
    if total.hi is None or any(bound is None or bound < 0 for bound in low.values()):
        return members
    while sum((low[part.id] or Fraction(0) for part in kept[1:]), Fraction(0)) > total.hi:
        kept.pop(0)
    return (members[0], *kept)


def _some(found: Partial) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        low, high = added([f.at(level) for f in facts[1:]]).lo, facts[0].at(level).hi
        return low is None or high is None or low <= high

    message = f"{messages.listed(found.parts, ' + ', ' + ')} are told as some of {messages.name(found.whole)}."
    members = (found.whole, *found.parts)
    made = outcome("sum_of_parts", members, holds, FIRM, message)
    return made if made.level else replace(made, core=_core(members))
