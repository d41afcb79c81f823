"""Lists of amounts in a line, and the totals that stand in them, before or behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.counted import numbers
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import SIZES
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE
from extractor.checks.summed import Sum, is_part, last_whole, nearest, says_rest, summable, told_at_once
from extractor.exact import Fraction

LONGEST = 31
"""Figures of the longest list with its total."""
COUNTED = 4
"""Words before "together" that name what is."""
COUNTING = 45
"""Characters before a total in which it may say how many parts it takes together."""


def runs(ctx: Context) -> Iterator[list[Fact]]:
    """Runs of amounts of one kind that follow closely on one another in a line, growths, bases and conversions
    left out; a longer one than LONGEST is no list that anybody sums."""
    lines: dict[tuple[int, str, str], list[list[Fact]]] = {}
    for fact in ctx.facts:
        if not is_part(fact) or fact.slot == "base":
            continue
        unit = "" if fact.claim.kind == "count" else fact.claim.unit
        runs = lines.setdefault((fact.paragraph, fact.claim.kind, unit), [[]])
        if runs[-1] and not _follows(ctx, runs[-1][-1], fact):
            runs.append([])
        runs[-1].append(fact)
    for found in lines.values():
        yield from (run for run in found if 1 < len(run) <= LONGEST)


def _follows(ctx: Context, before: Fact, fact: Fact) -> bool:
    between = ctx.between(before, fact)
    told = keys.related(before, fact) and keys.periods(before, fact) == keys.FULL
    across = 70 if told and before.claim.kind == "count" and before.claim.unit == fact.claim.unit else 30
    if len(between) > (90 if before.claim.sentence == fact.claim.sentence else across):
        return False
    close = len(between) <= 40 and before.claim.sentence == fact.claim.sentence
    return before.claim.unit == fact.claim.unit or close or keys.related(before, fact)


def of_run(ctx: Context, total: Fact, run: list[Fact]) -> Iterator[Sum]:
    """The ways to make up a total of a run; a list that names how many it takes together is of so many."""
    before = ctx.before(total, COUNTING)
    joint = cues.last(before, "together", 6) is not None
    opening = words(ctx.text[ctx.result.sentences[run[0].claim.sentence][0] : run[0].claim.start])[:3]
    behind = total.number < run[0].number and total.claim.sentence != run[0].claim.sentence
    if behind and cues.first(opening, "rest", len(opening)) is not None:
        return  # "Flowers made up 4.6 billion euros. The remainder was made up of plants (4.0 billion) and bulbs"
    told = {numbers()[word] for word in before if word in numbers()} - {1} if joint else set()
    first = next((numbers()[b] for a, b in pairwise(before) if a == "first" and b in numbers()), 0) if joint else 0
    if 1 < first < len(run) and total is run[-1]:
        yield Sum(total, tuple(run[:first]), GRAMMAR)  # "A, B and C, the first two combined D"
        return
    for made in _cut(ctx, total, run):
        sizes = [part.middle for part in made.parts]
        if len(sizes) > 2 and any(_own_total(part, sizes) for part in made.parts):
            continue  # "20.56 and 14.63 percent, a total of 35.19 percent"
        if any(_no_part(part) for part in made.parts):
            continue  # "which carried 20.6% and 14.6%, or 35.2% combined, now pays 45.2%"
        if _no_trade(made):
            continue  # "Production was 1.797 million tonnes. Exports jumped to 1.732 million and imports to 16,000"
        if max(sizes) <= SIZES * min(sizes):
            yield made if not told or len(made.parts) in told else Sum(made.total, made.parts, LOOSE)


def _no_trade(made: Sum) -> bool:
    """Whether exports and imports are taken together as something else than the trade that they make up."""
    both = {part.claim.flow for part in made.parts} == {"exports", "imports"}
    own = keys.topic(made.total.claim.indicator).difference(*(keys.topic(p.claim.indicator) for p in made.parts))
    return both and made.total.claim.flow is None and bool(own)


def _own_total(part: Fact, sizes: list[Fraction]) -> bool:
    """Whether what is read as a part is told to be the total of the others."""
    return 2 * part.middle == sum(sizes) and cues.last(part.lead, "sum_lead", 3) is not None


def _no_part(part: Fact) -> bool:
    """Whether a figure is told right behind "or" to be what those before it come to, or is what others are for each
    of: "every 10,000 units displace 270 jobs"."""
    summed = part.lead[-1:] == ("or",) and cues.first(part.tail, "sum_tail", 1) is not None
    return summed or part.lead[-1:] in (("every",), ("per",), ("altogether",))


def _cut(ctx: Context, total: Fact, run: list[Fact]) -> Iterator[Sum]:
    if total in run:
        nested = [f for f in run[run.index(total) + 2 :] if cues.last(f.lead, "nested", 3) is not None]
        run = [f for f in run if f not in nested]  # "comprising 50 of goods, of which 20 was oil, and 20 of services"
        at = run.index(total)
        if at == 0 and len(run) > 2:
            tie = GRAMMAR if _opens_list(ctx, total, run[1:]) else KEY if _halves(ctx, total, run[1:]) else LOOSE
            yield from nearest([Sum(total, tuple(run[1:end]), tie) for end in range(len(run), 2, -1)])
        if at == len(run) - 1 and len(run) > 2:
            tie = GRAMMAR if _closes_list(ctx, total, run[-2]) else LOOSE
            cuts = [tuple(run[start:-1]) for start in range(len(run) - 2)]
            yield from nearest([Sum(total, parts, tie if told_at_once(parts) else LOOSE) for parts in cuts])
    elif summable(total, run[0]) and keys.periods(total, run[0]) != keys.CONFLICT:
        if any(cues.first(words(ctx.between(*pair)), "nested", 3) is not None for pair in pairwise(run)):
            return  # "Manufacturing took 12.3 billion, of which vehicles 4.9 billion"
        tie = _outside(ctx, total, run)
        if tie >= KEY or total.middle > max(part.middle for part in run):
            yield Sum(total, tuple(run), tie)


def _opens_list(ctx: Context, total: Fact, parts: list[Fact]) -> bool:
    """ "$350 billion, comprising …", "$59.8bn of goods: …"."""
    between = ctx.between(total, parts[0])
    tokens = words(between)
    if cues.first(tokens, "partial", len(tokens)) is not None:
        return False
    inside = between.rpartition("(")[2] if "(" in between else ""
    labelled = ":" in inside and ")" not in inside
    if labelled or parts[0].claim.sentence != parts[-1].claim.sentence:
        return False  # "22.1 billion (June 2024: 26.2 billion)": the label of another period
    head, mark, _ = between.partition(":")
    own = any(":" in ctx.between(*pair) for pair in pairwise(parts))  # "Exports: 9. Imports: 8. Balance: 1": labels
    colon = bool(mark) and not own and ". " not in head and "\n" not in between
    return (colon or cues.first(tokens, "parts", len(tokens)) is not None) and len(between) < 120


def _halves(ctx: Context, total: Fact, parts: list[Fact]) -> bool:
    """ "$3.5 trillion, of which 2.3 from foreigners and 1.2 from domestic trips": most often that is all."""
    opened = words(ctx.between(total, parts[0]))[-2:] == ["of", "which"]
    one = total.claim.sentence == parts[-1].claim.sentence and len(parts) == 2
    return opened and one and "and" in words(ctx.between(*parts[:2]))


def _closes_list(ctx: Context, total: Fact, last: Fact) -> bool:
    """ "61 percent in all", "for a combined 3.81 trillion", "out of 640 cast"; a sentence that opens with "a total of"
    starts something new."""
    if cues.first(total.tail, "sum_tail", 4) is not None:
        return True
    if total.claim.kind != "count" and cues.last(ctx.before(total), "out_of", 6) is not None:
        return False  # "148 billion and 132 billion out of its imports of 3.3 trillion": a selection
    if cues.last(total.lead, "others", 6) is not None:
        return False  # "all other destinations together accounted for 2.28 million tonnes": the rest
    same = total.claim.sentence == last.claim.sentence and not set(total.lead) & cues.words_of("relative")
    if _of_two(ctx, last, total):
        return False
    told = words(ctx.between(last, total))  # "had combined the usual 2.5% with a 25% surcharge" tells no total
    return same and cues.last(told, "sum_lead", 6) is not None


def _of_two(ctx: Context, last: Fact, total: Fact) -> bool:
    """Whether a figure takes together the two things named right before it: "and those to China and Hong Kong combined
    to $13.3 billion"."""
    told = words(ctx.between(last, total))
    at = next((n for n, word in enumerate(told) if word in cues.words_of("taken_together")), None)
    few = set(told[max(0, (at or 0) - COUNTED) : at]) & {*numbers(), *cues.words_of("every_one")}
    return at is not None and "and" in told[max(1, at - COUNTED) : at] and not few


def _of_those(ctx: Context, total: Fact) -> bool:
    """Whether a total takes together so many that were told before it, not what comes: "The three combined made up
    336 billion. Among commodities, phones came first"."""
    told = ctx.before(total, COUNTING)
    few = any(one == "the" and two in numbers() for one, two in pairwise(told))
    return few and cues.last(told, "together", len(told)) is not None


def _outside(ctx: Context, total: Fact, run: list[Fact]) -> int:
    """A total in a sentence before or after its list."""
    before = total.number < run[0].number
    others = cues.last(ctx.before(total), "others", 6) is not None  # "all other countries put in 9.6 billion"
    apart = keys.flows(total, run[0]) == keys.CONFLICT or says_rest(ctx, total) or others
    shared = total.number > 0 and keys.is_share(ctx.facts[total.number - 1])  # "17% of Peru's total of $74.7 billion"
    shared = shared and words(ctx.between(ctx.facts[total.number - 1], total))[:1] == ["of"]
    leads = before and not (apart or shared or _of_those(ctx, total)) and run[0].number == total.number + 1
    if leads and cues.last(ctx.before(total), "sum_lead", 6) is not None:
        return GRAMMAR
    follows = total.number > run[-1].number and total.number - run[-1].number <= 1
    if follows and cues.first(total.tail, "sum_tail", 4) is not None:
        return GRAMMAR
    whole = {f.claim.flow for f in run} == {"exports", "imports"} and total.claim.flow == "total"
    if whole and all(keys.periods(total, f) == keys.FULL and keys.sides(total, f) == keys.FULL for f in run):
        return KEY
    if before and total is last_whole(ctx, run[0]):
        if cues.last(ctx.before(run[0]), "parts", 6) is not None:
            return SCENE
        opening = words(ctx.text[ctx.result.sentences[run[0].claim.sentence][0] : run[0].claim.start])
        if cues.first(opening, "of_whole", 1) == 0 and told_at_once(tuple(run)):
            return KEY  # "Of this, A accounted for 291.3 and B for 175.9": whether that is all isn't said
        sides = len(run) == 2 and {f.claim.flow for f in run} == {"exports", "imports"} and total.claim.flow is None
        return KEY if sides and all(keys.related(total, f) for f in run) else LOOSE
    return LOOSE
