"""Ranks: what is named first is not below what follows it.

"Germany (21.3) had the largest surplus, followed by Ireland (7.6)" ties neighbours by its words; a list after
"biggest", and the biggest partner against the others, only confirm. Trap: "the smallest", and lists in no order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.falling_lists import out_of_order
from extractor.checks.levels import per_period
from extractor.checks.places_taken import by_ordinals, in_numbered_lists
from extractor.checks.registry import FIRM, Outcome, check, outcome

MOST = 8
_THEN_PAST = re.compile(r",? then([,;.])")
"""A "then" of the past: "exports covered 57.5 percent of imports then; this time …"."""
LENGTHS = frozenset({"km", "m", "mi"})
"""Units in which ways are told, one after another."""
OPENING = 60
"""Characters of a sentence in which its first words stand."""
OPENED = 4
"""Words at its beginning among which it is said to follow."""
BEHIND = 12
_THEN = 4
"""Words between "then" and what comes next in rank, at most."""


@check("rank_order")
def rank_order(ctx: Context) -> Iterator[Outcome]:
    lines = [*_lines(ctx)]
    for line in lines:
        yield from _list(ctx, line)
    yield from out_of_order(ctx, (line for line in lines if _is_by_size(ctx, line)))
    yield from _leader(ctx)
    yield from _next_in_rank(ctx)
    yield from (_outcome(pair, True) for pair in by_ordinals(ctx))
    yield from (_outcome(items, True) for items in in_numbered_lists(ctx))


def _is_by_size(ctx: Context, line: list[Fact]) -> bool:
    """Whether nothing says that the figures of a line stand in another order than their own falling one."""
    run, first = tuple(line), line[0]
    otherwise = _low(ctx, first) or _by_other_measure(ctx, first)
    otherwise = otherwise or (first.claim.role != "share" and _by_share(ctx, run))
    bare = first.claim.role == "share" and any(fact.text[-1:].isdigit() for fact in line)  # "(14.2%), … Russia (23.08)"
    otherwise = otherwise or bare
    return first.claim.role != "growth" and _comparable(line) and not otherwise


def _next_in_rank(ctx: Context) -> Iterator[Outcome]:
    """The one amount of the sentence that names the biggest, and the first of the next, which opens with what follows
    it: "Poland was the largest market with $266 million. It was followed by Spain at $449 million"."""
    for number in sorted(ctx.by_sentence):
        opening = words(ctx.sentence_text(number)[:OPENING])
        pointed = opening[:1] and opening[0] in cues.words_of("pronoun")
        at = cues.first(opening, "follow", OPENED)
        named = cues.first(opening, "came_next", OPENED) is not None  # "England came next with $1.1 billion"
        if not named and (at is None or opening[at] == "then" or (at and not pointed)):
            continue
        told = [f for f in ctx.by_sentence.get(number - 1, ()) if not f.bracket and f.slot not in ("base", "aside")]
        told = [f for f in told if keys.is_level(f)]
        first = ctx.by_sentence[number][0]
        if len(told) != 1 or not (_superlative(ctx, told[0]) or _named_biggest(ctx, told[0])) or _low(ctx, told[0]):
            continue
        leader = told[0]
        if _by_other_measure(ctx, leader):
            continue
        same = first.claim.role == leader.claim.role == "level" and first.claim.unit == leader.claim.unit
        near = first.paragraph == leader.paragraph and keys.periods(leader, first) != keys.CONFLICT
        kind = leader.claim.flow == first.claim.flow and (leader.claim.flow or keys.related(leader, first))
        if same and near and kind and first.slot != "base":
            yield _outcome((leader, first), True)


def _named_biggest(ctx: Context, leader: Fact) -> bool:
    """Whether a sentence tells of the biggest behind its one amount: "With 4.1 million Spain was first"."""
    after = words(ctx.text[leader.claim.end : ctx.result.sentences[leader.claim.sentence][1]])
    return cues.first(after, "superlative", BEHIND) is not None


def _lines(ctx: Context) -> Iterator[list[Fact]]:
    """Figures of one kind, role and unit for different things, close to one another in a line."""
    groups: dict[tuple[object, ...], list[list[Fact]]] = {}
    for fact in ctx.facts:
        claim = fact.claim
        if claim.value is None or claim.role not in ("level", "growth", "share") or fact.slot in ("base", "aside"):
            continue
        if claim.unit in LENGTHS and not _superlative(ctx, fact):
            continue  # "a 7.4-kilometre conveyor, then rail for 60 kilometres"
        before = ctx.facts[fact.number - 1] if fact.number else fact
        sized = claim.role == "growth" and before.claim.role == "level" and before.claim.sentence == claim.sentence
        if sized and cues.first(words(ctx.between(before, fact)), "of_amount", 3) is not None:
            continue  # "led with $1.3 billion, a rise of 15%, followed by cars, which leaped 47% to $1.17 billion"
        if _inner(ctx, fact):
            continue  # "(2.86 million in two categories of 1.62 and 1.24 million), then wire rod"
        sized = before.claim.role == "level" and before.claim.sentence == claim.sentence
        if fact.bracket and (claim.role == "growth" or (claim.role == "share" and sized)):
            continue  # "1,412 million (+18.7%), ahead of avocados, with 1,291 million (+8.6%)"
        runs = groups.setdefault(
            (
                fact.paragraph, claim.kind, claim.unit if claim.kind != "count" else "", claim.role, claim.direction,
                per_period(fact),
            ),
            [[]],
        )
        if cues.last(fact.lead, "together", 6) is not None:
            runs.append([])  # "the three together committed 57.5"
            continue
        if runs[-1] and (
            fact.claim.sentence != runs[-1][-1].claim.sentence and _orders_anew(ctx, fact)
        ):
            runs.append([])
        if runs[-1] and (
            len(ctx.between(runs[-1][-1], fact)) > 60 or keys.periods(runs[-1][-1], fact) == keys.CONFLICT
        ):
            runs.append([])
        runs[-1].append(fact)
    for found in groups.values():
        yield from (run[:MOST] for run in found if len(run) > 1)


def _inner(ctx: Context, fact: Fact) -> bool:
    """Whether a figure in brackets stands behind another one there, of which it is a part."""
    opened = ctx.text.rfind("(", 0, fact.claim.start)
    told = ctx.text[opened : fact.claim.start]
    return fact.claim.role == "level" and opened >= 0 and ")" not in told and any(c.isdigit() for c in told)


def _list(ctx: Context, run: list[Fact]) -> Iterator[Outcome]:
    told = [_follows(words(_THEN_PAST.sub(r"\1", ctx.between(a, b)))) for a, b in itertools.pairwise(run)]
    one_flow = len({f.claim.flow for f in run if f.claim.flow}) < 2 and _comparable(run)
    if any(told) and one_flow:
        first = told.index(True)
        last = len(told) - told[::-1].index(True)
        while last < len(told) and words(ctx.between(run[last], run[last + 1]))[:1] == ["and"]:
            if cues.first(run[last + 1].tail, "sum_tail", 3) is not None:
                break  # "up by 125 per cent, followed by 25 per cent, and by 182 per cent in all"
            last += 1  # "followed by A and B"
        told_run = tuple(run[first : last + 1])
        otherwise = _low(ctx, run[first]) or _by_share(ctx, told_run) or _by_level(ctx, told_run)
        otherwise = otherwise or _by_other_measure(ctx, run[first])
        yield _outcome(told_run, not otherwise)
    elif len(run) > 2 and len({f.claim.flow for f in run}) == 1 and (_superlative(ctx, run[0]) or len(run) > 3):
        yield _outcome(tuple(run), False)


def _follows(between: list[str]) -> bool:
    """Whether the words between two figures put the second behind the first; "then" only right before it, not "and then
    VAT on the total of", and not where it tells of time, "up by 5 per cent, then by 25", "went to 84 and then 125"."""
    at = cues.first(between, "follow", 14)
    if at is not None and between[at : at + 2] == ["ahead", "of"]:
        grown = bool(at) and (between[at - 1][-1:] == "%" or between[at - 1] in cues.words_of("percent_word"))
        if grown or _of_time(between[at + 2 : at + 5]):
            return False  # "five per cent ahead of March 2024", "runs 3.0% ahead of the 670 thousand of May"
    if at is not None and "which" in between[at:] and not cues.words_of("of_the_past").isdisjoint(between[at:]):
        return False  # "ahead of chips, which had led in April with $11.7 billion"
    if at and between[at] == "then" and between[at - 1] in cues.words_of("we") | cues.words_of("can_or_will"):
        return False  # "January will come in at around 4.1Mt. You then need 50.9Mt", "could then expect 2.3 billion"
    if at is None or between[at] != "then":
        return at is not None
    return 0 < len(between) - at - 1 <= _THEN and between[at + 1 : at + 2] not in (["by"], ["to"], ["another"])


def _of_time(told: list[str]) -> bool:
    """Whether words name a year, or a span of time."""
    return any(word in cues.words_of("span_of_time") or (word.isdigit() and len(word) == 4) for word in told)


def _comparable(run: list[Fact]) -> bool:
    """Whether things counted are of one noun; "61 pallets, followed by 2,150 laptops" are not."""
    return len({f.claim.unit for f in run if f.claim.kind == "count" and f.claim.unit}) < 2


def _orders_anew(ctx: Context, fact: Fact) -> bool:
    """Whether a sentence sets out another order: "By location, Kuala Lumpur led with …"."""
    opening = words(ctx.sentence_text(fact.claim.sentence))
    if cues.first(opening, "turns_around", 1) == 0:
        return True
    return opening[:1] == ["by"] or cues.last(ctx.before(fact, 90), "order_opener", 8) is not None


def _by_share(ctx: Context, run: tuple[Fact, ...]) -> bool:
    """Whether each figure but the last has a percentage beside it, and those stand in falling order themselves."""
    shares = []
    for fact in run:
        after = ctx.facts[fact.number + 1 : fact.number + 3]
        shares += [f.middle for f in after if f.claim.kind == "percent" and f.claim.sentence == fact.claim.sentence][:1]
    return len(shares) >= len(run) - 1 and len(shares) > 1 and shares == sorted(shares, reverse=True)


def _by_level(ctx: Context, run: tuple[Fact, ...]) -> bool:
    """Whether growths stand behind the levels by which things are ranked: "second at 3.7 trillion yuan, up 1 percent,
    followed by …"."""
    if run[0].claim.role != "growth":
        return False
    before = [ctx.facts[f.number - 1] for f in run if f.number]
    return len(before) == len(run) and all(
        b.claim.role in ("level", "share") and b.claim.sentence == f.claim.sentence and b not in run
        for b, f in zip(before, run, strict=True)
    )


def _by_other_measure(ctx: Context, first: Fact) -> bool:
    """Whether an order is one of growth, price or time and its first figure an amount: "the fastest-growing market was
    Vietnam, with $1.1 billion, followed by Mexico with $2.3 billion"."""
    told = words(ctx.text[ctx.result.sentences[first.claim.sentence][0] : first.claim.start])
    return first.claim.role != "growth" and cues.first(told, "other_order", len(told)) is not None


def _superlative(ctx: Context, fact: Fact) -> bool:
    return cues.last(ctx.before(fact, 90), "superlative", 14) is not None


def _low(ctx: Context, fact: Fact) -> bool:
    return cues.last(ctx.before(fact, 90), "lowest", 14) is not None


def _leader(ctx: Context) -> Iterator[Outcome]:
    """The biggest partner's figure against another partner's."""
    for fact in ctx.facts:
        if fact.claim.role != "level" or not fact.claim.partner:
            continue
        sentence = words(ctx.sentence_text(fact.claim.sentence))
        if cues.first(sentence, "superlative", len(sentence)) is None:
            continue
        for other in ctx.near(fact, 1):
            if (
                other.claim.partner
                and other.claim.partner != fact.claim.partner
                and other.claim.role == "level"
                and other.claim.unit == fact.claim.unit
                and keys.periods(fact, other) == keys.FULL
                and keys.flows(fact, other) == keys.FULL
                and keys.topics(fact, other) == keys.FULL
            ):
                yield _outcome((fact, other), False)


def _outcome(run: tuple[Fact, ...], sure: bool) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        spans = [f.at(level) for f in facts]
        return all(a.hi is None or b.lo is None or a.hi >= b.lo for a, b in itertools.pairwise(spans))

    return outcome("rank_order", run, holds, FIRM if sure else 0, f"Told in falling order: {messages.listed(run)}.")
