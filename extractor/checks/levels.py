"""Whether two levels compare, and whether a growth or change can be one between them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from extractor.checks import cues, keys, units
from extractor.checks.facts import Context, Fact, words
from extractor.exact import Fraction
from extractor.lookups import cells, table

OTHER = frozenset({"base", "aside"})
"""Slots of figures that are not what a growth or change leads to."""
FAR_OFF = 20
"""How many times as large as the other a level may be whose unit is only taken over from its neighbours."""
_OPENED = re.compile(r"(?:In|At|Around) ((?:[A-Z][\w’'-]{1,30}[ -]?){1,4})")
_UNIT = re.compile(r"[^\W\d_]+|[^\w\s.,()+-]")
SLIPS = (10, 1000, 10**6)
"""Factors by which a slip of scale makes an amount too large."""
NEARLY = Fraction(6, 5)
OPENING = 60
"""Characters of a sentence in which its first words stand."""
SIZES = 5_000
"""How many times as large as the other any level may be: more is no slip, but another thing."""


def near(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers above zero are about the same."""
    return one < other * NEARLY and other < one * NEARLY


def off_plan(anchor: Fact) -> bool:
    """Whether a change is one from a plan or a forecast: "$3.7 million above budget", "short of the target by $0.9
    billion"."""
    aimed = cues.last(anchor.lead, "planned", 5)
    if aimed is not None and "by" in anchor.lead[len(anchor.lead) - aimed :]:
        return cues.last(anchor.lead[: len(anchor.lead) - aimed], "off_plan", 6) is not None
    if cues.first(anchor.tail, "off_plan", 1) == 0 and "what" in anchor.tail[:3]:
        return True  # "1.8 points shy of what 41 forecasters had foreseen"
    at = cues.first(anchor.tail, "planned", 5)
    return at is not None and cues.first(anchor.tail[:at], "off_plan", max(at, 1)) is not None


def than_now(anchor: Fact) -> bool:
    """Whether a past figure is compared with that of the present, told elsewhere: "14.98 percent, 625 basis points more
    than now"."""
    return any(a == "than" and b in cues.words_of("at_present") for a, b in pairwise(anchor.tail[:4]))


def on_volume(growth: Fact) -> bool:
    """Whether a growth is that of what a result was had on: "jumped to $165 million from $110 million on barely 3% more
    volume"."""
    return "on" in growth.lead[-2:] and cues.first(growth.tail, "more_of", 1) == 0


def judged(change: Fact) -> bool:
    """Whether the words only say better or worse: "the deficit was revised from 1,733 to 1,509, 224 better", "the tax
    comes down from $128.70 to $101.40, a gain of $27.30"."""
    told = any(cues.last(change.lead, kind, 2) == 1 and change.lead[-1] == "of" for kind in ("judging", "advantage"))
    return told or (change.claim.flow == "balance" and cues.first(change.tail, "judging", 1) == 0)


def of_whole_change(anchor: Fact) -> bool:
    """Whether only a part of a change is told, of which the levels beside it may be others: "the bulk of the increase
    of 1.6 million came from day-trippers"."""
    if anchor.claim.role == "change" and anchor.lead[-2:] == ("of", "the"):
        return True  # "explain a quarter of the 5.3 billion by which total exports increased"
    told = list(anchor.lead)
    direction = cues.direction(told)
    return told[-1:] == ["of"] and direction is not None and direction[1] == 1 and told[-4:-2] == ["of", "the"]


def set_elsewhere(ctx: Context, anchor: Fact, *others: Fact) -> bool:
    """Whether a sentence opens with a place of its own, which those of the others don't name: "hotel occupancy averaged
    71% in the capital. In Vang Vieng it was 64%, three points lower"."""
    number = anchor.claim.sentence
    apart = [other.claim.sentence for other in others if other.claim.sentence != number]
    opened = _OPENED.match(ctx.sentence_text(number)) if apart else None
    start = ctx.result.sentences[number][0] + (opened.start(1) if opened else 0)
    if opened is None or any(date.start <= start < date.end for date in ctx.dates):
        return False
    return any(opened[1].strip() not in ctx.sentence_text(other) for other in apart)


def of_ranges(anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether levels behind a growth that is a range are the ends of theirs: "an increase of between 5% and 7%, namely
    from $20,895 million to $21,293 million"."""
    return anchor.claim.range is not None and (then.number, now.number) == (anchor.number + 1, anchor.number + 2)


def unlike(now: Fact, then: Fact, tied: bool = True) -> bool:
    """Whether two levels hardly compare: limits of classes ("above 3,000 francs", "between 200 and 500"), or one far
    larger that is told without a unit of its own, for another length of time ("23 billion", "1.1 billion a day") or
    where no words of one sentence tie the two (`tied`)."""
    classes = (now.claim.range is None) != (then.claim.range is None) and "exact" not in (
        now.claim.qualifier if now.claim.range is None else then.claim.qualifier,
    )
    others = now.claim.kind == "count" and now.claim.unit != then.claim.unit
    bare = others or not all(has_unit(f) for f in (now, then))
    if then.claim.range is not None and cues.last(then.lead, "ranged", 3) is not None:
        return True  # "replies ranged from 360,000 to 410,000, and the median was 385,000 (+17.9%)"
    times = "at" in then.tail[:2] and bool(unit_words(now)) and not unit_words(then)
    paced = per_period(now) != per_period(then)
    ratio = now.middle / then.middle if then.middle else Fraction(FAR_OFF)
    slipped = tied and any(near(ratio, Fraction(slip)) or near(ratio * slip, Fraction(1)) for slip in SLIPS[1:])
    far = not 1 <= FAR_OFF * ratio <= FAR_OFF**2 and not slipped
    if times and now.claim.kind == "count":
        return True  # "would be 270m room-nights, or about 72m more than last year's 33m spent at six"
    return classes or (far and (bare or paced or not tied)) or not 1 <= SIZES * ratio <= SIZES**2


def restates_other(ctx: Context, now: Fact, then: Fact) -> bool:
    """Whether a level in brackets gives the one before it in another unit, which the base has not: "309.7 lakh bales
    (5.26 million tonnes), down from 318.9 lakh", "$4.78 per kilo ($2.17 per pound), against $5.42"."""
    outer = ctx.facts[now.number - 1] if now.bracket and now.number else now
    same = outer.claim.sentence == now.claim.sentence and not outer.bracket and outer.claim.role == now.claim.role
    if outer is now or not same or outer.claim.unit == now.claim.unit or then.bracket:
        return False
    return not unit_words(now) <= unit_words(then)


def unit_words(fact: Fact) -> set[str]:
    """The words and signs of a number's text but for the number itself."""
    return set(_UNIT.findall(fact.text.lower())) - _scales()


@lru_cache(maxsize=1)
def _scales() -> frozenset[str]:
    rows = [row for row in table("numerals") if row["class"] in ("scale", "letter", "single")]
    return frozenset(form.lower().rstrip(".") for row in rows for form in cells(row, "forms"))


def at_rate(ctx: Context, now: Fact) -> bool:
    """Whether a bare number behind "at" is the rate at which the amount before it was converted or sold: "it had been
    Sh307 at 130"."""
    before = ctx.facts[now.number - 1] if now.number else now
    bare = now.claim.kind == "money" and not has_unit(now) and not unit_words(now)
    return bare and ctx.between(before, now).strip() == "at" and before.claim.kind == "money"


def per_period(fact: Fact) -> bool:
    """Whether an amount is one for each day, month or year."""
    return cues.first(fact.tail, "per_period", 1) == 0 and cues.first(fact.tail, "base_tail", 1) is None


def sum_of(ctx: Context, then: Fact, now: Fact) -> bool:
    """Whether a level is that of several parts together, of which another is one: "so that the combined takings, at
    R128bn, were R1.8bn down"."""
    joint = [cues.last(ctx.before(f, 40), "together", 6) is not None for f in (then, now)]
    return joint == [False, True] and then.number < now.number


def named_base(ctx: Context, anchor: Fact, then: Fact) -> bool:
    """Whether only a length of time stands between a growth and its base: "12% above the four-week average of 1.66"."""
    inside = ctx.facts[anchor.number + 1 : then.number]
    return then.number > anchor.number and all(f.claim.kind == "duration" for f in inside)


def averaged(fact: Fact) -> bool:
    """Whether a level is the average of several periods: "averaging $64 billion over the three months"."""
    return cues.last(fact.lead, "averaged", 3) is not None


def has_unit(fact: Fact) -> bool:
    """Whether a money amount's text names its currency, a measure its unit: "£2bn", "R2 billion", "2 billion rand";
    not "2 billion"."""
    if fact.claim.kind == "measure":
        return bool(unit_words(fact))
    signs = any(c.isupper() or not (c.isalnum() or c in ".,- ") for c in fact.text)
    return fact.claim.kind != "money" or signs or len(words(fact.text)) > 2


def like_roles(a: Fact, b: Fact) -> bool:
    """Equal roles, or an amount that may be read as a price."""
    roles = {a.claim.role, b.claim.role}
    ratios = a.claim.kind == b.claim.kind == "percent" and roles <= {"share", "rate", "other"}
    return len(roles) == 1 or roles <= {"level", "price", "other"} or ratios


def of_others(anchor: Fact, level: Fact) -> bool:
    """Whether a growth's own words count other things than a level: "6.2% more ships" is no growth of tonnes, nor is
    "the number of transfers thus increased by 6.8%" one of dollars."""
    if level.claim.kind not in ("measure", "money"):
        return False
    if level.number > anchor.number and cues.last(anchor.lead, "tally", 8) is not None:
        return True
    more, things = (*anchor.tail[:2], "", "")[:2]
    counted = things.endswith("s") and things not in cues.words_of("unit_words")
    return more in cues.words_of("comparative") and counted


def of_another(ctx: Context, base: Fact, now: Fact, anchor: Fact) -> bool:
    """Whether a base belongs to another level of its own sentence: "brought in $27 bn, a leap from $11 bn"."""
    if base.slot != "base" or base.claim.sentence in (now.claim.sentence, anchor.claim.sentence):
        return False
    own = (f for f in ctx.by_sentence[base.claim.sentence] if f.slot not in OTHER and keys.is_level(f))
    return any(keys.same_unit(f, base) and f.middle != now.middle and abs(f.number - base.number) <= 3 for f in own)


def of_several(ctx: Context, base: Fact) -> bool:
    """Whether bases follow for several figures: "exports were 178 and imports 157, compared with 167 and 154"."""
    after = ctx.facts[base.number + 1 : base.number + 2]
    return bool(after) and keys.same_unit(after[0], base) and words(ctx.between(base, after[0])) == ["and"]


def other_base(ctx: Context, anchor: Fact, then: Fact) -> bool:
    """Whether a level is set beside for another comparison than the growth's own: a peak ("fell 3% to $2,900, down from
    a peak of $8,000"), one on the other side ("rose 4%, still down from $4.4 billion in 2018"), or what a multiple
    between them compares with ("rose 18% to $104.6 billion, more than twice the overall surplus of $24.8 billion")."""
    if _each_grown(ctx, anchor, then):
        return True
    if then.number < anchor.number:
        return False
    if cues.last(then.lead, "peak_of", 4) is not None or cues.last(then.lead, "dwarfed", 3) is not None:
        return True
    if then.claim.status != "reported" == anchor.claim.status and cues.last(then.lead, "planned", 3) is not None:
        return True  # "rose by 8,000 to 247,000, against a consensus of 235,000"
    way = anchor.claim.direction or ("up" if anchor.claim.kind == "multiple" and anchor.middle > 1 else "")
    other = {"up": "down_from", "down": "up_from"}.get(way)
    if other is not None and cues.last(then.lead, other, 3) is not None:
        return True
    between = ctx.facts[anchor.number + 1 : then.number]
    return anchor.claim.kind != "multiple" and any(f.claim.kind == "multiple" for f in between)


def _each_grown(ctx: Context, anchor: Fact, then: Fact) -> bool:
    """Whether both levels have a growth of their own right behind them: "tourists stood at 8.8 million (+23%), against
    8.6 million (+17%) for residents abroad", "14.23 billion, up 11.4 per cent, against 14.16 billion, up 6.9 per cent".
    """
    def own(level: Fact) -> Fact | None:
        behind = ctx.facts[level.number + 1 : level.number + 2]
        if not behind or behind[0].claim.role != "growth" or level.bracket:
            return None
        between = ctx.between(level, behind[0])
        return behind[0] if between.strip() == "(" or between in (", up ", ", down ") else None

    before = ctx.facts[then.number - 2] if then.number > 1 else then
    growths = (own(before), own(then))
    return None not in growths and anchor in growths


def listed(ctx: Context, now: Fact, then: Fact) -> list[Fact]:
    """The levels told before a level and its base as one list with it, whose whole or whose each the base may be that
    of: "9.0 million tonnes, with 4.2 million to the Philippines and 1.3 million to Indonesia, up from 8.1 million"."""
    if then.slot != "base" or then.number <= now.number or now.claim.sentence != then.claim.sentence:
        return []
    led = now.number > 0 and ctx.facts[now.number - 1].claim.role in ("growth", "change")
    if led or cues.direction(now.lead) is not None:
        return []
    own = ctx.by_sentence[now.claim.sentence]
    before = [f for f in own if f.number < now.number and f.slot not in OTHER and not f.bracket and keys.is_level(f)]
    return [f for f in before if f.claim.unit == now.claim.unit and f.claim.flow == now.claim.flow]


def grown_otherwise(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a growth from a base fits another level of the list before it, or all of them together."""
    others = listed(ctx, now, then)
    if not others:
        return False
    if anchor.claim.role == "change":
        return _saved(ctx, anchor, now, then)
    if anchor.claim.kind != "percent":
        return False
    made = anchor.factor(2) * then.at(2)
    whole = now.at(2)
    for other in others:
        whole = whole + other.at(2)
    return made.meets(whole) or any(made.meets(other.at(2)) for other in others)


def _saved(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a change is that to two amounts together: "$17 and a $100 levy instead of $341, a saving of $224"."""
    before = ctx.facts[now.number - 1]
    joined = "and" in words(ctx.between(before, now)) and before.claim.unit == now.claim.unit == then.claim.unit
    both = before.at(1) + now.at(1)
    return joined and any(change.meets(both - then.at(1)) for change in (anchor.at(1), -anchor.at(1)))


def opens_with_that(ctx: Context, sentence: int) -> bool:
    """Whether a sentence opens with "that is", "this was", "the decline was": it points back to the one before it."""
    opening = words(ctx.sentence_text(sentence)[:OPENING])
    if _sizes_change(opening):
        return True
    opening = opening[:2]
    told = zip(opening, ("demonstrative", "copula"), strict=False)
    return len(opening) == 2 and all(word in cues.words_of(kind) for word, kind in told)


def _sizes_change(opening: list[str]) -> bool:
    """Whether a sentence's first words give the size of a change told before: "The decline was about 5 percent"."""
    change = opening[:1] == ["the"] and cues.direction(tuple(opening[1:2])) is not None
    if not change or not cues.words_of("copula") & {*opening[2:3]}:
        return False
    size = next((word for word in opening[3:] if word not in cues.words_of("filler")), "")
    return size.lstrip("$€£")[:1].isdigit()


def points_back(ctx: Context, anchor: Fact, now: Fact, then: Fact) -> bool:
    """Whether a sentence points back to the two levels of the one before it, the only ones there: "The deficit was
    $38.8 billion, against $28.0 billion. That is $10.8 billion more"."""
    if not opens_with_that(ctx, anchor.claim.sentence):
        return False
    before = ctx.by_sentence.get(anchor.claim.sentence - 1, [])
    levels = [f for f in before if keys.same_unit(f, now)]
    first = ctx.by_sentence[anchor.claim.sentence][0] is anchor
    return first and len(levels) == 2 and now in levels and then in levels and then.slot == "base"


def of_two_units(ctx: Context, fact: Fact) -> bool:
    """Whether a measure is told in two units, of which it is one: "two hours and 40 minutes"."""
    beside = (*ctx.facts[max(0, fact.number - 1) : fact.number], *ctx.facts[fact.number + 1 : fact.number + 2])
    return any(
        f.claim.kind == fact.claim.kind != "money"
        and f.claim.unit != fact.claim.unit
        and units.convertible(f, fact)
        and words(ctx.between(f, fact)) in (["and"], [])
        for f in beside
    )
