"""Parts and their whole: exports and imports of a total, lists with a total, shares of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.checks import cues, keys
from extractor.checks.complements import complements
from extractor.checks.counted import counted, numbers
from extractor.checks.facts import Context, Fact, refined, whole_numbers, words
from extractor.checks.intervals import ZERO, Interval, point
from extractor.checks.levels import SIZES
from extractor.checks.relations import GRAMMAR, KEY, LOOSE, SCENE
from extractor.checks.sectors import by_sector
from extractor.checks.trades import trades
from extractor.exact import Fraction

MOST_PARTS = 12
LONGEST = 31
"""Figures of the longest list with its total."""
NEAR = 3
"""Sentences between the parts and their total, at most."""
PRECISE = Fraction(2, 100)
"""Without words that tie, parts and total must be stated within this to count as a sum."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that make it up."""

    total: Fact
    parts: tuple[Fact, ...]
    tie: int


COUNTING = 45
"""Characters before a total in which it may say how many parts it takes together."""


def sums(ctx: Context) -> list[list[Sum]]:
    """For each total the ways to make it up, the surest first; found once an article."""
    if "sums" not in ctx.memo:
        ctx.memo["sums"] = [*_sums(ctx)]
    found: list[list[Sum]] = ctx.memo["sums"]
    return found


def _sums(ctx: Context) -> Iterator[list[Sum]]:
    runs: dict[int, list[list[Fact]]] = {}
    for run in _runs(ctx):
        runs.setdefault(run[0].claim.sentence, []).append(run)
    for total in ctx.facts:
        if not _is_part(total):
            continue
        found = (
            [Sum(total, (t.exports, t.imports), t.tie) for t in trades(ctx, total)]
            if total.claim.flow == "total"
            else []
        )
        for number in range(total.claim.sentence - NEAR, total.claim.sentence + NEAR + 1):
            for run in runs.get(number, ()):
                found += [*_of_run(ctx, total, run)]
        found += [*_with_rest(ctx, total), *_together(ctx, total), *_by_sector(ctx, total), *_counted(ctx, total)]
        found += [Sum(total, parts, tie) for parts, tie in complements(ctx, total, _is_part)]
        if found and _with_others(ctx, total):
            found = [replace(s, tie=LOOSE) for s in found]
        if found:
            yield sorted(found, key=lambda s: -s.tie)[:6]


def _with_others(ctx: Context, total: Fact) -> bool:
    """Whether a total takes in more than the list before it: "Together with China, they made up $59.3 billion"."""
    sentence = words(ctx.text[ctx.result.sentences[total.claim.sentence][0] : total.claim.start])
    return cues.first(sentence, "added_to", len(sentence)) is not None


def _is_part(fact: Fact) -> bool:
    claim = fact.claim
    amount = claim.role == "level" and claim.kind in ("money", "count", "measure")
    return (
        claim.value is not None and claim.value > 0 and (amount or (claim.role == "rate" and claim.kind == "percent"))
    )


def _runs(ctx: Context) -> Iterator[list[Fact]]:
    """Runs of amounts of one kind that follow closely on one another in a line, growths, bases and conversions
    left out; a longer one than LONGEST is no list that anybody sums."""
    lines: dict[tuple[int, str, str], list[list[Fact]]] = {}
    for fact in ctx.facts:
        if not _is_part(fact) or fact.slot == "base":
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


def _of_run(ctx: Context, total: Fact, run: list[Fact]) -> Iterator[Sum]:
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
        if max(sizes) <= SIZES * min(sizes):
            yield made if not told or len(made.parts) in told else Sum(made.total, made.parts, LOOSE)


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
            yield from _nearest([Sum(total, tuple(run[1:end]), tie) for end in range(len(run), 2, -1)])
        if at == len(run) - 1 and len(run) > 2:
            tie = GRAMMAR if _closes_list(ctx, total, run[-2]) else LOOSE
            cuts = [tuple(run[start:-1]) for start in range(len(run) - 2)]
            yield from _nearest([Sum(total, parts, tie if _told_at_once(parts) else LOOSE) for parts in cuts])
    elif _summable(total, run[0]) and keys.periods(total, run[0]) != keys.CONFLICT:
        tie = _outside(ctx, total, run)
        if tie >= KEY or total.middle > max(part.middle for part in run):
            yield Sum(total, tuple(run), tie)


def _told_at_once(parts: tuple[Fact, ...]) -> bool:
    return parts[0].claim.sentence == parts[-1].claim.sentence


def _nearest(found: list[Sum]) -> list[Sum]:
    """The ways to cut a list, the one that comes nearest to its total first: a figure of something else may stand
    at its far end."""
    return sorted(found, key=lambda s: abs(sum((p.middle for p in s.parts), ZERO) - s.total.middle))[:3]


def _summable(a: Fact, b: Fact) -> bool:
    """One kind and unit; things counted may bear several names."""
    if a.claim.kind == "count" and not any(c.isdigit() for c in a.text) and b.middle > SIZES * a.middle:
        return False  # "2.44 million and 1.04 million. Together the three countries …"
    return a.claim.kind == b.claim.kind and (a.claim.kind == "count" or a.claim.unit == b.claim.unit)


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
    return same and cues.last(ctx.before(total), "sum_lead", 6) is not None


def _outside(ctx: Context, total: Fact, run: list[Fact]) -> int:
    """A total in a sentence before or after its list."""
    before = total.number < run[0].number
    apart = keys.flows(total, run[0]) == keys.CONFLICT or _says_rest(ctx, total)
    shared = total.number > 0 and keys.is_share(ctx.facts[total.number - 1])  # "17% of Peru's total of $74.7 billion"
    shared = shared and words(ctx.between(ctx.facts[total.number - 1], total))[:1] == ["of"]
    leads = before and not (apart or shared) and run[0].number == total.number + 1
    if leads and cues.last(ctx.before(total), "sum_lead", 6) is not None:
        return GRAMMAR
    follows = total.number > run[-1].number and total.number - run[-1].number <= 1
    if follows and cues.first(total.tail, "sum_tail", 4) is not None:
        return GRAMMAR
    whole = {f.claim.flow for f in run} == {"exports", "imports"} and total.claim.flow == "total"
    if whole and all(keys.periods(total, f) == keys.FULL and keys.sides(total, f) == keys.FULL for f in run):
        return KEY
    if before and total is _last_whole(ctx, run[0]):
        if cues.last(ctx.before(run[0]), "parts", 6) is not None:
            return SCENE
        opening = words(ctx.text[ctx.result.sentences[run[0].claim.sentence][0] : run[0].claim.start])
        if cues.first(opening, "of_whole", 1) == 0 and _told_at_once(tuple(run)):
            return KEY  # "Of this, A accounted for 291.3 and B for 175.9": whether that is all isn't said
        sides = len(run) == 2 and {f.claim.flow for f in run} == {"exports", "imports"} and total.claim.flow is None
        return KEY if sides and all(keys.related(total, f) for f in run) else LOOSE
    return LOOSE


def _last_whole(ctx: Context, part: Fact) -> Fact | None:
    """The amount of the same measure and period told last before a part, in its sentence or the NEAR ones before; no
    base, no conversion, no headline."""
    for fact in reversed(ctx.facts[: part.number]):
        if part.claim.sentence - fact.claim.sentence > NEAR or fact.claim.zone == "headline":
            return None
        if _is_part(fact) and _summable(fact, part) and fact.slot != "base" and not fact.bracket:
            return fact if keys.periods(fact, part) == keys.FULL and keys.alike_status(fact, part) else None
    return None


def _rests(ctx: Context) -> list[Fact]:
    """The parts that are told as the rest."""
    if "rests" not in ctx.memo:
        ctx.memo["rests"] = [f for f in ctx.facts if _is_part(f) and _says_rest(ctx, f)]
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
            if part is total or part.number > rest.number or not _is_part(part) or part.claim.unit != rest.claim.unit:
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
                more = any(_is_part(f) and f.claim.unit == rest.claim.unit and f.slot != "base" for f in inside)
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
    yield from _nearest([Sum(total, tuple(parts[at:]), tie) for at in range(len(parts) - 1)])


def _counted(ctx: Context, total: Fact) -> Iterator[Sum]:
    """ "Together the six took 807.1", after a list of six."""
    parts = counted(ctx, total)
    if parts and _summable(total, parts[0]) and keys.alike_status(total, parts[0]):
        yield Sum(total, parts, SCENE if keys.periods(total, parts[0]) != keys.CONFLICT else LOOSE)


def _is_listed(fact: Fact, total: Fact) -> bool:
    """Whether an amount before a total of its paragraph may be one of the parts that it takes together."""
    same = fact.paragraph == total.paragraph and _is_part(fact) and _summable(total, fact) and fact.slot != "base"
    return same and not fact.bracket and keys.periods(total, fact) != keys.CONFLICT and keys.alike_status(fact, total)


def _by_sector(ctx: Context, total: Fact) -> Iterator[Sum]:
    yield from (Sum(total, (goods, services), tie) for goods, services, tie in by_sector(ctx, total, _is_part))


def _of_whole(ctx: Context, total: Fact, part: Fact, rest: Fact) -> bool:
    """ "$5.95 billion of the total was manufacturing; the remaining $5.51 billion …", the total told just before."""
    beside = part.claim.sentence == rest.claim.sentence and rest.number == part.number + 1
    return beside and cues.first(part.tail, "of_whole", 1) == 0 and total is _last_whole(ctx, part)


def _says_rest(ctx: Context, fact: Fact) -> bool:
    return cues.last(ctx.before(fact), "rest", 8) is not None


def precise(found: Sum) -> bool:
    """Whether parts and total are stated finely enough for their agreement to mean anything."""
    slack = sum((f.u for f in (found.total, *found.parts)), ZERO) / 2
    exact = all(f.claim.qualifier == "exact" and f.u for f in (found.total, *found.parts))
    return exact and slack <= PRECISE * found.total.middle


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
