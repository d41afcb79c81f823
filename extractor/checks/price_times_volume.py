"""A price times a volume is the value: `V` meets `[p] · [Q]`; an average times a number, and per head, likewise.

The price's unit names the thing counted ("$430 a tonne", "$20 apiece"). Sure where price, volume and value stand
together and the unit agrees; otherwise an agreement only confirms. Trap: tonnes and barrels, thousands left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from extractor.checks import cues, keys, messages, units
from extractor.checks.at_price import at_price
from extractor.checks.facts import Context, Fact, words
from extractor.checks.intervals import Interval
from extractor.checks.priced import NEAR, is_volume, tie_of
from extractor.checks.registry import FIRM, Outcome, check, outcome, settled
from extractor.checks.unread import large_in

MOST = 8
MOST_FAR = 60
"""Facts of one period that are looked at from afar."""
MOST_ALIKE = 3
"""Volumes and values of a price's key that are tried."""
APART = 20
"""How many times as large as its product a value may be, or the reverse, for a conflict to be sure."""


@check("price_times_volume")
def price_times_volume(ctx: Context) -> Iterator[Outcome]:
    prices = [price for price in ctx.facts if _is_price(ctx, price)]
    found = [*settled([*sorted(_readings(ctx, price), key=lambda o: not o.sure)] for price in prices)]
    made = {o.members[1:] for o in found if o.level == 1 and o.sure}  # another price is that of others' goods then
    yield from (o for o in found if o.level or not (o.members[1:] in made or _of_others(ctx, o)))
    yield from (_outcome(told.price, (told.volume,), told.value, FIRM + 1) for told in at_price(ctx))


def _of_others(ctx: Context, conflict: Outcome) -> bool:
    """Whether another count of the price's sentence makes the amount: "380 sessions, held for 75 delegations, produced
    orders worth HK$640 million, or HK$1.7 million each"."""
    price, value, *volumes = conflict.members
    near = [f for f in ctx.by_sentence[price.claim.sentence] if f.claim.kind == "count" and f not in volumes]
    return any(_outcome(price, (f,), value, 0).level == 1 for f in near if is_volume(f))


def _is_price(ctx: Context, fact: Fact) -> bool:
    """Money per thing, or an average."""
    claim = fact.claim
    if claim.kind != "money" or claim.value is None or claim.value <= 0 or claim.role == "change":
        return False
    if cues.first(fact.tail, "per_other", 1) == 0 and fact.tail[2:3] != ("on",):
        return False  # "at $85 per container and day"
    if fact.tail[:1] == ("per",) and fact.tail[1:2] and fact.tail[1] in cues.words_of("span_of_time"):
        return False  # "Rs 10,000 each per month"
    thing = claim.unit.partition("/")[2]
    if len(thing) == 3 and thing.isupper():
        return thing in ("TEU", "FEU")
    told = cues.first([*words(fact.text), *fact.tail[:2]], "each", 8) is not None
    return bool(thing) or told or claim.role == "price" or cues.last(ctx.before(fact, 90), "per_thing", 12) is not None


def _readings(ctx: Context, price: Fact) -> Iterator[Outcome]:
    currency = price.claim.unit.partition("/")[0]
    around = sorted(ctx.near(price, NEAR), key=lambda f: abs(f.number - price.number))
    if any(f.claim.unit == "day" for f in ctx.by_sentence[price.claim.sentence]):
        known = {price.id, *(f.id for f in around)}
        around += islice((f for f in _by_period(ctx)[price.claim.period] if f.id not in known), MOST_FAR)
    values = [f for f in around if f.claim.kind == "money" and f.claim.unit == currency and f.middle > price.middle][
        :MOST
    ]
    if not price.claim.unit.partition("/")[2]:
        values = [f for f in values if keys.flows(f, price) != keys.CONFLICT]
    volumes = [f for f in around if is_volume(f)][:MOST]
    thing = price.claim.unit.partition("/")[2]
    far = list(islice((f for f in _volumes(ctx).get(thing, ()) if f not in volumes), 4))
    for value in values:
        for volume in [*volumes, *far]:
            if volume.claim.sentence != price.claim.sentence and large_in(ctx, price.claim.sentence):
                continue  # "bought less than half that tonnage, 96,300, and paid $548 million, or $5,691 a ton"
            tie = tie_of(ctx, price, (volume,), value)
            tie = 0 if tie and any(_makes(price, volume, v) for v in values if v is not value) else tie
            if tie or precise(price, volume, value):
                yield _outcome(price, (volume,), value, tie)
        for pair in combinations([v for v in volumes if v.claim.sentence == price.claim.sentence], 2):
            whole = len(
                [f for f in ctx.by_sentence[price.claim.sentence] if f.claim.kind in ("money", "measure", "count")]
            )
            tie = tie_of(ctx, price, pair, value) if whole <= 6 else 0
            if tie or precise(price, *pair, value):
                yield _outcome(price, pair, value, tie)
    yield from _of_one_key(ctx, price)


def _of_one_key(ctx: Context, price: Fact) -> Iterator[Outcome]:
    """Volumes and values of the article, wherever they stand, of the price's flow, place, partner and period:
    "exported 116,400 tonnes … and earned $762.4 million … A tonne fetched $6,550"."""
    currency, _, thing = price.claim.unit.partition("/")
    if not thing or not (price.claim.flow and price.claim.place and price.claim.period):
        return
    like = [f for f in islice(_by_period(ctx)[price.claim.period], MOST_FAR) if _same_key(f, price)]
    values = [f for f in like if f.claim.unit == currency and f.claim.role == "level" and f.middle > price.middle]
    volumes = [f for f in like if is_volume(f) and (f.claim.unit == thing or units.factor_between(f, thing))]
    for value in values[:MOST_ALIKE]:
        for volume in volumes[:MOST_ALIKE]:
            if abs(value.claim.sentence - price.claim.sentence) > NEAR and _fine(price, volume, value):
                yield _outcome(price, (volume,), value, 0)


def _same_key(fact: Fact, price: Fact) -> bool:
    alike = keys.flows(fact, price) == keys.sides(fact, price) == keys.FULL and keys.related(fact, price)
    return alike and fact is not price and fact.slot != "base"


def _makes(price: Fact, volume: Fact, value: Fact) -> bool:
    """Whether price and volume make a value of the price's own sentence, which is theirs then."""
    beside = price.claim.sentence == value.claim.sentence
    return beside and _outcome(price, (volume,), value, 0).level == 1


def _by_period(ctx: Context) -> dict[str | None, list[Fact]]:
    """The facts of each period."""
    if "by period" not in ctx.memo:
        found: dict[str | None, list[Fact]] = {}
        for fact in ctx.facts:
            found.setdefault(fact.claim.period, []).append(fact)
        ctx.memo["by period"] = found
    kept: dict[str | None, list[Fact]] = ctx.memo["by period"]
    return kept


def _volumes(ctx: Context) -> dict[str, list[Fact]]:
    """The volumes of each unit, counted things by their noun, too."""
    if "volumes" not in ctx.memo:
        found: dict[str, list[Fact]] = {}
        for fact in filter(is_volume, ctx.facts):
            found.setdefault(fact.claim.unit, []).append(fact)
            if fact.claim.kind == "count" and " " in fact.claim.unit:
                found.setdefault(fact.claim.unit.rsplit(" ", 1)[-1], []).append(fact)
        ctx.memo["volumes"] = found
    kept: dict[str, list[Fact]] = ctx.memo["volumes"]
    return kept


def precise(*facts: Fact) -> bool:
    """Whether the figures are stated finely and close enough for an agreement to mean anything."""
    apart = max(f.claim.sentence for f in facts) - min(f.claim.sentence for f in facts)
    return apart <= NEAR and _fine(*facts)


def _fine(*facts: Fact) -> bool:
    return all(f.claim.qualifier in ("exact", "about") and f.u and f.u <= f.middle / 20 for f in facts)


def _outcome(price: Fact, volumes: tuple[Fact, ...], value: Fact, sure: int) -> Outcome:
    def product(facts: tuple[Fact, ...], level: int) -> Interval:
        result = facts[0].at(level)
        for volume in facts[2:]:
            factor = units.factor_between(volume, facts[0].claim.unit.partition("/")[2])
            result = result * (volume.at(level) * factor if factor else volume.at(level))
        return result

    def holds(facts: tuple[Fact, ...], level: int) -> bool:
        return facts[1].at(level).meets(product(facts, level))

    members = (price, value, *volumes)
    made = product(members, 1)
    if value.middle > APART * (made.hi or value.middle) or (made.lo or value.middle) > APART * value.middle:
        sure = min(sure, 1)  # unless a slip explains it, the amount is another thing's
    message = (
        f"{messages.listed((price, *volumes), ' times ', ' times ')} make "
        f"{messages.span(made, value.claim.unit, value)}; stated is {messages.name(value)}."
    )
    return outcome(
        "price_times_volume",
        members,
        holds,
        sure,
        message,
        expected=made,
        observed=value.at(1),
        target=value,
    )
