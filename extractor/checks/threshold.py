"""A threshold said to be passed is reached: `q1.hi >= θ`; and "for the first time" has no earlier level above it.

The level is that of the same thing and period, or the sum of goods and services where the words name both.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks import calendar, cues, keys, messages
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import averaged, per_period
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled
from extractor.checks.sums import added
from extractor.exact import Fraction

LEAP = 3
"""Days by which years and months of one length differ."""
SLIPS = (1, 10, 1000, 10**6)
"""Factors by which a slip makes a level too small."""
MOST = Fraction(8, 5)
"""How many times as large as a level that is said to have passed it a mark may be, such slips apart."""
REACH = 6
"""Sentences between a mark and the level that passed it, at most."""


@check("threshold")
def threshold(ctx: Context) -> Iterator[Outcome]:
    for mark in ctx.facts:
        if (
            mark.claim.kind not in ("money", "count", "measure")
            or mark.claim.status != "reported"
            or not _passed(ctx, mark)
            or cues.last(mark.lead, "possible", len(mark.lead)) is not None
        ):
            continue
        both = len(set(words(mark.claim.indicator or "")) & {"goods", *cues.words_of("sector")}) > 1
        levels = [] if both else [f for f in _within_reach(ctx, mark) if _level_for(mark, f)]
        levels = [f for f in levels if f.number > mark.number or ";" not in ctx.between(mark, f)]
        yield from settled(
            [[_outcome(mark, (f,), _is_sure(ctx, mark, f)) for f in sorted(levels, key=lambda f: f.coarseness)]]
        )
        if not levels:
            yield from settled([[*_of_sectors(ctx, mark)]])
        if "first_time" in mark.claim.marks or cues.first(mark.tail, "first_time", 4) is not None:
            yield from _earlier(ctx, mark)


def _passed(ctx: Context, mark: Fact) -> bool:
    """Whether a level is said to be passed; "exceeded imports by 780 million" names a difference."""
    back = cues.last(mark.lead, "pass", 4)
    if back is None or mark.claim.qualifier not in ("exact", "more_than", "at_least"):
        return False
    growth = ctx.facts[mark.number - 1] if mark.number else mark
    if growth.claim.kind == "percent" and words(ctx.between(growth, mark)) in (["above", "the"], ["over", "the"]):
        return False  # "44.9% above the 33,120 cedis paid last season"
    *before, passing = mark.lead[: len(mark.lead) - back]
    if back and mark.lead[-back] in cues.words_of("made_verb"):
        return False  # "tops made 41.8 million": wool
    if cues.last(mark.lead, "by_which", 8) is not None:
        return False  # "the 1.7 billion by which exports exceeded March's 22.3 billion"
    noun = passing == "hit" and set(before[-2:]) & cues.words_of("noun_lead")  # "so the net hit was 2.3 billion"
    listed = cues.last(mark.lead, "list", back) is not None  # "topped the list with 2.6 billion"
    crossings = mark.claim.unit in ("time", "times", "vote")  # "carriers passed 2,560 times", "passed it 24-19"
    return cues.last(mark.lead, "by", back) is None and not (listed or noun or crossings)


def _within_reach(ctx: Context, mark: Fact) -> Iterator[Fact]:
    """The facts of the sentences around, in order."""
    at = mark.claim.sentence
    return (f for number in range(at - REACH, at + REACH + 1) for f in ctx.by_sentence.get(number, ()))


def _level_for(mark: Fact, fact: Fact) -> bool:
    counts = fact.claim.kind == mark.claim.kind == "count" and keys.related(mark, fact)
    one_unit = fact.claim.unit == mark.claim.unit or counts
    if fact is mark or fact.claim.role != mark.claim.role or not one_unit or fact.slot == "base":
        return False
    if fact.lead[-1:] == ("and",) and fact.number == mark.number + 1 and fact.claim.sentence == mark.claim.sentence:
        return False  # "exceeds a base of 15,000 rubles for wheat and 13,875 for barley"
    if fact.lead[-1:] == ("by",):
        return False  # "exceeds the $5.62 billion earned in 2024, a record at the time, by $400 million"
    if cues.last(fact.lead, "nested", 3) is not None:
        return False  # "exceeded 5,800, of which 5,100 or so were private firms"
    if cues.last(fact.lead, "old_record", 2) is not None:
        return False  # "hit a record 2.6 billion, exceeding the previous peak of 2.4 billion"
    if fact.claim.value == mark.claim.value or abs(fact.claim.sentence - mark.claim.sentence) > REACH:
        return False
    if _reached(mark, fact):
        return True
    if per_period(fact) != per_period(mark) or averaged(fact) or _far_below(mark, fact):
        return False
    same = keys.subject(mark, fact)
    period = keys.periods(mark, fact)
    if same == keys.FULL:
        return period != keys.CONFLICT
    return same != keys.CONFLICT and keys.flows(mark, fact) == keys.sides(mark, fact) == period == keys.FULL


def _far_below(mark: Fact, fact: Fact) -> bool:
    """Whether a number is so small beside the mark that it tells another thing, and no slip in millions explains it:
    "receipts hit $18 billion, with visitors spending $1,200 on average"."""
    if not fact.middle or not mark.middle:
        return True
    times = abs(mark.middle / fact.middle)
    return times > 1 and not any(slip / MOST < times < slip * MOST for slip in SLIPS)


def _is_sure(ctx: Context, mark: Fact, level: Fact) -> bool:
    beside = mark.claim.sentence == level.claim.sentence and "since" not in level.lead
    if _reached(mark, level):
        return beside and not _contrasted(ctx, mark, level)
    one = keys.subject(mark, level) == keys.FULL and mark.claim.status == level.claim.status
    return beside and one and not (_contrasted(ctx, mark, level) or _counted_otherwise(ctx, mark, level))


def _counted_otherwise(ctx: Context, mark: Fact, level: Fact) -> bool:
    """Whether words between mark and level make this another's count or one of another extent: "hit 1.35 million
    tonnes, customs said; the association counts 1.29 million", "topped 2.4 million; without China it was 1.6"."""
    one, two = sorted((mark, level), key=lambda f: f.number)
    told = words(ctx.between(one, two))
    today = mark is one and not cues.words_of("later_time").isdisjoint(told)
    if "before" in told or today or _aside(mark):
        return True  # "hit a record $11,540 a ton before easing to $11,434"
    return any(cues.first(told, kind, len(told)) is not None for kind in ("source_verb", "by_account", "other_extent"))


def _aside(mark: Fact) -> bool:
    """Whether a mark is told in a clause about what was: "Reserves, which had crossed $700 billion, slipped"."""
    back = cues.last(mark.lead, "pass", 4) or 0
    return bool(cues.words_of("aside_opener") & set(mark.lead[: len(mark.lead) - back][-4:]))


def _contrasted(ctx: Context, mark: Fact, level: Fact) -> bool:
    """Whether the words set the mark against the level: "though this was above the requirement of 50, holdings were
    44", "fell to 137 but has recovered, topping 145"."""
    one, two = sorted((mark, level), key=lambda f: f.number)
    told = words(ctx.text[ctx.result.sentences[one.claim.sentence][0] : two.claim.start])
    return cues.first(told, "contrast", len(told)) is not None


def _reached(mark: Fact, level: Fact) -> bool:
    """The level told right after: "surpassed $400 billion in 2024, reaching $412.6 billion"."""
    beside = level.number == mark.number + 1 and level.claim.sentence == mark.claim.sentence
    beside = beside and keys.periods(mark, level) != keys.CONFLICT
    bare = cues.last(level.lead, "current", 1) is not None and len(level.lead) <= 2
    if level.claim.indicator_id == "exchange_rate" or level.claim.role == "rate":
        return False  # "broke through 4.08 to the dollar and has since rallied to 3.70"
    return beside and bare and keys.CONFLICT not in (keys.flows(mark, level), keys.sides(mark, level))


def _outcome(mark: Fact, levels: tuple[Fact, ...], sure: bool) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        high = added([f.at(level) for f in facts[1:]]).hi
        return high is None or high >= facts[0].middle

    total = added([f.at(1) for f in levels])
    message = (
        f"{messages.amount(mark.middle, mark.claim.unit)} is said to be passed; {messages.listed(levels)} "
        f"{'is' if len(levels) == 1 else 'are together'} {messages.span(total, mark.claim.unit, levels[0])}."
    )
    return outcome("threshold", (mark, *levels), holds, FIRM if sure else 0, message, observed=total)


def _of_sectors(ctx: Context, mark: Fact) -> Iterator[Outcome]:
    """Goods and services together, the one period and flow."""
    if not keys.topic(mark.claim.indicator) & cues.words_of("sector"):
        return
    levels = _levels(ctx).get((mark.claim.unit, mark.claim.flow), {})
    topic = keys.topic(mark.claim.indicator)
    alike = ([f for f in levels.get(key, ()) if keys.periods(f, mark) == keys.FULL] for key in (topic, frozenset()))
    services, goods = alike
    for one in goods[:3]:
        for two in services[:3]:
            if mark.number not in (one.number, two.number):
                yield _outcome(mark, (one, two), False)


def _levels(ctx: Context) -> dict[tuple[str, str | None], dict[frozenset[str], list[Fact]]]:
    """The first levels of the body by unit and flow, and by topic."""
    if "levels" not in ctx.memo:
        found: dict[tuple[str, str | None], dict[frozenset[str], list[Fact]]] = {}
        for f in ctx.facts:
            if f.claim.role == "level" and f.slot != "base" and f.claim.zone != "headline":
                topics = found.setdefault((f.claim.unit, f.claim.flow), {})
                alike = topics.setdefault(keys.topic(f.claim.indicator), [])
                alike += [f] if len(alike) < keys.MOST_ALIKE else []
        ctx.memo["levels"] = found
    kept: dict[tuple[str, str | None], dict[frozenset[str], list[Fact]]] = ctx.memo["levels"]
    return kept


def _earlier(ctx: Context, mark: Fact) -> Iterator[Outcome]:
    """A level of an earlier period that was above the threshold already."""
    now = calendar.span(mark.claim.period)
    for fact in keys.alike(ctx, mark):
        then = calendar.span(fact.claim.period)
        if now is None or then is None or then.last >= now.first or fact.claim.unit != mark.claim.unit:
            continue
        if fact.claim.role == mark.claim.role and abs(then.days - now.days) <= LEAP:
            yield _not_before(mark, fact, FIRM if _told_with(ctx, mark, fact) else 0)


def _told_with(ctx: Context, mark: Fact, fact: Fact) -> bool:
    """Whether the earlier level stands in the sentence, which doesn't say since when it is the first time."""
    sentence = words(ctx.sentence_text(mark.claim.sentence))
    since = cues.first(sentence, "since", len(sentence)) is not None
    return fact.claim.sentence == mark.claim.sentence and not since and mark.claim.zone == fact.claim.zone


def _not_before(mark: Fact, fact: Fact, sure: int) -> Outcome:
    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        low = facts[1].at(level).lo
        return low is None or low < facts[0].middle

    message = f"{messages.name(mark)} is passed for the first time; before it was {messages.name(fact)}."
    return outcome("threshold", (mark, fact), holds, sure, message, observed=fact.at(1))
