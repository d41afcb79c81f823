"""Shares of one whole that don't overlap add up to at most 100 percent: `Σ si.lo <= 100`; to 100 within rounding
where the words say that they are all ("the remaining 22.5 percent").

Shares follow on one another in a line and are of one indicator and period and of different partners or topics; more
than 100 is believed of places that are known not to overlap (two countries, a country and a bloc that it isn't in, two
continents). Trap: shares rounded so that they add up to 100, and lists that overlap ("including", "of which").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks import cues, keys, messages
from extractor.checks.disjoint import disjoint
from extractor.checks.facts import Context, Fact, words
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.sums import added
from extractor.exact import Fraction

NEAR = 80
OPENING = 120
"""Characters before a list in which the largest share may be told."""
HUNDRED = Fraction(1)


@check("shares_sum")
def shares_sum(ctx: Context) -> Iterator[Outcome]:
    for run in _runs(ctx):
        rest = cues.last(ctx.before(run[-1], 40), "rest", 4) is not None and not _more(ctx, run) and not _nested(run)
        if rest or all(_apart(a, b) for a, b in itertools.pairwise(run)):
            yield _outcome(tuple(run), rest, _of_one_whole(run))


def _more(ctx: Context, run: list[Fact]) -> bool:
    """Whether the paragraph tells another share of the whole before those that leave a rest, or between them: "Its
    portion declined to 55% from 66%. Asia received 34%, and the remaining 11% …"."""
    before = ctx.facts[run[0].number - 1] if run[0].number else run[0]
    beside = before.paragraph == run[0].paragraph
    if beside and before.claim.kind in ("fraction", "multiple") and before.claim.role not in ("growth", "change"):
        return True  # "Two-thirds of exports went to Asia; 14 percent …, and the remaining 8 percent to America"
    if _most_untold(ctx, run):
        return True
    inside = ctx.facts[run[0].number : run[-1].number]
    if any(f.claim.kind == "percent" and f.claim.role not in ("growth", "change") and f not in run for f in inside):
        return True
    paragraph = [f for f in ctx.facts if f.paragraph == run[0].paragraph and f.number < run[0].number]
    parts = (f for f in paragraph if f.claim.kind in ("percent", "fraction") and f.slot != "base")
    return any(f.claim.role in ("share", "other") for f in parts)


def _most_untold(ctx: Context, run: list[Fact]) -> bool:
    """Whether a clause of its own before a list names the largest share without its figure: "Most exports stayed within
    ASEAN; 14 percent went to China"."""
    start = run[0].claim.start
    stretch = ctx.text[max(0, start - OPENING) : start].rpartition("\n")[2]
    told = words(stretch[: max(stretch.rfind(";"), stretch.rfind(". "), 0)])
    return cues.first(told, "most_of", len(told)) is not None


def _nested(run: list[Fact]) -> bool:
    """Whether the shares are all of a whole without some told in a row that are parts of the one before them, or
    without those before the whole's: "goods 62%, cars 25%, machinery 19%, farm goods 28%, minerals the rest"."""

    def full(shares: list[Fact]) -> bool:
        total = added([f.ratio(1) for f in shares])
        return len(shares) > 1 and total.holds(HUNDRED)

    if full(run):
        return False
    inner = [(a, b) for a, b in itertools.combinations(range(1, len(run)), 2)]
    within = (run[:a] + run[b:] for a, b in inner if sum(f.middle for f in run[a:b]) <= run[a - 1].middle)
    return any(full(shares) for shares in within) or any(full(run[n:]) for n in range(1, len(run) - 1))


def _runs(ctx: Context) -> Iterator[list[Fact]]:
    run: list[Fact] = []
    for fact in ctx.facts:
        if fact.claim.kind != "percent" or fact.slot == "base" or _may_overlap(ctx, fact):
            continue
        if fact.claim.role != "share" and not (run and fact.claim.role == "other"):  # "Europe 20.3 percent"
            continue
        if run and not _follows(ctx, run[-1], fact):
            if len(run) > 1:
                yield run
            run = []
            if fact.claim.role != "share":
                continue
        run.append(fact)
    if len(run) > 1:
        yield run


def _may_overlap(ctx: Context, fact: Fact) -> bool:
    """Whether a share is one of those who were asked, who may have given several answers: "was named by 46% of
    respondents, followed by Latvia with 39%"."""
    told = words(ctx.sentence_text(fact.claim.sentence))
    rest = cues.first(told, "rest", len(told)) is not None
    return not rest and cues.first(told, "several_answers", len(told)) is not None


def _follows(ctx: Context, before: Fact, fact: Fact) -> bool:
    between = ctx.between(before, fact)
    inside = words(between)
    if cues.first(inside, "cumulative", len(inside)) is not None:
        return False  # "gold had 57 per cent; with the others added it was 82.5"
    if cues.first(inside, "part_alone", len(inside)) is not None or (inside[:1] == ["with"] and inside[-1:] == ["at"]):
        return False  # "Asia had 61 percent, with China at 48 percent"
    plain = (
        cues.first(inside, "partial", len(inside)) is None and cues.first(inside, "base_always", len(inside)) is None
    )
    return (
        plain
        and len(between) <= NEAR
        and fact.claim.sentence == before.claim.sentence
        and keys.periods(before, fact) != keys.CONFLICT
        and keys.flows(before, fact) != keys.CONFLICT
    )


def _apart(a: Fact, b: Fact) -> bool:
    """Whether two shares are read as those of different things."""
    return a.claim.partner != b.claim.partner or keys.topics(a, b) != keys.FULL


def _of_one_whole(run: list[Fact]) -> bool:
    """Whether the shares of different places, which don't overlap, are all told of the same thing."""
    first = run[0]
    same = all(keys.topics(first, f) == keys.flows(first, f) == keys.FULL for f in run[1:])
    one = len({(f.claim.place, f.claim.period, f.claim.role, f.claim.basis) for f in run}) == 1
    return len(run) > 2 and same and one and disjoint([f.claim.partner for f in run])


def _outcome(run: tuple[Fact, ...], rest: bool, whole: bool = False) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        total = added([f.ratio(level) for f in facts])
        low = total.lo is None or total.lo <= HUNDRED
        return low and (not rest or total.hi is None or total.hi >= HUNDRED)

    total = added([f.ratio(1) for f in run])
    message = f"The shares {messages.listed(run)} add up to {messages.percent(total)}."
    return outcome("shares_sum", run, holds, FIRM if rest or whole else 0, message, observed=total)
