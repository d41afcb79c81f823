"""How sure a price, a volume and a value belong together, by the words and keys of their sentences."""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations, pairwise

from extractor.checks import cues, keys, units
from extractor.checks.facts import Context, Fact, words
from extractor.checks.levels import near, opens_with_that
from extractor.checks.registry import FIRM
from extractor.checks.wholes import whole_of

NEAR = 2
FAR = 7
"""Sentences, those without figures counted, in which the thing is looked for whose price and value are told."""
MANY = 1000
"""Things counted, at least, of which an amount a head is told without their name."""
CARRIAGE = "freight_rate"
ALIKE = 4
"""How many times as high as another a price of the same thing may be."""
SPAN = 200
"""Numbers of the text from the first to the last of a price, its volume and their value, at most."""


def is_volume(fact: Fact) -> bool:
    claim = fact.claim
    return (
        claim.value is not None
        and claim.value > 0
        and (claim.role != "change" or fact.lead[-1:] in {(w,) for w in cues.words_of("added_amount")})
        and fact.lead[-2:] != ("according", "to")  # "a margin of 12 cents, according to three factory owners"
        and not (claim.kind == "measure" and (fact.tail[:2] == ("a", "day") or _is_yield(fact)))
        and (claim.kind in ("count", "measure") or (claim.kind == "duration" and claim.unit == "day"))
    )


def _is_yield(fact: Fact) -> bool:
    """Whether a volume is what is grown on a piece of land: "36 bushels to the acre"."""
    told = [word for word in fact.tail[:3] if word in cues.words_of("land_unit")]
    return bool(told) and fact.tail[0] in cues.words_of("for_each")


def tie_of(ctx: Context, price: Fact, volumes: tuple[Fact, ...], value: Fact) -> int:
    """Above FIRM where price, volume and value stand in one sentence, 1 in neighbouring ones, else 0."""
    numbers = [f.number for f in (price, *volumes, value)]
    if max(numbers) - min(numbers) > SPAN:
        return 0
    if (
        _of_other_words(ctx, price, volumes[0], value)
        or _of_other_money(ctx, price, volumes[0], value)
        or _of_other_times(ctx, price, volumes, value)
        or _of_others(ctx, price, volumes[0], value)
    ):
        return 0
    thing = price.claim.unit.partition("/")[2]
    if not thing and volumes[0].claim.unit == "day":
        return FIRM + 1 if _daily(ctx, price, volumes[0], value) else 0
    scene = FIRM if len(volumes) == 1 and _in_scene(ctx, price, volumes[0], value) else 0
    if not thing or not all(_of_thing(price, f) or units.factor_between(f, thing) for f in volumes):
        return scene
    sentences = [f.claim.sentence for f in (price, *volumes, value)]
    crossed = _between(ctx, value, min(numbers), max(numbers))
    known = keys.subject(volumes[0], value) == keys.periods(volumes[0], value) == keys.FULL
    if price.claim.sentence == value.claim.sentence and known:
        same = volumes[0].claim.sentence == price.claim.sentence
        return (FIRM + 1 if same else FIRM) if len(volumes) == 1 and value.claim.role == "level" else scene
    if scene or crossed or value.claim.role not in ("level", "other", "price"):
        return scene
    if max(sentences) == min(sentences):
        return FIRM + 1
    if _one_key(ctx, price, volumes, value):
        return 1
    near = max(sentences) - min(sentences) <= 1 and price.claim.sentence == volumes[0].claim.sentence
    inside = ctx.facts[min(numbers) + 1 : max(numbers)] if near else []
    return int(near and not any(f.claim.kind == "money" for f in inside if f is not price))


def _of_others(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether a sentence first tells a sum and sets what others sold against it: "A miller ordered 9.6 billion francs
    of machinery, while growers placed 3,500 tonnes at 310 francs a kilo"."""
    sold = min(price, volume, key=lambda f: f.number)
    one_sentence = value.claim.sentence == price.claim.sentence == volume.claim.sentence
    if not one_sentence or value.number > sold.number:
        return False
    return not cues.words_of("meanwhile").isdisjoint(words(ctx.between(value, sold)))


def _one_key(ctx: Context, price: Fact, volumes: tuple[Fact, ...], value: Fact) -> bool:
    """Whether price, volume and value are all of one flow, place, partner and period, known and the same, and the
    article gives no other such volume and value."""
    facts = (price, *volumes, value)
    known = all(f.claim.status == "reported" and f.claim.period and f.claim.place and f.claim.flow for f in facts)
    told = known and value.claim.role == volumes[0].claim.role == "level"
    same = all(keys.periods(price, f) == keys.sides(price, f) == keys.flows(price, f) == keys.FULL for f in facts)
    one = len(volumes) == 1 and keys.topics(volumes[0], value) == keys.FULL and keys.related(price, value)
    return told and same and one and all(_alone(ctx, f) for f in (*volumes, value))


def _alone(ctx: Context, fact: Fact) -> bool:
    """Whether the article gives no other figure of a fact's key, period, unit and role."""
    like = (f for f in keys.alike(ctx, fact) if (f.claim.role, f.claim.unit) == (fact.claim.role, fact.claim.unit))
    return all(fact.at(1).meets(f.at(1)) for f in like if keys.periods(f, fact) == keys.FULL)


def _of_other_words(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether the words between value and volume, or those at the price, say that they are of different things."""
    between = words(ctx.between(value, volume)) if value.number < volume.number else []
    if between[:1] == ["of"] and "and" in between and price.number > volume.number:
        return True  # "60 million dollars of notes and 1.6 million shares at 25 dollars a share"
    if _of_what_came_before(ctx, price, volume, value):
        return True
    last = price if price.number > volume.number else volume
    if last.number < value.number and "into" in words(ctx.between(last, value)):
        return True  # "took in 71,000 tonnes at €7.30 a kilo, and turned it into exports of €812m"
    if cues.first(between, "reasons", len(between)) is not None:
        return True  # "to 540.3 billion yen thanks to big-ticket items, two orders of more than 10 billion yen each"
    if "share" in (*price.tail[:3], price.claim.unit[-5:]) and cues.first(price.tail, "after_tax", 4) is not None:
        return True  # "$84 million, or 79 cents a share after tax, on 84 million shares"
    # "500,000 ounces, and the project covers only seven of 192 claims, with 293,000 tons"
    return cues.first(between, "only", len(between)) is not None


def _of_other_money(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether the value is a duty, a carrier's revenue, a saving or the whole's, or the price a kind of goods'."""
    inside = ctx.facts[min(price.number, volume.number) : value.number]
    if any(f.claim.kind == "percent" and f.claim.role == "rate" for f in inside):
        return True  # "300,000 tonnes, at P21,500 a ton and a tariff of 15 percent, would forgo P968 million"
    if price.claim.indicator_id == CARRIAGE and value.claim.indicator_id not in (None, CARRIAGE):
        return True  # a carrier's revenue is more than its freight
    if value.claim.role == "rate" or set(words(value.claim.indicator or "")) & cues.words_of("charge"):
        return True  # "on a 20-ton container at $7.20/kg you pay $5,443": the duty
    if cues.last(price.lead, "form_of_goods", 8) is not None and cues.last(volume.lead, "form_of_goods", 8) is None:
        return True  # "salmon for 9.2 billion; the average price of a whole fresh fish fell to 88.40"
    return _of_the_fall(ctx, price, volume, value) or _of_the_whole(ctx, price, volume, value)


def _of_other_times(ctx: Context, price: Fact, volumes: tuple[Fact, ...], value: Fact) -> bool:
    """Whether one of the figures is of another time or tender than the others, or the value of more than the volume."""
    earlier = price.slot == "base"
    odd = any((f.slot == "base") != earlier for f in volumes) and _apart(price, *volumes, value)
    paired = keys.periods(price, value) == keys.FULL or (value.slot == "base") == earlier
    if odd or not paired or _apart(price, value):
        return True  # "at $4,440 a tonne, down from $4,590": an earlier price
    if any(_otherwise_priced(ctx, price, volume) for volume in volumes):
        return True  # "the average is $268.70. At the last tender it paid $273.40 for 235,000 t"
    if any(whole_of(ctx, volume) or keys.periods(price, volume) == keys.CONFLICT for volume in volumes):
        return True
    # "The total came to $650 million, an average of $837": of all, not of the last
    total = cues.last(value.lead, "total_of_parts", 5) is not None
    return total and volumes[0].claim.sentence != value.claim.sentence


def _of_what_came_before(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether "that is" between volume and value points back to the price that makes it, so that one behind is another:
    "On 1.48bn kg that is nearly NZ$1.5bn, and most reckon they need over NZ$8"."""
    told = words(ctx.between(volume, value)) if volume.number < value.number < price.number else []
    points, is_ = cues.words_of("demonstrative"), cues.words_of("copula")
    return any(a in points and b in is_ for a, b in pairwise(told))


def _otherwise_priced(ctx: Context, price: Fact, volume: Fact) -> bool:
    """Whether a volume of another sentence is told with a price of its own, of about the size of the one at hand."""
    before = ctx.facts[volume.number - 1] if volume.number else volume
    one = before.claim.kind == "money" and before.claim.sentence == volume.claim.sentence != price.claim.sentence
    currency = before.claim.unit.partition("/")[0] == price.claim.unit.partition("/")[0]
    alike = bool(price.middle) and 1 <= ALIKE * before.middle / price.middle <= ALIKE**2
    return one and currency and alike and words(ctx.between(before, volume))[-1:] == ["for"]


def _between(ctx: Context, value: Fact, first: int, stop: int) -> bool:
    """Whether other facts of a value's unit stand within [first, stop)."""
    if "units" not in ctx.memo:
        found: dict[str, list[int]] = {}
        for fact in ctx.facts:
            found.setdefault(fact.claim.unit, []).append(fact.number)
        ctx.memo["units"] = found
    numbers = ctx.memo["units"][value.claim.unit]
    count = bisect_left(numbers, stop) - bisect_left(numbers, first)
    return bool(count > int(first <= value.number < stop))


def _apart(*facts: Fact) -> bool:
    """Whether two of the figures are of different periods."""
    return any(keys.periods(a, b) == keys.CONFLICT for a, b in combinations(facts, 2))


def _of_the_fall(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether what a price lost is multiplied: "slid to $650 a tonne from $700, which on a crop of 20 million tonnes
    amounts to $1 billion", "fell from 830 to 720 dollars a tonne … and so saved 4.84 million"."""
    beside = ctx.facts[max(0, price.number - 1) : price.number] + ctx.facts[price.number + 1 : price.number + 2]
    currency = price.claim.unit.partition("/")[0]
    for base in beside:
        alike = base.claim.kind == price.claim.kind and base.claim.unit.partition("/")[0] == currency
        if alike and base.claim.sentence == price.claim.sentence and base.middle != price.middle:
            lost = abs(base.middle - price.middle) * volume.middle
            if near(lost, value.middle):
                return True
    return False


def _of_the_whole(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether a value is that of the whole of which a volume is told with its share: "China received 214,600 tonnes, 91
    percent of the whole, and the crop earned $1.57 billion"."""
    share = ctx.facts[volume.number + 1] if volume.number + 1 < len(ctx.facts) else volume
    factor = units.factor_between(volume, price.claim.unit.partition("/")[2])
    if not keys.is_share(share) or share.claim.sentence != volume.claim.sentence or factor is None:
        return False
    sold = price.at(1) * volume.at(1) * factor
    return not sold.meets(value.at(1)) and sold.meets(value.at(1) * share.ratio(1))


def _in_scene(ctx: Context, price: Fact, volume: Fact, value: Fact) -> bool:
    """ "Shipments came to 366,798 tonnes. They fetched $414 a tonne on average and brought in $151.9 million": price
    and value side by side, and only one amount of the thing in the sentences before."""
    beside = abs(price.number - value.number) == 1 and price.claim.sentence == value.claim.sentence
    beside = beside or _average_of(ctx, price, value) or _follows_from(ctx, price, value)
    if not beside or keys.periods(price, value) == keys.CONFLICT or volume.number > price.number:
        return False
    numbers = range(price.claim.sentence, max(-1, price.claim.sentence - FAR), -1)
    told = [number for number in numbers if number in ctx.by_sentence][: NEAR + 1]
    before = [
        f
        for number in told
        for f in ctx.by_sentence[number]
        if f.number < min(price.number, value.number)
        and f.claim.zone != "headline"
        and f.claim.role == volume.claim.role == "level"
        and f.slot != "base"
        and is_volume(f)
        and _counts(ctx, price, f)
    ]
    same = keys.periods(volume, price) == keys.FULL and keys.flows(volume, price) != keys.CONFLICT
    return same and len({f.middle for f in before}) == 1 and volume in before and value.claim.role == "level"


def _average_of(ctx: Context, price: Fact, value: Fact) -> bool:
    """Whether a sentence points back to the amount that closes the one before it: "They spent F$2.54 billion. That was
    an average of F$3,584 per visitor"."""
    points = opens_with_that(ctx, price.claim.sentence)
    return points and value.number == price.number - 1 and value.claim.sentence == price.claim.sentence - 1


def _follows_from(ctx: Context, price: Fact, value: Fact) -> bool:
    """Whether a sentence says that its amount follows from the one price of the sentence before: "The price averaged
    NOK 686 a barrel. The export value thus came to NOK 41.6 billion"."""
    opening = words(ctx.text[ctx.result.sentences[value.claim.sentence][0] : value.claim.start])
    if value.claim.sentence != price.claim.sentence + 1 or cues.first(opening, "it_follows", len(opening)) is None:
        return False
    own = [f for f in ctx.by_sentence[price.claim.sentence] if f.claim.kind == "money" and f.slot != "base"]
    return own == [price] and ctx.by_sentence[value.claim.sentence][0] is value


def _counts(ctx: Context, price: Fact, volume: Fact) -> bool:
    """Whether a price is for each of the things that a volume counts, by unit, or by the noun in its sentence."""
    thing = price.claim.unit.partition("/")[2]
    if thing:
        return _of_thing(price, volume) or units.factor_between(volume, thing) is not None
    named = words(ctx.sentence_text(price.claim.sentence))
    noun = words(volume.claim.unit)[-1:] if volume.claim.kind == "count" else []
    each = cues.first([*price.tail, *words(price.text)], "each", 8) is not None
    if cues.last([*price.lead, *price.tail[:3], *words(price.text)], "each", 12) is not None:
        return bool(noun) and volume.middle >= MANY
    return each and bool(noun) and any(word.rstrip("s") == noun[0].rstrip("s") for word in named)


def _of_thing(price: Fact, volume: Fact) -> bool:
    """Whether a price is for one of the things counted, by unit or by the noun."""
    nouns = [words(f.text)[-1].rstrip("s") for f in (price, volume) if words(f.text)]
    thing = price.claim.unit.partition("/")[2]
    counted = volume.claim.kind == "count" and _is_one(thing, volume.claim.unit)
    return volume.claim.unit == thing or counted or (len(nouns) == 2 and nouns[0] == nouns[1])


def _is_one(thing: str, counted: str) -> bool:
    """Whether a counted noun names the thing, maybe more closely: overseas visitors are visitors, and tourists are."""
    one, two = words(thing)[-1:], words(counted)[-1:]
    both = cues.words_of("visitor") | {"arrival"}
    return one == two != [] or (len(one) == len(two) == 1 and {*one, *two} <= both)


def _daily(ctx: Context, price: Fact, days: Fact, value: Fact) -> bool:
    """A daily average, the days of the same sentence and the period's amount of the same thing."""
    told = cues.last(ctx.before(price, 90), "day_words", 12) is not None
    extra = keys.topic(price.claim.indicator) - keys.topic(value.claim.indicator)
    known = keys.flows(price, value) == keys.sides(price, value) == keys.periods(price, value) == keys.FULL
    same = known and extra <= cues.words_of("day_words") and keys.broader(value, price) is bool(extra)
    return told and same and days.claim.sentence == price.claim.sentence and value.claim.role == "level"
