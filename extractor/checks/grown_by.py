"""A change, the growth that it makes, and a level: `Δ = g (q1 - Δ)`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from extractor.checks import cues, keys, messages
from extractor.checks.differing import AHEAD
from extractor.checks.facts import Context, Fact, refined, words
from extractor.checks.intervals import Interval
from extractor.checks.levels import SLIPS, near
from extractor.checks.registry import Outcome, outcome
from extractor.checks.relations import GRAMMAR, LOOSE, moved

_OF_TIME = (("last",), ("the",), ("a",), ("of",))
NEAR, COMPARED = 30, 90
"""Characters between a change and its growth, and those with what it is compared with, at most."""
MOST_POINTING = 4
"""Words before a change that opens its sentence, at most."""
CONTRIBUTED = 6
"""Words between a contribution and the change that it is part of, at most."""


def is_growth(fact: Fact) -> bool:
    """A growth in percent or as a fraction; multiples have a check of their own."""
    claim = fact.claim
    told = claim.role == "growth" and claim.kind in ("percent", "fraction") and claim.direction is not None
    return told and not fact.is_times


def with_change(ctx: Context, growth: Fact) -> Iterator[Outcome]:
    """A change, the growth that it makes, and the level now: "up $69.6 billion, or 11.8 percent"."""
    for change in ctx.by_sentence.get(growth.claim.sentence, ()):
        if change.claim.role != "change" or not keys.is_level_kind(change) or not _beside(ctx, change, growth):
            continue
        if change.claim.direction != growth.claim.direction or keys.flows(change, growth) == keys.CONFLICT:
            continue
        unit = change.claim.unit
        apart = cues.first(change.tail, "from_other", 1) is not None and change.tail[1:2] not in _OF_TIME
        if _part_of_change(ctx, change) or apart:
            continue  # "Hong Kong (224 million, up 5.7%) now leads narrowly, 7 million ahead"
        for now, tie in moved(ctx, growth, partial(_is_level_in, unit)):
            if _beaten_by(ctx, now, change) or _has_own(ctx, now, change) or _of_less(ctx, now, change):
                continue
            cut = now.lead[-1:] == ("of",) and words(ctx.between(now, change)) == ["by"]  # "cut income of 11 bn by 2"
            if (growth.claim.status in AHEAD and now.lead[-1:] != ("to",)) or cut:
                foreseen = list(_foreseen(growth, change, now))
                if foreseen:
                    yield from foreseen  # "exports, worth $39.5 billion, could shrink by 15 percent"
                    continue
            if change.bracket and now.bracket and now.number < growth.number < change.number:
                continue  # "China ($27.4 billion) were up 4.5%, those to Canada ($20.4 billion) up 25.8%"
            if change.bracket and (growth.factor(2) * change.at(2)).meets(now.at(2)):
                continue  # "126.3, +16.1% (108.7)": a bare amount in brackets may be the base as well
            apart = "and" in words(ctx.between(change, growth))  # "4 more than last year and 67 percent up on 2015"
            apart = apart or _one_of_two(ctx, growth) or _above(change, now, growth) or _on_last(ctx, now, change)
            yield _from_change(growth, change, now, LOOSE if apart else tie)
        pointed = _pointed_at(ctx, change, growth)
        if pointed is not None and not _above(change, pointed, growth):
            yield _from_change(growth, change, pointed, GRAMMAR)


def _pointed_at(ctx: Context, change: Fact, growth: Fact) -> Fact | None:
    """The only level of the sentence before, where a change opens the next one: "The country welcomed 715,579
    foreigners. That is 20,753 people or 2.99% more than in the week before"."""
    opens = words(ctx.text[ctx.result.sentences[change.claim.sentence][0] : change.claim.start])
    pointing = bool(set(opens[:1]) & cues.words_of("anew_subject"))
    pointing = pointing and bool(set(opens[1:2]) & cues.words_of("conversion_verb"))
    if not pointing or len(opens) > MOST_POINTING or change.claim.status != "reported" or change.number > growth.number:
        return None
    before = [f for f in ctx.by_sentence.get(change.claim.sentence - 1, ()) if keys.is_level(f) and f.u]
    now = [f for f in before if f.claim.kind == change.claim.kind and f.slot != "base"]
    if len(now) != 1 or len(before) > 1 or now[0].claim.status != "reported":
        return None
    same = now[0].claim.unit == change.claim.unit or change.claim.unit in cues.words_of("of_people")
    return now[0] if same and keys.flows(now[0], growth) != keys.CONFLICT else None


def _beside(ctx: Context, change: Fact, growth: Fact) -> bool:
    """Whether a change and a growth stand side by side, or only what the change is compared with between them: "960
    million less than a year before, a decrease of 30%"."""
    if abs(change.number - growth.number) != 1:
        return False
    between = ctx.between(change, growth)
    compared, comma, again = between.rpartition(",")
    told = words(compared)
    plain = bool(comma) and set(words(again)) <= cues.words_of("grown_again") and "and" not in told
    other = plain and cues.first(told, "comparative", 1) == 0 and "than" in told[:2]
    return len(between) < NEAR or (change.number < growth.number and other and len(between) <= COMPARED)


def _is_level_in(unit: str, fact: Fact) -> bool:
    return keys.is_level(fact) and fact.claim.unit == unit


def _has_own(ctx: Context, now: Fact, change: Fact) -> bool:
    """Whether a level, told in another sentence, stands there behind the change and the growth that made it: "Imports
    dropped 1,178 million (4 per cent) to 31,815 million. Capital goods lost 194 million (3 per cent)"."""
    if now.claim.sentence == change.claim.sentence or now.lead[-1:] != ("to",):
        return False
    own = [f for f in ctx.by_sentence[now.claim.sentence] if f.number < now.number]
    changes = [f for f in own if f.claim.role == "change" and f.claim.unit == now.claim.unit]
    growths = [f for f in own if is_growth(f)]
    return any(_from_change(g, c, now, LOOSE).level == 1 for c in changes for g in growths)


def _of_less(ctx: Context, now: Fact, change: Fact) -> bool:
    """Whether a change is told of what is left when something isn't counted, and the level in another sentence isn't:
    "Imports were 4,289 million. When oil is left out, the drop comes to 210 million or 6.0%"."""
    if now.claim.sentence == change.claim.sentence:
        return False
    told = [
        words(ctx.text[ctx.result.sentences[fact.claim.sentence][0] : fact.claim.start]) for fact in (change, now)
    ]
    less, whole = (cues.first(lead, "left_aside", len(lead)) is not None for lead in told)
    return less and not whole


def _beaten_by(ctx: Context, level: Fact, change: Fact) -> bool:
    """Whether a level is what another beats by the change: "to beat last year's $53.3 billion by $6.6 billion"."""
    by = level.number + 1 == change.number and words(ctx.between(level, change)) == ["by"]
    return by and cues.last(level.lead, "beats", 4) is not None


def _on_last(ctx: Context, level: Fact, change: Fact) -> bool:
    """Whether a level is that of the one before, to which another is compared: "the last one was for 79,300 tonnes, so
    the new one is larger by 30,100 tonnes or 38 percent"."""
    between = words(ctx.between(level, change)) if level.number < change.number else []
    return "one" in between and any(word in cues.words_of("comparative") for word in between)


def _above(change: Fact, now: Fact, growth: Fact) -> bool:
    """Whether a rise is above the level that it led to and no slip of scale explains it: it is another level then, as
    in "a total of 91.2 billion or three percent above last year's"."""
    stated = growth.ratio(1).hi
    if growth.claim.direction != "up" or change.middle < now.middle or not stated:
        return False
    slipped = [(change.middle / slip, now.middle - change.middle / slip) for slip in SLIPS]
    return not any(base > 0 and near(moved / base, stated) for moved, base in slipped)


def _part_of_change(ctx: Context, change: Fact) -> bool:
    """Whether a change is the whole of what another amount contributed to, of which a percentage then is the share:
    "$4.4 billion of the overall increase of $9.8 billion, or 45 percent"."""
    before = ctx.facts[change.number - 1] if change.number else change
    told = words(ctx.between(before, change))
    one = before.claim.unit == change.claim.unit or before.claim.kind == change.claim.kind == "count"
    return one and (told == ["of"] or (told[:2] == ["of", "the"] and len(told) <= CONTRIBUTED))


def _one_of_two(ctx: Context, growth: Fact) -> bool:
    """ "$4.21 billion and $3.74 billion, down 6.3 and 10.1 percent respectively"."""
    after = ctx.facts[growth.number + 1 : growth.number + 2]
    return bool(after) and is_growth(after[0]) and words(ctx.between(growth, after[0])) == ["and"]


def _foreseen(growth: Fact, change: Fact, base: Fact) -> Iterator[Outcome]:
    """What a growth to come changes of the level of today, where that makes the change; nothing is denied."""

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        now, moved_by = refined(facts[:2], level)
        return (facts[2].ratio(level) * now).meets(moved_by)

    message = f"{messages.name(growth)} of {messages.name(base)} is {messages.name(change)}."
    made = outcome("growth_from_levels", (base, change, growth), holds, 0, message)
    if made.level:
        yield made


def _from_change(growth: Fact, change: Fact, now: Fact, tie: int) -> Outcome:
    def before(facts: tuple[Fact, ...], level: int) -> tuple[Interval, Interval]:
        after, moved_by = refined(facts[:2], level)
        return (after + moved_by if facts[2].claim.direction == "down" else after - moved_by), moved_by

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        base, moved_by = before(facts, level)
        return (facts[2].ratio(level) * base).meets(moved_by)

    members = (now, change, growth)
    base, moved_by = before(members, 1)
    message = (
        f"{messages.name(now)} {'plus' if growth.claim.direction == 'down' else 'less'} {messages.name(change)} leaves "
        f"a base of {messages.span(base, now.claim.unit, now)}, of which {messages.name(change)} is "
        f"{messages.percent(moved_by / base or Interval(None, None))}; stated is {messages.name(growth)}."
    )
    return outcome(
        "growth_from_levels",
        members,
        holds,
        tie - LOOSE,
        message,
        expected=growth.ratio(1) * base,
        observed=moved_by,
        target=change,
    )
