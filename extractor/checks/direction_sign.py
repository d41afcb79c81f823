"""The direction word, the sign of the change and the order of the levels agree.

"Narrowed from 25.9 to 23.4" needs the second level below the first; "widened to 1.06 trillion, 240 billion less
than a year before" contradicts itself. Traps: "growth slowed" is no fall; the deficit fell; another baseline
("fell to 5.2 billion, 3 percent more than a year earlier"), which is why the second form is sure for whole years
only. Growths and changes whose size fits the levels and whose sign doesn't are reported under this name too.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from extractor.checks import calendar, cues, keys, messages, units
from extractor.checks.facts import Context, Fact, words
from extractor.checks.headline_ways import headline_ways
from extractor.checks.intervals import Interval
from extractor.checks.moved_from import moved_from
from extractor.checks.pairings import pairs_in_words
from extractor.checks.registry import FIRM, Outcome, check, outcome
from extractor.checks.unpaired import unpaired

DATED = 4
"""Words between two levels told "from … to", at most."""
REACH = 12
"""Words between the verb and the first level, at most."""
PACE = 3
"""Words between a verb of pace and the first growth, at most."""
POINTED = 8
"""Words before a base of which one points back to the level that it is compared with, at most."""
WAYS = {"more": "up", "higher": "up", "larger": "up", "less": "down", "lower": "down", "fewer": "down",
        "smaller": "down"}  # fmt: skip
ELIDED = 6
"""Words before a pair whose verb is left out, at most: "and imports from 5 to 4"."""


@check("direction_sign")
def direction_sign(ctx: Context) -> Iterator[Outcome]:
    verbs: dict[int, tuple[tuple[str, int], str]] = {}
    for then, now in pairs_in_words(ctx):
        first = min(then, now, key=lambda f: f.number)
        ways = [way for way in ("up", "down") if _led_by(ctx, then, now, f"{way}_from")]
        led_down = first is now and then.slot == "base" and bool(ways)  # "14 days, up from 30"
        word = (ways[0], 0) if led_down else _governing(_own_clause(first.lead))
        if word is not None and first is now and word[1] == 0 and not led_down:
            word = None  # "contrived to lose 1.31 billion, against 1.18 billion": no level
        led = len(first.lead) <= 2 and first.lead[-1:] in (("from",), ("to",))
        chained = led and ctx.between(now, then).split() in (["from"], ["to"])
        if chained and (grown := _grown(ctx, first)):  # "the fall of the rupee pushed earnings up by 29% to"
            word = grown
        elif word is None and led:  # "reduced the activities, in which ownership is limited, from 13"
            word = _multiplied(ctx, first) or _governing(_own_clause(tuple(ctx.before(first, 130))))
        if word is None and first is then and first.lead[:1] == ("and",):  # the verb stands with the pair before
            earlier = verbs.get(first.claim.sentence)
            elided = len(first.lead) <= ELIDED and cues.last(first.lead, "other_verb", ELIDED) is None
            word = earlier[0] if earlier and earlier[1] == then.claim.kind and elided else None
        elif word is not None:
            verbs[first.claim.sentence] = word, then.claim.kind
        if (
            word
            and word[1] <= REACH
            and now.claim.role == then.claim.role
            and then.claim.role not in ("growth", "change", "other")
            and not _turned(then, now)
            and not _returned(ctx, then, now)
            and not _of_next(ctx.between(then, now))
            and not _judged(ctx.before(first, 130), then.claim.flow)
            and not keys.of_currency(first)
            and not _of_currency(ctx, first)
            and not _compared_otherwise(ctx, then, now, word[0])
            and not calendar.earlier(now.claim.period, then.claim.period)
            and cues.last(now.lead, "still", 2) is None
            and not unpaired(ctx, then, now)
            and not keys.stepwise(ctx, now)
            and not _added(now)
            and not _aimed_at(first, word[1])
            and not _by_multiple(ctx, first)
            and not _of_part(ctx, then, now)
            and not _is_change(ctx, then, now)
            and not (first is then and _is_average(now) and not _is_average(then))
            and cues.first(now.tail, "depends", 2) is None  # "slides from 5 to 12 percent according to the price"
        ):
            yield _levels(then, now, word[0], _in_a_breath(ctx, then, now))
    yield from _paces(ctx)
    yield from _verb_and_change(ctx)
    yield from _more_than_then(ctx)
    yield from (_levels(then, now, way) for then, now, way in moved_from(ctx))
    yield from headline_ways(ctx)


def _aimed_at(first: Fact, after: int) -> bool:
    """Whether a word of direction only names a target: "the saving target 59% in 2040, from 12.1% today"."""
    return 0 < after <= len(first.lead) and first.lead[-after] in cues.words_of("aim_noun")


def _by_multiple(ctx: Context, first: Fact) -> bool:
    """Whether a multiple told between the word of direction and the levels is what moves them: "the drop follows the
    doubling in July of the fee, from €9 to €18"."""
    before = ctx.facts[first.number - 1] if first.number else None
    told = before is not None and before.claim.kind == "multiple" and before.claim.sentence == first.claim.sentence
    apart = words(ctx.between(before, first)) if told and before is not None else []
    return len(apart) > 1 and cues.direction(apart) is None


def _of_part(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether the second number is a part of the first, or both are what something comes "from": "31,000, up from
    26,500, around 2,200 of whom were buyers", "from a cut of duties to 30 percent and from a fee of 0.8 percent"."""
    first, last = sorted((then, now), key=lambda f: f.number)
    between = words(ctx.between(first, last))
    if cues.last(between, "parted", 3) in (0, 1):
        return True
    if last.lead[-1:] not in (("from",), ("to",)) and cues.first(last.tail, "parted", 1) == 0:
        return True
    return last is then and ("and", "from") in itertools.pairwise(between) and between[-1] == "of"


def _is_change(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether the second number is how much a rise or fall came to: "The rise from the 16.09 billion euros of 2018 came
    to 2.09 billion"."""
    lead = words(ctx.text[ctx.result.sentences[then.claim.sentence][0] : then.claim.start])
    noun = then.number < now.number and "from" in lead[-2:] and lead[:1] in (["the"], ["this"], ["that"], ["its"])
    told = noun and cues.direction(lead[1:3]) is not None
    return told and cues.last(words(ctx.between(then, now)), "came_to", 3) is not None


def _more_than_then(ctx: Context) -> Iterator[Outcome]:
    """A level that the same or the next sentence calls more or less than that of an earlier time: "received $1,579
    million. Thanks to higher prices this was more than the $1,269 million of a year ago"."""
    for now, then in itertools.pairwise(ctx.facts):
        told = words(ctx.between(now, then))[-POINTED:]
        way = WAYS.get(told[-3]) if then.slot == "base" and told[-2:] == ["than", "the"] and len(told) > 3 else None
        pointed = way is not None and any(word in cues.words_of("demonstrative") for word in told[:-3])
        levels = now.claim.role in ("level", "price") and then.claim.role in ("level", "price")
        alike = levels and now.claim.unit == then.claim.unit and now.slot != "base"
        near = then.claim.sentence - now.claim.sentence <= 1 and now.paragraph == then.paragraph
        of_then = then.tail[:1] == ("of",) and cues.first(then.tail[1:], "base_tail", 1) == 0
        if way is not None and pointed and alike and near and of_then and keys.flows(now, then) != keys.CONFLICT:
            yield _levels(then, now, way)


def _is_average(fact: Fact) -> bool:
    """ "A rise of 15.8% from $15.2 billion, meaning a monthly average of over $2.9 billion"."""
    return cues.last(fact.lead, "averaged", 2) is not None


def _added(now: Fact) -> bool:
    """Whether a number is what comes to the level before: "to five further elements, raising the number from seven"."""
    told = [*words(now.text)[1:2], *now.tail[:1]]
    return now.claim.kind == "count" and not cues.words_of("added_things").isdisjoint(told)


def _in_a_breath(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether two levels are told "from … to", with no more than a date between."""
    between = words(ctx.between(then, now))
    return between[-1:] in (["from"], ["to"]) and len(between) <= DATED and abs(then.number - now.number) == 1


def _multiplied(ctx: Context, first: Fact) -> tuple[str, int] | None:
    """The way of a multiple right before "from" or "to", which is the verb: "coal, on which a ban was eased, trebled
    from $4.6bn"."""
    before = ctx.facts[first.number - 1] if first.number else None
    near = before is not None and before.claim.kind in ("multiple", "fraction") and before.claim.direction is not None
    if before is None or not near or ctx.between(before, first).split() != list(first.lead):
        return None
    return str(before.claim.direction), 1


def _grown(ctx: Context, first: Fact) -> tuple[str, int] | None:
    """The way of a growth in percent right before "to" or "from"."""
    before = ctx.facts[first.number - 1] if first.number else None
    if before is None or before.claim.role != "growth" or before.claim.direction is None:
        return None
    return (before.claim.direction, 1) if words(ctx.between(before, first)) == list(first.lead) else None


def _of_currency(ctx: Context, first: Fact) -> bool:
    """Whether figures may be of a currency named before: a bare one, or money that it strengthens or weakens to, which
    is less where it strengthens: "the local currency having strengthened from Rs 327 to Rs 302"."""
    before = ctx.before(first, 90)
    if cues.last(before, "currency", 2 * REACH) is None:
        return False
    rate = first.claim.kind == "money" and first.scale == 1
    return _bare(first) or (rate and cues.last(before, "currency_moves", REACH) is not None)


def _of_next(between: str) -> bool:
    """Whether another thing's figures follow behind a semicolon: "Poland took 13,900 tonnes, up from 12,750; Denmark
    8,420"; not "; it had been"."""
    opening = words(between.rpartition(";")[2])[:1] if ";" in between else []
    return bool(opening) and opening[0] not in cues.words_of("demonstrative")


def _compared_otherwise(ctx: Context, then: Fact, now: Fact, way: str) -> bool:
    """Whether the words between the figures set them against each other the other way than the verb before, which then
    is none of change: "gained a surplus of 23.3 billion, lower than the 23.8 billion of last year"."""
    between = words(ctx.between(now, then)) if now.number < then.number else []
    told = cues.direction(tuple(between)) if between[-2:-1] == ["than"] or between[-1:] == ["than"] else None
    before = ctx.before(now, 90)
    gaining = cues.last(before, "gaining", 8)
    own = before[len(before) - gaining :] if gaining is not None else ["to"]
    return told is not None and told[0] != way and "to" not in own


def _led_by(ctx: Context, then: Fact, now: Fact, kind: str) -> bool:
    """Whether a base stands right behind "up from" or the like, with no new subject before: "and this year's total, up
    from 2.6 billion"."""
    between = words(ctx.between(now, then)) if now.number < then.number else []
    return "and" not in between and cues.last(then.lead, kind, 4) is not None


def _governing(lead: tuple[str, ...]) -> tuple[str, int] | None:
    """The last word of change before a figure, unless another verb leads from it to the figure: "the cause for the rise
    was 4.8 billion", "the cut should help to reach 90,000"."""
    word = cues.direction(lead)
    if word is not None and word[1] and lead[-word[1]] in cues.words_of("holds"):
        return None  # "exchange sheds hold 437,000 tons"
    if word is None or (word[1] and cues.last(lead, "finite", word[1]) is not None):
        return None
    before = cues.direction(lead[: len(lead) - word[1] - 1])
    return None if before is not None and before[0] != word[0] else word  # "raise the permitted reduction in rates"


def _own_clause(lead: tuple[str, ...]) -> tuple[str, ...]:
    """The words before a figure from its own clause on: "fell to 34.4, while gold imports, to 14.7 from 4.9"."""
    at = cues.last(lead, "contrast", len(lead))
    return lead if at is None else lead[len(lead) - at :]


def _turned(then: Fact, now: Fact) -> bool:
    """Whether a surplus became a deficit, or the other way: then neither number need be the larger."""
    return then.claim.flow == "balance" and then.claim.indicator_id != now.claim.indicator_id


def _returned(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether another verb leads from the one to the other: "reduced to 26% in January, returned to 33% in July"."""
    between = words(ctx.between(then, now))
    return cues.first(between, "returning", len(between)) is not None


def _judged(lead: list[str], flow: str | None) -> bool:
    """Whether the words say better or worse, or that growth slows, and not which figure is the larger: "the deficit
    improved from 32.0 to 31.5", "slow growth to 2.0% from 2.9%"."""
    better = flow not in ("exports", "imports", "total") and cues.last(lead, "judging", REACH) is not None
    slower = cues.last(lead, "slowed", REACH) is not None
    return better or (slower and cues.last(lead, "growth", REACH) is not None)


def _bare(fact: Fact) -> bool:
    """Whether a number names neither a unit nor what it counts, as an exchange rate may: "the currency's recovery from
    160 to 129"."""
    return fact.claim.kind == "count" and not any(c.isalpha() for c in fact.text)


def _paces(ctx: Context) -> Iterator[Outcome]:
    """ "Growth slowed to 5.2 percent from 7.4 percent", "… picked up from 5.2 to 7.4 percent": two growths in order."""
    for then, now in pairs_in_words(ctx):
        first = min(then, now, key=lambda f: f.number)
        grown = all(f.claim.role == "growth" and f.claim.kind == "percent" for f in (then, now))
        if not grown or then.claim.direction != "up" or now.claim.direction != "up":
            continue
        for word, direction in (("slowed", "down"), ("quickened", "up")):
            if cues.last(first.lead, word, PACE) is not None and cues.last(first.lead, "growth", REACH) is not None:
                yield _levels(then, now, direction)


def _levels(then: Fact, now: Fact, direction: str, in_a_breath: bool = False) -> Outcome:
    """The order of two levels; of those told "from … to" in one scale as it is printed: 1.3 million is above 1."""
    printed = in_a_breath and then.scale == now.scale and then.claim.unit == now.claim.unit

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        if printed:
            return (facts[0].middle <= facts[1].middle) == (direction == "up") or facts[0].middle == facts[1].middle
        before, after = (_written(f, 1) for f in facts)  # nobody writes fell and prints a larger number
        low, high = (before.lo, after.hi) if direction == "up" else (after.lo, before.hi)
        return low is None or high is None or low <= high

    message = f"The words say {direction}, from {messages.name(then)} to {messages.name(now)}."
    return outcome("direction_sign", (then, now), holds, FIRM, message)


def _written(fact: Fact, level: int) -> Interval:
    """The interval by the digits written, closing zeros included, in the common unit; without its qualifier."""
    factor = units.factor(fact)
    plain = fact.at(level, fact.written, plain=True)
    return plain * factor[1] if factor else plain


def _verb_and_change(ctx: Context) -> Iterator[Outcome]:
    """A level reached by a verb, and a change or growth beside it."""
    for number in sorted(ctx.by_sentence):
        for level, change in zip(ctx.by_sentence[number], ctx.by_sentence[number][1:], strict=False):
            verb = cues.direction(level.lead)
            if not verb or verb[1] > 2 or level.slot != "now" or not keys.is_level(level):
                continue
            if change.claim.role not in ("growth", "change") or change.claim.direction is None:
                continue
            if len(ctx.between(level, change)) > 25 or keys.flows(level, change) == keys.CONFLICT:
                continue
            yield _agreement(level, change, verb[0])


def _agreement(level: Fact, change: Fact, verb: str) -> Outcome:
    span = calendar.span(level.claim.period)
    whole_year = span is not None and span.days > 360 and change.claim.baseline == "yoy"
    message = f"The words say {verb} to {messages.name(level)}, and {change.claim.direction} {messages.name(change)}."
    return Outcome("direction_sign", int(verb == change.claim.direction), whole_year, (level, change), message)
